//! Reads acts, topics, and facts, in a vocabulary or in a checklist that adds some.

use std::{collections::BTreeMap, sync::Arc};

use super::{Act, Choice, Fact, FactKind, Topic, Vocabulary, provision::Unit, value::MAX_CHOICES};
use crate::{
    problem::{Code, Problem, Sink},
    read,
    schema::Shape,
    source::Source,
    yaml::Node,
};

pub(super) fn vocabulary(source: &Arc<Source>) -> Result<Vocabulary, Vec<Problem>> {
    read::parse(source, Shape::Vocabulary)?.read(|root, sink| {
        let mut vocabulary = Vocabulary::default();
        definitions(&mut vocabulary, root, sink);
        vocabulary
    })
}

/// Adds what a file defines: acts, and topics with the facts that they share.
pub(super) fn definitions(vocabulary: &mut Vocabulary, root: Node<'_>, sink: &mut Sink) {
    for (key, node) in read::members(root, "acts") {
        if act(key, node).is_some_and(|act| !vocabulary.add_act(act)) {
            sink.add(sink.at(Code::DuplicateAct, key.span()).with("act", key.name()));
        }
    }
    let shared = read::members(root, "shared")
        .filter_map(|(name, node)| Some((name.name().into_owned(), fact(name, node, sink)?)))
        .collect();
    topics(vocabulary, &shared, root, sink);
}

fn act(key: Node<'_>, node: Node<'_>) -> Option<Act> {
    Some(Act {
        name: key.name().into_owned(),
        label: read::text(node.get("label")),
        unit: match node.get("unit")?.text()? {
            "clause" => Unit::Clause,
            _ => Unit::Article,
        },
        last: node.get("last").and_then(Node::count).and_then(|last| last.try_into().ok()),
        address: read::string(node, "address"),
    })
}

fn topics(vocabulary: &mut Vocabulary, shared: &BTreeMap<String, Fact>, root: Node<'_>, sink: &mut Sink) {
    for (key, node) in read::members(root, "topics") {
        let own = read::members(node, "facts").filter_map(|(name, node)| fact(name, node, sink)).collect::<Vec<_>>();
        let mut facts = Vec::new();
        for item in read::items(node, "shared") {
            let name = item.text().unwrap_or_default();
            if let Some(fact) = shared.get(name) {
                facts.push(fact.clone());
            } else {
                let unknown = sink.at(Code::UnknownSharedFact, item.span()).with("fact", name);
                sink.add(unknown.with_nearest(name, shared.keys().map(String::as_str)));
            }
        }
        facts.extend(own);
        let name = key.name().into_owned();
        let topic = Topic { name, label: read::text(node.get("label")), when: read::text(node.get("when")), facts };
        if !vocabulary.add(topic) {
            sink.add(sink.at(Code::DuplicateTopic, key.span()).with("topic", key.name()));
        }
    }
}

fn fact(name: Node<'_>, node: Node<'_>, sink: &mut Sink) -> Option<Fact> {
    let mut choices: Vec<Choice> = read::members(node, "values")
        .map(|(name, label)| Choice { name: name.name().into_owned(), label: read::text(Some(label)) })
        .collect();
    let count = choices.len();
    choices.truncate(MAX_CHOICES);
    let kind = node.get("type")?;
    let (kind, takes_values) = match kind.text()? {
        "flag" => (FactKind::Flag, false),
        "choice" => (FactKind::Choice(choices), true),
        "choices" => (FactKind::Choices(choices), true),
        "duration" => (FactKind::Duration, false),
        "number" => (FactKind::Number, false),
        "money" => (FactKind::Money, false),
        "text" => (FactKind::Text, false),
        _ => return None,
    };
    if takes_values != (count > 0) || count > MAX_CHOICES {
        let place = node.key("values").or(node.key("type")).unwrap_or(name).span();
        let limit = MAX_CHOICES.to_string();
        sink.add(sink.at(Code::BadFactDefinition, place).with("fact", name.name()).with("limit", limit));
    }
    Some(Fact { name: name.name().into_owned(), label: read::text(node.get("label")), kind })
}
