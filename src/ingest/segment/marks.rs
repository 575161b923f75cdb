//! Collects what could be the number of a provision, with what speaks for and against each.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{
    heading::{self, Sureness},
    label::{self, Form, Label, Style},
    layout::{Piece, ends_sentence},
    terms,
};
use crate::ingest::Kind;

/// Something that could be the number of a provision.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// The piece it stands in.
    pub(super) piece: usize,
    /// Where it begins in the text of the piece, in bytes.
    pub(super) start: usize,
    /// Where its text begins, in bytes.
    pub(super) end: usize,
    pub(super) label: Label,
    pub(super) stand: Stand,
    /// What the text before it ends with.
    pub(super) before: Before,
    /// Whether the text before it announces the last item of a list.
    pub(super) announced: bool,
    /// Whether its text begins with a small letter.
    pub(super) lower: bool,
    pub(super) indent: u32,
    pub(super) gap: u32,
    /// The last piece before it that could be a heading.
    pub(super) heading: Option<usize>,
    /// What it costs to take it for the number of a provision, whatever its place in the sequence.
    pub(super) accept: i32,
    /// What it costs to take it for text.
    pub(super) reject: i32,
}

/// Where a number stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    /// At the start of a line that the format calls a heading.
    Heading,
    /// At the start of another line.
    Line,
    /// Within a line.
    Within,
}

/// What the text before a number ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// Nothing, or a heading.
    Nothing,
    /// A full stop.
    Sentence,
    /// A semicolon or comma.
    Item,
    /// A colon.
    Colon,
    /// A word.
    Word,
}

/// What a document may be divided by, in its order.
#[derive(Clone, Debug)]
pub(super) enum Event {
    /// The heading of an annex.
    Annex(usize, heading::Annex),
    /// A possible number.
    Mark(Mark),
}

impl Mark {
    /// Whether it begins a line.
    pub(super) fn begins(&self) -> bool {
        self.stand != Stand::Within
    }

    /// Whether it begins a heading.
    pub(super) fn heads(&self) -> bool {
        self.stand == Stand::Heading
    }
}

impl Event {
    /// The piece it stands in.
    pub(super) fn piece(&self) -> usize {
        match self {
            Self::Annex(piece, _) => *piece,
            Self::Mark(mark) => mark.piece,
        }
    }

    /// Whether a division begins here, such as `Deel B`.
    pub(super) fn is_division(&self) -> bool {
        matches!(self, Self::Annex(_, annex) if annex.division)
    }

    /// Whether an annex begins here for sure.
    pub(super) fn is_annex(&self) -> bool {
        matches!(self, Self::Annex(_, annex) if !annex.division)
    }
}

/// Everything that may divide a document.
pub(super) fn collect(pieces: &[Piece<'_>], headings: &[Option<Sureness>]) -> Vec<Event> {
    let mut events = Vec::new();
    let mut last_heading = None;
    let mut annexes = annexes(pieces).into_iter().peekable();
    for (index, piece) in pieces.iter().enumerate() {
        if let Some((_, annex)) = annexes.next_if(|(at, _)| *at == index) {
            last_heading = annex.division.then_some(index);
            events.push(Event::Annex(index, annex));
            continue;
        }
        if headings.get(index).copied().flatten().is_some() {
            last_heading = Some(index);
        }
        let mut from = 0;
        if let Some(mark) = at_start(pieces, headings, index, last_heading) {
            from = mark.end;
            let chained = chained(piece, &mark);
            events.push(Event::Mark(mark));
            if let Some(mark) = chained {
                from = mark.end;
                events.push(Event::Mark(mark));
            }
        }
        if piece.kind != Kind::Row {
            within(pieces, index, from, last_heading, &mut events);
        }
    }
    events
}

/// The headings of annexes. A list of annexes has lines that look like them: they come back, and no text is between them.
fn annexes(pieces: &[Piece<'_>]) -> Vec<(usize, heading::Annex)> {
    let found: Vec<(usize, heading::Annex)> =
        (0..pieces.len()).filter_map(|index| heading::annex(pieces, index).map(|annex| (index, annex))).collect();
    let mut last: HashMap<&str, usize> = HashMap::new();
    for (index, annex) in &found {
        last.insert(annex.name.as_str(), *index);
    }
    let places: HashSet<usize> = found.iter().map(|(index, _)| *index).collect();
    let listed = |index: usize, annex: &heading::Annex| {
        let before = index.checked_sub(1).and_then(|before| pieces.get(before));
        let announced = before.is_some_and(|before| before.text.ends_with(':'));
        let beside =
            places.contains(&(index + 1)) || index.checked_sub(1).is_some_and(|before| places.contains(&before));
        last.get(annex.name.as_str()).is_some_and(|last| *last > index) && (announced || beside)
    };
    let overview = overview(&found);
    let (_, kept) = found.split_at(overview);
    kept.iter().filter(|(index, annex)| !listed(*index, annex)).cloned().collect()
}

/// How many of the first headings are an overview of the annexes: several that all come back, in the same order, behind them.
fn overview(found: &[(usize, heading::Annex)]) -> usize {
    let first = found.first().map_or("", |(_, annex)| annex.name.as_str());
    let again = found.iter().skip(1).position(|(_, annex)| annex.name == first).map_or(0, |at| at + 1);
    let names = |part: &[(usize, heading::Annex)]| part.iter().map(|(_, annex)| annex.name.clone()).collect::<Vec<_>>();
    let (overview, rest) = found.split_at(again);
    let distinct = overview.iter().map(|(_, annex)| &annex.name).collect::<HashSet<_>>().len();
    // Annexes have text between them; an overview has titles at the most.
    let lines = overview.last().zip(overview.first()).map_or(0, |((last, _), (first, _))| last - first);
    let is_one = distinct > 1 && lines <= 3 * (again - 1) && names(rest).starts_with(&names(overview));
    if is_one { again } else { 0 }
}

/// How many words of a title there can be before a number.
const LONGEST_TITLE: usize = 12;

fn at_start(pieces: &[Piece<'_>], headings: &[Option<Sureness>], index: usize, heading: Option<usize>) -> Option<Mark> {
    let piece = pieces.get(index).filter(|piece| piece.kind != Kind::More)?;
    let label = label::read(&piece.text)?;
    let rest = piece.text.get(label.end..)?;
    let before_piece = index.checked_sub(1).and_then(|before| pieces.get(before));
    let after_heading = index.checked_sub(1).and_then(|before| headings.get(before).copied().flatten()).is_some();
    let before_text = before_piece.map_or("", |before| before.text.as_ref());
    let before = if after_heading || before_text.is_empty() { Before::Nothing } else { Before::of(before_text) };
    let certain = piece.kind != Kind::Plain;
    let settled = before != Before::Word && rest.starts_with(char::is_uppercase);
    let mut accept = 0;
    if !certain && !after_heading {
        accept += misplaced(piece, before_text, before);
    }
    accept += unlikely(&label, rest, certain || (settled && piece.breaks && !ends_sentence(rest)));
    let reject = if certain { 6 } else { weight(&label, rest, settled) };
    Some(Mark {
        piece: index,
        start: 0,
        end: label.end,
        stand: if matches!(piece.kind, Kind::Heading(_)) { Stand::Heading } else { Stand::Line },
        before,
        announced: terms::announces_last(before_text),
        lower: rest.starts_with(char::is_lowercase),
        indent: piece.indent,
        gap: piece.gap,
        heading,
        accept,
        reject,
        label,
    })
}

/// What speaks against a number by the text before it.
fn misplaced(piece: &Piece<'_>, text: &str, before: Before) -> i32 {
    if terms::points(text) {
        return 9;
    }
    match before {
        Before::Word if terms::announces_last(text) => 1,
        Before::Word if terms::dangles(text) && !piece.breaks => 7,
        Before::Word if label::read(text).is_some() || piece.breaks => 1,
        Before::Word if piece.gap > 0 => 2,
        Before::Word => 4,
        Before::Item => i32::from(text.ends_with(',')),
        Before::Nothing | Before::Sentence | Before::Colon => 0,
    }
}

/// What speaks against a number by what it is and the text behind it.
fn unlikely(label: &Label, rest: &str, certain: bool) -> i32 {
    let Some(reading) = label.readings.first() else { return 9 };
    let bare = matches!(reading.style, Style::Number(Form::Bare));
    let mut cost = 0;
    if rest.starts_with([',', ';', ')', '.', '/', '%']) {
        cost += 8;
    }
    if matches!(reading.style, Style::Number(Form::Bare) | Style::Decimal) && terms::starts_with_unit(rest) {
        cost += 8;
    }
    if bare && !certain {
        cost += if rest.starts_with(char::is_uppercase) {
            2
        } else if rest.is_empty() {
            3
        } else {
            7
        };
    }
    if matches!(reading.style, Style::Article(_)) && rest.starts_with(char::is_lowercase) {
        cost += 8; // "Artikel 6 is van toepassing"
    }
    if label.glued && matches!(reading.style, Style::Letter(..) | Style::Roman(..)) {
        cost += 2;
    }
    cost
}

/// How much looks like a number that should not be taken for text.
fn weight(label: &Label, rest: &str, settled: bool) -> i32 {
    match label.readings.first().map(|reading| reading.style) {
        Some(Style::Article(_)) if rest.starts_with(char::is_lowercase) => 0,
        Some(Style::Article(_)) => 8,
        Some(Style::Decimal | Style::Sign | Style::Lettered) => 6,
        Some(Style::Number(Form::Dot | Form::Bracket) | Style::Lid | Style::Degree) => 4 + 3 * i32::from(settled),
        Some(Style::Letter(..) | Style::Roman(..)) => 3 + i32::from(settled),
        Some(Style::Number(Form::Bare)) => 2 * i32::from(settled && !ends_sentence(rest)),
        None => 0,
    }
}

/// A second number right behind the first: `2. 2.1 …`, `Artikel 5 1. …`.
fn chained(piece: &Piece<'_>, first: &Mark) -> Option<Mark> {
    let rest = piece.text.get(first.end..)?;
    let label = label::read(rest)?;
    let behind = rest.get(label.end..)?;
    let bare = matches!(label.readings.first()?.style, Style::Number(Form::Bare));
    if bare || behind.is_empty() {
        return None;
    }
    let cost = unlikely(&label, behind, false);
    Some(Mark {
        piece: first.piece,
        start: first.end,
        end: first.end + label.end,
        stand: Stand::Within,
        before: Before::Nothing,
        announced: false,
        lower: behind.starts_with(char::is_lowercase),
        indent: piece.indent + 4,
        gap: 0,
        heading: first.heading,
        accept: 1 + cost,
        reject: 0,
        label,
    })
}

/// The space before the first number with points behind the title of an article, where a line break was lost.
fn behind_title(text: &str, from: usize) -> Option<usize> {
    let mut spaces = text.get(from..)?.match_indices(' ').take(LONGEST_TITLE).map(|(at, _)| from + at);
    spaces.find(|at| {
        let label = text.get(at + 1..).and_then(label::read);
        let first = |label: &Label| label.readings.iter().any(|r| r.style == Style::Decimal && r.path.is_first());
        label.is_some_and(|label| first(&label)) && text.get(..*at).is_some_and(|before| !terms::points(before))
    })
}

/// Numbers within a line, behind the end of a sentence.
fn within(pieces: &[Piece<'_>], index: usize, from: usize, heading: Option<usize>, events: &mut Vec<Event>) {
    let Some(piece) = pieces.get(index) else { return };
    let text = piece.text.as_ref();
    let mut covered = from;
    // The places behind which a number may stand: ends of sentences, and of titles.
    let mut places: BTreeMap<usize, bool> =
        text.match_indices(['.', ';', ':']).map(|(at, _)| (at + 1, false)).collect();
    places.extend(behind_title(text, from).filter(|_| from > 0).map(|at| (at, true)));
    while let Some((behind, titled)) = places.pop_first() {
        let Some(after) = text.get(behind..) else { continue };
        let start = behind + (after.len() - after.trim_start().len());
        if start == behind || start < covered || behind <= from {
            continue;
        }
        let (Some(before), Some(label)) = (text.get(..behind), text.get(start..).and_then(label::read)) else {
            continue;
        };
        let rest = text.get(start + label.end..).unwrap_or_default();
        let style = label.readings.first().map(|reading| reading.style);
        // At the very end of a line the text of the number stands on the next.
        let fits = rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"' | '(' | '‘'))
            || rest.is_empty() && pieces.get(index + 1).is_some_and(|next| next.text.starts_with(char::is_uppercase))
            || matches!(style, Some(Style::Letter(..) | Style::Roman(..)));
        if !fits
            || matches!(style, None | Some(Style::Number(Form::Bare)))
            || terms::points(before.trim_end_matches('.'))
        {
            continue;
        }
        let end = start + label.end;
        covered = end;
        let numbered = matches!(style, Some(Style::Number(_) | Style::Decimal | Style::Article(_)));
        let clear = numbered && before.ends_with('.') && rest.starts_with(char::is_uppercase);
        let pointed = matches!(style, Some(Style::Decimal | Style::Article(_)));
        let accept = match (clear && pointed, titled) {
            (true, _) => 1,
            (false, true) => 2,
            (false, false) => 3,
        };
        if clear && matches!(style, Some(Style::Article(_))) {
            places.extend(behind_title(text, end).map(|at| (at, true)));
        }
        events.push(Event::Mark(Mark {
            piece: index,
            start,
            end,
            stand: Stand::Within,
            before: Before::of(before),
            announced: false,
            lower: rest.starts_with(char::is_lowercase),
            indent: piece.indent,
            gap: 0,
            heading,
            accept,
            reject: if clear { 4 } else { 0 },
            label,
        }));
    }
}

impl Before {
    fn of(text: &str) -> Self {
        let bare = text.trim_end_matches(['"', '”', '’', ')', '\'', ' ']);
        match text.chars().next_back().filter(|c| matches!(c, '.' | ';' | ':' | ',')).or(bare.chars().next_back()) {
            None => Self::Nothing,
            Some('.' | '!' | '?') => Self::Sentence,
            Some(';' | ',') => Self::Item,
            Some(':') => Self::Colon,
            Some(_) if ends_sentence(text) => Self::Sentence,
            Some(_)
                if text.ends_with("; en")
                    || text.ends_with("; of")
                    || text.ends_with("; and")
                    || text.ends_with("; or") =>
            {
                Self::Item
            }
            Some(_) => Self::Word,
        }
    }
}
