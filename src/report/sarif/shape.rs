//! The parts of SARIF 2.1.0 that the report uses, under the names that the standard gives them.

use std::path::Path;

use serde::Serialize;

/// A text; in rules also as Markdown.
#[derive(Serialize)]
pub(crate) struct Message {
    pub(crate) text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) markdown: Option<String>,
}

/// A requirement.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Rule<'a> {
    pub(crate) id: &'a str,
    pub(crate) name: &'a str,
    pub(crate) short_description: Message,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) full_description: Option<Message>,
    pub(crate) help: Message,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) help_uri: Option<String>,
    pub(crate) properties: RuleProperties<'a>,
}

#[derive(Serialize)]
pub(crate) struct RuleProperties<'a> {
    pub(crate) checklist: &'a str,
    pub(crate) level: &'static str,
    pub(crate) area: &'a str,
    #[serde(rename = "area-title", skip_serializing_if = "Option::is_none")]
    pub(crate) area_title: Option<&'a str>,
    pub(crate) basis: Vec<Basis>,
    pub(crate) source: Option<&'a str>,
    pub(crate) tags: [&'a str; 2],
}

#[derive(Serialize)]
pub(crate) struct Basis {
    pub(crate) cite: String,
    pub(crate) eli: String,
}

/// A finding.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Result<'a, P> {
    pub(crate) rule_id: &'a str,
    pub(crate) rule_index: usize,
    pub(crate) kind: &'static str,
    pub(crate) level: &'static str,
    pub(crate) message: Message,
    pub(crate) locations: Vec<Place<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) related_locations: Vec<Place<'a>>,
    pub(crate) partial_fingerprints: Fingerprint,
    pub(crate) suppressions: Vec<Suppression>,
    /// What it is, held against an older run; nothing where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) baseline_state: Option<&'static str>,
    pub(crate) properties: P,
}

/// What makes a finding the same one in another run.
#[derive(Serialize)]
pub(crate) struct Fingerprint {
    #[serde(rename = "requirementAndClauses/v1")]
    pub(crate) clauses: String,
}

/// A place in the extract, and the clause that is annotated there.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Place<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<usize>,
    pub(crate) physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) logical_locations: Vec<LogicalLocation<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PhysicalLocation {
    pub(crate) artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) region: Option<Region>,
}

#[derive(Serialize)]
pub(crate) struct ArtifactLocation {
    pub(crate) uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Region {
    pub(crate) start_line: u32,
}

/// The clause as a lawyer cites it, with what the standard has no name for.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LogicalLocation<'a> {
    pub(crate) name: &'a str,
    pub(crate) kind: &'static str,
    pub(crate) properties: ClauseProperties<'a>,
}

#[derive(Serialize)]
pub(crate) struct ClauseProperties<'a> {
    pub(crate) document: &'a str,
    pub(crate) file: Option<&'a str>,
    pub(crate) page: Option<u32>,
    #[serde(rename = "document-line")]
    pub(crate) document_line: Option<u32>,
    pub(crate) verified: Option<bool>,
    pub(crate) topic: Option<&'a str>,
    pub(crate) note: Option<&'a str>,
}

/// That somebody accepts the gap.
#[derive(Serialize)]
pub(crate) struct Suppression {
    pub(crate) kind: &'static str,
    pub(crate) status: &'static str,
    pub(crate) justification: String,
}

/// A file that was judged.
#[derive(Serialize)]
pub(crate) struct Artifact<P> {
    pub(crate) location: ArtifactLocation,
    pub(crate) roles: [&'static str; 1],
    pub(crate) hashes: Hashes,
    pub(crate) properties: P,
}

#[derive(Serialize)]
pub(crate) struct Hashes {
    #[serde(rename = "sha-256")]
    pub(crate) sha256: String,
}

/// How the run went.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Invocation {
    pub(crate) execution_successful: bool,
    pub(crate) tool_execution_notifications: Vec<Notification>,
}

/// A file that could not be judged.
#[derive(Serialize)]
pub(crate) struct Notification {
    pub(crate) level: &'static str,
    pub(crate) message: Message,
    pub(crate) locations: Vec<Place<'static>>,
}

impl Message {
    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), markdown: None }
    }
}

impl Suppression {
    /// That somebody accepts the gap, and why.
    pub(crate) fn accepted(justification: String) -> Self {
        Self { kind: "external", status: "accepted", justification }
    }
}

impl ArtifactLocation {
    /// A file by its path.
    pub(crate) fn of(path: &str) -> Self {
        Self { uri: uri(path) }
    }
}

/// A path as the address of a file, relative where the path is.
fn uri(path: &str) -> String {
    let slashes = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    let mut encoded = String::with_capacity(slashes.len());
    for byte in slashes.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => encoded.push(byte.into()),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    match Path::new(path).is_absolute() {
        true if encoded.starts_with('/') => format!("file://{encoded}"),
        true => format!("file:///{encoded}"),
        false => encoded,
    }
}
