//! Finds the passage of a document that a text is nearest to, where the text itself does not stand there.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
    hash::{DefaultHasher, Hash, Hasher},
};

use super::fold::{Folded, Word, without_end};
use crate::ingest::difference::{MAX_WORDS, Part, parts, show};

/// Words that occur more often tell nothing about where a text stands.
const COMMON: usize = 48;

/// What share of the words of a text must stand in a passage, in percent.
const SHARE: usize = 50;

/// A document, prepared for looking for passages.
pub(super) struct Passages<'d> {
    folded: &'d Folded,
    words: Vec<Word>,
    shown: Vec<String>,
    hashes: Vec<u64>,
    /// Where single words and pairs of words stand, if they are not common.
    places: HashMap<u64, Vec<u32>>,
}

/// A passage that a text is near to.
pub(super) struct Passage {
    /// The line it begins on, by its place.
    pub(super) line: usize,
    /// What differs; nothing if only white space does.
    pub(super) difference: Option<String>,
}

impl<'d> Passages<'d> {
    /// Prepares a document whose lines these are.
    pub(super) fn of(folded: &'d Folded, lines: &[&str]) -> Self {
        let words = folded.words(lines);
        let hashes: Vec<u64> = words.iter().map(|word| hash(folded.letters(word))).collect();
        let mut places: HashMap<u64, Vec<u32>> = HashMap::with_capacity(hashes.len());
        for (place, key) in keys(&hashes) {
            let places = places.entry(key).or_default();
            // One more than is looked at, so that what is common is known.
            if places.len() <= COMMON {
                places.push(u32::try_from(place).unwrap_or(u32::MAX));
            }
        }
        let shown = words.iter().map(|word| word.shown.clone()).collect();
        Self { folded, words, shown, hashes, places }
    }

    /// The passage that a text is nearest to, if one is near enough.
    pub(super) fn nearest(&self, text: &str) -> Option<Passage> {
        let lines: Vec<&str> = text.split('\n').collect();
        let text = Folded::of(lines.iter().copied());
        let mut words = text.words(&lines);
        words.truncate(MAX_WORDS);
        let mut hashes: Vec<u64> = words.iter().map(|word| hash(text.letters(word))).collect();
        let (from, to) = self.region(&hashes)?;
        let (from, to) = self.passage(&hashes, from, to)?;
        let mut there = self.hashes.get(from..to)?.to_vec();
        // The mark behind the last word belongs to what it is quoted in.
        if let (Some(own), Some(other)) = (words.last(), self.words.get(to.saturating_sub(1))) {
            let without_mark = |letters: &[u8]| hash(without_end(letters));
            hashes.last_mut().into_iter().for_each(|last| *last = without_mark(text.letters(own)));
            there.last_mut().into_iter().for_each(|last| *last = without_mark(self.folded.letters(other)));
        }
        let parts = parts(&hashes, &there);
        let same: usize = parts.iter().map(|part| if let Part::Same { count, .. } = part { *count } else { 0 }).sum();
        if same * 100 < SHARE * hashes.len() {
            return None;
        }
        let old: Vec<String> = words.into_iter().map(|word| word.shown).collect();
        let differs = parts.iter().any(|part| matches!(part, Part::Other { .. }));
        let difference = differs.then(|| show(&parts, &old, self.shown.get(from..to).unwrap_or_default(), false));
        Some(Passage { line: self.words.get(from)?.line, difference })
    }

    /// The words of the document among which most of a text's rarer words stand as they do in the text.
    fn region(&self, hashes: &[u64]) -> Option<(usize, usize)> {
        let width = (hashes.len() / 2).max(8);
        let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
        for (offset, key) in keys(hashes) {
            let Some(places) = self.places.get(&key).filter(|places| places.len() <= COMMON) else { continue };
            for place in places {
                // Counted from the end of the text, so that no number is negative; two regions overlap at each place.
                let region = (*place as usize + hashes.len() - offset.min(hashes.len())) / width;
                *votes.entry(region).or_default() += 1;
                *votes.entry(region + 1).or_default() += 1;
            }
        }
        let (region, votes) = votes.into_iter().max_by_key(|(region, votes)| (*votes, Reverse(*region)))?;
        // Where hardly anything agrees, it is not worth looking closer.
        if votes * 6 < hashes.len() {
            return None;
        }
        let start = (region.saturating_sub(1) * width).saturating_sub(hashes.len() + 8);
        let end = ((region + 1) * width + hashes.len() / 4 + 8).min(self.words.len());
        (start < end).then_some((start, end))
    }

    /// The words in a region that answer to those of the text.
    fn passage(&self, hashes: &[u64], from: usize, to: usize) -> Option<(usize, usize)> {
        let runs = parts(hashes, self.hashes.get(from..to)?).into_iter().filter_map(|part| match part {
            Part::Same { old, new, count } => Some((old, new, count)),
            Part::Other { .. } => None,
        });
        let mut runs: Vec<(usize, usize, usize)> = runs.collect();
        // A single word far from the rest is part of something else.
        let is_far = |one: (usize, usize, usize), next: (usize, usize, usize)| {
            next.1 - (one.1 + one.2) > next.0 - (one.0 + one.2) + 3
        };
        while let [first, second, ..] = runs[..]
            && first.2 <= 2
            && is_far(first, second)
        {
            runs.remove(0);
        }
        while let [.., before, last] = runs[..]
            && last.2 <= 2
            && is_far(before, last)
        {
            runs.pop();
        }
        let (first, last) = (runs.first()?, runs.last()?);
        // Words at either end of the text that do not agree have something in their place, within the same sentence.
        let ends = |place: usize| self.shown.get(place).is_none_or(|word| word.ends_with(['.', ';', ':']));
        let is_word = |place: usize| self.words.get(place).is_some_and(|word| is_word(self.folded.letters(word)));
        let start = from + first.1;
        let before = (start.saturating_sub(first.0)..start).rev().take_while(|place| is_word(*place) && !ends(*place));
        let start = before.last().unwrap_or(start);
        let end = from + last.1 + last.2;
        let rest = hashes.len() - (last.0 + last.2);
        let behind = (end..(end + rest).min(self.words.len())).take_while(|place| !ends(place.saturating_sub(1)));
        let end = behind.last().map_or(end, |last| last + 1);
        Some((start, end))
    }
}

/// Whether something is more than the number of a clause.
fn is_word(letters: &[u8]) -> bool {
    letters.iter().filter(|byte| byte.is_ascii_alphabetic() || **byte >= 0x80).count() > 1
}

/// The single words and the pairs of words of a text, each with where it begins.
pub(in crate::ingest) fn keys(hashes: &[u64]) -> impl Iterator<Item = (usize, u64)> {
    let pairs = hashes.windows(2).map(hash).enumerate();
    hashes.iter().copied().enumerate().chain(pairs)
}

/// A number that stands for something, the same in every run.
pub(in crate::ingest) fn hash(of: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}
