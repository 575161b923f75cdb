//! The schemas as an editor gets them: the shapes with the topics and facts of a vocabulary filled in, so that they complete
//! and explain themselves while somebody types.
//!
//! `schemas/` holds what [`schema`] makes of the built-in vocabulary; a test refuses any difference.

use serde_json::{Map, Value, json};

use crate::{
    language::{Language, Text},
    schema::shapes::{self, text},
    vocabulary::{Choice, Fact, FactKind, Topic, Vocabulary},
    yaml,
};

/// The names of the schemas, which are also the names of their files in `schemas/`.
pub const NAMES: [&str; 4] = ["extract", "checklist", "vocabulary", "report"];

/// A schema as text, ready for a file; `None` for an unknown name.
#[must_use]
pub fn schema(name: &str, vocabulary: &Vocabulary) -> Option<String> {
    let schema = match name {
        "extract" => shapes::extract(annotation(vocabulary)),
        "checklist" => shapes::checklist(topic(vocabulary)),
        "vocabulary" => shapes::vocabulary(),
        "report" => shapes::report(),
        _ => return None,
    };
    Some(yaml::write_json(&schema))
}

/// The name of a topic. An own one is no less a topic: the known ones are offered, none is refused.
fn topic(vocabulary: &Vocabulary) -> Value {
    let known: Vec<&str> = vocabulary.topics().map(|topic| topic.name.as_str()).collect();
    json!({"anyOf": [{"enum": known}, shapes::topic_id()]})
}

/// An annotation whose topic and facts are those of a vocabulary.
fn annotation(vocabulary: &Vocabulary) -> Value {
    let topics: Vec<Value> = vocabulary.topics().map(|topic| json!(topic.name)).collect();
    let meanings: Vec<Value> = vocabulary.topics().map(|topic| json!(meaning(topic))).collect();
    let names = json!({"type": "string", "enum": topics, "markdownEnumDescriptions": meanings});
    let mut object = shapes::annotation(names.clone(), json!({"type": "object"}));
    let rules = vocabulary.topics().map(|topic| {
        let facts: Map<String, Value> = topic.facts.iter().map(|fact| (fact.name.clone(), fact_shape(fact))).collect();
        json!({
            "if": {"required": ["topic"], "properties": {"topic": {"const": topic.name}}},
            "then": {"properties": {"facts": {
                "description": meaning(topic), "additionalProperties": false, "properties": facts,
            }}},
        })
    });
    object["allOf"] = rules.collect();
    object["type"] = json!("object");
    json!({"if": {"type": "string"}, "then": names, "else": object})
}

/// What a topic is and when to annotate with it, in every language.
fn meaning(topic: &Topic) -> String {
    let text = |language| format!("{}: {}.", topic.label.get(language), topic.when.get(language));
    Language::all().map(text).collect::<Vec<_>>().join("\n\n")
}

fn every_language(text: &Text) -> String {
    Language::all().map(|language| text.get(language)).collect::<Vec<_>>().join(" / ")
}

fn fact_shape(fact: &Fact) -> Value {
    let named = |choices: &[Choice]| {
        let names: Vec<&str> = choices.iter().map(|choice| choice.name.as_str()).collect();
        let labels: Vec<String> = choices.iter().map(|choice| every_language(&choice.label)).collect();
        json!({"type": "string", "enum": names, "markdownEnumDescriptions": labels})
    };
    let mut shape = match &fact.kind {
        FactKind::Flag => json!({"type": "boolean"}),
        FactKind::Choice(choices) => named(choices),
        FactKind::Choices(choices) => json!({"type": "array", "minItems": 1, "items": named(choices)}),
        FactKind::Duration => {
            let pattern = "^[0-9]+ (hour|day|working day|week|month|year)s?$";
            json!({"type": "string", "pattern": pattern, "examples": ["48 hours", "14 days", "5 working days"]})
        }
        FactKind::Number => json!({"type": "number"}),
        FactKind::Money => json!({"type": "string", "pattern": "^[0-9]+(\\.[0-9]{2})? [A-Z]{3}$"}),
        FactKind::Text => text(),
    };
    shape["description"] = json!(every_language(&fact.label));
    shape
}
