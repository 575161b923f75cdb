//! The gap table in a terminal.

mod layout;
mod portfolio;
mod row;
mod totals;

use comfy_table::{Attribute, Cell, Table};
use layout::{Column, Layout};
pub(crate) use layout::{NARROWEST_TABLE, coloured, drawn_width, table};
use row::Row;
pub(crate) use row::glued;
use totals::Totals;

use super::{
    Ending, Setup, Stream, phrase,
    sheet::{Page, Sheet, wrap},
    view::{Line, Section, State, View, show_value},
};
use crate::{checklist::embedded, vocabulary::Relationship, words::Words};

/// What a table shows beyond the gaps and their findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// What is met or does not apply, too.
    pub all: bool,
    /// What to ask of the processor, and the annotators' remarks.
    pub details: bool,
    /// Only how the agreements of a portfolio did, none by itself.
    pub summary: bool,
}

/// Gap tables for a terminal.
pub(super) struct Tables<'s>(pub(super) Setup<'s>);

impl Stream for Tables<'_> {
    fn start(&self) -> String {
        String::new()
    }

    fn assessment(&self, view: &View<'_>) -> String {
        if self.0.shown.summary { String::new() } else { write(view, &self.0.page, self.0.shown) }
    }

    fn between(&self) -> &'static str {
        if self.0.shown.summary { "" } else { "\n" }
    }

    fn end(&self, ending: &Ending<'_>) -> String {
        let judged = ending.matrix.agreements.len();
        let several = judged > 1 || self.0.shown.summary;
        let matrix = if several { portfolio::write(ending.matrix, &self.0) } else { String::new() };
        let text = matrix + &end(judged, ending.not_judged, &self.0.page, self.0.words);
        if self.0.shown.summary { text.trim_start_matches('\n').to_owned() } else { text }
    }
}

/// One agreement as text, ending in a line break.
fn write(view: &View<'_>, page: &Page, shown: Shown) -> String {
    let mut sheet = Sheet::new(page, view.words);
    sheet.head(view);
    let shown_areas: Vec<Areas<'_>> = view.sections.iter().map(|section| areas(section, shown, view.words)).collect();
    let all: Vec<&Row> = shown_areas.iter().flatten().flat_map(|(_, rows)| rows).collect();
    // One layout for all checklists, so that they read as one table.
    let layout = Layout::choose(page.width, &all, view.words);
    let mut with_header = true;
    for (section, areas) in view.sections.iter().zip(&shown_areas) {
        if view.sections.len() > 1 || section.excluded {
            sheet.blank();
            sheet.heading(&format!("{} ({})", section.title, section.checklist.id));
        }
        if section.excluded {
            sheet.excluded(view);
        }
        if !section.excluded || shown.all {
            sheet.findings(areas, &layout, &mut with_header);
        }
    }
    sheet.totals(view, shown);
    sheet.drifted(view);
    sheet.changes(view);
    sheet.waivers(view);
    sheet.text
}

/// The titles of areas, each with the findings that are shown.
type Areas<'v> = Vec<(&'v str, Vec<Row>)>;

/// The findings of a section that are shown, by area; areas without any are left out.
fn areas<'v>(section: &'v Section<'_>, shown: Shown, words: &Words) -> Areas<'v> {
    let listed = |line: &&Line<'_>| shown.all || line.verdict.is_gap();
    let areas = section.areas.iter().map(|area| {
        let lines = area.lines.iter().filter(listed);
        (area.title, lines.map(|line| Row::new(line, shown.details, words)).collect::<Vec<_>>())
    });
    areas.filter(|(_, rows)| !rows.is_empty()).collect()
}

/// What a portfolio ends with.
fn end(judged: usize, not_judged: &[String], page: &Page, words: &'static Words) -> String {
    let mut sheet = Sheet::new(page, words);
    if judged + not_judged.len() > 1 {
        sheet.blank();
        sheet.paragraph("", &words.count("judged", judged));
        for name in not_judged {
            sheet.paragraph("", &words.say("not-judged", &[("name", name)]));
        }
    }
    sheet.text
}

impl Sheet<'_> {
    /// What was judged against what.
    fn head(&mut self, view: &View<'_>) {
        let agreement = &view.extract.agreement;
        self.heading(&agreement.title);
        let parties = [("processor", agreement.processor.as_str()), ("controller", &agreement.controller)];
        // Where they are no such parties, nobody is called so.
        let key = if agreement.because.is_some() { "parties.other" } else { "parties" };
        self.paragraph("  ", &self.words.say(key, &parties));
        for section in &view.sections {
            let checklist = section.checklist;
            let name = [("title", section.title), ("id", &checklist.id), ("version", &checklist.version)];
            let mut line = self.words.say("judged-against", &name);
            let file = checklist.own().source.name();
            if embedded::find(file).is_none() {
                let file = file.rsplit(['/', '\\']).next().unwrap_or(file);
                line.push_str(&self.words.say("from-file", &[("file", file)]));
            }
            let below = checklist.layers[..checklist.layers.len() - 1].iter().rev();
            let below: Vec<String> = below.map(ToString::to_string).collect();
            if !below.is_empty() {
                line.push_str(&self.words.say("rests-on", &[("parents", &self.words.list(&below))]));
            }
            let set =
                checklist.parameters.iter().map(|(id, one)| format!("{id} = {}", show_value(&one.value, self.words)));
            let set = set.collect::<Vec<_>>().join(", ");
            if !set.is_empty() && !section.excluded {
                line.push_str(&format!("; {set}"));
            }
            self.paragraph("  ", &line);
        }
        if !view.unread.is_empty() {
            let documents = self.words.list(&view.unread);
            self.paragraph("  ", &self.words.say("not-read", &[("documents", &documents)]));
        }
        for sentence in view.verified.summary.iter().chain(&view.verified.notes) {
            self.paragraph("  ", sentence);
        }
        if let Some(confirmed) = &view.confirmed {
            self.paragraph("  ", confirmed);
        }
    }

    /// Why a checklist does not apply at all.
    fn excluded(&mut self, view: &View<'_>) {
        let agreement = &view.extract.agreement;
        let relationship = self.words.named("relationship", agreement.relationship.name());
        // Where a checklist does not apply even to controller and processor, that is its own doing.
        let usual = agreement.relationship == Relationship::ControllerProcessor;
        let key = if usual { "excluded-by-choice" } else { "excluded" };
        let mut text = self.words.say(key, &[("relationship", relationship)]);
        if let Some(because) = &view.because {
            text.push(' ');
            text.push_str(&self.words.say("excluded-because", &[("ref", because.reference)]));
        }
        if let Some(note) = agreement.because.as_ref().and_then(|because| because.note.as_deref()) {
            text.push(' ');
            text.push_str(note);
        }
        self.paragraph("", &text);
    }

    fn findings(&mut self, areas: &[(&str, Vec<Row>)], layout: &Layout, with_header: &mut bool) {
        if areas.is_empty() {
            self.blank();
            self.paragraph("", self.words.get("no-gaps"));
        }
        for (title, rows) in areas {
            self.blank();
            self.heading(title);
            match layout {
                Layout::List => rows.iter().for_each(|row| self.item(row)),
                Layout::Table { columns, widths } => self.table(columns, widths, rows, *with_header),
            }
            *with_header = false;
        }
    }

    /// A finding as an item of a list, for narrow pages and for reading aloud.
    fn item(&mut self, row: &Row) {
        self.blank();
        self.paragraph("  ", &format!("{}: {} – {}", row.verdict_text, row.title, row.basis));
        for text in Column::FindingAndClauses.parts(row) {
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

    /// How often each verdict was given, per checklist and level.
    fn totals(&mut self, view: &View<'_>, shown: Shown) {
        let counted: Vec<&Section<'_>> =
            view.sections.iter().filter(|section| !section.excluded || shown.all).collect();
        if counted.is_empty() {
            return;
        }
        self.blank();
        let Totals { rows, widths } = Totals::of(&counted, self.words);
        if drawn_width(&widths) > self.page.width {
            for row in &rows[1..] {
                let counts = rows[0].iter().zip(row).skip(1).filter(|(_, count)| !count.is_empty());
                let counts: Vec<String> = counts.map(|(name, count)| format!("{name} {count}")).collect();
                match counts[..] {
                    [] => self.paragraph("", &row[0]),
                    _ => self.paragraph("  ", &format!("{}: {}", row[0], counts.join(", "))),
                }
            }
            return;
        }
        let mut cells = rows.iter().map(|row| row.iter().map(Cell::new).collect());
        let header = cells.next();
        self.put(&table(&widths, header, cells, false));
    }

    /// What overlays changed, and why.
    fn changes(&mut self, view: &View<'_>) {
        for section in view.sections.iter().filter(|section| !section.changes.is_empty()) {
            let parent = section.checklist.layers[0].to_string();
            self.blank();
            self.heading(&self.words.say("changes", &[("id", &section.checklist.id), ("parent", &parent)]));
            for change in section.changes {
                self.paragraph("  ", &change.sentence(self.words));
            }
        }
    }

    /// The clauses that no longer stand in their document.
    fn drifted(&mut self, view: &View<'_>) {
        if view.verified.drifted.is_empty() {
            return;
        }
        self.blank();
        self.heading(self.words.get("drifted"));
        for drifted in &view.verified.drifted {
            self.paragraph("  ", &drifted.sentence);
        }
    }

    /// On which day waivers were looked at, and which of them waive nothing.
    fn waivers(&mut self, view: &View<'_>) {
        let Some(day) = view.day.filter(|_| !view.waivers.is_empty()) else { return };
        self.blank();
        self.heading(&self.words.say("waivers-on", &[("date", &self.words.date(day))]));
        for sentence in view.sections.iter().filter_map(|section| phrase::accepted(section, self.words)) {
            self.paragraph("  ", &sentence);
        }
        for waiver in view.waivers.iter().filter(|waiver| matches!(waiver.state, State::Unneeded | State::Unknown)) {
            self.paragraph("  ", &waiver.sentence(self.words));
        }
    }

    fn put(&mut self, table: &Table) {
        for line in table.lines() {
            self.drawn(&line);
        }
    }
}
