//! The order of verdict rows: where clauses undercut each other the weakest should decide.

use super::{Condition, Row, Verdict, imply};

/// Pairs of rows, by their places, of which the first gives the better verdict though a clause could fulfil the second as
/// well: a firm duty in one clause would hide best efforts in another. Rows that say why they outweigh others are left out.
#[must_use]
pub fn undercut(rows: &[Row]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (worse, row) in rows.iter().enumerate() {
        let hides = |better: &Row| {
            better.outweighs.is_none() && is_better(better.verdict, row.verdict) && hides(&better.when, &row.when)
        };
        pairs.extend(rows[..worse].iter().position(hides).map(|better| (better, worse)));
    }
    pairs
}

/// Whether a verdict is good news beside another one. What does not apply is neither.
fn is_better(one: Verdict, other: Verdict) -> bool {
    use Verdict::{Conflict, Met, Missing, Partial};
    let rank = |verdict| [Conflict, Missing, Partial, Met].iter().position(|known| *known == verdict);
    matches!((rank(one), rank(other)), (Some(one), Some(other)) if one > other)
}

/// Whether a clause that fulfils the second condition can stand beside one that fulfils the first, so that the first decides.
fn hides(first: &Condition, second: &Condition) -> bool {
    // What holds whenever the first does is no defect of its own, but what is left when the first does not hold.
    if imply::implies(first, second) || imply::implies(first, &Condition::Not(Box::new(second.clone()))) {
        return false;
    }
    // A defect is a fact of a clause on a topic of which the first looks for one good clause.
    let mut defects = Vec::new();
    alone(second, &mut |topic, facts| {
        if !facts.is_empty() {
            defects.push((topic, facts.clone()));
        }
    });
    defects.iter().any(|(topic, facts)| {
        let mut hidden = false;
        alone(first, &mut |other, wanted| {
            let defect = Condition::Has(*topic, facts.clone());
            let good = Condition::Has(other, wanted.clone());
            hidden |= other == *topic && !imply::implies(&good, &defect);
        });
        hidden && !imply::implies(first, &Condition::Lacks(*topic, facts.clone()))
    })
}

/// The topics of which a condition looks for one clause, in every branch.
fn alone(condition: &Condition, visit: &mut dyn FnMut(crate::vocabulary::TopicId, &super::Where)) {
    match condition {
        Condition::Has(topic, facts) => visit(*topic, facts),
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| alone(part, visit)),
        Condition::Lacks(..) | Condition::Every(..) | Condition::Not(_) | Condition::Agreement(_) => {}
    }
}
