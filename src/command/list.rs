//! `art28 list`: what there is.

use super::{Outcome, World, load, print};
use crate::{
    checklist::{Level, Loaded},
    cli::{LevelArg, ListArgs, ListedArg},
    explain::{self, Filter, provisions},
    problem::{Code, Problem},
    report::Page,
    vocabulary::{Provision, TopicId},
    words::Words,
};

/// Runs the command.
pub(super) fn run(args: &ListArgs, world: World) -> Outcome {
    let words = Words::of(args.lang.unwrap_or(world.language));
    let width = if world.folded { world.width } else { Page::ENDLESS };
    let page = Page { width, colour: world.colour };
    let listed = load(&args.asked).and_then(|loaded| {
        let filter = filter(args, &loaded)?;
        let text = match listed(args) {
            ListedArg::Checklists => explain::checklists(&loaded, &filter, &page, words),
            ListedArg::Requirements => explain::requirements(&loaded, &filter, &page, words),
            ListedArg::Topics => explain::topics(&loaded, &filter, &page, words),
        };
        // A program that reads on gets no line that is no name.
        let none = if world.folded { format!("{}\n", words.get("explain.none")) } else { String::new() };
        print(if text.is_empty() { &none } else { &text }).map_err(|problem| vec![problem])
    });
    world.outcome(words, listed.map(drop))
}

/// The options that choose among requirements, where they are given.
fn given(args: &ListArgs) -> impl Iterator<Item = &'static str> {
    let options = [
        ("--area", args.area.is_some()),
        ("--level", args.level.is_some()),
        ("--topic", args.topic.is_some()),
        ("--basis", args.basis.is_some()),
    ];
    options.into_iter().filter(|(_, given)| *given).map(|(option, _)| option)
}

fn listed(args: &ListArgs) -> ListedArg {
    let among = args.text.is_some() || given(args).next().is_some();
    let chosen = if among { ListedArg::Requirements } else { ListedArg::Checklists };
    args.what.unwrap_or(chosen)
}

/// What is chosen; a name that stands for nothing must not look like an empty list.
fn filter(args: &ListArgs, loaded: &Loaded) -> Result<Filter, Vec<Problem>> {
    let kind = match listed(args) {
        ListedArg::Requirements => None,
        ListedArg::Checklists => Some("listed.checklists"),
        ListedArg::Topics => Some("listed.topics"),
    };
    if let Some(kind) = kind {
        let unfit =
            |option| Problem::without_place(Code::UnfitFilter, option).with("option", option).with_word("kind", kind);
        let unfit: Vec<Problem> = given(args).map(unfit).collect();
        if !unfit.is_empty() {
            return Err(unfit);
        }
    }
    let mut problems = Vec::new();
    let area = args.area.as_deref().and_then(|id| keep(area(id, loaded), &mut problems));
    let topics = args.topic.as_deref().and_then(|name| keep(topics(name, loaded), &mut problems));
    let basis = args.basis.as_deref().and_then(|text| keep(basis(text, loaded), &mut problems));
    let level = args.level.map(|level| match level {
        LevelArg::Law => Level::Law,
        LevelArg::Guidance => Level::Guidance,
        LevelArg::Policy => Level::Policy,
    });
    let text = args.text.clone();
    if problems.is_empty() { Ok(Filter { area, level, topics, basis, text }) } else { Err(problems) }
}

/// The value, if there is one; else the problem is kept.
fn keep<T>(found: Result<T, Problem>, problems: &mut Vec<Problem>) -> Option<T> {
    found.map_err(|problem| problems.push(problem)).ok()
}

fn area(id: &str, loaded: &Loaded) -> Result<String, Problem> {
    let mut known: Vec<&str> = Vec::new();
    for area in loaded.checklists.iter().flat_map(|checklist| &checklist.areas) {
        if !known.contains(&area.id.as_str()) {
            known.push(&area.id);
        }
    }
    if known.contains(&id) {
        return Ok(id.to_owned());
    }
    let problem = Problem::without_place(Code::NoSuchArea, "--area").with("id", id);
    Err(problem.with_list("options", known.iter().copied()).with_nearest(id, known))
}

/// The topic of this name, or all that begin with it: `breach` stands for `breach.notification` and the others.
fn topics(name: &str, loaded: &Loaded) -> Result<Vec<TopicId>, Problem> {
    let vocabulary = &loaded.vocabulary;
    if let Some(topic) = vocabulary.find(name) {
        return Ok(vec![topic]);
    }
    let names = || vocabulary.topics().map(|topic| topic.name.as_str());
    let below = names().filter(|known| known.strip_prefix(name).is_some_and(|rest| rest.starts_with('.')));
    let found: Vec<TopicId> = below.filter_map(|known| vocabulary.find(known)).collect();
    if found.is_empty() {
        Err(Problem::without_place(Code::NoSuchTopic, "--topic").with("topic", name).with_nearest(name, names()))
    } else {
        Ok(found)
    }
}

fn basis(text: &str, loaded: &Loaded) -> Result<Vec<Provision>, Problem> {
    let found = provisions(text, loaded);
    if found.is_empty() {
        let acts = loaded.vocabulary.acts();
        let mut problem = Problem::without_place(Code::BadBasis, "--basis").with("value", text);
        if let Some((act, last)) = Provision::beyond(text, acts) {
            problem = problem.with("act", act.name.as_str()).with("last", last.to_string());
        }
        return Err(problem.with_list("options", acts.iter().map(|act| act.name.as_str())));
    }
    Ok(found)
}
