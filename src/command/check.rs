//! `art28 check`: judges extracts and prints what is missing.

use std::{path::Path, sync::Arc};

use rayon::prelude::*;

use super::{
    Complaints, Outcome, World,
    inputs::{Input, Inputs, is_foreign},
    load, print,
};
use crate::{
    checklist::{Level, Loaded},
    cli::{CheckArgs, FormatArg, Threshold},
    extract,
    problem::{Code, Printer, Problem, read_fault},
    report::{Day, Format, Judge, Page, Shown, Writer},
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
    let mut complaints = Complaints::new(Printer { words, style: world.problems, width: world.problems_width });
    let Loaded { vocabulary, checklists } = match load(&args.asked) {
        Ok(loaded) => loaded,
        Err(problems) => {
            complaints.add(&problems);
            complaints.end();
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
    let day = args.date.map_or(Day::Today(world.today), Day::Fixed);
    let judge = Judge::new(&checklists, &vocabulary, words, day);
    let run = Run { vocabulary: &vocabulary, judge, writer, threshold: threshold(args.fail_on) };
    let gap = run.all(&Inputs::find(&args.extracts), &mut complaints);
    match (complaints.end(), gap) {
        (false, _) => Outcome::Bad,
        (true, true) => Outcome::Gaps,
        (true, false) => Outcome::Clean,
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
    writer: Writer<'r>,
    threshold: Option<Level>,
}

impl Run<'_> {
    /// Judges every input and writes the report as it grows; whether there is a gap. A file that cannot be read stops none
    /// of the others; a report that cannot be written, or that nobody reads, stops everything.
    fn all(&self, inputs: &Inputs, complaints: &mut Complaints) -> bool {
        let mut report = Report { writer: self.writer, judged: 0, gap: false, not_judged: Vec::new() };
        let mut empty = vec![true; inputs.folders.len()];
        complaints.add(&inputs.problems);
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
                match report.take(judgement, complaints) {
                    Ok(true) => {}
                    Ok(false) => return report.gap,
                    Err(problem) => {
                        complaints.add(&[problem]);
                        return report.gap;
                    }
                }
            }
        }
        let names = inputs.folders.iter().map(|folder| folder.display().to_string());
        for (name, _) in names.zip(empty).filter(|(_, empty)| *empty && inputs.problems.is_empty()) {
            complaints.add(&[Problem::without_place(Code::NoExtracts, &name)]);
        }
        if let Err(problem) = report.close() {
            complaints.add(&[problem]);
        }
        report.gap
    }

    fn one(&self, input: &Input) -> Judgement {
        let name = input.path.display().to_string();
        let source = match input.read() {
            Ok(source) => Arc::new(source),
            Err(fault) => return Judgement::Bad { problems: vec![read_fault(&name, fault)], name },
        };
        match extract::read(&source, self.vocabulary) {
            Ok(extract) => {
                let view = self.judge.judge(&extract);
                let gap = self.threshold.is_some_and(|threshold| view.has_gap(threshold));
                Judgement::Judged { text: self.writer.assessment(&view), gap }
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
fn is_prose(path: &Path) -> bool {
    path.extension().is_some_and(|end| ["txt", "md", "html", "htm", "rtf"].iter().any(|known| end == *known))
}

/// A report that grows on standard output.
struct Report<'r> {
    writer: Writer<'r>,
    judged: usize,
    gap: bool,
    not_judged: Vec<String>,
}

impl Report<'_> {
    /// Takes what became of one file; whether anybody reads on.
    fn take(&mut self, judgement: Judgement, complaints: &mut Complaints) -> Result<bool, Problem> {
        match judgement {
            Judgement::Judged { text, gap } => {
                let before = if self.judged == 0 { self.writer.start() } else { self.writer.between().to_owned() };
                self.judged += 1;
                self.gap |= gap;
                Ok(print(&before)? && print(&text)?)
            }
            Judgement::Bad { name, problems } => {
                complaints.add(&problems);
                self.not_judged.push(name);
                Ok(true)
            }
            Judgement::Other => Ok(true),
        }
    }

    /// Ends the report, if there is one: where nothing was judged, nothing is written.
    fn close(&self) -> Result<bool, Problem> {
        if self.judged == 0 { Ok(true) } else { print(&self.writer.end(self.judged, &self.not_judged)) }
    }
}
