//! `art28 check` as a user sees it.

mod common;

use common::{Folder, Run, art28, art28_with_input, clause, extract, finding, program, root, run};
use insta::assert_snapshot;

const LAI: &str = "tests/agreements/lai-media.yaml";

#[test]
fn shows_the_gap_table_in_dutch_on_80_columns() {
    assert_snapshot!(art28(&["check", LAI, "--lang", "nl"]).out);
}

#[test]
fn shows_the_gap_table_in_english_on_140_columns() {
    assert_snapshot!(run(program().args(["check", LAI]).env("COLUMNS", "140")).out);
}

#[test]
fn shows_a_list_on_50_columns() {
    let agreement = "tests/agreements/visma.yaml";
    assert_snapshot!(run(program().args(["check", agreement, "--lang", "nl"]).env("COLUMNS", "50")).out);
}

#[test]
fn says_that_an_agreement_is_none_between_controller_and_processor() {
    let run = art28(&["check", "tests/agreements/kvk-api-terms.yaml", "--lang", "nl"]);
    assert_snapshot!(run.out);
    assert_eq!(run.code, 0);
}

#[test]
fn all_shows_what_is_met_as_well() {
    let gaps = art28(&["check", LAI]).out;
    let all = art28(&["check", LAI, "--all"]).out;
    assert!(!gaps.contains("✓ met") && all.contains("✓ met"), "met requirements are shown with --all only");
    let verdicts =
        all.lines().filter(|line| [" ‼ ", " ✗ ", " ◐ ", " ? ", " ✓ ", " – "].iter().any(|s| line.starts_with(s)));
    assert_eq!(verdicts.count(), 42);
}

#[test]
fn no_line_is_wider_than_the_page_and_no_word_is_broken() {
    let words = |text: &str| -> std::collections::BTreeSet<String> {
        text.to_lowercase().split(|c: char| !c.is_alphabetic()).map(str::to_owned).collect()
    };
    for language in ["nl", "en"] {
        let page = |width: usize| {
            run(program().args(["check", LAI, "--all", "--lang", language]).env("COLUMNS", width.to_string())).out
        };
        let whole = words(&page(2000));
        for width in [40, 50, 63, 64, 72, 80, 100, 117, 118, 140, 200] {
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
fn is_plain_where_there_is_no_terminal() {
    let run = art28(&["check", LAI]);
    assert!(!run.out.contains('\u{1b}') && !run.err.contains('\u{1b}'));
}

#[test]
fn gives_the_same_bytes_again() {
    for format in ["table", "json", "jsonl", "yaml"] {
        let once = || art28(&["check", "tests/agreements", "--format", format]);
        assert_eq!(once(), once());
    }
}

#[test]
fn exit_code_follows_the_threshold_whatever_the_format() {
    let folder = Folder::new();
    let law_gap = folder.write("law.yaml", extract(""));
    for format in ["table", "json", "jsonl", "yaml"] {
        for (threshold, code) in [("law", 1), ("guidance", 1), ("policy", 1), ("never", 0)] {
            let run = art28(&["check", &law_gap, "--format", format, "--fail-on", threshold]);
            assert_eq!(run.code, code, "{format} {threshold}");
        }
    }
}

/// A checklist with a single requirement on breach notification.
fn small_checklist(level: &str, extra: &str) -> String {
    format!(
        "checklist: small\nversion: \"1\"\ntitle: Small\nparameters:\n  limit: {{type: duration, default: 48 hours, label: \
         Limit}}\nareas:\n  - id: breach\n    title: Breach\n    requirements:\n      - id: notice\n        title: Notice\n        \
         level: {level}\n        topics: [breach.notification]\n        verdicts:\n          - verdict: met\n            when: \
         {{has: breach.notification, where: {{deadline: {{at-most: $limit}}}}}}\n            finding: \"Within {{deadline}}, at \
         most {{$limit}}.\"\n        otherwise: {{finding: \"Not within {{$limit}}.\"}}\n        remedy: \"Ask for {{$limit}}.\"\n{extra}"
    )
}

#[test]
fn a_gap_below_the_threshold_does_not_count() {
    let folder = Folder::new();
    let policy = folder.write("policy.yaml", small_checklist("policy", ""));
    let file = folder.write("extract.yaml", extract(""));
    for (threshold, code) in [("law", 0), ("guidance", 0), ("policy", 1), ("never", 0)] {
        assert_eq!(art28(&["check", &file, "-c", &policy, "--fail-on", threshold]).code, code, "{threshold}");
    }
}

#[test]
fn a_setting_changes_the_threshold_of_a_checklist() {
    let folder = Folder::new();
    let checklist = folder.write("small.yaml", small_checklist("policy", ""));
    let clauses = clause("art. 1", "{topic: breach.notification, facts: {deadline: 36 hours}}");
    let file = folder.write("extract.yaml", extract(&clauses));
    let judge = |settings: &[&str]| {
        let run = art28(&[&["check", &file, "-c", &checklist, "--format", "json"], settings].concat());
        finding(&run.out, "notice")
    };
    let default = judge(&[]);
    assert_eq!(
        (default["verdict"].as_str(), default["finding"].as_str()),
        (Some("met"), Some("Within 36 hours, at most 48 hours."))
    );
    let strict = judge(&["--set", "limit=1 day"]);
    assert_eq!((strict["verdict"].as_str(), strict["finding"].as_str()), (Some("missing"), Some("Not within 1 day.")));
    assert_eq!(strict["remedy"], "Ask for 1 day.");
}

#[test]
fn the_reading_of_a_duration_is_told_where_it_decided() {
    let folder = Folder::new();
    let checklist = folder.write("small.yaml", small_checklist("policy", ""));
    let notes = |deadline: &str, limit: &str| {
        let annotation = format!("{{topic: breach.notification, facts: {{deadline: {deadline}}}}}");
        let file = folder.write("extract.yaml", extract(&clause("art. 1", &annotation)));
        let limit = format!("limit={limit}");
        let run = art28(&["check", &file, "-c", &checklist, "--format", "json", "--set", &limit, "--fail-on", "never"]);
        finding(&run.out, "notice")["notes"].clone()
    };
    // Three working days can be three days or, over a weekend, five.
    assert!(notes("3 working days", "4 days").to_string().contains("can be 3 to 5 days"));
    assert!(notes("1 month", "30 days").to_string().contains("can be 28 to 31 days"));
    // What is asked can be uneven too; and what is out either way needs no note.
    assert!(notes("7 days", "5 working days").to_string().contains("5 working days can be 5 to 7 days"));
    assert_eq!(notes("5 working days", "5 working days"), serde_json::json!([]));
    assert_eq!(notes("1 year", "4 days"), serde_json::json!([]));
    // Five working days are seven days at most, so they are within seven days whatever the reading.
    assert_eq!(notes("5 working days", "7 days"), serde_json::json!([]));
    assert_eq!(notes("1 month", "31 days"), serde_json::json!([]));
    assert_eq!(notes("2 days", "48 hours"), serde_json::json!([]));
}

#[test]
fn standard_input_is_an_extract() {
    let text = std::fs::read(root().join(LAI)).expect("it is there");
    let piped = art28_with_input(&["check", "-", "--format", "json"], &text);
    let read = art28(&["check", LAI, "--format", "json"]);
    assert_eq!(piped.out.replace("\"extract\":\"-\"", &format!("\"extract\":\"{LAI}\"")), read.out);
}

#[test]
fn a_folder_is_every_extract_in_it_and_other_files_are_left_alone() {
    let folder = Folder::new();
    folder.write("b.yaml", extract(""));
    folder.write("deep/a.yml", extract(""));
    folder.write("checklist.yaml", small_checklist("policy", ""));
    folder.write("compose.yaml", "services: {web: {image: x}}\n");
    folder.write("other.yaml", "a: &a 1\nb: *a\n---\nc: !tag 2\n");
    folder.write(".hidden.yaml", "agreement: broken");
    folder.write("notes.txt", "agreement: broken");
    let path = folder.path().display().to_string();
    let run = art28(&["check", &path, "--format", "json", "--fail-on", "never"]);
    let report: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    let names =
        report["assessments"].as_array().expect("a list").iter().map(|one| one["extract"].as_str().expect("text"));
    let names: Vec<String> = names.map(|name| name.replace(&path, "")).collect();
    assert_eq!(names, ["/b.yaml", "/deep/a.yml"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
}

#[test]
fn a_broken_extract_stops_no_other_and_is_named_as_not_judged() {
    let folder = Folder::new();
    folder.write("a.yaml", "agreement: {title: \"never closed}\n");
    folder.write("b.yaml", extract(""));
    let path = folder.path().display().to_string();
    for format in ["table", "json", "jsonl", "yaml"] {
        let run = art28(&["check", &path, "--format", format, "--fail-on", "never"]);
        assert_eq!(run.code, 2);
        assert!(run.out.contains("Processor agreement") && run.out.contains("a.yaml"), "{}", run.out);
        assert!(run.err.contains("a.yaml:1:20") && run.err.contains("1 problem"), "{}", run.err);
    }
}

#[test]
fn several_checklists_are_judged_one_after_the_other() {
    let folder = Folder::new();
    let small = folder.write("small.yaml", small_checklist("policy", ""));
    let run = art28(&["check", LAI, "-c", "avg-art28", "-c", &small]);
    let (first, second) = (run.out.find("\nArticle 28 GDPR (avg-art28)\n"), run.out.find("\nSmall (small)\n"));
    assert!(first.is_some() && first < second, "{}", run.out);
    let json = art28(&["check", LAI, "-c", "avg-art28", "-c", &small, "--format", "json"]).out;
    assert_eq!(finding(&json, "notice")["checklist"], "small");
    assert_eq!(finding(&json, "breach-notification")["checklist"], "avg-art28");
}

#[test]
fn a_checklist_can_bring_topics_of_its_own() {
    let folder = Folder::new();
    let topics = "topics:\n  house.seal: {label: Seal, when: a seal is put on it, facts: {colour: {label: Colour, type: text}}}\n";
    let checklist = small_checklist("policy", topics).replace("breach.notification", "house.seal");
    let checklist = checklist
        .replace("{deadline: {at-most: $limit}}", "{colour: {known: true}}")
        .replace("Within {deadline}", "In {colour}");
    let checklist = folder.write("small.yaml", checklist);
    let file = folder.write("extract.yaml", extract(&clause("art. 1", "{topic: house.seal, facts: {colour: red}}")));
    let run = art28(&["check", &file, "-c", &checklist, "--format", "json"]);
    assert_eq!(finding(&run.out, "notice")["finding"], "In red, at most 48 hours.", "{}", run.err);
    assert_eq!(art28(&["check", &file]).code, 2, "without the checklist nobody knows the topic");
}

#[test]
fn what_is_well_because_nothing_was_found_is_reviewed_where_not_everything_was_read() {
    let folder = Folder::new();
    let helped = extract(&clause("art. 1", "{topic: assistance.data-subjects, facts: {help: full, commitment: firm}}"));
    for (extent, verdict) in [("whole", "met"), ("absent", "review")] {
        let file = folder.write("extract.yaml", helped.replace("read: whole", &format!("read: {extent}")));
        let report = art28(&["check", &file, "--format", "json"]).out;
        assert_eq!(finding(&report, "assistance-costs")["verdict"], verdict, "silence on costs, {extent}");
        assert_eq!(finding(&report, "assistance-data-subjects")["verdict"], "met", "this rests on the clause alone");
    }
}

#[test]
fn of_a_setting_that_is_given_twice_the_last_counts() {
    let folder = Folder::new();
    let checklist = folder.write("small.yaml", small_checklist("policy", ""));
    let file = folder
        .write("extract.yaml", extract(&clause("art. 1", "{topic: breach.notification, facts: {deadline: 36 hours}}")));
    let run =
        art28(&["check", &file, "-c", &checklist, "--set", "limit=1 day", "--set", "limit=3 days", "--format", "json"]);
    assert_eq!(finding(&run.out, "notice")["verdict"], "met");
}

#[test]
fn thresholds_may_be_set_beyond_every_figure_of_the_checklist() {
    for limit in ["1 hour", "1 working day", "73 hours", "1 week", "3 months"] {
        let run = art28(&["check", "tests/agreements/visma.yaml", "--set", &format!("breach-deadline={limit}")]);
        assert_eq!((run.code, run.err.as_str()), (1, ""), "{limit}");
    }
}

#[test]
fn whole_numbers_may_be_written_with_a_fraction_of_nothing() {
    let folder = Folder::new();
    let clauses = clause("art. 1", "contract.records").replace("summary:", "page: 13.0, summary:");
    let file = folder.write("extract.yaml", extract(&clauses));
    let run = art28(&["check", &file, "--format", "json"]);
    assert_eq!(finding(&run.out, "records")["evidence"][0]["page"], 13, "{}", run.err);
    let file = folder.write("large.yaml", extract(&clauses.replace("13.0", "5000000000")));
    assert_eq!(art28(&["check", &file]).code, 2);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_named_as_not_judged() {
    let folder = Folder::new();
    folder.write("a.yaml", extract(""));
    std::os::unix::fs::symlink("gone.yaml", folder.path().join("b.yaml")).expect("a link can be made");
    let run = art28(&["check", &folder.path().display().to_string(), "--fail-on", "never"]);
    assert_eq!(run.code, 2);
    assert!(run.out.contains("Not judged: ") && run.err.contains("b.yaml"), "{}\n{}", run.out, run.err);
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_problem() {
    let mut command = program();
    command.args(["check", "tests/agreements", "--format", "json"]).stdout(std::process::Stdio::piped());
    let mut child = command.stderr(std::process::Stdio::piped()).spawn().expect("it starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(1), &b""[..]));
}

#[test]
fn details_show_remarks_and_requests() {
    let plain = art28(&["check", LAI]).out;
    let details = art28(&["check", LAI, "--details"]).out;
    assert!(!plain.contains("Request:") && details.contains("Request:") && details.contains("Remark on"), "{details}");
}

#[test]
fn silence_is_silence_only_where_somebody_has_read() {
    let folder = Folder::new();
    let whole = extract("");
    for (extent, verdict) in [("whole", "missing"), ("partly", "review"), ("absent", "review")] {
        let file = folder.write("extract.yaml", whole.replace("read: whole", &format!("read: {extent}")));
        let report = art28(&["check", &file, "--format", "json"]).out;
        assert_eq!(finding(&report, "records")["verdict"], verdict, "{extent}");
        // What is met because nothing speaks against it is no surer than what is missing.
        let silent = if extent == "whole" { "met" } else { "review" };
        assert_eq!(finding(&report, "liability-allocation")["verdict"], silent, "{extent}");
        let named = finding(&report, "records")["notes"].to_string().contains("Processor agreement");
        assert_eq!(named, extent != "whole", "the finding names what was not read");
    }
}

#[test]
fn a_verdict_that_rests_partly_on_silence_says_what_was_not_read() {
    let folder = Folder::new();
    let free = extract(&clause("art. 1", "{topic: transfers.permission, facts: {kind: free}}"));
    for extent in ["whole", "partly"] {
        let file = folder.write("extract.yaml", free.replace("read: whole", &format!("read: {extent}")));
        let finding = finding(&art28(&["check", &file, "--format", "json"]).out, "transfers-safeguards");
        assert_eq!(
            (&finding["verdict"], &finding["searched"][0]),
            (&"conflict".into(), &"transfers.safeguards".into())
        );
        assert_eq!(finding["notes"].to_string().contains("Not read whole"), extent == "partly");
    }
}

#[test]
fn findings_that_rest_on_proposals_say_so() {
    let folder = Folder::new();
    let proposed = clause("art. 1", "{topic: contract.records, review: proposed}");
    let file = folder.write("proposed.yaml", extract(&proposed));
    let report = art28(&["check", &file, "--format", "json"]).out;
    assert_eq!(finding(&report, "records")["proposed"], true);
    let both = folder.write("both.yaml", extract(&(proposed + &clause("art. 2", "contract.records"))));
    let report = art28(&["check", &both, "--format", "json"]).out;
    assert_eq!(finding(&report, "records")["proposed"], false, "one confirmed annotation is enough");
}

#[test]
fn text_from_an_agreement_cannot_command_the_terminal() {
    let folder = Folder::new();
    let hostile = extract(&clause("art. 1", "contract.records"))
        .replace("title: Processor agreement\n", "title: \"\\e]0;owned\\a\\e[31mred\\u202E\\u061C\"\n")
        .replace("processor: Vendor", "processor: \"a\\rb\\x9b31m\"");
    let file = folder.write("hostile.yaml", hostile);
    for format in ["table", "json", "jsonl", "yaml"] {
        let run = art28(&["check", &file, "--all", "--format", format]);
        assert!(run.out.contains("owned"), "{}", run.err);
        assert!(!commands(&run), "{:?}", run.out);
    }
}

/// Whether a run left behind anything that a terminal would obey.
fn commands(run: &Run) -> bool {
    let obeyed = |c: char| c.is_control() && c != '\n' && c != '\t' || matches!(c, '\u{202e}' | '\u{61c}');
    run.out.chars().chain(run.err.chars()).any(obeyed)
}

/// Checklists in which each `☠` will be what a terminal would obey.
const HOSTILE: [(&str, &str); 2] = [
    (
        "own.yaml",
        r#"
checklist: own
version: "1☠"
title: "Own☠"
acts:
  law: {label: "Law☠", unit: article, address: "https://law.example/{article}"}
topics:
  own.topic:
    label: "Topic☠"
    when: "it is so☠"
    facts: {colour: {label: "colour☠", type: choice, values: {red: "red☠"}}}
parameters:
  most: {type: number, default: 3, label: "Most☠"}
areas:
  - id: area
    title: "Area☠"
    requirements:
      - id: one
        title: "One☠"
        asks: "It asks☠."
        level: law
        basis: [law/1]
        source: "A paper☠"
        topics: [own.topic]
        verdicts:
          - {verdict: met, when: {has: own.topic, where: {colour: {known: true}}}, finding: "It is {colour}☠."}
          - {verdict: partial, when: {has: own.topic}, finding: "Some☠.", untested: "It cannot be☠."}
        otherwise: {finding: "None☠."}
        remedy: "Ask for {$most}☠."
        examples:
          - {name: "Good☠", given: [own.topic], expect: met}
          - {name: "Bad☠", given: [{topic: own.topic, facts: {colour: red}}], expect: missing}
      - id: two
        title: "One☠"
        level: policy
        topics: [own.topic]
        verdicts: [{verdict: met, when: {has: own.topic}, finding: "There☠."}]
        otherwise: {finding: "None☠."}
        remedy: "Ask☠."
"#,
    ),
    (
        "above.yaml",
        r#"
checklist: above
version: "2☠"
title: "Above☠"
extends: ./own.yaml
parameters: {most: {default: 4, reason: "So be it☠."}}
omit: [{requirement: two, reason: "Too much☠."}]
requirements: {one: {level: policy, title: "New☠", reason: "Because☠."}}
"#,
    ),
];

#[test]
fn text_from_a_checklist_cannot_command_the_terminal() {
    let folder = Folder::new();
    let [own, above] =
        HOSTILE.map(|(name, text)| folder.write(name, text.replace('☠', r" \e[31m\u202Eowned\x9b31m\r\u061c\e]0;\a")));
    let file = folder.write("extract.yaml", extract(&clause("art. 1", "own.topic")));
    let both = ["-c", &own, "-c", &above];
    let mut runs: Vec<Vec<&str>> = vec![vec!["test", &own, &above], vec!["schema", "extract", "-c", &own]];
    for format in ["table", "json", "yaml"] {
        runs.push([&["check", &file, "--all", "--details", "--format", format], &both[..]].concat());
    }
    for id in ["own", "above", "one", "two", "area", "own.topic", "most", "law/1"] {
        runs.push([&["explain", id], &both[..]].concat());
    }
    for listed in ["checklists", "requirements", "topics"] {
        runs.push([&["list", listed], &both[..]].concat());
    }
    for typed in [&["check", "--set", ""][..], &["list", "--topic", ""], &["list", "--basis", ""]] {
        runs.push([&["complete", "--", "art28", typed[0]], &both[..], &typed[1..]].concat());
    }
    for arguments in runs {
        for width in ["50", "140"] {
            let run = run(program().args(&arguments).env("COLUMNS", width));
            assert!(run.out.contains("owned") && !commands(&run), "{arguments:?}: {:?}{:?}", run.out, run.err);
        }
    }
    let run = art28(&["lint", &own, &above]);
    assert!(run.err.contains("owned") && !commands(&run), "{:?}", run.err);
}

#[test]
fn crlf_and_a_byte_order_mark_change_nothing() {
    let folder = Folder::new();
    let text = std::fs::read_to_string(root().join(LAI)).expect("it is there");
    let plain = folder.write("extract.yaml", &text);
    // But for the sum of what was judged.
    let report = || {
        let mut report: serde_json::Value =
            serde_json::from_str(&art28(&["check", &plain, "--format", "json"]).out).expect("JSON");
        (report["assessments"][0]["sha256"].take(), report)
    };
    let (sum, before) = report();
    folder.write("extract.yaml", format!("\u{feff}{}", text.replace('\n', "\r\n")));
    let (other, after) = report();
    assert_eq!(before, after);
    assert_ne!(sum, other);
}

#[test]
fn language_comes_from_the_option_then_the_environment_then_the_locale() {
    let dutch = |run: common::Run| run.out.contains("Partijen:");
    let check = ["check", "tests/agreements/kvk-api-terms.yaml"];
    assert!(!dutch(run(program().args(check))));
    assert!(dutch(run(program().args(check).args(["--lang", "nl"]))));
    assert!(dutch(run(program().args(check).env("ART28_LANG", "nl"))));
    assert!(dutch(run(program().args(check).env_remove("ART28_LANG").env("LANG", "nl_NL.UTF-8"))));
    assert!(!dutch(run(program().args(check).env_remove("ART28_LANG").env("LANG", "nl_NL").env("LC_ALL", "en_GB"))));
    assert!(!dutch(run(program().args(check).env_remove("ART28_LANG").env("LANG", "nl_NL").env("LC_ALL", "C"))));
    assert!(!dutch(run(program().args(check).env_remove("ART28_LANG").env("LANG", "fr_FR"))));
}

#[test]
fn a_portfolio_ends_with_an_overview_the_worst_first() {
    let summary = |width: &str| {
        let arguments = ["check", "tests/agreements", "--summary", "--lang", "nl"];
        run(program().args(arguments).env("COLUMNS", width)).out
    };
    assert_snapshot!(summary("80"));
    assert_snapshot!(summary("50"));
    let whole = art28(&["check", "tests/agreements"]).out;
    assert!(whole.contains("Overview of 5 agreements") && whole.ends_with("5 agreements judged.\n"));
    assert!(!art28(&["check", LAI]).out.contains("Overview"), "one agreement needs none");
}

#[test]
fn every_form_has_the_worst_agreement_first_and_accepted_gaps_make_none_worse() {
    let conflict = clause("art. 1", "{topic: own-use.permission, facts: {data: personal, purposes: [marketing]}}");
    let waiver = "waivers:\n  - {requirement: own-purposes, reason: Known, by: J. Jansen, until: 2027-06-30}\n";
    let folder = Folder::new();
    for (name, clauses) in [("accepted", conflict.clone() + waiver), ("plain", String::new()), ("worst", conflict)] {
        folder.write(
            &format!("{name}.yaml"),
            extract(&clauses).replacen("processor: ", &format!("processor: Of {name} "), 1),
        );
    }
    let arguments = ["check", ".", "--date", "2026-11-21", "--lang", "en", "--summary", "--format", "table"];
    let files = ["-o", "a.md", "-o", "a.xlsx", "-o", "pages/"];
    let table = run(program().args(arguments).args(files).current_dir(folder.path())).out;
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).expect("it was written");
    let names = ["Of worst", "Of plain", "Of accepted"];
    let markdown = read("a.md");
    let (_, markdown) = markdown.split_once("# Totals").expect("it ends with totals");
    for (form, text) in [("table", &*table), ("html", &read("pages/index.html")), ("md", markdown)] {
        let places = names.map(|name| text.find(name).unwrap_or_else(|| panic!("{name} is not in {form}: {text}")));
        assert!(places.is_sorted(), "{form}: {places:?}");
    }
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(folder.path().join("a.xlsx")).expect("a workbook");
    let matrix = calamine::Reader::worksheet_range(&mut book, "Matrix").expect("it is there");
    let first: Vec<String> = matrix.rows().skip(2).take(3).map(|row| row[0].to_string()).collect();
    assert!(first.iter().zip(names).all(|(cell, name)| cell.starts_with(name)), "{first:?}");
}

#[test]
fn an_overview_that_is_too_wide_is_one_of_areas() {
    let folder = Folder::new();
    for n in 0..30 {
        folder.write(&format!("{n:02}.yaml"), extract(""));
    }
    folder.write(
        "worst.yaml",
        extract(&clause("art. 1", "{topic: own-use.permission, facts: {data: personal, purposes: [marketing]}}")),
    );
    let arguments = ["check", ".", "--summary"];
    let overview = run(program().args(arguments).env("COLUMNS", "110").current_dir(folder.path())).out;
    assert_snapshot!(overview.lines().take(8).chain(overview.lines().skip(60)).collect::<Vec<_>>().join("\n"));
}
