//! Holds the cues of a lexicon against the clauses of a document.

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    ops::Range,
};

use super::{
    Confidence, Proposal,
    actor::is_by,
    annexes::Annexes,
    corpus::{Corpus, View},
    facts,
    lexicon::{Condition, Cue, FactCues, TopicCues},
    references::References,
    search::{Finder, Region, Span},
    text::Token,
};
use crate::{
    ingest::segment::Outline,
    vocabulary::{TopicId, Vocabulary},
};

/// What is proposed of every clause.
pub(super) fn proposals(
    finder: &Finder<'_>,
    corpus: &Corpus,
    outline: &Outline,
    vocabulary: &Vocabulary,
) -> Vec<Proposal> {
    let annexes = Annexes::new(corpus, outline);
    let references = References::new(corpus, outline, &finder.lexicon.grammar);
    let mut gathered = HashSet::new();
    let mut proposals = Vec::new();
    for article in &corpus.articles {
        let mut tokens = article.heading.clone();
        let mut ends = vec![tokens.len()];
        for clause in article.clauses.clone() {
            let words = &corpus.clauses[clause];
            ends.extend(words.sentences.iter().map(|sentence| sentence.end + tokens.len()));
            tokens.extend(&words.tokens);
        }
        let whole = Region::new(finder, &tokens, &ends);
        for clause in article.clauses.clone() {
            let above = corpus.heading(article, clause);
            let heading = Region::new(finder, &above, &[]);
            let around = Around {
                finder,
                corpus,
                annexes: &annexes,
                references: &references,
                vocabulary,
                heading: &heading,
                article: &whole,
            };
            around.clause(clause, &mut gathered, &mut proposals);
        }
    }
    let most: HashMap<TopicId, usize> =
        finder.lexicon.topics.iter().filter_map(|cues| Some((cues.topic, cues.first?))).collect();
    let mut told: HashMap<TopicId, usize> = HashMap::new();
    proposals.retain(|proposal| {
        let count = told.entry(proposal.topic).or_default();
        *count += 1;
        most.get(&proposal.topic).is_none_or(|most| *count <= *most)
    });
    proposals
}

/// What is around a clause.
struct Around<'d> {
    finder: &'d Finder<'d>,
    corpus: &'d Corpus,
    annexes: &'d Annexes,
    references: &'d References,
    vocabulary: &'d Vocabulary,
    heading: &'d Region<'d>,
    article: &'d Region<'d>,
}

/// A clause with what is around it, as conditions see it.
pub(super) struct Scene<'s> {
    pub finder: &'s Finder<'s>,
    pub clause: &'s Region<'s>,
    pub heading: &'s Region<'s>,
    pub article: &'s Region<'s>,
    pub annexes: &'s Annexes,
}

impl Around<'_> {
    fn clause(&self, clause: usize, gathered: &mut HashSet<(TopicId, usize)>, proposals: &mut Vec<Proposal>) {
        let views = self.corpus.views(clause);
        let regions: Vec<Region<'_>> = views.iter().map(|view| Region::new(self.finder, &view.tokens, &[])).collect();
        let (tokens, ends) = clause_tokens(&views, self.heading.tokens);
        let whole = Region::new(self.finder, &tokens, &ends);
        let scene = Scene {
            finder: self.finder,
            clause: &whole,
            heading: self.heading,
            article: self.article,
            annexes: self.annexes,
        };
        let group = |name| self.finder.lexicon.phrases.group(name);
        let defines = group("definitions-title").is_some_and(|title| self.heading.has(title));
        let inside = !defines
            && (self.corpus.inside.get(clause).copied().unwrap_or(true)
                || group("personal-data").is_none_or(|named| whole.has(named)));
        for cues in self.finder.lexicon.topics.iter().filter(|cues| inside || cues.anywhere) {
            let parent = self.corpus.clauses[clause].continues;
            if cues.gather && parent.is_some_and(|parent| gathered.contains(&(cues.topic, parent))) {
                gathered.insert((cues.topic, clause));
                continue;
            }
            let found = topic(&scene, cues, &views, &regions);
            if let Some(proposal) = self.proposal(clause, cues, &scene, &regions, found) {
                if cues.gather {
                    gathered.insert((cues.topic, clause));
                }
                proposals.push(proposal);
            }
        }
    }

    fn proposal<'r>(
        &self,
        clause: usize,
        cues: &TopicCues,
        scene: &Scene<'_>,
        regions: &'r [Region<'r>],
        found: Vec<(&Cue, usize, Vec<Span>)>,
    ) -> Option<Proposal> {
        found.first()?;
        let mut words: BTreeSet<(usize, usize)> = BTreeSet::new();
        let mut also = BTreeSet::new();
        let mut told: Vec<&Region<'_>> = Vec::new();
        for (_, view, spans) in &found {
            for span in spans {
                let tokens = &regions[*view].tokens[span.range()];
                also.extend(tokens.iter().map(|token| token.clause as usize).filter(|other| *other != clause));
                words.extend(own_words(tokens, clause).map(|range| (range.start, range.end)));
            }
            also.extend(self.references.within(clause, regions[*view].tokens));
            told.push(&regions[*view]);
        }
        let topic = self.vocabulary.topic(cues.topic);
        let all: Vec<&Region<'_>> = regions.iter().collect();
        let cues_found: Vec<&Cue> = found.iter().map(|(cue, ..)| *cue).collect();
        let facts = facts::read(scene, topic, cues, &cues_found, &told, &all, clause);
        let lacks = |fact: &FactCues| fact.required && !facts.iter().any(|stated| stated.fact == fact.fact);
        if cues.facts.iter().any(lacks) {
            return None;
        }
        let confidence = found.iter().map(|(cue, ..)| cue.confidence).max().unwrap_or(Confidence::Low);
        Some(Proposal {
            clause,
            topic: cues.topic,
            facts,
            also: also.into_iter().collect(),
            words: merged(words),
            confidence,
            note: None,
        })
    }
}

/// The cues of a topic that fit a clause, each with its sentence and the places in it.
fn topic<'l>(
    scene: &Scene<'_>,
    cues: &'l TopicCues,
    views: &[View],
    regions: &[Region<'_>],
) -> Vec<(&'l Cue, usize, Vec<Span>)> {
    let mut found = Vec::new();
    for cue in &cues.cues {
        for (index, (view, region)) in views.iter().zip(regions).enumerate() {
            if view.whole && !cues.gather {
                continue;
            }
            if cue.condition.sentence.is_empty() && index > 0 {
                break;
            }
            if let Some(spans) = cue.condition.holds(scene, region) {
                found.push((cue, index, spans));
            }
        }
    }
    found
}

impl Condition {
    /// The places in a sentence that fulfil it; nothing if it does not hold there.
    pub fn holds(&self, scene: &Scene<'_>, region: &Region<'_>) -> Option<Vec<Span>> {
        let mut spans = Vec::with_capacity(self.sentence.len());
        for (index, phrase) in self.sentence.iter().enumerate() {
            let found = region.find(*phrase);
            let fits = |span: &&Span| match self.by {
                Some(actor) if index == 0 => is_by(actor, scene.finder, region.tokens, **span),
                _ => true,
            };
            spans.push(*found.iter().find(fits)?);
        }
        let all = |phrases: &[u32], region: &Region<'_>| phrases.iter().all(|phrase| region.has(*phrase));
        let none = |phrases: &[u32], region: &Region<'_>| !phrases.iter().any(|phrase| region.has(*phrase));
        let holds = none(&self.not, region)
            && all(&self.heading, scene.heading)
            && none(&self.not_heading, scene.heading)
            && all(&self.clause, scene.clause)
            && none(&self.not_clause, scene.clause)
            && all(&self.article, scene.article)
            && none(&self.not_article, scene.article)
            && self.many.iter().all(|(count, phrase)| scene.clause.variety(*phrase) >= *count);
        holds.then_some(spans)
    }
}

/// The heading of a clause, what it continues, and its own words; and where the sentences of it end.
fn clause_tokens(views: &[View], heading: &[Token]) -> (Vec<Token>, Vec<usize>) {
    let mut tokens = heading.to_vec();
    let mut ends = vec![tokens.len()];
    let mut seen: HashSet<(u32, u32)> = HashSet::new();
    for view in views {
        // The lead-in of a list stands in the view of each of its items.
        tokens.extend(view.tokens.iter().filter(|token| seen.insert((token.clause, token.start))));
        ends.push(tokens.len());
    }
    (tokens, ends)
}

/// The bytes of those words that stand in the clause itself.
fn own_words(tokens: &[Token], clause: usize) -> impl Iterator<Item = Range<usize>> {
    let mut own = tokens.iter().filter(move |token| token.clause as usize == clause);
    let range = own.next().map(|first| {
        let last = own.next_back().unwrap_or(first);
        let (start, end) = (first.start.min(last.start), first.end.max(last.end));
        start as usize..end as usize
    });
    range.into_iter()
}

/// Ranges, those that overlap joined.
fn merged(ranges: BTreeSet<(usize, usize)>) -> Vec<Range<usize>> {
    let mut merged: Vec<Range<usize>> = Vec::new();
    for (start, end) in ranges {
        match merged.last_mut() {
            Some(last) if start <= last.end => last.end = last.end.max(end),
            _ => merged.push(start..end),
        }
    }
    merged
}
