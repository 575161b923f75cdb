//! What is told of a requirement.

use serde::{Serialize, Serializer};

use super::clause::{Clause, Place};
use crate::{
    checklist::{Level, Verdict},
    clean::one_line,
    diff::{compare::Compared, side::Finding},
    report::{self, ARROW, table::glued, web},
    words::Words,
};

/// One requirement.
#[derive(Debug, Serialize)]
pub(in crate::diff::write) struct Entry<'c> {
    /// What has become of it.
    pub(in crate::diff::write) change: &'static str,
    pub(in crate::diff::write) new_gap: bool,
    /// Whether it is worse, or a gap new, and nobody has accepted it.
    pub(in crate::diff::write) setback: bool,
    pub(in crate::diff::write) checklist: &'c str,
    pub(in crate::diff::write) requirement: &'c str,
    pub(in crate::diff::write) area: &'c str,
    pub(in crate::diff::write) title: &'c str,
    pub(in crate::diff::write) level: &'static str,
    /// The provisions as they are cited, and where on the web their text is.
    pub(in crate::diff::write) basis: Vec<(&'c str, Option<&'c str>)>,
    /// How it was judged; nothing if it was not asked.
    pub(in crate::diff::write) old: Option<Judgement<'c>>,
    /// How it is judged; nothing if it is not asked.
    pub(in crate::diff::write) new: Option<Judgement<'c>>,
    /// Whether both judgements are to be shown, because they differ.
    pub(in crate::diff::write) judged_otherwise: bool,
    /// What was found, where that is to be told.
    pub(in crate::diff::write) finding: Option<&'c str>,
    /// What was found before, where it was something else.
    pub(in crate::diff::write) was: Option<&'c str>,
    /// What else is different, a sentence each.
    pub(in crate::diff::write) notes: Vec<String>,
    /// What has become of the clauses.
    pub(in crate::diff::write) clauses: Vec<Clause<'c>>,
    /// Where the agreement says it, where no clause has changed.
    pub(in crate::diff::write) places: Vec<Place<'c>>,
    /// What to ask of the processor, where there is a gap that counts.
    pub(in crate::diff::write) request: Option<&'c str>,
    #[serde(skip)]
    pub(in crate::diff::write) compared: &'c Compared,
}

/// How a requirement was judged.
#[derive(Debug, Serialize)]
pub(in crate::diff::write) struct Judgement<'c> {
    #[serde(serialize_with = "by_name")]
    pub(in crate::diff::write) verdict: Verdict,
    pub(in crate::diff::write) accepted: bool,
    pub(in crate::diff::write) finding: &'c str,
    /// Where the agreement says it.
    pub(in crate::diff::write) clauses: Vec<Place<'c>>,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde asks for a reference
fn by_name<S: Serializer>(verdict: &Verdict, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(verdict.name())
}

impl<'c> Entry<'c> {
    pub(in crate::diff::write) fn of(compared: &'c Compared, words: &Words) -> Option<Self> {
        let latest = compared.latest()?;
        let both = compared.old.as_ref().zip(compared.new.as_ref());
        let same_words = both.is_some_and(|(old, new)| old.says_the_same(new));
        let same_verdict = both.is_some_and(|(old, new)| old.verdict == new.verdict);
        // What is only on one side has no clauses that changed: where they are is told instead.
        let in_place = compared.shifts.is_empty() || both.is_none();
        Some(Self {
            change: compared.kind.name(),
            new_gap: compared.is_new_gap(),
            setback: compared.is_setback(),
            checklist: &latest.checklist,
            requirement: &latest.requirement,
            area: &latest.area,
            title: &latest.title,
            level: latest.level.name(),
            basis: latest.basis.iter().map(|(cite, address)| (cite.as_str(), web(address))).collect(),
            old: compared.old.as_ref().map(Judgement::of),
            new: compared.new.as_ref().map(Judgement::of),
            judged_otherwise: both.is_some_and(|(old, new)| {
                old.verdict != new.verdict || old.accepted.is_some() != new.accepted.is_some()
            }),
            finding: (!same_words || !same_verdict).then_some(&latest.finding),
            was: both.filter(|_| !same_words).map(|(old, _)| old.finding.as_str()),
            notes: both.map(|(old, new)| notes(old, new, words)).unwrap_or_default(),
            clauses: if in_place { Vec::new() } else { compared.shifts.iter().map(Clause::of).collect() },
            places: if in_place { latest.evidence.iter().map(Place::of).collect() } else { Vec::new() },
            request: compared.new.as_ref().filter(|new| new.counts()).map(|new| new.remedy.as_str()),
            compared,
        })
    }

    /// The verdict as it is, or else as it was.
    pub(in crate::diff::write) fn verdict(&self) -> Verdict {
        self.new.as_ref().or(self.old.as_ref()).map_or(Verdict::NotApplicable, |one| one.verdict)
    }

    /// The verdict, or both where they differ, and whether the gap is accepted.
    pub(in crate::diff::write) fn verdicts(&self, words: &Words) -> String {
        match (&self.old, &self.new) {
            (Some(old), Some(new)) if self.judged_otherwise => {
                format!("{} {ARROW}{}", old.show(words), new.show(words))
            }
            (_, Some(only)) | (Some(only), None) => only.show(words),
            (None, None) => String::new(),
        }
    }

    /// The provisions, and the level where it is not the law's.
    pub(in crate::diff::write) fn rests_on(&self, words: &Words) -> String {
        let cites: Vec<String> = self.basis.iter().map(|(cite, _)| glued(&one_line(cite))).collect();
        let level = words.named("level", self.level);
        match cites.join(", ") {
            cites if self.level == Level::Law.name() => cites,
            cites if cites.is_empty() => level.to_owned(),
            cites => format!("{cites} ({level})"),
        }
    }

    /// What has changed, a paragraph each, in one line.
    pub(in crate::diff::write) fn said(&self, words: &Words) -> Vec<String> {
        let mut said: Vec<String> = self.finding.map(str::to_owned).into_iter().collect();
        said.extend(self.was.map(|finding| words.say("diff.was", &[("finding", finding)])));
        said.extend(self.notes.iter().cloned());
        if !self.places.is_empty() {
            let places: Vec<String> = self.places.iter().map(|place| place.show(words)).collect();
            said.push(format!("{ARROW}{}", places.join("; ")));
        }
        said.extend(self.clauses.iter().map(|clause| clause.sentence(words)));
        said.iter().map(|text| one_line(text).into_owned()).collect()
    }
}

impl<'c> Judgement<'c> {
    fn of(finding: &'c Finding) -> Self {
        Self {
            verdict: finding.verdict,
            accepted: finding.accepted.is_some(),
            finding: &finding.finding,
            clauses: finding.evidence.iter().map(Place::of).collect(),
        }
    }

    /// The verdict as a word, and whether the gap is accepted.
    pub(in crate::diff::write) fn word(&self, words: &Words) -> String {
        let accepted = if self.accepted { format!(" ({})", words.get("accepted")) } else { String::new() };
        format!("{}{accepted}", words.named("verdict", self.verdict.name()))
    }

    /// The verdict as sign and word, and whether the gap is accepted.
    pub(in crate::diff::write) fn show(&self, words: &Words) -> String {
        let accepted = if self.accepted { format!(" ({})", words.get("accepted")) } else { String::new() };
        format!("{}{accepted}", report::verdict(self.verdict, words))
    }
}

/// What is different besides the verdict and the words.
fn notes(old: &Finding, new: &Finding, words: &Words) -> Vec<String> {
    let mut notes = Vec::new();
    if old.level != new.level {
        let [old, new] = [old, new].map(|one| words.named("level", one.level.name()));
        notes.push(words.say("diff.from-to", &[("what", words.get("level")), ("old", old), ("new", new)]));
    }
    notes.extend(acceptance(old, new, words));
    notes
}

/// Whether a gap is newly accepted, or is not any more.
fn acceptance(old: &Finding, new: &Finding, words: &Words) -> Option<String> {
    if old.accepted == new.accepted {
        return None;
    }
    let key = if new.accepted.is_some() { "diff.accepted" } else { "diff.not-accepted" };
    let accepted = new.accepted.as_ref().or(old.accepted.as_ref())?;
    let until = words.date(accepted.until);
    Some(words.say(key, &[("until", &until), ("by", &accepted.by), ("reason", &accepted.reason)]))
}
