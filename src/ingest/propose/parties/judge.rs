//! Which names are those of the processor and the controller, by what a document says of them.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    ops::Range,
};

use super::{Candidate, OFTEN};
use crate::ingest::{
    propose::{
        corpus::Corpus,
        lexicon::{Lexicon, Party},
        search::{CONTROLLER, PROCESSOR},
        text::{Token, WordId},
    },
    segment::Outline,
};

/// What one clear statement counts (`X is the processor`), against one for a deed that only one of them does.
const STATED: u32 = 12;

/// The least that makes a word the name of a party.
const ENOUGH: u32 = 3;

/// The least that makes a word the name of a party where the other one is usually called so.
const UNUSUAL: u32 = 2 * STATED;

/// The roles of the two parties, in the order of [`Lexicon::parties`].
const ROLES: [u8; 2] = [PROCESSOR, CONTROLLER];

/// Decides which names are those of the parties, by what the document says of each.
pub(super) struct Judge<'d> {
    pub corpus: &'d Corpus,
    pub outline: &'d Outline,
    pub lexicon: &'d Lexicon,
    pub deeds: &'d [BTreeMap<usize, usize>],
    /// Words that are never the name of a party, however they are written.
    pub never: HashSet<String>,
}

impl Judge<'_> {
    fn word(&self, token: &Token) -> &str {
        self.corpus.words.word(token.word)
    }

    /// Whether a word is what one of the parties is called by itself.
    fn is_called(&self, word: &str) -> bool {
        self.lexicon.parties.iter().any(|party| party.nouns.contains(word) || party.usual.contains(word))
    }

    /// The party whose own noun a token is.
    fn noun(&self, token: &Token) -> Option<usize> {
        self.lexicon.parties.iter().position(|party| party.nouns.contains(self.word(token)))
    }

    /// Counts what speaks for each candidate, at each place where it occurs.
    pub fn weigh(&self, candidates: &mut BTreeMap<Vec<WordId>, Candidate>) {
        let places = self.corpus.places();
        for (name, candidate) in candidates.iter_mut() {
            let Some(starts) = name.first().and_then(|first| places.get(first)) else { continue };
            for &(clause, at) in starts {
                let tokens = &self.corpus.clauses[clause].tokens;
                let end = at + name.len();
                let fits = tokens.get(at..end).is_some_and(|found| found.iter().zip(name).all(|(a, b)| a.word == *b));
                if !fits {
                    continue;
                }
                if candidate.count == 0 {
                    candidate.first = (clause, at);
                }
                candidate.count += 1;
                self.weigh_place(clause, at..end, candidate);
            }
        }
    }

    fn weigh_place(&self, clause: usize, place: Range<usize>, candidate: &mut Candidate) {
        let tokens = &self.corpus.clauses[clause].tokens;
        let introduced = (1..=4)
            .filter_map(|back| tokens.get(place.start.checked_sub(back)?))
            .any(|token| self.lexicon.grammar.introduces.contains(self.word(token)));
        let before = place.start.checked_sub(1).map_or("", |before| self.word(&tokens[before]));
        let equated = introduced || self.lexicon.grammar.is_a.contains(before);
        // "handles the data in the List as processor" says nothing of the List.
        let is_mere_word = !introduced && !candidate.introduced && self.is_behind_preposition(tokens, place.start);
        let stated = self.stated(clause, place.end, equated);
        if let Some(party) = stated.filter(|_| !is_mere_word && !self.is_supposed(tokens, place.start)) {
            candidate.score[party] += STATED;
        }
        let apposed = self.apposed(clause, place.end).filter(|_| introduced);
        if let Some(party) = apposed {
            candidate.score[party] += STATED;
        } else if introduced {
            // "the processor, hereinafter Supplier"
            let from = place.start.saturating_sub(25);
            let nouns: HashSet<usize> = tokens[from..place.start].iter().filter_map(|token| self.noun(token)).collect();
            if let (1, Some(party)) = (nouns.len(), nouns.iter().next()) {
                candidate.score[*party] += STATED / 2;
            }
        }
        if candidate.doubtful || self.is_behind_preposition(tokens, place.start) {
            return;
        }
        let deeds = &self.deeds[clause];
        if let Some(party) = (place.end..=place.end + 1).find_map(|at| deeds.get(&at)) {
            candidate.score[*party] += 1;
        }
    }

    /// The word before a name, leaving out articles.
    fn word_before(&self, tokens: &[Token], at: usize) -> &str {
        let mut before = tokens[..at].iter().rev().map(|token| self.word(token));
        before.find(|word| !self.lexicon.grammar.article.contains(*word)).unwrap_or("")
    }

    fn is_behind_preposition(&self, tokens: &[Token], at: usize) -> bool {
        self.lexicon.grammar.preposition.contains(self.word_before(tokens, at))
    }

    /// Whether a name stands in a condition: "where the customer is itself a processor".
    fn is_supposed(&self, tokens: &[Token], at: usize) -> bool {
        let word = self.word_before(tokens, at);
        let grammar = &self.lexicon.grammar;
        // Not "that", which is common: "the parties agree that the customer is the controller".
        grammar.subordinate.contains(word) && !grammar.common.contains(word)
    }

    /// The party that the words behind a name say it is: `is de verwerker`, `als verwerker`, `(processor)`.
    fn stated(&self, clause: usize, end: usize, equated: bool) -> Option<usize> {
        let tokens = &self.corpus.clauses[clause].tokens;
        let text = &self.outline.clauses[clause].text;
        let is_behind = |token: &Token, signs: [char; 5]| {
            text.get(..token.start as usize).is_some_and(|before| before.ends_with(signs))
        };
        // Where a name is introduced: “Supplier”, acting as processor.
        let closing = ['"', '”', '’', '\'', ')'];
        let is_apposition = tokens.get(end).is_some_and(|token| self.word(token) == "," && is_behind(token, closing))
            && tokens.get(end + 1).is_some_and(|token| self.lexicon.grammar.is_a.contains(self.word(token)));
        let end = end + usize::from(is_apposition);
        let next = tokens.get(end)?;
        if let Some(party) = self.noun(next).filter(|_| is_behind(next, ['(', '"', '“', '‘', '*'])) {
            return Some(party);
        }
        let grammar = &self.lexicon.grammar;
        // "is Supplier the processor"; but not "then informs Supplier the controller".
        let article = equated && grammar.article.contains(self.word(next));
        let linked = grammar.is_a.contains(self.word(next));
        let reach = if linked { 6 } else { usize::from(article) };
        for token in tokens.iter().skip(end + 1).take(reach) {
            if let Some(party) = self.noun(token) {
                return Some(party);
            }
            if matches!(self.word(token), "," | "." | ";")
                || grammar.preposition.contains(self.word(token)) && !grammar.is_a.contains(self.word(token))
            {
                break;
            }
        }
        None
    }

    /// The party that a name is introduced with: `hierna: Leverancier, de verwerker`, `"Supplier" or "processor"`.
    fn apposed(&self, clause: usize, end: usize) -> Option<usize> {
        let mut behind = self.corpus.clauses[clause].tokens.iter().skip(end);
        let grammar = &self.lexicon.grammar;
        let next = behind.next()?;
        if !matches!(self.word(next), "," | "/") && !grammar.joins.contains(self.word(next)) {
            return None;
        }
        let noun = behind.find(|token| !grammar.article.contains(self.word(token)))?;
        self.noun(noun)
    }

    /// The names, each with the role of its party.
    pub fn names(&self, candidates: &BTreeMap<Vec<WordId>, Candidate>) -> BTreeMap<Vec<WordId>, u8> {
        let mut names = BTreeMap::new();
        for (name, candidate) in candidates {
            let [one, other] = candidate.score;
            let by_score = match one.cmp(&other) {
                std::cmp::Ordering::Greater if one >= ENOUGH && one > 2 * other => Some(0),
                std::cmp::Ordering::Less if other >= ENOUGH && other > 2 * one => Some(1),
                _ => None,
            };
            let first = name.first().map_or("", |word| self.corpus.words.word(*word));
            let last = name.last().map_or("", |word| self.corpus.words.word(*word));
            let known = |of: fn(&Party) -> &HashSet<String>| {
                self.lexicon.parties.iter().position(|party| name.len() == 1 && of(party).contains(first))
            };
            let pronoun = known(|party| &party.pronouns);
            let words: Vec<&str> = name.iter().map(|word| self.corpus.words.word(*word)).collect();
            let long = |of: fn(&Party) -> &Vec<Vec<String>>| {
                self.lexicon.parties.iter().position(|party| of(party).iter().any(|noun| *noun == words))
            };
            let (long_noun, long_usual) = (long(|party| &party.long_nouns), long(|party| &party.long_usual));
            let role = match (known(|party| &party.nouns).or(long_noun), pronoun) {
                (Some(noun), _) => Some(noun),
                (None, Some(pronoun)) => by_score.or((candidate.count >= ENOUGH as usize).then_some(pronoun)),
                _ => match known(|party| &party.usual).or(long_usual) {
                    // The deeds of a client are not always its own; what a document says of it is.
                    Some(usual) => by_score.filter(|role| candidate.score[*role] >= UNUSUAL).or(Some(usual)),
                    None => by_score,
                },
            };
            // "Customer Data" is no name of the customer.
            let of_party = name.len() > 1 && self.is_called(first) && self.never.contains(last);
            let is_never = long_noun.or(long_usual).is_none() && (self.never.contains(first) || of_party)
                || self.lexicon.numbers.contains_key(first);
            // A body that calls itself the Authority is a party, not somebody else.
            let is_other = self.lexicon.grammar.others.contains(first)
                && !(candidate.introduced || candidate.score.iter().any(|score| *score >= STATED));
            let is_word = is_never || self.lexicon.grammar.both.contains(first) || is_other;
            if let Some(role) = role.filter(|_| !is_word) {
                names.insert(name.clone(), ROLES[role]);
            }
        }
        self.other_party(candidates, &mut names);
        names
    }

    /// Where one party is known by a name, the other one is whoever else a document introduces, or calls now the one and now the
    /// other.
    fn other_party(&self, candidates: &BTreeMap<Vec<WordId>, Candidate>, names: &mut BTreeMap<Vec<WordId>, u8>) {
        let first = |name: &[WordId]| name.first().map_or("", |word| self.corpus.words.word(*word));
        let is_torn = |candidate: &Candidate| candidate.score.iter().all(|score| *score >= STATED);
        let most = |names: &BTreeMap<Vec<WordId>, u8>, fits: &dyn Fn(&Candidate) -> bool| {
            let is_free = |name: &[WordId]| {
                !names.contains_key(name) && !self.never.contains(first(name)) && !self.is_called(first(name))
            };
            let fitting = candidates.iter().filter(|(name, candidate)| fits(candidate) && is_free(name));
            fitting
                .max_by_key(|(_, candidate)| candidate.count)
                .map(|(name, candidate)| (name.clone(), candidate.count))
        };
        // The party that has a name of its own, where only one of them has.
        let alone = |names: &BTreeMap<Vec<WordId>, u8>, often: usize| {
            let has_name = |role: u8| {
                names.iter().any(|(name, known)| {
                    let is_noun = self.lexicon.parties.iter().any(|party| party.nouns.contains(first(name)));
                    let count = candidates.get(name).map_or(0, |candidate| candidate.count);
                    *known == role && !is_noun && count >= often
                })
            };
            let known: Vec<u8> = ROLES.into_iter().filter(|role| has_name(*role)).collect();
            if let [role] = known[..] { Some(role) } else { None }
        };
        let other = |role: u8| if role == PROCESSOR { CONTROLLER } else { PROCESSOR };
        if let Some((name, count)) = most(names, &|candidate| is_torn(candidate) && candidate.count >= OFTEN)
            && let Some(role) = alone(names, OFTEN.max(count / 4))
        {
            names.insert(name, other(role));
        }
        let is_introduced = |candidate: &Candidate| candidate.introduced && candidate.count > 1;
        let introduced = candidates.iter().filter(|(_, candidate)| is_introduced(candidate));
        let roles: BTreeSet<u8> = introduced.filter_map(|(name, _)| names.get(name).copied()).collect();
        let known =
            if roles.is_empty() { alone(names, OFTEN) } else { roles.first().copied().filter(|_| roles.len() == 1) };
        if let (Some(role), Some((name, _))) = (known, most(names, &is_introduced)) {
            names.insert(name, other(role));
        }
    }
}
