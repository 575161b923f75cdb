//! What is told of each requirement, in words that are safe to show.

use crate::{
    checklist::{Level, Verdict},
    clean::one_line,
    diff::{
        annotations::{FactShift, Shift},
        compare::{AgreementShift, Compared, Comparison, Kind},
        side::{Asked, Finding, Noted, Side},
    },
    report::{self, ARROW, NO_BREAK, table::glued},
    vocabulary::Duration,
    words::Words,
};

/// Requirements to which the same has happened, under one heading.
#[derive(Debug)]
pub(super) struct Part {
    /// The key of the heading.
    pub(super) heading: &'static str,
    pub(super) entries: Vec<Entry>,
}

/// One requirement.
#[derive(Debug)]
pub(super) struct Entry {
    /// The verdict as it is, or else as it was.
    pub(super) verdict: Verdict,
    /// Both verdicts in words.
    pub(super) verdicts: String,
    pub(super) title: String,
    /// The provisions, and the level where it is not the law's.
    pub(super) basis: String,
    /// What has changed, a paragraph each.
    pub(super) said: Vec<String>,
}

/// Everything that is told of an agreement's requirements, the worst first; parts without any are left out.
pub(super) fn parts(comparison: &Comparison, words: &Words) -> Vec<Part> {
    type Belongs = fn(&Compared) -> bool;
    let parts: [(&'static str, Belongs); 6] = [
        ("diff.worse", |one| one.kind == Kind::Worse),
        ("diff.new-gaps", |one| one.kind != Kind::Worse && one.is_new_gap()),
        ("diff.better", |one| one.kind == Kind::Better && !one.is_new_gap()),
        ("diff.gone", |one| one.kind == Kind::Gone),
        ("diff.changed", |one| one.kind == Kind::Changed && !one.is_new_gap()),
        ("diff.new", |one| one.kind == Kind::New && !one.is_new_gap()),
    ];
    let part = |(heading, belongs): (&'static str, Belongs)| {
        let entries = comparison.findings.iter().filter(|one| belongs(one));
        Part { heading, entries: entries.filter_map(|one| Entry::of(one, words)).collect() }
    };
    parts.into_iter().map(part).filter(|part| !part.entries.is_empty()).collect()
}

/// How often each thing has happened, as a sentence.
pub(super) fn totals(comparison: &Comparison, words: &Words) -> String {
    let totals = comparison.totals();
    let count = |kind: Kind| {
        let key = match kind {
            Kind::Worse => "diff.count-worse",
            Kind::New => "diff.count-new",
            Kind::Better => "diff.count-better",
            Kind::Gone => "diff.count-gone",
            Kind::Changed => "diff.count-changed",
            Kind::Moved => "diff.count-moved",
            Kind::Unchanged => "diff.count-unchanged",
        };
        totals.get(&kind).map(|count| words.say(key, &[("count", &count.to_string())]))
    };
    let counts: Vec<String> = Kind::ALL.into_iter().filter_map(count).collect();
    let gaps = comparison.findings.iter().filter(|one| one.is_new_gap()).count();
    let mut text = words.say("diff.totals", &[("counts", &words.list(&counts))]);
    if gaps > 0 {
        text.push(' ');
        text.push_str(&words.count("diff.count-gaps", gaps));
    }
    text
}

/// What was given on a side, and what was asked there.
pub(super) fn side(key: &str, side: &Side, words: &Words) -> String {
    let value = |text: &str| Duration::parse(text).map_or_else(|| text.to_owned(), |duration| duration.show(words));
    let asked = side.checklists.iter().map(|Asked { id, version, parameters }| {
        let parameters = parameters.iter().map(|(name, text)| format!("; {name} = {}", value(text)));
        format!("{id} {version}{}", parameters.collect::<String>())
    });
    let asked = asked.collect::<Vec<_>>().join(", ");
    one_line(&words.say(key, &[("name", &side.name), ("checklists", &asked)])).into_owned()
}

/// What is different about an agreement as a whole, a line each.
pub(super) fn about(shifts: &[AgreementShift], words: &Words) -> Vec<String> {
    let line = |shift: &AgreementShift| {
        let named = |value: &Option<String>| match (shift.what, value) {
            (_, None) => words.get("diff.nothing").to_owned(),
            ("relationship", Some(name)) => words.named("relationship", name).to_owned(),
            ("document", Some(name)) => words.named("read", name).to_owned(),
            (_, Some(value)) => value.clone(),
        };
        let what = shift.document.as_deref().unwrap_or_else(|| words.get(shift.key()));
        let change = [("what", what), ("old", &*named(&shift.old)), ("new", &*named(&shift.new))];
        one_line(&words.say("diff.from-to", &change)).into_owned()
    };
    shifts.iter().map(line).collect()
}

impl AgreementShift {
    /// The key of the word for what is different.
    fn key(&self) -> &'static str {
        match self.what {
            "title" => "diff.title",
            "processor" => "diff.processor",
            "controller" => "diff.controller",
            "date" => "diff.date",
            _ => "diff.relationship",
        }
    }
}

/// The clauses that have another reference, as a sentence; nothing if none has.
pub(super) fn moves(comparison: &Comparison, words: &Words) -> Option<String> {
    let one = |(old, new): (&str, &str)| {
        words.say("diff.move", &[("old", &glued(&one_line(old))), ("new", &glued(&one_line(new)))])
    };
    let moves: Vec<String> = comparison.moves().into_iter().map(one).collect();
    (!moves.is_empty()).then(|| words.say("diff.moves", &[("moves", &moves.join("; "))]))
}

impl Entry {
    fn of(compared: &Compared, words: &Words) -> Option<Self> {
        let latest = compared.latest()?;
        Some(Self {
            verdict: latest.verdict,
            verdicts: verdicts(compared, words),
            title: one_line(&latest.title).into_owned(),
            basis: basis(latest, words),
            said: said(compared, latest, words),
        })
    }
}

/// The verdict, or both where they differ, and whether the gap is accepted.
fn verdicts(compared: &Compared, words: &Words) -> String {
    let verdict = |finding: &Finding| {
        let accepted = finding.accepted.as_ref().map(|_| format!(" ({})", words.get("accepted"))).unwrap_or_default();
        format!("{}{accepted}", report::verdict(finding.verdict, words))
    };
    match (&compared.old, &compared.new) {
        (Some(old), Some(new)) if verdict(old) != verdict(new) => format!("{} {ARROW}{}", verdict(old), verdict(new)),
        (_, Some(only)) | (Some(only), None) => verdict(only),
        (None, None) => String::new(),
    }
}

fn basis(finding: &Finding, words: &Words) -> String {
    let cites: Vec<String> = finding.basis.iter().map(|cite| glued(&one_line(cite))).collect();
    let level = words.named("level", finding.level.name());
    match (finding.level, cites.join(", ")) {
        (Level::Law, cites) => cites,
        (_, cites) if cites.is_empty() => level.to_owned(),
        (_, cites) => format!("{cites} ({level})"),
    }
}

/// What has changed, a paragraph each.
fn said(compared: &Compared, latest: &Finding, words: &Words) -> Vec<String> {
    let mut said = Vec::new();
    match (&compared.old, &compared.new) {
        (Some(old), Some(new)) => {
            let same = old.says_the_same(new);
            if !same || old.verdict != new.verdict {
                said.push(new.finding.clone());
            }
            if !same {
                said.push(words.say("diff.was", &[("finding", &old.finding)]));
            }
            if old.level != new.level {
                let [old, new] = [old, new].map(|one| words.named("level", one.level.name()));
                said.push(words.say("diff.from-to", &[("what", words.get("level")), ("old", old), ("new", new)]));
            }
            said.extend(acceptance(old, new, words));
        }
        _ => said.push(latest.finding.clone()),
    }
    // What is only on one side has no clauses that changed: where they are is told instead.
    if compared.shifts.is_empty() || compared.old.is_none() || compared.new.is_none() {
        let places: Vec<String> = latest.evidence.iter().map(|noted| place(noted, words)).collect();
        if !places.is_empty() {
            said.push(format!("{ARROW}{}", places.join("; ")));
        }
    } else {
        said.extend(compared.shifts.iter().map(|one| shift(one, words)));
    }
    said.iter().map(|text| one_line(text).into_owned()).collect()
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

/// What has become of a clause.
fn shift(shift: &Shift, words: &Words) -> String {
    let topic = shift.topic();
    match (&shift.old, &shift.new) {
        (Some(old), Some(new)) if old.reference == new.reference => words
            .say("diff.clause", &[("place", &place(new, words)), ("topic", topic), ("facts", &facts(shift, words))]),
        (Some(old), Some(new)) => {
            let key = if shift.facts.is_empty() { "diff.clause-moved" } else { "diff.clause-moved-facts" };
            let places = [place(old, words), place(new, words)];
            let arguments =
                [("old", &*places[0]), ("new", &*places[1]), ("topic", topic), ("facts", &facts(shift, words))];
            words.say(key, &arguments)
        }
        (None, Some(only)) => words.say("diff.clause-new", &[("place", &place(only, words)), ("noted", &noted(only))]),
        (Some(only), None) => words.say("diff.clause-gone", &[("place", &place(only, words)), ("noted", &noted(only))]),
        (None, None) => String::new(),
    }
}

/// The facts that differ: `deadline: 72 hours → 48 hours; …`.
fn facts(shift: &Shift, words: &Words) -> String {
    let value = |value: &Option<String>| value.clone().unwrap_or_else(|| words.get("diff.unstated").to_owned());
    let fact = |fact: &FactShift| {
        words.say("diff.from-to", &[("what", &fact.name), ("old", &value(&fact.old)), ("new", &value(&fact.new))])
    };
    shift.facts.iter().map(fact).collect::<Vec<_>>().join("; ")
}

/// A topic with what is stated about it.
fn noted(noted: &Noted) -> String {
    let facts: Vec<String> = noted.facts.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    if facts.is_empty() { noted.topic.clone() } else { format!("{} ({})", noted.topic, facts.join(", ")) }
}

/// A clause, and its page where that is known.
fn place(noted: &Noted, words: &Words) -> String {
    let reference = glued(&one_line(&noted.reference));
    match noted.page {
        Some(page) => {
            let page = words.say("diff.page", &[("page", &page.to_string())]).replace(' ', NO_BREAK);
            format!("{reference} {page}")
        }
        None => reference,
    }
}
