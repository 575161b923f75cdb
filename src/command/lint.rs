//! `art28 lint`: says everything that is wrong with files, and what is probably not meant.

use std::{path::Path, sync::Arc};

use super::{
    Outcome, World, file,
    inputs::{Input, Inputs},
    load, print, say,
};
use crate::{
    checklist::{self, Loaded, Request, embedded},
    cli::{AskedArgs, LintArgs},
    extract,
    lint::{self, Asked},
    problem::{Code, Printer, Problem, io_reason, read_fault, yaml_faults},
    report::{Day, Judge},
    schema::Shape,
    source::Source,
    vocabulary::Vocabulary,
    words::Words,
    yaml::Tree,
};

/// Runs the command.
pub(super) fn run(args: &LintArgs, world: World) -> Outcome {
    let words = Words::of(args.lang.unwrap_or(world.language));
    let printer = Printer { words, style: world.problems, width: world.problems_width };
    let inputs = Inputs::find(&args.files);
    let day = args.date.map_or(Day::Today(world.today), Day::Fixed);
    let mut linter = Linter { asked: &args.asked, words, day, known: None };
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
}

impl Count {
    fn show(&mut self, printer: &Printer, problems: &[Problem]) {
        let warnings = problems.iter().filter(|problem| problem.code().is_warning()).count();
        self.warnings += warnings;
        self.problems += problems.len() - warnings;
        say(&printer.show(problems));
    }
}

/// What linting needs beside the file.
struct Linter<'l> {
    asked: &'l AskedArgs,
    words: &'static Words,
    day: Day,
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
        let (mut source, mut found) = match self.read(&input.path) {
            Ok(found) => found,
            Err(problem) => {
                count.show(printer, &[problem]);
                return;
            }
        };
        if input.folder.is_some() && found.iter().any(|problem| problem.code() == Code::UnknownKind) {
            return;
        }
        // One mended slip can lay bare another.
        while let (true, Some((text, fixed))) = (fix, lint::fix(source.text(), &found)) {
            if let Err(error) = file::replace(&input.path, &source.with_mark(&text)) {
                found.push(Problem::without_place(Code::NotWritten, &name).with_word("reason", io_reason(&error)));
                break;
            }
            count.fixed += fixed;
            match self.read(&input.path) {
                Ok(now) => (source, found) = now,
                Err(problem) => {
                    found = vec![problem];
                    break;
                }
            }
        }
        count.fixable += if fix { 0 } else { lint::fix(source.text(), &found).map_or(0, |(_, fixed)| fixed) };
        count.files += 1;
        count.show(printer, &found);
    }

    fn read(&mut self, path: &Path) -> Result<(Arc<Source>, Vec<Problem>), Problem> {
        let source = Source::read(path).map_err(|fault| read_fault(&path.display().to_string(), fault))?;
        let source = Arc::new(source);
        let found = self.found(&source, path);
        Ok((source, found))
    }

    /// Everything that is to be said about a file: what is wrong with it, or else what is probably not meant.
    fn found(&mut self, source: &Arc<Source>, path: &Path) -> Vec<Problem> {
        let shape = match Tree::parse(source.text()) {
            Ok(tree) => Shape::meant(tree.root()),
            Err(faults) => return yaml_faults(source, faults),
        };
        match shape {
            Some(Shape::Checklist) => self.checklist(source, path),
            Some(Shape::Vocabulary) => vocabulary(path, source),
            Some(Shape::Extract) => self.extract(source),
            Some(Shape::Report) | None => vec![Problem::new(Code::UnknownKind, source, 0..0)],
        }
    }

    fn checklist(&self, source: &Arc<Source>, path: &Path) -> Vec<Problem> {
        let names = [path.display().to_string()];
        let vocabulary = self.asked.vocabulary.as_deref();
        match checklist::load(&Request { checklists: &names, settings: &[], vocabulary }) {
            Err(problems) => problems,
            Ok(Loaded { vocabulary, checklists }) => {
                checklists.iter().flat_map(|checklist| lint::checklist(source, checklist, &vocabulary)).collect()
            }
        }
    }

    fn extract(&mut self, source: &Arc<Source>) -> Vec<Problem> {
        let asked = self.asked;
        let Known { loaded, asked } = match self.known.get_or_insert_with(|| known(asked)) {
            Ok(known) => known,
            Err(problems) => return std::mem::take(problems),
        };
        let extract = match extract::read(source, &loaded.vocabulary) {
            Ok(extract) => extract,
            Err(problems) => return problems,
        };
        let judge = Judge::new(&loaded.checklists, &loaded.vocabulary, self.words, self.day);
        lint::extract(source, &loaded.vocabulary, asked, &judge.judge(&extract).waivers)
    }
}

/// The checklists of the run, and what they and the built-in ones ask about.
fn known(args: &AskedArgs) -> Result<Known, Vec<Problem>> {
    let loaded = load(args)?;
    let mut names = args.checklists.clone();
    let others = embedded::names().filter(|name| loaded.checklists.iter().all(|checklist| checklist.id != *name));
    names.extend(others.map(str::to_owned));
    // The settings were checked with the checklists of the run; here they play no part.
    let request = Request { checklists: &names, settings: &[], vocabulary: args.vocabulary.as_deref() };
    let all = checklist::load(&request)?;
    // Topics are counted from the vocabulary on, then from the checklists of the run: in both the same way.
    Ok(Known { asked: Asked::by(&all.checklists), loaded })
}

/// A vocabulary is held against the built-in checklists.
fn vocabulary(path: &Path, source: &Arc<Source>) -> Vec<Problem> {
    if let Err(problems) = Vocabulary::read(source) {
        return problems;
    }
    let names: Vec<String> = embedded::names().map(str::to_owned).collect();
    match checklist::load(&Request { checklists: &names, settings: &[], vocabulary: Some(path) }) {
        Ok(Loaded { vocabulary, checklists }) => lint::vocabulary(source, &vocabulary, &Asked::by(&checklists)),
        // The built-in checklists cannot do without their topics; own ones can.
        Err(_) => lint::vocabulary(source, &Vocabulary::default(), &Asked::default()),
    }
}
