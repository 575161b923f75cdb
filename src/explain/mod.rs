//! What checklists ask, for people: one thing in full, or lists of all there is.
//!
//! [`condition`](condition()) puts the condition of a row into words; whoever shows a condition uses it.

mod columns;
mod condition;
mod list;
mod matcher;
mod provision;
mod requirement;
mod topic;
mod whole;
mod writer;

use std::collections::BTreeSet;

pub use condition::{Phrase, annotation, condition, given};
pub use list::{Filter, checklists, requirements, topics};
pub use provision::find as provisions;
pub(crate) use topic::looks_at;
use writer::Writer;

use crate::{
    checklist::{Area, Change, Changed, Checklist, Loaded, Parameter, Requirement},
    report::Page,
    vocabulary::{Provision, TopicId},
    words::Words,
};

/// Something that a name can stand for.
#[derive(Clone, Debug)]
enum Thing<'t> {
    Checklist(&'t Checklist),
    Area(&'t Checklist, &'t Area),
    Requirement(&'t Checklist, &'t Area, &'t Requirement),
    /// A requirement that a checklist left out.
    Omitted(&'t Checklist, &'t Change),
    Parameter(&'t Checklist, &'t str, &'t Parameter),
    Topic(TopicId),
    Provision(Provision),
}

/// Everything that a name stands for, in full: a checklist, an area, a requirement, a parameter, a topic, or a provision.
/// Nothing if there is no such thing.
#[must_use]
pub fn explain(id: &str, loaded: &Loaded, page: &Page, words: &'static Words) -> Option<String> {
    let things = find(id, loaded);
    let mut writer = Writer::new(loaded, page, words);
    for (index, thing) in things.iter().enumerate() {
        if index > 0 {
            writer.sheet.blank();
            writer.sheet.blank();
        }
        match thing {
            Thing::Checklist(checklist) => writer.checklist(checklist),
            Thing::Area(checklist, area) => writer.area(checklist, area),
            Thing::Requirement(checklist, area, requirement) => writer.requirement(checklist, area, requirement),
            Thing::Omitted(checklist, change) => writer.omitted(checklist, change),
            Thing::Parameter(checklist, name, parameter) => writer.parameter(checklist, name, parameter),
            Thing::Topic(topic) => writer.topic(*topic),
            Thing::Provision(provision) => writer.provision(provision),
        }
    }
    (!things.is_empty()).then_some(writer.sheet.text)
}

/// Every name that stands for something.
#[must_use]
pub fn names(loaded: &Loaded) -> BTreeSet<&str> {
    let mut names: BTreeSet<&str> = loaded.vocabulary.topics().map(|topic| topic.name.as_str()).collect();
    for checklist in &loaded.checklists {
        names.insert(&checklist.id);
        names.extend(checklist.parameters.keys().map(String::as_str));
        names.extend(checklist.areas.iter().map(|area| area.id.as_str()));
        names.extend(checklist.requirements().map(|(_, requirement)| requirement.id.as_str()));
    }
    names
}

fn find<'l>(id: &str, loaded: &'l Loaded) -> Vec<Thing<'l>> {
    let mut things = Vec::new();
    for checklist in &loaded.checklists {
        if checklist.id == id {
            things.push(Thing::Checklist(checklist));
        }
        things.extend(checklist.areas.iter().filter(|area| area.id == id).map(|area| Thing::Area(checklist, area)));
        let asked = checklist.requirements().filter(|(_, requirement)| requirement.id == id);
        things.extend(asked.map(|(area, requirement)| Thing::Requirement(checklist, area, requirement)));
        let omitted =
            |change: &&Change| matches!(&change.what, Changed::Omitted { requirement, .. } if requirement == id);
        things.extend(checklist.changes.iter().filter(omitted).map(|change| Thing::Omitted(checklist, change)));
        let set = checklist.parameters.get_key_value(id);
        things.extend(set.map(|(name, parameter)| Thing::Parameter(checklist, name, parameter)));
    }
    things.extend(loaded.vocabulary.find(id).map(Thing::Topic));
    things.extend(provision::find(id, loaded).into_iter().map(Thing::Provision));
    things
}
