//! Finds the checklists of a run: built-in ones by name, others by path.

use std::{
    collections::BTreeSet,
    path::{Component, Path, PathBuf},
    sync::Arc,
};

use rayon::prelude::*;

use super::{Checklist, embedded, read};
use crate::{
    problem::{Code, Problem, io_reason, read_fault},
    read::{Parsed, parse},
    schema::Shape,
    source::{ReadFault, Source},
    vocabulary::Vocabulary,
    yaml::Tree,
};

/// A parameter set for this run: `breach-deadline=24 hours`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The name of the parameter.
    pub name: String,
    /// What it is set to, as it was written.
    pub value: String,
}

/// What a run asks for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Request<'r> {
    /// The checklists: names of built-in ones, or paths.
    pub checklists: &'r [String],
    /// What parameters are set to.
    pub settings: &'r [Setting],
    /// A vocabulary instead of the built-in one.
    pub vocabulary: Option<&'r Path>,
    /// What has been read already under one of these names, so that it is not read again.
    pub known: Option<&'r Arc<Source>>,
}

/// What a run judges against.
#[derive(Debug)]
pub struct Loaded {
    /// The built-in topics, and those that the checklists add.
    pub vocabulary: Vocabulary,
    /// The checklists, in the order in which they were asked for.
    pub checklists: Vec<Checklist>,
}

/// Loads checklists, each by the name of a built-in one or by the path of a file, with what they rest on.
///
/// # Errors
/// Everything that is wrong with the checklists, the vocabulary, and the settings.
pub fn load(request: &Request<'_>) -> Result<Loaded, Vec<Problem>> {
    let mut problems = Problems::default();
    let mut chains = Vec::new();
    for name in request.checklists {
        let (chain, broken) = find(name, request.known);
        match broken {
            None => chains.push((name, chain)),
            Some(problem) => {
                // Without what they rest on, files cannot be judged for what they mean; their shape can.
                let mut found = parse_chain(&chain).map_or_else(|found| found, remaining);
                found.push(problem);
                problems.add(found);
            }
        }
    }
    let prepare = || {
        Shape::Checklist.prepare();
        let vocabulary = vocabulary_of(request.vocabulary, request.known);
        Shape::Extract.prepare();
        vocabulary
    };
    // Parsing takes most of the time of a small run, and the files do not need each other for it.
    let parse_all = || chains.par_iter().map(|(name, chain)| (*name, parse_chain(chain))).collect::<Vec<_>>();
    let (vocabulary, parsed) = rayon::join(prepare, parse_all);
    let mut vocabulary = match vocabulary {
        Ok(vocabulary) => vocabulary,
        Err(found) => {
            problems.add(found);
            return Err(problems.found);
        }
    };
    let mut readable = Vec::new();
    for (name, chain) in parsed {
        match chain {
            Ok(chain) => readable.push((name, chain)),
            Err(found) => problems.add(found),
        }
    }
    // What one checklist defines all of them can use, in whatever order they are given.
    for parsed in readable.iter_mut().flat_map(|(_, chain)| chain) {
        let (root, sink) = parsed.parts();
        vocabulary.extend(root, sink);
    }
    let mut checklists: Vec<Checklist> = Vec::new();
    for (name, chain) in readable {
        match read::read(chain, &vocabulary, request.settings) {
            Ok(checklist) if checklists.iter().any(|known| known.id == checklist.id) => {
                let problem = Problem::without_place(Code::DuplicateChecklist, name);
                problems.add(vec![problem.with("id", checklist.id.as_str())]);
            }
            Ok(checklist) => checklists.push(checklist),
            Err(found) => problems.add(found),
        }
    }
    if problems.found.is_empty() {
        problems.add(unknown_settings(&checklists, request.settings));
    }
    if problems.found.is_empty() { Ok(Loaded { vocabulary, checklists }) } else { Err(problems.found) }
}

/// Collects problems, each once: two checklists can rest on the same bad one.
#[derive(Default)]
struct Problems {
    found: Vec<Problem>,
    seen: BTreeSet<String>,
}

impl Problems {
    fn add(&mut self, found: Vec<Problem>) {
        let mut new: Vec<Problem> = found.into_iter().filter(|problem| self.seen.insert(problem.identity())).collect();
        let mut order: Vec<String> = Vec::new();
        for problem in &new {
            if !order.iter().any(|file| file == problem.file()) {
                order.push(problem.file().to_owned());
            }
        }
        let start = |problem: &Problem| problem.span().map(|span| span.start);
        new.sort_by_cached_key(|problem| (order.iter().position(|file| file == problem.file()), start(problem)));
        self.found.extend(new);
    }
}

fn parse_chain(chain: &Chain) -> Result<Vec<Parsed<'_>>, Vec<Problem>> {
    let mut parsed = Vec::with_capacity(chain.len());
    let mut problems = Vec::new();
    for source in chain {
        match parse(source, Shape::Checklist) {
            Ok(file) => parsed.push(file),
            Err(found) => problems.extend(found),
        }
    }
    if problems.is_empty() {
        return Ok(parsed);
    }
    problems.extend(remaining(parsed));
    Err(problems)
}

/// The problems of files that are not read further.
fn remaining(files: Vec<Parsed<'_>>) -> Vec<Problem> {
    files.into_iter().flat_map(Parsed::problems).collect()
}

/// The vocabulary: a file, or the built-in one.
///
/// # Errors
/// Its problems, of which the built-in one has none.
pub fn vocabulary(path: Option<&Path>) -> Result<Vocabulary, Vec<Problem>> {
    vocabulary_of(path, None)
}

fn vocabulary_of(path: Option<&Path>, known: Option<&Arc<Source>>) -> Result<Vocabulary, Vec<Problem>> {
    if let (Some(path), Some(known)) = (path, known)
        && known.name() == path.display().to_string()
    {
        return Vocabulary::read(known);
    }
    let source = match path {
        Some(path) => Source::read(path).map_err(|fault| vec![read_fault(&path.display().to_string(), fault)])?,
        None => Source::new("vocabulary.yaml", embedded::VOCABULARY),
    };
    Vocabulary::read(&Arc::new(source))
}

/// The files that a checklist comes from: first the one on which all others rest, last its own.
type Chain = Vec<Arc<Source>>;

/// How many checklists can rest on each other.
const MAX_LAYERS: usize = 16;

/// Finds the files that a checklist comes from, as far as they can be found; then also what is wrong.
fn find(name: &str, known: Option<&Arc<Source>>) -> (Chain, Option<Problem>) {
    let mut chain = Vec::new();
    let broken = follow(name, known, &mut chain).err();
    chain.reverse();
    (chain, broken)
}

fn follow(name: &str, known: Option<&Arc<Source>>, chain: &mut Chain) -> Result<(), Problem> {
    let mut source = match known.filter(|known| known.name() == name) {
        Some(known) => Arc::clone(known),
        None => Arc::new(open(name)?),
    };
    let mut folder = Path::new(name).parent().map(Path::to_owned);
    chain.push(Arc::clone(&source));
    let mut seen: BTreeSet<PathBuf> = Path::new(name).canonicalize().into_iter().collect();
    // A built-in checklist rests on none.
    while !embedded::is(&source) {
        let Ok(tree) = Tree::parse(source.text()) else { break };
        let Some(place) = tree.root().get("extends") else { break };
        let Some(wanted) = place.text() else { break };
        let problem = |code| Problem::new(code, &source, place.span()).with("name", wanted);
        if chain.len() == MAX_LAYERS {
            return Err(problem(Code::TooManyLayers).with("limit", MAX_LAYERS.to_string()));
        }
        let next = parent(wanted, folder.as_deref().unwrap_or(Path::new("")), &problem)?;
        if let Some(path) = &next.path {
            if !seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())) {
                return Err(problem(Code::ExtendsCycle));
            }
            folder = path.parent().map(Path::to_owned);
        }
        source = Arc::new(next.source);
        chain.push(Arc::clone(&source));
    }
    Ok(())
}

/// A checklist on which another one rests.
struct Parent {
    source: Source,
    /// Where it is, if it is not built in.
    path: Option<PathBuf>,
}

/// Finds what `extends` names: a built-in checklist, or a file in the folder of the checklist or below.
fn parent(wanted: &str, folder: &Path, problem: &impl Fn(Code) -> Problem) -> Result<Parent, Problem> {
    if let Some(text) = embedded::find(wanted) {
        return Ok(Parent { source: Source::new(wanted, text), path: None });
    }
    let relative = Path::new(wanted);
    let path = folder.join(relative);
    if relative.extension().is_none() && relative.components().count() == 1 && !path.exists() {
        let unknown = problem(Code::UnknownParent).with_list("options", embedded::names());
        return Err(unknown.with_nearest(wanted, embedded::names()));
    }
    // Links are followed before asking whether they lead out of the folder.
    let home = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let outside = |path: &Path| {
        let within = path.canonicalize().ok().zip(home.canonicalize().ok());
        within.is_some_and(|(path, home)| !path.starts_with(home))
    };
    let inward = relative.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if !inward || outside(&path) {
        return Err(problem(Code::ParentOutside));
    }
    // What is no file, such as a pipe, might never end.
    if path.metadata().is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir()) {
        return Err(problem(Code::MissingParent).with_word("reason", "io.no-file"));
    }
    match Source::read(&path) {
        Ok(source) => Ok(Parent { source, path: Some(path) }),
        Err(ReadFault::Io(error)) => Err(problem(Code::MissingParent).with_word("reason", io_reason(&error))),
        Err(fault) => Err(read_fault(&path.display().to_string(), fault)),
    }
}

/// Opens a checklist by the name of a built-in one or by its path.
fn open(name: &str) -> Result<Source, Problem> {
    if let Some(text) = embedded::find(name) {
        return Ok(Source::new(name, text));
    }
    if looks_like_a_name(name) {
        let problem = Problem::without_place(Code::UnknownChecklist, name).with_list("options", embedded::names());
        return Err(problem.with_nearest(name, embedded::names()));
    }
    Source::read(Path::new(name)).map_err(|fault| {
        let stem = Path::new(name).file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        if embedded::find(stem).is_some() && !Path::new(name).exists() {
            Problem::without_place(Code::UnknownChecklist, name).with("near", stem)
        } else {
            read_fault(name, fault)
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
