//! What judging an agreement yields: a finding for every requirement, and what each finding rests on.

use crate::{
    checklist::{Checklist, Level, Requirement, Verdict},
    extract::Extract,
    vocabulary::{Duration, TopicId},
};

/// One agreement judged against one checklist.
#[derive(Debug)]
pub struct Assessment<'a> {
    /// What was judged.
    pub extract: &'a Extract,
    /// Against what.
    pub checklist: &'a Checklist,
    /// A finding for each requirement, in the order of the checklist.
    pub findings: Vec<Finding<'a>>,
}

/// One requirement's verdict for one agreement.
#[derive(Debug)]
pub struct Finding<'a> {
    /// The requirement.
    pub requirement: &'a Requirement,
    /// The verdict.
    pub verdict: Verdict,
    /// The level at which it counts.
    pub level: Level,
    /// What decided.
    pub ground: Ground,
    /// The annotations that made the condition true, by their places in the extract, in order.
    pub evidence: Vec<usize>,
    /// For gaps: annotations of the requirement's topics that are no evidence, by their places in the extract.
    pub related: Vec<usize>,
    /// The topics that were searched and not found, in the order of the vocabulary.
    pub searched: Vec<TopicId>,
    /// Durations of uneven units whose reading decided.
    pub readings: Vec<Duration>,
}

/// What decided a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// A row of the requirement's decision list, by its place.
    Row(usize),
    /// No row held.
    Otherwise,
    /// A row that rests on something that was not found, by its place; but not everything was read.
    SilenceUnread(usize),
    /// No row held; but not everything was read.
    Unread,
    /// The relationship of the parties takes the checklist away.
    Relationship,
    /// It depends on proposals, which are not to count before a person has confirmed them.
    Unconfirmed {
        /// The verdict if all of them are confirmed.
        with: Verdict,
        /// The verdict if none of them is.
        without: Verdict,
    },
}

impl Finding<'_> {
    /// Whether it rests only on annotations that no person has confirmed.
    #[must_use]
    pub fn is_proposed(&self, extract: &Extract) -> bool {
        !self.evidence.is_empty() && self.evidence.iter().all(|index| extract.annotations[*index].proposed)
    }
}

impl Assessment<'_> {
    /// Whether the relationship of the parties takes the checklist away.
    #[must_use]
    pub fn is_excluded(&self) -> bool {
        !self.checklist.applies_to.contains(&self.extract.agreement.relationship)
    }
}
