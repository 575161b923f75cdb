//! Makes a tree from the events of the parser.

use std::{borrow::Cow, collections::HashSet};

use granit_parser::{Event, Options, Parser, ScalarStyle, Span as EventSpan};

use super::{
    Data, Node, Tree, Value,
    fault::{Fault, FaultKind, MAX_DEPTH, MAX_NODES, syntax_fault},
};
use crate::source::Span;

/// How many faults are enough to give up.
const MAX_FAULTS: usize = 1_000;

/// A place or number in a text that is too small to need 64 bits.
fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Makes a tree from the events of the parser.
pub(super) struct Builder<'s> {
    text: &'s str,
    tree: Tree<'s>,
    /// The lists and maps that are still open, with the number of their direct children so far.
    open: Vec<(u32, u32)>,
    faults: Vec<Fault>,
}

impl<'s> Builder<'s> {
    pub(super) fn new(text: &'s str) -> Self {
        let tree = Tree { nodes: Vec::with_capacity(text.len() / 16) };
        Self { text, tree, open: Vec::new(), faults: Vec::new() }
    }

    pub(super) fn build(mut self) -> Result<Tree<'s>, Vec<Fault>> {
        let mut options = Options::default();
        options.flow_nesting_limit = MAX_DEPTH;
        options.block_nesting_limit = MAX_DEPTH;
        let mut parser = Parser::new_from_str_with_options(self.text, options);
        let mut documents = 0;
        while let Some(event) = parser.next_event() {
            match event {
                Ok((Event::DocumentStart(..), span)) => {
                    documents += 1;
                    if documents > 1 {
                        self.fault(FaultKind::SecondDocument, self.bytes(span));
                        break;
                    }
                }
                Ok((event, span)) => self.event(event, span),
                Err(error) => {
                    let at = error.marker().byte_offset().unwrap_or(self.text.len());
                    let fault = syntax_fault(self.text, error.kind(), at);
                    self.faults.push(fault);
                    break;
                }
            }
            if self.tree.nodes.len() > MAX_NODES {
                self.fault(FaultKind::TooLarge, 0..0);
                break;
            }
            if self.faults.len() > MAX_FAULTS {
                break;
            }
        }
        let blank = match self.tree.nodes.first() {
            None => true,
            Some(root) => matches!(root.value, Value::Null) && root.start == root.end,
        };
        if self.faults.is_empty() && blank {
            self.fault(FaultKind::Empty, 0..0);
        }
        if self.faults.is_empty() { Ok(self.tree) } else { Err(self.faults) }
    }

    fn event(&mut self, event: Event<'s>, span: EventSpan) {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse(anchor, tag.is_some(), span);
                let value = if style == ScalarStyle::Plain { plain(text) } else { Value::Text(text) };
                self.push(value, span);
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.refuse(anchor, tag.is_some(), span);
                self.open(Value::List(0), span);
            }
            Event::MappingStart(_, anchor, tag) => {
                self.refuse(anchor, tag.is_some(), span);
                self.open(Value::Map(0), span);
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(_) => {
                self.fault(FaultKind::Anchor, self.bytes(span));
                self.push(Value::Null, span);
            }
            _ => {}
        }
    }

    /// Refuses anchors and tags.
    fn refuse(&mut self, anchor: usize, tag: bool, span: EventSpan) {
        if anchor != 0 || tag {
            // The event's span starts behind the anchor or tag, which is short and not far before it.
            const NEAR: usize = 200;
            let end = self.bytes(span).start;
            let sign = if anchor != 0 { b'&' } else { b'!' };
            let before = self.text.as_bytes()[..end].iter().rev().take(NEAR);
            let start = before.enumerate().find(|(_, byte)| **byte == sign).map_or(end, |(back, _)| end - back - 1);
            let kind = if anchor != 0 { FaultKind::Anchor } else { FaultKind::Tag };
            self.fault(kind, start..end.max(start));
        }
    }

    fn push(&mut self, value: Value<'s>, span: EventSpan) {
        if let Some((parent, children)) = self.open.last_mut() {
            let is_key = *children % 2 == 0 && matches!(self.tree.nodes[*parent as usize].value, Value::Map(_));
            *children += 1;
            if is_key && matches!(value, Value::List(_) | Value::Map(_)) {
                self.fault(FaultKind::ComplexKey, self.bytes(span));
            }
        }
        let index = small(self.tree.nodes.len());
        let line = small(span.start.line());
        let bytes = self.bytes(span);
        let (start, end) = (small(bytes.start), small(bytes.end));
        self.tree.nodes.push(Data { value, start, end, line, next: index + 1 });
    }

    fn open(&mut self, value: Value<'s>, span: EventSpan) {
        let index = small(self.tree.nodes.len());
        self.push(value, span);
        self.open.push((index, 0));
    }

    fn close(&mut self, span: EventSpan) {
        let Some((index, children)) = self.open.pop() else { return };
        let next = small(self.tree.nodes.len());
        let last_end = self.tree.nodes.last().map_or(0, |last| last.end);
        // A block ends where its last value ends, a flow collection behind its bracket.
        let end = if span.is_empty() { last_end } else { small(self.bytes(span).end) };
        let data = &mut self.tree.nodes[index as usize];
        data.next = next;
        data.end = end.max(data.end);
        match &mut data.value {
            Value::List(count) => *count = children,
            Value::Map(count) => {
                *count = children / 2;
                self.refuse_duplicate_keys(index);
            }
            _ => {}
        }
    }

    fn refuse_duplicate_keys(&mut self, index: u32) {
        let map = Node { tree: &self.tree, index };
        let mut faults = Vec::new();
        let mut seen = HashSet::new();
        for (nth, (key, _)) in map.members().enumerate() {
            // Most maps are small: looking back is quicker than hashing.
            let name = key.name();
            let repeated = if nth < 16 {
                map.members().take(nth).any(|(earlier, _)| earlier.is_named(&name))
            } else {
                if seen.is_empty() {
                    seen.extend(map.members().take(nth).map(|(earlier, _)| earlier.name()));
                }
                !seen.insert(name)
            };
            if repeated {
                let first = map.members().find(|(earlier, _)| earlier.name() == key.name());
                let related = first.map(|(key, _)| key.span());
                faults.push(Fault { kind: FaultKind::DuplicateKey, span: key.span(), related });
            }
            if faults.len() > MAX_FAULTS {
                break;
            }
        }
        self.faults.extend(faults);
    }

    fn fault(&mut self, kind: FaultKind, span: Span) {
        self.faults.push(Fault { kind, span, related: None });
    }

    fn bytes(&self, span: EventSpan) -> Span {
        span.byte_range().unwrap_or(self.text.len()..self.text.len())
    }
}

/// The value of a plain (unquoted) scalar under the core schema of YAML 1.2.
fn plain(text: Cow<'_, str>) -> Value<'_> {
    match text.as_bytes() {
        [] | b"~" | b"null" | b"Null" | b"NULL" => Value::Null,
        b"true" | b"True" | b"TRUE" => Value::Bool(true),
        b"false" | b"False" | b"FALSE" => Value::Bool(false),
        [b'0'..=b'9' | b'-' | b'+' | b'.', ..] => number(&text).unwrap_or(Value::Text(text)),
        _ => Value::Text(text),
    }
}

/// A number as YAML 1.2 writes it; anything else, such as a date, a version, or `.inf`, stays text.
fn number(text: &str) -> Option<Value<'static>> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.is_empty() {
        return Some(text.parse().map_or_else(|_| Value::Float(text.parse().unwrap_or(f64::MAX)), Value::Int));
    }
    let float = digits.bytes().any(|byte| byte.is_ascii_digit())
        && digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'));
    let value = if float { text.parse::<f64>().ok()? } else { return None };
    value.is_finite().then_some(Value::Float(value))
}
