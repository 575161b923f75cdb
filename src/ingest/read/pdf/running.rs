//! Finds the heads and feet of pages: what stands at the same height on most of them, but for its digits.

use std::collections::HashMap;

use super::layout::Row;

/// How many rows at the top and at the bottom of a page can be its head and foot.
const EDGE: usize = 4;

/// How far a head may move from page to page, in points.
const TOLERANCE: f32 = 8.0;

/// For each row of each page, whether it is a head or foot.
pub(super) fn find(pages: &[Vec<Row>]) -> Vec<Vec<bool>> {
    let mut counts: HashMap<(String, i32), usize> = HashMap::new();
    for page in pages {
        let mut seen: Vec<(String, i32)> = edges(page).map(|row| (masked(row), height(row))).collect();
        seen.sort_unstable();
        seen.dedup();
        for place in seen {
            *counts.entry(place).or_default() += 1;
        }
    }
    let filled = pages.iter().filter(|page| !page.is_empty()).count();
    // Heads of left and right pages differ, so less than half is enough where there are several.
    let enough = if filled < 6 { filled.div_ceil(2).max(2) } else { filled * 2 / 5 };
    let recurs = |row: &Row| {
        let (text, height) = (masked(row), height(row));
        let near = (height - 1..=height + 1).filter_map(|height| counts.get(&(text.clone(), height)));
        near.sum::<usize>() >= enough
    };
    let is_edge = |page: &[Row], at: usize| at < EDGE || at + EDGE >= page.len();
    pages
        .iter()
        .map(|page| page.iter().enumerate().map(|(at, row)| is_edge(page, at) && recurs(row)).collect())
        .collect()
}

fn edges(page: &[Row]) -> impl Iterator<Item = &Row> {
    let foot = page.len().saturating_sub(EDGE).max(EDGE);
    page.iter().take(EDGE).chain(page.iter().skip(foot))
}

fn height(row: &Row) -> i32 {
    (row.y / TOLERANCE).round() as i32
}

/// The text with each number as the same sign.
fn masked(row: &Row) -> String {
    let mut masked = String::new();
    for c in row.text().chars() {
        if !c.is_ascii_digit() {
            masked.extend(c.to_lowercase());
        } else if !masked.ends_with('#') {
            masked.push('#');
        }
    }
    masked
}
