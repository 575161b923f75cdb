//! Conditions in words: what a row of a checklist asks, as sentences.

use super::matcher;
use crate::{
    checklist::{Condition, Given, Matcher, Where},
    clean::one_line,
    language::Text,
    vocabulary::{Facts, Topic, TopicId, Vocabulary, agreement::AGREEMENT},
    words::Words,
};

/// A condition in words: a clause of a sentence, and what stands below it where it is a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// The words. Where there are parts, they end in a colon.
    pub text: String,
    /// The items of the list.
    pub parts: Vec<Phrase>,
}

impl Phrase {
    fn plain(text: String) -> Self {
        Self { text, parts: Vec::new() }
    }

    /// Its lines, each with how deep it stands. The first one is a sentence, the others are items of lists.
    #[must_use]
    pub fn lines(&self) -> Vec<(usize, String)> {
        let end = if self.parts.is_empty() { "." } else { "" };
        let mut characters = self.text.chars();
        let first = characters.next().into_iter().flat_map(char::to_uppercase);
        let mut lines = vec![(0, first.chain(characters).chain(end.chars()).collect())];
        for part in &self.parts {
            part.items(1, &mut lines);
        }
        lines
    }

    fn items(&self, depth: usize, lines: &mut Vec<(usize, String)>) {
        lines.push((depth, self.text.clone()));
        for part in &self.parts {
            part.items(depth + 1, lines);
        }
    }
}

/// A condition in words. They are safe to show.
#[must_use]
pub fn condition(condition: &Condition, vocabulary: &Vocabulary, words: &Words) -> Phrase {
    Teller { vocabulary, words }.tell(condition)
}

/// An annotation of an example in words: `breach.notification (deadline: 36 hours, commitment: a firm duty)`.
#[must_use]
pub fn given(given: &Given, vocabulary: &Vocabulary, words: &Words) -> String {
    annotation(given.topic, &given.facts, vocabulary, words)
}

/// A topic with facts in words; its names are those that extracts use.
#[must_use]
pub fn annotation(topic: TopicId, facts: &Facts, vocabulary: &Vocabulary, words: &Words) -> String {
    let topic = vocabulary.topic(topic);
    let facts = facts.iter().map(|(id, value)| {
        let fact = topic.fact(*id);
        format!("{}: {}", fact.name, value.show(&fact.kind, words))
    });
    let facts = facts.collect::<Vec<_>>().join(", ");
    let text = if facts.is_empty() { topic.name.clone() } else { format!("{} ({facts})", topic.name) };
    one_line(&text).into_owned()
}

/// The words with which a question about a topic begins, by their keys.
struct Form {
    /// Before what is asked of one fact.
    clause: &'static str,
    /// Where nothing is asked of any fact.
    alone: &'static str,
    /// Where a fact is not to be given: the words before it, and those that put both together. That no clause keeps silent on
    /// it is that every clause states it.
    silent: (&'static str, &'static str),
    /// Before a list of what is asked of several facts.
    several: &'static str,
}

const HAS: Form = Form {
    clause: "condition.has",
    alone: "condition.has-any",
    silent: ("condition.has", "condition.not-states"),
    several: "condition.has-with",
};
const LACKS: Form = Form {
    clause: "condition.lacks",
    alone: "condition.lacks-any",
    silent: ("condition.every-if-any", "condition.states"),
    several: "condition.lacks-with",
};
const EVERY: Form = Form {
    clause: "condition.every",
    alone: "condition.has-any",
    silent: ("condition.every-silent", "condition.states"),
    several: "condition.every-with",
};
const AGREEMENT_AS_A_WHOLE: Form = Form {
    clause: "condition.agreement",
    alone: "condition.agreement",
    silent: ("condition.agreement", "condition.not-states"),
    several: "condition.agreement-with",
};

struct Teller<'t> {
    vocabulary: &'t Vocabulary,
    words: &'t Words,
}

impl Teller<'_> {
    fn tell(&self, condition: &Condition) -> Phrase {
        match condition {
            Condition::Has(topic, facts) => self.clauses(&HAS, *topic, facts),
            Condition::Lacks(topic, facts) => self.clauses(&LACKS, *topic, facts),
            Condition::Every(topic, facts) => self.clauses(&EVERY, *topic, facts),
            Condition::All(parts) => self.group("condition.all", parts),
            Condition::Any(parts) => self.group("condition.any", parts),
            Condition::Not(inner) => self.denied(inner),
            Condition::Agreement(facts) => self.question(&AGREEMENT_AS_A_WHOLE, &self.agreement(), facts),
        }
    }

    fn group(&self, key: &str, parts: &[Condition]) -> Phrase {
        match parts {
            [only] => self.tell(only),
            _ => Phrase {
                text: self.words.get(key).to_owned(),
                parts: parts.iter().map(|part| self.tell(part)).collect(),
            },
        }
    }

    /// That a condition does not hold. What can be said without a "not" is.
    fn denied(&self, condition: &Condition) -> Phrase {
        match condition {
            Condition::Has(topic, facts) => self.clauses(&LACKS, *topic, facts),
            Condition::Lacks(topic, facts) => self.clauses(&HAS, *topic, facts),
            Condition::Not(inner) => self.tell(inner),
            Condition::All(parts) if parts.len() > 1 => self.group("condition.not-all", parts),
            Condition::Any(parts) if parts.len() > 1 => self.group("condition.none", parts),
            _ => {
                let phrase = self.tell(condition);
                if phrase.parts.is_empty() {
                    Phrase::plain(self.words.say("condition.not", &[("condition", &phrase.text)]))
                } else {
                    Phrase { text: self.words.get("condition.not-this").to_owned(), parts: vec![phrase] }
                }
            }
        }
    }

    fn clauses(&self, form: &Form, topic: TopicId, facts: &Where) -> Phrase {
        self.question(form, self.vocabulary.topic(topic), facts)
    }

    fn question(&self, form: &Form, topic: &Topic, facts: &Where) -> Phrase {
        let label = |text: &Text| one_line(text.get(self.words.language())).into_owned();
        let begin = |key| self.words.say(key, &[("topic", &label(&topic.label))]);
        let value = |matcher: &Matcher, id| one_line(&matcher::say(matcher, topic.fact(id), self.words)).into_owned();
        match &facts[..] {
            [] => Phrase::plain(begin(form.alone)),
            [(id, matcher)] => {
                let (clause, key) = match matcher {
                    Matcher::Known(true) => (form.clause, "condition.states"),
                    Matcher::Known(false) => form.silent,
                    _ => (form.clause, "condition.states-this"),
                };
                let (clause, fact) = (begin(clause), label(&topic.fact(*id).label));
                let arguments = [("clause", &*clause), ("fact", &fact), ("value", &value(matcher, *id))];
                Phrase::plain(self.words.say(key, &arguments))
            }
            _ => {
                let item = |(id, matcher): &(_, Matcher)| {
                    let fact = label(&topic.fact(*id).label);
                    let arguments = [("fact", &*fact), ("value", &value(matcher, *id))];
                    Phrase::plain(self.words.say("condition.fact", &arguments))
                };
                Phrase { text: begin(form.several), parts: facts.iter().map(item).collect() }
            }
        }
    }

    /// The facts of an agreement with their names in the language.
    fn agreement(&self) -> Topic {
        let word = |prefix: &str, name: &str| Text::same(self.words.get(&format!("{prefix}.{name}")).to_owned());
        let mut topic = AGREEMENT.clone();
        for fact in &mut topic.facts {
            fact.label = word("agreement", &fact.name);
            if let crate::vocabulary::FactKind::Choice(choices) = &mut fact.kind {
                for choice in choices {
                    choice.label = word("relationship", &choice.name);
                }
            }
        }
        topic
    }
}
