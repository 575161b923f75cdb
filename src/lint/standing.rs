//! Warnings about how the clauses of an extract stand in its documents.

use std::{collections::BTreeSet, sync::Arc};

use super::look;
use crate::{
    extract::{Clause, Document, Extract, Opened, Place, Standing},
    problem::{Code, Problem, Sink},
    read,
    source::Source,
    words::Words,
    yaml::Node,
};

/// How many lines above its first word a clause may begin: its number and its heading may stand on lines of their own.
const ABOVE: u32 = 3;

/// Warnings about an extract whose documents were opened.
#[must_use]
pub fn standing(source: &Arc<Source>, extract: &Extract, words: &'static Words) -> Vec<Problem> {
    look(source, |root, sink| {
        // Several documents may be parts of one file.
        let mut told = BTreeSet::new();
        for (node, one) in read::items(root, "documents").zip(&extract.documents) {
            document(node, one, &mut told, words, sink);
        }
        for (node, one) in read::items(root, "clauses").zip(&extract.clauses) {
            if let Some(document) = extract.documents.get(one.document) {
                clause(node, one, document, words, sink);
            }
        }
    })
}

fn document<'d>(
    node: Node<'_>,
    document: &'d Document,
    told: &mut BTreeSet<&'d str>,
    words: &'static Words,
    sink: &mut Sink,
) {
    let Some(file) = document.file.as_deref() else { return };
    let place = |key: &str| node.get(key).unwrap_or(node).span();
    let problem = match &document.opened {
        Opened::Missing => sink.at(Code::DocumentMissing, place("file")),
        Opened::Unreadable(problems) => {
            let reasons: Vec<String> = problems.iter().map(|problem| problem.told(words)).collect();
            sink.at(Code::DocumentUnread, place("file")).with("reason", reasons.join(" "))
        }
        Opened::Read { sha256 } if document.has_changed() == Some(true) => {
            sink.at(Code::DocumentChanged, place("sha256")).with("sha256", sha256)
        }
        Opened::Not | Opened::Read { .. } => return,
    };
    if told.insert(file) {
        sink.add(problem.with("file", file));
    }
}

fn clause(node: Node<'_>, clause: &Clause, document: &Document, words: &'static Words, sink: &mut Sink) {
    let span = |key: &str| node.get(key).unwrap_or(node).span();
    let about = |problem: Problem| {
        let file = document.file.as_deref().unwrap_or(&document.title);
        problem.with("ref", clause.reference.as_str()).with("file", file)
    };
    match &clause.standing {
        Standing::Unknown => {}
        Standing::Found(place) => moved(node, clause, *place, sink),
        Standing::Gone => sink.add(about(sink.at(Code::ClauseGone, span("ref")))),
        Standing::Changed { place, difference } => {
            let place = place.say(words);
            let problem = about(sink.at(Code::ClauseChanged, span("ref")));
            sink.add(problem.with("place", place).with("difference", difference));
        }
    }
}

/// A clause that stands elsewhere than the extract says.
fn moved(node: Node<'_>, clause: &Clause, found: Place, sink: &mut Sink) {
    let problem = |code, key: &str, said: u32, found: u32| {
        let place = node.get(key).unwrap_or(node).span();
        let problem = sink.at(code, place).with("ref", clause.reference.as_str()).with("found", found.to_string());
        problem.with(if code == Code::WrongPage { "page" } else { "line" }, said.to_string())
    };
    let page = clause.page.zip(found.page).filter(|(said, found)| said != found);
    let page = page.map(|(said, found)| problem(Code::WrongPage, "page", said, found));
    let is_near = |said: u32| (said..=said.saturating_add(ABOVE)).contains(&found.line);
    let line = clause.document_line.filter(|said| !is_near(*said));
    let line = line.map(|said| problem(Code::WrongLine, "line", said, found.line));
    page.into_iter().chain(line).for_each(|problem| sink.add(problem));
}
