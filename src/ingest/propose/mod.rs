//! Proposes annotations: what clauses are about and what they say, by lexicons of cues, with the words that each rests on.

mod actor;
mod annexes;
mod corpus;
mod evaluate;
mod facts;
mod genre;
pub mod lexicon;
mod numbers;
mod parties;
mod references;
mod scope;
mod search;
mod text;

use std::ops::Range;

use self::{
    corpus::Corpus,
    lexicon::Lexicons,
    search::{Finder, Fits},
};
use super::segment::Outline;
use crate::vocabulary::{FactId, TopicId, Value, Vocabulary};

/// What the parties are called, the language, and what is proposed.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The language of the document, as an ISO 639-1 code.
    pub language: Option<String>,
    /// What the document calls the processor.
    pub processor: Option<String>,
    /// What the document calls the controller.
    pub controller: Option<String>,
    /// What kind of document it is.
    pub genre: Genre,
    /// What is proposed, by clause, in the order of the document.
    pub proposals: Vec<Proposal>,
}

/// What kind of document was read.
#[derive(Clone, Debug, Default)]
pub enum Genre {
    /// A processor agreement, or a document with one in it.
    #[default]
    ProcessorAgreement,
    /// Something else.
    Other {
        /// What it is: the key of its word, `genre.NAME`.
        name: &'static str,
        /// The clause that shows it, by its place among the clauses, and the words in it; no words where the title shows it.
        because: Option<(usize, Range<usize>)>,
    },
}

/// "This clause is about this topic, with these facts", as far as words tell.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// The clause, by its place among the clauses.
    pub clause: usize,
    /// What it is about.
    pub topic: TopicId,
    /// What it says about it, in the order of the topic's facts.
    pub facts: Vec<Stated>,
    /// Further clauses that it draws on.
    pub also: Vec<usize>,
    /// The words that made the topic, as ranges of bytes of the clause's text.
    pub words: Vec<Range<usize>>,
    /// How sure it is.
    pub confidence: Confidence,
    /// What a person should look at.
    pub note: Option<String>,
}

/// A fact with the words it was read from.
#[derive(Clone, Debug)]
pub struct Stated {
    /// The fact.
    pub fact: FactId,
    /// What it is.
    pub value: Value,
    /// The words it was read from, as a range of bytes of the clause's text.
    pub words: Option<Range<usize>>,
}

/// How sure a proposal is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// It may well be something else.
    Low,
    /// It is probably so.
    #[default]
    Medium,
    /// The words hardly allow another reading.
    High,
}

impl Confidence {
    /// Its name in data.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// The kinds of document that are no processor agreement; `genre.NAME` is the key of the word for each.
pub const GENRES: [&str; 8] = [
    "privacy-statement",
    "confidentiality-agreement",
    "terms-without-processing",
    "joint-controllers",
    "independent-controllers",
    "about-agreements",
    "other-law",
    "unknown",
];

/// Reads the clauses of a document with the lexicon of its language. A document in no language that is known gives nothing.
#[must_use]
pub fn propose(outline: &Outline, vocabulary: &Vocabulary, lexicons: &Lexicons) -> Reading {
    let mut corpus = Corpus::new(outline);
    let Some(lexicon) = lexicons.of(corpus.common_words()) else { return Reading::default() };
    corpus.divide(outline, lexicon);
    let fits = Fits::new(&lexicon.phrases, &mut corpus.words);
    let parties = parties::resolve(&mut corpus, outline, lexicon, &fits);
    corpus.inside = scope::inside(&Finder { lexicon, fits: &fits, words: &corpus.words }, &corpus, outline);
    let finder = Finder { lexicon, fits: &fits, words: &corpus.words };
    let proposals = evaluate::proposals(&finder, &corpus, outline, vocabulary);
    let genre = genre::genre(&finder, &corpus, outline, &proposals);
    Reading {
        language: Some(lexicon.language.clone()),
        processor: parties.processor,
        controller: parties.controller,
        genre,
        proposals,
    }
}
