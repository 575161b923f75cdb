//! Reads a checklist and reports everything in it that has no meaning.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    Area, Checklist, Example, Given, Level, Parameter, Requirement, Row, Setting, Verdict,
    condition::Condition,
    imply,
    question::{Questions, parameter_value},
};
use crate::{
    language::Text,
    problem::{Code, Problem, Sink},
    read::{self, Parsed},
    vocabulary::{FactId, FactKind, Provision, Relationship, TopicId, Vocabulary, find_topic, read_annotation},
    words::placeholders,
    yaml::Node,
};

/// Reads a checklist. The topics that it adds are added to the vocabulary; settings replace defaults of its parameters.
///
/// # Errors
/// Every problem of the source.
pub fn read(parsed: Parsed<'_>, vocabulary: &mut Vocabulary, settings: &[Setting]) -> Result<Checklist, Vec<Problem>> {
    let source = parsed.source();
    parsed.read(|root, sink| {
        vocabulary.extend(root, sink);
        let parameters = parameters(root, settings, sink);
        let mut reader = Reader { vocabulary, parameters: &parameters, sink, seen: BTreeSet::new() };
        let areas = reader.areas(root);
        let applies_to = match root.get("applies-to") {
            Some(list) => list.items().filter_map(|item| Relationship::from_name(item.text()?)).collect(),
            None => vec![Relationship::ControllerProcessor, Relationship::Unclear],
        };
        Checklist {
            id: read::string(root, "checklist"),
            version: read::string(root, "version"),
            title: read::text(root.get("title")),
            source: Arc::clone(source),
            applies_to,
            areas,
            parameters,
        }
    })
}

fn parameters(root: Node<'_>, settings: &[Setting], sink: &mut Sink) -> BTreeMap<String, Parameter> {
    let mut parameters = BTreeMap::new();
    for (key, node) in read::members(root, "parameters") {
        let name = key.name().into_owned();
        let kind = node.get("type").and_then(Node::text).unwrap_or_default();
        let Some(default) = node.get("default") else { continue };
        let written = sink.written(default.span()).to_owned();
        let Some(mut value) = parameter_value(kind, default.text().unwrap_or(&written)) else {
            let problem = sink.at(Code::ParameterType, default.span()).with("value", written);
            sink.add(problem.with("name", name).with_word("kind", format!("fact.{kind}")));
            continue;
        };
        if let Some(setting) = settings.iter().rfind(|setting| setting.name == name) {
            if let Some(set) = parameter_value(kind, &setting.value) {
                value = set;
            } else {
                let problem = Problem::without_place(Code::BadSetting, "--set").with("name", name.as_str());
                let problem = problem.with("value", setting.value.as_str());
                sink.add(problem.with_word("kind", format!("fact.{kind}")));
            }
        }
        parameters.insert(name, Parameter { label: read::text(node.get("label")), value });
    }
    parameters
}

/// What reading the areas needs.
struct Reader<'r, 's> {
    vocabulary: &'r Vocabulary,
    parameters: &'r BTreeMap<String, Parameter>,
    sink: &'s mut Sink,
    /// The ids of the requirements so far.
    seen: BTreeSet<String>,
}

impl Reader<'_, '_> {
    fn areas(&mut self, root: Node<'_>) -> Vec<Area> {
        let mut areas: Vec<Area> = Vec::new();
        for node in read::items(root, "areas") {
            let id = read::string(node, "id");
            if areas.iter().any(|area| area.id == id) {
                self.repeated(Code::DuplicateArea, node, &id);
            }
            let requirements = read::items(node, "requirements").map(|node| self.requirement(node)).collect();
            areas.push(Area { id, title: read::text(node.get("title")), requirements });
        }
        areas
    }

    fn requirement(&mut self, node: Node<'_>) -> Requirement {
        let id = read::string(node, "id");
        if !self.seen.insert(id.clone()) {
            self.repeated(Code::DuplicateRequirement, node, &id);
        }
        let level = node.get("level").and_then(Node::text).and_then(Level::from_name).unwrap_or(Level::Policy);
        let requirement = Requirement {
            title: read::text(node.get("title")),
            asks: read::text(node.get("asks")),
            level,
            basis: self.basis(node),
            source: node.get("source").map(|source| read::text(Some(source))),
            topics: read::items(node, "topics").filter_map(|name| self.topic(name)).collect(),
            rows: self.rows(node),
            otherwise: read::text(node.get("otherwise").and_then(|otherwise| otherwise.get("finding"))),
            remedy: read::text(node.get("remedy")),
            examples: read::items(node, "examples").map(|example| self.example(example)).collect(),
            id,
        };
        if let Some(finding) = node.get("otherwise").and_then(|otherwise| otherwise.get("finding")) {
            self.quotes(finding, &requirement.otherwise, None);
        }
        self.founded(&requirement, node);
        requirement
    }

    fn repeated(&mut self, code: Code, node: Node<'_>, id: &str) {
        let place = node.get("id").unwrap_or(node).span();
        self.sink.add(self.sink.at(code, place).with("id", id));
    }

    /// A law requirement names its provision; what guidance adds names the document that asks it.
    fn founded(&mut self, requirement: &Requirement, node: Node<'_>) {
        let Some(level) = node.get("level") else { return };
        let missing = match requirement.level {
            Level::Law if node.get("basis").is_none_or(|basis| basis.items().next().is_none()) => Code::MissingBasis,
            Level::Guidance if requirement.source.is_none() => Code::MissingSource,
            _ => return,
        };
        self.sink.add(self.sink.at(missing, level.span()).with("id", requirement.id.as_str()));
    }

    fn basis(&mut self, node: Node<'_>) -> Vec<Provision> {
        let mut basis = Vec::new();
        for item in read::items(node, "basis") {
            let Some(text) = item.text() else { continue };
            match Provision::parse(text, self.vocabulary.acts()) {
                Some(provision) => basis.push(provision),
                None => {
                    let known = self.vocabulary.acts().iter().map(|act| act.name.as_str());
                    let problem = self.sink.at(Code::BadBasis, item.span()).with("value", text);
                    self.sink.add(problem.with_list("options", known));
                }
            }
        }
        basis
    }

    fn topic(&mut self, name: Node<'_>) -> Option<TopicId> {
        find_topic(self.vocabulary, name, self.sink)
    }

    fn rows(&mut self, node: Node<'_>) -> Vec<Row> {
        let mut rows: Vec<(Row, Node<'_>)> = Vec::new();
        for node in read::items(node, "verdicts") {
            let verdict = node.get("verdict").and_then(Node::text).and_then(Verdict::from_name);
            let question = node.get("when");
            let before = self.sink.len();
            let when = question.and_then(|when| self.questions().condition(when));
            if let (Some(question), None, true) = (question, &when, self.sink.len() == before) {
                // A row must never be dropped in silence.
                self.sink.add(self.sink.at(Code::Shape, question.span()).with("key", "when").with("rule", "condition"));
            }
            let (Some(verdict), Some(question), Some(when)) = (verdict, question, when) else { continue };
            let mut asks = false;
            when.topics(&mut |_| asks = true);
            if !asks {
                self.sink.add(self.sink.at(Code::NothingAsked, question.span()));
            } else if imply::contradicts(&when) {
                self.sink.add(self.sink.at(Code::ImpossibleRow, question.span()));
            } else if let Some((_, first)) = rows.iter().find(|(earlier, _)| imply::implies(&when, &earlier.when)) {
                let problem = self.sink.at(Code::UnreachableRow, question.span()).related_to(first.span());
                self.sink.add(problem.with("line", first.line().to_string()));
            }
            let finding = read::text(node.get("finding"));
            let quotes = match node.get("finding") {
                Some(place) => self.quotes(place, &finding, Some(&when)),
                None => Vec::new(),
            };
            let level = node.get("level").and_then(Node::text).and_then(Level::from_name);
            rows.push((Row { verdict, when, level, finding, quotes }, question));
        }
        rows.into_iter().map(|(row, _)| row).collect()
    }

    fn questions(&mut self) -> Questions<'_> {
        Questions { vocabulary: self.vocabulary, parameters: self.parameters, sink: self.sink }
    }

    /// Finds out where each fact that a finding quotes comes from.
    fn quotes(
        &mut self,
        place: Node<'_>,
        finding: &Text,
        when: Option<&Condition>,
    ) -> Vec<(String, Vec<(TopicId, FactId)>)> {
        let names: BTreeSet<&str> = finding.translations().flat_map(|(_, text)| placeholders(text)).collect();
        let mut quotes = Vec::new();
        for name in names {
            match name.strip_prefix('$') {
                Some(parameter) => {
                    if !self.parameters.contains_key(parameter) {
                        let known = || self.parameters.keys().map(String::as_str);
                        let problem = self.sink.at(Code::UnknownParameter, place.span()).with("name", parameter);
                        let problem = problem.with_list("options", known()).with_nearest(parameter, known());
                        self.sink.add(problem);
                    }
                }
                None => match self.quote(name, when) {
                    Ok(sources) => quotes.push((name.to_owned(), sources)),
                    Err(code) => self.sink.add(self.sink.at(code, place.span()).with("name", name)),
                },
            }
        }
        quotes
    }

    fn quote(&self, name: &str, when: Option<&Condition>) -> Result<Vec<(TopicId, FactId)>, Code> {
        let when = when.ok_or(Code::UnknownPlaceholder)?;
        let fact = |topic: TopicId| self.vocabulary.topic(topic).find(name);
        let mut known = false;
        when.topics(&mut |topic| known |= fact(topic).is_some());
        if !known {
            return Err(Code::UnknownPlaceholder);
        }
        let sources = when.sources(&fact).ok_or(Code::OpenPlaceholder)?;
        let mut sources: Vec<_> = sources.into_iter().filter_map(|topic| Some((topic, fact(topic)?))).collect();
        sources.sort_unstable();
        sources.dedup();
        let flag = |(topic, fact): &(TopicId, FactId)| {
            matches!(self.vocabulary.topic(*topic).fact(*fact).kind, FactKind::Flag)
        };
        if sources.iter().any(flag) { Err(Code::UnknownPlaceholder) } else { Ok(sources) }
    }

    fn example(&mut self, node: Node<'_>) -> Example {
        let given = read::items(node, "given")
            .filter_map(|item| read_annotation(self.vocabulary, item, self.sink))
            .map(|(topic, facts)| Given { topic, facts })
            .collect();
        let relationship = node.get("agreement").and_then(|agreement| agreement.get("relationship"));
        let relationship = relationship.and_then(Node::text).and_then(Relationship::from_name);
        let expect = node.get("expect").and_then(Node::text).and_then(Verdict::from_name);
        Example {
            name: read::string(node, "name"),
            given,
            relationship: relationship.unwrap_or(Relationship::ControllerProcessor),
            expect: expect.unwrap_or(Verdict::Missing),
        }
    }
}
