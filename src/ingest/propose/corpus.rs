//! The clauses of a document as words, with what belongs together to be read as one sentence.

use std::{collections::HashMap, ops::Range};

use super::{
    lexicon::Lexicon,
    text::{BLANK, BREAK, BULLET, Interner, Token, sentences, tokens},
};
use crate::ingest::segment::Outline;

/// How many words of a lead-in are read with each item of its list.
const MAX_LEAD: usize = 60;

/// How many words the items of a list have on average, at most, to be read as one thing: longer ones say things of their own.
const MAX_ITEM: usize = 30;

/// How many words and signs a title has at most that begins the text of a clause.
const MAX_TITLE: usize = 8;

/// How many lead-ins are read before an item: a list in a list in a list.
const MAX_NESTED: usize = 4;

/// The clauses of a document as words.
pub(super) struct Corpus {
    pub words: Interner,
    /// The title of the document.
    pub title: Vec<Token>,
    pub clauses: Vec<ClauseWords>,
    /// Clauses under the same headings.
    pub articles: Vec<Article>,
    /// For each clause, whether it stands where the document speaks of the processing of personal data.
    pub inside: Vec<bool>,
}

/// A clause as words.
pub(super) struct ClauseWords {
    pub tokens: Vec<Token>,
    pub sentences: Vec<Range<usize>>,
    /// A title that begins its text: `Instructies van de klant. De leverancier …`
    pub title: Range<usize>,
    /// The clause that it is a part of, however deep.
    pub root: usize,
    /// The clause whose sentence it continues.
    pub continues: Option<usize>,
    /// The clauses that continue its sentence.
    pub items: Vec<usize>,
}

/// Clauses under the same headings.
pub(super) struct Article {
    pub heading: Vec<Token>,
    pub clauses: Range<usize>,
}

/// What is read as one sentence.
pub(super) struct View {
    pub tokens: Vec<Token>,
    /// Whether it is a whole list with its lead-in.
    pub whole: bool,
}

impl Corpus {
    /// The words of every clause.
    pub fn new(outline: &Outline) -> Self {
        let mut corpus = Self {
            words: Interner::default(),
            title: Vec::new(),
            clauses: Vec::new(),
            articles: Vec::new(),
            inside: Vec::new(),
        };
        for (index, clause) in outline.clauses.iter().enumerate() {
            let words = tokens(&clause.text, index, &mut corpus.words);
            let before = index.checked_sub(1).and_then(|before| outline.clauses.get(before));
            let root =
                clause.parent.filter(|parent| *parent < index).map_or(index, |parent| corpus.clauses[parent].root);
            let same = before.is_some_and(|before| before.headings == clause.headings && before.part == clause.part);
            let same =
                same && (!clause.headings.is_empty() || corpus.clauses.last().is_some_and(|last| last.root == root));
            match corpus.articles.last_mut() {
                Some(article) if same => article.clauses.end = index + 1,
                _ => {
                    let title = outline.parts.get(clause.part).and_then(|part| part.title.clone());
                    let heading =
                        title.into_iter().chain(clause.headings.iter().cloned()).collect::<Vec<_>>().join("\n");
                    let heading = tokens(&heading, index, &mut corpus.words);
                    corpus.articles.push(Article { heading, clauses: index..index + 1 });
                }
            }
            corpus.clauses.push(ClauseWords {
                tokens: words,
                sentences: Vec::new(),
                title: 0..0,
                root,
                continues: None,
                items: Vec::new(),
            });
        }
        let title = outline.title.clone().unwrap_or_default();
        corpus.title = tokens(&title, usize::MAX, &mut corpus.words);
        corpus
    }

    /// Finds the sentences, and the clauses that continue one of another clause.
    pub fn divide(&mut self, outline: &Outline, lexicon: &Lexicon) {
        for clause in &mut self.clauses {
            clause.sentences = sentences(&clause.tokens, &self.words, &lexicon.abbreviations);
            let first = clause.sentences.first().filter(|first| clause.sentences.len() > 1 && first.len() <= MAX_TITLE);
            let is_title = |first: &&Range<usize>| {
                let own = &clause.tokens[(*first).clone()];
                let verb = own.iter().any(|token| lexicon.grammar.finite.contains(self.words.word(token.word)));
                // What has a line of its own is a title even as a question.
                !verb || own.last().is_some_and(|last| matches!(self.words.word(last.word), BREAK | "?"))
            };
            clause.title = first.filter(is_title).cloned().unwrap_or(0..0);
        }
        for (index, clause) in outline.clauses.iter().enumerate() {
            let Some(parent) = clause.parent.filter(|parent| *parent < index) else { continue };
            if self.leads_on(parent) {
                self.clauses[index].continues = Some(parent);
                self.clauses[parent].items.push(index);
            }
        }
    }

    /// Whether the text of a clause ends within a sentence.
    fn leads_on(&self, clause: usize) -> bool {
        let ends = |token: &Token| matches!(self.words.word(token.word), "." | "!" | "?");
        let last = self.clauses[clause].tokens.iter().rev().find(|token| self.words.word(token.word) != BREAK);
        last.is_some_and(|last| !ends(last))
    }

    /// What stands above a clause: the headings of its article, and titles with which its text or that of the clause it is
    /// a part of begins.
    pub fn heading(&self, article: &Article, clause: usize) -> Vec<Token> {
        let own = &self.clauses[clause];
        let root = &self.clauses[own.root];
        let mut heading = article.heading.clone();
        heading.extend(&root.tokens[root.title.clone()]);
        if own.root != clause {
            heading.extend(&own.tokens[own.title.clone()]);
        }
        heading
    }

    /// What stands before the items of a list: the last sentence of the clause, with what that itself continues.
    fn lead(&self, clause: usize, depth: usize) -> Vec<Token> {
        let words = &self.clauses[clause];
        let mut lead = match words.continues {
            Some(parent) if depth < MAX_NESTED && words.sentences.len() <= 1 => self.lead(parent, depth + 1),
            _ => Vec::new(),
        };
        if let Some(last) = words.sentences.last() {
            lead.extend(&words.tokens[last.clone()]);
        }
        let surplus = lead.len().saturating_sub(MAX_LEAD);
        lead.drain(..surplus);
        lead
    }

    /// Everything that is read as one sentence in a clause, in order; then whole lists.
    pub fn views(&self, clause: usize) -> Vec<View> {
        let words = &self.clauses[clause];
        let mut views = Vec::new();
        let mut wholes = Vec::new();
        for (index, sentence) in words.sentences.iter().enumerate() {
            let mut tokens = match words.continues {
                Some(parent) if index == 0 => self.lead(parent, 0),
                _ => Vec::new(),
            };
            let own = &words.tokens[sentence.clone()];
            let items = self.items(own);
            if items.len() > 1 {
                let lead: Vec<Token> = tokens.iter().chain(&own[..items[0].start]).copied().collect();
                let lead = &lead[lead.len().saturating_sub(MAX_LEAD)..];
                for item in items {
                    let tokens = lead.iter().chain(&own[item]).copied().collect();
                    views.push(View { tokens, whole: false });
                }
                tokens.extend(own);
                wholes.push(View { tokens, whole: true });
            } else {
                tokens.extend(own);
                views.push(View { tokens, whole: false });
            }
        }
        if !words.items.is_empty() {
            let mut tokens = self.lead(clause, 0);
            let lead = tokens.len();
            self.append_items(clause, &mut tokens, 0);
            if tokens.len() - lead <= MAX_ITEM * words.items.len() {
                wholes.push(View { tokens, whole: true });
            }
        }
        views.extend(wholes);
        views
    }

    fn append_items(&self, clause: usize, tokens: &mut Vec<Token>, depth: usize) {
        for item in &self.clauses[clause].items {
            tokens.extend(&self.clauses[*item].tokens);
            if depth < MAX_NESTED {
                self.append_items(*item, tokens, depth + 1);
            }
        }
    }

    /// The items of a list within a sentence: what stands behind a colon, divided by semicolons or lines.
    fn items(&self, sentence: &[Token]) -> Vec<Range<usize>> {
        let word = |at: usize| self.words.word(sentence[at].word);
        let Some(colon) = (0..sentence.len()).find(|at| word(*at) == ":") else { return Vec::new() };
        let lines = (colon + 2..sentence.len()).any(|at| word(at) == BREAK);
        let mut items = Vec::new();
        let mut start = colon + 1;
        for at in colon + 1..=sentence.len() {
            let ends = at == sentence.len() || matches!(word(at), ";") || (lines && word(at) == BREAK);
            if ends {
                if (start..at).any(|at| !matches!(word(at), BREAK | BULLET | ";" | "." | ",")) {
                    items.push(start..at);
                }
                start = at + 1;
            }
        }
        items
    }

    /// Whether a clause has nothing but blanks to be filled in.
    pub fn is_blank(&self, clause: usize) -> bool {
        let tokens = &self.clauses[clause].tokens;
        let blanks = tokens.iter().filter(|token| self.words.word(token.word) == BLANK).count();
        blanks > 0 && tokens.len() < 12 * blanks + 6
    }

    /// How often each word occurs as a word of a language.
    pub fn common_words(&self) -> impl Iterator<Item = &str> {
        self.clauses.iter().flat_map(|clause| &clause.tokens).map(|token| self.words.word(token.word))
    }

    /// Every occurrence of each word, by clause and place.
    pub fn places(&self) -> HashMap<u32, Vec<(usize, usize)>> {
        let mut places: HashMap<u32, Vec<(usize, usize)>> = HashMap::new();
        for (clause, words) in self.clauses.iter().enumerate() {
            for (at, token) in words.tokens.iter().enumerate() {
                places.entry(token.word).or_default().push((clause, at));
            }
        }
        places
    }
}
