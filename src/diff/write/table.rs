//! Changes as tables in a terminal.

use comfy_table::Cell;

use super::{
    Setup, Stream,
    view::{Entry, Part, View, side},
};
use crate::{
    checklist::Verdict,
    clean::one_line,
    diff::compare::Comparison,
    report::{
        Sheet,
        table::{NARROWEST_TABLE, coloured, drawn_width, table},
        widest_word, wrap,
    },
    words::Words,
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
        let view = View::of(comparison, words);
        let mut sheet = Sheet::new(page, words);
        sheet.heading(&one_line(view.title));
        if *several {
            sheet.paragraph("  ", &view.files);
        }
        if view.same {
            sheet.paragraph("  ", words.get("diff.no-change"));
            return sheet.text;
        }
        sheet.paragraph("  ", &words.say("diff.of", &[("processor", view.processor)]));
        for change in &view.about {
            sheet.paragraph("  ", &change.sentence("diff.nothing", words));
        }
        let parts: Vec<(&'static str, Vec<Row>)> = view.parts.iter().map(|part| rows(part, words)).collect();
        let widths = widths(page.width, &parts);
        for (heading, rows) in &parts {
            sheet.blank();
            sheet.heading(words.get(heading));
            match widths {
                Some(widths) => sheet.rows(rows, &widths),
                None => rows.iter().for_each(|row| sheet.change(row)),
            }
        }
        sheet.blank();
        if let Some(moved) = view.moved(words) {
            sheet.paragraph("  ", &moved);
        }
        sheet.paragraph("  ", &view.totals);
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

/// What stands in the columns of a requirement: the last has a paragraph for each thing that has changed.
struct Row {
    verdict: Verdict,
    verdicts: String,
    requirement: [String; 2],
    said: Vec<String>,
}

fn rows(part: &Part<'_>, words: &Words) -> (&'static str, Vec<Row>) {
    let row = |entry: &Entry<'_>| Row {
        verdict: entry.verdict(),
        verdicts: entry.verdicts(words),
        requirement: [one_line(entry.title).into_owned(), entry.rests_on(words)],
        said: entry.said(words),
    };
    (part.heading, part.entries.iter().map(row).collect())
}

/// A width for each column in which no word is broken; the last has what is left. Nothing where a page is too narrow.
fn widths(width: usize, parts: &[(&str, Vec<Row>)]) -> Option<[usize; 3]> {
    let mut widths = PREFERRED;
    for row in parts.iter().flat_map(|(_, rows)| rows) {
        for (width, texts) in widths.iter_mut().zip(row.cells()) {
            *width = texts.into_iter().map(widest_word).fold(*width, usize::max);
        }
    }
    let spare = width.checked_sub(drawn_width(&widths)).filter(|_| width >= NARROWEST_TABLE)?;
    widths[2] += spare;
    Some(widths)
}

impl Row {
    /// What stands in each column, a paragraph each.
    fn cells(&self) -> [Vec<&str>; 3] {
        let [title, basis] = &self.requirement;
        [vec![&self.verdicts], vec![title, basis], self.said.iter().map(String::as_str).collect()]
    }
}

impl Sheet<'_> {
    fn rows(&mut self, rows: &[Row], widths: &[usize; 3]) {
        let colour = self.page.colour;
        let rows = rows.iter().map(|row| {
            let cells = row.cells().into_iter().zip(widths).enumerate().map(|(column, (texts, width))| {
                let lines: Vec<String> = texts.into_iter().flat_map(|text| wrap(text, *width)).collect();
                let cell = Cell::new_owned(lines.join("\n"));
                if column == 0 && colour { coloured(cell, row.verdict) } else { cell }
            });
            cells.collect()
        });
        for line in table(widths, None, rows, colour).lines() {
            self.drawn(&line);
        }
    }

    /// A requirement as an item of a list, for narrow pages and for reading aloud.
    fn change(&mut self, row: &Row) {
        self.blank();
        let [title, basis] = &row.requirement;
        self.paragraph("  ", &format!("{}: {title} – {basis}", row.verdicts));
        for text in &row.said {
            for line in wrap(text, self.page.width.saturating_sub(2).max(10)) {
                self.line(&format!("  {line}"));
            }
        }
    }
}
