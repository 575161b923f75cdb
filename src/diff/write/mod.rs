//! Says what has changed: `entry` decides once what is told and in which words, one file per form writes it.

mod data;
mod entry;
mod table;

use super::{compare::Comparison, side::Side};
use crate::{report::Page, words::Words};

/// The forms in which changes are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Tables for a terminal.
    Table,
    /// Everything, for other programs.
    Json,
}

/// What every form is told.
#[derive(Clone, Copy, Debug)]
pub struct Setup<'s> {
    /// The page that tables for a terminal are laid out on.
    pub page: Page,
    /// The words of its language.
    pub words: &'static Words,
    /// The older side.
    pub old: &'s Side,
    /// The newer side.
    pub new: &'s Side,
    /// Whether there are several agreements, which must be told apart.
    pub several: bool,
}

/// Changes as text, written piece by piece, so that what is told of one agreement need not be held until all are compared.
pub trait Stream {
    /// What comes before the first agreement.
    fn start(&self) -> String;

    /// One agreement.
    fn agreement(&self, comparison: &Comparison) -> String;

    /// What stands between two agreements.
    fn between(&self) -> &'static str;

    /// What comes behind the last one; `not_compared` are the files that a report says could not be judged.
    fn end(&self, not_compared: &[String]) -> String;
}

impl Form {
    /// How the names of files end, each with the form that they have.
    pub const ENDINGS: [(&'static str, Self); 2] = [("txt", Self::Table), ("json", Self::Json)];

    /// The form that a file of this name has, by how the name ends.
    #[must_use]
    pub fn of_file(name: &str) -> Option<Self> {
        let (_, end) = name.rsplit_once('.')?;
        Self::ENDINGS.into_iter().find(|(known, _)| end.eq_ignore_ascii_case(known)).map(|(_, form)| form)
    }

    /// Begins to tell in this form.
    #[must_use]
    pub fn begin<'s>(self, setup: Setup<'s>) -> Box<dyn Stream + 's> {
        match self {
            Self::Table => Box::new(table::Tables(setup)),
            Self::Json => Box::new(data::Json(setup)),
        }
    }
}
