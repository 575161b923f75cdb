//! How each agreement of a portfolio did on each requirement: what is left of an assessment when it has passed.

use std::cmp::Reverse;

use crate::{
    checklist::{Checklist, Level, Verdict},
    words::Words,
};

use super::view::View;

/// How the agreements did, in the order in which they were judged.
#[derive(Debug, Default)]
pub struct Matrix {
    /// The agreements.
    pub agreements: Vec<Verdicts>,
}

/// A requirement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The name of its checklist.
    pub checklist: String,
    /// Its area, by name and by title.
    pub area: (String, String),
    /// Its name in data.
    pub id: String,
    /// Its name for people.
    pub title: String,
}

/// How one agreement did.
#[derive(Debug)]
pub struct Verdicts {
    /// The file of the extract.
    pub extract: String,
    /// The title of the agreement.
    pub title: String,
    /// Who processes.
    pub processor: String,
    /// For each requirement: the verdict, the level at which it counts, and whether the gap is accepted.
    pub verdicts: Vec<Cell>,
}

impl Verdicts {
    /// What is left of an assessment.
    #[must_use]
    pub fn of(view: &View<'_>) -> Self {
        let lines = view.sections.iter().flat_map(|section| &section.areas).flat_map(|area| &area.lines);
        let agreement = &view.extract.agreement;
        Self {
            extract: view.extract.source.name().to_owned(),
            title: agreement.title.clone(),
            processor: agreement.processor.clone(),
            verdicts: lines.map(|line| (line.verdict, line.level, line.is_accepted())).collect(),
        }
    }

    /// How often each verdict was given, from the worst.
    #[must_use]
    pub fn counts(&self) -> [usize; 6] {
        let mut counts = [0; 6];
        for (verdict, _, _) in &self.verdicts {
            counts[Verdict::ALL.iter().position(|known| known == verdict).unwrap_or_default()] += 1;
        }
        counts
    }

    /// How many gaps it has that nobody has accepted.
    #[must_use]
    pub fn gaps(&self) -> usize {
        self.verdicts.iter().filter(|cell| is_open(**cell)).count()
    }
}

/// A verdict, the level at which it counts, and whether the gap is accepted.
pub type Cell = (Verdict, Level, bool);

/// Whether something is left to do.
#[must_use]
pub fn is_open((verdict, _, accepted): Cell) -> bool {
    verdict.is_gap() && !accepted
}

/// How often each verdict was given, from the worst: what is worse has the greater count.
fn severity(cells: impl Iterator<Item = Cell>) -> [usize; 4] {
    let mut counts = [0; 4];
    for cell in cells.filter(|cell| is_open(*cell)) {
        if let Some(count) = Verdict::ALL.iter().position(|known| *known == cell.0).and_then(|at| counts.get_mut(at)) {
            *count += 1;
        }
    }
    counts
}

impl Matrix {
    /// Adds an agreement.
    pub fn add(&mut self, verdicts: Verdicts) {
        self.agreements.push(verdicts);
    }

    /// The places of the agreements, the worst first.
    #[must_use]
    pub fn worst_agreements(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.agreements.len()).collect();
        order.sort_by_cached_key(|at| Reverse(severity(self.agreements[*at].verdicts.iter().copied())));
        order
    }

    /// The places of the requirements, those that most agreements fail first.
    #[must_use]
    pub fn worst_requirements(&self) -> Vec<usize> {
        let count = self.agreements.first().map_or(0, |one| one.verdicts.len());
        let mut order: Vec<usize> = (0..count).collect();
        let cells = |at: usize| self.agreements.iter().filter_map(move |one| one.verdicts.get(at).copied());
        order.sort_by_cached_key(|at| Reverse(severity(cells(*at))));
        order
    }

    /// The requirements of the checklists of a run.
    #[must_use]
    pub fn columns(checklists: &[Checklist], words: &Words) -> Vec<Column> {
        let language = words.language();
        let columns = checklists.iter().flat_map(|checklist| {
            checklist.requirements().map(|(area, requirement)| Column {
                checklist: checklist.id.clone(),
                area: (area.id.clone(), area.title.get(language).to_owned()),
                id: requirement.id.clone(),
                title: requirement.title.get(language).to_owned(),
            })
        });
        columns.collect()
    }
}
