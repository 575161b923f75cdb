//! Texts without what may differ between a document and a quotation of it: white space, line breaks, hyphens, kinds of quotation
//! marks, ligatures. What is left are the letters of its words, and where each word begins.

use std::ops::Range;

/// A text as nothing but the letters of its words, one behind the other.
#[derive(Debug, Default)]
pub(in crate::ingest) struct Folded {
    /// The letters, as UTF-8.
    pub(super) bytes: Vec<u8>,
    /// The words, in order.
    tokens: Vec<Token>,
}

/// A word, or what a line end leaves of it.
#[derive(Clone, Copy, Debug)]
struct Token {
    /// Where its letters begin.
    start: u32,
    /// The line it stands on, by its place, and its bytes there.
    line: u32,
    from: u32,
    to: u32,
    /// Whether it goes on a word that a hyphen ended: `verwer-` `ker`, or `inkoop-` `en`.
    soft: bool,
}

/// A word as it is compared and as it is shown.
#[derive(Clone, Debug)]
pub(in crate::ingest) struct Word {
    /// Its letters, by their place in the folded text.
    pub(in crate::ingest) letters: Range<usize>,
    /// The line it begins on, by its place.
    pub(in crate::ingest) line: usize,
    /// As it is written.
    pub(in crate::ingest) shown: String,
}

/// What kind of thing a byte is part of.
#[derive(PartialEq, Eq)]
enum Kind {
    Letter,
    Digit,
    Other,
}

impl Folded {
    /// Folds the lines of a text.
    pub(in crate::ingest) fn of<'t>(lines: impl IntoIterator<Item = &'t str>) -> Self {
        let mut folded = Self::default();
        let mut soft = false;
        for (line, text) in (0..).zip(lines) {
            folded.line(line, text, &mut soft);
        }
        folded
    }

    /// Adds a line. `soft` is whether the last word before it ended in a hyphen.
    fn line(&mut self, line: u32, text: &str, soft: &mut bool) {
        let mut chars = text.char_indices().peekable();
        let mut from = None;
        let mut hyphen = false;
        let mut start = self.bytes.len();
        while let Some((at, c)) = chars.next() {
            if is_space(c) {
                self.end_token(line, from.take(), at, start, soft, hyphen);
                (start, hyphen) = (self.bytes.len(), false);
                continue;
            }
            from = from.or(Some(at));
            if is_dash(c) {
                // Between figures a dash is part of what is said: 3-5 is not 35.
                let after = chars.peek().is_some_and(|(_, next)| next.is_ascii_digit());
                if after && self.bytes.get(start..).and_then(<[u8]>::last).is_some_and(u8::is_ascii_digit) {
                    self.bytes.push(b'-');
                } else {
                    hyphen = true;
                }
            } else if !is_nothing(c) {
                fold(c, &mut self.bytes);
                hyphen = false;
            }
        }
        self.end_token(line, from, text.len(), start, soft, hyphen);
    }

    /// Notes a word whose letters begin at `start`. What has no letters, such as a dash that stands alone, is none.
    fn end_token(&mut self, line: u32, from: Option<usize>, to: usize, start: usize, soft: &mut bool, hyphen: bool) {
        let Some(from) = from.filter(|_| self.bytes.len() > start) else { return };
        let short = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        self.tokens.push(Token { start: short(start), line, from: short(from), to: short(to), soft: *soft });
        *soft = hyphen;
    }

    /// Whether it has no letters.
    pub(super) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// How many bytes its letters are.
    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Without the mark that ends it: whether a sentence ends there is no matter of words.
    pub(super) fn without_end(mut self) -> Self {
        self.bytes.truncate(without_end(&self.bytes).len());
        let length = self.bytes.len();
        self.tokens.retain(|token| (token.start as usize) < length);
        self
    }

    /// The line, by its place, on which the letter at some place stands.
    pub(in crate::ingest) fn line_at(&self, at: usize) -> usize {
        let behind = self.tokens.partition_point(|token| token.start as usize <= at);
        behind.checked_sub(1).and_then(|token| self.tokens.get(token)).map_or(0, |token| token.line as usize)
    }

    /// Whether the letters of another text, which stand here from a place on, are the same words: their words begin at the same
    /// places, but for hyphens and for white space beside marks and between letters and figures.
    pub(super) fn has_words_at(&self, at: usize, other: &Self) -> bool {
        let end = at + other.bytes.len();
        let from = self.tokens.partition_point(|token| (token.start as usize) < at);
        let to = self.tokens.partition_point(|token| (token.start as usize) <= end);
        let own = self.tokens.get(from..to).unwrap_or_default();
        let mut theirs = other.tokens.iter().map(|token| (at + token.start as usize, token.soft));
        let ends = [(end, false)].into_iter();
        let mut own = own.iter().map(|token| (token.start as usize, token.soft)).peekable();
        let mut theirs = theirs.by_ref().chain(ends).peekable();
        loop {
            let (place, soft) = match (own.peek().copied(), theirs.peek().copied()) {
                (None, None) => return true,
                (Some(one), Some(other)) if one.0 == other.0 => {
                    own.next();
                    theirs.next();
                    continue;
                }
                (Some(one), Some(other)) if one.0 < other.0 => one,
                (Some(one), None) => one,
                (_, Some(other)) => other,
            };
            // Only one of the two begins a word here.
            if !soft && self.is_within_word(place) {
                return false;
            }
            if own.next_if(|one| one.0 == place).is_none() {
                theirs.next();
            }
        }
    }

    /// Whether letters, or figures, stand on both sides of a place.
    fn is_within_word(&self, place: usize) -> bool {
        let before = place.checked_sub(1).and_then(|before| self.bytes.get(before));
        match (before, self.bytes.get(place)) {
            (Some(before), Some(after)) => kind(*before) == kind(*after) && kind(*after) != Kind::Other,
            _ => false,
        }
    }

    /// The words, those that a hyphen divides put together. `lines` are those that were folded.
    pub(in crate::ingest) fn words(&self, lines: &[&str]) -> Vec<Word> {
        let mut words: Vec<Word> = Vec::new();
        let ends = self.tokens.iter().skip(1).map(|next| next.start as usize).chain([self.bytes.len()]);
        let mut last_line = 0;
        for (token, end) in self.tokens.iter().zip(ends) {
            let line = token.line as usize;
            let shown = lines.get(line).and_then(|text| text.get(token.from as usize..token.to as usize));
            let shown = shown.unwrap_or_default();
            match words.last_mut().filter(|_| token.soft) {
                Some(word) => {
                    if line == last_line {
                        word.shown.push(' ');
                    } else {
                        word.shown.truncate(word.shown.trim_end_matches(is_dash).len());
                    }
                    word.shown.push_str(shown);
                    word.letters.end = end;
                }
                None => words.push(Word { letters: token.start as usize..end, line, shown: shown.to_owned() }),
            }
            last_line = line;
        }
        words
    }

    /// The letters of a word.
    pub(in crate::ingest) fn letters(&self, word: &Word) -> &[u8] {
        self.bytes.get(word.letters.clone()).unwrap_or_default()
    }
}

/// Letters without the marks that end them.
pub(in crate::ingest) fn without_end(letters: &[u8]) -> &[u8] {
    let is_mark = |byte: &u8| matches!(byte, b'.' | b',' | b';' | b':');
    let end = letters.iter().rposition(|byte| !is_mark(byte)).map_or(0, |last| last + 1);
    letters.get(..end).unwrap_or_default()
}

fn kind(byte: u8) -> Kind {
    match byte {
        b'0'..=b'9' => Kind::Digit,
        b'a'..=b'z' | b'A'..=b'Z' | 0x80.. => Kind::Letter,
        _ => Kind::Other,
    }
}

/// White space, and the marks before items of a list, which readers of documents may or may not keep.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '•' | '▪' | '◦' | '‣' | '●' | '○' | '■' | '□' | '\u{f0b7}' | '\u{f0a7}')
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{ad}' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

/// Characters without width.
fn is_nothing(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{34f}')
}

/// Letters with a mark, the letter that each is made of, and the mark: the same letter may be written as one or as two.
const MARKED: [(&str, &str, char); 6] = [
    ("àèìòùÀÈÌÒÙ", "aeiouAEIOU", '\u{300}'),
    ("áéíóúýÁÉÍÓÚÝ", "aeiouyAEIOUY", '\u{301}'),
    ("âêîôûÂÊÎÔÛ", "aeiouAEIOU", '\u{302}'),
    ("ãñõÃÑÕ", "anoANO", '\u{303}'),
    ("äëïöüÿÄËÏÖÜ", "aeiouyAEIOU", '\u{308}'),
    ("çÇ", "cC", '\u{327}'),
];

/// Adds a character in the form in which it is compared.
fn fold(c: char, bytes: &mut Vec<u8>) {
    let text = match c {
        '"' => "'",
        _ if c.is_ascii() => return bytes.push(u8::try_from(c).unwrap_or(b'?')),
        '‘' | '’' | '‚' | '‛' | '′' | '´' | '“' | '”' | '„' | '‟' | '″' | '«' | '»' | '‹' | '›' => {
            "'"
        }
        '…' => "...",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        'ĳ' => "ij",
        'Ĳ' => "IJ",
        _ => "",
    };
    let marked = MARKED.iter().find_map(|(letters, bases, mark)| {
        let at = letters.chars().position(|letter| letter == c)?;
        Some((bases.chars().nth(at)?, *mark))
    });
    let mut push = |c: char| bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    match (text, marked) {
        ("", Some((base, mark))) => [base, mark].into_iter().for_each(push),
        ("", None) => push(c),
        (text, _) => bytes.extend_from_slice(text.as_bytes()),
    }
}
