//! What kind of document was read: a processor agreement, or something else that words show.

use std::{collections::BTreeSet, ops::Range};

use super::{
    Genre, Proposal,
    corpus::Corpus,
    lexicon::GenreCues,
    search::{Finder, Region},
};
use crate::{ingest::segment::Outline, vocabulary::TopicId};

/// A document in which fewer topics of a processor agreement are told is none, if its title says that it is something else.
const BY_TITLE: usize = 12;

/// The same where only its text says so: the poorest agreements tell as many.
const BY_TEXT: usize = 8;

/// With fewer topics a document is no processor agreement, whatever it is.
const NOTHING: usize = 3;

/// How many clauses are looked at for a title.
const OPENING: usize = 3;

/// What kind of document it is, by its words and by what is proposed of its clauses.
pub(super) fn genre(finder: &Finder<'_>, corpus: &Corpus, outline: &Outline, proposals: &[Proposal]) -> Genre {
    let lexicon = finder.lexicon;
    let own: BTreeSet<TopicId> = lexicon.topics.iter().filter(|cues| !cues.anywhere).map(|cues| cues.topic).collect();
    let told: BTreeSet<TopicId> =
        proposals.iter().map(|proposal| proposal.topic).filter(|topic| own.contains(topic)).collect();
    for cues in &lexicon.genres {
        // An article about agreements can tell as many topics as one: then its title and its text must both say what it is.
        let both = told.len() >= BY_TITLE;
        if both && (!titled(finder, corpus, cues) || cues.text.is_empty()) {
            continue;
        }
        let told = if both { 0 } else { told.len() };
        if let Some(because) = shown(finder, corpus, outline, cues, told, both) {
            return Genre::Other { name: cues.name, because: Some(because) };
        }
    }
    if told.len() < NOTHING { Genre::Other { name: "unknown", because: None } } else { Genre::ProcessorAgreement }
}

/// The clause and the words that show a genre; `both` says that the title alone is not enough.
fn shown(
    finder: &Finder<'_>,
    corpus: &Corpus,
    outline: &Outline,
    cues: &GenreCues,
    told: usize,
    both: bool,
) -> Option<(usize, Range<usize>)> {
    if is_excluded(finder, corpus, cues) {
        return None;
    }
    if !both && titled(finder, corpus, cues) {
        // The title may stand in no clause; the first one is where a reader begins.
        return (!outline.clauses.is_empty()).then_some((0, 0..0));
    }
    if told >= BY_TEXT || cues.text.is_empty() {
        return None;
    }
    let mut places = cues.text.iter().map(|phrase| place(finder, corpus, *phrase));
    let first = places.next()??;
    places.all(|place| place.is_some()).then_some(first)
}

fn is_excluded(finder: &Finder<'_>, corpus: &Corpus, cues: &GenreCues) -> bool {
    cues.not.iter().any(|phrase| place(finder, corpus, *phrase).is_some()) || {
        let title = Region::new(finder, &corpus.title, &[]);
        cues.not.iter().any(|phrase| title.has(*phrase))
    }
}

/// Whether the title of a document, or what stands above its first clauses, shows a genre.
fn titled(finder: &Finder<'_>, corpus: &Corpus, cues: &GenreCues) -> bool {
    let mut regions = vec![Region::new(finder, &corpus.title, &[])];
    let opening = corpus.articles.iter().take_while(|article| article.clauses.start < OPENING);
    regions.extend(opening.take(1).map(|article| Region::new(finder, &article.heading, &[])));
    cues.title.iter().any(|phrase| regions.iter().any(|region| region.has(*phrase)))
}

/// Where a phrase occurs first: the clause, and the bytes of the words in it.
fn place(finder: &Finder<'_>, corpus: &Corpus, phrase: u32) -> Option<(usize, Range<usize>)> {
    corpus.clauses.iter().enumerate().find_map(|(clause, words)| {
        let ends: Vec<usize> = words.sentences.iter().map(|sentence| sentence.end).collect();
        let region = Region::new(finder, &words.tokens, &ends);
        let span = *region.find(phrase).first()?;
        let tokens = words.tokens.get(span.range())?;
        let (first, last) = (tokens.first()?, tokens.last()?);
        Some((clause, first.start as usize..last.end as usize))
    })
}
