//! The archives that Word and `OpenDocument` files are, opened with limits.

use std::{
    borrow::Cow,
    io::{Cursor, Read},
};

use zip::{ZipArchive, result::ZipError};

use super::fault::Fault;

/// An archive with more files than this is no document.
const MOST_FILES: usize = 10_000;

/// The most bytes that a part of a document is unpacked to.
const LARGEST_PART: u64 = 48 * 1024 * 1024;

/// Beyond this size a part may not be more than [`STRONGEST`] times as large as it was packed.
const SUSPECT: u64 = 8 * 1024 * 1024;

/// How many times smaller packing makes texts at the very best.
const STRONGEST: u64 = 200;

/// A document that is an archive.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
}

impl<'b> Package<'b> {
    /// Opens an archive.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Fault> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Damaged)?;
        if archive.len() > MOST_FILES {
            return Err(Fault::Swollen);
        }
        Ok(Self { archive })
    }

    /// Whether there is a part of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// Whether there is a part in this folder.
    pub(super) fn has_folder(&self, folder: &str) -> bool {
        self.archive.file_names().any(|name| name.is_ok_and(|name| name.starts_with(folder)))
    }

    /// The names of the parts that begin in a way, in order.
    pub(super) fn names(&self, beginning: &str) -> Vec<String> {
        let names = self.archive.file_names().filter_map(Result::ok).map(Cow::into_owned);
        let mut names: Vec<String> = names.filter(|name| name.starts_with(beginning)).collect();
        names.sort_unstable();
        names
    }

    /// A part, unpacked; nothing where there is none of this name.
    pub(super) fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, Fault> {
        let part = match self.archive.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(Fault::Encrypted),
            Err(_) => return Err(Fault::Damaged),
        };
        let packed = part.compressed_size();
        // What the archive says of the size may be a lie, so what comes out is counted.
        let allowed = LARGEST_PART.min(SUSPECT.max(packed.saturating_mul(STRONGEST)));
        let mut bytes = Vec::new();
        part.take(allowed + 1).read_to_end(&mut bytes).map_err(|_| Fault::Damaged)?;
        if bytes.len() as u64 > allowed { Err(Fault::Swollen) } else { Ok(Some(bytes)) }
    }
}
