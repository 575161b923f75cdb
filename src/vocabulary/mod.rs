//! The vocabulary: the topics and typed facts with which extracts describe clauses and checklists ask about them, and the
//! acts that checklists name.

pub mod agreement;
mod annotation;
mod duration;
mod provision;
mod read;
mod value;

use std::{collections::BTreeMap, sync::Arc};

pub use agreement::Relationship;
pub use annotation::{Facts, find_fact, find_topic, given, read_annotation};
pub use duration::{Duration, Reading, Unit};
pub use provision::{Act, Provision};
pub use value::{Money, Value};

use crate::{language::Text, problem::Problem, source::Source};

/// A topic of the vocabulary, by its place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TopicId(u16);

impl TopicId {
    /// Its place, from 0.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// A fact of a topic, by its place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactId(u16);

/// What a clause can be about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// Its name in extracts and checklists: `breach.notification`.
    pub name: String,
    /// Its name for people.
    pub label: Text,
    /// Annotate a clause with it when this is so.
    pub when: Text,
    /// What can be said of such a clause.
    pub facts: Vec<Fact>,
}

/// What can be said of a clause about a topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Its name in extracts and checklists: `deadline`.
    pub name: String,
    /// Its name for people.
    pub label: Text,
    /// What values it takes.
    pub kind: FactKind,
}

/// What values a fact takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactKind {
    /// True or false.
    Flag,
    /// One of these.
    Choice(Vec<Choice>),
    /// One or more of these.
    Choices(Vec<Choice>),
    /// A time: `48 hours`.
    Duration,
    /// A number.
    Number,
    /// An amount: `500000 EUR`.
    Money,
    /// Any text.
    Text,
}

/// A value that a choice allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its name in extracts and checklists.
    pub name: String,
    /// How findings quote it.
    pub label: Text,
}

/// All topics and acts that a run knows: the built-in ones and those that its checklists add.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    acts: Vec<Arc<Act>>,
    topics: Vec<Topic>,
    by_name: BTreeMap<String, TopicId>,
}

impl Vocabulary {
    /// Reads a vocabulary.
    ///
    /// # Errors
    /// Every problem of the source.
    pub fn read(source: &Arc<Source>) -> Result<Self, Vec<Problem>> {
        read::vocabulary(source)
    }

    /// Adds a topic, unless there is another one of that name.
    fn add(&mut self, topic: Topic) -> bool {
        let Ok(next) = u16::try_from(self.topics.len()) else { return false };
        if let Some(known) = self.find(&topic.name) {
            return self.topic(known).is_same(&topic);
        }
        self.by_name.insert(topic.name.clone(), TopicId(next));
        self.topics.push(topic);
        true
    }

    /// Adds an act, unless there is another one of that name.
    fn add_act(&mut self, act: Act) -> bool {
        if let Some(known) = self.acts.iter().find(|known| known.name == act.name) {
            return **known == act;
        }
        self.acts.push(Arc::new(act));
        true
    }

    /// Adds the topics and acts that a checklist defines and reports what is wrong with them. The same definition may come
    /// again: several checklists can rest on one that brings it.
    pub fn extend(&mut self, checklist: crate::yaml::Node<'_>, sink: &mut crate::problem::Sink) {
        read::definitions(self, checklist, sink);
    }

    /// The acts whose provisions can be named.
    #[must_use]
    pub fn acts(&self) -> &[Arc<Act>] {
        &self.acts
    }

    /// Finds a topic by its name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<TopicId> {
        self.by_name.get(name).copied()
    }

    /// A topic.
    #[must_use]
    pub fn topic(&self, id: TopicId) -> &Topic {
        &self.topics[id.index()]
    }

    /// Every topic, in the order of the vocabulary.
    pub fn topics(&self) -> impl Iterator<Item = &Topic> {
        self.topics.iter()
    }

    /// How many topics there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.topics.len()
    }

    /// Whether there is no topic at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.topics.is_empty()
    }
}

impl Topic {
    /// Finds a fact by its name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<FactId> {
        let index = self.facts.iter().position(|fact| fact.name == name)?;
        u16::try_from(index).ok().map(FactId)
    }

    /// Whether it is defined in the same way. The order of its facts means nothing; that of the values of a fact does.
    fn is_same(&self, other: &Self) -> bool {
        let Self { name, label, when, facts } = self;
        (name, label, when, facts.len()) == (&other.name, &other.label, &other.when, other.facts.len())
            && facts.iter().all(|fact| other.find(&fact.name).is_some_and(|id| other.fact(id) == fact))
    }

    /// A fact.
    #[must_use]
    pub fn fact(&self, id: FactId) -> &Fact {
        &self.facts[usize::from(id.0)]
    }
}

impl FactKind {
    /// The key of the word for it.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Flag => "fact.flag",
            Self::Choice(_) => "fact.choice",
            Self::Choices(_) => "fact.choices",
            Self::Duration => "fact.duration",
            Self::Number => "fact.number",
            Self::Money => "fact.money",
            Self::Text => "fact.text",
        }
    }
}
