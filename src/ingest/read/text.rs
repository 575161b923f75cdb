//! Plain text.

use crate::ingest::{Kind, Line};

/// The lines of a plain text. A form feed ends a page.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let paged = text.contains('\u{c}');
    let mut page = 1;
    let mut lines = Vec::new();
    for (number, text) in (1..).zip(text.lines()) {
        for (index, text) in text.split('\u{c}').enumerate() {
            page += u32::from(index > 0);
            lines.push(Line { page: paged.then_some(page), number, text: text.to_owned(), kind: Kind::Plain });
        }
    }
    lines
}
