//! CSV: a row for each requirement of each agreement, for a spreadsheet.
//!
//! What spreadsheets need beyond RFC 4180: a byte order mark, without which Excel takes the text for that of an old code page;
//! the separator that the language's spreadsheets expect; and an apostrophe before what they would take for a formula.

use ::csv::{Terminator, WriterBuilder};

use super::{
    Ending, Setup, Stream, data, phrase,
    view::{Line, State, View},
};
use crate::{checklist::Checklist, clean::one_line, words::Words};

/// With what a cell begins that a spreadsheet would take for a formula; the wide forms are read like the narrow ones.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// The headings of the columns, by the keys of their words: what a line says, then who and what was judged.
const COLUMNS: [&str; 43] = [
    "column.agreement",
    "column.processor",
    "column.controller",
    "column.area",
    "heading.requirement",
    "column.id",
    "level",
    "heading.verdict",
    "heading.basis",
    "column.addresses",
    "column.source",
    "heading.clauses",
    "column.see-also",
    "column.searched",
    "heading.finding",
    "column.remarks",
    "column.remedy",
    "column.accepted",
    "column.until",
    "column.by",
    "column.reason",
    "column.proposed",
    "column.origin",
    "column.overlays",
    "column.extract",
    "column.extract-sha256",
    "column.relationship",
    "column.relationship-clause",
    "column.agreement-date",
    "column.unread",
    "column.confirmed-only",
    "column.day",
    "column.other-waivers",
    "column.totals",
    "column.checklist",
    "column.checklist-title",
    "column.version",
    "column.checklist-sha256",
    "column.rests-on",
    "column.parameters",
    "column.changes",
    "column.tool",
    "column.verified",
];

/// Where the finding and the extract stand, which the row of a file that could not be judged has.
const FINDING: usize = 14;
const EXTRACT: usize = 24;

/// A table as CSV.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cells {
    separator: u8,
}

impl Cells {
    /// With what separates cells, or else what the spreadsheets of a language expect.
    pub(crate) fn new(separator: Option<u8>, words: &Words) -> Self {
        let of_language = || words.get("csv-separator").bytes().next().unwrap_or(b',');
        Self { separator: separator.unwrap_or_else(of_language) }
    }

    /// The headings, by the keys of their words, as text.
    pub(crate) fn headings(self, keys: &[&str], words: &Words) -> String {
        let headings = keys.iter().map(|key| words.get(key).to_owned()).collect();
        format!("\u{feff}{}", self.rows(std::iter::once(headings)))
    }

    /// Rows as text.
    pub(crate) fn rows(self, rows: impl Iterator<Item = Vec<String>>) -> String {
        let mut writer =
            WriterBuilder::new().delimiter(self.separator).terminator(Terminator::CRLF).from_writer(Vec::new());
        for row in rows {
            // Writing into memory fails only for rows of unequal length, and these are all as long as the headings.
            let _ = writer.write_record(row.iter().map(|text| cell(text)));
        }
        writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

/// A CSV report.
pub(super) struct Csv {
    words: &'static Words,
    cells: Cells,
    /// What each row of a checklist says of it, whatever the agreement.
    checklists: Vec<[String; 6]>,
}

impl Csv {
    pub(super) fn new(setup: Setup<'_>) -> Self {
        let words = setup.words;
        Self {
            words,
            cells: Cells::new(setup.options.separator, words),
            checklists: setup.checklists.iter().map(|checklist| about_checklist(checklist, words)).collect(),
        }
    }

    /// What each row says of its agreement.
    fn about_agreement(&self, view: &View<'_>) -> [String; 8] {
        let agreement = &view.extract.agreement;
        let because = view.because.as_ref().map(|because| {
            let note = agreement.because.as_ref().and_then(|because| because.note.as_deref());
            [Some(phrase::place(because, self.words)), note.map(str::to_owned)]
        });
        [
            view.extract.source.name().to_owned(),
            data::sha256(view.extract.source.text()),
            self.words.named("relationship", agreement.relationship.name()).to_owned(),
            because.into_iter().flatten().flatten().collect::<Vec<_>>().join(": "),
            agreement.date.clone().unwrap_or_default(),
            view.unread.join("; "),
            view.confirmed.clone().unwrap_or_default(),
            view.day.map(|day| day.to_string()).unwrap_or_default(),
        ]
    }

    /// What a row says of its finding.
    fn about_finding(&self, line: &Line<'_>) -> [String; 20] {
        let words = self.words;
        let yes_or_no = |yes: bool| words.get(if yes { "yes" } else { "no" }).to_owned();
        let waiver = line.waiver.map(|view| view.waiver);
        let clauses = |pointers| phrase::places(pointers, words);
        [
            line.title.to_owned(),
            line.id.to_owned(),
            words.named("level", line.level.name()).to_owned(),
            words.named("verdict", line.verdict.name()).to_owned(),
            phrase::cites(line),
            line.basis.iter().map(|(_, address)| address.as_str()).collect::<Vec<_>>().join(" "),
            line.source.unwrap_or_default().to_owned(),
            clauses(&line.evidence),
            clauses(&line.related),
            line.searched.join("; "),
            phrase::finding(line),
            phrase::remarks(line, words).join(" "),
            line.request().to_owned(),
            yes_or_no(line.is_accepted()),
            waiver.map(|waiver| waiver.until.to_string()).unwrap_or_default(),
            waiver.map(|waiver| waiver.by.clone()).unwrap_or_default(),
            waiver.map(|waiver| waiver.reason.clone()).unwrap_or_default(),
            yes_or_no(line.proposed),
            line.origin.to_owned(),
            line.overlays.join("; "),
        ]
    }
}

fn about_checklist(checklist: &Checklist, words: &Words) -> [String; 6] {
    [
        checklist.id.clone(),
        checklist.title.get(words.language()).to_owned(),
        checklist.version.clone(),
        data::sha256(checklist.own().source.text()),
        phrase::rests_on(checklist, words),
        phrase::parameters(checklist, words),
    ]
}

/// A text as one line that no spreadsheet takes for a formula.
fn cell(text: &str) -> String {
    let line = one_line(text);
    let guard = if line.trim_start().starts_with(FORMULA) { "'" } else { "" };
    format!("{guard}{line}")
}

impl Stream for Csv {
    fn start(&self) -> String {
        self.cells.headings(&COLUMNS, self.words)
    }

    fn assessment(&self, view: &View<'_>) -> String {
        let agreement = &view.extract.agreement;
        let parties = [&agreement.title, &agreement.processor, &agreement.controller].map(String::clone);
        let about_agreement = self.about_agreement(view);
        // The waivers that belong to no finding are said of the agreement.
        let other = view.waivers.iter().filter(|waiver| matches!(waiver.state, State::Unneeded | State::Unknown));
        let other = other.map(|waiver| waiver.sentence(self.words)).collect::<Vec<_>>().join(" ");
        let verified = phrase::verified(view).join(" ");
        let sections = view.sections.iter().zip(&self.checklists);
        let rows = sections.flat_map(|(section, about_checklist)| {
            let totals = phrase::totals(&section.totals, self.words);
            let changes = phrase::changes(section, self.words).join(" ");
            let behind: Vec<String> = about_agreement
                .iter()
                .chain([&other, &totals])
                .chain(about_checklist)
                .chain([&changes, &phrase::tool(), &verified])
                .cloned()
                .collect();
            let lines = section.areas.iter().flat_map(|area| area.lines.iter().map(move |line| (area.title, line)));
            let parties = &parties;
            lines.map(move |(area, line)| {
                let before = parties.iter().cloned().chain([area.to_owned()]);
                before.chain(self.about_finding(line)).chain(behind.iter().cloned()).collect()
            })
        });
        self.cells.rows(rows)
    }

    fn end(&self, ending: &Ending<'_>) -> String {
        let row = |name: &String| {
            let mut row = vec![String::new(); COLUMNS.len()];
            row[FINDING] = self.words.say("not-judged", &[("name", name)]);
            row[EXTRACT].clone_from(name);
            row
        };
        self.cells.rows(ending.not_judged.iter().map(row))
    }
}
