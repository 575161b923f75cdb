//! Warnings about a checklist.

use std::{cmp::Ordering, collections::BTreeMap, sync::Arc};

use super::{Asked, look, text, vocabulary::definitions};
use crate::{
    checklist::{Changed, Checklist, Level, Matcher, Requirement, Verdict, undercut},
    problem::{Code, Problem, Sink},
    read,
    source::Source,
    vocabulary::{Reading, Value, Vocabulary},
    yaml::Node,
};

/// Warnings about a checklist that was read without problems, for what stands in its own file.
#[must_use]
pub fn checklist(source: &Arc<Source>, checklist: &Checklist, vocabulary: &Vocabulary) -> Vec<Problem> {
    look(source, |root, sink| {
        text::check(root, sink);
        titles(root, checklist, sink);
        parameters(root, checklist, sink);
        definitions(root, vocabulary, &Asked::by([checklist]), sink);
        let added = read::items(root, "areas").flat_map(|area| read::items(area, "requirements"));
        for node in added {
            let id = node.get("id").unwrap_or(node);
            if let Some(requirement) = checklist.find(&read::string(node, "id")) {
                if requirement.examples.is_empty() {
                    sink.add(sink.at(Code::NoExamples, id.span()).with("id", requirement.id.as_str()));
                }
                rows(id, node, requirement, sink);
            }
        }
        unfounded(checklist, root, sink);
        for (id, node) in read::members(root, "requirements") {
            if let Some(requirement) = checklist.find(&id.name()) {
                rows(id, node, requirement, sink);
            }
        }
    })
}

/// Rows that together can never say `met`, or whose order lets a good clause hide a bad one; examples that cannot be told
/// apart.
fn rows(id: Node<'_>, node: Node<'_>, requirement: &Requirement, sink: &mut Sink) {
    if let Some(verdicts) = node.get("verdicts") {
        if !requirement.rows.iter().any(|row| row.verdict == Verdict::Met) {
            sink.add(sink.at(Code::NeverMet, id.span()).with("id", requirement.id.as_str()));
        }
        let nodes: Vec<Node<'_>> = verdicts.items().collect();
        for (better, worse) in undercut(&requirement.rows) {
            let (Some(first), Some(second)) = (nodes.get(better), nodes.get(worse)) else { continue };
            let place = |row: &Node<'_>| row.get("verdict").unwrap_or(*row).span();
            let problem = sink.at(Code::RowOrder, place(second)).related_to(place(first));
            sink.add(problem.with("line", first.line().to_string()));
        }
    }
    let mut names: Vec<&str> = Vec::new();
    for name in read::items(node, "examples").filter_map(|example| example.get("name")) {
        let text = name.text().unwrap_or_default();
        let elsewhere = requirement.examples.iter().filter(|example| example.name == text).count() > 1;
        if names.contains(&text) || elsewhere {
            sink.add(sink.at(Code::ExampleTwice, name.span()).with("name", text));
        }
        names.push(text);
    }
}

/// An overlay that changes what counts should say why: a level that is lowered, or raised to that of the law; verdict rows of its
/// own; a threshold that lets more pass.
fn unfounded(checklist: &Checklist, root: Node<'_>, sink: &mut Sink) {
    for (id, node) in read::members(root, "requirements").filter(|(_, node)| node.get("reason").is_none()) {
        let last = checklist.changes.iter().rev().find_map(|change| match &change.what {
            Changed::Level { requirement, before, after } if *requirement == id.name() => Some((before, after)),
            _ => None,
        });
        let weighty = last.is_some_and(|(before, after)| after > before || *after == Level::Law);
        for key in [node.key("level").filter(|_| weighty), node.key("verdicts")].into_iter().flatten() {
            sink.add(sink.at(Code::NoReason, key.span()).with("id", id.name()));
        }
    }
    for (name, node) in read::members(root, "parameters").filter(|(_, node)| node.get("reason").is_none()) {
        let loosened = checklist.changes.iter().any(|change| match &change.what {
            Changed::Parameter { name: changed, before, after } => {
                *changed == name.name() && change.layer.is_some() && lets_more_pass(checklist, changed, before, after)
            }
            _ => false,
        });
        if loosened {
            sink.add(sink.at(Code::NoReason, node.get("default").unwrap_or(node).span()).with("id", name.name()));
        }
    }
}

/// Whether another value of a parameter lets more be met than before.
fn lets_more_pass(checklist: &Checklist, name: &str, before: &Value, after: &Value) -> bool {
    let grows = match after.compare(before, Reading::Longest, None) {
        Some(Ordering::Greater) => true,
        Some(Ordering::Less) => false,
        _ => return false,
    };
    let rows = checklist.requirements().flat_map(|(_, requirement)| &requirement.rows);
    let mut looser = false;
    for row in rows.filter(|row| row.verdict == Verdict::Met) {
        row.when.questions(&mut |_, facts| {
            for (_, matcher) in facts {
                looser |= match matcher {
                    Matcher::AtMost(bound) => grows && bound.parameter.as_deref() == Some(name),
                    Matcher::AtLeast(bound) => !grows && bound.parameter.as_deref() == Some(name),
                    _ => false,
                };
            }
        });
    }
    looser
}

/// Titles of requirements, and of areas, that stand twice, so that a reader cannot tell them apart.
fn titles(root: Node<'_>, checklist: &Checklist, sink: &mut Sink) {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for (_, requirement) in checklist.requirements() {
        // In some languages only: one of them is enough to confuse its readers.
        let mut titles: Vec<&str> = requirement.title.translations().map(|(_, title)| title).collect();
        titles.sort_unstable();
        titles.dedup();
        for title in titles {
            *count.entry(title.to_owned()).or_default() += 1;
        }
    }
    let own = read::items(root, "areas").flat_map(|area| read::items(area, "requirements"));
    let own = own.chain(read::members(root, "requirements").map(|(_, change)| change));
    for node in own.filter_map(|node| node.get("title")) {
        twice(node, |title| count.get(title).is_some_and(|count| *count > 1), sink);
    }
    let areas: Vec<Node<'_>> = read::items(root, "areas").filter_map(|area| area.get("title")).collect();
    for (index, node) in areas.iter().enumerate() {
        let earlier = |title: &str| areas[..index].iter().any(|area| texts(*area).any(|(_, text)| text == title));
        twice(*node, earlier, sink);
    }
}

/// Reports each translation of a title that is not the only one.
pub(super) fn twice(title: Node<'_>, is_other: impl Fn(&str) -> bool, sink: &mut Sink) {
    for (node, text) in texts(title) {
        if is_other(text) {
            sink.add(sink.at(Code::TitleTwice, node.span()).with("title", text));
        }
    }
}

/// The translations of a text, with their places.
pub(super) fn texts(node: Node<'_>) -> impl Iterator<Item = (Node<'_>, &str)> {
    let translations = node.members().map(|(_, text)| text);
    translations.chain(node.text().map(|_| node)).filter_map(|node| Some((node, node.text()?)))
}

/// Parameters that nothing uses: setting them would change nothing.
fn parameters(root: Node<'_>, checklist: &Checklist, sink: &mut Sink) {
    for (key, _) in read::members(root, "parameters") {
        let name = key.name();
        let used = checklist.requirements().any(|(_, requirement)| requirement.parameters().contains(&*name));
        if !used {
            sink.add(sink.at(Code::UnusedParameter, key.span()).with("name", name));
        }
    }
}
