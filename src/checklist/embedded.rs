//! The built-in checklists and the vocabulary. They are read by the same code as anybody's own.

/// The name and the text of every built-in checklist.
pub const CHECKLISTS: [(&str, &str); 2] = [
    ("avg-art28", include_str!("../../checklists/avg-art28.yaml")),
    ("scc-2021-915", include_str!("../../checklists/scc-2021-915.yaml")),
];

/// The name of the checklist that is used where none is asked for.
pub const DEFAULT: &str = "avg-art28";

/// The text of the vocabulary.
pub const VOCABULARY: &str = include_str!("../../checklists/vocabulary.yaml");
