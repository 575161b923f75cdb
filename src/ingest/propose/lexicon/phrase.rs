//! The notation of phrases: words with `*`, alternatives, gaps, and groups.
//!
//! ```text
//! inbreuk*, datalek*                  one or the other; * stands for any letters
//! stel* .. op de hoogte               the second behind the first, a few words between them at most
//! zonder (onredelijke | onnodige) vertraging
//! <meld> .. aan <verwerker>?          <meld> is a group of the same file; ? may be missing
//! binnen ..3 <duration>               at most three words between; <duration>, <url>, <annex> … are built in
//! ```

use std::collections::HashMap;

use crate::ingest::propose::text::fold;

/// A phrase, by its place among the phrases of a lexicon. Equal phrases have one place.
pub(in crate::ingest::propose) type PhraseId = u32;

/// A word with `*`, by its place among those of a lexicon.
pub(in crate::ingest::propose) type WordPatternId = u32;

/// How many words may stand between the parts of a phrase that `..` divides.
const USUAL_GAP: u16 = 8;

/// What a phrase is made of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(in crate::ingest::propose) enum Form {
    /// One word.
    Word(WordPatternId),
    /// Something that the engine finds.
    Built(Built),
    /// One of these.
    Any(Vec<PhraseId>),
    /// These, one behind the other.
    Sequence(Vec<Step>),
}

/// A part of a sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::ingest::propose) struct Step {
    /// How many words may stand before it.
    pub gap: u16,
    /// Whether it may be missing.
    pub optional: bool,
    /// What it is.
    pub phrase: PhraseId,
}

/// What the engine finds by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::ingest::propose) enum Built {
    Processor,
    Controller,
    Parties,
    Duration,
    Number,
    Annex,
    Url,
    Mail,
    Blank,
    AnyWord,
    Colon,
    Name,
}

impl Built {
    const ALL: [(&'static str, Self); 12] = [
        ("processor", Self::Processor),
        ("controller", Self::Controller),
        ("parties", Self::Parties),
        ("duration", Self::Duration),
        ("number", Self::Number),
        ("annex", Self::Annex),
        ("url", Self::Url),
        ("mail", Self::Mail),
        ("blank", Self::Blank),
        ("any", Self::AnyWord),
        ("colon", Self::Colon),
        ("name", Self::Name),
    ];
}

/// What is wrong with a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ingest::propose) enum Wrong {
    /// A group that is not in the file.
    UnknownGroup(String),
    /// Not written as phrases are.
    Form,
}

/// The phrases of a lexicon, each once.
#[derive(Debug, Default)]
pub(in crate::ingest::propose) struct Phrases {
    forms: Vec<Form>,
    by_form: HashMap<Form, PhraseId>,
    groups: HashMap<String, PhraseId>,
    patterns: Vec<String>,
    by_pattern: HashMap<String, WordPatternId>,
}

impl Phrases {
    /// What a phrase is made of.
    pub fn form(&self, phrase: PhraseId) -> &Form {
        static NOTHING: Form = Form::Any(Vec::new());
        self.forms.get(phrase as usize).unwrap_or(&NOTHING)
    }

    /// The phrase of something that the engine finds, if the lexicon speaks of it.
    pub fn built(&self, built: Built) -> Option<PhraseId> {
        self.by_form.get(&Form::Built(built)).copied()
    }

    /// How many phrases there are.
    pub fn len(&self) -> usize {
        self.forms.len()
    }

    /// The words with `*`, by their places.
    pub fn patterns(&self) -> &[String] {
        &self.patterns
    }

    /// Every group with its name.
    pub fn group_names(&self) -> impl Iterator<Item = &str> {
        self.groups.keys().map(String::as_str).chain(Built::ALL.iter().map(|(name, _)| *name))
    }

    /// The phrase of a group.
    pub fn group(&self, name: &str) -> Option<PhraseId> {
        self.groups.get(name).copied()
    }

    /// Makes a phrase known under a name.
    pub fn name(&mut self, name: &str, phrase: PhraseId) {
        self.groups.insert(name.to_owned(), phrase);
    }

    fn add(&mut self, form: Form) -> PhraseId {
        if let Some(known) = self.by_form.get(&form) {
            return *known;
        }
        let id = PhraseId::try_from(self.forms.len()).unwrap_or(PhraseId::MAX);
        self.forms.push(form.clone());
        self.by_form.insert(form, id);
        id
    }

    fn pattern(&mut self, word: &str) -> WordPatternId {
        if let Some(known) = self.by_pattern.get(word) {
            return *known;
        }
        let id = WordPatternId::try_from(self.patterns.len()).unwrap_or(WordPatternId::MAX);
        self.patterns.push(word.to_owned());
        self.by_pattern.insert(word.to_owned(), id);
        id
    }

    /// One of several phrases.
    pub fn any(&mut self, phrases: Vec<PhraseId>) -> PhraseId {
        match phrases.as_slice() {
            [only] => *only,
            _ => self.add(Form::Any(phrases)),
        }
    }

    /// Reads a phrase.
    pub fn read(&mut self, text: &str) -> Result<PhraseId, Wrong> {
        let mut reader = Reader { signs: signs(text)?, at: 0, phrases: self };
        let phrase = reader.alternatives(0)?;
        if reader.at == reader.signs.len() { Ok(phrase) } else { Err(Wrong::Form) }
    }
}

/// What a phrase is written with.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Sign {
    Word(String),
    Group(String),
    Gap(u16),
    Or,
    Open,
    Close,
    Optional,
}

fn signs(text: &str) -> Result<Vec<Sign>, Wrong> {
    let mut signs = Vec::new();
    // Quotation marks around a part say no more than the part.
    let text = text.replace('"', " ");
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let one = |sign, rest: &mut &str| {
            *rest = &rest[1..];
            sign
        };
        let sign = match first {
            ',' | '|' => one(Sign::Or, &mut rest),
            '(' => one(Sign::Open, &mut rest),
            ')' => one(Sign::Close, &mut rest),
            '?' => one(Sign::Optional, &mut rest),
            '<' => {
                let end = rest.find('>').ok_or(Wrong::Form)?;
                let name = rest[1..end].to_owned();
                rest = &rest[end + 1..];
                Sign::Group(name)
            }
            '.' if rest.starts_with("..") => {
                let digits: String = rest[2..].chars().take_while(char::is_ascii_digit).collect();
                rest = &rest[2 + digits.len()..];
                Sign::Gap(if digits.is_empty() { USUAL_GAP } else { digits.parse().map_err(|_| Wrong::Form)? })
            }
            _ => {
                let ends = |c: char| c.is_whitespace() || matches!(c, ',' | '|' | '(' | ')' | '?' | '<' | '>');
                let end = rest.find(ends).unwrap_or(rest.len());
                if end == 0 {
                    return Err(Wrong::Form);
                }
                let word = fold(&rest[..end]);
                rest = &rest[end..];
                if word.chars().all(|c| c == '*') || word.contains(['.', ':', ';']) {
                    return Err(Wrong::Form);
                }
                Sign::Word(word)
            }
        };
        signs.push(sign);
        rest = rest.trim_start();
    }
    Ok(signs)
}

/// How deep parentheses may stand in each other.
const MAX_DEPTH: usize = 8;

struct Reader<'p> {
    signs: Vec<Sign>,
    at: usize,
    phrases: &'p mut Phrases,
}

impl Reader<'_> {
    fn alternatives(&mut self, depth: usize) -> Result<PhraseId, Wrong> {
        if depth > MAX_DEPTH {
            return Err(Wrong::Form);
        }
        let mut found = vec![self.sequence(depth)?];
        while self.signs.get(self.at) == Some(&Sign::Or) {
            self.at += 1;
            // A comma at the end of the last line is a slip that nobody needs to hear of.
            if self.at < self.signs.len() {
                found.push(self.sequence(depth)?);
            }
        }
        Ok(self.phrases.any(found))
    }

    fn sequence(&mut self, depth: usize) -> Result<PhraseId, Wrong> {
        let mut steps: Vec<Step> = Vec::new();
        let mut gap = None;
        while let Some(sign) = self.signs.get(self.at).cloned() {
            let phrase = match sign {
                Sign::Or | Sign::Close => break,
                Sign::Gap(words) if gap.is_none() && !steps.is_empty() => {
                    gap = Some(words);
                    self.at += 1;
                    continue;
                }
                Sign::Gap(_) | Sign::Optional => return Err(Wrong::Form),
                Sign::Word(word) => {
                    self.at += 1;
                    let pattern = self.phrases.pattern(&word);
                    self.phrases.add(Form::Word(pattern))
                }
                Sign::Group(name) => {
                    self.at += 1;
                    self.group(&name)?
                }
                Sign::Open => {
                    self.at += 1;
                    let inner = self.alternatives(depth + 1)?;
                    if self.signs.get(self.at) != Some(&Sign::Close) {
                        return Err(Wrong::Form);
                    }
                    self.at += 1;
                    inner
                }
            };
            let optional = self.signs.get(self.at) == Some(&Sign::Optional);
            self.at += usize::from(optional);
            steps.push(Step { gap: gap.take().unwrap_or(0), optional, phrase });
        }
        match steps.as_slice() {
            _ if gap.is_some() => Err(Wrong::Form),
            [] => Err(Wrong::Form),
            steps if steps.iter().all(|step| step.optional) => Err(Wrong::Form),
            [only] => Ok(only.phrase),
            _ => Ok(self.phrases.add(Form::Sequence(steps))),
        }
    }

    fn group(&mut self, name: &str) -> Result<PhraseId, Wrong> {
        if let Some((_, built)) = Built::ALL.iter().find(|(known, _)| *known == name) {
            return Ok(self.phrases.add(Form::Built(*built)));
        }
        self.phrases.group(name).ok_or_else(|| Wrong::UnknownGroup(name.to_owned()))
    }
}
