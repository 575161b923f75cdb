//! `art28 schema`: prints a JSON Schema.

use super::{Outcome, World, complain, print};
use crate::{checklist::vocabulary, cli::SchemaArgs, editor, problem::Printer, words::Words};

/// Runs the command.
pub(super) fn run(args: &SchemaArgs, world: World) -> Outcome {
    let printer = Printer { words: Words::of(world.language), style: world.problems, width: world.problems_width };
    let outcome = vocabulary().and_then(|vocabulary| {
        let schema = editor::schema(&args.name, &vocabulary).unwrap_or_default();
        print(&schema).map_err(|problem| vec![problem])
    });
    match outcome {
        Ok(()) => Outcome::Clean,
        Err(problems) => {
            complain(&problems, printer);
            Outcome::Bad
        }
    }
}
