//! The clauses that a clause refers to: `als bedoeld in artikel 6.2`.

use std::collections::HashMap;

use super::{
    corpus::Corpus,
    lexicon::Grammar,
    text::{BREAK, Token},
};
use crate::ingest::segment::{Clause, Outline};

/// How many words around a reference may say that it leads to a law.
const BEHIND: usize = 7;
const BEFORE: usize = 2;

/// The references of a document to its own clauses.
pub(super) struct References {
    /// For each clause, where its references begin, in bytes, and the clauses that they lead to.
    by_clause: Vec<Vec<(u32, usize)>>,
}

impl References {
    /// The references of a document; those to a law, or to another document, are none.
    pub fn new(corpus: &Corpus, outline: &Outline, grammar: &Grammar) -> Self {
        let mut places: HashMap<(usize, Vec<String>), usize> = HashMap::new();
        for (index, clause) in outline.clauses.iter().enumerate() {
            let steps = own_steps(outline, clause);
            for length in 1..=steps.len() {
                places.entry((clause.part, steps[..length].to_vec())).or_insert(index);
            }
        }
        let of_clause = |(index, clause): (usize, &Clause)| {
            let Some(words) = corpus.clauses.get(index) else { return Vec::new() };
            let article = own_steps(outline, clause).into_iter().next();
            let reading = Reading { corpus, grammar, tokens: &words.tokens, text: &clause.text, article };
            let found = reading.references().into_iter().filter_map(|(start, mut steps)| {
                // What is cited may be divided further than the citation, or less.
                while !steps.is_empty() {
                    if let Some(place) = places.get(&(clause.part, steps.clone())) {
                        return (*place != index).then_some((start, *place));
                    }
                    steps.pop();
                }
                None
            });
            found.collect()
        };
        Self { by_clause: outline.clauses.iter().enumerate().map(of_clause).collect() }
    }

    /// The clauses that these words of a clause refer to.
    pub fn within(&self, clause: usize, tokens: &[Token]) -> impl Iterator<Item = usize> {
        let references = self.by_clause.get(clause).map_or(&[][..], Vec::as_slice).iter();
        references
            .filter(move |(start, _)| {
                tokens.iter().any(|token| token.clause as usize == clause && token.start == *start)
            })
            .map(|(_, target)| *target)
    }
}

/// The numbers on the way to a clause in its part: `6`, `1` for `Bijlage 1, art. 6 lid 1`.
fn own_steps(outline: &Outline, clause: &Clause) -> Vec<String> {
    let part = outline.parts.get(clause.part).map_or("", |part| part.name.as_str());
    let own = clause.reference.strip_prefix(part).unwrap_or(&clause.reference);
    if own.contains('"') {
        return Vec::new(); // what stands under a heading is not referred to by number
    }
    let is_step = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit()) || word.len() == 1;
    own.split(|c: char| !c.is_alphanumeric()).filter(is_step).map(str::to_lowercase).collect()
}

/// The words of a clause, as references are read from them.
struct Reading<'d> {
    corpus: &'d Corpus,
    grammar: &'d Grammar,
    tokens: &'d [Token],
    text: &'d str,
    /// The number of the article that the clause stands in.
    article: Option<String>,
}

impl Reading<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| self.corpus.words.word(token.word))
    }

    /// Where references begin, and the numbers that they consist of.
    fn references(&self) -> Vec<(u32, Vec<String>)> {
        let mut found = Vec::new();
        for (at, token) in self.tokens.iter().enumerate() {
            let number = self.word(at + 1);
            // "lid 2" stands in the article itself, unless it belongs to the reference before it.
            let (refers, within) =
                (self.grammar.refers.contains(self.word(at)), self.grammar.within.contains(self.word(at)));
            let is_own = within && !refers && !number.contains('.');
            let is_behind = at.checked_sub(1).is_some_and(|before| is_number(self.word(before)));
            if !is_number(number) || !(refers || within) || within && is_behind {
                continue;
            }
            let mut steps: Vec<String> = self.article.iter().filter(|_| is_own).cloned().collect();
            steps.extend(number.split('.').map(str::to_owned));
            let mut end = at + 2;
            loop {
                // "artikel 6 lid 2 onder a", "Section 4(b)"
                let bracket = self.opens_bracket(end) && (is_number(self.word(end)) || self.word(end).len() == 1);
                let next = end + usize::from(!bracket);
                let named = self.grammar.within.contains(self.word(end));
                if !bracket && !(named && (is_number(self.word(next)) || self.word(next).len() == 1)) {
                    break;
                }
                steps.push(self.word(next).to_owned());
                end = next + 1;
            }
            if !self.is_of_law(at, end) {
                found.push((token.start, steps));
            }
        }
        found
    }

    fn opens_bracket(&self, at: usize) -> bool {
        let start = self.tokens.get(at).map_or(0, |token| token.start as usize);
        self.text.get(..start).is_some_and(|before| before.ends_with('('))
    }

    /// Whether the words around a reference say that it leads to a law.
    fn is_of_law(&self, start: usize, end: usize) -> bool {
        // The law may be that of another reference.
        let ends = |word: &&str| matches!(*word, "." | ";" | BREAK) || self.grammar.refers.contains(*word);
        let behind = (end..self.tokens.len()).map(|at| self.word(at)).take_while(|word| !ends(word)).take(BEHIND);
        let before = (0..start).rev().map(|at| self.word(at)).take_while(|word| !ends(word)).take(BEFORE);
        behind.chain(before).any(|word| self.grammar.statutes.contains(word))
    }
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}
