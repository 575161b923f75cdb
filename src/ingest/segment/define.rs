//! Finds what stands in tables: definitions, and themes with what is agreed about each.

use super::{
    build::{Builder, Heading, Here},
    layout::{Piece, ends_sentence},
    terms, title,
};
use crate::ingest::Kind;

/// How many characters the first cell of a row has at most that says what the row is about.
const LONGEST_THEME: usize = 80;

/// How few characters the other cell has where a table is the agreement itself.
const SHORTEST_TEXT: usize = 40;

/// How many words a term has at most.
const LONGEST_TERM: usize = 6;

/// How many lines below a heading are looked at for terms, and how many must have one.
const LOOKED_AT: usize = 60;
const NEEDED: usize = 3;

/// What a definition begins with behind its term.
const STARTERS: &[&str] = &[
    "De", "Het", "Een", "Elk", "Elke", "Alle", "Iedere", "Ieder", "Iemand", "Wat", "The", "A", "An", "Any", "Each",
    "All", "Every", "Means", "Has",
];

impl Builder<'_> {
    /// A row or line that begins with what it is about may be a clause of its own; whether it was.
    pub(super) fn defines(&mut self, index: usize, text: &str, whole: bool) -> bool {
        let Some(piece) = self.plan.pieces.get(index) else { return false };
        match piece.kind {
            Kind::Row => self.row(piece, text),
            Kind::Plain if whole && self.place.here == Here::Heading && self.in_definitions() => {
                self.line(index, piece)
            }
            _ => false,
        }
    }

    pub(super) fn in_definitions(&self) -> bool {
        let innermost = match self.place.here {
            Here::Heading => self.place.heading.as_ref().map(|heading| heading.text.as_str()),
            _ => self.scopes.last().and_then(|scope| scope.title.as_deref()),
        };
        innermost.is_some_and(title::is_definitions)
    }

    /// A row of two cells, the first of which says what the other is about.
    fn row(&mut self, piece: &Piece<'_>, text: &str) -> bool {
        let Some((first, rest)) = text.split_once('\t').map(|(first, rest)| (first.trim(), rest.trim())) else {
            return false;
        };
        let fits = !first.is_empty() && first.chars().count() <= LONGEST_THEME && !rest.contains('\t');
        if fits && self.in_definitions() {
            return self.term(piece, first, text);
        }
        // A table before any number or heading is the agreement itself.
        let alone = self.place.here == Here::Opening && self.outline.parts.len() == 1;
        if !fits || !(self.place.themes || (alone && rest.chars().count() >= SHORTEST_TEXT)) {
            return false;
        }
        self.place.themes = true;
        self.place.here = Here::Heading;
        self.place.heading = Some(Heading { text: first.to_owned(), depth: None, within: 0, level: None });
        self.label(piece, first);
        self.place.open = None;
        self.add(piece, rest, true);
        true
    }

    /// A line of a table whose cells an extraction ran together: `Klant De entiteit die …`; or with the term on lines of its own.
    fn line(&mut self, index: usize, piece: &Piece<'_>) -> bool {
        let open = self.place.open.and_then(|open| self.outline.clauses.get(open));
        let ended = open.is_none_or(|clause| ends_sentence(&clause.text) || clause.text.ends_with(')'));
        if !ended && !piece.breaks {
            return false;
        }
        let term = term(&piece.text).or_else(|| ended.then(|| lone_term(self.plan.pieces, index)).flatten());
        term.is_some_and(|term| self.term(piece, &term, &piece.text))
    }

    fn term(&mut self, piece: &Piece<'_>, term: &str, text: &str) -> bool {
        let cited = self.cite();
        let above = match (&self.place.heading, self.place.here) {
            (Some(heading), Here::Heading) => heading.text.clone(),
            _ => cited,
        };
        let term = term.trim_matches(|c: char| matches!(c, '"' | '“' | '”' | '*' | ':' | ' '));
        self.place.open = Some(self.push_clause(piece, &format!("{above}, {term}"), None));
        self.add(piece, text, true);
        true
    }
}

/// Whether lines below a heading begin with terms.
pub(super) fn are_below(pieces: &[Piece<'_>], heading: usize) -> bool {
    let below = pieces.get(heading + 1..).unwrap_or_default().iter().take(LOOKED_AT);
    below.filter(|piece| piece.kind == Kind::Row || term(&piece.text).is_some()).count() >= NEEDED
}

/// The term that a line defines.
fn term(line: &str) -> Option<String> {
    let words: Vec<&str> = line.split_whitespace().take(LONGEST_TERM + 2).collect();
    if words.len() < 4 || !words.first().is_some_and(|word| word.starts_with(char::is_uppercase)) {
        return None;
    }
    let starter = words.iter().skip(1).position(|word| STARTERS.contains(word)).map(|at| at + 1);
    let capitals = words.iter().take_while(|word| word.starts_with(char::is_uppercase)).count();
    let length = match starter {
        Some(starter) if starter <= LONGEST_TERM => starter,
        _ if capitals >= 2 && !STARTERS.contains(words.first()?) => capitals - 1,
        _ => return None,
    };
    let term = words.get(..length)?.join(" ");
    let sentence = term.ends_with(['.', ',', ';']) || STARTERS.contains(words.first()?);
    (!sentence).then(|| term.trim_end_matches(['*', ' ']).to_owned())
}

/// The term that stands alone on a line, or on two if the first breaks off.
fn lone_term(pieces: &[Piece<'_>], index: usize) -> Option<String> {
    let text = pieces.get(index)?.text.as_ref();
    let fits = |text: &str| text.split(' ').count() <= 4 && !ends_sentence(text) && !text.ends_with(',');
    if !text.starts_with(char::is_uppercase) || !fits(text) {
        return None;
    }
    let next = pieces.get(index + 1)?.text.as_ref();
    if terms::dangles(text) {
        return fits(next).then(|| format!("{text} {next}").trim_end_matches(['*', ' ']).to_owned());
    }
    Some(text.to_owned())
}
