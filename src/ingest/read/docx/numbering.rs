//! The numbers that Word counts by itself: they are nowhere in the text, only in `numbering.xml`.

use std::collections::{HashMap, HashSet};

use roxmltree::Node;

use crate::ingest::read::{
    number::{Beyond, Count},
    xml::{attribute, child, children, number},
};

/// How many levels a list can have.
const LEVELS: usize = 9;

/// The longest pattern of a number; longer ones only cost memory.
const LONGEST_PATTERN: usize = 100;

/// How a level of a list is numbered.
#[derive(Clone, Debug, Default)]
struct Level {
    start: u32,
    count: Count,
    /// The number as it is shown, such as `%1.%2`.
    pattern: String,
    /// Whether all its numbers are in digits.
    legal: bool,
    /// The levels up to this one (from 1) start it anew; none for 0, all above it where it is not said.
    restart: Option<u32>,
    /// The style of paragraphs that stand at this level.
    style: Option<String>,
}

/// A list as it is defined, and how far it has been counted.
#[derive(Debug, Default)]
struct List {
    levels: [Option<Level>; LEVELS],
    counted: [Option<u32>; LEVELS],
    /// The style that defines it in its place.
    link: Option<String>,
}

/// A use of a list, which may change its levels.
#[derive(Debug, Default)]
struct Use {
    list: String,
    starts: [Option<u32>; LEVELS],
    levels: [Option<Level>; LEVELS],
}

/// A number that a paragraph gets.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Numbered {
    /// The number as it is shown; empty for bullets.
    pub(super) text: String,
    /// How deep the list is (from 0).
    pub(super) level: usize,
}

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: HashMap<String, List>,
    uses: HashMap<String, Use>,
    begun: HashSet<String>,
}

impl Numbering {
    /// Reads `numbering.xml`. `style_list` says which use of a list a style of lists has.
    pub(super) fn read(root: Node<'_, '_>, style_list: impl Fn(&str) -> Option<String>) -> Self {
        let mut numbering = Self::default();
        for node in children(root, "abstractNum") {
            let Some(id) = attribute(node, "abstractNumId") else { continue };
            let mut list = List { link: value(node, "numStyleLink").map(str::to_owned), ..List::default() };
            read_levels(node, &mut list.levels);
            numbering.lists.insert(id.to_owned(), list);
        }
        for node in children(root, "num") {
            let (Some(id), Some(list)) = (attribute(node, "numId"), value(node, "abstractNumId")) else { continue };
            let mut used = Use { list: list.to_owned(), ..Use::default() };
            for change in children(node, "lvlOverride") {
                let level = number(change, "ilvl").map_or(LEVELS, |level| level as usize);
                if let Some(start) = used.starts.get_mut(level) {
                    *start = value(change, "startOverride").and_then(|start| start.parse().ok());
                }
                read_levels(change, &mut used.levels);
            }
            numbering.uses.insert(id.to_owned(), used);
        }
        numbering.follow_links(style_list);
        numbering
    }

    /// Lets uses of a list that only names a style count in the list that the style defines.
    fn follow_links(&mut self, style_list: impl Fn(&str) -> Option<String>) {
        let linked = |used: &Use| {
            let style = self.lists.get(&used.list)?.link.as_deref()?;
            Some(self.uses.get(&style_list(style)?)?.list.clone())
        };
        let changes: Vec<(String, String)> =
            self.uses.iter().filter_map(|(id, used)| Some((id.clone(), linked(used)?))).collect();
        for (id, list) in changes {
            if let Some(used) = self.uses.get_mut(&id) {
                used.list = list;
            }
        }
    }

    /// The level at which paragraphs of a style stand.
    pub(super) fn level_of(&self, used: &str, style: &str) -> Option<usize> {
        let used = self.uses.get(used)?;
        let list = self.lists.get(&used.list)?;
        let is_of = |level: &Option<Level>| level.as_ref().is_some_and(|level| level.style.as_deref() == Some(style));
        used.levels.iter().position(is_of).or_else(|| list.levels.iter().position(is_of))
    }

    /// Counts a paragraph.
    pub(super) fn count(&mut self, used: &str, level: usize) -> Option<Numbered> {
        let id = used;
        let used = self.uses.get(id)?;
        let list = self.lists.get_mut(&used.list)?;
        if self.begun.insert(id.to_owned()) {
            for (counted, start) in list.counted.iter_mut().zip(used.starts) {
                // Where a use starts anew, the count of others of the same list ends.
                *counted = if start.is_some() { None } else { *counted };
            }
        }
        let levels: Vec<Option<&Level>> =
            used.levels.iter().zip(&list.levels).map(|(own, list)| own.as_ref().or(list.as_ref())).collect();
        let start = |at: usize| {
            let changed = used.starts.get(at).copied().flatten();
            changed.or_else(|| levels.get(at).copied().flatten().map(|level| level.start)).unwrap_or(1)
        };
        let own = (*levels.get(level)?)?;
        let counted = list.counted.get_mut(level)?;
        *counted = Some(counted.map_or_else(|| start(level), |number| number.saturating_add(1)));
        for deeper in level + 1..LEVELS {
            let restart = levels.get(deeper).copied().flatten().and_then(|level| level.restart);
            if let (true, Some(counted)) = (restart.is_none_or(|to| level < to as usize), list.counted.get_mut(deeper))
            {
                *counted = None;
            }
        }
        let numbers: Vec<u32> =
            list.counted.iter().enumerate().map(|(at, counted)| counted.unwrap_or_else(|| start(at))).collect();
        Some(Numbered { text: written(own, &levels, &numbers), level })
    }
}

/// The number of a level as its pattern shows it.
fn written(own: &Level, levels: &[Option<&Level>], numbers: &[u32]) -> String {
    if own.count == Count::None && !own.pattern.contains(char::is_alphanumeric) {
        return String::new();
    }
    let mut text = String::new();
    let mut pattern = own.pattern.chars().peekable();
    while let Some(c) = pattern.next() {
        let place = if c == '%' {
            pattern.peek().and_then(|digit| digit.to_digit(10)).filter(|digit| *digit > 0)
        } else {
            None
        };
        let Some(place) = place else {
            text.push(c);
            continue;
        };
        pattern.next();
        let at = place as usize - 1;
        let count = levels.get(at).copied().flatten().map_or(Count::Decimal, |level| level.count);
        let count = if own.legal && count != Count::None { Count::Decimal } else { count };
        text.push_str(&count.write(numbers.get(at).copied().unwrap_or(1), Beyond::Doubled));
    }
    text.trim().to_owned()
}

fn read_levels(node: Node<'_, '_>, levels: &mut [Option<Level>; LEVELS]) {
    for node in children(node, "lvl") {
        let at = number(node, "ilvl").map_or(LEVELS, |level| level as usize);
        let Some(place) = levels.get_mut(at) else { continue };
        let format = value(node, "numFmt").or_else(|| alternative(node)).unwrap_or("decimal");
        *place = Some(Level {
            start: value(node, "start").and_then(|start| start.parse().ok()).unwrap_or(0),
            count: count_of(format),
            pattern: value(node, "lvlText").unwrap_or_default().chars().take(LONGEST_PATTERN).collect(),
            legal: child(node, "isLgl").is_some_and(|node| !matches!(attribute(node, "val"), Some("0" | "false"))),
            restart: value(node, "lvlRestart").and_then(|restart| restart.parse().ok()),
            style: value(node, "pStyle").map(str::to_owned),
        });
    }
}

/// The format in what newer versions of Word write for older ones.
fn alternative<'n>(level: Node<'n, '_>) -> Option<&'n str> {
    let choices = child(level, "AlternateContent")?;
    value(child(choices, "Choice").or_else(|| child(choices, "Fallback"))?, "numFmt")
}

fn count_of(format: &str) -> Count {
    match format {
        "decimalZero" => Count::Padded,
        "lowerLetter" => Count::Lower,
        "upperLetter" => Count::Upper,
        "lowerRoman" => Count::LowerRoman,
        "upperRoman" => Count::UpperRoman,
        "bullet" | "none" => Count::None,
        _ => Count::Decimal,
    }
}

/// The value of a child element.
fn value<'n>(node: Node<'n, '_>, name: &str) -> Option<&'n str> {
    attribute(child(node, name)?, "val")
}
