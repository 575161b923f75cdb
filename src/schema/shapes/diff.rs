//! The shape of what `art28 diff` says.

use serde_json::{Value, json};

use super::{LEVELS, VERDICTS, choice, head, id, list, object, reference, text};

const CHANGES: [&str; 7] = ["worse", "new", "better", "gone", "changed", "moved", "unchanged"];

/// The shape of the changes between two versions, as JSON.
#[must_use]
pub fn diff() -> Value {
    let checklist = object(
        "report-checklist",
        &["id", "version", "parameters"],
        vec![
            ("id", id()),
            ("version", text()),
            ("parameters", json!({"type": "object", "additionalProperties": {"type": "string"}})),
        ],
    );
    let side = object("diff-side", &["name", "checklists"], vec![("name", text()), ("checklists", list(checklist))]);
    let root = object(
        "diff",
        &["format", "tool", "language", "old", "new", "agreements", "not-compared"],
        vec![
            ("format", json!({"const": "art28/diff@1"})),
            ("tool", object("tool", &["name", "version"], vec![("name", text()), ("version", text())])),
            ("language", text()),
            ("old", reference("side")),
            ("new", reference("side")),
            ("agreements", list(agreement())),
            ("not-compared", list(text())),
        ],
    );
    let definitions = json!({
        "side": side,
        "change": change(),
        "finding": finding(),
        "pointer": pointer(),
    });
    head("diff", root, definitions)
}

fn nullable(kind: &str) -> Value {
    json!({"type": [kind, "null"]})
}

/// Something that may be on one side only.
fn or_nothing(name: &str) -> Value {
    json!({"anyOf": [reference(name), {"type": "null"}]})
}

fn agreement() -> Value {
    let about = object(
        "diff-about",
        &["what", "document", "old", "new"],
        vec![
            ("what", choice(&["title", "processor", "controller", "date", "relationship", "document"])),
            ("document", nullable("string")),
            ("old", nullable("string")),
            ("new", nullable("string")),
        ],
    );
    object(
        "diff-agreement",
        &["old", "new", "title", "processor", "agreement", "findings", "totals"],
        vec![
            ("old", nullable("string")),
            ("new", nullable("string")),
            ("title", text()),
            ("processor", text()),
            ("agreement", list(about)),
            ("findings", list(reference("change"))),
            (
                "totals",
                json!({"type": "object", "propertyNames": choice(&CHANGES), "additionalProperties": {"type": "integer"}}),
            ),
        ],
    )
}

fn change() -> Value {
    let fact = object("diff-fact", &["old", "new"], vec![("old", nullable("string")), ("new", nullable("string"))]);
    let clause = object(
        "diff-clause",
        &["topic", "old", "new", "facts"],
        vec![
            ("topic", text()),
            ("old", or_nothing("pointer")),
            ("new", or_nothing("pointer")),
            ("facts", json!({"type": "object", "additionalProperties": fact})),
        ],
    );
    object(
        "diff-change",
        &["requirement", "area", "title", "change", "new-gap", "baseline", "old", "new", "clauses"],
        vec![
            ("requirement", id()),
            ("area", id()),
            ("title", text()),
            ("change", choice(&CHANGES[..6])),
            ("new-gap", json!({"type": "boolean"})),
            ("baseline", choice(&["new", "unchanged", "updated", "absent"])),
            ("old", or_nothing("finding")),
            ("new", or_nothing("finding")),
            ("clauses", list(clause)),
        ],
    )
}

fn finding() -> Value {
    let accepted = object(
        "waiver",
        &["by", "reason", "until"],
        vec![("by", text()), ("reason", text()), ("until", json!({"type": "string", "format": "date"}))],
    );
    object(
        "finding",
        &["checklist", "level", "verdict", "finding", "evidence", "related", "accepted"],
        vec![
            ("checklist", id()),
            ("level", choice(&LEVELS)),
            ("verdict", choice(&VERDICTS)),
            ("finding", json!({"type": "string"})),
            ("evidence", list(reference("pointer"))),
            ("related", list(reference("pointer"))),
            ("accepted", json!({"anyOf": [accepted, {"type": "null"}]})),
        ],
    )
}

fn pointer() -> Value {
    object(
        "pointer",
        &["ref", "document", "page", "topic", "facts", "line"],
        vec![
            ("ref", text()),
            ("document", text()),
            ("page", nullable("integer")),
            ("topic", text()),
            ("facts", json!({"type": "object", "additionalProperties": {"type": "string"}})),
            ("line", json!({"type": "integer"})),
        ],
    )
}
