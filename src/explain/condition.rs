//! Conditions in words: what a row of a checklist asks, as sentences.

use super::matcher;
use crate::{
    checklist::{Condition, Given, Matcher, Where},
    clean::one_line,
    language::Text,
    vocabulary::{Fact, FactKind, Facts, Topic, TopicId, Vocabulary, agreement::AGREEMENT},
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

/// An annotation of an example in words: `breach.notification (the latest time: 36 hours; how quickly: “immediately”)`.
#[must_use]
pub fn given(given: &Given, vocabulary: &Vocabulary, words: &Words) -> String {
    annotation(given.topic, &given.facts, vocabulary, words)
}

/// A topic, by the name that extracts use, with facts in words.
#[must_use]
pub fn annotation(topic: TopicId, facts: &Facts, vocabulary: &Vocabulary, words: &Words) -> String {
    let topic = vocabulary.topic(topic);
    let facts = facts.iter().map(|(id, value)| {
        let fact = topic.fact(*id);
        format!("{}: {}", fact.label.get(words.language()), matcher::value(value, fact, words))
    });
    let facts = facts.collect::<Vec<_>>().join("; ");
    let text = if facts.is_empty() { topic.name.clone() } else { format!("{} ({facts})", topic.name) };
    one_line(&text).into_owned()
}

/// A form of question about clauses. `condition.NAME.` begins the keys of its sentences.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Some clause.
    Has,
    /// No clause.
    Lacks,
    /// Every clause, and there is one.
    Every,
    /// Not that: no clause at all, or one for which it is not so.
    NotEvery,
    /// The agreement as a whole.
    Agreement,
}

impl Form {
    fn name(self) -> &'static str {
        match self {
            Self::Has => "has",
            Self::Lacks => "lacks",
            Self::Every => "every",
            Self::NotEvery => "not-every",
            Self::Agreement => "agreement",
        }
    }
}

struct Teller<'t> {
    vocabulary: &'t Vocabulary,
    words: &'t Words,
}

impl Teller<'_> {
    fn tell(&self, condition: &Condition) -> Phrase {
        match condition {
            Condition::Has(topic, facts) => self.clauses(Form::Has, *topic, facts),
            Condition::Lacks(topic, facts) => self.clauses(Form::Lacks, *topic, facts),
            Condition::Every(topic, facts) => self.clauses(Form::Every, *topic, facts),
            Condition::All(parts) => self.group("condition.all", parts),
            Condition::Any(parts) => self.group("condition.any", parts),
            Condition::Not(inner) => self.denied(inner),
            Condition::Agreement(facts) => self.question(Form::Agreement, &self.agreement(), facts),
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
            Condition::Has(topic, facts) => self.clauses(Form::Lacks, *topic, facts),
            Condition::Lacks(topic, facts) => self.clauses(Form::Has, *topic, facts),
            Condition::Every(topic, facts) => self.clauses(Form::NotEvery, *topic, facts),
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

    fn clauses(&self, form: Form, topic: TopicId, facts: &Where) -> Phrase {
        self.question(form, self.vocabulary.topic(topic), facts)
    }

    fn question(&self, form: Form, topic: &Topic, facts: &Where) -> Phrase {
        let about = self.label(&topic.label);
        let say = |kind: &str, fact: &str, value: &str| {
            let key = format!("condition.{}.{kind}", form.name());
            self.words.say(&key, &[("topic", &about), ("fact", fact), ("value", value)])
        };
        match &facts[..] {
            [] => Phrase::plain(say("any", "", "")),
            [(id, matcher)] => {
                let (kind, fact, value) = self.asked(form, topic.fact(*id), matcher);
                Phrase::plain(say(kind, &fact, &value))
            }
            _ => {
                let parts = facts.iter().map(|(id, matcher)| Phrase::plain(self.item(topic.fact(*id), matcher)));
                Phrase { text: say("with", "", ""), parts: parts.collect() }
            }
        }
    }

    /// What is asked of the only fact that a question is about: the last part of the key of the sentence, the fact, and the
    /// value. A flag that says whether something is so becomes that it is so, and two negations become none.
    fn asked(&self, form: Form, fact: &Fact, matcher: &Matcher) -> (&'static str, String, String) {
        let matcher = matcher::plain(matcher);
        let label = self.label(&fact.label);
        let value = |matcher: &Matcher| self.value(matcher, fact);
        match (self.whether(fact), matcher::flag(matcher), matcher) {
            (Some(so), Some(true), _) => ("holds", so, String::new()),
            (Some(so), Some(false), _) => ("holds-not", so, String::new()),
            (Some(so), None, Matcher::Known(false)) => ("open", so, String::new()),
            (_, _, Matcher::Known(true)) => ("states", label, String::new()),
            (_, _, Matcher::Known(false)) => ("silent", label, String::new()),
            (_, _, Matcher::Not(inner)) if form == Form::Lacks => ("states-no-other", label, value(inner)),
            _ => ("states-this", label, value(matcher)),
        }
    }

    /// What is asked of one of several facts.
    fn item(&self, fact: &Fact, matcher: &Matcher) -> String {
        let matcher = matcher::plain(matcher);
        if let (Some(so), Some(flag)) = (self.whether(fact), matcher::flag(matcher)) {
            let key = if flag { "condition.fact-holds" } else { "condition.fact-holds-not" };
            return self.words.say(key, &[("fact", &so)]);
        }
        let (label, value) = (self.label(&fact.label), self.value(matcher, fact));
        self.words.say("condition.fact", &[("fact", &label), ("value", &value)])
    }

    fn value(&self, matcher: &Matcher, fact: &Fact) -> String {
        one_line(&matcher::say(matcher, fact, self.words)).into_owned()
    }

    fn label(&self, text: &Text) -> String {
        one_line(text.get(self.words.language())).into_owned()
    }

    /// What a flag says that is so or not so, if its name says "whether …".
    fn whether(&self, fact: &Fact) -> Option<String> {
        let label = self.label(&fact.label);
        let so = label.strip_prefix(self.words.get("condition.whether"))?.strip_prefix(' ')?;
        matches!(fact.kind, FactKind::Flag).then(|| so.to_owned())
    }

    /// The facts of an agreement with their names in the language.
    fn agreement(&self) -> Topic {
        let word = |prefix: &str, name: &str| Text::same(self.words.get(&format!("{prefix}.{name}")).to_owned());
        let mut topic = AGREEMENT.clone();
        for fact in &mut topic.facts {
            fact.label = word("agreement", &fact.name);
            if let FactKind::Choice(choices) = &mut fact.kind {
                for choice in choices {
                    choice.label = word("relationship", &choice.name);
                }
            }
        }
        topic
    }
}
