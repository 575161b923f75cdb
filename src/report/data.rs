//! The report as data: versioned, with a schema, the same in JSON and YAML. Other tools build on these names.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    Ending, Setup, Stream,
    places::{self, DocumentData, DriftedData, PointerData},
    view::{Line, Section, View, WaiverView},
};
use crate::{
    checklist::{Change, Changed, Checklist, Layer},
    clean::{has_unsafe, is_unsafe, json_escapes},
    words::Words,
    yaml,
};

/// The version of the report's shape.
const FORMAT: &str = "art28/report@1";

#[derive(Serialize)]
pub(super) struct ChecklistData<'a> {
    id: &'a str,
    version: &'a str,
    title: &'a str,
    sha256: String,
    parameters: BTreeMap<&'a str, String>,
    extends: Vec<LayerData<'a>>,
    changes: Vec<ChangeData<'a>>,
}

#[derive(Serialize)]
struct LayerData<'a> {
    id: &'a str,
    version: &'a str,
    sha256: String,
}

/// One thing that an overlay changed.
#[derive(Serialize)]
struct ChangeData<'a> {
    by: &'a str,
    change: &'static str,
    requirement: Option<&'a str>,
    parameter: Option<&'a str>,
    before: Option<String>,
    after: Option<String>,
    reason: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct AssessmentData<'a> {
    pub(super) extract: &'a str,
    pub(super) sha256: String,
    pub(super) agreement: AgreementData<'a>,
    pub(super) documents: Vec<DocumentData<'a>>,
    pub(super) drifted: Vec<DriftedData<'a>>,
    pub(super) date: Option<String>,
    pub(super) findings: Vec<FindingData<'a>>,
    pub(super) totals: BTreeMap<&'static str, BTreeMap<&'static str, usize>>,
    pub(super) accepted: BTreeMap<&'static str, usize>,
    pub(super) waivers: Vec<WaiverData<'a>>,
}

#[derive(Serialize)]
pub(super) struct WaiverData<'a> {
    requirement: &'a str,
    reason: &'a str,
    by: &'a str,
    until: String,
    state: &'static str,
    line: u32,
}

#[derive(Serialize)]
pub(super) struct AgreementData<'a> {
    title: &'a str,
    processor: &'a str,
    controller: &'a str,
    date: Option<&'a str>,
    language: Option<&'a str>,
    relationship: &'static str,
    because: Option<PointerData<'a>>,
}

#[derive(Serialize)]
pub(super) struct FindingData<'a> {
    checklist: &'a str,
    requirement: &'a str,
    area: &'a str,
    level: &'static str,
    title: &'a str,
    verdict: &'static str,
    basis: Vec<BasisData<'a>>,
    source: Option<&'a str>,
    evidence: Vec<PointerData<'a>>,
    related: Vec<PointerData<'a>>,
    searched: &'a [&'a str],
    finding: &'a str,
    notes: &'a [String],
    remedy: &'a str,
    waiver: Option<WaiverData<'a>>,
    proposed: bool,
    origin: &'a str,
    #[serde(rename = "changed-by")]
    changed_by: &'a [&'a str],
}

#[derive(Serialize)]
struct BasisData<'a> {
    cite: &'a str,
    eli: &'a str,
}

/// SHA-256 of a text, in hexadecimal.
pub(super) fn sha256(text: &str) -> String {
    crate::source::sha256(text.as_bytes())
}

fn checklists<'a>(checklists: &'a [Checklist], words: &Words) -> Vec<ChecklistData<'a>> {
    let data = checklists.iter().map(|checklist| ChecklistData {
        id: &checklist.id,
        version: &checklist.version,
        title: checklist.title.get(words.language()),
        sha256: sha256(checklist.own().source.text()),
        parameters: checklist
            .parameters
            .iter()
            .map(|(name, parameter)| (name.as_str(), parameter.value.to_string()))
            .collect(),
        extends: checklist.layers[..checklist.layers.len() - 1].iter().map(layer).collect(),
        changes: checklist.changes.iter().map(|one| change(checklist, one, words)).collect(),
    });
    data.collect()
}

fn layer(layer: &Layer) -> LayerData<'_> {
    LayerData { id: &layer.id, version: &layer.version, sha256: sha256(layer.source.text()) }
}

fn change<'a>(checklist: &'a Checklist, change: &'a Change, words: &Words) -> ChangeData<'a> {
    let (kind, parameter, before, after) = match &change.what {
        Changed::Parameter { name, before, after } => {
            ("parameter", Some(name.as_str()), Some(before.to_string()), Some(after.to_string()))
        }
        Changed::Level { before, after, .. } => {
            ("level", None, Some(before.name().to_owned()), Some(after.name().to_owned()))
        }
        Changed::Part { part, .. } => (*part, None, None, None),
        Changed::Other { part, name } => (*part, None, None, Some(name.clone())),
        Changed::Omitted { .. } => ("omitted", None, None, None),
        Changed::Added { .. } => ("added", None, None, None),
    };
    ChangeData {
        by: checklist.author(change),
        change: kind,
        requirement: change.what.requirement(),
        parameter,
        before,
        after,
        reason: change.reason.as_ref().map(|reason| reason.get(words.language())),
    }
}

pub(super) fn waiver<'a>(view: &WaiverView<'a>) -> WaiverData<'a> {
    let waiver = view.waiver;
    WaiverData {
        requirement: &waiver.requirement,
        reason: &waiver.reason,
        by: &waiver.by,
        until: waiver.until.to_string(),
        state: view.state.name(),
        line: waiver.line,
    }
}

fn finding<'a>(section: &'a Section<'_>, area: &'a str, line: &'a Line<'_>) -> FindingData<'a> {
    FindingData {
        checklist: &section.checklist.id,
        requirement: line.id,
        area,
        level: line.level.name(),
        title: line.title,
        verdict: line.verdict.name(),
        basis: line.basis.iter().map(|(cite, eli)| BasisData { cite, eli }).collect(),
        source: line.source,
        evidence: line.evidence.iter().map(places::pointer).collect(),
        related: line.related.iter().map(places::pointer).collect(),
        searched: &line.searched,
        finding: &line.finding,
        notes: &line.notes,
        remedy: line.remedy,
        waiver: line.waiver.as_ref().map(waiver),
        proposed: line.proposed,
        origin: line.origin,
        changed_by: line.overlays,
    }
}

pub(super) fn assessment<'a>(view: &'a View<'_>) -> AssessmentData<'a> {
    let agreement = &view.extract.agreement;
    let mut findings = Vec::new();
    let mut totals: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
    let mut accepted = BTreeMap::new();
    for section in &view.sections {
        for (level, counts) in &section.totals {
            for (verdict, count) in counts {
                *totals.entry(level.name()).or_default().entry(verdict.name()).or_default() += count;
            }
        }
        for (level, count) in &section.accepted {
            *accepted.entry(level.name()).or_default() += count;
        }
        for area in &section.areas {
            findings.extend(area.lines.iter().map(|line| finding(section, area.id, line)));
        }
    }
    AssessmentData {
        extract: view.extract.source.name(),
        sha256: sha256(view.extract.source.text()),
        agreement: AgreementData {
            title: &agreement.title,
            processor: &agreement.processor,
            controller: &agreement.controller,
            date: agreement.date.as_deref(),
            language: agreement.language.as_deref(),
            relationship: agreement.relationship.name(),
            because: view.because.as_ref().map(places::pointer),
        },
        documents: view.extract.documents.iter().map(places::document).collect(),
        drifted: view.verified.drifted.iter().map(places::drifted).collect(),
        date: view.day.map(|day| day.to_string()),
        findings,
        totals,
        accepted,
        waivers: view.waivers.iter().map(waiver).collect(),
    }
}

/// A value as JSON on one line.
pub(crate) fn json(value: &impl Serialize) -> String {
    let mut text = Vec::with_capacity(48 * 1024);
    // A value made of maps with text keys always has a form in JSON, and JSON is UTF-8.
    let written = serde_json::to_writer(&mut text, value).is_ok();
    let text = written.then(|| String::from_utf8(text).ok()).flatten().unwrap_or_default();
    // JSON needs no escape for what a terminal would obey, but it may be shown on one.
    if has_unsafe(&text) { json_escapes(&text) } else { text }
}

/// A value as YAML, safe to show.
pub(crate) fn yaml(value: &impl Serialize) -> String {
    let text = yaml::write(value).unwrap_or_default();
    // Unlike JSON, YAML has no escape outside double quotes: what a terminal would obey becomes a replacement character.
    text.replace(|c| c != '\n' && is_unsafe(c), "\u{fffd}")
}

/// What made a report.
#[derive(Serialize)]
pub(crate) struct ToolData {
    name: &'static str,
    version: &'static str,
}

pub(crate) const TOOL: ToolData = ToolData { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") };

#[derive(Serialize)]
pub(super) struct Head<'a> {
    format: &'static str,
    tool: ToolData,
    language: &'static str,
    #[serde(rename = "confirmed-only")]
    confirmed_only: bool,
    checklists: Vec<ChecklistData<'a>>,
}

impl<'a> Head<'a> {
    pub(super) fn of(setup: &Setup<'a>) -> Self {
        let checklists = checklists(setup.checklists, setup.words);
        let (language, confirmed_only) = (setup.words.language().code(), setup.options.confirmed_only);
        Self { format: FORMAT, tool: TOOL, language, confirmed_only, checklists }
    }
}

#[derive(Serialize)]
struct Tail<'a> {
    #[serde(rename = "not-judged")]
    not_judged: &'a [String],
}

/// The report as JSON: the head, then each assessment on a line of its own.
pub(super) struct Json<'s>(pub(super) Setup<'s>);

impl Stream for Json<'_> {
    fn start(&self) -> String {
        let head = json(&Head::of(&self.0));
        // The members of the head, each on a line; the assessments follow as one more.
        let members = head.trim_start_matches('{').trim_end_matches('}');
        format!("{{\n{members},\n\"assessments\": [\n")
    }

    fn assessment(&self, view: &View<'_>) -> String {
        json(&assessment(view))
    }

    fn between(&self) -> &'static str {
        ",\n"
    }

    fn end(&self, ending: &Ending<'_>) -> String {
        format!("\n],\n\"not-judged\": {}\n}}\n", json(&ending.not_judged))
    }
}

/// The same as YAML.
pub(super) struct Yaml<'s>(pub(super) Setup<'s>);

impl Stream for Yaml<'_> {
    fn start(&self) -> String {
        format!("{}assessments:", yaml(&Head::of(&self.0)))
    }

    fn assessment(&self, view: &View<'_>) -> String {
        format!("\n{}", yaml(&[assessment(view)]).trim_end())
    }

    fn end(&self, ending: &Ending<'_>) -> String {
        format!("\n{}", yaml(&Tail { not_judged: ending.not_judged }))
    }
}

/// JSON lines: an assessment a line, with what judged it, so that each line can stand alone.
pub(super) struct JsonLines<'s>(pub(super) Setup<'s>);

impl Stream for JsonLines<'_> {
    fn start(&self) -> String {
        String::new()
    }

    fn assessment(&self, view: &View<'_>) -> String {
        #[derive(Serialize)]
        struct Line<'a> {
            #[serde(flatten)]
            head: Head<'a>,
            #[serde(flatten)]
            assessment: AssessmentData<'a>,
        }
        json(&Line { head: Head::of(&self.0), assessment: assessment(view) })
    }

    fn between(&self) -> &'static str {
        "\n"
    }

    fn end(&self, ending: &Ending<'_>) -> String {
        let line = |name: &String| format!("\n{}", json(&serde_json::json!({"format": FORMAT, "not-judged": name})));
        ending.not_judged.iter().map(line).collect::<String>() + "\n"
    }
}
