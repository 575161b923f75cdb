//! Tells titles from text.

use super::{
    heading,
    label::{Case, Form, Reading, Style},
    layout::{Piece, ends_sentence},
    marks::{Event, Mark},
    plan::Plan,
    sequence::Accepted,
    terms,
};
use crate::ingest::Kind;

/// The title that stands behind a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Title {
    pub(super) text: String,
    /// Where it ends in the text of its piece, in bytes.
    pub(super) end: usize,
}

/// How long a title may be.
const LONGEST: usize = 110;

/// How many words a title has at most that ends with a full stop.
const STOPPED: usize = 6;

/// The title of a numbered provision, if what follows its number is one.
pub(super) fn of(plan: &Plan<'_>, index: usize, mark: &Mark, accepted: Accepted, event: usize) -> Option<Title> {
    let piece = plan.pieces.get(index)?;
    let next = plan.number_from(event + 1);
    // A title and the first number below it may share a line.
    let within = next.filter(|(piece, ..)| *piece == index);
    let end = within.map_or(piece.text.len(), |(_, start, _)| start);
    let text = piece.text.get(mark.end..end)?.trim_end();
    let title = text.trim_start_matches(['–', '—', '-', '|', ':', ' ']).trim_end();
    if title.is_empty()
        || title.chars().count() > LONGEST
        || title.starts_with(char::is_lowercase) && piece.kind == Kind::Plain
    {
        return None;
    }
    let found = Title { text: title.to_owned(), end: mark.end + text.len() };
    if matches!(piece.kind, Kind::Heading(_)) {
        return Some(found);
    }
    let deeper = next.is_some_and(|(_, _, next)| next.depth > accepted.depth);
    let adjacent = next.is_some_and(|(next, ..)| next == index + 1 || next == index);
    let follower = plan.pieces.get(index + 1);
    let stopped = title.ends_with(['.', ';', ':', ',']);
    let short_stop = title.ends_with('.') && title.split(' ').count() <= STOPPED;
    let article = matches!(accepted.reading.style, Style::Article(_));
    if article {
        let goes_on = follower.is_some_and(|next| next.text.starts_with(char::is_lowercase)) && !adjacent;
        return (!goes_on && (!stopped || (short_stop && (adjacent || follower.is_some_and(|next| next.breaks)))))
            .then_some(found);
    }
    if matches!(
        accepted.reading.style,
        Style::Letter(Case::Lower, _) | Style::Roman(Case::Lower, _) | Style::Degree | Style::Lid
    ) || stopped
        || (terms::is_sentence(title) && !title.ends_with('?'))
    {
        return None;
    }
    // Items that begin with small letters continue a sentence: what they stand in is no title.
    let continued = plan.next_mark(event + 1).is_some_and(|mark| mark.lower);
    let headed = adjacent && deeper && !continued;
    let text_below = !adjacent && follower.is_some_and(|next| stands_below(piece, next));
    (headed || text_below).then_some(found)
}

/// Whether a line begins a text of its own below a title.
fn stands_below(title: &Piece<'_>, next: &Piece<'_>) -> bool {
    if next.text.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit()) || terms::dangles(&title.text) {
        return false;
    }
    next.kind != Kind::Plain || next.breaks || next.meant || heading::is_capitals(&title.text)
}

/// Whether a line is the title, or more of the title, of the number above it.
pub(super) fn goes_on(plan: &Plan<'_>, index: usize, next: usize, title: Option<&str>, reading: Reading) -> bool {
    let (Some(piece), Some(above)) = (plan.pieces.get(index), index.checked_sub(1).and_then(|i| plan.pieces.get(i)))
    else {
        return false;
    };
    let text = piece.text.as_ref();
    let next_number = plan.number_from(next).is_some_and(|(piece, ..)| piece == index + 1);
    if piece.kind == Kind::Row || ends_sentence(text) && !text.ends_with('?') || text.chars().count() > LONGEST {
        return false;
    }
    let below = plan.pieces.get(index + 1);
    let next_breaks = below.is_some_and(|next| {
        next.breaks || next.gap > piece.gap || next.meant && next.text.starts_with(char::is_uppercase)
    });
    match title {
        None => {
            let article =
                matches!(reading.style, Style::Article(_) | Style::Number(Form::Dot | Form::Bare) | Style::Decimal);
            article
                && text.starts_with(char::is_uppercase)
                && (next_number || (next_breaks && matches!(reading.style, Style::Article(_))))
                && !terms::dangles(text)
        }
        Some(title) => {
            let open = terms::dangles(title) || title.ends_with(['-', ',']) || text.starts_with(char::is_lowercase);
            let full = above.text.chars().count() > 45 && piece.gap <= above.gap;
            open && (next_number || next_breaks)
                && (full || terms::dangles(title))
                && title.chars().count() + text.chars().count() < 160
        }
    }
}

/// Whether a title announces definitions.
pub(super) fn is_definitions(title: &str) -> bool {
    let title = title.to_lowercase();
    ["definit", "begrip", "interpretation", "glossar"].iter().any(|word| title.contains(word))
}

/// The first word of a title, with which two articles of one number are told apart.
pub(super) fn first_word(title: &str) -> Option<&str> {
    title.split(|c: char| !c.is_alphanumeric() && c != '-').find(|word| !word.is_empty())
}

/// What an English document calls its own provisions, written small: `section 4.2`; nothing if it does not say.
pub(super) fn own_word(pieces: &[Piece<'_>]) -> &'static str {
    let mut counts = [("section ", 0u32), ("clause ", 0), ("paragraph ", 0)];
    for piece in pieces {
        let words: Vec<&str> = piece.text.split(' ').collect();
        for pair in words.windows(2) {
            let [before, after] = pair else { continue };
            for (word, count) in &mut counts {
                let name = word.trim_end();
                let own = *before == "this" && after.trim_end_matches(['.', ',', ';']) == name;
                let pointed = *before == name && after.starts_with(|c: char| c.is_ascii_digit());
                *count += 3 * u32::from(own) + u32::from(pointed);
            }
        }
    }
    counts
        .into_iter()
        .rev()
        .max_by_key(|(_, count)| *count)
        .filter(|(_, count)| *count > 0)
        .map_or("", |(word, _)| word)
}

/// The lines that are the title of a document.
pub(super) fn of_document(pieces: &[Piece<'_>], events: &[Event], decided: &[Option<Accepted>]) -> Vec<usize> {
    let first = events
        .iter()
        .zip(decided)
        .find(|(event, decided)| decided.is_some() || matches!(event, Event::Annex(..)))
        .map_or(pieces.len(), |(event, _)| event.piece());
    let candidates: Vec<usize> =
        (0..first.min(12)).take_while(|index| pieces.get(*index).is_some_and(|p| p.kind != Kind::Row)).collect();
    let looks = |index: &usize| {
        pieces.get(*index).is_some_and(|piece| {
            let text = piece.text.as_ref();
            let count = text.chars().count();
            let next = pieces.get(*index + 1).is_some_and(|next| {
                let goes_on = next.text.starts_with(char::is_lowercase) || !next.meant;
                goes_on && !terms::opens_recitals(&next.text)
            });
            let heading = matches!(piece.kind, Kind::Heading(_));
            heading
                || (count <= 120
                    && text.starts_with(|c: char| c.is_uppercase() || c == '"')
                    && !text.ends_with(['.', ';', ':', ','])
                    && !next)
        })
    };
    let named =
        |index: &usize| pieces.get(*index).is_some_and(|piece| terms::names_agreement(&piece.text)) && looks(index);
    if let Some(named) = candidates.iter().take(6).find(|index| named(index)) {
        // What stands above it, such as a company's name, belongs to it.
        return candidates.iter().copied().filter(|index| index <= named && looks(index)).collect();
    }
    candidates
        .first()
        .filter(|index| looks(index))
        .filter(|index| pieces.get(**index).is_some_and(|piece| !is_definitions(&piece.text)))
        .copied()
        .into_iter()
        .collect()
}
