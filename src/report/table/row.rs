//! The texts of a finding as the table shows them.

use textwrap::core::display_width;

use crate::{
    checklist::{Level, Verdict},
    clean::one_line,
    report::{
        sheet::{self, ARROW, NO_BREAK},
        view::{Line, Pointer},
    },
    words::Words,
};

/// The texts of a finding, safe to show.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) verdict: Verdict,
    pub(super) verdict_text: String,
    pub(super) title: String,
    pub(super) basis: String,
    pub(super) clauses: String,
    pub(super) finding: String,
    /// The clauses where they stand below the finding.
    pub(super) arrow: String,
    /// What to ask of the processor, and the annotators' remarks, where they are shown.
    pub(super) details: Vec<String>,
}

impl Row {
    pub(super) fn new(line: &Line<'_>, with_details: bool, words: &Words) -> Self {
        let clauses = clauses(line, words);
        Self {
            verdict: line.verdict,
            verdict_text: verdict(line, words),
            title: one_line(line.title).into_owned(),
            basis: basis(line, words),
            arrow: if clauses.is_empty() { String::new() } else { format!("{ARROW}{clauses}") },
            clauses,
            finding: finding(line, words),
            details: if with_details { details(line, words) } else { Vec::new() },
        }
    }
}

/// A verdict as symbol and word, and whether the gap is accepted.
fn verdict(line: &Line<'_>, words: &Words) -> String {
    let accepted = if line.is_accepted() { format!(" ({})", words.get("accepted")) } else { String::new() };
    format!("{}{accepted}", sheet::verdict(line.verdict, words))
}

/// The provisions, the level where it is not the law's, and the overlays that had a hand in it.
fn basis(line: &Line<'_>, words: &Words) -> String {
    let cites: Vec<String> = line.basis.iter().map(|(cite, _)| glued(&one_line(cite))).collect();
    let level = words.named("level", line.level.name());
    let mut basis = match (line.level, cites.join(", ")) {
        (Level::Law, cites) => cites,
        (_, cites) if cites.is_empty() => level.to_owned(),
        (_, cites) => format!("{cites} ({level})"),
    };
    for overlay in line.overlays {
        basis.push_str(&format!(" [{}]", one_line(overlay)));
    }
    basis
}

/// The references of clauses, each once.
fn distinct(pointers: &[Pointer<'_>]) -> String {
    let mut references: Vec<String> = Vec::new();
    for pointer in pointers {
        let mut reference = glued(&one_line(pointer.reference));
        if !pointer.mark.is_empty() {
            reference.extend([NO_BREAK, pointer.mark]);
        }
        if !references.contains(&reference) {
            references.push(reference);
        }
    }
    references.join("; ")
}

/// Where the agreement says it; failing that, where else to look, and what was searched.
fn clauses(line: &Line<'_>, words: &Words) -> String {
    if !line.evidence.is_empty() {
        distinct(&line.evidence)
    } else if !line.related.is_empty() {
        words.say(line.elsewhere, &[("refs", &distinct(&line.related))])
    } else if line.found_nothing() {
        words.get("nothing-found").to_owned()
    } else {
        String::new()
    }
}

/// Keeps what belongs together on one line: a whole "art. 28 lid 3", and of longer references each number or letter with
/// the word before it.
pub(crate) fn glued(reference: &str) -> String {
    const SHORT: usize = 22;
    let parts = reference.split(", ").map(|part| {
        if display_width(part) <= SHORT {
            return part.replace(' ', NO_BREAK);
        }
        let mut glued = String::with_capacity(part.len());
        for (index, word) in part.split(' ').enumerate() {
            let single = word.trim_end_matches([';', '.']).chars().count() == 1;
            let number = word.starts_with(|first: char| first.is_ascii_digit());
            let space = if single || number { NO_BREAK } else { " " };
            glued.extend([if index > 0 { space } else { "" }, word]);
        }
        glued
    });
    parts.collect::<Vec<_>>().join(", ")
}

/// Where else to look, what the annotators remarked on all these clauses, and what to ask of the processor where something is
/// left to do.
fn details(line: &Line<'_>, words: &Words) -> Vec<String> {
    let remark = |pointer: &Pointer<'_>| {
        let note = one_line(pointer.note?).into_owned();
        Some(words.say("remark", &[("ref", &glued(&one_line(pointer.reference))), ("note", &note)]))
    };
    let decided = !line.evidence.is_empty() && !line.related.is_empty();
    let mut details: Vec<String> =
        decided.then(|| words.say("see-too", &[("refs", &distinct(&line.related))])).into_iter().collect();
    details.extend(line.evidence.iter().chain(&line.related).filter_map(remark));
    if line.verdict.is_gap() {
        details.push(words.say("ask", &[("remedy", &one_line(line.remedy))]));
    }
    details
}

fn finding(line: &Line<'_>, words: &Words) -> String {
    let mut text = one_line(&line.finding).into_owned();
    let waiver = line.waiver.map(|waiver| waiver.sentence(words));
    for note in line.notes.iter().chain(&waiver) {
        text.push(' ');
        text.push_str(&one_line(note));
    }
    text
}
