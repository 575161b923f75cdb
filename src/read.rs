//! What the readers of vocabularies, checklists, and extracts share.

use std::sync::Arc;

use crate::{
    language::{Language, Text},
    problem::{Problem, Sink, yaml_faults},
    schema::Shape,
    source::Source,
    yaml::{Node, Tree},
};

/// A source whose YAML and shape have been checked.
#[derive(Debug)]
pub struct Parsed<'s> {
    source: &'s Arc<Source>,
    tree: Tree<'s>,
    sink: Sink,
}

/// Reads the YAML of a source and checks its shape.
///
/// # Errors
/// The problems that leave nothing to read: broken YAML, or another kind of file.
pub fn parse(source: &Arc<Source>, shape: Shape) -> Result<Parsed<'_>, Vec<Problem>> {
    let tree = Tree::parse(source.text()).map_err(|faults| yaml_faults(source, faults))?;
    let mut sink = Sink::new(Arc::clone(source));
    if shape.check(tree.root(), &mut sink) {
        Ok(Parsed { source, tree, sink })
    } else {
        Err(sink.finish(()).err().unwrap_or_default())
    }
}

impl<'s> Parsed<'s> {
    /// What it was read from.
    #[must_use]
    pub fn source(&self) -> &'s Arc<Source> {
        self.source
    }

    /// Its outermost value, and where to report what is wrong with it. Whoever reads must cope with any shape: what is not as
    /// it should be is skipped, because that has been reported already.
    pub fn parts(&mut self) -> (Node<'_>, &mut Sink) {
        (self.tree.root(), &mut self.sink)
    }

    /// Every problem that was reported, in the order of their places.
    #[must_use]
    pub fn problems(self) -> Vec<Problem> {
        self.sink.finish(()).err().unwrap_or_default()
    }

    /// Reads the meaning. `read` must cope with any shape: it skips what is not as it should be, because that has been
    /// reported already.
    ///
    /// # Errors
    /// Every problem of the source, in the order of their places.
    pub fn read<T>(mut self, read: impl FnOnce(Node<'_>, &mut Sink) -> T) -> Result<T, Vec<Problem>> {
        let value = read(self.tree.root(), &mut self.sink);
        self.sink.finish(value)
    }
}

/// A text for people: one string for all languages, or one for each.
#[must_use]
pub fn text(node: Option<Node<'_>>) -> Text {
    let Some(node) = node else { return Text::default() };
    if let Some(same) = node.text() {
        Text::same(same.to_owned())
    } else {
        let translate = |language: Language| Some((language, node.get(language.code())?.text()?.to_owned()));
        Text::new(Language::all().filter_map(translate).collect())
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

/// The members of a map in the order of their names: for what must not depend on the order in which somebody wrote it.
pub fn sorted_members(node: Node<'_>) -> impl Iterator<Item = (Node<'_>, Node<'_>)> {
    let mut members: Vec<_> = node.members().collect();
    members.sort_by_key(|(key, _)| key.name());
    members.into_iter()
}
