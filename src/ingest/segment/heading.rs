//! Recognises headings: of annexes, and those that carry no number.

use super::{
    label,
    layout::{Piece, ends_sentence},
    path, terms,
};
use crate::ingest::Kind;

/// How long a heading may be.
const LONGEST: usize = 110;

/// How long a heading may be that only its shape tells.
const LONGEST_PLAIN: usize = 80;

/// How long a line may be that announces recitals or what is agreed.
const LONGEST_CUE: usize = 75;

/// How sure it is that a line is a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sureness {
    /// It looks like one.
    Likely,
    /// It is set apart and in capitals, or its words announce something.
    Strong,
    /// The format says so.
    Certain,
}

/// The heading of an annex.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Annex {
    /// What it is cited by: `Bijlage 1`.
    pub(super) name: String,
    /// Where its title begins, in bytes.
    pub(super) title: usize,
    /// Where the title ends and text begins, in bytes.
    pub(super) end: usize,
    /// Whether it is a division such as `Deel B`, which counts only if its numbers start anew.
    pub(super) division: bool,
}

/// Reads the heading of an annex, of which a line may be the beginning.
pub(super) fn annex(pieces: &[Piece<'_>], index: usize) -> Option<Annex> {
    let piece = pieces.get(index)?;
    let text = piece.text.as_ref();
    let word = text.split(|c: char| !c.is_alphabetic()).next().filter(|word| !word.is_empty())?;
    let lower = word.to_lowercase();
    let division = terms::is_one_of(&lower, terms::DIVISIONS);
    if !word.starts_with(char::is_uppercase) || !(division || terms::is_one_of(&lower, terms::ANNEXES)) {
        return None;
    }
    let certain = matches!(piece.kind, Kind::Heading(_));
    if !certain && !stands_free(pieces, index) {
        return None;
    }
    let after = text.get(word.len()..)?;
    let (number, rest) = annex_number(after).map_or(("", after), |(number, rest)| (number, rest));
    let capitals = is_capitals(text);
    let separated = rest.trim_start().starts_with(['–', '—', '-', ':', '|', '.', '(', ')']);
    let title_text = rest.trim_start().trim_start_matches(['–', '—', '-', ':', '|', '.', ')', ' ', '\t']);
    if number.is_empty()
        && !(separated && !after.starts_with(['.', ')']) || title_text.is_empty() && (capitals || certain))
    {
        return None; // "Bijlagen zijn …", "Annexes"
    }
    if division && number.is_empty() {
        return None;
    }
    let title = text.len() - title_text.len();
    let end = title_end(title_text).map_or(text.len(), |end| title + end);
    let whole = end == text.len();
    let belongs = ["bij ", "to ", "behorend", "van de "].iter().any(|start| title_text.starts_with(start));
    let belongs =
        belongs && !text.ends_with(['.', ';', ',']) && text.chars().count() <= LONGEST && !goes_on(pieces, index);
    let plausible = belongs
        || title_text.is_empty()
        || certain
        || (separated || title_text.starts_with(char::is_uppercase))
            && !title_text.starts_with(|c: char| c.is_lowercase() && !separated)
            && (!whole || (text.chars().count() <= LONGEST && !text.ends_with(['.', ';', ','])));
    if !plausible || (title_text.starts_with(char::is_lowercase) && !certain && !separated && !belongs) {
        return None;
    }
    let mut name = sentence_case(word);
    if !number.is_empty() {
        name.push(' ');
        name.push_str(number);
    }
    Some(Annex { name, title, end, division })
}

/// Whether the next line goes on with the sentence of a line.
fn goes_on(pieces: &[Piece<'_>], index: usize) -> bool {
    pieces
        .get(index + 1)
        .is_some_and(|next| next.text.starts_with(char::is_lowercase) && label::read(&next.text).is_none())
}

/// The number of an annex: `1`, `1A`, `B`, `II`, `1.2`.
fn annex_number(after: &str) -> Option<(&str, &str)> {
    let inner = after.trim_start();
    if inner.len() == after.len() && !inner.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let inner = inner.strip_prefix("nr.").map_or(inner, str::trim_start);
    let length = inner.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.')).unwrap_or(inner.len());
    let number = inner.get(..length)?.trim_end_matches('.');
    let figures = number.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let letters = number.len() - figures.len();
    let numeric =
        !figures.is_empty() && letters <= 1 && figures.len() <= 4 && figures.starts_with(|c: char| c.is_ascii_digit());
    let lettered = figures.is_empty()
        && (number.len() == 1 && number.starts_with(|c: char| c.is_ascii_uppercase())
            || number.chars().all(|c| c.is_ascii_uppercase()) && path::roman_value(&number.to_lowercase()).is_some());
    (numeric || lettered).then_some((number, inner.get(number.len()..)?))
}

/// Where a title in capitals ends and the text begins that a lost line break glued to it.
fn title_end(title: &str) -> Option<usize> {
    let mut end = 0;
    let mut words = 0;
    for (at, word) in words_at(title) {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let capital = letters > 0 && !word.chars().any(char::is_lowercase);
        if letters > 0 && !capital {
            let text_follows = words >= 1 && end > 3 && title.get(at..).is_some_and(|rest| rest.chars().count() > 40);
            return text_follows.then_some(at);
        }
        words += usize::from(letters > 1);
        end = at + word.len();
    }
    None
}

/// The words of a text with where they begin.
fn words_at(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(char::is_whitespace).filter_map(move |word| {
        let start = at;
        at += word.len() + text.get(at + word.len()..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        (!word.is_empty()).then_some((start, word))
    })
}

/// Whether a line is not the continuation of the one before, by what stands around it.
fn stands_free(pieces: &[Piece<'_>], index: usize) -> bool {
    let Some(piece) = pieces.get(index) else { return false };
    let Some(before) = index.checked_sub(1).and_then(|before| pieces.get(before)) else { return true };
    piece.breaks
        || before.kind != piece.kind
        || before.page != piece.page
        || (piece.gap > 0 && (is_capitals(&piece.text) || is_capitals(&before.text)))
        || ends_sentence(&before.text)
        || (piece.gap > before.gap && !terms::points(&before.text) && !terms::dangles(&before.text))
}

/// Whether a line without a number is a heading, and how sure that is.
pub(super) fn unnumbered(pieces: &[Piece<'_>], index: usize) -> Option<Sureness> {
    let piece = pieces.get(index)?;
    let text = piece.text.as_ref();
    let numbered = label::read(text).is_some();
    match piece.kind {
        Kind::Heading(_) if numbered => return None,
        Kind::Heading(_) => return Some(Sureness::Certain),
        Kind::Row | Kind::Item(_) | Kind::More => return None,
        Kind::Plain => {}
    }
    let count = text.chars().count();
    let announces = terms::opens_agreement(text) || terms::opens_recitals(text);
    if announces && !numbered && count < LONGEST_CUE && stands_free(pieces, index) {
        return Some(Sureness::Strong);
    }
    let first = text.chars().next()?;
    if count > LONGEST || !first.is_uppercase() || numbered || !stands_free(pieces, index) {
        return None;
    }
    let next = pieces.get(index + 1);
    if goes_on(pieces, index) || next.is_none() {
        return None;
    }
    if is_capitals(text) && text.chars().filter(|c| c.is_alphabetic()).count() >= 4 && !text.ends_with([';', ',']) {
        return Some(Sureness::Strong);
    }
    let ended = text.ends_with(['.', ';', ':', ',', '!']);
    let columns = text.contains("   ") || text.contains('\t');
    let plain = count <= LONGEST_PLAIN
        && !ended
        && !columns
        && !terms::dangles(text)
        && next.is_some_and(|next| next.breaks || next.meant || next.gap > 0 || starts_number(next))
        && text.split(' ').count() <= 10
        && !text.contains("http")
        && !text.contains('@');
    plain.then_some(Sureness::Likely)
}

fn starts_number(piece: &Piece<'_>) -> bool {
    label::read(&piece.text).is_some()
}

/// Whether a text has no small letters.
pub(super) fn is_capitals(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

/// `BIJLAGE` as `Bijlage`; a word that is written otherwise stays.
pub(super) fn sentence_case(text: &str) -> String {
    if !is_capitals(text) || text.chars().count() < 2 {
        return text.to_owned();
    }
    let mut chars = text.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars.flat_map(char::to_lowercase)).collect()
}
