//! Takes out of a text what a page layout put into it: page numbers, heads and feet that come back, tables of contents.
//!
//! Readers that see the layout do this themselves; this is for texts that were made from such documents.

use std::{borrow::Cow, collections::HashMap, sync::LazyLock};

use regex::Regex;

use super::contents;
use crate::ingest::{Document, Dropped, Kind, Line, Why};

/// What is left of the lines, in their order; nothing where a whole line went.
pub(super) struct Cleaned<'d> {
    pub(super) lines: Vec<Option<Cow<'d, str>>>,
    pub(super) dropped: Vec<Dropped>,
}

/// How many lines at the top and the bottom of a page may be heads and feet.
const MARGIN: usize = 3;

/// How often a line comes back that is a head or foot, where no page says so.
const RETURNS: usize = 3;

/// How long such a line may be.
const LONGEST: usize = 160;

static PAGE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:pagina|page|blz\.?|pag\.?|bladzijde)\s*\d{1,4}(?:\s*(?:van|of|/|uit)\s*(?:\d{1,4}\b|$)|\s*$)")
        .ok()
});

static FRACTION: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?:^|\s{3,})\d{1,3}\s?/\s?\d{1,3}\s*$").ok());

/// Takes everything out that is no text of the document.
pub(super) fn clean(document: &Document) -> Cleaned<'_> {
    let mut cleaned = Cleaned {
        lines: document.lines.iter().map(|line| Some(Cow::Borrowed(line.text.as_str()))).collect(),
        dropped: Vec::new(),
    };
    let heads = heads_and_feet(&document.lines);
    for (index, line) in document.lines.iter().enumerate() {
        if heads.get(index).copied().unwrap_or_default() {
            cleaned.drop(index, line, Why::Running);
        } else if line.kind == Kind::Plain {
            cleaned.cut(index, line);
        }
    }
    for index in contents::entries(&cleaned.lines) {
        if let Some(line) = document.lines.get(index) {
            cleaned.drop(index, line, Why::Contents);
        }
    }
    for index in lone_numbers(&cleaned.lines, &document.lines) {
        if let Some(line) = document.lines.get(index) {
            cleaned.drop(index, line, Why::Running);
        }
    }
    for index in lone_addresses(&cleaned.lines) {
        if let Some(line) = document.lines.get(index) {
            cleaned.drop(index, line, Why::Running);
        }
    }
    cleaned.dropped.sort_by_key(|dropped| dropped.number);
    cleaned
}

impl Cleaned<'_> {
    fn drop(&mut self, index: usize, line: &Line, why: Why) {
        if let Some(text) = self.lines.get_mut(index).and_then(Option::take)
            && !text.trim().is_empty()
        {
            self.note(line, text.trim(), why);
        }
    }

    fn note(&mut self, line: &Line, text: &str, why: Why) {
        self.dropped.push(Dropped { page: line.page, number: line.number, text: text.to_owned(), why });
    }

    /// Cuts page numbers out of a line.
    fn cut(&mut self, index: usize, line: &Line) {
        let Some(found) = page_number(&line.text) else { return };
        let (Some(before), Some(after)) = (line.text.get(..found.start), line.text.get(found.end..)) else { return };
        let Some(number) = line.text.get(found.clone()) else { return };
        self.note(line, number.trim(), Why::Running);
        let rest = format!("{} {}", before.trim_end(), after.trim_start());
        if let Some(place) = self.lines.get_mut(index) {
            *place = if rest.trim().is_empty() { None } else { Some(Cow::Owned(rest)) };
        }
    }
}

fn page_number(text: &str) -> Option<std::ops::Range<usize>> {
    let found = PAGE.as_ref().and_then(|page| page.find(text)).map(|found| found.range());
    let found = found.filter(|found| {
        // "zie pagina 3" is a reference; "Pagina 3 van 14" and a number at the very edge of a line are not.
        let number = text.get(found.clone()).unwrap_or_default();
        let counted = number.split_whitespace().count() > 2 || number.contains('/');
        let alone = text.get(..found.start).is_some_and(|before| before.trim().is_empty() || before.ends_with("   "));
        counted || alone
    });
    found.or_else(|| FRACTION.as_ref().and_then(|fraction| fraction.find(text)).map(|found| found.range()))
}

/// A line as it comes back on other pages: its figures do not matter.
fn shape(text: &str) -> String {
    let text = page_number(text)
        .and_then(|found| Some(format!("{} {}", text.get(..found.start)?, text.get(found.end..)?)))
        .map_or(Cow::Borrowed(text), Cow::Owned);
    let mut shape = String::new();
    for c in text.chars() {
        match c {
            c if c.is_ascii_digit() => {
                if !shape.ends_with('#') {
                    shape.push('#');
                }
            }
            c if c.is_whitespace() => {
                if !shape.ends_with(' ') {
                    shape.push(' ');
                }
            }
            c => shape.extend(c.to_lowercase()),
        }
    }
    shape.trim().to_owned()
}

/// Which lines are heads or feet.
fn heads_and_feet(lines: &[Line]) -> Vec<bool> {
    let filled: Vec<usize> =
        (0..lines.len()).filter(|index| lines.get(*index).is_some_and(|l| !l.text.trim().is_empty())).collect();
    let edges = edges(lines, &filled);
    let mut at_edges: HashMap<String, usize> = HashMap::new();
    let mut anywhere: HashMap<String, (usize, bool)> = HashMap::new();
    let mut shapes: HashMap<usize, String> = HashMap::new();
    for index in filled {
        let Some(line) = lines.get(index).filter(|line| line.kind == Kind::Plain && line.text.len() <= LONGEST) else {
            continue;
        };
        let shape = shape(&line.text);
        if shape.chars().filter(|c| c.is_alphabetic()).count() < 4 {
            continue;
        }
        if edges.get(index).copied().unwrap_or_default() {
            *at_edges.entry(shape.clone()).or_default() += 1;
        }
        let entry = anywhere.entry(shape.clone()).or_default();
        entry.0 += 1;
        entry.1 |= page_number(&line.text).is_some();
        shapes.insert(index, shape);
    }
    let pages = lines.iter().filter_map(|line| line.page).max().unwrap_or(1) as usize;
    (0..lines.len())
        .map(|index| {
            let (Some(shape), Some(line)) = (shapes.get(&index), lines.get(index)) else { return false };
            let edge = edges.get(index).copied().unwrap_or_default();
            let often = at_edges.get(shape).copied().unwrap_or_default();
            let (count, numbered) = anywhere.get(shape).copied().unwrap_or_default();
            (edge && often >= 2 && often * 5 >= pages * 2)
                || (!is_text(line, shape) && (count >= RETURNS || (numbered && count >= 2)))
        })
        .collect()
}

/// Whether a line that comes back may well be text all the same.
fn is_text(line: &Line, shape: &str) -> bool {
    let text = line.text.trim();
    super::layout::ends_sentence(text)
        || text.ends_with(',')
        || super::label::read(text).is_some()
        || text.starts_with(['-', '•', '(', '['])
        || text.starts_with(char::is_lowercase)
        || shape.split(' ').count() < 3
}

/// Which lines stand at the top or the bottom of a page.
fn edges(lines: &[Line], filled: &[usize]) -> Vec<bool> {
    let mut edges = vec![false; lines.len()];
    let page = |place: usize| filled.get(place).and_then(|index| lines.get(*index)).and_then(|line| line.page);
    for place in 1..filled.len() {
        if page(place).is_none() || page(place) == page(place - 1) {
            continue;
        }
        for near in place.saturating_sub(MARGIN)..(place + MARGIN).min(filled.len()) {
            if let Some(edge) = filled.get(near).and_then(|index| edges.get_mut(*index)) {
                *edge = true;
            }
        }
    }
    let ends = filled.iter().take(MARGIN).chain(filled.iter().rev().take(MARGIN));
    for index in ends.copied().collect::<Vec<_>>() {
        if let Some(edge) = edges.get_mut(index)
            && lines.iter().any(|line| line.page.is_some_and(|page| page > 1))
        {
            *edge = true;
        }
    }
    edges
}

/// Numbers that stand alone on a line and are page numbers: at the edge of a page, or in the middle of a sentence.
fn lone_numbers(texts: &[Option<Cow<'_, str>>], lines: &[Line]) -> Vec<usize> {
    let filled: Vec<usize> = (0..texts.len())
        .filter(|index| texts.get(*index).and_then(Option::as_ref).is_some_and(|text| !text.trim().is_empty()))
        .collect();
    let text = |place: usize| {
        filled
            .get(place)
            .and_then(|index| texts.get(*index))
            .and_then(Option::as_deref)
            .map(str::trim)
            .unwrap_or_default()
    };
    let page = |place: usize| filled.get(place).and_then(|index| lines.get(*index)).and_then(|line| line.page);
    let mut found = Vec::new();
    for place in 0..filled.len() {
        let number = text(place).trim_matches(|c: char| matches!(c, '-' | '–' | ' ' | '|'));
        if number.is_empty() || number.len() > 3 || !number.bytes().all(|b| b.is_ascii_digit()) {
            continue;
        }
        let turns =
            page(place).is_some() && (page(place) != page(place + 1) || place > 0 && page(place - 1) != page(place));
        let torn = place > 0
            && (text(place - 1).ends_with('-') || text(place + 1).starts_with(char::is_lowercase))
            && !super::terms::points(text(place - 1));
        if turns || torn || place + 1 == filled.len() {
            found.extend(filled.get(place));
        }
    }
    found
}

/// Addresses that stand alone on a line: an extraction lists the links of a page below it. After a colon or a word that goes
/// on, an address is part of the text.
fn lone_addresses(texts: &[Option<Cow<'_, str>>]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut before = "";
    for (index, text) in texts.iter().enumerate() {
        let text = text.as_deref().map(str::trim).unwrap_or_default();
        let address = ["http://", "https://", "mailto:"].iter().any(|scheme| text.starts_with(scheme));
        if address
            && !text.contains(' ')
            && !before.is_empty()
            && !before.ends_with(':')
            && !super::terms::dangles(before)
        {
            found.push(index);
        } else if !text.is_empty() {
            before = text;
        }
    }
    found
}
