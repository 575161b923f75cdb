//! What kind of document some bytes are: by what is in them first, by the name of the file second.

use std::path::Path;

use super::{fault::Fault, package::Package};

/// A format that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Text,
    Markdown,
    Html,
    Docx,
    Odt,
    Pdf,
}

/// A kind of file that is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    OldWord,
    Rtf,
    Image,
    Spreadsheet,
    Slides,
    Archive,
    Mail,
    Binary,
}

impl Kind {
    /// The end of the keys of its words.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::OldWord => "old-word",
            Self::Rtf => "rtf",
            Self::Image => "image",
            Self::Spreadsheet => "spreadsheet",
            Self::Slides => "slides",
            Self::Archive => "archive",
            Self::Mail => "mail",
            Self::Binary => "binary",
        }
    }
}

/// How far into a file its kind shows.
const HEAD: usize = 1024;

/// The format of a document.
pub(super) fn detect(bytes: &[u8], path: &Path) -> Result<Format, Fault> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let start = head.trim_ascii_start();
    if head.windows(5).any(|window| window == b"%PDF-") && !start.starts_with(b"<") {
        return Ok(Format::Pdf);
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return packaged(bytes);
    }
    if head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(compound(bytes));
    }
    if let Some(kind) = refused(start, head) {
        return Err(Fault::Kind(kind));
    }
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    match extension.as_deref() {
        _ if is_page(start) => Ok(Format::Html),
        Some("html" | "htm" | "xhtml") => Ok(Format::Html),
        Some("md" | "markdown") => Ok(Format::Markdown),
        // A name says more than a look at the first lines; only what comes without one is looked at.
        None if has_markdown_headings(bytes) => Ok(Format::Markdown),
        _ => Ok(Format::Text),
    }
}

/// Files that are no documents, or in formats that are not read.
fn refused(start: &[u8], head: &[u8]) -> Option<Kind> {
    let images: [&[u8]; 7] = [b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"\0\0\x01\0", b"\0\0\0\x0cjP"];
    let heif = head.get(4..8) == Some(b"ftyp".as_slice());
    let webp = head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP".as_slice());
    let archives: [&[u8]; 5] = [b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ"];
    if start.starts_with(b"{\\rtf") {
        Some(Kind::Rtf)
    } else if heif || webp || images.iter().any(|magic| head.starts_with(magic)) {
        Some(Kind::Image)
    } else if archives.iter().any(|magic| head.starts_with(magic)) {
        Some(Kind::Archive)
    } else if [b"MIME-Version:".as_slice(), b"Received:", b"Return-Path:"].iter().any(|magic| start.starts_with(magic))
    {
        Some(Kind::Mail)
    } else {
        None
    }
}

/// What a compound file is: Word, Excel, and Outlook once wrote everything into these, and still put encrypted documents there.
fn compound(bytes: &[u8]) -> Fault {
    let names = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        // The names stand in its directory, which may be anywhere; each begins at an even place.
        bytes.windows(wide.len()).step_by(2).any(|window| window == wide)
    };
    if names("EncryptedPackage") {
        Fault::Encrypted
    } else if names("Workbook") {
        Fault::Kind(Kind::Spreadsheet)
    } else if names("PowerPoint Document") {
        Fault::Kind(Kind::Slides)
    } else if names("__properties_version1.0") {
        Fault::Kind(Kind::Mail)
    } else {
        Fault::Kind(Kind::OldWord)
    }
}

/// What an archive is a document of.
fn packaged(bytes: &[u8]) -> Result<Format, Fault> {
    let mut package = Package::open(bytes)?;
    if package.has("word/document.xml") || package.has_folder("word/") {
        return Ok(Format::Docx);
    }
    if package.has_folder("xl/") {
        return Err(Fault::Kind(Kind::Spreadsheet));
    }
    if package.has_folder("ppt/") {
        return Err(Fault::Kind(Kind::Slides));
    }
    let kind = package.read("mimetype")?.unwrap_or_default();
    let kind = String::from_utf8_lossy(&kind);
    match kind.trim().strip_prefix("application/vnd.oasis.opendocument.") {
        Some(kind) if kind.starts_with("text") => Ok(Format::Odt),
        Some(kind) if kind.starts_with("spreadsheet") => Err(Fault::Kind(Kind::Spreadsheet)),
        Some(kind) if kind.starts_with("presentation") => Err(Fault::Kind(Kind::Slides)),
        _ if package.has("content.xml") => Ok(Format::Odt),
        _ => Err(Fault::Kind(Kind::Archive)),
    }
}

/// Whether a text begins as a web page does.
fn is_page(start: &[u8]) -> bool {
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
    // A page saved as UTF-16 has a zero beside each character.
    let plain: Vec<u8> = start.iter().copied().filter(|byte| !matches!(byte, 0 | 0xfe | 0xff)).collect();
    let text = String::from_utf8_lossy(&plain).to_ascii_lowercase();
    let mut text = text.trim_start();
    while let Some((_, behind)) = ["<!--", "<?xml"]
        .iter()
        .find(|opening| text.starts_with(**opening))
        .and_then(|opening| text.split_once(if *opening == "<!--" { "-->" } else { "?>" }))
    {
        text = behind.trim_start();
    }
    ["<!doctype html", "<html", "<head", "<body"].iter().any(|opening| text.starts_with(opening))
}

/// Whether at least two lines begin as headings do in Markdown.
fn has_markdown_headings(bytes: &[u8]) -> bool {
    let is_heading = |line: &&[u8]| {
        let signs = line.iter().take_while(|byte| **byte == b'#').count();
        (1..=6).contains(&signs) && line.get(signs) == Some(&b' ')
    };
    bytes.split(|byte| *byte == b'\n').filter(is_heading).nth(1).is_some()
}
