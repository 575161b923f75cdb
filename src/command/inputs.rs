//! Finds the extracts that a run is asked to judge.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::{
    problem::{Code, Problem, read_fault},
    source::{ReadFault, Source},
};

/// The files to read: those that were named, and those in folders that were named.
#[derive(Debug, Default)]
pub(super) struct Inputs {
    /// Their paths, in the order in which they were named; those of a folder sorted.
    pub(super) files: Vec<Input>,
    /// The folders that were named.
    pub(super) folders: Vec<PathBuf>,
    /// Folders that could not be read, in them or below.
    pub(super) problems: Vec<Problem>,
}

/// A file to read.
#[derive(Debug)]
pub(super) struct Input {
    /// Where it is; `-` is standard input.
    pub(super) path: PathBuf,
    /// The folder in which it was found, by its place; nothing if it was named itself.
    pub(super) folder: Option<usize>,
}

impl Input {
    /// Reads it.
    pub(super) fn read(&self) -> Result<Source, ReadFault> {
        read(&self.path)
    }
}

/// Reads a file, or standard input.
pub(super) fn read(path: &Path) -> Result<Source, ReadFault> {
    if path.as_os_str() == "-" { Source::read_from("-".into(), io::stdin().lock()) } else { Source::read(path) }
}

/// Whether a file found in a folder is none of ours: it says so itself, or it uses what our files cannot have and has none of
/// their keys.
pub(super) fn is_foreign(problems: &[Problem], text: &str) -> bool {
    let named = |code| matches!(code, Code::NotAnExtract | Code::UnknownKind);
    let foreign = |code| matches!(code, Code::Anchor | Code::Tag | Code::SecondDocument | Code::DuplicateKey);
    let ours = ["agreement:", "documents:", "clauses:", "checklist:", "areas:", "topics:"];
    let keyed = |line: &str| ours.iter().any(|key| line.starts_with(key));
    !problems.is_empty()
        && (problems.iter().all(|problem| named(problem.code()))
            || problems.iter().all(|problem| foreign(problem.code())) && !text.lines().any(keyed))
}

impl Inputs {
    /// Finds the YAML files behind some paths.
    pub(super) fn find(paths: &[PathBuf]) -> Self {
        Self::find_ending(paths, &["yaml", "yml"])
    }

    /// Finds the files behind some paths; in folders those whose names end like this.
    pub(super) fn find_ending(paths: &[PathBuf], endings: &[&str]) -> Self {
        let mut inputs = Self::default();
        for path in paths {
            if path.is_dir() {
                inputs.folder(path, endings);
            } else {
                inputs.files.push(Input { path: path.clone(), folder: None });
            }
        }
        inputs
    }

    fn folder(&mut self, folder: &Path, endings: &[&str]) {
        let mut paths = Vec::new();
        self.walk(folder, endings, &mut paths);
        paths.sort();
        let index = Some(self.folders.len());
        self.files.extend(paths.into_iter().map(|path| Input { path, folder: index }));
        self.folders.push(folder.to_owned());
    }

    /// Collects the files below a folder that end like this. Hidden files and folders are somebody else's; links to folders are not
    /// followed, so that the walk ends. What cannot be read is a problem, and stops nothing.
    fn walk(&mut self, folder: &Path, endings: &[&str], files: &mut Vec<PathBuf>) {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => {
                self.problems.push(read_fault(&folder.display().to_string(), ReadFault::Io(error)));
                return;
            }
        };
        for entry in entries.flatten() {
            let path = entry.path();
            let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
            let Ok(kind) = entry.file_type() else { continue };
            if hidden {
                continue;
            }
            if kind.is_dir() {
                self.walk(&path, endings, files);
            } else if path.extension().is_some_and(|end| endings.iter().any(|known| end.eq_ignore_ascii_case(known))) {
                // A link that leads nowhere is listed, so that the missing file is told; pipes and devices are not.
                let leads_to = if kind.is_file() { None } else { path.metadata().ok() };
                if leads_to.is_none_or(|metadata| metadata.is_file()) {
                    files.push(path);
                }
            }
        }
    }
}
