//! Warnings about an extract.

use std::sync::Arc;

use super::{Asked, look};
use crate::{
    problem::{Code, Problem, Sink},
    read,
    report::{State, WaiverView},
    source::Source,
    vocabulary::{TopicId, Vocabulary},
    yaml::Node,
};

/// Warnings about an extract that was read without problems. `asked` is what all known checklists ask about, `waivers` what
/// has become of its waivers.
#[must_use]
pub fn extract(
    source: &Arc<Source>,
    vocabulary: &Vocabulary,
    asked: &Asked,
    waivers: &[WaiverView<'_>],
) -> Vec<Problem> {
    look(source, |root, sink| {
        for clause in read::items(root, "clauses") {
            for node in read::items(clause, "annotations") {
                annotation(node, vocabulary, asked, sink);
            }
        }
        for (node, view) in read::items(root, "waivers").zip(waivers) {
            waiver(node, view, sink);
        }
    })
}

/// What no checklist asks about cannot have an effect on any verdict.
fn annotation(node: Node<'_>, vocabulary: &Vocabulary, asked: &Asked, sink: &mut Sink) {
    let Some(name) = (if node.is_map() { node.get("topic") } else { Some(node) }) else { return };
    let Some(topic) = name.text().and_then(|name| vocabulary.find(name)) else { return };
    if !asked.topics.contains(&topic) {
        sink.add(sink.at(Code::UnaskedTopic, name.span()).with("topic", name.name()));
        return;
    }
    for (fact, _) in read::members(node, "facts") {
        if is_unread(topic, &fact.name(), vocabulary, asked) {
            let problem = sink.at(Code::UnreadFact, fact.span()).with("fact", fact.name());
            sink.add(problem.with("topic", name.name()));
        }
    }
}

fn is_unread(topic: TopicId, fact: &str, vocabulary: &Vocabulary, asked: &Asked) -> bool {
    let id = vocabulary.topic(topic).find(fact);
    id.is_some_and(|id| !asked.facts.contains(&(topic, id)))
}

fn waiver(node: Node<'_>, view: &WaiverView<'_>, sink: &mut Sink) {
    let (code, key) = match view.state {
        State::InForce => return,
        State::RunOut => (Code::WaiverRunOut, "until"),
        State::Unneeded => (Code::WaiverUnneeded, "requirement"),
        State::Unknown => (Code::WaiverUnknown, "requirement"),
    };
    let place = node.get(key).unwrap_or(node).span();
    let problem = sink.at(code, place).with("requirement", view.waiver.requirement.as_str());
    let problem = problem.with("until", view.waiver.until.to_string());
    sink.add(match view.near {
        Some(near) => problem.with("near", near),
        None => problem,
    });
}
