//! Finds the checklists of a run: built-in ones by name, others by path.

use std::{path::Path, sync::Arc};

use rayon::prelude::*;

use super::{Checklist, embedded, read};
use crate::{
    problem::{Code, Problem, read_fault},
    read::parse,
    schema::Shape,
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

/// What a run judges against.
#[derive(Debug)]
pub struct Loaded {
    /// The built-in topics, and those that the checklists add.
    pub vocabulary: Vocabulary,
    /// The checklists, in the order in which they were asked for.
    pub checklists: Vec<Checklist>,
}

/// Loads checklists, each by the name of a built-in one or by the path of a file.
///
/// # Errors
/// Everything that is wrong with the checklists and the settings.
pub fn load(names: &[String], settings: &[Setting]) -> Result<Loaded, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut sources = Vec::new();
    for name in names {
        match find(name) {
            Ok(source) => sources.push(Arc::new(source)),
            Err(problem) => problems.push(problem),
        }
    }
    // Parsing takes most of the time of a small run, and the files do not need each other for it.
    let parse_all = || sources.par_iter().map(|source| parse(source, Shape::Checklist)).collect::<Vec<_>>();
    let prepare = || {
        Shape::Checklist.prepare();
        let vocabulary = vocabulary();
        Shape::Extract.prepare();
        vocabulary
    };
    let (vocabulary, parsed) = rayon::join(prepare, parse_all);
    let mut loaded = Loaded { vocabulary: vocabulary?, checklists: Vec::new() };
    for parsed in parsed {
        match parsed.and_then(|parsed| read(parsed, &mut loaded.vocabulary, settings)) {
            Ok(checklist) if loaded.checklists.iter().any(|known| known.id == checklist.id) => {
                let name = checklist.source.name();
                problems.push(Problem::without_place(Code::DuplicateChecklist, name).with("id", checklist.id.as_str()));
            }
            Ok(checklist) => loaded.checklists.push(checklist),
            Err(found) => problems.extend(found),
        }
    }
    if problems.is_empty() {
        problems.extend(unknown_settings(&loaded.checklists, settings));
    }
    if problems.is_empty() { Ok(loaded) } else { Err(problems) }
}

/// The built-in vocabulary.
///
/// # Errors
/// Its problems, which a test holds to be none.
pub fn vocabulary() -> Result<Vocabulary, Vec<Problem>> {
    Vocabulary::read(&Arc::new(Source::new("vocabulary.yaml", embedded::VOCABULARY)))
}

fn find(name: &str) -> Result<Source, Problem> {
    if let Some((_, text)) = embedded::CHECKLISTS.iter().find(|(known, _)| *known == name) {
        return Ok(Source::new(name, *text));
    }
    if looks_like_a_name(name) {
        let known = embedded::CHECKLISTS.iter().map(|(known, _)| *known);
        let problem = Problem::without_place(Code::UnknownChecklist, name).with_list("options", known.clone());
        return Err(problem.with_nearest(name, known));
    }
    Source::read(Path::new(name)).map_err(|fault| {
        let stem = Path::new(name).file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let built_in = embedded::CHECKLISTS.iter().find(|(known, _)| *known == stem && !Path::new(name).exists());
        match built_in {
            Some((known, _)) => Problem::without_place(Code::UnknownChecklist, name).with("near", *known),
            None => read_fault(name, fault),
        }
    })
}

/// Whether somebody who wrote this meant a built-in checklist: it has nothing of a path.
fn looks_like_a_name(text: &str) -> bool {
    let path = Path::new(text);
    path.extension().is_none() && path.components().count() == 1 && !path.exists()
}

/// A setting must find its parameter, or a slip would silently leave a threshold as it was.
fn unknown_settings(checklists: &[Checklist], settings: &[Setting]) -> Vec<Problem> {
    let known = || checklists.iter().flat_map(|checklist| checklist.parameters.keys()).map(String::as_str);
    let unknown = settings.iter().filter(|setting| !known().any(|name| name == setting.name));
    let problem = |setting: &Setting| {
        Problem::without_place(Code::UnknownSetting, "--set")
            .with("name", setting.name.as_str())
            .with_list("options", known())
            .with_nearest(&setting.name, known())
    };
    unknown.map(problem).collect()
}
