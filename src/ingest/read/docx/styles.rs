//! What the styles of a Word document say of its paragraphs.

use std::collections::HashMap;

use roxmltree::Node;

use crate::ingest::read::xml::{attribute, child, children};

/// How many styles can rest on each other.
const LONGEST_CHAIN: usize = 32;

/// A place in a list, as a paragraph or a style names it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// Which use of a list; `0` takes the paragraph out of every list.
    pub(super) list: Option<String>,
    /// How deep in it (from 0).
    pub(super) level: Option<usize>,
}

/// What a style says itself.
#[derive(Debug, Default)]
struct Style {
    name: String,
    parent: Option<String>,
    place: Place,
    outline: Option<u8>,
    is_hidden: Option<bool>,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    default: Option<String>,
}

impl Styles {
    /// Reads `styles.xml`.
    pub(super) fn read(root: Node<'_, '_>) -> Self {
        let mut styles = Self::default();
        for node in children(root, "style") {
            let Some(id) = attribute(node, "styleId") else { continue };
            let properties = child(node, "pPr");
            let style = Style {
                name: value(node, "name").unwrap_or_default().to_ascii_lowercase(),
                parent: value(node, "basedOn").map(str::to_owned),
                place: properties.map(place).unwrap_or_default(),
                outline: properties.and_then(outline),
                is_hidden: child(node, "rPr").and_then(|properties| flag(properties, "vanish")),
            };
            if attribute(node, "type") == Some("paragraph") && matches!(attribute(node, "default"), Some("1" | "true"))
            {
                styles.default = Some(id.to_owned());
            }
            styles.styles.insert(id.to_owned(), style);
        }
        styles
    }

    /// A style and those that it rests on, with their identifiers.
    fn chain<'s>(&'s self, id: Option<&'s str>) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let first = id.or(self.default.as_deref());
        let find = |id: &'s str| self.styles.get(id).map(|style| (id, style));
        let next = move |(_, style): &(&'s str, &'s Style)| style.parent.as_deref().and_then(find);
        std::iter::successors(first.and_then(find), next).take(LONGEST_CHAIN)
    }

    /// The list that a style puts its paragraphs into, the style that says so, and the level.
    pub(super) fn place<'s>(&'s self, id: Option<&'s str>) -> Option<(&'s str, &'s Place)> {
        self.chain(id).map(|(id, style)| (id, &style.place)).find(|(_, place)| place.list.is_some())
    }

    /// The use of a list that a style of lists has.
    pub(super) fn list(&self, id: &str) -> Option<String> {
        self.styles.get(id)?.place.list.clone()
    }

    /// The level (from 1) of headings in a style.
    pub(super) fn heading(&self, id: Option<&str>) -> Option<u8> {
        self.chain(id)
            .find_map(|(_, style)| match (style.outline, style.name.as_str()) {
                (Some(level), _) => Some(level),
                (None, "title") => Some(1),
                (None, name) => name.strip_prefix("heading ")?.parse().ok(),
            })
            .filter(|level| (1..=9).contains(level))
    }

    /// Whether a style is that of entries of a table of contents.
    pub(super) fn is_contents(&self, id: Option<&str>) -> bool {
        let name = self.chain(id).next().map_or("", |(_, style)| style.name.as_str());
        name.starts_with("toc ") || name.starts_with("table of figures")
    }

    /// Whether text in a style is hidden.
    pub(super) fn is_hidden(&self, id: Option<&str>) -> bool {
        self.chain(id).find_map(|(_, style)| style.is_hidden).unwrap_or_default()
    }
}

/// The place in a list that some properties name.
pub(super) fn place(properties: Node<'_, '_>) -> Place {
    let node = child(properties, "numPr");
    let named = |name| node.and_then(|node| value(node, name));
    Place { list: named("numId").map(str::to_owned), level: named("ilvl").and_then(|level| level.parse().ok()) }
}

/// The level of heading (from 1) that some properties name; 10 for text.
pub(super) fn outline(properties: Node<'_, '_>) -> Option<u8> {
    value(properties, "outlineLvl")?.parse::<u8>().ok().map(|level| level.saturating_add(1))
}

/// Whether some properties switch something on or off.
pub(super) fn flag(properties: Node<'_, '_>, name: &str) -> Option<bool> {
    child(properties, name).map(|node| !matches!(attribute(node, "val"), Some("0" | "false" | "off")))
}

/// The value of a child element.
pub(super) fn value<'n>(node: Node<'n, '_>, name: &str) -> Option<&'n str> {
    attribute(child(node, name)?, "val")
}
