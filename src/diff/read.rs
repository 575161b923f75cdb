//! Reads a report that was written as JSON or YAML.

use std::{collections::BTreeMap, sync::Arc};

use super::side::{Accepted, Asked, DocumentRead, Finding, Judged, Noted, said};
use crate::{
    checklist::{Level, Verdict},
    problem::Problem,
    read,
    report::join_values,
    schema::Shape,
    source::Source,
    yaml::Node,
};

/// A report, as far as versions are compared.
#[derive(Clone, Debug)]
pub struct Report {
    /// The code of the language that it is written in.
    pub language: String,
    /// What was asked.
    pub checklists: Vec<Asked>,
    /// The agreements.
    pub agreements: Vec<Judged>,
    /// The files that could not be judged.
    pub not_judged: Vec<String>,
}

/// Reads a report.
///
/// # Errors
/// Every place where it is not what its schema says.
pub fn read_report(source: &Arc<Source>) -> Result<Report, Vec<Problem>> {
    read::parse(source, Shape::Report)?.read(|root, _| Report {
        language: read::string(root, "language"),
        checklists: read::items(root, "checklists").map(asked).collect(),
        agreements: read::items(root, "assessments").map(judged).collect(),
        not_judged: read::items(root, "not-judged").filter_map(Node::text).map(str::to_owned).collect(),
    })
}

fn optional(node: Node<'_>, key: &str) -> Option<String> {
    node.get(key).and_then(Node::text).map(str::to_owned)
}

fn texts(node: Node<'_>, key: &str) -> BTreeMap<String, String> {
    let member = |(key, value): (Node<'_>, Node<'_>)| Some((key.name().into_owned(), value.text()?.to_owned()));
    read::members(node, key).filter_map(member).collect()
}

fn asked(node: Node<'_>) -> Asked {
    Asked {
        id: read::string(node, "id"),
        version: read::string(node, "version"),
        parameters: texts(node, "parameters"),
    }
}

fn judged(node: Node<'_>) -> Judged {
    let agreement = node.get("agreement").unwrap_or(node);
    let findings: Vec<Finding> = read::items(node, "findings").filter_map(finding).collect();
    let documents = read::items(node, "documents").map(|document| DocumentRead {
        id: read::string(document, "id"),
        title: read::string(document, "title"),
        read: read::string(document, "read"),
    });
    Judged {
        extract: read::string(node, "extract"),
        title: read::string(agreement, "title"),
        processor: read::string(agreement, "processor"),
        controller: read::string(agreement, "controller"),
        date: optional(agreement, "date"),
        relationship: read::string(agreement, "relationship"),
        documents: documents.collect(),
        noted: all_noted(&findings),
        findings,
    }
}

/// Whatever findings point to, each once. Of several annotations of one clause a finding may rest on some only.
fn all_noted(findings: &[Finding]) -> Vec<Noted> {
    let mut all: BTreeMap<(&str, &str), Noted> = BTreeMap::new();
    for noted in findings.iter().flat_map(|finding| finding.evidence.iter().chain(&finding.related)) {
        let known = all.entry(noted.key()).or_insert_with(|| noted.clone());
        for (name, value) in &noted.facts {
            known
                .facts
                .entry(name.clone())
                .and_modify(|known| join_values(known, value))
                .or_insert_with(|| value.clone());
        }
    }
    all.into_values().collect()
}

fn finding(node: Node<'_>) -> Option<Finding> {
    let notes = read::items(node, "notes").filter_map(Node::text);
    let found = node.get("finding").and_then(Node::text).unwrap_or_default();
    Some(Finding {
        checklist: read::string(node, "checklist"),
        requirement: read::string(node, "requirement"),
        area: read::string(node, "area"),
        title: read::string(node, "title"),
        level: Level::from_name(node.get("level")?.text()?)?,
        verdict: Verdict::from_name(node.get("verdict")?.text()?)?,
        basis: read::items(node, "basis").map(|one| (read::string(one, "cite"), read::string(one, "eli"))).collect(),
        finding: said(found, notes),
        remedy: read::string(node, "remedy"),
        evidence: read::items(node, "evidence").map(noted).collect(),
        related: read::items(node, "related").map(noted).collect(),
        accepted: node.get("waiver").and_then(accepted),
    })
}

fn accepted(waiver: Node<'_>) -> Option<Accepted> {
    let in_force = waiver.get("state")?.text()? == "in-force";
    let until = waiver.get("until")?.text()?.parse().ok()?;
    in_force.then(|| Accepted { by: read::string(waiver, "by"), reason: read::string(waiver, "reason"), until })
}

fn noted(node: Node<'_>) -> Noted {
    let number = |key| node.get(key).and_then(Node::count).and_then(|number| u32::try_from(number).ok());
    Noted {
        reference: read::string(node, "ref"),
        document: read::string(node, "document"),
        page: number("page"),
        topic: read::string(node, "topic"),
        facts: texts(node, "facts"),
        line: number("line").unwrap_or_default(),
        words: None,
    }
}
