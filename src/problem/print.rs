//! Shows problems to a person: with miette in the line they are in, or in plain sentences for a screen reader.

use std::{error::Error, fmt};

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, Severity,
    SourceCode, SourceSpan, SpanContents,
};

use super::{Argument, MAX_SHOWN, Problem};
use crate::{
    clean,
    source::{Source, Span},
    words::{Words, fill, placeholders},
};

/// How many bytes of a line are shown on each side of a problem.
const CONTEXT: usize = 160;

/// How problems look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Drawn around the line, with or without colour.
    Drawn {
        /// Whether to use colour.
        colour: bool,
    },
    /// Sentences only.
    Plain,
}

/// Shows problems in one language and style.
#[derive(Clone, Copy, Debug)]
pub struct Printer {
    /// The words of the language.
    pub words: &'static Words,
    /// How they look.
    pub style: Style,
    /// How many columns there are.
    pub width: usize,
}

impl Printer {
    /// The problems of one file as text; beyond [`MAX_SHOWN`] they are only counted.
    #[must_use]
    pub fn show(&self, problems: &[Problem]) -> String {
        let mut text = String::new();
        for problem in problems.iter().take(MAX_SHOWN) {
            match self.style {
                Style::Drawn { colour } => self.draw(&mut text, problem, colour),
                Style::Plain => self.tell(&mut text, problem),
            }
            text.push('\n');
        }
        let hidden = problems.len().saturating_sub(MAX_SHOWN);
        if hidden > 0 {
            text.push_str(&self.words.count("problems-not-shown", hidden));
            text.push('\n');
        }
        text
    }

    fn draw(&self, text: &mut String, problem: &Problem, colour: bool) {
        let theme = if colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
        let shown = Shown { problem, words: self.words };
        let mut handler = GraphicalReportHandler::new_themed(theme)
            .with_width(self.width)
            .with_links(false)
            .with_word_splitter(textwrap::WordSplitter::NoHyphenation)
            .without_syntax_highlighting();
        if let Some(help) = shown.help() {
            handler = handler.with_footer(format!("{}: {help}", self.words.get("help")));
        }
        // The handler fails only where the string it writes to fails, which it does not.
        let _ = handler.render_report(text, &shown);
    }

    fn tell(&self, text: &mut String, problem: &Problem) {
        let shown = Shown { problem, words: self.words };
        let place = match problem.position() {
            Some((line, column)) => {
                let (line, column) = (line.to_string(), column.to_string());
                self.words.say("place", &[("file", problem.file()), ("line", &line), ("column", &column)])
            }
            None => problem.file().to_owned(),
        };
        let warning =
            if problem.code.is_warning() { format!("{}: ", self.words.get("warning")) } else { String::new() };
        text.push_str(&format!("{}: {warning}{shown} [{}]\n", clean::one_line(&place), problem.code));
        if let Some(span) = &problem.span {
            let (range, _) = window(&problem.source, span);
            let line = clean::one_line(problem.source.shown()[range].trim());
            text.push_str(&format!("  {}: {line}\n", self.words.get("line")));
        }
        if let Some(help) = shown.help() {
            text.push_str(&format!("  {}: {help}\n", self.words.get("help")));
        }
    }
}

impl Problem {
    /// What is wrong, as a sentence without place and help.
    #[must_use]
    pub fn told(&self, words: &'static Words) -> String {
        Shown { problem: self, words }.to_string()
    }
}

/// A problem in the words of a language, as miette wants it.
struct Shown<'p> {
    problem: &'p Problem,
    words: &'p Words,
}

impl Shown<'_> {
    /// The words under a key of the problem, filled in. Words that would list nothing are not said.
    fn fill(&self, suffix: &str) -> Option<String> {
        let template = self.words.find(&format!("problem.{}{suffix}", self.problem.code))?;
        let empty = |name| matches!(self.find(name), Some(Argument::List(names)) if names.is_empty());
        (!placeholders(template).any(empty)).then(|| fill(template, |name| self.argument(name)))
    }

    fn find(&self, name: &str) -> Option<&Argument> {
        self.problem.arguments.iter().find(|(known, _)| *known == name).map(|(_, argument)| argument)
    }

    fn argument(&self, name: &str) -> Option<String> {
        Some(match self.find(name)? {
            Argument::Text(text) => shorten(&clean::one_line(text)),
            Argument::Word(key) => self.words.get(key).to_owned(),
            Argument::List(names) => {
                let names: Vec<_> = names.iter().map(|name| clean::one_line(name)).collect();
                self.words.list(&names)
            }
            Argument::Choices(kind, names) => {
                let glossed = |name: &String| match self.words.find(&format!("{kind}.{name}")) {
                    Some(word) if !word.contains(&name.replace('-', " ")) => format!("{name} ({word})"),
                    _ => name.clone(),
                };
                self.words.list(&names.iter().map(glossed).collect::<Vec<_>>())
            }
        })
    }

    /// What to do: the nearest known name where there is one, else what fits what is known.
    fn help(&self) -> Option<String> {
        let mut known = ["near", "last", "options"].into_iter().filter(|name| self.find(name).is_some());
        let fitting = known.find_map(|name| self.fill(&format!(".{name}")));
        fitting.or_else(|| self.fill(".help"))
    }
}

/// Quoted text is a pointer, not a copy: a few words of it will do.
fn shorten(text: &str) -> String {
    if text.chars().count() <= 80 {
        return text.to_owned();
    }
    text.chars().take(79).chain(['…']).collect()
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.problem, f)
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.fill(""), &self.problem.span) {
            (Some(message), None) => write!(f, "{}: {message}", clean::one_line(self.problem.file())),
            (Some(message), Some(_)) => f.write_str(&message),
            (None, _) => f.write_str(self.problem.code.name()),
        }
    }
}

impl Error for Shown<'_> {}

impl Diagnostic for Shown<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.problem.code))
    }

    fn severity(&self) -> Option<Severity> {
        Some(if self.problem.code.is_warning() { Severity::Warning } else { Severity::Error })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.problem.span.as_ref().map(|_| self as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let label = |span: &Span, suffix| {
            // A label on several lines hides what it points at: its first line will do.
            let line = self.problem.source.line_span(self.problem.source.line_of(span.start));
            let text = &self.problem.source.text()[line.clone()];
            let end = (line.start + text.trim_end().len()).min(line.start.max(span.start) + CONTEXT).min(span.end);
            let end = floor_boundary(self.problem.source.text(), end.max(span.start));
            LabeledSpan::new(self.fill(suffix), span.start, end - span.start)
        };
        let primary = self.problem.span.iter().map(move |span| label(span, ".label"));
        let related = self.problem.related.iter().map(move |span| label(span, ".related"));
        Some(Box::new(primary.chain(related)))
    }
}

impl SourceCode for Shown<'_> {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        _before: usize,
        _after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let source = &self.problem.source;
        let span = span.offset()..span.offset() + span.len();
        let (range, lines) = window(source, &span);
        let (_, column) = source.position(span.start);
        let data = &source.shown().as_bytes()[range.clone()];
        let contents = MietteSpanContents::new_named(
            clean::one_line(source.name()).into_owned(),
            data,
            (range.start, range.len()).into(),
            lines.start,
            column - 1,
            lines.len(),
        );
        Ok(Box::new(contents))
    }
}

/// The lines of a span, as bytes and as numbers (from 0); of a very long line only what is near it.
fn window(source: &Source, span: &Span) -> (Span, Span) {
    let (first, last) = (source.line_of(span.start), source.line_of(span.end));
    let start = source.line_span(first).start.max(span.start.saturating_sub(CONTEXT));
    let end = source.line_span(last).end.min(span.end + CONTEXT);
    let text = source.text();
    (floor_boundary(text, start)..floor_boundary(text, end.max(start)), first..last + 1)
}

/// The nearest place at or before a byte offset where a character starts.
fn floor_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
