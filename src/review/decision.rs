//! What a person can say of a proposal. The letters and words for it are those of the language.

use crate::words::Words;

/// What a person says of a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It is so.
    Accept,
    /// Something of it is to be changed: what, if that was said.
    Edit(String),
    /// It is not so.
    Reject,
    /// It gets a remark: which, if that was said.
    Note(String),
    /// It is left for later.
    Skip,
    /// Back to the one that was left before.
    Back,
    /// What was decided last is undone.
    Undo,
    /// The clause is left for later.
    NextClause,
    /// What can be said?
    Help,
    /// That is all for now.
    Quit,
}

/// The names of all decisions: `review.key.NAME` is the key of the letter, `review.do.NAME` of the word, `review.help.NAME` of
/// what it does.
pub(super) const NAMES: [&str; 10] =
    ["accept", "edit", "reject", "note", "skip", "back", "undo", "clause", "help", "quit"];

impl Decision {
    /// What a line says: a letter or its word, for some with more behind it. Nothing where it says none of these.
    #[must_use]
    pub fn read(line: &str, words: &Words) -> Option<Self> {
        let line = line.trim();
        let (said, more) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let said = said.to_lowercase();
        let is = |name: &&&str| words.named("review.key", name) == said || words.named("review.do", name) == said;
        let name = if said == "?" { "help" } else { NAMES.iter().find(is)? };
        let decision = match name {
            "edit" => return Some(Self::Edit(more.trim().to_owned())),
            "note" => return Some(Self::Note(more.trim().to_owned())),
            "accept" => Self::Accept,
            "reject" => Self::Reject,
            "skip" => Self::Skip,
            "back" => Self::Back,
            "undo" => Self::Undo,
            "clause" => Self::NextClause,
            "help" => Self::Help,
            _ => Self::Quit,
        };
        more.is_empty().then_some(decision)
    }
}

/// Each letter with what it does.
#[must_use]
pub fn help(words: &Words) -> Vec<(&str, &str)> {
    NAMES.iter().map(|name| (words.named("review.key", name), words.named("review.help", name))).collect()
}
