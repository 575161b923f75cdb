//! Changes as a workbook: requirements, the worst first, what became of the clauses with the facts that differ, and what was
//! compared with what.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::{
    Setup, Whole,
    view::{Change, Clause, Entry, Judgement, Place, View, asked, loose},
};
use crate::{
    diff::compare::Comparison,
    report::{
        office::TOOL,
        xlsx::{
            reason,
            sheet::{Column, Sheet},
            styles::Styles,
            workbook,
        },
    },
};

const REQUIREMENTS: [Column; 13] = [
    ("column.agreement", 20.0),
    ("diff.column.change", 12.0),
    ("diff.column.new-gap", 13.0),
    ("column.id", 18.0),
    ("heading.requirement", 24.0),
    ("level", 11.0),
    ("heading.basis", 20.0),
    ("diff.column.old-verdict", 14.0),
    ("diff.column.new-verdict", 14.0),
    ("diff.column.old-finding", 40.0),
    ("diff.column.new-finding", 40.0),
    ("diff.column.facts", 50.0),
    ("column.request", 40.0),
];

const CLAUSES: [Column; 12] = [
    ("column.agreement", 20.0),
    ("heading.requirement", 24.0),
    ("diff.column.clause-change", 12.0),
    ("diff.column.topic", 24.0),
    ("diff.column.old-clauses", 24.0),
    ("diff.column.old-page", 9.0),
    ("diff.column.old-line", 12.0),
    ("diff.column.new-clauses", 24.0),
    ("diff.column.new-page", 9.0),
    ("diff.column.new-line", 12.0),
    ("diff.column.old-value", 36.0),
    ("diff.column.new-value", 36.0),
];

/// Changes as a workbook.
pub(super) struct Book<'s> {
    setup: Setup<'s>,
    /// The sheets, or why there are none.
    sheets: Result<Sheets, XlsxError>,
}

struct Sheets {
    book: Workbook,
    styles: Styles,
    requirements: Sheet,
    clauses: Sheet,
    about: Sheet,
}

impl<'s> Book<'s> {
    pub(super) fn new(setup: Setup<'s>) -> Self {
        Self { setup, sheets: Sheets::new(&setup) }
    }
}

impl Whole for Book<'_> {
    fn add(&mut self, comparison: &Comparison) {
        let Ok(sheets) = &mut self.sheets else { return };
        if let Err(error) = sheets.add(&View::of(comparison, self.setup.words)) {
            self.sheets = Err(error);
        }
    }

    fn finish(self: Box<Self>, not_compared: &[String]) -> Result<Vec<u8>, String> {
        let words = self.setup.words;
        self.sheets.and_then(|sheets| sheets.finish(not_compared)).map_err(|error| reason(error, words))
    }
}

impl Sheets {
    fn new(setup: &Setup<'_>) -> Result<Self, XlsxError> {
        let Setup { words, old, new, .. } = setup;
        let mut book = workbook("diff.heading", words)?;
        let styles = Styles::new(words);
        let mut requirements = Sheet::new(&mut book, "diff.sheet.requirements", words)?;
        requirements.head(&REQUIREMENTS, &styles)?;
        let mut clauses = Sheet::new(&mut book, "diff.sheet.clauses", words)?;
        clauses.head(&CLAUSES, &styles)?;
        let mut about = Sheet::new(&mut book, "sheet.about", words)?;
        for (column, width) in [(0, 30.0), (1, 80.0)] {
            about.width(column, width)?;
        }
        about.entry(words.get("office.made-with"), TOOL, &styles)?;
        for (key, side) in [("diff.old", old), ("diff.new-one", new)] {
            about.entry(words.get(key), &side.name, &styles)?;
            about.entry(words.get("heading.checklist"), &asked(side, words), &styles)?;
        }
        Ok(Self { book, styles, requirements, clauses, about })
    }

    fn add(&mut self, view: &View<'_>) -> Result<(), XlsxError> {
        let Self { styles, requirements, clauses, about, .. } = self;
        let words = about.words();
        about.next()?;
        about.entry(view.title, &view.totals, styles)?;
        about.entry(words.get("diff.extracts"), &view.files, styles)?;
        for change in &view.about {
            about.entry(words.get("diff.column.change"), &change.sentence("diff.nothing", words), styles)?;
        }
        for entry in view.entries() {
            requirement(requirements, view, entry, styles)?;
            for one in &entry.clauses {
                clause(clauses, view, entry, one, styles)?;
            }
        }
        Ok(())
    }

    fn finish(mut self, not_compared: &[String]) -> Result<Vec<u8>, XlsxError> {
        for name in not_compared {
            let key = self.about.words().get("about.not-judged");
            self.about.entry(key, name, &self.styles)?;
        }
        for (mut sheet, columns) in [(self.requirements, REQUIREMENTS.len()), (self.clauses, CLAUSES.len())] {
            let last = u16::try_from(columns - 1).unwrap_or_default();
            sheet.cells.autofilter(0, 0, sheet.row.max(2) - 1, last)?;
            self.book.push_worksheet(sheet.cells);
        }
        self.book.push_worksheet(self.about.cells);
        self.book.save_to_buffer()
    }
}

fn requirement(sheet: &mut Sheet, view: &View<'_>, entry: &Entry<'_>, styles: &Styles) -> Result<(), XlsxError> {
    let words = sheet.words();
    let sides = [&entry.old, &entry.new].map(Option::as_ref);
    let [old, new] = sides.map(|side: Option<&Judgement<'_>>| side.map_or("", |one| one.finding));
    let cites: Vec<&str> = entry.basis.iter().map(|(cite, _)| *cite).collect();
    let changes: Vec<String> = entry.clauses.iter().map(|one| loose(&one.sentence(words))).collect();
    let changes = [&changes[..], &entry.notes[..]].concat();
    let texts = [
        view.title,
        words.named("diff.kind", entry.change),
        words.get(if entry.new_gap { "yes" } else { "no" }),
        entry.requirement,
        entry.title,
        words.named("level", entry.level),
        &cites.join("; "),
    ];
    sheet.texts(texts, styles)?;
    for (column, side) in (7..).zip(sides) {
        match side {
            Some(one) => sheet.text(column, &one.word(words), styles.verdict(one.verdict))?,
            None => sheet.text(column, "", &styles.text)?,
        }
    }
    for (column, text) in (9..).zip([old, new, &changes.join("\n"), entry.request.unwrap_or_default()]) {
        sheet.text(column, text, &styles.text)?;
    }
    sheet.next()
}

fn clause(
    sheet: &mut Sheet,
    view: &View<'_>,
    entry: &Entry<'_>,
    clause: &Clause<'_>,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let words = sheet.words();
    sheet.texts([view.title, entry.title, words.named("diff.kind", clause.change()), clause.topic], styles)?;
    for (column, place) in [(4, &clause.old), (7, &clause.new)] {
        sheet.text(column, place.as_ref().map_or("", |place: &Place<'_>| place.reference), &styles.text)?;
        let numbers = [place.and_then(|place| place.page), place.map(|place| place.line)];
        for (column, number) in (column + 1..).zip(numbers) {
            match number {
                Some(number) => {
                    sheet.cells.write_number_with_format(sheet.row, column, number, &styles.number)?;
                }
                None => sheet.text(column, "", &styles.text)?,
            }
        }
    }
    let facts = |value: fn(&Change) -> Option<&String>| {
        let fact = |fact: &Change| {
            let value = value(fact).map_or(words.get("diff.unstated"), String::as_str);
            format!("{}: {value}", fact.what)
        };
        clause.facts.iter().map(fact).collect::<Vec<_>>().join("\n")
    };
    let stated = |there: bool| if there { clause.statements().join("\n") } else { String::new() };
    let values = match (&clause.old, &clause.new) {
        (Some(_), Some(_)) => [facts(|fact| fact.old.as_ref()), facts(|fact| fact.new.as_ref())],
        (old, new) => [stated(old.is_some()), stated(new.is_some())],
    };
    for (column, text) in (10..).zip(values) {
        sheet.text(column, &text, &styles.text)?;
    }
    sheet.next()
}
