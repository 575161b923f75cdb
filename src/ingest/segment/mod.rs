//! Finds the clauses of a document, each with the reference that a lawyer would cite.

use std::sync::LazyLock;

use regex::Regex;

use super::{Document, Dropped, Line};

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

static NUMBER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^\s*(?:Artikel\s+|Article\s+)?(\d+(?:\.\d+)*)[.:]?\s+(\S.*)$").ok());

/// Divides a document into its clauses.
#[must_use]
pub fn segment(document: &Document) -> Outline {
    let mut outline = Outline { parts: vec![Part::default()], dropped: document.dropped.clone(), ..Outline::default() };
    for line in &document.lines {
        let found = NUMBER.as_ref().and_then(|number| number.captures(&line.text));
        match found {
            Some(found) => {
                outline.clauses.push(clause(line, &format!("art. {}", &found[1]), &found[2], outline.clauses.len()))
            }
            None => match outline.clauses.last_mut() {
                Some(clause) if !line.text.trim().is_empty() => {
                    clause.text.push(' ');
                    clause.text.push_str(line.text.trim());
                    clause.lines.1 = line.number;
                }
                _ => {}
            },
        }
    }
    outline
}

fn clause(line: &Line, reference: &str, text: &str, index: usize) -> Clause {
    Clause {
        reference: format!("{reference} [{index}]"),
        page: line.page,
        lines: (line.number, line.number),
        text: text.trim().to_owned(),
        ..Clause::default()
    }
}
