//! What must hold whatever the agreement, the checklist, or the bytes.

mod common;

use std::{collections::BTreeSet, io::Read, sync::Arc};

use art28::{
    assess::assess,
    assessment::Ground,
    checklist::{self, Checklist, Loaded, Request, Verdict},
    extract::{self, Extract},
    language::Language,
    problem::{Code, Printer, Problem, Style},
    report::{Day, Format, Judge, Options, Page, Setup, Shown, render},
    source::Source,
    vocabulary::{FactKind, Vocabulary},
    words::Words,
};
use common::root;
use proptest::prelude::*;
use sha2::Digest;

fn load(name: String) -> Result<Loaded, Vec<Problem>> {
    checklist::load(&Request { checklists: &[name], ..Request::default() })
}

fn loaded() -> Loaded {
    load("avg-art28".to_owned()).expect("the built-in checklist is valid")
}

/// An annotation with some of the facts of a topic, as YAML; what the seeds are picks topic, facts, and values.
fn annotation(vocabulary: &Vocabulary, (topic, facts): (usize, u64)) -> String {
    let topics: Vec<_> = vocabulary.topics().collect();
    let topic = topics[topic % topics.len()];
    let mut seed = facts;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let mut given = Vec::new();
    for fact in &topic.facts {
        if next(3) == 0 {
            continue;
        }
        let value = match &fact.kind {
            FactKind::Flag => (next(2) == 0).to_string(),
            FactKind::Choice(choices) => choices[next(choices.len())].name.clone(),
            FactKind::Choices(choices) => {
                let some: Vec<_> = choices.iter().filter(|_| next(2) == 0).map(|choice| choice.name.clone()).collect();
                if some.is_empty() { format!("[{}]", choices[0].name) } else { format!("[{}]", some.join(", ")) }
            }
            FactKind::Duration => {
                format!("{} {}", next(100), ["hours", "days", "working days", "weeks", "months"][next(5)])
            }
            FactKind::Number => next(100).to_string(),
            FactKind::Money => format!("{} EUR", next(1000)),
            FactKind::Text => "text".into(),
        };
        given.push(format!("{}: {value}", fact.name));
    }
    format!("{{topic: {}, facts: {{{}}}}}", topic.name, given.join(", "))
}

/// An extract with a clause for each annotation.
fn extract_of(annotations: &[String], vocabulary: &Vocabulary) -> Extract {
    let clauses: String =
        annotations.iter().enumerate().map(|(n, one)| common::clause(&format!("art. {n}"), one)).collect();
    let source = Arc::new(Source::new("extract", common::extract(&clauses)));
    extract::read(&source, vocabulary).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// The verdict on each requirement, with its evidence as annotations.
fn verdicts(annotations: &[String], loaded: &Loaded) -> Vec<(String, Verdict, BTreeSet<String>)> {
    let extract = extract_of(annotations, &loaded.vocabulary);
    let assessment = assess(&extract, &loaded.checklists[0], &loaded.vocabulary);
    let finding = |finding: &art28::assessment::Finding<'_>| {
        let evidence = finding.evidence.iter().map(|index| annotations[*index].clone()).collect();
        (finding.requirement.id.clone(), finding.verdict, evidence)
    };
    assessment.findings.iter().map(finding).collect()
}

fn seeds() -> impl Strategy<Value = Vec<(usize, u64)>> {
    proptest::collection::vec((0..1000_usize, any::<u64>()), 0..25)
}

proptest! {
    #[test]
    fn order_of_clauses_and_annotations_does_not_matter(seeds in seeds(), rotation in 0..25_usize) {
        let loaded = loaded();
        let mut annotations: Vec<String> = seeds.into_iter().map(|seed| annotation(&loaded.vocabulary, seed)).collect();
        let before = verdicts(&annotations, &loaded);
        let length = annotations.len().max(1);
        annotations.rotate_left(rotation % length);
        prop_assert_eq!(&before, &verdicts(&annotations, &loaded));
        annotations.reverse();
        prop_assert_eq!(&before, &verdicts(&annotations, &loaded));
    }

    #[test]
    fn an_irrelevant_clause_changes_nothing(seeds in seeds(), extra in (0..1000_usize, any::<u64>())) {
        let loaded = loaded();
        let mut annotations: Vec<String> = seeds.into_iter().map(|seed| annotation(&loaded.vocabulary, seed)).collect();
        let before = verdicts(&annotations, &loaded);
        annotations.push(annotation(&loaded.vocabulary, extra));
        let added = extract_of(&annotations[annotations.len() - 1..], &loaded.vocabulary).annotations[0].topic;
        let after = verdicts(&annotations, &loaded);
        for (((_, requirement), before), after) in loaded.checklists[0].requirements().zip(before).zip(after) {
            let mut asked = false;
            requirement.rows.iter().for_each(|row| row.when.topics(&mut |topic| asked |= topic == added));
            if !asked {
                prop_assert_eq!(before, after);
            }
        }
    }

    #[test]
    fn a_longer_breach_deadline_never_improves_a_verdict(
        seeds in seeds(), hours in 1..200_u32, more in 1..400_u32, unit in 0..3_usize, rest in 0..4_usize,
    ) {
        let loaded = loaded();
        let others = seeds.into_iter().map(|seed| annotation(&loaded.vocabulary, seed));
        let mut annotations: Vec<String> = others.filter(|one| !one.contains("breach.notification")).collect();
        let unit = ["hours", "days", "working days"][unit];
        let rest = ["", ", urgency: without-undue-delay", ", commitment: best-efforts", ", trigger: suspicion, commitment: firm"][rest];
        let mut with_deadline = |count: u32| {
            annotations.push(format!("{{topic: breach.notification, facts: {{deadline: {count} {unit}{rest}}}}}"));
            let verdicts = verdicts(&annotations, &loaded);
            annotations.pop();
            verdicts
        };
        // How good a verdict is, from the worst.
        let rank = |verdict: Verdict| [Verdict::Conflict, Verdict::Missing, Verdict::Partial, Verdict::Review, Verdict::Met]
            .iter().position(|known| *known == verdict);
        for ((id, short, _), (_, long, _)) in with_deadline(hours).into_iter().zip(with_deadline(hours + more)) {
            if id.starts_with("breach-") {
                prop_assert!(rank(long) <= rank(short), "{}: {} becomes {}", id, short, long);
            }
        }
    }
}

// --- overlays and the order of keys --------------------------------------------------------------------------------

/// The built-in checklist as data.
fn avg_art28() -> serde_json::Value {
    let text = std::fs::read_to_string(root().join("checklists/avg-art28.yaml")).expect("it is there");
    serde_yaml::from_str(&text).expect("YAML")
}

/// The same data with the keys of every map in another order. The values of a choice are in the order in which findings
/// list them, so those stay.
fn shuffled(value: &serde_json::Value, seed: &mut u64) -> String {
    let list = |items: Vec<String>, [open, close]: [char; 2]| format!("{open}{}{close}", items.join(", "));
    match value {
        serde_json::Value::Object(map) => {
            let mut members: Vec<_> = map.iter().collect();
            for index in (1..members.len()).rev() {
                *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                members.swap(index, (*seed >> 33) as usize % (index + 1));
            }
            let member = |(key, value): &(&String, &serde_json::Value)| {
                let value = if *key == "values" { value.to_string() } else { shuffled(value, seed) };
                format!("{}: {value}", serde_json::json!(key))
            };
            list(members.iter().map(member).collect(), ['{', '}'])
        }
        serde_json::Value::Array(items) => list(items.iter().map(|item| shuffled(item, seed)).collect(), ['[', ']']),
        other => other.to_string(),
    }
}

/// What a checklist says of an extract, in every form.
fn reports(checklist: &str, extract: &str) -> Vec<Vec<u8>> {
    let loaded = load(checklist.to_owned()).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let extract = Arc::new(Source::new("extract", extract));
    let extract = extract::read(&extract, &loaded.vocabulary).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let words = Words::of(Language::DEFAULT);
    let judge = Judge::new(&loaded.checklists, &loaded.vocabulary, words, Day::Fixed(jiff::civil::date(2026, 11, 21)));
    let view = judge.judge(&extract);
    let write = |format| {
        let page = Page { width: 100, colour: false };
        let shown = Shown { all: true, details: true, summary: false };
        let setup =
            Setup { page, shown, words, checklists: &loaded.checklists, options: Options::default(), several: false };
        render(format, &setup, std::slice::from_ref(&view)).expect("it can be written")
    };
    Format::ALL.map(write).into()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn colour_adds_nothing_to_what_a_terminal_says(seeds in seeds(), width in 40_usize..180, summary in any::<bool>()) {
        let loaded = loaded();
        let clauses: String = seeds.into_iter().enumerate()
            .map(|(n, seed)| common::clause(&format!("art. {n}"), &annotation(&loaded.vocabulary, seed))).collect();
        let extract = Arc::new(Source::new("extract", common::extract(&clauses)));
        let extract = extract::read(&extract, &loaded.vocabulary).unwrap_or_else(|problems| panic!("{problems:#?}"));
        let words = Words::of(Language::DEFAULT);
        let judge = Judge::new(&loaded.checklists, &loaded.vocabulary, words, Day::Fixed(jiff::civil::date(2026, 11, 21)));
        let views = [judge.judge(&extract), judge.judge(&extract)];
        let [plain, coloured] = [false, true].map(|colour| {
            let shown = Shown { all: true, details: true, summary };
            let (page, options) = (Page { width, colour }, Options::default());
            let setup = Setup { page, shown, words, checklists: &loaded.checklists, options, several: true };
            String::from_utf8(render(Format::Table, &setup, &views).expect("it can be written")).expect("UTF-8")
        });
        prop_assert!(!plain.contains('\x1b') && coloured.contains('\x1b'));
        let mut parts = coloured.split("\x1b[");
        let first = parts.next().unwrap_or_default().to_owned();
        let stripped = parts.fold(first, |text, part| text + part.split_once('m').expect("a colour ends").1);
        let lines = |text: &str| text.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>();
        prop_assert_eq!(lines(&plain), lines(&stripped));
    }

    #[test]
    fn an_overlay_that_changes_nothing_gives_the_same_report(seeds in seeds(), chosen in any::<u64>(), parts in any::<u64>()) {
        let parent = avg_art28();
        let mut changes = serde_json::Map::new();
        let requirements = parent["areas"].as_array().expect("areas").iter().flat_map(|area| {
            area["requirements"].as_array().expect("requirements")
        });
        for (index, requirement) in requirements.enumerate().filter(|(index, _)| chosen >> index & 1 == 1) {
            let parts = parts.rotate_left(u32::try_from(index).expect("small"));
            let mut change = serde_json::Map::from_iter([("reason".to_owned(), "It stays as it is.".into())]);
            for (bit, part) in ["title", "asks", "level", "basis", "source", "topics", "verdicts", "otherwise", "remedy"]
                .into_iter().enumerate()
            {
                if parts >> bit & 1 == 1 && let Some(same) = requirement.get(part) {
                    change.insert(part.into(), same.clone());
                }
            }
            changes.insert(requirement["id"].as_str().expect("text").into(), change.into());
        }
        let mut overlay = serde_json::json!({"checklist": "avg-art28", "extends": "avg-art28", "requirements": changes, "omit": []});
        for (bit, key) in ["version", "title", "applies-to"].into_iter().enumerate() {
            if parts >> (40 + bit) & 1 == 1 {
                overlay[key] = parent[key].clone();
            }
        }
        if parts >> 50 & 1 == 1 {
            overlay["parameters"] = serde_json::json!({"breach-deadline": parent["parameters"]["breach-deadline"]["default"]});
            overlay["areas"] = serde_json::json!([{"id": "breach"}]);
        }
        let folder = common::Folder::new();
        let path = folder.write("overlay.yaml", shuffled(&overlay, &mut chosen.clone()));
        let vocabulary = checklist::vocabulary(None).expect("it is valid");
        let clauses: String = seeds.into_iter().enumerate()
            .map(|(n, seed)| common::clause(&format!("art. {n}"), &annotation(&vocabulary, seed))).collect();
        let extract = common::extract(&clauses);
        // Bytes must be the same, those of archives too; what is inside says where they are not.
        for (before, after) in reports("avg-art28", &extract).into_iter().zip(reports(&path, &extract)) {
            prop_assert!(before == after || opened(&before) != opened(&after), "the archives differ, not what is in them");
            let (before, after) = (opened(&before), opened(&after));
            let first = before.iter().zip(&after).position(|(one, other)| one != other);
            let near = |bytes: &[u8]| first.map(|at| String::from_utf8_lossy(&bytes[at.saturating_sub(80)..(at + 80).min(bytes.len())]).into_owned());
            prop_assert_eq!(near(&before), near(&after));
            prop_assert!(before == after);
        }
    }

    #[test]
    fn the_order_of_keys_never_matters(seed in any::<u64>(), choice in 0..5_usize) {
        let names = ["lai-media", "visma", "kvk-api-terms"];
        let text = std::fs::read_to_string(root().join(format!("tests/agreements/{}.yaml", names[choice % 3]))).expect("it is there");
        let extract: serde_json::Value = serde_yaml::from_str(&text).expect("YAML");
        let mut overlay = common::own_checklist();
        overlay["areas"].as_array_mut().expect("areas").extend(avg_art28()["areas"].as_array().expect("areas").clone());
        overlay["parameters"] = avg_art28()["parameters"].clone();
        let folder = common::Folder::new();
        let judge = |mut seed: u64| {
            let checklist = shuffled(&overlay, &mut seed);
            let path = folder.write("own.yaml", &checklist);
            // The lines of the extract are all one here, so that only the order differs.
            let extract = shuffled(&extract, &mut seed);
            without_sums(reports(&path, &extract), &[&checklist, &extract])
        };
        prop_assert_eq!(judge(0), judge(seed));
    }
}

/// Reports without the sums of the files that they are made from, which differ with every byte; a letter shortens some.
fn without_sums(reports: Vec<Vec<u8>>, texts: &[&str]) -> Vec<String> {
    let sums = texts.iter().map(|text| {
        let sum = sha2::Sha256::digest(text.as_bytes());
        sum.iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    });
    let sums: Vec<String> = sums.collect();
    let keep = |text: String| sums.iter().fold(text, |text, sum| text.replace(sum, "").replace(&sum[..12], ""));
    reports.iter().map(|bytes| keep(String::from_utf8_lossy(&opened(bytes)).into_owned())).collect()
}

/// What is inside an archive, part after part with their names; anything else as it is.
fn opened(bytes: &[u8]) -> Vec<u8> {
    let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(bytes)) else { return bytes.to_vec() };
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("it is there");
        parts.extend(format!("\n{}\n", part.name().expect("UTF-8")).into_bytes());
        part.read_to_end(&mut parts).expect("it can be read");
    }
    parts
}

// --- conditions against an evaluator that is as plain as can be --------------------------------------------------------

/// A question, as the test understands it.
#[derive(Clone, Debug)]
enum Question {
    Has(usize, Vec<Wanted>),
    Lacks(usize, Vec<Wanted>),
    Every(usize, Vec<Wanted>),
    All(Vec<Question>),
    Any(Vec<Question>),
    Not(Box<Question>),
}

/// What one fact must be.
#[derive(Clone, Debug)]
enum Wanted {
    Colour(Vec<usize>),
    NotColour(usize),
    ColourKnown(bool),
    AtMost(u32),
    AtLeast(u32),
    Includes(u8),
    IncludesSome(u32, u8),
    Flag(bool),
}

/// An annotation, as the test understands it.
#[derive(Clone, Debug)]
struct Clause {
    topic: usize,
    colour: Option<usize>,
    days: Option<u32>,
    marks: u8,
    flag: Option<bool>,
}

const COLOURS: [&str; 3] = ["red", "green", "blue"];
const MARKS: [&str; 4] = ["a", "b", "c", "d"];

fn marks(bits: u8) -> String {
    let named = MARKS.iter().enumerate().filter(|(index, _)| bits >> index & 1 == 1).map(|(_, mark)| *mark);
    format!("[{}]", named.collect::<Vec<_>>().join(", "))
}

impl Wanted {
    fn yaml(&self) -> (&'static str, String) {
        match self {
            Self::Colour(some) => {
                let names: Vec<_> = some.iter().map(|index| COLOURS[*index]).collect();
                ("colour", if let [one] = names[..] { one.into() } else { format!("[{}]", names.join(", ")) })
            }
            Self::NotColour(one) => ("colour", format!("{{not: {}}}", COLOURS[*one])),
            Self::ColourKnown(known) => ("colour", format!("{{known: {known}}}")),
            Self::AtMost(days) => ("time", format!("{{at-most: {days} days}}")),
            Self::AtLeast(days) => ("time", format!("{{at-least: {} hours}}", days * 24)),
            Self::Includes(bits) => ("marks", format!("{{includes: {}}}", marks(*bits))),
            Self::IncludesSome(count, bits) => {
                ("marks", format!("{{includes-some: {{at-least: {count}, of: {}}}}}", marks(*bits)))
            }
            Self::Flag(flag) => ("flag", flag.to_string()),
        }
    }

    fn met_by(&self, clause: &Clause) -> bool {
        match self {
            Self::Colour(some) => clause.colour.is_some_and(|colour| some.contains(&colour)),
            Self::NotColour(one) => clause.colour.is_some_and(|colour| colour != *one),
            Self::ColourKnown(known) => clause.colour.is_some() == *known,
            Self::AtMost(days) => clause.days.is_some_and(|given| given <= *days),
            Self::AtLeast(days) => clause.days.is_some_and(|given| given >= *days),
            Self::Includes(bits) => clause.marks & bits == *bits,
            Self::IncludesSome(count, bits) => (clause.marks & bits).count_ones() >= *count,
            Self::Flag(flag) => clause.flag == Some(*flag),
        }
    }
}

impl Question {
    fn yaml(&self) -> String {
        let about = |form: &str, topic: &usize, wanted: &[Wanted]| {
            let facts: Vec<_> = wanted
                .iter()
                .map(|wanted| {
                    let (fact, matcher) = wanted.yaml();
                    format!("{fact}: {matcher}")
                })
                .collect();
            let facts = if facts.is_empty() { String::new() } else { format!(", where: {{{}}}", facts.join(", ")) };
            format!("{{{form}: test.topic{topic}{facts}}}")
        };
        let list = |form: &str, parts: &[Self]| {
            format!("{{{form}: [{}]}}", parts.iter().map(Self::yaml).collect::<Vec<_>>().join(", "))
        };
        match self {
            Self::Has(topic, wanted) => about("has", topic, wanted),
            Self::Lacks(topic, wanted) => about("lacks", topic, wanted),
            Self::Every(topic, wanted) => about("every", topic, wanted),
            Self::All(parts) => list("all", parts),
            Self::Any(parts) => list("any", parts),
            Self::Not(part) => format!("{{not: {}}}", part.yaml()),
        }
    }

    /// What makes it true, if it is.
    fn evidence(&self, clauses: &[Clause]) -> Option<BTreeSet<usize>> {
        let about =
            |topic: &usize| (0..clauses.len()).filter(|index| clauses[*index].topic == *topic).collect::<BTreeSet<_>>();
        let matching = |topic: &usize, wanted: &[Wanted]| -> BTreeSet<usize> {
            about(topic)
                .into_iter()
                .filter(|index| wanted.iter().all(|wanted| wanted.met_by(&clauses[*index])))
                .collect()
        };
        match self {
            Self::Has(topic, wanted) => Some(matching(topic, wanted)).filter(|found| !found.is_empty()),
            Self::Lacks(topic, wanted) => matching(topic, wanted).is_empty().then(BTreeSet::new),
            Self::Every(topic, wanted) => {
                Some(about(topic)).filter(|all| !all.is_empty() && *all == matching(topic, wanted))
            }
            Self::All(parts) => {
                let parts: Option<Vec<_>> = parts.iter().map(|part| part.evidence(clauses)).collect();
                Some(parts?.into_iter().flatten().collect())
            }
            Self::Any(parts) => {
                let found: Vec<_> = parts.iter().filter_map(|part| part.evidence(clauses)).collect();
                (!found.is_empty()).then(|| found.into_iter().flatten().collect())
            }
            Self::Not(part) => part.evidence(clauses).is_none().then(BTreeSet::new),
        }
    }
}

fn wanted() -> impl Strategy<Value = Vec<Wanted>> {
    let one = prop_oneof![
        proptest::collection::btree_set(0..3_usize, 1..3).prop_map(|some| Wanted::Colour(some.into_iter().collect())),
        (0..3_usize).prop_map(Wanted::NotColour),
        any::<bool>().prop_map(Wanted::ColourKnown),
        (1..10_u32).prop_map(Wanted::AtMost),
        (1..10_u32).prop_map(Wanted::AtLeast),
        (1..16_u8).prop_map(Wanted::Includes),
        (1..3_u32, 1..16_u8).prop_map(|(count, bits)| Wanted::IncludesSome(count, bits)),
        any::<bool>().prop_map(Wanted::Flag),
    ];
    // One of each fact: a map has each key once.
    proptest::collection::vec(one, 0..3).prop_map(|mut wanted| {
        let mut seen = BTreeSet::new();
        wanted.retain(|wanted: &Wanted| seen.insert(wanted.yaml().0));
        wanted
    })
}

fn question() -> impl Strategy<Value = Question> {
    let leaf = prop_oneof![
        (0..3_usize, wanted()).prop_map(|(topic, wanted)| Question::Has(topic, wanted)),
        (0..3_usize, wanted()).prop_map(|(topic, wanted)| Question::Lacks(topic, wanted)),
        (0..3_usize, wanted()).prop_map(|(topic, wanted)| Question::Every(topic, wanted)),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 1..4).prop_map(Question::All),
            proptest::collection::vec(inner.clone(), 1..4).prop_map(Question::Any),
            inner.prop_map(|part| Question::Not(Box::new(part))),
        ]
    })
}

fn clauses() -> impl Strategy<Value = Vec<Clause>> {
    let option = |values: u32| proptest::option::of(0..values);
    let clause = (0..3_usize, option(3), option(12), 0..16_u8, proptest::option::of(any::<bool>()));
    let clause = clause.prop_map(|(topic, colour, days, marks, flag)| Clause {
        topic,
        colour: colour.map(|colour| colour as usize),
        days,
        marks,
        flag,
    });
    proptest::collection::vec(clause, 0..8)
}

fn clause_yaml(clause: &Clause) -> String {
    let mut facts = Vec::new();
    facts.extend(clause.colour.map(|colour| format!("colour: {}", COLOURS[colour])));
    facts.extend(clause.days.map(|days| format!("time: {days} days")));
    facts.extend((clause.marks != 0).then(|| format!("marks: {}", marks(clause.marks))));
    facts.extend(clause.flag.map(|flag| format!("flag: {flag}")));
    format!("{{topic: test.topic{}, facts: {{{}}}}}", clause.topic, facts.join(", "))
}

/// Loads a checklist of one requirement whose rows have these conditions, all with the verdict `met`.
fn rows(questions: &[&Question]) -> Result<(Vocabulary, Checklist), Vec<Problem>> {
    let topic = |n: usize| {
        format!(
            "  test.topic{n}:\n    label: Topic\n    when: always\n    facts:\n      colour: {{label: Colour, type: choice, \
             values: {{red: R, green: G, blue: B}}}}\n      time: {{label: Time, type: duration}}\n      marks: {{label: \
             Marks, type: choices, values: {{a: A, b: B, c: C, d: D}}}}\n      flag: {{label: Flag, type: flag}}\n"
        )
    };
    let rows: String =
        questions.iter().map(|one| format!("          - {{verdict: met, when: {}}}\n", one.yaml())).collect();
    let text = format!(
        "checklist: test\nversion: \"1\"\ntitle: Test\ntopics:\n{}areas:\n  - id: area\n    title: Area\n    requirements:\n      \
         - id: requirement\n        title: Requirement\n        level: policy\n        topics: [test.topic0]\n        \
         verdicts:\n{rows}        otherwise: {{finding: None.}}\n        remedy: None.\n",
        (0..3).map(topic).collect::<String>()
    );
    let folder = common::Folder::new();
    let loaded = load(folder.write("test.yaml", text))?;
    let checklist = loaded.checklists.into_iter().next().expect("it was asked for");
    Ok((loaded.vocabulary, checklist))
}

proptest! {
    #[test]
    fn a_condition_means_what_it_says_and_its_evidence_is_what_made_it_true(question in question(), clauses in clauses()) {
        match rows(&[&question]) {
            Ok((vocabulary, checklist)) => {
                let annotations: Vec<String> = clauses.iter().map(clause_yaml).collect();
                let extract = extract_of(&annotations, &vocabulary);
                let assessment = assess(&extract, &checklist, &vocabulary);
                let finding = &assessment.findings[0];
                let found = (finding.ground == Ground::Row(0)).then(|| finding.evidence.iter().copied().collect());
                prop_assert_eq!(found, question.evidence(&clauses), "{}", question.yaml());
            }
            // A condition that contradicts itself is refused: then it must hold for no agreement.
            Err(problems) => {
                prop_assert!(problems.iter().all(|problem| problem.code() == Code::ImpossibleRow), "{:?}", problems);
                prop_assert_eq!(question.evidence(&clauses), None, "{}", question.yaml());
            }
        }
    }

    #[test]
    fn a_row_that_is_called_unreachable_never_decides(
        first in question(), other in question(), narrower in 0..3_u8, clauses in clauses(),
    ) {
        // Unrelated questions seldom follow from each other, so most of these are made to.
        let second = match narrower {
            0 => other,
            1 => Question::All(vec![first.clone(), other]),
            _ => if let Question::Any(mut branches) = first.clone() { branches.swap_remove(0) } else { first.clone() },
        };
        if narrower > 0 {
            prop_assert!(rows(&[&first, &second]).is_err(), "{} follows from {}", second.yaml(), first.yaml());
        }
        if let Err(problems) = rows(&[&first, &second])
            && problems.iter().any(|problem| problem.code() == Code::UnreachableRow)
        {
            let decides = second.evidence(&clauses).is_some() && first.evidence(&clauses).is_none();
            prop_assert!(!decides, "{} is not covered by {}", second.yaml(), first.yaml());
        }
    }
}

// --- whatever the bytes ------------------------------------------------------------------------------------------------

/// Reads bytes as an extract and as a checklist, and shows every problem in every way; all that must not fail.
fn read_anyhow(bytes: &[u8]) {
    let Ok(source) = Source::read_from("bytes".into(), bytes) else { return };
    let source = Arc::new(source);
    let vocabulary = checklist::vocabulary(None).expect("the vocabulary is valid");
    match extract::read(&source, &vocabulary) {
        Ok(extract) => report_anyhow(&extract),
        Err(problems) => show(&problems),
    }
    if let Err(problems) = Vocabulary::read(&source) {
        show(&problems);
    }
    let folder = common::Folder::new();
    if let Err(problems) = load(folder.write("bytes.yaml", bytes)) {
        show(&problems);
    }
}

/// Judges an extract and writes every form of report on pages of every kind.
fn report_anyhow(extract: &Extract) {
    static LOADED: std::sync::LazyLock<Loaded> = std::sync::LazyLock::new(loaded);
    for language in Language::all() {
        let words = Words::of(language);
        let judge =
            Judge::new(&LOADED.checklists, &LOADED.vocabulary, words, Day::Fixed(jiff::civil::date(2026, 11, 21)));
        let tables = [1, 64, 118].map(|width| (Format::Table, width));
        for (format, width) in Format::ALL.map(|format| (format, 1)).into_iter().chain(tables) {
            let (page, shown) = (Page { width, colour: true }, Shown { all: true, details: true, summary: false });
            let setup = Setup {
                page,
                shown,
                words,
                checklists: &LOADED.checklists,
                options: Options::default(),
                several: false,
            };
            assert!(!render(format, &setup, &[judge.judge(extract)]).expect("it can be written").is_empty());
        }
    }
}

fn show(problems: &[Problem]) {
    assert!(!problems.is_empty(), "nothing is wrong, yet nothing was read");
    for language in Language::all() {
        for style in [Style::Plain, Style::Drawn { colour: true }] {
            let shown = Printer { words: Words::of(language), style, width: 80 }.show(problems);
            assert!(!shown.trim().is_empty());
        }
    }
}

/// Bytes that mean something to YAML.
const SIGNS: &[u8] = b":-[]{}\"'\n\t &*!#|>0";

fn shipped() -> Vec<Vec<u8>> {
    [
        "tests/agreements/kvk-api-terms.yaml",
        "tests/bad/meaning.yaml",
        "tests/bad/checklist.yaml",
        "tests/bad/shape.yaml",
    ]
    .map(|path| std::fs::read(root().join(path)).expect("it is there"))
    .into()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn random_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        read_anyhow(&bytes);
    }

    #[test]
    fn random_yaml_is_read_or_refused(text in "[a-c:,\\-\\[\\]{}\"'#&*!|>%@`? \t\r\n0-9.~éß\u{2028}\u{85}\u{feff}]{0,200}") {
        read_anyhow(text.as_bytes());
    }

    #[test]
    fn mutated_files_are_read_or_refused(
        file in 0..4_usize,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), 0..5_u8, any::<u8>()), 1..12),
    ) {
        let mut bytes = shipped().swap_remove(file);
        for (place, kind, byte) in changes {
            let at = place.index(bytes.len().max(1)).min(bytes.len().saturating_sub(1));
            match kind {
                0 => bytes[at] = byte,
                1 => { bytes.remove(at); }
                2 => bytes.insert(at, SIGNS[byte as usize % SIGNS.len()]),
                3 => bytes.truncate(at),
                _ => { let end = (at + byte as usize).min(bytes.len()); let piece = bytes[at..end].to_vec(); bytes.splice(at..at, piece); }
            }
            if bytes.is_empty() { break; }
        }
        read_anyhow(&bytes);
    }
}
