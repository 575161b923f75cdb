//! Carries an extract over to a new version of a document.
//!
//! ```text
//!  extract ─ clauses ──┬─ matching ─ what became of each ─┬─ write ─ extract of the new version
//!  new version ─ outline ┘                    proposals ──┘
//! ```
//!
//! A clause whose words are the same keeps its annotations letter for letter, whatever its number. One that changed is to be
//! reviewed again, with what differs. What is new comes with proposals, what is gone stays as a comment. Everything else of the
//! file is left as it is.

mod assign;
mod edit;
mod matching;
mod write;

use std::{collections::BTreeSet, sync::Arc};

use matching::{Fate, Sought, Version, fates, is_same_name};

use super::{Document, propose::Reading, segment::Outline};
use crate::{
    extract::{Clause, Extract},
    problem::Problem,
    source::Source,
    vocabulary::Vocabulary,
    words::Words,
};

/// What an update is made of.
#[derive(Clone, Copy, Debug)]
pub struct Update<'u> {
    /// The extract.
    pub extract: &'u Extract,
    /// The documents that there is a new version of, by their places in the extract: several may be parts of one file.
    pub documents: &'u [usize],
    /// The new version.
    pub new: (&'u Document, &'u Outline),
    /// The old one, if it is at hand. Without it nobody knows which clauses are new.
    pub old: Option<(&'u Document, &'u Outline)>,
    /// What is proposed of the new version.
    pub reading: &'u Reading,
    /// The topics.
    pub vocabulary: &'u Vocabulary,
    /// How the extract is to name the file of the new version.
    pub file: &'u str,
    /// Whether new clauses about which nothing is proposed are added too.
    pub all: bool,
    /// The language of the comments.
    pub words: &'static Words,
}

/// An extract of a new version.
#[derive(Debug)]
pub struct Updated {
    /// Its text.
    pub text: String,
    /// How many clauses have the same words.
    pub carried: usize,
    /// Those of them that have another reference, with the old one before the new one.
    pub renumbered: Vec<(String, String)>,
    /// The references of the clauses that changed, or of which the extract does not say whether they did.
    pub changed: Vec<String>,
    /// The references of the clauses that were added.
    pub added: Vec<String>,
    /// The references of the clauses that are gone.
    pub removed: Vec<String>,
}

/// Carries an extract over.
///
/// # Errors
/// What is wrong with the text that came of it: a way of writing that was not foreseen. Then nothing may be written.
pub fn update(update: &Update<'_>) -> Result<Updated, Vec<Problem>> {
    let plan = Plan::of(update);
    let text = write::write(update, &plan);
    let source = Arc::new(Source::new(update.extract.source.name(), text));
    crate::extract::read(&source, update.vocabulary)?;
    let clauses = &update.extract.clauses;
    let fate = |wanted: fn(&Fate) -> bool| {
        let places = plan.fates.iter().enumerate().filter(move |(_, fate)| fate.as_ref().is_some_and(wanted));
        places.map(|(place, _)| place).collect::<Vec<usize>>()
    };
    let carried = fate(|fate| matches!(fate, Fate::Same(_)));
    let renamed = carried.iter().filter(|place| plan.references[**place] != clauses[**place].reference);
    let renumbered = renamed.map(|place| (clauses[*place].reference.clone(), plan.references[*place].clone()));
    let changed = fate(|fate| matches!(fate, Fate::Changed(_) | Fate::Named(_)));
    let removed = fate(|fate| matches!(fate, Fate::Removed));
    Ok(Updated {
        renumbered: renumbered.collect(),
        carried: carried.len(),
        changed: changed.into_iter().map(|place| plan.references[place].clone()).collect(),
        added: plan.added.iter().map(|place| plan.named.clauses[*place].reference.clone()).collect(),
        removed: removed.into_iter().map(|place| clauses[place].reference.clone()).collect(),
        text: source.with_mark(source.text()),
    })
}

/// What is to be done with each clause.
#[derive(Debug)]
struct Plan {
    /// What has become of each clause of the extract; nothing for those of other documents.
    fates: Vec<Option<Fate>>,
    /// The words that each clause of the extract had, as far as they are known.
    texts: Vec<Option<String>>,
    /// The references that the clauses of the extract have from now on.
    references: Vec<String>,
    /// The new version with the references that the extract uses.
    named: Outline,
    /// The clauses of the new version that are added.
    added: Vec<usize>,
}

impl Plan {
    fn of(update: &Update<'_>) -> Self {
        let extract = update.extract;
        let own: Vec<usize> =
            (0..extract.clauses.len()).filter(|place| is_of(update, &extract.clauses[*place])).collect();
        let new = Version::of(update.new.0, update.new.1);
        let old = update.old.map(|(document, outline)| Version::of(document, outline));
        let sought: Vec<Sought<'_>> = own.iter().map(|place| sought(&extract.clauses[*place], old.as_ref())).collect();
        let mut plan = Self {
            fates: vec![None; extract.clauses.len()],
            texts: vec![None; extract.clauses.len()],
            references: extract.clauses.iter().map(|clause| clause.reference.clone()).collect(),
            named: update.new.1.clone(),
            added: Vec::new(),
        };
        for ((place, fate), sought) in own.iter().zip(fates(&sought, &new)).zip(&sought) {
            plan.fates[*place] = Some(fate);
            plan.texts[*place] = sought.text.map(str::to_owned);
        }
        let before = old.as_ref().map(|old| old.find(&sought)).unwrap_or_default();
        let mut old_names: Vec<Option<&str>> = vec![None; extract.clauses.len()];
        for (place, found) in own.iter().zip(before) {
            let clause = update.old.zip(found).and_then(|((_, outline), found)| outline.clauses.get(found));
            old_names[*place] = clause.map(|clause| clause.reference.as_str());
        }
        plan.rename(update, &old_names);
        plan.add(update, old.as_ref());
        plan
    }

    /// The clause of the new version that a clause of the extract has become.
    fn target(&self, place: usize) -> Option<usize> {
        match self.fates.get(place).copied().flatten()? {
            Fate::Same(target) | Fate::Changed(target) | Fate::Named(target) => Some(target),
            Fate::Removed => None,
        }
    }

    /// Gives clauses that have another number its reference. References stay as somebody wrote them where the number is the
    /// same, and where several clauses of the extract have become one.
    fn rename(&mut self, update: &Update<'_>, old_names: &[Option<&str>]) {
        let targets: Vec<Option<usize>> = (0..self.fates.len()).map(|place| self.target(place)).collect();
        let mut shared: Vec<usize> = targets.iter().flatten().copied().collect();
        shared.sort_unstable();
        let is_shared = |target: usize| {
            shared.partition_point(|other| *other <= target) - shared.partition_point(|other| *other < target) > 1
        };
        let renamed = |place: usize| {
            let target = targets[place]?;
            let reference = update.extract.clauses[place].reference.as_str();
            let new = update.new.1.clauses[target].reference.as_str();
            let stays = match old_names[place] {
                Some(old) => old == new,
                None => is_same_name(reference, new) || is_shared(target),
            };
            if stays {
                return None;
            }
            // What somebody put before the reference of the document, such as its name, stays there.
            let prefix = old_names[place].and_then(|old| reference.strip_suffix(old)).unwrap_or_default();
            Some(format!("{prefix}{new}"))
        };
        let new_names: Vec<Option<String>> = (0..targets.len()).map(renamed).collect();
        let is_kept = |place: usize| new_names[place].is_none() && self.fates[place] != Some(Fate::Removed);
        let kept = (0..targets.len()).filter(|place| is_kept(*place));
        let mut taken: BTreeSet<String> = kept.map(|place| self.references[place].clone()).collect();
        for (place, name) in new_names.into_iter().enumerate() {
            if let Some(name) = name {
                self.references[place] = unique(name, &mut taken);
            }
        }
        for (place, target) in targets.iter().enumerate() {
            if let Some(target) = target {
                self.named.clauses[*target].reference.clone_from(&self.references[place]);
            }
        }
        // What is gone is only named where something rests on it.
        taken.extend(
            self.fates
                .iter()
                .zip(&self.references)
                .filter(|(fate, _)| **fate == Some(Fate::Removed))
                .map(|(_, name)| name.clone()),
        );
        let known: BTreeSet<usize> = targets.iter().flatten().copied().collect();
        let clauses = self.named.clauses.iter_mut().enumerate();
        for (_, clause) in clauses.filter(|(place, _)| !known.contains(place)) {
            clause.reference = unique(std::mem::take(&mut clause.reference), &mut taken);
        }
    }

    /// Chooses the clauses that are added: those of which something is proposed, or that such a proposal draws on. What stood
    /// in the old version already was left out of the extract on purpose.
    fn add(&mut self, update: &Update<'_>, old: Option<&Version<'_>>) {
        let count = self.named.clauses.len();
        let mut is_known = match old {
            Some(old) => old.has(update.new.1),
            None => vec![false; count],
        };
        is_known.resize(count, false);
        let mut is_there = vec![false; count];
        for target in (0..self.fates.len()).filter_map(|place| self.target(place)) {
            is_there[target] = true;
        }
        let mut wanted = vec![update.all; count];
        for proposal in &update.reading.proposals {
            if let Some(wanted) = wanted.get_mut(proposal.clause) {
                *wanted = true;
            }
        }
        let mut added: BTreeSet<usize> =
            (0..count).filter(|place| wanted[*place] && !is_known[*place] && !is_there[*place]).collect();
        let drawn_on = update.reading.proposals.iter().filter(|proposal| added.contains(&proposal.clause));
        let drawn_on: Vec<usize> = drawn_on.flat_map(|proposal| proposal.also.iter().copied()).collect();
        added.extend(drawn_on.into_iter().filter(|place| is_there.get(*place) == Some(&false)));
        self.added = added.into_iter().collect();
    }
}

/// Whether a clause is of the documents that there is a new version of.
fn is_of(update: &Update<'_>, clause: &Clause) -> bool {
    update.documents.contains(&clause.document)
}

/// A clause with its words: as the extract quotes it, or else as the old version has it under its reference.
fn sought<'s>(clause: &'s Clause, old: Option<&Version<'s>>) -> Sought<'s> {
    let in_old = || old.and_then(|old| old.outline.clauses.get(old.named(&clause.reference)?));
    let text = clause.text.as_deref().or_else(|| in_old().map(|clause| clause.text.as_str()));
    Sought { reference: &clause.reference, text }
}

/// A name that nothing else has.
fn unique(name: String, taken: &mut BTreeSet<String>) -> String {
    let numbered = (2_usize..).map(|number| format!("{name} [{number}]"));
    let free = std::iter::once(name.clone()).chain(numbered).find(|name| !taken.contains(name)).unwrap_or(name);
    taken.insert(free.clone());
    free
}
