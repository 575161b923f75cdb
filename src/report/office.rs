//! What letters and workbooks share: the words of a finding, and where the agreement says it.

use std::collections::HashMap;

use super::{
    data::sha256,
    view::{Line, Pointer, View},
};
use crate::{
    checklist::{Checklist, Layer, Level, Verdict},
    extract::Annotation,
    words::Words,
};

/// What made the report, with its version.
pub(crate) const TOOL: &str = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));

/// The colours of a verdict: of the ground, and of the letters on it, dark enough to read without seeing either colour.
pub(crate) fn colours(verdict: Verdict) -> (u32, u32) {
    match verdict {
        Verdict::Conflict => (0xF8_D7_DA, 0x72_1C_24),
        Verdict::Missing => (0xFB_E4_D5, 0x7A_2E_0B),
        Verdict::Partial => (0xFF_F2_CC, 0x5F_45_00),
        Verdict::Review => (0xDE_EA_F6, 0x1F_3F_6E),
        Verdict::Met => (0xE2_EF_DA, 0x2B_52_1B),
        Verdict::NotApplicable => (0xED_ED_ED, 0x40_40_40),
    }
}

/// The agreement by its processor and title, for lists of several.
pub(super) fn agreement(view: &View<'_>) -> String {
    let agreement = &view.extract.agreement;
    format!("{} – {}", agreement.processor, agreement.title)
}

/// The clauses of an agreement by their reference and document.
pub(super) struct Clauses<'v> {
    view: &'v View<'v>,
    places: HashMap<(&'v str, &'v str), usize>,
    /// Whether references must say in which document they are.
    several_documents: bool,
    titles: HashMap<&'v str, &'v str>,
    words: &'static Words,
}

impl<'v> Clauses<'v> {
    pub(super) fn of(view: &'v View<'v>) -> Self {
        let extract = view.extract;
        let place = |(place, clause): (usize, &'v crate::extract::Clause)| {
            ((clause.reference.as_str(), extract.documents[clause.document].id.as_str()), place)
        };
        Self {
            view,
            places: extract.clauses.iter().enumerate().map(place).collect(),
            several_documents: extract.documents.len() > 1,
            titles: extract.documents.iter().map(|one| (one.id.as_str(), one.title.as_str())).collect(),
            words: view.words,
        }
    }

    /// The clause of a pointer, by its place in the extract.
    pub(super) fn find(&self, pointer: &Pointer<'v>) -> Option<usize> {
        self.places.get(&(pointer.reference, pointer.document)).copied()
    }

    /// Pointers in words, those into one document together: `art. 6 lid 1, p. 13; art. 7, p. 14 (Bijlage 1)`.
    fn show(&self, pointers: &[Pointer<'_>]) -> Vec<String> {
        let together = pointers.chunk_by(|one, next| one.document == next.document);
        let show = |pointers: &[Pointer<'_>]| {
            let mut shown: Vec<String> = pointers.iter().map(|pointer| self.reference(pointer)).collect();
            // Pointers stand in the order of the clauses, so those to one clause stand together.
            shown.dedup();
            let shown = shown.join("; ");
            match self.titles.get(pointers[0].document).filter(|_| self.several_documents) {
                Some(title) => format!("{shown} ({title})"),
                None => shown,
            }
        };
        together.map(show).collect()
    }

    /// The reference of a clause, with its page, and whether it was found there.
    fn reference(&self, pointer: &Pointer<'_>) -> String {
        let mut reference = pointer.reference.to_owned();
        if let Some(page) = pointer.page {
            let page = self.words.say("office.page", &[("page", &page.to_string())]);
            reference.push_str(&format!(", {page}"));
        }
        if !pointer.mark.is_empty() {
            reference.push_str(&format!(" {}", pointer.mark));
        }
        reference
    }

    /// Where the agreement says it, a line for each document; failing that, where else to look, or that nothing was found.
    pub(super) fn cited(&self, line: &Line<'v>) -> Vec<String> {
        if !line.evidence.is_empty() {
            self.show(&line.evidence)
        } else if !line.related.is_empty() {
            vec![self.words.say(line.elsewhere, &[("refs", &self.show(&line.related).join("; "))])]
        } else {
            line.found_nothing().then(|| self.words.get("nothing-found").to_owned()).into_iter().collect()
        }
    }

    /// Where else to look, beside what decides.
    pub(super) fn see_too(&self, line: &Line<'v>) -> Option<String> {
        let decided = !line.evidence.is_empty() && !line.related.is_empty();
        decided.then(|| self.words.say("see-too", &[("refs", &self.show(&line.related).join("; "))]))
    }

    /// Which topics were searched and not found.
    pub(super) fn searched(&self, line: &Line<'_>) -> Option<String> {
        let topics: Vec<&str> = line.searched.iter().map(|topic| self.view.topic(topic)).collect();
        (!topics.is_empty()).then(|| format!("{}: {}", self.words.get("html.searched"), topics.join("; ")))
    }

    /// What a reader must know about how a finding came about: notes, what has become of a waiver, the annotators' remarks.
    pub(super) fn notes(&self, line: &Line<'_>) -> Vec<String> {
        let waiver = line.waiver.map(|waiver| waiver.sentence(self.words));
        let notes = self.searched(line).into_iter().chain(line.notes.iter().cloned());
        notes.chain(waiver).chain(self.remarks(line)).collect()
    }

    /// What the annotators remarked on the clauses of a line.
    pub(super) fn remarks(&self, line: &Line<'_>) -> Vec<String> {
        let remark = |pointer: &Pointer<'_>| {
            Some(self.words.say("remark", &[("ref", pointer.reference), ("note", pointer.note?)]))
        };
        line.evidence.iter().chain(&line.related).filter_map(remark).collect()
    }
}

/// What a line of a report rests on besides provisions that can be linked: the document that asks it, and the overlays that
/// had a hand in it.
pub(super) fn other_basis(line: &Line<'_>) -> Vec<String> {
    let overlays = line.overlays.iter().map(|overlay| format!("[{overlay}]"));
    line.source.map(str::to_owned).into_iter().chain(overlays).collect()
}

/// An annotation in words: `Breach notification (deadline: 48 hours)`.
pub(super) fn annotation(view: &View<'_>, annotation: &Annotation) -> String {
    let words = view.words;
    let language = words.language();
    let topic = view.vocabulary.topic(annotation.topic);
    let facts = annotation.facts.iter().map(|(id, value)| {
        let fact = topic.fact(*id);
        format!("{}: {}", fact.label.get(language), value.show(&fact.kind, words))
    });
    let proposed = annotation.proposed.then(|| words.get("office.proposed").to_owned());
    let details: Vec<String> = facts.chain(proposed).collect();
    let mut text = topic.label.get(language).to_owned();
    if !details.is_empty() {
        text.push_str(&format!(" ({})", details.join("; ")));
    }
    if let Some(note) = &annotation.note {
        text.push_str(&format!(" – {note}"));
    }
    text
}

/// A checklist by its title, name, and version, with those that it rests on.
pub(super) fn checklist(checklist: &Checklist, words: &Words) -> String {
    let title = checklist.title.get(words.language());
    let mut text = format!("{title} ({} {})", checklist.id, checklist.version);
    let below: Vec<String> = below(checklist).map(|layer| format!("{} {}", layer.id, layer.version)).collect();
    if !below.is_empty() {
        text.push_str(&words.say("rests-on", &[("parents", &words.list(&below))]));
    }
    text
}

/// The checklists that one rests on, the nearest first.
pub(super) fn below(checklist: &Checklist) -> impl Iterator<Item = &Layer> {
    checklist.layers[..checklist.layers.len() - 1].iter().rev()
}

/// The sum of a layer's file.
pub(super) fn layer_sum(layer: &Layer) -> String {
    sha256(layer.source.text())
}

/// How the agreement did by some of the lines, a sentence a level.
pub(super) fn summary(lines: &[&Line<'_>], words: &Words) -> Vec<String> {
    let mut sentences = Vec::new();
    for level in Level::ALL {
        let of_level: Vec<Verdict> = lines.iter().filter(|line| line.level == level).map(|line| line.verdict).collect();
        let total = Verdict::ALL.map(|verdict| of_level.iter().filter(|one| **one == verdict).count());
        let shown = total.iter().zip(Verdict::ALL).filter(|(count, _)| **count > 0);
        let shown: Vec<String> =
            shown.map(|(count, verdict)| words.count(&format!("verdict.{}", verdict.name()), *count)).collect();
        if !shown.is_empty() {
            let requirements = words.count("explain.requirements", total.iter().sum());
            let level = words.named("level", level.name());
            let arguments =
                [("level", level), ("requirements", requirements.as_str()), ("counts", &words.list(&shown))];
            sentences.push(words.say("office.level", &arguments));
        }
    }
    sentences
}
