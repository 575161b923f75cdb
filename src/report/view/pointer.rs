//! Pointers to the clauses of an extract, each with what is noted there.

use std::collections::{BTreeSet, HashMap, hash_map::Entry};

use super::standing::{mark, standing};
use crate::{
    extract::{Annotation, Extract},
    vocabulary::{TopicId, Vocabulary},
    words::Words,
};

/// A place in the agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pointer<'a> {
    /// The clause, by its place in the extract.
    pub clause: usize,
    /// The clause, as a lawyer cites it.
    pub reference: &'a str,
    /// The document, by its name in the extract.
    pub document: &'a str,
    /// The file of the document.
    pub file: Option<&'a str>,
    /// The page.
    pub page: Option<u32>,
    /// The line of the document, where it is known.
    pub document_line: Option<u32>,
    /// Whether the clause was found in its document; nothing where nobody could look.
    pub verified: Option<bool>,
    /// A sign for that; empty where nobody could look.
    pub mark: &'static str,
    /// The same in words, with the line.
    pub standing: Option<String>,
    /// The topic of the annotation.
    pub topic: Option<&'a str>,
    /// What the clause states about the topic: facts by their names in data, with their values in words. Empty for a clause
    /// that an annotation only draws on.
    pub facts: Vec<(&'a str, String)>,
    /// The line of the extract (from 1).
    pub line: u32,
    /// The annotator's remark.
    pub note: Option<&'a str>,
}

/// A clause of an extract.
pub(super) fn pointer<'a>(extract: &'a Extract, place: usize, topic: Option<&'a str>, words: &Words) -> Pointer<'a> {
    let clause = &extract.clauses[place];
    let document = &extract.documents[clause.document];
    Pointer {
        clause: place,
        reference: &clause.reference,
        document: &document.id,
        file: document.file.as_deref(),
        page: clause.shown_page(),
        document_line: clause.shown_line(),
        verified: clause.standing.is_verified(),
        mark: mark(clause),
        standing: standing(clause.standing.is_verified(), clause.shown_line(), words),
        topic,
        facts: Vec::new(),
        line: clause.line,
        note: None,
    }
}

/// The clauses of some annotations, in the order of the extract: each its own and those it draws on, every clause and topic
/// once.
pub(super) fn pointers<'a>(
    extract: &'a Extract,
    annotations: impl Iterator<Item = &'a Annotation>,
    vocabulary: &'a Vocabulary,
    words: &Words,
) -> Vec<Pointer<'a>> {
    let mut pointers: Vec<(usize, Pointer<'a>)> = Vec::new();
    let mut places: HashMap<(usize, TopicId), usize> = HashMap::new();
    for annotation in annotations {
        let topic = Some(vocabulary.topic(annotation.topic).name.as_str());
        let own = Pointer {
            line: annotation.line,
            note: annotation.note.as_deref(),
            facts: facts(annotation, vocabulary, words),
            ..pointer(extract, annotation.clause, topic, words)
        };
        let also = annotation.also.iter().map(|clause| (*clause, pointer(extract, *clause, topic, words)));
        for (clause, pointer) in std::iter::once((annotation.clause, own)).chain(also) {
            match places.entry((clause, annotation.topic)) {
                Entry::Occupied(place) => join(&mut pointers[*place.get()].1, pointer),
                Entry::Vacant(place) => {
                    place.insert(pointers.len());
                    pointers.push((clause, pointer));
                }
            }
        }
    }
    pointers.sort_by_key(|(clause, _)| *clause);
    pointers.into_iter().map(|(_, pointer)| pointer).collect()
}

fn facts<'a>(annotation: &Annotation, vocabulary: &'a Vocabulary, words: &Words) -> Vec<(&'a str, String)> {
    let topic = vocabulary.topic(annotation.topic);
    let shown = annotation.facts.iter().map(|(id, value)| {
        let fact = topic.fact(*id);
        (fact.name.as_str(), value.show(&fact.kind, words))
    });
    shown.collect()
}

/// What stands between the values that several annotations of one clause give a fact.
const BETWEEN: &str = " / ";

/// Adds a second pointer to the same clause and topic. The annotation's own clause says more than one that it only draws on;
/// of several annotations the facts of each count, whichever comes first.
fn join<'a>(first: &mut Pointer<'a>, second: Pointer<'a>) {
    if second.note.is_some() && first.note.is_none() {
        (first.note, first.line) = (second.note, second.line);
    }
    for (name, value) in second.facts {
        match first.facts.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => join_values(known, &value),
            None => first.facts.push((name, value)),
        }
    }
}

/// Adds the values that another annotation of the same clause gives a fact: each once, in the same order whichever comes first.
pub(crate) fn join_values(known: &mut String, others: &str) {
    let values: BTreeSet<&str> = known.split(BETWEEN).chain(others.split(BETWEEN)).collect();
    *known = values.into_iter().collect::<Vec<_>>().join(BETWEEN);
}
