//! One side of a comparison: agreements as they were judged.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use crate::{
    checklist::{Checklist, Level, Verdict},
    report::{Line, Pointer, State, View, WaiverView},
};

/// What stands on one side of a comparison.
#[derive(Clone, Debug, Default)]
pub struct Side {
    /// What was given on the command line.
    pub name: String,
    /// What was asked.
    pub checklists: Vec<Asked>,
}

/// A checklist that was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Its name.
    pub id: String,
    /// Its version.
    pub version: String,
    /// What its parameters were, as a file writes them.
    pub parameters: BTreeMap<String, String>,
}

/// An agreement as it was judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// The file of the extract.
    pub extract: String,
    /// The title of the agreement.
    pub title: String,
    /// Who processes.
    pub processor: String,
    /// On whose behalf.
    pub controller: String,
    /// Its date.
    pub date: Option<String>,
    /// How the parties stand to each other: the name of a relationship.
    pub relationship: String,
    /// Its documents.
    pub documents: Vec<DocumentRead>,
    /// One for each requirement.
    pub findings: Vec<Finding>,
    /// Every clause and topic that is noted, as far as it is known: each once.
    pub noted: Vec<Noted>,
}

/// A document, and how much of it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentRead {
    /// Its name in the extract.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How much was read: the name of an extent.
    pub read: String,
}

/// How an agreement did on a requirement.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The name of the checklist.
    pub checklist: String,
    /// The name of the requirement.
    pub requirement: String,
    /// The name of its area.
    pub area: String,
    /// Its name for people.
    pub title: String,
    /// The level at which it counts.
    pub level: Level,
    /// The verdict.
    pub verdict: Verdict,
    /// The provisions that it rests on: as a lawyer cites them, and the addresses of their texts.
    pub basis: Vec<(String, String)>,
    /// What was found, with what a reader must know about how.
    pub finding: String,
    /// What to ask of the processor where it is not met.
    pub remedy: String,
    /// Where the agreement says it.
    pub evidence: Vec<Noted>,
    /// Where else to look.
    pub related: Vec<Noted>,
    /// Who accepted the gap, where that is in force.
    pub accepted: Option<Accepted>,
}

/// Who accepted a gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// Who.
    pub by: String,
    /// Why.
    pub reason: String,
    /// The last day on which it is accepted.
    pub until: Date,
}

/// A clause and what is noted there about a topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// The clause, as a lawyer cites it.
    pub reference: String,
    /// The document, by its name in the extract.
    pub document: String,
    /// The page.
    pub page: Option<u32>,
    /// The topic.
    pub topic: String,
    /// What the clause states about it, in words.
    pub facts: BTreeMap<String, String>,
    /// The line of the extract (from 1).
    pub line: u32,
    /// The words of the clause or of the annotator, where they are known: reports do not have them.
    pub words: Option<String>,
}

impl Asked {
    /// What is asked with a checklist.
    #[must_use]
    pub fn of(checklist: &Checklist) -> Self {
        let parameters = checklist.parameters.iter();
        Self {
            id: checklist.id.clone(),
            version: checklist.version.clone(),
            parameters: parameters.map(|(name, parameter)| (name.clone(), parameter.value.to_string())).collect(),
        }
    }
}

impl Judged {
    /// What is left of an extract when it was judged; `noted` is every clause and topic in it.
    #[must_use]
    pub fn of(view: &View<'_>, noted: &[Pointer<'_>]) -> Self {
        let agreement = &view.extract.agreement;
        let clauses = view.extract.clauses.iter();
        let words: HashMap<&str, &String> =
            clauses.filter_map(|one| Some((&*one.reference, one.text.as_ref().or(one.summary.as_ref())?))).collect();
        let noted = noted.iter().map(|pointer| Noted {
            words: words.get(pointer.reference).map(|words| (*words).clone()),
            ..Noted::of(pointer)
        });
        let mut findings = Vec::new();
        for section in &view.sections {
            for area in &section.areas {
                findings.extend(area.lines.iter().map(|line| Finding::of(&section.checklist.id, area.id, line)));
            }
        }
        let documents = view.extract.documents.iter().map(|document| DocumentRead {
            id: document.id.clone(),
            title: document.title.clone(),
            read: document.read.name().to_owned(),
        });
        Self {
            extract: view.extract.source.name().to_owned(),
            title: agreement.title.clone(),
            processor: agreement.processor.clone(),
            controller: agreement.controller.clone(),
            date: agreement.date.clone(),
            relationship: agreement.relationship.name().to_owned(),
            documents: documents.collect(),
            findings,
            noted: noted.collect(),
        }
    }
}

impl Finding {
    fn of(checklist: &str, area: &str, line: &Line<'_>) -> Self {
        let accepted = |view: &WaiverView<'_>| Accepted {
            by: view.waiver.by.clone(),
            reason: view.waiver.reason.clone(),
            until: view.waiver.until,
        };
        Self {
            checklist: checklist.to_owned(),
            requirement: line.id.to_owned(),
            area: area.to_owned(),
            title: line.title.to_owned(),
            level: line.level,
            verdict: line.verdict,
            basis: line.basis.to_vec(),
            finding: said(&line.finding, line.notes.iter().map(String::as_str)),
            remedy: line.remedy.to_owned(),
            evidence: line.evidence.iter().map(Noted::of).collect(),
            related: line.related.iter().map(Noted::of).collect(),
            accepted: line.waiver.as_ref().filter(|view| view.state == State::InForce).map(accepted),
        }
    }

    /// Whether the same is said as in another finding. Where clauses stand in another order, so does what is quoted of them.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        let words = |finding: &'_ Self| {
            let words = finding.finding.split(|c: char| !c.is_alphanumeric());
            let mut words: Vec<String> = words.filter(|word| !word.is_empty()).map(str::to_owned).collect();
            words.sort_unstable();
            words
        };
        self.finding == other.finding || words(self) == words(other)
    }

    /// Whether something is left to do that nobody has accepted.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.verdict.is_gap() && self.accepted.is_none()
    }
}

/// What was found, and what a reader must know about how.
pub(super) fn said<'n>(finding: &'n str, notes: impl Iterator<Item = &'n str>) -> String {
    std::iter::once(finding).chain(notes).collect::<Vec<_>>().join(" ")
}

impl Noted {
    fn of(pointer: &Pointer<'_>) -> Self {
        Self {
            reference: pointer.reference.to_owned(),
            document: pointer.document.to_owned(),
            page: pointer.page,
            topic: pointer.topic.unwrap_or_default().to_owned(),
            facts: pointer.facts.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
            line: pointer.line,
            words: None,
        }
    }

    /// What tells it from everything else that is noted in an extract.
    pub(super) fn key(&self) -> (&str, &str) {
        (&self.reference, &self.topic)
    }
}
