//! Changes as tables in a terminal.

use comfy_table::Cell;

use super::{
    Setup, Stream,
    entry::{Entry, Part, about, moves, parts, side, totals},
};
use crate::{
    clean::one_line,
    diff::compare::{Comparison, Kind},
    report::{
        Sheet,
        table::{NARROWEST_TABLE, coloured, drawn_width, table},
        widest_word, wrap,
    },
};

/// Tables for a terminal.
pub(super) struct Tables<'s>(pub(super) Setup<'s>);

/// How wide verdicts, requirements, and what has changed are where there is room.
const PREFERRED: [usize; 3] = [13, 22, 28];

impl Stream for Tables<'_> {
    fn start(&self) -> String {
        let Setup { page, words, old, new, .. } = &self.0;
        let mut sheet = Sheet::new(page, words);
        sheet.paragraph("  ", &side("diff.old-side", old, words));
        sheet.paragraph("  ", &side("diff.new-side", new, words));
        sheet.blank();
        sheet.text
    }

    fn agreement(&self, comparison: &Comparison) -> String {
        let Setup { page, words, several, .. } = &self.0;
        let mut sheet = Sheet::new(page, words);
        sheet.heading(&one_line(&comparison.title));
        if *several {
            sheet.paragraph("  ", &self.files(comparison));
        }
        let unchanged = comparison.totals().keys().all(|kind| *kind == Kind::Unchanged);
        if unchanged && comparison.agreement.is_empty() {
            sheet.paragraph("  ", words.get("diff.no-change"));
            return sheet.text;
        }
        sheet.paragraph("  ", &words.say("diff.of", &[("processor", &one_line(&comparison.processor))]));
        for line in about(&comparison.agreement, words) {
            sheet.paragraph("  ", &line);
        }
        let parts = parts(comparison, words);
        let widths = widths(page.width, &parts);
        for part in &parts {
            sheet.blank();
            sheet.heading(words.get(part.heading));
            match widths {
                Some(widths) => sheet.entries(&part.entries, &widths),
                None => part.entries.iter().for_each(|entry| sheet.entry(entry)),
            }
        }
        sheet.blank();
        if let Some(moves) = moves(comparison, words) {
            sheet.paragraph("  ", &moves);
        }
        sheet.paragraph("  ", &totals(comparison, words));
        sheet.text
    }

    fn between(&self) -> &'static str {
        "\n"
    }

    fn end(&self, not_compared: &[String]) -> String {
        let Setup { page, words, .. } = &self.0;
        let mut sheet = Sheet::new(page, words);
        if !not_compared.is_empty() {
            sheet.blank();
        }
        for name in not_compared {
            sheet.paragraph("  ", &words.say("not-judged", &[("name", &one_line(name))]));
        }
        sheet.text
    }
}

impl Tables<'_> {
    /// The files of an agreement, or that it is only on one side.
    fn files(&self, comparison: &Comparison) -> String {
        let words = self.0.words;
        let text = match (&comparison.old, &comparison.new) {
            (Some(old), Some(new)) => words.say("diff.move", &[("old", old), ("new", new)]),
            (None, Some(only)) => words.say("diff.agreement-new", &[("file", only)]),
            (Some(only), None) => words.say("diff.agreement-gone", &[("file", only)]),
            (None, None) => String::new(),
        };
        one_line(&text).into_owned()
    }
}

/// A width for each column in which no word is broken; the last has what is left. Nothing where a page is too narrow.
fn widths(width: usize, parts: &[Part]) -> Option<[usize; 3]> {
    let mut widths = PREFERRED;
    for entry in parts.iter().flat_map(|part| &part.entries) {
        for (width, texts) in widths.iter_mut().zip(cells(entry)) {
            *width = texts.into_iter().map(widest_word).fold(*width, usize::max);
        }
    }
    let spare = width.checked_sub(drawn_width(&widths)).filter(|_| width >= NARROWEST_TABLE)?;
    widths[2] += spare;
    Some(widths)
}

/// What stands in each column, a paragraph each.
fn cells(entry: &Entry) -> [Vec<&str>; 3] {
    [vec![&entry.verdicts], vec![&entry.title, &entry.basis], entry.said.iter().map(String::as_str).collect()]
}

impl Sheet<'_> {
    fn entries(&mut self, entries: &[Entry], widths: &[usize; 3]) {
        let colour = self.page.colour;
        let rows = entries.iter().map(|entry| {
            let cells = cells(entry).into_iter().zip(widths).enumerate().map(|(column, (texts, width))| {
                let lines: Vec<String> = texts.into_iter().flat_map(|text| wrap(text, *width)).collect();
                let cell = Cell::new_owned(lines.join("\n"));
                if column == 0 && colour { coloured(cell, entry.verdict) } else { cell }
            });
            cells.collect()
        });
        for line in table(widths, None, rows, colour).lines() {
            self.line(&line);
        }
    }

    /// A requirement as an item of a list, for narrow pages and for reading aloud.
    fn entry(&mut self, entry: &Entry) {
        self.blank();
        self.paragraph("  ", &format!("{}: {} – {}", entry.verdicts, entry.title, entry.basis));
        for text in &entry.said {
            for line in wrap(text, self.page.width.saturating_sub(2).max(10)) {
                self.line(&format!("  {line}"));
            }
        }
    }
}
