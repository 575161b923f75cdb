//! Numbers and durations in figures and words.

use std::collections::HashMap;

use super::{
    lexicon::Lexicon,
    search::{Region, Span},
    text::Interner,
};
use crate::vocabulary::Duration;

/// The number that a word stands for: `72`, `tweeënzeventig`, `thirty`. Compounds are read from their parts.
pub(super) fn number(word: &str, known: &HashMap<String, u32>) -> Option<u32> {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return figures(word);
    }
    if let Some(number) = known.get(word) {
        return Some(*number);
    }
    compound(word, known)
}

/// A number in figures, perhaps with its thousands set apart: `2,500`.
fn figures(word: &str) -> Option<u32> {
    let mut groups = word.split([',', '.']);
    let first = groups.next()?;
    let digits = |group: &str| group.chars().all(|c| c.is_ascii_digit());
    let thousands = |group: &str| group.len() == 3 && digits(group);
    let written = digits(first) && groups.all(thousands);
    written.then(|| word.replace([',', '.'], "").parse().ok()).flatten()
}

/// A number of two parts: `tweeënzeventig` is two and seventy, `fortyeight` forty and eight, `honderdtachtig` hundred and eighty.
fn compound(word: &str, known: &HashMap<String, u32>) -> Option<u32> {
    let mut cuts = word.char_indices().skip(2).map(|(at, _)| at);
    cuts.find_map(|at| {
        let (one, other) = word.split_at(at);
        let one = *known.get(one)?;
        let rest = other.strip_prefix("en").or(other.strip_prefix("and"));
        let value = |text: &str| known.get(text).copied();
        let other = value(other).or_else(|| rest.and_then(value))?;
        let fits = (one < 10 && other % 10 == 0 && (20..100).contains(&other))
            || (one % 10 == 0 && (20..100).contains(&one) && other < 10)
            || (one == 100 && other < 100);
        match (one < 10, other == 100) {
            (true, true) => Some(one * 100),
            _ => fits.then_some(one + other),
        }
    })
}

/// The durations of a region: a number, perhaps once more in figures, and a unit.
pub(super) fn durations(region: &Region<'_>, lexicon: &Lexicon, words: &Interner) -> Vec<(Span, Duration)> {
    let mut found: Vec<(Span, Duration)> = Vec::new();
    let value = |at: u32| {
        let token = region.tokens.get(at as usize)?;
        number(words.word(token.word), &lexicon.numbers)
    };
    for (unit, phrase) in &lexicon.units {
        for place in region.find(*phrase).iter() {
            let Some(count_at) = place.start.checked_sub(1) else { continue };
            let Some(last) = value(count_at) else { continue };
            let (start, count) = match count_at.checked_sub(1).map(|before| (before, value(before))) {
                // tweeënzeventig (72) uur
                Some((before, Some(same))) if same == last => (before, last),
                // twenty four hours
                Some((before, Some(tens))) if last < 10 && tens % 10 == 0 && (20..100).contains(&tens) => {
                    (before, tens + last)
                }
                _ => (count_at, last),
            };
            let span = Span { start, end: place.end };
            let within = |other: &(Span, Duration)| other.0.start <= span.start && span.end <= other.0.end;
            if !found.iter().any(within) {
                found.push((span, Duration { count, unit: *unit }));
            }
        }
    }
    found.sort_by_key(|(span, _)| *span);
    found
}
