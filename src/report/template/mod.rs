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
};

/// The template of the Markdown report.
pub(crate) const BUILT_IN: &str = include_str!("../markdown.md.j2");

/// The part of a template that every agreement is shown by.
const ASSESSMENT: &str = "assessment";

/// A report that a template shows.
pub(super) struct Templated {
    source: Arc<Source>,
    environment: Option<Environment<'static>>,
    /// What every part of the template sees.
    context: Value,
    /// The first thing that is wrong with the template, as far as is known.
    fault: Mutex<Option<Problem>>,
}

impl Templated {
    /// Compiles the template. What agreements have no part in is tried out, so that most faults show before work starts.
    pub(super) fn new(setup: Setup<'_>) -> Self {
        let built_in = || Arc::new(Source::new("markdown.md.j2", BUILT_IN));
        let source = setup.options.template.map_or_else(built_in, Arc::clone);
        let context = Value::from(BTreeMap::from([("report", model::report(&setup))]));
        let compiled = engine::compile(source.name(), source.text(), setup.words);
        let mut templated = Self { source, environment: None, context, fault: Mutex::default() };
        match compiled {
            Ok(environment) => templated.environment = Some(environment),
            Err(error) => templated.note(&error),
        }
        templated.try_out();
        templated
    }

    fn try_out(&self) {
        if self.has(ASSESSMENT) == Some(false) {
            self.add(Problem::without_place(Code::TemplateWithoutPart, self.source.name()).with("part", ASSESSMENT));
        }
        self.start();
        self.end(&Ending { matrix: &Matrix::default(), not_judged: &[] });
    }

    /// Whether the template has a part; nothing where it does not even begin.
    fn has(&self, part: &str) -> Option<bool> {
        let template = self.environment.as_ref()?.get_template(engine::NAME).ok()?;
        Some(template.render_captured(self.context.clone()).ok()?.state().lookup(part).is_some())
    }

    /// A part of the template, filled in; nothing if the template does not have it.
    fn part(&self, part: &str, arguments: &[Value]) -> String {
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

    fn note(&self, error: &Error) {
        self.add(problem(&self.source, error));
    }

    /// Keeps what stands first in the template: agreements are judged side by side, and every run must say the same.
    fn add(&self, problem: Problem) {
        let mut fault = self.fault.lock().unwrap_or_else(PoisonError::into_inner);
        if fault.as_ref().is_none_or(|known| known.position() > problem.position()) {
            *fault = Some(problem);
        }
    }
}

impl Stream for Templated {
    fn start(&self) -> String {
        self.part("start", &[])
    }

    fn assessment(&self, view: &View<'_>) -> String {
        self.part(ASSESSMENT, &[model::assessment(view)])
    }

    fn end(&self, ending: &Ending<'_>) -> String {
        self.part("end", &[model::ending(ending)])
    }

    fn fault(&self) -> Option<Problem> {
        self.fault.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// What the engine says is wrong, as a problem at its place.
fn problem(source: &Arc<Source>, error: &Error) -> Problem {
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
    let problem = problem.with("text", written);
    if code != Code::TemplateUnknownName {
        return problem;
    }
    let name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let last = written.rsplit(|c| !name(c)).find(|part| !part.is_empty()).unwrap_or_default();
    // The built-in template uses all there is.
    problem.with_nearest(last, BUILT_IN.split(|c| !name(c)).filter(|known| known.len() > 2 && *known != last))
}
