//! The gap table in a terminal.

use comfy_table::{Attribute, Cell, Color, ColumnConstraint, ContentArrangement, Table, Width, presets};

use super::view::{AreaView, Line, Pointer, Section, View};
use crate::{
    checklist::{Level, Verdict},
    clean::one_line,
    words::Words,
};

/// The page that tables are laid out on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// How many columns there are.
    pub width: usize,
    /// Whether to use colour. Nothing is said by colour alone.
    pub colour: bool,
}

/// Below this width findings are a list: a table would break words.
const NARROWEST_TABLE: usize = 64;

/// From this width on, basis and clauses have columns of their own.
const WIDE: usize = 118;

/// A space at which lines are not broken; it is shown as an ordinary one.
const NO_BREAK: char = '\u{a0}';

/// How many columns the table draws beside each cell, and between two cells.
const PADDING: usize = 2;
const JUNCTION: usize = 1;

/// How wide a table with columns of these widths is.
fn drawn_width(widths: &[usize]) -> usize {
    widths.iter().map(|width| width + PADDING).sum::<usize>() + JUNCTION * widths.len().saturating_sub(1)
}

/// One agreement as text, ending in a line break.
pub(super) fn write(view: &View<'_>, page: &Page, all: bool) -> String {
    let mut sheet = Sheet { page, words: view.words, text: String::new() };
    sheet.head(view);
    for section in &view.sections {
        if view.sections.len() > 1 || section.excluded {
            sheet.blank();
            sheet.heading(&one_line(section.title));
        }
        if section.excluded {
            sheet.excluded(view);
            if !all {
                continue;
            }
        }
        sheet.findings(section, all);
        sheet.totals(section);
    }
    sheet.text
}

/// What a portfolio ends with.
pub(super) fn end(judged: usize, not_judged: &[String], page: &Page, words: &'static Words) -> String {
    let mut sheet = Sheet { page, words, text: String::new() };
    if judged + not_judged.len() > 1 {
        sheet.blank();
        sheet.paragraph("", &words.count("judged", judged));
        for name in not_judged {
            sheet.paragraph("", &words.say("not-judged", &[("name", &one_line(name))]));
        }
    }
    sheet.text
}

/// Text that grows line by line.
struct Sheet<'p> {
    page: &'p Page,
    words: &'static Words,
    text: String,
}

impl Sheet<'_> {
    fn blank(&mut self) {
        self.text.push('\n');
    }

    fn line(&mut self, text: &str) {
        self.text.push_str(text.trim_end());
        self.text.push('\n');
    }

    fn heading(&mut self, text: &str) {
        let text = wrap(text, self.page.width).join("\n");
        if self.page.colour {
            self.line(&format!("\u{1b}[1m{text}\u{1b}[0m"));
        } else {
            self.line(&text);
        }
    }

    fn paragraph(&mut self, indent: &str, text: &str) {
        let options = textwrap::Options::new(self.page.width.max(10)).subsequent_indent(indent);
        for line in textwrap::wrap(text, options) {
            self.line(&line.replace(NO_BREAK, " "));
        }
    }

    /// What was judged against what.
    fn head(&mut self, view: &View<'_>) {
        let agreement = &view.extract.agreement;
        self.heading(&one_line(&agreement.title));
        let parties = [("processor", &*agreement.processor), ("controller", &agreement.controller)];
        let parties = parties.map(|(name, value)| self.words.say(name, &[("name", &one_line(value))]));
        self.paragraph("  ", &parties.join(" · "));
        for section in &view.sections {
            let checklist = section.checklist;
            let name = [("title", &*one_line(section.title)), ("id", &checklist.id), ("version", &checklist.version)];
            self.paragraph("  ", &self.words.say("judged-against", &name));
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

    fn findings(&mut self, section: &Section<'_>, all: bool) {
        let shown = |line: &&Line<'_>| all || line.verdict.is_gap();
        let rows = |area: &AreaView<'_>| -> Vec<Row> {
            area.lines.iter().filter(shown).map(|line| Row::new(line, self.words)).collect()
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
        self.paragraph("  ", &format!("{}: {} ({})", row.verdict_text, row.title, row.basis));
        for text in [&row.finding, &row.arrow] {
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

/// A table whose columns have these widths.
fn table(widths: &[usize], header: Option<Vec<Cell>>, rows: impl Iterator<Item = Vec<Cell>>, colour: bool) -> Table {
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Disabled);
    if colour {
        table.enforce_styling();
    } else {
        table.force_no_tty();
    }
    if let Some(header) = header {
        table.set_header(header);
    }
    table.add_rows(rows);
    table.set_constraints(widths.iter().map(|width| {
        let width = u16::try_from(width + PADDING).unwrap_or(u16::MAX);
        ColumnConstraint::Absolute(Width::Fixed(width))
    }));
    table
}

/// A column of the gap table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Verdict,
    Requirement,
    Basis,
    Clauses,
    Finding,
    /// Requirement with its basis below.
    RequirementAndBasis,
    /// Finding with its clauses below.
    FindingAndClauses,
}

/// The columns that fit a page, with the width of each; or a list where none do.
#[derive(Debug)]
enum Layout {
    List,
    Table { columns: &'static [Column], widths: Vec<usize> },
}

impl Layout {
    /// The layout with the most columns in which no word is broken.
    fn choose(width: usize, rows: &[&Row], words: &Words) -> Self {
        let wide: &'static [Column] =
            &[Column::Verdict, Column::Requirement, Column::Basis, Column::Clauses, Column::Finding];
        let slim: &'static [Column] = &[Column::Verdict, Column::RequirementAndBasis, Column::FindingAndClauses];
        for (columns, narrowest) in [(wide, WIDE), (slim, NARROWEST_TABLE)] {
            if width >= narrowest
                && let Some(widths) = Self::widths(width, columns, rows, words)
            {
                return Self::Table { columns, widths };
            }
        }
        Self::List
    }

    /// A width for each column: what it prefers, at least its longest word; the last column has what is left.
    fn widths(width: usize, columns: &[Column], rows: &[&Row], words: &Words) -> Option<Vec<usize>> {
        let longest_word = |column: &Column| {
            let cells = rows.iter().flat_map(|row| column.parts(row)).map(widest_word);
            cells.chain([widest_word(words.get(column.heading()))]).max().unwrap_or(0)
        };
        let mut widths: Vec<usize> =
            columns.iter().map(|column| longest_word(column).max(column.preferred())).collect();
        let spare = width.checked_sub(drawn_width(&widths))?;
        *widths.last_mut()? += spare;
        Some(widths)
    }
}

impl Column {
    /// The key of its heading.
    fn heading(self) -> &'static str {
        match self {
            Self::Verdict => "heading.verdict",
            Self::Requirement | Self::RequirementAndBasis => "heading.requirement",
            Self::Basis => "heading.basis",
            Self::Clauses => "heading.clauses",
            Self::Finding => "heading.finding",
            Self::FindingAndClauses => "heading.finding-and-clauses",
        }
    }

    /// The width it has where there is room.
    fn preferred(self) -> usize {
        match self {
            Self::Verdict => 11,
            Self::Requirement => 24,
            Self::Basis => 16,
            Self::Finding => 36,
            Self::Clauses | Self::RequirementAndBasis => 22,
            Self::FindingAndClauses => 28,
        }
    }

    /// What it says of a finding, each part on lines of its own.
    fn parts(self, row: &Row) -> Vec<&str> {
        match self {
            Self::Verdict => vec![&row.verdict_text],
            Self::Requirement => vec![&row.title],
            Self::Basis => vec![&row.basis],
            Self::Clauses => vec![&row.clauses],
            Self::Finding => vec![&row.finding],
            Self::RequirementAndBasis => vec![&row.title, &row.basis],
            Self::FindingAndClauses => vec![&row.finding, &row.arrow],
        }
    }
}

/// The texts of a finding, safe to show.
#[derive(Debug)]
struct Row {
    verdict: Verdict,
    verdict_text: String,
    title: String,
    basis: String,
    clauses: String,
    finding: String,
    /// The clauses where they stand below the finding.
    arrow: String,
}

impl Row {
    fn new(line: &Line<'_>, words: &Words) -> Self {
        let clauses = clauses(line, words);
        Self {
            verdict: line.verdict,
            verdict_text: verdict(line.verdict, words),
            title: one_line(line.title).into_owned(),
            basis: basis(line, words),
            arrow: format!("→ {clauses}"),
            clauses,
            finding: finding(line),
        }
    }
}

/// A verdict as symbol and word.
fn verdict(verdict: Verdict, words: &Words) -> String {
    let symbol = match verdict {
        Verdict::Conflict => "‼",
        Verdict::Missing => "✗",
        Verdict::Partial => "◐",
        Verdict::Review => "?",
        Verdict::Met => "✓",
        Verdict::NotApplicable => "–",
    };
    format!("{symbol}{NO_BREAK}{}", words.get(&format!("verdict.{}", verdict.name())))
}

fn coloured(cell: Cell, verdict: Verdict) -> Cell {
    match verdict {
        Verdict::Conflict => cell.fg(Color::DarkRed).add_attribute(Attribute::Bold),
        Verdict::Missing => cell.fg(Color::DarkRed),
        Verdict::Partial => cell.fg(Color::DarkYellow),
        Verdict::Review => cell.fg(Color::DarkMagenta),
        Verdict::Met => cell.fg(Color::DarkGreen),
        Verdict::NotApplicable => cell.add_attribute(Attribute::Dim),
    }
}

/// The provisions, and the level where it is not the law's.
fn basis(line: &Line<'_>, words: &Words) -> String {
    let cites: Vec<String> = line.basis.iter().map(|(cite, _)| glued(cite)).collect();
    match (line.level, cites.join(", ")) {
        (Level::Law, cites) => cites,
        (level, cites) if cites.is_empty() => words.get(&format!("level.{}", level.name())).to_owned(),
        (level, cites) => format!("{cites} ({})", words.get(&format!("level.{}", level.name()))),
    }
}

/// Where the agreement says it; failing that, where else to look, and what was searched.
fn clauses(line: &Line<'_>, words: &Words) -> String {
    let distinct = |pointers: &[Pointer<'_>]| {
        let mut references: Vec<String> = Vec::new();
        for pointer in pointers {
            let reference = glued(&one_line(pointer.reference));
            if !references.contains(&reference) {
                references.push(reference);
            }
        }
        references.join("; ")
    };
    if !line.evidence.is_empty() {
        distinct(&line.evidence)
    } else if !line.related.is_empty() {
        words.say("see-also", &[("refs", &distinct(&line.related))])
    } else {
        words.get("nothing-found").to_owned()
    }
}

/// Keeps numbers and letters with the word before them, so that "art. 28" does not end up on two lines.
fn glued(reference: &str) -> String {
    let mut glued = String::with_capacity(reference.len());
    for (index, part) in reference.split(' ').enumerate() {
        if index > 0 {
            let short = part.trim_end_matches([',', ';', '.']).chars().count() == 1;
            let number = part.starts_with(|first: char| first.is_ascii_digit());
            glued.push(if short || number { NO_BREAK } else { ' ' });
        }
        glued.push_str(part);
    }
    glued
}

fn finding(line: &Line<'_>) -> String {
    let mut text = one_line(&line.finding).into_owned();
    for note in &line.notes {
        text.push(' ');
        text.push_str(&one_line(note));
    }
    text
}

/// Lines of at most this many columns, broken between words; a word is broken only where it is longer than a line.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let options = textwrap::Options::new(width)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::HyphenSplitter)
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
    textwrap::wrap(text, options).into_iter().map(|line| line.replace(NO_BREAK, " ")).collect()
}

/// The width of the longest word, as far as a table makes room for it.
fn widest_word(text: &str) -> usize {
    const LONGEST: usize = 32;
    let parts = text.split([' ', '\n']).flat_map(|word| word.split_inclusive('-'));
    parts.map(textwrap::core::display_width).max().unwrap_or(0).min(LONGEST)
}
