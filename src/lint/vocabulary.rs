//! Warnings about topics and their facts, in a vocabulary or in a checklist that adds some.

use std::{collections::HashSet, sync::Arc};

use super::{
    Asked,
    checklist::{texts, twice},
    look, text,
};
use crate::{
    problem::{Code, Problem, Sink},
    read,
    source::Source,
    vocabulary::Vocabulary,
    yaml::Node,
};

/// Warnings about a vocabulary that was read without problems; `asked` is what checklists ask about that use it.
#[must_use]
pub fn vocabulary(source: &Arc<Source>, vocabulary: &Vocabulary, asked: &Asked) -> Vec<Problem> {
    look(source, |root, sink| {
        text::check(root, sink);
        definitions(root, vocabulary, asked, sink);
    })
}

/// Warnings about the topics that a file defines.
pub(super) fn definitions(root: Node<'_>, vocabulary: &Vocabulary, asked: &Asked, sink: &mut Sink) {
    let mut labels = HashSet::new();
    for (key, node) in read::members(root, "topics") {
        if let Some(label) = node.get("label") {
            twice(label, |label| labels.contains(label), sink);
            labels.extend(texts(label).map(|(_, text)| text));
        }
        unread(key, node, vocabulary, asked, sink);
    }
}

/// What no checklist asks about cannot have an effect on any verdict: a topic, given by its name, or some of the facts that
/// stand under it.
pub(super) fn unread(name: Node<'_>, node: Node<'_>, vocabulary: &Vocabulary, asked: &Asked, sink: &mut Sink) {
    let Some(topic) = vocabulary.find(&name.name()) else { return };
    if !asked.topics.contains(&topic) {
        sink.add(sink.at(Code::UnaskedTopic, name.span()).with("topic", name.name()));
        return;
    }
    for (fact, _) in read::members(node, "facts") {
        let id = vocabulary.topic(topic).find(&fact.name());
        if id.is_some_and(|id| !asked.facts.contains(&(topic, id))) {
            let problem = sink.at(Code::UnreadFact, fact.span()).with("fact", fact.name());
            sink.add(problem.with("topic", name.name()));
        }
    }
}
