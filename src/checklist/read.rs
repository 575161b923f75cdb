//! Reads a checklist and reports everything in it that has no meaning.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    Area, Checklist, Example, Given, Layer, Level, Place, Requirement, Row, Setting, Verdict,
    condition::Condition,
    imply,
    overlay::{self, Change, Changed},
    parameter::{self, Parameters},
    question::Questions,
};
use crate::{
    language::Text,
    problem::{Code, Problem, Sink},
    read::{self, Parsed},
    vocabulary::{FactId, FactKind, Provision, Relationship, TopicId, Vocabulary, find_topic, read_annotation},
    words::placeholders,
    yaml::Node,
};

/// Reads a checklist from the files that it comes from: first the one on which all others rest, last its own. Settings
/// replace the values of parameters for this run.
///
/// # Errors
/// Every problem of the files.
pub(super) fn read(
    mut chain: Vec<Parsed<'_>>,
    vocabulary: &Vocabulary,
    settings: &[Setting],
) -> Result<Checklist, Vec<Problem>> {
    let mut parameters = Parameters::new();
    let mut changes = Vec::new();
    for (layer, parsed) in chain.iter_mut().enumerate() {
        let (root, sink) = parsed.parts();
        parameter::read(layer, root, &mut parameters, &mut changes, sink);
    }
    let mut set = Vec::new();
    let mut problems = parameter::set(&mut parameters, settings, &mut set);
    let mut checklist = Checklist {
        id: String::new(),
        version: String::new(),
        title: Text::default(),
        layers: Vec::new(),
        files: chain.iter().map(|parsed| Arc::clone(parsed.source())).collect(),
        changes,
        applies_to: vec![Relationship::ControllerProcessor, Relationship::Unclear],
        areas: Vec::new(),
        parameters: BTreeMap::new(),
    };
    for (layer, parsed) in chain.iter_mut().enumerate() {
        let source = Arc::clone(parsed.source());
        let (root, sink) = parsed.parts();
        let mut reader = Reader { vocabulary, parameters: &parameters, sink, layer, seen: BTreeSet::new() };
        let renamed = head(root, &mut checklist, layer);
        if layer == 0 {
            reader.own_only(root);
            checklist.areas = reader.areas(root);
        } else {
            overlay::apply(&mut reader, root, &mut checklist);
        }
        let added = parameters.values().any(|parameter| parameter.layer == layer);
        if layer == 0 || renamed || added || checklist.changes.iter().any(|change| change.layer == Some(layer)) {
            let (id, version) = (checklist.id.clone(), checklist.version.clone());
            checklist.layers.push(Layer { id, version, place: layer, source });
        }
    }
    if let (None, Some(last)) = (checklist.requirements().next(), chain.last_mut()) {
        let (root, sink) = last.parts();
        if sink.is_empty() {
            let place = root.key("areas").or(root.key("checklist")).unwrap_or(root).span();
            sink.add(sink.at(Code::EmptyChecklist, place));
        }
    }
    problems.extend(chain.into_iter().flat_map(Parsed::problems));
    checklist.changes.extend(set);
    checklist.parameters = parameters;
    if problems.is_empty() { Ok(checklist) } else { Err(problems) }
}

/// Reads what a layer says of the checklist as a whole; whether its name, version, or title differs from the layers below it.
fn head(root: Node<'_>, checklist: &mut Checklist, layer: usize) -> bool {
    let before = (checklist.id.clone(), checklist.version.clone(), checklist.title.clone());
    let given = |key| root.get(key).and_then(Node::text).map(str::to_owned);
    if let Some(id) = given("checklist") {
        checklist.id = id;
    }
    if let Some(version) = given("version") {
        checklist.version = version;
    }
    if let Some(title) = root.get("title") {
        checklist.title = read::text(Some(title));
    }
    if let Some(list) = root.get("applies-to") {
        let wanted: BTreeSet<Relationship> =
            list.items().filter_map(|item| Relationship::from_name(item.text()?)).collect();
        if layer > 0 && wanted != checklist.applies_to.iter().copied().collect() {
            let what = Changed::Other { part: "applies-to", name: checklist.id.clone() };
            checklist.changes.push(Change { layer: Some(layer), what, reason: None });
        }
        checklist.applies_to = wanted.into_iter().collect();
    }
    before != (checklist.id.clone(), checklist.version.clone(), checklist.title.clone())
}

/// Finds a requirement by its name.
pub(super) fn find_requirement<'a>(areas: &'a mut [Area], id: &str) -> Option<&'a mut Requirement> {
    areas.iter_mut().flat_map(|area| &mut area.requirements).find(|requirement| requirement.id == id)
}

/// What reading the areas of a layer needs.
pub(super) struct Reader<'r, 's> {
    pub(super) vocabulary: &'r Vocabulary,
    pub(super) parameters: &'r Parameters,
    pub(super) sink: &'s mut Sink,
    /// The layer that is read, by its place.
    pub(super) layer: usize,
    /// The ids of its requirements so far.
    pub(super) seen: BTreeSet<String>,
}

impl Reader<'_, '_> {
    /// Reports what only a checklist that rests on another one can say.
    fn own_only(&mut self, root: Node<'_>) {
        for key in ["requirements", "omit"] {
            if let Some(key) = root.key(key) {
                self.sink.add(self.sink.at(Code::NothingExtended, key.span()).with("key", key.name()));
            }
        }
    }

    fn place(&self, node: Node<'_>) -> Place {
        Place { layer: self.layer, line: node.line() }
    }

    fn areas(&mut self, root: Node<'_>) -> Vec<Area> {
        let mut areas: Vec<Area> = Vec::new();
        for node in read::items(root, "areas") {
            let id = read::string(node, "id");
            if areas.iter().any(|area| area.id == id) {
                self.repeated(Code::DuplicateArea, node, &id);
            }
            if node.is_map() && node.get("title").is_none() {
                let place = node.key("id").unwrap_or(node).span();
                let problem = self.sink.at(Code::MissingKey, place).with("key", "title");
                self.sink.add(problem.with_word("description", "schema.title"));
            }
            let requirements = read::items(node, "requirements").map(|node| self.requirement(node)).collect();
            areas.push(Area { id, title: read::text(node.get("title")), requirements });
        }
        areas
    }

    pub(super) fn requirement(&mut self, node: Node<'_>) -> Requirement {
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
            topics: self.topics(node),
            rows: self.rows(node),
            otherwise: self.otherwise(node),
            remedy: read::text(node.get("remedy")),
            examples: self.examples(node),
            layer: self.layer,
            id,
        };
        for (key, text) in [("asks", &requirement.asks), ("remedy", &requirement.remedy)] {
            if let Some(place) = node.get(key) {
                self.quotes(place, text, None);
            }
        }
        self.founded(&requirement, node);
        self.row_levels(&requirement, node);
        requirement
    }

    /// A row can lower the level of its finding, never raise it.
    pub(super) fn row_levels(&mut self, requirement: &Requirement, node: Node<'_>) {
        for level in read::items(node, "verdicts").filter_map(|row| row.get("level")) {
            if level.text().and_then(Level::from_name).is_some_and(|own| own < requirement.level) {
                let problem = self.sink.at(Code::RowLevel, level.span()).with("level", level.name());
                self.sink.add(problem.with("other", requirement.level.name()));
            }
        }
    }

    pub(super) fn repeated(&mut self, code: Code, node: Node<'_>, id: &str) {
        let place = node.get("id").unwrap_or(node).span();
        self.sink.add(self.sink.at(code, place).with("id", id));
    }

    /// A law requirement names its provision; what guidance adds names the document that asks it.
    pub(super) fn founded(&mut self, requirement: &Requirement, node: Node<'_>) {
        let Some(level) = node.get("level").or(node.get("basis")) else { return };
        let unread = node.get("basis").is_some_and(|basis| basis.items().next().is_some());
        let missing = match requirement.level {
            Level::Law if requirement.basis.is_empty() && !unread => Code::MissingBasis,
            Level::Guidance if requirement.source.is_none() => Code::MissingSource,
            _ => return,
        };
        self.sink.add(self.sink.at(missing, level.span()).with("id", requirement.id.as_str()));
    }

    pub(super) fn basis(&mut self, node: Node<'_>) -> Vec<Provision> {
        let mut basis = Vec::new();
        for item in read::items(node, "basis") {
            let Some(text) = item.text() else { continue };
            match Provision::parse(text, self.vocabulary.acts()) {
                Some(provision) => basis.push(provision),
                None => {
                    let known = self.vocabulary.acts().iter().map(|act| act.name.as_str());
                    let mut problem = self.sink.at(Code::BadBasis, item.span()).with("value", text);
                    if let Some((act, last)) = Provision::beyond(text, self.vocabulary.acts()) {
                        problem = problem.with("act", act.name.as_str()).with("last", last.to_string());
                    }
                    self.sink.add(problem.with_list("options", known));
                }
            }
        }
        basis
    }

    pub(super) fn topics(&mut self, node: Node<'_>) -> Vec<TopicId> {
        read::items(node, "topics").filter_map(|name| find_topic(self.vocabulary, name, self.sink)).collect()
    }

    /// Reads what the report says when no row holds.
    pub(super) fn otherwise(&mut self, node: Node<'_>) -> Text {
        let finding = node.get("otherwise").and_then(|otherwise| otherwise.get("finding"));
        let text = read::text(finding);
        if let Some(place) = finding {
            self.quotes(place, &text, None);
        }
        text
    }

    pub(super) fn examples(&mut self, node: Node<'_>) -> Vec<Example> {
        read::items(node, "examples").map(|example| self.example(example)).collect()
    }

    pub(super) fn rows(&mut self, node: Node<'_>) -> Vec<Row> {
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
            let reason = |key| node.get(key).map(|reason| read::text(Some(reason)));
            let (outweighs, untested, place) = (reason("outweighs"), reason("untested"), self.place(node));
            rows.push((Row { verdict, when, level, finding, quotes, outweighs, untested, place }, question));
        }
        rows.into_iter().map(|(row, _)| row).collect()
    }

    fn questions(&mut self) -> Questions<'_> {
        Questions { vocabulary: self.vocabulary, parameters: self.parameters, sink: self.sink }
    }

    /// Finds out where each fact that a finding quotes comes from.
    pub(super) fn quotes(
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
        sources.sort_unstable_by_key(|(topic, _)| &self.vocabulary.topic(*topic).name);
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
            place: self.place(node),
        }
    }
}
