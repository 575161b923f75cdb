//! What is told of an agreement: decided here once, in words, and written by one file per form. Templates see it under the
//! names that it has here.

mod clause;
mod entry;

use serde::Serialize;

pub(super) use self::{
    clause::{Clause, Place},
    entry::{Entry, Judgement},
};
use crate::{
    clean::one_line,
    diff::{
        compare::{AgreementShift, Compared, Comparison, Kind},
        side::{Asked, Side},
    },
    report::{NO_BREAK, table::glued},
    vocabulary::Duration,
    words::Words,
};

/// An agreement on both sides.
#[derive(Debug, Serialize)]
pub(super) struct View<'c> {
    /// The files of its extracts.
    pub(super) old: Option<&'c str>,
    pub(super) new: Option<&'c str>,
    /// The same as a sentence.
    pub(super) files: String,
    pub(super) title: &'c str,
    pub(super) processor: &'c str,
    /// Whether nothing is different.
    pub(super) same: bool,
    /// What is different about it as a whole.
    pub(super) about: Vec<Change>,
    /// The requirements about which something is different, the worst first; parts without any are left out.
    pub(super) parts: Vec<Part<'c>>,
    /// The requirements about which nothing is told but that they are there.
    pub(super) rest: Vec<Entry<'c>>,
    /// The clauses that have another reference.
    pub(super) moves: Vec<Move<'c>>,
    /// How often each thing has happened, as a sentence.
    pub(super) totals: String,
}

/// Something that was one thing and is another: words of the program, or what an agreement says.
#[derive(Debug, Serialize)]
pub(super) struct Change {
    pub(super) what: String,
    /// What it was; nothing if it was not stated.
    pub(super) old: Option<String>,
    pub(super) new: Option<String>,
}

/// A clause that has another reference.
#[derive(Debug, Serialize)]
pub(super) struct Move<'c> {
    old: &'c str,
    new: &'c str,
}

/// Requirements to which the same has happened, under one heading.
#[derive(Debug, Serialize)]
pub(super) struct Part<'c> {
    /// The name of what has happened.
    name: &'static str,
    /// The key of the heading.
    pub(super) heading: &'static str,
    pub(super) entries: Vec<Entry<'c>>,
}

impl<'c> View<'c> {
    /// What is told of an agreement.
    pub(super) fn of(comparison: &'c Comparison, words: &Words) -> Self {
        let rest = comparison.findings.iter().filter(|one| part_of(one).is_none());
        Self {
            old: comparison.old.as_deref(),
            new: comparison.new.as_deref(),
            files: files(comparison, words),
            title: &comparison.title,
            processor: &comparison.processor,
            same: comparison.agreement.is_empty() && comparison.totals().keys().all(|kind| *kind == Kind::Unchanged),
            about: comparison.agreement.iter().map(|shift| about(shift, words)).collect(),
            parts: parts(comparison, words),
            rest: rest.filter_map(|one| Entry::of(one, words)).collect(),
            moves: comparison.moves().into_iter().map(|(old, new)| Move { old, new }).collect(),
            totals: totals(comparison, words),
        }
    }

    /// Every requirement, the worst first.
    pub(super) fn entries(&self) -> impl Iterator<Item = &Entry<'c>> {
        self.parts.iter().flat_map(|part| &part.entries).chain(&self.rest)
    }

    /// The clauses that have another reference, as a sentence; nothing if none has.
    pub(super) fn moved(&self, words: &Words) -> Option<String> {
        let one = |Move { old, new }: &Move<'_>| {
            words.say("diff.move", &[("old", &glued(&one_line(old))), ("new", &glued(&one_line(new)))])
        };
        let moves: Vec<String> = self.moves.iter().map(one).collect();
        (!moves.is_empty()).then(|| words.say("diff.moves", &[("moves", &moves.join("; "))]))
    }
}

/// The headings under which requirements are told, the worst first, each by its name and key.
const PARTS: [(&str, &str); 6] = [
    ("worse", "diff.worse"),
    ("new-gaps", "diff.new-gaps"),
    ("better", "diff.better"),
    ("gone", "diff.gone"),
    ("changed", "diff.changed"),
    ("new", "diff.new"),
];

/// The name of the part in which a requirement is told; nothing where there is nothing to tell of it.
fn part_of(compared: &Compared) -> Option<&'static str> {
    match compared.kind {
        Kind::Worse => Some("worse"),
        _ if compared.is_new_gap() => Some("new-gaps"),
        Kind::Moved | Kind::Unchanged => None,
        kind => Some(kind.name()),
    }
}

fn parts<'c>(comparison: &'c Comparison, words: &Words) -> Vec<Part<'c>> {
    let part = |(name, heading): (&'static str, &'static str)| {
        let entries = comparison.findings.iter().filter(|one| part_of(one) == Some(name));
        Part { name, heading, entries: entries.filter_map(|one| Entry::of(one, words)).collect() }
    };
    PARTS.into_iter().map(part).filter(|part| !part.entries.is_empty()).collect()
}

/// The files of an agreement, or that it is only on one side.
fn files(comparison: &Comparison, words: &Words) -> String {
    match (&comparison.old, &comparison.new) {
        (Some(old), Some(new)) => words.say("diff.move", &[("old", old), ("new", new)]),
        (None, Some(only)) => words.say("diff.agreement-new", &[("file", only)]),
        (Some(only), None) => words.say("diff.agreement-gone", &[("file", only)]),
        (None, None) => String::new(),
    }
}

/// How often each thing has happened, as a sentence.
fn totals(comparison: &Comparison, words: &Words) -> String {
    let totals = comparison.totals();
    let count = |kind: Kind| {
        let key = match kind {
            Kind::Worse => "diff.count-worse",
            Kind::New => "diff.count-new",
            Kind::Better => "diff.count-better",
            Kind::Gone => "diff.count-gone",
            Kind::Changed => "diff.count-changed",
            Kind::Moved => "diff.count-moved",
            Kind::Unchanged => "diff.count-unchanged",
        };
        totals.get(&kind).map(|count| words.say(key, &[("count", &count.to_string())]))
    };
    let counts: Vec<String> = Kind::ALL.into_iter().filter_map(count).collect();
    let gaps = comparison.findings.iter().filter(|one| one.is_new_gap()).count();
    let mut text = words.say("diff.totals", &[("counts", &words.list(&counts))]);
    if gaps > 0 {
        text.push(' ');
        text.push_str(&words.count("diff.count-gaps", gaps));
    }
    text
}

/// What was asked on a side, with its thresholds.
pub(super) fn asked(side: &Side, words: &Words) -> String {
    let value = |text: &str| Duration::parse(text).map_or_else(|| text.to_owned(), |duration| duration.show(words));
    let asked = side.checklists.iter().map(|Asked { id, version, parameters }| {
        let parameters = parameters.iter().map(|(name, text)| format!("; {name} = {}", value(text)));
        format!("{id} {version}{}", parameters.collect::<String>())
    });
    asked.collect::<Vec<_>>().join(", ")
}

/// What was given on a side, and what was asked there.
pub(super) fn side(key: &str, side: &Side, words: &Words) -> String {
    words.say(key, &[("name", &side.name), ("checklists", &asked(side, words))])
}

/// What is different about an agreement as a whole.
fn about(shift: &AgreementShift, words: &Words) -> Change {
    let named = |value: &Option<String>| {
        let value = value.as_deref()?;
        Some(match shift.what {
            "relationship" => words.named("relationship", value).to_owned(),
            "document" => words.named("read", value).to_owned(),
            _ => value.to_owned(),
        })
    };
    let what = shift.document.as_deref().unwrap_or_else(|| words.get(shift.key()));
    Change { what: what.to_owned(), old: named(&shift.old), new: named(&shift.new) }
}

impl AgreementShift {
    /// The key of the word for what is different.
    fn key(&self) -> &'static str {
        match self.what {
            "title" => "diff.title",
            "processor" => "diff.processor",
            "controller" => "diff.controller",
            "date" => "diff.date",
            _ => "diff.relationship",
        }
    }
}

impl Change {
    /// As a sentence, with what stands for nothing.
    pub(super) fn sentence(&self, nothing: &str, words: &Words) -> String {
        let [old, new] = [&self.old, &self.new].map(|value| value.as_deref().unwrap_or(words.get(nothing)));
        words.say("diff.from-to", &[("what", &self.what), ("old", old), ("new", new)])
    }
}

/// A text without what keeps the lines of a table together.
pub(super) fn loose(text: &str) -> String {
    text.replace(NO_BREAK, " ")
}
