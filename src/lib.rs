//! Checks processor agreements against article 28 GDPR (AVG).
//!
//! ```text
//!  checklist.yaml ─ source ─ yaml ─ schema ─ checklist ─┐
//!  vocabulary.yaml ─────────────────────── vocabulary ──┼─ assess ─ assessment ─ report ─ table, JSON, CSV, …
//!  extract.yaml ─── source ─ yaml ─ schema ─ extract ───┘
//!       └── review ── draft ─ propose ─ segment ─ read ── agreement.pdf, .docx, .txt, … (ingest)
//! ```
//!
//! A file is read once, into a tree that knows where each value stands ([`yaml`]). The tree is checked against a JSON
//! Schema ([`schema`]) and read into a model that is valid by construction ([`checklist`], [`extract`]); everything
//! that is wrong with it becomes a [`problem`], all at once. [`assess`](assess::assess) answers the conditions of the
//! checklist and says what each answer rests on ([`assessment`]). The [`report`] decides once what is shown, and one file
//! per format writes it. [`diff`] holds two reports against each other. [`explain`] puts into words what a checklist asks.
//!
//! Imports point only to the left in: `language`, `clean`, `source` < `yaml` < `words` < `problem` < `schema` < `read` <
//! `vocabulary` < `editor`, `checklist`, `extract` < `assessment` < `assess` < `report` < `diff`, `lint`, `explain`, `complete` <
//! `examples`, `ingest`, `review` < `cli` < `command` < `main`.

pub mod assess;
pub mod assessment;
pub mod checklist;
mod clean;
pub mod cli;
pub mod command;
pub mod complete;
pub mod diff;
pub mod editor;
pub mod examples;
pub mod explain;
pub mod extract;
pub mod ingest;
pub mod language;
pub mod lint;
pub mod problem;
mod read;
pub mod report;
pub mod review;
pub mod schema;
pub mod source;
pub mod vocabulary;
pub mod words;
pub mod yaml;
