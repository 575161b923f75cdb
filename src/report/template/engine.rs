//! The template engine: what templates can call, and how text leaves them.

use jiff::civil::Date;
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior,
    syntax::SyntaxConfig,
    value::{Kwargs, Value},
};

use crate::{
    clean::one_line,
    report::{escape, phrase, view::standing},
    words::Words,
};

/// The name under which the engine knows the template.
pub(super) const NAME: &str = "template";

/// How many instructions a part of a report may take: a hundred times what the built-in template needs for an agreement.
const FUEL: u64 = 3_000_000;

/// How deep macros may call each other.
const DEPTH: usize = 100;

/// An engine with a template. The name of its file says how text is escaped.
pub(super) fn compile(file: &str, text: &str, words: &'static Words) -> Result<Environment<'static>, Error> {
    let mut environment = Environment::new();
    let escape = escape_of(file);
    environment.set_auto_escape_callback(move |_| escape.clone());
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_debug(true);
    environment.set_fuel(Some(FUEL));
    environment.set_recursion_limit(DEPTH);
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.set_formatter(write);
    environment.add_function("say", move |key: &str, arguments: Kwargs| say(words, key, &arguments));
    environment.add_filter("place", move |pointer: &Value| place(words, pointer));
    environment.add_filter("date", move |date: &str| self::date(words, date));
    environment.add_filter("link", link);
    environment.add_template_owned(NAME, text.to_owned())?;
    Ok(environment)
}

fn escape_of(file: &str) -> AutoEscape {
    let name = file.strip_suffix(".j2").unwrap_or(file);
    let ends = |end: &str| {
        name.len() >= end.len() && name.as_bytes()[name.len() - end.len()..].eq_ignore_ascii_case(end.as_bytes())
    };
    match () {
        () if ends(".html") || ends(".htm") => AutoEscape::Html,
        () if ends(".txt") => AutoEscape::None,
        () => AutoEscape::Custom("markdown".into()),
    }
}

/// Writes a value: nothing for what is not there in the data, text so that it stays text.
fn write(output: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    if value.is_undefined() {
        return Err(ErrorKind::UndefinedError.into());
    }
    if value.is_none() {
        return Ok(());
    }
    let text = value.to_string();
    let safe = if value.is_safe() { text } else { escaped(state, &text) };
    output.write_str(&safe).map_err(|_| ErrorKind::WriteFailure.into())
}

fn escaped(state: &State<'_, '_>, text: &str) -> String {
    match state.auto_escape() {
        AutoEscape::Html => escape::html(text),
        AutoEscape::None => one_line(text).into_owned(),
        _ => escape::markdown(text),
    }
}

/// Words of the program, filled in.
fn say(words: &Words, key: &str, arguments: &Kwargs) -> Result<String, Error> {
    if words.find(key).is_none() {
        return Err(ErrorKind::UndefinedError.into());
    }
    let mut filled = Vec::new();
    for name in arguments.args() {
        let value: Value = arguments.get(name)?;
        filled.push((name, value.to_string()));
    }
    let filled: Vec<(&str, &str)> = filled.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Ok(words.say(key, &filled))
}

/// A clause with everything that helps to find it.
fn place(words: &Words, pointer: &Value) -> Result<String, Error> {
    let text = |name: &str| -> Result<Option<String>, Error> {
        let value = pointer.get_attr(name)?;
        if value.is_undefined() {
            Err(ErrorKind::UndefinedError.into())
        } else {
            Ok((!value.is_none()).then(|| value.to_string()))
        }
    };
    let [file, page] = [text("file")?, text("page")?];
    let verified = pointer.get_attr("verified").ok().and_then(|value| bool::try_from(value).ok());
    let document_line = pointer.get_attr("document-line").ok().and_then(|value| u32::try_from(value).ok());
    let standing = standing(verified, document_line, words);
    let [reference, document, line] = [text("ref")?, text("document")?, text("line")?].map(Option::unwrap_or_default);
    Ok(phrase::place_of(&reference, &document, file.as_deref(), page.as_deref(), standing.as_deref(), &line, words))
}

fn date(words: &Words, date: &str) -> Result<String, Error> {
    let date: Date = date.parse().map_err(|_| Error::from(ErrorKind::InvalidOperation))?;
    Ok(words.date(date))
}

/// A text that links to an address, where that is one of the web.
fn link(state: &State<'_, '_>, text: &str, address: &str) -> Value {
    Value::from_safe_string(match state.auto_escape() {
        AutoEscape::Html => escape::html_link(text, address),
        AutoEscape::None => one_line(text).into_owned(),
        _ => escape::markdown_link(text, address),
    })
}
