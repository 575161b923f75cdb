//! `art28 diff` as a user sees it.

mod common;

use std::{collections::BTreeSet, fs, sync::Arc};

use art28::{
    checklist::{self, Loaded, Request},
    diff::{Baseline, Comparison, Judged, Kind, compare as compare_judged},
    extract,
    language::Language,
    report::{Day, Judge},
    source::Source,
    words::Words,
};
use common::{Folder, Run, art28, art28_with_input, clause, program, root, run};
use insta::assert_snapshot;
use proptest::prelude::*;
use serde_json::Value;

const VISMA: &str = "tests/agreements/visma.yaml";

const NOTICE: &str = "{topic: breach.notification, facts: {urgency: without-undue-delay, deadline: 24 hours, commitment: firm, \
                      trigger: awareness, recipient: controller}}";

fn with_page(clause: &str, page: u32) -> String {
    clause.replace("{ref:", &format!("{{page: {page}, ref:"))
}

/// An agreement, and a later version of it.
fn versions() -> [String; 2] {
    let security = |commitment| format!("{{topic: security.measures, facts: {{commitment: {commitment}}}}}");
    let old = [
        with_page(&clause("art. 5", NOTICE), 3),
        clause("art. 6", &security("firm")).replace("What it says.", "Measures."),
        clause("art. 7", "confidentiality.persons").replace("What it says.", "Secrecy."),
        clause("art. 8", "subprocessors.list"),
    ];
    let new = [
        // Another clause now has the number of the one on breaches.
        clause("art. 5", "confidentiality.persons").replace("What it says.", "Secrecy."),
        with_page(&clause("art. 6", &NOTICE.replace("24 hours", "72 hours")), 4),
        clause("art. 9", &security("best-efforts")).replace("What it says.", "Measures."),
        clause("art. 10", "{topic: processing.duration, facts: {}}"),
    ];
    let waiver = "waivers:\n  - {requirement: subprocessor-objection, reason: The next renewal mends it., by: J. Jansen, until: \
                  2027-06-30}\n";
    [common::extract(&old.concat()), common::extract(&new.concat()) + waiver]
}

fn compare(arguments: &[&str]) -> Run {
    let folder = Folder::new();
    let [old, new] = versions();
    folder.write("old.yaml", old);
    folder.write("new.yaml", new);
    let all = [&["diff", "old.yaml", "new.yaml", "--date", "2026-11-21"], arguments].concat();
    run(program().args(all).current_dir(folder.path()))
}

fn json(run: &Run) -> Value {
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    serde_json::from_str(&run.out).expect("JSON")
}

/// What is said of a requirement.
fn change<'v>(diff: &'v Value, requirement: &str) -> &'v Value {
    let findings = diff["agreements"][0]["findings"].as_array().expect("findings");
    findings.iter().find(|one| one["requirement"] == requirement).unwrap_or(&Value::Null)
}

#[test]
fn shows_what_became_better_and_worse_on_80_columns() {
    let run = compare(&[]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let readme = fs::read_to_string(root().join("README.md")).expect("it is there");
    let section = readme.split("### Comparing versions").nth(1).expect("it is described");
    let shown = section.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
    assert!(run.out.contains(shown), "the README shows what is so");
    assert_snapshot!(run.out);
}

#[test]
fn shows_it_in_dutch_on_140_columns_and_as_a_list_on_50() {
    let folder = Folder::new();
    let [old, new] = versions();
    folder.write("old.yaml", old);
    folder.write("new.yaml", new);
    for width in ["140", "50"] {
        let arguments = ["diff", "old.yaml", "new.yaml", "--date", "2026-11-21", "--lang", "nl"];
        let run = run(program().args(arguments).env("COLUMNS", width).current_dir(folder.path()));
        insta::with_settings!({snapshot_suffix => width}, { assert_snapshot!("dutch", run.out) });
    }
}

#[test]
fn no_line_is_wider_than_the_page_and_no_word_is_broken() {
    let words = |text: &str| -> BTreeSet<String> {
        text.to_lowercase().split(|c: char| !c.is_alphabetic()).map(str::to_owned).collect()
    };
    for language in ["nl", "en"] {
        let page = |width: usize| {
            let arguments = ["diff", VISMA, "tests/agreements/lai-media.yaml", "--lang", language];
            run(program().args(arguments).env("COLUMNS", width.to_string())).out
        };
        let whole = words(&page(2000));
        for width in [40, 50, 63, 64, 72, 80, 100, 118, 140, 200] {
            let text = page(width);
            for line in text.lines() {
                assert!(line.chars().count() <= width, "{language}, {width} columns: {line}");
            }
            let broken: Vec<_> = words(&text).difference(&whole).cloned().collect();
            assert!(broken.is_empty(), "{language}, {width} columns: broken words {broken:?}");
        }
    }
}

#[test]
fn facts_clauses_and_moves_are_told_in_data() {
    let diff = json(&compare(&["--format", "json"]));
    let deadline = change(&diff, "breach-deadline");
    assert_eq!((&deadline["change"], &deadline["new-gap"]), (&"worse".into(), &true.into()));
    let clause = &deadline["clauses"][0];
    assert_eq!(clause["facts"], serde_json::json!({"deadline": {"old": "24 hours", "new": "72 hours"}}));
    assert_eq!((&clause["old"]["ref"], &clause["old"]["page"]), (&"art. 5".into(), &3.into()));
    assert_eq!((&clause["new"]["ref"], &clause["new"]["page"]), (&"art. 6".into(), &4.into()));
    // The clause on secrecy has another number and is neither new nor gone, though its old number was taken.
    let secrecy = change(&diff, "confidentiality-personnel");
    assert_eq!((&secrecy["change"], &secrecy["baseline"]), (&"moved".into(), &"unchanged".into()), "{secrecy:#}");
    let accepted = change(&diff, "subprocessor-objection");
    assert_eq!((&accepted["change"], &accepted["baseline"]), (&"changed".into(), &"updated".into()));
    assert_eq!(accepted["new"]["accepted"]["by"], "J. Jansen");
}

#[test]
fn both_forms_have_the_shape_that_the_schema_says_and_files_hold_the_same() {
    let folder = Folder::new();
    let [json, text] = ["a.json", "b.txt"].map(|name| folder.path().join(name).display().to_string());
    let arguments = ["diff", VISMA, "tests/agreements/imakeit.yaml", "-o", &json, "-o", &text];
    assert_eq!(art28(&arguments), Run { code: 0, out: String::new(), err: String::new() });
    let written = fs::read_to_string(&json).expect("it was written");
    assert_eq!(written, art28(&["diff", VISMA, "tests/agreements/imakeit.yaml", "--format", "json"]).out);
    let shown = fs::read_to_string(&text).expect("it was written");
    assert!(shown.contains("Worse\n") && shown.contains("Better\n"), "{shown}");
    let schema: Value = serde_json::from_str(&art28(&["schema", "diff"]).out).expect("JSON");
    let options = jsonschema::options().should_validate_formats(true);
    let validator = options.build(&schema).expect("the schema is a schema");
    for diff in [written, compare(&["--format", "json"]).out] {
        let diff: Value = serde_json::from_str(&diff).expect("JSON");
        let violations: Vec<String> = validator.iter_errors(&diff).map(|error| error.to_string()).collect();
        assert_eq!(violations, [""; 0]);
    }
    assert_eq!(art28(&arguments).code, 2, "files that are there stay");
    assert_eq!(art28(&[&arguments[..], &["--force"]].concat()).code, 0);
    let copy = folder.write("copy.json", fs::read(root().join(VISMA)).expect("it is there"));
    let over = art28(&["diff", VISMA, &copy, "-o", &copy, "--force"]);
    assert!(over.code == 2 && over.err.contains("output-is-input"), "{}", over.err);
}

#[test]
fn reports_say_the_same_as_the_extracts_that_they_are_of() {
    let folder = Folder::new();
    for (name, agreement) in [("old", VISMA), ("new", "tests/agreements/imakeit.yaml")] {
        for end in ["json", "yaml"] {
            let file = folder.path().join(format!("{name}.{end}")).display().to_string();
            assert_eq!(art28(&["check", agreement, "-o", &file, "--fail-on", "never"]).code, 0);
        }
    }
    let path = |name: &str| folder.path().join(name).display().to_string();
    let of = |old: &str, new: &str| json(&art28(&["diff", old, new, "--format", "json"]))["agreements"].clone();
    let reports = of(&path("old.json"), &path("new.json"));
    assert_eq!(reports, of(&path("old.yaml"), &path("new.json")));
    let extracts = of(VISMA, "tests/agreements/imakeit.yaml");
    // Which clause has become which is seen better where their words are known; verdicts are the same.
    for kind in ["worse", "better", "new", "gone", "unchanged"] {
        assert_eq!(reports[0]["totals"][kind], extracts[0]["totals"][kind], "{kind}");
    }
    assert_eq!(reports[0]["agreement"], extracts[0]["agreement"]);
    // A report and its own extract are the same, whatever the language asked for elsewhere.
    assert_eq!(of(&path("old.json"), VISMA)[0]["totals"], serde_json::json!({"unchanged": 42}));
    let dutch = path("dutch.json");
    art28(&["check", VISMA, "-o", &dutch, "--lang", "nl"]);
    assert_eq!(of(&dutch, VISMA)[0]["totals"], serde_json::json!({"unchanged": 42}));
    let mixed = art28(&["diff", &dutch, &path("new.json")]);
    assert!(mixed.code == 2 && mixed.err.contains("report-languages"), "{}", mixed.err);
}

#[test]
fn a_checklist_can_be_held_against_an_older_one() {
    let arguments = ["--old-checklist", "avg-art28", "-c", "checklists/huisregels.yaml", "--format", "json"];
    let diff = json(&art28(&[&["diff", VISMA, VISMA][..], &arguments].concat()));
    assert_eq!(change(&diff, "no-liability-cap")["change"], "new");
    assert_eq!(change(&diff, "precedence")["change"], "gone");
    assert_eq!(change(&diff, "records")["change"], "changed");
    assert_eq!(
        (&diff["old"]["checklists"][0]["id"], &diff["new"]["checklists"][0]["id"]),
        (&"avg-art28".into(), &"huisregels".into())
    );
    let folder = Folder::new();
    let file = folder.write("a.yaml", common::extract(&clause("art. 5", NOTICE)));
    let set = ["diff", &file, &file, "--old-set", "breach-deadline=24 hours", "--set", "breach-deadline=12 hours"];
    let diff = json(&art28(&[&set[..], &["--format", "json"]].concat()));
    assert_eq!(change(&diff, "breach-deadline")["change"], "worse");
    assert_eq!(diff["agreements"][0]["totals"]["worse"], 1);
}

#[test]
fn folders_are_compared_file_by_file() {
    let folder = Folder::new();
    let [old, new] = versions();
    folder.write("2025/a.yaml", &old);
    folder.write("2025/sub/gone.yaml", &old);
    folder.write("2025/checklist.yaml", common::small_topic_checklist());
    folder.write("2026/a.yaml", &new);
    folder.write("2026/sub/new.yaml", common::extract(""));
    let diff = |arguments: &[&str]| {
        run(program()
            .args([&["diff", "2025", "2026", "--date", "2026-11-21"], arguments].concat())
            .current_dir(folder.path()))
    };
    let data = json(&diff(&["--format", "json"]));
    let files: Vec<(&Value, &Value)> =
        data["agreements"].as_array().expect("a list").iter().map(|one| (&one["old"], &one["new"])).collect();
    let [first, gone, new] = files[..] else { panic!("{files:?}") };
    assert_eq!(first, (&"2025/a.yaml".into(), &"2026/a.yaml".into()));
    assert_eq!(
        (gone, new),
        ((&"2025/sub/gone.yaml".into(), &Value::Null), (&Value::Null, &"2026/sub/new.yaml".into()))
    );
    let shown = diff(&[]).out;
    assert!(shown.contains("2025/sub/gone.yaml: only on the old side."), "{shown}");
    // Reports on the folders say the same.
    for year in ["2025", "2026"] {
        let file = format!("{year}.json");
        run(program().args(["check", year, "-o", &file, "--date", "2026-11-21"]).current_dir(folder.path()));
    }
    let arguments = ["diff", "2025.json", "2026.json", "--format", "json"];
    let reports = json(&run(program().args(arguments).current_dir(folder.path())));
    let totals = |diff: &Value| {
        diff["agreements"].as_array().expect("a list").iter().map(|one| one["totals"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(totals(&reports), totals(&data));
}

#[test]
fn exit_code_is_1_only_if_asked_and_only_for_what_nobody_has_accepted() {
    assert_eq!(compare(&["--fail-on", "worse"]).code, 1);
    assert_eq!(compare(&["--fail-on", "never"]).code, 0);
    let folder = Folder::new();
    let file = |name: &str, text: &str| folder.write(name, text);
    let good = file("good.yaml", &common::extract(&clause("art. 5", NOTICE)));
    let bad_text = common::extract(&clause("art. 5", &NOTICE.replace("24 hours", "72 hours")));
    let bad = file("bad.yaml", &bad_text);
    let waiver = "waivers:\n  - {requirement: breach-deadline, reason: Known., by: FG, until: 2027-06-30}\n";
    let accepted = file("accepted.yaml", &(bad_text + waiver));
    let fails =
        |old: &str, new: &str, date: &str| art28(&["diff", old, new, "--fail-on", "worse", "--date", date]).code;
    assert_eq!(fails(&good, &bad, "2026-11-21"), 1);
    assert_eq!(fails(&bad, &good, "2026-11-21"), 0);
    assert_eq!(fails(&good, &accepted, "2026-11-21"), 0, "it is worse, but accepted");
    assert_eq!(fails(&good, &accepted, "2027-07-01"), 1, "the waiver has run out");
    assert_eq!(fails(&accepted, &bad, "2026-11-21"), 1, "it counts again");
    assert!(art28(&["diff", &accepted, &bad, "--date", "2026-11-21"]).out.contains("No longer accepted"));
}

#[test]
fn one_side_can_come_from_standard_input() {
    let text = fs::read(root().join(VISMA)).expect("it is there");
    let run = art28_with_input(&["diff", "-", VISMA], &text);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.contains("Nothing has changed."), "{}", run.out);
    assert_eq!(art28(&["diff", "-", "-"]).code, 2);
}

#[test]
fn problems_of_both_sides_are_shown_at_their_places_and_nothing_is_written() {
    let folder = Folder::new();
    let report = art28(&["check", VISMA, "--format", "json"]).out;
    let broken = report.replacen("\"verdict\":\"met\"", "\"verdict\":\"mett\"", 1).replacen("\"facts\"", "\"fact\"", 1);
    let broken = folder.write("broken.json", broken);
    let out = folder.path().join("out.json").display().to_string();
    let run = art28(&["diff", "tests/bad/tab.yaml", &broken, "-o", &out]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    for part in ["tests/bad/tab.yaml:", "broken.json:", "`met`", "`facts`"] {
        assert!(run.err.contains(part), "{part} is not in {}", run.err);
    }
    assert!(!fs::exists(&out).expect("it can be asked"));
    let later = folder.write("later.json", report.replacen("report@1", "report@9", 1));
    let later = art28(&["diff", &later, VISMA]);
    assert!(later.code == 2 && later.err.contains("`art28/report@9` is not possible for `format`"), "{}", later.err);
    let unlike = art28(&["diff", "tests/agreements", VISMA]);
    assert!(unlike.code == 2 && unlike.err.contains("unlike-sides"), "{}", unlike.err);
    let report = folder.write("report.json", report);
    let checked = art28(&["check", &report]);
    assert!(checked.code == 2 && checked.err.contains("a report"), "{}", checked.err);
}

#[test]
fn what_a_report_says_cannot_command_the_terminal() {
    let folder = Folder::new();
    let evil = common::extract(&clause("art. 5 \\e[31m", NOTICE))
        .replace("title: Processor agreement\n", "title: \"A\\e[2J\"\n");
    let old = folder.write("old.yaml", common::extract(""));
    let new = folder.write("new.yaml", evil);
    for format in ["table", "json"] {
        let out = art28(&["diff", &old, &new, "--format", format]).out;
        assert!(!out.contains('\u{1b}'), "{format}");
    }
}

// --- what must hold whatever the agreement ----------------------------------------------------------------------------

/// A number that looks random, below a limit.
fn next(seed: &mut u64, below: usize) -> usize {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*seed >> 33) as usize % below.max(1)
}

fn shuffle<T>(items: &mut [T], seed: &mut u64) {
    for index in (1..items.len()).rev() {
        items.swap(index, next(seed, index + 1));
    }
}

/// The same data with its keys and clauses in another order, and on other lines.
fn shuffled(value: &Value, seed: &mut u64) -> String {
    let space = "\n# a comment\n".repeat(next(seed, 3));
    match value {
        Value::Object(map) => {
            let mut members: Vec<String> = map
                .iter()
                .map(|(key, value)| {
                    let mut value = value.clone();
                    if let (true, Some(items)) =
                        (["clauses", "annotations"].contains(&key.as_str()), value.as_array_mut())
                    {
                        shuffle(items, seed);
                    }
                    format!("{}: {}", serde_json::json!(key), shuffled(&value, seed))
                })
                .collect();
            shuffle(&mut members, seed);
            format!("{space}{{{}}}", members.join(", "))
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| shuffled(item, seed)).collect();
            format!("{space}[{}]", items.join(", "))
        }
        other => other.to_string(),
    }
}

/// A real agreement without some of its annotations, and with facts of others left out.
fn agreement(name: usize, mut seed: u64) -> Value {
    let name = ["lai-media", "visma", "imakeit", "smartlockr"][name % 4];
    let text = fs::read_to_string(root().join(format!("tests/agreements/{name}.yaml"))).expect("it is there");
    let mut extract: Value = serde_yaml::from_str(&text).expect("YAML");
    for clause in extract["clauses"].as_array_mut().expect("a list") {
        let Some(annotations) = clause.get_mut("annotations").and_then(Value::as_array_mut) else { continue };
        annotations.retain(|_| next(&mut seed, 4) > 0);
        for facts in annotations.iter_mut().filter_map(|one| one.get_mut("facts")?.as_object_mut()) {
            facts.retain(|_, _| next(&mut seed, 4) > 0);
        }
    }
    extract
}

struct Judges(Loaded);

impl Judges {
    fn new() -> Self {
        let request = Request { checklists: &["avg-art28".to_owned()], ..Request::default() };
        Self(checklist::load(&request).expect("the built-in checklist is valid"))
    }

    fn judge(&self, text: String) -> Judged {
        let Loaded { vocabulary, checklists } = &self.0;
        let day = Day::Fixed(jiff::civil::date(2026, 11, 21));
        let judge = Judge::new(checklists, vocabulary, Words::of(Language::DEFAULT), day);
        let extract = extract::read(&Arc::new(Source::new("extract", text)), vocabulary);
        let extract = extract.unwrap_or_else(|problems| {
            panic!("{:?}", problems.iter().map(|one| (one.code(), one.position())).collect::<Vec<_>>())
        });
        Judged::of(&judge.judge(&extract), &judge.noted(&extract))
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn nothing_differs_from_itself_in_another_order(name in 0..4_usize, seed in any::<u64>(), mut order in any::<u64>()) {
        let judges = Judges::new();
        let extract = agreement(name, seed);
        let old = judges.judge(extract.to_string());
        let new = judges.judge(shuffled(&extract, &mut order));
        let comparison = compare_judged(Some(old), Some(new));
        prop_assert!(comparison.agreement.is_empty());
        for one in &comparison.findings {
            prop_assert!(one.kind == Kind::Unchanged && one.shifts.is_empty(), "{:#?}", one);
        }
    }

    #[test]
    fn swapping_the_sides_swaps_what_is_said(names in (0..4_usize, 0..4_usize), seeds in any::<(u64, u64)>(), same in any::<bool>()) {
        let judges = Judges::new();
        let second = if same { names.0 } else { names.1 };
        let old = judges.judge(agreement(names.0, seeds.0).to_string());
        let new = judges.judge(agreement(second, seeds.1).to_string());
        let there = compare_judged(Some(old.clone()), Some(new.clone()));
        let back = compare_judged(Some(new.clone()), Some(old.clone()));
        let swapped = |kind| match kind {
            Kind::Worse => Kind::Better,
            Kind::Better => Kind::Worse,
            Kind::New => Kind::Gone,
            Kind::Gone => Kind::New,
            other => other,
        };
        for (there, back) in there.findings.iter().zip(&back.findings) {
            prop_assert_eq!(there.kind, swapped(back.kind));
            prop_assert_eq!((&there.old, &there.new), (&back.new, &back.old));
            prop_assert_eq!(there.shifts.len(), back.shifts.len());
            let absent = back.baseline() == Baseline::Absent;
            prop_assert_eq!(there.baseline() == Baseline::New, absent);
        }
        let all = |comparison: &Comparison, kind| comparison.findings.iter().all(|one| one.kind == kind);
        prop_assert!(all(&compare_judged(None, Some(new)), Kind::New));
        prop_assert!(all(&compare_judged(Some(old), None), Kind::Gone));
    }
}
