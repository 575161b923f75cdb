//! `art28 test`: runs the examples inside checklists.

use super::{Outcome, World, load, print};
use crate::{
    checklist::Loaded,
    cli::{AskedArgs, TestArgs},
    examples,
    report::Page,
    words::Words,
};

/// Runs the command.
pub(super) fn run(args: TestArgs, world: World) -> Outcome {
    let words = Words::of(args.lang.unwrap_or(world.language));
    let asked = AskedArgs { checklists: args.checklists, settings: args.settings, vocabulary: args.vocabulary };
    let Loaded { vocabulary, checklists } = match load(&asked) {
        Ok(loaded) => loaded,
        Err(problems) => return world.outcome(words, Err(problems)),
    };
    let page = Page { width: world.width, colour: world.colour };
    let mut passed = true;
    let mut text = String::new();
    for checklist in &checklists {
        let trials = examples::run(checklist, &vocabulary);
        passed &= trials.iter().all(examples::Trial::is_passed);
        text.push_str(&examples::tell(checklist, &trials, &vocabulary, &page, words));
    }
    match print(&text) {
        Err(problem) => world.outcome(words, Err(vec![problem])),
        Ok(_) if passed => Outcome::Clean,
        Ok(_) => Outcome::Gaps,
    }
}
