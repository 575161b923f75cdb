//! The shapes themselves. Descriptions are the words under `schema.…` in every language, so that they are hover texts
//! for whoever types.

mod checklist;
mod diff;
mod report;

use serde_json::{Map, Value, json};

pub use checklist::{Comparison, any_topic, checklist, matcher, vocabulary};
pub use diff::diff;
pub use report::report;

use crate::{language::Language, words::Words};

/// A property with its description, taken from the words under `schema.KEY`.
fn described(key: &str, mut schema: Value) -> Value {
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("description".into(), Value::String(Words::everywhere(key, "\n\n")));
    }
    schema
}

/// An object that has these properties and no others. Each is described by the words under `schema.NAME`, or, where the same
/// name means something else here, `schema.SCOPE.NAME`.
fn object(scope: &str, required: &[&str], properties: Vec<(&str, Value)>) -> Value {
    let describe = |(name, schema): (&str, Value)| {
        let scoped = format!("schema.{scope}.{name}");
        let plain = format!("schema.{name}");
        let key = if Words::of(Language::DEFAULT).find(&scoped).is_some() { scoped } else { plain };
        (name.to_owned(), described(&key, schema))
    };
    let properties: Map<String, Value> = properties.into_iter().map(describe).collect();
    json!({"type": "object", "required": required, "additionalProperties": false, "properties": properties})
}

fn head(name: &str, mut schema: Value, definitions: Value) -> Value {
    let mut document = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("urn:art28:{name}"),
        "title": format!("art28 {name}"),
    });
    if let (Some(document), Some(schema)) = (document.as_object_mut(), schema.as_object_mut()) {
        document.append(schema);
        document.insert("$defs".into(), definitions);
        document["$defs"]["id"] = id_form();
    }
    document
}

/// The shape of any text.
#[must_use]
pub fn text() -> Value {
    json!({"type": "string", "minLength": 1})
}

fn list(items: Value) -> Value {
    json!({"type": "array", "items": items})
}

/// Whatever stands under this name among the definitions of a schema.
#[must_use]
pub fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/$defs/{name}")})
}

fn choice(values: &[&str]) -> Value {
    json!({"type": "string", "enum": values})
}

/// A choice whose values are explained by the words under `SCOPE.VALUE`.
fn named(scope: &str, values: &[&str]) -> Value {
    let mut choice = choice(values);
    let meaning = |value: &&str| Words::everywhere(&format!("{scope}.{value}"), " / ");
    choice["markdownEnumDescriptions"] = values.iter().map(meaning).collect();
    choice
}

/// A name in kebab-case.
fn id() -> Value {
    reference("id")
}

fn id_form() -> Value {
    json!({"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "$comment": "form.id"})
}

/// A name of a topic: words in kebab-case with dots between.
#[must_use]
pub fn topic_id() -> Value {
    json!({"type": "string", "pattern": "^[a-z0-9-]+(\\.[a-z0-9-]+)*$", "$comment": "form.topic"})
}

fn date() -> Value {
    json!({"type": "string", "format": "date", "$comment": "form.date"})
}

/// A text for people: in every language, or one that serves all.
fn translated() -> Value {
    let codes: Vec<&str> = Language::all().map(Language::code).collect();
    let properties: Map<String, Value> = codes.iter().map(|code| ((*code).to_owned(), text())).collect();
    json!({
        "type": ["string", "object"], "minLength": 1,
        "minProperties": 1, "additionalProperties": false, "properties": properties,
    })
}

const VERDICTS: [&str; 6] = ["met", "partial", "missing", "conflict", "review", "not-applicable"];
const LEVELS: [&str; 3] = ["law", "guidance", "policy"];
const RELATIONSHIPS: [&str; 4] = ["controller-processor", "independent-controllers", "joint-controllers", "unclear"];

/// The shape of an annotation whose topic and facts may be any.
#[must_use]
pub fn any_annotation() -> Value {
    annotation(text(), json!({"type": "object"}))
}

/// The shape of an extract with this shape of its annotations.
#[must_use]
pub fn extract(annotation: Value) -> Value {
    let because = object("because", &["ref"], vec![("ref", text()), ("note", text())]);
    let agreement = object(
        "agreement",
        &["title", "processor", "controller", "relationship"],
        vec![
            ("title", text()),
            ("processor", text()),
            ("controller", text()),
            ("date", date()),
            ("relationship", named("relationship", &RELATIONSHIPS)),
            ("because", because),
            ("language", json!({"type": "string", "pattern": "^[a-z]{2}$", "$comment": "form.language"})),
        ],
    );
    let document = object(
        "document",
        &["id", "title", "read"],
        vec![
            ("id", id()),
            ("title", text()),
            ("file", text()),
            ("sha256", json!({"type": "string", "pattern": "^[0-9a-f]{64}$", "$comment": "form.sha256"})),
            ("read", named("read", &["whole", "partly", "absent"])),
        ],
    );
    let clause = object(
        "clause",
        &["ref"],
        vec![
            ("ref", text()),
            ("document", text()),
            ("page", json!({"type": "integer", "minimum": 1, "maximum": u32::MAX, "$comment": "form.page"})),
            ("line", json!({"type": "integer", "minimum": 1, "maximum": u32::MAX, "$comment": "form.page"})),
            ("text", text()),
            ("summary", text()),
            ("annotations", list(reference("annotation"))),
        ],
    );
    let waiver = object(
        "waiver",
        &["requirement", "reason", "by", "until"],
        vec![("requirement", id()), ("reason", text()), ("by", text()), ("until", date())],
    );
    let root = object(
        "extract",
        &["agreement", "documents", "clauses"],
        vec![
            ("agreement", agreement),
            ("documents", json!({"type": "array", "minItems": 1, "items": document})),
            ("clauses", list(reference("clause"))),
            ("waivers", list(waiver)),
        ],
    );
    head("extract", root, json!({"clause": clause, "annotation": annotation}))
}

/// The shape of an annotation with these shapes of its topic and facts.
#[must_use]
pub fn annotation(topic: Value, facts: Value) -> Value {
    let properties = vec![
        ("topic", topic),
        ("facts", facts),
        ("also", list(text())),
        ("note", text()),
        ("review", choice(&["proposed"])),
        ("confidence", named("confidence", &["high", "medium", "low"])),
        ("words", list(text())),
    ];
    let mut annotation = object("annotation", &["topic"], properties);
    annotation["type"] = json!(["object", "string"]);
    annotation
}
