//! Why a document cannot be read.

use super::format::Kind;
use crate::problem::{Code, Problem};

/// Why a document cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is of a kind that is not read.
    Kind(Kind),
    /// It has more bytes than this many megabytes.
    TooLarge(u64),
    /// It cannot be opened without a password.
    Encrypted,
    /// It is not what it begins as.
    Damaged,
    /// Its pages are pictures.
    Scan,
    /// It does not say which characters its shapes are.
    Garbled,
    /// There is far more in it than its size says, or than any agreement has.
    Swollen,
    /// Reading it takes longer than any agreement takes.
    Endless,
    /// There are no words in it.
    Wordless,
    /// This computer could not start reading it.
    NotStarted,
}

impl Fault {
    /// The problem that it is, of a document under some name.
    pub(super) fn problem(self, name: &str) -> Problem {
        let problem = |code| Problem::without_place(code, name);
        match self {
            Self::Kind(kind) => problem(Code::DocumentKind)
                .with_word("kind", format!("document-kind.{}", kind.name()))
                .with_word("how", format!("document-kind.{}.how", kind.name())),
            Self::TooLarge(limit) => problem(Code::DocumentTooLarge).with("limit", limit.to_string()),
            Self::Encrypted => problem(Code::DocumentEncrypted),
            Self::Damaged => problem(Code::DocumentDamaged),
            Self::Scan => problem(Code::DocumentScan),
            Self::Garbled => problem(Code::DocumentGarbled),
            Self::Swollen => problem(Code::DocumentSwollen),
            Self::Endless => problem(Code::DocumentEndless),
            Self::Wordless => problem(Code::DocumentWordless),
            Self::NotStarted => problem(Code::DocumentNotStarted),
        }
    }
}
