//! A requirement in full.

use super::{condition::condition, given, writer::Writer};
use crate::{
    checklist::{Area, Change, Changed, Checklist, Condition, Example, Level, Requirement, Row, Verdict, embedded},
    report::{changes, show_value, verdict},
    vocabulary::{FactId, Relationship, TopicId},
    words::fill,
};

impl Writer<'_> {
    /// What is asked, on what ground, when which verdict is given, what to ask of the processor, and examples.
    pub(super) fn requirement(&mut self, checklist: &Checklist, area: &Area, requirement: &Requirement) {
        self.title(&requirement.id, self.of(&requirement.title));
        self.within(checklist, area, requirement);
        self.founded(requirement);
        let used = requirement.parameters();
        for (name, parameter) in checklist.parameters.iter().filter(|(name, _)| used.contains(name.as_str())) {
            let (value, label) = (show_value(&parameter.value, self.words), self.of(&parameter.label));
            self.fact("explain.parameter-set", &[("name", name), ("value", &value), ("label", label)]);
        }
        self.changed(checklist, |change| match &change.what {
            Changed::Parameter { name, .. } => used.contains(name.as_str()),
            what => what.requirement() == Some(&requirement.id),
        });
        let asks = self.filled(&requirement.asks, checklist);
        if !asks.is_empty() {
            self.section("explain.asks");
            self.text(1, &asks);
        }
        self.section("explain.verdicts");
        for (index, row) in requirement.rows.iter().enumerate() {
            self.row(index + 1, row, requirement, checklist);
        }
        self.otherwise(requirement, checklist);
        self.section("explain.remedy");
        let remedy = self.filled(&requirement.remedy, checklist);
        self.text(1, &remedy);
        self.asked_topics(requirement);
        if !requirement.examples.is_empty() {
            self.section("explain.examples");
            for example in &requirement.examples {
                self.example(example);
            }
        }
    }

    /// Which checklist and area ask it, and which file brings it.
    fn within(&mut self, checklist: &Checklist, area: &Area, requirement: &Requirement) {
        let arguments = [
            ("title", self.of(&checklist.title)),
            ("id", &checklist.id),
            ("version", &checklist.version),
            ("area", self.of(&area.title)),
            ("area-id", &area.id),
        ];
        self.fact("explain.requirement", &arguments);
        if checklist.layers.len() > 1 {
            self.fact("explain.comes-from", &[("layer", &checklist.layer(requirement.layer).to_string())]);
        }
    }

    /// Its level, the provisions it rests on, and the document that asks it.
    fn founded(&mut self, requirement: &Requirement) {
        let level = self.level(requirement.level);
        self.fact("explain.level", &[("level", &level)]);
        for provision in &requirement.basis {
            self.fact("explain.basis", &[("provision", &self.cited(provision))]);
        }
        if let Some(source) = &requirement.source {
            self.fact("explain.source", &[("source", self.of(source))]);
        }
    }

    /// One row: the verdict, when it is given, and what the report then says.
    fn row(&mut self, number: usize, row: &Row, requirement: &Requirement, checklist: &Checklist) {
        let mut heading = verdict(row.verdict, self.words);
        if let Some(level) = row.level.filter(|level| *level != requirement.level) {
            heading.push_str(&self.lowered(level));
        }
        // Nobody can open what is built in.
        if embedded::find(checklist.file(row.place).name()).is_none() {
            heading.push_str(&format!("  ({})", self.place(checklist, row.place)));
        }
        self.numbered(number, &heading);
        for (depth, line) in condition(&row.when, &self.loaded.vocabulary, self.words).lines() {
            match depth {
                0 => self.text(2, &line),
                _ => self.item(depth + 1, &line),
            }
        }
        let finding = self.finding(row, checklist);
        self.says(&finding);
        if let Some(reason) = &row.untested {
            let untested = self.words.say("explain.untested", &[("reason", self.of(reason))]);
            self.text(2, &untested);
        }
    }

    /// What holds where no row does.
    fn otherwise(&mut self, requirement: &Requirement, checklist: &Checklist) {
        self.numbered(requirement.rows.len() + 1, &verdict(Verdict::Missing, self.words));
        let review = self.words.get("verdict.review");
        self.text(2, &self.words.say("explain.otherwise", &[("review", review)]));
        let finding = self.filled(&requirement.otherwise, checklist);
        self.says(&finding);
    }

    fn numbered(&mut self, number: usize, heading: &str) {
        if number > 1 {
            self.sheet.blank();
        }
        self.sheet.hanging(&format!("{number:>2}. "), heading);
    }

    /// What the report says.
    fn says(&mut self, finding: &str) {
        self.sheet.hanging("    → ", finding);
    }

    fn lowered(&self, level: Level) -> String {
        self.words.say("explain.lowered", &[("level", &self.level(level))])
    }

    /// What the report says for a row. What it quotes of a clause stands there where the row leaves nothing else to quote.
    fn finding(&self, row: &Row, checklist: &Checklist) -> String {
        let text = self.filled(&row.finding, checklist);
        fill(&text, |name| {
            let (_, sources) = row.quotes.iter().find(|(quoted, _)| quoted == name)?;
            let values = sources.iter().map(|source| self.quoted(&row.when, *source)).collect::<Option<Vec<_>>>();
            let mut shown: Vec<String> = Vec::new();
            for value in values.unwrap_or_default().concat() {
                if !shown.contains(&value) {
                    shown.push(value);
                }
            }
            Some(if shown.is_empty() { "…".to_owned() } else { shown.join(" / ") })
        })
    }

    /// The values that a fact can have in what a condition rests on, if the condition says which these are.
    fn quoted(&self, condition: &Condition, source: (TopicId, FactId)) -> Option<Vec<String>> {
        match condition {
            Condition::Has(topic, facts) | Condition::Every(topic, facts) if *topic == source.0 => {
                let (_, matcher) = facts.iter().find(|(fact, _)| *fact == source.1)?;
                let values = matcher.values()?;
                let kind = &self.loaded.vocabulary.topic(source.0).fact(source.1).kind;
                Some(values.iter().map(|value| value.show(kind, self.words)).collect())
            }
            Condition::All(parts) | Condition::Any(parts) => {
                let values: Option<Vec<_>> = parts.iter().map(|part| self.quoted(part, source)).collect();
                values.map(|values| values.concat())
            }
            _ => Some(Vec::new()),
        }
    }

    /// The topics where a reader should look, and those that decide beside them.
    fn asked_topics(&mut self, requirement: &Requirement) {
        if !requirement.topics.is_empty() {
            self.section("explain.topics");
            let topics = self.topics(&requirement.topics);
            self.pairs(1, &topics);
        }
        let mut others: Vec<TopicId> = Vec::new();
        for row in &requirement.rows {
            row.when.topics(&mut |topic| {
                if !requirement.topics.contains(&topic) && !others.contains(&topic) {
                    others.push(topic);
                }
            });
        }
        if !others.is_empty() {
            self.section("explain.other-topics");
            let topics = self.topics(&others);
            self.pairs(1, &topics);
        }
    }

    fn example(&mut self, example: &Example) {
        let expect = verdict(example.expect, self.words);
        self.item(1, &self.words.say("explain.example", &[("name", &example.name), ("verdict", &expect)]));
        if example.relationship != Relationship::ControllerProcessor {
            let relationship = self.relationship(example.relationship);
            let text = self.words.say("explain.example-relationship", &[("relationship", &relationship)]);
            self.text(2, &text);
        }
        if example.given.is_empty() {
            self.text(2, self.words.get("explain.nothing-given"));
        }
        for one in &example.given {
            self.text(2, &given(one, &self.loaded.vocabulary, self.words));
        }
    }

    /// What overlays changed of something, and why.
    pub(super) fn changed(&mut self, checklist: &Checklist, about: impl Fn(&Change) -> bool) {
        let changes = changes(checklist, about, self.words);
        if changes.is_empty() {
            return;
        }
        self.section("explain.changes");
        for change in changes {
            self.item(1, &change.sentence(self.words));
        }
    }

    /// A requirement that a checklist left out.
    pub(super) fn omitted(&mut self, checklist: &Checklist, change: &Change) {
        if let Changed::Omitted { requirement, title } = &change.what {
            self.title(requirement, self.of(title));
            let arguments =
                [("title", self.of(&checklist.title)), ("id", &checklist.id), ("version", &checklist.version)];
            self.fact("explain.omitted", &arguments);
            self.changed(checklist, |other| other == change);
        }
    }
}
