//! Reads documents: whatever their format, they become lines.
//!
//! ```text
//!  bytes ─ format ─┬─ decode ─ text, markdown, html ─┐
//!                  ├─ package ─ xml ─ docx, odt ─────┼─ lines
//!                  └─ pdf (a process of its own) ────┘
//! ```
//!
//! The content of a file says what it is; its name is asked only where the content does not tell. Documents come from
//! others, so everything has a limit, and what goes beyond it is a problem with words for it.

mod decode;
mod docx;
mod fault;
mod format;
mod html;
mod lines;
mod markdown;
mod normal;
mod number;
mod odt;
mod package;
mod pdf;
mod text;
mod xml;

use std::{
    fs::File,
    io::{Read, stdin},
    path::Path,
};

use self::{decode::decode, fault::Fault, format::Format, lines::Lines};
use super::Document;
use crate::{
    problem::{Problem, read_fault},
    source::{ReadFault, sha256},
};

/// The largest document that is read, in megabytes; a PDF may hold pictures.
const LARGEST: u64 = 64;

/// The largest text that is read, in megabytes.
const LARGEST_TEXT: u64 = 16;

const MEGABYTE: u64 = 1024 * 1024;

/// Reads a document; `-` is standard input.
///
/// # Errors
/// What keeps it from being read.
pub fn read(path: &Path) -> Result<Document, Vec<Problem>> {
    let name = path.display().to_string();
    let bytes = bytes_of(path, &name).map_err(|problem| vec![problem])?;
    let lines = lines_of(&bytes, path).map_err(|fault| vec![fault.problem(&name)])?;
    let sha256 = sha256(&bytes);
    Ok(Document { name, sha256, lines: lines.kept, dropped: lines.dropped })
}

/// Runs as the process that reads a PDF from standard input, under limits.
///
/// # Errors
/// Where its input or output is gone.
pub fn run_for_pdf() -> std::io::Result<()> {
    pdf::run()
}

fn bytes_of(path: &Path, name: &str) -> Result<Vec<u8>, Problem> {
    let refused = |error| read_fault(name, ReadFault::Io(error));
    let mut bytes = Vec::new();
    if path.as_os_str() == "-" {
        stdin().lock().take(LARGEST * MEGABYTE + 1).read_to_end(&mut bytes).map_err(refused)?;
    } else {
        let file = File::open(path).map_err(refused)?;
        if file.metadata().map_err(refused)?.is_dir() {
            return Err(read_fault(name, ReadFault::Folder));
        }
        file.take(LARGEST * MEGABYTE + 1).read_to_end(&mut bytes).map_err(refused)?;
    }
    if bytes.len() as u64 > LARGEST * MEGABYTE { Err(Fault::TooLarge(LARGEST).problem(name)) } else { Ok(bytes) }
}

fn lines_of(bytes: &[u8], path: &Path) -> Result<Lines, Fault> {
    let format = format::detect(bytes, path)?;
    let lines = match format {
        Format::Text | Format::Markdown | Format::Html if bytes.len() as u64 > LARGEST_TEXT * MEGABYTE => {
            return Err(Fault::TooLarge(LARGEST_TEXT));
        }
        Format::Text => text::lines(&decode(bytes, format)?),
        Format::Markdown => markdown::lines(&decode(bytes, format)?),
        Format::Html => html::lines(&decode(bytes, format)?),
        Format::Docx => docx::lines(bytes)?,
        Format::Pdf => pdf::lines(bytes)?,
        Format::Odt => odt::lines(bytes)?,
    };
    if lines.kept.iter().all(|line| line.text.trim().is_empty()) {
        return Err(Fault::Wordless);
    }
    Ok(lines)
}
