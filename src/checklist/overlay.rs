//! Overlays: checklists that rest on another one and say only what differs.

use std::collections::BTreeSet;

use super::{
    Area, Checklist, Level, Requirement, Verdict,
    read::{Reader, find_requirement},
};
use crate::{language::Text, problem::Code, read, vocabulary::Value, yaml::Node};

/// One thing that an overlay changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The layer that changed it, by its place; none for what was set for this run.
    pub layer: Option<usize>,
    /// What it changed.
    pub what: Changed,
    /// Why.
    pub reason: Option<Text>,
}

/// What an overlay can change.
#[derive(Clone, Debug, PartialEq)]
pub enum Changed {
    /// A parameter has another value.
    Parameter {
        /// Its name.
        name: String,
        /// What it was.
        before: Value,
        /// What it is, unless the run sets it.
        after: Value,
    },
    /// A requirement counts at another level.
    Level {
        /// Its name.
        requirement: String,
        /// What it was.
        before: Level,
        /// What it is.
        after: Level,
    },
    /// A part of a requirement was replaced: the key of that part, such as `verdicts`.
    Part {
        /// The name of the requirement.
        requirement: String,
        /// The key; `part.KEY` is the key of its word.
        part: &'static str,
    },
    /// Something else is another one: the key of what, and the name of that which has it.
    Other {
        /// `applies-to`, `area-title`, or `label`; `change.KEY` is the key of its words.
        part: &'static str,
        /// The name of the area or parameter.
        name: String,
    },
    /// A requirement is not asked.
    Omitted {
        /// Its name.
        requirement: String,
        /// Its name for people.
        title: Text,
    },
    /// A requirement is asked on top.
    Added {
        /// Its name.
        requirement: String,
    },
}

impl Changed {
    /// The requirement that it is about.
    #[must_use]
    pub fn requirement(&self) -> Option<&str> {
        match self {
            Self::Parameter { .. } | Self::Other { .. } => None,
            Self::Level { requirement, .. }
            | Self::Part { requirement, .. }
            | Self::Omitted { requirement, .. }
            | Self::Added { requirement } => Some(requirement),
        }
    }
}

/// Reads a layer that rests on others into what these ask together.
pub(super) fn apply(reader: &mut Reader<'_, '_>, root: Node<'_>, checklist: &mut Checklist) {
    let omitted: BTreeSet<&str> =
        read::items(root, "omit").filter_map(|node| node.get("requirement")?.text()).collect();
    for (key, node) in root.get("requirements").into_iter().flat_map(read::sorted_members) {
        if omitted.contains(&*key.name()) {
            reader.sink.add(reader.sink.at(Code::ChangedAndOmitted, key.span()).with("id", key.name()));
        }
        change(reader, key, node, checklist);
    }
    for node in read::items(root, "omit") {
        omit(reader, node, checklist);
    }
    let mut seen = BTreeSet::new();
    for node in read::items(root, "areas") {
        let id = read::string(node, "id");
        if !seen.insert(id.clone()) {
            reader.repeated(Code::DuplicateArea, node, &id);
        }
        area(reader, node, checklist);
    }
    // Only now: what was left out may have been replaced.
    checklist.areas.retain(|area| !area.requirements.is_empty());
}

/// Adds requirements to an area that there is, or an area.
fn area(reader: &mut Reader<'_, '_>, node: Node<'_>, checklist: &mut Checklist) {
    let mut requirements = Vec::new();
    for node in read::items(node, "requirements") {
        let requirement = reader.requirement(node);
        if find_requirement(&mut checklist.areas, &requirement.id).is_some() {
            let place = node.get("id").unwrap_or(node).span();
            reader.sink.add(reader.sink.at(Code::InheritedRequirement, place).with("id", requirement.id.as_str()));
        }
        let what = Changed::Added { requirement: requirement.id.clone() };
        checklist.changes.push(Change { layer: Some(reader.layer), what, reason: None });
        requirements.push(requirement);
    }
    let id = read::string(node, "id");
    let title = node.get("title");
    match checklist.areas.iter_mut().find(|area| area.id == id) {
        Some(area) => {
            area.requirements.extend(requirements);
            if title.is_some() {
                let before = std::mem::replace(&mut area.title, read::text(title));
                if before != area.title {
                    let what = Changed::Other { part: "area-title", name: area.id.clone() };
                    checklist.changes.push(Change { layer: Some(reader.layer), what, reason: None });
                }
            }
        }
        None => {
            if title.is_none() {
                let known = || checklist.areas.iter().map(|area| area.id.as_str());
                let place = node.get("id").unwrap_or(node).span();
                let problem = reader.sink.at(Code::UnknownArea, place).with("id", id.as_str());
                reader.sink.add(problem.with_list("options", known()).with_nearest(&id, known()));
            }
            checklist.areas.push(Area { id, title: read::text(title), requirements });
        }
    }
}

/// Leaves out a requirement.
fn omit(reader: &mut Reader<'_, '_>, node: Node<'_>, checklist: &mut Checklist) {
    let Some(name) = node.get("requirement") else { return };
    let Some(id) = name.text() else { return };
    if !known(reader, "action.omit", name, id, checklist) {
        return;
    }
    for area in &mut checklist.areas {
        if let Some(index) = area.requirements.iter().position(|requirement| requirement.id == id) {
            let Requirement { id: requirement, title, .. } = area.requirements.remove(index);
            let reason = Some(read::text(node.get("reason")));
            let what = Changed::Omitted { requirement, title };
            checklist.changes.push(Change { layer: Some(reader.layer), what, reason });
        }
    }
}

/// Whether there is a requirement of this name; reports it where there is none.
fn known(reader: &mut Reader<'_, '_>, action: &str, place: Node<'_>, id: &str, checklist: &Checklist) -> bool {
    let known = || checklist.requirements().map(|(_, requirement)| requirement.id.as_str());
    let found = known().any(|known| known == id);
    let omitted = |change: &&Change| matches!(&change.what, Changed::Omitted { requirement, .. } if requirement == id);
    if let (false, Some(by)) = (found, checklist.changes.iter().find(omitted).and_then(|change| change.layer)) {
        let problem = reader.sink.at(Code::AlreadyOmitted, place.span()).with("id", id);
        reader.sink.add(problem.with("by", &*checklist.layer(by).id));
    } else if !found {
        let problem = reader.sink.at(Code::UnknownRequirement, place.span()).with("id", id).with_word("action", action);
        reader.sink.add(problem.with_nearest(id, known()));
    }
    found
}

/// Changes parts of an inherited requirement.
fn change(reader: &mut Reader<'_, '_>, key: Node<'_>, node: Node<'_>, checklist: &mut Checklist) {
    let id = key.name();
    if !known(reader, "action.change", key, &id, checklist) {
        return;
    }
    let Checklist { areas, changes, .. } = checklist;
    let Some(requirement) = find_requirement(areas, &id) else { return };
    let reason = node.get("reason").map(|reason| read::text(Some(reason)));
    let layer = Some(reader.layer);
    let mut changed = |what| changes.push(Change { layer, what, reason: reason.clone() });
    if let Some(level) = node.get("level").and_then(Node::text).and_then(Level::from_name)
        && level != requirement.level
    {
        let before = std::mem::replace(&mut requirement.level, level);
        changed(Changed::Level { requirement: id.to_string(), before, after: level });
    }
    for part in replace(reader, node, requirement) {
        changed(Changed::Part { requirement: id.to_string(), part });
    }
    reader.founded(requirement, node);
    reader.row_levels(requirement, node);
    for (name, verdict) in read::members(node, "expect") {
        let expect = verdict.text().and_then(Verdict::from_name);
        let example = requirement.examples.iter_mut().find(|example| example.name == name.name());
        match (example, expect) {
            (Some(example), Some(expect)) => example.expect = expect,
            (None, _) => {
                let known = requirement.examples.iter().map(|example| example.name.as_str());
                let problem = reader.sink.at(Code::UnknownExample, name.span()).with("name", name.name());
                reader.sink.add(problem.with("id", &*id).with_nearest(&name.name(), known));
            }
            (Some(_), None) => {}
        }
    }
    requirement.examples.extend(reader.examples(node));
}

/// Replaces the parts of a requirement that a change gives; the keys of those that differ.
fn replace(reader: &mut Reader<'_, '_>, node: Node<'_>, requirement: &mut Requirement) -> Vec<&'static str> {
    let mut changed = Vec::new();
    let mut put = |part: &'static str, differs: bool| {
        if differs {
            changed.push(part);
        }
    };
    let texts =
        [("title", &mut requirement.title), ("asks", &mut requirement.asks), ("remedy", &mut requirement.remedy)];
    for (part, text) in texts {
        if let Some(new) = node.get(part) {
            let new = read::text(Some(new));
            put(part, *text != new);
            *text = new;
            if let (true, Some(place)) = (part != "title", node.get(part)) {
                reader.quotes(place, text, None);
            }
        }
    }
    if let Some(source) = node.get("source") {
        let source = Some(read::text(Some(source)));
        put("source", requirement.source != source);
        requirement.source = source;
    }
    if node.get("basis").is_some() {
        let basis = reader.basis(node);
        put("basis", requirement.basis != basis);
        requirement.basis = basis;
    }
    if node.get("topics").is_some() {
        let topics = reader.topics(node);
        put("topics", requirement.topics != topics);
        requirement.topics = topics;
    }
    if node.get("verdicts").is_some() {
        let rows = reader.rows(node);
        let same = rows.len() == requirement.rows.len() && rows.iter().zip(&requirement.rows).all(|(a, b)| a.same(b));
        put("verdicts", !same);
        requirement.rows = rows;
    }
    if node.get("otherwise").is_some() {
        let otherwise = reader.otherwise(node);
        put("otherwise", requirement.otherwise != otherwise);
        requirement.otherwise = otherwise;
    }
    changed
}
