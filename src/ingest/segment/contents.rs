//! Finds tables of contents: their entries are no provisions.

use std::{borrow::Cow, collections::HashMap, sync::LazyLock};

use regex::Regex;

static LEADER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:\.\s?){4,}\s*(?:\d{1,3}|[ivx]{1,5})\s*$|…{2,}\s*\d{1,3}\s*$|[_·]{4,}\s*\d{1,3}\s*$").ok()
});

static NUMBERED: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?:\t|\s{2,}|\s)\d{1,3}\s*$").ok());

/// What stands above a table of contents.
const TITLES: &[&str] =
    &["inhoud", "inhoudsopgave", "inhoudstafel", "contents", "table of contents", "index", "inhaltsverzeichnis"];

/// How many lines without an entry end a table of contents.
const PATIENCE: usize = 2;

/// So many lines that all come back, with text between them, are a table of contents without a title or page numbers.
const BARE: usize = 5;

/// How many entries such a table has at the most.
const LONGEST: usize = 200;

/// The lines that belong to a table of contents.
pub(super) fn entries(texts: &[Option<Cow<'_, str>>]) -> Vec<usize> {
    let filled: Vec<(usize, &str)> = texts
        .iter()
        .enumerate()
        .filter_map(|(index, text)| Some((index, text.as_deref()?.trim())))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    let mut later: HashMap<String, usize> = HashMap::new();
    for (place, (_, text)) in filled.iter().enumerate() {
        later.insert(plain(text), place);
    }
    let again: Vec<Option<usize>> = filled
        .iter()
        .enumerate()
        .map(|(place, (_, text))| later.get(&plain(text)).copied().filter(|other| *other > place))
        .collect();
    let mut found = Vec::new();
    let mut place = 0;
    while let Some((_, text)) = filled.get(place) {
        let titled = TITLES.contains(&plain(text).as_str());
        let led = is_led(text);
        if !titled && !led {
            let end = bare(&again, place);
            found.extend(filled.get(place..end).unwrap_or_default().iter().map(|(index, _)| *index));
            place = end.max(place + 1);
            continue;
        }
        let end = run(&filled, place + usize::from(titled), &later);
        // One line with dots is a line to write on; a title without entries is a heading.
        if end > place + 1 {
            found.extend(filled.get(place..end).unwrap_or_default().iter().map(|(index, _)| *index));
            place = end;
        } else {
            place += 1;
        }
    }
    found
}

/// Where the entries end that begin here.
fn run(filled: &[(usize, &str)], start: usize, later: &HashMap<String, usize>) -> usize {
    let mut end = start;
    let mut misses = 0;
    let mut place = start;
    while let Some((_, text)) = filled.get(place) {
        let comes_back = |text: &str| later.get(&plain(text)).is_some_and(|other| *other > place);
        let numberless = NUMBERED.as_ref().map(|numbered| numbered.replace(text, ""));
        let entry = is_led(text) || comes_back(text) || numberless.is_some_and(|text| comes_back(&text));
        if entry {
            end = place + 1;
            misses = 0;
        } else {
            misses += 1;
            // The lines between entries are the second lines of long titles, which are short.
            if misses >= PATIENCE || text.chars().count() > 90 || super::layout::ends_sentence(text) {
                break;
            }
        }
        place += 1;
    }
    end
}

/// Where the lines end that all come back further down in the same order, with text between them; the start if there are few.
fn bare(again: &[Option<usize>], start: usize) -> usize {
    let mut places = Vec::new();
    for place in again.iter().skip(start).take(LONGEST).map_while(|other| *other) {
        if places.last().is_some_and(|last| place <= *last) {
            break;
        }
        places.push(place);
    }
    // A list that stands there twice comes back line by line.
    let spread = places.last().zip(places.first()).map_or(0, |(last, first)| last - first);
    if places.len() >= BARE && spread >= 2 * (places.len() - 1) { start + places.len() } else { start }
}

fn is_led(text: &str) -> bool {
    LEADER.as_ref().is_some_and(|leader| leader.is_match(text)) && text.chars().any(char::is_alphabetic)
}

/// A text by its letters and figures alone.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
