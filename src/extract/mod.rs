//! Extracts: what the clauses of one agreement say, annotated in the words of the vocabulary.

mod read;
mod standing;

pub use read::read;
pub use standing::{Opened, Place, Standing};

use std::sync::Arc;

use jiff::civil::Date;

use crate::{
    source::Source,
    vocabulary::{
        FactId, Facts, Relationship, TopicId, Value,
        agreement::{DATE, LANGUAGE, RELATIONSHIP},
        given,
    },
};

/// An agreement's relevant clauses with their annotations.
#[derive(Clone, Debug)]
pub struct Extract {
    /// What it was read from.
    pub source: Arc<Source>,
    /// The agreement.
    pub agreement: Agreement,
    /// The documents that the agreement consists of.
    pub documents: Vec<Document>,
    /// Its clauses, in the order of the extract.
    pub clauses: Vec<Clause>,
    /// The annotations of all clauses, in the order of the extract.
    pub annotations: Vec<Annotation>,
    /// The gaps that were accepted, at most one for a requirement.
    pub waivers: Vec<Waiver>,
}

/// A gap that somebody has accepted. It changes no verdict, but the gap does not count until the day after its end.
#[derive(Clone, Debug)]
pub struct Waiver {
    /// The requirement, by its name.
    pub requirement: String,
    /// Why the gap is accepted.
    pub reason: String,
    /// Who accepted it.
    pub by: String,
    /// The last day on which it is accepted.
    pub until: Date,
    /// The line of the extract (from 1) it stands on.
    pub line: u32,
}

/// The contract that is judged.
#[derive(Clone, Debug)]
pub struct Agreement {
    /// Its title.
    pub title: String,
    /// Who processes.
    pub processor: String,
    /// On whose behalf.
    pub controller: String,
    /// Its date, as ISO 8601 writes it.
    pub date: Option<String>,
    /// The language it is written in, as an ISO 639-1 code.
    pub language: Option<String>,
    /// How the parties stand to each other.
    pub relationship: Relationship,
    /// What shows that they are not controller and processor.
    pub because: Option<Because>,
}

/// The clause that shows a relationship.
#[derive(Clone, Debug)]
pub struct Because {
    /// The clause, by its place in the extract.
    pub clause: usize,
    /// Why it shows that, in the annotator's words.
    pub note: Option<String>,
}

/// A document that is part of the agreement.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its name in the extract.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The file with its text.
    pub file: Option<String>,
    /// SHA-256 of that file, in hexadecimal.
    pub sha256: Option<String>,
    /// How much of it was read.
    pub read: Extent,
    /// What became of opening its file, where somebody did.
    pub opened: Opened,
}

/// How much of a document was read. Silence is only silence where somebody has read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Whole,
    /// Part of it.
    Partly,
    /// Nothing: it was announced, but is not at hand.
    Absent,
}

/// One numbered provision.
#[derive(Clone, Debug)]
pub struct Clause {
    /// As a lawyer would cite it.
    pub reference: String,
    /// Its document, by its place in the extract.
    pub document: usize,
    /// The page it starts on.
    pub page: Option<u32>,
    /// The line of the document (from 1) it starts on.
    pub document_line: Option<u32>,
    /// Its own words.
    pub text: Option<String>,
    /// The annotator's words.
    pub summary: Option<String>,
    /// The line of the extract (from 1) it stands on.
    pub line: u32,
    /// Whether its text still stands in its document, where somebody has looked.
    pub standing: Standing,
}

/// "This clause is about this topic, with these facts."
#[derive(Clone, Debug)]
pub struct Annotation {
    /// The clause, by its place in the extract.
    pub clause: usize,
    /// What it is about.
    pub topic: TopicId,
    /// What it says about it.
    pub facts: Facts,
    /// Further clauses that it draws on, by their places in the extract.
    pub also: Vec<usize>,
    /// A remark of the annotator.
    pub note: Option<String>,
    /// Whether no person has confirmed it yet.
    pub proposed: bool,
    /// The words of the clause that a proposal rests on.
    pub words: Vec<String>,
    /// The line of the extract (from 1) it stands on.
    pub line: u32,
}

impl Annotation {
    /// What it says about a fact, if it says anything.
    #[must_use]
    pub fn fact(&self, fact: FactId) -> Option<&Value> {
        given(&self.facts, fact)
    }
}

impl Extent {
    /// Its name in data; `read.NAME` is the key of its word.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Partly => "partly",
            Self::Absent => "absent",
        }
    }
}

impl Agreement {
    /// An agreement of which only the relationship is known.
    #[must_use]
    pub fn unnamed(relationship: Relationship) -> Self {
        Self {
            title: String::new(),
            processor: String::new(),
            controller: String::new(),
            date: None,
            language: None,
            relationship,
            because: None,
        }
    }

    /// What conditions can ask of the agreement as a whole.
    #[must_use]
    pub fn facts(&self) -> Facts {
        let relationship = Relationship::ALL.iter().position(|known| *known == self.relationship);
        let relationship = u8::try_from(relationship.unwrap_or_default()).unwrap_or_default();
        let mut facts = vec![(RELATIONSHIP, Value::Choice(relationship))];
        facts.extend(self.language.iter().map(|language| (LANGUAGE, Value::Text(language.clone()))));
        facts.extend(self.date.iter().map(|date| (DATE, Value::Text(date.clone()))));
        facts
    }
}

impl Extract {
    /// The documents that were not read whole.
    pub fn unread(&self) -> impl Iterator<Item = &Document> {
        self.documents.iter().filter(|document| document.read != Extent::Whole)
    }
}
