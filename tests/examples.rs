//! `art28 test`: the examples inside checklists come to their verdicts, and reach every row.

mod common;

use common::{Folder, art28, program, run};
use insta::assert_snapshot;

#[test]
fn the_built_in_checklists_are_at_full_coverage() {
    for language in ["nl", "en"] {
        let run = art28(&["test", "--lang", language]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
        assert_eq!(run.out.lines().filter(|line| line.starts_with('✓')).count(), 42 + 45);
    }
}

#[test]
fn a_changed_threshold_shows_which_inherited_examples_no_longer_hold() {
    let folder = Folder::new();
    let rule = "checklist: house\nextends: avg-art28\nparameters: {breach-deadline: 24 hours}\n";
    let path = folder.write("house.yaml", rule);
    let run = art28(&["test", &path]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    let failed: Vec<&str> = run.out.lines().filter(|line| !line.starts_with('✓')).collect();
    assert_snapshot!(failed.join("\n"));
    // What the last line says to do if that is what is meant is enough.
    let expect = "requirements:\n  breach-deadline:\n    expect: {\"exactly 48 hours in days and an unknown firmness\": partial}\n";
    let path = folder.write("house.yaml", format!("{rule}{expect}"));
    assert_eq!(art28(&["test", &path]).code, 0);
}

#[test]
fn failures_and_unreached_rows_are_told_in_dutch() {
    let folder = Folder::new();
    let text = r"
checklist: huis
version: '1'
title: Huisregels
areas:
  - id: a
    title: A
    requirements:
      - id: melding
        title: Melding
        level: policy
        topics: [breach.notification, breach.content]
        verdicts:
          - verdict: conflict
            when: {has: breach.notification, where: {commitment: best-efforts}}
            finding: Alleen een inspanning.
          - verdict: met
            when:
              all:
                - {has: breach.notification, where: {deadline: {at-most: 24 hours}, commitment: firm}}
                - any: [{has: breach.content}, {lacks: breach.mitigation}]
            finding: Binnen een dag.
          - verdict: review
            when: {has: breach.content}
            finding: Alleen de inhoud.
          - verdict: partial
            when: {has: breach.mitigation}
            finding: Alleen beperken.
        otherwise: {finding: Niets.}
        remedy: Vraag erom.
        examples:
          - name: een dag
            given:
              - {topic: breach.notification, facts: {deadline: 36 hours, commitment: firm}}
              - breach.mitigation
            expect: met
          - name: geen
            given: []
            expect: partial
          - name: inspanning
            given: [{topic: breach.notification, facts: {commitment: best-efforts}}]
            expect: conflict
";
    folder.write("huis.yaml", text);
    let run = run(program().args(["test", "huis.yaml", "--lang", "nl"]).current_dir(folder.path()));
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    assert_snapshot!(run.out);
}

#[test]
fn a_row_that_no_example_can_reach_says_why() {
    let folder = Folder::new();
    let mut own = common::own_checklist();
    let test = |own: &serde_json::Value| art28(&["test", &folder.write("own.yaml", own.to_string())]).code;
    assert_eq!(test(&own), 1);
    own["areas"][0]["requirements"][0]["verdicts"][0]["untested"] = "It does not occur.".into();
    assert_eq!(test(&own), 0);
}

#[test]
fn a_requirement_without_examples_has_rows_that_none_reaches() {
    let folder = Folder::new();
    let run = art28(&["test", &folder.write("own.yaml", common::own_checklist().to_string())]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("is reached by no example"), "{}", run.out);
}

#[test]
fn a_setting_of_the_run_counts() {
    assert_eq!(art28(&["test", "avg-art28", "--set", "breach-deadline=24 hours"]).code, 1);
}

#[test]
fn a_checklist_that_cannot_be_read_is_a_problem() {
    for arguments in [&["test", "tests/bad/checklist.yaml"][..], &["test", "avg-art82"], &["test", "gone.yaml"]] {
        let run = art28(arguments);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}");
    }
}
