//! Languages of the output, and texts from data that exist in several of them.

use std::fmt;

/// A language of findings and messages.
///
/// Everything that is specific to a language is data: its words are in `src/words/`, the texts of checklists carry its
/// code as key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Language(u8);

/// A language's code and its file of words.
const LANGUAGES: [(&str, &str); 2] = [("en", include_str!("words/en.yaml")), ("nl", include_str!("words/nl.yaml"))];

impl Language {
    /// The language to fall back on.
    pub const DEFAULT: Self = Self(0);

    /// Every language, in the order of their codes.
    pub fn all() -> impl Iterator<Item = Self> {
        (0u8..).zip(&LANGUAGES).map(|(index, _)| Self(index))
    }

    /// The ISO 639-1 code: `nl`, `en`.
    #[must_use]
    pub fn code(self) -> &'static str {
        LANGUAGES[usize::from(self.0)].0
    }

    /// The YAML text of this language's words.
    #[must_use]
    pub fn words(self) -> &'static str {
        LANGUAGES[usize::from(self.0)].1
    }

    /// Finds a language by its code, or by a locale that starts with it: `nl`, `nl_NL.UTF-8`.
    #[must_use]
    pub fn from_locale(locale: &str) -> Option<Self> {
        let code = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
        Self::all().find(|language| language.code().eq_ignore_ascii_case(code))
    }

    /// The language that the environment asks for: `ART28_LANG`, then the locale.
    #[must_use]
    pub fn from_environment() -> Self {
        let names = ["ART28_LANG", "LC_ALL", "LC_MESSAGES", "LANG"];
        let mut asked = names.into_iter().filter_map(|name| std::env::var(name).ok());
        // The first that is set decides: LC_ALL=C asks for no language, whatever LANG says.
        asked.find(|value| !value.is_empty()).and_then(|value| Self::from_locale(&value)).unwrap_or(Self::DEFAULT)
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A text for people, in one or more languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(Vec<(Language, String)>);

impl Text {
    /// A text that serves every language.
    #[must_use]
    pub fn same(text: String) -> Self {
        Self(vec![(Language::DEFAULT, text)])
    }

    /// A text from its translations.
    #[must_use]
    pub fn new(translations: Vec<(Language, String)>) -> Self {
        Self(translations)
    }

    /// The text in a language, or in another one where it has not been translated.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        let wanted = |wanted| self.0.iter().find(|(language, _)| *language == wanted);
        wanted(language).or_else(|| wanted(Language::DEFAULT)).or(self.0.first()).map_or("", |(_, text)| text)
    }

    /// Every translation.
    pub fn translations(&self) -> impl Iterator<Item = (Language, &str)> {
        self.0.iter().map(|(language, text)| (*language, text.as_str()))
    }
}
