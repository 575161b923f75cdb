//! The texts of the clauses of a document as one text: without numbers, headings, and what was dropped.

use super::fold::Folded;
use crate::ingest::segment::Outline;

/// The texts of the clauses of a document.
#[derive(Debug)]
pub(in crate::ingest) struct Divided {
    /// All of them, one behind the other.
    pub(in crate::ingest) folded: Folded,
    /// For each of their lines the clause, by its place in the outline.
    owners: Vec<usize>,
}

impl Divided {
    pub(in crate::ingest) fn of(outline: &Outline) -> Self {
        let clauses = outline.clauses.iter().enumerate();
        let owners = clauses.flat_map(|(place, clause)| clause.text.split('\n').map(move |_| place)).collect();
        Self { folded: Folded::of(lines(outline)), owners }
    }

    /// The clause on whose line something stands.
    pub(in crate::ingest) fn clause_on(&self, line: usize) -> Option<usize> {
        self.owners.get(line).copied()
    }

    /// The clause in which the letter at some place stands.
    pub(in crate::ingest) fn clause_at(&self, at: usize) -> Option<usize> {
        self.clause_on(self.folded.line_at(at))
    }
}

/// The lines of the texts of all clauses.
pub(in crate::ingest) fn lines(outline: &Outline) -> impl Iterator<Item = &str> {
    outline.clauses.iter().flat_map(|clause| clause.text.split('\n'))
}
