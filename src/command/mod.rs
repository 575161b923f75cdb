//! The subcommands, one file each.

mod check;
mod inputs;
mod schema;

use std::{
    io::{self, Write},
    process::ExitCode,
};

use crate::{
    cli::{Cli, Command},
    language::Language,
    problem::{Printer, Problem},
};

/// What a command needs to know of the world around it.
#[derive(Clone, Copy, Debug)]
pub struct World {
    /// The language where none is asked for.
    pub language: Language,
    /// How many columns standard output has.
    pub width: usize,
    /// Whether standard output takes colour.
    pub colour: bool,
    /// How problems look on standard error.
    pub problems: crate::problem::Style,
    /// How many columns standard error has.
    pub problems_width: usize,
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
        Command::Schema(args) => schema::run(&args, world),
    }
}

/// Prints problems on standard error, those of each file together, and how many there are.
fn complain(problems: &[Problem], printer: Printer) {
    let mut text = String::new();
    let mut rest = problems;
    while let Some(first) = rest.first() {
        let of_one_file = rest.iter().take_while(|problem| problem.file() == first.file()).count();
        let (file, others) = rest.split_at(of_one_file);
        text.push_str(&printer.show(file));
        rest = others;
    }
    if !problems.is_empty() {
        text.push_str(&printer.words.count("problems", problems.len()));
        text.push('\n');
    }
    // There is nowhere left to complain to.
    let _ = io::stderr().write_all(text.as_bytes());
}

/// Writes to standard output. Whoever closed it wants no more: that is no problem.
fn print(text: &str) -> Result<(), Problem> {
    let mut output = io::stdout().lock();
    match output.write_all(text.as_bytes()).and_then(|()| output.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let code = crate::problem::Code::NotWritten;
            Err(Problem::without_place(code, "-").with("reason", error.to_string()))
        }
        _ => Ok(()),
    }
}
