//! The report as a workbook: findings to filter and to follow up, the clauses that they rest on, for several agreements a
//! matrix, and what was judged against what.
//!
//! Sheets are written row by row into temporary files without a name, and from there into the workbook, so that a portfolio
//! takes little more memory than one agreement. Everything that comes from a file is written as a text, never as a formula.

mod about;
mod clauses;
mod findings;
mod matrix;
pub(crate) mod sheet;
pub(crate) mod styles;

use std::io::Write;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use sheet::Sheet;
use styles::Styles;
use zip::result::ZipError;

use super::{Ending, Setup, Whole, office::TOOL, view::View};
use crate::{problem::io_reason, words::Words};

/// A workbook in the making.
pub(super) struct Book<'s> {
    words: &'static Words,
    /// The sheets, or why there are none.
    sheets: Result<Sheets<'s>, XlsxError>,
}

struct Sheets<'s> {
    setup: Setup<'s>,
    book: Workbook,
    styles: Styles,
    findings: Sheet,
    clauses: Sheet,
    about: Sheet,
    /// The rows of the first findings of the agreements.
    firsts: Vec<u32>,
}

impl<'s> Book<'s> {
    pub(super) fn new(setup: Setup<'s>) -> Self {
        Self { words: setup.words, sheets: Sheets::new(setup) }
    }
}

impl Whole for Book<'_> {
    fn add(&mut self, view: &View<'_>) {
        let Ok(sheets) = &mut self.sheets else { return };
        if let Err(error) = sheets.add(view) {
            self.sheets = Err(error);
        }
    }

    fn finish(self: Box<Self>, ending: &Ending<'_>, file: &mut (dyn Write + Send)) -> Result<(), String> {
        let words = self.words;
        self.sheets.and_then(|sheets| sheets.finish(ending, file)).map_err(|error| reason(error, words))
    }
}

/// A workbook without sheets; `title` is the key of its title.
pub(crate) fn workbook(title: &str, words: &Words) -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    // Without a date of its own a workbook says when it was made, and no two would be the same.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new().set_title(words.get(title)).set_author(TOOL).set_creation_datetime(&created);
    book.set_properties(&properties);
    Ok(book)
}

/// Why there is no workbook, in plain words.
pub(crate) fn reason(error: XlsxError, words: &Words) -> String {
    match error {
        XlsxError::RowColumnLimitError => words.get("office.too-many-rows").to_owned(),
        XlsxError::IoError(error) | XlsxError::ZipError(ZipError::Io(error)) => io_reason(&error),
        error => error.to_string(),
    }
}

impl<'s> Sheets<'s> {
    fn new(setup: Setup<'s>) -> Result<Self, XlsxError> {
        let words = setup.words;
        let mut book = workbook("office.title", words)?;
        let styles = Styles::new(words);
        let mut findings = Sheet::new(&mut book, "sheet.findings", words)?;
        findings.head(&findings::COLUMNS, &styles)?;
        let mut clauses = Sheet::new(&mut book, "sheet.clauses", words)?;
        clauses.head(&clauses::COLUMNS, &styles)?;
        let mut about = Sheet::new(&mut book, "sheet.about", words)?;
        about::begin(&mut about, &setup, &styles)?;
        Ok(Self { setup, book, styles, findings, clauses, about, firsts: Vec::new() })
    }

    fn add(&mut self, view: &View<'_>) -> Result<(), XlsxError> {
        let Self { styles, findings, clauses, about, firsts, .. } = self;
        let (first_finding, first_clause) = (findings.row, clauses.row);
        firsts.push(first_finding);
        findings::add((findings, clauses), view, first_clause, styles)?;
        clauses::add((clauses, findings), view, first_finding, styles)?;
        about::add(about, view, styles)
    }

    fn finish(mut self, ending: &Ending<'_>, file: &mut (dyn Write + Send)) -> Result<(), XlsxError> {
        let words = self.setup.words;
        findings::finish(&mut self.findings, words)?;
        let columns = u16::try_from(clauses::COLUMNS.len() - 1).unwrap_or_default();
        self.clauses.cells.autofilter(0, 0, self.clauses.row.max(2) - 1, columns)?;
        about::finish(&mut self.about, ending, &[&self.findings, &self.clauses], &self.styles)?;
        let mut matrix = None;
        if self.firsts.len() > 1 {
            let mut sheet = Sheet::new(&mut self.book, "sheet.matrix", words)?;
            let sheets = (&mut sheet, &self.findings);
            matrix::write(sheets, &self.setup, ending.matrix, &self.firsts, &self.styles)?;
            matrix = Some(sheet);
        }
        self.book.push_worksheet(self.findings.cells);
        self.book.push_worksheet(self.clauses.cells);
        if let Some(matrix) = matrix {
            self.book.push_worksheet(matrix.cells);
        }
        self.book.push_worksheet(self.about.cells);
        self.book.save_to_writer(file)
    }
}
