//! Verifies that the clauses of an extract still stand in its documents.
//!
//! ```text
//!  extract ─ which files ─ read ─ fold ─┬─ find ─ found, with page and line
//!                     texts ─ fold ─────┘   └─ near ─ changed, with what differs; or gone
//! ```
//!
//! White space, line breaks, hyphens, kinds of quotation marks, and ligatures may differ (`fold`); words may not. A text that
//! leaves something out says so with `[…]`, or stands in paragraphs; then its pieces must stand in the document in their order.

pub(super) mod divided;
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
use near::{Passage, Passages};

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
    let mut open = Vec::new();
    for ((place, clause), starts) in clauses.iter_mut().enumerate().zip(places(&book.folded, &texts)) {
        let Some(starts) = starts else { continue };
        match choose(clause, &starts, |start| book.place(book.folded.line_at(start)), last) {
            Some(start) => {
                last = start;
                clause.standing = Standing::Found(book.place(book.folded.line_at(start)));
            }
            None => open.push(place),
        }
    }
    if !open.is_empty() {
        let texts: Vec<&str> = open.iter().map(|place| texts[*place]).collect();
        for (place, standing) in open.into_iter().zip(look_closer(book, &texts)) {
            clauses[place].standing = standing;
        }
    }
}

/// How texts stand in a document whose lines do not have them: running heads may stand between, and numbers of footnotes, which
/// are no part of a clause.
fn look_closer(book: &Book, texts: &[&str]) -> Vec<Standing> {
    let (outline, divided) = book.clauses();
    let clause_place = |clause: usize| {
        let clause = outline.clauses.get(clause)?;
        Some(Place { page: clause.page, line: clause.lines.0 })
    };
    let mut passages = None;
    let of_text = |(text, starts): (&&str, Option<Vec<usize>>)| {
        let first = starts.iter().flatten().next();
        if let Some(place) = first.and_then(|start| clause_place(divided.clause_at(*start)?)) {
            return Standing::Found(place);
        }
        let (in_clauses, in_lines) = passages.get_or_insert_with(|| {
            let lines: Vec<&str> = divided::lines(outline).collect();
            (Passages::of(&divided.folded, &lines), Passages::of(&book.folded, &book.texts()))
        });
        let near = in_clauses.nearest(text).and_then(|near| Some((clause_place(divided.clause_on(near.line)?)?, near)));
        // What stands in no clause, such as a heading, stands in the lines.
        let near = near.or_else(|| in_lines.nearest(text).map(|near| (book.place(near.line), near)));
        match near {
            None => Standing::Gone,
            Some((place, Passage { difference: Some(difference), .. })) => Standing::Changed { place, difference },
            Some((place, _)) => Standing::Found(place),
        }
    };
    texts.iter().zip(places(&divided.folded, texts)).map(of_text).collect()
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
fn choose(clause: &Clause, starts: &[usize], place: impl Fn(usize) -> Place, last: usize) -> Option<usize> {
    let nearest = |line: u32| starts.iter().min_by_key(|start| place(**start).line.abs_diff(line));
    let on_page = |page: u32| starts.iter().find(|start| place(**start).page == Some(page));
    let said = clause.document_line.and_then(nearest).or_else(|| clause.page.and_then(on_page));
    let next = || starts.get(starts.partition_point(|start| *start <= last && last > 0));
    said.or_else(next).or(starts.first()).copied()
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
