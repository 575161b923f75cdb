//! Where a document speaks of the processing of personal data: all of it, one annex, or some of its articles.

use super::{
    corpus::Corpus,
    search::{Finder, Region},
    text::Token,
};
use crate::ingest::segment::Outline;

/// One word in so many is about privacy in a part that is a processor agreement.
const PART: usize = 70;

/// One word in so many is about privacy in an article that is about processing, within other terms.
const ARTICLE: usize = 45;

/// Fewer words make no general terms with something on processing among them.
const SHORT: usize = 4000;

/// For each clause, whether it stands where the document speaks of the processing of personal data.
pub(super) fn inside(finder: &Finder<'_>, corpus: &Corpus, outline: &Outline) -> Vec<bool> {
    let Some(privacy) = finder.lexicon.phrases.group("privacy") else { return vec![true; corpus.clauses.len()] };
    let titled = finder.lexicon.phrases.group("privacy-title");
    let share = |tokens: &[Token]| (Region::new(finder, tokens, &[]).find(privacy).len(), tokens.len());
    let counts: Vec<(usize, usize)> = corpus.clauses.iter().map(|clause| share(&clause.tokens)).collect();
    let is_dense = |clauses: &mut dyn Iterator<Item = usize>, rare: usize| {
        let (hits, words) = clauses.fold((0, 0), |sum, clause| (sum.0 + counts[clause].0, sum.1 + counts[clause].1));
        hits > 1 && hits * rare >= words
    };
    let of_part = |part: usize| (0..outline.clauses.len()).filter(move |clause| outline.clauses[*clause].part == part);
    let mut parts: Vec<bool> = (0..outline.parts.len()).map(|part| is_dense(&mut of_part(part), PART)).collect();
    // What is called a processor agreement is one, however wordy its articles are.
    if let (Some(body), Some(titled)) = (parts.first_mut(), titled) {
        *body |= Region::new(finder, &corpus.title, &[]).has(titled);
    }
    // A short document without such a part is about one thing, in whatever words.
    let words: usize = counts.iter().map(|(_, words)| words).sum();
    if words < SHORT && !parts.iter().skip(1).any(|dense| *dense) {
        return vec![true; corpus.clauses.len()];
    }
    let mut inside = vec![false; corpus.clauses.len()];
    for article in &corpus.articles {
        let part = outline.clauses.get(article.clauses.start).map_or(0, |clause| clause.part);
        let heading = Region::new(finder, &article.heading, &[]);
        // The annexes of a processor agreement belong to it, whatever they list.
        let whole = parts.get(part).copied().unwrap_or_default() || parts.first().copied().unwrap_or_default();
        let found = whole
            || titled.is_some_and(|titled| heading.has(titled))
            || is_dense(&mut article.clauses.clone(), ARTICLE);
        inside[article.clauses.clone()].fill(found);
    }
    inside
}
