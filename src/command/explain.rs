//! `art28 explain`: one thing in full.

use super::{Outcome, World, load, print};
use crate::{
    checklist::Loaded,
    cli::ExplainArgs,
    explain::{explain, names},
    problem::{Code, Problem},
    report::Page,
    words::Words,
};

/// Runs the command.
pub(super) fn run(args: &ExplainArgs, world: World) -> Outcome {
    let words = Words::of(args.lang.unwrap_or(world.language));
    let page = Page { width: world.width, colour: world.colour };
    let explained = load(&args.asked).and_then(|loaded| match explain(&args.id, &loaded, &page, words) {
        Some(text) => print(&text).map_err(|problem| vec![problem]),
        None => Err(vec![unknown(&args.id, &loaded)]),
    });
    world.outcome(words, explained.map(drop))
}

/// The problem of a name that stands for nothing. Whoever writes a provision does not mean anything with a name.
fn unknown(id: &str, loaded: &Loaded) -> Problem {
    let problem = Problem::without_place(Code::UnknownId, id);
    if id.contains('/') { problem } else { problem.with_nearest(id, names(loaded)) }
}
