//! Small things that a page says of others.

use jiff::civil::Date;

use crate::{checklist::Verdict, report::view::Line, words::Words};

/// A date as people write it, where it is one.
pub(super) fn spelt(date: &str, words: &Words) -> String {
    date.parse::<Date>().map_or_else(|_| date.to_owned(), |date| words.date(date))
}

/// The verdicts of some findings, worst first.
pub(super) fn worst_first(lines: &[Line<'_>]) -> Vec<&'static str> {
    let mut verdicts: Vec<Verdict> = lines.iter().map(|line| line.verdict).collect();
    verdicts.sort_unstable();
    verdicts.into_iter().map(Verdict::name).collect()
}
