//! Parameters: thresholds that a user can set, for a run or in an overlay.

use std::collections::BTreeMap;

use super::{
    Setting,
    overlay::{Change, Changed},
};
use crate::{
    language::Text,
    problem::{Code, Problem, Sink},
    read,
    vocabulary::{Duration, Money, Value},
    yaml::Node,
};

/// A threshold that a user can set.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// What it is for people.
    pub label: Text,
    /// What it is in this run.
    pub value: Value,
    /// The layer that brings it, by its place.
    pub layer: usize,
}

/// The parameters of a checklist, by name.
pub(super) type Parameters = BTreeMap<String, Parameter>;

/// The value of a parameter of a type (`duration`, `number`, `money`), from text.
fn value(kind: &str, text: &str) -> Option<Value> {
    match kind {
        "duration" => Duration::parse(text).map(Value::Duration),
        "number" => text.parse().ok().filter(|number: &f64| number.is_finite()).map(Value::Number),
        "money" => Money::parse(text).map(Value::Money),
        _ => None,
    }
}

/// The type of a parameter, by a value of it.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Money(_) => "money",
        Value::Number(_) => "number",
        _ => "duration",
    }
}

/// Says what was probably meant by a duration that cannot be read.
fn meant(problem: Problem, kind: &str, written: &str) -> Problem {
    match Duration::guess(written).filter(|_| kind == "duration") {
        Some(duration) => problem.with("near", duration.to_string()),
        None => problem,
    }
}

/// Adds the parameters of a layer to those of the layers below it, or changes them.
pub(super) fn read(layer: usize, root: Node<'_>, known: &mut Parameters, changes: &mut Vec<Change>, sink: &mut Sink) {
    for (key, node) in root.get("parameters").into_iter().flat_map(read::sorted_members) {
        let name = key.name().into_owned();
        // An inherited one needs no more than its new value: `breach-deadline: 24 hours`.
        let Some(default) = (if node.is_map() { node.get("default") } else { Some(node) }) else { continue };
        let written = sink.written(default.span()).to_owned();
        let text = default.text().unwrap_or(&written);
        let inherited = known.get_mut(&name);
        let stated = node.get("type").and_then(Node::text);
        let Some(wanted) = stated.or(inherited.as_ref().map(|parameter| kind(&parameter.value))) else {
            let names = || known.keys().map(String::as_str);
            let problem = sink.at(Code::UnknownInherited, key.span()).with("name", name.as_str());
            sink.add(problem.with_list("options", names()).with_nearest(&name, names()));
            continue;
        };
        let fits = inherited.as_ref().is_none_or(|parameter| kind(&parameter.value) == wanted);
        let Some(value) = value(wanted, text).filter(|_| fits) else {
            let wanted = inherited.as_ref().map_or(wanted, |parameter| kind(&parameter.value));
            let problem = sink.at(Code::ParameterType, default.span()).with("value", written.as_str());
            sink.add(meant(problem, wanted, &written).with("name", name).with_word("kind", format!("fact.{wanted}")));
            continue;
        };
        let label = node.get("label");
        match inherited {
            Some(parameter) => {
                let reason = node.get("reason").map(|reason| read::text(Some(reason)));
                if parameter.value != value {
                    let before = std::mem::replace(&mut parameter.value, value.clone());
                    changes.push(Change {
                        layer: Some(layer),
                        what: Changed::Parameter { name, before, after: value },
                        reason,
                    });
                }
                if label.is_some() && parameter.label != read::text(label) {
                    parameter.label = read::text(label);
                    let what = Changed::Other { part: "label", name: key.name().into_owned() };
                    changes.push(Change { layer: Some(layer), what, reason: None });
                }
            }
            None => {
                if label.is_none() {
                    let problem = sink.at(Code::MissingKey, key.span()).with("key", "label");
                    sink.add(problem.with_word("description", "schema.label"));
                }
                known.insert(name, Parameter { label: read::text(label), value, layer });
            }
        }
    }
}

/// Sets parameters for this run; reports a value that does not fit.
pub(super) fn set(known: &mut Parameters, settings: &[Setting], changes: &mut Vec<Change>) -> Vec<Problem> {
    let mut problems = Vec::new();
    for setting in settings {
        let Some(parameter) = known.get_mut(&setting.name) else { continue };
        let kind = kind(&parameter.value);
        if let Some(value) = value(kind, &setting.value) {
            if parameter.value != value {
                let before = std::mem::replace(&mut parameter.value, value.clone());
                let what = Changed::Parameter { name: setting.name.clone(), before, after: value };
                changes.push(Change { layer: None, what, reason: None });
            }
        } else {
            let problem = Problem::without_place(Code::BadSetting, "--set").with("name", setting.name.as_str());
            let problem = problem.with("value", setting.value.as_str());
            problems.push(meant(problem, kind, &setting.value).with_word("kind", format!("fact.{kind}")));
        }
    }
    problems
}
