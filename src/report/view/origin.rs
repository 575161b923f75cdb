//! Where the requirements of a checklist come from, and what overlays changed, in words.

use std::collections::{BTreeSet, HashMap};

use crate::{
    checklist::{Change, Changed, Checklist, Requirement},
    words::Words,
};

use super::show_value;

/// What an overlay changed in one parameter or requirement, in words.
#[derive(Debug)]
pub struct ChangeView<'a> {
    /// The name of the checklist that changed it.
    pub by: &'a str,
    /// What it changed.
    pub text: String,
    /// Why.
    pub reason: Option<&'a str>,
}

impl ChangeView<'_> {
    /// Who changed what, and why, as a sentence.
    #[must_use]
    pub fn sentence(&self, words: &Words) -> String {
        let key = if self.reason.is_some() { "change.line.reason" } else { "change.line" };
        words.say(key, &[("by", self.by), ("text", &self.text), ("reason", self.reason.unwrap_or_default())])
    }
}

/// What overlays changed in a checklist, of the changes that are asked for and in the order in which they were made.
pub(crate) fn changes<'a>(
    checklist: &'a Checklist,
    asked: impl Fn(&Change) -> bool,
    words: &Words,
) -> Vec<ChangeView<'a>> {
    let together = |one: &Change, next: &Change| {
        let about = |change: &Change| (change.layer, change.what.requirement().map(str::to_owned));
        one.what.requirement().is_some() && about(one) == about(next) && one.reason == next.reason
    };
    let requirements: HashMap<&str, &Requirement> = match checklist.changes[..] {
        [] => HashMap::new(),
        _ => checklist.requirements().map(|(_, requirement)| (requirement.id.as_str(), requirement)).collect(),
    };
    let view = |changes: &'a [Change]| ChangeView {
        by: checklist.author(&changes[0]),
        text: text(&requirements, changes, words),
        reason: changes[0].reason.as_ref().map(|reason| reason.get(words.language())),
    };
    // What belongs together is either asked for as a whole or not at all.
    checklist.changes.chunk_by(together).filter(|changes| asked(&changes[0])).map(view).collect()
}

/// Changes of one parameter or requirement as a sentence without its end.
fn text(requirements: &HashMap<&str, &Requirement>, changes: &[Change], words: &Words) -> String {
    let language = words.language();
    let mut texts: Vec<String> = Vec::new();
    let mut parts: Vec<&str> = Vec::new();
    for change in changes {
        match &change.what {
            Changed::Parameter { name, before, after } => {
                let (before, after) = (show_value(before, words), show_value(after, words));
                return words.say("change.parameter", &[("name", name), ("before", &before), ("after", &after)]);
            }
            Changed::Omitted { requirement, title } => {
                return words.say("change.omitted", &[("title", title.get(language)), ("id", requirement)]);
            }
            Changed::Level { before, after, .. } => {
                let levels = [before, after].map(|level| words.named("level", level.name()));
                texts.push(words.say("change.level", &[("before", levels[0]), ("after", levels[1])]));
            }
            Changed::Part { part, .. } => parts.push(words.named("part", part)),
            Changed::Added { .. } => texts.push(words.get("change.added").to_owned()),
        }
    }
    if !parts.is_empty() {
        texts.push(words.say("change.parts", &[("parts", &words.list(&parts))]));
    }
    let id = changes[0].what.requirement().unwrap_or_default();
    let title = requirements.get(id).map_or(id, |requirement| requirement.title.get(language));
    words.say("change.requirement", &[("title", title), ("id", id), ("changes", &words.list(&texts))])
}

/// The layers that changed each requirement and each parameter of a checklist.
pub(super) struct Touched<'a> {
    checklist: &'a Checklist,
    requirements: HashMap<&'a str, BTreeSet<usize>>,
    parameters: HashMap<&'a str, BTreeSet<usize>>,
}

impl<'a> Touched<'a> {
    pub(super) fn new(checklist: &'a Checklist) -> Self {
        let mut touched = Self { checklist, requirements: HashMap::new(), parameters: HashMap::new() };
        for Change { layer, what, .. } in &checklist.changes {
            let layers = match (what, what.requirement()) {
                (Changed::Parameter { name, .. }, _) => touched.parameters.entry(name).or_default(),
                (_, Some(requirement)) => touched.requirements.entry(requirement).or_default(),
                (_, None) => continue,
            };
            // What is set for the run, which has no layer, comes last.
            layers.insert(layer.unwrap_or(usize::MAX));
        }
        touched
    }

    /// The overlays that a requirement comes from, or that changed it or a parameter of it, by their names; without the
    /// checklist on which all others rest.
    pub(super) fn by_overlays(&self, requirement: &Requirement) -> Vec<&'a str> {
        let parameters = requirement.parameters().into_iter().filter_map(|name| self.parameters.get(name));
        let changed = parameters.chain(self.requirements.get(requirement.id.as_str())).flatten().copied();
        let layers: BTreeSet<usize> = changed.chain([requirement.layer]).filter(|layer| *layer > 0).collect();
        let name = |layer| if layer == usize::MAX { "--set" } else { self.checklist.layer(layer).id.as_str() };
        layers.into_iter().map(name).collect()
    }
}
