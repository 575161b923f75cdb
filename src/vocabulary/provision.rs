//! Provisions: how a checklist names them, how a lawyer cites them, where the official text is. The acts are data.

use std::{fmt, sync::Arc};

use crate::{language::Text, words::Words};

/// What stands in an address for the number of the article.
const ARTICLE: &str = "{article}";

/// An act whose provisions a checklist can name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// Its name in data, before the first slash: `avg`.
    pub name: String,
    /// Its short title: AVG, GDPR.
    pub label: Text,
    /// What its provisions are called.
    pub unit: Unit,
    /// The number of its last article or clause.
    pub last: Option<u16>,
    /// Where its text is; `{article}` stands for the number of the article.
    pub address: String,
}

/// What the provisions of an act are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Articles, as in a law.
    Article,
    /// Clauses, as in a model contract.
    Clause,
}

/// A provision: an act, an article or clause, and what it is within it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provision {
    act: Arc<Act>,
    /// What it is in an act.
    part: Part,
    paragraph: Option<u16>,
    point: Option<char>,
}

/// A part of an act.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    /// An article or clause: `28`, `7.7`.
    Numbered(String),
    /// An annex, by its Roman number: `annex-iii`.
    Annex(String),
}

impl Unit {
    /// Its name in data; `cite.NAME` is the key of how it is cited.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Clause => "clause",
        }
    }
}

impl Act {
    /// Where its text as a whole is: the address of an article before the part that names it.
    fn own_address(&self) -> &str {
        let Some((before, _)) = self.address.split_once(ARTICLE) else { return &self.address };
        before.rfind(['/', '?', '#', '&']).map_or(before, |end| &before[..end])
    }
}

impl Provision {
    /// Reads `avg/28/3/h`: act, article, paragraph, point; the last two may be left out. Clauses can have numbers with a dot
    /// (`scc/7.7/a`), and annexes are named by their Roman numbers (`scc/annex-iii`).
    #[must_use]
    pub fn parse(text: &str, acts: &[Arc<Act>]) -> Option<Self> {
        let mut parts = text.split('/').peekable();
        let name = parts.next()?;
        let act = Arc::clone(acts.iter().find(|act| act.name == name)?);
        let part = Part::parse(parts.next()?, &act)?;
        let paragraph = parts.next_if(|part| !is_point(part));
        let paragraph = match paragraph {
            Some(part) => Some(number(part)?),
            None => None,
        };
        let point = parts.next_if(|part| is_point(part)).and_then(|part| part.chars().next());
        parts.next().is_none().then_some(Self { act, part, paragraph, point })
    }

    /// The last article or clause of the act that a text names, where the text goes on to name a later one.
    #[must_use]
    pub fn beyond<'a>(text: &str, acts: &'a [Arc<Act>]) -> Option<(&'a Act, u16)> {
        let (name, rest) = text.split_once('/')?;
        let act = acts.iter().find(|act| act.name == name)?;
        let first = number(rest.split(['/', '.']).next()?)?;
        let last = act.last.filter(|last| first > *last)?;
        Some((act, last))
    }

    /// What it is part of, from the nearest outwards: of `avg/28/3/h` first `avg/28/3`, then `avg/28`.
    #[must_use]
    pub fn around(&self) -> Vec<Self> {
        let mut around = Vec::new();
        if self.point.is_some() && self.paragraph.is_some() {
            around.push(Self { point: None, ..self.clone() });
        }
        if self.point.is_some() || self.paragraph.is_some() {
            around.push(Self { point: None, paragraph: None, ..self.clone() });
        }
        around
    }

    /// As a lawyer cites it: `art. 28 lid 3 onder h AVG`, `Art. 28(3)(h) GDPR`.
    #[must_use]
    pub fn cite(&self, words: &Words) -> String {
        let mut cite = match &self.part {
            Part::Numbered(number) => words.say(&format!("cite.{}", self.act.unit.name()), &[("number", number)]),
            Part::Annex(number) => words.say("cite.annex", &[("number", &number.to_uppercase())]),
        };
        if let Some(paragraph) = self.paragraph {
            cite.push_str(&words.say("cite.paragraph", &[("paragraph", &paragraph.to_string())]));
        }
        if let Some(point) = self.point {
            cite.push_str(&words.say("cite.point", &[("point", &point.to_string())]));
        }
        format!("{cite} {}", self.act.label.get(words.language()))
    }

    /// The short title of its act.
    #[must_use]
    pub fn act(&self) -> &Text {
        &self.act.label
    }

    /// Where the official text can be found: for regulations the European Legislation Identifier of the article.
    #[must_use]
    pub fn eli(&self) -> String {
        match &self.part {
            Part::Numbered(number) => self.act.address.replace(ARTICLE, number),
            Part::Annex(_) => self.act.own_address().to_owned(),
        }
    }

    /// Whether it is another provision, or a part of it.
    #[must_use]
    pub fn is_within(&self, other: &Self) -> bool {
        let within = |own: &Option<_>, wanted: &Option<_>| wanted.is_none() || own == wanted;
        self.act.name == other.act.name
            && self.part.is_within(&other.part)
            && within(&self.paragraph, &other.paragraph)
            && (other.point.is_none() || self.point == other.point)
    }
}

/// As a checklist names it: `avg/28/3/h`.
impl fmt::Display for Provision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/", self.act.name)?;
        match &self.part {
            Part::Numbered(number) => write!(f, "{number}")?,
            Part::Annex(number) => write!(f, "annex-{number}")?,
        }
        self.paragraph.iter().try_for_each(|paragraph| write!(f, "/{paragraph}"))?;
        self.point.iter().try_for_each(|point| write!(f, "/{point}"))
    }
}

impl Part {
    fn parse(text: &str, act: &Act) -> Option<Self> {
        if let Some(annex) = text.strip_prefix("annex-") {
            let roman = !annex.is_empty() && annex.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'));
            return roman.then(|| Self::Annex(annex.to_owned()));
        }
        let numbers: Option<Vec<u16>> = text.split('.').map(number).collect();
        let first = *numbers?.first()?;
        act.last.is_none_or(|last| first <= last).then(|| Self::Numbered(text.to_owned()))
    }

    /// Whether it is another part, or a clause below it: 7.7 is within 7.
    fn is_within(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Numbered(own), Self::Numbered(other)) => {
                own.strip_prefix(other.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            }
            _ => self == other,
        }
    }
}

fn number(text: &str) -> Option<u16> {
    let digits = !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

fn is_point(text: &str) -> bool {
    matches!(text.as_bytes(), [b'a'..=b'z'])
}
