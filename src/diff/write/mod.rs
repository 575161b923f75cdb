//! Says what has changed: `view` decides once what is told and in which words, one file per form writes it.

mod csv;
mod data;
mod docx;
mod html;
mod junit;
mod sarif;
mod table;
mod template;
mod view;
mod xlsx;

use std::sync::Arc;

pub(crate) use self::template::KIND as TEMPLATE;
use super::{compare::Comparison, side::Side};
use crate::{
    problem::{Code, Problem},
    report::{Format, Page},
    source::Source,
    words::Words,
};

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
    /// What was asked of single forms.
    pub options: Options<'s>,
}

/// What single forms are told.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'s> {
    /// What stands between the cells of a CSV file, where it is not the language's own.
    pub separator: Option<u8>,
    /// The template that is filled in, where it is not the built-in one for Markdown.
    pub template: Option<&'s Arc<Source>>,
    /// Whether it is a failure that something is worse or a gap new, for forms that tell failures from the rest.
    pub fails: bool,
}

/// Changes as text, written piece by piece.
pub trait Stream {
    /// What comes before the first agreement.
    fn start(&self) -> String;

    /// One agreement.
    fn agreement(&self, comparison: &Comparison) -> String;

    /// What stands between two agreements.
    fn between(&self) -> &'static str {
        ""
    }

    /// What comes behind the last one; `not_compared` are the files that a report says could not be judged.
    fn end(&self, not_compared: &[String]) -> String;

    /// What keeps it from being written: a user's template can be wrong. Then nothing of it is.
    fn fault(&self) -> Option<Problem> {
        None
    }
}

/// Changes as a file that must be whole.
pub trait Whole {
    /// Adds one agreement.
    fn add(&mut self, comparison: &Comparison);

    /// The bytes of the file.
    ///
    /// # Errors
    /// Why there is none, in plain words.
    fn finish(self: Box<Self>, not_compared: &[String]) -> Result<Vec<u8>, String>;
}

/// Changes in the making.
pub enum Told<'s> {
    /// Text, piece by piece.
    Stream(Box<dyn Stream + 's>),
    /// A file that must be whole.
    Whole(Box<dyn Whole + 's>),
}

impl<'s> Told<'s> {
    /// Begins to tell in a form.
    #[must_use]
    pub fn begin(format: Format, setup: Setup<'s>) -> Self {
        match format {
            Format::Table => Self::Stream(Box::new(table::Tables(setup))),
            Format::Json => Self::Stream(Box::new(data::Json(setup))),
            Format::JsonLines => Self::Stream(Box::new(data::JsonLines(setup))),
            Format::Yaml => Self::Stream(Box::new(data::Yaml(setup))),
            Format::Html => Self::Whole(Box::new(html::Html::new(setup))),
            Format::Docx => Self::Whole(Box::new(docx::Memo::new(setup))),
            Format::Xlsx => Self::Whole(Box::new(xlsx::Book::new(setup))),
            Format::Csv => Self::Stream(Box::new(csv::Csv::new(setup))),
            Format::Junit => Self::Stream(Box::new(junit::Junit(setup))),
            Format::Sarif => Self::Whole(Box::new(sarif::Sarif::new(setup))),
            Format::Markdown => Self::Stream(Box::new(template::Templated::new(setup))),
        }
    }

    /// Tells everything; `name` is that of the file in messages.
    ///
    /// # Errors
    /// What keeps it from being written.
    pub fn write(self, name: &str, comparisons: &[Comparison], not_compared: &[String]) -> Result<Vec<u8>, Problem> {
        match self {
            Self::Stream(stream) => {
                let pieces: Vec<String> = comparisons.iter().map(|one| stream.agreement(one)).collect();
                let text = format!("{}{}{}", stream.start(), pieces.join(stream.between()), stream.end(not_compared));
                stream.fault().map_or(Ok(text.into_bytes()), Err)
            }
            Self::Whole(mut whole) => {
                for one in comparisons {
                    whole.add(one);
                }
                let failed = |reason| Problem::without_place(Code::NotWritten, name).with_word("reason", reason);
                whole.finish(not_compared).map_err(failed)
            }
        }
    }
}
