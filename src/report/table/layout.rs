//! How the table is laid out: which columns fit a page, how wide each is, and what is drawn around them.

use comfy_table::{Attribute, Cell, Color, ColumnConstraint, ContentArrangement, Table, Width, presets};

use super::row::Row;
use crate::{checklist::Verdict, report::sheet::widest_word, words::Words};

/// Below this width findings are a list: a table would break words.
pub(crate) const NARROWEST_TABLE: usize = 64;

/// From this width on, basis and clauses have columns of their own.
const WIDE: usize = 118;

/// How many columns the table draws beside each cell, and between two cells.
pub(super) const PADDING: usize = 2;
pub(super) const JUNCTION: usize = 1;

/// How wide a table with columns of these widths is.
pub(crate) fn drawn_width(widths: &[usize]) -> usize {
    widths.iter().map(|width| width + PADDING).sum::<usize>() + JUNCTION * widths.len().saturating_sub(1)
}

/// A table whose columns have these widths.
pub(crate) fn table(
    widths: &[usize],
    header: Option<Vec<Cell>>,
    rows: impl Iterator<Item = Vec<Cell>>,
    colour: bool,
) -> Table {
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
pub(super) enum Column {
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
pub(super) enum Layout {
    List,
    Table { columns: &'static [Column], widths: Vec<usize> },
}

impl Layout {
    /// The layout with the most columns in which no word is broken.
    pub(super) fn choose(width: usize, rows: &[&Row], words: &Words) -> Self {
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
    pub(super) fn heading(self) -> &'static str {
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
    pub(super) fn parts(self, row: &Row) -> Vec<&str> {
        match self {
            Self::Verdict => vec![&row.verdict_text],
            Self::Requirement => vec![&row.title],
            Self::Basis => vec![&row.basis],
            Self::Clauses => vec![&row.clauses],
            Self::Finding => std::iter::once(&row.finding).chain(&row.details).map(String::as_str).collect(),
            Self::RequirementAndBasis => vec![&row.title, &row.basis],
            Self::FindingAndClauses => {
                let arrow = Some(&row.arrow).filter(|arrow| !arrow.is_empty());
                std::iter::once(&row.finding).chain(arrow).chain(&row.details).map(String::as_str).collect()
            }
        }
    }
}

/// A cell in the colour of a verdict.
pub(crate) fn coloured(cell: Cell, verdict: Verdict) -> Cell {
    match verdict {
        Verdict::Conflict => cell.fg(Color::DarkRed).add_attribute(Attribute::Bold),
        Verdict::Missing => cell.fg(Color::DarkRed),
        Verdict::Partial => cell.fg(Color::DarkYellow),
        Verdict::Review => cell.fg(Color::DarkMagenta),
        Verdict::Met => cell.fg(Color::DarkGreen),
        Verdict::NotApplicable => cell.add_attribute(Attribute::Dim),
    }
}
