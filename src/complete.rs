//! What a shell offers while somebody types: names from the checklists, and files.
//!
//! The names are those of the checklists that the line asks for already (`-c`), else of the built-in ones. Whatever is wrong
//! with a checklist is for the command to tell; here it only means that there is less to offer.

use std::{
    env,
    ffi::{OsStr, OsString},
    path::{Path, PathBuf},
    sync::LazyLock,
};

use clap_complete::engine::{CompletionCandidate, PathCompleter, ValueCompleter};

use crate::{
    checklist::{Checklist, Loaded, Parameter, Request, Requirement, embedded, load},
    language::{Language, Text},
    words::Words,
};

/// How candidates are marked that are files or folders.
const FILE: &str = "file";

/// What the line asks for so far, read when somebody needs it.
static ASKED: LazyLock<Option<Loaded>> = LazyLock::new(asked);

/// The built-in checklists, read when somebody needs them.
static BUILT_IN: LazyLock<Option<Loaded>> = LazyLock::new(built_in);

/// The names of the built-in checklists.
#[must_use]
pub fn checklists() -> Vec<CompletionCandidate> {
    let built_in = BUILT_IN.iter().flat_map(|loaded| &loaded.checklists);
    built_in.map(|checklist| named(&checklist.id, &checklist.title)).collect()
}

/// The ids of requirements.
#[must_use]
pub fn requirements() -> Vec<CompletionCandidate> {
    once(asked_requirements().map(|requirement| named(&requirement.id, &requirement.title)))
}

/// The ids of areas.
#[must_use]
pub fn areas() -> Vec<CompletionCandidate> {
    let areas = asked_checklists().flat_map(|checklist| &checklist.areas);
    once(areas.map(|area| named(&area.id, &area.title)))
}

/// The names of topics.
#[must_use]
pub fn topics() -> Vec<CompletionCandidate> {
    let topics = ASKED.iter().flat_map(|loaded| loaded.vocabulary.topics());
    topics.map(|topic| named(&topic.name, &topic.label)).collect()
}

/// The provisions that requirements rest on, as data names them: `avg/28/3/h`.
#[must_use]
pub fn provisions() -> Vec<CompletionCandidate> {
    let words = Words::of(Language::from_environment());
    let basis = asked_requirements().flat_map(|requirement| &requirement.basis);
    once(
        basis.map(|provision| CompletionCandidate::new(provision.to_string()).help(Some(provision.cite(words).into()))),
    )
}

/// Everything that can be explained: requirements, topics, areas, provisions, checklists, parameters.
#[must_use]
pub fn ids() -> Vec<CompletionCandidate> {
    let checklists = asked_checklists().map(|checklist| named(&checklist.id, &checklist.title));
    let parameters = asked_parameters().map(|(name, parameter)| named(name, &parameter.label));
    let others = [requirements(), topics(), areas(), provisions()].into_iter().flatten();
    once(others.chain(checklists).chain(parameters))
}

/// The parameters that can be set, each with its equals sign.
#[must_use]
pub fn parameters() -> Vec<CompletionCandidate> {
    once(asked_parameters().map(|(name, parameter)| named(&format!("{name}="), &parameter.label)))
}

/// The languages of the output.
#[must_use]
pub fn languages() -> Vec<CompletionCandidate> {
    Language::all().map(|language| CompletionCandidate::new(language.code())).collect()
}

/// Checklists: built-in ones and files.
#[must_use]
pub fn checklist_files(current: &OsStr) -> Vec<CompletionCandidate> {
    let typed = current.to_string_lossy();
    let mut found = checklists();
    found.retain(|candidate| candidate.get_value().to_string_lossy().starts_with(&*typed));
    found.extend(yaml_files(current));
    found
}

/// YAML files.
#[must_use]
pub fn yaml_files(current: &OsStr) -> Vec<CompletionCandidate> {
    files(&PathCompleter::any().filter(is_yaml), current)
}

/// YAML files and folders.
#[must_use]
pub fn extract_files(current: &OsStr) -> Vec<CompletionCandidate> {
    files(&PathCompleter::any().filter(|path| path.is_dir() || is_yaml(path)), current)
}

/// Files of any kind, and folders.
#[must_use]
pub fn any_files(current: &OsStr) -> Vec<CompletionCandidate> {
    files(&PathCompleter::any(), current)
}

/// Whether a candidate is a file or folder, not a name that happens to be that of one.
#[must_use]
pub fn is_file(candidate: &CompletionCandidate) -> bool {
    candidate.get_tag().is_some_and(|tag| tag.to_string() == FILE)
}

fn files(completer: &PathCompleter, current: &OsStr) -> Vec<CompletionCandidate> {
    completer.complete(current).into_iter().map(|candidate| candidate.tag(Some(FILE.into()))).collect()
}

/// The same, and reports that were written as JSON.
#[must_use]
pub fn extract_and_report_files(current: &OsStr) -> Vec<CompletionCandidate> {
    let is_json = |path: &Path| path.extension().is_some_and(|end| end == "json") && path.is_file();
    PathCompleter::any().filter(move |path| path.is_dir() || is_yaml(path) || is_json(path)).complete(current)
}

fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "yaml" || end == "yml") && path.is_file()
}

fn named(name: &str, text: &Text) -> CompletionCandidate {
    CompletionCandidate::new(name).help(Some(text.get(Language::from_environment()).to_owned().into()))
}

/// Each value once: checklists that rest on each other share most of theirs.
fn once(candidates: impl Iterator<Item = CompletionCandidate>) -> Vec<CompletionCandidate> {
    let mut seen = std::collections::BTreeSet::new();
    candidates.filter(|candidate| seen.insert(candidate.get_value().to_owned())).collect()
}

fn built_in() -> Option<Loaded> {
    let checklists: Vec<String> = embedded::names().map(str::to_owned).collect();
    load(&Request { checklists: &checklists, ..Request::default() }).ok()
}

/// What the line asks for so far; the built-in checklists where it asks for none, or for what cannot be read.
fn asked() -> Option<Loaded> {
    let mut line = Line::read(env::args_os().skip_while(|word| word != "--").skip(1));
    if line.checklists.is_empty() {
        line.checklists.extend(embedded::names().map(str::to_owned));
    }
    let request =
        Request { checklists: &line.checklists, vocabulary: line.vocabulary.as_deref(), ..Request::default() };
    load(&request).ok().or_else(built_in)
}

fn asked_checklists() -> impl Iterator<Item = &'static Checklist> {
    ASKED.iter().flat_map(|loaded| &loaded.checklists)
}

fn asked_requirements() -> impl Iterator<Item = &'static Requirement> {
    asked_checklists().flat_map(|checklist| checklist.requirements().map(|(_, requirement)| requirement))
}

fn asked_parameters() -> impl Iterator<Item = (&'static String, &'static Parameter)> {
    asked_checklists().flat_map(|checklist| &checklist.parameters)
}

/// What a line that is not complete says of checklists.
#[derive(Debug, Default, PartialEq, Eq)]
struct Line {
    checklists: Vec<String>,
    vocabulary: Option<PathBuf>,
}

impl Line {
    /// Reads the words of the line; the last is the one that is being typed.
    fn read(words: impl IntoIterator<Item = OsString>) -> Self {
        let mut words: Vec<String> = words.into_iter().map(|word| word.to_string_lossy().into_owned()).collect();
        words.pop();
        let mut line = Self::default();
        // `test` is given checklists without an option.
        let bare = words.get(1).is_some_and(|command| command == "test");
        let mut words = words.into_iter().skip(if bare { 2 } else { 0 });
        while let Some(word) = words.next() {
            let (option, value) = match word.split_once('=') {
                Some((option, value)) if option.starts_with("--") => (option.to_owned(), Some(value.to_owned())),
                _ if word.starts_with("-c") && word.len() > 2 => {
                    ("-c".to_owned(), Some(word[2..].trim_start_matches('=').to_owned()))
                }
                _ => (word, None),
            };
            let value =
                |words: &mut dyn Iterator<Item = String>| value.or_else(|| words.next()).map(|value| home(&value));
            match option.as_str() {
                "-c" | "--checklist" => line.checklists.extend(value(&mut words)),
                "--vocabulary" => line.vocabulary = value(&mut words).map(PathBuf::from),
                "--set" | "--lang" => drop(value(&mut words)),
                word if bare && !word.starts_with('-') => line.checklists.push(home(word)),
                _ => {}
            }
        }
        line
    }
}

/// A path with the home folder in the place of `~/`: a shell does not fill it in for whoever completes.
fn home(text: &str) -> String {
    let path = text.strip_prefix("~/").and_then(|rest| Some(env::home_dir()?.join(rest)));
    path.map_or_else(|| text.to_owned(), |path| path.display().to_string())
}
