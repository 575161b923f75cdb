//! Word documents: the paragraphs as Word shows them, with the numbers that it counts by itself.

mod numbering;
mod styles;

use std::collections::HashMap;

use roxmltree::Node;

use super::{
    decode::decode,
    fault::Fault,
    format::Format,
    lines::{Lines, collapsed},
    package::Package,
    xml::{self, attribute, child, children, name},
};
use crate::ingest::{Kind, Why};
use numbering::Numbering;
use styles::{Styles, flag, value};

/// The lines of a Word document.
pub(super) fn lines(bytes: &[u8]) -> Result<Lines, Fault> {
    let mut package = Package::open(bytes)?;
    let main = main_part(&mut package)?;
    let folder = main.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let mut part = |name: &str| -> Result<Option<String>, Fault> {
        package.read(&format!("{folder}{name}"))?.map(|bytes| decode(&bytes, Format::Docx)).transpose()
    };
    let styles = match part("styles.xml")? {
        Some(text) => Styles::read(xml::parse(&text)?.root_element()),
        None => Styles::default(),
    };
    let numbering = match part("numbering.xml")? {
        Some(text) => Numbering::read(xml::parse(&text)?.root_element(), |style| styles.list(style)),
        None => Numbering::default(),
    };
    let notes: Vec<String> =
        ["footnotes.xml", "endnotes.xml"].iter().filter_map(|name| part(name).transpose()).collect::<Result<_, _>>()?;
    let text = part(main.rsplit('/').next().unwrap_or_default())?.ok_or(Fault::Damaged)?;
    let document = xml::parse(&text)?;
    let mut walk = Walk::new(styles, numbering, document.root_element());
    for name in [package.names(&format!("{folder}header")), package.names(&format!("{folder}footer"))].concat() {
        let text = decode(&package.read(&name)?.unwrap_or_default(), Format::Docx)?;
        let edge = xml::parse(&text)?;
        walk.lines.drop(&collapsed(&all_text(edge.root_element())), Why::Running);
    }
    walk.blocks(document.root_element());
    walk.end_paragraph(None);
    for text in notes {
        walk.notes(xml::parse(&text)?.root_element());
    }
    Ok(walk.lines)
}

/// Where the text is: mostly `word/document.xml`, but the package says so.
fn main_part(package: &mut Package<'_>) -> Result<String, Fault> {
    const USUAL: &str = "word/document.xml";
    if package.has(USUAL) {
        return Ok(USUAL.to_owned());
    }
    let relations = package.read("_rels/.rels")?.ok_or(Fault::Damaged)?;
    let text = decode(&relations, Format::Docx)?;
    let document = xml::parse(&text)?;
    let mut relations = children(document.root_element(), "Relationship");
    let main = relations.find(|node| attribute(*node, "Type").is_some_and(|kind| kind.ends_with("/officeDocument")));
    let target = main.and_then(|node| attribute(node, "Target")).ok_or(Fault::Damaged)?;
    Ok(target.trim_start_matches('/').to_owned())
}

/// A paragraph while its runs are read.
#[derive(Debug, Default)]
struct Paragraph {
    /// Its lines so far, the last of them not ended.
    lines: Vec<String>,
    deleted: String,
    hidden: String,
    /// The page on which its first word stands.
    page: Option<u32>,
}

#[derive(Debug)]
struct Walk {
    lines: Lines,
    styles: Styles,
    numbering: Numbering,
    paragraph: Paragraph,
    /// Whether Word noted where its pages ended when it last saved; otherwise the breaks that the author set count.
    has_rendered_breaks: bool,
    /// The notes in the order of their marks: what they are called, and their numbers.
    notes: HashMap<(bool, String), usize>,
    in_contents: bool,
    tables: usize,
}

impl Walk {
    fn new(styles: Styles, numbering: Numbering, root: Node<'_, '_>) -> Self {
        let breaks = |node: Node<'_, '_>| name(node) == "lastRenderedPageBreak";
        let set = |node: Node<'_, '_>| is_page_break(node) || name(node) == "pageBreakBefore";
        let has_rendered_breaks = root.descendants().any(breaks);
        let mut lines = Lines::default();
        lines.page = (has_rendered_breaks || root.descendants().any(set)).then_some(1);
        Self {
            lines,
            styles,
            numbering,
            paragraph: Paragraph::default(),
            has_rendered_breaks,
            notes: HashMap::new(),
            in_contents: false,
            tables: 0,
        }
    }

    /// The paragraphs and tables in an element.
    fn blocks(&mut self, node: Node<'_, '_>) {
        for node in node.children() {
            match name(node) {
                "p" => self.paragraph(node),
                "tbl" => self.table(node),
                "sdt" => self.control(node),
                "del" | "moveFrom" => self.lines.drop(&all_text(node), Why::Deleted),
                "AlternateContent" => child(node, "Choice").into_iter().for_each(|node| self.blocks(node)),
                "body" | "sdtContent" | "ins" | "moveTo" | "customXml" | "txbxContent" => self.blocks(node),
                _ => {}
            }
        }
    }

    /// A part that Word fills in or guards; tables of contents are in these.
    fn control(&mut self, node: Node<'_, '_>) {
        let galleries = node.descendants().take_while(|node| name(*node) != "sdtContent");
        let is_contents = galleries
            .filter(|node| name(*node) == "docPartGallery")
            .any(|node| attribute(node, "val") == Some("Table of Contents"));
        let before = self.in_contents;
        self.in_contents |= is_contents;
        if let Some(content) = child(node, "sdtContent") {
            self.blocks(content);
        }
        self.in_contents = before;
    }

    fn table(&mut self, node: Node<'_, '_>) {
        self.end_paragraph(None);
        self.tables += 1;
        for row in rows(node) {
            if child(row, "trPr").is_some_and(|properties| child(properties, "del").is_some()) {
                self.lines.drop(&all_text(row), Why::Deleted);
                continue;
            }
            let mut cells = Vec::new();
            for cell in wrapped(row, "tc") {
                let from = self.lines.kept.len();
                self.blocks(cell);
                self.end_paragraph(None);
                cells.push(self.lines.take_from(from));
            }
            self.lines.row(cells);
        }
        self.tables -= 1;
        if self.tables == 0 {
            self.lines.gap();
        }
    }

    fn paragraph(&mut self, node: Node<'_, '_>) {
        let properties = child(node, "pPr");
        let own = |wanted| properties.and_then(|properties| flag(properties, wanted)).unwrap_or_default();
        if own("pageBreakBefore") && !self.has_rendered_breaks {
            self.turn_page();
        }
        let boxes = self.runs(node);
        let mark = properties.and_then(|properties| child(properties, "rPr"));
        // Where the end of a paragraph was deleted, the next one goes on where it stood.
        if mark.is_none_or(|mark| child(mark, "del").is_none() && child(mark, "moveFrom").is_none()) {
            self.end_paragraph(Some(node));
        }
        let section = properties.and_then(|properties| child(properties, "sectPr"));
        if section.is_some_and(|section| value(section, "type") != Some("continuous")) && !self.has_rendered_breaks {
            self.turn_page();
        }
        for node in boxes {
            self.blocks(node);
        }
    }

    fn turn_page(&mut self) {
        self.lines.page = self.lines.page.map(|page| page + 1);
    }

    /// The runs in a paragraph; gives back the boxes with text that are anchored in it.
    fn runs<'n, 'x>(&mut self, node: Node<'n, 'x>) -> Vec<Node<'n, 'x>> {
        let mut boxes = Vec::new();
        for node in node.children() {
            match name(node) {
                "r" => boxes.extend(self.run(node)),
                "del" | "moveFrom" => self.paragraph.deleted.push_str(&all_text(node)),
                "ins" | "moveTo" | "hyperlink" | "smartTag" | "fldSimple" | "customXml" | "sdtContent" | "dir"
                | "bdo" => {
                    boxes.extend(self.runs(node));
                }
                "sdt" => child(node, "sdtContent").into_iter().for_each(|node| boxes.extend(self.runs(node))),
                "oMath" | "oMathPara" => self.write(&all_text(node)),
                _ => {}
            }
        }
        boxes
    }

    fn run<'n, 'x>(&mut self, node: Node<'n, 'x>) -> Vec<Node<'n, 'x>> {
        let properties = child(node, "rPr");
        let style = properties.and_then(|properties| value(properties, "rStyle"));
        let hidden = properties.and_then(|properties| flag(properties, "vanish"));
        if hidden.unwrap_or_else(|| style.is_some() && self.styles.is_hidden(style)) {
            self.paragraph.hidden.push_str(&all_text(node));
            return Vec::new();
        }
        let mut boxes = Vec::new();
        for node in node.children() {
            match name(node) {
                "t" => self.write(node.text().unwrap_or_default()),
                "tab" | "ptab" => self.write(" "),
                "noBreakHyphen" => self.write("-"),
                "lastRenderedPageBreak" => self.turn_page(),
                "br" if is_page_break(node) && self.has_rendered_breaks => {}
                "br" if is_page_break(node) => self.turn_page(),
                "br" | "cr" => self.paragraph.lines.push(String::new()),
                kind @ ("footnoteReference" | "endnoteReference") => {
                    let next = self.notes.len() + 1;
                    let id = attribute(node, "id").unwrap_or_default().to_owned();
                    let number = *self.notes.entry((kind == "endnoteReference", id)).or_insert(next);
                    self.write(&format!("[{number}]"));
                }
                "drawing" | "pict" | "object" => boxes.extend(text_boxes(node)),
                // Newer versions of Word write a box twice, once for older ones.
                "AlternateContent" => child(node, "Choice").into_iter().for_each(|node| boxes.extend(text_boxes(node))),
                _ => {}
            }
        }
        boxes
    }

    fn write(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.paragraph.page = self.paragraph.page.or(self.lines.page);
        }
        match self.paragraph.lines.last_mut() {
            Some(line) => line.push_str(text),
            None => self.paragraph.lines.push(text.to_owned()),
        }
    }

    /// Ends a paragraph, whose properties are those of a node.
    fn end_paragraph(&mut self, node: Option<Node<'_, '_>>) {
        let paragraph = std::mem::take(&mut self.paragraph);
        self.lines.drop(&collapsed(&paragraph.deleted), Why::Deleted);
        self.lines.drop(&collapsed(&paragraph.hidden), Why::Hidden);
        let properties = node.and_then(|node| child(node, "pPr"));
        let style = properties.and_then(|properties| value(properties, "pStyle"));
        let texts: Vec<String> =
            paragraph.lines.iter().map(|line| collapsed(line)).filter(|line| !line.is_empty()).collect();
        if self.in_contents || self.styles.is_contents(style) {
            return texts.iter().for_each(|text| self.lines.drop(text, Why::Contents));
        }
        let numbered = if node.is_some() { self.numbered(properties, style) } else { None };
        let number = numbered.as_ref().map_or("", |numbered| numbered.text.as_str());
        // A number that is all there is says something only if it is a word, as in `Article 3`.
        if texts.is_empty() && number.chars().filter(|c| c.is_alphabetic()).count() < 3 {
            return;
        }
        let heading = properties.and_then(styles::outline).or_else(|| self.styles.heading(style));
        let kind = match (heading.filter(|level| *level <= 9), &numbered) {
            (Some(level), _) => Kind::Heading(level),
            (None, Some(numbered)) => Kind::Item(u8::try_from(numbered.level + 1).unwrap_or(u8::MAX)),
            (None, None) => Kind::Plain,
        };
        let now = self.lines.page;
        self.lines.page = paragraph.page.or(now);
        if self.tables == 0 && !matches!(kind, Kind::Item(_)) {
            self.lines.gap();
        }
        let mut texts = texts.into_iter();
        let first = texts.next().unwrap_or_default();
        self.lines.push(format!("{number} {first}").trim(), kind);
        texts.for_each(|text| self.lines.push(&text, kind));
        if self.tables == 0 && !matches!(kind, Kind::Item(_)) {
            self.lines.gap();
        }
        self.lines.page = now;
    }

    /// The number that Word gives to a paragraph, by its own properties or by those of its style.
    fn numbered(&mut self, properties: Option<Node<'_, '_>>, style: Option<&str>) -> Option<numbering::Numbered> {
        let own = properties.map(styles::place).unwrap_or_default();
        let styled = self.styles.place(style);
        let list = own.list.as_deref().or_else(|| styled.and_then(|(_, place)| place.list.as_deref()))?;
        let by_style = || {
            let (by, place) = styled?;
            place
                .level
                .or_else(|| self.numbering.level_of(list, style.unwrap_or(by)))
                .or_else(|| self.numbering.level_of(list, by))
        };
        let level = own.level.or_else(by_style).unwrap_or(0);
        self.numbering.count(list, level)
    }

    /// The notes that the text refers to, behind it.
    fn notes(&mut self, root: Node<'_, '_>) {
        let at_end = name(root) == "endnotes";
        for node in root.children().filter(|node| matches!(name(*node), "footnote" | "endnote")) {
            let id = attribute(node, "id").unwrap_or_default().to_owned();
            if let Some(number) = self.notes.get(&(at_end, id)).copied() {
                self.write(&format!("[{number}] "));
                self.blocks(node);
            }
        }
    }
}

/// The rows of a table, those in controls and insertions included.
fn rows<'n, 'x>(table: Node<'n, 'x>) -> Vec<Node<'n, 'x>> {
    wrapped(table, "tr")
}

/// Child elements of a name, also where something is wrapped around them.
fn wrapped<'n, 'x>(node: Node<'n, 'x>, wanted: &str) -> Vec<Node<'n, 'x>> {
    let mut found = Vec::new();
    for node in node.children() {
        match name(node) {
            own if own == wanted => found.push(node),
            "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" => found.extend(wrapped(node, wanted)),
            _ => {}
        }
    }
    found
}

/// The boxes with text in a drawing.
fn text_boxes<'n, 'x>(node: Node<'n, 'x>) -> Vec<Node<'n, 'x>> {
    let mut found = Vec::new();
    for node in node.children() {
        match name(node) {
            "txbxContent" => found.push(node),
            "Fallback" => {}
            _ => found.extend(text_boxes(node)),
        }
    }
    found
}

fn is_page_break(node: Node<'_, '_>) -> bool {
    name(node) == "br" && attribute(node, "type") == Some("page")
}

/// All text in an element, deleted text too.
fn all_text(node: Node<'_, '_>) -> String {
    let texts = node.descendants().filter(|node| matches!(name(*node), "t" | "delText"));
    texts.filter_map(|node| node.text()).collect::<Vec<_>>().join("")
}
