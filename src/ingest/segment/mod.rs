//! Finds the clauses of a document, each with the reference that a lawyer would cite.
//!
//! ```text
//!  lines ─ running, contents ─ layout ─ pieces ─ marks ─ possible numbers ─ sequence ─ numbers ─ build ─ clauses
//!                                    └─ heading ┘                              title, reference, join ┘
//! ```
//!
//! `layout` drops what is no text (`running`, `contents`) and keeps what the place of a line tells. `marks` collects
//! everything that could be the number of a provision, read by `label`; `sequence` decides which are, by the sequences
//! that they make. `build` makes clauses of what stands between them, with references by `reference` and texts by `join`.

mod build;
mod contents;
mod define;
mod heading;
mod join;
mod label;
mod layout;
mod list;

mod marks;
mod name;
mod path;
mod plan;
mod reference;
mod running;
mod sequence;
mod terms;
mod title;

pub use list::list;

use super::{Document, Dropped};

/// A document as its numbering divides it. Every line is in a clause, in a heading, or dropped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// The title of the document, as far as its first lines tell.
    pub title: Option<String>,
    /// The parts: the body first, then its annexes.
    pub parts: Vec<Part>,
    /// The clauses, in the order of the document.
    pub clauses: Vec<Clause>,
    /// What is no clause: running heads and feet, tables of contents.
    pub dropped: Vec<Dropped>,
    /// The numbers and headings, as they stand in the document. With them, the texts, and what was dropped, nothing is lost.
    pub labels: Vec<Label>,
}

/// The body of a document or an annex to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// What the references of its clauses begin with: `Bijlage 1`; nothing for the body.
    pub name: String,
    /// What it is called, such as `Verwerking van persoonsgegevens`.
    pub title: Option<String>,
}

/// One numbered provision, the smallest that can be cited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clause {
    /// As a lawyer would cite it, in the document's own style: `Bijlage 1, art. 6 lid 1`. No other clause has the same.
    pub reference: String,
    /// Its part, by its place among the parts.
    pub part: usize,
    /// The headings it stands under, the outermost first, without numbers.
    pub headings: Vec<String>,
    /// The clause whose sentence it continues or whose number it refines, by its place among the clauses.
    pub parent: Option<usize>,
    /// The page it starts on (from 1), where the format has pages.
    pub page: Option<u32>,
    /// Its first and last line, by their numbers.
    pub lines: (u32, u32),
    /// Its own words, without its number: line breaks and hyphens at line ends undone, paragraphs and rows set apart by `\n`.
    pub text: String,
}

/// What became a number or a heading: no text of a clause, but no loss either.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// The number of its line.
    pub line: u32,
    /// As it stands there.
    pub text: String,
}

/// Divides a document into its clauses.
#[must_use]
pub fn segment(document: &Document) -> Outline {
    let (pieces, dropped) = layout::pieces(document);
    let headings: Vec<_> = (0..pieces.len()).map(|index| heading::unnumbered(&pieces, index)).collect();
    let events = marks::collect(&pieces, &headings);
    let decided = sequence::decide(&events);
    let plan = plan::Plan::new(&pieces, &headings, &events, &decided);
    let title = plan.title.last().and_then(|index| pieces.get(*index)).map(|piece| piece.text.to_string());
    let mut outline = build::build(&plan);
    outline.title = title;
    outline.dropped.clone_from(&document.dropped);
    outline.dropped.extend(dropped);
    outline
}
