//! Writes explanations: headings, sentences, lists, and names with what they mean.

use super::columns;
use crate::{
    checklist::{Checklist, Level, Loaded, Place},
    clean::one_line,
    language::Text,
    report::{Page, Sheet, fill_parameters},
    vocabulary::{Provision, Relationship, TopicId},
    words::Words,
};

/// What stands before an item of a list.
const BULLET: &str = "• ";

/// A name, and what it means.
pub(super) type Pair = (String, String);

/// An explanation that grows.
pub(super) struct Writer<'w> {
    pub(super) loaded: &'w Loaded,
    pub(super) sheet: Sheet<'w>,
    pub(super) words: &'static Words,
}

impl<'w> Writer<'w> {
    pub(super) fn new(loaded: &'w Loaded, page: &'w Page, words: &'static Words) -> Self {
        Self { loaded, sheet: Sheet::new(page, words), words }
    }

    /// What is explained: its name in data, and its name for people.
    pub(super) fn title(&mut self, id: &str, name: &str) {
        self.sheet.heading(&format!("{id} – {name}"));
    }

    /// Begins a part, with a heading that is a word of the program.
    pub(super) fn section(&mut self, key: &'static str) {
        self.sheet.blank();
        let heading = self.words.get(key);
        self.sheet.heading(heading);
    }

    /// A paragraph.
    pub(super) fn text(&mut self, depth: usize, text: &str) {
        self.sheet.hanging(&"  ".repeat(depth), text);
    }

    /// A paragraph of which only the first line is not set in.
    pub(super) fn fact(&mut self, key: &str, arguments: &[(&str, &str)]) {
        let text = self.words.say(key, arguments);
        self.sheet.hanging("  ", &text);
    }

    /// An item of a list.
    pub(super) fn item(&mut self, depth: usize, text: &str) {
        self.sheet.hanging(&format!("{}{BULLET}", "  ".repeat(depth)), text);
    }

    /// Names, each with what it means, in two columns.
    pub(super) fn pairs(&mut self, depth: usize, pairs: &[Pair]) {
        let rows: Vec<Vec<String>> = pairs
            .iter()
            .map(|(name, meaning)| vec![one_line(name).into_owned(), one_line(meaning).into_owned()])
            .collect();
        columns::lay(&mut self.sheet, 2 * depth, &rows);
    }

    /// A text of a checklist in the language, with what the parameters are.
    pub(super) fn filled(&self, text: &Text, checklist: &Checklist) -> String {
        fill_parameters(self.of(text), checklist, self.words)
    }

    /// A text in the language.
    pub(super) fn of<'t>(&self, text: &'t Text) -> &'t str {
        text.get(self.words.language())
    }

    /// A level in words.
    pub(super) fn level(&self, level: Level) -> String {
        self.words.get(&format!("level.{}", level.name())).to_owned()
    }

    /// A relationship in words.
    pub(super) fn relationship(&self, relationship: Relationship) -> String {
        self.words.get(&format!("relationship.{}", relationship.name())).to_owned()
    }

    /// Topics by name, each with what it is called.
    pub(super) fn topics(&self, topics: &[TopicId]) -> Vec<Pair> {
        let pair = |topic: &TopicId| {
            let topic = self.loaded.vocabulary.topic(*topic);
            (topic.name.clone(), self.of(&topic.label).to_owned())
        };
        topics.iter().map(pair).collect()
    }

    /// A line of a file of a checklist.
    pub(super) fn place(&self, checklist: &Checklist, place: Place) -> String {
        let file = checklist.file(place).name();
        self.words.say("explain.place", &[("file", file), ("line", &place.line.to_string())])
    }

    /// Provisions as a lawyer cites them, each with where its text is.
    pub(super) fn cited(&self, provision: &Provision) -> String {
        format!("{} – {}", provision.cite(self.words), provision.eli())
    }
}
