//! How the clauses of an extract stand in its documents, in words: a mark for each pointer, and a list of what differs.

use super::pointer::{Pointer, pointer};
use crate::{
    extract::{Clause, Document, Extract, Opened, Place, Standing},
    words::Words,
};

/// The mark of a clause whose text was found in its document.
const FOUND: &str = "✓";

/// The mark of a clause whose text does not stand there.
const DIFFERS: &str = "≠";

/// What was found when the documents of an extract were opened. Where none was, it is empty.
#[derive(Debug, Default)]
pub struct Verified<'a> {
    /// How many clauses stand in their document, and of how many that was asked, as a sentence; nothing where it was of none.
    pub summary: Option<String>,
    /// The clauses that no longer stand in their document.
    pub drifted: Vec<Drifted<'a>>,
    /// What else is to be said of the documents.
    pub notes: Vec<String>,
}

/// A clause that no longer stands in its document.
#[derive(Debug)]
pub struct Drifted<'a> {
    /// The clause.
    pub pointer: Pointer<'a>,
    /// Where the nearest passage stands.
    pub nearest: Option<Place>,
    /// What differs from it.
    pub difference: Option<&'a str>,
    /// All of it as a sentence.
    pub sentence: String,
}

impl<'a> Verified<'a> {
    pub(super) fn of(extract: &'a Extract, words: &Words) -> Self {
        let looked: Vec<bool> = extract.clauses.iter().filter_map(|clause| clause.standing.is_verified()).collect();
        let found = looked.iter().filter(|found| **found).count().to_string();
        let total = looked.len().to_string();
        let summary = (!looked.is_empty()).then(|| words.say("verified", &[("count", &found), ("total", &total)]));
        let drifted = (0..extract.clauses.len()).filter_map(|place| drifted(extract, place, words)).collect();
        let notes = extract.documents.iter().filter_map(|document| note(document, words));
        let mut notes: Vec<String> = notes.collect();
        // Several documents may be parts of one file.
        notes.dedup();
        Self { summary, drifted, notes }
    }
}

fn drifted<'a>(extract: &'a Extract, place: usize, words: &Words) -> Option<Drifted<'a>> {
    let standing = &extract.clauses.get(place)?.standing;
    let pointer = pointer(extract, place, None, words);
    let document = pointer.file.unwrap_or(pointer.document);
    let arguments = [("ref", pointer.reference), ("document", document)];
    match standing {
        Standing::Unknown | Standing::Found(_) => None,
        Standing::Gone => {
            let sentence = words.say("drifted.gone", &arguments);
            Some(Drifted { pointer, nearest: None, difference: None, sentence })
        }
        Standing::Changed { place, difference } => {
            let at = place.say(words);
            let [reference, document] = arguments;
            let sentence =
                words.say("drifted.changed", &[reference, document, ("place", &at), ("difference", difference)]);
            let nearest = Some(*place);
            Some(Drifted { pointer, nearest, difference: Some(difference), sentence })
        }
    }
}

/// What is to be said of a document that was opened. One that is not there is no matter of the report.
fn note(document: &Document, words: &Words) -> Option<String> {
    let file = document.file.as_deref().unwrap_or(&document.title);
    match (&document.opened, document.has_changed()) {
        (Opened::Unreadable(_), _) => Some(words.say("document-unread", &[("document", file)])),
        (_, Some(true)) => Some(words.say("document-changed", &[("document", file)])),
        _ => None,
    }
}

/// The mark of a clause, where somebody has looked for it.
pub(super) fn mark(clause: &Clause) -> &'static str {
    match clause.standing.is_verified() {
        None => "",
        Some(true) => FOUND,
        Some(false) => DIFFERS,
    }
}

/// How a clause stands in its document, in words: whether it was looked for and found, and on which line.
#[must_use]
pub fn standing(verified: Option<bool>, line: Option<u32>, words: &Words) -> Option<String> {
    let line = line.map(|line| words.say("document-line", &[("line", &line.to_string())]));
    match verified {
        None => line,
        Some(true) => Some(format!("{FOUND} {}", line.unwrap_or_else(|| words.get("in-document").to_owned()))),
        Some(false) => Some(format!("{DIFFERS} {}", words.get("differs"))),
    }
}
