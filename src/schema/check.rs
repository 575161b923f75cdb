//! Checks the shape of a file against its schema and turns what the validator says into problems at their places.

use std::{borrow::Cow, collections::HashMap, sync::LazyLock};

use jsonschema::{
    JsonType, PatternOptions, Validator,
    error::{TypeKind, ValidationError, ValidationErrorKind as Kind},
};
use serde_json::Value;

use super::shapes;
use crate::{
    problem::{Code, MAX_DETAILED, Problem, Sink, nearest},
    yaml::{Node, YamlJson},
};

/// The kinds of file, each with the shape that it must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// An extract of an agreement.
    Extract,
    /// A checklist.
    Checklist,
    /// A vocabulary.
    Vocabulary,
    /// A report.
    Report,
}

/// A schema, compiled.
struct Compiled {
    schema: Value,
    validator: Option<Validator<YamlJson>>,
}

impl Compiled {
    fn new(schema: Value) -> Self {
        // The schemas are ours and a test compiles each; a broken one would leave files unchecked for shape only.
        let patterns = PatternOptions::regex();
        let options =
            jsonschema::options_for::<YamlJson>().should_validate_formats(true).with_pattern_options(patterns);
        Self { validator: options.build(&schema).ok(), schema }
    }
}

static EXTRACT: LazyLock<Compiled> = LazyLock::new(|| Compiled::new(shapes::extract(shapes::any_annotation())));
static CHECKLIST: LazyLock<Compiled> =
    LazyLock::new(|| Compiled::new(shapes::checklist(shapes::any_topic(), shapes::any_annotation())));
static VOCABULARY: LazyLock<Compiled> = LazyLock::new(|| Compiled::new(shapes::vocabulary()));
static REPORT: LazyLock<Compiled> = LazyLock::new(|| Compiled::new(shapes::report()));

impl Shape {
    /// What a file seems meant to be, by its outermost keys.
    #[must_use]
    pub fn guess(root: Node<'_>) -> Option<Self> {
        let has = |key| root.get(key).is_some();
        if has("assessments") {
            Some(Self::Report)
        } else if has("agreement") || has("clauses") {
            Some(Self::Extract)
        } else if has("checklist") || has("areas") {
            Some(Self::Checklist)
        } else if has("topics") {
            Some(Self::Vocabulary)
        } else {
            None
        }
    }

    /// What a file is meant to be: its outermost keys say so, or could be slips for keys that do.
    #[must_use]
    pub fn meant(root: Node<'_>) -> Option<Self> {
        let all = [Self::Extract, Self::Checklist, Self::Vocabulary];
        Self::guess(root).or_else(|| all.into_iter().find(|shape| shape.resembles(root)))
    }

    /// Whether one of the outermost keys could be a slip for one of this kind.
    fn resembles(self, root: Node<'_>) -> bool {
        let keys: &[&str] = match self {
            Self::Extract => &["agreement", "documents", "clauses"],
            Self::Checklist => &["checklist", "areas"],
            Self::Vocabulary => &["topics"],
            Self::Report => &["assessments"],
        };
        root.members().any(|(key, _)| nearest(&key.name(), keys.iter().copied()).is_some())
    }

    /// The key of the word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Extract => "kind.extract",
            Self::Checklist => "kind.checklist",
            Self::Vocabulary => "kind.vocabulary",
            Self::Report => "kind.report",
        }
    }

    /// Compiles the schema, so that it is ready when the first file of this kind comes.
    pub fn prepare(self) {
        LazyLock::force(self.compiled());
    }

    fn compiled(self) -> &'static LazyLock<Compiled> {
        match self {
            Self::Extract => &EXTRACT,
            Self::Checklist => &CHECKLIST,
            Self::Vocabulary => &VOCABULARY,
            Self::Report => &REPORT,
        }
    }

    /// Reports everything about a file's shape that is not as it should be. Whether it was the right kind of file.
    pub fn check(self, root: Node<'_>, sink: &mut Sink) -> bool {
        let compiled = self.compiled();
        if compiled.validator.as_ref().is_none_or(|validator| validator.is_valid(root)) {
            return true;
        }
        let guess = Self::guess(root);
        if guess != Some(self) && (guess.is_some() || !self.resembles(root)) {
            let code = if self == Self::Extract { Code::NotAnExtract } else { Code::NotAChecklist };
            let place = root.members().next().map_or(root.span(), |(key, _)| key.span());
            let found = guess.map_or("kind.other", Self::word);
            sink.add(sink.at(code, place).with_word("found", found));
            return false;
        }
        for error in compiled.validator.iter().flat_map(|validator| validator.iter_errors(root)).take(MAX_DETAILED) {
            report(&compiled.schema, root, &error, sink);
        }
        true
    }
}

/// Adds the problems that one error of the validator stands for.
fn report(schema: &Value, root: Node<'_>, error: &ValidationError<'_>, sink: &mut Sink) {
    let pointer = error.instance_path().as_str();
    let node = root.at_pointer(pointer);
    let name = pointer.rsplit('/').find(|part| part.parse::<usize>().is_err()).unwrap_or_default();
    let rule = error.schema_path().as_str();
    let rules = rule.rsplit_once('/').and_then(|(parent, _)| schema.pointer(parent));
    let problem = match error.kind() {
        Kind::AdditionalProperties { unexpected } => {
            let group =
                Group { node, members: node.members().map(|(key, value)| (key.name(), (key, value))).collect() };
            for key in unexpected.iter().take(MAX_DETAILED) {
                sink.add(group.unknown_key(key, rules, sink));
            }
            return;
        }
        Kind::Required { property } => {
            let place = node.members().next().map_or(node.span(), |(key, _)| key.span());
            let key = property.as_str().unwrap_or_default();
            let description = format!("schema.{key}");
            sink.at(Code::MissingKey, place).with("key", key).with_word("description", description)
        }
        Kind::Type { kind } => wrong_type(node, name, kind, sink),
        Kind::Enum { options } => {
            let options: Vec<&str> = options.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            let found = node.text().unwrap_or_default();
            sink.at(Code::NotAllowed, node.span())
                .with("value", found)
                .with("key", name)
                .with_choices("options", if name == "expect" { "verdict" } else { name }, &options)
                .with_nearest(found, options)
        }
        Kind::Constant { expected_value } => {
            let found = node.text().unwrap_or_default();
            let expected = expected_value.as_str().unwrap_or_default();
            sink.at(Code::NotAllowed, node.span())
                .with("value", found)
                .with("key", name)
                .with_list("options", [expected])
        }
        Kind::MinLength { .. } | Kind::MinItems { .. } | Kind::MinProperties { .. } => {
            sink.at(Code::EmptyValue, node.span()).with("key", name)
        }
        Kind::Pattern { .. } | Kind::Format { .. } | Kind::Minimum { .. } | Kind::Maximum { .. } => {
            let form = rules.and_then(|rules| rules.get("$comment")).and_then(Value::as_str).unwrap_or("form.other");
            let text = sink.written(node.span()).to_owned();
            sink.at(Code::WrongForm, node.span()).with("value", text).with("key", name).with_word("form", form)
        }
        _ => sink.at(Code::Shape, node.span()).with("key", name).with("rule", error.kind().keyword()),
    };
    sink.add(problem);
}

/// A map with keys that may not stand there.
struct Group<'t> {
    node: Node<'t>,
    members: HashMap<Cow<'t, str>, (Node<'t>, Node<'t>)>,
}

impl Group<'_> {
    fn unknown_key(&self, name: &str, rules: Option<&Value>, sink: &Sink) -> Problem {
        let known = rules.and_then(|rules| rules.get("properties")).and_then(Value::as_object);
        let known: Vec<&str> = known.into_iter().flat_map(|known| known.keys()).map(String::as_str).collect();
        let member = self.members.get(name);
        let place = member.map_or(self.node.span(), |(key, _)| key.span());
        // In braces a comma ends a text: what comes behind it looks like a key without a value.
        let cut = name.contains(' ') && member.is_some_and(|(_, value)| value.is_nothing());
        let open = known.iter().copied().filter(|known| !self.members.contains_key(*known));
        sink.at(if cut { Code::CutText } else { Code::UnknownKey }, place)
            .with("key", name)
            .with_list("options", open.collect::<Vec<_>>())
            .with_nearest(name, known)
    }
}

fn wrong_type(node: Node<'_>, name: &str, kind: &TypeKind, sink: &Sink) -> Problem {
    let expected: Vec<JsonType> = match kind {
        TypeKind::Single(kind) => vec![*kind],
        TypeKind::Multiple(kinds) => kinds.iter().collect(),
    };
    let text = sink.written(node.span());
    let (code, found) = match node.text() {
        None if expected.contains(&JsonType::String) && node.flag().is_some() => {
            (Code::UnquotedNumber, "type.unquoted.flag")
        }
        None if expected.contains(&JsonType::String) && node.number().is_some() => {
            let decimal = text.contains('.');
            (Code::UnquotedNumber, if decimal { "type.unquoted.decimal" } else { "type.unquoted.whole" })
        }
        _ => (Code::WrongType, "type.other"),
    };
    let word = match expected.first() {
        Some(JsonType::String) => "type.text",
        Some(JsonType::Array) => "type.list",
        Some(JsonType::Object) => "type.map",
        Some(JsonType::Boolean) => "type.flag",
        Some(JsonType::Integer | JsonType::Number) => "type.number",
        Some(JsonType::Null) | None => "type.other",
    };
    let problem = sink.at(code, node.span()).with("key", name).with("value", text).with_word("expected", word);
    problem.with_word("how", format!("{word}.how")).with_word("found", found)
}
