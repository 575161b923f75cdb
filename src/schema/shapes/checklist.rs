//! The shapes of a vocabulary and of a checklist.

use serde_json::{Value, json};

use super::{
    LEVELS, RELATIONSHIPS, VERDICTS, choice, head, id, list, named, object, reference, text, topic_id, translated,
};

/// The shape of the topics of a vocabulary, and of the ones that a checklist adds.
fn topics() -> Value {
    let topic = object(
        "topic-definition",
        &["label", "when"],
        vec![
            ("label", reference("translated")),
            ("when", reference("translated")),
            ("shared", list(id())),
            ("facts", json!({"type": "object", "propertyNames": id(), "additionalProperties": reference("fact")})),
        ],
    );
    json!({"type": "object", "propertyNames": topic_id(), "additionalProperties": topic})
}

/// The shape of the acts of a vocabulary, and of the ones that a checklist adds.
fn acts() -> Value {
    let act = object(
        "act",
        &["label", "unit", "address"],
        vec![
            ("label", reference("translated")),
            ("unit", choice(&["article", "clause"])),
            ("last", json!({"type": "integer", "minimum": 1, "maximum": u16::MAX, "$comment": "form.page"})),
            ("address", address()),
        ],
    );
    json!({"type": "object", "propertyNames": id(), "additionalProperties": act})
}

/// An address on the web, on a host of its own; what follows may have a place for a number in braces.
fn address() -> Value {
    let pattern = "^https?://[A-Za-z0-9][A-Za-z0-9.:-]*([/?#][!-~]*)?$";
    json!({"type": "string", "pattern": pattern, "$comment": "form.address"})
}

fn fact_definition() -> Value {
    let values = json!({
        "type": "object", "minProperties": 1, "propertyNames": id(), "additionalProperties": reference("translated"),
    });
    object(
        "fact",
        &["label", "type"],
        vec![
            ("label", reference("translated")),
            ("type", choice(&["flag", "choice", "choices", "duration", "number", "money", "text"])),
            ("values", values),
        ],
    )
}

/// The shape of a vocabulary.
#[must_use]
pub fn vocabulary() -> Value {
    let shared = json!({"type": "object", "propertyNames": id(), "additionalProperties": reference("fact")});
    let root = object("vocabulary", &["topics"], vec![("acts", acts()), ("shared", shared), ("topics", topics())]);
    head("vocabulary", root, json!({"translated": translated(), "fact": fact_definition()}))
}

/// The shape of the name of a topic that may be any.
#[must_use]
pub fn any_topic() -> Value {
    text()
}

/// The shape of a checklist with these shapes of the names of its topics and of the annotations in its examples.
#[must_use]
pub fn checklist(topic: Value, annotation: Value) -> Value {
    let area = object(
        "area",
        &["id"],
        vec![("id", id()), ("title", reference("translated")), ("requirements", list(reference("requirement")))],
    );
    let scalar = json!({"type": ["string", "number"]});
    let mut parameter = object(
        "parameter",
        &["default"],
        vec![
            ("type", choice(&["duration", "number", "money"])),
            ("default", scalar),
            ("label", reference("translated")),
            ("reason", reference("translated")),
        ],
    );
    parameter["type"] = json!(["object", "string", "number"]);
    let omission =
        object("omit", &["requirement", "reason"], vec![("requirement", id()), ("reason", reference("translated"))]);
    let mut root = object(
        "checklist",
        &["checklist"],
        vec![
            ("checklist", id()),
            ("extends", text()),
            ("version", text()),
            ("title", reference("translated")),
            ("applies-to", json!({"type": "array", "minItems": 1, "items": named("relationship", &RELATIONSHIPS)})),
            ("parameters", json!({"type": "object", "propertyNames": id(), "additionalProperties": parameter})),
            ("acts", acts()),
            ("topics", topics()),
            ("requirements", json!({"type": "object", "additionalProperties": reference("change")})),
            ("omit", list(omission)),
            ("areas", list(area)),
        ],
    );
    // What rests on another checklist says only what differs.
    root["if"] = json!({"required": ["extends"]});
    root["then"] = json!({});
    root["else"] = json!({"required": ["version", "title", "areas"]});
    let definitions = json!({
        "translated": translated(),
        "fact": fact_definition(),
        "topic": topic,
        "row": row(),
        "example": example(),
        "requirement": requirement(),
        "change": change(),
        "condition": condition(),
        "where": {"type": "object", "additionalProperties": reference("matcher")},
        "matcher": any_matcher(),
        "annotation": annotation,
    });
    head("checklist", root, definitions)
}

fn row() -> Value {
    object(
        "row",
        &["verdict", "when"],
        vec![
            ("verdict", named("verdict", &VERDICTS)),
            ("when", reference("condition")),
            ("level", named("level", &LEVELS)),
            ("finding", reference("translated")),
            ("outweighs", reference("translated")),
            ("untested", reference("translated")),
        ],
    )
}

fn example() -> Value {
    let given_agreement = object("given-agreement", &[], vec![("relationship", named("relationship", &RELATIONSHIPS))]);
    object(
        "example",
        &["name", "given", "expect"],
        vec![
            ("name", text()),
            ("given", list(reference("annotation"))),
            ("agreement", given_agreement),
            ("expect", named("verdict", &VERDICTS)),
        ],
    )
}

/// What a requirement says, and a change can replace.
fn parts() -> Vec<(&'static str, Value)> {
    vec![
        ("title", reference("translated")),
        ("asks", reference("translated")),
        ("level", named("level", &LEVELS)),
        ("basis", list(text())),
        ("source", reference("translated")),
        ("topics", json!({"type": "array", "minItems": 1, "items": reference("topic")})),
        ("verdicts", json!({"type": "array", "minItems": 1, "items": reference("row")})),
        ("otherwise", object("otherwise", &["finding"], vec![("finding", reference("translated"))])),
        ("remedy", reference("translated")),
        ("examples", list(reference("example"))),
    ]
}

fn requirement() -> Value {
    let mut properties = vec![("id", id())];
    properties.extend(parts());
    object("requirement", &["id", "title", "level", "topics", "verdicts", "otherwise", "remedy"], properties)
}

/// The shape of a change of an inherited requirement.
fn change() -> Value {
    let expect = json!({"type": "object", "additionalProperties": named("verdict", &VERDICTS)});
    let mut properties = vec![("reason", reference("translated"))];
    properties.extend(parts());
    properties.push(("expect", expect));
    let mut change = object("change", &[], properties);
    change["minProperties"] = json!(1);
    change
}

fn condition() -> Value {
    let conditions = json!({"type": "array", "minItems": 1, "items": reference("condition")});
    let mut condition = object(
        "condition",
        &[],
        vec![
            ("has", reference("topic")),
            ("lacks", reference("topic")),
            ("every", reference("topic")),
            ("where", reference("where")),
            ("all", conditions.clone()),
            ("any", conditions),
            ("not", reference("condition")),
            ("agreement", reference("where")),
        ],
    );
    condition["minProperties"] = json!(1);
    condition
}

/// What a fact can be compared with.
#[derive(Debug, Default)]
pub struct Comparison {
    /// A value, for a fact that has one.
    pub value: Option<Value>,
    /// A bound, for a fact whose values have an order.
    pub bound: Option<Value>,
    /// One of the values, for a fact that can have several.
    pub item: Option<Value>,
}

/// What a matcher can be that is more than a value: a list of values, or a map. `itself` is the definition that `not` leads
/// back to.
#[must_use]
pub fn matcher(with: Comparison, itself: &str) -> Value {
    let mut keys = Vec::new();
    if let Some(bound) = with.bound {
        keys.extend([("at-most", bound.clone()), ("at-least", bound)]);
    }
    if let Some(item) = with.item {
        let names = json!({"type": "array", "minItems": 1, "items": item});
        let count = json!({"type": "integer", "minimum": 1, "maximum": u32::MAX, "$comment": "form.page"});
        let some = object("includes-some", &["at-least", "of"], vec![("at-least", count), ("of", names.clone())]);
        keys.extend([("includes", names.clone()), ("includes-any", names), ("includes-some", some)]);
    }
    keys.extend([("known", json!({"type": "boolean"})), ("not", reference(itself))]);
    let mut matcher = object("matcher", &[], keys);
    matcher["minProperties"] = json!(1);
    if let Some(matcher) = matcher.as_object_mut() {
        matcher.remove("type");
    }
    if let Some(value) = with.value {
        matcher["items"] = value;
        matcher["minItems"] = json!(1);
    }
    matcher
}

fn any_matcher() -> Value {
    let with = Comparison {
        value: Some(json!({"type": ["string", "number", "boolean"]})),
        bound: Some(json!({"type": ["string", "number"]})),
        item: Some(json!({"type": "string"})),
    };
    let mut matcher = matcher(with, "matcher");
    matcher["type"] = json!(["string", "number", "boolean", "array", "object"]);
    matcher
}
