//! The examples inside a checklist: whether each comes to the verdict it expects, and which verdict rows none of them reaches.
//!
//! Of an overlay the examples of the checklists below it are tried too, on what is asked now: what a change changes is seen.

mod told;

use crate::{
    assess::{Tried, assess_example},
    assessment::Ground,
    checklist::{Checklist, Example, Requirement, Row},
    vocabulary::Vocabulary,
};

pub use told::tell;

/// A requirement with what its examples come to.
#[derive(Debug)]
pub struct Trial<'c> {
    /// The requirement.
    pub requirement: &'c Requirement,
    /// The examples that come to another verdict than they expect.
    pub failures: Vec<Failure<'c>>,
    /// The rows that no example reaches and that do not say why, each with its number (from 1).
    pub unreached: Vec<(usize, &'c Row)>,
}

/// An example that comes to another verdict than it expects.
#[derive(Debug)]
pub struct Failure<'c> {
    /// The example.
    pub example: &'c Example,
    /// What it comes to.
    pub tried: Tried,
}

impl Trial<'_> {
    /// Whether every example comes to its verdict and every row is reached.
    #[must_use]
    pub fn is_passed(&self) -> bool {
        self.failures.is_empty() && self.unreached.is_empty()
    }
}

/// Tries the examples of every requirement of a checklist.
#[must_use]
pub fn run<'c>(checklist: &'c Checklist, vocabulary: &Vocabulary) -> Vec<Trial<'c>> {
    checklist.requirements().map(|(_, requirement)| trial(requirement, vocabulary)).collect()
}

fn trial<'c>(requirement: &'c Requirement, vocabulary: &Vocabulary) -> Trial<'c> {
    let mut reached = vec![false; requirement.rows.len()];
    let mut failures = Vec::new();
    for example in &requirement.examples {
        let tried = assess_example(requirement, example, vocabulary);
        if let Ground::Row(index) = tried.ground {
            reached[index] = true;
        }
        if tried.verdict != example.expect {
            failures.push(Failure { example, tried });
        }
    }
    let rows = requirement.rows.iter().enumerate().zip(reached);
    let unreached = rows.filter(|((_, row), reached)| !reached && row.untested.is_none());
    Trial { requirement, failures, unreached: unreached.map(|((index, row), _)| (index + 1, row)).collect() }
}
