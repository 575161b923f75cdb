//! The documents of a run: several extracts may name the same one, which is then read once.

use std::{
    collections::VecDeque,
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use super::{divided::Divided, fold::Folded};
use crate::{
    ingest::{
        Document, read,
        segment::{Outline, segment},
    },
    problem::{Code, Problem},
};

/// How many documents are kept for the extracts that come. More would only fill the memory: extracts on one document mostly
/// stand together.
const KEPT: usize = 8;

/// The documents of a run.
#[derive(Debug, Default)]
pub struct Library {
    books: Mutex<VecDeque<(PathBuf, Slot)>>,
}

/// A document that somebody is reading, or has read.
type Slot = Arc<OnceLock<Arc<Shelved>>>;

/// What became of a document.
#[derive(Debug)]
pub(super) enum Shelved {
    /// It is not there.
    Missing,
    /// It cannot be read.
    Unreadable(Vec<Problem>),
    /// It was read.
    Book(Box<Book>),
}

/// A document that was read.
#[derive(Debug)]
pub(super) struct Book {
    pub(super) document: Document,
    pub(super) folded: Folded,
    /// Its clauses, divided where the lines alone do not tell.
    clauses: OnceLock<(Outline, Divided)>,
}

impl Book {
    /// Its clauses.
    pub(super) fn clauses(&self) -> &(Outline, Divided) {
        self.clauses.get_or_init(|| {
            let outline = segment(&self.document);
            let divided = Divided::of(&outline);
            (outline, divided)
        })
    }
}

impl Library {
    /// Opens a document, or takes it from the shelf.
    pub(super) fn open(&self, path: &Path) -> Arc<Shelved> {
        let slot = self.slot(path);
        // Whoever comes while it is being read waits for it.
        Arc::clone(slot.get_or_init(|| Arc::new(open(path))))
    }

    fn slot(&self, path: &Path) -> Slot {
        let mut books = self.books.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, slot)) = books.iter().find(|(known, _)| known == path) {
            return Arc::clone(slot);
        }
        if books.len() >= KEPT {
            books.pop_front();
        }
        let slot = Slot::default();
        books.push_back((path.to_owned(), Arc::clone(&slot)));
        slot
    }
}

fn open(path: &Path) -> Shelved {
    // A file of this name, not what somebody types.
    if path.as_os_str() == "-" {
        return open(Path::new("./-"));
    }
    match fs::metadata(path) {
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Shelved::Missing,
        // A pipe or a device may never end.
        Ok(metadata) if !metadata.is_file() => {
            let name = path.display().to_string();
            let code = if metadata.is_dir() { Code::Folder } else { Code::NoFile };
            Shelved::Unreadable(vec![Problem::without_place(code, &name)])
        }
        _ => match read::read(path) {
            Ok(document) => {
                let folded = Folded::of(document.lines.iter().map(|line| line.text.as_str()));
                Shelved::Book(Box::new(Book { document, folded, clauses: OnceLock::new() }))
            }
            Err(problems) => Shelved::Unreadable(problems),
        },
    }
}
