//! How all agreements of a run did, as the template of the overview needs it: worst first.

use serde::Serialize;

use crate::{
    checklist::Verdict,
    report::{Ending, Matrix, Setup, Verdicts},
};

/// Agreements by requirements.
#[derive(Serialize)]
pub(super) struct Overview<'e> {
    judged: String,
    verdicts: [&'static str; 6],
    columns: Vec<Column>,
    agreements: Vec<Row<'e>>,
    /// The requirements, worst first.
    requirements: Vec<Total>,
    /// The files that could not be judged, a sentence each.
    not_judged: Vec<String>,
}

/// A requirement.
#[derive(Serialize)]
struct Column {
    title: String,
    /// Whether its area begins here.
    first: bool,
    /// In how many agreements it is a gap that nobody has accepted.
    open: usize,
}

/// An agreement.
#[derive(Serialize)]
struct Row<'e> {
    title: &'e str,
    processor: &'e str,
    address: String,
    open: usize,
    /// For each requirement the verdict, the way to it where it is a gap, and whether it is accepted.
    cells: Vec<(&'static str, Option<String>, bool)>,
}

/// How often a requirement got each verdict.
#[derive(Serialize)]
struct Total {
    title: String,
    area: String,
    counts: [usize; 6],
}

impl<'e> Overview<'e> {
    /// The overview; `address` gives what stands before the anchor of a requirement, by the name of an agreement's extract.
    pub(super) fn of(setup: &Setup<'_>, ending: &Ending<'e>, address: impl Fn(&str) -> String) -> Self {
        let columns = Matrix::columns(setup.checklists, setup.words);
        let agreements = &ending.matrix.agreements;
        let first_checklist = setup.checklists.first().map_or("", |checklist| &checklist.id);
        let anchors: Vec<String> = columns
            .iter()
            .map(|column| {
                let own = column.checklist == first_checklist;
                if own { column.id.clone() } else { format!("{}.{}", column.checklist, column.id) }
            })
            .collect();
        let sorted = ending.matrix.worst_agreements().into_iter().filter_map(|place| agreements.get(place));
        let mut requirements: Vec<Option<Total>> = Vec::with_capacity(columns.len());
        let mut shown = Vec::with_capacity(columns.len());
        let mut area = None;
        for (place, column) in columns.into_iter().enumerate() {
            let of_column = || agreements.iter().filter_map(|verdicts| verdicts.verdicts.get(place));
            let counts = Verdict::ALL.map(|verdict| of_column().filter(|(given, ..)| *given == verdict).count());
            let here = Some((column.checklist, column.area.0));
            shown.push(Column {
                title: column.title.clone(),
                first: here != area,
                open: of_column().filter(|(verdict, _, accepted)| verdict.is_gap() && !accepted).count(),
            });
            area = here;
            requirements.push(Some(Total { title: column.title, area: column.area.1, counts }));
        }
        let judged = setup.words.count("judged", agreements.len());
        let confirmed = if setup.options.confirmed_only {
            format!(" {}", setup.words.get("confirmed-only.all"))
        } else {
            String::new()
        };
        let not_judged = |name: &String| setup.words.say("not-judged", &[("name", name)]);
        let order = ending.matrix.worst_requirements().into_iter();
        Self {
            judged: judged + &confirmed,
            verdicts: Verdict::ALL.map(Verdict::name),
            columns: shown,
            agreements: sorted.map(|verdicts| row(verdicts, &anchors, &address)).collect(),
            requirements: order.filter_map(|place| requirements.get_mut(place)?.take()).collect(),
            not_judged: ending.not_judged.iter().map(not_judged).collect(),
        }
    }
}

fn row<'e>(verdicts: &'e Verdicts, anchors: &[String], address: impl Fn(&str) -> String) -> Row<'e> {
    let before = address(&verdicts.extract);
    let cells = verdicts.verdicts.iter().zip(anchors).map(|((verdict, _, accepted), anchor)| {
        (verdict.name(), verdict.is_gap().then(|| format!("{before}{anchor}")), *accepted)
    });
    Row {
        title: &verdicts.title,
        processor: &verdicts.processor,
        cells: cells.collect(),
        open: verdicts.verdicts.iter().filter(|(verdict, _, accepted)| verdict.is_gap() && !accepted).count(),
        address: format!("{before}_agreement"),
    }
}
