//! Verifies that the clauses of an extract still stand in its documents.
//!
//! ```text
//!  extract ─ which files ─ read ─ fold ─┬─ find ─ found, with page and line
//!                     texts ─ fold ─────┘   └─ near ─ changed, with what differs; or gone
//! ```
//!
//! White space, line breaks, hyphens, kinds of quotation marks, and ligatures may differ ([`fold`]); words may not. A text that
//! leaves something out says so with `[…]`, or stands in paragraphs; then its pieces must stand in the document in their order.

mod find;
pub(super) mod fold;
mod library;
pub(super) mod near;

use std::{
    ops::Range,
    path::{Path, PathBuf},
};

use fold::Folded;
pub use library::Library;
use library::{Book, Shelved};
use near::Passages;

use crate::extract::{Clause, Extract, Opened, Place, Standing};

/// How many letters may stand between two pieces of one clause: items of a list that are clauses of their own.
const MAX_BETWEEN: usize = 6_000;

/// How many places are tried as the beginning of a clause in pieces.
const MAX_TRIED: usize = 64;

/// Opens the documents of an extract from which clauses are quoted, each file once, and notes how each clause stands in them.
/// Files are where the extract says, counted from its own folder.
pub fn verify(extract: &mut Extract, library: &Library) {
    let folder = Path::new(extract.source.name()).parent().unwrap_or(Path::new("")).to_owned();
    let mut groups: Vec<(PathBuf, Vec<usize>)> = Vec::new();
    for place in extract.quoted_documents() {
        let Some(file) = &extract.documents[place].file else { continue };
        let path = folder.join(file);
        match groups.iter_mut().find(|(known, _)| *known == path) {
            Some((_, documents)) => documents.push(place),
            None => groups.push((path, vec![place])),
        }
    }
    for (path, documents) in groups {
        let shelved = library.open(&path);
        for place in &documents {
            extract.documents[*place].opened = shelved.opened();
        }
        if let Shelved::Book(book) = &*shelved {
            let mut clauses: Vec<&mut Clause> =
                extract.clauses.iter_mut().filter(|clause| documents.contains(&clause.document)).collect();
            look(book, &mut clauses);
        }
    }
}

/// Notes how some clauses stand in a document.
fn look(book: &Book, clauses: &mut [&mut Clause]) {
    let quoted: Vec<String> = clauses.iter().map(|clause| clause.text.clone().unwrap_or_default()).collect();
    let texts: Vec<&str> = quoted.iter().map(String::as_str).collect();
    let mut last = 0;
    let mut passages = None;
    for ((clause, text), starts) in clauses.iter_mut().zip(&texts).zip(places(&book.folded, &texts)) {
        let Some(starts) = starts else { continue };
        clause.standing = match choose(clause, &starts, book, last) {
            Some(start) => {
                last = start;
                Standing::Found(book.place(book.folded.line_at(start)))
            }
            None => {
                let passages = passages.get_or_insert_with(|| Passages::of(&book.folded, &book.texts()));
                near(book, passages, text)
            }
        };
    }
}

/// Where some texts stand in a document: for each the places of its first letter, in order. Nothing for a text without letters.
pub(super) fn places(document: &Folded, texts: &[&str]) -> Vec<Option<Vec<usize>>> {
    let mut sought = Vec::new();
    let wanted: Vec<Option<Wanted>> = texts.iter().map(|text| want(text, &mut sought)).collect();
    let places = find::find(document, &sought);
    let of_text = |wanted: &Wanted| match &places[wanted.whole] {
        none if none.is_empty() => in_pieces(wanted, &places, &sought),
        starts => starts.clone(),
    };
    wanted.iter().map(|wanted| wanted.as_ref().map(of_text)).collect()
}

/// A text among all those that are looked for, by its place, and its pieces, where it has more than one.
struct Wanted {
    whole: usize,
    pieces: Range<usize>,
}

/// Prepares a text for looking; nothing where it has no letters. Adds it, and behind it its pieces, to those that are looked for.
fn want(text: &str, sought: &mut Vec<Folded>) -> Option<Wanted> {
    let folded = Folded::of(text.split('\n')).without_end();
    if folded.is_empty() {
        return None;
    }
    let whole = sought.len();
    sought.push(folded);
    let between = |piece| str::split(piece, "[…]").flat_map(|piece| piece.split("[...]"));
    let pieces = text.split('\n').flat_map(between).map(|piece| Folded::of([piece]).without_end());
    let pieces: Vec<Folded> = pieces.filter(|piece| !piece.is_empty()).collect();
    if pieces.len() > 1 {
        sought.extend(pieces);
    }
    Some(Wanted { whole, pieces: whole + 1..sought.len() })
}

/// Where the pieces of a text stand in their order, not too far from each other: the places of the first.
fn in_pieces(wanted: &Wanted, places: &[Vec<usize>], sought: &[Folded]) -> Vec<usize> {
    let pieces = wanted.pieces.clone().map(|piece| (&places[piece], sought[piece].len()));
    let pieces: Vec<(&Vec<usize>, usize)> = pieces.collect();
    let Some(((starts, length), rest)) = pieces.split_first() else { return Vec::new() };
    let stand = |start: &usize| {
        let mut end = start + length;
        rest.iter().all(|(places, length)| {
            let next = places.get(places.partition_point(|place| *place < end));
            next.filter(|next| **next - end <= MAX_BETWEEN).is_some_and(|next| {
                end = next + length;
                true
            })
        })
    };
    starts.iter().take(MAX_TRIED).copied().filter(|start| stand(start)).collect()
}

/// Which of several places is meant: the one where the extract says that the clause stands, or else the next one behind the
/// clause before it.
fn choose(clause: &Clause, starts: &[usize], book: &Book, last: usize) -> Option<usize> {
    let at = |start: &&usize| book.place(book.folded.line_at(**start));
    let nearest = |line: u32| starts.iter().min_by_key(|start| at(start).line.abs_diff(line));
    let on_page = |page: u32| starts.iter().find(|start| at(start).page == Some(page));
    let said = clause.document_line.and_then(nearest).or_else(|| clause.page.and_then(on_page));
    let next = || starts.get(starts.partition_point(|start| *start <= last && last > 0));
    said.or_else(next).or(starts.first()).copied()
}

fn near(book: &Book, passages: &Passages<'_>, text: &str) -> Standing {
    match passages.nearest(text) {
        None => Standing::Gone,
        Some(passage) => {
            let place = book.place(passage.line);
            match passage.difference {
                None => Standing::Found(place),
                Some(difference) => Standing::Changed { place, difference },
            }
        }
    }
}

impl Shelved {
    /// What became of opening it.
    fn opened(&self) -> Opened {
        match self {
            Self::Missing => Opened::Missing,
            Self::Unreadable(problems) => Opened::Unreadable(problems.clone()),
            Self::Book(book) => Opened::Read { sha256: book.document.sha256.clone() },
        }
    }
}

impl Book {
    /// The place of a line.
    fn place(&self, line: usize) -> Place {
        let line = self.document.lines.get(line);
        Place { page: line.and_then(|line| line.page), line: line.map_or(1, |line| line.number) }
    }

    /// The texts of its lines.
    fn texts(&self) -> Vec<&str> {
        self.document.lines.iter().map(|line| line.text.as_str()).collect()
    }
}
