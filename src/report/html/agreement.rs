//! What a page says of one agreement, as its template needs it.

use serde::Serialize;

use super::plain::{spelt, worst_first};
use crate::{
    checklist::Verdict,
    report::{
        data::sha256,
        escape::web,
        phrase,
        view::{self, ClauseView, Line, Pointer, Section, State, View, show_value},
    },
    words::Words,
};

/// One agreement.
#[derive(Serialize)]
pub(super) struct Agreement<'v> {
    /// What stands before every anchor.
    prefix: &'v str,
    title: &'v str,
    /// The language of what the agreement itself says.
    language: Option<&'v str>,
    processor: &'v str,
    controller: &'v str,
    /// Whether the parties are something else than controller and processor.
    other: bool,
    date: Option<String>,
    relationship: &'v str,
    because: Option<(Place<'v>, Option<&'v str>)>,
    documents: Vec<Document<'v>>,
    several_documents: bool,
    extract: &'v str,
    sha256: String,
    day: Option<String>,
    unread: Option<String>,
    /// How many clauses were found in the documents, and what else is to be said of these.
    verified: Vec<&'v str>,
    /// The clauses that were not: each with the way to it.
    drifted: Vec<(String, &'v str)>,
    confirmed: Option<&'v str>,
    sections: Vec<Checked<'v>>,
    clauses: Vec<Clause<'v>>,
    waivers: Vec<String>,
}

/// A document of the agreement.
#[derive(Serialize)]
struct Document<'v> {
    title: &'v str,
    file: Option<&'v str>,
    sha256: Option<&'v str>,
    read: &'v str,
    whole: bool,
}

/// What one checklist found.
#[derive(Serialize)]
struct Checked<'v> {
    id: &'v str,
    version: &'v str,
    title: &'v str,
    sha256: String,
    anchor: String,
    /// The checklists below it, as the end of a sentence.
    rests_on: String,
    parameters: Vec<(&'v str, String)>,
    excluded: Option<String>,
    open: String,
    changes: Vec<String>,
    totals: Totals<'v>,
    areas: Vec<Area<'v>>,
}

/// How often each verdict was given, per level.
#[derive(Serialize)]
struct Totals<'v> {
    verdicts: Vec<&'static str>,
    rows: Vec<(&'v str, Vec<usize>, usize)>,
    /// What is accepted, per level, as a sentence.
    accepted: Option<String>,
}

/// An area with its findings.
#[derive(Serialize)]
struct Area<'v> {
    id: &'v str,
    title: &'v str,
    anchor: String,
    /// The verdicts in it, worst first, for its chart.
    verdicts: Vec<&'static str>,
    /// The same in words.
    summary: String,
    lines: Vec<Finding<'v>>,
}

/// One finding.
#[derive(Serialize)]
struct Finding<'v> {
    anchor: String,
    id: &'v str,
    title: &'v str,
    level: &'static str,
    verdict: &'static str,
    gap: bool,
    accepted: bool,
    proposed: bool,
    basis: Vec<(&'v str, Option<&'v str>)>,
    source: Option<&'v str>,
    overlays: &'v [&'v str],
    text: &'v str,
    notes: &'v [String],
    waiver: Option<String>,
    evidence: Vec<Place<'v>>,
    related: Vec<Place<'v>>,
    searched: Vec<&'v str>,
    remedy: &'v str,
}

/// Where in the agreement something stands, with the way to it.
#[derive(Serialize)]
struct Place<'v> {
    anchor: String,
    reference: &'v str,
    document: Option<&'v str>,
    page: Option<u32>,
    standing: Option<String>,
    lines: String,
}

/// A clause with what it is about and what rests on it.
#[derive(Serialize)]
struct Clause<'v> {
    anchor: String,
    reference: &'v str,
    document: &'v str,
    page: Option<u32>,
    standing: Option<String>,
    line: u32,
    text: Option<&'v str>,
    summary: Option<&'v str>,
    annotations: Vec<Annotation<'v>>,
    /// The findings that rest on it.
    decides: Vec<Use<'v>>,
    /// The findings for which it is where else to look.
    related: Vec<Use<'v>>,
}

#[derive(Serialize)]
struct Annotation<'v> {
    topic: &'v str,
    facts: Vec<(&'v str, String)>,
    note: Option<&'v str>,
    also: Vec<(String, &'v str)>,
    proposed: bool,
    line: u32,
}

/// A finding that points to a clause.
#[derive(Serialize)]
struct Use<'v> {
    anchor: String,
    title: &'v str,
    verdict: &'static str,
}

/// What puts the parts of a page together.
struct Author<'v> {
    view: &'v View<'v>,
    prefix: &'v str,
    words: &'static Words,
}

impl<'v> Agreement<'v> {
    /// What a page says of an agreement; every anchor in it begins with the prefix.
    pub(super) fn of(view: &'v View<'v>, prefix: &'v str) -> Self {
        let (extract, words) = (view.extract, view.words);
        let agreement = &extract.agreement;
        let author = Author { view, prefix, words };
        let note = agreement.because.as_ref().and_then(|because| because.note.as_deref());
        let because = view.because.as_ref().and_then(|pointer| author.places(std::slice::from_ref(pointer)).pop());
        let documents = extract.documents.iter().map(|document| Document {
            title: &document.title,
            file: document.file.as_deref(),
            sha256: document.sha256.as_deref(),
            read: words.named("read", document.read.name()),
            whole: document.read == crate::extract::Extent::Whole,
        });
        let no_use = view.waivers.iter().filter(|waiver| matches!(waiver.state, State::Unneeded | State::Unknown));
        Self {
            prefix,
            title: &agreement.title,
            language: agreement.language.as_deref(),
            processor: &agreement.processor,
            controller: &agreement.controller,
            other: agreement.because.is_some(),
            date: agreement.date.as_ref().map(|date| spelt(date, words)),
            relationship: words.named("relationship", agreement.relationship.name()),
            because: because.map(|place| (place, note)),
            documents: documents.collect(),
            several_documents: extract.documents.len() > 1,
            extract: extract.source.name(),
            sha256: sha256(extract.source.text()),
            day: view.day.map(|day| words.date(day)),
            unread: (!view.unread.is_empty())
                .then(|| words.say("not-read", &[("documents", &words.list(&view.unread))])),
            verified: view.verified.summary.iter().chain(&view.verified.notes).map(String::as_str).collect(),
            drifted: author.drifted(),
            confirmed: view.confirmed.as_deref(),
            sections: view.sections.iter().enumerate().map(|(place, section)| author.section(place, section)).collect(),
            clauses: view.clauses().into_iter().map(|clause| author.clause(clause)).collect(),
            waivers: no_use.map(|waiver| waiver.sentence(words)).collect(),
        }
    }
}

impl<'v> Author<'v> {
    fn section(&self, place: usize, section: &'v Section<'v>) -> Checked<'v> {
        let (checklist, words) = (section.checklist, self.words);
        let below = checklist.layers[..checklist.layers.len() - 1].iter().rev();
        let below: Vec<String> = below.map(|layer| format!("{} {}", layer.id, layer.version)).collect();
        let relationship = words.named("relationship", self.view.extract.agreement.relationship.name());
        let lines = || section.areas.iter().flat_map(|area| &area.lines);
        let open = lines().filter(|line| line.verdict.is_gap() && !line.is_accepted()).count();
        let total = lines().count().to_string();
        Checked {
            id: &checklist.id,
            version: &checklist.version,
            title: section.title,
            sha256: sha256(checklist.own().source.text()),
            anchor: format!("{}_checklist-{}", self.prefix, place + 1),
            rests_on: match below[..] {
                [] => String::new(),
                _ => words.say("rests-on", &[("parents", &words.list(&below))]),
            },
            parameters: checklist
                .parameters
                .iter()
                .map(|(id, one)| (one.label.get(words.language()), id, show_value(&one.value, words)))
                .map(|(label, id, value)| (if label.is_empty() { id.as_str() } else { label }, value))
                .collect(),
            excluded: section.excluded.then(|| words.say("excluded", &[("relationship", relationship)])),
            open: words.say("html.open", &[("count", &open.to_string()), ("total", &total)]),
            changes: section.changes.iter().map(|change| change.sentence(words)).collect(),
            totals: self.totals(section),
            areas: section
                .areas
                .iter()
                .map(|area| Area {
                    id: area.id,
                    title: area.title,
                    anchor: format!("{}_area-{}-{}", self.prefix, place + 1, area.id),
                    verdicts: worst_first(&area.lines),
                    summary: self.summary(&area.lines),
                    lines: area.lines.iter().map(|line| self.finding(place, line)).collect(),
                })
                .collect(),
        }
    }

    fn totals(&self, section: &'v Section<'v>) -> Totals<'v> {
        let given = |verdict: &Verdict| section.totals.values().any(|counts| counts.contains_key(verdict));
        let verdicts: Vec<Verdict> = Verdict::ALL.into_iter().filter(given).collect();
        let rows = section.totals.iter().map(|(level, counts)| {
            let counts: Vec<usize> =
                verdicts.iter().map(|verdict| counts.get(verdict).copied().unwrap_or_default()).collect();
            let total = counts.iter().sum();
            (level.name(), counts, total)
        });
        Totals {
            verdicts: verdicts.iter().map(|verdict| verdict.name()).collect(),
            rows: rows.collect(),
            accepted: phrase::accepted(section, self.words),
        }
    }

    /// How often each verdict was given, in words: 2 missing, 1 met.
    fn summary(&self, lines: &[Line<'_>]) -> String {
        let counts = Verdict::ALL.into_iter().filter_map(|verdict| {
            let count = lines.iter().filter(|line| line.verdict == verdict).count();
            (count > 0).then(|| format!("{count} {}", self.words.named("verdict", verdict.name())))
        });
        counts.collect::<Vec<_>>().join(", ")
    }

    fn finding(&self, section: usize, line: &'v Line<'v>) -> Finding<'v> {
        Finding {
            anchor: self.anchor(section, line),
            id: line.id,
            title: line.title,
            level: line.level.name(),
            verdict: line.verdict.name(),
            gap: line.verdict.is_gap(),
            accepted: line.is_accepted(),
            proposed: line.proposed,
            basis: line.basis.iter().map(|(cite, address)| (cite.as_str(), web(address))).collect(),
            source: line.source,
            overlays: line.overlays,
            text: &line.finding,
            notes: &line.notes,
            waiver: line.waiver.map(|waiver| waiver.sentence(self.words)),
            evidence: self.places(&line.evidence),
            related: self.places(&line.related),
            searched: line.searched.iter().map(|topic| self.view.topic(topic)).collect(),
            remedy: line.remedy,
        }
    }

    /// Places in the agreement, each clause once with all lines of the extract that point there.
    fn places(&self, pointers: &'v [Pointer<'v>]) -> Vec<Place<'v>> {
        let documents = &self.view.extract.documents;
        let same = pointers.chunk_by(|one, next| one.clause == next.clause);
        let places = same.map(|pointers| {
            let first = &pointers[0];
            let mut lines: Vec<u32> = pointers.iter().map(|pointer| pointer.line).collect();
            lines.sort_unstable();
            lines.dedup();
            let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
            let document = &documents[self.view.extract.clauses[first.clause].document];
            Place {
                anchor: self.clause_anchor(first.clause),
                reference: first.reference,
                document: (documents.len() > 1).then_some(&document.title),
                page: first.page,
                standing: first.standing.clone(),
                lines: lines.join(", "),
            }
        });
        places.collect()
    }

    fn clause(&self, clause: ClauseView<'v>) -> Clause<'v> {
        let clauses = &self.view.extract.clauses;
        let annotations = clause.annotations.into_iter().map(|one| Annotation {
            topic: one.topic,
            facts: one.facts,
            note: one.annotation.note.as_deref(),
            also: one
                .annotation
                .also
                .iter()
                .map(|place| (self.clause_anchor(*place), clauses[*place].reference.as_str()))
                .collect(),
            proposed: one.annotation.proposed,
            line: one.annotation.line,
        });
        let (decides, related): (Vec<view::Use<'_>>, Vec<_>) = clause.uses.into_iter().partition(|one| one.decides);
        let uses = |uses: Vec<view::Use<'v>>| {
            let uses = uses.into_iter().map(|one| Use {
                anchor: self.anchor(one.section, one.line),
                title: one.line.title,
                verdict: one.line.verdict.name(),
            });
            uses.collect()
        };
        Clause {
            anchor: self.clause_anchor(clause.place),
            reference: &clause.clause.reference,
            document: &clause.document.title,
            page: clause.clause.shown_page(),
            standing: clause.standing,
            line: clause.clause.line,
            text: clause.clause.text.as_deref(),
            summary: clause.clause.summary.as_deref(),
            annotations: annotations.collect(),
            decides: uses(decides),
            related: uses(related),
        }
    }

    /// The clauses that do not stand in their document, each with the way to it.
    fn drifted(&self) -> Vec<(String, &'v str)> {
        let drifted = self.view.verified.drifted.iter();
        drifted.map(|one| (self.clause_anchor(one.pointer.clause), one.sentence.as_str())).collect()
    }

    /// The anchor of a requirement: its name, and before it that of its checklist where that is not the first.
    fn anchor(&self, section: usize, line: &Line<'_>) -> String {
        let checklist = &self.view.sections[section].checklist.id;
        let checklist = if section == 0 { String::new() } else { format!("{checklist}.") };
        format!("{}{checklist}{}", self.prefix, line.id)
    }

    /// No name of a requirement begins with a low line, so these anchors are none of theirs.
    fn clause_anchor(&self, place: usize) -> String {
        format!("{}_clause-{}", self.prefix, place + 1)
    }
}
