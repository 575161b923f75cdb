//! The finished view of an assessment: every line that a report shows, in its order and its words.

use std::collections::{BTreeMap, HashMap, hash_map::Entry};

use crate::{
    assess::assess,
    assessment::{Assessment, Finding, Ground},
    checklist::{Checklist, Level, Parameter, Requirement, Verdict},
    extract::Extract,
    vocabulary::{FactId, Provision, Reading, TopicId, Value, Vocabulary},
    words::{Words, fill},
};

/// One agreement, judged, in the words of one language.
#[derive(Debug)]
pub struct View<'a> {
    /// What was judged.
    pub extract: &'a Extract,
    /// The words of the language.
    pub words: &'static Words,
    /// What each checklist found.
    pub sections: Vec<Section<'a>>,
    /// The clause that shows that the parties are not controller and processor.
    pub because: Option<Pointer<'a>>,
    /// The documents that were not read whole, each with how much of it was.
    pub unread: Vec<String>,
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
    /// Its areas with their lines, in the order of the checklist.
    pub areas: Vec<AreaView<'a>>,
    /// How often each verdict was given, per level.
    pub totals: Totals,
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
}

/// A place in the agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pointer<'a> {
    /// The clause, as a lawyer cites it.
    pub reference: &'a str,
    /// The document, by its name in the extract.
    pub document: &'a str,
    /// The file of the document.
    pub file: Option<&'a str>,
    /// The page.
    pub page: Option<u32>,
    /// The topic of the annotation.
    pub topic: Option<&'a str>,
    /// The line of the extract (from 1).
    pub line: u32,
    /// The annotator's remark.
    pub note: Option<&'a str>,
}

/// Judges extracts against the checklists of a run and shows the results in the words of one language.
#[derive(Debug)]
pub struct Judge<'a> {
    vocabulary: &'a Vocabulary,
    words: &'static Words,
    checklists: Vec<Prepared<'a>>,
}

/// A checklist with what its lines say whatever the agreement: the same for every extract, so written once.
#[derive(Debug)]
struct Prepared<'a> {
    checklist: &'a Checklist,
    /// For each requirement the provisions it rests on, and what to ask of the processor.
    fixed: Vec<(Vec<Citation>, String)>,
}

/// A provision as a lawyer cites it, and the address of its text.
pub type Citation = (String, String);

impl<'a> Judge<'a> {
    /// Prepares judging against checklists that were read with this vocabulary.
    #[must_use]
    pub fn new(checklists: &'a [Checklist], vocabulary: &'a Vocabulary, words: &'static Words) -> Self {
        let prepare = |checklist: &'a Checklist| {
            let fix = |requirement: &Requirement| {
                let cite = |provision: &Provision| (provision.cite(words), provision.eli());
                let remedy = fill_parameters(requirement.remedy.get(words.language()), checklist, words);
                (requirement.basis.iter().map(cite).collect(), remedy)
            };
            Prepared { checklist, fixed: checklist.requirements().map(|(_, requirement)| fix(requirement)).collect() }
        };
        Self { vocabulary, words, checklists: checklists.iter().map(prepare).collect() }
    }

    /// Judges an extract.
    #[must_use]
    pub fn judge<'v>(&'v self, extract: &'v Extract) -> View<'v> {
        let words = self.words;
        let describe = |document: &crate::extract::Document| {
            let extent = words.get(&format!("read.{}", document.read.name())).to_owned();
            words.say("unread-document", &[("title", &document.title), ("extent", &extent)])
        };
        let unread: Vec<String> = extract.unread().map(describe).collect();
        let because = extract.agreement.because.as_ref();
        let sections = self.checklists.iter().map(|prepared| {
            let assessment = assess(extract, prepared.checklist, self.vocabulary);
            Author { extract, prepared, vocabulary: self.vocabulary, words, unread: &unread }.section(&assessment)
        });
        let sections = sections.collect();
        View {
            extract,
            words,
            sections,
            because: because.map(|because| pointer(extract, because.clause, None)),
            unread,
        }
    }
}

impl View<'_> {
    /// Whether there is a gap at a level or a stronger one.
    #[must_use]
    pub fn has_gap(&self, threshold: Level) -> bool {
        let lines = self.sections.iter().flat_map(|section| &section.areas).flat_map(|area| &area.lines);
        lines.into_iter().any(|line| line.verdict.is_gap() && line.level <= threshold)
    }
}

/// What writing a section needs.
struct Author<'a, 'w> {
    extract: &'a Extract,
    prepared: &'a Prepared<'a>,
    vocabulary: &'a Vocabulary,
    words: &'static Words,
    unread: &'w [String],
}

impl<'a> Author<'a, '_> {
    fn section(&self, assessment: &Assessment<'a>) -> Section<'a> {
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
        Section { checklist, title, excluded: assessment.is_excluded(), areas, totals }
    }

    fn line(&self, finding: &Finding<'a>, (basis, remedy): &'a (Vec<Citation>, String)) -> Line<'a> {
        let language = self.words.language();
        let requirement = finding.requirement;
        Line {
            id: &requirement.id,
            title: requirement.title.get(language),
            level: finding.level,
            verdict: finding.verdict,
            basis,
            source: requirement.source.as_ref().map(|source| source.get(language)),
            evidence: self.pointers(&finding.evidence),
            related: self.pointers(&finding.related),
            searched: finding.searched.iter().map(|topic| self.vocabulary.topic(*topic).name.as_str()).collect(),
            finding: self.words_of(finding),
            notes: self.notes(finding),
            remedy,
            proposed: finding.is_proposed(self.extract),
        }
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
            Ground::Relationship => {
                let relationship = self.extract.agreement.relationship.name();
                let relationship = self.words.get(&format!("relationship.{relationship}")).to_owned();
                self.words.say("finding.relationship", &[("relationship", &relationship)])
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
                let text = value.show(self.vocabulary.topic(*topic).fact(*fact), self.words);
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

    /// The clauses of some annotations, in the order of the extract: each its own and those it draws on, every clause and
    /// topic once.
    fn pointers(&self, annotations: &[usize]) -> Vec<Pointer<'a>> {
        let mut pointers: Vec<(usize, Pointer<'a>)> = Vec::new();
        let mut places: HashMap<(usize, TopicId), usize> = HashMap::new();
        for annotation in annotations.iter().map(|index| &self.extract.annotations[*index]) {
            let topic = Some(self.vocabulary.topic(annotation.topic).name.as_str());
            let own = Pointer {
                line: annotation.line,
                note: annotation.note.as_deref(),
                ..pointer(self.extract, annotation.clause, topic)
            };
            let also = annotation.also.iter().map(|clause| (*clause, pointer(self.extract, *clause, topic)));
            for (clause, pointer) in std::iter::once((annotation.clause, own)).chain(also) {
                match places.entry((clause, annotation.topic)) {
                    // The annotation's own clause says more than one that it only draws on.
                    Entry::Occupied(place) if pointer.note.is_some() && pointers[*place.get()].1.note.is_none() => {
                        pointers[*place.get()].1 = pointer;
                    }
                    Entry::Occupied(_) => {}
                    Entry::Vacant(place) => {
                        place.insert(pointers.len());
                        pointers.push((clause, pointer));
                    }
                }
            }
        }
        pointers.sort_by_key(|(clause, _)| *clause);
        pointers.into_iter().map(|(_, pointer)| pointer).collect()
    }
}

fn pointer<'a>(extract: &'a Extract, clause: usize, topic: Option<&'a str>) -> Pointer<'a> {
    let clause = &extract.clauses[clause];
    let document = &extract.documents[clause.document];
    Pointer {
        reference: &clause.reference,
        document: &document.id,
        file: document.file.as_deref(),
        page: clause.page,
        topic,
        line: clause.line,
        note: None,
    }
}

/// A text in which each `{$name}` is replaced by what the parameter is in this run.
pub(crate) fn fill_parameters(text: &str, checklist: &Checklist, words: &Words) -> String {
    fill(text, |name| parameter_of(checklist, name.strip_prefix('$')?, words))
}

fn parameter_of(checklist: &Checklist, name: &str, words: &Words) -> Option<String> {
    Some(show_parameter(checklist.parameters.get(name)?, words))
}

/// What a parameter is in this run, in words.
#[must_use]
pub fn show_parameter(parameter: &Parameter, words: &Words) -> String {
    use crate::{
        language::Text,
        vocabulary::{Fact, FactKind},
    };
    let fact = Fact { name: String::new(), label: Text::default(), kind: FactKind::Number };
    parameter.value.show(&fact, words)
}
