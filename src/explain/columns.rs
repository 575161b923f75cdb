//! Aligned columns without rules, so that what is listed can be searched and cut by other programs too.

use textwrap::core::display_width;

use crate::report::{Page, Sheet, wrap_whole};

/// What stands between two columns.
const GAP: usize = 2;

/// The narrowest that the last column may be where its text is wider.
const NARROWEST_LAST: usize = 20;

/// The widest that another column is on a page with an edge; what is longer is broken into lines.
const WIDEST: usize = 36;

/// The widths of the columns on a page, if they fit: each as wide as its widest cell, the last what is left.
pub(super) fn widths(rows: &[Vec<String>], room: usize) -> Option<Vec<usize>> {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let cells = |column: usize| rows.iter().filter_map(move |row| row.get(column)).map(String::as_str);
    let widest = |column: usize| cells(column).map(display_width).max().unwrap_or(0);
    let word = |column: usize| cells(column).flat_map(|cell| cell.split(' ')).map(display_width).max().unwrap_or(0);
    let last = count.checked_sub(1)?;
    let limit = |column: usize| if room < Page::ENDLESS { WIDEST.max(word(column)) } else { usize::MAX };
    let mut widths: Vec<usize> = (0..last).map(|column| widest(column).min(limit(column))).collect();
    let left = room.checked_sub(widths.iter().map(|width| width + GAP).sum())?;
    widths.push(left);
    (left >= widest(last).min(NARROWEST_LAST.max(word(last)))).then_some(widths)
}

/// Writes rows in columns, set in by some spaces. Where they do not fit, what follows the first cell stands below it.
pub(super) fn lay(sheet: &mut Sheet<'_>, indent: usize, rows: &[Vec<String>]) {
    let before = " ".repeat(indent);
    let Some(widths) = widths(rows, sheet.page.width.saturating_sub(indent)) else {
        for row in rows {
            for (column, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                sheet.hanging(&if column == 0 { before.clone() } else { format!("{before}  ") }, cell);
            }
        }
        return;
    };
    for row in rows {
        let cells: Vec<Vec<String>> =
            row.iter().zip(&widths).map(|(cell, width)| wrap_whole(cell, (*width).max(1))).collect();
        for index in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
            let mut line = before.clone();
            for (column, (cell, width)) in cells.iter().zip(&widths).enumerate() {
                let text = cell.get(index).map_or("", String::as_str);
                line.push_str(text);
                // Behind the last column nothing follows; where a page has no edge, its width could not even be filled.
                if column + 1 < cells.len() {
                    line.push_str(&" ".repeat((width + GAP).saturating_sub(display_width(text))));
                }
            }
            sheet.line(&line);
        }
    }
}
