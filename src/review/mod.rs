//! Going through what was proposed in an extract, one annotation after the other: a person confirms, changes, or rejects it.
//!
//! A [`Session`] holds the text of the extract and changes nothing else in it than what was decided; each new text is read
//! again, as `check` reads it, before it counts. [`Decision`] is what a person says, [`show`] what they see, [`topics`] and
//! [`written`] how they name a topic or a value. Where all of it is shown, and where the text goes, is up to the command.

mod card;
mod change;
mod choice;
mod decision;

use std::{
    collections::{BTreeSet, VecDeque},
    sync::Arc,
};

pub use card::{Look, menu, numbered, said, show};
pub use choice::{Choice, chosen, topics, values, written};
pub use decision::{Decision, help};

use crate::{
    extract::{self, Annotation, Extract},
    problem::{Code, Problem},
    review::change::{Change, Place, annotation, changed},
    source::Source,
    vocabulary::{Topic, Vocabulary},
    yaml::{Node, Tree, edit::scalar, write_json_line},
};

/// A review under way.
#[derive(Debug)]
pub struct Session<'v> {
    vocabulary: &'v Vocabulary,
    extract: Extract,
    /// A name for each annotation of the text, in its order: what an annotation is called when others before it are gone.
    names: Vec<usize>,
    /// The proposals that are still to be decided, the one that is shown first.
    queue: VecDeque<usize>,
    /// All proposals that there were, in the order of the text.
    proposals: Vec<usize>,
    /// Those that were passed over, the latest last; some may have been decided since.
    passed: Vec<usize>,
    steps: Vec<Step>,
    tally: Tally,
}

/// How many proposals were decided, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Those that were confirmed.
    pub accepted: usize,
    /// Those that were rejected.
    pub rejected: usize,
}

/// One change of the text, as far as undoing it needs.
#[derive(Debug)]
struct Step {
    name: usize,
    /// Where the text differs, and what was there.
    at: usize,
    old: String,
    new_len: usize,
    /// Where the annotation stood in the order of the text, if it is gone.
    gone: Option<usize>,
    tally: Tally,
}

impl<'v> Session<'v> {
    /// Begins with an extract in the words of a vocabulary.
    ///
    /// # Errors
    /// Every problem of the extract.
    pub fn begin(source: &Arc<Source>, vocabulary: &'v Vocabulary) -> Result<Self, Vec<Problem>> {
        let extract = extract::read(source, vocabulary)?;
        let proposed = extract.annotations.iter().enumerate().filter(|(_, annotation)| annotation.proposed);
        let proposals: Vec<usize> = proposed.map(|(index, _)| index).collect();
        Ok(Self {
            vocabulary,
            queue: proposals.iter().copied().collect(),
            proposals,
            names: (0..extract.annotations.len()).collect(),
            extract,
            passed: Vec::new(),
            steps: Vec::new(),
            tally: Tally::default(),
        })
    }

    /// The text as it now is.
    #[must_use]
    pub fn source(&self) -> &Arc<Source> {
        &self.extract.source
    }

    /// The extract as it now is.
    #[must_use]
    pub fn extract(&self) -> &Extract {
        &self.extract
    }

    /// The topics.
    #[must_use]
    pub fn vocabulary(&self) -> &'v Vocabulary {
        self.vocabulary
    }

    /// How many proposals are still to be decided.
    #[must_use]
    pub fn left(&self) -> usize {
        self.queue.len()
    }

    /// How many proposals there were.
    #[must_use]
    pub fn total(&self) -> usize {
        self.proposals.len()
    }

    /// Which of them the current one is, from 1.
    #[must_use]
    pub fn number(&self) -> usize {
        let place = self.queue.front().and_then(|name| self.proposals.binary_search(name).ok());
        place.map_or(0, |place| place + 1)
    }

    /// What was decided so far.
    #[must_use]
    pub fn tally(&self) -> Tally {
        self.tally
    }

    /// The proposal to decide about.
    #[must_use]
    pub fn current(&self) -> Option<&Annotation> {
        self.extract.annotations.get(self.index(*self.queue.front()?)?)
    }

    /// The topic that is proposed.
    #[must_use]
    pub fn topic(&self) -> Option<&'v Topic> {
        Some(self.vocabulary.topic(self.current()?.topic))
    }

    /// Whether the current proposal was passed over before.
    #[must_use]
    pub fn was_passed(&self) -> bool {
        self.queue.front().is_some_and(|name| self.passed.contains(name))
    }

    /// The text under a key of the current proposal, for keys that play no part in judging.
    #[must_use]
    pub fn key(&self, name: &str) -> Option<String> {
        let tree = Tree::parse(self.source().text()).ok()?;
        let written = annotation(tree.root(), self.place()?)?;
        written.node.get(name).and_then(Node::text).map(str::to_owned)
    }

    /// Confirms the proposal. What made it a proposal goes; the words that it rests on stay, for whoever reads it later.
    ///
    /// # Errors
    /// Why the text cannot be changed.
    pub fn accept(&mut self) -> Result<(), Vec<Problem>> {
        self.change(&[Change::Without("review"), Change::Without("confidence")], |tally| tally.accepted += 1)
    }

    /// Rejects the proposal: the annotation goes, the clause stays.
    ///
    /// # Errors
    /// Why the text cannot be changed.
    pub fn reject(&mut self) -> Result<(), Vec<Problem>> {
        self.change(&[Change::Dropped], |tally| tally.rejected += 1)
    }

    /// Gives the proposal a remark, in the place of the one it has; or none.
    ///
    /// # Errors
    /// Why the text cannot be changed.
    pub fn note(&mut self, note: Option<&str>) -> Result<(), Vec<Problem>> {
        let change = match note {
            Some(note) => Change::With("note", write_json_line(&note)),
            None => Change::Without("note"),
        };
        self.change(&[change], |_| ())
    }

    /// Gives a fact another value, as YAML writes it; or none. What the program was sure of is then something else.
    ///
    /// # Errors
    /// Why there is no such fact or value, as `check` would say it.
    pub fn set_fact(&mut self, fact: &str, value: Option<&str>) -> Result<(), Vec<Problem>> {
        let change = match value {
            Some(value) => Change::WithFact(fact.to_owned(), value.to_owned()),
            None => Change::WithoutFact(fact.to_owned()),
        };
        self.change(&[change, Change::Without("confidence")], |_| ())
    }

    /// Gives the proposal another topic. Of its facts those stay that the other topic has as well.
    ///
    /// # Errors
    /// Why there is no such topic, as `check` would say it.
    pub fn set_topic(&mut self, name: &str) -> Result<(), Vec<Problem>> {
        let other = self.vocabulary.find(name).map(|topic| self.vocabulary.topic(topic));
        let mut changes = vec![Change::With("topic", scalar(name)), Change::Without("confidence")];
        if let (Some(annotation), Some(topic), Some(other)) = (self.current(), self.topic(), other) {
            for (fact, _) in &annotation.facts {
                let fact = topic.fact(*fact);
                let same = other.find(&fact.name).is_some_and(|same| other.fact(same).kind == fact.kind);
                if !same {
                    changes.push(Change::WithoutFact(fact.name.clone()));
                }
            }
        }
        self.change(&changes, |_| ())
    }

    /// Leaves the proposal for later.
    pub fn skip(&mut self) {
        if let Some(name) = self.queue.pop_front() {
            self.queue.push_back(name);
            self.passed.push(name);
        }
    }

    /// Leaves the proposals of the clause for later; whether there is one of another clause.
    pub fn next_clause(&mut self) -> bool {
        let Some(clause) = self.current().map(|annotation| annotation.clause) else { return false };
        for _ in 0..self.queue.len() {
            self.skip();
            if self.current().is_some_and(|annotation| annotation.clause != clause) {
                return true;
            }
        }
        false
    }

    /// Goes back to the proposal that was passed over last; whether there is one.
    pub fn back(&mut self) -> bool {
        while let Some(name) = self.passed.pop() {
            if self.bring(name) {
                return true;
            }
        }
        false
    }

    /// Undoes the latest change of the text; whether there is one.
    ///
    /// # Errors
    /// None that is known: the text was a valid extract before.
    pub fn undo(&mut self) -> Result<bool, Vec<Problem>> {
        let Some(Step { name, at, old, new_len, gone, tally }) = self.steps.pop() else { return Ok(false) };
        let text = self.source().text();
        let parts = [text.get(..at).unwrap_or_default(), &old, text.get(at + new_len..).unwrap_or_default()];
        self.extract = self.read(&parts.concat())?;
        if let Some(index) = gone {
            self.names.insert(index.min(self.names.len()), name);
        }
        self.tally = tally;
        if !self.bring(name) {
            self.queue.push_front(name);
        }
        Ok(true)
    }

    /// Puts a proposal of the queue first; whether it is one.
    fn bring(&mut self, name: usize) -> bool {
        let Some(place) = self.queue.iter().position(|other| *other == name) else { return false };
        self.queue.remove(place);
        self.queue.push_front(name);
        true
    }

    fn index(&self, name: usize) -> Option<usize> {
        // Names are in order, because annotations only go and come back.
        self.names.binary_search(&name).ok()
    }

    fn place(&self) -> Option<Place> {
        let index = self.index(*self.queue.front()?)?;
        let clause = self.extract.annotations.get(index)?.clause;
        let before = self.extract.annotations.iter().take(index).filter(|other| other.clause == clause).count();
        Some(Place { clause, annotation: before })
    }

    /// Changes the current proposal. What is then no proposal any more is decided.
    fn change(&mut self, changes: &[Change], count: impl FnOnce(&mut Tally)) -> Result<(), Vec<Problem>> {
        let (Some(place), Some(name)) = (self.place(), self.queue.front().copied()) else { return Ok(()) };
        let Some(text) = changed(self.source().text(), place, changes) else {
            let span = Tree::parse(self.source().text())
                .ok()
                .and_then(|tree| annotation(tree.root(), place).map(|written| written.node.span()));
            return Err(vec![Problem::new(Code::NotEdited, self.source(), span.unwrap_or_default())]);
        };
        let extract = self.read(&text)?;
        let gone = changes.contains(&Change::Dropped).then(|| self.index(name)).flatten();
        let (at, old, new_len) = difference(self.source().text(), &text);
        self.steps.push(Step { name, at, old: old.to_owned(), new_len, gone, tally: self.tally });
        self.extract = extract;
        count(&mut self.tally);
        if let Some(index) = gone {
            self.names.remove(index);
        }
        if !self.current().is_some_and(|annotation| annotation.proposed) || gone.is_some() {
            self.queue.pop_front();
        }
        Ok(())
    }

    fn read(&self, text: &str) -> Result<Extract, Vec<Problem>> {
        let source = Source::new(self.source().name(), self.source().with_mark(text));
        extract::read(&Arc::new(source), self.vocabulary)
    }

    /// The other annotations of the clause, each with whether it is a proposal.
    #[must_use]
    pub fn beside(&self) -> Vec<(&'v Topic, bool)> {
        let Some(current) = self.current() else { return Vec::new() };
        let others = self.extract.annotations.iter().filter(|other| other.clause == current.clause);
        let mut seen = BTreeSet::new();
        let others = others.filter(|other| !std::ptr::eq(*other, current));
        others
            .filter(|other| seen.insert((other.topic, other.proposed)))
            .map(|other| (self.vocabulary.topic(other.topic), other.proposed))
            .collect()
    }
}

/// Where a new text begins to differ from an old one, what the old one has there, and how long the difference is in the new one.
fn difference<'o>(old: &'o str, new: &str) -> (usize, &'o str, usize) {
    let start = old.bytes().zip(new.bytes()).take_while(|(one, other)| one == other).count();
    let start = (0..=start).rev().find(|at| old.is_char_boundary(*at) && new.is_char_boundary(*at)).unwrap_or(0);
    let room = old.len().min(new.len()) - start;
    let end = old.bytes().rev().zip(new.bytes().rev()).take(room).take_while(|(one, other)| one == other).count();
    let whole = |end: &usize| old.is_char_boundary(old.len() - end) && new.is_char_boundary(new.len() - end);
    let end = (0..=end).rev().find(whole).unwrap_or(0);
    (start, old.get(start..old.len() - end).unwrap_or_default(), new.len() - end - start)
}
