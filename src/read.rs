//! What the readers of vocabularies, checklists, and extracts share.

use std::sync::Arc;

use crate::{
    language::{Language, Text},
    problem::{Problem, Sink, yaml_faults},
    schema::Shape,
    source::Source,
    yaml::{Node, Tree},
};

/// Reads a source: its YAML, its shape, and then, with `read`, its meaning. `read` must cope with any shape: it skips
/// what is not as it should be, because that has been reported already.
///
/// # Errors
/// Every problem of the source, in the order of their places.
pub fn document<T>(
    source: &Arc<Source>,
    shape: Shape,
    read: impl FnOnce(Node<'_>, &mut Sink) -> T,
) -> Result<T, Vec<Problem>> {
    let tree = Tree::parse(source.text()).map_err(|faults| yaml_faults(source, faults))?;
    let mut sink = Sink::new(Arc::clone(source));
    let right_kind = shape.check(tree.root(), &mut sink);
    if !right_kind {
        return sink.finish(()).and_then(|()| Err(Vec::new()));
    }
    let value = read(tree.root(), &mut sink);
    sink.finish(value)
}

/// A text for people: one string for all languages, or one for each.
#[must_use]
pub fn text(node: Option<Node<'_>>) -> Text {
    let Some(node) = node else { return Text::default() };
    match node.text() {
        Some(same) => Text::same(same.to_owned()),
        None => {
            let translate = |language: Language| Some((language, node.get(language.code())?.text()?.to_owned()));
            Text::new(Language::all().filter_map(translate).collect())
        }
    }
}

/// The plain text under a key; empty where there is none.
#[must_use]
pub fn string(node: Node<'_>, key: &str) -> String {
    node.get(key).and_then(Node::text).unwrap_or_default().to_owned()
}

/// The items of the list under a key.
pub fn items<'t>(node: Node<'t>, key: &str) -> impl Iterator<Item = Node<'t>> {
    node.get(key).into_iter().flat_map(Node::items)
}

/// The members of the map under a key.
pub fn members<'t>(node: Node<'t>, key: &str) -> impl Iterator<Item = (Node<'t>, Node<'t>)> {
    node.get(key).into_iter().flat_map(Node::members)
}
