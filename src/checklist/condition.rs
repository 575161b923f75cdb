//! The language of conditions: a closed set of questions about the annotations of an agreement.

use std::{cmp::Ordering, collections::BTreeSet};

use crate::vocabulary::{Duration, FactId, Facts, Reading, TopicId, Value};

/// A question about an agreement that is answered by its annotations.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// Some annotation of the topic matches.
    Has(TopicId, Where),
    /// No annotation of the topic matches.
    Lacks(TopicId, Where),
    /// There are annotations of the topic, and all of them match.
    Every(TopicId, Where),
    /// All of these hold.
    All(Vec<Condition>),
    /// At least one of these holds.
    Any(Vec<Condition>),
    /// This does not hold.
    Not(Box<Condition>),
    /// The facts of the agreement as a whole match.
    Agreement(Where),
}

/// What the facts of one annotation must be. Nothing: any annotation of the topic will do.
pub type Where = Vec<(FactId, Matcher)>;

/// What one fact must be. A fact that is not given is unknown and matches only `Known(false)`.
#[derive(Clone, Debug, PartialEq)]
pub enum Matcher {
    /// One of these values.
    OneOf(Vec<Value>),
    /// A duration, number, or amount not above the bound. Durations are read at their longest.
    AtMost(Bound),
    /// A duration, number, or amount not below the bound. Durations are read at their shortest.
    AtLeast(Bound),
    /// All of these choices.
    Includes(Bits),
    /// At least so many of these choices.
    IncludesSome(u32, Bits),
    /// Whether it is given.
    Known(bool),
    /// Given, and not this.
    Not(Box<Matcher>),
    /// All of these.
    All(Vec<Matcher>),
}

/// Choices, a bit each.
pub type Bits = u64;

/// A bound, and the parameter that it comes from if it does.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    /// The bound in this run.
    pub value: Value,
    /// The name of the parameter.
    pub parameter: Option<String>,
}

/// A topic with facts, as an example gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    /// The topic.
    pub topic: TopicId,
    /// Its facts.
    pub facts: Facts,
}

impl Condition {
    /// Every topic that it asks about, in its own order.
    pub fn topics(&self, visit: &mut impl FnMut(TopicId)) {
        self.questions(&mut |topic, _| visit(topic));
    }

    /// Every topic that it asks about, with what the facts of its annotations must be.
    pub fn questions(&self, visit: &mut dyn FnMut(TopicId, &Where)) {
        match self {
            Self::Has(topic, facts) | Self::Lacks(topic, facts) | Self::Every(topic, facts) => visit(*topic, facts),
            Self::All(conditions) | Self::Any(conditions) => {
                for condition in conditions {
                    condition.questions(visit);
                }
            }
            Self::Not(condition) => condition.questions(visit),
            Self::Agreement(_) => {}
        }
    }

    /// The names of the parameters that it compares with.
    pub(super) fn parameters<'c>(&'c self, names: &mut BTreeSet<&'c str>) {
        match self {
            Self::Has(_, facts) | Self::Lacks(_, facts) | Self::Every(_, facts) | Self::Agreement(facts) => {
                for (_, matcher) in facts {
                    matcher.parameters(names);
                }
            }
            Self::All(conditions) | Self::Any(conditions) => conditions.iter().for_each(|one| one.parameters(names)),
            Self::Not(condition) => condition.parameters(names),
        }
    }

    /// The topics from which a finding can quote a fact: those whose matching annotations certainly give it whenever the
    /// condition holds. `None` if it can hold without any.
    #[must_use]
    pub fn sources(&self, named: &impl Fn(TopicId) -> Option<FactId>) -> Option<Vec<TopicId>> {
        match self {
            Self::Has(topic, facts) | Self::Every(topic, facts) => {
                let fact = named(*topic)?;
                let given = facts.iter().any(|(id, matcher)| *id == fact && !matcher.allows_unknown());
                given.then(|| vec![*topic])
            }
            Self::All(conditions) => {
                let sources: Vec<_> = conditions.iter().filter_map(|part| part.sources(named)).flatten().collect();
                (!sources.is_empty()).then_some(sources)
            }
            Self::Any(conditions) => {
                let sources: Option<Vec<_>> = conditions.iter().map(|branch| branch.sources(named)).collect();
                sources.map(|sources| sources.concat())
            }
            Self::Lacks(..) | Self::Not(_) | Self::Agreement(_) => None,
        }
    }
}

impl Matcher {
    /// Whether a value matches. Durations of uneven units are read against what is asked: at their longest where they
    /// must be at most something, at their shortest where at least; one that equals `flipped`, the other way.
    #[must_use]
    pub fn matches(&self, value: &Value, flipped: Option<Duration>) -> bool {
        let compare = |bound: &Bound, reading: Reading| value.compare(&bound.value, reading, flipped);
        match self {
            Self::OneOf(values) => values.contains(value),
            Self::AtMost(bound) => {
                matches!(compare(bound, Reading::Longest), Some(Ordering::Less | Ordering::Equal))
            }
            Self::AtLeast(bound) => {
                matches!(compare(bound, Reading::Shortest), Some(Ordering::Greater | Ordering::Equal))
            }
            Self::Includes(wanted) => matches!(value, Value::Choices(bits) if bits & wanted == *wanted),
            Self::IncludesSome(count, wanted) => {
                matches!(value, Value::Choices(bits) if (bits & wanted).count_ones() >= *count)
            }
            Self::Known(known) => *known,
            Self::Not(matcher) => !matcher.matches(value, flipped),
            Self::All(matchers) => matchers.iter().all(|matcher| matcher.matches(value, flipped)),
        }
    }

    /// Whether a fact matches; one that is not given matches only where that is asked for.
    #[must_use]
    pub fn accepts(&self, value: Option<&Value>, flipped: Option<Duration>) -> bool {
        value.map_or_else(|| self.allows_unknown(), |value| self.matches(value, flipped))
    }

    /// The only values that match, if it names them.
    #[must_use]
    pub fn values(&self) -> Option<&[Value]> {
        match self {
            Self::OneOf(values) => Some(values),
            Self::All(matchers) => matchers.iter().find_map(Self::values),
            _ => None,
        }
    }

    /// Every bound that it compares with.
    pub fn bounds(&self, visit: &mut impl FnMut(&Bound)) {
        match self {
            Self::AtMost(bound) | Self::AtLeast(bound) => visit(bound),
            Self::Not(matcher) => matcher.bounds(visit),
            Self::All(matchers) => matchers.iter().for_each(|matcher| matcher.bounds(visit)),
            _ => {}
        }
    }

    fn parameters<'m>(&'m self, names: &mut BTreeSet<&'m str>) {
        match self {
            Self::AtMost(bound) | Self::AtLeast(bound) => names.extend(bound.parameter.as_deref()),
            Self::Not(matcher) => matcher.parameters(names),
            Self::All(matchers) => matchers.iter().for_each(|matcher| matcher.parameters(names)),
            _ => {}
        }
    }

    /// Whether a fact that is not given matches.
    #[must_use]
    pub fn allows_unknown(&self) -> bool {
        match self {
            Self::Known(known) => !known,
            Self::All(matchers) => matchers.iter().all(Self::allows_unknown),
            _ => false,
        }
    }
}
