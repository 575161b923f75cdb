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
mod near;

use std::path::{Path, PathBuf};

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

/// The text of a clause, ready to be looked for.
struct Wanted<'c> {
    lines: Vec<&'c str>,
    whole: Folded,
    /// Its pieces by their places among all texts that are looked for, where it has more than one.
    pieces: Vec<usize>,
}

/// Notes how some clauses stand in a document.
fn look(book: &Book, clauses: &mut [&mut Clause]) {
    let mut texts = Vec::new();
    let mut wanted: Vec<Option<Wanted<'_>>> = Vec::new();
    let quoted: Vec<Option<String>> = clauses.iter().map(|clause| clause.text.clone()).collect();
    for text in &quoted {
        wanted.push(text.as_deref().and_then(|text| want(text, &mut texts)));
    }
    let places = find::find(&book.folded, &texts);
    let mut wanted_at = 0;
    let mut last = 0;
    let mut passages = None;
    for (clause, wanted) in clauses.iter_mut().zip(&wanted) {
        let Some(wanted) = wanted else { continue };
        let own = &places[wanted_at];
        wanted_at += 1 + wanted.pieces.len();
        let starts = if own.is_empty() { in_pieces(&wanted.pieces, &places, &texts) } else { own.clone() };
        clause.standing = match choose(clause, &starts, book, last) {
            Some(start) => {
                last = start;
                Standing::Found(book.place(book.folded.line_at(start)))
            }
            None => {
                let passages = passages.get_or_insert_with(|| Passages::of(&book.folded, &book.texts()));
                near(book, passages, wanted)
            }
        };
    }
}

/// Prepares a text for looking; nothing where it has no letters. Adds it, and behind it its pieces, to the texts.
fn want<'c>(text: &'c str, texts: &mut Vec<Folded>) -> Option<Wanted<'c>> {
    let lines: Vec<&str> = text.split('\n').collect();
    let whole = Folded::of(lines.iter().copied());
    let sought = Folded::of(lines.iter().copied()).without_end();
    if sought.bytes.is_empty() {
        return None;
    }
    texts.push(sought);
    let between = |piece: &'c str| piece.split("[…]").flat_map(|piece| piece.split("[...]"));
    let pieces = text.split('\n').flat_map(between).map(|piece| Folded::of([piece]).without_end());
    let pieces: Vec<Folded> = pieces.filter(|piece| !piece.bytes.is_empty()).collect();
    let from = texts.len();
    if pieces.len() > 1 {
        texts.extend(pieces);
    }
    Some(Wanted { lines, whole, pieces: (from..texts.len()).collect() })
}

/// Where pieces stand in their order, not too far from each other: the places of the first.
fn in_pieces(pieces: &[usize], places: &[Vec<usize>], texts: &[Folded]) -> Vec<usize> {
    let Some((first, rest)) = pieces.split_first() else { return Vec::new() };
    let stand = |start: &usize| {
        let mut end = start + texts[*first].bytes.len();
        rest.iter().all(|piece| {
            let of_piece = &places[*piece];
            let next = of_piece.get(of_piece.partition_point(|place| *place < end));
            next.filter(|next| **next - end <= MAX_BETWEEN).is_some_and(|next| {
                end = next + texts[*piece].bytes.len();
                true
            })
        })
    };
    places[*first].iter().take(MAX_TRIED).copied().filter(|start| stand(start)).collect()
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

fn near(book: &Book, passages: &Passages<'_>, wanted: &Wanted<'_>) -> Standing {
    match passages.nearest(&wanted.whole, &wanted.lines) {
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
