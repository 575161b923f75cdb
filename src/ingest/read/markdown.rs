//! Markdown: headings, lists, and tables become lines; emphasis goes.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{
    html,
    lines::{Lines, Link, collapsed},
};
use crate::ingest::{Kind, Line, Why};

/// The lines of a Markdown text, with the numbers that they have in the file.
pub(super) fn lines(text: &str) -> Lines {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let starts: Vec<usize> = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let mut walk = Walk { text, starts, lines: Lines::default(), lists: Vec::new(), ..Walk::default() };
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        walk.event(event, range.start);
    }
    walk.end_line();
    walk.lines
}

/// A list that is open.
#[derive(Debug, Default)]
struct List {
    /// The last number, if it has numbers.
    number: Option<u64>,
    /// Whether an item has been counted.
    begun: bool,
}

#[derive(Debug, Default)]
struct Walk<'t> {
    text: &'t str,
    starts: Vec<usize>,
    lines: Lines,
    lists: Vec<List>,
    /// The text of the line so far, and where it began.
    line: String,
    at: Option<usize>,
    /// The number that the next text begins with.
    number: Option<String>,
    heading: Option<u8>,
    cells: Option<Vec<Vec<Line>>>,
    front_matter: bool,
    /// Whether the line goes on with the sentence of the line above.
    continues: bool,
    /// Whether a link to a place in the document is open.
    in_anchor: bool,
    /// A link to another page that is open.
    link: Option<Link>,
    /// How much text of the line stands in no such link.
    own: usize,
}

impl Walk<'_> {
    fn event(&mut self, event: Event<'_>, at: usize) {
        match event {
            Event::Text(text) | Event::Code(text) => self.text(&text, at),
            Event::SoftBreak | Event::HardBreak if self.cells.is_some() => self.text(" ", at),
            Event::SoftBreak | Event::HardBreak => {
                self.own += 1; // an item of two lines is no entry of a table of contents
                self.end_line();
                self.continues = event == Event::SoftBreak;
            }
            Event::Html(markup) | Event::InlineHtml(markup) => self.markup(&markup, at),
            Event::Start(tag) => self.start(&tag, at),
            Event::End(tag) => self.end(tag),
            Event::Rule => self.lines.gap(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str, at: usize) {
        self.own += if self.in_anchor { 0 } else { text.trim().len() };
        let mut lines = text.split('\n');
        self.line.push_str(lines.next().unwrap_or_default());
        let mut offset = at;
        self.at.get_or_insert(at);
        for (before, text) in text.split('\n').zip(lines) {
            offset += before.len() + 1;
            self.end_line();
            self.line.push_str(text);
            self.at = Some(offset);
        }
    }

    /// Text within HTML is text; what only a page shows is not.
    fn markup(&mut self, markup: &str, at: usize) {
        let mut words = html::lines(markup).kept.into_iter().map(|line| line.text).filter(|text| !text.is_empty());
        let name = markup.trim_start_matches(['<', '/']).to_ascii_lowercase();
        if name.starts_with("br") {
            return self.end_line();
        }
        if let Some(target) = html::target(markup) {
            self.link = Link::to_page(&self.line, &target);
        } else if name.starts_with("a>") {
            self.close_link();
        }
        if let Some(first) = words.next() {
            self.text(&first, at);
            for text in words {
                self.end_line();
                self.text(&text, at);
            }
        }
        if markup.ends_with('\n') {
            self.end_line();
        }
    }

    fn close_link(&mut self) {
        if let Some(link) = self.link.take() {
            link.close(&mut self.line);
        }
    }

    fn start(&mut self, tag: &Tag<'_>, at: usize) {
        match tag {
            Tag::Heading { level, .. } => {
                self.lines.gap();
                self.heading = Some(level_of(*level));
            }
            Tag::Paragraph if self.lists.is_empty() => self.lines.gap(),
            Tag::MetadataBlock(_) => self.front_matter = true,
            Tag::List(first) => {
                self.end_line();
                self.lists.push(List { number: *first, begun: false });
            }
            Tag::Item => self.item(at),
            Tag::Link { dest_url, .. } => {
                self.in_anchor = dest_url.starts_with('#');
                self.link = Link::to_page(&self.line, dest_url);
            }
            Tag::TableHead | Tag::TableRow => self.cells = Some(Vec::new()),
            Tag::CodeBlock(_) | Tag::BlockQuote(_) | Tag::Table(_) => {
                self.end_line();
                self.lines.gap();
            }
            Tag::FootnoteDefinition(name) => {
                self.lines.gap();
                self.number = Some(format!("[{name}]"));
            }
            _ => {}
        }
    }

    /// The number of an item: the author's own, unless every item has the same one and leaves counting to the program.
    fn item(&mut self, at: usize) {
        let own = self.text.get(at..).unwrap_or_default().trim_start();
        let digits = own.bytes().take_while(u8::is_ascii_digit).count();
        let sign = own.as_bytes().get(digits).map_or('.', |byte| char::from(*byte));
        let own: Option<u64> = own.get(..digits).and_then(|digits| digits.parse().ok());
        let Some(list) = self.lists.last_mut() else { return };
        if let Some(last) = list.number {
            let next = if list.begun { last.saturating_add(1) } else { last };
            let number = own.filter(|own| list.begun && *own > last).unwrap_or(next);
            list.number = Some(number);
            list.begun = true;
            self.number = Some(format!("{number}{sign}"));
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                self.end_line();
                self.heading = None;
                self.lines.gap();
            }
            TagEnd::TableCell => {
                let text = collapsed(&std::mem::take(&mut self.line));
                let cell = Line { text, ..Line::default() };
                self.cells.get_or_insert_default().push(vec![cell]);
            }
            TagEnd::TableHead | TagEnd::TableRow => self.end_row(),
            TagEnd::List(_) => {
                self.end_line();
                self.lists.pop();
                if self.lists.is_empty() {
                    self.lines.gap();
                }
            }
            TagEnd::Link => {
                self.in_anchor = false;
                self.close_link();
            }
            TagEnd::MetadataBlock(_) => {
                self.end_line();
                self.front_matter = false;
            }
            TagEnd::Paragraph | TagEnd::Item | TagEnd::CodeBlock | TagEnd::HtmlBlock => self.end_line(),
            _ => {}
        }
    }

    fn end_row(&mut self) {
        let number = self.number_at();
        let cells = self.cells.take().unwrap_or_default();
        self.lines.count_from(number);
        self.lines.row(cells);
    }

    fn end_line(&mut self) {
        let text = std::mem::take(&mut self.line);
        let number = self.number_at();
        let is_entry = std::mem::take(&mut self.own) == 0;
        if text.trim().is_empty() {
            return;
        }
        if is_entry && !self.continues && !self.lists.is_empty() {
            self.number = None;
            self.lines.count_from(number);
            return self.lines.drop(&text, Why::Contents);
        }
        if self.front_matter {
            return self.lines.drop(&text, Why::Furniture);
        }
        let text = match self.number.take() {
            Some(own) if !super::number::begins_with_number(text.trim()) => format!("{own} {}", text.trim_start()),
            _ => text,
        };
        let depth = u8::try_from(self.lists.len()).unwrap_or(u8::MAX);
        let continues = std::mem::take(&mut self.continues);
        let kind = match self.heading {
            Some(level) => Kind::Heading(level),
            None if depth > 0 && continues => Kind::More,
            None if depth > 0 => Kind::Item(depth),
            None => Kind::Plain,
        };
        self.lines.push_at(number, &text, kind);
    }

    /// The number of the line in the file where the line began that ends now.
    fn number_at(&mut self) -> u32 {
        let at = self.at.take().unwrap_or_default();
        u32::try_from(self.starts.partition_point(|start| *start <= at)).unwrap_or(u32::MAX)
    }
}

fn level_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
