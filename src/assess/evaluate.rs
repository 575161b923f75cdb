//! Answers conditions. An answer that holds comes with what made it hold.

use crate::{
    checklist::{Condition, Matcher, Where},
    extract::Extract,
    vocabulary::{self, FactId, TopicId, Value},
};

/// What made a condition hold.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Support {
    /// The annotations that made it true.
    pub(super) evidence: Vec<usize>,
    /// The topics that were searched and not found.
    pub(super) searched: Vec<TopicId>,
}

impl Support {
    /// Whether nothing was found, only something not found.
    pub(super) fn rests_on_silence(&self) -> bool {
        self.evidence.is_empty() && !self.searched.is_empty()
    }

    fn join(mut self, other: Self) -> Self {
        self.evidence.extend(other.evidence);
        self.searched.extend(other.searched);
        self
    }
}

/// The annotations of an extract by topic.
pub(super) struct Facts<'e> {
    extract: &'e Extract,
    agreement: vocabulary::Facts,
    by_topic: Vec<Vec<usize>>,
    /// Whether durations of uneven units are read the other way.
    flipped: bool,
}

impl<'e> Facts<'e> {
    pub(super) fn new(extract: &'e Extract, topics: usize) -> Self {
        let mut by_topic = vec![Vec::new(); topics];
        for (index, annotation) in extract.annotations.iter().enumerate() {
            by_topic[annotation.topic.index()].push(index);
        }
        Self { extract, agreement: extract.agreement.facts(), by_topic, flipped: false }
    }

    /// The annotations of some topics, without those that are evidence already.
    pub(super) fn related(&self, topics: &[TopicId], evidence: &[usize]) -> Vec<usize> {
        let about = topics.iter().flat_map(|topic| &self.by_topic[topic.index()]).copied();
        let mut related: Vec<usize> = about.filter(|index| !evidence.contains(index)).collect();
        related.sort_unstable();
        related.dedup();
        related
    }

    /// What makes a condition hold; `None` where it does not hold.
    pub(super) fn support(&self, condition: &Condition) -> Option<Support> {
        match condition {
            Condition::Has(topic, facts) => {
                let found: Vec<usize> = self.matches(*topic, facts).collect();
                (!found.is_empty()).then(|| Support { evidence: found, ..Support::default() })
            }
            Condition::Every(topic, facts) => {
                let about = &self.by_topic[topic.index()];
                let all = !about.is_empty() && self.matches(*topic, facts).count() == about.len();
                all.then(|| Support { evidence: about.clone(), ..Support::default() })
            }
            Condition::Lacks(topic, facts) => {
                let none = self.matches(*topic, facts).next().is_none();
                none.then(|| Support { searched: vec![*topic], ..Support::default() })
            }
            Condition::All(parts) => {
                parts.iter().try_fold(Support::default(), |sum, part| Some(sum.join(self.support(part)?)))
            }
            Condition::Any(branches) => branches.iter().filter_map(|branch| self.support(branch)).reduce(Support::join),
            Condition::Not(condition) => {
                if self.support(condition).is_some() {
                    None
                } else {
                    let mut searched = Vec::new();
                    condition.topics(&mut |topic| searched.push(topic));
                    Some(Support { searched, ..Support::default() })
                }
            }
            Condition::Agreement(facts) => self.holds(facts, &self.agreement).then(Support::default),
        }
    }

    fn matches<'s>(&'s self, topic: TopicId, facts: &'s Where) -> impl Iterator<Item = usize> + 's {
        let about = self.by_topic[topic.index()].iter().copied();
        about.filter(move |index| self.holds(facts, &self.extract.annotations[*index].facts))
    }

    /// Whether the facts of one annotation are what a condition wants them to be.
    fn holds(&self, wanted: &Where, given: &vocabulary::Facts) -> bool {
        let met = |(fact, matcher): &(FactId, Matcher)| {
            let value = given.iter().find(|(known, _)| known == fact).map(|(_, value)| value);
            matcher.accepts(value, self.flipped)
        };
        wanted.iter().all(met)
    }

    /// The durations of uneven units in the facts that some conditions compare: the annotation, and the fact in it.
    pub(super) fn uneven<'c>(&self, conditions: impl Iterator<Item = &'c Condition>) -> Vec<(usize, FactId)> {
        let mut found = Vec::new();
        let mut visit = |topic: TopicId, compared: FactId| {
            for index in &self.by_topic[topic.index()] {
                let facts = &self.extract.annotations[*index].facts;
                let uneven = facts.iter().filter(|(fact, value)| {
                    *fact == compared && matches!(value, Value::Duration(duration) if duration.is_uneven())
                });
                found.extend(uneven.map(|(fact, _)| (*index, *fact)));
            }
        };
        conditions.for_each(|condition| condition.facts(&mut visit));
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The same annotations with durations of uneven units read the other way.
    pub(super) fn flipped(&self) -> Self {
        Self { flipped: !self.flipped, agreement: self.agreement.clone(), by_topic: self.by_topic.clone(), ..*self }
    }
}
