//! `art28 lint`: says everything that is wrong with files, and what is probably not meant.

use std::{collections::BTreeSet, io::ErrorKind, path::Path, sync::Arc};

use super::{
    Outcome, World, file,
    inputs::{Input, Inputs, is_foreign},
    print, say, settings,
};
use crate::{
    checklist::{self, Loaded, Request, Setting, embedded},
    cli::{AskedArgs, LintArgs},
    extract::{self, Extract},
    ingest::{
        propose::lexicon::Lexicons,
        verify::{Library, verify},
    },
    lint::{self, Asked},
    problem::{Code, Printer, Problem, io_reason, read_fault, yaml_faults},
    report::{Day, Judge},
    schema::Shape,
    source::Source,
    vocabulary::Vocabulary,
    words::Words,
    yaml::Tree,
};

/// How often a text is mended: one mended slip can lay bare another.
const ROUNDS: usize = 8;

/// Runs the command.
pub(super) fn run(args: &LintArgs, world: World) -> Outcome {
    let words = Words::of(args.lang.unwrap_or(world.language));
    let printer = Printer { words, style: world.problems, width: world.problems_width };
    let inputs = Inputs::find(&args.files);
    let day = args.date.map_or(Day::Today(world.today), Day::Fixed);
    let settings = match settings(&args.asked) {
        Ok(settings) => settings,
        Err(problems) => return world.outcome(words, Err(problems)),
    };
    let library = (!args.no_verify).then(Library::default);
    let mut linter = Linter { asked: &args.asked, settings, words, day, library, known: None };
    let mut count = Count::default();
    count.show(&printer, &inputs.problems);
    for input in &inputs.files {
        linter.file(input, args.fix, &printer, &mut count);
    }
    let summary = [
        ("files", words.count("lint.files", count.files)),
        ("problems", words.count("lint.problems", count.problems)),
        ("warnings", words.count("lint.warnings", count.warnings)),
    ];
    let summary: Vec<(&str, &str)> = summary.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let mut text = format!("{}\n", words.say("lint.summary", &summary));
    for (key, number) in [("lint.fixed", count.fixed), ("lint.fixable", count.fixable)] {
        if number > 0 {
            text.push_str(&format!("{}\n", words.count(key, number)));
        }
    }
    match print(&text) {
        Err(problem) => {
            count.show(&printer, &[problem]);
            Outcome::Bad
        }
        Ok(_) if count.problems > 0 => Outcome::Bad,
        Ok(_) if count.warnings > 0 => Outcome::Gaps,
        Ok(_) => Outcome::Clean,
    }
}

/// What was found and mended so far.
#[derive(Default)]
struct Count {
    files: usize,
    problems: usize,
    warnings: usize,
    fixed: usize,
    fixable: usize,
    /// What has been shown: what is wrong with a checklist is wrong for every extract that is held against it.
    seen: BTreeSet<String>,
}

impl Count {
    fn show(&mut self, printer: &Printer, problems: &[Problem]) {
        let new: Vec<Problem> =
            problems.iter().filter(|problem| self.seen.insert(problem.identity())).cloned().collect();
        let warnings = new.iter().filter(|problem| problem.code().is_warning()).count();
        self.warnings += warnings;
        self.problems += new.len() - warnings;
        say(&printer.show(&new));
    }
}

/// What linting needs beside the file.
struct Linter<'l> {
    asked: &'l AskedArgs,
    settings: Vec<Setting>,
    words: &'static Words,
    day: Day,
    /// The documents in which clauses are looked up, if they are.
    library: Option<Library>,
    /// The checklists of the run, loaded for the first extract.
    known: Option<Result<Known, Vec<Problem>>>,
}

/// What extracts are held against.
struct Known {
    loaded: Loaded,
    asked: Asked,
}

impl Linter<'_> {
    /// Looks at one file, after mending it if that was asked. What was found in a folder and is none of ours is passed over.
    fn file(&mut self, input: &Input, fix: bool, printer: &Printer, count: &mut Count) {
        let name = input.path.display().to_string();
        let source = match input.read() {
            Ok(source) => Arc::new(source),
            Err(fault) => return count.show(printer, &[read_fault(&name, fault)]),
        };
        let mut found = self.found(&source);
        if input.folder.is_some() && is_foreign(&found, source.text()) {
            return;
        }
        count.files += 1;
        let mut mended = self.mended(&source, &found);
        if fix {
            let (text, left, fixed) = mended.unwrap_or((Arc::clone(&source), found.clone(), 0));
            mended = match self.filled(&text, &left) {
                Some((text, filled)) => Some((Arc::clone(&text), self.found(&text), fixed + filled)),
                None => (fixed > 0).then_some((text, left, fixed)),
            };
        }
        match mended {
            Some((better, left, fixed)) if fix => match mend(&input.path, &better) {
                Ok(()) => {
                    found = left;
                    count.fixed += fixed;
                }
                Err(problem) => found.push(problem),
            },
            Some((_, _, fixed)) => count.fixable += fixed,
            None => {}
        }
        count.show(printer, &found);
    }

    /// The text with everything mended that can be mended without a doubt, what is left to say about it, and how much was
    /// mended. Nothing may get worse by it.
    fn mended(&mut self, source: &Arc<Source>, found: &[Problem]) -> Option<(Arc<Source>, Vec<Problem>, usize)> {
        let errors = |problems: &[Problem]| problems.iter().filter(|problem| !problem.code().is_warning()).count();
        let mut best = None;
        let (mut source, mut found, mut total) = (Arc::clone(source), found.to_vec(), 0);
        for _ in 0..ROUNDS {
            let Some((text, fixed)) = lint::fix(&source, &found) else { break };
            let better = Arc::new(Source::new(source.name(), source.with_mark(&text)));
            let left = self.found(&better);
            let worth = |problems: &[Problem]| (errors(problems), problems.len());
            if errors(&left) >= errors(&found) && worth(&left) >= worth(&found) {
                break;
            }
            total += fixed;
            (source, found) = (better, left);
            best = Some((Arc::clone(&source), found.clone(), total));
        }
        best
    }

    /// Everything that is to be said about a file: what is wrong with it, or else what is probably not meant.
    fn found(&mut self, source: &Arc<Source>) -> Vec<Problem> {
        let shape = match Tree::parse(source.text()) {
            Ok(tree) if Lexicons::are_meant(tree.root()) => return self.lexicon(source),
            Ok(tree) => Shape::meant(tree.root()),
            Err(faults) => return yaml_faults(source, faults),
        };
        match shape {
            Some(Shape::Checklist) => self.checklist(source),
            Some(Shape::Vocabulary) => self.vocabulary(source),
            Some(Shape::Extract) => self.extract(source),
            Some(Shape::Report) | None => vec![Problem::new(Code::UnknownKind, source, 0..0)],
        }
    }

    /// The checklists of the run, and what has been read already.
    fn load(&self, names: &[String], known: Option<&Arc<Source>>) -> Result<Loaded, Vec<Problem>> {
        let vocabulary = self.asked.vocabulary.as_deref();
        checklist::load(&Request { checklists: names, settings: &self.settings, vocabulary, known })
    }

    fn checklist(&self, source: &Arc<Source>) -> Vec<Problem> {
        let mut names = self.asked.checklists.clone();
        if !names.iter().any(|name| name == source.name()) {
            names.push(source.name().to_owned());
        }
        match self.load(&names, Some(source)) {
            Err(problems) => problems,
            Ok(Loaded { vocabulary, checklists }) => {
                let own = |checklist: &&checklist::Checklist| {
                    checklist.files.last().is_some_and(|last| last.name() == source.name())
                };
                let own = checklists.iter().filter(own);
                own.flat_map(|checklist| lint::checklist(source, checklist, &vocabulary)).collect()
            }
        }
    }

    fn extract(&mut self, source: &Arc<Source>) -> Vec<Problem> {
        if self.known.is_none() {
            self.known = Some(self.known());
        }
        let Known { loaded, asked } = match &self.known {
            Some(Ok(known)) => known,
            Some(Err(problems)) => return problems.clone(),
            None => return Vec::new(),
        };
        let mut extract = match extract::read(source, &loaded.vocabulary) {
            Ok(extract) => extract,
            Err(problems) => return problems,
        };
        let mut found = if extract.waivers.is_empty() {
            lint::extract(source, &loaded.vocabulary, asked, &[])
        } else {
            let judge = Judge::new(&loaded.checklists, &loaded.vocabulary, self.words, self.day);
            lint::extract(source, &loaded.vocabulary, asked, &judge.judge(&extract).waivers)
        };
        if let Some(library) = &self.library {
            verify(&mut extract, library);
            found.extend(lint::standing(source, &extract, self.words));
        }
        found
    }

    /// The text of an extract with the places of its clauses and the sums of its documents filled in, and how many; nothing
    /// where there is nothing to fill in, or what would come of it is no longer good.
    fn filled(&mut self, source: &Arc<Source>, found: &[Problem]) -> Option<(Arc<Source>, usize)> {
        let library = self.library.as_ref()?;
        if found.iter().any(|problem| !problem.code().is_warning()) {
            return None;
        }
        let Some(Ok(Known { loaded, .. })) = &self.known else { return None };
        let mut extract: Extract = extract::read(source, &loaded.vocabulary).ok()?;
        verify(&mut extract, library);
        let (text, count) = lint::fill(source, &extract)?;
        let better = Arc::new(Source::new(source.name(), source.with_mark(&text)));
        extract::read(&better, &loaded.vocabulary).ok()?;
        Some((better, count))
    }

    /// The checklists of the run, and what they and the built-in ones ask about.
    fn known(&self) -> Result<Known, Vec<Problem>> {
        let mut names = self.asked.checklists.clone();
        if names.is_empty() {
            names.push(embedded::DEFAULT.to_owned());
        }
        let loaded = self.load(&names, None)?;
        let others = embedded::names().filter(|name| loaded.checklists.iter().all(|checklist| checklist.id != *name));
        names.extend(others.map(str::to_owned));
        // Topics are counted from the vocabulary on, then from the checklists of the run: in both the same way. An own
        // vocabulary may not do for the built-in checklists, which then play no part.
        let request =
            Request { checklists: &names, vocabulary: self.asked.vocabulary.as_deref(), ..Request::default() };
        let asked = match checklist::load(&request) {
            Ok(all) => Asked::by(&all.checklists),
            Err(_) => Asked::by(&loaded.checklists),
        };
        Ok(Known { loaded, asked })
    }

    /// A vocabulary is held against the checklists of the run, or against all built-in ones.
    fn lexicon(&self, source: &Arc<Source>) -> Vec<Problem> {
        checklist::vocabulary(self.asked.vocabulary.as_deref())
            .map_or_else(|problems| problems, |vocabulary| Lexicons::problems(source, &vocabulary))
    }

    fn vocabulary(&self, source: &Arc<Source>) -> Vec<Problem> {
        if let Err(problems) = Vocabulary::read(source) {
            return problems;
        }
        let given = !self.asked.checklists.is_empty();
        let names: Vec<String> =
            if given { self.asked.checklists.clone() } else { embedded::names().map(str::to_owned).collect() };
        let (path, settings) = (Path::new(source.name()), &self.settings[..]);
        match checklist::load(&Request { checklists: &names, settings, vocabulary: Some(path), known: Some(source) }) {
            Ok(Loaded { vocabulary, checklists }) => lint::vocabulary(source, &vocabulary, &Asked::by(&checklists)),
            Err(problems) if given => problems,
            Err(problems) => {
                let problem = Problem::new(Code::UnfitVocabulary, source, 0..0).with_list("checklists", names);
                vec![problem.with("count", problems.len().to_string())]
            }
        }
    }
}

/// Writes a mended text in the place of the file, whatever links lead there.
fn mend(path: &Path, source: &Source) -> Result<(), Problem> {
    let written = path.canonicalize().and_then(|path| file::replace(&path, &source.with_mark(source.text())));
    written.map_err(|error| {
        let reason = match error.kind() {
            ErrorKind::PermissionDenied => "new.not-allowed".into(),
            _ => io_reason(&error),
        };
        Problem::without_place(Code::NotWritten, &path.display().to_string()).with_word("reason", reason)
    })
}
