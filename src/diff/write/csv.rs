//! CSV: a row for each requirement of each agreement, the worst first, for a spreadsheet.

use super::{
    Setup, Stream,
    view::{Change, Clause, Entry, Judgement, Place, View, asked, loose},
};
use crate::{
    diff::compare::Comparison,
    report::{csv::Cells, phrase},
    words::Words,
};

/// The headings of the columns, by the keys of their words.
const COLUMNS: [&str; 24] = [
    "diff.column.change",
    "diff.column.new-gap",
    "column.agreement",
    "column.processor",
    "heading.requirement",
    "column.id",
    "column.checklist",
    "level",
    "heading.basis",
    "column.addresses",
    "diff.column.old-verdict",
    "diff.column.new-verdict",
    "diff.column.old-finding",
    "diff.column.new-finding",
    "diff.column.old-clauses",
    "diff.column.new-clauses",
    "diff.column.facts",
    "diff.column.notes",
    "column.remedy",
    "diff.column.about",
    "diff.column.old-extract",
    "diff.column.new-extract",
    "diff.column.old-asked",
    "diff.column.new-asked",
];

/// Where the finding and the extract stand, which the row of a file that could not be judged has.
const FINDING: usize = 13;
const EXTRACT: usize = 21;

/// Changes as CSV.
pub(super) struct Csv<'s> {
    setup: Setup<'s>,
    cells: Cells,
}

impl<'s> Csv<'s> {
    pub(super) fn new(setup: Setup<'s>) -> Self {
        Self { setup, cells: Cells::new(setup.options.separator, setup.words) }
    }

    fn row(&self, view: &View<'_>, entry: &Entry<'_>) -> Vec<String> {
        let Setup { words, old, new, .. } = self.setup;
        let sides = [&entry.old, &entry.new].map(Option::as_ref);
        let [old_verdict, new_verdict] = sides.map(|side| side.map(|one| one.word(words)).unwrap_or_default());
        let [old_finding, new_finding] = sides.map(|side| side.map(|one| one.finding.to_owned()).unwrap_or_default());
        let [old_clauses, new_clauses] = sides.map(|side| side.map(|one| clauses(one, words)).unwrap_or_default());
        let about = view.about.iter().map(|change: &Change| change.sentence("diff.nothing", words));
        let shifts = entry.clauses.iter().map(|clause: &Clause<'_>| loose(&clause.sentence(words)));
        let row = [
            words.named("diff.kind", entry.change).to_owned(),
            words.get(if entry.new_gap { "yes" } else { "no" }).to_owned(),
            view.title.to_owned(),
            view.processor.to_owned(),
            entry.title.to_owned(),
            entry.requirement.to_owned(),
            entry.checklist.to_owned(),
            words.named("level", entry.level).to_owned(),
            entry.basis.iter().map(|(cite, _)| *cite).collect::<Vec<_>>().join("; "),
            entry.basis.iter().filter_map(|(_, address)| *address).collect::<Vec<_>>().join(" "),
            old_verdict,
            new_verdict,
            old_finding,
            new_finding,
            old_clauses,
            new_clauses,
            shifts.collect::<Vec<_>>().join("; "),
            entry.notes.join(" "),
            entry.request.unwrap_or_default().to_owned(),
            about.collect::<Vec<_>>().join("; "),
            view.old.unwrap_or_default().to_owned(),
            view.new.unwrap_or_default().to_owned(),
            asked(old, words),
            asked(new, words),
        ];
        row.into()
    }
}

/// The clauses that a finding rests on, with everything that helps to find them.
fn clauses(judgement: &Judgement<'_>, words: &Words) -> String {
    let place = |place: &Place<'_>| {
        let page = place.page.map(|page| page.to_string());
        phrase::place_of(place.reference, place.document, None, page.as_deref(), None, &place.line.to_string(), words)
    };
    judgement.clauses.iter().map(place).collect::<Vec<_>>().join("; ")
}

impl Stream for Csv<'_> {
    fn start(&self) -> String {
        self.cells.headings(&COLUMNS, self.setup.words)
    }

    fn agreement(&self, comparison: &Comparison) -> String {
        let view = View::of(comparison, self.setup.words);
        self.cells.rows(view.entries().map(|entry| self.row(&view, entry)))
    }

    fn end(&self, not_compared: &[String]) -> String {
        let row = |name: &String| {
            let mut row = vec![String::new(); COLUMNS.len()];
            row[FINDING] = self.setup.words.say("not-judged", &[("name", name)]);
            row[EXTRACT].clone_from(name);
            row
        };
        self.cells.rows(not_compared.iter().map(row))
    }
}
