//! Checklists: what an agreement must contain, as data.
//!
//! [`load()`] turns files into a [`Checklist`] that is valid by construction: topics, facts, and values exist, matchers
//! fit their facts, parameters have their values, and every verdict row can be reached. The evaluator never meets a
//! condition that means nothing.

mod condition;
pub mod embedded;
mod imply;
mod load;
mod order;
mod overlay;
mod parameter;
mod question;
mod read;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::Arc,
};

pub use condition::{Bits, Bound, Condition, Given, Matcher, Where};
pub use load::{Loaded, Request, Setting, load, vocabulary};
pub use order::undercut;
pub use overlay::{Change, Changed};
pub use parameter::Parameter;

use crate::{
    language::Text,
    source::Source,
    vocabulary::{FactId, Provision, Relationship, TopicId},
    words::placeholders,
};

/// What an agreement must contain.
#[derive(Clone, Debug)]
pub struct Checklist {
    /// Its name: `avg-art28`.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its name for people.
    pub title: Text,
    /// The files that it comes from: first the one on which all others rest, last its own. One that changes nothing is not
    /// among them.
    pub layers: Vec<Layer>,
    /// Every file that was read for it, in the same order; places count these.
    pub files: Vec<Arc<Source>>,
    /// What overlays changed, in the order of the layers, and at the end what was set for this run.
    pub changes: Vec<Change>,
    /// The relationships for which it asks anything.
    pub applies_to: Vec<Relationship>,
    /// The thresholds that a user can set, by name.
    pub parameters: BTreeMap<String, Parameter>,
    /// Its requirements, grouped.
    pub areas: Vec<Area>,
}

/// A file that a checklist comes from.
#[derive(Clone, Debug)]
pub struct Layer {
    /// The name of the checklist in it.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its place among all files, counted from the one on which all others rest.
    pub place: usize,
    /// What it was read from.
    pub source: Arc<Source>,
}

/// A group of requirements.
#[derive(Clone, Debug)]
pub struct Area {
    /// Its name in data.
    pub id: String,
    /// Its name for people.
    pub title: Text,
    /// What it asks.
    pub requirements: Vec<Requirement>,
}

/// One thing that is asked.
#[derive(Clone, Debug)]
pub struct Requirement {
    /// Its name everywhere: in reports, tests, and waivers.
    pub id: String,
    /// The layer that brings it, by its place.
    pub layer: usize,
    /// Its name for people.
    pub title: Text,
    /// What it asks, in a sentence.
    pub asks: Text,
    /// What it rests on.
    pub level: Level,
    /// The provisions of the law it rests on.
    pub basis: Vec<Provision>,
    /// The document that asks it, where the law's text alone does not.
    pub source: Option<Text>,
    /// Where in an agreement a reader should look when it is not met.
    pub topics: Vec<TopicId>,
    /// A decision list: the first row whose condition holds is the verdict.
    pub rows: Vec<Row>,
    /// The finding when no row holds, which is the verdict `missing`.
    pub otherwise: Text,
    /// What to ask of the processor.
    pub remedy: Text,
    /// Cases with a known verdict.
    pub examples: Vec<Example>,
}

/// One row of a requirement's decision list.
#[derive(Clone, Debug)]
pub struct Row {
    /// The verdict if the condition holds.
    pub verdict: Verdict,
    /// When it holds.
    pub when: Condition,
    /// The level of the finding, where it is lower than the requirement's.
    pub level: Option<Level>,
    /// What the report says. `{fact}` quotes a fact, `{$name}` a parameter.
    pub finding: Text,
    /// Where each quoted fact comes from: its name, and the facts of topics that certainly give it.
    pub quotes: Vec<(String, Vec<(TopicId, FactId)>)>,
    /// Why it decides although a clause that fulfils a worse row further down may stand beside the one that fulfils it.
    pub outweighs: Option<Text>,
    /// Why no example reaches it, where none can.
    pub untested: Option<Text>,
    /// Where it stands.
    pub place: Place,
}

/// Where something stands in the files of a checklist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file, by its place among those of the checklist.
    pub layer: usize,
    /// The line (from 1).
    pub line: u32,
}

/// A case with a known verdict.
#[derive(Clone, Debug)]
pub struct Example {
    /// What it shows.
    pub name: String,
    /// The annotations, each a topic with its facts.
    pub given: Vec<Given>,
    /// The relationship; controller and processor unless it says otherwise.
    pub relationship: Relationship,
    /// The verdict.
    pub expect: Verdict,
    /// Where it stands.
    pub place: Place,
}

/// What a requirement rests on, from the strongest to the weakest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// It follows from the text of the regulation.
    Law,
    /// Supervisors and good practice ask it.
    Guidance,
    /// A house rule.
    Policy,
}

/// How an agreement does on a requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// A clause contradicts what is asked.
    Conflict,
    /// Nothing in the agreement answers to it.
    Missing,
    /// Part of what is asked is there.
    Partial,
    /// A person has to look.
    Review,
    /// All of it is there.
    Met,
    /// It does not apply to this agreement.
    NotApplicable,
}

impl Level {
    /// Every level, strongest first.
    pub const ALL: [Self; 3] = [Self::Law, Self::Guidance, Self::Policy];

    /// Its name in data; `level.NAME` is the key of its word.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Law => "law",
            Self::Guidance => "guidance",
            Self::Policy => "policy",
        }
    }

    /// The level of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == name)
    }
}

impl Verdict {
    /// Every verdict, worst first.
    pub const ALL: [Self; 6] =
        [Self::Conflict, Self::Missing, Self::Partial, Self::Review, Self::Met, Self::NotApplicable];

    /// Its name in data; `verdict.NAME` is the key of its word.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Conflict => "conflict",
            Self::Missing => "missing",
            Self::Partial => "partial",
            Self::Review => "review",
            Self::Met => "met",
            Self::NotApplicable => "not-applicable",
        }
    }

    /// The verdict of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.name() == name)
    }

    /// Whether something is left to do.
    #[must_use]
    pub fn is_gap(self) -> bool {
        !matches!(self, Self::Met | Self::NotApplicable)
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// By its name and version.
impl fmt::Display for Layer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.id, self.version)
    }
}

impl Requirement {
    /// The names of the parameters that it compares with or quotes.
    #[must_use]
    pub fn parameters(&self) -> BTreeSet<&str> {
        let mut names = BTreeSet::new();
        let findings = self.rows.iter().map(|row| &row.finding);
        for text in findings.chain([&self.otherwise, &self.remedy, &self.asks]) {
            let quoted = text.translations().flat_map(|(_, text)| placeholders(text));
            names.extend(quoted.filter_map(|name| name.strip_prefix('$')));
        }
        self.rows.iter().for_each(|row| row.when.parameters(&mut names));
        names
    }
}

impl Row {
    /// Whether it is the same row, wherever it stands.
    fn same(&self, other: &Self) -> bool {
        let said = |row: &Self| (row.verdict, row.level, row.finding.clone(), row.when.clone());
        said(self) == said(other)
    }
}

impl Checklist {
    /// What its own file is.
    #[must_use]
    pub fn own(&self) -> &Layer {
        &self.layers[self.layers.len() - 1]
    }

    /// The file that a place is in.
    #[must_use]
    pub fn file(&self, place: Place) -> &Source {
        &self.files[place.layer]
    }

    /// The layer at a place.
    #[must_use]
    pub fn layer(&self, place: usize) -> &Layer {
        self.layers.iter().find(|layer| layer.place == place).unwrap_or(self.own())
    }

    /// The name of what made a change: a layer, or the setting of this run.
    #[must_use]
    pub fn author(&self, change: &Change) -> &str {
        change.layer.map_or("--set", |layer| &self.layer(layer).id)
    }

    /// A requirement, by its name.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&Requirement> {
        self.requirements().map(|(_, requirement)| requirement).find(|requirement| requirement.id == id)
    }

    /// Every requirement with its area, in the order of the checklist.
    pub fn requirements(&self) -> impl Iterator<Item = (&Area, &Requirement)> {
        self.areas.iter().flat_map(|area| area.requirements.iter().map(move |requirement| (area, requirement)))
    }
}
