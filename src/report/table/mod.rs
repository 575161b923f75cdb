//! The gap table in a terminal.

mod layout;
mod row;

use comfy_table::{Attribute, Cell, Table};
use layout::{Column, Layout, coloured, drawn_width, table};
use row::Row;

use super::{
    sheet::{Page, Sheet, widest_word, wrap},
    view::{AreaView, Line, Section, View, show_parameter},
};
use crate::{
    checklist::{Level, Verdict},
    clean::one_line,
    words::Words,
};

/// What a table shows beyond the gaps and their findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// What is met or does not apply, too.
    pub all: bool,
    /// What to ask of the processor, and the annotators' remarks.
    pub details: bool,
}

/// One agreement as text, ending in a line break.
pub(super) fn write(view: &View<'_>, page: &Page, shown: Shown) -> String {
    let mut sheet = Sheet::new(page, view.words);
    sheet.head(view);
    for section in &view.sections {
        if view.sections.len() > 1 || section.excluded {
            sheet.blank();
            sheet.heading(&one_line(section.title));
        }
        if section.excluded {
            sheet.excluded(view);
            if !shown.all {
                continue;
            }
        }
        sheet.findings(section, shown);
        sheet.totals(section);
    }
    sheet.text
}

/// What a portfolio ends with.
pub(super) fn end(judged: usize, not_judged: &[String], page: &Page, words: &'static Words) -> String {
    let mut sheet = Sheet::new(page, words);
    if judged + not_judged.len() > 1 {
        sheet.blank();
        sheet.paragraph("", &words.count("judged", judged));
        for name in not_judged {
            sheet.paragraph("", &words.say("not-judged", &[("name", &one_line(name))]));
        }
    }
    sheet.text
}

impl Sheet<'_> {
    /// What was judged against what.
    fn head(&mut self, view: &View<'_>) {
        let agreement = &view.extract.agreement;
        self.heading(&one_line(&agreement.title));
        let (processor, controller) = (one_line(&agreement.processor), one_line(&agreement.controller));
        let parties = [("processor", &*processor), ("controller", &*controller)];
        // Where they are no such parties, nobody is called so.
        let key = if agreement.because.is_some() { "parties.other" } else { "parties" };
        self.paragraph("  ", &self.words.say(key, &parties));
        for section in &view.sections {
            let checklist = section.checklist;
            let name = [("title", &*one_line(section.title)), ("id", &checklist.id), ("version", &checklist.version)];
            let mut line = self.words.say("judged-against", &name);
            let set =
                checklist.parameters.iter().map(|(id, one)| format!("{id} = {}", show_parameter(one, self.words)));
            let set = set.collect::<Vec<_>>().join(", ");
            if !set.is_empty() && !section.excluded {
                line.push_str(&format!("; {set}"));
            }
            self.paragraph("  ", &line);
        }
        if !view.unread.is_empty() {
            let documents = one_line(&self.words.list(&view.unread)).into_owned();
            self.paragraph("  ", &self.words.say("not-read", &[("documents", &documents)]));
        }
    }

    /// Why a checklist does not apply at all.
    fn excluded(&mut self, view: &View<'_>) {
        let agreement = &view.extract.agreement;
        let relationship = self.words.get(&format!("relationship.{}", agreement.relationship.name())).to_owned();
        let mut text = self.words.say("excluded", &[("relationship", &relationship)]);
        if let Some(because) = &view.because {
            text.push(' ');
            text.push_str(&self.words.say("excluded-because", &[("ref", &one_line(because.reference))]));
        }
        if let Some(note) = agreement.because.as_ref().and_then(|because| because.note.as_deref()) {
            text.push(' ');
            text.push_str(&one_line(note));
        }
        self.paragraph("", &text);
    }

    fn findings(&mut self, section: &Section<'_>, shown: Shown) {
        let listed = |line: &&Line<'_>| shown.all || line.verdict.is_gap();
        let rows = |area: &AreaView<'_>| -> Vec<Row> {
            area.lines.iter().filter(listed).map(|line| Row::new(line, shown.details, self.words)).collect()
        };
        let areas: Vec<(&str, Vec<Row>)> = section.areas.iter().map(|area| (area.title, rows(area))).collect();
        let rows: Vec<&Row> = areas.iter().flat_map(|(_, rows)| rows).collect();
        if rows.is_empty() {
            self.blank();
            self.paragraph("", self.words.get("no-gaps"));
            return;
        }
        let layout = Layout::choose(self.page.width, &rows, self.words);
        let mut with_header = true;
        for (title, rows) in areas.iter().filter(|(_, rows)| !rows.is_empty()) {
            self.blank();
            self.heading(&one_line(title));
            match &layout {
                Layout::List => rows.iter().for_each(|row| self.item(row)),
                Layout::Table { columns, widths } => self.table(columns, widths, rows, with_header),
            }
            with_header = false;
        }
    }

    /// A finding as an item of a list, for narrow pages and for reading aloud.
    fn item(&mut self, row: &Row) {
        self.blank();
        self.paragraph("  ", &format!("{}: {} – {}", row.verdict_text, row.title, row.basis));
        for text in [&row.finding, &row.arrow].into_iter().chain(&row.details) {
            for line in wrap(text, self.page.width.saturating_sub(2).max(10)) {
                self.line(&format!("  {line}"));
            }
        }
    }

    fn table(&mut self, columns: &[Column], widths: &[usize], rows: &[Row], with_header: bool) {
        let colour = self.page.colour;
        let header = with_header.then(|| {
            let headings = columns.iter().zip(widths).map(|(column, width)| {
                let cell = Cell::new_owned(wrap(self.words.get(column.heading()), *width).join("\n"));
                if colour { cell.add_attribute(Attribute::Dim) } else { cell }
            });
            headings.collect()
        });
        let cells = rows.iter().map(|row| {
            let cells = columns.iter().zip(widths).map(|(column, width)| {
                let lines = column.parts(row).into_iter().flat_map(|part| wrap(part, *width));
                let cell = Cell::new_owned(lines.collect::<Vec<_>>().join("\n"));
                match column {
                    Column::Verdict if colour => coloured(cell, row.verdict),
                    _ => cell,
                }
            });
            cells.collect()
        });
        self.put(&table(widths, header, cells, colour));
    }

    fn totals(&mut self, section: &Section<'_>) {
        self.blank();
        let count = |level: Level, verdict: Verdict| {
            section.totals.get(&level).and_then(|counts| counts.get(&verdict)).copied().unwrap_or_default()
        };
        let given = |verdict: &Verdict| Level::ALL.into_iter().any(|level| count(level, *verdict) > 0);
        let verdicts: Vec<Verdict> = Verdict::ALL.into_iter().filter(given).collect();
        let named = |key: String| self.words.get(&key).to_owned();
        let mut rows = vec![vec![named("level".into())]];
        rows[0].extend(verdicts.iter().map(|verdict| named(format!("verdict.{}", verdict.name()))));
        rows[0].push(named("total".into()));
        for level in Level::ALL.into_iter().filter(|level| section.totals.contains_key(level)) {
            let counts: Vec<usize> = verdicts.iter().map(|verdict| count(level, *verdict)).collect();
            let mut row = vec![named(format!("level.{}", level.name()))];
            row.extend(counts.iter().chain([&counts.iter().sum()]).map(ToString::to_string));
            rows.push(row);
        }
        let width_of = |column: usize| rows.iter().map(|row| widest_word(&row[column])).max().unwrap_or(0);
        let widths: Vec<usize> = (0..rows[0].len()).map(width_of).collect();
        if drawn_width(&widths) > self.page.width {
            for row in &rows[1..] {
                let pairs = rows[0].iter().zip(row).skip(1).map(|(name, count)| format!("{name} {count}"));
                let text = format!("{}: {}", row[0], pairs.collect::<Vec<_>>().join(", "));
                self.paragraph("  ", &text);
            }
            return;
        }
        let mut cells = rows
            .iter()
            .map(|row| row.iter().zip(&widths).map(|(text, width)| Cell::new(wrap(text, *width).join("\n"))).collect());
        let header = cells.next();
        self.put(&table(&widths, header, cells, false));
    }

    fn put(&mut self, table: &Table) {
        for line in table.lines() {
            self.line(&line);
        }
    }
}
