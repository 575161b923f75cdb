//! `art28 check`: judges extracts and prints what is missing.

use std::{path::Path, sync::Arc};

use rayon::prelude::*;

use super::{
    Complaints, Outcome, World,
    inputs::{Input, Inputs, is_foreign},
    load,
    outputs::{Outputs, Pieces, Wanted},
    progress::Progress,
};
use crate::{
    checklist::{Level, Loaded},
    cli::{CheckArgs, FormatArg, SeparatorArg, Threshold},
    extract::{self, Extract},
    ingest::verify::{Library, verify},
    problem::{Code, Printer, Problem, read_fault},
    report::{Day, Ending, Format, Judge, Matrix, Options, Page, Setup, Shown, Verdicts},
    source::Source,
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
    let template = match template(args.written.template.as_deref(), args.written.outputs.len()) {
        Ok(template) => template,
        Err(problem) => return world.outcome(words, Err(vec![problem])),
    };
    let templated = template.as_ref().map(|_| Format::Markdown);
    let day = args.date.map_or(Day::Today(world.today), Day::Fixed);
    let judge = Judge::new(&checklists, &vocabulary, words, day).confirmed_only(args.confirmed_only);
    let inputs = Inputs::find(&args.extracts);
    let paths: Vec<&Path> = inputs.files.iter().map(|input| input.path.as_path()).collect();
    let wanted = Wanted {
        // Whoever asks for files wants nothing else, unless they say so.
        printed: args.written.format.map(form).or(args
            .written
            .outputs
            .is_empty()
            .then_some(templated.unwrap_or(Format::Table))),
        files: &args.written.outputs,
        filed: templated,
        replace: args.written.force,
        inputs: &paths,
    };
    let shown = Shown { all: args.all, details: args.details, summary: args.summary };
    let page = Page { width: world.width, colour: world.colour };
    let options = Options {
        separator: args.written.csv_separator.map(separator),
        template: template.as_ref(),
        fail_on: threshold(args.fail_on),
        confirmed_only: args.confirmed_only,
    };
    let several = inputs.files.len() > 1;
    let printed = Setup { page, shown, words, checklists: &checklists, options, several };
    let filed = Setup { page: Page { width: FILE_WIDTH, colour: false }, ..printed };
    let outputs = match Outputs::open(&wanted, &printed, &filed) {
        Ok(outputs) => outputs,
        Err(problems) => return world.outcome(words, Err(problems)),
    };
    // A bar between the lines of a report on the same terminal would only disturb.
    let with_progress = world.watched && (wanted.printed.is_none() || args.summary || !world.folded);
    let library = (!args.no_verify).then(Library::default);
    let run = Run { vocabulary: &vocabulary, judge, threshold: threshold(args.fail_on), library, with_progress };
    let gap = run.all(&inputs, outputs, &mut complaints);
    match (complaints.end(), gap) {
        (false, _) => Outcome::Bad,
        (true, true) => Outcome::Gaps,
        (true, false) => Outcome::Clean,
    }
}

/// The form that is asked for.
pub(super) fn form(format: FormatArg) -> Format {
    match format {
        FormatArg::Table => Format::Table,
        FormatArg::Json => Format::Json,
        FormatArg::Jsonl => Format::JsonLines,
        FormatArg::Yaml => Format::Yaml,
        FormatArg::Html => Format::Html,
        FormatArg::Csv => Format::Csv,
        FormatArg::Md => Format::Markdown,
        FormatArg::Sarif => Format::Sarif,
        FormatArg::Junit => Format::Junit,
    }
}

/// The template that was asked for, which makes one file at most.
pub(super) fn template(path: Option<&Path>, files: usize) -> Result<Option<Arc<Source>>, Problem> {
    let Some(path) = path else { return Ok(None) };
    let name = path.display().to_string();
    if files > 1 {
        return Err(Problem::without_place(Code::TemplateForSeveral, &name));
    }
    let source = Source::read(path).map_err(|fault| read_fault(&name, fault))?;
    Ok(Some(Arc::new(source)))
}

/// What stands between the cells of a CSV file.
pub(super) fn separator(separator: SeparatorArg) -> u8 {
    match separator {
        SeparatorArg::Comma => b',',
        SeparatorArg::Semicolon => b';',
        SeparatorArg::Tab => b'\t',
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
    /// The documents in which clauses are looked up, if they are.
    library: Option<Library>,
    /// Whether somebody could see how far it is.
    with_progress: bool,
}

impl Run<'_> {
    /// Judges every input and writes the reports as they grow; whether there is a gap. A file that cannot be read stops none
    /// of the others; a report that cannot be written, or that nobody reads, stops everything.
    fn all(&self, inputs: &Inputs, outputs: Outputs<'_>, complaints: &mut Complaints) -> bool {
        let mut reports = Reports { outputs, matrix: Matrix::default(), gap: false, not_judged: Vec::new() };
        let mut empty = vec![true; inputs.folders.len()];
        complaints.add(&inputs.problems);
        let mut progress = Progress::new(inputs.files.len(), self.with_progress);
        for batch in inputs.files.chunks(BATCH) {
            // Waking the other cores takes longer than judging one file.
            let judgements: Vec<Judgement> = match batch {
                [only] => vec![self.one(only, &reports.outputs)],
                _ => batch.par_iter().map(|input| self.one(input, &reports.outputs)).collect(),
            };
            progress.advance(batch.len());
            // Nothing of a report that cannot be written is.
            if let Some(problem) = reports.outputs.fault() {
                complaints.add(&[problem]);
                return reports.gap;
            }
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
        drop(progress);
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
        let source = match input.read() {
            Ok(source) => Arc::new(source),
            Err(fault) => return Judgement::Bad { problems: vec![read_fault(&name, fault)], name },
        };
        match extract::read(&source, self.vocabulary) {
            Ok(mut extract) => {
                if let Some(library) = &self.library {
                    verify(&mut extract, library);
                }
                let view = self.judge.judge(&extract);
                let gap = self.threshold.is_some_and(|threshold| view.has_gap(threshold));
                let (pieces, verdicts) = (outputs.pieces(&view), Verdicts::of(&view));
                Judgement::Judged { pieces, verdicts, gap, again: outputs.needs_views().then(|| Box::new(extract)) }
            }
            Err(problems) if input.folder.is_some() && is_foreign(&problems, source.text()) => Judgement::Other,
            // Somebody who gives the agreement itself is not helped by hearing that it is no good YAML.
            Err(_) if is_prose(&input.path) => {
                Judgement::Bad { problems: vec![Problem::without_place(Code::Document, &name)], name }
            }
            Err(problems) => Judgement::Bad { name, problems },
        }
    }
}

/// Whether a path is that of a text rather than of data.
pub(super) fn is_prose(path: &Path) -> bool {
    path.extension().is_some_and(|end| ["txt", "md", "html", "htm", "rtf"].iter().any(|known| end == *known))
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
                let again = again.as_deref().map(|extract| (judge, extract));
                let read_on = self.outputs.add(&verdicts.extract, &pieces, again);
                self.matrix.add(verdicts);
                read_on
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
