//! Changes through a template: the built-in one for Markdown, or a user's. It is filled in agreement by agreement.

use minijinja::value::{Serde, Value};
use serde::Serialize;

use super::{
    Setup, Stream, data,
    view::{View, asked},
};
use crate::{
    diff::compare::Comparison,
    problem::Problem,
    report::template::{Kind, Template},
};

/// The template of what has changed, as Markdown.
const BUILT_IN: &str = include_str!("markdown.md.j2");

/// What it is for.
pub(crate) const KIND: Kind = Kind {
    name: "diff-template",
    built_in: BUILT_IN,
    part: "agreement",
    argument: "compared",
    command: "new.values-diff-template",
};

/// What is the same for all agreements.
#[derive(Serialize)]
struct Compared<'a> {
    #[serde(flatten)]
    head: data::Head<'a>,
    several: bool,
    /// What was asked on each side, in words.
    asked: [String; 2],
}

/// Changes that a template shows.
pub(super) struct Templated<'s> {
    setup: Setup<'s>,
    template: Template,
}

impl<'s> Templated<'s> {
    /// Compiles the template. What agreements have no part in is tried out, so that most faults show before work starts.
    pub(super) fn new(setup: Setup<'s>) -> Self {
        let Setup { words, old, new, several, options, .. } = setup;
        let asked = [old, new].map(|side| asked(side, words));
        let diff = Value::from(Serde(Compared { head: data::Head::of(&setup), several, asked }));
        let templated = Self { setup, template: Template::new(&KIND, options.template, words, ("diff", diff)) };
        templated.start();
        templated.end(&[]);
        templated
    }
}

impl Stream for Templated<'_> {
    fn start(&self) -> String {
        self.template.part("start", &[])
    }

    fn agreement(&self, comparison: &Comparison) -> String {
        let view = View::of(comparison, self.setup.words);
        self.template.part(KIND.part, &[Value::from(Serde(view))])
    }

    fn end(&self, not_compared: &[String]) -> String {
        self.template.part("end", &[Value::from(Serde(not_compared))])
    }

    fn fault(&self) -> Option<Problem> {
        self.template.fault()
    }
}
