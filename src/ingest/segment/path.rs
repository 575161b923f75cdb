//! Numbers of one or more parts, how they follow each other, and how they are written.

use super::label::Case;

/// How deep numbers with points go.
const DEPTH: usize = 5;

/// A number of one or more parts, the last with a letter behind it in `12a`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Path {
    parts: [u16; DEPTH],
    length: u8,
    suffix: u8,
    /// Whether it is written in Roman figures.
    roman: bool,
}

/// How a number follows another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// It is the next.
    Next,
    /// It is the same.
    Same,
    /// It leaves out so many.
    Gap(u16),
    /// It goes back.
    Back,
}

impl Path {
    pub(super) fn one(part: u16) -> Self {
        Self { parts: [part, 0, 0, 0, 0], length: 1, suffix: 0, roman: false }
    }

    pub(super) fn len(self) -> usize {
        usize::from(self.length)
    }

    /// With a letter behind it: the second `12` of `12`, `12a`.
    pub(super) fn with_suffix(mut self, letter: char) -> Self {
        self.suffix = u8::try_from(u32::from(letter).saturating_sub(u32::from('a')) + 1).unwrap_or_default();
        self
    }

    /// Written in Roman figures: the `IV` of `Artikel IV`.
    pub(super) fn in_roman(mut self) -> Self {
        self.roman = true;
        self
    }

    /// Its last part.
    pub(super) fn last(self) -> u16 {
        self.parts.get(self.len().saturating_sub(1)).copied().unwrap_or_default()
    }

    /// Its part at a depth.
    pub(super) fn part(self, depth: usize) -> Option<u16> {
        if depth < self.len() { self.parts.get(depth).copied() } else { None }
    }

    /// What it is without its last part.
    pub(super) fn parent(self) -> Self {
        let length = self.length.saturating_sub(1);
        let mut parts = self.parts;
        if let Some(last) = parts.get_mut(usize::from(length)) {
            *last = 0;
        }
        Self { parts, length, suffix: 0, roman: false }
    }

    /// Whether it is the first of its sequence.
    pub(super) fn is_first(self) -> bool {
        self.last() == 1 && self.suffix <= 1
    }

    /// How it follows another of as many parts that agree but for the last.
    pub(super) fn step_from(self, other: Self) -> Step {
        let (old, new) = (other.last(), self.last());
        match (new.checked_sub(old), self.suffix, other.suffix) {
            (Some(0), new, old) if new == old => Step::Same,
            (Some(0), new, old) if new == old + 1 => Step::Next,
            (Some(0), new, old) if new > old => Step::Gap(1),
            (Some(0) | None, ..) => Step::Back,
            (Some(1), 0 | 1, _) => Step::Next,
            (Some(gap), ..) => Step::Gap(gap.saturating_sub(1).max(1)),
        }
    }

    /// Adds a part; says whether it had room for it.
    pub(super) fn push(&mut self, part: u16) -> bool {
        match self.parts.get_mut(usize::from(self.length)) {
            Some(place) => {
                *place = part;
                self.length += 1;
                true
            }
            None => false,
        }
    }

    /// As figures: `6.1`, `12a`, or `IV` where it is written so.
    pub(super) fn figures(self) -> String {
        if self.roman {
            return self.roman(Case::Upper);
        }
        let parts: Vec<String> = self.parts.iter().take(self.len()).map(u16::to_string).collect();
        let mut figures = parts.join(".");
        if self.suffix > 0 {
            figures.push(char::from(b'a' + (self.suffix - 1) % 26));
        }
        figures
    }

    /// As a letter: `a`, `aa`.
    pub(super) fn letter(self, case: Case) -> String {
        letter(self.last(), case)
    }

    /// As `A.1`.
    pub(super) fn lettered(self) -> String {
        let mut text = letter(self.parts.first().copied().unwrap_or(1), Case::Upper);
        for part in self.parts.iter().take(self.len()).skip(1) {
            text.push_str(&format!(".{part}"));
        }
        text
    }

    /// As a Roman number.
    pub(super) fn roman(self, case: Case) -> String {
        let mut rest = self.last();
        let mut text = String::new();
        for (value, digits) in [(40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")] {
            while rest >= value {
                text.push_str(digits);
                rest -= value;
            }
        }
        if case == Case::Upper { text.to_uppercase() } else { text }
    }
}

fn letter(value: u16, case: Case) -> String {
    let (repeat, index) = (usize::from(value.saturating_sub(1) / 26) + 1, value.saturating_sub(1) % 26);
    let base = if case == Case::Upper { 'A' } else { 'a' };
    let letter = char::from_u32(u32::from(base) + u32::from(index)).unwrap_or(base);
    std::iter::repeat_n(letter, repeat).collect()
}

/// The value of a letter, or of one that is doubled: `aa` follows `z`.
pub(super) fn letter_value(word: &str) -> Option<u16> {
    let mut bytes = word.bytes();
    let first = bytes.next()?;
    let same = bytes.all(|b| b == first);
    (same && word.len() <= 2)
        .then(|| u16::from(first - b'a') + 1 + 26 * u16::try_from(word.len() - 1).unwrap_or_default())
}

/// The value of a Roman number in its usual spelling: `iiii` is none.
pub(super) fn roman_value(word: &str) -> Option<u16> {
    let value = |c: char| match c {
        'i' => Some(1i32),
        'v' => Some(5),
        'x' => Some(10),
        _ => None,
    };
    let digits: Vec<i32> = word.chars().map(value).collect::<Option<_>>()?;
    let mut total = 0;
    for (index, digit) in digits.iter().enumerate() {
        let smaller = digits.get(index + 1).is_some_and(|next| next > digit);
        total += if smaller { -digit } else { *digit };
    }
    let total = u16::try_from(total).ok().filter(|total| *total > 0)?;
    (Path::one(total).roman(Case::Lower) == word).then_some(total)
}
