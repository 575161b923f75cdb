//! Answers conditions. An answer that holds comes with what made it hold.

use crate::{
    checklist::{Condition, Matcher, Where},
    extract::Extract,
    vocabulary::{self, FactId, TopicId},
};

/// What made a condition hold.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Support {
    /// The annotations that made it true.
    pub(super) evidence: Vec<usize>,
    /// The topics that were searched and not found.
    pub(super) searched: Vec<TopicId>,
    /// Durations whose reading decided: the annotation, and the fact in it.
    pub(super) readings: Vec<(usize, FactId)>,
}

impl Support {
    /// Whether nothing was found, only something not found.
    pub(super) fn rests_on_silence(&self) -> bool {
        self.evidence.is_empty() && !self.searched.is_empty()
    }

    fn join(mut self, other: Self) -> Self {
        self.evidence.extend(other.evidence);
        self.searched.extend(other.searched);
        self.readings.extend(other.readings);
        self
    }
}

/// The annotations of an extract by topic.
pub(super) struct Facts<'e> {
    extract: &'e Extract,
    agreement: vocabulary::Facts,
    by_topic: Vec<Vec<usize>>,
}

impl<'e> Facts<'e> {
    pub(super) fn new(extract: &'e Extract, topics: usize) -> Self {
        let mut by_topic = vec![Vec::new(); topics];
        for (index, annotation) in extract.annotations.iter().enumerate() {
            by_topic[annotation.topic.index()].push(index);
        }
        Self { extract, agreement: extract.agreement.facts(), by_topic }
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
                (!found.is_empty()).then(|| self.found(found, facts))
            }
            Condition::Every(topic, facts) => {
                let about = &self.by_topic[topic.index()];
                let all = !about.is_empty() && self.matches(*topic, facts).count() == about.len();
                all.then(|| self.found(about.clone(), facts))
            }
            Condition::Lacks(topic, facts) => {
                let none = self.matches(*topic, facts).next().is_none();
                none.then(|| Support { searched: vec![*topic], ..Support::default() })
            }
            Condition::All(parts) => {
                parts.iter().try_fold(Support::default(), |sum, part| Some(sum.join(self.support(part)?)))
            }
            Condition::Any(branches) => branches.iter().filter_map(|branch| self.support(branch)).reduce(Support::join),
            Condition::Not(condition) => match self.support(condition) {
                Some(_) => None,
                None => {
                    let mut searched = Vec::new();
                    condition.topics(&mut |topic| searched.push(topic));
                    Some(Support { searched, ..Support::default() })
                }
            },
            Condition::Agreement(facts) => holds(facts, &self.agreement).then(Support::default),
        }
    }

    fn matches<'s>(&'s self, topic: TopicId, facts: &'s Where) -> impl Iterator<Item = usize> + 's {
        let about = self.by_topic[topic.index()].iter().copied();
        about.filter(move |index| holds(facts, &self.extract.annotations[*index].facts))
    }

    fn found(&self, evidence: Vec<usize>, facts: &Where) -> Support {
        let mut readings = Vec::new();
        for index in &evidence {
            for (fact, matcher) in facts {
                let value = value(&self.extract.annotations[*index].facts, *fact);
                if value.is_some_and(|value| matcher.depends_on_reading(value)) {
                    readings.push((*index, *fact));
                }
            }
        }
        Support { evidence, searched: Vec::new(), readings }
    }
}

/// Whether the facts of one annotation are what a condition wants them to be.
fn holds(wanted: &Where, given: &vocabulary::Facts) -> bool {
    wanted.iter().all(|(fact, matcher): &(FactId, Matcher)| matcher.accepts(value(given, *fact)))
}

fn value(given: &vocabulary::Facts, fact: FactId) -> Option<&vocabulary::Value> {
    given.iter().find(|(known, _)| *known == fact).map(|(_, value)| value)
}
