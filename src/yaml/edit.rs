//! Changes a text at the places of its values, and leaves everything else as it is: order, comments, spelling, line breaks.
//!
//! Each function says what to put in the place of what, or nothing where the text is written in a way that it does not
//! understand. Whoever changes a text reads it again and looks whether it says what was meant.

use super::Node;
use crate::source::Span;

/// What to put in the place of which bytes.
pub type Edit = (Span, String);

/// Takes a key out of a map that has more of them. Comments stay, but for those behind
/// or within the value.
#[must_use]
pub fn without_member(text: &str, map: Node<'_>, name: &str) -> Option<Edit> {
    let members: Vec<(Span, Span)> = map.members().map(|(key, value)| (key.span(), written(text, value))).collect();
    let place = map.members().position(|(key, _)| key.name() == name)?;
    let (key, value) = members.get(place)?;
    let before = place.checked_sub(1).and_then(|before| members.get(before));
    let after = members.get(place + 1);
    // A map that is left empty would be no map any more.
    before.or(after)?;
    if is_flow(text, map) {
        return cut(text, before.map(|(_, value)| value.end), key.start..value.end);
    }
    let lines = line_start(text, key.start)..line_end(text, value.end);
    if is_blank(text.get(lines.start..key.start)?) {
        return Some((lines.start..with_comments(text, lines.end, key.start - lines.start), String::new()));
    }
    // It stands behind the dash of an item, where the next key takes its place if nothing is between them.
    let (next, _) = after?;
    let end = if is_blank(text.get(lines.end..next.start)?) { next.start } else { without_break(text, lines.end) };
    Some((key.start..end, String::new()))
}

/// Puts a value, as YAML writes it on one line, under a key of a map: in the place of the value there, else behind another
/// key.
#[must_use]
pub fn with_member(text: &str, map: Node<'_>, name: &str, value: &str, behind: &str) -> Option<Edit> {
    if let Some((key, old)) = map.members().find(|(key, _)| key.name() == name) {
        let colon = colon(text, key)?;
        return Some((colon..written(text, old).end, format!(" {value}")));
    }
    let (key, last) = map.members().find(|(key, _)| key.name() == behind)?;
    let end = written(text, last).end;
    let name = scalar(name);
    if is_flow(text, map) {
        return Some((end..end, format!(", {name}: {value}")));
    }
    let margin = text.get(line_start(text, key.span().start)..key.span().start)?;
    let margin: String = margin.chars().map(|c| if c.is_whitespace() { c } else { ' ' }).collect();
    let end = without_break(text, line_end(text, end));
    Some((end..end, format!("{}{margin}{name}: {value}", line_break(text, end))))
}

/// Takes an item out of the list under a key; of a list without any other, brackets stay.
#[must_use]
pub fn without_item(text: &str, key: Node<'_>, list: Node<'_>, place: usize) -> Option<Edit> {
    let items: Vec<Span> = list.items().map(|item| written(text, item)).collect();
    let item = items.get(place)?.clone();
    if is_flow(text, list) {
        let before = place.checked_sub(1).and_then(|before| items.get(before)).map(|item| item.end);
        return cut(text, before, item);
    }
    let dash = text.get(..item.start)?.trim_end();
    let dash = dash.ends_with('-').then_some(dash.len() - 1)?;
    let start = line_start(text, dash);
    if !is_blank(text.get(start..dash)?) {
        return None;
    }
    let lines = start..with_comments(text, line_end(text, item.end), dash - start);
    if items.len() > 1 {
        return Some((lines, String::new()));
    }
    // The comments between the key and the item stay where they are.
    let colon = colon(text, key)?;
    let between = text.get(colon..lines.start)?;
    Some((colon..lines.end, format!(" []{between}")))
}

/// A text with an edit made.
#[must_use]
pub fn edited(text: &str, (span, new): &Edit) -> Option<String> {
    Some([text.get(..span.start)?, new, text.get(span.end..)?].concat())
}

/// A text as YAML writes it on one line: as it is if that is a plain word or several, else between quotation marks.
#[must_use]
pub fn scalar(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '.' | '_');
    let whole = text.starts_with(|c: char| c.is_ascii_alphanumeric()) && !text.ends_with(' ');
    if whole && text.chars().all(plain) { text.to_owned() } else { super::write_json_line(&text) }
}

/// Takes something out of a map or list in brackets, with the comma that belongs to it.
fn cut(text: &str, before: Option<usize>, part: Span) -> Option<Edit> {
    let rest = text.get(part.end..)?;
    let comma = rest.trim_start().starts_with(',').then(|| part.end + rest.len() - rest.trim_start().len() + 1);
    let start = line_start(text, part.start);
    let alone = is_blank(text.get(start..part.start)?);
    if let Some(comma) = comma {
        let behind = text.get(comma..without_break(text, line_end(text, comma)))?;
        let comment = behind.trim_start().starts_with('#');
        return Some(if alone && (is_blank(behind) || comment) {
            (start..line_end(text, comma), String::new())
        } else if is_blank(behind) {
            let kept = text.get(..part.start)?.trim_end_matches(' ').len();
            (kept..comma, String::new())
        } else if comment {
            // A comment begins only behind a space.
            (part.start..comma, String::new())
        } else {
            (part.start..comma + behind.len() - behind.trim_start().len(), String::new())
        });
    }
    // What follows is the end of the brackets, or a comment.
    let plain = |before: &usize| text.get(*before..part.start).is_some_and(|between| !between.contains('#'));
    Some((before.filter(plain).unwrap_or(part.start)..part.end, String::new()))
}

/// The bytes of a value without the white space that a block of text has behind it, and, of what is written in lines, without
/// what comes before the next thing.
#[must_use]
pub fn written(text: &str, node: Node<'_>) -> Span {
    let span = node.span();
    let last = if node.is_map() { node.members().last().map(|(_, value)| value) } else { node.items().last() };
    if let Some(last) = last.filter(|_| !is_flow(text, node)) {
        return span.start..written(text, last).end.max(span.start);
    }
    let length = text.get(span.clone()).map_or(0, |text| text.trim_end().len());
    span.start..span.start + length
}

/// Whether a map or list that is not empty is written in brackets.
#[must_use]
pub fn is_flow(text: &str, node: Node<'_>) -> bool {
    let start = node.span().start;
    // A list that stands no further in than its key begins, for the parser, with its first item, which may have brackets.
    let within =
        node.items().chain(node.members().map(|(key, _)| key)).next().is_some_and(|one| one.span().start > start);
    within && text.get(start..).is_some_and(|text| text.starts_with(['{', '[']))
}

/// The place behind the colon of a key.
fn colon(text: &str, key: Node<'_>) -> Option<usize> {
    let rest = text.get(key.span().end..)?;
    let spaces = rest.len() - rest.trim_start().len();
    rest.trim_start().starts_with(':').then_some(key.span().end + spaces + 1)
}

fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind(['\n', '\r'])).map_or(0, |found| found + 1)
}

/// Behind the line break of the line in which a place is.
fn line_end(text: &str, at: usize) -> usize {
    let Some(rest) = text.get(at..) else { return text.len() };
    match rest.find(['\n', '\r']) {
        Some(found) => at + found + if rest[found..].starts_with("\r\n") { 2 } else { 1 },
        None => text.len(),
    }
}

/// Behind the comments that follow a place and stand further in than something: they are within it.
fn with_comments(text: &str, mut end: usize, margin: usize) -> usize {
    while let Some(line) = text.get(end..line_end(text, end)) {
        let inner = line.trim_start();
        if !inner.starts_with('#') || line.len() - inner.len() <= margin {
            break;
        }
        end += line.len();
    }
    end
}

/// The place before the line break that ends at a place, if one does.
fn without_break(text: &str, end: usize) -> usize {
    let line = text.get(..end).unwrap_or(text);
    line.strip_suffix("\r\n").or(line.strip_suffix(['\n', '\r'])).unwrap_or(line).len()
}

/// The line break that follows a place; the first of the text where none does.
fn line_break(text: &str, at: usize) -> &'static str {
    let first = |text: &str| {
        let found = text.find(['\n', '\r'])?;
        Some(match &text[found..] {
            rest if rest.starts_with("\r\n") => "\r\n",
            rest if rest.starts_with('\r') => "\r",
            _ => "\n",
        })
    };
    text.get(at..).and_then(first).or(first(text)).unwrap_or("\n")
}
