//! Reading files: their text, and the line and column of a place in it.

use std::{
    borrow::Cow,
    fs::File,
    io::{self, Read},
    ops::Range,
    path::Path,
    sync::OnceLock,
};

use sha2::{Digest, Sha256};

use crate::clean;

/// A range of bytes in a source's text.
pub type Span = Range<usize>;

/// The largest file that is read, in bytes. A checklist or extract has a few hundred kilobytes at the most.
pub const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// SHA-256 of some bytes, in hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A text that was read, under the name that messages give it.
#[derive(Debug)]
pub struct Source {
    name: String,
    text: String,
    has_mark: bool,
    line_starts: OnceLock<Vec<usize>>,
    shown: OnceLock<Option<String>>,
}

/// Why a file could not be read as text.
#[derive(Debug)]
pub enum ReadFault {
    /// The operating system refused; its own words.
    Io(io::Error),
    /// The path is a folder.
    Folder,
    /// The file is larger than [`MAX_BYTES`].
    TooLarge,
    /// The bytes are a PDF, Word, or other document.
    Document,
    /// The bytes are UTF-16, as some editors save by default.
    Utf16,
    /// The bytes are not UTF-8. What could be read is kept, up to the first bad byte, so that the place can be shown.
    NotUtf8(Source),
}

impl Source {
    /// A source from a text at hand. A byte order mark at its start is dropped.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let mut text = text.into();
        let has_mark = text.starts_with('\u{feff}');
        if has_mark {
            text.drain(..'\u{feff}'.len_utf8());
        }
        Self { name: name.into(), text, has_mark, line_starts: OnceLock::new(), shown: OnceLock::new() }
    }

    /// Reads a file.
    pub fn read(path: &Path) -> Result<Self, ReadFault> {
        let file = File::open(path).map_err(ReadFault::Io)?;
        let metadata = file.metadata().map_err(ReadFault::Io)?;
        if metadata.is_dir() {
            return Err(ReadFault::Folder);
        }
        Self::read_sized(path.display().to_string(), file, metadata.len())
    }

    /// Reads whatever a reader holds, such as standard input.
    pub fn read_from(name: String, reader: impl Read) -> Result<Self, ReadFault> {
        Self::read_sized(name, reader, 0)
    }

    /// Reads whatever a reader holds; `expected` is how many bytes that probably is.
    fn read_sized(name: String, reader: impl Read, expected: u64) -> Result<Self, ReadFault> {
        let mut bytes = Vec::with_capacity(expected.min(MAX_BYTES) as usize + 1);
        reader.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(ReadFault::Io)?;
        if bytes.len() as u64 > MAX_BYTES {
            return Err(ReadFault::TooLarge);
        }
        if bytes.starts_with(b"%PDF")
            || bytes.starts_with(b"PK\x03\x04")
            || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0])
        {
            return Err(ReadFault::Document);
        }
        if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
            return Err(ReadFault::Utf16);
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Self::new(name, text)),
            Err(error) => {
                let good = error.utf8_error().valid_up_to();
                let mut bytes = error.into_bytes();
                bytes.truncate(good);
                Err(ReadFault::NotUtf8(Self::new(name, String::from_utf8_lossy(&bytes))))
            }
        }
    }

    /// The name under which messages speak of it: the path as it was given.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Another text as this file would have it: with a byte order mark if this one has it.
    #[must_use]
    pub fn with_mark(&self, text: &str) -> String {
        format!("{}{text}", if self.has_mark { "\u{feff}" } else { "" })
    }

    /// The text as a terminal may show it, each place in it where it was.
    #[must_use]
    pub fn shown(&self) -> &str {
        let clean = self.shown.get_or_init(|| match clean::same_length(&self.text) {
            Cow::Borrowed(_) => None,
            Cow::Owned(clean) => Some(clean),
        });
        clean.as_deref().unwrap_or(&self.text)
    }

    /// Byte offsets at which lines start. YAML 1.2 knows only `\n`, `\r\n`, and `\r` as line breaks.
    fn line_starts(&self) -> &[usize] {
        self.line_starts.get_or_init(|| {
            let bytes = self.text.as_bytes();
            let breaks = bytes.iter().enumerate().filter(|&(at, byte)| match byte {
                b'\n' => true,
                b'\r' => bytes.get(at + 1) != Some(&b'\n'),
                _ => false,
            });
            std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect()
        })
    }

    /// The line (from 0) of a byte offset.
    #[must_use]
    pub fn line_of(&self, offset: usize) -> usize {
        self.line_starts().partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// The line and the column in characters (both from 1) of a byte offset.
    #[must_use]
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let line = self.line_of(offset);
        let before = self.text.get(self.line_starts()[line]..offset.min(self.text.len())).unwrap_or_default();
        (line + 1, before.chars().count() + 1)
    }

    /// The bytes of a line (from 0), its line break included.
    #[must_use]
    pub fn line_span(&self, line: usize) -> Span {
        let starts = self.line_starts();
        let start = starts.get(line).copied().unwrap_or(self.text.len());
        start..starts.get(line + 1).copied().unwrap_or(self.text.len())
    }
}
