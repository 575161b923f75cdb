//! Reports: `view` decides once what is shown, in which order and words; one file per format writes it and decides
//! nothing.

mod data;
mod sheet;
mod table;
mod view;

pub use sheet::Page;
pub(crate) use sheet::{NO_BREAK, Sheet, verdict, wrap_whole};
pub use table::Shown;
pub use view::{Day, Judge, State, View, WaiverView, show_value};
pub(crate) use view::{changes, fill_parameters};

use crate::{checklist::Checklist, words::Words};

/// The forms of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A gap table for a terminal.
    Table,
    /// Everything, for other programs.
    Json,
    /// The same as JSON, for people who read YAML.
    Yaml,
}

/// Writes a report piece by piece, so that a portfolio of any size passes through.
#[derive(Clone, Copy, Debug)]
pub struct Writer<'w> {
    /// Its form.
    pub format: Format,
    /// The page that tables are laid out on.
    pub page: Page,
    /// What tables show; the other forms show everything.
    pub shown: Shown,
    /// The words of its language.
    pub words: &'static Words,
    /// What was asked.
    pub checklists: &'w [Checklist],
}

impl Writer<'_> {
    /// What comes before the first assessment.
    #[must_use]
    pub fn start(&self) -> String {
        match self.format {
            Format::Table => String::new(),
            Format::Json => data::json_start(self.checklists, self.words),
            Format::Yaml => data::yaml_start(self.checklists, self.words),
        }
    }

    /// One agreement, judged.
    #[must_use]
    pub fn assessment(&self, view: &View<'_>) -> String {
        match self.format {
            Format::Table => table::write(view, &self.page, self.shown),
            Format::Json => data::json_assessment(view),
            Format::Yaml => data::yaml_assessment(view),
        }
    }

    /// What stands between two assessments.
    #[must_use]
    pub fn between(&self) -> &'static str {
        match self.format {
            Format::Table => "\n",
            Format::Json => ",\n",
            Format::Yaml => "",
        }
    }

    /// What comes behind the last assessment: how many there were, and which files could not be judged.
    #[must_use]
    pub fn end(&self, judged: usize, not_judged: &[String]) -> String {
        match self.format {
            Format::Table => table::end(judged, not_judged, &self.page, self.words),
            Format::Json => data::json_end(not_judged),
            Format::Yaml => data::yaml_end(not_judged),
        }
    }
}
