//! The finished view of an assessment: every line that a report shows, in its order and its words.

mod author;
mod clause;
mod origin;
mod pointer;
mod standing;
mod waiver;

use std::collections::BTreeMap;

use author::Author;
pub use clause::{ClauseView, Use};
use jiff::civil::Date;
pub use origin::ChangeView;
use origin::Touched;
pub(crate) use origin::changes;
pub use pointer::Pointer;
pub(crate) use pointer::join_values;
use pointer::{pointer, pointers};
pub use standing::{Drifted, Verified, standing};
pub use waiver::{Day, State, WaiverView};

use crate::{
    assess::{assess, assess_confirmed},
    checklist::{Checklist, Level, Requirement, Verdict},
    extract::Extract,
    vocabulary::{FactKind, Provision, Value, Vocabulary},
    words::{Words, fill},
};

/// One agreement, judged, in the words of one language.
#[derive(Debug)]
pub struct View<'a> {
    /// What was judged.
    pub extract: &'a Extract,
    /// The topics with which it is annotated.
    pub vocabulary: &'a Vocabulary,
    /// The words of the language.
    pub words: &'static Words,
    /// What each checklist found.
    pub sections: Vec<Section<'a>>,
    /// The clause that shows that the parties are not controller and processor.
    pub because: Option<Pointer<'a>>,
    /// The documents that were not read whole, each with how much of it was.
    pub unread: Vec<String>,
    /// How the clauses stand in the documents.
    pub verified: Verified<'a>,
    /// That only confirmed annotations count, and how many do not, where that was asked.
    pub confirmed: Option<String>,
    /// The day of the report, where it plays a part.
    pub day: Option<Date>,
    /// The gaps that were accepted, in the order of the extract.
    pub waivers: Vec<WaiverView<'a>>,
}

/// What one checklist found.
#[derive(Debug)]
pub struct Section<'a> {
    /// The checklist.
    pub checklist: &'a Checklist,
    /// Its name for people.
    pub title: &'a str,
    /// Whether the relationship of the parties takes it away.
    pub excluded: bool,
    /// What overlays changed in it.
    pub changes: &'a [ChangeView<'a>],
    /// Its areas with their lines, in the order of the checklist.
    pub areas: Vec<AreaView<'a>>,
    /// How often each verdict was given, per level.
    pub totals: Totals,
    /// How many gaps are accepted, per level.
    pub accepted: BTreeMap<Level, usize>,
}

/// How often each verdict was given, per level; both in the order of severity.
pub type Totals = BTreeMap<Level, BTreeMap<Verdict, usize>>;

/// An area's lines.
#[derive(Debug)]
pub struct AreaView<'a> {
    /// Its name in data.
    pub id: &'a str,
    /// Its name for people.
    pub title: &'a str,
    /// A line per requirement.
    pub lines: Vec<Line<'a>>,
}

/// One finding, ready to show.
#[derive(Debug)]
pub struct Line<'a> {
    /// The requirement's name in data.
    pub id: &'a str,
    /// The requirement's name for people.
    pub title: &'a str,
    /// The level at which it counts.
    pub level: Level,
    /// The verdict.
    pub verdict: Verdict,
    /// The provisions it rests on, cited, each with the address of its text.
    pub basis: &'a [Citation],
    /// The document that asks it, where that is not the law itself.
    pub source: Option<&'a str>,
    /// Where the agreement says it.
    pub evidence: Vec<Pointer<'a>>,
    /// Where else to look.
    pub related: Vec<Pointer<'a>>,
    /// The key of the words that say so where there is no evidence.
    pub elsewhere: &'static str,
    /// What was searched and not found: names of topics.
    pub searched: Vec<&'a str>,
    /// What was found.
    pub finding: String,
    /// What a reader must know about how it was found.
    pub notes: Vec<String>,
    /// What to ask of the processor.
    pub remedy: &'a str,
    /// Whether it rests only on annotations that no person has confirmed.
    pub proposed: bool,
    /// The name of the checklist that brings the requirement.
    pub origin: &'a str,
    /// The overlays that bring or change the requirement, by their names.
    pub overlays: &'a [&'a str],
    /// The waiver of the gap, whether it is in force or has run out.
    pub waiver: Option<WaiverView<'a>>,
}

/// Judges extracts against the checklists of a run and shows the results in the words of one language.
#[derive(Debug)]
pub struct Judge<'a> {
    vocabulary: &'a Vocabulary,
    words: &'static Words,
    day: Day,
    confirmed_only: bool,
    checklists: Vec<Prepared<'a>>,
}

/// A checklist with what its lines say whatever the agreement: the same for every extract, so written once.
#[derive(Debug)]
struct Prepared<'a> {
    checklist: &'a Checklist,
    changes: Vec<ChangeView<'a>>,
    /// For each requirement.
    fixed: Vec<Fixed<'a>>,
}

/// What is said of a requirement whatever the agreement.
#[derive(Debug)]
struct Fixed<'a> {
    basis: Vec<Citation>,
    remedy: String,
    overlays: Vec<&'a str>,
}

/// A provision as a lawyer cites it, and the address of its text.
pub type Citation = (String, String);

impl<'a> Judge<'a> {
    /// Prepares judging against checklists that were read with this vocabulary.
    #[must_use]
    pub fn new(checklists: &'a [Checklist], vocabulary: &'a Vocabulary, words: &'static Words, day: Day) -> Self {
        let prepare = |checklist: &'a Checklist| {
            let touched = Touched::new(checklist);
            let fix = |requirement: &Requirement| {
                let cite = |provision: &Provision| (provision.cite(words), provision.eli());
                Fixed {
                    basis: requirement.basis.iter().map(cite).collect(),
                    remedy: fill_parameters(requirement.remedy.get(words.language()), checklist, words),
                    overlays: touched.by_overlays(requirement),
                }
            };
            let fixed = checklist.requirements().map(|(_, requirement)| fix(requirement)).collect();
            Prepared { checklist, changes: changes(checklist, |_| true, words), fixed }
        };
        let checklists = checklists.iter().map(prepare).collect();
        Self { vocabulary, words, day, confirmed_only: false, checklists }
    }

    /// Whether proposals are not to count before a person has confirmed them.
    #[must_use]
    pub fn confirmed_only(self, confirmed_only: bool) -> Self {
        Self { confirmed_only, ..self }
    }

    /// Judges an extract.
    #[must_use]
    pub fn judge<'v>(&'v self, extract: &'v Extract) -> View<'v> {
        let words = self.words;
        let describe = |document: &crate::extract::Document| {
            let extent = words.named("read", document.read.name());
            words.say("unread-document", &[("title", document.title.as_str()), ("extent", extent)])
        };
        let unread: Vec<String> = extract.unread().map(describe).collect();
        let because = extract.agreement.because.as_ref();
        let sections = self.checklists.iter().map(|prepared| {
            let judge = if self.confirmed_only { assess_confirmed } else { assess };
            let assessment = judge(extract, prepared.checklist, self.vocabulary);
            Author { extract, prepared, vocabulary: self.vocabulary, words, unread: &unread }.section(&assessment)
        });
        let mut sections: Vec<Section<'_>> = sections.collect();
        let day = self.day.of(&extract.waivers);
        let waivers = waiver::apply(&extract.waivers, day, &mut sections);
        View {
            extract,
            vocabulary: self.vocabulary,
            words,
            sections,
            because: because.map(|because| pointer(extract, because.clause, None, words)),
            unread,
            verified: Verified::of(extract, words),
            confirmed: self.confirmed_only.then(|| {
                let proposals = extract.annotations.iter().filter(|annotation| annotation.proposed).count();
                words.count("confirmed-only", proposals)
            }),
            day,
            waivers,
        }
    }
}

impl Judge<'_> {
    /// Every clause and topic that is noted in an extract, whether or not a checklist asks about it.
    #[must_use]
    pub fn noted<'v>(&'v self, extract: &'v Extract) -> Vec<Pointer<'v>> {
        pointers(extract, extract.annotations.iter(), self.vocabulary, self.words)
    }
}

impl View<'_> {
    /// Whether there is a gap at a level or a stronger one that nobody has accepted.
    #[must_use]
    pub fn has_gap(&self, threshold: Level) -> bool {
        let lines = self.sections.iter().flat_map(|section| &section.areas).flat_map(|area| &area.lines);
        lines.into_iter().any(|line| line.verdict.is_gap() && line.level <= threshold && !line.is_accepted())
    }
}

impl Line<'_> {
    /// What to ask of the processor; nothing where there is no gap.
    #[must_use]
    pub fn request(&self) -> &str {
        if self.verdict.is_gap() { self.remedy } else { "" }
    }

    /// Whether clauses were looked for in vain: where the checklist does not apply, nobody looked.
    #[must_use]
    pub fn found_nothing(&self) -> bool {
        let nothing = self.evidence.is_empty() && self.related.is_empty();
        nothing && (self.verdict != Verdict::NotApplicable || !self.searched.is_empty())
    }

    /// Whether the gap is accepted on the day of the report.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.waiver.is_some_and(|view| view.state == State::InForce)
    }
}

/// A text in which each `{$name}` is replaced by what the parameter is in this run.
pub(crate) fn fill_parameters(text: &str, checklist: &Checklist, words: &Words) -> String {
    fill(text, |name| parameter_of(checklist, name.strip_prefix('$')?, words))
}

fn parameter_of(checklist: &Checklist, name: &str, words: &Words) -> Option<String> {
    Some(show_value(&checklist.parameters.get(name)?.value, words))
}

/// The value of a parameter in words.
#[must_use]
pub fn show_value(value: &Value, words: &Words) -> String {
    value.show(&FactKind::Number, words)
}
