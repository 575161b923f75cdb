//! Checklists that rest on others, and waivers: what a DPO changes is what changes, and every report says so.

mod common;

use common::{Folder, art28, clause, extract, finding};
use insta::assert_snapshot;
use serde_json::{Value, json};

const NOTICE_36: &str = "{topic: breach.notification, facts: {deadline: 36 hours, recipient: controller}}";

/// The report on an extract, as JSON.
fn report(extract: &str, more: &[&str]) -> Value {
    let run = art28(&[&["check", extract, "--format", "json"], more].concat());
    assert_eq!(run.err, "");
    serde_json::from_str(&run.out).expect("JSON")
}

fn verdict(report: &Value, requirement: &str) -> String {
    finding(&report.to_string(), requirement)["verdict"].as_str().expect("text").to_owned()
}

#[test]
fn a_house_rule_is_a_file_of_a_few_lines() {
    let folder = Folder::new();
    let rule = "checklist: huisregels\nextends: avg-art28\nparameters: {breach-deadline: 24 hours}\n";
    let rule = folder.write("huisregels.yaml", rule);
    let file = folder.write("extract.yaml", extract(&clause("art. 1", NOTICE_36)));
    assert_eq!(verdict(&report(&file, &[]), "breach-deadline"), "met");
    let with_rule = report(&file, &["-c", &rule]);
    assert_ne!(verdict(&with_rule, "breach-deadline"), "met");
    let checklist = &with_rule["checklists"][0];
    assert_eq!(
        (&checklist["id"], &checklist["parameters"]["breach-deadline"]),
        (&json!("huisregels"), &json!("24 hours"))
    );
    assert_eq!(checklist["extends"][0]["id"], "avg-art28");
    let change = json!({
        "by": "huisregels", "change": "parameter", "requirement": null, "parameter": "breach-deadline",
        "before": "48 hours", "after": "24 hours", "reason": null,
    });
    assert_eq!(checklist["changes"], json!([change]));
    // A setting of the run is the last word.
    let set = report(&file, &["-c", &rule, "--set", "breach-deadline=48 hours"]);
    assert_eq!(verdict(&set, "breach-deadline"), "met");
}

const SECTOR: &str = r#"
checklist: sector
version: "2"
title: {nl: Sectoreisen, en: Sector demands}
extends: avg-art28
parameters:
  breach-deadline: {default: 24 hours, reason: {nl: De sector vraagt het., en: The sector asks it.}}
  answer: {type: duration, default: 5 days, label: {nl: Antwoordtermijn, en: Time to answer}}
omit:
  - {requirement: precedence, reason: {nl: Staat in de raamovereenkomst., en: The framework agreement has it.}}
requirements:
  records: {level: policy, reason: {nl: Alleen nuttig., en: Merely useful.}}
topics:
  sector.hotline:
    label: {nl: Storingslijn, en: Hotline}
    when: {nl: er is een telefoonnummer, en: there is a telephone number}
areas:
  - id: breach
    requirements:
      - id: hotline
        title: {nl: Storingslijn, en: Hotline}
        level: policy
        topics: [sector.hotline]
        verdicts:
          - verdict: met
            when: {has: sector.hotline}
            finding: {nl: Er is een storingslijn., en: There is a hotline.}
        otherwise: {finding: {nl: Er is geen storingslijn., en: "No hotline; answers take {$answer}."}}
        remedy: {nl: Vraag om een nummer., en: Ask for a number.}
"#;

const OWN: &str = r"
checklist: own
extends: ./lower/sector.yaml
requirements:
  hotline:
    level: guidance
    source: Board decision 12
    remedy: Ask for a number that is answered day and night.
    otherwise: {finding: Nobody can be called.}
    verdicts:
      - verdict: partial
        when: {has: sector.hotline}
        finding: There is a number, which the board finds too little.
    reason: The board decided so.
areas:
  - id: board
    title: Of the board
    requirements:
      - id: board-notice
        title: Notice to the board
        level: policy
        topics: [breach.notification]
        verdicts: [{verdict: met, when: {has: breach.notification}, finding: There is a notice.}]
        otherwise: {finding: There is no notice.}
        remedy: Ask for a notice.
";

/// An overlay on an overlay: `sector.yaml` changes the built-in checklist, `house/own.yaml` is above it.
fn layers(folder: &Folder) -> String {
    folder.write("lower/sector.yaml", SECTOR);
    folder.write("own.yaml", OWN)
}

#[test]
fn overlays_rest_on_overlays_and_every_report_says_what_they_changed() {
    let folder = Folder::new();
    let own = layers(&folder);
    let file = folder.write("extract.yaml", extract(&clause("art. 1", &format!("{NOTICE_36}, sector.hotline"))));
    let report = report(&file, &["-c", &own, "--all"]);
    assert_eq!(verdict(&report, "hotline"), "partial");
    let hotline = finding(&report.to_string(), "hotline");
    assert_eq!(
        (&hotline["level"], &hotline["origin"], &hotline["area"], &hotline["source"]),
        (&json!("guidance"), &json!("sector"), &json!("breach"), &json!("Board decision 12"))
    );
    assert_eq!(finding(&report.to_string(), "records")["level"], "policy");
    assert_eq!(finding(&report.to_string(), "board-notice")["origin"], "own");
    let ids =
        report["assessments"][0]["findings"].as_array().expect("findings").iter().map(|one| one["requirement"].clone());
    assert!(!ids.collect::<Vec<_>>().contains(&json!("precedence")));
    let table = art28(&["check", &file, "-c", &own]).out;
    assert!(
        table.contains("Merely useful") && table.contains("(policy) [sector]") && table.contains("[own]"),
        "{table}"
    );
    assert_snapshot!(table[table.find("own: changed from").expect("changes are shown")..]);
}

#[test]
fn problems_are_told_in_the_file_they_are_in() {
    let folder = Folder::new();
    let own =
        folder.write("own.yaml", "checklist: own\nextends: lower.yaml\nrequirements:\n  recods: {level: policy}\n");
    folder.write(
        "lower.yaml",
        "checklist: lower\nextends: avg-art28\nomit:\n  - {requirement: precedenc, reason: Why not.}\n",
    );
    let run = art28(&["check", "tests/agreements/visma.yaml", "-c", &own]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    for place in ["lower.yaml:4:19", "own.yaml:4:3", "`precedence`", "`records`", "2 problems"] {
        assert!(run.err.contains(place), "{place} is not in {}", run.err);
    }
}

#[test]
fn what_an_overlay_rests_on_must_be_there_and_in_its_folder() {
    let folder = Folder::new();
    folder.write("outside.yaml", "checklist: outside\nextends: avg-art28\n");
    folder.write("in/a.yaml", "checklist: a\nextends: b.yaml\n");
    folder.write("in/b.yaml", "checklist: b\nextends: ./a.yaml\n");
    let mut said = String::new();
    for (name, extends) in [
        ("cycle", "a.yaml"),
        ("itself", "itself.yaml"),
        ("up", "../outside.yaml"),
        ("absolute", "/etc/hostname"),
        ("slip", "avg-art82"),
        ("missing", "gone.yaml"),
        ("folder", "."),
        ("number", "12"),
    ] {
        let path = folder.write(&format!("in/{name}.yaml"), format!("checklist: x\nextends: {extends}\nversion: 1\n"));
        let run = art28(&["check", "tests/agreements/visma.yaml", "-c", &path]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{extends}");
        said.push_str(&run.err.replace(&folder.path().display().to_string(), "FOLDER"));
    }
    assert_snapshot!(said);
}

#[test]
#[cfg(unix)]
fn a_link_does_not_lead_out_of_the_folder() {
    let folder = Folder::new();
    let outside = folder.write("outside.yaml", "checklist: outside\nextends: avg-art28\n");
    let own = folder.write("in/own.yaml", "checklist: own\nextends: link.yaml\n");
    std::os::unix::fs::symlink(outside, folder.path().join("in/link.yaml")).expect("a link can be made");
    let run = art28(&["check", "tests/agreements/visma.yaml", "-c", &own]);
    assert!(run.code == 2 && run.err.contains("parent-outside"), "{}", run.err);
}

#[test]
fn seventeen_layers_are_too_many() {
    let folder = Folder::new();
    folder.write("0.yaml", "checklist: x\nextends: avg-art28\n");
    for n in 1..17 {
        folder.write(&format!("{n}.yaml"), format!("checklist: x\nextends: {}.yaml\n", n - 1));
    }
    let check = |n: usize| {
        let path = folder.path().join(format!("{n}.yaml")).display().to_string();
        art28(&["check", "tests/agreements/visma.yaml", "-c", &path, "--fail-on", "never"])
    };
    assert_eq!(check(14).code, 0);
    assert!(check(16).err.contains("too-many-layers"));
}

#[test]
fn a_topic_of_a_checklist_serves_all_whatever_their_order() {
    let folder = Folder::new();
    let own = layers(&folder);
    let user = "checklist: user\nversion: \"1\"\ntitle: User\nareas:\n  - id: a\n    title: A\n    requirements:\n      - {id: r, title: \
                R, level: policy, topics: [sector.hotline], verdicts: [{verdict: met, when: {has: sector.hotline}, finding: Yes.}], \
                otherwise: {finding: No.}, remedy: Ask.}\n";
    let user = folder.write("user.yaml", user);
    let file = folder.write("extract.yaml", extract(&clause("art. 1", "sector.hotline")));
    let sector = folder.path().join("lower/sector.yaml").display().to_string();
    for order in [[&user, &own, &sector], [&sector, &own, &user]] {
        let arguments: Vec<&str> = order.iter().flat_map(|path| ["-c", path.as_str()]).collect();
        assert_eq!(verdict(&report(&file, &arguments), "r"), "met");
    }
}

#[test]
fn a_topic_may_be_defined_again_with_its_facts_in_another_order_but_not_its_values() {
    let folder = Folder::new();
    let checklist = |name: &str, facts: &str| {
        let text = format!(
            "checklist: {name}\nversion: \"1\"\ntitle: T\ntopics: {{own.topic: {{label: T, when: it is, facts: {{{facts}}}}}}}\n\
             areas:\n  - id: a\n    title: A\n    requirements:\n      - {{id: {name}, title: R, level: policy, topics: \
             [own.topic], verdicts: [{{verdict: met, when: {{has: own.topic, where: {{size: {{at-most: 3}}}}}}, finding: Yes.}}], \
             otherwise: {{finding: No.}}, remedy: Ask.}}\n"
        );
        folder.write(&format!("{name}.yaml"), text)
    };
    let size = "size: {label: S, type: number}";
    let colour = |values: &str| format!("colour: {{label: C, type: choice, values: {{{values}}}}}");
    let one = checklist("one", &format!("{size}, {}", colour("red: r, blue: b")));
    let two = checklist("two", &format!("{}, {size}", colour("red: r, blue: b")));
    let clause = clause("art. 1", "{topic: own.topic, facts: {colour: blue, size: 2}}");
    let file = folder.write("extract.yaml", extract(&clause));
    for order in [[&one, &two], [&two, &one]] {
        let report = report(&file, &["-c", order[0], "-c", order[1]]);
        assert_eq!([verdict(&report, "one"), verdict(&report, "two")], ["met", "met"]);
    }
    let other = checklist("other", &format!("{size}, {}", colour("blue: b, red: r")));
    let run = art28(&["check", &file, "-c", &one, "-c", &other]);
    let said = run.err.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(run.code == 2 && said.contains("duplicate-topic") && said.contains("the order of `values`"), "{said}");
}

#[test]
fn several_checklists_make_one_table_with_totals_of_each() {
    let folder = Folder::new();
    let own = layers(&folder);
    let file = folder.write("extract.yaml", extract(&clause("art. 1", NOTICE_36)));
    let table = art28(&["check", &file, "-c", "avg-art28", "-c", &own]).out;
    let headings = table.lines().filter(|line| line.contains("Verdict") && line.contains("Requirement")).count();
    assert_eq!(headings, 1, "one table has one heading");
    let totals = &table[table.find(" Level ").expect("totals")..table.find("own: changed from").expect("changes")];
    assert_snapshot!(totals);
}

// --- waivers ----------------------------------------------------------------------------------------------------------

/// An extract in which only the deadline for breaches is a gap of the checklist that goes with it, and is waived.
fn waived(folder: &Folder, waivers: &str) -> [String; 2] {
    let checklist = "checklist: small\nversion: \"1\"\ntitle: Small\nareas:\n  - id: a\n    title: A\n    requirements:\n      - {id: \
                     notice, title: Notice, level: law, basis: [avg/33/2], topics: [breach.notification], verdicts: [{verdict: met, \
                     when: {has: breach.notification, where: {deadline: {at-most: 24 hours}}}, finding: Yes.}], otherwise: {finding: No.}, \
                     remedy: Ask.}\n      - {id: told, title: Told, level: law, basis: [avg/33/2], topics: [breach.notification], verdicts: \
                     [{verdict: met, when: {has: breach.notification}, finding: Yes.}], otherwise: {finding: No.}, remedy: Ask.}\n";
    let extract = extract(&clause("art. 1", NOTICE_36)) + "waivers:\n" + waivers;
    [folder.write("extract.yaml", extract), folder.write("small.yaml", checklist)]
}

#[test]
fn a_waived_gap_counts_from_the_day_after_its_end() {
    let folder = Folder::new();
    let [file, checklist] =
        waived(&folder, "  - {requirement: notice, reason: Being renegotiated., by: J. Jansen, until: 2027-06-30}\n");
    for (date, code, state) in
        [("2026-11-21", 0, "in-force"), ("2027-06-30", 0, "in-force"), ("2027-07-01", 1, "run-out")]
    {
        for format in ["table", "json", "yaml"] {
            let run = art28(&["check", &file, "-c", &checklist, "--date", date, "--format", format]);
            assert_eq!((run.code, run.err.as_str()), (code, ""), "{date} {format}");
        }
        let found =
            finding(&art28(&["check", &file, "-c", &checklist, "--date", date, "--format", "json"]).out, "notice");
        assert_eq!(found["verdict"], "missing", "a waiver changes no verdict");
        assert_eq!(found["waiver"]["state"], state);
        assert_eq!(found["waiver"]["until"], "2027-06-30");
    }
    let table = art28(&["check", &file, "-c", &checklist, "--date", "2026-11-21"]).out;
    let words = table.split_whitespace().collect::<Vec<_>>().join(" ");
    for shown in ["(accepted)", "30 June 2027", "Jansen: Being renegotiated.", "Waivers as of 21 November 2026"] {
        assert!(words.contains(shown), "{shown} is not in {table}");
    }
}

#[test]
fn waivers_that_waive_nothing_are_reported() {
    let folder = Folder::new();
    let [file, checklist] = waived(
        &folder,
        "  - {requirement: told, reason: Unneeded., by: J. Jansen, until: 2027-06-30}\n  - {requirement: notise, reason: A slip., by: \
         J. Jansen, until: 2027-06-30}\n  - {requirement: notice, reason: Old., by: J. Jansen, until: 2025-06-30}\n",
    );
    let run = art28(&["check", &file, "-c", &checklist, "--date", "2026-11-21", "--lang", "nl"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    assert_snapshot!(run.out);
    let report: Value =
        serde_json::from_str(&art28(&["check", &file, "-c", &checklist, "--format", "json"]).out).expect("JSON");
    let states: Vec<_> =
        report["assessments"][0]["waivers"].as_array().expect("waivers").iter().map(|one| &one["state"]).collect();
    assert_eq!(states, ["unneeded", "unknown", "run-out"]);
}

#[test]
fn of_very_many_unknown_waivers_the_first_are_told_what_was_probably_meant() {
    let folder = Folder::new();
    let waiver = |number| format!("  - {{requirement: notice-{number}, reason: A slip., by: X, until: 2027-06-30}}\n");
    let [file, checklist] = waived(&folder, &(0..2000).map(waiver).collect::<String>());
    let run = art28(&["check", &file, "-c", &checklist, "--date", "2026-11-21"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    let text = run.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!((text.matches("is of notice-").count(), text.matches("Did you mean notice?").count()), (2000, 36));
}

#[test]
fn a_waiver_needs_a_requirement_a_reason_a_name_and_a_date() {
    let folder = Folder::new();
    let [file, checklist] = waived(
        &folder,
        "  - {requirement: notice}\n  - {requirement: told, reason: \"\", by: X, until: 30-06-2027}\n  - {requirement: told, reason: \
         Again., by: X, until: 2027-02-30}\n",
    );
    let run = art28(&["check", &file, "-c", &checklist]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert_snapshot!(run.err.replace(&folder.path().display().to_string(), "FOLDER"));
    let run = art28(&["check", &file, "-c", &checklist, "--date", "tomorrow"]);
    assert_eq!(run.code, 2);
}

#[test]
fn a_report_names_the_day_only_where_it_plays_a_part() {
    let day = |arguments: &[&str]| report("tests/agreements/visma.yaml", arguments)["assessments"][0]["date"].clone();
    assert_eq!(day(&[]), Value::Null);
    assert_eq!(day(&["--date", "2026-11-21"]), "2026-11-21");
}

#[test]
fn what_is_set_for_the_run_is_said_and_marked() {
    let folder = Folder::new();
    let own = layers(&folder);
    let file = folder.write("extract.yaml", extract(&clause("art. 1", NOTICE_36)));
    let report = report(&file, &["-c", &own, "--set", "breach-deadline=48 hours"]);
    let last = report["checklists"][0]["changes"].as_array().expect("changes").last().expect("one").clone();
    assert_eq!(
        (&last["by"], &last["before"], &last["after"]),
        (&json!("--set"), &json!("24 hours"), &json!("48 hours"))
    );
    let found = finding(&report.to_string(), "breach-deadline");
    assert_eq!(found["changed-by"], json!(["sector", "--set"]), "a changed threshold marks the lines that use it");
}

#[test]
fn what_is_changed_is_not_left_out_too() {
    let folder = Folder::new();
    let text = "checklist: x\nextends: avg-art28\nomit:\n  - {requirement: records, reason: Elsewhere.}\nrequirements:\n  records: {level: policy}\n";
    let path = folder.write("x.yaml", text);
    let above = "checklist: y\nextends: x2.yaml\nrequirements:\n  records: {level: policy}\n";
    folder.write("x2.yaml", &text[..text.find("requirements").expect("it is there")]);
    for (path, code) in [(path, "changed-and-omitted"), (folder.write("y.yaml", above), "already-omitted")] {
        let run = art28(&["check", "tests/agreements/visma.yaml", "-c", &path]);
        assert!(run.code == 2 && run.err.contains(code), "{}", run.err);
    }
}
