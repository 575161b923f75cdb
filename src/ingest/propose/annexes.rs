//! The annexes that clauses refer to: whether they are at hand, and whether they are filled in.

use std::collections::BTreeMap;

use super::{
    corpus::Corpus,
    lexicon::phrase::Built,
    search::{Finder, Region},
    text::{Interner, Token, fold},
};
use crate::ingest::segment::Outline;

/// The annexes of a document by what they are called, folded: `bijlage 1`.
pub(super) struct Annexes {
    /// Each with whether it is blank.
    by_name: BTreeMap<String, bool>,
    parts: Vec<Option<String>>,
}

impl Annexes {
    /// The annexes of a document.
    pub fn new(corpus: &Corpus, outline: &Outline) -> Self {
        let mut by_name = BTreeMap::new();
        let mut parts = Vec::new();
        for (index, part) in outline.parts.iter().enumerate() {
            let name = name(&part.name);
            let mut clauses =
                outline.clauses.iter().enumerate().filter(|(_, clause)| clause.part == index).map(|(index, _)| index);
            let some = clauses.clone().next().is_some();
            if !name.is_empty() && some {
                let blank = clauses.all(|clause| corpus.is_blank(clause));
                by_name.insert(name, blank);
            }
        }
        parts.extend(outline.clauses.iter().map(|clause| {
            outline.parts.get(clause.part).map(|part| self::name(&part.name)).filter(|name| !name.is_empty())
        }));
        Self { by_name, parts }
    }

    /// Whether the annexes that sentences name are at hand; nothing where none is named.
    pub fn at_hand(&self, finder: &Finder<'_>, regions: &[&Region<'_>]) -> Option<bool> {
        let named = Self::named(finder, regions);
        (!named.is_empty()).then(|| named.iter().any(|name| self.by_name.contains_key(name)))
    }

    /// Whether an annex that sentences name, or that they stand in, is there but has not been filled in.
    pub fn is_blank(&self, finder: &Finder<'_>, regions: &[&Region<'_>], clause: usize) -> bool {
        let own = self.parts.get(clause).cloned().flatten();
        let named = Self::named(finder, regions);
        let blank = |name: &String| self.by_name.get(name).copied();
        let states: Vec<bool> = named.iter().chain(&own).filter_map(blank).collect();
        states.contains(&true)
    }

    fn named(finder: &Finder<'_>, regions: &[&Region<'_>]) -> Vec<String> {
        let annex = finder.lexicon.phrases.built(Built::Annex);
        let spans = |region: &&Region<'_>| {
            let found = annex.map(|annex| region.find(annex).to_vec()).unwrap_or_default();
            found.into_iter().map(|span| label(&region.tokens[span.range()], finder.words)).collect::<Vec<_>>()
        };
        regions.iter().flat_map(spans).collect()
    }
}

fn label(tokens: &[Token], words: &Interner) -> String {
    tokens.iter().map(|token| words.word(token.word)).collect::<Vec<_>>().join(" ")
}

/// What a part is called, folded as the words of a text are.
fn name(name: &str) -> String {
    name.split_whitespace().map(fold).collect::<Vec<_>>().join(" ")
}
