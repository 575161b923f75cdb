//! SARIF 2.1.0: the findings on the newer side, each with what it is held against the older side (`baselineState`), and the gaps
//! that are no more as absent ones.

use std::collections::HashMap;

use serde::Serialize;

use super::{
    Setup, Whole, data,
    view::{Entry, View, loose},
};
use crate::{
    diff::{
        compare::{Baseline, Comparison},
        side::{Finding, Noted},
    },
    report::{
        json, phrase,
        sarif::{
            SCHEMA, fingerprint, help, invocation, message,
            shape::{
                ArtifactLocation, Basis, ClauseProperties, LogicalLocation, Message, PhysicalLocation, Place, Region,
                Result, Rule, RuleProperties, Suppression,
            },
            weight,
        },
        web,
    },
    words::Words,
};

/// Changes as SARIF.
pub(super) struct Sarif<'s> {
    setup: Setup<'s>,
    /// The rules so far, each as it stands in the file, and their places by checklist and requirement.
    rules: Vec<String>,
    places: HashMap<(String, String), usize>,
    results: Vec<String>,
}

/// What the standard has no name for.
#[derive(Serialize)]
struct Properties<'a> {
    checklist: &'a str,
    verdict: &'static str,
    level: &'static str,
    area: &'a str,
    agreement: &'a str,
    processor: &'a str,
    remedy: &'a str,
    change: &'static str,
    #[serde(rename = "new-gap")]
    new_gap: bool,
    changes: &'a [String],
}

impl<'s> Sarif<'s> {
    pub(super) fn new(setup: Setup<'s>) -> Self {
        Self { setup, rules: Vec::new(), places: HashMap::new(), results: Vec::new() }
    }

    /// The place of the rule of a finding.
    fn rule(&mut self, finding: &Finding) -> usize {
        let next = self.rules.len();
        let key = (finding.checklist.clone(), finding.requirement.clone());
        let place = *self.places.entry(key).or_insert(next);
        if place == next {
            self.rules.push(json(&rule(finding)));
        }
        place
    }

    /// A requirement's results: what is found on the newer side, and what is no more.
    fn requirement(&mut self, comparison: &Comparison, entry: &Entry<'_>) {
        let words = self.setup.words;
        let changes: Vec<String> = entry.said(words).iter().map(|text| loose(text)).collect();
        for (baseline, finding) in entry.compared.results() {
            let (extract, title, processor) = match baseline {
                Baseline::Absent => (&comparison.old, &comparison.was[0], &comparison.was[1]),
                _ => (&comparison.new, &comparison.title, &comparison.processor),
            };
            let extract = extract.as_deref().unwrap_or_default();
            let (kind, level) = weight(finding.verdict, finding.level);
            let who = [&*finding.checklist, &*finding.requirement, title, processor];
            let accepted = finding.accepted.iter().map(|accepted| {
                let until = words.date(accepted.until);
                let said = [("until", &*until), ("by", &accepted.by), ("reason", &accepted.reason)];
                Suppression::accepted(words.say("waiver.in-force", &said))
            });
            let result = Result {
                rule_id: &finding.requirement,
                rule_index: self.rule(finding),
                kind,
                level,
                message: message(&finding.finding),
                locations: match &finding.evidence[..] {
                    // The file as a whole: a place would be invented.
                    [] => vec![location(extract, None, None, words)],
                    evidence => evidence.iter().map(|noted| location(extract, Some(noted), None, words)).collect(),
                },
                related_locations: (1..)
                    .zip(&finding.related)
                    .map(|(id, noted)| location(extract, Some(noted), Some(id), words))
                    .collect(),
                partial_fingerprints: fingerprint(who, finding.evidence.iter().map(|noted| noted.reference.as_str())),
                suppressions: accepted.collect(),
                baseline_state: Some(baseline.name()),
                properties: Properties {
                    checklist: &finding.checklist,
                    verdict: finding.verdict.name(),
                    level: finding.level.name(),
                    area: &finding.area,
                    agreement: title,
                    processor,
                    remedy: &finding.remedy,
                    change: entry.change,
                    new_gap: entry.new_gap,
                    changes: &changes,
                },
            };
            let result = json(&result);
            self.results.push(result);
        }
    }
}

fn rule(finding: &Finding) -> Rule<'_> {
    let basis = finding.basis.iter().map(|(cite, eli)| Basis { cite: cite.clone(), eli: eli.clone() });
    let basis: Vec<Basis> = basis.collect();
    Rule {
        id: &finding.requirement,
        name: &finding.title,
        short_description: message(&finding.title),
        // What exactly it asks is not in the reports that can be compared.
        full_description: None,
        help: Message { text: message(&finding.remedy).text, markdown: Some(help(&finding.remedy, &basis)) },
        help_uri: basis.first().and_then(|basis| web(&basis.eli)).map(str::to_owned),
        properties: RuleProperties {
            checklist: &finding.checklist,
            level: finding.level.name(),
            area: &finding.area,
            area_title: None,
            basis,
            source: None,
            tags: [&finding.area, finding.level.name()],
        },
    }
}

/// A clause in an extract, or the extract as a whole.
fn location<'a>(extract: &str, noted: Option<&'a Noted>, id: Option<usize>, words: &Words) -> Place<'a> {
    let clause = |noted: &'a Noted| LogicalLocation {
        name: &noted.reference,
        kind: "clause",
        properties: ClauseProperties {
            document: &noted.document,
            file: None,
            page: noted.page,
            document_line: None,
            verified: None,
            topic: Some(&noted.topic),
            note: None,
        },
    };
    let place = |noted: &Noted| {
        let (page, line) = (noted.page.map(|page| page.to_string()), noted.line.to_string());
        phrase::place_of(&noted.reference, &noted.document, None, page.as_deref(), None, &line, words)
    };
    Place {
        id,
        physical_location: PhysicalLocation {
            artifact_location: ArtifactLocation::of(extract),
            // Lines begin at 1; a report may not say where a clause stands.
            region: noted.filter(|noted| noted.line > 0).map(|noted| Region { start_line: noted.line }),
        },
        logical_locations: noted.map(clause).into_iter().collect(),
        message: noted.map(|noted| message(&place(noted))),
    }
}

impl Whole for Sarif<'_> {
    fn add(&mut self, comparison: &Comparison) {
        let view = View::of(comparison, self.setup.words);
        for entry in view.entries() {
            self.requirement(comparison, entry);
        }
    }

    fn finish(self: Box<Self>, not_compared: &[String]) -> std::result::Result<Vec<u8>, String> {
        let words = self.setup.words;
        let language = words.language().code();
        let text = format!(
            "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\n\"tool\":{{\"driver\":{{\"name\":\"{}\",\
             \"semanticVersion\":\"{}\",\"language\":\"{language}\",\"rules\":[\n{}\n]}}}},\n\"language\":\"{language}\",\n\
             \"properties\":{},\n\"results\":[\n{}\n],\n\"invocations\":[{}]\n}}]}}\n",
            env!("CARGO_PKG_NAME"),
            env!("CARGO_PKG_VERSION"),
            self.rules.join(",\n"),
            json(&data::Head::of(&self.setup)),
            self.results.join(",\n"),
            json(&invocation(not_compared, words))
        );
        Ok(text.into_bytes())
    }
}
