//! What several forms of a report say in the same words.

use super::{
    data::sha256,
    view::{Line, Pointer, Section, Totals, View, show_value},
};
use crate::{
    checklist::{Checklist, Layer, Level, Parameter, Verdict},
    words::Words,
};

/// A place in the agreement, with everything that helps to find it.
pub(super) fn place(pointer: &Pointer<'_>, words: &Words) -> String {
    let page = pointer.page.map(|page| page.to_string());
    let line = pointer.line.to_string();
    let standing = pointer.standing.as_deref();
    place_of(pointer.reference, pointer.document, pointer.file, page.as_deref(), standing, &line, words)
}

/// The same from its parts.
pub(crate) fn place_of(
    reference: &str,
    document: &str,
    file: Option<&str>,
    page: Option<&str>,
    standing: Option<&str>,
    line: &str,
    words: &Words,
) -> String {
    let document = file.map_or(document.to_owned(), |file| format!("{document}: {file}"));
    let page = page.map(|page| words.say("page", &[("page", page)]));
    let line = words.say("extract-line", &[("line", line)]);
    let standing = standing.map(str::to_owned);
    let places: Vec<String> = [Some(document), page, standing, Some(line)].into_iter().flatten().collect();
    words.say("clause-place", &[("ref", reference), ("places", &places.join(", "))])
}

/// Places in the agreement, in a row.
pub(super) fn places(pointers: &[Pointer<'_>], words: &Words) -> String {
    pointers.iter().map(|pointer| place(pointer, words)).collect::<Vec<_>>().join("; ")
}

/// What annotators remarked on the clauses that a finding points to.
pub(super) fn remarks(line: &Line<'_>, words: &Words) -> Vec<String> {
    let remark =
        |pointer: &Pointer<'_>| Some(words.say("remark", &[("ref", pointer.reference), ("note", pointer.note?)]));
    line.evidence.iter().chain(&line.related).filter_map(remark).collect()
}

/// What was found, and what a reader must know about how.
pub(super) fn finding(line: &Line<'_>) -> String {
    let notes = line.notes.iter().map(|note| format!(" {note}"));
    std::iter::once(line.finding.clone()).chain(notes).collect()
}

/// How many gaps of a checklist are accepted, if any are.
pub(super) fn accepted(section: &Section<'_>, words: &Words) -> Option<String> {
    let count = |(level, count): (&Level, &usize)| {
        format!("{} ({})", words.count("gaps", *count), words.named("level", level.name()))
    };
    let counts: Vec<String> = section.accepted.iter().map(count).collect();
    let arguments = [("id", section.checklist.id.as_str()), ("counts", &words.list(&counts))];
    (!counts.is_empty()).then(|| words.say("accepted-gaps", &arguments))
}

/// The provisions that a finding rests on.
pub(super) fn cites(line: &Line<'_>) -> String {
    line.basis.iter().map(|(cite, _)| cite.as_str()).collect::<Vec<_>>().join("; ")
}

/// The checklists on which one rests, the nearest first, each with what was read.
pub(super) fn rests_on(checklist: &Checklist, words: &Words) -> String {
    let layer = |layer: &Layer| {
        let arguments = [("id", &*layer.id), ("version", &layer.version), ("sha256", &sha256(layer.source.text()))];
        words.say("layer", &arguments)
    };
    checklist.layers[..checklist.layers.len() - 1].iter().rev().map(layer).collect::<Vec<_>>().join("; ")
}

/// The thresholds of a checklist.
pub(super) fn parameters(checklist: &Checklist, words: &Words) -> String {
    let show = |(id, one): (&String, &Parameter)| format!("{id} = {}", show_value(&one.value, words));
    checklist.parameters.iter().map(show).collect::<Vec<_>>().join("; ")
}

/// What overlays changed in a checklist, a sentence each.
pub(super) fn changes(section: &Section<'_>, words: &Words) -> Vec<String> {
    section.changes.iter().map(|change| change.sentence(words)).collect()
}

/// How the clauses stand in the documents, a sentence each: how many were found, and which were not.
pub(super) fn verified(view: &View<'_>) -> Vec<String> {
    let drifted = view.verified.drifted.iter().map(|one| one.sentence.clone());
    view.verified.summary.iter().chain(&view.verified.notes).cloned().chain(drifted).collect()
}

/// How often each verdict was given, per level.
pub(super) fn totals(totals: &Totals, words: &Words) -> String {
    let levels = totals.iter().map(|(level, counts)| {
        let count =
            |(verdict, count): (&Verdict, &usize)| format!("{count} {}", words.named("verdict", verdict.name()));
        let counts: Vec<String> = counts.iter().map(count).collect();
        words.say("level-totals", &[("level", words.named("level", level.name())), ("counts", &counts.join(", "))])
    });
    levels.collect::<Vec<_>>().join("; ")
}

/// What made the report.
pub(crate) fn tool() -> String {
    format!("{} {}", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"))
}
