//! `-o FILE`: reports in files, in the form that the name says, whole or not at all.

mod common;

use std::fs;

use common::{Folder, art28, extract};

const LAI: &str = "tests/agreements/lai-media.yaml";

#[test]
fn files_hold_what_standard_output_would() {
    let folder = Folder::new();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let run = art28(&[
        "check",
        LAI,
        "-o",
        &path("a.json"),
        "-o",
        &path("b.YAML"),
        "-o",
        &path("c.jsonl"),
        "--format",
        "json",
    ]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    for (name, format) in [("a.json", "json"), ("b.YAML", "yaml"), ("c.jsonl", "jsonl")] {
        let file = fs::read_to_string(path(name)).expect("it was written");
        assert_eq!(file, art28(&["check", LAI, "--format", format]).out, "{name}");
    }
    assert_eq!(run.out, art28(&["check", LAI, "--format", "json"]).out);
    assert_eq!(fs::read_dir(folder.path()).expect("it is there").count(), 3, "nothing else is left behind");
}

#[test]
fn whoever_writes_files_gets_nothing_else_unless_asked() {
    let folder = Folder::new();
    let run = art28(&["check", LAI, "-o", &folder.path().join("a.json").display().to_string()]);
    assert_eq!((run.out.as_str(), run.err.as_str()), ("", ""));
}

#[test]
fn nothing_is_replaced_unless_asked_and_everything_is_checked_before_work_starts() {
    let folder = Folder::new();
    let there = folder.write("there.json", "mine");
    let new = folder.path().join("new.json").display().to_string();
    fs::create_dir(folder.path().join("below")).expect("a folder can be made");
    let again = folder.path().join("below/../new.json").display().to_string();
    let missing = folder.path().join("no/such/folder.json").display().to_string();
    let arguments = ["check", LAI, "-o", &there, "-o", &new, "-o", &again, "-o", &missing, "-o", "x.pdf", "-o", LAI];
    let run = art28(&arguments);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    for code in ["file-exists", "output-twice", "not-written", "unknown-format", "output-is-input"] {
        assert!(run.err.contains(code), "{code} is not in {}", run.err);
    }
    assert_eq!(fs::read_to_string(&there).expect("it is there"), "mine");
    assert_eq!(fs::read_dir(folder.path()).expect("it is there").count(), 2, "nothing was written");
    assert_eq!(art28(&["check", LAI, "-o", &there, "--force"]).code, 1);
    assert!(fs::read_to_string(&there).expect("it is there").starts_with('{'));
    let folder_of = folder.path().display().to_string() + "/dir.json";
    fs::create_dir(&folder_of).expect("a folder can be made");
    assert_eq!(art28(&["check", LAI, "-o", &folder_of, "--force"]).code, 2);
}

#[test]
fn a_bad_extract_alone_leaves_no_file_and_in_a_portfolio_is_named() {
    let folder = Folder::new();
    let path = folder.path().join("report.json").display().to_string();
    assert_eq!(art28(&["check", "tests/bad/tab.yaml", "-o", &path]).code, 2);
    assert!(!fs::exists(&path).expect("it can be asked"));
    let good = folder.write("good.yaml", extract(""));
    assert_eq!(art28(&["check", &good, "tests/bad/tab.yaml", "-o", &path]).code, 2);
    let report: serde_json::Value = serde_json::from_slice(&fs::read(&path).expect("it was written")).expect("JSON");
    assert_eq!(report["not-judged"], serde_json::json!(["tests/bad/tab.yaml"]));
    assert_eq!(report["assessments"].as_array().map(Vec::len), Some(1));
}

#[test]
fn each_json_line_stands_alone() {
    let out = art28(&["check", "tests/agreements", "tests/bad/tab.yaml", "--format", "jsonl"]).out;
    let lines: Vec<serde_json::Value> = out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines.len(), 6);
    assert!(lines[..5].iter().all(|line| line["checklists"][0]["id"] == "avg-art28" && line["findings"].is_array()));
    assert_eq!(lines[5]["not-judged"], "tests/bad/tab.yaml");
}
