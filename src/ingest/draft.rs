//! Writes what was proposed as an extract: valid at once, with comments where a person should look.

use std::{fmt::Write, path::Path};

use super::{
    Document, Why,
    propose::{Confidence, Genre, Proposal, Reading},
    segment::{Clause, Outline},
};
use crate::{
    vocabulary::{FactKind, Relationship, Value, Vocabulary},
    words::Words,
};

/// How wide the lines of clause texts are, indentation included.
const WIDTH: usize = 120;

/// What a draft is made of.
#[derive(Clone, Copy, Debug)]
pub struct Draft<'d> {
    /// What was read.
    pub document: &'d Document,
    /// How the extract is to name its file.
    pub file: &'d str,
    /// Its clauses.
    pub outline: &'d Outline,
    /// What is proposed of them.
    pub reading: &'d Reading,
    /// The topics.
    pub vocabulary: &'d Vocabulary,
    /// Whether clauses about which nothing is proposed are in it too.
    pub all: bool,
    /// The language of the comments.
    pub words: &'static Words,
}

/// The draft as YAML.
#[must_use]
pub fn write(draft: &Draft<'_>) -> String {
    let mut yaml = String::new();
    head(&mut yaml, draft);
    yaml.push_str("clauses:");
    let mut proposals = draft.reading.proposals.iter().peekable();
    let mut none = true;
    for index in 0..draft.outline.clauses.len() {
        let mut own = Vec::new();
        while let Some(proposal) = proposals.next_if(|proposal| proposal.clause <= index) {
            own.push(proposal);
        }
        if own.is_empty() && !draft.all && !is_drawn_on(draft, index) {
            continue;
        }
        none = false;
        clause(&mut yaml, draft, index, &own);
    }
    yaml.push_str(if none { " []\n" } else { "\n" });
    yaml
}

/// A clause with what is proposed of it, as an item of the list: it begins with a line break and does not end in one.
pub(super) fn clause(yaml: &mut String, draft: &Draft<'_>, index: usize, own: &[&Proposal]) {
    let Some(clause) = draft.outline.clauses.get(index) else { return };
    let _ = write!(yaml, "\n  - ref: {}", scalar(&clause.reference));
    if let Some(page) = clause.page {
        let _ = write!(yaml, "\n    page: {page}");
    }
    let _ = write!(yaml, "\n    text: {}", block(&clause.text, 6));
    if !own.is_empty() {
        yaml.push_str("\n    annotations:");
        for proposal in own {
            annotation(yaml, draft, proposal);
        }
    }
}

fn head(yaml: &mut String, draft: &Draft<'_>) {
    let stem = Path::new(&draft.document.name).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let title = draft.outline.title.clone().or(stem).unwrap_or_default();
    let title = title.as_str();
    let name = |name: &Option<String>| match name {
        Some(name) => format!("{}   # {}", scalar(name), draft.words.get("draft.read-off")),
        None => format!("\"?\"   # {}", draft.words.get("draft.fill-in")),
    };
    for line in note(draft) {
        let _ = writeln!(yaml, "# {}", crate::clean::one_line(&line));
    }
    let (relationship, because) = relationship(draft);
    let _ = write!(
        yaml,
        "agreement:\n  title: {}\n  processor: {}\n  controller: {}\n  relationship: {}\n",
        scalar(title),
        name(&draft.reading.processor),
        name(&draft.reading.controller),
        relationship.name()
    );
    if let Some(clause) = because {
        let _ = writeln!(yaml, "  because: {{ref: {}}}", scalar(&clause.reference));
    }
    if let Some(language) = &draft.reading.language {
        let _ = writeln!(yaml, "  language: {language}");
    }
    let _ = writeln!(
        yaml,
        "documents:\n  - {{id: agreement, title: {}, file: {}, sha256: {}, read: {}}}",
        scalar(title),
        scalar(draft.file),
        draft.document.sha256,
        // What stands on a page that is a picture, nobody has read.
        if draft.document.dropped.iter().any(|dropped| dropped.why == Why::Picture) { "partly" } else { "whole" }
    );
}

/// What a person should know before anything else: that the document is no processor agreement, and what shows it.
#[must_use]
pub fn note(draft: &Draft<'_>) -> Vec<String> {
    let Genre::Other { name, because } = &draft.reading.genre else { return Vec::new() };
    let mut lines = vec![draft.words.say("draft.genre", &[("genre", draft.words.named("genre", name))])];
    let shown = because.as_ref().and_then(|(clause, words)| {
        if words.is_empty() {
            return draft.outline.title.clone();
        }
        let clause = draft.outline.clauses.get(*clause)?;
        Some(format!("{} ({})", clause.text.get(words.clone())?, clause.reference))
    });
    lines.extend(shown.map(|shown| draft.words.say("draft.genre.words", &[("words", &shown)])));
    lines
}

/// How the parties stand to each other, and the clause that shows it where they are not controller and processor.
fn relationship<'d>(draft: &Draft<'d>) -> (Relationship, Option<&'d Clause>) {
    let Genre::Other { name, because: Some((clause, _)) } = &draft.reading.genre else {
        return (Relationship::ControllerProcessor, None);
    };
    let other = Relationship::from_name(name).filter(|other| *other != Relationship::ControllerProcessor);
    match (other, draft.outline.clauses.get(*clause)) {
        (Some(other), Some(clause)) => (other, Some(clause)),
        _ => (Relationship::ControllerProcessor, None),
    }
}

/// Whether a proposal about another clause draws on this one.
pub(super) fn is_drawn_on(draft: &Draft<'_>, clause: usize) -> bool {
    let shows = matches!(&draft.reading.genre, Genre::Other { because: Some((shown, _)), .. } if *shown == clause);
    shows || draft.reading.proposals.iter().any(|proposal| proposal.also.contains(&clause))
}

fn annotation(yaml: &mut String, draft: &Draft<'_>, proposal: &Proposal) {
    let topic = draft.vocabulary.topic(proposal.topic);
    let _ = write!(yaml, "\n      - topic: {}\n        review: proposed", topic.name);
    let _ = write!(yaml, "\n        confidence: {}", proposal.confidence.name());
    if proposal.confidence < Confidence::High {
        let _ = write!(yaml, "   # {}", draft.words.get("draft.look"));
    }
    let clause = &draft.outline.clauses[proposal.clause];
    let words: Vec<String> =
        proposal.words.iter().filter_map(|range| clause.text.get(range.clone())).map(scalar).collect();
    if !words.is_empty() {
        let _ = write!(yaml, "\n        words: [{}]", words.join(", "));
    }
    if !proposal.facts.is_empty() {
        let facts: Vec<String> = proposal
            .facts
            .iter()
            .map(|stated| {
                let fact = topic.fact(stated.fact);
                format!("{}: {}", fact.name, value(&stated.value, &fact.kind))
            })
            .collect();
        let _ = write!(yaml, "\n        facts: {{{}}}", facts.join(", "));
    }
    if !proposal.also.is_empty() {
        let also: Vec<String> =
            proposal.also.iter().map(|clause| scalar(&draft.outline.clauses[*clause].reference)).collect();
        let _ = write!(yaml, "\n        also: [{}]", also.join(", "));
    }
    if let Some(note) = &proposal.note {
        let _ = write!(yaml, "\n        note: {}", scalar(note));
    }
}

/// A fact's value as an extract has it.
fn value(value: &Value, kind: &FactKind) -> String {
    match (value, kind) {
        (Value::Choice(index), FactKind::Choice(choices)) => {
            choices.get(usize::from(*index)).map(|choice| choice.name.clone()).unwrap_or_default()
        }
        (Value::Choices(bits), FactKind::Choices(choices)) => {
            let named = choices.iter().enumerate().filter(|(index, _)| bits >> index & 1 == 1);
            format!("[{}]", named.map(|(_, choice)| choice.name.as_str()).collect::<Vec<_>>().join(", "))
        }
        (Value::Text(text), _) => scalar(text),
        (value, _) => value.to_string(),
    }
}

/// A text as YAML between quotation marks.
pub(super) fn scalar(text: &str) -> String {
    crate::yaml::write_json_line(&text)
}

/// A text as a folded block, or between quotation marks where a block would change it.
pub(super) fn block(text: &str, indent: usize) -> String {
    let margin = " ".repeat(indent);
    let folds = !text.trim().is_empty()
        && text.lines().all(|line| line.trim() == line && !line.is_empty() && !line.contains("  "))
        && !text
            .chars()
            .any(|c| (c.is_control() && c != '\n') || matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}'));
    if !folds {
        return scalar(text);
    }
    let mut yaml = String::from(">-");
    for (index, line) in text.lines().enumerate() {
        if index > 0 {
            yaml.push('\n');
        }
        for line in textwrap::wrap(
            line,
            textwrap::Options::new(WIDTH - indent)
                .break_words(false)
                .word_splitter(textwrap::WordSplitter::NoHyphenation),
        ) {
            let _ = write!(yaml, "\n{margin}{line}");
        }
    }
    yaml
}
