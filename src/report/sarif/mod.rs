//! SARIF 2.1.0, for code scanning and editors: requirements are rules, findings are results at their lines of the extract.
//!
//! Rules come first, then the results of one agreement after the other, then the files. Only what is said of each file is held
//! until the end.

pub(crate) mod shape;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Mutex, PoisonError},
};

use serde::Serialize;
use shape::{
    Artifact, ArtifactLocation, Basis, ClauseProperties, Fingerprint, Hashes, Invocation, LogicalLocation, Message,
    Notification, PhysicalLocation, Place, Region, Rule, RuleProperties, Suppression,
};

use super::{
    Ending, Setup, Stream,
    data::{self, AgreementData, AssessmentData, Head, WaiverData, json, sha256},
    escape::{markdown, markdown_link},
    phrase,
    places::{DocumentData, DriftedData},
    view::{Line, Pointer, Section, View, fill_parameters},
};
use crate::{
    checklist::{Area, Checklist, Level, Requirement, Verdict},
    words::Words,
};

/// Where the schema of the format is.
pub(crate) const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// A SARIF report.
pub(super) struct Sarif<'s> {
    setup: Setup<'s>,
    /// The files that were judged, by name, each as it stands in the report.
    artifacts: Mutex<BTreeMap<String, Box<str>>>,
}

/// What the standard has no name for, of a finding.
#[derive(Serialize)]
struct FindingProperties<'a> {
    checklist: &'a str,
    verdict: &'static str,
    level: &'static str,
    area: &'a str,
    agreement: &'a str,
    processor: &'a str,
    searched: &'a [&'a str],
    notes: &'a [String],
    remedy: &'a str,
    proposed: bool,
    origin: &'a str,
    overlays: &'a [&'a str],
    waiver: Option<WaiverData<'a>>,
}

/// What the standard has no name for, of a file that was judged.
#[derive(Serialize)]
struct ExtractProperties<'a> {
    agreement: AgreementData<'a>,
    documents: Vec<DocumentData<'a>>,
    drifted: Vec<DriftedData<'a>>,
    date: Option<String>,
    totals: BTreeMap<&'static str, BTreeMap<&'static str, usize>>,
    accepted: BTreeMap<&'static str, usize>,
    waivers: Vec<WaiverData<'a>>,
}

impl<'s> Sarif<'s> {
    pub(super) fn new(setup: Setup<'s>) -> Self {
        Self { setup, artifacts: Mutex::default() }
    }
}

/// The findings on an agreement, each as it stands in the report.
fn results(view: &View<'_>) -> Vec<String> {
    let mut results = Vec::new();
    let mut first = 0;
    for section in &view.sections {
        let lines = section.areas.iter().flat_map(|area| area.lines.iter().map(|line| (area.id, line)));
        // Rules are numbered through all checklists.
        results.extend(lines.zip(first..).map(|((area, line), index)| json(&result(view, section, area, line, index))));
        first += section.checklist.requirements().count();
    }
    results
}

impl Stream for Sarif<'_> {
    fn start(&self) -> String {
        let Setup { words, checklists, .. } = self.setup;
        let rules = checklists.iter().flat_map(|checklist| {
            let requirements = checklist.requirements();
            requirements.map(move |(area, requirement)| json(&rule(checklist, area, requirement, words)))
        });
        let language = words.language().code();
        format!(
            "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\n\"tool\":{{\"driver\":{{\"name\":\"{}\",\
             \"semanticVersion\":\"{}\",\"language\":\"{language}\",\"rules\":[\n{}\n]}}}},\n\"language\":\"{language}\",\n\
             \"properties\":{},\n\"results\":[\n",
            env!("CARGO_PKG_NAME"),
            env!("CARGO_PKG_VERSION"),
            rules.collect::<Vec<_>>().join(",\n"),
            json(&Head::of(&self.setup))
        )
    }

    fn assessment(&self, view: &View<'_>) -> String {
        let name = view.extract.source.name();
        // Kept until the end, so without the room in which it was written.
        let artifact = Box::from(&*json(&artifact(view)));
        self.artifacts.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), artifact);
        let results = results(view);
        if results.is_empty() {
            // A checklist may leave out everything that it inherits; what stands between two agreements needs two sides.
            return json(&serde_json::json!({
                "kind": "informational", "level": "none", "suppressions": [],
                "message": Message::plain(view.words.get("no-gaps")), "locations": [location(view, None, None)],
            }));
        }
        results.join(",\n")
    }

    fn between(&self) -> &'static str {
        ",\n"
    }

    fn end(&self, ending: &Ending<'_>) -> String {
        let artifacts = self.artifacts.lock().unwrap_or_else(PoisonError::into_inner);
        let artifacts: Vec<&str> = artifacts.values().map(|artifact| &**artifact).collect();
        let invocation = invocation(ending.not_judged, self.setup.words);
        format!(
            "\n],\n\"artifacts\":[\n{}\n],\n\"invocations\":[{}]\n}}]}}\n",
            artifacts.join(",\n"),
            json(&invocation)
        )
    }
}

/// How the run went.
pub(crate) fn invocation(not_judged: &[String], words: &Words) -> Invocation {
    let notification = |name: &String| Notification {
        level: "error",
        message: message(&words.say("not-judged", &[("name", name)])),
        locations: vec![Place {
            id: None,
            physical_location: PhysicalLocation { artifact_location: ArtifactLocation::of(name), region: None },
            logical_locations: Vec::new(),
            message: None,
        }],
    };
    Invocation {
        execution_successful: not_judged.is_empty(),
        tool_execution_notifications: not_judged.iter().map(notification).collect(),
    }
}

fn rule<'a>(checklist: &'a Checklist, area: &'a Area, requirement: &'a Requirement, words: &'static Words) -> Rule<'a> {
    let language = words.language();
    let title = requirement.title.get(language);
    let remedy = fill_parameters(requirement.remedy.get(language), checklist, words);
    let basis = requirement.basis.iter().map(|one| Basis { cite: one.cite(words), eli: one.eli() });
    let basis: Vec<Basis> = basis.collect();
    Rule {
        id: &requirement.id,
        name: title,
        short_description: message(title),
        full_description: Some(message(&fill_parameters(requirement.asks.get(language), checklist, words))),
        help: Message { text: message(&remedy).text, markdown: Some(help(&remedy, &basis)) },
        help_uri: basis.first().map(|basis| basis.eli.clone()),
        properties: RuleProperties {
            checklist: &checklist.id,
            level: requirement.level.name(),
            area: &area.id,
            area_title: Some(area.title.get(language)),
            basis,
            source: requirement.source.as_ref().map(|source| source.get(language)),
            tags: [&area.id, requirement.level.name()],
        },
    }
}

/// What to ask of the processor, with links to what it rests on.
pub(crate) fn help(remedy: &str, basis: &[Basis]) -> String {
    let links: Vec<String> = basis.iter().map(|basis| markdown_link(&basis.cite, &basis.eli)).collect();
    format!("{}\n\n{}", markdown(remedy), links.join(", "))
}

fn result<'a>(
    view: &'a View<'_>,
    section: &'a Section<'_>,
    area: &'a str,
    line: &'a Line<'_>,
    index: usize,
) -> shape::Result<'a, FindingProperties<'a>> {
    let agreement = &view.extract.agreement;
    // The checklist and its requirement, and the agreement.
    let who = [&*section.checklist.id, line.id, &agreement.title, &agreement.processor];
    let (kind, level) = weight(line.verdict, line.level);
    let locations = match &line.evidence[..] {
        // The file as a whole: a place would be invented.
        [] => vec![location(view, None, None)],
        evidence => evidence.iter().map(|pointer| location(view, Some(pointer), None)).collect(),
    };
    let related = line.related.iter().zip(1..).map(|(pointer, id)| location(view, Some(pointer), Some(id)));
    let accepted = line.waiver.filter(|_| line.is_accepted());
    shape::Result {
        rule_id: line.id,
        rule_index: index,
        kind,
        level,
        message: message(&phrase::finding(line)),
        locations,
        related_locations: related.collect(),
        partial_fingerprints: fingerprint(who, line.evidence.iter().map(|pointer| pointer.reference)),
        suppressions: accepted.map(|waiver| Suppression::accepted(waiver.sentence(view.words))).into_iter().collect(),
        baseline_state: None,
        properties: FindingProperties {
            checklist: &section.checklist.id,
            verdict: line.verdict.name(),
            level: line.level.name(),
            area,
            agreement: &agreement.title,
            processor: &agreement.processor,
            searched: &line.searched,
            notes: &line.notes,
            remedy: line.remedy,
            proposed: line.proposed,
            origin: line.origin,
            overlays: line.overlays,
            waiver: line.waiver.as_ref().map(data::waiver),
        },
    }
}

/// The kind of a result, and for failures how much they weigh.
pub(crate) fn weight(verdict: Verdict, level: Level) -> (&'static str, &'static str) {
    let contrary = matches!(verdict, Verdict::Conflict | Verdict::Missing);
    match verdict {
        Verdict::Met => ("pass", "none"),
        Verdict::NotApplicable => ("notApplicable", "none"),
        Verdict::Review => ("review", "none"),
        Verdict::Conflict | Verdict::Missing | Verdict::Partial => match level {
            Level::Law if contrary => ("fail", "error"),
            Level::Law => ("fail", "warning"),
            Level::Guidance if contrary => ("fail", "warning"),
            Level::Guidance | Level::Policy => ("fail", "note"),
        },
    }
}

/// What stays the same when lines are added to an extract, or the finding is worded otherwise: who asks what of whom, and which
/// clauses answer.
pub(crate) fn fingerprint<'a>(who: [&'a str; 4], clauses: impl Iterator<Item = &'a str>) -> Fingerprint {
    let clauses: BTreeSet<&str> = clauses.collect();
    let parts: Vec<&str> = who.into_iter().chain(clauses).collect();
    Fingerprint { clauses: sha256(&parts.join("\n")) }
}

fn location<'a>(view: &View<'a>, pointer: Option<&Pointer<'a>>, id: Option<usize>) -> Place<'a> {
    let clause = |pointer: &Pointer<'a>| {
        let Pointer { reference, document, file, page, document_line, verified, topic, note, .. } = *pointer;
        let properties = ClauseProperties { document, file, page, document_line, verified, topic, note };
        LogicalLocation { name: reference, kind: "clause", properties }
    };
    Place {
        id,
        physical_location: PhysicalLocation {
            artifact_location: ArtifactLocation::of(view.extract.source.name()),
            region: pointer.map(|pointer| Region { start_line: pointer.line }),
        },
        logical_locations: pointer.map(clause).into_iter().collect(),
        message: pointer.map(|pointer| message(&phrase::place(pointer, view.words))),
    }
}

fn artifact<'a>(view: &'a View<'_>) -> impl Serialize + 'a {
    let AssessmentData { extract, sha256, agreement, documents, drifted, date, totals, accepted, waivers, .. } =
        data::assessment(view);
    let properties = ExtractProperties { agreement, documents, drifted, date, totals, accepted, waivers };
    let location = ArtifactLocation::of(extract);
    Artifact { location, roles: ["analysisTarget"], hashes: Hashes { sha256 }, properties }
}

/// A plain text. Readers of SARIF make links of `[text](address)` even in those, unless the bracket is escaped.
pub(crate) fn message(text: &str) -> Message {
    let has_link = text.contains("](");
    Message { text: if has_link { text.replace('[', "\\[") } else { text.to_owned() }, markdown: None }
}
