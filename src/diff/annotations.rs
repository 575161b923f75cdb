//! Finds out what has become of each clause and what is noted there.

use std::collections::{BTreeMap, BTreeSet};

use super::side::Noted;

/// What has become of a clause and what is noted there about a topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// What it was; nothing if it is new.
    pub old: Option<Noted>,
    /// What it is; nothing if it is gone.
    pub new: Option<Noted>,
    /// The facts that differ, by name.
    pub facts: Vec<FactShift>,
}

/// What has become of a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactShift {
    /// Its name in data.
    pub name: String,
    /// What it was, if it was stated.
    pub old: Option<String>,
    /// What it is, if it is stated.
    pub new: Option<String>,
}

impl Shift {
    fn of(old: Option<&Noted>, new: Option<&Noted>) -> Self {
        let mut facts = Vec::new();
        if let (Some(old), Some(new)) = (old, new) {
            let names: BTreeSet<&String> = old.facts.keys().chain(new.facts.keys()).collect();
            for name in names.into_iter().filter(|name| old.facts.get(*name) != new.facts.get(*name)) {
                let value = |noted: &Noted| noted.facts.get(name).cloned();
                facts.push(FactShift { name: name.clone(), old: value(old), new: value(new) });
            }
        }
        Self { old: old.cloned(), new: new.cloned(), facts }
    }

    /// Whether it says the same at another place. Where its words are not known, its facts must do.
    #[must_use]
    pub fn is_move(&self) -> bool {
        let (Some(old), Some(new)) = (&self.old, &self.new) else { return false };
        let reworded = old.words.is_some() && new.words.is_some() && old.words != new.words;
        old.reference != new.reference && self.facts.is_empty() && !reworded
    }

    /// Whether nothing has changed.
    pub(super) fn is_nothing(&self) -> bool {
        let (Some(old), Some(new)) = (&self.old, &self.new) else { return false };
        old.reference == new.reference && self.facts.is_empty()
    }

    /// The topic.
    #[must_use]
    pub fn topic(&self) -> &str {
        self.new.as_ref().or(self.old.as_ref()).map_or("", |noted| &noted.topic)
    }
}

/// What is noted on one side and has no counterpart yet.
type Open<'n> = Vec<&'n Noted>;

/// What has become of everything that is noted, in an order that does not depend on that of the clauses.
pub(super) fn shifts(old: &[Noted], new: &[Noted]) -> Vec<Shift> {
    let sorted = |side: &'_ [Noted]| -> Vec<usize> {
        let mut order: Vec<usize> = (0..side.len()).collect();
        order.sort_by(|one, other| side[*one].key().cmp(&side[*other].key()));
        order
    };
    let mut open: [Open<'_>; 2] = [
        sorted(old).into_iter().map(|index| &old[index]).collect(),
        sorted(new).into_iter().map(|index| &new[index]).collect(),
    ];
    let mut shifts = Vec::new();
    // The surest first. A clause that says the same elsewhere was moved, even where another one now has its number.
    pair(&mut open, &mut shifts, |one| Some((one.key(), &one.words, Some(&one.facts))));
    pair(&mut open, &mut shifts, |one| {
        let told = one.words.is_some() || !one.facts.is_empty();
        told.then_some((("", &*one.topic), &one.words, Some(&one.facts)))
    });
    pair(&mut open, &mut shifts, |one| Some((one.key(), &None, None)));
    pair(&mut open, &mut shifts, |one| one.words.is_some().then_some((("", &*one.topic), &one.words, None)));
    only_ones(&mut open, &mut shifts);
    shifts.extend(open[0].iter().map(|old| Shift::of(Some(old), None)));
    shifts.extend(open[1].iter().map(|new| Shift::of(None, Some(new))));
    shifts
}

/// By what two things noted are taken to be the same: place and topic, words, facts.
type Sign<'n> = ((&'n str, &'n str), &'n Option<String>, Option<&'n BTreeMap<String, String>>);

/// Pairs what has the same sign on both sides, one by one.
fn pair<'n>(open: &mut [Open<'n>; 2], shifts: &mut Vec<Shift>, sign: impl Fn(&'n Noted) -> Option<Sign<'n>>) {
    let mut by_sign: BTreeMap<Sign<'n>, [Open<'n>; 2]> = BTreeMap::new();
    let mut left: [Open<'n>; 2] = Default::default();
    for side in 0..2 {
        for noted in std::mem::take(&mut open[side]) {
            match sign(noted) {
                Some(sign) => by_sign.entry(sign).or_default()[side].push(noted),
                None => left[side].push(noted),
            }
        }
    }
    for [old, new] in by_sign.into_values() {
        let paired = old.len().min(new.len());
        shifts.extend(old.iter().zip(&new).map(|(old, new)| Shift::of(Some(old), Some(new))));
        left[0].extend(&old[paired..]);
        left[1].extend(&new[paired..]);
    }
    for side in &mut left {
        side.sort_by(|one, other| one.key().cmp(&other.key()));
    }
    *open = left;
}

/// Pairs what is left of a topic where each side has one: it has become the other.
fn only_ones(open: &mut [Open<'_>; 2], shifts: &mut Vec<Shift>) {
    let count = |side: &Open<'_>, topic: &str| side.iter().filter(|noted| noted.topic == topic).count();
    let topics: BTreeSet<String> = open[0].iter().map(|noted| noted.topic.clone()).collect();
    for topic in topics {
        if count(&open[0], &topic) == 1 && count(&open[1], &topic) == 1 {
            let mut take = |side: usize| {
                let at = open[side].iter().position(|noted| noted.topic == topic)?;
                Some(open[side].remove(at))
            };
            let (old, new) = (take(0), take(1));
            shifts.push(Shift::of(old, new));
        }
    }
}
