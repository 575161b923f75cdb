//! `art28 completions`: the script with which a shell completes, and the answers that it asks for.
//!
//! The scripts ask `art28 complete -- WORDS…`, with the words of the line without quotes, the last one up to the cursor. Each
//! line of the answer is a word that could stand in its place, and after a tab what it is: nothing for a file. The scripts with
//! `clap_complete` are not used: in bash they leave the blanks of file names bare and cut `--set=NAME` in two, in zsh they
//! put a blank behind `NAME=`.

use std::env;

use clap::CommandFactory;
use clap_complete::engine::{CompletionCandidate, complete};

use super::{Outcome, World, print};
use crate::{
    clean::{has_unsafe, one_line},
    cli::{Cli, CompleteArgs, CompletionsArgs, Shell},
    complete::is_file,
    words::Words,
};

/// Runs the command.
pub(super) fn run(args: &CompletionsArgs, world: World) -> Outcome {
    let script = match args.shell {
        Shell::Bash => include_str!("../completions/art28.bash"),
        Shell::Zsh => include_str!("../completions/art28.zsh"),
        Shell::Fish => include_str!("../completions/art28.fish"),
    };
    let result = print(script).map(drop).map_err(|problem| vec![problem]);
    world.outcome(Words::of(world.language), result)
}

/// Answers a shell. Where nothing can be said, nothing is: whoever is typing must not be disturbed.
pub(super) fn answer(args: CompleteArgs) -> Outcome {
    let typing = args.words.last().cloned().unwrap_or_default();
    let place = args.words.len().saturating_sub(1);
    let folder = env::current_dir().ok();
    let mut found = complete(&mut Cli::command(), args.words, place, folder.as_deref()).unwrap_or_default();
    if typing.is_empty() && found.iter().any(|candidate| !is_option(candidate)) {
        // Options hide what else there is until somebody asks for them.
        found.retain(|candidate| !is_option(candidate));
    }
    let _ = print(&found.iter().filter_map(line).collect::<String>());
    Outcome::Clean
}

fn is_option(candidate: &CompletionCandidate) -> bool {
    candidate.get_value().as_encoded_bytes().starts_with(b"-")
}

/// A line of the answer. A name that would break it up, or that a terminal would obey, is not offered.
fn line(candidate: &CompletionCandidate) -> Option<String> {
    let value = candidate.get_value().to_str().filter(|value| !has_unsafe(value))?;
    let help = candidate.get_help().map(ToString::to_string);
    let help = one_line(help.as_deref().and_then(|help| help.lines().next()).unwrap_or_default());
    // A tab with nothing behind it marks files: bash must know what to treat as a path.
    if is_file(candidate) {
        return Some(format!("{value}\t\n"));
    }
    Some(if help.is_empty() { format!("{value}\n") } else { format!("{value}\t{help}\n") })
}
