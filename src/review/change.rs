//! Changes of one annotation in the text of an extract. Each is made in the text and, apart from that, in the data that the text
//! means; only where both come to the same is the new text what was meant.

use serde_json::Value;

use crate::yaml::{
    Node, Tree,
    edit::{self, Edit},
};

/// Where an annotation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Its clause, by its place in the extract.
    pub(super) clause: usize,
    /// Its place among the annotations of the clause.
    pub(super) annotation: usize,
}

/// What is changed of an annotation. Values are as YAML writes them on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// A key goes, if it is there.
    Without(&'static str),
    /// A key has another value.
    With(&'static str, String),
    /// A fact goes, if it is there.
    WithoutFact(String),
    /// A fact has another value.
    WithFact(String, String),
    /// The annotation goes.
    Dropped,
}

/// The text of an extract with one annotation changed; nothing where it is written in a way that cannot be changed without
/// changing more.
pub(super) fn changed(text: &str, place: Place, changes: &[Change]) -> Option<String> {
    let mut meant = Tree::parse(text).ok()?.root().to_json();
    let mut now = text.to_owned();
    for change in changes {
        let edit = {
            let tree = Tree::parse(&now).ok()?;
            edit(&now, annotation(tree.root(), place)?, change)?
        };
        now = edit::edited(&now, &edit)?;
        imagine(&mut meant, place, change)?;
    }
    let same = Tree::parse(&now).ok()?.root().to_json() == meant;
    same.then_some(now)
}

/// An annotation with what is around it.
pub(super) struct Written<'t> {
    list: (Node<'t>, Node<'t>),
    place: usize,
    pub(super) node: Node<'t>,
}

/// The annotation at a place.
pub(super) fn annotation(root: Node<'_>, place: Place) -> Option<Written<'_>> {
    let clause = root.get("clauses")?.items().nth(place.clause)?;
    let list = (clause.key("annotations")?, clause.get("annotations")?);
    let node = list.1.items().nth(place.annotation)?;
    Some(Written { list, place: place.annotation, node })
}

/// What a change does to the text.
fn edit(text: &str, written: Written<'_>, change: &Change) -> Option<Edit> {
    let Written { list: (key, list), place, node } = written;
    let nothing = || Some((0..0, String::new()));
    let facts = node.get("facts");
    match change {
        Change::Without(name) if node.get(name).is_none() => nothing(),
        Change::Without(name) => edit::without_member(text, node, name),
        Change::With(name, value) => edit::with_member(text, node, name, value, "topic"),
        Change::WithoutFact(name) => match facts.filter(|facts| facts.get(name).is_some()) {
            Some(facts) if facts.members().count() == 1 => edit::without_member(text, node, "facts"),
            Some(facts) => edit::without_member(text, facts, name),
            None => nothing(),
        },
        Change::WithFact(name, value) => {
            let only = format!("{{{}: {value}}}", edit::scalar(name));
            match facts.map(|facts| (facts, facts.members().last())) {
                Some((facts, Some((behind, _)))) => edit::with_member(text, facts, name, value, &behind.name()),
                Some((facts, None)) => Some((facts.span(), only)),
                None => edit::with_member(text, node, "facts", &only, "topic"),
            }
        }
        Change::Dropped => edit::without_item(text, key, list, place),
    }
}

/// Does to the data what a change means.
fn imagine(root: &mut Value, place: Place, change: &Change) -> Option<()> {
    let list = root.get_mut("clauses")?.get_mut(place.clause)?.get_mut("annotations")?.as_array_mut()?;
    let node = list.get_mut(place.annotation)?.as_object_mut()?;
    let value = |yaml: &str| Some(Tree::parse(yaml).ok()?.root().to_json());
    match change {
        Change::Without(name) => {
            node.remove(*name);
        }
        Change::With(name, new) => {
            node.insert((*name).to_owned(), value(new)?);
        }
        Change::WithoutFact(name) => {
            let left = node.get_mut("facts").and_then(Value::as_object_mut).map(|facts| {
                let gone = facts.remove(name).is_some();
                !gone || !facts.is_empty()
            });
            if left == Some(false) {
                node.remove("facts");
            }
        }
        Change::WithFact(name, new) => {
            let facts = node.entry("facts").or_insert_with(|| Value::Object(serde_json::Map::new()));
            facts.as_object_mut()?.insert(name.clone(), value(new)?);
        }
        Change::Dropped => {
            list.remove(place.annotation);
        }
    }
    Some(())
}
