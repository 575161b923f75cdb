//! Words of a text, folded so that spelling does not matter, each with its place in the text as it was.

use std::collections::{HashMap, HashSet};

/// A folded word or sign, by its place among all that occur.
pub(super) type WordId = u32;

/// A word or sign of a clause.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// What it is, folded.
    pub word: WordId,
    /// The clause it stands in.
    pub clause: u32,
    /// Its bytes in the clause's text.
    pub start: u32,
    pub end: u32,
    /// Whom it names.
    pub role: u8,
    /// Whether it starts with a capital.
    pub capital: bool,
}

/// Every folded word that occurs, each once.
#[derive(Debug, Default)]
pub(super) struct Interner {
    ids: HashMap<Box<str>, WordId>,
    words: Vec<Box<str>>,
}

impl Interner {
    /// The place of a word.
    pub fn intern(&mut self, word: &str) -> WordId {
        if let Some(id) = self.ids.get(word) {
            return *id;
        }
        let id = WordId::try_from(self.words.len()).unwrap_or(WordId::MAX);
        self.ids.insert(word.into(), id);
        self.words.push(word.into());
        id
    }

    /// The place of a word that occurs.
    pub fn find(&self, word: &str) -> Option<WordId> {
        self.ids.get(word).copied()
    }

    /// A word by its place.
    pub fn word(&self, id: WordId) -> &str {
        self.words.get(id as usize).map_or("", |word| word)
    }

    /// Every word, in the order of the first time.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(AsRef::as_ref)
    }
}

/// The word that stands for every address of a page.
pub(super) const URL: &str = "\u{1}url";
/// The word that stands for every e-mail address.
pub(super) const MAIL: &str = "\u{1}mail";
/// The word that stands for the end of a line within a clause.
pub(super) const BREAK: &str = "\n";
/// The word that stands for something left open: dots, a blank between brackets.
pub(super) const BLANK: &str = "\u{1}blank";
/// The word for a mark at the start of an item.
pub(super) const BULLET: &str = "\u{1}bullet";

/// A character without accent and capital; nothing for those that only shape a line.
fn fold_char(c: char, push: &mut impl FnMut(char)) {
    match c {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{300}'..='\u{36f}' => {}
        'A'..='Z' => push(c.to_ascii_lowercase()),
        '\0'..='\u{7f}' => push(c),
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'À' | 'Á' | 'Â' | 'Ã' | 'Ä' | 'Å' => push('a'),
        'è' | 'é' | 'ê' | 'ë' | 'È' | 'É' | 'Ê' | 'Ë' => push('e'),
        'ì' | 'í' | 'î' | 'ï' | 'Ì' | 'Í' | 'Î' | 'Ï' => push('i'),
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ö' => push('o'),
        'ù' | 'ú' | 'û' | 'ü' | 'Ù' | 'Ú' | 'Û' | 'Ü' => push('u'),
        'ç' | 'Ç' => push('c'),
        'ñ' | 'Ñ' => push('n'),
        'ß' => "ss".chars().for_each(push),
        'æ' | 'Æ' => "ae".chars().for_each(push),
        'œ' | 'Œ' => "oe".chars().for_each(push),
        'ĳ' | 'Ĳ' => "ij".chars().for_each(push),
        'ﬁ' => "fi".chars().for_each(push),
        'ﬂ' => "fl".chars().for_each(push),
        'ﬀ' => "ff".chars().for_each(push),
        _ => c.to_lowercase().for_each(push),
    }
}

/// A word as it is compared: without accents, capitals, and hyphens.
pub(super) fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    word.chars().filter(|c| !is_hyphen(*c)).for_each(|c| fold_char(c, &mut |c| folded.push(c)));
    folded
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | '´')
}

/// The words and signs of a text. Brackets and quotation marks are left out: they change no meaning that is read here.
pub(super) fn tokens(text: &str, clause: usize, words: &mut Interner) -> Vec<Token> {
    let clause = u32::try_from(clause).unwrap_or(u32::MAX);
    let mut tokens = Vec::with_capacity(text.len() / 6 + 1);
    let mut cursor = Cursor { text, at: 0 };
    while let Some(piece) = cursor.next() {
        let word = match piece.kind {
            Piece::URL => words.intern(URL),
            Piece::MAIL => words.intern(MAIL),
            Piece::BLANK => words.intern(BLANK),
            Piece::BULLET => words.intern(BULLET),
            _ => match fold(&text[piece.start..piece.end]).as_str() {
                // A dash sets apart what stands behind it, as a comma does.
                "" | "–" | "—" => words.intern(","),
                word => words.intern(word),
            },
        };
        let capital = text[piece.start..].chars().next().is_some_and(char::is_uppercase);
        let at = |at| u32::try_from(at).unwrap_or(u32::MAX);
        tokens.push(Token { word, clause, start: at(piece.start), end: at(piece.end), role: 0, capital });
    }
    tokens
}

struct Piece {
    kind: u8,
    start: usize,
    end: usize,
}

impl Piece {
    const WORD: u8 = 0;
    const SIGN: u8 = 1;
    const URL: u8 = 2;
    const MAIL: u8 = 3;
    const BLANK: u8 = 4;
    const BULLET: u8 = 5;
}

/// Walks through a text from piece to piece.
struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl Cursor<'_> {
    fn next(&mut self) -> Option<Piece> {
        loop {
            let rest = self.text.get(self.at..)?;
            let first = rest.chars().next()?;
            let start = self.at;
            if first.is_alphanumeric() {
                return Some(self.word(start));
            }
            let run = rest.len() - rest.trim_start_matches(first).len();
            let (kind, length) = match first {
                '.' | '…' | '_' if run >= 4 * first.len_utf8() || (first == '…' && run > 3) => {
                    (Some(Piece::BLANK), run)
                }
                '[' | '<' if is_open_blank(rest) => (Some(Piece::BLANK), rest.find([']', '>']).map_or(1, |at| at + 1)),
                '{' if is_placeholder(rest) => (Some(Piece::BLANK), rest.find("}}").map_or(1, |at| at + 2)),
                '\n' | '.' | '!' | '?' | ',' | ';' | ':' => (Some(Piece::SIGN), first.len_utf8()),
                '•' | '▪' | '●' | '◦' | '‣' | '⁃' | '·' | '–' | '—' | '-' | '*' => {
                    let kind = if self.starts_line() { Piece::BULLET } else { Piece::SIGN };
                    let alone = rest[first.len_utf8()..].starts_with([' ', '\t', '\u{a0}']);
                    (alone.then_some(kind), first.len_utf8())
                }
                '§' => (Some(Piece::WORD), first.len_utf8()),
                c if is_apostrophe(c) && rest[c.len_utf8()..].starts_with(['s', 'S']) && self.after_letter() => {
                    let end = c.len_utf8() + 1;
                    let alone = !rest[end..].starts_with(char::is_alphanumeric);
                    (alone.then_some(Piece::WORD), end)
                }
                _ => (None, first.len_utf8()),
            };
            self.at += length;
            if let Some(kind) = kind {
                return Some(Piece { kind, start, end: start + length });
            }
        }
    }

    fn after_letter(&self) -> bool {
        self.text[..self.at].chars().next_back().is_some_and(char::is_alphanumeric)
    }

    fn starts_line(&self) -> bool {
        let before = self.text[..self.at].trim_end_matches([' ', '\t', '\u{a0}']);
        before.is_empty() || before.ends_with('\n')
    }

    /// A word from its first letter: hyphens, and dots within numbers and addresses, belong to it.
    fn word(&mut self, start: usize) -> Piece {
        let rest = &self.text[start..];
        let chunk = &rest[..rest
            .find(|c: char| c.is_whitespace() || matches!(c, '"' | '”' | '“' | ')' | '(' | ']' | ',' | ';' | '|' | '>'))
            .unwrap_or(rest.len())];
        let chunk = chunk.trim_end_matches(['.', ':', '?', '!', '*', '\'', '’']);
        let kind = address(chunk);
        if kind != Piece::WORD {
            self.at = start + chunk.len();
            return Piece { kind, start, end: self.at };
        }
        let mut end = start;
        let mut chars = rest.char_indices().peekable();
        let mut last = ' ';
        while let Some((at, c)) = chars.next() {
            let next = chars.peek().map(|(_, next)| *next);
            let inside = next.is_some_and(char::is_alphanumeric);
            let number = last.is_ascii_digit() && next.is_some_and(|next| next.is_ascii_digit());
            // In "a 30-day period" the number stands by itself.
            let counts = last.is_ascii_digit() && next.is_some_and(char::is_alphabetic);
            let joins = (is_hyphen(c) && inside && !counts)
                || (matches!(c, '.' | ',') && number)
                || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{300}'..='\u{36f}');
            if !c.is_alphanumeric() && !joins {
                break;
            }
            end = start + at + c.len_utf8();
            last = c;
        }
        self.at = end.max(start + 1);
        Piece { kind, start, end }
    }
}

/// Whether a bracket holds nothing but something to be filled in.
fn is_open_blank(text: &str) -> bool {
    let Some(end) = text.find([']', '>']).filter(|end| *end <= 60) else { return false };
    let inner = text[1..end].trim();
    inner.is_empty()
        || inner.chars().all(|c| matches!(c, '.' | '…' | '_' | ' ' | '●' | '•' | 'x' | 'X' | '-' | '*' | '?'))
        || inner.to_lowercase().split_whitespace().any(|word| {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            BLANKS.contains(&word)
        })
        || is_shouted(inner)
}

/// What a bracket says that is to be filled in.
const BLANKS: [&str; 26] = [
    "bijvoorbeeld",
    "bijv",
    "example",
    "e.g",
    "link",
    "invullen",
    "vullen",
    "invoegen",
    "invoeren",
    "aanvullen",
    "kiezen",
    "naam",
    "datum",
    "aantal",
    "insert",
    "name",
    "date",
    "fill",
    "tbd",
    "tbc",
    "complete",
    "completed",
    "specify",
    "select",
    "choose",
    "placeholder",
];

/// Whether somebody else is to put a word in the place of these capitals: `CLOUD PROVIDER`.
fn is_shouted(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 3 && !text.contains(char::is_lowercase)
}

/// Whether double braces stand around a name: `{{customer_name}}`.
fn is_placeholder(text: &str) -> bool {
    text.strip_prefix("{{").and_then(|rest| rest.find("}}")).is_some_and(|end| end <= 60)
}

/// Whether a chunk is the address of a page or a mailbox.
fn address(chunk: &str) -> u8 {
    if !chunk.contains('.') || chunk.len() < 6 {
        return Piece::WORD;
    }
    if let Some((name, host)) = chunk.split_once('@') {
        return if !name.is_empty() && host.contains('.') { Piece::MAIL } else { Piece::WORD };
    }
    let host = chunk.split_once("://").map_or(chunk, |(_, host)| host);
    if host == chunk && !chunk.contains('/') && chunk.starts_with(char::is_uppercase) {
        return Piece::WORD; // a company that is called like its address
    }
    let host = host.split('/').next().unwrap_or_default();
    let labels: Vec<&str> = host.split('.').collect();
    let plain = |label: &&str| !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let is_host = labels.len() > 1
        && labels.iter().all(plain)
        && labels.last().is_some_and(|last| last.len() > 1 && last.chars().all(|c| c.is_ascii_lowercase()))
        && labels[0].len() > 1;
    if is_host { Piece::URL } else { Piece::WORD }
}

/// Where the sentences of a text end, as places among its tokens.
pub(super) fn sentences(
    tokens: &[Token],
    words: &Interner,
    abbreviations: &HashSet<String>,
) -> Vec<std::ops::Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let word = |at: usize| tokens.get(at).map_or("", |token| words.word(token.word));
    // Whether the sentence has a colon in it by now, and whether a line of it ended with one.
    let (mut listed, mut led) = (false, false);
    for at in 0..tokens.len() {
        let ends = match word(at) {
            "." => ends_sentence(tokens, at, words, abbreviations),
            "!" | "?" => true,
            BREAK => {
                let before = if at > start { word(at - 1) } else { "" };
                let next = word(at + 1);
                // Lines behind one that ends with a colon are its items, up to one that ends a sentence or leads on itself.
                led |= before == ":";
                let leads =
                    || (at + 1..tokens.len()).find(|at| word(*at) == BREAK).is_some_and(|end| word(end - 1) == ":");
                let goes_on = matches!(before, ":" | ";" | ",")
                    || (next == BULLET && listed)
                    || (led && !matches!(before, "." | "!" | "?") && !matches!(next, "" | BREAK) && !leads())
                    || (listed
                        && before != "."
                        && tokens.get(at + 1).is_some_and(|token| !token.capital)
                        && !next.is_empty()
                        && next != BREAK);
                !goes_on
            }
            ":" => {
                listed = true;
                false
            }
            _ => false,
        };
        if ends {
            if at + 1 > start {
                sentences.push(start..at + 1);
            }
            (listed, led) = (false, false);
            start = at + 1;
        }
    }
    if start < tokens.len() {
        sentences.push(start..tokens.len());
    }
    sentences.retain(|range| {
        tokens[range.clone()].iter().any(|token| {
            words.word(token.word).starts_with(char::is_alphanumeric) || words.word(token.word).starts_with('\u{1}')
        })
    });
    sentences
}

fn ends_sentence(tokens: &[Token], at: usize, words: &Interner, abbreviations: &HashSet<String>) -> bool {
    let Some(next) = tokens.get(at + 1) else { return true };
    // Nothing between the dot and what follows: an abbreviation or a number, not the end of a sentence.
    if next.start == tokens[at].end && next.start != 0 {
        return false;
    }
    let next_word = words.word(next.word);
    let starts = next.capital
        || next_word == BREAK
        || next_word == BULLET
        || next_word.starts_with(|c: char| c.is_ascii_digit());
    let Some(before) = at.checked_sub(1).map(|before| words.word(tokens[before].word)) else { return starts };
    let initial = before.chars().count() == 1 && before.chars().all(char::is_alphabetic);
    starts && !abbreviations.contains(before) && (!initial || next_word == BREAK)
}
