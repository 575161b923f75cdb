//! What has changed between two versions of an agreement, or of what is asked of it.
//!
//! Both sides are the same model, [`Judged`], whether an extract was judged for it or a report was read. [`compare()`] holds
//! one against the other: requirements by their names, clauses by their references or by what they say. [`mod@write`] says it.

mod annotations;
mod compare;
mod read;
mod side;
pub mod write;

pub use annotations::{FactShift, Shift};
pub use compare::{AgreementShift, Baseline, Compared, Comparison, Kind, Totals, compare};
pub use read::{Report, read_report};
pub use side::{Accepted, Asked, DocumentRead, Finding, Judged, Noted, Side};
