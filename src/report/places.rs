//! Documents, and the places in them, as data.

use std::collections::BTreeMap;

use serde::Serialize;

use super::view::{Drifted, Pointer};
use crate::extract::Document;

#[derive(Serialize)]
pub(super) struct DocumentData<'a> {
    id: &'a str,
    title: &'a str,
    file: Option<&'a str>,
    sha256: Option<&'a str>,
    read: &'static str,
    changed: Option<bool>,
}

/// A clause that no longer stands in its document, with the passage that is nearest to it.
#[derive(Serialize)]
pub(super) struct DriftedData<'a> {
    #[serde(rename = "ref")]
    reference: &'a str,
    document: &'a str,
    page: Option<u32>,
    #[serde(rename = "document-line")]
    document_line: Option<u32>,
    difference: Option<&'a str>,
    line: u32,
}

#[derive(Serialize)]
pub(super) struct PointerData<'a> {
    #[serde(rename = "ref")]
    reference: &'a str,
    document: &'a str,
    file: Option<&'a str>,
    page: Option<u32>,
    #[serde(rename = "document-line")]
    document_line: Option<u32>,
    verified: Option<bool>,
    topic: Option<&'a str>,
    facts: BTreeMap<&'a str, &'a str>,
    line: u32,
    note: Option<&'a str>,
}

pub(super) fn document(document: &Document) -> DocumentData<'_> {
    DocumentData {
        id: &document.id,
        title: &document.title,
        file: document.file.as_deref(),
        sha256: document.sha256.as_deref(),
        read: document.read.name(),
        changed: document.has_changed(),
    }
}

pub(super) fn pointer<'a>(pointer: &'a Pointer<'_>) -> PointerData<'a> {
    PointerData {
        reference: pointer.reference,
        document: pointer.document,
        file: pointer.file,
        page: pointer.page,
        document_line: pointer.document_line,
        verified: pointer.verified,
        topic: pointer.topic,
        facts: pointer.facts.iter().map(|(name, value)| (*name, value.as_str())).collect(),
        line: pointer.line,
        note: pointer.note,
    }
}

pub(super) fn drifted<'a>(drifted: &'a Drifted<'_>) -> DriftedData<'a> {
    DriftedData {
        reference: drifted.pointer.reference,
        document: drifted.pointer.document,
        page: drifted.nearest.and_then(|place| place.page),
        document_line: drifted.nearest.map(|place| place.line),
        difference: drifted.difference,
        line: drifted.pointer.line,
    }
}
