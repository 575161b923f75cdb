//! Changes of a proposal: which topic or fact, and what it is to be.

use super::{Next, Review, print};
use crate::{
    problem::Problem,
    review::{Choice, chosen, numbered, topics, values, written},
    vocabulary::FactKind,
};

/// What is said for a fact that the clause does not state, or for no remark.
pub(super) const NOTHING: &str = "-";

/// The name under which the topic itself can be changed.
const TOPIC: &str = "topic";

/// How many topics are listed to choose from.
const LISTED: usize = 40;

impl Review<'_> {
    /// Changes the topic or a fact: `deadline=24 hours`, or what is asked for in turn.
    pub(super) fn edit(&mut self, said: &str) -> Result<Next, Vec<Problem>> {
        let (what, value) = match said.split_once('=') {
            Some((what, value)) => (what.trim().to_owned(), Some(value.trim().to_owned())),
            None => (said.to_owned(), None),
        };
        let parts = self.parts();
        let what = if what.is_empty() {
            let heading = self.look.words.get("review.parts");
            print(&numbered(heading, &parts, &self.look))?;
            self.ask("review.ask-part")?
        } else {
            Some(what)
        };
        let Some(what) = what else { return Ok(Next::Ask) };
        let what = chosen(&parts, &what).map_or(what, |part| part.name.clone());
        if what == TOPIC { self.edit_topic(value) } else { self.edit_fact(&what, value) }
    }

    /// What of the current proposal can be changed, with what it is now.
    fn parts(&self) -> Vec<Choice> {
        let words = self.look.words;
        let language = words.language();
        let (Some(annotation), Some(topic)) = (self.session.current(), self.session.topic()) else { return Vec::new() };
        let mut parts = vec![Choice { name: TOPIC.to_owned(), label: topic.label.get(language).to_owned() }];
        for fact in &topic.facts {
            let value = topic.find(&fact.name).and_then(|id| annotation.fact(id));
            let value =
                value.map_or_else(|| words.get("match.unknown").to_owned(), |value| value.show(&fact.kind, words));
            parts.push(Choice { name: fact.name.clone(), label: format!("{}: {value}", fact.label.get(language)) });
        }
        parts
    }

    fn edit_topic(&mut self, value: Option<String>) -> Result<Next, Vec<Problem>> {
        let is_asked = value.is_none();
        let Some(mut said) = (if is_asked { self.ask("review.ask-topic")? } else { value }) else {
            return Ok(Next::Ask);
        };
        let name = loop {
            let found = topics(self.session.vocabulary(), &said, self.look.words);
            match &found[..] {
                [only] => break only.name.clone(),
                // The reader of extracts says what may have been meant.
                [] => break said,
                _ if !is_asked => break said,
                several => {
                    let listed = &several[..several.len().min(LISTED)];
                    let heading = self.look.words.count("review.topics", several.len());
                    print(&numbered(&heading, listed, &self.look))?;
                    let Some(answer) = self.ask("review.ask-topic")? else { return Ok(Next::Ask) };
                    match chosen(listed, &answer) {
                        Some(topic) => break topic.name.clone(),
                        None => said = answer,
                    }
                }
            }
        };
        let result = self.session.set_topic(&name);
        self.attempt(result, "review.edited")
    }

    fn edit_fact(&mut self, name: &str, value: Option<String>) -> Result<Next, Vec<Problem>> {
        let words = self.look.words;
        let kind = self.session.topic().and_then(|topic| Some(topic.fact(topic.find(name)?).kind.clone()));
        let Some(kind) = kind else {
            // The reader of extracts says which facts there are.
            let result = self.session.set_fact(name, Some("true"));
            return self.attempt(result, "review.edited");
        };
        let value = match value {
            Some(value) => value,
            None => {
                let heading = words.say("review.values", &[("fact", name), ("kind", words.get(kind.word()))]);
                print(&numbered(&heading, &values(&kind, words), &self.look))?;
                let several = matches!(kind, FactKind::Choices(_));
                let Some(value) = self.ask(if several { "review.ask-values" } else { "review.ask-value" })? else {
                    return Ok(Next::Ask);
                };
                value
            }
        };
        let yaml = (!value.is_empty() && value != NOTHING).then(|| written(&kind, &value, words));
        let result = self.session.set_fact(name, yaml.as_deref());
        self.attempt(result, "review.edited")
    }
}
