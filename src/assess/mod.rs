//! Judges an extract against a checklist: one loop over the requirements, each a decision list.

mod confirmed;
mod evaluate;
mod example;

use confirmed::Confirmed;
use evaluate::{Facts, Index, Support};

use crate::{
    assessment::{Assessment, Finding, Ground},
    checklist::{Checklist, Example, Requirement, Row, Verdict},
    extract::Extract,
    vocabulary::{Duration, TopicId, Vocabulary},
};

/// Judges an extract against a checklist. Both were read with this vocabulary.
#[must_use]
pub fn assess<'a>(extract: &'a Extract, checklist: &'a Checklist, vocabulary: &Vocabulary) -> Assessment<'a> {
    let index = Index::new(extract, vocabulary.len());
    judge(extract, checklist, |requirement| finding(requirement, extract, Facts::new(&index)))
}

/// Judges an extract against a checklist without counting on what no person has confirmed: where proposals could change a verdict,
/// or are all that there is on the subject, it is to be reviewed.
#[must_use]
pub fn assess_confirmed<'a>(extract: &'a Extract, checklist: &'a Checklist, vocabulary: &Vocabulary) -> Assessment<'a> {
    let confirmed = Confirmed::new(extract, vocabulary.len());
    judge(extract, checklist, |requirement| confirmed.finding(requirement))
}

fn judge<'a>(
    extract: &'a Extract,
    checklist: &'a Checklist,
    finding: impl Fn(&'a Requirement) -> Finding<'a>,
) -> Assessment<'a> {
    let mut assessment = Assessment { extract, checklist, findings: Vec::new() };
    let applies = !assessment.is_excluded();
    let judge = |requirement| if applies { finding(requirement) } else { excluded(requirement) };
    assessment.findings = checklist.requirements().map(|(_, requirement)| judge(requirement)).collect();
    assessment
}

/// What an example comes to.
#[derive(Debug)]
pub struct Tried {
    /// The verdict.
    pub verdict: Verdict,
    /// What decided.
    pub ground: Ground,
    /// What made the condition true, by its place among what the example gives.
    pub evidence: Vec<usize>,
}

/// Judges a case that a checklist gives as an example, by its requirement alone.
#[must_use]
pub fn assess_example(requirement: &Requirement, example: &Example, vocabulary: &Vocabulary) -> Tried {
    let extract = example::extract(example);
    let finding = finding(requirement, &extract, Facts::new(&Index::new(&extract, vocabulary.len())));
    Tried { verdict: finding.verdict, ground: finding.ground, evidence: finding.evidence }
}

/// The finding of a requirement that the relationship of the parties takes away.
fn excluded(requirement: &Requirement) -> Finding<'_> {
    Finding {
        requirement,
        verdict: Verdict::NotApplicable,
        level: requirement.level,
        ground: Ground::Relationship,
        evidence: Vec::new(),
        related: Vec::new(),
        searched: Vec::new(),
        readings: Vec::new(),
    }
}

/// The first row that holds decides; when none does, what is asked is missing.
fn finding<'a>(requirement: &'a Requirement, extract: &Extract, facts: Facts<'_>) -> Finding<'a> {
    let all_read = extract.unread().next().is_none();
    let decision = decide(requirement, facts);
    let readings = deciding_readings(requirement, facts, decision.as_ref());
    let (verdict, level, ground, support) = match decision {
        // Silence is only silence where somebody has read.
        Some((index, support)) if !all_read && support.rests_on_silence(requirement.rows[index].verdict) => {
            (Verdict::Review, requirement.rows[index].level, Ground::SilenceUnread(index), support)
        }
        Some((index, support)) => {
            let row = &requirement.rows[index];
            (row.verdict, row.level, Ground::Row(index), support)
        }
        None => {
            let support = Support { searched: asked(requirement), ..Support::default() };
            let (verdict, ground) =
                if all_read { (Verdict::Missing, Ground::Otherwise) } else { (Verdict::Review, Ground::Unread) };
            (verdict, None, ground, support)
        }
    };
    let Support { mut evidence, mut searched } = support;
    evidence.sort_unstable();
    evidence.dedup();
    searched.sort_unstable();
    searched.dedup();
    let related = if verdict.is_gap() { facts.related(&requirement.topics, &evidence) } else { Vec::new() };
    // An overlay may have lowered the requirement below what its row says.
    let level = level.unwrap_or(requirement.level).max(requirement.level);
    Finding { requirement, verdict, level, ground, evidence, related, searched, readings }
}

/// The first row that holds, by its place, with what makes it hold.
fn decide(requirement: &Requirement, facts: Facts<'_>) -> Option<(usize, Support)> {
    let support = |(index, row): (usize, &Row)| Some((index, facts.support(&row.when)?));
    requirement.rows.iter().enumerate().find_map(support)
}

/// How many durations of uneven units are tried; agreements have a handful.
const MAX_READINGS: usize = 64;

/// The durations of uneven units on whose reading the decision rests: had one been read the other way, another row or other
/// clauses would have decided.
fn deciding_readings(
    requirement: &Requirement,
    facts: Facts<'_>,
    decision: Option<&(usize, Support)>,
) -> Vec<Duration> {
    let uneven = facts.uneven(requirement.rows.iter().map(|row| &row.when));
    let decides = |duration: &Duration| decide(requirement, facts.flipped(*duration)).as_ref() != decision;
    uneven.into_iter().take(MAX_READINGS).filter(decides).collect()
}

/// Every topic that a requirement looks at.
fn asked(requirement: &Requirement) -> Vec<TopicId> {
    let mut topics = requirement.topics.clone();
    requirement.rows.iter().for_each(|row| row.when.topics(&mut |topic| topics.push(topic)));
    topics
}
