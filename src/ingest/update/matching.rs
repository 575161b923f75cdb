//! Finds the clauses of an extract in another version of their document.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::assign::{Edge, assign};
use crate::ingest::{
    Document,
    segment::Outline,
    verify::{
        divided::Divided,
        fold::{Folded, without_end},
        near::{hash, keys},
        places,
    },
};

/// What has become of a clause in the new version. Clauses of the new version are given by their places in its outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// Its text stands there.
    Same(usize),
    /// It is there in other words.
    Changed(usize),
    /// Only its reference says that it is there: the extract has no text of it.
    Named(usize),
    /// It is not there.
    Removed,
}

/// A clause that is looked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sought<'s> {
    pub(super) reference: &'s str,
    /// Its words, if they are known.
    pub(super) text: Option<&'s str>,
}

/// A version of a document.
#[derive(Debug)]
pub(super) struct Version<'d> {
    pub(super) document: &'d Document,
    pub(super) outline: &'d Outline,
    clauses: Divided,
    lines: Folded,
}

/// A text of which more clauses than this have a word tells nothing about which of them is meant.
const COMMON: usize = 64;

/// How many clauses are looked at as what a changed one has become.
const MAX_CANDIDATES: usize = 8;

/// How alike two texts must be to be versions of one clause, of a thousand; and where their references are the same.
const ALIKE: u32 = 400;
const ALIKE_OF_SAME_NAME: u32 = 250;

/// What the same reference is worth beside the words, of a thousand.
const SAME_NAME: u32 = 150;

impl<'d> Version<'d> {
    pub(super) fn of(document: &'d Document, outline: &'d Outline) -> Self {
        let clauses = Divided::of(outline);
        let lines = Folded::of(document.lines.iter().map(|line| line.text.as_str()));
        Self { document, outline, clauses, lines }
    }

    /// For each text the clauses in which it begins, in order.
    fn clauses_with(&self, texts: &[&str]) -> Vec<Vec<usize>> {
        let in_clauses = places(&self.clauses.folded, texts);
        let in_lines = places(&self.lines, texts);
        let on_line = |start: &usize| {
            let number = self.document.lines.get(self.lines.line_at(*start))?.number;
            self.outline.clauses.partition_point(|clause| clause.lines.0 <= number).checked_sub(1)
        };
        let of_text = |(inside, across): (Option<Vec<usize>>, Option<Vec<usize>>)| {
            let inside: Vec<usize> =
                inside.iter().flatten().filter_map(|start| self.clauses.clause_at(*start)).collect();
            // What goes over several clauses stands in the document only.
            if inside.is_empty() { across.iter().flatten().filter_map(on_line).collect() } else { inside }
        };
        in_clauses.into_iter().zip(in_lines).map(of_text).collect()
    }

    /// For each clause the one of this version that has its text: of several the one of its name, or else the next that no other
    /// has.
    pub(super) fn find(&self, clauses: &[Sought<'_>]) -> Vec<Option<usize>> {
        let texts: Vec<&str> = clauses.iter().map(|clause| clause.text.unwrap_or_default()).collect();
        let starts = self.clauses_with(&texts);
        let mut found: Vec<Option<usize>> = vec![None; clauses.len()];
        let mut taken: BTreeSet<(&str, usize)> = BTreeSet::new();
        for (index, clause) in clauses.iter().enumerate() {
            let same = |place: &&usize| is_same_name(clause.reference, &self.outline.clauses[**place].reference);
            if let Some(place) = starts[index].iter().find(same) {
                taken.insert((texts[index], *place));
                found[index] = Some(*place);
            }
        }
        for index in 0..clauses.len() {
            let mut free = starts[index].iter().filter(|place| !taken.contains(&(texts[index], **place)));
            if let (None, Some(place)) = (found[index], free.next()) {
                taken.insert((texts[index], *place));
                found[index] = Some(*place);
            }
        }
        found
    }

    /// The only clause of a name; where two have it, it says nothing.
    pub(super) fn named(&self, reference: &str) -> Option<usize> {
        let clauses = self.outline.clauses.iter().enumerate();
        let mut places =
            clauses.filter(|(_, clause)| is_same_name(reference, &clause.reference)).map(|(place, _)| place);
        places.next().filter(|_| places.next().is_none())
    }

    /// Which clauses of another version have a text that stands in this one.
    pub(super) fn has(&self, other: &Outline) -> Vec<bool> {
        let texts: Vec<&str> = other.clauses.iter().map(|clause| clause.text.as_str()).collect();
        places(&self.lines, &texts)
            .iter()
            .map(|places| places.as_ref().is_none_or(|places| !places.is_empty()))
            .collect()
    }
}

/// What has become of some clauses in a new version.
pub(super) fn fates(clauses: &[Sought<'_>], new: &Version<'_>) -> Vec<Fate> {
    let found = new.find(clauses);
    let mut fates: Vec<Fate> = found.iter().map(|found| found.map_or(Fate::Removed, Fate::Same)).collect();
    let length = |text: &str| hashes(text).len();
    let is_whole = |(clause, place): (&Sought<'_>, usize)| {
        let quoted = length(clause.text.unwrap_or_default());
        (quoted * 5 >= length(&new.outline.clauses[place].text) * 4).then_some(place)
    };
    // Of a clause of which a sentence was found, another sentence may have changed.
    let found_there = clauses.iter().zip(&found).filter_map(|(clause, found)| Some((clause, (*found)?)));
    let taken: BTreeSet<usize> = found_there.filter_map(is_whole).collect();
    let open: Vec<usize> = (0..clauses.len()).filter(|index| found[*index].is_none()).collect();
    let texts: Vec<&str> = open.iter().map(|index| clauses[*index].text.unwrap_or_default()).collect();
    let references: Vec<&str> = open.iter().map(|index| clauses[*index].reference).collect();
    let edges = edges(&texts, &references, new.outline, &taken);
    for (index, given) in open.iter().zip(assign(&edges, new.outline.clauses.len())) {
        if let Some(place) = given {
            fates[*index] = Fate::Changed(place);
        }
    }
    for (index, clause) in clauses.iter().enumerate().filter(|(_, clause)| clause.text.is_none()) {
        fates[index] = new.named(clause.reference).map_or(Fate::Removed, Fate::Named);
    }
    fates
}

/// Which clauses of an outline each text could have become, and how likely that is.
fn edges(texts: &[&str], references: &[&str], outline: &Outline, taken: &BTreeSet<usize>) -> Vec<Vec<Edge>> {
    let grams_of: Vec<Vec<u64>> = outline
        .clauses
        .iter()
        .enumerate()
        .map(|(place, clause)| if taken.contains(&place) { Vec::new() } else { grams(&clause.text) })
        .collect();
    let mut having: HashMap<u64, Vec<usize>> = HashMap::new();
    for (place, grams) in grams_of.iter().enumerate() {
        for gram in grams {
            let having = having.entry(*gram).or_default();
            if having.len() <= COMMON {
                having.push(place);
            }
        }
    }
    let edges_of = |(text, reference): (&&str, &&str)| {
        let own = grams(text);
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for places in own.iter().filter_map(|gram| having.get(gram)).filter(|places| places.len() <= COMMON) {
            for place in places {
                *shared.entry(*place).or_default() += 1;
            }
        }
        let mut candidates: Vec<(usize, usize)> = shared.into_iter().collect();
        candidates.sort_by_key(|(place, count)| (std::cmp::Reverse(*count), *place));
        let edge = |(place, _): (usize, usize)| {
            let alike = likeness(&own, &grams_of[place]);
            let same_name = is_same_name(reference, &outline.clauses[place].reference);
            let enough = if same_name { ALIKE_OF_SAME_NAME } else { ALIKE };
            (alike >= enough).then_some((place, alike + if same_name { SAME_NAME } else { 0 }))
        };
        candidates.into_iter().take(MAX_CANDIDATES).filter_map(edge).collect()
    };
    texts.iter().zip(references).map(edges_of).collect()
}

/// The single words and pairs of words of a text, sorted, each once.
fn grams(text: &str) -> Vec<u64> {
    let hashes: Vec<u64> = hashes(text).into_iter().map(|(hash, _)| hash).collect();
    let mut grams: Vec<u64> = keys(&hashes).map(|(_, gram)| gram).collect();
    grams.sort_unstable();
    grams.dedup();
    grams
}

/// The words of a text: each as it is compared, without marks behind it, and as it is written.
pub(super) fn hashes(text: &str) -> Vec<(u64, String)> {
    let lines: Vec<&str> = text.split('\n').collect();
    let folded = Folded::of(lines.iter().copied());
    let words = folded.words(&lines).into_iter();
    words.map(|word| (hash(without_end(folded.letters(&word))), word.shown)).collect()
}

/// What share of the words and pairs of two texts is in both, of a thousand. Both are sorted. A longer text of which the first
/// may only be a sentence is like it to a lesser degree.
fn likeness(one: &[u64], other: &[u64]) -> u32 {
    const SENTENCE: usize = 10;
    let shared = one.iter().filter(|gram| other.binary_search(gram).is_ok()).count();
    let share = |of: usize, all: usize| of.checked_div(all).unwrap_or_default();
    let within = if one.len() >= SENTENCE { share(700 * shared, one.len()) } else { 0 };
    u32::try_from(share(2_000 * shared, one.len() + other.len()).max(within)).unwrap_or_default()
}

/// Whether two references name the same place: the same numbers, whatever the words around them. Where one of them names no
/// annex, the annex of the other does not count.
pub(super) fn is_same_name(one: &str, other: &str) -> bool {
    let (mut one, mut other) = (one.rsplit(", "), other.rsplit(", "));
    let mut any = false;
    loop {
        match (one.next(), other.next()) {
            (Some(one), Some(other)) if numbers(one) == numbers(other) => {
                any |= !numbers(one).is_empty() || one == other;
            }
            (Some(_), Some(_)) => return false,
            _ => return any,
        }
    }
}

/// The numbers and single letters of a reference.
fn numbers(reference: &str) -> Vec<String> {
    let parts = reference.split(|c: char| !c.is_alphanumeric());
    let is_number = |part: &&str| part.chars().count() == 1 || part.starts_with(|c: char| c.is_ascii_digit());
    parts.filter(|part| !part.is_empty()).filter(is_number).map(str::to_lowercase).collect()
}
