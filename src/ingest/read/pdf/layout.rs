//! Characters become words and rows by where they stand, in whatever order the page draws them.

use super::content::Glyph;

/// A word on a page.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) from: f32,
    pub(super) to: f32,
    pub(super) text: String,
}

/// Words on one height.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// How far down it stands.
    pub(super) y: f32,
    /// How large most of it is.
    pub(super) size: f32,
    pub(super) is_bold: bool,
    pub(super) words: Vec<Word>,
    /// Where the text around it begins.
    pub(super) margin: f32,
    /// Whether its words are cells of a table.
    pub(super) is_cells: bool,
}

impl Row {
    pub(super) fn from(&self) -> f32 {
        self.words.first().map_or(0.0, |word| word.from)
    }

    pub(super) fn to(&self) -> f32 {
        self.words.last().map_or(0.0, |word| word.to)
    }

    /// Its words, with a space or, between cells, a tab between.
    pub(super) fn text(&self) -> String {
        let words: Vec<&str> = self.words.iter().map(|word| word.text.as_str()).collect();
        words.join(if self.is_cells { "\t" } else { " " })
    }
}

/// A character where somebody who reads sees it: to the right and down.
#[derive(Clone, Debug)]
struct Mark {
    x: f32,
    end: f32,
    y: f32,
    glyph: usize,
}

/// Which way a text runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Right,
    Left,
    Up,
    Down,
    Askew,
}

/// How much of its size a character may be higher or lower than others of its row.
const LEVEL: f32 = 0.35;

/// The rows of a page from top to bottom, and the text that runs another way than most of it.
pub(super) fn rows(glyphs: &[Glyph]) -> (Vec<Row>, String) {
    let ways: Vec<Way> = glyphs.iter().map(way).collect();
    let count = |way: Way| ways.iter().filter(|other| **other == way).count();
    let main = [Way::Right, Way::Left, Way::Up, Way::Down]
        .into_iter()
        .rev()
        .max_by_key(|way| count(*way))
        .unwrap_or(Way::Right);
    let is_main = |way: Way| way == main;
    let mut marks: Vec<Mark> = Vec::new();
    let mut stray = String::new();
    for (glyph, (shown, way)) in glyphs.iter().zip(&ways).enumerate() {
        if is_main(*way) {
            let (x, y) = turned(shown.from, main);
            let (end, _) = turned(shown.to, main);
            marks.push(Mark { x: x.min(end), end: end.max(x), y, glyph });
        } else {
            stray.push_str(&shown.text);
        }
    }
    marks.sort_by(|one, other| one.y.total_cmp(&other.y));
    let mut rows = Vec::new();
    let mut level: Vec<Mark> = Vec::new();
    let mut size = 0.0_f32;
    for mark in marks {
        let own = glyphs.get(mark.glyph).map_or(0.0, |glyph| glyph.size);
        if level.first().is_some_and(|first| mark.y - first.y > LEVEL * size.max(own)) {
            rows.extend(row(std::mem::take(&mut level), glyphs));
            size = 0.0;
        }
        size = size.max(own);
        level.push(mark);
    }
    rows.extend(row(level, glyphs));
    (rows, stray)
}

fn way(glyph: &Glyph) -> Way {
    let (x, y) = (glyph.to.0 - glyph.from.0, glyph.to.1 - glyph.from.1);
    match (x.abs() * 0.1 >= y.abs(), y.abs() * 0.1 >= x.abs()) {
        (true, _) if x >= 0.0 => Way::Right,
        (true, _) => Way::Left,
        (_, true) if y > 0.0 => Way::Up,
        (_, true) => Way::Down,
        _ => Way::Askew,
    }
}

/// A place as it is seen when the text runs to the right.
fn turned((x, y): (f32, f32), way: Way) -> (f32, f32) {
    match way {
        Way::Right | Way::Askew => (x, -y),
        Way::Left => (-x, y),
        Way::Up => (y, x),
        Way::Down => (-y, -x),
    }
}

/// The row that characters on one height make; none where there are only spaces.
fn row(mut marks: Vec<Mark>, glyphs: &[Glyph]) -> Option<Row> {
    marks.sort_by(|one, other| one.x.total_cmp(&other.x));
    let shown = |mark: &Mark| glyphs.get(mark.glyph);
    let has_spaces = marks.iter().filter_map(shown).any(|glyph| glyph.text == " ");
    // Where spaces are drawn, gaps mean little; where they are not, gaps are all there is.
    let gap = if has_spaces { 0.3 } else { 0.18 };
    let mut words: Vec<Word> = Vec::new();
    let mut sizes: Vec<f32> = Vec::new();
    let mut bold = 0_usize;
    let mut ends = true;
    let mut last: Option<(&str, f32)> = None;
    for mark in &marks {
        let Some(glyph) = shown(mark) else { continue };
        if glyph.text.trim().is_empty() {
            ends = true;
            continue;
        }
        // Some programs make letters bold by drawing them twice.
        let is_double = last.is_some_and(|(text, x)| text == glyph.text && mark.x - x < 0.1 * glyph.size);
        if is_double {
            continue;
        }
        last = Some((&glyph.text, mark.x));
        sizes.push(glyph.size);
        bold += usize::from(glyph.is_bold);
        match words.last_mut() {
            Some(word) if !ends && mark.x - word.to < gap * glyph.size => {
                word.text.push_str(&glyph.text);
                word.to = word.to.max(mark.end);
            }
            _ => words.push(Word { from: mark.x, to: mark.end, text: glyph.text.clone() }),
        }
        ends = glyph.text.ends_with(' ');
    }
    let is_bold = bold * 10 > sizes.len() * 9;
    sizes.sort_by(f32::total_cmp);
    let size = *sizes.get(sizes.len() / 2)?;
    // The baseline of most, not that of a raised mark.
    let mut heights: Vec<f32> = marks.iter().map(|mark| mark.y).collect();
    heights.sort_by(f32::total_cmp);
    let y = *heights.get(heights.len() / 2)?;
    let margin = words.first()?.from;
    Some(Row { y, size, is_bold, words, margin, is_cells: false })
}
