//! Reads a lexicon and reports everything in it that has no meaning.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{
    Actor, Condition, Cue, FactCues, GenreCues, Grammar, Lexicon, Party, Place, TopicCues,
    phrase::{PhraseId, Phrases, Wrong},
};
use crate::{
    ingest::propose::{Confidence, GENRES, text::fold},
    problem::{Code, Problem, Sink, yaml_faults},
    source::Source,
    vocabulary::{FactId, FactKind, Topic, Unit, Value, Vocabulary, find_fact, find_topic},
    yaml::{Node, Tree},
};

const KEYS: [&str; 9] = ["language", "grammar", "parties", "numbers", "units", "words", "shared", "topics", "genres"];

/// Reads a lexicon for the topics of a vocabulary.
pub(super) fn lexicon(source: &Arc<Source>, vocabulary: &Vocabulary) -> Result<Lexicon, Vec<Problem>> {
    let tree = Tree::parse(source.text()).map_err(|faults| yaml_faults(source, faults))?;
    let mut reader = Reader { phrases: Phrases::default(), sink: Sink::new(Arc::clone(source)), vocabulary };
    let root = tree.root();
    reader.keys(root, &KEYS);
    let grammar = reader.grammar(root);
    for (key, node) in crate::read::members(root, "words") {
        if let Some(phrase) = reader.phrase(node) {
            reader.phrases.name(&key.name(), phrase);
        }
    }
    let units = reader.units(root);
    let parties = ["processor", "controller"].map(|name| party(root.get("parties").and_then(|all| all.get(name))));
    let shared = root.get("shared");
    let topics =
        crate::read::members(root, "topics").filter_map(|(key, node)| reader.topic(key, node, shared)).collect();
    let genres = crate::read::members(root, "genres").filter_map(|(key, node)| reader.genre(key, node)).collect();
    let abbreviations = words(root.get("grammar").and_then(|grammar| grammar.get("abbreviations")));
    let lexicon = Lexicon {
        language: crate::read::string(root, "language"),
        abbreviations,
        numbers: numbers(root),
        units,
        parties,
        grammar,
        topics,
        genres,
        phrases: reader.phrases,
    };
    if lexicon.language.is_empty() {
        let place = root.span().start..root.span().start;
        reader.sink.add(reader.sink.at(Code::MissingKey, place).with("key", "language"));
    }
    reader.sink.finish(lexicon)
}

/// The words of a list that commas divide.
fn words(node: Option<Node<'_>>) -> HashSet<String> {
    let text = node.and_then(Node::text).unwrap_or_default();
    text.split(',').map(|word| fold(word.trim())).filter(|word| !word.is_empty() && !word.contains(' ')).collect()
}

fn party(node: Option<Node<'_>>) -> Party {
    let under = |key| node.and_then(|node| node.get(key));
    let long = |key| {
        let names = under(key).and_then(Node::text).unwrap_or_default();
        let names = names.split(',').map(|name| name.split_whitespace().map(fold).collect::<Vec<_>>());
        names.filter(|name| name.len() > 1).collect()
    };
    Party {
        nouns: words(under("nouns")),
        long_nouns: long("nouns"),
        usual: words(under("usual")),
        long_usual: long("usual"),
        pronouns: words(under("pronouns")),
    }
}

fn numbers(root: Node<'_>) -> HashMap<String, u32> {
    let number = |(key, value): (Node<'_>, Node<'_>)| Some((fold(&key.name()), u32::try_from(value.count()?).ok()?));
    crate::read::members(root, "numbers").filter_map(number).collect()
}

struct Reader<'v> {
    phrases: Phrases,
    sink: Sink,
    vocabulary: &'v Vocabulary,
}

impl Reader<'_> {
    /// Reports keys that may not stand in a map.
    fn keys(&mut self, node: Node<'_>, known: &[&str]) {
        for (key, _) in node.members() {
            let name = key.name();
            if !known.contains(&name.as_ref()) {
                let problem = self.sink.at(Code::UnknownKey, key.span()).with("key", name.as_ref());
                let problem = problem.with_list("options", known.iter().copied());
                self.sink.add(problem.with_nearest(&name, known.iter().copied()));
            }
        }
    }

    fn grammar(&mut self, root: Node<'_>) -> Grammar {
        const KEYS: [&str; 20] = [
            "abbreviations",
            "common",
            "subordinate",
            "preposition",
            "agent",
            "passive",
            "article",
            "others",
            "both",
            "introduces",
            "is-a",
            "possessive",
            "annex",
            "finite",
            "joins",
            "verb-final",
            "subject",
            "refers",
            "within",
            "statutes",
        ];
        let Some(node) = root.get("grammar") else { return Grammar::default() };
        self.keys(node, &KEYS);
        let of = |key| words(node.get(key));
        Grammar {
            common: of("common"),
            subordinate: of("subordinate"),
            preposition: of("preposition"),
            agent: of("agent"),
            passive: of("passive"),
            article: of("article"),
            others: of("others"),
            both: of("both"),
            introduces: of("introduces"),
            is_a: of("is-a"),
            possessive: of("possessive"),
            annex: of("annex"),
            finite: of("finite"),
            joins: of("joins"),
            subject: of("subject"),
            refers: of("refers"),
            within: of("within"),
            statutes: of("statutes"),
            verb_final: node.get("verb-final").and_then(Node::flag).unwrap_or_default(),
        }
    }

    fn units(&mut self, root: Node<'_>) -> Vec<(Unit, PhraseId)> {
        let names = [
            ("working-days", Unit::WorkingDays),
            ("hours", Unit::Hours),
            ("days", Unit::Days),
            ("weeks", Unit::Weeks),
            ("months", Unit::Months),
            ("years", Unit::Years),
        ];
        let Some(node) = root.get("units") else { return Vec::new() };
        self.keys(node, &names.map(|(name, _)| name));
        names.into_iter().filter_map(|(name, unit)| Some((unit, self.phrase(node.get(name)?)?))).collect()
    }

    /// Reads a phrase, or a list of phrases of which one will do.
    fn phrase(&mut self, node: Node<'_>) -> Option<PhraseId> {
        if node.is_list() {
            let phrases: Vec<PhraseId> = node.items().filter_map(|item| self.phrase(item)).collect();
            return (!phrases.is_empty()).then(|| self.phrases.any(phrases));
        }
        let Some(text) = node.text() else {
            self.sink.add(self.sink.at(Code::BadPhrase, node.span()));
            return None;
        };
        match self.phrases.read(text) {
            Ok(phrase) => Some(phrase),
            Err(Wrong::Form) => {
                self.sink.add(self.sink.at(Code::BadPhrase, node.span()));
                None
            }
            Err(Wrong::UnknownGroup(name)) => {
                let problem = self.sink.at(Code::UnknownGroup, node.span()).with("group", name.as_str());
                self.sink.add(problem.with_nearest(&name, self.phrases.group_names()));
                None
            }
        }
    }

    /// Reads phrases that must all be there: a list, or one.
    fn all(&mut self, node: Option<Node<'_>>) -> Vec<PhraseId> {
        match node {
            None => Vec::new(),
            Some(node) if node.is_list() => node.items().filter_map(|item| self.phrase(item)).collect(),
            Some(node) => self.phrase(node).into_iter().collect(),
        }
    }

    /// Reads how many different words of phrases there must be: `{5: <measure>}`.
    fn many(&mut self, node: Option<Node<'_>>) -> Vec<(usize, PhraseId)> {
        let mut many = Vec::new();
        for (key, phrase) in node.into_iter().flat_map(Node::members) {
            match (key.name().parse(), self.phrase(phrase)) {
                (Ok(count), Some(phrase)) => many.push((count, phrase)),
                (Err(_), _) => self.sink.add(self.sink.at(Code::BadPhrase, key.span())),
                (Ok(_), None) => {}
            }
        }
        many
    }

    fn condition(&mut self, node: Node<'_>, further: &[&str]) -> Option<Condition> {
        if !node.is_map() {
            let sentence = vec![self.phrase(node)?];
            return Some(Condition { sentence, ..Condition::default() });
        }
        let mut known = vec![
            "by",
            "sentence",
            "clause",
            "heading",
            "article",
            "many",
            "not",
            "not-clause",
            "not-heading",
            "not-article",
        ];
        known.extend(further);
        self.keys(node, &known);
        let by = node.get("by").and_then(|by| {
            let actor = match by.text() {
                Some("processor") => Some(Actor::Processor),
                Some("controller") => Some(Actor::Controller),
                Some("parties") => Some(Actor::Parties),
                _ => None,
            };
            if actor.is_none() {
                let problem = self.sink.at(Code::NotAllowed, by.span()).with("value", by.text().unwrap_or_default());
                self.sink.add(problem.with_list("options", ["processor", "controller", "parties"]));
            }
            actor
        });
        Some(Condition {
            by,
            sentence: self.all(node.get("sentence")),
            clause: self.all(node.get("clause")),
            heading: self.all(node.get("heading")),
            article: self.all(node.get("article")),
            many: self.many(node.get("many")),
            not: self.all(node.get("not")),
            not_clause: self.all(node.get("not-clause")),
            not_heading: self.all(node.get("not-heading")),
            not_article: self.all(node.get("not-article")),
        })
    }

    fn topic(&mut self, key: Node<'_>, node: Node<'_>, shared: Option<Node<'_>>) -> Option<TopicCues> {
        self.keys(node, &["cues", "facts", "gather", "anywhere", "first"]);
        let vocabulary = self.vocabulary;
        let id = find_topic(vocabulary, key, &mut self.sink)?;
        let topic = vocabulary.topic(id);
        let cues: Vec<Cue> = crate::read::items(node, "cues").filter_map(|node| self.cue(topic, node)).collect();
        if cues.is_empty() {
            self.sink.add(self.sink.at(Code::EmptyValue, key.span()));
        }
        let mut facts: Vec<FactCues> =
            crate::read::members(node, "facts").filter_map(|(key, node)| self.fact(topic, key, node)).collect();
        for (key, node) in shared.into_iter().flat_map(Node::members) {
            if let Some(fact) = topic.find(&key.name())
                && !facts.iter().any(|own| own.fact == fact)
            {
                facts.extend(self.fact(topic, key, node));
            }
        }
        facts.sort_by_key(|fact| fact.fact);
        let flag = |key| node.get(key).and_then(Node::flag).unwrap_or_default();
        let (gather, anywhere) = (flag("gather"), flag("anywhere"));
        let first = node.get("first").and_then(Node::count).and_then(|count| count.try_into().ok());
        Some(TopicCues { topic: id, gather, anywhere, first, cues, facts })
    }

    fn cue(&mut self, topic: &Topic, node: Node<'_>) -> Option<Cue> {
        let condition = self.condition(node, &["facts", "confidence"])?;
        let mut facts = Vec::new();
        for (key, value) in crate::read::members(node, "facts") {
            if let Some(fact) = find_fact(topic, key, &mut self.sink)
                && let Some(value) = Value::read(topic, topic.fact(fact), value, &mut self.sink)
            {
                facts.push((fact, value));
            }
        }
        let confidence = match node.get("confidence").and_then(Node::text) {
            Some("low") => Confidence::Low,
            Some("medium") => Confidence::Medium,
            Some("high") => Confidence::High,
            _ if condition.sentence.len() > 1 => Confidence::High,
            _ => Confidence::Medium,
        };
        Some(Cue { condition, facts, confidence })
    }

    fn fact(&mut self, topic: &Topic, key: Node<'_>, node: Node<'_>) -> Option<FactCues> {
        let id = find_fact(topic, key, &mut self.sink)?;
        let mut cues = FactCues {
            fact: id,
            values: Vec::new(),
            otherwise: None,
            durations: Vec::new(),
            text: Vec::new(),
            place: Place::default(),
            required: false,
            annex: false,
            blank: None,
        };
        for (key, node) in node.members() {
            match key.name().as_ref() {
                "otherwise" => cues.otherwise = self.value(topic, id, node),
                "duration" => cues.durations = self.all(Some(node)),
                "text" => cues.text = self.all(Some(node)),
                "in" => {
                    cues.place = match node.text() {
                        Some("sentence") => Place::Sentence,
                        Some("clause") => Place::Clause,
                        _ => Place::SentenceFirst,
                    };
                }
                "required" => cues.required = node.flag().unwrap_or_default(),
                "annex" => cues.annex = true,
                "blank" => cues.blank = self.value(topic, id, node),
                _ => cues.values.extend(self.told(topic, id, key, node)),
            }
        }
        Some(cues)
    }

    /// A value that a file writes as it would in an extract.
    fn value(&mut self, topic: &Topic, fact: FactId, node: Node<'_>) -> Option<Value> {
        let fact = topic.fact(fact);
        match (&fact.kind, node.text()) {
            (FactKind::Choices(choices), Some(name)) => {
                let at = choices.iter().position(|choice| choice.name == name)?;
                Some(Value::Choices(1 << at))
            }
            _ => Value::read(topic, fact, node, &mut self.sink),
        }
    }

    /// A value with what tells it.
    fn told(&mut self, topic: &Topic, id: FactId, key: Node<'_>, node: Node<'_>) -> Option<(Value, Vec<Condition>)> {
        let name = key.name();
        let fact = topic.fact(id);
        let place = |choices: &[crate::vocabulary::Choice]| choices.iter().position(|choice| choice.name == name);
        let value = match &fact.kind {
            FactKind::Flag => name.parse().ok().map(Value::Flag),
            FactKind::Choice(choices) => place(choices).and_then(|at| u8::try_from(at).ok()).map(Value::Choice),
            FactKind::Choices(choices) => place(choices).map(|at| Value::Choices(1 << at)),
            _ => None,
        };
        if value.is_none() {
            let problem = self.sink.at(Code::UnknownCueValue, key.span()).with("value", name.as_ref());
            self.sink.add(problem.with("fact", fact.name.as_str()).with("topic", topic.name.as_str()));
        }
        let conditions = if node.is_list() {
            node.items().filter_map(|item| self.condition(item, &[])).collect()
        } else {
            self.condition(node, &[]).into_iter().collect()
        };
        Some((value?, conditions))
    }

    fn genre(&mut self, key: Node<'_>, node: Node<'_>) -> Option<GenreCues> {
        self.keys(node, &["title", "text", "not"]);
        let name = key.name();
        let found = GENRES.iter().find(|known| **known == name);
        if found.is_none() {
            let problem = self.sink.at(Code::NotAllowed, key.span()).with("value", name.as_ref());
            self.sink.add(problem.with_list("options", GENRES.iter().copied()));
        }
        Some(GenreCues {
            name: found?,
            title: self.all(node.get("title")),
            text: self.all(node.get("text")),
            not: self.all(node.get("not")),
        })
    }
}
