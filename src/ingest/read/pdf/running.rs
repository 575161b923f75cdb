//! Finds the heads and feet of pages: what stands at the same height on most of them, but for its digits.

use std::collections::HashMap;

use super::{layout::Row, matrix::whole};

/// How many rows at the top and at the bottom of a page can be its head and foot.
const EDGE: usize = 4;

/// Rows count down from where a page has its origin, which is mostly its foot; this far above it they are positive.
const LOWEST: f32 = 100_000.0;

/// How far a head may move from page to page, in points.
const TOLERANCE: f32 = 8.0;

/// For each row of each page, whether it is a head or foot.
pub(super) fn find(pages: &[Vec<Row>]) -> Vec<Vec<bool>> {
    let mut counts: HashMap<(String, usize), usize> = HashMap::new();
    for page in pages {
        let mut seen: Vec<(String, usize)> = edges(page).map(|row| (masked(row), height(row))).collect();
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
        let near = (height.saturating_sub(1)..=height + 1).filter_map(|height| counts.get(&(text.clone(), height)));
        near.sum::<usize>() >= enough
    };
    pages.iter().map(|page| running_rows(page, recurs)).collect()
}

/// Which rows of a page recur: from its top down and from its foot up, as far as nothing else stands between.
fn running_rows(page: &[Row], recurs: impl Fn(&Row) -> bool) -> Vec<bool> {
    let head = page.iter().take(EDGE).take_while(|row| recurs(row)).count();
    let foot = page.iter().rev().take(EDGE).take_while(|row| recurs(row)).count();
    (0..page.len()).map(|at| at < head || at + foot >= page.len()).collect()
}

fn edges(page: &[Row]) -> impl Iterator<Item = &Row> {
    let foot = page.len().saturating_sub(EDGE).max(EDGE);
    page.iter().take(EDGE).chain(page.iter().skip(foot))
}

/// How far down a row stands, in steps in which it may differ.
fn height(row: &Row) -> usize {
    whole((row.y + LOWEST) / TOLERANCE)
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
