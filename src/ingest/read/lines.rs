//! Collects the lines of a document while a reader walks through it.

use super::normal;
use crate::ingest::{Dropped, Kind, Line, Why};

/// A row with a cell of more lines than this is no row but a page that was laid out as a table.
const LONGEST_CELL: usize = 40;

/// What a reader gives back.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// The lines so far.
    pub(super) kept: Vec<Line>,
    /// What was left out so far.
    pub(super) dropped: Vec<Dropped>,
    /// The page that is being read, where the format has pages.
    pub(super) page: Option<u32>,
    number: u32,
}

impl Lines {
    /// Adds a line, counted by its place.
    pub(super) fn push(&mut self, text: &str, kind: Kind) {
        self.number += 1;
        self.push_at(self.number, text, kind);
    }

    /// Adds a line with the number that it has in the file.
    pub(super) fn push_at(&mut self, number: u32, text: &str, kind: Kind) {
        self.number = number;
        // Some authors give whole clauses the style of a heading for the sake of its number.
        let kind = if matches!(kind, Kind::Heading(_)) && reads_as_text(text) { Kind::Plain } else { kind };
        self.kept.push(Line { page: self.page, number, text: normal::line(text), kind });
    }

    /// Adds an empty line, which sets paragraphs apart, unless there is one.
    pub(super) fn gap(&mut self) {
        if self.kept.last().is_some_and(|line| !line.text.is_empty()) {
            self.push("", Kind::Plain);
        }
    }

    /// The next line is counted from this number of the file.
    pub(super) fn count_from(&mut self, number: u32) {
        self.number = number.saturating_sub(1);
    }

    /// Leaves a line out.
    pub(super) fn drop(&mut self, text: &str, why: Why) {
        let text = normal::line(text);
        if !text.is_empty() {
            self.number += 1;
            self.dropped.push(Dropped { page: self.page, number: self.number, text, why });
        }
    }

    /// Adds the row of a table, or its cells one below the other where the table only lays out a page.
    pub(super) fn row(&mut self, cells: Vec<Vec<Line>>) {
        let filled = |cell: &Vec<Line>| cell.iter().any(|line| !line.text.is_empty());
        let page_like = |cell: &Vec<Line>| {
            cell.len() > LONGEST_CELL || cell.iter().any(|line| matches!(line.kind, Kind::Heading(_)))
        };
        if cells.iter().filter(|cell| filled(cell)).count() < 2 || cells.iter().any(page_like) {
            for line in cells.into_iter().flatten() {
                self.number += 1;
                self.kept.push(Line { number: self.number, ..line });
            }
            return;
        }
        let page = cells.iter().flatten().find_map(|line| line.page).or(self.page);
        let texts: Vec<String> = cells.iter().map(|cell| one_line(cell)).collect();
        self.number += 1;
        let text = texts.join("\t").trim_end().to_owned();
        self.kept.push(Line { page, number: self.number, text, kind: Kind::Row });
    }

    /// Notes that something without text is left out.
    pub(super) fn leave_out(&mut self, text: &str, why: Why) {
        self.number += 1;
        self.dropped.push(Dropped { page: self.page, number: self.number, text: text.to_owned(), why });
    }

    /// Takes the lines out that were added since there were `from`; for a cell of a table.
    pub(super) fn take_from(&mut self, from: usize) -> Vec<Line> {
        let taken = self.kept.split_off(from.min(self.kept.len()));
        self.number = self.number.saturating_sub(u32::try_from(taken.len()).unwrap_or(0));
        taken
    }
}

/// Whether a heading is so long, or so much of a sentence, that it is none.
fn reads_as_text(heading: &str) -> bool {
    let words = heading.split_whitespace().count();
    words > 30 || (words > 12 && heading.trim_end().ends_with(['.', ';', ':']))
}

fn one_line(cell: &[Line]) -> String {
    let words = cell.iter().map(|line| line.text.replace('\t', " "));
    let words: Vec<String> = words.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect();
    words.join(" ")
}

/// A link that is open: where its text begins in the line, and where it leads.
#[derive(Debug)]
pub(super) struct Link {
    start: usize,
    target: String,
}

impl Link {
    /// A link that leads to another page; nothing for one within the document or to a mailbox.
    pub(super) fn to_page(line: &str, target: &str) -> Option<Self> {
        let target = target.trim();
        let is_page = ["http://", "https://"].iter().any(|scheme| target.starts_with(scheme));
        (is_page && target.len() <= LONGEST_TARGET).then(|| Self { start: line.len(), target: target.to_owned() })
    }

    /// Puts behind the words of a link where it leads, as on paper, unless they say so themselves.
    pub(super) fn close(self, line: &mut String) {
        let words = line.get(self.start..).unwrap_or(line).trim();
        let bare = self.target.split_once("://").map_or("", |(_, bare)| bare);
        let host = bare.split('/').next().unwrap_or_default().trim_start_matches("www.");
        if !words.is_empty() && !words.contains(host) {
            line.push_str(&format!(" ({})", self.target));
        }
    }
}

/// Links that are longer tell a reader nothing.
const LONGEST_TARGET: usize = 200;

/// A text with every run of white space as one space, and none at its ends.
pub(super) fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
