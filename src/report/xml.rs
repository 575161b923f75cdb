//! Pieces of the XML that other programs read.

use crate::clean::one_line;

/// A property by its name.
pub(crate) fn property(name: &str, value: &str) -> String {
    format!("   <property{}/>\n", attributes(&[("name", name), ("value", value)]))
}

/// Attributes with a space before each.
pub(crate) fn attributes(attributes: &[(&str, &str)]) -> String {
    attributes.iter().map(|(name, value)| format!(" {name}=\"{}\"", text(&one_line(value)))).collect()
}

/// A text as XML shows it letter for letter. What XML cannot hold at all becomes a replacement character.
pub(crate) fn text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}
