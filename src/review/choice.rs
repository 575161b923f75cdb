//! How a person names a topic or a value: by its number in a list, by its name in data, or in words.

use crate::{
    vocabulary::{Duration, FactKind, Vocabulary},
    words::Words,
    yaml::{edit::scalar, write_json_line},
};

/// Something to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its name in data.
    pub name: String,
    /// Its name for people.
    pub label: String,
}

impl Choice {
    fn is(&self, text: &str) -> bool {
        [&self.name, &self.label].iter().any(|own| own.to_lowercase() == text.to_lowercase())
    }

    fn has(&self, text: &str) -> bool {
        [&self.name, &self.label].iter().any(|own| own.to_lowercase().contains(&text.to_lowercase()))
    }
}

/// The topics that a text could stand for: the one that is called so, else all that have it in their names.
#[must_use]
pub fn topics(vocabulary: &Vocabulary, text: &str, words: &Words) -> Vec<Choice> {
    let label = |label: &crate::language::Text| label.get(words.language()).to_owned();
    let all = vocabulary.topics().map(|topic| Choice { name: topic.name.clone(), label: label(&topic.label) });
    let all: Vec<Choice> = all.collect();
    match all.iter().find(|choice| choice.is(text)) {
        Some(exact) => vec![exact.clone()],
        None => all.into_iter().filter(|choice| choice.has(text)).collect(),
    }
}

/// The one of some choices that a text stands for: by its number from 1, its name, or its label.
#[must_use]
pub fn chosen<'c>(choices: &'c [Choice], text: &str) -> Option<&'c Choice> {
    let by_number = text.parse::<usize>().ok().and_then(|number| choices.get(number.checked_sub(1)?));
    by_number.or_else(|| choices.iter().find(|choice| choice.is(text)))
}

/// The values that a fact can have, where these can be listed.
#[must_use]
pub fn values(kind: &FactKind, words: &Words) -> Vec<Choice> {
    match kind {
        FactKind::Choice(choices) | FactKind::Choices(choices) => {
            let label = |choice: &crate::vocabulary::Choice| choice.label.get(words.language()).to_owned();
            choices.iter().map(|choice| Choice { name: choice.name.clone(), label: label(choice) }).collect()
        }
        FactKind::Flag => [("true", "yes"), ("false", "no")]
            .map(|(name, word)| Choice { name: name.to_owned(), label: words.get(word).to_owned() })
            .to_vec(),
        FactKind::Duration | FactKind::Number | FactKind::Money | FactKind::Text => Vec::new(),
    }
}

/// What a person said, as YAML writes it. Whether it is a value that the fact can have is for the reader of extracts to say.
#[must_use]
pub fn written(kind: &FactKind, said: &str, words: &Words) -> String {
    let listed = values(kind, words);
    let name = |said: &str| chosen(&listed, said.trim()).map_or(said.trim().to_owned(), |choice| choice.name.clone());
    match kind {
        FactKind::Flag => name(said),
        FactKind::Choice(_) => scalar(&name(said)),
        FactKind::Choices(_) => {
            let said = said.trim().trim_start_matches('[').trim_end_matches(']');
            let numbers = said.chars().all(|c| c.is_ascii_digit() || c.is_whitespace());
            let parts = said.split(|c: char| c == ',' || (numbers && c.is_whitespace()));
            let names = parts.map(str::trim).filter(|part| !part.is_empty()).map(|part| scalar(&name(part)));
            format!("[{}]", names.collect::<Vec<_>>().join(", "))
        }
        FactKind::Duration if Duration::parse(said).is_none() => {
            Duration::guess(said).map_or_else(|| scalar(said), |meant| meant.to_string())
        }
        FactKind::Duration | FactKind::Number | FactKind::Money => scalar(said),
        FactKind::Text => write_json_line(&said),
    }
}
