//! `art28 check`: judges extracts and prints what is missing.

use std::{io, path::Path, sync::Arc};

use rayon::prelude::*;

use super::{
    Outcome, World, complain,
    inputs::{Input, Inputs},
    print,
};
use crate::{
    checklist::{self, Level, Loaded, Setting},
    cli::{CheckArgs, FormatArg, Threshold},
    extract,
    problem::{Code, Printer, Problem, read_fault},
    report::{Format, Judge, Page, Shown, Writer},
    source::{ReadFault, Source},
    vocabulary::Vocabulary,
    words::Words,
};

/// How many extracts are in work at once. What they yield is held until it is their turn, so this bounds memory.
const BATCH: usize = 64;

/// What became of one file.
enum Judgement {
    /// It was judged: its part of the report, and whether it has a gap at the threshold.
    Judged { text: String, gap: bool },
    /// It could not be read.
    Bad { name: String, problems: Vec<Problem> },
    /// It is no extract, and nobody said that it was: folders may hold checklists too.
    Other,
}

/// Runs the command.
pub(super) fn run(args: &CheckArgs, world: World) -> Outcome {
    let words = Words::of(args.lang.unwrap_or(world.language));
    let printer = Printer { words, style: world.problems, width: world.problems_width };
    let Loaded { vocabulary, checklists } = match load(args) {
        Ok(loaded) => loaded,
        Err(problems) => {
            complain(&problems, printer);
            return Outcome::Bad;
        }
    };
    let writer = Writer {
        format: match args.format {
            FormatArg::Table => Format::Table,
            FormatArg::Json => Format::Json,
            FormatArg::Yaml => Format::Yaml,
        },
        page: Page { width: world.width, colour: world.colour },
        shown: Shown { all: args.all, details: args.details },
        words,
        checklists: &checklists,
    };
    let judge = Judge::new(&checklists, &vocabulary, words);
    let run = Run { vocabulary: &vocabulary, judge, writer, threshold: threshold(args.fail_on) };
    run.all(&Inputs::find(&args.extracts), printer)
}

/// The checklists that were asked for, and the topics they know.
fn load(args: &CheckArgs) -> Result<Loaded, Vec<Problem>> {
    let mut settings = Vec::new();
    let mut problems = Vec::new();
    for text in &args.settings {
        match text.split_once('=') {
            Some((name, value)) => settings.push(Setting { name: name.trim().into(), value: value.trim().into() }),
            None => problems.push(Problem::without_place(Code::SettingForm, "--set").with("value", text)),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    checklist::load(&args.checklists, &settings)
}

fn threshold(fail_on: Threshold) -> Option<Level> {
    match fail_on {
        Threshold::Law => Some(Level::Law),
        Threshold::Guidance => Some(Level::Guidance),
        Threshold::Policy => Some(Level::Policy),
        Threshold::Never => None,
    }
}

/// What judging needs.
struct Run<'r> {
    vocabulary: &'r Vocabulary,
    judge: Judge<'r>,
    writer: Writer<'r>,
    threshold: Option<Level>,
}

impl Run<'_> {
    /// Judges every input and writes the report as it grows. A file that cannot be read stops none of the others.
    fn all(&self, inputs: &Inputs, printer: Printer) -> Outcome {
        let mut report = Report { writer: self.writer, judged: 0, gap: false, not_judged: Vec::new() };
        let mut problems = inputs.problems.clone();
        let mut empty = vec![true; inputs.folders.len()];
        for batch in inputs.files.chunks(BATCH) {
            // Waking the other cores takes longer than judging one file.
            let judgements: Vec<Judgement> = match batch {
                [only] => vec![self.one(only)],
                _ => batch.par_iter().map(|input| self.one(input)).collect(),
            };
            for (input, judgement) in batch.iter().zip(judgements) {
                if let (Some(folder), false) = (input.folder, matches!(judgement, Judgement::Other)) {
                    empty[folder] = false;
                }
                match report.take(judgement) {
                    Ok(found) => problems.extend(found),
                    Err(problem) => {
                        complain(&[problem], printer);
                        return Outcome::Bad;
                    }
                }
            }
        }
        let unreadable = |folder: &str| inputs.problems.iter().any(|problem| problem.file() == folder);
        let names = inputs.folders.iter().map(|folder| folder.display().to_string());
        let empty = names.zip(empty).filter(|(name, empty)| *empty && !unreadable(name));
        problems.extend(empty.map(|(name, _)| Problem::without_place(Code::NoExtracts, &name)));
        problems.extend(report.close().err());
        complain(&problems, printer);
        match (problems.is_empty(), report.gap) {
            (false, _) => Outcome::Bad,
            (true, true) => Outcome::Gaps,
            (true, false) => Outcome::Clean,
        }
    }

    fn one(&self, input: &Input) -> Judgement {
        let name = input.path.display().to_string();
        let source = match read(&input.path) {
            Ok(source) => Arc::new(source),
            Err(fault) => return Judgement::Bad { problems: vec![read_fault(&name, fault)], name },
        };
        match extract::read(&source, self.vocabulary) {
            Ok(extract) => {
                let view = self.judge.judge(&extract);
                let gap = self.threshold.is_some_and(|threshold| view.has_gap(threshold));
                Judgement::Judged { text: self.writer.assessment(&view), gap }
            }
            Err(problems) => {
                let other = problems.iter().all(|problem| problem.code() == Code::NotAnExtract);
                // Somebody who gives the agreement itself is not helped by hearing that it is no good YAML.
                let written = input
                    .path
                    .extension()
                    .is_some_and(|end| ["txt", "md", "html", "rtf"].iter().any(|known| end == *known));
                if written {
                    return Judgement::Bad { problems: vec![Problem::without_place(Code::Document, &name)], name };
                }
                if input.folder.is_some() && other { Judgement::Other } else { Judgement::Bad { name, problems } }
            }
        }
    }
}

fn read(path: &Path) -> Result<Source, ReadFault> {
    if path.as_os_str() == "-" { Source::read_from("-".into(), io::stdin().lock()) } else { Source::read(path) }
}

/// A report that grows on standard output.
struct Report<'r> {
    writer: Writer<'r>,
    judged: usize,
    gap: bool,
    not_judged: Vec<String>,
}

impl Report<'_> {
    /// Takes what became of one file; returns the problems of one that could not be read.
    fn take(&mut self, judgement: Judgement) -> Result<Vec<Problem>, Problem> {
        match judgement {
            Judgement::Judged { text, gap } => {
                let before = if self.judged == 0 { self.writer.start() } else { self.writer.between().to_owned() };
                self.judged += 1;
                self.gap |= gap;
                print(&before)?;
                print(&text)?;
                Ok(Vec::new())
            }
            Judgement::Bad { name, problems } => {
                self.not_judged.push(name);
                Ok(problems)
            }
            Judgement::Other => Ok(Vec::new()),
        }
    }

    /// Ends the report, if there is one: where nothing was judged, nothing is written.
    fn close(&self) -> Result<(), Problem> {
        if self.judged == 0 { Ok(()) } else { print(&self.writer.end(self.judged, &self.not_judged)) }
    }
}
