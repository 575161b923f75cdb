//! `art28 check --confirmed-only`: what nobody has confirmed does not count, and is never taken for silence either.

mod common;

use std::{
    fs,
    io::Read,
    sync::{Arc, LazyLock},
};

use art28::{
    assess::{assess, assess_confirmed},
    assessment::Ground,
    checklist::{self, Loaded, Request, Verdict},
    extract::{self, Extract},
    source::Source,
    vocabulary::{FactKind, Vocabulary},
};
use common::{Folder, art28, clause, extract as yaml, finding};
use proptest::prelude::*;
use serde_json::{Value, json};

/// The finding on a requirement for these clauses, each as [`clause`] takes it.
fn judged(requirement: &str, clauses: &[(&str, &str)]) -> Value {
    let folder = Folder::new();
    let clauses: String = clauses.iter().map(|(reference, annotations)| clause(reference, annotations)).collect();
    let path = folder.write("extract.yaml", yaml(&clauses));
    let run = art28(&["check", &path, "--confirmed-only", "--format", "json"]);
    assert_eq!(run.err, "");
    finding(&run.out, requirement)
}

fn places(pointers: &Value) -> Vec<String> {
    let pointers = pointers.as_array().expect("pointers");
    pointers.iter().map(|pointer| pointer["ref"].as_str().expect("text").to_owned()).collect()
}

#[test]
fn what_rests_on_proposals_is_to_be_reviewed_and_points_to_them() {
    let found = judged(
        "breach-deadline",
        &[("art. 1", "{topic: breach.notification, facts: {deadline: 24 hours}, review: proposed}")],
    );
    assert_eq!(found["verdict"], "review");
    assert_eq!((places(&found["evidence"]), places(&found["related"])), (vec![], vec!["art. 1".to_owned()]));
    let said = found["finding"].as_str().expect("text");
    assert!(said.contains("“met”") && said.contains("“missing”"), "{said}");
}

#[test]
fn a_proposal_that_could_undercut_a_confirmed_clause_leaves_the_verdict_open() {
    let firm = ("art. 1", "{topic: breach.notification, facts: {deadline: 24 hours, recipient: controller}}");
    let found = judged("breach-deadline", &[firm]);
    assert_eq!(found["verdict"], "met");
    let late = "{topic: breach.notification, facts: {deadline: 9 days, recipient: controller}, review: proposed}";
    let found = judged("breach-deadline", &[firm, ("art. 2", late)]);
    assert_eq!(
        (&found["verdict"], places(&found["related"])),
        (&json!("review"), vec!["art. 1".to_owned(), "art. 2".to_owned()])
    );
}

#[test]
fn a_proposal_that_cannot_change_a_verdict_leaves_it_and_is_no_evidence() {
    let found =
        judged("audit-right", &[("art. 1", "audit.right"), ("art. 2", "{topic: audit.right, review: proposed}")]);
    assert_eq!((&found["verdict"], places(&found["evidence"])), (&json!("met"), vec!["art. 1".to_owned()]));
    assert_eq!(found["proposed"], false);
}

#[test]
fn silence_is_none_where_the_only_clauses_on_the_subject_are_proposals() {
    let cost = "{topic: liability.allocation, review: proposed}";
    let found = judged("liability-allocation", &[("art. 9", cost)]);
    assert_eq!((&found["verdict"], places(&found["related"])), (&json!("review"), vec!["art. 9".to_owned()]));
    assert_eq!(judged("liability-allocation", &[])["verdict"], "met");
    assert_eq!(judged("audit-right", &[])["verdict"], "missing");
}

#[test]
fn every_form_says_that_only_confirmed_annotations_count() {
    let folder = Folder::new();
    let proposals =
        clause("art. 1", "{topic: audit.right, review: proposed}, {topic: breach.mitigation, review: proposed}");
    let path = folder.write("extract.yaml", yaml(&proposals));
    let said = "Only confirmed annotations count; 2 proposals do not.";
    for format in ["table", "csv", "md", "junit", "html"] {
        let asked = art28(&["check", &path, "--confirmed-only", "--format", format]).out;
        let asked = asked.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(asked.contains(said), "{format}: {asked}");
        assert!(!art28(&["check", &path, "--format", format]).out.contains("Only confirmed annotations count"));
    }
    for format in ["json", "jsonl", "sarif"] {
        for (arguments, is) in [(&["--confirmed-only"][..], true), (&[], false)] {
            let out = art28(&[&["check", &path, "--format", format], arguments].concat()).out;
            let spaced = out.replace("\":", "\": ").replace("  ", " ");
            assert!(spaced.contains(&format!("\"confirmed-only\": {is}")), "{format}: {out}");
        }
    }
    for name in ["letter.docx", "book.xlsx"] {
        let file = folder.path().join(name);
        let run = art28(&["check", &path, "--confirmed-only", "-o", &file.display().to_string()]);
        assert_eq!((run.code, run.err.as_str()), (1, ""));
        let mut archive = zip::ZipArchive::new(fs::File::open(&file).expect("written")).expect("an archive");
        let mut text = Vec::new();
        for index in 0..archive.len() {
            archive.by_index(index).expect("an entry").read_to_end(&mut text).expect("it can be read");
        }
        assert!(String::from_utf8_lossy(&text).contains("Only confirmed annotations"), "{name}");
    }
}

#[test]
fn overviews_say_so_too() {
    let folder = Folder::new();
    let one = yaml(&clause("art. 1", "{topic: audit.right, review: proposed}"));
    for name in ["a.yaml", "b.yaml"] {
        folder.write(name, &one);
    }
    let path = folder.path().display().to_string();
    for arguments in [&["--summary"][..], &["--format", "html"]] {
        let asked = art28(&[&["check", &path, "--confirmed-only"], arguments].concat()).out;
        assert!(asked.contains("Only confirmed annotations count."), "{arguments:?}: {asked}");
        assert!(!art28(&[&["check", &path], arguments].concat()).out.contains("Only confirmed"), "{arguments:?}");
    }
}

#[test]
fn in_dutch_too() {
    let folder = Folder::new();
    let path = folder.write("extract.yaml", yaml(&clause("art. 1", "{topic: audit.right, review: proposed}")));
    let run = art28(&["check", &path, "--confirmed-only", "--lang", "nl"]);
    let said = run.out.split_whitespace().collect::<Vec<_>>().join(" ");
    for wanted in ["Alleen bevestigde annotaties tellen mee; 1 voorstel niet.", "eerst te bevestigen; zie art. 1"] {
        assert!(said.contains(wanted), "{said}");
    }
}

/// An annotation with some of the facts of a topic; what the seeds are picks topic, facts, and values. Two topics in three are
/// ones that few requirements share, so that several annotations meet in one.
fn annotation(vocabulary: &Vocabulary, topic: usize, mut seed: u64) -> String {
    let topics: Vec<_> = vocabulary.topics().collect();
    let topic = topics[topic % topics.len()];
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let mut facts = Vec::new();
    for fact in &topic.facts {
        let value = match &fact.kind {
            FactKind::Flag => (next(2) == 0).to_string(),
            FactKind::Choice(choices) => choices[next(choices.len())].name.clone(),
            FactKind::Choices(choices) => format!("[{}]", choices[next(choices.len())].name),
            FactKind::Duration => format!("{} {}", next(100), ["hours", "days", "months"][next(3)]),
            _ => continue,
        };
        if next(3) > 0 {
            facts.push(format!("{}: {value}", fact.name));
        }
    }
    format!("topic: {}, facts: {{{}}}", topic.name, facts.join(", "))
}

/// An extract with a clause for each annotation; the marks say which are proposals.
fn extract_of(annotations: &[(String, bool)], vocabulary: &Vocabulary) -> Extract {
    let one = |(n, (annotation, proposed)): (usize, &(String, bool))| {
        let mark = if *proposed { ", review: proposed" } else { "" };
        clause(&format!("art. {n}"), &format!("{{{annotation}{mark}}}"))
    };
    let clauses: String = annotations.iter().enumerate().map(one).collect();
    extract::read(&Arc::new(Source::new("extract", yaml(&clauses))), vocabulary).expect("valid")
}

static LOADED: LazyLock<Loaded> = LazyLock::new(|| {
    checklist::load(&Request { checklists: &["avg-art28".to_owned()], ..Request::default() }).expect("it is valid")
});

proptest! {
    #[test]
    fn a_verdict_that_stands_is_that_of_every_choice_of_proposals(
        seeds in proptest::collection::vec((0..8_usize, any::<u64>(), any::<bool>()), 0..12),
        first in 0..48_usize,
        choices in proptest::collection::vec(any::<u64>(), 12),
    ) {
        let Loaded { vocabulary, checklists } = &*LOADED;
        let annotations: Vec<(String, bool)> = seeds
            .iter()
            .map(|(topic, seed, proposed)| (annotation(vocabulary, first + topic, *seed), *proposed))
            .collect();
        let extract = extract_of(&annotations, vocabulary);
        let judged = assess_confirmed(&extract, &checklists[0], vocabulary);
        for choice in choices.into_iter().chain([0, u64::MAX]) {
            // Those that are chosen are confirmed, the others rejected.
            let chosen: Vec<(String, bool)> = annotations
                .iter()
                .enumerate()
                .filter(|(n, (_, proposed))| !proposed || choice >> n & 1 == 1)
                .map(|(_, (annotation, _))| (annotation.clone(), false))
                .collect();
            let extract = extract_of(&chosen, vocabulary);
            let others = assess(&extract, &checklists[0], vocabulary);
            for (finding, other) in judged.findings.iter().zip(&others.findings) {
                if matches!(finding.ground, Ground::Unconfirmed { .. }) {
                    prop_assert_eq!(finding.verdict, Verdict::Review);
                    prop_assert!(!finding.related.is_empty(), "{} points to nothing", finding.requirement.id);
                } else {
                    prop_assert_eq!(finding.verdict, other.verdict, "{}", finding.requirement.id);
                }
            }
        }
        for finding in &judged.findings {
            prop_assert!(finding.evidence.iter().all(|index| !extract.annotations[*index].proposed));
        }
    }
}
