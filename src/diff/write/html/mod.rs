//! Changes as a page to read, print, and send, in the style of the report's page and under its policy: one file that asks nothing
//! of any network. It has no script, as there is nothing to filter.

use std::sync::LazyLock;

use minijinja::{Environment, Value, context, value::Serde};
use serde::Serialize;

use super::{
    Setup, Whole,
    view::{View, asked},
};
use crate::{
    diff::compare::{Comparison, Kind},
    report::html::engine,
};

static ENGINE: LazyLock<Environment<'static>> = LazyLock::new(|| {
    engine::engine(&[("start.html", include_str!("start.html")), ("agreement.html", include_str!("agreement.html"))])
});

/// Changes as a page.
pub(super) struct Html<'s> {
    setup: Setup<'s>,
    rows: Vec<Row>,
    /// What is said of each agreement.
    agreements: Vec<String>,
}

/// An agreement in the overview.
#[derive(Serialize)]
struct Row {
    anchor: String,
    title: String,
    files: String,
    /// How many gaps are new, and how often each thing has happened.
    gaps: usize,
    counts: Vec<usize>,
}

impl<'s> Html<'s> {
    pub(super) fn new(setup: Setup<'s>) -> Self {
        Self { setup, rows: Vec::new(), agreements: Vec::new() }
    }
}

impl Whole for Html<'_> {
    fn add(&mut self, comparison: &Comparison) {
        let Setup { words, several, .. } = self.setup;
        let view = View::of(comparison, words);
        let totals = comparison.totals();
        let anchor = format!("agreement-{}", self.rows.len() + 1);
        self.rows.push(Row {
            anchor: anchor.clone(),
            title: view.title.to_owned(),
            files: view.files.clone(),
            gaps: comparison.findings.iter().filter(|one| one.is_new_gap()).count(),
            counts: Kind::ALL.iter().map(|kind| totals.get(kind).copied().unwrap_or_default()).collect(),
        });
        let one = Value::from(Serde(view));
        let values = context! { one, anchor, several, ..engine::language(words) };
        self.agreements.push(engine::render(&ENGINE, "agreement.html", values));
    }

    fn finish(self: Box<Self>, not_compared: &[String]) -> Result<Vec<u8>, String> {
        let Self { setup: Setup { words, old, new, .. }, rows, agreements } = *self;
        let sentence = |name: &String| words.say("not-judged", &[("name", name)]);
        let page_title = match &rows[..] {
            [only] => format!("{} – {}", only.title, words.get("diff.heading")),
            _ => words.get("diff.heading").to_owned(),
        };
        let values = context! {
            page_title,
            old => [old.name.clone(), asked(old, words)],
            new => [new.name.clone(), asked(new, words)],
            kinds => Kind::ALL.map(Kind::name),
            agreements => Value::from(Serde(rows)),
            not_compared => not_compared.iter().map(sentence).collect::<Vec<_>>(),
            ..context! { ..engine::head(), ..engine::language(words) }
        };
        let start = engine::render(&ENGINE, "start.html", values);
        Ok(format!("{start}{}{}", agreements.concat(), engine::end(&ENGINE, words, false)).into_bytes())
    }
}
