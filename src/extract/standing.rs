//! Whether the clauses of an extract still stand in their documents. Reading says nothing about it: whoever opens the documents
//! fills it in.

use super::{Clause, Document, Extent, Extract};
use crate::{problem::Problem, words::Words};

/// How a clause stands in the document that it is said to be from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// Nobody has looked, or there is no text to look for, or no document to look in.
    #[default]
    Unknown,
    /// Its text stands there.
    Found(Place),
    /// Something like it stands there, in other words.
    Changed {
        /// Where.
        place: Place,
        /// What differs: `[-words of the extract-]`, `{+words of the document+}`.
        difference: String,
    },
    /// Nothing like it stands there.
    Gone,
}

/// A place in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The page (from 1), where the document has pages.
    pub page: Option<u32>,
    /// The line (from 1).
    pub line: u32,
}

/// What became of opening the file of a document.
#[derive(Clone, Debug, Default)]
pub enum Opened {
    /// Nobody has tried: no clause has a text to look for, or no file is named.
    #[default]
    Not,
    /// There is no such file.
    Missing,
    /// It could not be read.
    Unreadable(Vec<Problem>),
    /// It was read.
    Read {
        /// SHA-256 of its bytes, in hexadecimal.
        sha256: String,
    },
}

impl Place {
    /// The page and the line in words.
    #[must_use]
    pub fn say(self, words: &Words) -> String {
        let line = words.say("at-line", &[("line", &self.line.to_string())]);
        match self.page {
            Some(page) => format!("{}, {line}", words.say("page", &[("page", &page.to_string())])),
            None => line,
        }
    }
}

impl Standing {
    /// Where in its document a clause stands whose text was found there.
    #[must_use]
    pub fn found(&self) -> Option<Place> {
        match self {
            Self::Found(place) => Some(*place),
            _ => None,
        }
    }

    /// Whether the text was found: nothing where nobody could look.
    #[must_use]
    pub fn is_verified(&self) -> Option<bool> {
        match self {
            Self::Unknown => None,
            Self::Found(_) => Some(true),
            Self::Changed { .. } | Self::Gone => Some(false),
        }
    }
}

impl Clause {
    /// The page that it stands on: as the extract says, or else as was found.
    #[must_use]
    pub fn shown_page(&self) -> Option<u32> {
        self.page.or(self.standing.found().and_then(|place| place.page))
    }

    /// The line of the document that it stands on: where it was found, or else as the extract says.
    #[must_use]
    pub fn shown_line(&self) -> Option<u32> {
        self.standing.found().map(|place| place.line).or(self.document_line)
    }
}

impl Document {
    /// Whether the file is another one than the extract was made from: nothing where that is not known.
    #[must_use]
    pub fn has_changed(&self) -> Option<bool> {
        match (&self.opened, &self.sha256) {
            (Opened::Read { sha256 }, Some(known)) => Some(sha256 != known),
            _ => None,
        }
    }
}

impl Extract {
    /// The documents whose files are to be opened: those of which a clause gives the text.
    #[must_use]
    pub fn quoted_documents(&self) -> Vec<usize> {
        let mut quoted = vec![false; self.documents.len()];
        for clause in self.clauses.iter().filter(|clause| clause.text.is_some()) {
            if let Some(quoted) = quoted.get_mut(clause.document) {
                *quoted = true;
            }
        }
        let at_hand = |document: &Document| document.file.is_some() && document.read != Extent::Absent;
        let documents = self.documents.iter().zip(quoted).enumerate();
        documents.filter(|(_, (document, quoted))| *quoted && at_hand(document)).map(|(place, _)| place).collect()
    }
}
