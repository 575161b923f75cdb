//! The `art28` program: reads the command line and the world around it, runs a command, returns its exit code.

use std::{
    env,
    io::{IsTerminal, stderr, stdin, stdout},
    process::ExitCode,
    sync::OnceLock,
};

use art28::{
    cli::Cli,
    command::{Answers, World, run},
    language::Language,
    problem::Style,
};
use clap::Parser;
use jiff::{Zoned, civil::Date};

/// The width where nothing says how wide a page is.
const DEFAULT_WIDTH: usize = 80;

/// The widest page: longer lines are hard to read.
const WIDEST: usize = 240;

fn main() -> ExitCode {
    run(Cli::parse(), world()).into()
}

/// What the terminal and the environment say.
fn world() -> World {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    let dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
    let plain = set("NO_COLOR") || dumb;
    let columns = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).filter(|columns| *columns > 0);
    let width = |terminal: Option<(terminal_size::Width, _)>| {
        columns.or(terminal.map(|(width, _)| usize::from(width.0))).unwrap_or(DEFAULT_WIDTH).min(WIDEST)
    };
    let drawn = Style::Drawn { colour: stderr().is_terminal() && !plain };
    let answers = match stdin().is_terminal() {
        // Whoever listens to a screen is helped by lines, which can be heard and corrected.
        true if stdout().is_terminal() && !dumb && !set("NO_GRAPHICS") => Answers::Keys,
        true => Answers::Lines,
        false => Answers::Written,
    };
    World {
        language: Language::from_environment(),
        width: width(terminal_size::terminal_size_of(stdout())),
        folded: columns.is_some() || stdout().is_terminal(),
        colour: stdout().is_terminal() && !plain,
        problems: if set("NO_GRAPHICS") || dumb { Style::Plain } else { drawn },
        problems_width: width(terminal_size::terminal_size_of(stderr())),
        watched: stderr().is_terminal() && !dumb,
        answers,
        today,
    }
}

/// What day it is, the same throughout the run.
fn today() -> Date {
    static TODAY: OnceLock<Date> = OnceLock::new();
    *TODAY.get_or_init(|| Zoned::now().date())
}
