//! Web pages: what a browser would show of them, with the numbers of lists written out.

mod css;
mod element;

use html5gum::{DefaultEmitter, EndTag, StartTag, Token, Tokenizer};

use super::{
    lines::{Lines, Link, collapsed},
    number::{Beyond, Count, begins_with_number},
};
use crate::ingest::{Kind, Line, Why};
use css::Sheet;
use element::{Effect, Element};

/// How deep elements that matter may stand in each other; what is deeper is read as if it stood less deep.
const DEEPEST: usize = 1024;

/// How far up an end tag looks for its start tag.
const FARTHEST: usize = 128;

/// How deep tables may stand in each other.
const DEEPEST_TABLE: usize = 32;

/// The lines of a page.
pub(super) fn lines(text: &str) -> Lines {
    let lines = walk(text, false);
    if lines.kept.iter().any(|line| !line.text.is_empty()) {
        return lines;
    }
    // A page of which everything is said to be furniture is not: its author used the wrong elements.
    walk(text, true)
}

/// Where a link leads that a text begins with.
pub(super) fn target(text: &str) -> Option<String> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut tokens = Tokenizer::new_with_emitter(text, emitter);
    match tokens.next() {
        Some(Ok(Token::StartTag(tag))) if tag.name.as_slice() == b"a" => Some(element::attribute(&tag, "href")),
        _ => None,
    }
}

fn walk(text: &str, everything: bool) -> Lines {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut walk = Walk { everything, ..Walk::default() };
    for Ok(token) in Tokenizer::new_with_emitter(text, emitter) {
        match token {
            Token::StartTag(tag) => walk.start(&tag),
            Token::EndTag(tag) => walk.end(&tag),
            Token::String(text) => walk.text(&String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    walk.pop_to(0);
    walk.end_line();
    walk.lines
}

/// A list that is open.
#[derive(Debug, Default)]
struct List {
    count: Count,
    next: i64,
    step: i64,
    /// What the number of the open item is, for lists in it.
    own: String,
}

/// A table that is open.
#[derive(Debug, Default)]
struct Table {
    row: Vec<Vec<Line>>,
    /// Where the lines of the open cell begin.
    cell: Option<usize>,
}

/// An element that is open and does something.
#[derive(Debug)]
struct Open {
    name: Vec<u8>,
    effect: Effect,
}

#[derive(Debug, Default)]
struct Walk {
    everything: bool,
    lines: Lines,
    line: String,
    left_out: String,
    /// The number that the next text begins with.
    number: Option<String>,
    heading: Option<u8>,
    open: Vec<Open>,
    lists: Vec<List>,
    tables: Vec<Table>,
    skips: Vec<Option<Why>>,
    /// What is left out around a title that is not.
    held: Vec<Option<Why>>,
    content: usize,
    preformatted: usize,
    link: Option<Link>,
    sheet: Sheet,
}

impl Walk {
    fn text(&mut self, text: &str) {
        if let Some(why) = self.skips.first() {
            if why.is_some() {
                self.left_out.push_str(text);
            } else if self.open.last().is_some_and(|open| open.name == b"style") {
                self.sheet.add(text);
            }
        } else if self.preformatted > 0 {
            for (index, part) in text.split('\n').enumerate() {
                if index > 0 {
                    self.end_line();
                }
                self.line.push_str(part);
            }
        } else {
            self.line.push_str(text);
        }
    }

    fn start(&mut self, tag: &StartTag<()>) {
        let element = Element::of(tag);
        if element.is_void {
            if element.is_break {
                self.end_line();
            }
            return;
        }
        self.close_implied(&tag.name);
        if element.is_block {
            self.end_block();
        }
        let effect = match element.effect {
            Effect::Skip(Some(Why::Furniture)) if self.everything || element.is_edge && self.content > 0 => {
                Effect::None
            }
            Effect::Table if self.tables.len() >= DEEPEST_TABLE => Effect::None,
            effect => effect,
        };
        // Within what is left out every element counts, so that its end is found.
        if (effect == Effect::None && self.skips.is_empty()) || self.open.len() >= DEEPEST {
            return;
        }
        self.begin(&effect, tag);
        self.open.push(Open { name: tag.name.to_vec(), effect });
    }

    /// Ends what the start of another element ends, such as an item by the next one.
    fn close_implied(&mut self, name: &[u8]) {
        let (ended, within): (&[&[u8]], &[&[u8]]) = match name {
            b"li" => (&[b"li"], &[b"ol", b"ul", b"menu"]),
            b"tr" => (&[b"tr", b"td", b"th"], &[b"table"]),
            b"td" | b"th" => (&[b"td", b"th"], &[b"table", b"tr"]),
            b"dt" | b"dd" => (&[b"dt", b"dd"], &[b"dl"]),
            b"p" => (&[b"p"], &[b"td", b"th", b"li"]),
            b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => (&[b"h1", b"h2", b"h3", b"h4", b"h5", b"h6"], &[b"td"]),
            _ => return,
        };
        let near = self.open.iter().enumerate().rev().take(FARTHEST);
        let near = near.take_while(|(_, open)| !within.contains(&open.name.as_slice()));
        let outermost = near.filter(|(_, open)| ended.contains(&open.name.as_slice())).last().map(|(at, _)| at);
        if let Some(at) = outermost {
            self.pop_to(at);
        }
    }

    fn begin(&mut self, effect: &Effect, tag: &StartTag<()>) {
        match effect {
            Effect::None | Effect::Row => {}
            Effect::Heading(level) => {
                // The head of a page may hold the title of the agreement; the rest of that head is furniture.
                if *level == 1
                    && self.skips == [Some(Why::Furniture)]
                    && self.open.iter().any(|open| open.name == b"header")
                {
                    self.end_line();
                    self.held = std::mem::take(&mut self.skips);
                }
                self.heading = Some(*level);
            }
            Effect::Link => self.link = Link::to_page(&self.line, &element::attribute(tag, "href")),
            Effect::List => self.begin_list(tag),
            Effect::Item => self.begin_item(tag),
            Effect::Table => self.tables.push(Table::default()),
            Effect::Cell => {
                let from = self.lines.kept.len();
                if let Some(table) = self.tables.last_mut() {
                    table.cell = Some(from);
                }
            }
            Effect::Term => {
                let has_description = self.tables.last().is_some_and(|table| table.row.len() > 1);
                if has_description {
                    self.end_row();
                }
                self.begin(&Effect::Cell, tag);
            }
            Effect::Skip(why) => self.skips.push(*why),
            Effect::Content => self.content += 1,
            Effect::Preformatted => self.preformatted += 1,
        }
    }

    fn begin_list(&mut self, tag: &StartTag<()>) {
        let ordered = tag.name.as_slice() == b"ol";
        let depth = self.lists.iter().filter(|list| list.step != 0).count() + 1;
        let count = match element::own_count(tag) {
            Some(count) => count,
            None if ordered => self.sheet.count(&element::attribute(tag, "class"), depth).unwrap_or_default(),
            None => Count::None,
        };
        let start = element::attribute(tag, "start").trim().parse().unwrap_or(1);
        let step = match (ordered, tag.attributes.contains_key(b"reversed".as_slice())) {
            (false, _) => 0,
            (true, false) => 1,
            (true, true) => -1,
        };
        self.lists.push(List { count, next: start, step, own: String::new() });
    }

    fn begin_item(&mut self, tag: &StartTag<()>) {
        if self.number.is_some() {
            // The item around it has no words of its own; its number is not lost.
            let number = self.number.take().unwrap_or_default();
            self.line.push_str(&number);
            self.end_line();
        }
        let outer: String = if self.sheet.nested {
            self.lists.iter().rev().skip(1).take(8).map(|list| format!("{}.", list.own)).rev().collect()
        } else {
            String::new()
        };
        let Some(list) = self.lists.last_mut().filter(|list| list.step != 0) else { return };
        let value = element::attribute(tag, "value").trim().parse().unwrap_or(list.next);
        list.next = value.saturating_add(list.step);
        let counted = if self.sheet.nested && list.count == Count::None { Count::Decimal } else { list.count };
        list.own = u32::try_from(value).map(|value| counted.write(value, Beyond::Columns)).unwrap_or_default();
        if !list.own.is_empty() {
            let end = if outer.trim_matches('.').is_empty() { "." } else { "" };
            self.number = Some(format!("{}{}{end}", outer.trim_start_matches('.'), list.own));
        }
    }

    fn end(&mut self, tag: &EndTag<()>) {
        let name: &[u8] = &tag.name;
        let outside =
            |open: &Open| open.effect == Effect::Cell && !matches!(name, b"table" | b"tr" | b"td" | b"th" | b"dl");
        let near = self.open.iter().enumerate().rev().take(FARTHEST);
        let mut near = near.take_while(|(_, open)| open.name == name || !outside(open));
        if let Some(at) = near.find(|(_, open)| open.name == name).map(|(at, _)| at) {
            self.pop_to(at);
        }
        if element::is_block(name) {
            self.end_block();
        }
    }

    /// Ends all open elements from a place on.
    fn pop_to(&mut self, at: usize) {
        while self.open.len() > at {
            let Some(open) = self.open.pop() else { return };
            match open.effect {
                Effect::None => {}
                Effect::Heading(_) => {
                    self.end_block();
                    self.heading = None;
                    if !self.held.is_empty() {
                        self.skips = std::mem::take(&mut self.held);
                    }
                }
                Effect::Link => self.link.take().into_iter().for_each(|link| link.close(&mut self.line)),
                Effect::List => {
                    self.end_line();
                    self.lists.pop();
                }
                Effect::Item => {
                    self.end_line();
                    self.number = None;
                }
                Effect::Cell | Effect::Term => self.end_cell(),
                Effect::Row => self.end_row(),
                Effect::Table => {
                    self.end_row();
                    self.tables.pop();
                }
                Effect::Skip(why) => {
                    if let Some(why) = why {
                        self.lines.drop(&collapsed(&std::mem::take(&mut self.left_out)), why);
                    }
                    self.skips.pop();
                }
                Effect::Content => self.content -= 1,
                Effect::Preformatted => {
                    self.end_line();
                    self.preformatted -= 1;
                }
            }
        }
    }

    fn end_cell(&mut self) {
        self.end_line();
        let Some(table) = self.tables.last_mut() else { return };
        if let Some(from) = table.cell.take() {
            table.row.push(self.lines.take_from(from));
        }
    }

    fn end_row(&mut self) {
        self.end_cell();
        let row = self.tables.last_mut().map(|table| std::mem::take(&mut table.row)).unwrap_or_default();
        if !row.is_empty() {
            self.lines.row(row);
        }
    }

    fn end_block(&mut self) {
        self.end_line();
        if self.skips.is_empty() && self.lists.is_empty() && self.tables.is_empty() && self.preformatted == 0 {
            self.lines.gap();
        }
    }

    fn end_line(&mut self) {
        if let Some(Some(why)) = self.skips.first() {
            self.lines.drop(&collapsed(&std::mem::take(&mut self.left_out)), *why);
        }
        if !self.skips.is_empty() {
            return;
        }
        let text = std::mem::take(&mut self.line);
        let text = if self.preformatted > 0 { text } else { collapsed(&text) };
        if text.trim().is_empty() {
            return;
        }
        let text = match self.number.take() {
            Some(number) if !begins_with_number(&text) => format!("{number} {text}"),
            _ => text,
        };
        let kind = match (self.heading, u8::try_from(self.lists.len())) {
            (Some(level), _) => Kind::Heading(level),
            (None, Ok(0)) => Kind::Plain,
            (None, depth) => Kind::Item(depth.unwrap_or(u8::MAX)),
        };
        self.lines.push(&text, kind);
    }
}
