//! What is told of clauses.

use serde::Serialize;

use super::Change;
use crate::{
    clean::one_line,
    diff::{
        annotations::{FactShift, Shift},
        side::Noted,
    },
    report::{NO_BREAK, table::glued},
    words::Words,
};

/// What has become of a clause.
#[derive(Debug, Serialize)]
pub(in crate::diff::write) struct Clause<'c> {
    pub(in crate::diff::write) topic: &'c str,
    /// Where it was; nothing if it is new.
    pub(in crate::diff::write) old: Option<Place<'c>>,
    /// Where it is; nothing if it is gone.
    pub(in crate::diff::write) new: Option<Place<'c>>,
    pub(in crate::diff::write) moved: bool,
    /// The facts that differ.
    pub(in crate::diff::write) facts: Vec<Change>,
    /// Of a clause on one side only, everything that it states.
    pub(in crate::diff::write) stated: Vec<(&'c str, &'c str)>,
}

/// Where something stands.
#[derive(Clone, Copy, Debug, Serialize)]
pub(in crate::diff::write) struct Place<'c> {
    #[serde(rename = "ref")]
    pub(in crate::diff::write) reference: &'c str,
    pub(in crate::diff::write) document: &'c str,
    pub(in crate::diff::write) page: Option<u32>,
    pub(in crate::diff::write) line: u32,
}

impl<'c> Clause<'c> {
    pub(in crate::diff::write) fn of(shift: &'c Shift) -> Self {
        let fact = |fact: &FactShift| Change { what: fact.name.clone(), old: fact.old.clone(), new: fact.new.clone() };
        let only = shift.old.as_ref().xor(shift.new.as_ref());
        let stated = only.into_iter().flat_map(|noted| &noted.facts);
        let [old, new] = [&shift.old, &shift.new].map(|side| side.as_ref().map(Place::of));
        Self {
            topic: shift.topic(),
            old,
            new,
            moved: old.zip(new).is_some_and(|(old, new)| old.reference != new.reference),
            facts: shift.facts.iter().map(fact).collect(),
            stated: stated.map(|(name, value)| (name.as_str(), value.as_str())).collect(),
        }
    }

    pub(in crate::diff::write) fn sentence(&self, words: &Words) -> String {
        match (&self.old, &self.new) {
            (Some(old), Some(new)) => {
                let key = match (self.moved, self.facts.is_empty()) {
                    (false, _) => "diff.clause",
                    (true, true) => "diff.clause-moved",
                    (true, false) => "diff.clause-moved-facts",
                };
                let [old, new] = [old, new].map(|place| place.show(words));
                let facts = self.changed(words);
                let arguments = [("place", &*new), ("old", &*old), ("new", &*new), ("topic", self.topic)];
                words.say(key, &[&arguments[..], &[("facts", &facts)]].concat())
            }
            (None, Some(only)) => self.alone("diff.clause-new", only, words),
            (Some(only), None) => self.alone("diff.clause-gone", only, words),
            (None, None) => String::new(),
        }
    }

    fn alone(&self, key: &str, place: &Place<'_>, words: &Words) -> String {
        words.say(key, &[("place", &place.show(words)), ("noted", &self.noted())])
    }

    /// The facts that differ: `deadline: 72 hours → 48 hours; …`.
    pub(in crate::diff::write) fn changed(&self, words: &Words) -> String {
        self.facts.iter().map(|fact| fact.sentence("diff.unstated", words)).collect::<Vec<_>>().join("; ")
    }

    /// The name of what has become of it.
    pub(in crate::diff::write) fn change(&self) -> &'static str {
        match (&self.old, &self.new) {
            (None, _) => "new",
            (_, None) => "gone",
            _ if self.facts.is_empty() => "moved",
            _ => "changed",
        }
    }

    /// What is stated, a fact each.
    pub(in crate::diff::write) fn statements(&self) -> Vec<String> {
        self.stated.iter().map(|(name, value)| format!("{name}: {value}")).collect()
    }

    /// The topic with what is stated about it.
    fn noted(&self) -> String {
        let facts = self.statements();
        if facts.is_empty() { self.topic.to_owned() } else { format!("{} ({})", self.topic, facts.join(", ")) }
    }
}

impl<'c> Place<'c> {
    pub(in crate::diff::write) fn of(noted: &'c Noted) -> Self {
        let Noted { reference, document, page, line, .. } = noted;
        Self { reference, document, page: *page, line: *line }
    }

    /// The clause, and its page where that is known.
    pub(in crate::diff::write) fn show(&self, words: &Words) -> String {
        let reference = glued(&one_line(self.reference));
        match self.page {
            Some(page) => {
                let page = words.say("diff.page", &[("page", &page.to_string())]).replace(' ', NO_BREAK);
                format!("{reference} {page}")
            }
            None => reference,
        }
    }
}
