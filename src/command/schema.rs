//! `art28 schema`: prints a JSON Schema.

use super::{Outcome, World, load, print};
use crate::{
    cli::{AskedArgs, SchemaArgs},
    editor,
    words::Words,
};

/// Runs the command.
pub(super) fn run(args: &SchemaArgs, world: World) -> Outcome {
    let asked =
        AskedArgs { checklists: args.checklists.clone(), settings: Vec::new(), vocabulary: args.vocabulary.clone() };
    let result = load(&asked).and_then(|loaded| {
        let schema = editor::schema(&args.name, &loaded.vocabulary).unwrap_or_default();
        print(&schema).map(drop).map_err(|problem| vec![problem])
    });
    world.outcome(Words::of(world.language), result)
}
