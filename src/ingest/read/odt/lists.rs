//! The numbers of lists and headings in `OpenDocument` files, which are only in their styles.

use std::collections::HashMap;

use roxmltree::Node;

use crate::ingest::read::{
    number::{Beyond, Count},
    xml::{attribute, name, number},
};

/// How many levels a list can have.
pub(super) const LEVELS: usize = 10;

/// The longest text around a number.
const LONGEST: usize = 40;

/// How a level is numbered.
#[derive(Clone, Debug, Default)]
struct Level {
    count: Count,
    start: u32,
    before: String,
    behind: String,
    /// How many levels the number shows, its own included.
    shown: usize,
}

/// The levels of a style of lists.
#[derive(Clone, Debug, Default)]
pub(super) struct Style([Option<Level>; LEVELS]);

/// How far a list has been counted.
pub(super) type Counted = [Option<u32>; LEVELS];

impl Style {
    /// Reads a style of lists, or that of headings.
    pub(super) fn read(node: Node<'_, '_>) -> Self {
        let mut style = Self::default();
        for level in node.children().filter(Node::is_element) {
            let at = number(level, "level").map_or(LEVELS, |at| (at as usize).wrapping_sub(1));
            let Some(place) = style.0.get_mut(at) else { continue };
            let text = |name| attribute(level, name).unwrap_or_default().chars().take(LONGEST).collect();
            let count = match attribute(level, "num-format") {
                _ if name(level) == "list-level-style-bullet" => Count::None,
                Some("1") => Count::Decimal,
                Some("a") => Count::Lower,
                Some("A") => Count::Upper,
                Some("i") => Count::LowerRoman,
                Some("I") => Count::UpperRoman,
                _ => Count::None,
            };
            *place = Some(Level {
                count,
                start: number(level, "start-value").unwrap_or(1),
                before: text("num-prefix"),
                behind: text("num-suffix"),
                shown: number(level, "display-levels").map_or(1, |shown| shown as usize),
            });
        }
        style
    }

    /// Counts an item at a level (from 0), which may say itself where it starts; gives its number as it is shown.
    pub(super) fn count(&self, counted: &mut Counted, level: usize, start: Option<u32>) -> String {
        let first = |at: usize| self.0.get(at).and_then(Option::as_ref).map_or(1, |level| level.start);
        let Some(own) = counted.get_mut(level) else { return String::new() };
        *own = start.or_else(|| own.map(|number| number.saturating_add(1))).or_else(|| Some(first(level)));
        counted.iter_mut().skip(level + 1).for_each(|deeper| *deeper = None);
        let Some(style) = self.0.get(level).and_then(Option::as_ref) else { return String::new() };
        if style.count == Count::None {
            return String::new();
        }
        let shown = (level + 1).saturating_sub(style.shown)..=level;
        let numbers: Vec<String> = shown
            .filter_map(|at| {
                let level = self.0.get(at).and_then(Option::as_ref)?;
                let number = counted.get(at).copied().flatten().unwrap_or_else(|| first(at));
                Some(level.count.write(number, Beyond::Doubled)).filter(|number| !number.is_empty())
            })
            .collect();
        format!("{}{}{}", style.before, numbers.join("."), style.behind).trim().to_owned()
    }
}

/// The counts of the lists of a document: one list may go on where another stopped.
#[derive(Debug, Default)]
pub(super) struct Counts {
    by_style: HashMap<String, Counted>,
    by_id: HashMap<String, Counted>,
}

impl Counts {
    /// The count with which a list begins.
    pub(super) fn begin(&self, list: Node<'_, '_>, style: &str) -> Counted {
        let continued = attribute(list, "continue-list").and_then(|id| self.by_id.get(id));
        let goes_on = attribute(list, "continue-numbering") == Some("true");
        let same = || self.by_style.get(style).filter(|_| goes_on);
        continued.or_else(same).copied().unwrap_or_default()
    }

    /// Keeps the count with which a list ends.
    pub(super) fn end(&mut self, list: Node<'_, '_>, style: &str, counted: Counted) {
        self.by_style.insert(style.to_owned(), counted);
        for id in [attribute(list, "id"), attribute(list, "continue-list")].into_iter().flatten() {
            self.by_id.insert(id.to_owned(), counted);
        }
    }
}
