//! Provisions of the law: how a checklist names them, how a lawyer cites them, where the official text is.

use crate::words::Words;

/// A provision: an act, an article, and what it is within it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provision {
    act: &'static Act,
    article: u16,
    paragraph: Option<u16>,
    point: Option<char>,
}

/// An act whose articles a checklist can name.
#[derive(Debug, PartialEq, Eq)]
struct Act {
    /// Its name in data, before the first slash; `act.NAME` is the key of its short title.
    name: &'static str,
    /// Its European Legislation Identifier.
    eli: &'static str,
    /// Its last article.
    articles: u16,
}

/// Regulation (EU) 2016/679, the GDPR (AVG).
static ACTS: [Act; 1] = [Act { name: "avg", eli: "http://data.europa.eu/eli/reg/2016/679", articles: 99 }];

impl Provision {
    /// Reads `avg/28/3/h`: act, article, paragraph, point; the last two may be left out.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('/');
        let name = parts.next()?;
        let act = ACTS.iter().find(|act| act.name == name)?;
        let number = |part: &str| {
            let digits = !part.starts_with('0') && part.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| part.parse().ok()).flatten()
        };
        let article = number(parts.next()?).filter(|article| (1..=act.articles).contains(article))?;
        let paragraph = match parts.next() {
            Some(part) => Some(number(part)?),
            None => None,
        };
        let point = match parts.next().map(|part| (part.len(), part.chars().next())) {
            Some((1, Some(point @ 'a'..='z'))) => Some(point),
            Some(_) => return None,
            None => None,
        };
        parts.next().is_none().then_some(Self { act, article, paragraph, point })
    }

    /// As a lawyer cites it: `art. 28 lid 3 onder h AVG`, `Art. 28(3)(h) GDPR`.
    #[must_use]
    pub fn cite(&self, words: &Words) -> String {
        let article = self.article.to_string();
        let paragraph = self.paragraph.map(|paragraph| paragraph.to_string());
        let point = self.point.map(String::from);
        let mut cite = words.say("cite.article", &[("article", &article)]);
        if let Some(paragraph) = paragraph {
            cite.push_str(&words.say("cite.paragraph", &[("paragraph", &paragraph)]));
        }
        if let Some(point) = point {
            cite.push_str(&words.say("cite.point", &[("point", &point)]));
        }
        let act = words.get(&format!("act.{}", self.act.name)).to_owned();
        format!("{cite} {act}")
    }

    /// The European Legislation Identifier of the article, which is where the official text can be found.
    #[must_use]
    pub fn eli(&self) -> String {
        format!("{}/art_{}/oj", self.act.eli, self.article)
    }
}
