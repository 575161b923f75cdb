//! Answers conditions. An answer that holds comes with what made it hold.

use std::collections::BTreeSet;

use crate::{
    checklist::{Condition, Verdict, Where},
    extract::{Annotation, Extract},
    vocabulary::{self, Duration, TopicId, Value, given},
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
    /// Whether a verdict rests on silence: a good one that needs something not to be said, or any without evidence.
    pub(super) fn rests_on_silence(&self, verdict: Verdict) -> bool {
        !self.searched.is_empty() && (self.evidence.is_empty() || !verdict.is_gap())
    }

    fn join(mut self, other: Self) -> Self {
        self.evidence.extend(other.evidence);
        self.searched.extend(other.searched);
        self
    }
}

/// The annotations of an extract by topic.
pub(super) struct Index<'e> {
    extract: &'e Extract,
    agreement: vocabulary::Facts,
    by_topic: Vec<Vec<usize>>,
}

impl<'e> Index<'e> {
    pub(super) fn new(extract: &'e Extract, topics: usize) -> Self {
        Self::of(extract, topics, |_| true)
    }

    /// Only those that a person has confirmed.
    pub(super) fn confirmed(extract: &'e Extract, topics: usize) -> Self {
        Self::of(extract, topics, |annotation| !annotation.proposed)
    }

    fn of(extract: &'e Extract, topics: usize, counts: impl Fn(&Annotation) -> bool) -> Self {
        let mut by_topic = vec![Vec::new(); topics];
        for (index, annotation) in extract.annotations.iter().enumerate().filter(|(_, one)| counts(one)) {
            by_topic[annotation.topic.index()].push(index);
        }
        Self { extract, agreement: extract.agreement.facts(), by_topic }
    }

    /// The annotations of a topic.
    pub(super) fn about(&self, topic: TopicId) -> &[usize] {
        &self.by_topic[topic.index()]
    }
}

/// What an extract says, under a reading of its durations.
#[derive(Clone, Copy)]
pub(super) struct Facts<'i> {
    index: &'i Index<'i>,
    /// A duration that is read the other way, to see whether its reading decides.
    flipped: Option<Duration>,
}

impl<'i> Facts<'i> {
    pub(super) fn new(index: &'i Index<'i>) -> Self {
        Self { index, flipped: None }
    }

    /// The same with a duration of an uneven unit read the other way.
    pub(super) fn flipped(self, duration: Duration) -> Self {
        Self { flipped: Some(duration), ..self }
    }

    fn about(&self, topic: TopicId) -> &'i [usize] {
        self.index.about(topic)
    }

    /// The annotations of some topics, without those that are evidence already (which is sorted).
    pub(super) fn related(&self, topics: &[TopicId], evidence: &[usize]) -> Vec<usize> {
        let about = topics.iter().flat_map(|topic| self.about(*topic)).copied();
        let mut related: Vec<usize> = about.filter(|index| evidence.binary_search(index).is_err()).collect();
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
                let about = self.about(*topic);
                let all = !about.is_empty() && self.matches(*topic, facts).count() == about.len();
                all.then(|| Support { evidence: about.to_vec(), ..Support::default() })
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
            Condition::Agreement(facts) => self.holds(facts, &self.index.agreement).then(Support::default),
        }
    }

    pub(super) fn matches<'s>(self, topic: TopicId, facts: &'s Where) -> impl Iterator<Item = usize> + use<'i, 's> {
        let about = self.about(topic).iter().copied();
        about.filter(move |index| self.holds(facts, &self.index.extract.annotations[*index].facts))
    }

    /// Whether the facts of one annotation are what a condition wants them to be.
    fn holds(&self, wanted: &Where, facts: &vocabulary::Facts) -> bool {
        wanted.iter().all(|(fact, matcher)| matcher.accepts(given(facts, *fact), self.flipped))
    }

    /// The durations of uneven units that some conditions compare: what annotations give, and what is asked.
    pub(super) fn uneven<'c>(&self, conditions: impl Iterator<Item = &'c Condition>) -> BTreeSet<Duration> {
        let mut found = BTreeSet::new();
        let mut add = |value: &Value| match value {
            Value::Duration(duration) if duration.is_uneven() => {
                found.insert(*duration);
            }
            _ => {}
        };
        let mut visit = |topic: TopicId, wanted: &Where| {
            for (fact, matcher) in wanted {
                let mut compared = false;
                matcher.bounds(&mut |bound| {
                    compared = true;
                    add(&bound.value);
                });
                if compared {
                    let about = self.about(topic).iter().map(|index| &self.index.extract.annotations[*index]);
                    about.filter_map(|annotation| annotation.fact(*fact)).for_each(&mut add);
                }
            }
        };
        conditions.for_each(|condition| condition.questions(&mut visit));
        found
    }
}
