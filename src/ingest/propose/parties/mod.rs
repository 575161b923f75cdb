//! Who the processor and the controller are, by whatever names a document gives them.

mod judge;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use self::judge::Judge;
use super::{
    corpus::Corpus,
    lexicon::Lexicon,
    search::{BOTH, CONTROLLER, Finder, Fits, OTHER, PROCESSOR, Region},
    text::{Token, WordId},
};
use crate::ingest::segment::Outline;

/// How many words a name has at most.
const MAX_NAME: usize = 3;

/// How often a word stands with a capital within sentences to be taken for a name.
const OFTEN: usize = 4;

/// What the parties are called.
#[derive(Debug, Default)]
pub(super) struct Parties {
    /// What the document calls the processor, as it writes it.
    pub processor: Option<String>,
    /// What it calls the controller.
    pub controller: Option<String>,
}

/// A word, or several, that could be the name of a party.
#[derive(Clone, Debug, Default)]
struct Candidate {
    /// How much speaks for each of the two.
    score: [u32; 2],
    /// How often it occurs.
    count: usize,
    /// Where it occurs first: clause and token.
    first: (usize, usize),
    /// Whether the document introduces it: `hierna: Leverancier`.
    introduced: bool,
    /// Whether it begins sentences only, so that nothing but a clear statement makes it a name.
    doubtful: bool,
}

/// Finds the names of the parties and marks them in the words of the document.
pub(super) fn resolve(corpus: &mut Corpus, outline: &Outline, lexicon: &Lexicon, fits: &Fits) -> Parties {
    let mut candidates = candidates(corpus, outline, lexicon);
    let deeds = deeds(corpus, lexicon, fits);
    let never = never(corpus, lexicon, fits);
    let judge = Judge { corpus, outline, lexicon, deeds: &deeds, never };
    judge.weigh(&mut candidates);
    let names = judge.names(&candidates);
    let shown = |role: u8| {
        let own = names.iter().filter(|(_, known)| **known == role).map(|(name, _)| name);
        let known = own.filter_map(|name| Some((name, candidates.get(name).filter(|known| known.count > 0)?)));
        // Pronouns are frequent everywhere: they are what a party is called only where hardly anything else is.
        let weight = |name: &[WordId], count: usize| {
            let word = name.first().map_or("", |word| corpus.words.word(*word));
            let is_pronoun = lexicon.parties.iter().any(|party| party.pronouns.contains(word));
            if is_pronoun { count } else { count * 3 }
        };
        let key =
            |(name, known): &(&Vec<WordId>, &Candidate)| (weight(name, known.count), std::cmp::Reverse(known.first));
        let (_, most) = known.max_by_key(key)?;
        let (clause, at) = most.first;
        let tokens = &corpus.clauses[clause].tokens;
        let length = names
            .keys()
            .filter(|name| candidates.get(*name).is_some_and(|known| known.count > 0 && known.first == most.first))
            .map(Vec::len)
            .max()?;
        let last = tokens.get(at + length - 1)?;
        outline.clauses[clause].text.get(tokens[at].start as usize..last.end as usize).map(str::to_owned)
    };
    let parties = Parties { processor: shown(PROCESSOR), controller: shown(CONTROLLER) };
    mark(corpus, lexicon, &names);
    parties
}

/// Every sequence of words that a document may use as the name of a party, with where it occurs first.
fn candidates(corpus: &Corpus, outline: &Outline, lexicon: &Lexicon) -> BTreeMap<Vec<WordId>, Candidate> {
    let mut names: BTreeMap<Vec<WordId>, Candidate> = BTreeMap::new();
    let mut capitals: BTreeMap<WordId, usize> = BTreeMap::new();
    let mut openings: BTreeSet<WordId> = BTreeSet::new();
    let word = |token: &Token| corpus.words.word(token.word);
    let is_known = |word: &str| {
        lexicon
            .parties
            .iter()
            .any(|party| party.nouns.contains(word) || party.usual.contains(word) || party.pronouns.contains(word))
    };
    for (clause, words) in corpus.clauses.iter().enumerate() {
        let text = &outline.clauses[clause].text;
        let tokens = &words.tokens;
        for at in 0..tokens.len() {
            if is_known(word(&tokens[at])) {
                names.entry(vec![tokens[at].word]).or_default();
            }
            if tokens[at].capital && at > 0 && word(&tokens[at - 1]).chars().all(char::is_alphabetic) {
                *capitals.entry(tokens[at].word).or_default() += 1;
            }
            if tokens[at].capital && !lexicon.grammar.is_function_word(word(&tokens[at])) {
                openings.insert(tokens[at].word);
            }
            let introduced = lexicon.grammar.introduces.contains(word(&tokens[at]));
            if introduced {
                let behind = tokens.iter().enumerate().skip(at + 1).take(8);
                let capital = |(_, token): &(usize, &Token)| {
                    token.capital
                        && !lexicon.grammar.is_function_word(word(token))
                        && !lexicon.grammar.introduces.contains(word(token))
                };
                if let Some((start, _)) = behind.clone().find(capital) {
                    names.entry(name_at(tokens, start, text)).or_default().introduced = true;
                }
            }
            if is_quoted(text, &tokens[at]) {
                let skipped = usize::from(lexicon.grammar.article.contains(word(&tokens[at])));
                if tokens.get(at + skipped).is_some_and(|token| token.capital) {
                    names.entry(name_at(tokens, at + skipped, text)).or_default();
                }
            }
        }
    }
    let mut known_long = |name: &[String]| {
        let ids: Option<Vec<WordId>> = name.iter().map(|word| corpus.words.find(word)).collect();
        names.extend(ids.map(|ids| (ids, Candidate::default())));
    };
    for party in &lexicon.parties {
        party.long_nouns.iter().chain(&party.long_usual).for_each(|name| known_long(name));
    }
    for (word, count) in capitals {
        if count >= OFTEN && !lexicon.grammar.is_function_word(corpus.words.word(word)) {
            names.entry(vec![word]).or_default();
        }
    }
    for word in openings {
        names.entry(vec![word]).or_insert(Candidate { doubtful: true, ..Candidate::default() });
    }
    names
}

/// Whether a quotation mark stands right before a word.
fn is_quoted(text: &str, token: &Token) -> bool {
    let before = text.get(..token.start as usize).and_then(|before| before.chars().next_back());
    before.is_some_and(|c| matches!(c, '"' | '“' | '„' | '‘' | '\'' | '*' | '«' | '”' | '’'))
}

/// The capitalised words from a place on, with nothing but spaces between.
fn name_at(tokens: &[Token], start: usize, text: &str) -> Vec<WordId> {
    let mut name = vec![tokens[start].word];
    for pair in tokens[start..].windows(2).take(MAX_NAME - 1) {
        let between = text.get(pair[0].end as usize..pair[1].start as usize).unwrap_or("?");
        if !pair[1].capital || !between.chars().all(|c| c == ' ' || c == '\u{a0}') {
            break;
        }
        name.push(pair[1].word);
    }
    name
}

/// For every clause the tokens that say what only one of the parties does, with the party.
fn deeds(corpus: &Corpus, lexicon: &Lexicon, fits: &Fits) -> Vec<BTreeMap<usize, usize>> {
    let groups = ["processor-does", "controller-does"].map(|name| lexicon.phrases.group(name));
    let finder = Finder { lexicon, fits, words: &corpus.words };
    let of_clause = |tokens: &[Token]| {
        let region = Region::new(&finder, tokens, &[]);
        let mut deeds = BTreeMap::new();
        for (party, group) in groups.iter().enumerate() {
            for span in group.iter().flat_map(|group| region.find(*group).to_vec()) {
                deeds.insert(span.start as usize, party);
            }
        }
        deeds
    };
    corpus.clauses.iter().map(|clause| of_clause(&clause.tokens)).collect()
}

/// The words of a document that its lexicon says are never the name of a party.
fn never(corpus: &Corpus, lexicon: &Lexicon, fits: &Fits) -> HashSet<String> {
    let Some(group) = lexicon.phrases.group("never-a-party") else { return HashSet::new() };
    let finder = Finder { lexicon, fits, words: &corpus.words };
    let mut never = HashSet::new();
    for clause in &corpus.clauses {
        let region = Region::new(&finder, &clause.tokens, &[]);
        for span in region.find(group).iter() {
            never.extend(clause.tokens[span.range()].iter().map(|token| corpus.words.word(token.word).to_owned()));
        }
    }
    never
}

/// Marks every name in the words of a document.
fn mark(corpus: &mut Corpus, lexicon: &Lexicon, names: &BTreeMap<Vec<WordId>, u8>) {
    let mut by_first: BTreeMap<WordId, Vec<(&Vec<WordId>, u8)>> = BTreeMap::new();
    for (name, role) in names {
        if let Some(first) = name.first() {
            by_first.entry(*first).or_default().push((name, *role));
        }
    }
    for names in by_first.values_mut() {
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    }
    let word_role = |word: &str| match word {
        word if lexicon.grammar.both.contains(word) => BOTH,
        word if lexicon.grammar.others.contains(word) => OTHER,
        _ => super::search::NOBODY,
    };
    let words = &corpus.words;
    let clauses = corpus.clauses.iter_mut().map(|clause| &mut clause.tokens);
    for tokens in clauses.chain(corpus.articles.iter_mut().map(|article| &mut article.heading)) {
        let mut at = 0;
        while at < tokens.len() {
            let rest = &tokens[at..];
            let fits = |name: &[WordId]| {
                rest.len() >= name.len() && rest.iter().zip(name).all(|(token, word)| token.word == *word)
            };
            let found = by_first.get(&rest[0].word).and_then(|names| names.iter().find(|(name, _)| fits(name)));
            let (length, role) = match found {
                Some((name, role)) => (name.len(), *role),
                None => (1, word_role(words.word(rest[0].word))),
            };
            tokens[at..at + length].iter_mut().for_each(|token| token.role = role);
            at += length;
        }
    }
}
