//! The only module that knows the YAML libraries: text becomes values with positions, values become text.
//!
//! Reading is one pass of `granit-parser` events into a [`Tree`], so that what is judged and where it stands come from
//! the same parse. The tree is what the JSON Schemas are checked against and what typed values are read from. Anchors,
//! aliases, and tags are refused (an extract is data that a person reads line by line), as are duplicate keys.
//! Writing is left to `serde_yaml`.

pub mod edit;
mod fault;
mod json;
mod parse;
mod write;

use std::borrow::Cow;

pub use fault::{Fault, FaultKind, MAX_DEPTH, MAX_NODES};
pub use json::YamlJson;
pub use write::{write, write_json, write_json_line};

use crate::source::Span;

/// A YAML document: its values in the order of the text, each parent before its children.
#[derive(Debug, Default)]
pub struct Tree<'s> {
    nodes: Vec<Data<'s>>,
}

#[derive(Debug)]
struct Data<'s> {
    value: Value<'s>,
    /// Where its bytes start and end. Files are too small for these to need 64 bits.
    start: u32,
    end: u32,
    line: u32,
    /// The index behind this value's last descendant.
    next: u32,
}

/// A value; the children of `List` and `Map` follow it in the tree, those of a map as key, value, key, value.
#[derive(Debug)]
enum Value<'s> {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(Cow<'s, str>),
    List(u32),
    Map(u32),
}

/// One value of a tree.
#[derive(Clone, Copy, Debug)]
pub struct Node<'t> {
    tree: &'t Tree<'t>,
    index: u32,
}

impl<'s> Tree<'s> {
    /// Reads a YAML text.
    ///
    /// # Errors
    /// Everything that is wrong with it: the first break of the syntax, and before it each anchor, duplicate key, …
    pub fn parse(text: &'s str) -> Result<Self, Vec<Fault>> {
        parse::Builder::new(text).build()
    }

    /// The outermost value.
    #[must_use]
    pub fn root(&self) -> Node<'_> {
        Node { tree: self, index: 0 }
    }
}

impl<'t> Node<'t> {
    fn data(self) -> &'t Data<'t> {
        &self.tree.nodes[self.index as usize]
    }

    /// Its bytes in the text.
    #[must_use]
    pub fn span(self) -> Span {
        self.data().start as usize..self.data().end as usize
    }

    /// The line (from 1) it starts on.
    #[must_use]
    pub fn line(self) -> u32 {
        self.data().line
    }

    /// Its text, if it is text.
    #[must_use]
    pub fn text(self) -> Option<&'t str> {
        match &self.data().value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Its truth value, if it is one.
    #[must_use]
    pub fn flag(self) -> Option<bool> {
        match self.data().value {
            Value::Bool(flag) => Some(flag),
            _ => None,
        }
    }

    /// Its number, if it is one. Beyond 2^53 whole numbers are rounded, as in any JSON.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn number(self) -> Option<f64> {
        match self.data().value {
            Value::Int(number) => Some(number as f64),
            Value::Float(number) => Some(number),
            _ => None,
        }
    }

    /// Its whole number, if it is one that is not negative.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // the range has been checked
    pub fn count(self) -> Option<u64> {
        match self.data().value {
            Value::Int(number) => number.try_into().ok(),
            // 13.0 is a whole number to JSON Schema.
            Value::Float(number) if number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number) => {
                Some(number as u64)
            }
            _ => None,
        }
    }

    /// Whether there is nothing: an empty value, or `null`.
    #[must_use]
    pub fn is_nothing(self) -> bool {
        matches!(self.data().value, Value::Null)
    }

    /// Whether it is a map.
    #[must_use]
    pub fn is_map(self) -> bool {
        matches!(self.data().value, Value::Map(_))
    }

    /// Whether it is a list.
    #[must_use]
    pub fn is_list(self) -> bool {
        matches!(self.data().value, Value::List(_))
    }

    /// The name of a key. Keys need no quotes: `7: x` has the key `7`.
    #[must_use]
    pub fn name(self) -> Cow<'t, str> {
        match &self.data().value {
            Value::Null => Cow::Borrowed("null"),
            Value::Bool(flag) => Cow::Borrowed(if *flag { "true" } else { "false" }),
            Value::Int(number) => Cow::Owned(number.to_string()),
            Value::Float(number) => Cow::Owned(number.to_string()),
            Value::Text(text) => Cow::Borrowed(text),
            Value::List(_) | Value::Map(_) => Cow::Borrowed(""),
        }
    }

    /// Whether it is the key of this name.
    fn is_named(self, name: &str) -> bool {
        match &self.data().value {
            Value::Text(text) => text == name,
            _ => self.name() == name,
        }
    }

    fn children(self) -> Children<'t> {
        let data = self.data();
        let end = match data.value {
            Value::List(_) | Value::Map(_) => data.next,
            _ => self.index,
        };
        Children { tree: self.tree, next: self.index + 1, end }
    }

    /// The values of a list; nothing for other values.
    pub fn items(self) -> impl Iterator<Item = Node<'t>> {
        if self.is_list() { self.children() } else { Children { end: 0, ..self.children() } }
    }

    /// The keys and values of a map; nothing for other values.
    pub fn members(self) -> impl Iterator<Item = (Node<'t>, Node<'t>)> {
        Members(if self.is_map() { self.children() } else { Children { end: 0, ..self.children() } })
    }

    /// The value under a key of a map.
    #[must_use]
    pub fn get(self, key: &str) -> Option<Node<'t>> {
        self.members().find(|(name, _)| name.is_named(key)).map(|(_, value)| value)
    }

    /// The node at a JSON pointer's path (`/clauses/3/ref`), or its nearest ancestor.
    #[must_use]
    pub fn at_pointer(self, pointer: &str) -> Node<'t> {
        let mut node = self;
        for part in pointer.split('/').skip(1) {
            let part = part.replace("~1", "/").replace("~0", "~");
            let child = if node.is_map() {
                node.get(&part)
            } else {
                part.parse().ok().and_then(|index| node.items().nth(index))
            };
            match child {
                Some(child) => node = child,
                None => break,
            }
        }
        node
    }

    /// The value as JSON, without positions.
    #[must_use]
    pub fn to_json(self) -> serde_json::Value {
        jsonschema::json::Node::to_value(&self).into_owned()
    }

    /// The key of a map that has this name.
    #[must_use]
    pub fn key(self, name: &str) -> Option<Node<'t>> {
        self.members().map(|(key, _)| key).find(|key| key.is_named(name))
    }
}

/// The direct descendants of a list or map.
pub struct Children<'t> {
    tree: &'t Tree<'t>,
    next: u32,
    end: u32,
}

impl<'t> Iterator for Children<'t> {
    type Item = Node<'t>;

    fn next(&mut self) -> Option<Node<'t>> {
        if self.next >= self.end {
            return None;
        }
        let node = Node { tree: self.tree, index: self.next };
        self.next = node.data().next;
        Some(node)
    }
}

/// The members of a map.
pub struct Members<'t>(Children<'t>);

impl<'t> Iterator for Members<'t> {
    type Item = (Node<'t>, Node<'t>);

    fn next(&mut self) -> Option<Self::Item> {
        Some((self.0.next()?, self.0.next()?))
    }
}
