//! What templates see: the data of the JSON report under the same names, grouped by checklist and area, with what it leaves
//! to its readers said in words.

use std::collections::BTreeMap;

use minijinja::value::{Serde, Value};
use serde::Serialize;

use crate::{
    checklist::{Level, Verdict},
    report::{
        Ending, Setup,
        data::{self, AgreementData, AssessmentData, FindingData, Head, WaiverData},
        phrase,
        places::{DocumentData, DriftedData},
        view::{Line, Section, State, View},
    },
    words::Words,
};

/// What is the same for the whole report.
#[derive(Serialize)]
struct ReportModel<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// Every level and verdict, in the order in which they are shown.
    levels: Vec<&'static str>,
    verdicts: Vec<&'static str>,
}

/// One agreement, judged.
#[derive(Serialize)]
struct AssessmentModel<'a> {
    extract: &'a str,
    sha256: String,
    agreement: AgreementData<'a>,
    because_note: Option<&'a str>,
    documents: Vec<DocumentData<'a>>,
    drifted: Vec<DriftedData<'a>>,
    verified: Vec<String>,
    unread: &'a [String],
    confirmed: Option<&'a str>,
    date: Option<String>,
    sections: Vec<SectionModel<'a>>,
    accepted: BTreeMap<&'static str, usize>,
    waivers: Vec<WaiverData<'a>>,
    other_waivers: Vec<String>,
}

/// What one checklist found.
#[derive(Serialize)]
struct SectionModel<'a> {
    id: &'a str,
    version: &'a str,
    title: &'a str,
    sha256: String,
    rests_on: String,
    parameters: String,
    excluded: bool,
    changes: Vec<String>,
    totals: BTreeMap<&'static str, BTreeMap<&'static str, usize>>,
    areas: Vec<AreaModel<'a>>,
}

/// An area's findings.
#[derive(Serialize)]
struct AreaModel<'a> {
    id: &'a str,
    title: &'a str,
    findings: Vec<FindingModel<'a>>,
}

/// One finding.
#[derive(Serialize)]
struct FindingModel<'a> {
    #[serde(flatten)]
    data: FindingData<'a>,
    gap: bool,
    accepted: bool,
    overlays: &'a [&'a str],
    remarks: Vec<String>,
    waived: Option<String>,
}

/// What a report ends with.
#[derive(Serialize)]
struct EndingModel<'a> {
    agreements: Vec<RowModel<'a>>,
    not_judged: &'a [String],
}

/// How one agreement of several did.
#[derive(Serialize)]
struct RowModel<'a> {
    extract: &'a str,
    title: &'a str,
    processor: &'a str,
    counts: BTreeMap<&'static str, usize>,
}

/// What is the same for the whole report.
pub(super) fn report(setup: &Setup<'_>) -> Value {
    let levels = Level::ALL.map(Level::name).to_vec();
    let verdicts = Verdict::ALL.map(Verdict::name).to_vec();
    Value::from(Serde(ReportModel { head: Head::of(setup), levels, verdicts }))
}

/// One agreement, judged.
pub(super) fn assessment(view: &View<'_>) -> Value {
    let AssessmentData { extract, sha256, agreement, documents, drifted, date, findings, accepted, waivers, .. } =
        data::assessment(view);
    let mut findings = findings.into_iter();
    let sections = view.sections.iter().map(|section| self::section(section, &mut findings, view.words)).collect();
    let other = view.waivers.iter().filter(|waiver| matches!(waiver.state, State::Unneeded | State::Unknown));
    let other_waivers = other.map(|waiver| waiver.sentence(view.words)).collect();
    let unread = &view.unread;
    let because = view.extract.agreement.because.as_ref();
    Value::from(Serde(AssessmentModel {
        extract,
        sha256,
        agreement,
        because_note: because.and_then(|because| because.note.as_deref()),
        documents,
        drifted,
        verified: phrase::verified(view),
        unread,
        confirmed: view.confirmed.as_deref(),
        date,
        sections,
        accepted,
        waivers,
        other_waivers,
    }))
}

fn section<'a>(
    section: &'a Section<'_>,
    findings: &mut impl Iterator<Item = FindingData<'a>>,
    words: &Words,
) -> SectionModel<'a> {
    let checklist = section.checklist;
    let areas = section.areas.iter().map(|area| {
        // The findings of the JSON report come in the order of the areas.
        let findings = area.lines.iter().zip(&mut *findings);
        let findings = findings.map(|(line, data)| finding(line, data, words)).collect();
        AreaModel { id: area.id, title: area.title, findings }
    });
    let areas = areas.collect();
    let totals = section.totals.iter().map(|(level, counts)| {
        (level.name(), counts.iter().map(|(verdict, count)| (verdict.name(), *count)).collect())
    });
    SectionModel {
        id: &checklist.id,
        version: &checklist.version,
        title: section.title,
        sha256: data::sha256(checklist.own().source.text()),
        rests_on: phrase::rests_on(checklist, words),
        parameters: phrase::parameters(checklist, words),
        excluded: section.excluded,
        changes: phrase::changes(section, words),
        totals: totals.collect(),
        areas,
    }
}

fn finding<'a>(line: &'a Line<'_>, data: FindingData<'a>, words: &Words) -> FindingModel<'a> {
    FindingModel {
        data,
        gap: line.verdict.is_gap(),
        accepted: line.is_accepted(),
        overlays: line.overlays,
        remarks: phrase::remarks(line, words),
        waived: line.waiver.map(|waiver| waiver.sentence(words)),
    }
}

/// What a report ends with.
pub(super) fn ending(ending: &Ending<'_>) -> Value {
    let worst = ending.matrix.worst_agreements().into_iter().filter_map(|at| ending.matrix.agreements.get(at));
    let agreements = worst.map(|one| {
        let counts = Verdict::ALL.map(Verdict::name).into_iter().zip(one.counts()).collect();
        RowModel { extract: &one.extract, title: &one.title, processor: &one.processor, counts }
    });
    Value::from(Serde(EndingModel { agreements: agreements.collect(), not_judged: ending.not_judged }))
}
