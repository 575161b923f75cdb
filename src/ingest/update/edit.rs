//! Changes an extract at the places of its values, so that everything else stays as somebody wrote it.

use std::ops::Range;

use crate::{
    source::Span,
    yaml::{
        Node,
        edit::{Edit, is_flow, with_member, without_member, written},
    },
};

/// What is to be put in the place of what.
#[derive(Debug)]
pub(super) struct Edits<'t> {
    pub(super) text: &'t str,
    edits: Vec<Edit>,
}

impl<'t> Edits<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, edits: Vec::new() }
    }

    /// Puts something in the place of some bytes.
    pub(super) fn put(&mut self, span: Span, new: impl Into<String>) {
        self.edits.push((span, new.into()));
    }

    /// Puts a value in the place of another.
    pub(super) fn value(&mut self, old: Node<'_>, new: impl Into<String>) {
        self.put(written(self.text, old), new);
    }

    /// Puts a value under a key of a map: in the place of the one there, or else behind another key.
    pub(super) fn member(&mut self, map: Node<'_>, name: &str, value: &str, behind: &str) {
        self.edits.extend(with_member(self.text, map, name, value, behind));
    }

    /// Takes a key out of a map.
    pub(super) fn without(&mut self, map: Node<'_>, name: &str) {
        self.edits.extend(without_member(self.text, map, name));
    }

    /// Whether a map or a list is written in braces or brackets.
    pub(super) fn is_flow(&self, node: Node<'_>) -> bool {
        is_flow(self.text, node)
    }

    /// How many characters stand before a place in its line.
    pub(super) fn column(&self, at: usize) -> usize {
        self.text.get(self.line_start(at)..at).map_or(0, |before| before.chars().count())
    }

    /// Where the line of a place begins.
    pub(super) fn line_start(&self, at: usize) -> usize {
        self.text.get(..at).and_then(|text| text.rfind('\n')).map_or(0, |before| before + 1)
    }

    /// Where the line of a place ends, before its line break.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        let line = rest.split('\n').next().unwrap_or_default();
        at + line.trim_end_matches('\r').len()
    }

    /// The bytes of an item of a list, from its dash to the end of its last line.
    pub(super) fn item(&self, item: Node<'_>) -> Option<Range<usize>> {
        let dash = self.text.get(..item.span().start)?.trim_end();
        let dash = dash.ends_with('-').then_some(dash.len() - 1)?;
        Some(dash..self.line_end(written(self.text, item).end))
    }

    /// The text with everything put in its place, its line breaks as they were.
    pub(super) fn done(mut self) -> String {
        // What is put before a place comes before what is put in its place.
        self.edits.sort_by_key(|(span, _)| (span.start, span.end));
        let windows = self.text.contains("\r\n");
        let mut text = String::with_capacity(self.text.len() + 1024);
        let mut done = 0;
        for (span, new) in &self.edits {
            if span.start < done {
                continue;
            }
            text.push_str(self.text.get(done..span.start).unwrap_or_default());
            if windows {
                text.push_str(&new.replace("\r\n", "\n").replace('\n', "\r\n"));
            } else {
                text.push_str(new);
            }
            done = span.end;
        }
        text.push_str(self.text.get(done..).unwrap_or_default());
        text
    }
}
