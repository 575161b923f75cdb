//! The built-in checklists and the vocabulary. They are read by the same code as anybody's own.

use crate::source::Source;

/// The name and the text of every built-in checklist.
pub const CHECKLISTS: [(&str, &str); 2] = [
    ("avg-art28", include_str!("../../checklists/avg-art28.yaml")),
    ("scc-2021-915", include_str!("../../checklists/scc-2021-915.yaml")),
];

/// The name of the checklist that is used where none is asked for.
pub const DEFAULT: &str = "avg-art28";

/// The text of the vocabulary.
pub const VOCABULARY: &str = include_str!("../../checklists/vocabulary.yaml");

/// The names of the built-in checklists.
pub fn names() -> impl Iterator<Item = &'static str> {
    CHECKLISTS.iter().map(|(name, _)| *name)
}

/// The text of a built-in checklist.
#[must_use]
pub fn find(name: &str) -> Option<&'static str> {
    CHECKLISTS.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// Whether a source is a built-in checklist, not a file of that name.
#[must_use]
pub fn is(source: &Source) -> bool {
    find(source.name()) == Some(source.text())
}
