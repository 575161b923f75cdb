//! Turns the lines of a document into pieces: lines without what is no text, with what their place on the page tells.

use std::{borrow::Cow, collections::HashMap};

use super::running;
use crate::ingest::{Document, Dropped, Kind};

/// A line that has text on it.
#[derive(Clone, Debug)]
pub(super) struct Piece<'d> {
    /// Its text, without spaces around it.
    pub(super) text: Cow<'d, str>,
    /// What Markdown put before it to make it a heading.
    pub(super) hashes: String,
    /// What the format says that it is.
    pub(super) kind: Kind,
    /// Its page, where the format has pages.
    pub(super) page: Option<u32>,
    /// The number of its line.
    pub(super) number: u32,
    /// How far it stands from the margin.
    pub(super) indent: u32,
    /// How many empty lines stand before it.
    pub(super) gap: u32,
    /// Whether its first word would have had room on the line before: somebody meant to begin a line here.
    pub(super) meant: bool,
    /// Whether a paragraph starts here.
    pub(super) breaks: bool,
}

impl Piece<'_> {
    /// How far it reaches from the margin.
    fn reach(&self) -> usize {
        self.indent as usize + self.text.chars().count()
    }
}

/// How far an item of a list stands from the margin, for each list around it.
const LIST_INDENT: u32 = 4;

/// The lines of a document that have text, and what was taken out of them.
pub(super) fn pieces(document: &Document) -> (Vec<Piece<'_>>, Vec<Dropped>) {
    let running::Cleaned { lines, dropped } = running::clean(document);
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    let mut gap = 0;
    for (line, text) in document.lines.iter().zip(lines) {
        let Some(text) = text else { continue };
        if text.trim().is_empty() {
            gap += 1;
            continue;
        }
        let indent = text.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 4 } else { 1 }).sum();
        let (hashes, text, kind) = unmarked(trimmed(text), line.kind);
        let indent = match kind {
            Kind::Item(depth) => u32::from(depth) * LIST_INDENT,
            Kind::Plain => indent,
            Kind::Heading(_) | Kind::Row | Kind::More => 0,
        };
        pieces.push(Piece {
            text,
            hashes,
            kind,
            page: line.page,
            number: line.number,
            indent,
            gap,
            meant: true,
            breaks: true,
        });
        gap = 0;
    }
    repair(&mut pieces);
    find_breaks(&mut pieces);
    (pieces, dropped)
}

fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

/// A heading of Markdown in a plain text is one here too, and a heading that is spaced out is folded.
fn unmarked(text: Cow<'_, str>, kind: Kind) -> (String, Cow<'_, str>, Kind) {
    let hashes = text.bytes().take_while(|b| *b == b'#').count();
    let rest = text.get(hashes..).filter(|rest| kind == Kind::Plain && rest.starts_with(' ') && hashes <= 6);
    if let (Some(rest), Ok(level @ 1..)) = (rest, u8::try_from(hashes)) {
        let rest = spaced_out(rest.trim()).unwrap_or_else(|| rest.trim().to_owned());
        return ("#".repeat(hashes), Cow::Owned(rest), Kind::Heading(level));
    }
    (String::new(), spaced_out(&text).map_or(text, Cow::Owned), kind)
}

/// `B I J L A G E  1` as `BIJLAGE 1`: at least five letters that stand alone, words set apart by more than one space.
fn spaced_out(text: &str) -> Option<String> {
    let mut run = 0;
    let mut longest = 0;
    for token in text.split(' ') {
        run = if token.chars().count() == 1 && token.starts_with(char::is_alphanumeric) { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    if longest < 5 || text.split(' ').filter(|token| token.chars().count() > 1).count() > 2 {
        return None;
    }
    let words: Vec<String> = text
        .split("  ")
        .filter(|word| !word.trim().is_empty())
        .map(|word| {
            let alone = word.split(' ').all(|token| token.chars().count() <= 1);
            if alone { word.replace(' ', "") } else { word.trim().to_owned() }
        })
        .collect();
    Some(words.join(" "))
}

/// Puts back what a line break tore off a number: `… netwerken. F` before `. Hacking …`.
fn repair(pieces: &mut [Piece<'_>]) {
    for index in 1..pieces.len() {
        let Some([before, after]) = pieces.get_mut(index - 1..=index) else { continue };
        if !after.text.starts_with(['.', ')']) || after.text.chars().nth(1).is_some_and(|c| !c.is_whitespace()) {
            continue;
        }
        let Some((start, number)) = before.text.rsplit_once(' ') else { continue };
        let short = number.chars().count() <= 2 && number.chars().all(char::is_alphanumeric);
        if short && start.trim_end().ends_with(['.', ';', ':']) {
            let number = number.to_owned();
            before.text = Cow::Owned(start.trim_end().to_owned());
            after.text = Cow::Owned(format!("{number}{}", after.text));
        }
    }
}

/// Decides where paragraphs start: where the gap is larger than usual, and where the first word of a line would have had room
/// on the line before.
fn find_breaks(pieces: &mut [Piece<'_>]) {
    let width = usual_width(pieces);
    let usual_gap = usual_gap(pieces);
    for index in 1..pieces.len() {
        let Some([before, after]) = pieces.get(index - 1..=index) else { continue };
        let first_word = after.text.split(' ').next().map_or(0, |word| word.chars().count());
        let meant = before.kind != Kind::Plain || before.reach() + 1 + first_word < width.saturating_sub(width / 12);
        let breaks = breaks(before, after, meant, usual_gap);
        if let Some(piece) = pieces.get_mut(index) {
            piece.meant = meant;
            piece.breaks = breaks;
        }
    }
}

fn breaks(before: &Piece<'_>, after: &Piece<'_>, meant: bool, usual_gap: u32) -> bool {
    if after.kind == Kind::More {
        return false;
    }
    if before.kind != Kind::Plain || after.kind != Kind::Plain {
        return before.kind != after.kind || after.kind != Kind::Plain;
    }
    let lower = after.text.starts_with(char::is_lowercase);
    let ended = ends_sentence(&before.text);
    if after.gap > usual_gap && (ended || (meant && !lower)) && !before.text.ends_with('-') {
        return true;
    }
    let bullet = after.text.starts_with(BULLETS);
    (ended && meant && !lower) || (bullet && (ended || meant))
}

/// What items without a number begin with.
const BULLETS: [char; 11] = ['•', '\u{f0b7}', '\u{f0a7}', '–', '-', '*', '▪', '·', '○', '●', '➢'];

/// Whether a text ends where a sentence can end.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', ')', '\'', '*', '_']).ends_with(['.', ';', ':', '!', '?'])
        || text.ends_with([';', ':', '.'])
}

/// Lines that are shorter than this were not broken because they were full.
const NARROWEST: usize = 40;

/// How far most lines reach that were broken where they were full.
fn usual_width(pieces: &[Piece<'_>]) -> usize {
    let mut widths: Vec<usize> = pieces.iter().filter(|piece| piece.kind == Kind::Plain).map(Piece::reach).collect();
    widths.sort_unstable();
    widths.get(widths.len() * 9 / 10).or(widths.last()).copied().unwrap_or_default().max(NARROWEST)
}

/// How many empty lines stand between lines of one paragraph: none, or one where an extraction puts one everywhere.
fn usual_gap(pieces: &[Piece<'_>]) -> u32 {
    let mut counts: HashMap<u32, usize> = HashMap::new();
    // Only lines that go on in small letters are sure to be of the same paragraph.
    for piece in pieces.iter().skip(1).filter(|piece| piece.text.starts_with(char::is_lowercase)) {
        *counts.entry(piece.gap).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(gap, count)| (*count, u32::MAX - gap)).map_or(0, |(gap, _)| gap)
}
