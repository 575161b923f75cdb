//! The parts of SARIF 2.1.0 that the report uses, under the names that the standard gives them.

use serde::Serialize;

/// A text; in rules also as Markdown.
#[derive(Serialize)]
pub(super) struct Message {
    pub(super) text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) markdown: Option<String>,
}

/// A requirement.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Rule<'a> {
    pub(super) id: &'a str,
    pub(super) name: &'a str,
    pub(super) short_description: Message,
    pub(super) full_description: Message,
    pub(super) help: Message,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) help_uri: Option<String>,
    pub(super) properties: RuleProperties<'a>,
}

#[derive(Serialize)]
pub(super) struct RuleProperties<'a> {
    pub(super) checklist: &'a str,
    pub(super) level: &'static str,
    pub(super) area: &'a str,
    #[serde(rename = "area-title")]
    pub(super) area_title: &'a str,
    pub(super) basis: Vec<Basis>,
    pub(super) source: Option<&'a str>,
    pub(super) tags: [&'a str; 2],
}

#[derive(Serialize)]
pub(super) struct Basis {
    pub(super) cite: String,
    pub(super) eli: String,
}

/// A finding.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Result<'a, P> {
    pub(super) rule_id: &'a str,
    pub(super) rule_index: usize,
    pub(super) kind: &'static str,
    pub(super) level: &'static str,
    pub(super) message: Message,
    pub(super) locations: Vec<Place<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) related_locations: Vec<Place<'a>>,
    pub(super) partial_fingerprints: Fingerprint,
    pub(super) suppressions: Vec<Suppression>,
    pub(super) properties: P,
}

/// What makes a finding the same one in another run.
#[derive(Serialize)]
pub(super) struct Fingerprint {
    #[serde(rename = "requirementAndClauses/v1")]
    pub(super) clauses: String,
}

/// A place in the extract, and the clause that is annotated there.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Place<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<usize>,
    pub(super) physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) logical_locations: Vec<LogicalLocation<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PhysicalLocation {
    pub(super) artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) region: Option<Region>,
}

#[derive(Serialize)]
pub(super) struct ArtifactLocation {
    pub(super) uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Region {
    pub(super) start_line: u32,
}

/// The clause as a lawyer cites it, with what the standard has no name for.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct LogicalLocation<'a> {
    pub(super) name: &'a str,
    pub(super) kind: &'static str,
    pub(super) properties: ClauseProperties<'a>,
}

#[derive(Serialize)]
pub(super) struct ClauseProperties<'a> {
    pub(super) document: &'a str,
    pub(super) file: Option<&'a str>,
    pub(super) page: Option<u32>,
    pub(super) topic: Option<&'a str>,
    pub(super) note: Option<&'a str>,
}

/// That somebody accepts the gap.
#[derive(Serialize)]
pub(super) struct Suppression {
    pub(super) kind: &'static str,
    pub(super) status: &'static str,
    pub(super) justification: String,
}

/// A file that was judged.
#[derive(Serialize)]
pub(super) struct Artifact<P> {
    pub(super) location: ArtifactLocation,
    pub(super) roles: [&'static str; 1],
    pub(super) hashes: Hashes,
    pub(super) properties: P,
}

#[derive(Serialize)]
pub(super) struct Hashes {
    #[serde(rename = "sha-256")]
    pub(super) sha256: String,
}

/// How the run went.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Invocation {
    pub(super) execution_successful: bool,
    pub(super) tool_execution_notifications: Vec<Notification>,
}

/// A file that could not be judged.
#[derive(Serialize)]
pub(super) struct Notification {
    pub(super) level: &'static str,
    pub(super) message: Message,
    pub(super) locations: Vec<Place<'static>>,
}

impl Message {
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), markdown: None }
    }
}
