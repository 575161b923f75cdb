//! `art28 check`: judges extracts and prints what is missing.

use std::{io, path::Path, sync::Arc};

use rayon::prelude::*;

use super::{
    Complaints, Outcome, World,
    inputs::{Input, Inputs},
    load,
    outputs::{Outputs, Pieces, Wanted},
};
use crate::{
    checklist::{Level, Loaded},
    cli::{CheckArgs, FormatArg, Threshold},
    extract::{self, Extract},
    problem::{Code, Printer, Problem, read_fault},
    report::{Day, Ending, Format, Judge, Matrix, Page, Setup, Shown, Verdicts},
    source::{ReadFault, Source},
    vocabulary::Vocabulary,
    words::Words,
};

/// How wide tables are that go into a file.
const FILE_WIDTH: usize = 100;

/// How many extracts are in work at once. What they yield is held until it is their turn, so this bounds memory.
const BATCH: usize = 64;

/// What became of one file.
enum Judgement {
    /// It was judged: what it adds to the reports, and whether it has a gap at the threshold.
    Judged { pieces: Pieces, verdicts: Verdicts, gap: bool, again: Option<Box<Extract>> },
    /// It could not be read.
    Bad { name: String, problems: Vec<Problem> },
    /// It is no extract, and nobody said that it was: folders may hold checklists too.
    Other,
}

/// Runs the command.
pub(super) fn run(args: &CheckArgs, world: World) -> Outcome {
    let words = Words::of(args.lang.unwrap_or(world.language));
    let mut complaints = Complaints::new(Printer { words, style: world.problems, width: world.problems_width });
    let Loaded { vocabulary, checklists } = match load(&args.asked) {
        Ok(loaded) => loaded,
        Err(problems) => {
            complaints.add(&problems);
            complaints.end();
            return Outcome::Bad;
        }
    };
    let day = args.date.map_or(Day::Today(world.today), Day::Fixed);
    let judge = Judge::new(&checklists, &vocabulary, words, day);
    let inputs = Inputs::find(&args.extracts);
    let paths: Vec<&Path> = inputs.files.iter().map(|input| input.path.as_path()).collect();
    let wanted = Wanted {
        // Whoever asks for files wants nothing else, unless they say so.
        printed: args.format.or(args.outputs.is_empty().then_some(FormatArg::Table)).map(form),
        files: &args.outputs,
        replace: args.force,
        inputs: &paths,
    };
    let shown = Shown { all: args.all, details: args.details };
    let page = Page { width: world.width, colour: world.colour };
    let printed = Setup { page, shown, words, checklists: &checklists };
    let filed = Setup { page: Page { width: FILE_WIDTH, colour: false }, ..printed };
    let outputs = match Outputs::open(&wanted, &printed, &filed) {
        Ok(outputs) => outputs,
        Err(problems) => return world.outcome(words, Err(problems)),
    };
    let run = Run { vocabulary: &vocabulary, judge, threshold: threshold(args.fail_on) };
    let gap = run.all(&inputs, outputs, &mut complaints);
    match (complaints.end(), gap) {
        (false, _) => Outcome::Bad,
        (true, true) => Outcome::Gaps,
        (true, false) => Outcome::Clean,
    }
}

fn form(format: FormatArg) -> Format {
    match format {
        FormatArg::Table => Format::Table,
        FormatArg::Json => Format::Json,
        FormatArg::Jsonl => Format::JsonLines,
        FormatArg::Yaml => Format::Yaml,
    }
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
    threshold: Option<Level>,
}

impl Run<'_> {
    /// Judges every input and writes the reports as they grow; whether there is a gap. A file that cannot be read stops none
    /// of the others; a report that cannot be written, or that nobody reads, stops everything.
    fn all(&self, inputs: &Inputs, outputs: Outputs<'_>, complaints: &mut Complaints) -> bool {
        let mut reports = Reports { outputs, matrix: Matrix::default(), gap: false, not_judged: Vec::new() };
        let mut empty = vec![true; inputs.folders.len()];
        complaints.add(&inputs.problems);
        for batch in inputs.files.chunks(BATCH) {
            // Waking the other cores takes longer than judging one file.
            let judgements: Vec<Judgement> = match batch {
                [only] => vec![self.one(only, &reports.outputs)],
                _ => batch.par_iter().map(|input| self.one(input, &reports.outputs)).collect(),
            };
            for (input, judgement) in batch.iter().zip(judgements) {
                if let (Some(folder), false) = (input.folder, matches!(judgement, Judgement::Other)) {
                    empty[folder] = false;
                }
                match reports.take(judgement, &self.judge, complaints) {
                    Ok(true) => {}
                    Ok(false) => return reports.gap,
                    Err(problem) => {
                        complaints.add(&[problem]);
                        return reports.gap;
                    }
                }
            }
        }
        let names = inputs.folders.iter().map(|folder| folder.display().to_string());
        for (name, _) in names.zip(empty).filter(|(_, empty)| *empty && inputs.problems.is_empty()) {
            complaints.add(&[Problem::without_place(Code::NoExtracts, &name)]);
        }
        let Reports { outputs, matrix, gap, not_judged } = reports;
        if let Err(problem) = outputs.close(&Ending { matrix: &matrix, not_judged: &not_judged }) {
            complaints.add(&[problem]);
        }
        gap
    }

    fn one(&self, input: &Input, outputs: &Outputs<'_>) -> Judgement {
        let name = input.path.display().to_string();
        let source = match read(&input.path) {
            Ok(source) => Arc::new(source),
            Err(fault) => return Judgement::Bad { problems: vec![read_fault(&name, fault)], name },
        };
        match extract::read(&source, self.vocabulary) {
            Ok(extract) => {
                let view = self.judge.judge(&extract);
                let gap = self.threshold.is_some_and(|threshold| view.has_gap(threshold));
                let (pieces, verdicts) = (outputs.pieces(&view), Verdicts::of(&view));
                Judgement::Judged { pieces, verdicts, gap, again: outputs.needs_views().then(|| Box::new(extract)) }
            }
            Err(problems) if input.folder.is_some() && is_other(&problems, source.text()) => Judgement::Other,
            // Somebody who gives the agreement itself is not helped by hearing that it is no good YAML.
            Err(_) if is_prose(&input.path) => {
                Judgement::Bad { problems: vec![Problem::without_place(Code::Document, &name)], name }
            }
            Err(problems) => Judgement::Bad { name, problems },
        }
    }
}

/// Whether a file found in a folder is no extract at all: it says so itself, or it uses what extracts cannot have and has
/// none of their keys.
pub(super) fn is_other(problems: &[Problem], text: &str) -> bool {
    let foreign = |code| matches!(code, Code::Anchor | Code::Tag | Code::SecondDocument | Code::DuplicateKey);
    let keyed = |line: &str| ["agreement:", "documents:", "clauses:"].iter().any(|key| line.starts_with(key));
    problems.iter().all(|problem| problem.code() == Code::NotAnExtract)
        || problems.iter().all(|problem| foreign(problem.code())) && !text.lines().any(keyed)
}

/// Whether a path is that of a text rather than of data.
pub(super) fn is_prose(path: &Path) -> bool {
    path.extension().is_some_and(|end| ["txt", "md", "html", "htm", "rtf"].iter().any(|known| end == *known))
}

/// Reads a file, or standard input.
pub(super) fn read(path: &Path) -> Result<Source, ReadFault> {
    if path.as_os_str() == "-" { Source::read_from("-".into(), io::stdin().lock()) } else { Source::read(path) }
}

/// The reports of a run as they grow.
struct Reports<'r> {
    outputs: Outputs<'r>,
    matrix: Matrix,
    gap: bool,
    not_judged: Vec<String>,
}

impl Reports<'_> {
    /// Takes what became of one file; whether anybody reads on.
    fn take(&mut self, judgement: Judgement, judge: &Judge<'_>, complaints: &mut Complaints) -> Result<bool, Problem> {
        match judgement {
            Judgement::Judged { pieces, verdicts, gap, again } => {
                self.gap |= gap;
                self.matrix.add(verdicts);
                self.outputs.add(&pieces, again.as_deref().map(|extract| (judge, extract)))
            }
            Judgement::Bad { name, problems } => {
                complaints.add(&problems);
                self.not_judged.push(name);
                Ok(true)
            }
            Judgement::Other => Ok(true),
        }
    }
}
