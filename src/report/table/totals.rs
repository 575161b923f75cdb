//! How often each verdict was given, as the rows of a table.

use textwrap::core::display_width;

use crate::{
    checklist::{Level, Verdict},
    clean::one_line,
    report::view::Section,
    words::Words,
};

/// The texts of the table of totals, its heading first, and how wide each column is.
pub(super) struct Totals {
    pub(super) rows: Vec<Vec<String>>,
    pub(super) widths: Vec<usize>,
}

impl Totals {
    /// A row for each level of each checklist; the name of the checklist stands above it where there are several.
    pub(super) fn of(sections: &[&Section<'_>], words: &Words) -> Self {
        let several = sections.len() > 1;
        let verdicts: Vec<Verdict> = Verdict::ALL
            .into_iter()
            .filter(|verdict| {
                sections.iter().any(|section| section.totals.values().any(|counts| counts.contains_key(verdict)))
            })
            .collect();
        let mut heading = vec![words.get("level").to_owned()];
        heading.extend(verdicts.iter().map(|verdict| words.named("verdict", verdict.name()).to_owned()));
        heading.push(words.get("total").to_owned());
        let mut rows = vec![heading];
        for section in sections {
            if several {
                let mut row = vec![String::new(); rows[0].len()];
                row[0] = one_line(&section.checklist.id).into_owned();
                rows.push(row);
            }
            for level in Level::ALL.into_iter().filter(|level| section.totals.contains_key(level)) {
                let count = |verdict: &Verdict| section.totals[&level].get(verdict).copied().unwrap_or_default();
                let counts: Vec<usize> = verdicts.iter().map(count).collect();
                let mut row = vec![words.named("level", level.name()).to_owned()];
                row.extend(counts.iter().chain([&counts.iter().sum()]).map(ToString::to_string));
                rows.push(row);
            }
        }
        let width_of = |column: usize| rows.iter().map(|row| display_width(&row[column])).max().unwrap_or(0);
        let widths = (0..rows[0].len()).map(width_of).collect();
        Self { rows, widths }
    }
}
