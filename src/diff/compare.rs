//! Holds one side against the other.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{
    annotations::{Shift, shifts},
    side::{Finding, Judged, Noted},
};
use crate::checklist::Verdict;

/// What has become of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The verdict is worse.
    Worse,
    /// The requirement was not asked before.
    New,
    /// The verdict is better.
    Better,
    /// The requirement is not asked any more.
    Gone,
    /// The verdict is neither better nor worse, but something else is different.
    Changed,
    /// Everything is the same, only that clauses have other references.
    Moved,
    /// Nothing is different.
    Unchanged,
}

impl Kind {
    /// Every kind, in the order in which they are told.
    pub const ALL: [Self; 7] =
        [Self::Worse, Self::New, Self::Better, Self::Gone, Self::Changed, Self::Moved, Self::Unchanged];

    /// Its name in data.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Worse => "worse",
            Self::New => "new",
            Self::Better => "better",
            Self::Gone => "gone",
            Self::Changed => "changed",
            Self::Moved => "moved",
            Self::Unchanged => "unchanged",
        }
    }
}

/// What a gap is, held against the older side, in the words of SARIF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Baseline {
    /// There was no such gap.
    New,
    /// It is the same.
    Unchanged,
    /// It was there, but something about it is different.
    Updated,
    /// There is no such gap any more.
    Absent,
}

impl Baseline {
    /// Its name in data.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Unchanged => "unchanged",
            Self::Updated => "updated",
            Self::Absent => "absent",
        }
    }
}

/// A requirement on both sides.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// What has become of it.
    pub kind: Kind,
    /// How the agreement did; nothing if it was not asked.
    pub old: Option<Finding>,
    /// How it does; nothing if it is not asked.
    pub new: Option<Finding>,
    /// What has become of the clauses that the finding points to on either side.
    pub shifts: Vec<Shift>,
}

impl Compared {
    /// The finding as it is, or else as it was.
    #[must_use]
    pub fn latest(&self) -> Option<&Finding> {
        self.new.as_ref().or(self.old.as_ref())
    }

    /// Whether there is a gap that counts where none did.
    #[must_use]
    pub fn is_new_gap(&self) -> bool {
        let counts = |finding: &Option<Finding>| finding.as_ref().is_some_and(Finding::counts);
        counts(&self.new) && !counts(&self.old)
    }

    /// Whether something is worse, or a gap new, that nobody has accepted.
    #[must_use]
    pub fn is_setback(&self) -> bool {
        self.is_new_gap() || self.kind == Kind::Worse && self.new.as_ref().is_some_and(Finding::counts)
    }

    /// What the gap is, held against the older side.
    #[must_use]
    pub fn baseline(&self) -> Baseline {
        let is_gap = |finding: &Option<Finding>| finding.as_ref().is_some_and(|finding| finding.verdict.is_gap());
        match (is_gap(&self.old), is_gap(&self.new), self.kind) {
            (false, true, _) => Baseline::New,
            (true, false, _) => Baseline::Absent,
            (.., Kind::Unchanged | Kind::Moved) => Baseline::Unchanged,
            _ => Baseline::Updated,
        }
    }
}

impl Compared {
    /// What a run on the newer side has found, with what that is held against the older side; and a gap that is no more, as it
    /// was. What is no gap on either side is new where it was not asked, and updated where something about it is different.
    #[must_use]
    pub fn results(&self) -> Vec<(Baseline, &Finding)> {
        let mut results = Vec::new();
        let baseline = self.baseline();
        let absent = (baseline == Baseline::Absent).then_some(self.old.as_ref()).flatten();
        results.extend(absent.map(|old| (Baseline::Absent, old)));
        if let Some(new) = &self.new {
            let state = match (baseline, self.kind) {
                (Baseline::Absent, _) | (_, Kind::New) => Baseline::New,
                (Baseline::Updated, Kind::Unchanged | Kind::Moved) => Baseline::Unchanged,
                (other, _) => other,
            };
            results.push((state, new));
        }
        results
    }
}

/// What is different about an agreement as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementShift {
    /// What: `title`, `processor`, `controller`, `date`, `relationship`, or `document`.
    pub what: &'static str,
    /// Of a document, its title.
    pub document: Option<String>,
    /// What it was, if it was anything.
    pub old: Option<String>,
    /// What it is, if it is anything.
    pub new: Option<String>,
}

/// How often each thing has happened.
pub type Totals = BTreeMap<Kind, usize>;

/// An agreement on both sides.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The file of its older extract; nothing if the agreement is new.
    pub old: Option<String>,
    /// The file of its newer extract; nothing if the agreement is gone.
    pub new: Option<String>,
    /// Its title, as it is or else as it was.
    pub title: String,
    /// Who processes.
    pub processor: String,
    /// The title and the processor as they were, or else as they are.
    pub was: [String; 2],
    /// What is different about it as a whole.
    pub agreement: Vec<AgreementShift>,
    /// Its requirements, in the newer order, and behind them those that are gone.
    pub findings: Vec<Compared>,
}

impl Comparison {
    /// How often each thing has happened.
    #[must_use]
    pub fn totals(&self) -> Totals {
        let mut totals = Totals::new();
        for compared in &self.findings {
            *totals.entry(compared.kind).or_default() += 1;
        }
        totals
    }

    /// The clauses that have another reference, each with the old one and the new one.
    #[must_use]
    pub fn moves(&self) -> BTreeSet<(&str, &str)> {
        let shifts = self.findings.iter().flat_map(|compared| &compared.shifts).filter(|shift| shift.is_move());
        shifts.filter_map(|shift| Some((&*shift.old.as_ref()?.reference, &*shift.new.as_ref()?.reference))).collect()
    }
}

/// Holds an agreement against its older self. One that is only on one side is new, or gone.
#[must_use]
pub fn compare(old: Option<Judged>, new: Option<Judged>) -> Comparison {
    let agreement = match (&old, &new) {
        (Some(old), Some(new)) => about(old, new),
        _ => Vec::new(),
    };
    let noted = |side: Option<&Judged>| side.map(|judged| judged.noted.clone()).unwrap_or_default();
    let shifts = shifts(&noted(old.as_ref()), &noted(new.as_ref()));
    let places = Places::of(&shifts);
    let latest = new.as_ref().or(old.as_ref());
    let named = |judged: &Judged| [judged.title.clone(), judged.processor.clone()];
    let [title, processor] = latest.map(named).unwrap_or_default();
    let was = old.as_ref().or(new.as_ref()).map(named).unwrap_or_default();
    let file = |side: &Option<Judged>| side.as_ref().map(|judged| judged.extract.clone());
    let (old_file, new_file) = (file(&old), file(&new));
    let findings = |side: Option<Judged>| side.map(|judged| judged.findings).unwrap_or_default();
    let pairs = pairs(findings(old), findings(new));
    let findings = pairs.into_iter().map(|(old, new)| {
        let shifts = places.about(&shifts, old.as_ref(), new.as_ref());
        Compared { kind: kind(old.as_ref(), new.as_ref(), &shifts), old, new, shifts }
    });
    Comparison { old: old_file, new: new_file, title, processor, was, agreement, findings: findings.collect() }
}

/// What is different about an agreement as a whole.
fn about(old: &Judged, new: &Judged) -> Vec<AgreementShift> {
    let one = |what, old: Option<&String>, new: Option<&String>| AgreementShift {
        what,
        document: None,
        old: old.cloned(),
        new: new.cloned(),
    };
    let mut all = vec![
        one("title", Some(&old.title), Some(&new.title)),
        one("processor", Some(&old.processor), Some(&new.processor)),
        one("controller", Some(&old.controller), Some(&new.controller)),
        one("date", old.date.as_ref(), new.date.as_ref()),
        one("relationship", Some(&old.relationship), Some(&new.relationship)),
    ];
    let ids: BTreeSet<&str> = old.documents.iter().chain(&new.documents).map(|document| &*document.id).collect();
    for id in ids {
        let find = |side: &'_ Judged| side.documents.iter().find(|document| document.id == id).cloned();
        let (old, new) = (find(old), find(new));
        let title = new.as_ref().or(old.as_ref()).map(|document| document.title.clone());
        let (old, new) = (old.map(|document| document.read), new.map(|document| document.read));
        all.push(AgreementShift { what: "document", document: title, old, new });
    }
    all.retain(|shift| shift.old != shift.new);
    all
}

/// The findings of both sides on the same requirement. Where a requirement comes from a checklist of another name, it is the
/// same requirement if nothing else on that side is.
fn pairs(old: Vec<Finding>, new: Vec<Finding>) -> Vec<(Option<Finding>, Option<Finding>)> {
    let mut open: Vec<Option<Finding>> = old.into_iter().map(Some).collect();
    let mut pairs: Vec<(Option<Finding>, Option<Finding>)> = new.into_iter().map(|new| (None, Some(new))).collect();
    let name = |finding: &Finding| (finding.checklist.clone(), finding.requirement.clone());
    let requirement = |finding: &Finding| (String::new(), finding.requirement.clone());
    for sign in [&name as &dyn Fn(&Finding) -> (String, String), &requirement] {
        let mut by_sign: HashMap<(String, String), usize> = HashMap::new();
        for (index, finding) in open.iter().enumerate().rev() {
            if let Some(finding) = finding {
                by_sign.insert(sign(finding), index);
            }
        }
        for (old, new) in pairs.iter_mut().filter(|(old, _)| old.is_none()) {
            let found = new.as_ref().and_then(|new| by_sign.remove(&sign(new)));
            *old = found.and_then(|index| open[index].take());
        }
    }
    pairs.extend(open.into_iter().flatten().map(|old| (Some(old), None)));
    pairs
}

/// How good a verdict is, from the worst; nothing where the requirement does not apply.
fn rank(verdict: Verdict) -> Option<u8> {
    match verdict {
        Verdict::Conflict => Some(0),
        Verdict::Missing => Some(1),
        Verdict::Review => Some(2),
        Verdict::Partial => Some(3),
        Verdict::Met => Some(4),
        Verdict::NotApplicable => None,
    }
}

fn kind(old: Option<&Finding>, new: Option<&Finding>, shifts: &[Shift]) -> Kind {
    let (old, new) = match (old, new) {
        (Some(old), Some(new)) => (old, new),
        (None, _) => return Kind::New,
        (_, None) => return Kind::Gone,
    };
    let counted = |finding: &'_ Finding| (finding.verdict, finding.level, finding.accepted.clone());
    let same = counted(old) == counted(new) && old.says_the_same(new);
    match (rank(old.verdict), rank(new.verdict)) {
        (Some(before), Some(now)) if now < before => Kind::Worse,
        (Some(before), Some(now)) if now > before => Kind::Better,
        _ if !same || !shifts.iter().all(Shift::is_move) => Kind::Changed,
        _ if !shifts.is_empty() => Kind::Moved,
        _ => Kind::Unchanged,
    }
}

/// Where what is noted on each side is found among the shifts.
struct Places([HashMap<(String, String), usize>; 2]);

impl Places {
    fn of(shifts: &[Shift]) -> Self {
        let place = |side: fn(&Shift) -> Option<&Noted>| {
            let keyed = shifts.iter().enumerate().filter_map(|(index, shift)| Some((owned(side(shift)?), index)));
            keyed.collect()
        };
        Self([place(|shift| shift.old.as_ref()), place(|shift| shift.new.as_ref())])
    }

    /// What has become of the clauses that the findings rest on; where something else is said now, also of the clauses on the
    /// same topics, which explain why.
    fn about(&self, shifts: &[Shift], old: Option<&Finding>, new: Option<&Finding>) -> Vec<Shift> {
        let same = old.zip(new).is_some_and(|(old, new)| old.verdict == new.verdict && old.says_the_same(new));
        let mut about = BTreeSet::new();
        for (places, finding) in self.0.iter().zip([old, new]) {
            let related = finding.filter(|_| !same).map(|finding| &finding.related);
            let pointers =
                finding.into_iter().flat_map(|finding| &finding.evidence).chain(related.into_iter().flatten());
            about.extend(pointers.filter_map(|noted| places.get(&owned(noted)).copied()));
        }
        about.into_iter().map(|index| &shifts[index]).filter(|shift| !shift.is_nothing()).cloned().collect()
    }
}

fn owned(noted: &Noted) -> (String, String) {
    (noted.reference.clone(), noted.topic.clone())
}
