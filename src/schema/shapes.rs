//! The shapes themselves. Descriptions are the words under `schema.…` in every language, so that they are hover texts
//! for whoever types.

use serde_json::{Map, Value, json};

use crate::{language::Language, words::Words};

/// A property with its description, taken from the words under `schema.KEY`.
fn described(key: &str, mut schema: Value) -> Value {
    let texts = Language::all().map(|language| Words::of(language).get(key).to_owned());
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("description".into(), Value::String(texts.collect::<Vec<_>>().join("\n\n")));
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

fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/$defs/{name}")})
}

fn choice(values: &[&str]) -> Value {
    json!({"type": "string", "enum": values})
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
        "required": codes, "additionalProperties": false, "properties": properties,
    })
}

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
            ("relationship", choice(&RELATIONSHIPS)),
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
            ("read", choice(&["whole", "partly", "absent"])),
        ],
    );
    let clause = object(
        "clause",
        &["ref"],
        vec![
            ("ref", text()),
            ("document", text()),
            ("page", json!({"type": "integer", "minimum": 1, "$comment": "form.page"})),
            ("text", text()),
            ("summary", text()),
            ("annotations", list(reference("annotation"))),
        ],
    );
    let root = object(
        "extract",
        &["agreement", "documents", "clauses"],
        vec![
            ("agreement", agreement),
            ("documents", json!({"type": "array", "minItems": 1, "items": document})),
            ("clauses", list(reference("clause"))),
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
    ];
    let mut annotation = object("annotation", &["topic"], properties);
    annotation["type"] = json!(["object", "string"]);
    annotation
}

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
    let root = object("vocabulary", &["topics"], vec![("shared", shared), ("topics", topics())]);
    head("vocabulary", root, json!({"translated": translated(), "fact": fact_definition()}))
}

/// The shape of the name of a topic that may be any.
#[must_use]
pub fn any_topic() -> Value {
    text()
}

/// The shape of a checklist with this shape of the names of its topics.
#[must_use]
pub fn checklist(topic: Value) -> Value {
    let area = object(
        "area",
        &["id", "title", "requirements"],
        vec![("id", id()), ("title", reference("translated")), ("requirements", list(reference("requirement")))],
    );
    let parameter = object(
        "parameter",
        &["type", "default", "label"],
        vec![
            ("type", choice(&["duration", "number", "money"])),
            ("default", json!({"type": ["string", "number"]})),
            ("label", reference("translated")),
        ],
    );
    let root = object(
        "checklist",
        &["checklist", "version", "title", "areas"],
        vec![
            ("checklist", id()),
            ("version", text()),
            ("title", reference("translated")),
            ("applies-to", list(choice(&RELATIONSHIPS))),
            ("parameters", json!({"type": "object", "propertyNames": id(), "additionalProperties": parameter})),
            ("topics", topics()),
            ("areas", list(area)),
        ],
    );
    let definitions = json!({
        "translated": translated(),
        "fact": fact_definition(),
        "topic": topic,
        "requirement": requirement(),
        "condition": condition(),
        "where": {"type": "object", "additionalProperties": reference("matcher")},
        "matcher": matcher(),
        "annotation": annotation(reference("topic"), json!({"type": "object"})),
    });
    head("checklist", root, definitions)
}

fn requirement() -> Value {
    let finding = reference("translated");
    let row = object(
        "row",
        &["verdict", "when"],
        vec![
            ("verdict", choice(&["met", "partial", "missing", "conflict", "review", "not-applicable"])),
            ("when", reference("condition")),
            ("level", choice(&["law", "guidance", "policy"])),
            ("finding", finding.clone()),
        ],
    );
    let given_agreement = object("given-agreement", &[], vec![("relationship", choice(&RELATIONSHIPS))]);
    let example = object(
        "example",
        &["name", "given", "expect"],
        vec![
            ("name", text()),
            ("given", list(reference("annotation"))),
            ("agreement", given_agreement),
            ("expect", choice(&["met", "partial", "missing", "conflict", "review", "not-applicable"])),
        ],
    );
    object(
        "requirement",
        &["id", "title", "level", "topics", "verdicts", "otherwise", "remedy"],
        vec![
            ("id", id()),
            ("title", reference("translated")),
            ("asks", reference("translated")),
            ("level", choice(&["law", "guidance", "policy"])),
            ("basis", list(text())),
            ("source", reference("translated")),
            ("topics", json!({"type": "array", "minItems": 1, "items": reference("topic")})),
            ("verdicts", json!({"type": "array", "minItems": 1, "items": row})),
            ("otherwise", object("otherwise", &["finding"], vec![("finding", finding)])),
            ("remedy", reference("translated")),
            ("examples", list(example)),
        ],
    )
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

fn matcher() -> Value {
    let scalar = json!({"type": ["string", "number", "boolean"]});
    let names = json!({"type": "array", "minItems": 1, "items": {"type": "string"}});
    let some = object(
        "includes-some",
        &["at-least", "of"],
        vec![("at-least", json!({"type": "integer", "minimum": 1, "$comment": "form.page"})), ("of", names.clone())],
    );
    let mut matcher = object(
        "matcher",
        &[],
        vec![
            ("at-most", json!({"type": ["string", "number"]})),
            ("at-least", json!({"type": ["string", "number"]})),
            ("includes", names.clone()),
            ("includes-any", names),
            ("includes-some", some),
            ("known", json!({"type": "boolean"})),
            ("not", reference("matcher")),
        ],
    );
    matcher["type"] = json!(["string", "number", "boolean", "array", "object"]);
    matcher["items"] = scalar;
    matcher["minItems"] = json!(1);
    matcher["minProperties"] = json!(1);
    matcher
}

const VERDICTS: [&str; 6] = ["met", "partial", "missing", "conflict", "review", "not-applicable"];

/// The shape of the JSON report.
#[must_use]
pub fn report() -> Value {
    let nullable = |kind: &str| json!({"type": [kind, "null"]});
    let counts =
        json!({"type": "object", "propertyNames": choice(&VERDICTS), "additionalProperties": {"type": "integer"}});
    let totals = json!({
        "type": "object", "propertyNames": choice(&["law", "guidance", "policy"]), "additionalProperties": counts,
    });
    let pointer = object(
        "pointer",
        &["ref", "document", "file", "page", "topic", "line"],
        vec![
            ("ref", text()),
            ("document", text()),
            ("file", nullable("string")),
            ("page", nullable("integer")),
            ("topic", nullable("string")),
            ("line", json!({"type": "integer"})),
        ],
    );
    let basis =
        object("basis", &["cite", "eli"], vec![("cite", text()), ("eli", json!({"type": "string", "format": "uri"}))]);
    let checklist = object(
        "report-checklist",
        &["id", "version", "title", "sha256", "parameters"],
        vec![
            ("id", id()),
            ("version", text()),
            ("title", text()),
            ("sha256", text()),
            ("parameters", json!({"type": "object", "additionalProperties": {"type": "string"}})),
        ],
    );
    let root = object(
        "report",
        &["format", "language", "checklists", "assessments", "not-judged"],
        vec![
            ("format", json!({"const": "art28/report@1"})),
            ("language", text()),
            ("checklists", list(checklist)),
            ("assessments", list(reference("assessment"))),
            ("not-judged", list(text())),
        ],
    );
    let definitions = json!({
        "assessment": assessment_shape(&totals),
        "finding": finding_shape(&basis),
        "pointer": pointer,
    });
    head("report", root, definitions)
}

fn assessment_shape(totals: &Value) -> Value {
    let nullable = json!({"type": ["string", "null"]});
    let agreement = object(
        "report-agreement",
        &["title", "processor", "controller", "date", "language", "relationship", "because"],
        vec![
            ("title", text()),
            ("processor", text()),
            ("controller", text()),
            ("date", nullable.clone()),
            ("language", nullable.clone()),
            ("relationship", choice(&RELATIONSHIPS)),
            ("because", json!({"anyOf": [reference("pointer"), {"type": "null"}]})),
        ],
    );
    let document = object(
        "document",
        &["id", "title", "file", "sha256", "read"],
        vec![
            ("id", text()),
            ("title", text()),
            ("file", nullable.clone()),
            ("sha256", nullable),
            ("read", choice(&["whole", "partly", "absent"])),
        ],
    );
    object(
        "assessment",
        &["extract", "agreement", "documents", "findings", "totals"],
        vec![
            ("extract", text()),
            ("agreement", agreement),
            ("documents", list(document)),
            ("findings", list(reference("finding"))),
            ("totals", totals.clone()),
        ],
    )
}

fn finding_shape(basis: &Value) -> Value {
    let pointers = list(reference("pointer"));
    object(
        "finding",
        &[
            "checklist",
            "requirement",
            "area",
            "level",
            "title",
            "verdict",
            "basis",
            "source",
            "evidence",
            "related",
            "searched",
            "finding",
            "notes",
            "remedy",
            "waiver",
            "proposed",
        ],
        vec![
            ("checklist", id()),
            ("requirement", id()),
            ("area", id()),
            ("level", choice(&["law", "guidance", "policy"])),
            ("title", text()),
            ("verdict", choice(&VERDICTS)),
            ("basis", list(basis.clone())),
            ("source", json!({"type": ["string", "null"]})),
            ("evidence", pointers.clone()),
            ("related", pointers),
            ("searched", list(text())),
            ("finding", json!({"type": "string"})),
            ("notes", list(text())),
            ("remedy", text()),
            ("waiver", json!({"type": "null"})),
            ("proposed", json!({"type": "boolean"})),
        ],
    )
}
