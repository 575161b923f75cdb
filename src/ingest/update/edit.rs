//! Changes an extract at the places of its values, so that everything else stays as somebody wrote it.

use std::ops::Range;

use crate::{source::Span, yaml::Node};

/// What is to be put in the place of what.
#[derive(Debug)]
pub(super) struct Edits<'t> {
    pub(super) text: &'t str,
    edits: Vec<(Span, String)>,
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

    /// Puts a value in the place of that under a key.
    pub(super) fn member(&mut self, map: Node<'_>, key: &str, new: &str) {
        let (Some(name), Some(value)) = (map.key(key), map.get(key)) else { return };
        let old = written(self.text, value);
        let between = self.text.get(name.span().end..old.start).unwrap_or_default();
        // The sign before a text in lines goes with it.
        match between.find(':').filter(|colon| between.ends_with('\n') || between[*colon..].contains(['>', '|'])) {
            Some(colon) => self.put(name.span().end + colon + 1..old.end, format!(" {new}")),
            None => self.put(old, new),
        }
    }

    /// Puts new members into a map, behind the one of a key: in braces, or a line each.
    pub(super) fn behind(&mut self, map: Node<'_>, key: &str, new: &[(&str, String)]) {
        let (Some(name), Some(value)) = (map.key(key), map.get(key)) else { return };
        let end = written(self.text, value).end;
        if self.is_flow(map) {
            let new: String = new.iter().map(|(key, value)| format!(", {key}: {value}")).collect();
            return self.put(end..end, new);
        }
        let margin = " ".repeat(self.column(name.span().start));
        let end = self.line_end(end);
        let new: String = new.iter().map(|(key, value)| format!("\n{margin}{key}: {value}")).collect();
        self.put(end..end, new);
    }

    /// Takes a member out of a map, if another stands before it.
    pub(super) fn without(&mut self, map: Node<'_>, key: &str) {
        let ends: Vec<usize> = map.members().map(|(_, value)| written(self.text, value).end).collect();
        let place = map.members().position(|(name, _)| name.name() == key);
        let before = place.and_then(|place| ends.get(place.checked_sub(1)?));
        if let (Some(before), Some(end)) = (before, place.and_then(|place| ends.get(place))) {
            // In lines, a comment behind the member before it stays.
            let before = if self.is_flow(map) { *before } else { self.line_end(*before) };
            self.put(before..*end, "");
        }
    }

    /// Whether a map or a list is written in braces or brackets.
    pub(super) fn is_flow(&self, node: Node<'_>) -> bool {
        self.text.get(node.span().start..).is_some_and(|text| text.starts_with(['{', '[']))
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
                text.push_str(&new.replace('\n', "\r\n"));
            } else {
                text.push_str(new);
            }
            done = span.end;
        }
        text.push_str(self.text.get(done..).unwrap_or_default());
        text
    }
}

/// The bytes that a value is written in. The place of a map or list in lines ends where the next thing begins, that of a folded
/// text where its last line break does.
pub(super) fn written(text: &str, node: Node<'_>) -> Span {
    let span = node.span();
    let own = text.get(span.clone()).unwrap_or_default();
    if own.starts_with(['{', '[', '"', '\'']) {
        return span;
    }
    let last = if node.is_map() { node.members().last().map(|(_, value)| value) } else { node.items().last() };
    let end = match last {
        Some(last) => written(text, last).end,
        None => span.start + own.trim_end().len(),
    };
    span.start..end.max(span.start)
}
