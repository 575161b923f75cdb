//! The XML in Word and `OpenDocument` files, held to limits before it is parsed.

use roxmltree::{Document, Node, ParsingOptions};

use super::fault::Fault;

/// How deep elements may stand in each other. Word's own files stay below fifty.
const DEEPEST: usize = 200;

/// How many attributes an element may have: the parser compares each with each.
const MOST_ATTRIBUTES: usize = 200;

/// How many name spaces may be declared: the parser hands each one down.
const MOST_NAMES: usize = 20_000;

/// How many elements and texts there may be.
const MOST_NODES: u32 = 3_000_000;

/// The tree of a text in XML.
pub(super) fn parse(text: &str) -> Result<Document<'_>, Fault> {
    hold_to_limits(text)?;
    let options = ParsingOptions { nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached | roxmltree::Error::AttributesLimitReached => Fault::Swollen,
        _ => Fault::Damaged,
    })
}

/// Looks at the tags alone: how deep they stand in each other, and what is in them.
fn hold_to_limits(text: &str) -> Result<(), Fault> {
    let (mut depth, mut names) = (0_usize, 0_usize);
    let mut rest = text;
    while let Some((_, tag)) = rest.split_once('<') {
        if let Some((skipped, end)) =
            [("!--", "-->"), ("![CDATA[", "]]>")].iter().find(|(start, _)| tag.starts_with(start))
        {
            let tag = tag.get(skipped.len()..).unwrap_or_default();
            rest = tag.split_once(end).map_or("", |(_, behind)| behind);
            continue;
        }
        let end = end_of_tag(tag);
        let inside = tag.get(..end).unwrap_or_default();
        rest = tag.get(end..).unwrap_or_default();
        if inside.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if !inside.starts_with(['?', '!']) {
            depth += usize::from(!inside.ends_with('/'));
            names += inside.matches("xmlns").count();
            let too_many = inside.matches('=').count() > MOST_ATTRIBUTES && attributes(inside) > MOST_ATTRIBUTES;
            if depth > DEEPEST || names > MOST_NAMES || too_many {
                return Err(Fault::Swollen);
            }
        }
    }
    Ok(())
}

/// Where a tag ends: at the first `>` that is not within quotes.
fn end_of_tag(tag: &str) -> usize {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return at,
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    tag.len()
}

/// How many values within quotes a tag has.
fn attributes(tag: &str) -> usize {
    let (mut quote, mut count) = (None, 0);
    for byte in tag.bytes() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => {
                quote = None;
                count += 1;
            }
            _ => {}
        }
    }
    count
}

/// The name of an element, without its name space: there are two for the same elements of Word.
pub(super) fn name<'n>(node: Node<'n, '_>) -> &'n str {
    if node.is_element() { node.tag_name().name() } else { "" }
}

/// The first child element of a name.
pub(super) fn child<'n, 'x>(node: Node<'n, 'x>, wanted: &str) -> Option<Node<'n, 'x>> {
    node.children().find(|child| name(*child) == wanted)
}

/// The child elements of a name.
pub(super) fn children<'n, 'x>(node: Node<'n, 'x>, wanted: &str) -> impl Iterator<Item = Node<'n, 'x>> {
    node.children().filter(move |child| name(*child) == wanted)
}

/// An attribute, whatever its name space.
pub(super) fn attribute<'n>(node: Node<'n, '_>, wanted: &str) -> Option<&'n str> {
    node.attributes().find(|attribute| attribute.name() == wanted).map(|attribute| attribute.value())
}

/// An attribute that is a number.
pub(super) fn number(node: Node<'_, '_>, wanted: &str) -> Option<u32> {
    attribute(node, wanted)?.trim().parse().ok()
}
