//! The report as a letter to the processor: what was found, and for each gap the request, ready to negotiate.
//!
//! The XML is written here rather than by docx-rs, which was tried: it knows neither header rows that repeat nor the language
//! of a text, numbers its parts with counters of the process, so that the same report has other bytes the second time, and
//! holds the whole document as a tree, which takes 2 MB for each agreement. What a letter needs is small, and in this way each
//! agreement is deflated as soon as it is written.

mod letter;
pub(crate) mod markup;
mod own_file;
pub(crate) mod package;

use std::io::Write;

use letter::Agreement;
use markup::{plain, run};
use package::Package;
use zip::result::ZipError;

use super::{Ending, Setup, Whole, view::View};
use crate::problem::io_reason;

/// A letter in the making; for a portfolio, one letter after the other in the same file.
pub(super) struct Letter<'s> {
    setup: Setup<'s>,
    /// The file, or why there is none.
    package: Result<Package, ZipError>,
    agreements: usize,
}

impl<'s> Letter<'s> {
    pub(super) fn new(setup: Setup<'s>) -> Self {
        Self { setup, package: Package::begin(setup.words, "office.title"), agreements: 0 }
    }

    fn close(
        mut package: Package,
        setup: &Setup<'_>,
        ending: &Ending<'_>,
        file: &mut (dyn Write + Send),
    ) -> Result<(), ZipError> {
        if !ending.not_judged.is_empty() {
            package.add(&plain("Heading1", setup.words.get("about.not-judged")))?;
            for name in ending.not_judged {
                package.add(&markup::paragraph("ListBullet", &run("", name)))?;
            }
        }
        Ok(file.write_all(&package.finish()?)?)
    }
}

impl Whole for Letter<'_> {
    fn add(&mut self, view: &View<'_>) {
        self.agreements += 1;
        let Ok(package) = &mut self.package else { return };
        let text = Agreement::new(view, self.agreements, package).write();
        if let Err(error) = package.add(&text) {
            self.package = Err(error);
        }
    }

    fn finish(self: Box<Self>, ending: &Ending<'_>, file: &mut (dyn Write + Send)) -> Result<(), String> {
        let Self { setup, package, .. } = *self;
        package.and_then(|package| Self::close(package, &setup, ending, file)).map_err(|error| match error {
            ZipError::Io(error) => io_reason(&error),
            error => error.to_string(),
        })
    }
}
