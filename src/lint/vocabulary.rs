//! Warnings about topics and their facts, in a vocabulary or in a checklist that adds some.

use std::sync::Arc;

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
    let topics: Vec<(Node<'_>, Node<'_>)> = read::members(root, "topics").collect();
    for (index, (key, node)) in topics.iter().enumerate() {
        if let Some(label) = node.get("label") {
            let earlier = |label: &str| {
                let labels = topics[..index].iter().filter_map(|(_, topic)| topic.get("label"));
                labels.into_iter().any(|other| texts(other).any(|(_, text)| text == label))
            };
            twice(label, earlier, sink);
        }
        let Some(topic) = vocabulary.find(&key.name()) else { continue };
        if !asked.topics.contains(&topic) {
            sink.add(sink.at(Code::UnaskedTopic, key.span()).with("topic", key.name()));
            continue;
        }
        for (fact, _) in read::members(*node, "facts") {
            let id = vocabulary.topic(topic).find(&fact.name());
            if id.is_some_and(|id| !asked.facts.contains(&(topic, id))) {
                let problem = sink.at(Code::UnreadFact, fact.span()).with("fact", fact.name());
                sink.add(problem.with("topic", key.name()));
            }
        }
    }
}
