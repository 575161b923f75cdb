//! Shows how a document is divided.

use std::fmt::Write;

use super::Outline;

/// How many characters of a clause are shown.
const SHOWN: usize = 60;

/// A line for each clause: its reference, its page, its lines, and its first words, with tabs between.
#[must_use]
pub fn list(outline: &Outline) -> String {
    let mut text = String::new();
    for clause in &outline.clauses {
        let page = clause.page.map_or_else(String::new, |page| page.to_string());
        let (first, last) = clause.lines;
        let words: String = clause.text.chars().take(SHOWN).map(|c| if c.is_control() { ' ' } else { c }).collect();
        let dots = if clause.text.chars().nth(SHOWN).is_some() { "…" } else { "" };
        let _ = writeln!(text, "{}\t{page}\t{first}-{last}\t{}{dots}", clause.reference, words.trim_end());
    }
    text
}
