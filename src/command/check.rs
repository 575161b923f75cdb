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
    report::{Format, Judge, Page, Writer},
    source::{ReadFault, Source},
    vocabulary::Vocabulary,
    words::Words,
};

/// How many extracts are in work at once. What they yield is held until it is their turn, so this bounds memory.
const BATCH: usize = 64;

/// What became of one file.
enum Result {
    /// It was judged: its part of the report, and whether it has a gap at the threshold.
    Judged { text: String, gap: bool },
    /// It could not be read.
    Bad { name: String, problems: Vec<Problem> },
    /// It is no extract, and nobody said that it was.
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
        all: args.all,
        words,
        checklists: &checklists,
    };
    let judge = Judge::new(&checklists, &vocabulary, words);
    let run = Run { vocabulary: &vocabulary, judge, writer, threshold: threshold(args.fail_on) };
    run.all(&Inputs::find(&args.extracts), printer)
}

/// The checklists that were asked for, and the topics they know.
fn load(args: &CheckArgs) -> std::result::Result<Loaded, Vec<Problem>> {
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
        let mut report = Report { writer: self.writer, judged: 0, others: 0, gap: false, not_judged: Vec::new() };
        let mut problems = inputs.problems.clone();
        for batch in inputs.files.chunks(BATCH) {
            let results: Vec<Result> = match batch {
                [only] => vec![self.one(only)],
                _ => batch.par_iter().map(|input| self.one(input)).collect(),
            };
            for result in results {
                match report.take(result) {
                    Ok(found) => problems.extend(found),
                    Err(problem) => {
                        complain(&[problem], printer);
                        return Outcome::Bad;
                    }
                }
            }
        }
        if report.judged == 0 && report.not_judged.is_empty() && problems.is_empty() {
            // Every file that was found turned out to be something else.
            problems.push(Problem::without_place(Code::NoExtracts, "."));
        }
        if report.judged > 0 && !inputs.is_single()
            || report.judged == 1
        {
            if let Err(problem) = report.close() {
                problems.push(problem);
            }
        }
        complain(&problems, printer);
        match (problems.is_empty(), report.gap) {
            (false, _) => Outcome::Bad,
            (true, true) => Outcome::Gaps,
            (true, false) => Outcome::Clean,
        }
    }

    fn one(&self, input: &Input) -> Result {
        let name = input.path.display().to_string();
        let source = match read(&input.path) {
            Ok(source) => Arc::new(source),
            Err(fault) => return Result::Bad { problems: vec![read_fault(&name, fault)], name },
        };
        match extract::read(&source, self.vocabulary) {
            Ok(extract) => {
                let view = self.judge.judge(&extract);
                let gap = self.threshold.is_some_and(|threshold| view.has_gap(threshold));
                Result::Judged { text: self.writer.assessment(&view), gap }
            }
            Err(problems) => {
                let other = problems.iter().all(|problem| problem.code() == Code::NotAnExtract);
                if input.found && other { Result::Other } else { Result::Bad { name, problems } }
            }
        }
    }
}

fn read(path: &Path) -> std::result::Result<Source, ReadFault> {
    if path.as_os_str() == "-" { Source::read_from("-".into(), io::stdin().lock()) } else { Source::read(path) }
}

/// A report that grows on standard output.
struct Report<'r> {
    writer: Writer<'r>,
    judged: usize,
    others: usize,
    gap: bool,
    not_judged: Vec<String>,
}

impl Report<'_> {
    /// Takes what became of one file; returns the problems of one that could not be read.
    fn take(&mut self, result: Result) -> std::result::Result<Vec<Problem>, Problem> {
        match result {
            Result::Judged { text, gap } => {
                let before = if self.judged == 0 { self.writer.start() } else { self.writer.between().to_owned() };
                self.judged += 1;
                self.gap |= gap;
                print(&before)?;
                print(&text)?;
                Ok(Vec::new())
            }
            Result::Bad { name, problems } => {
                self.not_judged.push(name);
                Ok(problems)
            }
            Result::Other => {
                self.others += 1;
                Ok(Vec::new())
            }
        }
    }

    fn close(&self) -> std::result::Result<(), Problem> {
        print(&self.writer.end(self.judged, &self.not_judged))
    }
}
