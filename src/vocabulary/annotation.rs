//! What an extract and the examples of a checklist share: a topic with its facts.

use super::{FactId, Topic, TopicId, Value, Vocabulary};
use crate::{
    problem::{Code, Sink},
    read,
    yaml::Node,
};

/// The facts that are given, in the order of the topic's facts. What is not in it is unknown.
pub type Facts = Vec<(FactId, Value)>;

/// The value that a fact has among those that are given.
#[must_use]
pub fn given(facts: &Facts, fact: FactId) -> Option<&Value> {
    facts.iter().find(|(known, _)| *known == fact).map(|(_, value)| value)
}

/// Reads an annotation: the name of a topic, or a map with `topic` and `facts`.
pub fn read_annotation(vocabulary: &Vocabulary, node: Node<'_>, sink: &mut Sink) -> Option<(TopicId, Facts)> {
    let name = if node.is_map() { node.get("topic")? } else { node };
    let topic = find_topic(vocabulary, name, sink)?;
    let mut facts = Vec::new();
    for (key, value) in read::members(node, "facts") {
        let known = vocabulary.topic(topic);
        if let Some(fact) = find_fact(known, key, sink)
            && let Some(value) = Value::read(known, known.fact(fact), value, sink)
        {
            facts.push((fact, value));
        }
    }
    facts.sort_by_key(|(fact, _)| *fact);
    Some((topic, facts))
}

/// Finds the topic that a value names; reports it where there is none.
pub fn find_topic(vocabulary: &Vocabulary, node: Node<'_>, sink: &mut Sink) -> Option<TopicId> {
    let name = node.text()?;
    let found = vocabulary.find(name);
    if found.is_none() {
        let known = vocabulary.topics().map(|topic| topic.name.as_str());
        sink.add(sink.at(Code::UnknownTopic, node.span()).with("topic", name).with_nearest(name, known));
    }
    found
}

/// Finds the fact that a key names; reports it where the topic has none of that name.
pub fn find_fact(topic: &Topic, key: Node<'_>, sink: &mut Sink) -> Option<FactId> {
    let name = key.name();
    let found = topic.find(&name);
    if found.is_none() {
        let known = || topic.facts.iter().map(|fact| fact.name.as_str());
        let code = if topic.facts.is_empty() { Code::NoFacts } else { Code::UnknownFact };
        let unknown = sink.at(code, key.span()).with("fact", name.as_ref()).with("topic", topic.name.as_str());
        sink.add(unknown.with_list("options", known()).with_nearest(&name, known()));
    }
    found
}
