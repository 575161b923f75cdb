//! Warnings about an extract.

use std::sync::Arc;

use super::{Asked, look, vocabulary::unread};
use crate::{
    problem::{Code, Problem, Sink},
    read,
    report::{State, WaiverView},
    source::Source,
    vocabulary::Vocabulary,
    yaml::Node,
};

/// Warnings about an extract that was read without problems. `asked` is what all known checklists ask about, `waivers` what
/// has become of its waivers.
#[must_use]
pub fn extract(
    source: &Arc<Source>,
    vocabulary: &Vocabulary,
    asked: &Asked,
    waivers: &[WaiverView<'_>],
) -> Vec<Problem> {
    look(source, |root, sink| {
        for clause in read::items(root, "clauses") {
            for node in read::items(clause, "annotations") {
                let name = if node.is_map() { node.get("topic") } else { Some(node) };
                if let Some(name) = name {
                    unread(name, node, vocabulary, asked, sink);
                }
            }
        }
        for (node, view) in read::items(root, "waivers").zip(waivers) {
            waiver(node, view, sink);
        }
    })
}

fn waiver(node: Node<'_>, view: &WaiverView<'_>, sink: &mut Sink) {
    let (code, key) = match view.state {
        State::InForce => return,
        State::RunOut => (Code::WaiverRunOut, "until"),
        State::Unneeded => (Code::WaiverUnneeded, "requirement"),
        State::Unknown => (Code::WaiverUnknown, "requirement"),
    };
    let place = node.get(key).unwrap_or(node).span();
    let problem = sink.at(code, place).with("requirement", view.waiver.requirement.as_str());
    let problem = problem.with("until", view.waiver.until.to_string());
    sink.add(match view.near {
        Some(near) => problem.with("near", near),
        None => problem,
    });
}
