//! What the elements of a page do to its text.

use html5gum::StartTag;

use super::css;
use crate::ingest::{Why, read::number::Count};

/// What an element does until it ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// Nothing.
    None,
    /// Its text is a heading of a level.
    Heading(u8),
    /// It is a link.
    Link,
    /// It is a list.
    List,
    /// It is an item of a list.
    Item,
    /// It is a table, or a list of terms.
    Table,
    /// It is a row of a table.
    Row,
    /// It is a cell of a table, or what a term means.
    Cell,
    /// It is a term of a list of terms.
    Term,
    /// Its text is left out, or is no text at all.
    Skip(Option<Why>),
    /// It says that it is what the page is for.
    Content,
    /// Its lines are kept as they are.
    Preformatted,
}

/// An element as far as it matters here.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools)] // each is a property of its own
pub(super) struct Element {
    pub(super) effect: Effect,
    /// Whether it begins and ends a line.
    pub(super) is_block: bool,
    /// Whether it has no end tag.
    pub(super) is_void: bool,
    /// Whether it ends a line.
    pub(super) is_break: bool,
    /// Whether it is the head or foot of whatever it stands in.
    pub(super) is_edge: bool,
}

impl Element {
    /// What a start tag begins.
    pub(super) fn of(tag: &StartTag<()>) -> Self {
        let name: &[u8] = &tag.name;
        let effect = if is_hidden(tag) { Effect::Skip(Some(Why::Hidden)) } else { effect(name) };
        let effect = match attribute(tag, "role").as_str() {
            "navigation" | "banner" | "contentinfo" | "dialog" | "alertdialog" | "search" => {
                Effect::Skip(Some(Why::Furniture))
            }
            _ => effect,
        };
        Self {
            effect,
            is_block: is_block(name),
            is_void: is_void(name),
            is_break: matches!(name, b"br" | b"hr"),
            is_edge: matches!(name, b"header" | b"footer"),
        }
    }
}

fn effect(name: &[u8]) -> Effect {
    match name {
        [b'h', level @ b'1'..=b'6'] => Effect::Heading(level - b'0'),
        b"a" => Effect::Link,
        b"ol" | b"ul" | b"menu" => Effect::List,
        b"li" => Effect::Item,
        b"table" | b"dl" => Effect::Table,
        b"tr" => Effect::Row,
        b"td" | b"th" | b"dd" => Effect::Cell,
        b"dt" => Effect::Term,
        b"main" | b"article" => Effect::Content,
        b"pre" | b"textarea" => Effect::Preformatted,
        b"nav" | b"header" | b"footer" | b"aside" | b"title" | b"button" | b"select" | b"dialog" => {
            Effect::Skip(Some(Why::Furniture))
        }
        b"del" | b"s" | b"strike" => Effect::Skip(Some(Why::Deleted)),
        b"script" | b"style" | b"noscript" | b"template" | b"svg" | b"iframe" | b"object" | b"audio" | b"video" => {
            Effect::Skip(None)
        }
        _ => Effect::None,
    }
}

/// Whether an element begins and ends a line.
pub(super) fn is_block(name: &[u8]) -> bool {
    matches!(
        name,
        b"address"
            | b"article"
            | b"aside"
            | b"blockquote"
            | b"body"
            | b"caption"
            | b"center"
            | b"dd"
            | b"details"
            | b"dialog"
            | b"div"
            | b"dl"
            | b"dt"
            | b"fieldset"
            | b"figcaption"
            | b"figure"
            | b"footer"
            | b"form"
            | b"h1"
            | b"h2"
            | b"h3"
            | b"h4"
            | b"h5"
            | b"h6"
            | b"header"
            | b"li"
            | b"main"
            | b"menu"
            | b"nav"
            | b"ol"
            | b"p"
            | b"pre"
            | b"section"
            | b"summary"
            | b"table"
            | b"td"
            | b"textarea"
            | b"th"
            | b"title"
            | b"tr"
            | b"ul"
    )
}

fn is_void(name: &[u8]) -> bool {
    matches!(
        name,
        b"area"
            | b"base"
            | b"br"
            | b"col"
            | b"embed"
            | b"hr"
            | b"img"
            | b"input"
            | b"link"
            | b"meta"
            | b"source"
            | b"wbr"
    )
}

fn is_hidden(tag: &StartTag<()>) -> bool {
    let style = attribute(tag, "style").replace(' ', "").to_ascii_lowercase();
    tag.attributes.contains_key(b"hidden".as_slice())
        || style.contains("display:none")
        || style.contains("visibility:hidden")
}

/// How a list's own attributes say that it is counted.
pub(super) fn own_count(tag: &StartTag<()>) -> Option<Count> {
    css::list_style(&attribute(tag, "style")).or_else(|| match attribute(tag, "type").as_str() {
        "1" => Some(Count::Decimal),
        "a" => Some(Count::Lower),
        "A" => Some(Count::Upper),
        "i" => Some(Count::LowerRoman),
        "I" => Some(Count::UpperRoman),
        _ => None,
    })
}

/// The value of an attribute; nothing where it is not there.
pub(super) fn attribute(tag: &StartTag<()>, name: &str) -> String {
    tag.attributes.get(name.as_bytes()).map(|value| String::from_utf8_lossy(value).into_owned()).unwrap_or_default()
}
