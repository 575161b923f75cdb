//! `art28 new` and `art28 schema`: files to start from, and what an editor completes in them.

mod common;

use std::{fs, path::Path};

use art28::{
    checklist::{Loaded, Request, embedded, load},
    editor,
    language::Language,
};
use common::{Folder, Run, art28, clause, extract, program, root, run, small_topic_checklist};

const LAI: &str = "tests/agreements/lai-media.yaml";

/// Runs the program in a folder.
fn run_in(folder: &Folder, arguments: &[&str]) -> Run {
    run(program().args(arguments).current_dir(folder.path()))
}

/// The names of the files in a folder, hidden ones too.
fn names(folder: &Folder) -> Vec<String> {
    let entries = fs::read_dir(folder.path()).expect("it is there").flatten();
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(path).expect("it is there")
}

/// The violations of a schema, given as text, by a YAML text.
fn violations(schema: &str, text: &str) -> Vec<String> {
    let schema: serde_json::Value = serde_json::from_str(schema).expect("JSON");
    let value: serde_json::Value = serde_yaml::from_str(text).expect("YAML");
    let options = jsonschema::options().should_validate_formats(true);
    let validator = options.build(&schema).expect("the schema is a schema");
    validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn a_new_extract_can_be_judged_at_once_in_every_language() {
    for language in Language::all() {
        let folder = Folder::new();
        let made = run_in(&folder, &["new", "extract", "--lang", language.code()]);
        assert_eq!((made.code, made.out.as_str()), (0, ""), "{}", made.err);
        assert_eq!(names(&folder), ["extract.schema.json", "extract.yaml"]);
        assert!(
            made.err.contains("extract.schema.json") && made.err.contains("art28 check extract.yaml"),
            "{}",
            made.err
        );
        assert_eq!(made.err.lines().count(), 2);
        let judged = run_in(&folder, &["check", "extract.yaml"]);
        assert_eq!((judged.code, judged.err.as_str()), (1, ""));
        let linted = run_in(&folder, &["lint", "extract.yaml"]);
        assert_eq!((linted.code, linted.err.as_str()), (0, ""));
        let text = read(folder.path().join("extract.yaml"));
        assert!(text.starts_with("# yaml-language-server: $schema=extract.schema.json\n"));
        assert!(text.contains(&format!("language: {}", language.code())), "it is in that language");
        let schema = read(folder.path().join("extract.schema.json"));
        assert_eq!(schema, art28(&["schema", "extract"]).out);
        assert_eq!(violations(&schema, &text), [""; 0]);
    }
}

#[test]
fn a_new_checklist_can_be_used_at_once_in_every_language() {
    for language in Language::all() {
        let folder = Folder::new();
        let path = folder.path().join("rules.yaml").display().to_string();
        let made = art28(&["new", "checklist", &path, "--lang", language.code()]);
        assert_eq!((made.code, made.out.as_str()), (0, ""), "{}", made.err);
        assert_eq!(names(&folder), ["checklist.schema.json", "rules.yaml"]);
        let judged = art28(&["check", LAI, "-c", &path]);
        assert_eq!((judged.code, judged.err.as_str()), (1, ""));
        let schema = read(folder.path().join("checklist.schema.json"));
        assert_eq!(violations(&schema, &read(&path)), [""; 0]);
        let loaded = load(&Request { checklists: &[path], ..Request::default() }).expect("it is valid");
        shows_every_kind_of_change(&loaded);
        for command in ["lint", "test"] {
            let run = run_in(&folder, &[command, "rules.yaml"]);
            assert_eq!((run.code, run.err.as_str()), (0, ""), "{command}: {}", run.out);
        }
    }
}

/// The starter sets a parameter, leaves out, changes, and adds a requirement.
fn shows_every_kind_of_change(loaded: &Loaded) {
    use art28::checklist::Changed;
    let changes: Vec<&Changed> = loaded.checklists[0].changes.iter().map(|change| &change.what).collect();
    assert!(changes.iter().any(|change| matches!(change, Changed::Parameter { .. })));
    assert!(changes.iter().any(|change| matches!(change, Changed::Omitted { .. })));
    assert!(changes.iter().any(|change| matches!(change, Changed::Level { .. })));
    assert!(changes.iter().any(|change| matches!(change, Changed::Added { .. })));
}

#[test]
fn what_is_built_in_is_written_out_as_it_is() {
    let built_in = embedded::CHECKLISTS.iter().map(|(name, text)| (*name, *text, "checklist"));
    for (name, text, shape) in built_in.chain([("vocabulary", embedded::VOCABULARY, "vocabulary")]) {
        let folder = Folder::new();
        let made = run_in(&folder, &["new", name]);
        assert_eq!(made.code, 0, "{}", made.err);
        let file = format!("{name}.yaml");
        let written = read(folder.path().join(&file));
        let (first, rest) = written.split_once('\n').expect("lines");
        assert_eq!(first, format!("# yaml-language-server: $schema={shape}.schema.json"));
        assert_eq!(Some(rest), text.split_once('\n').map(|(_, rest)| rest), "{name}");
        assert_eq!(read(folder.path().join(format!("{shape}.schema.json"))), art28(&["schema", shape]).out);
        let lai = root().join(LAI).display().to_string();
        let option = if shape == "checklist" { "-c" } else { "--vocabulary" };
        let judged = run_in(&folder, &["check", &lai, option, &file]);
        assert_eq!((judged.code, judged.err.as_str()), (1, ""), "{name}");
        let as_built_in = if shape == "checklist" { name } else { "avg-art28" };
        let built_in = run_in(&folder, &["check", &lai, "-c", as_built_in]).out;
        // The head says from which file it comes; the findings are the same.
        let findings = |out: &str| out[out.find("Not read").expect("it is there")..].to_owned();
        assert_eq!(findings(&judged.out), findings(&built_in));
        let unbroken: String = judged.out.split_whitespace().collect();
        assert_eq!(unbroken.contains(&format!("from{file}")), shape == "checklist");
    }
}

#[test]
fn nothing_is_replaced_unless_that_is_asked() {
    let folder = Folder::new();
    folder.write("extract.yaml", "mine");
    let refused = run_in(&folder, &["new", "extract"]);
    assert_eq!((refused.code, refused.out.as_str()), (2, ""));
    assert!(
        refused.err.contains("extract.yaml: is there already") && refused.err.contains("--force"),
        "{}",
        refused.err
    );
    assert_eq!(names(&folder), ["extract.yaml"], "no schema, and nothing left behind");
    assert_eq!(read(folder.path().join("extract.yaml")), "mine");
    // A schema that is there stays, even then.
    folder.write("extract.schema.json", "my schema");
    let made = run_in(&folder, &["new", "extract", "--force"]);
    assert_eq!(made.code, 0, "{}", made.err);
    assert!(!made.err.contains("extract.schema.json"), "{}", made.err);
    assert!(read(folder.path().join("extract.yaml")).contains("agreement:"));
    assert_eq!(read(folder.path().join("extract.schema.json")), "my schema");
    assert_eq!(names(&folder), ["extract.schema.json", "extract.yaml"]);
}

#[test]
fn a_starter_can_go_to_standard_output() {
    let folder = Folder::new();
    for name in ["extract", "checklist", "vocabulary", "avg-art28"] {
        let made = run_in(&folder, &["new", name, "-"]);
        assert_eq!((made.code, made.err.as_str()), (0, ""));
        assert!(made.out.starts_with("# yaml-language-server: $schema="));
        assert_eq!(names(&folder), [""; 0]);
    }
    let dutch = run(program().args(["new", "extract", "-"]).env("ART28_LANG", "nl")).out;
    assert_eq!(dutch, art28(&["new", "extract", "-", "--lang", "nl"]).out);
    assert_ne!(dutch, art28(&["new", "extract", "-"]).out);
}

#[test]
fn where_nothing_can_be_written_that_is_a_problem() {
    let folder = Folder::new();
    let path = |name: &str| folder.path().join(name).display().to_string();
    folder.write("file", "");
    fs::create_dir(folder.path().join("map")).expect("a folder can be made");
    let mut wrong = vec![(path("gone/extract.yaml"), "no such"), (path("file/extract.yaml"), "cannot be written")];
    wrong.extend([(path("map"), "is a folder"), (path("map/.."), "is a folder")]);
    if cfg!(target_os = "linux") {
        wrong.extend([("/proc/extract.yaml".into(), "cannot be written"), ("/dev/null".into(), "")]);
    }
    for (file, said) in wrong {
        for force in [&[][..], &["--force"]] {
            let arguments = [&["new", "extract", &file], force].concat();
            // Sentences are not broken into lines.
            let run = run(program().args(arguments).env("NO_GRAPHICS", "1"));
            assert_eq!((run.code, run.out.as_str()), (2, ""), "{file}");
            assert!(run.err.contains(said), "{file}: {}", run.err);
        }
    }
    assert_eq!(names(&folder), ["file", "map"]);
    assert!(fs::read_dir(folder.path().join("map")).expect("it is there").next().is_none());
    assert_eq!(art28(&["new", "bezwaar"]).code, 2);
}

#[cfg(unix)]
#[test]
fn links_are_never_followed() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new();
    let link = folder.path().join("extract.yaml");
    symlink("elsewhere.yaml", &link).expect("a link can be made");
    let refused = run_in(&folder, &["new", "extract"]);
    assert!(refused.code == 2 && refused.err.contains("is there already"), "{}", refused.err);
    assert_eq!(names(&folder), ["extract.yaml"]);
    let replaced = run_in(&folder, &["new", "extract", "--force"]);
    assert_eq!(replaced.code, 0, "{}", replaced.err);
    assert!(!link.is_symlink() && !folder.path().join("elsewhere.yaml").exists());
    fs::remove_file(&link).expect("it is there");
    folder.write("other.yaml", "mine");
    symlink("other.yaml", &link).expect("a link can be made");
    assert_eq!(run_in(&folder, &["new", "extract", "--force"]).code, 0);
    assert_eq!(read(folder.path().join("other.yaml")), "mine");
}

#[cfg(unix)]
#[test]
fn of_many_that_write_the_same_file_at_once_one_does() {
    let folder = Folder::new();
    let mut children = Vec::new();
    for name in ["extract", "checklist", "vocabulary", "avg-art28"] {
        let mut command = program();
        command.args(["new", name, "file.yaml"]).current_dir(folder.path()).stderr(std::process::Stdio::null());
        children.push(command.spawn().expect("it starts"));
    }
    let codes = children.iter_mut().map(|child| child.wait().expect("it ends").code());
    assert_eq!(codes.filter(|code| *code == Some(0)).count(), 1);
    assert_eq!(names(&folder).len(), 2, "{:?}", names(&folder));
}

#[test]
fn the_schemas_know_the_topics_of_checklists_that_are_named() {
    let folder = Folder::new();
    let checklist = folder.write("small.yaml", small_topic_checklist());
    let known = |arguments: &[&str]| {
        let run = art28(arguments);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        run.out
    };
    let schema = known(&["schema", "extract", "-c", &checklist, "-c", "avg-art28"]);
    let colour = extract(&clause("art. 1", "{topic: house.seal, facts: {colour: red, height: 3}}"));
    assert_eq!(violations(&schema, &colour), [""; 0]);
    for wrong in
        ["{topic: house.seal, facts: {colour: blue}}", "{topic: house.seal, facts: {color: red}}", "house.seel"]
    {
        assert_ne!(violations(&schema, &extract(&clause("art. 1", wrong))), [""; 0], "{wrong}");
    }
    assert!(schema.contains("Seal: a seal is put on it."), "its meaning is explained");
    assert_ne!(violations(&known(&["schema", "extract"]), &colour), [""; 0], "without the checklist nobody knows it");

    let offered = |schema: &str| schema.contains("\"house.seal\"");
    assert!(offered(&known(&["schema", "checklist", "-c", &checklist])));
    assert!(!offered(&known(&["schema", "checklist"])));
    for name in editor::NAMES {
        assert_eq!(known(&["schema", name, "-c", "avg-art28"]), known(&["schema", name]));
    }
}

#[test]
fn a_schema_can_be_that_of_another_vocabulary() {
    let folder = Folder::new();
    let vocabulary = embedded::VOCABULARY.replace("  breach.mitigation:", "  breach.damage-control:");
    let vocabulary = folder.write("vocabulary.yaml", vocabulary);
    let schema = art28(&["schema", "extract", "--vocabulary", &vocabulary]).out;
    assert!(schema.contains("breach.damage-control") && !schema.contains("breach.mitigation"));
}

#[test]
fn a_schema_of_a_broken_checklist_is_a_problem() {
    let run = art28(&["schema", "extract", "-c", "tests/bad/checklist.yaml"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("tests/bad/checklist.yaml:"), "{}", run.err);
    assert!(!run.err.contains("not judged"), "nothing was to be judged");
}
