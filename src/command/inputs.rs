//! Finds the extracts that a run is asked to judge.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    problem::{Code, Problem, read_fault},
    source::ReadFault,
};

/// The files to read: those that were named, and those in folders that were named.
#[derive(Debug, Default)]
pub(super) struct Inputs {
    /// Their paths, in the order in which they were named; those of a folder sorted.
    pub(super) files: Vec<Input>,
    /// Folders that could not be read or held nothing.
    pub(super) problems: Vec<Problem>,
}

/// A file to read.
#[derive(Debug)]
pub(super) struct Input {
    /// Where it is; `-` is standard input.
    pub(super) path: PathBuf,
    /// Whether it was found in a folder rather than named: a checklist in a folder is no mistake.
    pub(super) found: bool,
}

impl Inputs {
    /// Finds the files behind some paths.
    pub(super) fn find(paths: &[PathBuf]) -> Self {
        let mut inputs = Self::default();
        for path in paths {
            if path.is_dir() {
                inputs.folder(path);
            } else {
                inputs.files.push(Input { path: path.clone(), found: false });
            }
        }
        inputs
    }

    /// Whether one file was named and nothing else, so that a problem with it leaves nothing to report.
    pub(super) fn is_single(&self) -> bool {
        self.files.len() == 1 && !self.files[0].found && self.problems.is_empty()
    }

    fn folder(&mut self, folder: &Path) {
        let before = self.files.len();
        let mut files = Vec::new();
        if let Err(error) = walk(folder, &mut files) {
            self.problems.push(read_fault(&folder.display().to_string(), ReadFault::Io(error)));
            return;
        }
        files.sort();
        self.files.extend(files.into_iter().map(|path| Input { path, found: true }));
        if self.files.len() == before {
            self.problems.push(Problem::without_place(Code::NoExtracts, &folder.display().to_string()));
        }
    }
}

/// Collects the YAML files below a folder. Hidden files and folders are somebody else's; links to folders are not followed,
/// so that the walk ends.
fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        let path = entry.path();
        let kind = entry.file_type()?;
        if hidden {
            continue;
        }
        if kind.is_dir() {
            walk(&path, files)?;
        } else if path.extension().is_some_and(|end| end == "yaml" || end == "yml") && (kind.is_file() || path.is_file()) {
            files.push(path);
        }
    }
    Ok(())
}
