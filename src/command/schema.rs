//! `art28 schema`: prints a JSON Schema.

use super::{Outcome, World, complain, print};
use crate::{checklist::Loader, cli::SchemaArgs, editor, problem::Printer, words::Words};

/// Runs the command.
pub(super) fn run(args: &SchemaArgs, world: World) -> Outcome {
    let printer = Printer { words: Words::of(world.language), style: world.problems, width: world.problems_width };
    let printed = Loader::new().and_then(|loader| {
        let schema = editor::schema(&args.name, &loader.vocabulary).unwrap_or_default();
        print(&schema).map_err(|problem| vec![problem])
    });
    match printed {
        Ok(()) => Outcome::Clean,
        Err(problems) => {
            complain(&problems, printer);
            Outcome::Bad
        }
    }
}
