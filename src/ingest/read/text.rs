//! Plain text.

use super::lines::Lines;
use crate::ingest::Kind;

/// The lines of a plain text, with the numbers that they have in the file. A form feed ends a page.
pub(super) fn lines(text: &str) -> Lines {
    let paged = text.contains('\u{c}');
    let mut lines = Lines::default();
    lines.page = paged.then_some(1);
    // Old editors end lines with a carriage return alone.
    let carriage = if text.contains('\n') { '\n' } else { '\r' };
    for (number, text) in (1..).zip(text.split_terminator(carriage)) {
        for (index, text) in text.split('\u{c}').enumerate() {
            if index > 0 {
                lines.page = lines.page.map(|page| page + 1);
            }
            lines.push_at(number, text, Kind::Plain);
        }
    }
    lines
}
