//! Puts the rows of a page into the order in which people read them: column by column where the text stands in columns, row by
//! row where it stands in a table.

use super::{
    content::Rule,
    layout::{Row, Word},
};

/// How often columns are looked for within columns.
const DEEPEST: usize = 4;

/// How finely a page is divided to find where no text stands.
const STRIPS: u16 = 400;

/// Words before which a hyphen stays: `lees- en schrijfrechten`.
const CONJUNCTIONS: [&str; 4] = ["en", "of", "and", "or"];

/// A part of a page through which an empty strip runs down.
struct Divided {
    first: usize,
    last: usize,
    at: f32,
}

/// The rows in reading order.
pub(super) fn in_order(rows: Vec<Row>, rules: &[Rule]) -> Vec<Row> {
    let mut ordered = Vec::new();
    order(rows, rules, 0, &mut ordered);
    ordered
}

fn order(mut rows: Vec<Row>, rules: &[Rule], depth: usize, ordered: &mut Vec<Row>) {
    let divided = if depth < DEEPEST { divided(&rows, Kind::Columns, rules) } else { None };
    let Some(divided) = divided else { return ordered.extend(with_tables(rows, rules)) };
    let below = rows.split_off(divided.last + 1);
    let inside = rows.split_off(divided.first);
    let (left, right) = split(inside, divided.at);
    for part in [rows, left, right, below] {
        if !part.is_empty() {
            order(part, rules, depth + 1, ordered);
        }
    }
}

/// Splits rows at a place; what is empty on a side is no row there.
fn split(rows: Vec<Row>, at: f32) -> (Vec<Row>, Vec<Row>) {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for row in rows {
        let (before, behind): (Vec<Word>, Vec<Word>) = row.words.iter().cloned().partition(|word| word.from < at);
        for (side, words) in [(&mut left, before), (&mut right, behind)] {
            if !words.is_empty() {
                side.push(Row { words, ..row.clone() });
            }
        }
    }
    (left, right)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Columns,
    Table,
}

/// The longest part of a page with an empty strip in it that sets columns of text apart, or cells.
fn divided(rows: &[Row], kind: Kind, rules: &[Rule]) -> Option<Divided> {
    let (start, end) = extent(rows)?;
    let width = (end - start) / f32::from(STRIPS);
    if rows.len() < 2 || width <= 0.0 {
        return None;
    }
    let edge = if kind == Kind::Columns { STRIPS / 5 } else { STRIPS / 12 };
    let middle = |at: u16| start + width * (f32::from(at) + 0.5);
    let mut strips: Vec<Strip> = (edge..STRIPS - edge).map(|at| Strip { at: middle(at), ..Strip::default() }).collect();
    for (index, row) in rows.iter().enumerate() {
        let covered = covered(row, kind, rules);
        for strip in &mut strips {
            if covered.iter().any(|(from, to)| *from < strip.at && strip.at < *to) {
                strip.end(kind);
            } else {
                strip.run.add(index, row.from() < strip.at, row.to() > strip.at);
            }
        }
    }
    for strip in &mut strips {
        strip.end(kind);
    }
    let run = strips.iter().filter_map(|strip| strip.best).max_by_key(|run| run.score())?;
    // Strips side by side are one; others as good may be further columns.
    let mut side_by_side =
        strips.iter().skip_while(|strip| strip.best != Some(run)).take_while(|strip| strip.best == Some(run));
    let first = side_by_side.next()?.at;
    let at = f32::midpoint(first, side_by_side.last().map_or(first, |strip| strip.at));
    let inside = rows.get(run.first?..=run.last)?.to_vec();
    let is_sound = match kind {
        Kind::Columns => are_columns(inside, at, rules),
        Kind::Table => is_table(inside, at),
    };
    is_sound.then_some(Divided { first: run.first?, last: run.last, at })
}

/// A narrow part of a page from top to bottom.
#[derive(Clone, Copy, Debug, Default)]
struct Strip {
    at: f32,
    run: Run,
    /// The best of the runs that ended.
    best: Option<Run>,
}

impl Strip {
    fn end(&mut self, kind: Kind) {
        let run = std::mem::take(&mut self.run);
        if run.is_enough(kind) && self.best.is_none_or(|best| best.score() < run.score()) {
            self.best = Some(run);
        }
    }
}

/// Rows that follow each other without text at a place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Run {
    first: Option<usize>,
    last: usize,
    left: usize,
    right: usize,
    both: usize,
}

impl Run {
    fn add(&mut self, row: usize, left: bool, right: bool) {
        // It begins where something stands on the right: headings on the left alone belong to what is above.
        if self.first.is_none() && !right {
            return;
        }
        self.first.get_or_insert(row);
        self.last = row;
        self.left += usize::from(left);
        self.right += usize::from(right);
        self.both += usize::from(left && right);
    }

    fn score(self) -> usize {
        self.left.min(self.right)
    }

    fn is_enough(self, kind: Kind) -> bool {
        match kind {
            Kind::Columns => self.score() >= 4,
            Kind::Table => self.both >= 2 && self.right >= 3,
        }
    }
}

/// Where the words of a row stand, those that belong together as one; only wider gaps set columns or cells apart.
fn covered(row: &Row, kind: Kind, rules: &[Rule]) -> Vec<(f32, f32)> {
    let gap = row.size * if kind == Kind::Columns { 0.8 } else { 1.2 };
    let upright = rules.iter().filter(|rule| !rule.is_level && rule.from < row.y && row.y < rule.to + row.size);
    let uprights: Vec<f32> = upright.map(|rule| rule.at).collect();
    let is_parted = |from: f32, to: f32| uprights.iter().any(|x| from < *x && *x < to);
    let mut covered: Vec<(f32, f32)> = Vec::new();
    for word in &row.words {
        match covered.last_mut() {
            Some((_, to)) if word.from - *to < gap && !is_parted(*to, word.from) => *to = to.max(word.to),
            _ => covered.push((word.from, word.to)),
        }
    }
    covered
}

fn extent(rows: &[Row]) -> Option<(f32, f32)> {
    let from = rows.iter().map(Row::from).min_by(f32::total_cmp)?;
    let to = rows.iter().map(Row::to).max_by(f32::total_cmp)?;
    Some((from, to))
}

/// Whether both sides of a place are text in lines, as columns are and cells mostly are not.
fn are_columns(rows: Vec<Row>, at: f32, rules: &[Rule]) -> bool {
    let Some((from, to)) = extent(&rows) else { return false };
    if drawn_borders(&rows, at, rules).nth(1).is_some() {
        return false;
    }
    let (left, right) = split(rows, at);
    [left, right].iter().all(|side| {
        let Some((start, end)) = extent(side) else { return false };
        let full = side.iter().filter(|row| row.to() - start > 0.6 * (end - start)).count();
        let words: usize = side.iter().map(|row| row.words.len()).sum();
        end - start > 0.25 * (to - from) && full * 3 >= side.len() && words * 2 >= side.len() * 7
    })
}

/// The heights of lines that are drawn through the empty strip at a place, between the first and the last of some rows.
fn drawn_borders(rows: &[Row], at: f32, rules: &[Rule]) -> impl Iterator<Item = f32> {
    let (top, bottom) = rows.first().zip(rows.last()).map_or((0.0, 0.0), |(first, last)| (first.y, last.y));
    let crossing = move |rule: &&Rule| rule.is_level && rule.from < at && at < rule.to;
    rules.iter().filter(crossing).map(|rule| rule.at).filter(move |y| top < *y && *y < bottom)
}

/// Whether what stands left of a place are cells, and not the numbers of what stands right of it.
fn is_table(rows: Vec<Row>, at: f32) -> bool {
    let (left, _) = split(rows, at);
    let words = left.iter().filter(|row| row.text().chars().filter(|c| c.is_alphabetic()).count() > 3).count();
    words * 2 > left.len()
}

/// Rows in which the cells of tables are set apart, and lines of one cell put together.
fn with_tables(mut rows: Vec<Row>, rules: &[Rule]) -> Vec<Row> {
    let Some(divided) = divided(&rows, Kind::Table, rules) else {
        let margin = extent(&rows).map_or(0.0, |(from, _)| from);
        for row in &mut rows {
            row.margin = margin;
        }
        return rows;
    };
    let below = rows.split_off(divided.last + 1);
    let table = rows.split_off(divided.first);
    let mut ordered = if rows.is_empty() { rows } else { with_tables(rows, rules) };
    ordered.extend(table_rows(&table, divided.at, rules));
    if !below.is_empty() {
        ordered.extend(with_tables(below, rules));
    }
    ordered
}

/// The rows of a table. They are set apart by lines that are drawn, or by gaps, or else one begins where its first cell does.
fn table_rows(lines: &[Row], at: f32, rules: &[Rule]) -> Vec<Row> {
    let strips = empty_strips(lines, at, rules);
    let borders = borders(lines, at, rules);
    let mut rows: Vec<Row> = Vec::new();
    let mut above: Option<&Row> = None;
    for line in lines {
        let cells = cells(line, &strips);
        let first = cells.first().map_or("", |cell| cell.text.as_str());
        let begins = match above {
            Some(above) if !borders.is_empty() => borders.iter().any(|y| above.y < *y && *y <= line.y),
            // A first cell that goes on from the line above goes on in small letters.
            Some(above) => !first.is_empty() && (above.from() >= at || !first.starts_with(char::is_lowercase)),
            None => true,
        };
        match rows.last_mut() {
            Some(row) if !begins => {
                for (own, more) in row.words.iter_mut().zip(cells) {
                    join(&mut own.text, &more.text);
                }
            }
            _ => rows.push(Row { words: cells, is_cells: true, ..line.clone() }),
        }
        above = Some(line);
    }
    rows
}

/// The heights at which rows of a table end.
fn borders(lines: &[Row], at: f32, rules: &[Rule]) -> Vec<f32> {
    let drawn: Vec<f32> = drawn_borders(lines, at, rules).collect();
    if !drawn.is_empty() {
        return drawn;
    }
    // The first cell may stand in the middle of its row, so what stands right of it says where the row ends.
    let right: Vec<Row> = lines.iter().filter(|line| line.to() > at).cloned().collect();
    let usual = spacing(&right);
    let pairs = right.windows(2).filter_map(|pair| Some((pair.first()?.y, pair.last()?.y)));
    let apart = pairs.filter(|(above, below)| below - above > 1.2 * usual);
    let borders: Vec<f32> = apart.map(|(above, below)| f32::midpoint(above, below)).collect();
    // Where there are more first cells than gaps, gaps are only those between paragraphs.
    let first_cells = lines.iter().filter(|line| line.from() < at).count();
    if borders.len() + 1 < first_cells { Vec::new() } else { borders }
}

/// How far below each other lines mostly stand.
pub(super) fn spacing(lines: &[Row]) -> f32 {
    let mut steps: Vec<f32> =
        lines.windows(2).filter_map(|pair| Some(pair.last()?.y - pair.first()?.y)).filter(|step| *step > 0.0).collect();
    steps.sort_by(f32::total_cmp);
    // Between paragraphs and cells the steps are larger, and these may be many.
    steps.get(steps.len() / 3).copied().unwrap_or(f32::MAX)
}

/// Where cells end: the middles of the strips in which no line has text.
fn empty_strips(lines: &[Row], at: f32, rules: &[Rule]) -> Vec<f32> {
    let mut covered: Vec<(f32, f32)> = lines.iter().flat_map(|line| covered(line, Kind::Table, rules)).collect();
    covered.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut strips = Vec::new();
    let mut end: Option<f32> = None;
    for (from, to) in covered {
        if let Some(end) = end.filter(|end| from - end > 1.0) {
            strips.push(f32::midpoint(end, from));
        }
        end = Some(end.map_or(to, |end| end.max(to)));
    }
    if strips.is_empty() { vec![at] } else { strips }
}

/// The cells of a line.
fn cells(line: &Row, strips: &[f32]) -> Vec<Word> {
    let mut cells: Vec<Word> =
        (0..=strips.len()).map(|_| Word { from: line.margin, to: line.margin, text: String::new() }).collect();
    for word in &line.words {
        let at = strips.iter().take_while(|strip| **strip < word.from).count();
        if let Some(cell) = cells.get_mut(at) {
            join(&mut cell.text, &word.text);
            cell.to = word.to;
        }
    }
    cells
}

/// Puts text behind text in a cell; a word that was broken at the end of a line is put together again.
fn join(text: &mut String, more: &str) {
    if more.is_empty() {
        return;
    }
    let broken = text.ends_with('-') && text.chars().rev().nth(1).is_some_and(char::is_lowercase);
    let next = more.split(' ').next().unwrap_or_default();
    if broken && more.starts_with(char::is_lowercase) && !CONJUNCTIONS.contains(&next) {
        text.pop();
    } else if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(more);
}
