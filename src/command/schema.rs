//! `art28 schema`: prints a JSON Schema.

use super::{Complaints, Outcome, World, print};
use crate::{checklist::vocabulary, cli::SchemaArgs, editor, problem::Printer, words::Words};

/// Runs the command.
pub(super) fn run(args: &SchemaArgs, world: World) -> Outcome {
    let mut complaints = Complaints::new(Printer {
        words: Words::of(world.language),
        style: world.problems,
        width: world.problems_width,
    });
    let outcome = vocabulary(None).and_then(|vocabulary| {
        let schema = editor::schema(&args.name, &vocabulary).unwrap_or_default();
        print(&schema).map_err(|problem| vec![problem])
    });
    if let Err(problems) = outcome {
        complaints.add(&problems);
    }
    if complaints.end() { Outcome::Clean } else { Outcome::Bad }
}
