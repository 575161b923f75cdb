//! Reports: `view` decides once what is shown, in which order and words; one file per format writes it and decides
//! nothing.
//!
//! Most formats are a [`Stream`]: text that is written piece by piece, so that a portfolio of any size passes through. Office
//! files are only files once they are whole ([`Whole`]).

pub(crate) mod csv;
mod data;
pub(crate) mod docx;
mod escape;
pub(crate) mod html;
pub(crate) mod junit;
mod matrix;
pub(crate) mod office;
pub(crate) mod phrase;
mod places;
pub(crate) mod sarif;
mod sheet;
pub(crate) mod table;
pub(crate) mod template;
mod view;
pub(crate) mod xlsx;
pub(crate) mod xml;

pub(crate) use data::{TOOL, ToolData, json, yaml};
pub(crate) use escape::web;
pub(crate) use html::{INDEX, fingerprint, index, page, slug};
pub use matrix::{Matrix, Verdicts};
pub use sheet::Page;
pub(crate) use sheet::{ARROW, NO_BREAK, Sheet, verdict, widest_word, wrap, wrap_whole};
pub use table::Shown;
pub(crate) use template::REPORT as TEMPLATE;
pub use view::{Day, Judge, Line, Pointer, State, View, WaiverView, show_value};
pub(crate) use view::{changes, fill_parameters, join_values};

use std::{io::Write, sync::Arc};

use crate::{
    checklist::{Checklist, Level},
    problem::Problem,
    source::Source,
    words::Words,
};

/// The forms of a report. All of them say the same; a table for a terminal shows gaps unless more is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A gap table for a terminal.
    Table,
    /// Everything, for other programs.
    Json,
    /// The same, an assessment a line.
    JsonLines,
    /// The same as JSON, for people who read YAML.
    Yaml,
    /// A row for each requirement, for a spreadsheet.
    Csv,
    /// Headings and tables in Markdown, or whatever a user's template makes of them.
    Markdown,
    /// Rules and results, for code scanning.
    Sarif,
    /// Test cases, for build servers.
    Junit,
    /// A page to read, print, and send.
    Html,
    /// A letter to the processor, for word processors.
    Docx,
    /// A workbook to keep track of what is done about each finding.
    Xlsx,
}

/// What every report is told.
#[derive(Clone, Copy, Debug)]
pub struct Setup<'s> {
    /// The page that tables for a terminal are laid out on.
    pub page: Page,
    /// What these tables show; the other forms show everything.
    pub shown: Shown,
    /// The words of its language.
    pub words: &'static Words,
    /// What was asked.
    pub checklists: &'s [Checklist],
    /// Whether there may be more than one agreement.
    pub several: bool,
    /// What was asked of single forms.
    pub options: Options<'s>,
}

/// What single forms are told.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'s> {
    /// What stands between the cells of a CSV file, where it is not the language's own.
    pub separator: Option<u8>,
    /// The template of the Markdown report, where it is not the built-in one.
    pub template: Option<&'s Arc<Source>>,
    /// The weakest level at which gaps count, for forms that tell failures from the rest; none where no gap counts.
    pub fail_on: Option<Level>,
    /// Whether proposals do not count.
    pub confirmed_only: bool,
}

/// What a report ends with.
#[derive(Clone, Copy, Debug)]
pub struct Ending<'e> {
    /// How each agreement did.
    pub matrix: &'e Matrix,
    /// The files that could not be judged.
    pub not_judged: &'e [String],
}

/// A report as text, written piece by piece.
pub trait Stream: Sync {
    /// What comes before the first assessment.
    fn start(&self) -> String;

    /// One agreement, judged.
    fn assessment(&self, view: &View<'_>) -> String;

    /// What stands between two assessments.
    fn between(&self) -> &'static str {
        ""
    }

    /// What comes behind the last assessment.
    fn end(&self, ending: &Ending<'_>) -> String;

    /// What keeps it from being written, as far as is known: a user's template can be wrong. Then nothing of it is.
    fn fault(&self) -> Option<Problem> {
        None
    }
}

/// A report that is only a file once it is whole.
pub trait Whole: Sync {
    /// Adds one agreement, judged.
    fn add(&mut self, view: &View<'_>);

    /// Writes the file: a portfolio is too large to stand in memory once more.
    ///
    /// # Errors
    /// Why there is none, in plain words.
    fn finish(self: Box<Self>, ending: &Ending<'_>, file: &mut (dyn Write + Send)) -> Result<(), String>;
}

/// A report in the making.
pub enum Report<'s> {
    /// Text, piece by piece.
    Stream(Box<dyn Stream + 's>),
    /// A file that must be whole.
    Whole(Box<dyn Whole + 's>),
}

impl Format {
    /// Begins a report of this form.
    #[must_use]
    pub fn begin<'s>(self, setup: &Setup<'s>) -> Report<'s> {
        let setup = *setup;
        match self {
            Self::Table => Report::Stream(Box::new(table::Tables(setup))),
            Self::Json => Report::Stream(Box::new(data::Json(setup))),
            Self::JsonLines => Report::Stream(Box::new(data::JsonLines(setup))),
            Self::Yaml => Report::Stream(Box::new(data::Yaml(setup))),
            Self::Csv => Report::Stream(Box::new(csv::Csv::new(setup))),
            Self::Markdown => Report::Stream(Box::new(template::Templated::new(setup))),
            Self::Sarif => Report::Stream(Box::new(sarif::Sarif::new(setup))),
            Self::Junit => Report::Stream(Box::new(junit::Junit::new(setup))),
            Self::Html => Report::Stream(Box::new(html::Html(setup))),
            Self::Docx => Report::Whole(Box::new(docx::Letter::new(setup))),
            Self::Xlsx => Report::Whole(Box::new(xlsx::Book::new(setup))),
        }
    }

    /// The form that a file of this name has, by how the name ends.
    #[must_use]
    pub fn of_file(name: &str) -> Option<Self> {
        let (_, end) = name.rsplit_once('.')?;
        let (_, format) = Self::ENDINGS.into_iter().find(|(known, _)| end.eq_ignore_ascii_case(known))?;
        Some(format)
    }

    /// Every form.
    pub const ALL: [Self; 11] = [
        Self::Table,
        Self::Json,
        Self::JsonLines,
        Self::Yaml,
        Self::Csv,
        Self::Markdown,
        Self::Sarif,
        Self::Junit,
        Self::Html,
        Self::Docx,
        Self::Xlsx,
    ];

    /// How the names of files end, each with the form that they have.
    pub const ENDINGS: [(&'static str, Self); 13] = [
        ("txt", Self::Table),
        ("json", Self::Json),
        ("jsonl", Self::JsonLines),
        ("yaml", Self::Yaml),
        ("yml", Self::Yaml),
        ("csv", Self::Csv),
        ("md", Self::Markdown),
        ("sarif", Self::Sarif),
        ("xml", Self::Junit),
        ("html", Self::Html),
        ("htm", Self::Html),
        ("docx", Self::Docx),
        ("xlsx", Self::Xlsx),
    ];
}

/// A whole report on a few agreements, at once.
///
/// # Errors
/// Why there is none, in plain words.
pub fn render(format: Format, setup: &Setup<'_>, views: &[View<'_>]) -> Result<Vec<u8>, String> {
    let mut matrix = Matrix::default();
    for view in views {
        matrix.add(Verdicts::of(view));
    }
    let ending = Ending { matrix: &matrix, not_judged: &[] };
    match format.begin(&Setup { several: views.len() > 1, ..*setup }) {
        Report::Stream(stream) => {
            let pieces: Vec<String> = views.iter().map(|view| stream.assessment(view)).collect();
            let text = format!("{}{}{}", stream.start(), pieces.join(stream.between()), stream.end(&ending));
            match stream.fault() {
                Some(problem) => Err(problem.code().to_string()),
                None => Ok(text.into_bytes()),
            }
        }
        Report::Whole(mut whole) => {
            for view in views {
                whole.add(view);
            }
            let mut bytes = Vec::new();
            whole.finish(&ending, &mut bytes).map(|()| bytes)
        }
    }
}
