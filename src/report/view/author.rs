//! Writes the lines of a section: what was found, in the words of a language, with its pointers.

use std::collections::BTreeMap;

use super::{
    AreaView, Fixed, Line, Pointer, Prepared, Section, Totals, fill_parameters, parameter_of, pointer::pointers,
};
use crate::{
    assessment::{Assessment, Finding, Ground},
    extract::Extract,
    vocabulary::{FactId, Reading, TopicId, Value, Vocabulary},
    words::{Words, fill},
};

/// What writing a section needs.
pub(super) struct Author<'a, 'w> {
    pub(super) extract: &'a Extract,
    pub(super) prepared: &'a Prepared<'a>,
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) words: &'static Words,
    pub(super) unread: &'w [String],
}

impl<'a> Author<'a, '_> {
    pub(super) fn section(&self, assessment: &Assessment<'a>) -> Section<'a> {
        let language = self.words.language();
        let checklist = self.prepared.checklist;
        let mut findings = assessment.findings.iter().zip(&self.prepared.fixed);
        let mut totals = Totals::new();
        let mut areas = Vec::new();
        for area in &checklist.areas {
            let mut lines = Vec::with_capacity(area.requirements.len());
            for (finding, fixed) in findings.by_ref().take(area.requirements.len()) {
                *totals.entry(finding.level).or_default().entry(finding.verdict).or_default() += 1;
                lines.push(self.line(finding, fixed));
            }
            areas.push(AreaView { id: &area.id, title: area.title.get(language), lines });
        }
        let title = checklist.title.get(language);
        let changes = &self.prepared.changes;
        Section {
            checklist,
            title,
            excluded: assessment.is_excluded(),
            changes,
            areas,
            totals,
            accepted: BTreeMap::new(),
        }
    }

    fn line(&self, finding: &Finding<'a>, fixed: &'a Fixed<'a>) -> Line<'a> {
        let language = self.words.language();
        let requirement = finding.requirement;
        Line {
            id: &requirement.id,
            title: requirement.title.get(language),
            level: finding.level,
            verdict: finding.verdict,
            basis: &fixed.basis,
            source: requirement.source.as_ref().map(|source| source.get(language)),
            evidence: self.pointers(&finding.evidence),
            related: self.pointers(&finding.related),
            searched: self.searched(finding),
            finding: self.words_of(finding),
            notes: self.notes(finding),
            remedy: &fixed.remedy,
            proposed: finding.is_proposed(self.extract),
            elsewhere: match finding.ground {
                Ground::Unconfirmed { .. } => "see-proposals",
                _ => "see-also",
            },
            origin: &self.prepared.checklist.layer(requirement.layer).id,
            overlays: &fixed.overlays,
            waiver: None,
        }
    }

    /// What was searched and not found: names of topics, in their order.
    fn searched(&self, finding: &Finding<'_>) -> Vec<&'a str> {
        let names = finding.searched.iter().map(|topic| self.vocabulary.topic(*topic).name.as_str());
        let mut names: Vec<&str> = names.collect();
        names.sort_unstable();
        names
    }

    /// What was found, with the facts and parameters that it quotes.
    fn words_of(&self, finding: &Finding<'_>) -> String {
        let language = self.words.language();
        let requirement = finding.requirement;
        match finding.ground {
            Ground::Row(index) => {
                let row = &requirement.rows[index];
                fill(row.finding.get(language), |name| {
                    if let Some(parameter) = name.strip_prefix('$') {
                        parameter_of(self.prepared.checklist, parameter, self.words)
                    } else {
                        let (_, sources) = row.quotes.iter().find(|(quoted, _)| quoted == name)?;
                        Some(self.quote(&finding.evidence, sources))
                    }
                })
            }
            Ground::Otherwise | Ground::Unread => {
                fill_parameters(requirement.otherwise.get(language), self.prepared.checklist, self.words)
            }
            Ground::SilenceUnread(_) => self.words.get("finding.silence-unread").to_owned(),
            Ground::Unconfirmed { with, without } if with == without => {
                self.words.get("finding.unconfirmed-any").to_owned()
            }
            Ground::Unconfirmed { with, without } => {
                let [with, without] = [with, without].map(|verdict| self.words.named("verdict", verdict.name()));
                self.words.say("finding.unconfirmed", &[("with", with), ("without", without)])
            }
            Ground::Relationship => {
                let relationship = self.words.named("relationship", self.extract.agreement.relationship.name());
                self.words.say("finding.relationship", &[("relationship", relationship)])
            }
        }
    }

    /// The values that some facts have in the evidence, each once; what facts with several choices name together.
    fn quote(&self, evidence: &[usize], sources: &[(TopicId, FactId)]) -> String {
        let mut shown: Vec<String> = Vec::new();
        for (topic, fact) in sources {
            let about = evidence.iter().map(|index| &self.extract.annotations[*index]);
            let values = about.filter(|annotation| annotation.topic == *topic).filter_map(|one| one.fact(*fact));
            let mut values: Vec<Value> = values.cloned().collect();
            let choices = values.iter().map(|value| if let Value::Choices(bits) = value { *bits } else { 0 });
            let together = choices.fold(0, |all, bits| all | bits);
            if together != 0 {
                values = vec![Value::Choices(together)];
            }
            for value in values {
                let text = value.show(&self.vocabulary.topic(*topic).fact(*fact).kind, self.words);
                if !shown.contains(&text) {
                    shown.push(text);
                }
            }
        }
        self.words.list(&shown)
    }

    fn notes(&self, finding: &Finding<'_>) -> Vec<String> {
        let mut notes = Vec::new();
        // What was not found may stand in what was not read.
        if !self.unread.is_empty() && !finding.searched.is_empty() {
            notes.push(self.words.say("note.unread", &[("documents", &self.words.list(self.unread))]));
        }
        for duration in &finding.readings {
            let days = |reading| (duration.hours(reading) / 24).to_string();
            let (shortest, longest) = (days(Reading::Shortest), days(Reading::Longest));
            let note = [("value", &*duration.show(self.words)), ("shortest", &shortest), ("longest", &longest)];
            notes.push(self.words.say("note.reading", &note));
        }
        if finding.is_proposed(self.extract) {
            notes.push(self.words.get("note.proposed").to_owned());
        }
        notes.dedup();
        notes
    }

    fn pointers(&self, annotations: &[usize]) -> Vec<Pointer<'a>> {
        let annotations = annotations.iter().map(|index| &self.extract.annotations[*index]);
        pointers(self.extract, annotations, self.vocabulary, self.words)
    }
}
