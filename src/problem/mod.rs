//! Problems: everything that is wrong with the input. A problem is never mixed up with a finding, which is what is
//! wrong with an agreement.
//!
//! A [`Problem`] is language-neutral: a code, a place, and what fills its message. Its words are in `src/words/` under
//! `problem.CODE`, with `.label` for the words at the place and `.help` for what to do. [`Printer`] shows them.

mod code;
mod print;
mod reading;

use std::sync::Arc;

pub use code::Code;
pub use print::{Printer, Style};
pub use reading::{io_reason, read_fault, yaml_faults};

use crate::source::{Source, Span};

/// How many problems of one file are shown; the rest is counted.
pub const MAX_SHOWN: usize = 100;

/// How many problems of one file are worth finding out about in detail.
pub const MAX_DETAILED: usize = 500;

/// How many names a message lists.
const MAX_LISTED: usize = 24;

/// One thing that is wrong with the input.
#[derive(Clone, Debug)]
pub struct Problem {
    code: Code,
    source: Arc<Source>,
    span: Option<Span>,
    related: Option<Span>,
    arguments: Vec<(&'static str, Argument)>,
    /// Whether finding out more than what is wrong is worth the time.
    detailed: bool,
}

/// Something that fills a place in a problem's message.
#[derive(Clone, Debug)]
pub enum Argument {
    /// Text as it is: a name, a value.
    Text(String),
    /// The key of a word that differs between languages.
    Word(String),
    /// Names, listed in the language's way.
    List(Vec<String>),
    /// Names of one kind, each with the word for it where there is one.
    Choices(String, Vec<String>),
}

impl Problem {
    /// A problem at a place of a source.
    #[must_use]
    pub fn new(code: Code, source: &Arc<Source>, span: Span) -> Self {
        Self {
            code,
            source: Arc::clone(source),
            span: Some(span),
            related: None,
            arguments: Vec::new(),
            detailed: true,
        }
    }

    /// A problem with a source as a whole, or with something that has no text, such as a path or a setting.
    #[must_use]
    pub fn without_place(code: Code, name: &str) -> Self {
        let source = Arc::new(Source::new(name, ""));
        Self { code, source, span: None, related: None, arguments: Vec::new(), detailed: true }
    }

    /// Adds text that the message quotes.
    #[must_use]
    pub fn with(mut self, name: &'static str, text: impl Into<String>) -> Self {
        self.arguments.push((name, Argument::Text(text.into())));
        self
    }

    /// Adds a word, given by its key.
    #[must_use]
    pub fn with_word(mut self, name: &'static str, key: impl Into<String>) -> Self {
        self.arguments.push((name, Argument::Word(key.into())));
        self
    }

    /// Adds a list of names; of very many only the first.
    #[must_use]
    pub fn with_list<T: Into<String>>(mut self, name: &'static str, names: impl IntoIterator<Item = T>) -> Self {
        let mut names = names.into_iter().map(Into::into);
        let mut listed: Vec<String> = names.by_ref().take(MAX_LISTED).collect();
        listed.extend(names.next().map(|_| "…".to_owned()));
        self.arguments.push((name, Argument::List(listed)));
        self
    }

    /// Adds names of one kind, such as levels; where a language has a word for one, the message gives it.
    #[must_use]
    pub fn with_choices(mut self, name: &'static str, kind: &str, names: &[&str]) -> Self {
        let names = names.iter().take(MAX_LISTED).map(|name| (*name).to_owned()).collect();
        self.arguments.push((name, Argument::Choices(kind.to_owned(), names)));
        self
    }

    /// Adds the known name that is nearest to a wrong one, as argument `near`, if one is near enough. Where there are very
    /// many problems already, nobody is looked for.
    #[must_use]
    pub fn with_nearest<'n>(self, wrong: &str, known: impl IntoIterator<Item = &'n str>) -> Self {
        match self.detailed.then(|| nearest(wrong, known)).flatten() {
            Some(near) => self.with("near", near),
            None => self,
        }
    }

    /// Adds a second place that the problem is about.
    #[must_use]
    pub fn related_to(mut self, span: Span) -> Self {
        self.related = Some(span);
        self
    }

    /// Text that its message quotes.
    #[must_use]
    pub fn argument(&self, name: &str) -> Option<&str> {
        self.arguments.iter().find_map(|(known, argument)| match argument {
            Argument::Text(text) if *known == name => Some(text.as_str()),
            _ => None,
        })
    }

    /// What kind of problem it is.
    #[must_use]
    pub fn code(&self) -> Code {
        self.code
    }

    /// The bytes that it is about.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        self.span.clone()
    }

    /// What makes it the same problem as another one: its place and everything that it says.
    #[must_use]
    pub fn identity(&self) -> String {
        format!("{} {:?} {} {:?}", self.source.name(), self.span, self.code, self.arguments)
    }

    /// The name of the file (or setting) it is in.
    #[must_use]
    pub fn file(&self) -> &str {
        self.source.name()
    }

    /// Its line and column, both from 1.
    #[must_use]
    pub fn position(&self) -> Option<(usize, usize)> {
        self.span.as_ref().map(|span| self.source.position(span.start))
    }
}

/// Collects the problems of one source.
#[derive(Debug)]
pub struct Sink {
    source: Arc<Source>,
    problems: Vec<Problem>,
}

impl Sink {
    /// An empty collection for a source.
    #[must_use]
    pub fn new(source: Arc<Source>) -> Self {
        Self { source, problems: Vec::new() }
    }

    /// The source that the problems are in.
    #[must_use]
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// Starts a problem at a place of the source; [`Sink::add`] takes it.
    #[must_use]
    pub fn at(&self, code: Code, span: Span) -> Problem {
        Problem { detailed: self.problems.len() < MAX_DETAILED, ..Problem::new(code, &self.source, span) }
    }

    /// What the source has at a place.
    #[must_use]
    pub fn written(&self, span: Span) -> &str {
        self.source.text().get(span).unwrap_or_default()
    }

    /// Adds a problem.
    pub fn add(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// How many problems there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.problems.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.problems.is_empty()
    }

    /// The value if nothing was wrong, else all problems in the order of their places.
    ///
    /// # Errors
    /// The problems.
    pub fn finish<T>(mut self, value: T) -> Result<T, Vec<Problem>> {
        if self.problems.is_empty() {
            return Ok(value);
        }
        // That something is not as it should be says nothing where something else says what is wrong with it.
        // A condition with a slip for a key asks nothing only because of the slip.
        let tells = |vague: &Problem, exact: &Problem| match vague.code {
            Code::Shape => exact.code != Code::Shape,
            Code::BadCondition => {
                exact.code == Code::UnknownKey && exact.arguments.iter().any(|(name, _)| *name == "near")
            }
            _ => false,
        };
        let within = |inner: &Option<Span>, outer: &Option<Span>| {
            inner
                .as_ref()
                .zip(outer.as_ref())
                .is_some_and(|(one, other)| other.start <= one.start && one.end <= other.end)
        };
        let told =
            |vague: &Problem| self.problems.iter().any(|exact| tells(vague, exact) && within(&exact.span, &vague.span));
        let dropped: Vec<bool> =
            self.problems.iter().map(|one| matches!(one.code, Code::Shape | Code::BadCondition) && told(one)).collect();
        let mut dropped = dropped.into_iter();
        self.problems.retain(|_| !dropped.next().unwrap_or_default());
        self.problems.sort_by_key(|problem| problem.span.as_ref().map(|span| (span.start, span.end)));
        Err(self.problems)
    }
}

/// The known name that is nearest to a wrong one, if it is near enough to be a slip.
pub fn nearest<'n>(wrong: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    use rapidfuzz::distance::jaro_winkler;
    let score = |name: &'n str| (jaro_winkler::similarity(wrong.chars(), name.chars()), name);
    let best = known.into_iter().map(score).max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)))?;
    (best.0 > 0.8).then_some(best.1)
}
