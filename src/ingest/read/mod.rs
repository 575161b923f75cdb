//! Reads documents: whatever their format, they become lines.

mod text;

use std::path::Path;

use sha2::{Digest, Sha256};

use super::Document;
use crate::{problem::Problem, source::Source};

/// Reads a document.
///
/// # Errors
/// What keeps it from being read.
pub fn read(path: &Path) -> Result<Document, Vec<Problem>> {
    let source =
        Source::read(path).map_err(|fault| vec![crate::problem::read_fault(&path.display().to_string(), fault)])?;
    let sha256 = Sha256::digest(source.text()).iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Document { name: source.name().to_owned(), sha256, lines: text::lines(source.text()), dropped: Vec::new() })
}
