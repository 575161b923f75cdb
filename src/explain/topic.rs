//! A topic of the vocabulary in full.

use super::writer::{Pair, Writer};
use crate::{
    checklist::{Checklist, Requirement},
    vocabulary::{Choice, Fact, FactKind, TopicId},
};

/// Whether a requirement says to look at a topic, or asks about it in a row.
pub(crate) fn looks_at(requirement: &Requirement, topic: TopicId) -> bool {
    let mut found = requirement.topics.contains(&topic);
    for row in &requirement.rows {
        row.when.topics(&mut |asked| found |= asked == topic);
    }
    found
}

impl Writer<'_> {
    /// When to annotate a clause with a topic, its facts with their values, and which requirements look at it.
    pub(super) fn topic(&mut self, id: TopicId) {
        let topic = self.loaded.vocabulary.topic(id);
        self.title(&topic.name, self.of(&topic.label));
        self.fact("explain.topic", &[("when", self.of(&topic.when))]);
        self.section("explain.facts");
        if topic.facts.is_empty() {
            self.text(1, self.words.get("explain.no-facts"));
        }
        for fact in &topic.facts {
            self.fact_of(fact);
        }
        for checklist in &self.loaded.checklists {
            self.asked_in(checklist, id);
        }
    }

    fn fact_of(&mut self, fact: &Fact) {
        let kind = self.words.get(fact.kind.word());
        let arguments = [("name", &*fact.name), ("label", self.of(&fact.label)), ("kind", kind)];
        let text = self.words.say("explain.fact", &arguments);
        self.item(1, &text);
        if let FactKind::Choice(choices) | FactKind::Choices(choices) = &fact.kind {
            let choice = |choice: &Choice| (choice.name.clone(), self.of(&choice.label).to_owned());
            let pairs: Vec<Pair> = choices.iter().map(choice).collect();
            self.pairs(3, &pairs);
        }
    }

    fn asked_in(&mut self, checklist: &Checklist, topic: TopicId) {
        let requirements = checklist.requirements().map(|(_, requirement)| requirement);
        let asked: Vec<Pair> =
            requirements.filter(|requirement| looks_at(requirement, topic)).map(|one| self.named(one)).collect();
        self.sheet.blank();
        let heading = self.words.say("explain.asked-in", &[("checklist", &checklist.id)]);
        self.sheet.heading(&heading);
        self.all_or_none(&asked);
    }
}
