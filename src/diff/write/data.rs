//! Changes as data: versioned, with a schema. Other tools build on these names.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Setup, Stream};
use crate::{
    diff::{
        annotations::Shift,
        compare::{AgreementShift, Compared, Comparison, Kind},
        side::{Finding, Noted, Side},
    },
    report::{TOOL, ToolData, json, yaml},
};

/// The version of the shape.
const FORMAT: &str = "art28/diff@1";

#[derive(Serialize)]
pub(super) struct Head<'a> {
    format: &'static str,
    tool: ToolData,
    language: &'static str,
    old: SideData<'a>,
    new: SideData<'a>,
}

#[derive(Serialize)]
struct SideData<'a> {
    name: &'a str,
    checklists: Vec<AskedData<'a>>,
}

#[derive(Serialize)]
struct AskedData<'a> {
    id: &'a str,
    version: &'a str,
    parameters: &'a BTreeMap<String, String>,
}

#[derive(Serialize)]
struct AgreementData<'a> {
    old: Option<&'a str>,
    new: Option<&'a str>,
    title: &'a str,
    processor: &'a str,
    agreement: Vec<AboutData<'a>>,
    findings: Vec<ComparedData<'a>>,
    totals: BTreeMap<&'static str, usize>,
}

#[derive(Serialize)]
struct AboutData<'a> {
    what: &'static str,
    document: Option<&'a str>,
    old: Option<&'a str>,
    new: Option<&'a str>,
}

#[derive(Serialize)]
struct ComparedData<'a> {
    requirement: &'a str,
    area: &'a str,
    title: &'a str,
    change: &'static str,
    #[serde(rename = "new-gap")]
    new_gap: bool,
    baseline: &'static str,
    old: Option<FindingData<'a>>,
    new: Option<FindingData<'a>>,
    clauses: Vec<ShiftData<'a>>,
}

#[derive(Serialize)]
struct FindingData<'a> {
    checklist: &'a str,
    level: &'static str,
    verdict: &'static str,
    finding: &'a str,
    evidence: Vec<NotedData<'a>>,
    related: Vec<NotedData<'a>>,
    accepted: Option<AcceptedData<'a>>,
}

#[derive(Serialize)]
struct AcceptedData<'a> {
    by: &'a str,
    reason: &'a str,
    until: String,
}

#[derive(Serialize)]
struct NotedData<'a> {
    #[serde(rename = "ref")]
    reference: &'a str,
    document: &'a str,
    page: Option<u32>,
    topic: &'a str,
    facts: &'a BTreeMap<String, String>,
    line: u32,
}

#[derive(Serialize)]
struct ShiftData<'a> {
    topic: &'a str,
    old: Option<NotedData<'a>>,
    new: Option<NotedData<'a>>,
    facts: BTreeMap<&'a str, FactData<'a>>,
}

#[derive(Serialize)]
struct FactData<'a> {
    old: Option<&'a str>,
    new: Option<&'a str>,
}

fn side(side: &Side) -> SideData<'_> {
    let asked = side.checklists.iter();
    let asked = asked.map(|one| AskedData { id: &one.id, version: &one.version, parameters: &one.parameters });
    SideData { name: &side.name, checklists: asked.collect() }
}

fn agreement(comparison: &Comparison) -> AgreementData<'_> {
    let changed = comparison.findings.iter().filter(|one| one.kind != Kind::Unchanged);
    AgreementData {
        old: comparison.old.as_deref(),
        new: comparison.new.as_deref(),
        title: &comparison.title,
        processor: &comparison.processor,
        agreement: comparison.agreement.iter().map(about).collect(),
        findings: changed.filter_map(compared).collect(),
        totals: comparison.totals().into_iter().map(|(kind, count)| (kind.name(), count)).collect(),
    }
}

fn about(shift: &AgreementShift) -> AboutData<'_> {
    let AgreementShift { what, document, old, new } = shift;
    AboutData { what, document: document.as_deref(), old: old.as_deref(), new: new.as_deref() }
}

fn compared(compared: &Compared) -> Option<ComparedData<'_>> {
    let latest = compared.latest()?;
    Some(ComparedData {
        requirement: &latest.requirement,
        area: &latest.area,
        title: &latest.title,
        change: compared.kind.name(),
        new_gap: compared.is_new_gap(),
        baseline: compared.baseline().name(),
        old: compared.old.as_ref().map(finding),
        new: compared.new.as_ref().map(finding),
        clauses: compared.shifts.iter().map(shift).collect(),
    })
}

fn finding(finding: &Finding) -> FindingData<'_> {
    let accepted = finding.accepted.as_ref();
    FindingData {
        checklist: &finding.checklist,
        level: finding.level.name(),
        verdict: finding.verdict.name(),
        finding: &finding.finding,
        evidence: finding.evidence.iter().map(noted).collect(),
        related: finding.related.iter().map(noted).collect(),
        accepted: accepted.map(|one| AcceptedData { by: &one.by, reason: &one.reason, until: one.until.to_string() }),
    }
}

fn noted(noted: &Noted) -> NotedData<'_> {
    NotedData {
        reference: &noted.reference,
        document: &noted.document,
        page: noted.page,
        topic: &noted.topic,
        facts: &noted.facts,
        line: noted.line,
    }
}

fn shift(shift: &Shift) -> ShiftData<'_> {
    let facts = shift.facts.iter();
    ShiftData {
        topic: shift.topic(),
        old: shift.old.as_ref().map(noted),
        new: shift.new.as_ref().map(noted),
        facts: facts.map(|one| (&*one.name, FactData { old: one.old.as_deref(), new: one.new.as_deref() })).collect(),
    }
}

impl<'a> Head<'a> {
    pub(super) fn of(setup: &Setup<'a>) -> Self {
        let Setup { words, old, new, .. } = setup;
        Self { format: FORMAT, tool: TOOL, language: words.language().code(), old: side(old), new: side(new) }
    }
}

/// Changes as JSON: the head, then each agreement on a line of its own.
pub(super) struct Json<'s>(pub(super) Setup<'s>);

impl Stream for Json<'_> {
    fn start(&self) -> String {
        let head = json(&Head::of(&self.0));
        // The members of the head; the agreements follow as one more.
        format!("{},\n\"agreements\": [\n", head.strip_suffix('}').unwrap_or(&head))
    }

    fn agreement(&self, comparison: &Comparison) -> String {
        json(&agreement(comparison))
    }

    fn between(&self) -> &'static str {
        ",\n"
    }

    fn end(&self, not_compared: &[String]) -> String {
        format!("\n],\n\"not-compared\": {}}}\n", json(&not_compared))
    }
}

/// The same as YAML.
pub(super) struct Yaml<'s>(pub(super) Setup<'s>);

impl Stream for Yaml<'_> {
    fn start(&self) -> String {
        format!("{}agreements:", yaml(&Head::of(&self.0)))
    }

    fn agreement(&self, comparison: &Comparison) -> String {
        format!("\n{}", yaml(&[agreement(comparison)]).trim_end())
    }

    fn end(&self, not_compared: &[String]) -> String {
        format!("\n{}", yaml(&BTreeMap::from([("not-compared", not_compared)])))
    }
}

/// JSON lines: an agreement a line, with what was compared, so that each line can stand alone.
pub(super) struct JsonLines<'s>(pub(super) Setup<'s>);

#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    agreement: AgreementData<'a>,
}

impl Stream for JsonLines<'_> {
    fn start(&self) -> String {
        String::new()
    }

    fn agreement(&self, comparison: &Comparison) -> String {
        json(&Line { head: Head::of(&self.0), agreement: agreement(comparison) })
    }

    fn between(&self) -> &'static str {
        "\n"
    }

    fn end(&self, not_compared: &[String]) -> String {
        let line = |name: &String| format!("\n{}", json(&serde_json::json!({"format": FORMAT, "not-compared": name})));
        not_compared.iter().map(line).collect::<String>() + "\n"
    }
}
