//! The program's own words in each language: messages, headings, names of verdicts. They are data, in `src/words/`.

use std::{
    collections::BTreeMap,
    sync::{LazyLock, OnceLock},
};

use jiff::civil::Date;

use crate::{
    language::Language,
    yaml::{Node, Tree},
};

/// The words of one language.
#[derive(Debug)]
pub struct Words {
    language: Language,
    entries: BTreeMap<String, String>,
}

static ALL: LazyLock<Vec<OnceLock<Words>>> = LazyLock::new(|| Language::all().map(|_| OnceLock::new()).collect());

impl Words {
    /// The words of a language, read at the first use.
    #[must_use]
    pub fn of(language: Language) -> &'static Self {
        let index = Language::all().position(|known| known == language).unwrap_or_default();
        ALL[index].get_or_init(|| Self::load(language))
    }

    /// Reads a language's file; a broken one gives no words, which a test refuses.
    fn load(language: Language) -> Self {
        let tree = Tree::parse(language.words());
        let members = tree.iter().flat_map(|tree| tree.root().members());
        let entry = |(key, value): (Node<'_>, Node<'_>)| Some((key.name().into_owned(), value.text()?.to_owned()));
        let entries = members.filter_map(entry).collect();
        Self { language, entries }
    }

    /// Which language they are.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// Every key.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// The words under a key, if there are any.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&str> {
        self.entries.get(key).map(String::as_str)
    }

    /// The words under a key; the key itself where a translation is missing, so that nothing is silent.
    #[must_use]
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.find(key).unwrap_or(key)
    }

    /// The words under a key, with each `{name}` in them replaced.
    #[must_use]
    pub fn say(&self, key: &str, arguments: &[(&str, &str)]) -> String {
        fill(self.get(key), |name| {
            let given = arguments.iter().find(|(known, _)| *known == name);
            debug_assert!(given.is_some(), "nothing says what {name} is in the words under {key}");
            given.map(|(_, value)| (*value).into())
        })
    }

    /// The word for something that data names: the verdict `met`, the level `law`.
    #[must_use]
    pub fn named<'a>(&'a self, kind: &str, name: &'a str) -> &'a str {
        self.find(&format!("{kind}.{name}")).unwrap_or(name)
    }

    /// A date as people write it: 30 juni 2027.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        let month = date.month().to_string();
        let (day, month, year) = (date.day().to_string(), self.named("month", &month), date.year().to_string());
        self.say("date", &[("day", &day), ("month", month), ("year", &year)])
    }

    /// What every language has under a key, one after the other.
    #[must_use]
    pub fn everywhere(key: &str, between: &str) -> String {
        Language::all().map(|language| Self::of(language).get(key)).collect::<Vec<_>>().join(between)
    }

    /// The words for a number of things: those under `key.one` for one, else those under `key.many`.
    #[must_use]
    pub fn count(&self, key: &str, count: usize) -> String {
        let form = if count == 1 { "one" } else { "many" };
        self.say(&format!("{key}.{form}"), &[("count", &count.to_string())])
    }

    /// Items as a sentence lists them: `a, b en c`.
    #[must_use]
    pub fn list<T: AsRef<str>>(&self, items: &[T]) -> String {
        self.join(items, "and")
    }

    /// Items of which one will do: `a, b of c`.
    #[must_use]
    pub fn either<T: AsRef<str>>(&self, items: &[T]) -> String {
        self.join(items, "or")
    }

    fn join<T: AsRef<str>>(&self, items: &[T], before_last: &str) -> String {
        match items {
            [] => String::new(),
            [only] => only.as_ref().to_owned(),
            [first @ .., last] => {
                let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
                format!("{} {} {}", first.join(", "), self.get(before_last), last.as_ref())
            }
        }
    }
}

/// Replaces each `{name}` in a template by what `value` gives for it; an unknown name is left as it stands.
pub fn fill(template: &str, mut value: impl FnMut(&str) -> Option<String>) -> String {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, name, after)) = next_placeholder(rest) {
        filled.push_str(before);
        match value(name) {
            Some(value) => filled.push_str(&value),
            None => filled.extend(["{", name, "}"]),
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// The names between braces in a template.
pub fn placeholders(template: &str) -> impl Iterator<Item = &str> {
    let mut rest = template;
    std::iter::from_fn(move || {
        let (_, name, after) = next_placeholder(rest)?;
        rest = after;
        Some(name)
    })
}

/// The first placeholder of a template, with what stands before and behind it. Braces around anything but a name are text.
fn next_placeholder(template: &str) -> Option<(&str, &str, &str)> {
    let plain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '$' | '-' | '_' | '.');
    template.match_indices('{').find_map(|(at, _)| {
        let rest = &template[at + 1..];
        let name = &rest[..rest.chars().take_while(plain).count()];
        let after = rest[name.len()..].strip_prefix('}')?;
        (!name.is_empty()).then_some((&template[..at], name, after))
    })
}
