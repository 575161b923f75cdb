//! What turns templates into pages, and keeps untrusted text from being anything but text.

use std::sync::{Arc, LazyLock};

use minijinja::{
    Environment, Error, Output, State, UndefinedBehavior, Value, context, escape_formatter,
    syntax::SyntaxConfig,
    value::{Object, ValueKind},
};
use sha2::{Digest, Sha256};

use crate::{clean::lines, words::Words};

/// How pages look.
const STYLE: &str = include_str!("style.css");

/// What filters the requirements of a page.
const SCRIPT: &str = include_str!("script.js");

/// What pages of every kind have in common.
const SHARED: [(&str, &str); 3] = [
    ("head.html", include_str!("head.html")),
    ("macros.html", include_str!("macros.html")),
    ("end.html", include_str!("end.html")),
];

/// An engine with templates, beside those that pages of every kind have in common.
pub(crate) fn engine(templates: &[(&'static str, &'static str)]) -> Environment<'static> {
    let mut engine = Environment::new();
    if let Ok(syntax) = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
        engine.set_syntax(syntax);
    }
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    engine.set_formatter(format);
    for (name, text) in SHARED.iter().chain(templates) {
        // One that is broken is not found when it is rendered, which the tests would see.
        let _ = engine.add_template(name, text);
    }
    engine
}

/// What a browser lets the page do: show its own style and run its own script, and nothing else.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    let hash = |text: &str| format!("'sha256-{}'", base64(&Sha256::digest(text.as_bytes())));
    let (style, script) = (hash(STYLE), hash(SCRIPT));
    format!("default-src 'none'; style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'")
});

/// Renders a template.
pub(crate) fn render(engine: &Environment<'_>, template: &str, values: Value) -> String {
    let rendered = engine.get_template(template).and_then(|template| template.render(values));
    // Templates are part of the program, and tests render all of them; should one fail all the same, it is not silent.
    rendered.unwrap_or_else(|error| format!("<pre>{}</pre>", error.to_string().replace('<', "&lt;")))
}

/// What every template knows: the words of a language.
pub(crate) fn language(words: &'static Words) -> Value {
    context! { language => words.language().code(), words => Value::from_object(Dictionary(words)) }
}

/// What a browser must know before anything is shown.
pub(crate) fn head() -> Value {
    context! { policy => &**POLICY, style => Value::from_safe_string(STYLE.to_owned()) }
}

/// What stands at the end of a page, with the script where there is something to filter.
pub(crate) fn end(engine: &Environment<'_>, words: &'static Words, with_script: bool) -> String {
    let script = with_script.then(|| Value::from_safe_string(SCRIPT.to_owned()));
    let (name, version) = (env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
    let made_by = words.say("html.made-by", &[("name", name), ("version", version)]);
    render(engine, "end.html", context! { script, made_by, ..language(words) })
}

/// The program's words, as templates ask for them.
#[derive(Debug)]
struct Dictionary(&'static Words);

impl Object for Dictionary {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.0.find(key.as_str()?).map(Value::from)
    }
}

/// Writes a value into a page: text is cleaned, and then escaped.
fn format(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    match value.as_str() {
        Some(text) if value.kind() == ValueKind::String && !value.is_safe() => {
            escape_formatter(out, state, &Value::from(lines(text)))
        }
        _ => escape_formatter(out, state, value),
    }
}

/// Bytes as policies for browsers write them.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let number = (0..3).fold(0, |number, index| number << 8 | usize::from(*group.get(index).unwrap_or(&0)));
        for index in 0..4 {
            let digit = char::from(DIGITS[number >> (18 - 6 * index) & 63]);
            text.push(if index <= group.len() { digit } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn bytes_are_written_as_browsers_read_them() {
        assert_eq!(
            ["", "a", "ab", "abc", "abcd"].map(|text| base64(text.as_bytes())),
            ["", "YQ==", "YWI=", "YWJj", "YWJjZA=="]
        );
    }
}
