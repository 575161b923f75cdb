//! Reads the number that a provision may begin with: `Artikel 6.`, `6.1`, `lid 2`, `(a)`, `ii)`, `§ 1`, `1°`.

use super::{
    path::{Path, letter_value, roman_value},
    terms::ARTICLES,
};

/// What kind of number it is. Numbers of one kind make a sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Style {
    /// `Artikel 6`; the place of the word among those that articles are called.
    Article(u8),
    /// `§ 1`
    Sign,
    /// `lid 2`
    Lid,
    /// `1.`, `1)`, `(1)`, `1`
    Number(Form),
    /// `1°`
    Degree,
    /// `6.1`, `6.1.2`
    Decimal,
    /// `A.1`
    Lettered,
    /// `a.`, `(a)`, `A.`
    Letter(Case, Form),
    /// `i.`, `(ii)`, `IV.`
    Roman(Case, Form),
}

/// What surrounds a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Form {
    /// `1.`
    Dot,
    /// `1)` or `(1)`, which documents mix
    Bracket,
    /// `1`
    Bare,
}

/// Small or capital.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Case {
    /// `a`
    Lower,
    /// `A`
    Upper,
}

/// One way to read a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) style: Style,
    pub(super) path: Path,
    /// The word that stands before a number with points, as in `Section 4.2`.
    pub(super) word: Option<u8>,
}

/// A number that a provision may begin with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// The ways to read it: `i.` is a letter and a Roman number.
    pub(super) readings: Vec<Reading>,
    /// Where it ends, in bytes, with the spaces behind it.
    pub(super) end: usize,
    /// Whether the text goes on without a space.
    pub(super) glued: bool,
}

impl Label {
    fn of(style: Style, path: Path, end: usize) -> Self {
        Self { readings: vec![Reading { style, path, word: None }], end, glued: false }
    }
}

/// Reads the number that a text starts with.
pub(super) fn read(text: &str) -> Option<Label> {
    let mut label = article(text)
        .or_else(|| lid(text))
        .or_else(|| sign(text))
        .or_else(|| lettered(text))
        .or_else(|| number(text))
        .or_else(|| letter_or_roman(text))?;
    let rest = text.get(label.end..)?;
    let trimmed = rest.trim_start();
    label.glued = rest.len() == trimmed.len() && !rest.is_empty();
    label.end = text.len() - trimmed.len();
    Some(label)
}

/// What goes on behind a number must be a word of its own, or a capital that an extraction glued to it.
fn ends_well(rest: &str, may_glue: bool) -> bool {
    let mut chars = rest.chars();
    match chars.next() {
        None => true,
        Some(c) if c.is_whitespace() => true,
        Some('“' | '"' | '„' | '‘' | '(' | '[') => may_glue,
        Some(c) if c.is_uppercase() => may_glue && chars.next().is_none_or(|next| next.is_lowercase() || next == ' '),
        Some(_) => false,
    }
}

/// Behind a number in brackets nothing else can follow than its text, even if its space was lost.
fn ends_in_brackets(rest: &str, open: bool) -> bool {
    ends_well(rest, true) || open && rest.starts_with(char::is_alphabetic)
}

fn digits(text: &str) -> Option<(u16, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    if length == 0 || length > 3 || (length > 1 && text.starts_with('0')) {
        return None;
    }
    let value: u16 = text.get(..length)?.parse().ok()?;
    (value > 0).then_some((value, text.get(length..)?))
}

/// `6`, `6.1`, `12a`; the points between parts may have no spaces around them.
fn figures(text: &str) -> Option<(Path, &str)> {
    let (first, mut rest) = digits(text)?;
    let mut path = Path::one(first);
    while let Some((part, after)) = rest.strip_prefix('.').and_then(digits) {
        if !path.push(part) {
            return None;
        }
        rest = after;
    }
    let mut chars = rest.chars();
    if let (Some(c @ 'a'..='h'), next) = (chars.next(), chars.next())
        && next.is_none_or(|next| !next.is_alphanumeric())
    {
        path = path.with_suffix(c);
        rest = chars_after(rest, 1);
    }
    (!rest.starts_with(|c: char| c.is_ascii_digit())).then_some((path, rest))
}

fn chars_after(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or("", |(at, _)| text.get(at..).unwrap_or_default())
}

/// What may stand between a number and its text.
fn delimiter(rest: &str) -> &str {
    let rest = rest.strip_prefix(['.', ')', ':']).unwrap_or(rest);
    let spaced = rest.trim_start();
    match spaced.strip_prefix(['–', '—', '-', '|', ':']) {
        Some(after) if after.is_empty() || after.starts_with(char::is_whitespace) => after,
        _ => rest,
    }
}

/// `Artikel 6.`, `ARTIKEL 6 –`, `Article IV:`, `Section 4.2`, and the same behind a number that counts along: `1. Artikel 1.`
fn article(text: &str) -> Option<Label> {
    let bare = digits(text).and_then(|(_, rest)| {
        let rest = rest.strip_prefix(['.', ')'])?;
        let word = rest.trim_start();
        ARTICLES.iter().any(|(name, _)| starts_with_word(word, name)).then_some(word)
    });
    let named = bare.unwrap_or(text);
    let (index, (name, _)) = ARTICLES.iter().enumerate().find(|(_, (name, _))| starts_with_word(named, name))?;
    if !named.starts_with(char::is_uppercase) {
        return None; // a reference that a line break put at a line's start
    }
    let rest = named.get(name.len()..)?.trim_start();
    let (path, rest) = figures(rest).or_else(|| roman_figures(rest))?;
    let rest = delimiter(rest);
    if !ends_well(rest, true) {
        return None;
    }
    // "Art. 6" and "Artikel 6" are numbers of one sequence.
    let cited = ARTICLES.get(index).map(|(_, cite)| cite);
    let index = ARTICLES.iter().position(|(_, cite)| Some(cite) == cited).unwrap_or(index);
    let word = u8::try_from(index).ok();
    let style = if path.len() == 1 { Style::Article(word.unwrap_or_default()) } else { Style::Decimal };
    let mut label = Label::of(style, path, text.len() - rest.len());
    label.readings = vec![Reading { style, path, word }];
    Some(label)
}

/// `IV`
fn roman_figures(text: &str) -> Option<(Path, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let value = roman_value(&text.get(..length)?.to_ascii_lowercase())?;
    Some((Path::one(value).in_roman(), text.get(length..)?))
}

fn starts_with_word(text: &str, name: &str) -> bool {
    text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
        && text
            .get(name.len()..)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_whitespace() || c.is_ascii_digit()))
}

fn lid(text: &str) -> Option<Label> {
    if !starts_with_word(text, "lid") {
        return None;
    }
    let (value, rest) = digits(text.get(3..)?.trim_start())?;
    let rest = delimiter(rest);
    ends_well(rest, true).then(|| Label::of(Style::Lid, Path::one(value), text.len() - rest.len()))
}

fn sign(text: &str) -> Option<Label> {
    let (path, rest) = figures(text.strip_prefix('§')?.trim_start())?;
    let rest = delimiter(rest);
    let style = if path.len() == 1 { Style::Sign } else { Style::Decimal };
    ends_well(rest, true).then(|| Label::of(style, path, text.len() - rest.len()))
}

/// `A.1`, `B.4.2`
fn lettered(text: &str) -> Option<Label> {
    let first = text.chars().next().filter(char::is_ascii_uppercase)?;
    let (path, rest) = figures(text.get(1..)?.strip_prefix('.')?)?;
    let mut whole = Path::one(u16::try_from(u32::from(first) - u32::from('A') + 1).ok()?);
    if !(0..path.len()).all(|depth| path.part(depth).is_some_and(|part| whole.push(part))) {
        return None;
    }
    let rest = delimiter(rest);
    ends_well(rest, true).then(|| Label::of(Style::Lettered, whole, text.len() - rest.len()))
}

/// `1.`, `(1)`, `6.1`, `1°`, `14`
fn number(text: &str) -> Option<Label> {
    let (open, inner) = text.strip_prefix('(').map_or((false, text), |inner| (true, inner.trim_start()));
    let (path, rest) = figures(inner)?;
    let (form, rest) = match rest.chars().next() {
        Some(')') => (Form::Bracket, rest.get(1..)?),
        _ if open => return None,
        Some('°' | 'º') => {
            let rest = delimiter(chars_after(rest, 1));
            return (path.len() == 1 && ends_well(rest, true))
                .then(|| Label::of(Style::Degree, path, text.len() - rest.len()));
        }
        Some('.') => (Form::Dot, rest.get(1..)?),
        _ => {
            let after = delimiter(rest);
            (if after.len() < rest.len() { Form::Dot } else { Form::Bare }, after)
        }
    };
    if !ends_in_brackets(rest, open) || form == Form::Bare && path.len() == 1 && !ends_well(rest, false) {
        return None;
    }
    let style = if path.len() == 1 { Style::Number(form) } else { Style::Decimal };
    Some(Label::of(style, path, text.len() - rest.len()))
}

/// `a.`, `(a)`, `ii)`, `IV.`
fn letter_or_roman(text: &str) -> Option<Label> {
    let (open, inner) = text.strip_prefix('(').map_or((false, text), |inner| (true, inner.trim_start()));
    let length = inner.bytes().take_while(u8::is_ascii_alphabetic).count();
    let word = inner.get(..length).filter(|word| !word.is_empty() && length <= 6)?;
    let case = if word.bytes().all(|b| b.is_ascii_lowercase()) {
        Case::Lower
    } else if word.bytes().all(|b| b.is_ascii_uppercase()) {
        Case::Upper
    } else {
        return None;
    };
    let rest = inner.get(length..)?;
    let (form, rest) = match rest.chars().next()? {
        ')' => (Form::Bracket, rest.get(1..)?),
        '.' if !open => rest.strip_prefix(".)").map_or((Form::Dot, rest.get(1..)?), |rest| (Form::Bracket, rest)),
        _ => return None,
    };
    if !ends_in_brackets(rest, open) {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    let end = text.len() - rest.len();
    let letters = letter_value(&lower).map(|value| (Style::Letter(case, form), value));
    let romans = roman_value(&lower).map(|value| (Style::Roman(case, form), value));
    let readings: Vec<Reading> = [letters, romans]
        .into_iter()
        .flatten()
        .map(|(style, value)| Reading { style, path: Path::one(value), word: None })
        .collect();
    (!readings.is_empty()).then_some(Label { readings, end, glued: false })
}
