//! The shape of the report.

use serde_json::{Value, json};

use super::{LEVELS, RELATIONSHIPS, VERDICTS, choice, head, id, list, object, reference, text};

/// The shape of the JSON report.
#[must_use]
pub fn report() -> Value {
    let counts =
        json!({"type": "object", "propertyNames": choice(&VERDICTS), "additionalProperties": {"type": "integer"}});
    let totals = json!({
        "type": "object", "propertyNames": choice(&LEVELS), "additionalProperties": counts,
    });
    let basis =
        object("basis", &["cite", "eli"], vec![("cite", text()), ("eli", json!({"type": "string", "format": "uri"}))]);
    let layer = object(
        "report-checklist",
        &["id", "version", "sha256"],
        vec![("id", id()), ("version", text()), ("sha256", text())],
    );
    let checklist = object(
        "report-checklist",
        &["id", "version", "title", "sha256", "parameters", "extends", "changes"],
        vec![
            ("id", id()),
            ("version", text()),
            ("title", text()),
            ("sha256", text()),
            ("parameters", json!({"type": "object", "additionalProperties": {"type": "string"}})),
            ("extends", list(layer)),
            ("changes", list(change())),
        ],
    );
    let root = object(
        "report",
        &["format", "tool", "language", "checklists", "assessments", "not-judged"],
        vec![
            ("format", json!({"const": "art28/report@1"})),
            ("tool", object("tool", &["name", "version"], vec![("name", text()), ("version", text())])),
            ("language", text()),
            ("confirmed-only", json!({"type": "boolean"})),
            ("checklists", list(checklist)),
            ("assessments", list(reference("assessment"))),
            ("not-judged", list(text())),
        ],
    );
    let definitions = json!({
        "assessment": assessment_shape(&totals),
        "finding": finding_shape(&basis),
        "pointer": pointer(),
        "waiver": waiver(),
    });
    head("report", root, definitions)
}

/// A place in the agreement.
fn pointer() -> Value {
    let nullable = |kind: &str| json!({"type": [kind, "null"]});
    object(
        "pointer",
        &["ref", "document", "file", "page", "document-line", "verified", "topic", "facts", "line", "note"],
        vec![
            ("ref", text()),
            ("document", text()),
            ("file", nullable("string")),
            ("page", nullable("integer")),
            ("document-line", nullable("integer")),
            ("verified", nullable("boolean")),
            ("topic", nullable("string")),
            ("facts", json!({"type": "object", "additionalProperties": {"type": "string"}})),
            ("line", json!({"type": "integer"})),
            ("note", nullable("string")),
        ],
    )
}

/// One thing that an overlay changed.
fn change() -> Value {
    let nullable = json!({"type": ["string", "null"]});
    let parts = ["title", "asks", "source", "basis", "topics", "verdicts", "otherwise", "remedy"];
    let kinds: Vec<&str> = ["parameter", "level", "omitted", "added", "applies-to", "area-title", "label"]
        .into_iter()
        .chain(parts)
        .collect();
    object(
        "report-change",
        &["by", "change", "requirement", "parameter", "before", "after", "reason"],
        vec![
            ("by", text()),
            ("change", choice(&kinds)),
            ("requirement", nullable.clone()),
            ("parameter", nullable.clone()),
            ("before", nullable.clone()),
            ("after", nullable.clone()),
            ("reason", nullable),
        ],
    )
}

fn waiver() -> Value {
    object(
        "waiver",
        &["requirement", "reason", "by", "until", "state", "line"],
        vec![
            ("requirement", id()),
            ("reason", text()),
            ("by", text()),
            ("until", json!({"type": "string", "format": "date"})),
            ("state", choice(&["in-force", "run-out", "unneeded", "unknown"])),
            ("line", json!({"type": "integer"})),
        ],
    )
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
        &["id", "title", "file", "sha256", "read", "changed"],
        vec![
            ("id", text()),
            ("title", text()),
            ("file", nullable.clone()),
            ("sha256", nullable),
            ("read", choice(&["whole", "partly", "absent"])),
            ("changed", json!({"type": ["boolean", "null"]})),
        ],
    );
    object(
        "assessment",
        &[
            "extract",
            "sha256",
            "agreement",
            "documents",
            "drifted",
            "date",
            "findings",
            "totals",
            "accepted",
            "waivers",
        ],
        vec![
            ("extract", text()),
            ("sha256", text()),
            ("agreement", agreement),
            ("documents", list(document)),
            ("drifted", list(drifted())),
            ("date", json!({"type": ["string", "null"], "format": "date"})),
            ("findings", list(reference("finding"))),
            ("totals", totals.clone()),
            (
                "accepted",
                json!({"type": "object", "propertyNames": choice(&LEVELS), "additionalProperties": {"type": "integer"}}),
            ),
            ("waivers", list(reference("waiver"))),
        ],
    )
}

/// A clause that no longer stands in its document.
fn drifted() -> Value {
    let number = || json!({"type": ["integer", "null"]});
    object(
        "drifted",
        &["ref", "document", "page", "document-line", "difference", "line"],
        vec![
            ("ref", text()),
            ("document", text()),
            ("page", number()),
            ("document-line", number()),
            ("difference", json!({"type": ["string", "null"]})),
            ("line", json!({"type": "integer"})),
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
            "origin",
            "changed-by",
        ],
        vec![
            ("checklist", id()),
            ("requirement", id()),
            ("area", id()),
            ("level", choice(&LEVELS)),
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
            ("waiver", json!({"anyOf": [reference("waiver"), {"type": "null"}]})),
            ("proposed", json!({"type": "boolean"})),
            ("origin", id()),
            ("changed-by", list(text())),
        ],
    )
}
