//! Dates and addresses on a page, where they are such.

use jiff::civil::Date;

use crate::words::Words;

/// A date as people write it, where it is one.
pub(super) fn spelt(date: &str, words: &Words) -> String {
    date.parse::<Date>().map_or_else(|_| date.to_owned(), |date| words.date(date))
}

/// The address, if it is one of the web: a checklist may bring any.
pub(super) fn web(address: &str) -> Option<&str> {
    let scheme = address.split(':').next().unwrap_or_default();
    ["https", "http"].iter().any(|known| scheme.eq_ignore_ascii_case(known)).then_some(address)
}
