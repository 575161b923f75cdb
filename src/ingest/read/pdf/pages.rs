//! From what the pages of a PDF show to the lines of the document.

use std::collections::HashMap;

use super::{
    Fault, columns,
    content::Shown,
    layout::{self, Row},
    matrix::whole,
    running,
};
use crate::ingest::{
    Kind, Why,
    read::lines::{Lines, collapsed},
};

/// A page with fewer characters than this and with pictures is itself a picture.
const FEWEST: usize = 20;

/// How large a heading is at the least, in hundredths of the size of the text.
const LARGER: usize = 112;

/// The deepest that the start of a line is set in, in spaces.
const DEEPEST_INDENT: usize = 40;

/// The lines of a document, from what its pages show.
pub(super) fn lines(shown: Vec<Shown>) -> Result<Lines, Fault> {
    check(&shown)?;
    let mut lines = Lines::default();
    let mut pages = Vec::new();
    let mut rest = Vec::new();
    for page in &shown {
        let (marked, text): (Vec<_>, Vec<_>) = page.glyphs.iter().cloned().partition(|glyph| glyph.is_running);
        let (rows, stray) = layout::rows(&text);
        rest.push((layout::rows(&marked).0, stray, page));
        pages.push(rows);
    }
    let running = running::find(&pages);
    let style = Style::of(&pages);
    for (number, ((rows, running), (marked, stray, page))) in (1..).zip(pages.into_iter().zip(running).zip(rest)) {
        lines.page = Some(number);
        if is_picture(page) {
            lines.leave_out("", Why::Picture);
        }
        let (dropped, kept): (Vec<_>, Vec<_>) = rows.into_iter().zip(running).partition(|(_, running)| *running);
        for row in marked.iter().chain(dropped.iter().map(|(row, _)| row)) {
            lines.drop(&row.text(), Why::Running);
        }
        lines.drop(&collapsed(&stray), Why::Furniture);
        write(&mut lines, columns::in_order(kept.into_iter().map(|(row, _)| row).collect(), &page.rules), &style);
    }
    Ok(lines)
}

/// Whether there is text to read at all.
fn check(pages: &[Shown]) -> Result<(), Fault> {
    let pictures = pages.iter().filter(|page| is_picture(page)).count();
    let filled = pages.iter().filter(|page| page.has_pictures || !page.glyphs.is_empty()).count();
    if pictures * 2 > filled {
        return Err(Fault::Scan);
    }
    let texts = || pages.iter().flat_map(|page| &page.glyphs).map(|glyph| glyph.text.trim());
    let unknown = texts().filter(|text| text.contains(char::REPLACEMENT_CHARACTER)).count();
    if unknown * 4 > texts().filter(|text| !text.is_empty()).count() { Err(Fault::Garbled) } else { Ok(()) }
}

fn is_picture(page: &Shown) -> bool {
    page.has_pictures && page.glyphs.iter().filter(|glyph| !glyph.text.trim().is_empty()).take(FEWEST).count() < FEWEST
}

/// How headings are told from text in a document.
struct Style {
    /// The sizes of headings, the largest first, in half points.
    sizes: Vec<usize>,
    body: usize,
    /// Whether bold lines are headings: not where most of the text is bold.
    bold: bool,
}

impl Style {
    fn of(pages: &[Vec<Row>]) -> Self {
        let mut counts: HashMap<usize, usize> = HashMap::new();
        let (mut bold, mut all) = (0, 0);
        for row in pages.iter().flatten() {
            let length = row.words.iter().map(|word| word.text.len()).sum();
            *counts.entry(half_points(row)).or_default() += length;
            all += length;
            bold += if row.is_bold { length } else { 0 };
        }
        let body = counts.iter().max_by_key(|(size, count)| (**count, **size)).map_or(0, |(size, _)| *size);
        let mut sizes: Vec<usize> = counts.into_keys().filter(|size| *size * 100 >= body * LARGER).collect();
        sizes.sort_unstable_by(|one, other| other.cmp(one));
        Self { sizes, body, bold: bold * 3 < all }
    }

    /// The level of heading that a row has.
    fn heading(&self, row: &Row, follows_gap: bool) -> Option<u8> {
        let text = row.text();
        let words = row.words.len();
        if words > 16 || !text.chars().any(char::is_alphabetic) || row.is_cells {
            return None;
        }
        let by_size = self.sizes.iter().position(|size| *size == half_points(row));
        let is_bold =
            self.bold && row.is_bold && follows_gap && half_points(row) >= self.body && !text.ends_with([',', ';']);
        let level = by_size.or_else(|| is_bold.then_some(self.sizes.len()))? + 1;
        Some(u8::try_from(level).unwrap_or(u8::MAX).min(6))
    }
}

fn half_points(row: &Row) -> usize {
    whole((row.size * 2.0).round())
}

fn write(lines: &mut Lines, rows: Vec<Row>, style: &Style) {
    let spacing = columns::spacing(&rows);
    let mut above: Option<(f32, f32)> = None;
    let mut heading: Option<u8> = None;
    for row in rows {
        let step = above.map(|(y, _)| row.y - y);
        // Where the next row stands higher, a column or page begins, and a sentence may well go on there.
        let follows_gap = step.is_none_or(|step| step > 1.3 * spacing.min(row.size * 2.0));
        if follows_gap && above.is_some() {
            lines.gap();
        }
        let level = style.heading(&row, follows_gap || step.is_some_and(|step| step < 0.0) || heading.is_some());
        let kind = match level {
            Some(level) => Kind::Heading(level),
            None if row.is_cells => Kind::Row,
            None => Kind::Plain,
        };
        let indent = whole((row.from() - row.margin) / (row.size * 0.5)).min(DEEPEST_INDENT);
        let text = row.text();
        match lines.kept.last_mut() {
            Some(last) if level.is_some() && level == heading && !follows_gap && last.kind == kind => {
                last.text.push(' ');
                last.text.push_str(&text);
            }
            _ if kind == Kind::Plain => lines.push(&format!("{}{text}", " ".repeat(indent)), kind),
            _ => lines.push(&text, kind),
        }
        heading = level;
        above = Some((row.y, row.size));
    }
}
