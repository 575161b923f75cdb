//! `OpenDocument` texts: the paragraphs as a word processor shows them, with the numbers of lists and headings.

mod lists;

use std::collections::{HashMap, HashSet};

use roxmltree::Node;

use super::{
    decode::decode,
    fault::Fault,
    format::Format,
    lines::{Lines, collapsed},
    package::Package,
    xml::{self, attribute, child, name, number},
};
use crate::ingest::{Kind, Why};
use lists::{Counted, Counts, LEVELS, Style};

/// The lines of an `OpenDocument` text.
pub(super) fn lines(bytes: &[u8]) -> Result<Lines, Fault> {
    let mut package = Package::open(bytes)?;
    let manifest = package.read("META-INF/manifest.xml")?.unwrap_or_default();
    let is_encrypted = manifest.windows(15).any(|window| window == b"encryption-data");
    if is_encrypted || package.has("encrypted-package") {
        return Err(Fault::Encrypted);
    }
    let mut part = |name: &str| -> Result<Option<String>, Fault> {
        package.read(name)?.map(|bytes| decode(&bytes, Format::Odt)).transpose()
    };
    let content = part("content.xml")?.ok_or(Fault::Damaged)?;
    let content = xml::parse(&content)?;
    let mut walk = Walk::default();
    if let Some(styles) = part("styles.xml")? {
        let styles = xml::parse(&styles)?;
        walk.styles(styles.root_element());
        let edges = styles.root_element().descendants().filter(|node| matches!(name(*node), "header" | "footer"));
        edges.for_each(|edge| walk.lines.drop(&collapsed(&all_text(edge)), Why::Running));
    }
    let root = content.root_element();
    walk.styles(root);
    let body = child(root, "body").and_then(|body| child(body, "text")).ok_or(Fault::Damaged)?;
    walk.lines.page = body.descendants().any(|node| name(node) == "soft-page-break").then_some(1);
    walk.blocks(body, None);
    walk.notes();
    Ok(walk.lines)
}

/// A list that is open.
struct List<'l> {
    style: &'l str,
    /// How deep it is (from 0).
    level: usize,
}

/// The item whose first paragraph gets a number.
struct Item<'l> {
    list: &'l List<'l>,
    start: Option<u32>,
    is_counted: bool,
}

#[derive(Debug, Default)]
struct Walk {
    lines: Lines,
    list_styles: HashMap<String, Style>,
    headings: Style,
    hidden: HashSet<String>,
    counts: Counts,
    counted: Counted,
    counted_headings: Counted,
    notes: Vec<(String, String)>,
    tables: usize,
    text: String,
    texts: Vec<String>,
    page: Option<u32>,
}

impl Walk {
    /// Reads the styles in a part of the document.
    fn styles(&mut self, root: Node<'_, '_>) {
        for node in root.children().filter(|node| matches!(name(*node), "styles" | "automatic-styles")) {
            for node in node.children().filter(Node::is_element) {
                let own = attribute(node, "name").unwrap_or_default().to_owned();
                match name(node) {
                    "list-style" => {
                        self.list_styles.insert(own, Style::read(node));
                    }
                    "outline-style" => self.headings = Style::read(node),
                    "style" => {
                        let properties = child(node, "text-properties");
                        if properties.and_then(|properties| attribute(properties, "display")) == Some("none") {
                            self.hidden.insert(own);
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    /// The paragraphs, lists, and tables in an element.
    fn blocks(&mut self, node: Node<'_, '_>, mut item: Option<&mut Item<'_>>) {
        for node in node.children() {
            match name(node) {
                "p" | "h" => self.paragraph(node, item.as_deref_mut()),
                "list" => self.list(node, item.as_deref().map(|item| item.list)),
                "table" => self.table(node),
                "table-of-content" | "illustration-index" | "table-index" => {
                    self.lines.drop(&collapsed(&all_text(node)), Why::Contents);
                }
                "tracked-changes" => self.lines.drop(&collapsed(&all_text(node)), Why::Deleted),
                "section" | "text-box" | "index-body" | "numbered-paragraph" => self.blocks(node, None),
                "frame" => child(node, "text-box").into_iter().for_each(|node| self.blocks(node, None)),
                "soft-page-break" => self.turn_page(),
                _ => {}
            }
        }
    }

    fn list(&mut self, node: Node<'_, '_>, outer: Option<&List<'_>>) {
        let own = attribute(node, "style-name");
        let style = own.or_else(|| outer.map(|outer| outer.style)).unwrap_or_default();
        let list = List { style, level: outer.map_or(0, |outer| (outer.level + 1).min(LEVELS - 1)) };
        let kept = self.counted;
        if outer.is_none() {
            self.counted = self.counts.begin(node, style);
        }
        for node in node.children() {
            match name(node) {
                "list-item" => {
                    let start = number(node, "start-value");
                    self.blocks(node, Some(&mut Item { list: &list, start, is_counted: false }));
                }
                "list-header" => self.blocks(node, Some(&mut Item { list: &list, start: None, is_counted: true })),
                _ => {}
            }
        }
        if outer.is_none() {
            self.counts.end(node, style, self.counted);
            // A list in a cell of a table is none of the list around it.
            self.counted = kept;
            if self.tables == 0 {
                self.lines.gap();
            }
        }
    }

    fn table(&mut self, node: Node<'_, '_>) {
        self.tables += 1;
        for row in rows(node) {
            let mut cells = Vec::new();
            for cell in row.children().filter(|node| name(*node) == "table-cell") {
                let from = self.lines.kept.len();
                self.blocks(cell, None);
                cells.push(self.lines.take_from(from));
            }
            self.lines.row(cells);
        }
        self.tables -= 1;
        if self.tables == 0 {
            self.lines.gap();
        }
    }

    fn turn_page(&mut self) {
        self.lines.page = self.lines.page.map(|page| page + 1);
    }

    fn paragraph(&mut self, node: Node<'_, '_>, item: Option<&mut Item<'_>>) {
        let is_hidden = attribute(node, "style-name").is_some_and(|style| self.hidden.contains(style));
        if is_hidden {
            return self.lines.drop(&collapsed(&all_text(node)), Why::Hidden);
        }
        // A paragraph may stand in a box that another one holds.
        let (text, texts) = (std::mem::take(&mut self.text), std::mem::take(&mut self.texts));
        let boxes = self.inline(node);
        let last = std::mem::replace(&mut self.text, text);
        let mut lines = std::mem::replace(&mut self.texts, texts);
        lines.push(last);
        let lines: Vec<String> = lines.iter().map(|line| collapsed(line)).filter(|line| !line.is_empty()).collect();
        let heading = (name(node) == "h").then(|| number(node, "outline-level").unwrap_or(1).clamp(1, 9));
        let is_item = item.is_some();
        let level = item.as_ref().map_or(0, |item| item.list.level);
        let number = self.numbered(node, item, heading);
        let kind = match (heading, is_item) {
            (Some(level), _) => Kind::Heading(u8::try_from(level).unwrap_or(9)),
            (None, true) => Kind::Item(u8::try_from(level + 1).unwrap_or(u8::MAX)),
            (None, false) => Kind::Plain,
        };
        self.write(&lines, &number, kind);
        for node in boxes {
            self.blocks(node, None);
        }
    }

    /// The number that a paragraph gets, as the first of its item or as a heading.
    fn numbered(&mut self, node: Node<'_, '_>, item: Option<&mut Item<'_>>, heading: Option<u32>) -> String {
        match (item, heading) {
            (Some(item), _) if !item.is_counted => {
                item.is_counted = true;
                let style = self.list_styles.get(item.list.style);
                style.map(|style| style.count(&mut self.counted, item.list.level, item.start)).unwrap_or_default()
            }
            (None, Some(level)) if attribute(node, "is-list-header") != Some("true") => {
                let start = number(node, "start-value");
                self.headings.count(&mut self.counted_headings, level as usize - 1, start)
            }
            _ => String::new(),
        }
    }

    fn write(&mut self, lines: &[String], number: &str, kind: Kind) {
        let page = self.page.take();
        if lines.is_empty() && number.chars().filter(|c| c.is_alphabetic()).count() < 3 {
            return;
        }
        let now = self.lines.page;
        self.lines.page = page.or(now);
        let sets_apart = self.tables == 0 && !matches!(kind, Kind::Item(_));
        if sets_apart {
            self.lines.gap();
        }
        let mut lines = lines.iter();
        let first = lines.next().map_or("", String::as_str);
        self.lines.push(format!("{number} {first}").trim(), kind);
        lines.for_each(|line| self.lines.push(line, kind));
        if sets_apart {
            self.lines.gap();
        }
        self.lines.page = now;
    }

    /// The text in a paragraph; gives back the boxes that are anchored in it.
    fn inline<'n, 'x>(&mut self, node: Node<'n, 'x>) -> Vec<Node<'n, 'x>> {
        let mut boxes = Vec::new();
        for node in node.children() {
            if node.is_text() {
                let text = node.text().unwrap_or_default();
                if !text.trim().is_empty() {
                    self.page = self.page.or(self.lines.page);
                }
                self.text.push_str(text);
                continue;
            }
            match name(node) {
                "span" if attribute(node, "style-name").is_some_and(|style| self.hidden.contains(style)) => {
                    self.lines.drop(&collapsed(&all_text(node)), Why::Hidden);
                }
                "s" | "tab" => self.text.push(' '),
                "line-break" => self.texts.push(std::mem::take(&mut self.text)),
                "soft-page-break" => self.turn_page(),
                "note" => self.note(node),
                "hidden-text" | "hidden-paragraph" => self.lines.drop(&collapsed(&all_text(node)), Why::Hidden),
                "frame" => boxes.extend(child(node, "text-box")),
                "annotation" | "annotation-end" | "ruby-text" | "tracked-changes" | "number" => {}
                _ => boxes.extend(self.inline(node)),
            }
        }
        boxes
    }

    fn note(&mut self, node: Node<'_, '_>) {
        let mark = child(node, "note-citation").map(all_text).unwrap_or_default();
        let body = child(node, "note-body").map(all_text).unwrap_or_default();
        self.text.push_str(&format!("[{}]", mark.trim()));
        self.notes.push((mark.trim().to_owned(), collapsed(&body)));
    }

    /// The notes that the text refers to, behind it.
    fn notes(&mut self) {
        for (mark, text) in std::mem::take(&mut self.notes) {
            self.write(&[text], &format!("[{mark}]"), Kind::Plain);
        }
    }
}

/// The rows of a table, those of its head included.
fn rows<'n, 'x>(node: Node<'n, 'x>) -> Vec<Node<'n, 'x>> {
    let mut found = Vec::new();
    for node in node.children() {
        match name(node) {
            "table-row" => found.push(node),
            "table-header-rows" | "table-rows" | "table-row-group" => found.extend(rows(node)),
            _ => {}
        }
    }
    found
}

/// All text in an element.
fn all_text(node: Node<'_, '_>) -> String {
    let texts = node.descendants().filter(Node::is_text).filter_map(|node| node.text());
    texts.collect::<Vec<_>>().join(" ")
}
