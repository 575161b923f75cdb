//! The file of a letter: the document, deflated while it grows, and the parts around it.

use std::{
    collections::BTreeMap,
    io::{Cursor, Write},
};

use zip::{DateTime, ZipWriter, result::ZipError, write::SimpleFileOptions};

use super::markup::escape;
use crate::words::{Words, fill};

const TYPES: &str = include_str!("parts/content-types.xml");
const RELATIONS: &str = include_str!("parts/relations.xml");
const STYLES: &str = include_str!("parts/styles.xml");
const SETTINGS: &str = include_str!("parts/settings.xml");
const CORE: &str = include_str!("parts/core.xml");
const APP: &str = include_str!("parts/app.xml");
const FOOTER: &str = include_str!("parts/footer.xml");
const NUMBERING: &str = include_str!("parts/numbering.xml");
const DOCUMENT_HEAD: &str = include_str!("parts/document-head.xml");
const DOCUMENT_TAIL: &str = include_str!("parts/document-tail.xml");

/// A letter in the making. What was added is only kept deflated, so that a portfolio takes little more than its file.
pub(crate) struct Package {
    zip: ZipWriter<Cursor<Vec<u8>>>,
    words: &'static Words,
    title: &'static str,
    /// The addresses that links lead to, each with its number.
    addresses: BTreeMap<String, usize>,
    /// How many numbered lists there are.
    lists: usize,
    bookmarks: usize,
}

/// Every entry has the same date, so that the same report has the same bytes. None is marked as one that may be larger than
/// 4 GiB: Libre Office opens no such file.
fn options() -> SimpleFileOptions {
    SimpleFileOptions::default().last_modified_time(DateTime::DEFAULT)
}

impl Package {
    /// Begins a letter; `title` is the key of its title.
    pub(crate) fn begin(words: &'static Words, title: &'static str) -> Result<Self, ZipError> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        // Readers look for this part first.
        zip.start_file("[Content_Types].xml", options())?;
        zip.write_all(TYPES.as_bytes())?;
        zip.start_file("word/document.xml", options())?;
        zip.write_all(DOCUMENT_HEAD.as_bytes())?;
        Ok(Self { zip, words, title, addresses: BTreeMap::new(), lists: 0, bookmarks: 0 })
    }

    /// Adds to the body of the document.
    pub(crate) fn add(&mut self, markup: &str) -> Result<(), ZipError> {
        Ok(self.zip.write_all(markup.as_bytes())?)
    }

    /// Another list whose numbers begin at one.
    pub(crate) fn list(&mut self) -> usize {
        self.lists += 1;
        self.lists
    }

    /// The number of another bookmark.
    pub(crate) fn bookmark(&mut self) -> usize {
        self.bookmarks += 1;
        self.bookmarks
    }

    /// A link to an address, with its text.
    pub(crate) fn link(&mut self, address: &str, text: &str) -> String {
        let next = self.addresses.len() + 1;
        let number = *self.addresses.entry(address.to_owned()).or_insert(next);
        format!(
            r#"<w:hyperlink r:id="link{number}" w:history="1">{}</w:hyperlink>"#,
            super::markup::run("Hyperlink", text)
        )
    }

    /// The bytes of the file.
    pub(crate) fn finish(mut self) -> Result<Vec<u8>, ZipError> {
        self.add(DOCUMENT_TAIL)?;
        let language = self.words.get("office.language");
        let page = |field: &str| {
            format!(
                r#"</w:t></w:r><w:fldSimple w:instr="{field}"><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t xml:space="preserve">"#
            )
        };
        let pages = self.words.say("office.footer", &[("page", &page("PAGE")), ("pages", &page("NUMPAGES"))]);
        let links = self.addresses.iter().map(|(address, number)| {
            let address = escape(address);
            format!(
                r#"<Relationship Id="link{number}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="{address}" TargetMode="External"/>"#
            )
        });
        let links: String = links.collect();
        let lists = (1..=self.lists).map(|list| {
            format!(
                r#"<w:num w:numId="{list}"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>"#
            )
        });
        let lists: String = lists.collect();
        let parts = [
            ("_rels/.rels", RELATIONS),
            ("docProps/core.xml", CORE),
            ("docProps/app.xml", APP),
            ("word/_rels/document.xml.rels", include_str!("parts/document-relations.xml")),
            ("word/styles.xml", STYLES),
            ("word/settings.xml", SETTINGS),
            ("word/numbering.xml", NUMBERING),
            ("word/footer1.xml", FOOTER),
        ];
        for (name, text) in parts {
            let text = fill(text, |name| match name {
                "language" => Some(language.to_owned()),
                "title" => Some(escape(self.words.get(self.title))),
                "tool" => Some(escape(crate::report::office::TOOL)),
                "pages" => Some(pages.clone()),
                "links" => Some(links.clone()),
                "lists" => Some(lists.clone()),
                "bullets" => Some((self.lists + 1).to_string()),
                _ => None,
            });
            self.zip.start_file(name, options())?;
            self.zip.write_all(text.as_bytes())?;
        }
        Ok(self.zip.finish()?.into_inner())
    }
}
