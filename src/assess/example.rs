//! Turns the examples of a checklist into agreements that can be judged.

use std::sync::Arc;

use crate::{
    checklist::{Example, Given},
    extract::{Agreement, Annotation, Clause, Document, Extent, Extract, Opened, Standing},
    source::Source,
};

/// The agreement that an example stands for: one document, read whole, with a clause for each annotation.
pub(super) fn extract(example: &Example) -> Extract {
    let document = Document {
        id: String::new(),
        title: String::new(),
        file: None,
        sha256: None,
        read: Extent::Whole,
        opened: Opened::Not,
    };
    let clause = Clause {
        reference: String::new(),
        document: 0,
        page: None,
        document_line: None,
        text: None,
        summary: None,
        line: 0,
        standing: Standing::Unknown,
    };
    let annotate = |(clause, given): (usize, &Given)| Annotation {
        clause,
        topic: given.topic,
        facts: given.facts.clone(),
        also: Vec::new(),
        note: None,
        proposed: false,
        words: Vec::new(),
        line: 0,
    };
    Extract {
        source: Arc::new(Source::new(example.name.as_str(), "")),
        agreement: Agreement::unnamed(example.relationship),
        documents: vec![document],
        clauses: vec![clause; example.given.len()],
        annotations: example.given.iter().enumerate().map(annotate).collect(),
        waivers: Vec::new(),
    }
}
