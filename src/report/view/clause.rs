//! The clauses of an extract with what they are about and what rests on them, for reports that show them.

use std::collections::BTreeMap;

use super::{Line, View, standing};
use crate::extract::{Annotation, Clause, Document};

/// A clause.
#[derive(Debug)]
pub struct ClauseView<'v> {
    /// Its place in the extract.
    pub place: usize,
    /// The clause.
    pub clause: &'v Clause,
    /// The document that it stands in.
    pub document: &'v Document,
    /// How it stands in the document, in words.
    pub standing: Option<String>,
    /// What it is about.
    pub annotations: Vec<AnnotationView<'v>>,
    /// The findings that point to it, in the order of the report.
    pub uses: Vec<Use<'v>>,
}

/// What a clause is about, in words.
#[derive(Debug)]
pub struct AnnotationView<'v> {
    /// The name of the topic for people.
    pub topic: &'v str,
    /// What the clause says about it: the names of facts, each with its value.
    pub facts: Vec<(&'v str, String)>,
    /// The annotation itself.
    pub annotation: &'v Annotation,
}

/// A finding that points to a clause.
#[derive(Clone, Copy, Debug)]
pub struct Use<'v> {
    /// The checklist, by its place in the run.
    pub section: usize,
    /// The finding.
    pub line: &'v Line<'v>,
    /// Whether the verdict rests on the clause; otherwise the clause is only where else to look.
    pub decides: bool,
}

impl View<'_> {
    /// Every clause, in the order of the extract.
    #[must_use]
    pub fn clauses(&self) -> Vec<ClauseView<'_>> {
        let mut uses = self.uses();
        let mut annotations: BTreeMap<usize, Vec<AnnotationView<'_>>> = BTreeMap::new();
        for annotation in &self.extract.annotations {
            annotations.entry(annotation.clause).or_default().push(self.annotation(annotation));
        }
        let clauses = self.extract.clauses.iter().enumerate().map(|(place, clause)| ClauseView {
            place,
            clause,
            document: &self.extract.documents[clause.document],
            standing: standing(clause.standing.is_verified(), clause.shown_line(), self.words),
            annotations: annotations.remove(&place).unwrap_or_default(),
            uses: uses.remove(&place).unwrap_or_default(),
        });
        clauses.collect()
    }

    /// The name for people of a topic, by its name in data.
    #[must_use]
    pub fn topic<'n>(&'n self, name: &'n str) -> &'n str {
        let topic = self.vocabulary.find(name).map(|id| self.vocabulary.topic(id));
        topic.map_or(name, |topic| topic.label.get(self.words.language()))
    }

    fn annotation<'v>(&'v self, annotation: &'v Annotation) -> AnnotationView<'v> {
        let language = self.words.language();
        let topic = self.vocabulary.topic(annotation.topic);
        let facts = annotation.facts.iter().map(|(id, value)| {
            let fact = topic.fact(*id);
            (fact.label.get(language), value.show(&fact.kind, self.words))
        });
        AnnotationView { topic: topic.label.get(language), facts: facts.collect(), annotation }
    }

    /// For each clause the findings that point to it, each once.
    fn uses(&self) -> BTreeMap<usize, Vec<Use<'_>>> {
        let mut uses: BTreeMap<usize, Vec<Use<'_>>> = BTreeMap::new();
        for (section, found) in self.sections.iter().enumerate() {
            for line in found.areas.iter().flat_map(|area| &area.lines) {
                let evidence = line.evidence.iter().map(|pointer| (pointer.clause, true));
                let related = line.related.iter().map(|pointer| (pointer.clause, false));
                for (clause, decides) in evidence.chain(related) {
                    let of_clause = uses.entry(clause).or_default();
                    if !of_clause.iter().any(|one| one.section == section && one.line.id == line.id) {
                        of_clause.push(Use { section, line, decides });
                    }
                }
            }
        }
        uses
    }
}
