//! The schemas as an editor gets them: the shapes with the topics and facts of a vocabulary filled in, so that they complete
//! and explain themselves while somebody types.
//!
//! `schemas/` holds what [`schema`] makes of the built-in vocabulary; a test refuses any difference. `tests/editor/run` asks a
//! language server about them, and how it works decides how things are said here: it completes a value from an `enum`, or
//! from a `oneOf` around it, but never from an `if`; and of a `oneOf` it explains what holds, where an `anyOf` may get a
//! title for each branch.

use serde_json::{Map, Value, json};

use crate::{
    language::{Language, Text},
    schema::shapes::{self, Comparison, reference, text},
    vocabulary::{Choice, Fact, FactKind, Topic, Vocabulary, agreement::AGREEMENT},
    words::Words,
    yaml,
};

/// The names of the schemas, which are also the names of their files in `schemas/`.
pub const NAMES: [&str; 5] = ["extract", "checklist", "vocabulary", "report", "diff"];

/// The keys of a condition that name a topic.
const FORMS: [&str; 3] = ["has", "lacks", "every"];

/// A schema as text, ready for a file; `None` for an unknown name.
#[must_use]
pub fn schema(name: &str, vocabulary: &Vocabulary) -> Option<String> {
    let schema = match name {
        "extract" => extract(vocabulary),
        "checklist" => checklist(vocabulary),
        "vocabulary" => shapes::vocabulary(),
        "report" => shapes::report(),
        "diff" => shapes::diff(),
        _ => return None,
    };
    Some(yaml::write_json(&schema))
}

fn extract(vocabulary: &Vocabulary) -> Value {
    let mut schema = shapes::extract(annotation(vocabulary));
    let definitions = &mut schema["$defs"];
    definitions["topic"] = known_topic(vocabulary);
    vocabulary.topics().for_each(|topic| define_values(topic, definitions));
    schema
}

fn checklist(vocabulary: &Vocabulary) -> Value {
    // An own topic is no less a topic: the known ones are offered, and no other is refused here.
    let topic = json!({"anyOf": [reference("known-topic"), shapes::topic_id()]});
    let mut schema = shapes::checklist(topic, annotation(vocabulary));
    let definitions = &mut schema["$defs"];
    definitions["known-topic"] = known_topic(vocabulary);
    for topic in vocabulary.topics().chain([&*AGREEMENT]) {
        define_values(topic, definitions);
        define_where(topic, definitions);
    }
    // The agreement is no clause with a meaning of its own; the condition says what it is.
    if let Some(agreement) = definitions["where-agreement"].as_object_mut() {
        agreement.remove("description");
    }
    let condition = &mut definitions["condition"];
    condition["properties"]["agreement"]["$ref"] = json!("#/$defs/where-agreement");
    // What stands in `where` follows from the topic beside it. The reference to any `where` gives way to that, or a server
    // would offer what fits any fact at all.
    if let Some(matched) = condition["properties"]["where"].as_object_mut() {
        matched.remove("$ref");
        matched.insert("type".into(), json!("object"));
    }
    for form in FORMS {
        let then = rules(vocabulary, form, "where", |topic| reference(&format!("where-{}", topic.name)));
        let other = json!({"properties": {"where": reference("where")}});
        let known = json!({"properties": {form: reference("known-topic")}});
        condition["dependentSchemas"][form] = json!({"if": known, "then": then, "else": other});
    }
    refuse_unknown_topics(&mut schema);
    schema
}

/// Refuses topics that the vocabulary does not have, where a checklist neither brings topics nor rests on one that may: there
/// they are slips.
fn refuse_unknown_topics(checklist: &mut Value) {
    let known = reference("known-topic");
    let condition = reference("condition-on-known-topics");
    let conditions = json!({"items": condition});
    checklist["$defs"]["condition-on-known-topics"] = json!({"properties": {
        "has": known, "lacks": known, "every": known, "all": conditions, "any": conditions, "not": condition,
    }});
    let annotation = json!({"if": {"type": "object"}, "then": {"properties": {"topic": known}}, "else": known});
    let requirement = json!({"properties": {
        "topics": {"items": known},
        "verdicts": {"items": {"properties": {"when": condition}}},
        "examples": {"items": {"properties": {"given": {"items": annotation}}}},
    }});
    let area = json!({"properties": {"requirements": {"items": requirement}}});
    let others = json!({"anyOf": [{"required": ["topics"]}, {"required": ["extends"]}]});
    checklist["allOf"] = json!([{"if": {"not": others}, "then": {"properties": {"areas": {"items": area}}}}]);
}

/// The name of a topic that a vocabulary has.
fn known_topic(vocabulary: &Vocabulary) -> Value {
    let topics: Vec<&str> = vocabulary.topics().map(|topic| topic.name.as_str()).collect();
    let meanings: Vec<String> = vocabulary.topics().map(meaning).collect();
    json!({"type": "string", "enum": topics, "markdownEnumDescriptions": meanings})
}

/// An annotation whose facts are those of its topic.
fn annotation(vocabulary: &Vocabulary) -> Value {
    let mut object = shapes::annotation(reference("topic"), json!({"type": "object"}));
    object["type"] = json!("object");
    object["dependentSchemas"]["topic"] = rules(vocabulary, "topic", "facts", |topic| {
        facts(topic, |fact| {
            let mut value = value(topic, fact);
            value["description"] = json!(every_language(&fact.label));
            value
        })
    });
    let either = json!([reference("topic"), {"type": "object"}]);
    json!({"oneOf": either, "if": {"type": "object"}, "then": object})
}

/// What follows for one key of a map from the topic that another one names. The rules apply only where that one is there:
/// a server that completes an empty map would otherwise take each to hold.
fn rules(vocabulary: &Vocabulary, names: &str, key: &str, then: impl Fn(&Topic) -> Value) -> Value {
    let rule = |topic: &Topic| {
        let this = json!({"properties": {names: {"const": topic.name}}});
        json!({"if": this, "then": {"properties": {key: then(topic)}}})
    };
    json!({"allOf": vocabulary.topics().map(rule).collect::<Vec<_>>()})
}

/// A map with facts of a topic.
fn facts(topic: &Topic, shape: impl Fn(&Fact) -> Value) -> Value {
    let facts: Map<String, Value> = topic.facts.iter().map(|fact| (fact.name.clone(), shape(fact))).collect();
    json!({"type": "object", "description": meaning(topic), "additionalProperties": false, "properties": facts})
}

/// What a topic is and when to annotate with it, in every language.
fn meaning(topic: &Topic) -> String {
    let text = |language| format!("{}: {}.", topic.label.get(language), topic.when.get(language));
    Language::all().map(text).collect::<Vec<_>>().join("\n\n")
}

fn every_language(text: &Text) -> String {
    Language::all().map(|language| text.get(language)).collect::<Vec<_>>().join(" / ")
}

/// The name of the definition of something about a fact.
fn definition(of: &str, topic: &Topic, fact: &Fact) -> String {
    format!("{of}-{}.{}", topic.name, fact.name)
}

/// Defines the choices that the facts of a topic allow.
fn define_values(topic: &Topic, definitions: &mut Value) {
    for fact in &topic.facts {
        if let FactKind::Choice(choices) | FactKind::Choices(choices) = &fact.kind {
            let names: Vec<&str> = choices.iter().map(|choice: &Choice| choice.name.as_str()).collect();
            let labels: Vec<String> = choices.iter().map(|choice| every_language(&choice.label)).collect();
            definitions[definition("value", topic, fact)] =
                json!({"type": "string", "enum": names, "markdownEnumDescriptions": labels});
        }
    }
}

/// A value of a fact, as an annotation gives it.
fn value(topic: &Topic, fact: &Fact) -> Value {
    match &fact.kind {
        FactKind::Flag => json!({"type": "boolean"}),
        FactKind::Choice(_) => reference(&definition("value", topic, fact)),
        FactKind::Choices(_) => {
            json!({"type": "array", "minItems": 1, "items": reference(&definition("value", topic, fact))})
        }
        FactKind::Duration => json!({
            "type": "string",
            "pattern": "^[0-9]+ (hour|day|working day|week|month|year)s?$",
            "patternErrorMessage": Words::everywhere("problem.bad-duration.help", " / "),
            "examples": ["48 hours", "14 days", "5 working days"],
        }),
        FactKind::Number => json!({"type": "number"}),
        FactKind::Money => json!({
            "type": "string",
            "pattern": "^[0-9]+(\\.[0-9]{2})? [A-Z]{3}$",
            "patternErrorMessage": Words::everywhere("problem.bad-money.help", " / "),
        }),
        FactKind::Text => text(),
    }
}

/// Defines what conditions can ask of the facts of a topic.
fn define_where(topic: &Topic, definitions: &mut Value) {
    for fact in &topic.facts {
        definitions[definition("matcher", topic, fact)] = matcher(topic, fact);
    }
    definitions[format!("where-{}", topic.name)] = facts(topic, |fact| reference(&definition("matcher", topic, fact)));
}

/// What a fact can be asked to be: a value, or a list or map that says more. All of it is in `allOf`, because a server takes
/// a fact with keys of its own for a map, and breaks the line behind it.
fn matcher(topic: &Topic, fact: &Fact) -> Value {
    let value = value(topic, fact);
    let parameter = json!({"type": "string", "pattern": "^\\$"});
    let one = |value| Comparison { value: Some(value), ..Comparison::default() };
    let bound = json!({"oneOf": [value, parameter]});
    let ordered = Comparison { value: Some(bound.clone()), bound: Some(bound), item: None };
    let several = || Comparison { item: Some(value["items"].clone()), ..Comparison::default() };
    let (kinds, with) = match &fact.kind {
        FactKind::Flag => (json!(["boolean", "array", "object"]), one(value)),
        FactKind::Choice(_) | FactKind::Text => (json!(["string", "array", "object"]), one(value)),
        FactKind::Choices(_) => (json!("object"), several()),
        FactKind::Duration | FactKind::Money => (json!(["string", "array", "object"]), ordered),
        FactKind::Number => (json!(["string", "number", "array", "object"]), ordered),
    };
    let alone = with.value.as_ref().map(|value| json!({"oneOf": [value, {"type": ["array", "object"]}]}));
    let more = shapes::matcher(with, &definition("matcher", topic, fact));
    let parts: Vec<Value> = alone.into_iter().chain([more]).collect();
    let mut matcher = json!({"type": kinds, "description": every_language(&fact.label), "allOf": parts});
    if matches!(fact.kind, FactKind::Choices(_)) {
        matcher["errorMessage"] = json!(Words::everywhere("matcher.includes", " / "));
    }
    matcher
}
