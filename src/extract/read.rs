//! Reads an extract and reports everything in it that has no meaning.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{Agreement, Annotation, Because, Clause, Document, Extent, Extract, Opened, Standing, Waiver};
use crate::{
    problem::{Code, Problem, Sink},
    read,
    schema::Shape,
    source::Source,
    vocabulary::{Relationship, Vocabulary, read_annotation},
    yaml::Node,
};

/// Reads an extract whose annotations are in the words of a vocabulary.
///
/// # Errors
/// Every problem of the source.
pub fn read(source: &Arc<Source>, vocabulary: &Vocabulary) -> Result<Extract, Vec<Problem>> {
    read::parse(source, Shape::Extract)?.read(|root, sink| {
        let documents = documents(root, sink);
        let clause_nodes: Vec<Node<'_>> = read::items(root, "clauses").collect();
        let references = references(&clause_nodes, sink);
        let clauses = clause_nodes.iter().map(|node| clause(*node, &documents, sink)).collect();
        let mut annotations = Vec::with_capacity(clause_nodes.len());
        for (index, node) in clause_nodes.iter().enumerate() {
            for node in read::items(*node, "annotations") {
                annotations.extend(annotation(node, index, vocabulary, &references, sink));
            }
        }
        Extract {
            source: Arc::clone(source),
            agreement: agreement(root, &references, sink),
            documents: documents.list,
            clauses,
            annotations,
            waivers: waivers(root, sink),
        }
    })
}

fn waivers(root: Node<'_>, sink: &mut Sink) -> Vec<Waiver> {
    let mut waivers: Vec<Waiver> = Vec::new();
    let mut waived = HashSet::new();
    for node in read::items(root, "waivers") {
        let requirement = read::string(node, "requirement");
        if waived.contains(&requirement) {
            let place = node.get("requirement").unwrap_or(node).span();
            sink.add(sink.at(Code::DuplicateWaiver, place).with("id", requirement.as_str()));
        }
        // Its form has been checked.
        let Some(until) = node.get("until").and_then(|until| until.text()?.parse().ok()) else { continue };
        let (reason, by) = (read::string(node, "reason"), read::string(node, "by"));
        waived.insert(requirement.clone());
        waivers.push(Waiver { requirement, reason, by, until, line: node.line() });
    }
    waivers
}

/// The clauses by their references.
type References<'t> = HashMap<&'t str, usize>;

fn references<'t>(clauses: &[Node<'t>], sink: &mut Sink) -> References<'t> {
    let mut references = HashMap::with_capacity(clauses.len());
    for (index, clause) in clauses.iter().enumerate() {
        let Some(node) = clause.get("ref") else { continue };
        let Some(text) = node.text() else { continue };
        if text.starts_with(['“', '”', '„', '‘', '’']) {
            sink.add(sink.at(Code::CurlyQuotes, node.span()).with("value", text));
        }
        if let Some(first) = references.insert(text, index) {
            references.insert(text, first);
            let first = clauses[first].get("ref").unwrap_or(clauses[first]);
            let problem = sink.at(Code::DuplicateRef, node.span()).related_to(first.span());
            sink.add(problem.with("ref", text));
        }
    }
    references
}

/// Finds the clause that a value refers to; reports it where there is none.
fn resolve(node: Node<'_>, references: &References<'_>, sink: &mut Sink) -> Option<usize> {
    let text = node.text()?;
    let found = references.get(text).copied();
    if found.is_none() {
        // "art. 9" is no slip for "art. 2": only a clause with the same numbers can be meant.
        let numbers = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let wanted = numbers(text);
        let known = references.keys().copied().filter(|known| numbers(known) == wanted);
        let problem = sink.at(Code::UnknownRef, node.span()).with("ref", text);
        sink.add(problem.with_nearest(text, known));
    }
    found
}

fn agreement(root: Node<'_>, references: &References<'_>, sink: &mut Sink) -> Agreement {
    let Some(node) = root.get("agreement") else { return Agreement::unnamed(Relationship::Unclear) };
    let relationship = node.get("relationship").and_then(Node::text).and_then(Relationship::from_name);
    let shown_by = node.get("because");
    let because = shown_by.and_then(|shown_by| {
        let clause = resolve(shown_by.get("ref")?, references, sink)?;
        Some(Because { clause, note: shown_by.get("note").and_then(Node::text).map(str::to_owned) })
    });
    let other = relationship.filter(|relationship| *relationship != Relationship::ControllerProcessor);
    if let (Some(_), None, Some(place)) = (other, shown_by, node.get("relationship")) {
        let value = place.text().unwrap_or_default();
        sink.add(sink.at(Code::MissingBecause, place.span()).with("value", value));
    }
    Agreement {
        title: read::string(node, "title"),
        processor: read::string(node, "processor"),
        controller: read::string(node, "controller"),
        date: node.get("date").and_then(Node::text).map(str::to_owned),
        language: node.get("language").and_then(Node::text).map(str::to_owned),
        relationship: relationship.unwrap_or(Relationship::Unclear),
        because,
    }
}

/// The documents, and their places by their ids.
struct Documents<'t> {
    list: Vec<Document>,
    by_id: HashMap<&'t str, usize>,
}

fn documents<'t>(root: Node<'t>, sink: &mut Sink) -> Documents<'t> {
    let mut documents = Documents { list: Vec::new(), by_id: HashMap::new() };
    for node in read::items(root, "documents") {
        let id = node.get("id").and_then(Node::text).unwrap_or_default();
        if let (Some(_), Some(place)) = (documents.by_id.insert(id, documents.list.len()), node.get("id")) {
            sink.add(sink.at(Code::DuplicateDocument, place.span()).with("id", id));
        }
        documents.list.push(Document {
            id: id.to_owned(),
            title: read::string(node, "title"),
            file: node.get("file").and_then(Node::text).map(str::to_owned),
            sha256: node.get("sha256").and_then(Node::text).map(str::to_owned),
            read: match node.get("read").and_then(Node::text) {
                Some("whole") => Extent::Whole,
                Some("absent") => Extent::Absent,
                _ => Extent::Partly,
            },
            opened: Opened::Not,
        });
    }
    documents
}

fn clause(node: Node<'_>, documents: &Documents<'_>, sink: &mut Sink) -> Clause {
    let text = |key| node.get(key).and_then(Node::text).map(str::to_owned);
    let number = |key| node.get(key).and_then(Node::count).and_then(|number| number.try_into().ok());
    let clause = Clause {
        reference: read::string(node, "ref"),
        document: document(node, documents, sink),
        page: number("page"),
        document_line: number("line"),
        text: text("text"),
        summary: text("summary"),
        line: node.line(),
        standing: Standing::Unknown,
    };
    if node.is_map() && node.get("text").or(node.get("summary")).is_none() {
        let place = node.get("ref").unwrap_or(node).span();
        sink.add(sink.at(Code::NoWords, place).with("ref", clause.reference.as_str()));
    }
    clause
}

/// The place of a clause's document: the one it names, or the only one there is.
fn document(clause: Node<'_>, documents: &Documents<'_>, sink: &mut Sink) -> usize {
    let ids = || documents.list.iter().map(|document| document.id.as_str());
    let Some(node) = clause.get("document") else {
        if documents.list.len() > 1 && clause.is_map() {
            let place = clause.get("ref").unwrap_or(clause).span();
            sink.add(sink.at(Code::MissingDocument, place).with_list("options", ids()));
        }
        return 0;
    };
    let id = node.text().unwrap_or_default();
    documents.by_id.get(id).copied().unwrap_or_else(|| {
        let problem = sink.at(Code::UnknownDocument, node.span()).with("id", id);
        sink.add(problem.with_list("options", ids()).with_nearest(id, ids()));
        0
    })
}

fn annotation(
    node: Node<'_>,
    clause: usize,
    vocabulary: &Vocabulary,
    references: &References<'_>,
    sink: &mut Sink,
) -> Option<Annotation> {
    let also = read::items(node, "also").filter_map(|node| resolve(node, references, sink)).collect();
    let (topic, facts) = read_annotation(vocabulary, node, sink)?;
    Some(Annotation {
        clause,
        topic,
        facts,
        also,
        note: node.get("note").and_then(Node::text).map(str::to_owned),
        proposed: node.get("review").is_some(),
        words: read::items(node, "words").filter_map(Node::text).map(str::to_owned).collect(),
        line: node.line(),
    })
}
