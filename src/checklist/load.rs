//! Finds the checklists of a run: built-in ones by name, others by path.

use std::{path::Path, sync::Arc};

use super::{Checklist, embedded, read};
use crate::{
    problem::{Code, Problem, read_fault},
    source::Source,
    vocabulary::Vocabulary,
};

/// A parameter set for this run: `breach-deadline=24 hours`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The name of the parameter.
    pub name: String,
    /// What it is set to, as it was written.
    pub value: String,
}

/// Loads checklists into one vocabulary.
#[derive(Debug)]
pub struct Loader {
    /// The topics known so far.
    pub vocabulary: Vocabulary,
    /// The checklists read so far.
    pub checklists: Vec<Checklist>,
    problems: Vec<Problem>,
}

impl Loader {
    /// A loader that knows the built-in vocabulary.
    ///
    /// # Errors
    /// The problems of the built-in vocabulary, which a test holds to be none.
    pub fn new() -> Result<Self, Vec<Problem>> {
        let source = Arc::new(Source::new("vocabulary.yaml", embedded::VOCABULARY));
        let vocabulary = Vocabulary::read(&source)?;
        Ok(Self { vocabulary, checklists: Vec::new(), problems: Vec::new() })
    }

    /// Adds a checklist by the name of a built-in one or by the path of a file.
    pub fn add(&mut self, name: &str, settings: &[Setting]) {
        let built_in = embedded::CHECKLISTS.iter().find(|(known, _)| *known == name);
        let source = match built_in {
            Some((_, text)) => Source::new(name, *text),
            None if looks_like_a_name(name) => {
                let known = embedded::CHECKLISTS.iter().map(|(known, _)| *known);
                let unknown = Problem::without_place(Code::UnknownChecklist, name).with_list("options", known.clone());
                self.problems.push(unknown.with_nearest(name, known));
                return;
            }
            None => match Source::read(Path::new(name)) {
                Ok(source) => source,
                Err(fault) => {
                    self.problems.push(read_fault(name, fault));
                    return;
                }
            },
        };
        match read(&Arc::new(source), &mut self.vocabulary, settings) {
            Ok(checklist) if self.checklists.iter().any(|known| known.id == checklist.id) => {
                self.problems.push(Problem::without_place(Code::DuplicateChecklist, name).with("id", checklist.id));
            }
            Ok(checklist) => self.checklists.push(checklist),
            Err(problems) => self.problems.extend(problems),
        }
    }

    /// What was loaded, once every setting has found its parameter.
    ///
    /// # Errors
    /// Everything that was wrong with the checklists and the settings.
    pub fn finish(mut self, settings: &[Setting]) -> Result<(Vocabulary, Vec<Checklist>), Vec<Problem>> {
        if self.problems.is_empty() {
            let known = || self.checklists.iter().flat_map(|checklist| checklist.parameters.keys());
            for setting in settings {
                if !known().any(|name| *name == setting.name) {
                    let problem = Problem::without_place(Code::UnknownSetting, "--set")
                        .with("name", setting.name.as_str())
                        .with_list("options", known().map(String::as_str))
                        .with_nearest(&setting.name, known().map(String::as_str));
                    self.problems.push(problem);
                }
            }
        }
        if self.problems.is_empty() { Ok((self.vocabulary, self.checklists)) } else { Err(self.problems) }
    }
}

/// Whether somebody who wrote this meant a built-in checklist: it has nothing of a path.
fn looks_like_a_name(text: &str) -> bool {
    let path = Path::new(text);
    path.extension().is_none() && path.components().count() == 1 && !path.exists()
}
