//! Reads conditions and matchers, and checks that each fits the fact that it asks about.

use super::{
    condition::{Bits, Bound, Condition, Matcher, Where},
    parameter::Parameters,
};
use crate::{
    problem::{Code, Sink},
    read,
    vocabulary::{Fact, FactKind, Topic, TopicId, Value, Vocabulary, agreement::AGREEMENT, find_fact, find_topic},
    yaml::Node,
};

/// The keys that say what a condition asks; each condition has one of them.
const FORMS: [&str; 7] = ["has", "lacks", "every", "all", "any", "not", "agreement"];

/// What reading conditions needs.
pub(super) struct Questions<'q> {
    pub(super) vocabulary: &'q Vocabulary,
    pub(super) parameters: &'q Parameters,
    pub(super) sink: &'q mut Sink,
}

impl Questions<'_> {
    /// Reads a condition; `None` where it was reported.
    pub(super) fn condition(&mut self, node: Node<'_>) -> Option<Condition> {
        let forms: Vec<&str> = FORMS.into_iter().filter(|form| node.get(form).is_some()).collect();
        let form = match forms[..] {
            [form] if node.get("where").is_none() || matches!(form, "has" | "lacks" | "every") => form,
            _ => {
                if node.is_map() {
                    self.sink.add(self.sink.at(Code::BadCondition, node.span()).with_list("found", forms));
                }
                return None;
            }
        };
        let value = node.get(form)?;
        match form {
            "has" => self.about(value, node).map(|(topic, facts)| Condition::Has(topic, facts)),
            "lacks" => self.about(value, node).map(|(topic, facts)| Condition::Lacks(topic, facts)),
            "every" => self.about(value, node).map(|(topic, facts)| Condition::Every(topic, facts)),
            "all" => self.conditions(value).map(Condition::All),
            "any" => self.conditions(value).map(Condition::Any),
            "not" => self.condition(value).map(|condition| Condition::Not(Box::new(condition))),
            _ => self.facts(&AGREEMENT, value).map(Condition::Agreement),
        }
    }

    fn conditions(&mut self, list: Node<'_>) -> Option<Vec<Condition>> {
        let conditions: Vec<_> = list.items().map(|node| self.condition(node)).collect();
        conditions.into_iter().collect()
    }

    fn about(&mut self, topic: Node<'_>, node: Node<'_>) -> Option<(TopicId, Where)> {
        let id = find_topic(self.vocabulary, topic, self.sink)?;
        let vocabulary = self.vocabulary;
        let facts = match node.get("where") {
            Some(facts) => self.facts(vocabulary.topic(id), facts)?,
            None => Vec::new(),
        };
        Some((id, facts))
    }

    fn facts(&mut self, topic: &Topic, node: Node<'_>) -> Option<Where> {
        let mut facts = Vec::new();
        let mut complete = true;
        for (key, value) in node.members() {
            let fact = find_fact(topic, key, self.sink);
            let matcher = fact.and_then(|fact| self.matcher(topic, topic.fact(fact), value));
            match (fact, matcher) {
                (Some(fact), Some(matcher)) => facts.push((fact, matcher)),
                _ => complete = false,
            }
        }
        // The same condition whatever the order of its keys.
        facts.sort_by_key(|(fact, _)| *fact);
        complete.then_some(facts)
    }

    fn matcher(&mut self, topic: &Topic, fact: &Fact, node: Node<'_>) -> Option<Matcher> {
        if node.is_map() {
            let parts: Vec<_> =
                read::sorted_members(node).map(|(key, value)| self.part(topic, fact, key, value)).collect();
            let mut parts: Vec<Matcher> = parts.into_iter().collect::<Option<_>>()?;
            return if parts.len() == 1 { parts.pop() } else { Some(Matcher::All(parts)) };
        }
        if matches!(fact.kind, FactKind::Choices(_)) {
            return self.unfit(topic, fact, node, "includes");
        }
        let values: Vec<_> = if node.is_list() {
            node.items().map(|item| self.value(topic, fact, item)).collect()
        } else {
            vec![self.value(topic, fact, node)]
        };
        values.into_iter().map(|bound| bound.map(|bound| bound.value)).collect::<Option<_>>().map(Matcher::OneOf)
    }

    /// Reads one entry of a matcher that is a map: `at-most: 72 hours`.
    fn part(&mut self, topic: &Topic, fact: &Fact, key: Node<'_>, value: Node<'_>) -> Option<Matcher> {
        let name = key.name();
        let ordered = matches!(fact.kind, FactKind::Duration | FactKind::Number | FactKind::Money);
        match name.as_ref() {
            "at-most" if ordered => self.value(topic, fact, value).map(Matcher::AtMost),
            "at-least" if ordered => self.value(topic, fact, value).map(Matcher::AtLeast),
            "includes" => self.choices(topic, fact, key, value).map(Matcher::Includes),
            "includes-any" => self.choices(topic, fact, key, value).map(|bits| Matcher::IncludesSome(1, bits)),
            "includes-some" => {
                let bits = self.choices(topic, fact, key, value.get("of")?)?;
                let count = u32::try_from(value.get("at-least")?.count()?).ok()?;
                Some(Matcher::IncludesSome(count, bits))
            }
            "known" => value.flag().map(Matcher::Known),
            // "Not known" has one way to be written, so that nobody wonders what the other one means.
            "not" if value.get("known").is_some() => self.unfit(topic, fact, key, "not"),
            "not" => self.matcher(topic, fact, value).map(|matcher| Matcher::Not(Box::new(matcher))),
            "at-most" | "at-least" => self.unfit(topic, fact, key, &name),
            _ => None,
        }
    }

    fn choices(&mut self, topic: &Topic, fact: &Fact, key: Node<'_>, list: Node<'_>) -> Option<Bits> {
        if !matches!(fact.kind, FactKind::Choices(_)) {
            return self.unfit(topic, fact, key, "one-of");
        }
        match Value::read(topic, fact, list, self.sink)? {
            Value::Choices(bits) => Some(bits),
            _ => None,
        }
    }

    /// Reads a value, or the value of the parameter that it names: `$breach-deadline`.
    fn value(&mut self, topic: &Topic, fact: &Fact, node: Node<'_>) -> Option<Bound> {
        let Some(name) = node.text().and_then(|text| text.strip_prefix('$')) else {
            return Value::read(topic, fact, node, self.sink).map(|value| Bound { value, parameter: None });
        };
        let Some(parameter) = self.parameters.get(name) else {
            let known = || self.parameters.keys().map(String::as_str);
            let problem = self.sink.at(Code::UnknownParameter, node.span()).with("name", name);
            self.sink.add(problem.with_list("options", known()).with_nearest(name, known()));
            return None;
        };
        let fits = matches!(
            (&parameter.value, &fact.kind),
            (Value::Duration(_), FactKind::Duration)
                | (Value::Number(_), FactKind::Number)
                | (Value::Money(_), FactKind::Money)
        );
        if !fits {
            let problem = self.sink.at(Code::ParameterType, node.span()).with("name", name).with("value", name);
            self.sink.add(problem.with_word("kind", fact.kind.word()));
            return None;
        }
        Some(Bound { value: parameter.value.clone(), parameter: Some(name.to_owned()) })
    }

    /// Reports a matcher that does not fit the fact; `instead` is the key (under `matcher.`) of what does.
    fn unfit<T>(&mut self, topic: &Topic, fact: &Fact, node: Node<'_>, instead: &str) -> Option<T> {
        let problem = self.sink.at(Code::BadMatcher, node.span()).with("fact", fact.name.as_str());
        let problem = problem.with("topic", topic.name.as_str()).with_word("kind", fact.kind.word());
        self.sink.add(problem.with_word("instead", format!("matcher.{instead}")));
        None
    }
}
