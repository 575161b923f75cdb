//! Judging without counting on proposals: a verdict stands only where it is the same whichever of them a person confirms.

use super::{
    asked,
    evaluate::{Facts, Index},
    finding,
};
use crate::{
    assessment::{Finding, Ground},
    checklist::{Condition, Level, Requirement, Verdict, Where},
    extract::Extract,
    vocabulary::TopicId,
};

/// What a condition comes to while nobody knows which proposals will be confirmed; the worse before the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Answer {
    /// It does not hold, whichever are.
    No,
    /// That depends on which.
    Open,
    /// It holds, whichever are.
    Yes,
}

impl Answer {
    fn not(self) -> Self {
        match self {
            Self::No => Self::Yes,
            Self::Open => Self::Open,
            Self::Yes => Self::No,
        }
    }
}

impl From<bool> for Answer {
    fn from(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }
}

/// An extract with its proposals and without them.
pub(super) struct Confirmed<'e> {
    extract: &'e Extract,
    all: Index<'e>,
    firm: Index<'e>,
}

impl<'e> Confirmed<'e> {
    pub(super) fn new(extract: &'e Extract, topics: usize) -> Self {
        Self { extract, all: Index::new(extract, topics), firm: Index::confirmed(extract, topics) }
    }

    /// The finding on what is confirmed, if proposals could not change it; else that a person has to look at them.
    pub(super) fn finding<'a>(&self, requirement: &'a Requirement) -> Finding<'a> {
        let without = finding(requirement, self.extract, Facts::new(&self.firm));
        if self.is_settled(requirement) && !self.is_mere_silence(&without) {
            return without;
        }
        let with = finding(requirement, self.extract, Facts::new(&self.all)).verdict;
        let about = asked(requirement);
        let proposals = self.about(&about).filter(|index| self.extract.annotations[*index].proposed);
        let mut related: Vec<usize> = proposals.chain(self.about(&requirement.topics)).collect();
        related.sort_unstable();
        related.dedup();
        let mut searched: Vec<TopicId> = about.into_iter().filter(|topic| self.all.about(*topic).is_empty()).collect();
        searched.sort_unstable();
        searched.dedup();
        Finding {
            requirement,
            verdict: Verdict::Review,
            level: requirement.level,
            ground: Ground::Unconfirmed { with, without: without.verdict },
            evidence: Vec::new(),
            related,
            searched,
            readings: Vec::new(),
        }
    }

    fn about(&self, topics: &[TopicId]) -> impl Iterator<Item = usize> {
        topics.iter().flat_map(|topic| self.all.about(*topic)).copied()
    }

    /// Whether the first row that holds gives the same verdict whichever proposals are confirmed. It may say no where a closer
    /// look at which proposals exclude each other would say yes, never the other way round.
    fn is_settled(&self, requirement: &Requirement) -> bool {
        let level = |level: Option<Level>| level.unwrap_or(requirement.level).max(requirement.level);
        let mut outcomes = Vec::new();
        for row in &requirement.rows {
            let answer = self.answer(&row.when);
            if answer > Answer::No {
                outcomes.push((row.verdict, level(row.level)));
            }
            if answer == Answer::Yes {
                return is_uniform(&outcomes);
            }
        }
        outcomes.push((Verdict::Missing, requirement.level));
        is_uniform(&outcomes)
    }

    /// Whether a finding rests on silence where there are clauses on the subject, but all of them are proposals: what these say
    /// once a person has looked at them, and perhaps changed them, is not known.
    fn is_mere_silence(&self, finding: &Finding<'_>) -> bool {
        let topics = &finding.requirement.topics;
        finding.evidence.is_empty()
            && !finding.searched.is_empty()
            && self.about(topics).next().is_some()
            && topics.iter().all(|topic| self.firm.about(*topic).is_empty())
    }

    fn answer(&self, condition: &Condition) -> Answer {
        match condition {
            Condition::Has(topic, facts) => self.has(*topic, facts),
            Condition::Lacks(topic, facts) => self.has(*topic, facts).not(),
            Condition::Every(topic, facts) => self.every(*topic, facts),
            Condition::All(parts) => parts.iter().map(|part| self.answer(part)).min().unwrap_or(Answer::Yes),
            Condition::Any(branches) => branches.iter().map(|part| self.answer(part)).max().unwrap_or(Answer::No),
            Condition::Not(condition) => self.answer(condition).not(),
            Condition::Agreement(_) => Facts::new(&self.firm).support(condition).is_some().into(),
        }
    }

    fn has(&self, topic: TopicId, facts: &Where) -> Answer {
        let some = |index| Facts::new(index).matches(topic, facts).next().is_some();
        if some(&self.firm) {
            Answer::Yes
        } else if some(&self.all) {
            Answer::Open
        } else {
            Answer::No
        }
    }

    /// Confirmed clauses that do not match settle it; else it depends on whether there are proposals that do, or that do not.
    fn every(&self, topic: TopicId, facts: &Where) -> Answer {
        let counts = |index: &Index<'_>| (Facts::new(index).matches(topic, facts).count(), index.about(topic).len());
        let ((matching, confirmed), (all_matching, all)) = (counts(&self.firm), counts(&self.all));
        if matching < confirmed || all_matching == 0 {
            Answer::No
        } else if confirmed > 0 && all_matching == all {
            Answer::Yes
        } else {
            Answer::Open
        }
    }
}

fn is_uniform(outcomes: &[(Verdict, Level)]) -> bool {
    outcomes.windows(2).all(|pair| pair[0] == pair[1])
}
