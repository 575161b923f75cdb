//! `art28 draft`: proposes an extract from the agreement itself.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use rayon::prelude::*;

use super::{Complaints, Outcome, World, file, inputs::Inputs, outputs::not_put, pages, print, say};
use crate::{
    checklist::vocabulary,
    cli::DraftArgs,
    ingest::{
        draft::{self, Draft},
        listing,
        propose::{self, lexicon::Lexicons},
        read, segment,
    },
    problem::{Code, Printer, Problem, io_reason},
    vocabulary::Vocabulary,
    words::Words,
};

/// What a folder is searched for.
const ENDINGS: [&str; 8] = ["txt", "md", "markdown", "html", "htm", "docx", "odt", "pdf"];

/// How many documents are read before what was wrong with them is told.
const BATCH: usize = 64;

/// Runs the command.
pub(super) fn run(args: &DraftArgs, world: World) -> Outcome {
    let words = Words::of(args.lang.unwrap_or(world.language));
    let printer = Printer { words, style: world.problems, width: world.problems_width };
    match args.documents.as_slice() {
        [one] if !one.is_dir() => world.outcome(words, drafted(args, one, words)),
        several => match Drafter::new(args, words).and_then(|drafter| Ok((places(args, several)?, drafter))) {
            Ok((places, drafter)) => all_drafted(args, &places, &drafter, printer),
            Err(problems) => world.outcome(words, Err(problems)),
        },
    }
}

/// What every draft of a run has in common.
struct Drafter {
    vocabulary: Vocabulary,
    lexicons: Lexicons,
    all: bool,
    words: &'static Words,
}

impl Drafter {
    fn new(args: &DraftArgs, words: &'static Words) -> Result<Self, Vec<Problem>> {
        let vocabulary = vocabulary(args.vocabulary.as_deref())?;
        let lexicons = Lexicons::with_files(args.cues.as_slice(), &vocabulary)?;
        Ok(Self { vocabulary, lexicons, all: args.all, words })
    }

    /// The draft of a document, which it names like this, and what a person should know before anything else.
    fn draft(&self, path: &Path, file: &str) -> Result<(String, Vec<String>), Vec<Problem>> {
        let document = read::read(path)?;
        let outline = segment::segment(&document);
        let reading = propose::propose(&outline, &self.vocabulary, &self.lexicons);
        let draft = Draft {
            document: &document,
            file,
            outline: &outline,
            reading: &reading,
            vocabulary: &self.vocabulary,
            all: self.all,
            words: self.words,
        };
        Ok((draft::write(&draft), draft::note(&draft)))
    }
}

fn drafted(args: &DraftArgs, path: &Path, words: &'static Words) -> Result<(), Vec<Problem>> {
    let into_folder = args.output.as_deref().filter(|output| pages::is_folder(output));
    let inside = into_folder.map(|folder| folder.join(draft_name(path, false)));
    let output = inside.as_deref().or(args.output.as_deref());
    if let Some(folder) = into_folder {
        make(folder)?;
    }
    if args.text {
        return hand_over(output, args.force, &listing::write(&read::read(path)?, words));
    }
    if args.outline {
        return hand_over(output, args.force, &segment::list(&segment::segment(&read::read(path)?)));
    }
    if let Some(extract) = &args.update {
        return hand_over(output, args.force, &super::update::updated(args, extract, path, words)?);
    }
    let (yaml, notes) = Drafter::new(args, words)?.draft(path, &named(output, path))?;
    hand_over(output, args.force, &yaml)?;
    for line in notes {
        say(&format!("{line}\n"));
    }
    Ok(())
}

/// Drafts several documents, on all cores. One that cannot be read stops no other.
fn all_drafted(args: &DraftArgs, places: &[(PathBuf, PathBuf)], drafter: &Drafter, printer: Printer) -> Outcome {
    let mut complaints = Complaints::new(printer);
    for batch in places.chunks(BATCH) {
        let results: Vec<_> = batch
            .par_iter()
            .map(|(document, output)| {
                let (yaml, notes) = drafter.draft(document, &named(Some(output), document))?;
                hand_over(Some(output), args.force, &yaml).map(|()| notes)
            })
            .collect();
        for ((document, _), result) in batch.iter().zip(results) {
            match result {
                Ok(notes) => notes.iter().for_each(|note| {
                    let name = document.display().to_string();
                    say(&format!("{}: {note}\n", crate::clean::one_line(&name)));
                }),
                Err(problems) => complaints.add(&problems),
            }
        }
    }
    if complaints.end() { Outcome::Clean } else { Outcome::Bad }
}

/// The documents behind some paths, each with where its draft goes.
fn places(args: &DraftArgs, paths: &[PathBuf]) -> Result<Vec<(PathBuf, PathBuf)>, Vec<Problem>> {
    let single = [("--text", args.text), ("--outline", args.outline), ("--update", args.update.is_some())];
    if let Some((option, _)) = single.into_iter().find(|(_, asked)| *asked) {
        return Err(vec![Problem::without_place(Code::OneDocument, option)]);
    }
    let Some(folder) = args.output.as_deref().filter(|output| pages::is_folder(output)) else {
        return Err(vec![Problem::without_place(Code::NeedsFolder, "-o")]);
    };
    let found = Inputs::find_ending(paths, &ENDINGS);
    if !found.problems.is_empty() {
        return Err(found.problems);
    }
    if found.files.is_empty() {
        let name = |path: &PathBuf| path.display().to_string();
        return Err(paths.iter().map(|path| Problem::without_place(Code::NoDocuments, &name(path))).collect());
    }
    let mut taken: BTreeMap<PathBuf, usize> = BTreeMap::new();
    for file in &found.files {
        *taken.entry(draft_name(&file.path, false)).or_default() += 1;
    }
    let mut places = Vec::with_capacity(found.files.len());
    let mut seen = std::collections::BTreeSet::new();
    let mut problems = Vec::new();
    for file in found.files {
        let name = draft_name(&file.path, taken.get(&draft_name(&file.path, false)).is_some_and(|count| *count > 1));
        if !seen.insert(name.clone()) {
            problems.push(Problem::without_place(Code::OutputTwice, &folder.join(&name).display().to_string()));
        }
        places.push((file.path, folder.join(name)));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    make(folder)?;
    Ok(places)
}

/// The name of a draft: that of its document, whose own ending is kept where another document has the same name without it.
fn draft_name(document: &Path, whole: bool) -> PathBuf {
    let name = if whole { document.file_name() } else { document.file_stem() };
    let mut name = name.unwrap_or_default().to_owned();
    name.push(".yaml");
    name.into()
}

fn make(folder: &Path) -> Result<(), Vec<Problem>> {
    let name = folder.display().to_string();
    std::fs::create_dir_all(folder)
        .map_err(|error| vec![Problem::without_place(Code::NotWritten, &name).with_word("reason", io_reason(&error))])
}

/// How a draft names its document: as it is seen from where the draft will be.
fn named(output: Option<&Path>, document: &Path) -> String {
    match output.and_then(Path::parent) {
        Some(folder) => file::seen_from(folder, document),
        None => document.display().to_string(),
    }
}

/// Writes to the file that was asked for, or to standard output.
fn hand_over(output: Option<&Path>, force: bool, text: &str) -> Result<(), Vec<Problem>> {
    let Some(path) = output else { return print(text).map(drop).map_err(|problem| vec![problem]) };
    let name = path.display().to_string();
    let result = if force { file::replace(path, text) } else { file::create(path, text) };
    result.map_err(|error| vec![not_put(&name, &error)])
}
