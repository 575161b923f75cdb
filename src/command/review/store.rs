//! The file that is reviewed.

use std::{fs, path::PathBuf, sync::Arc};

use crate::{
    cli::ReviewArgs,
    command::file,
    problem::{Code, Problem, io_reason, read_fault},
    source::{ReadFault, Source},
};

/// The file, as it was when it was last read or written.
pub(super) struct Store {
    path: PathBuf,
    /// The name in messages.
    pub(super) name: String,
    known: String,
}

impl Store {
    /// Reads the file, and looks whether it could be written.
    pub(super) fn open(args: &ReviewArgs) -> Result<(Self, Arc<Source>), Problem> {
        let name = args.extract.display().to_string();
        if name == "-" {
            return Err(Problem::without_place(Code::ReviewOfInput, &name));
        }
        let source = Source::read(&args.extract).map_err(|fault| read_fault(&name, fault))?;
        // Whatever links lead there, it is the file that changes.
        let path = args.extract.canonicalize().map_err(|error| read_fault(&name, ReadFault::Io(error)))?;
        let store = Self { path, name, known: source.with_mark(source.text()) };
        // Better now than after the first decision.
        file::Staged::begin(&store.path).map_err(|error| store.not_written(&io_reason(&error)))?;
        Ok((store, Arc::new(source)))
    }

    /// Writes the text, if the file still is what it was.
    pub(super) fn save(&mut self, source: &Source) -> Result<(), Problem> {
        let text = source.with_mark(source.text());
        if text == self.known {
            return Ok(());
        }
        if fs::read(&self.path).ok().as_deref() != Some(self.known.as_bytes()) {
            return Err(Problem::without_place(Code::ChangedMeanwhile, &self.name));
        }
        file::replace(&self.path, &text).map_err(|error| self.not_written(&io_reason(&error)))?;
        self.known = text;
        Ok(())
    }

    fn not_written(&self, reason: &str) -> Problem {
        Problem::without_place(Code::NotWritten, &self.name).with_word("reason", reason)
    }
}
