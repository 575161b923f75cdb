//! A checklist as a whole, its areas, and its parameters.

use super::writer::{Pair, Writer};
use crate::{
    checklist::{Area, Changed, Checklist, Parameter, Requirement},
    report::show_value,
};

impl Writer<'_> {
    /// What a checklist is for, what can be set in it, and what it asks.
    pub(super) fn checklist(&mut self, checklist: &Checklist) {
        self.title(&checklist.id, self.of(&checklist.title));
        let count = self.words.count("explain.requirements", checklist.requirements().count());
        self.fact("explain.checklist", &[("version", &checklist.version), ("requirements", &count)]);
        let below: Vec<String> = checklist.layers.iter().rev().skip(1).map(ToString::to_string).collect();
        if !below.is_empty() {
            self.fact("explain.rests-on", &[("layers", &self.words.list(&below))]);
        }
        let relationships: Vec<String> = checklist
            .applies_to
            .iter()
            .map(|one| self.words.say("quoted", &[("text", &self.relationship(*one))]))
            .collect();
        self.fact("explain.applies-to", &[("relationships", &self.words.either(&relationships))]);
        if !checklist.parameters.is_empty() {
            self.section("explain.parameters");
            for (name, parameter) in &checklist.parameters {
                let (value, label) = (show_value(&parameter.value, self.words), self.of(&parameter.label));
                let arguments = [("name", name.as_str()), ("value", &value), ("label", label)];
                let text = self.words.say("explain.parameter-set", &arguments);
                self.item(1, &text);
            }
        }
        self.changed(checklist, |_| true);
        for area in &checklist.areas {
            self.sheet.blank();
            self.title(&area.id, self.of(&area.title));
            let requirements = self.requirements(&area.requirements);
            self.pairs(1, &requirements);
        }
    }

    /// What an area asks.
    pub(super) fn area(&mut self, checklist: &Checklist, area: &Area) {
        self.title(&area.id, self.of(&area.title));
        let arguments = [("title", self.of(&checklist.title)), ("id", &checklist.id), ("version", &checklist.version)];
        self.fact("explain.area", &arguments);
        self.section("explain.area-asks");
        for requirement in &area.requirements {
            self.item(1, &format!("{} – {}", requirement.id, self.of(&requirement.title)));
            let asks = self.filled(&requirement.asks, checklist);
            if !asks.is_empty() {
                self.text(2, &asks);
            }
        }
    }

    /// What a parameter is, what changed it, and which requirements use it.
    pub(super) fn parameter(&mut self, checklist: &Checklist, name: &str, parameter: &Parameter) {
        self.title(name, self.of(&parameter.label));
        let arguments = [("title", self.of(&checklist.title)), ("id", &checklist.id), ("version", &checklist.version)];
        self.fact("explain.parameter", &arguments);
        self.fact("explain.value", &[("value", &show_value(&parameter.value, self.words))]);
        self.fact("explain.set", &[("name", name), ("written", &parameter.value.to_string())]);
        self.changed(
            checklist,
            |change| matches!(&change.what, Changed::Parameter { name: changed, .. } if changed == name),
        );
        let uses = checklist.requirements().map(|(_, requirement)| requirement);
        let uses: Vec<Pair> =
            uses.filter(|requirement| requirement.parameters().contains(name)).map(|one| self.named(one)).collect();
        self.section("explain.used-by");
        self.all_or_none(&uses);
    }

    /// A requirement by its name, and what it is called.
    pub(super) fn named(&self, requirement: &Requirement) -> Pair {
        (requirement.id.clone(), self.of(&requirement.title).to_owned())
    }

    fn requirements(&self, requirements: &[Requirement]) -> Vec<Pair> {
        requirements.iter().map(|requirement| self.named(requirement)).collect()
    }

    /// Names with what they mean; where there are none, says so.
    pub(super) fn all_or_none(&mut self, pairs: &[Pair]) {
        if pairs.is_empty() {
            self.text(1, self.words.get("explain.none"));
        }
        self.pairs(1, pairs);
    }
}
