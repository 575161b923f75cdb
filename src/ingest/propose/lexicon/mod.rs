//! Lexicons: what the words of one language tell about clauses. They are data, in `checklists/cues/`.

pub(super) mod phrase;
mod read;

use std::{
    collections::{HashMap, HashSet},
    path::Path,
    sync::Arc,
};

use phrase::{PhraseId, Phrases};
use rayon::prelude::*;

use super::Confidence;
use crate::{
    problem::{Problem, read_fault},
    source::Source,
    vocabulary::{FactId, TopicId, Unit, Value, Vocabulary},
    yaml::Node,
};

/// The built-in lexicons, by language.
const BUILT_IN: [(&str, &str); 2] = [
    ("cues/nl.yaml", include_str!("../../../../checklists/cues/nl.yaml")),
    ("cues/en.yaml", include_str!("../../../../checklists/cues/en.yaml")),
];

/// The lexicons of a run.
#[derive(Debug)]
pub struct Lexicons {
    all: Vec<Lexicon>,
}

/// What the words of one language tell.
#[derive(Debug)]
pub struct Lexicon {
    pub(super) language: String,
    pub(super) phrases: Phrases,
    pub(super) abbreviations: HashSet<String>,
    pub(super) numbers: HashMap<String, u32>,
    pub(super) units: Vec<(Unit, PhraseId)>,
    pub(super) parties: [Party; 2],
    pub(super) grammar: Grammar,
    pub(super) topics: Vec<TopicCues>,
    pub(super) genres: Vec<GenreCues>,
}

/// How one of the two parties is called.
#[derive(Debug, Default)]
pub(super) struct Party {
    /// What nothing else is called.
    pub nouns: HashSet<String>,
    /// The same, of several words.
    pub long_nouns: Vec<Vec<String>>,
    /// What it is usually called, unless the document says otherwise.
    pub usual: HashSet<String>,
    /// The same, of several words.
    pub long_usual: Vec<Vec<String>>,
    /// How a document that speaks to its reader calls it.
    pub pronouns: HashSet<String>,
}

/// Words with a task in sentences.
#[derive(Debug, Default)]
pub(super) struct Grammar {
    /// The commonest words of the language, by which it is recognised.
    pub common: HashSet<String>,
    /// What begins a subordinate clause.
    pub subordinate: HashSet<String>,
    /// Behind these nobody is the subject.
    pub preposition: HashSet<String>,
    /// What names the one who acts in a passive sentence.
    pub agent: HashSet<String>,
    /// What makes a sentence passive.
    pub passive: HashSet<String>,
    /// Articles and the like, which stand before a noun.
    pub article: HashSet<String>,
    /// Names of others who act.
    pub others: HashSet<String>,
    /// Both parties.
    pub both: HashSet<String>,
    /// What introduces a name: `hierna`.
    pub introduces: HashSet<String>,
    /// What says who somebody is: `is`, `als`.
    pub is_a: HashSet<String>,
    /// What belongs to somebody: `'s`.
    pub possessive: HashSet<String>,
    /// Verbs that stand right behind their subject.
    pub finite: HashSet<String>,
    /// What joins parts of a sentence: `and`.
    pub joins: HashSet<String>,
    /// Whether the verbs of a subordinate clause stand at its end.
    pub verb_final: bool,
    /// What annexes are called.
    pub annex: HashSet<String>,
    /// What is a subject by itself, so that a name right behind it is none: `informeert hij opdrachtgever`.
    pub subject: HashSet<String>,
    /// What stands before the number of a clause that is referred to: `artikel`.
    pub refers: HashSet<String>,
    /// What stands before a further number in it: `lid`.
    pub within: HashSet<String>,
    /// What tells that a reference leads to a law: `AVG`.
    pub statutes: HashSet<String>,
}

impl Grammar {
    /// Whether a word does its task in sentences and names nothing.
    pub fn is_function_word(&self, word: &str) -> bool {
        let all = [
            &self.common,
            &self.subordinate,
            &self.preposition,
            &self.agent,
            &self.passive,
            &self.article,
            &self.is_a,
            &self.finite,
        ];
        all.into_iter().any(|words| words.contains(word))
    }
}

/// What tells that a clause is about a topic.
#[derive(Debug)]
pub(super) struct TopicCues {
    pub topic: TopicId,
    /// Whether the items of a list tell one thing together.
    pub gather: bool,
    /// Whether it is told anywhere in a document, not only where that speaks of the processing of personal data.
    pub anywhere: bool,
    /// In how many clauses it is told at the most, the first of the document.
    pub first: Option<usize>,
    pub cues: Vec<Cue>,
    pub facts: Vec<FactCues>,
}

/// One way to tell a topic.
#[derive(Debug)]
pub(super) struct Cue {
    pub condition: Condition,
    pub facts: Vec<(FactId, Value)>,
    pub confidence: Confidence,
}

/// What must be there, and what must not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Condition {
    pub by: Option<Actor>,
    pub sentence: Vec<PhraseId>,
    pub clause: Vec<PhraseId>,
    pub heading: Vec<PhraseId>,
    pub article: Vec<PhraseId>,
    /// How many different words of a phrase the clause has at least.
    pub many: Vec<(usize, PhraseId)>,
    pub not: Vec<PhraseId>,
    pub not_clause: Vec<PhraseId>,
    pub not_heading: Vec<PhraseId>,
    pub not_article: Vec<PhraseId>,
}

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Actor {
    /// The processor, or nobody is named.
    Processor,
    /// The controller, named.
    Controller,
    /// Both parties, named.
    Parties,
}

/// How a fact is read.
#[derive(Debug)]
pub(super) struct FactCues {
    pub fact: FactId,
    /// The values with what tells them, the first that is found being the value.
    pub values: Vec<(Value, Vec<Condition>)>,
    /// The value where nothing tells one.
    pub otherwise: Option<Value>,
    /// Phrases with a duration in them that is the value.
    pub durations: Vec<PhraseId>,
    /// Phrases whose words are the value.
    pub text: Vec<PhraseId>,
    /// Where the fact is read.
    pub place: Place,
    /// Whether the topic is told only where this fact is.
    pub required: bool,
    /// Whether the value is that an annex which is named is at hand.
    pub annex: bool,
    /// The value where the annex that is named is blank.
    pub blank: Option<Value>,
}

/// Where a fact is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Place {
    /// In the sentences that tell the topic, and where they say nothing in the rest of their clause.
    #[default]
    SentenceFirst,
    /// Only in the sentences that tell the topic.
    Sentence,
    /// In the whole clause at once.
    Clause,
}

/// What tells that a document is no processor agreement.
#[derive(Debug)]
pub(super) struct GenreCues {
    pub name: &'static str,
    pub title: Vec<PhraseId>,
    pub text: Vec<PhraseId>,
    pub not: Vec<PhraseId>,
}

/// Whether a file is meant to be a lexicon.
#[must_use]
pub fn is_lexicon(root: crate::yaml::Node<'_>) -> bool {
    root.get("grammar").is_some() || root.get("parties").is_some()
}

/// Everything that is wrong with a lexicon for the built-in vocabulary.
#[must_use]
pub fn problems(source: &Arc<Source>) -> Vec<Problem> {
    let read = crate::checklist::vocabulary(None).and_then(|vocabulary| read::lexicon(source, &vocabulary));
    read.err().unwrap_or_default()
}

impl Lexicons {
    /// The built-in lexicons.
    ///
    /// # Errors
    /// Where a vocabulary lacks topics that they tell, each of them.
    pub fn built_in(vocabulary: &Vocabulary) -> Result<Self, Vec<Problem>> {
        Self::gather(BUILT_IN.iter().map(|(name, text)| Source::new(*name, *text)), vocabulary)
    }

    /// The built-in lexicons, and some of somebody's own, each of which takes the place of the one of its language.
    ///
    /// # Errors
    /// Everything that is wrong with them.
    pub fn with_files<P: AsRef<Path>>(paths: &[P], vocabulary: &Vocabulary) -> Result<Self, Vec<Problem>> {
        let mut lexicons = Self::built_in(vocabulary)?;
        for path in paths {
            let path = path.as_ref();
            let source = Source::read(path).map_err(|fault| vec![read_fault(&path.display().to_string(), fault)])?;
            let own = read::lexicon(&Arc::new(source), vocabulary)?;
            lexicons.all.retain(|lexicon| lexicon.language != own.language);
            lexicons.all.push(own);
        }
        Ok(lexicons)
    }

    /// Whether a file is meant to be a lexicon: its outermost keys say so.
    #[must_use]
    pub fn are_meant(root: Node<'_>) -> bool {
        root.get("grammar").is_some() && root.get("topics").is_some()
    }

    /// Everything that is wrong with a lexicon.
    #[must_use]
    pub fn problems(source: &Arc<Source>, vocabulary: &Vocabulary) -> Vec<Problem> {
        read::lexicon(source, vocabulary).err().unwrap_or_default()
    }

    fn gather(sources: impl Iterator<Item = Source>, vocabulary: &Vocabulary) -> Result<Self, Vec<Problem>> {
        let sources: Vec<Arc<Source>> = sources.map(Arc::new).collect();
        // They are long, and each run needs them before anything else.
        let read: Vec<_> = sources.par_iter().map(|source| read::lexicon(source, vocabulary)).collect();
        let mut all = Vec::new();
        let mut problems = Vec::new();
        for result in read {
            match result {
                Ok(lexicon) => all.push(lexicon),
                Err(found) => problems.extend(found),
            }
        }
        if problems.is_empty() { Ok(Self { all }) } else { Err(problems) }
    }

    /// The lexicon of the language that the words are of; `None` where they are of none that is known.
    pub(super) fn of<'w>(&self, words: impl Iterator<Item = &'w str>) -> Option<&Lexicon> {
        let mut hits = vec![0_usize; self.all.len()];
        for word in words {
            for (hits, lexicon) in hits.iter_mut().zip(&self.all) {
                *hits += usize::from(lexicon.grammar.common.contains(word));
            }
        }
        let most = hits.iter().copied().max().filter(|most| *most > 0)?;
        let at = hits.iter().position(|hits| *hits == most)?;
        self.all.get(at)
    }
}
