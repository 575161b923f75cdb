//! Tables in PDFs that say which characters the codes of a font stand for.

use std::collections::BTreeMap;

/// More entries than this a font does not have; there are not even so many characters in use.
const MOST_ENTRIES: usize = 100_000;

/// The most characters that one code stands for.
const LONGEST: usize = 32;

/// What codes stand for.
#[derive(Debug, Default)]
pub(super) struct CMap {
    /// The first code of each range, with the last one and what the first stands for.
    ranges: BTreeMap<u32, (u32, Vec<u16>)>,
    /// How many bytes a code has, where the table says so.
    pub(super) bytes: Option<usize>,
}

impl CMap {
    /// Reads a table. What cannot be read in it is left alone.
    pub(super) fn read(text: &[u8]) -> Self {
        let mut map = Self::default();
        let mut tokens = Tokens(text);
        while let Some(token) = tokens.next() {
            match token {
                Token::Word(b"begincodespacerange") => map.code_space(&mut tokens),
                Token::Word(b"beginbfchar") => map.characters(&mut tokens),
                Token::Word(b"beginbfrange") => map.ranges(&mut tokens),
                _ => {}
            }
        }
        map
    }

    /// Whether it says nothing about any code.
    pub(super) fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// What a code stands for.
    pub(super) fn get(&self, code: u32) -> Option<String> {
        let (first, (last, units)) = self.ranges.range(..=code).next_back()?;
        if code > *last {
            return None;
        }
        let mut units = units.clone();
        if let Some(unit) = units.last_mut() {
            *unit = unit.wrapping_add(u16::try_from(code - first).ok()?);
        }
        Some(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
    }

    fn code_space(&mut self, tokens: &mut Tokens<'_>) {
        while let Some(Token::Hex(code)) = tokens.next() {
            self.bytes = Some(self.bytes.unwrap_or(0).max(code.len()).clamp(1, 4));
        }
    }

    fn characters(&mut self, tokens: &mut Tokens<'_>) {
        while let (Some(Token::Hex(code)), Some(Token::Hex(text))) = (tokens.next(), tokens.next()) {
            self.add(number(&code), number(&code), &text);
        }
    }

    fn ranges(&mut self, tokens: &mut Tokens<'_>) {
        while let (Some(Token::Hex(first)), Some(Token::Hex(last))) = (tokens.next(), tokens.next()) {
            let (first, last) = (number(&first), number(&last));
            match tokens.next() {
                Some(Token::Hex(text)) => self.add(first, last, &text),
                Some(Token::Open) => {
                    for code in first..=last.min(first.saturating_add(0xffff)) {
                        let Some(Token::Hex(text)) = tokens.next() else { break };
                        self.add(code, code, &text);
                    }
                }
                _ => return,
            }
        }
    }

    fn add(&mut self, first: u32, last: u32, text: &[u8]) {
        if self.ranges.len() < MOST_ENTRIES {
            let pair = |pair: &[u8]| pair.iter().fold(0, |unit: u16, byte| unit << 8 | u16::from(*byte));
            self.ranges.insert(first, (last, text.chunks(2).take(LONGEST).map(pair).collect()));
        }
    }
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |number: u32, byte| number << 8 | u32::from(*byte))
}

/// A token of such a table, as far as it matters.
enum Token<'t> {
    Hex(Vec<u8>),
    Word(&'t [u8]),
    Open,
    Other,
}

/// What is left of a table.
struct Tokens<'t>(&'t [u8]);

impl<'t> Tokens<'t> {
    fn next(&mut self) -> Option<Token<'t>> {
        self.0 = self.0.trim_ascii_start();
        let (first, rest) = self.0.split_first()?;
        let until = |end: u8| rest.iter().position(|byte| *byte == end).unwrap_or(rest.len());
        match first {
            b'<' if rest.first() != Some(&b'<') => {
                let end = until(b'>');
                let digits: Vec<u8> = rest
                    .iter()
                    .take(end)
                    .filter_map(|byte| u8::try_from(char::from(*byte).to_digit(16)?).ok())
                    .collect();
                self.0 = rest.get(end + 1..).unwrap_or_default();
                Some(Token::Hex(
                    digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect(),
                ))
            }
            b'[' => {
                self.0 = rest;
                Some(Token::Open)
            }
            b'%' => {
                self.0 = rest.get(until(b'\n')..).unwrap_or_default();
                Some(Token::Other)
            }
            byte if byte.is_ascii_alphabetic() => {
                let end = self.0.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(self.0.len());
                let (word, rest) = self.0.split_at(end);
                self.0 = rest;
                Some(Token::Word(word))
            }
            _ => {
                self.0 = rest;
                Some(Token::Other)
            }
        }
    }
}
