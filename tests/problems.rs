//! Bad input: all its problems at once, at their places, in plain words, and nothing else.
//!
//! Each file in `tests/bad/` is given to the program as it stands; what it says is held in a snapshot.

mod common;

use std::fs;

use common::{Folder, Run, art28, art28_with_input, extract, program, root, run};
use insta::assert_snapshot;

/// What the program says of bad input, which must be all that it does.
fn complaint(run: Run) -> String {
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.err);
    assert!(run.err.contains("problem"), "{}", run.err);
    run.err
}

#[test]
fn every_bad_file_gets_all_its_problems() {
    let mut files: Vec<_> = fs::read_dir(root().join("tests/bad")).expect("it is there").flatten().collect();
    files.sort_by_key(fs::DirEntry::file_name);
    for file in files {
        let name = file.file_name().into_string().expect("a plain name");
        let path = format!("tests/bad/{name}");
        let arguments = match name.as_str() {
            "checklist.yaml" | "overlay.yaml" => vec!["check", "tests/agreements/visma.yaml", "-c", &path],
            _ => vec!["check", &path],
        };
        assert_snapshot!(name.replace(".yaml", ""), complaint(art28(&arguments)));
    }
}

#[test]
fn problems_are_told_in_dutch() {
    assert_snapshot!(complaint(art28(&["check", "tests/bad/meaning.yaml", "--lang", "nl"])));
}

#[test]
fn problems_are_told_in_sentences_for_a_screen_reader() {
    let arguments = ["check", "tests/bad/meaning.yaml", "--lang", "nl"];
    assert_snapshot!(complaint(run(program().args(arguments).env("NO_GRAPHICS", "1"))));
}

#[test]
fn files_that_are_no_text_are_refused() {
    let folder = Folder::new();
    let mut said = String::new();
    let nested = format!("agreement: {}{}", "[".repeat(500), "]".repeat(500));
    let files: [(&str, &[u8]); 7] = [
        ("empty.yaml", b""),
        ("blank.yaml", b"\n# nothing but a remark\n\n"),
        ("utf-16.yaml", b"\xff\xfea\x00"),
        ("latin-1.yaml", b"agreement:\n  title: caf\xe9\n"),
        ("control.yaml", b"agreement:\n  title: a\x01b\n"),
        ("nested.yaml", nested.as_bytes()),
        ("scalar.yaml", b"just text\n"),
    ];
    for (name, bytes) in files {
        said.push_str(&complaint(art28(&["check", &folder.write(name, bytes)])));
    }
    assert_snapshot!(said.replace(&folder.path().display().to_string(), "FOLDER"));
}

#[test]
fn a_file_that_is_too_large_is_refused() {
    let folder = Folder::new();
    let file = folder.write("large.yaml", vec![b' '; 16 * 1024 * 1024 + 1]);
    assert!(complaint(art28(&["check", &file])).contains("larger than 16 MB"));
}

#[test]
fn a_million_values_are_too_many() {
    let folder = Folder::new();
    let file = folder.write("many.yaml", format!("agreement: [{}]", "1,".repeat(1_000_001)));
    assert!(complaint(art28(&["check", &file])).contains("more than 1000000 values"));
}

#[test]
fn of_very_many_problems_the_first_hundred_are_shown() {
    let folder = Folder::new();
    let clauses: String = (0..250).map(|n| format!("  - {{ref: \"art. {n}\"}}\n")).collect();
    let said = complaint(art28(&["check", &folder.write("many.yaml", extract(&clauses))]));
    assert_eq!(said.matches("neither").count(), 100);
    assert!(said.contains("And 150 further problems") && said.contains("250 problems"), "{said}");
}

#[test]
fn a_very_long_line_is_shown_only_near_the_problem() {
    let folder = Folder::new();
    let padding = "x".repeat(100_000);
    let bad = extract("").replace("title: Processor agreement\n", &format!("title: {padding}\n"));
    let bad = bad.replace("processor: Vendor", &format!("processor: {{a: {padding}}}"));
    let said = complaint(art28(&["check", &folder.write("long.yaml", bad)]));
    assert!(said.len() < 2_000, "{} bytes", said.len());
}

#[test]
fn paths_names_and_settings_are_checked() {
    let folder = Folder::new();
    let empty = folder.path().display().to_string();
    let visma = "tests/agreements/visma.yaml";
    let mut said = String::new();
    for arguments in [
        &["check", "no-such-file.yaml"][..],
        &["check", &empty],
        &["check", "checklists"],
        &["check", "checklists/avg-art28.yaml"],
        &["check", visma, "-c", "avg-art82"],
        &["check", visma, "-c", "no-such-file.yaml"],
        &["check", visma, "-c", visma],
        &["check", visma, "-c", "checklists"],
        &["check", visma, "-c", "avg-art28", "-c", "checklists/avg-art28.yaml"],
        &["check", visma, "--set", "breach-deadlin=24 hours"],
        &["check", visma, "--set", "breach-deadline=24"],
        &["check", visma, "--set", "breach-deadline"],
    ] {
        said.push_str(&complaint(art28(arguments)));
    }
    assert_snapshot!(said.replace(&empty, "FOLDER"));
}

#[test]
fn usage_errors_end_with_2_as_well() {
    for arguments in [&["check"][..], &["chek"], &["check", "x", "--format", "pdf"], &["check", "x", "--lang", "fr"]] {
        let run = art28(arguments);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}");
    }
}

#[test]
fn problems_of_standard_input_have_places_too() {
    let run = art28_with_input(&["check", "-"], b"agreement:\n\ttitle: x\n");
    assert!(run.err.contains("[-:2:1]"), "{}", run.err);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
}
