//! Which conditions follow from which, to find verdict rows that can never be reached.
//!
//! The answers are sound, not complete: `true` is always right; `false` can mean that it was not seen.

use std::cmp::Ordering;

use super::condition::{Bound, Condition, Matcher, Where};
use crate::vocabulary::Reading;

/// How many steps are taken to find out; conditions that people write need a few dozen.
const STEPS: u32 = 10_000;

/// Whether `b` holds whenever `a` does.
pub(super) fn implies(a: &Condition, b: &Condition) -> bool {
    let mut steps = STEPS;
    follows(a, b, &mut steps)
}

fn follows(a: &Condition, b: &Condition, steps: &mut u32) -> bool {
    use Condition as C;
    if *steps == 0 {
        return false;
    }
    *steps -= 1;
    match (a, b) {
        (C::Any(branches), _) => branches.iter().all(|branch| follows(branch, b, steps)),
        (_, C::All(parts)) => parts.iter().all(|part| follows(a, part, steps)),
        (C::All(parts), C::Any(branches)) => {
            parts.iter().any(|part| follows(part, b, steps)) || branches.iter().any(|branch| follows(a, branch, steps))
        }
        (C::All(parts), _) => parts.iter().any(|part| follows(part, b, steps)),
        (_, C::Any(branches)) => branches.iter().any(|branch| follows(a, branch, steps)),
        (C::Has(topic, facts) | C::Every(topic, facts), C::Has(other, wanted)) => {
            topic == other && facts_imply(facts, wanted)
        }
        (C::Every(topic, facts), C::Every(other, wanted)) => topic == other && facts_imply(facts, wanted),
        (C::Lacks(topic, facts), C::Lacks(other, wanted)) => topic == other && facts_imply(wanted, facts),
        (C::Not(a), C::Not(b)) => follows(b, a, steps),
        (C::Lacks(topic, facts), C::Not(b)) => follows(b, &C::Has(*topic, facts.clone()), steps),
        (C::Not(a), C::Lacks(topic, facts)) => follows(&C::Has(*topic, facts.clone()), a, steps),
        (C::Agreement(facts), C::Agreement(wanted)) => facts_imply(facts, wanted),
        _ => false,
    }
}

/// Whether a condition can never hold: it asks for something that it also excludes.
pub(super) fn contradicts(condition: &Condition) -> bool {
    let mut steps = STEPS;
    clashes(condition, &mut steps)
}

fn clashes(condition: &Condition, steps: &mut u32) -> bool {
    match condition {
        Condition::Any(branches) => branches.iter().all(|branch| clashes(branch, steps)),
        Condition::All(parts) => {
            let excluded = |part: &Condition| match part {
                Condition::Lacks(topic, facts) => Some(Condition::Has(*topic, facts.clone())),
                Condition::Not(condition) => Some((**condition).clone()),
                _ => None,
            };
            parts.iter().any(|part| clashes(part, steps))
                || parts
                    .iter()
                    .filter_map(excluded)
                    .any(|excluded| parts.iter().any(|part| follows(part, &excluded, steps)))
        }
        _ => false,
    }
}

/// Whether an annotation that matches `facts` always matches `wanted` as well.
fn facts_imply(facts: &Where, wanted: &Where) -> bool {
    let met = |(fact, matcher): &(_, Matcher)| {
        facts.iter().any(|(given, known)| given == fact && matcher_implies(known, matcher))
    };
    wanted.iter().all(met)
}

fn matcher_implies(a: &Matcher, b: &Matcher) -> bool {
    use Matcher as M;
    if a == b {
        return true;
    }
    match (a, b) {
        (_, M::All(parts)) => parts.iter().all(|part| matcher_implies(a, part)),
        (M::All(parts), _) => parts.iter().any(|part| matcher_implies(part, b)),
        (_, M::Known(true)) => !a.allows_unknown(),
        (M::OneOf(some), _) => !is_set(b) && some.iter().all(|value| b.matches(value, None)),
        (M::AtMost(low), M::AtMost(high)) => ordered(low, high, Reading::Longest),
        (M::AtLeast(high), M::AtLeast(low)) => ordered(low, high, Reading::Shortest),
        (M::Includes(all), M::Includes(some)) => all & some == *some,
        (M::Includes(all), M::IncludesSome(count, of)) => (all & of).count_ones() >= *count,
        (M::IncludesSome(many, some), M::IncludesSome(few, of)) => many >= few && some & of == *some,
        (M::Not(a), M::Not(b)) => matcher_implies(b, a),
        _ => false,
    }
}

/// Whether one bound is certainly not above another. What a parameter is differs from run to run, so it says nothing.
fn ordered(low: &Bound, high: &Bound, reading: Reading) -> bool {
    let fixed = low.parameter.is_none() && high.parameter.is_none();
    fixed && matches!(low.value.compare(&high.value, reading, None), Some(Ordering::Less | Ordering::Equal))
}

/// Whether a parameter decides what matches.
fn is_set(matcher: &Matcher) -> bool {
    let mut set = false;
    matcher.bounds(&mut |bound| set |= bound.parameter.is_some());
    set
}
