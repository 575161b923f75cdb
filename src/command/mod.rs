//! The subcommands, one file each.

mod answers;
mod check;
mod completions;
mod diff;
mod draft;
mod explain;
mod file;
mod inputs;
mod lint;
mod list;
mod man;
mod new;
mod outputs;
mod pages;
mod progress;
mod review;
mod schema;
mod test;
mod update;

use std::{
    io::{self, Write},
    process::ExitCode,
};

pub use answers::Answers;

use crate::{
    checklist::{self, Loaded, Request, Setting},
    cli::{AskedArgs, Cli, Command},
    language::Language,
    problem::{Code, Printer, Problem},
    words::Words,
};

/// What a command needs to know of the world around it.
#[derive(Clone, Copy, Debug)]
pub struct World {
    /// The language where none is asked for.
    pub language: Language,
    /// How many columns standard output has.
    pub width: usize,
    /// Whether lines of lists may be broken there: somebody reads them, not a program.
    pub folded: bool,
    /// Whether standard output takes colour.
    pub colour: bool,
    /// How problems look on standard error.
    pub problems: crate::problem::Style,
    /// How many columns standard error has.
    pub problems_width: usize,
    /// Whether somebody watches standard error.
    pub watched: bool,
    /// How decisions come in.
    pub answers: Answers,
    /// What day it is here.
    pub today: fn() -> jiff::civil::Date,
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing at or above the threshold.
    Clean,
    /// Gaps at or above the threshold.
    Gaps,
    /// Bad input or usage.
    Bad,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Clean => 0.into(),
            Outcome::Gaps => 1.into(),
            Outcome::Bad => 2.into(),
        }
    }
}

/// Runs a command.
#[must_use]
pub fn run(cli: Cli, world: World) -> Outcome {
    match cli.command {
        Command::Check(args) => check::run(&args, world),
        Command::Draft(args) => draft::run(&args, world),
        Command::Review(args) => review::run(&args, world),
        Command::Diff(args) => diff::run(&args, world),
        Command::Lint(args) => lint::run(&args, world),
        Command::Test(args) => test::run(args, world),
        Command::New(args) => new::run(&args, world),
        Command::Explain(args) => explain::run(&args, world),
        Command::List(args) => list::run(&args, world),
        Command::Schema(args) => schema::run(&args, world),
        Command::Completions(args) => completions::run(&args, world),
        Command::Man => man::run(world),
        Command::ReadPdf => match crate::ingest::read::run_for_pdf() {
            Ok(()) => Outcome::Clean,
            Err(_) => Outcome::Bad,
        },
        Command::Complete(args) => completions::answer(args),
    }
}

/// The checklists that were asked for, and the topics they know.
fn load(asked: &AskedArgs) -> Result<Loaded, Vec<Problem>> {
    let (settings, vocabulary) = (settings(asked)?, asked.vocabulary.as_deref());
    checklist::load(&Request { checklists: &asked.checklists, settings: &settings, vocabulary, known: None })
}

/// What parameters are set to.
fn settings(asked: &AskedArgs) -> Result<Vec<Setting>, Vec<Problem>> {
    let mut settings = Vec::new();
    let mut problems = Vec::new();
    for text in &asked.settings {
        match text.split_once('=') {
            Some((name, value)) => settings.push(Setting { name: name.trim().into(), value: value.trim().into() }),
            None => problems.push(Problem::without_place(Code::SettingForm, "--set").with("value", text)),
        }
    }
    if problems.is_empty() { Ok(settings) } else { Err(problems) }
}

/// Prints problems on standard error as they come, and at the end how many there were.
#[derive(Debug)]
struct Complaints {
    printer: Printer,
    count: usize,
}

impl World {
    /// How a command ends that judges nothing: its problems are shown in some words.
    fn outcome(self, words: &'static Words, result: Result<(), Vec<Problem>>) -> Outcome {
        let Err(problems) = result else { return Outcome::Clean };
        say(&Printer { words, style: self.problems, width: self.problems_width }.show(&problems));
        Outcome::Bad
    }
}

impl Complaints {
    fn new(printer: Printer) -> Self {
        Self { printer, count: 0 }
    }

    /// Prints the problems of one file.
    fn add(&mut self, problems: &[Problem]) {
        self.count += problems.len();
        say(&self.printer.show(problems));
    }

    /// Says how many there were, if there were any; whether there were none.
    fn end(self) -> bool {
        if self.count > 0 {
            say(&format!("{}\n", self.printer.words.count("problems", self.count)));
        }
        self.count == 0
    }
}

fn say(text: &str) {
    // Where standard error is closed there is nowhere left to complain to.
    let _ = io::stderr().write_all(text.as_bytes());
}

/// Writes to standard output. Whether somebody still reads it: whoever closed it wants no more, which is no problem.
fn print(text: &str) -> Result<bool, Problem> {
    let mut output = io::stdout().lock();
    match output.write_all(text.as_bytes()).and_then(|()| output.flush()) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        Err(error) => Err(Problem::without_place(Code::NotWritten, "-").with("reason", error.to_string())),
    }
}
