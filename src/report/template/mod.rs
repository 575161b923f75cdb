//! Reports through a template: the built-in one for Markdown, or a user's. It is filled in agreement by agreement.

mod engine;
mod model;

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use minijinja::{Environment, Error, ErrorKind, value::Value};

use super::{Ending, Matrix, Setup, Stream, view::View};
use crate::{
    problem::{Code, Problem},
    source::Source,
    words::Words,
};

/// The template of the Markdown report.
const BUILT_IN: &str = include_str!("../markdown.md.j2");

/// What a template is for.
#[derive(Debug)]
pub(crate) struct Kind {
    /// Its name for `art28 new`.
    pub(crate) name: &'static str,
    /// The one that is built in, which uses all there is.
    pub(crate) built_in: &'static str,
    /// The part that every agreement is shown by, and what it is called there.
    pub(crate) part: &'static str,
    pub(crate) argument: &'static str,
    /// The key of the command that shows what the values are.
    pub(crate) command: &'static str,
}

/// The template of a report.
pub(crate) const REPORT: Kind = Kind {
    name: "template",
    built_in: BUILT_IN,
    part: "assessment",
    argument: "judged",
    command: "new.values-template",
};

/// A template that is filled in part by part.
pub(crate) struct Template {
    kind: &'static Kind,
    source: Arc<Source>,
    environment: Option<Environment<'static>>,
    /// What every part of the template sees.
    context: Value,
    /// The first thing that is wrong with the template, as far as is known.
    fault: Mutex<Option<Problem>>,
}

impl Template {
    /// Compiles a user's template or the built-in one; `seen` is what every part of it sees.
    pub(crate) fn new(
        kind: &'static Kind,
        own: Option<&Arc<Source>>,
        words: &'static Words,
        seen: (&'static str, Value),
    ) -> Self {
        let built_in = || Arc::new(Source::new("markdown.md.j2", kind.built_in));
        let source = own.map_or_else(built_in, Arc::clone);
        let context = Value::from(BTreeMap::from([seen]));
        let compiled = engine::compile(source.name(), source.text(), words);
        let mut template = Self { kind, source, environment: None, context, fault: Mutex::default() };
        match compiled {
            Ok(environment) => template.environment = Some(environment),
            Err(error) => template.note(&error),
        }
        if template.has(kind.part) == Some(false) {
            let problem = Problem::without_place(Code::TemplateWithoutPart, template.source.name());
            template.add(problem.with("part", kind.part).with("argument", kind.argument).with("starter", kind.name));
        }
        template
    }

    /// Whether the template has a part; nothing where it does not even begin.
    fn has(&self, part: &str) -> Option<bool> {
        let template = self.environment.as_ref()?.get_template(engine::NAME).ok()?;
        Some(template.render_captured(self.context.clone()).ok()?.state().lookup(part).is_some())
    }

    /// A part of the template, filled in; nothing if the template does not have it.
    pub(crate) fn part(&self, part: &str, arguments: &[Value]) -> String {
        let Some(environment) = &self.environment else { return String::new() };
        let filled = environment.get_template(engine::NAME).and_then(|template| {
            template.render_captured(self.context.clone())?.with_state_mut(|state| match state.lookup(part) {
                Some(_) => state.call_macro(part, arguments),
                None => Ok(String::new()),
            })
        });
        filled.unwrap_or_else(|error| {
            self.note(&error);
            String::new()
        })
    }

    /// What is wrong with the template, as far as is known.
    pub(crate) fn fault(&self) -> Option<Problem> {
        self.fault.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn note(&self, error: &Error) {
        self.add(problem(self.kind, &self.source, error));
    }

    /// Keeps what stands first in the template: agreements are judged side by side, and every run must say the same.
    fn add(&self, problem: Problem) {
        let mut fault = self.fault.lock().unwrap_or_else(PoisonError::into_inner);
        if fault.as_ref().is_none_or(|known| known.position() > problem.position()) {
            *fault = Some(problem);
        }
    }
}

/// A report that a template shows.
pub(super) struct Templated(Template);

impl Templated {
    /// Compiles the template. What agreements have no part in is tried out, so that most faults show before work starts.
    pub(super) fn new(setup: Setup<'_>) -> Self {
        let seen = ("report", model::report(&setup));
        let templated = Self(Template::new(&REPORT, setup.options.template, setup.words, seen));
        templated.start();
        templated.end(&Ending { matrix: &Matrix::default(), not_judged: &[] });
        templated
    }
}

impl Stream for Templated {
    fn start(&self) -> String {
        self.0.part("start", &[])
    }

    fn assessment(&self, view: &View<'_>) -> String {
        self.0.part(REPORT.part, &[model::assessment(view)])
    }

    fn end(&self, ending: &Ending<'_>) -> String {
        self.0.part("end", &[model::ending(ending)])
    }

    fn fault(&self) -> Option<Problem> {
        self.0.fault()
    }
}

/// What the engine says is wrong, as a problem at its place.
fn problem(kind: &Kind, source: &Arc<Source>, error: &Error) -> Problem {
    let text = source.text();
    // For some instructions the engine knows the line only.
    let line = || error.line().map(|line| source.line_span(line - 1));
    let span = error.range().or_else(line).filter(|span| text.get(span.clone()).is_some());
    let written = span.clone().map_or("", |span| &text[span]).trim().trim_start_matches('.');
    let code = match error.kind() {
        ErrorKind::SyntaxError | ErrorKind::BadEscape | ErrorKind::InvalidDelimiter => Code::TemplateSyntax,
        ErrorKind::UndefinedError => Code::TemplateUnknownName,
        ErrorKind::UnknownFilter | ErrorKind::UnknownFunction | ErrorKind::UnknownTest | ErrorKind::UnknownMethod => {
            Code::TemplateUnknownFilter
        }
        ErrorKind::OutOfFuel => Code::TemplateEndless,
        // The engine has no kind of its own for it.
        ErrorKind::InvalidOperation if error.to_string().contains("recursion limit") => Code::TemplateEndless,
        _ => Code::TemplateFault,
    };
    let problem = match span {
        Some(span) => Problem::new(code, source, span),
        None => Problem::without_place(code, source.name()),
    };
    let problem = problem.with("text", written).with("starter", kind.name).with_word("command", kind.command);
    if code != Code::TemplateUnknownName {
        return problem;
    }
    let name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let last = written.rsplit(|c| !name(c)).find(|part| !part.is_empty()).unwrap_or_default();
    // The built-in template uses all there is.
    problem.with_nearest(last, kind.built_in.split(|c| !name(c)).filter(|known| known.len() > 2 && *known != last))
}
