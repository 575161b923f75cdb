//! What differs between two texts, word by word.

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Of how many words a text may be for its differences to be looked for.
pub(super) const MAX_WORDS: usize = 2_000;

/// How many words are shown around what differs.
const CONTEXT: usize = 4;

/// A part of two texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Words of both: how many, from a place in the first and a place in the second on.
    Same { old: usize, new: usize, count: usize },
    /// Words of the one in place of words of the other; either may be none.
    Other { old: (usize, usize), new: (usize, usize) },
}

/// The parts of two texts, of which the words are given as they are compared.
pub(super) fn parts<T: Ord + std::hash::Hash>(old: &[T], new: &[T]) -> Vec<Part> {
    let operations = capture_diff_slices(Algorithm::Myers, old, new);
    let part = |operation: &DiffOp| match *operation {
        DiffOp::Equal { old_index: old, new_index: new, len: count } => Part::Same { old, new, count },
        _ => {
            let (old, new) = (operation.old_range(), operation.new_range());
            Part::Other { old: (old.start, old.end), new: (new.start, new.end) }
        }
    };
    let mut parts: Vec<Part> = Vec::new();
    for next in operations.iter().map(part) {
        // What was put in place of something is told as one.
        match (parts.last_mut(), &next) {
            (Some(Part::Other { old, new }), Part::Other { old: more_old, new: more_new }) => {
                (old.1, new.1) = (old.1.max(more_old.1), new.1.max(more_new.1));
            }
            _ => parts.push(next),
        }
    }
    parts
}

/// The parts as text: `binnen [-48-] {+72+} uur`. `old` and `new` are the words as they are shown. What both have is shown whole,
/// or only a few words of it.
pub(super) fn show(parts: &[Part], old: &[String], new: &[String], whole: bool) -> String {
    let mut shown: Vec<String> = Vec::new();
    let join = |words: &[String], range: (usize, usize)| words.get(range.0..range.1).unwrap_or_default().join(" ");
    for (index, part) in parts.iter().enumerate() {
        match part {
            Part::Same { new: from, count, .. } => {
                let (first, last) = (index == 0, index + 1 == parts.len());
                let before = if first { 0 } else { CONTEXT };
                let behind = if last { 0 } else { CONTEXT };
                if whole || before + behind >= *count {
                    shown.push(join(new, (*from, from + count)));
                } else {
                    shown.extend((before > 0).then(|| join(new, (*from, from + before))));
                    shown.push("…".to_owned());
                    shown.extend((behind > 0).then(|| join(new, (from + count - behind, from + count))));
                }
            }
            Part::Other { old: gone, new: come } => {
                let gone = join(old, *gone);
                let come = join(new, *come);
                shown.extend((!gone.is_empty()).then(|| format!("[-{gone}-]")));
                shown.extend((!come.is_empty()).then(|| format!("{{+{come}+}}")));
            }
        }
    }
    shown.join(" ")
}
