//! Finds phrases in stretches of text.

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use super::{
    lexicon::{
        Lexicon,
        phrase::{Built, Form, PhraseId, Phrases, Step, WordPatternId},
    },
    numbers,
    text::{BLANK, Interner, MAIL, Token, URL, WordId},
};
use crate::vocabulary::Duration;

/// Whom a token names: nobody in particular.
pub(super) const NOBODY: u8 = 0;
/// The processor.
pub(super) const PROCESSOR: u8 = 1;
/// The controller.
pub(super) const CONTROLLER: u8 = 2;
/// Both parties.
pub(super) const BOTH: u8 = 3;
/// Somebody else who acts.
pub(super) const OTHER: u8 = 4;

/// Tokens of a region, from the first to behind the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Which words with `*` each word of a document fits.
pub(super) struct Fits {
    by_word: Vec<Vec<WordPatternId>>,
    url: WordId,
    mail: WordId,
    blank: WordId,
    colon: WordId,
}

impl Fits {
    /// Holds every word of a document against every word of a lexicon; all words of the document are known by now.
    pub fn new(phrases: &Phrases, words: &mut Interner) -> Self {
        let mut exact: HashMap<&str, WordPatternId> = HashMap::new();
        let mut starts: HashMap<&str, WordPatternId> = HashMap::new();
        let mut ends: HashMap<&str, WordPatternId> = HashMap::new();
        let mut others: Vec<(Vec<&str>, WordPatternId)> = Vec::new();
        for (id, pattern) in (0..).zip(phrases.patterns()) {
            let parts: Vec<&str> = pattern.split('*').collect();
            match parts.as_slice() {
                [word] => drop(exact.insert(word, id)),
                [start, ""] => drop(starts.insert(start, id)),
                ["", end] => drop(ends.insert(end, id)),
                _ => others.push((parts, id)),
            }
        }
        let fitting = |word: &str| {
            let mut found: Vec<WordPatternId> = exact.get(word).copied().into_iter().collect();
            for (at, c) in word.char_indices() {
                found.extend(ends.get(&word[at..]));
                found.extend(starts.get(&word[..at + c.len_utf8()]));
            }
            found.extend(others.iter().filter(|(parts, _)| has_parts(word, parts)).map(|(_, id)| *id));
            found
        };
        let [url, mail, blank, colon] = [URL, MAIL, BLANK, ":"].map(|word| words.intern(word));
        Self { by_word: words.words().map(fitting).collect(), url, mail, blank, colon }
    }

    fn of(&self, word: WordId) -> &[WordPatternId] {
        self.by_word.get(word as usize).map_or(&[], Vec::as_slice)
    }
}

/// Whether a word has these parts in this order, the first at its start and the last at its end.
fn has_parts(word: &str, parts: &[&str]) -> bool {
    let Some((first, rest)) = parts.split_first() else { return false };
    let Some(mut word) = word.strip_prefix(first) else { return false };
    let Some((last, middle)) = rest.split_last() else { return word.is_empty() };
    for part in middle {
        match word.find(part) {
            Some(at) => word = &word[at + part.len()..],
            None => return false,
        }
    }
    word.ends_with(last)
}

/// What finds phrases in a document.
pub(super) struct Finder<'d> {
    pub lexicon: &'d Lexicon,
    pub fits: &'d Fits,
    pub words: &'d Interner,
}

impl Finder<'_> {
    /// Whether a party has a name that elsewhere is somebody else's, such as the Authority: then the word means the party only.
    fn is_called_like_others(&self, token: &Token) -> bool {
        matches!(token.role, PROCESSOR | CONTROLLER)
            && self.lexicon.grammar.others.contains(self.words.word(token.word))
    }
}

/// Durations of a region, each with its place.
type Durations = Rc<[(Span, Duration)]>;

/// What was looked for in a region. Most phrases do not occur in most sentences, and that must cost next to nothing.
#[derive(Debug, Default)]
struct Known {
    /// For each phrase, whether it was looked for.
    states: Vec<State>,
    found: HashMap<PhraseId, Rc<[Span]>>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Unknown,
    Absent,
    Found,
}

/// A stretch of text in which phrases are looked for.
pub(super) struct Region<'d> {
    finder: &'d Finder<'d>,
    pub tokens: &'d [Token],
    /// The sentence that each token belongs to; phrases do not go across.
    sentences: Vec<u32>,
    hits: Vec<(WordPatternId, u32)>,
    known: RefCell<Known>,
    nothing: Rc<[Span]>,
    durations: RefCell<Option<Durations>>,
}

impl<'d> Region<'d> {
    /// A region of one sentence, or of several that end before these tokens.
    pub fn new(finder: &'d Finder<'d>, tokens: &'d [Token], ends: &[usize]) -> Self {
        let mut hits = Vec::with_capacity(tokens.len() * 2);
        let mut sentences = Vec::with_capacity(tokens.len());
        let mut ends = ends.iter().copied().peekable();
        let mut sentence = 0;
        for (at, token) in tokens.iter().enumerate() {
            while ends.next_if(|end| *end <= at).is_some() {
                sentence += 1;
            }
            sentences.push(sentence);
            if finder.is_called_like_others(token) {
                continue;
            }
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            hits.extend(finder.fits.of(token.word).iter().map(|pattern| (*pattern, at)));
        }
        hits.sort_unstable();
        let states = vec![State::Unknown; finder.lexicon.phrases.len()];
        let known = RefCell::new(Known { states, ..Known::default() });
        Self { finder, tokens, sentences, hits, known, nothing: Rc::new([]), durations: RefCell::new(None) }
    }

    /// Whether a phrase occurs.
    pub fn has(&self, phrase: PhraseId) -> bool {
        !self.find(phrase).is_empty()
    }

    /// Every place where a phrase occurs, in order.
    pub fn find(&self, phrase: PhraseId) -> Rc<[Span]> {
        let at = phrase as usize;
        {
            let known = self.known.borrow();
            match known.states.get(at) {
                Some(State::Absent) => return Rc::clone(&self.nothing),
                Some(State::Found) => {
                    if let Some(found) = known.found.get(&phrase) {
                        return Rc::clone(found);
                    }
                }
                _ => {}
            }
        }
        let found = match self.finder.lexicon.phrases.form(phrase) {
            Form::Word(pattern) => self.word(*pattern),
            Form::Built(built) => self.built(*built),
            Form::Any(phrases) => {
                let mut all: Vec<Span> = phrases.iter().flat_map(|phrase| self.find(*phrase).to_vec()).collect();
                all.sort_unstable();
                all.dedup();
                all
            }
            Form::Sequence(steps) => self.sequence(steps),
        };
        let mut known = self.known.borrow_mut();
        if let Some(state) = known.states.get_mut(at) {
            *state = if found.is_empty() { State::Absent } else { State::Found };
        }
        if found.is_empty() {
            return Rc::clone(&self.nothing);
        }
        let found: Rc<[Span]> = found.into();
        known.found.insert(phrase, Rc::clone(&found));
        found
    }

    fn word(&self, pattern: WordPatternId) -> Vec<Span> {
        let first = self.hits.partition_point(|hit| hit.0 < pattern);
        let hits = self.hits[first..].iter().take_while(|hit| hit.0 == pattern);
        hits.map(|hit| Span { start: hit.1, end: hit.1 + 1 }).collect()
    }

    fn single(&self, is: impl Fn(&Token) -> bool) -> Vec<Span> {
        let at = (0_u32..).zip(self.tokens).filter(|(_, token)| is(token));
        at.map(|(at, _)| Span { start: at, end: at + 1 }).collect()
    }

    fn built(&self, built: Built) -> Vec<Span> {
        let fits = self.finder.fits;
        match built {
            Built::Processor => self.names(PROCESSOR),
            Built::Controller => self.names(CONTROLLER),
            Built::Parties => self.names(BOTH),
            Built::Url => self.single(|token| token.word == fits.url),
            Built::Mail => self.single(|token| token.word == fits.mail),
            Built::Blank => self.single(|token| token.word == fits.blank),
            Built::Colon => self.single(|token| token.word == fits.colon),
            Built::AnyWord => self.single(|_| true),
            Built::Name => self.capitals(),
            Built::Duration => self.durations().iter().map(|(span, _)| *span).collect(),
            Built::Number => self.single(|token| {
                let word = self.finder.words.word(token.word);
                numbers::number(word, &self.finder.lexicon.numbers).is_some()
            }),
            Built::Annex => self.annexes(),
        }
    }

    /// The names of somebody; a name of several words is one.
    fn names(&self, role: u8) -> Vec<Span> {
        let mut found: Vec<Span> = Vec::new();
        for (at, token) in (0..).zip(self.tokens) {
            match found.last_mut() {
                _ if token.role != role => {}
                Some(last) if last.end == at => last.end = at + 1,
                _ => found.push(Span { start: at, end: at + 1 }),
            }
        }
        found
    }

    /// Words that are written with a capital although no sentence starts with them.
    fn capitals(&self) -> Vec<Span> {
        let starts = |at: u32| {
            let before = at.checked_sub(1).and_then(|before| self.tokens.get(before as usize));
            before.is_none_or(|before| {
                let word = self.finder.words.word(before.word);
                before.clause != self.tokens[at as usize].clause
                    || !word.starts_with(char::is_alphanumeric) && word != ","
            })
        };
        self.single(|token| token.capital).into_iter().filter(|span| !starts(span.start)).collect()
    }

    /// How many different words begin the places where a phrase occurs.
    pub fn variety(&self, phrase: PhraseId) -> usize {
        let found = self.find(phrase);
        let words: std::collections::HashSet<WordId> =
            found.iter().filter_map(|span| self.tokens.get(span.start as usize)).map(|token| token.word).collect();
        words.len()
    }

    /// `Bijlage 2`, `Annex B`: the word for an annex and what tells which.
    fn annexes(&self) -> Vec<Span> {
        let mut found = Vec::new();
        for (at, token) in (0_u32..).zip(self.tokens) {
            if !self.finder.lexicon.grammar.annex.contains(self.finder.words.word(token.word)) {
                continue;
            }
            let next = self.tokens.get(at as usize + 1);
            let numbered = next.is_some_and(|next| {
                let word = self.finder.words.word(next.word);
                word.starts_with(|c: char| c.is_ascii_digit())
                    || word.chars().count() == 1 && word.chars().all(char::is_alphabetic)
                    || next.capital && !word.is_empty() && word.chars().all(|c| matches!(c, 'i' | 'v' | 'x'))
            });
            found.push(Span { start: at, end: at + 1 + u32::from(numbered) });
        }
        found
    }

    /// The durations, each with its value.
    pub fn durations(&self) -> Durations {
        if let Some(known) = self.durations.borrow().as_ref() {
            return Rc::clone(known);
        }
        let found: Durations = numbers::durations(self, self.finder.lexicon, self.finder.words).into();
        *self.durations.borrow_mut() = Some(Rc::clone(&found));
        found
    }

    fn sequence(&self, steps: &[Step]) -> Vec<Span> {
        // What was found so far; nothing yet is a start anywhere.
        let mut partial: Option<Vec<Span>> = None;
        for (index, step) in steps.iter().enumerate() {
            let next = self.find(step.phrase);
            let required_before = steps[..index].iter().any(|step| !step.optional);
            partial = Some(match partial {
                None => next.to_vec(),
                Some(before) => {
                    let mut joined = self.join(&before, &next, step.gap);
                    if step.optional {
                        joined.extend(before);
                    }
                    if !required_before {
                        joined.extend(next.iter().copied());
                    }
                    joined.sort_unstable();
                    joined.dedup();
                    joined
                }
            });
            let later_optional = !required_before && step.optional;
            if partial.as_ref().is_some_and(Vec::is_empty) && !later_optional {
                return Vec::new();
            }
        }
        partial.unwrap_or_default()
    }

    /// Every way to have one of `next` behind one of `before`, with at most so many words between.
    fn join(&self, before: &[Span], next: &[Span], gap: u16) -> Vec<Span> {
        let mut joined = Vec::new();
        for one in before {
            let first = next.partition_point(|other| other.start < one.end);
            for other in &next[first..] {
                if other.start - one.end > u32::from(gap) {
                    break;
                }
                let sentence = |at: u32| self.sentences.get(at as usize);
                if sentence(one.end.saturating_sub(1)) == sentence(other.start) {
                    joined.push(Span { start: one.start, end: other.end });
                }
            }
        }
        joined
    }
}
