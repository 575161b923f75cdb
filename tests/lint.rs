//! `art28 lint`: what is wrong, what is probably not meant, and what it mends.

mod common;

use std::fs;

use common::{Folder, art28, clause, extract, root};
use insta::assert_snapshot;
use proptest::prelude::*;

const CHECKLIST: &str = r#"
checklist: house
version: "1"
title: {nl: Huis, en: House}
parameters:
  unused: {type: number, default: 3, label: {nl: Ongebruikt, en: Unused}}
topics:
  house.asked:
    label: {nl: Gevraagd, en: Asked}
    when: {nl: het wordt gevraagd, en: it is asked}
    facts:
      read: {label: {nl: gelezen, en: read}, type: flag}
      unread: {label: {nl: ongelezen, en: unread}, type: flag}
  house.unasked:
    label: {nl: Gevraagd, en: Something else}
    when: {nl: niemand vraagt het, en: nobody asks it}
areas:
  - id: house
    title: {nl: Huis, en: House}
    requirements:
      - id: never
        title: {nl: Titel, en: Title}
        level: policy
        topics: [house.asked]
        verdicts:
          - verdict: partial
            when: {has: house.asked}
            finding: {nl: Iets is er, en: Something is there.}
        otherwise: {finding: {nl: "Er is niets (en dat blijft zo)."}}
        remedy: Ask for it
      - id: order
        title: {nl: Volgorde, en: Title}
        level: policy
        topics: [breach.notification]
        verdicts:
          - verdict: met
            when: {has: breach.notification, where: {deadline: {at-most: 48 hours}}}
            finding: {nl: Op tijd., en: In time.}
          - verdict: partial
            when: {has: breach.notification, where: {commitment: best-efforts}}
            finding: {nl: Misschien., en: Perhaps.}
          - verdict: partial
            when: {has: house.asked, where: {read: true}}
            finding: {nl: Gelezen., en: Read.}
        otherwise: {finding: {nl: "Niets!", en: 'Nothing'}}
        remedy:
          nl: >-
            Vraag
            erom
          en: |
            Ask for it.
        examples:
          - {name: one, given: [], expect: missing}
          - {name: one, given: [house.asked], expect: missing}
"#;

#[test]
fn warns_of_what_a_checklist_probably_does_not_mean() {
    let folder = Folder::new();
    let path = folder.write("house.yaml", CHECKLIST);
    let run = art28(&["lint", &path]);
    assert_eq!(run.code, 1);
    assert_snapshot!(format!("{}{}", run.out, run.err.replace(&folder.path().display().to_string(), "FOLDER")));
}

#[test]
fn mends_what_is_certain_and_leaves_the_rest() {
    let folder = Folder::new();
    let before = CHECKLIST.replace('\n', "\r\n");
    let path = folder.write("house.yaml", format!("\u{feff}# A remark stays.\r\n{before}"));
    let run = art28(&["lint", &path, "--fix"]);
    assert!(run.out.contains("4 were mended"), "{}", run.out);
    let after = fs::read_to_string(&path).expect("it is there");
    assert!(after.starts_with("\u{feff}# A remark stays.\r\n") && !after.contains("\r\n\n"));
    for mended in ["{nl: Iets is er., en", "remedy: Ask for it.\r\n", "en: 'Nothing.'}", "            erom.\r\n"] {
        assert!(after.contains(mended), "{mended} is not in {after}");
    }
    assert!(after.contains("nl: \"Niets!\""), "an exclamation mark ends a sentence");
    assert_eq!(art28(&["lint", &path, "--fix"]).out.matches("mended").count(), 0);
    assert_eq!(fs::read_to_string(&path).expect("it is there"), after, "mending again changes nothing");
}

#[test]
fn mends_slips_in_an_extract() {
    let folder = Folder::new();
    let annotations = "{topic: breach.notification, facts: {deadline: 48 uur, commitment: firm}}, {topic: termination.data, facts: \
                       {actions: deletion}}, {topic: instructions.duty, facts: {exclusive: ja}}";
    let clauses = clause("art. 1", annotations)
        + &clause("x", "").replace("\"x\"", "7.10")
        + &clause("“art. 2”", "").replace('"', "");
    let path = folder.write("extract.yaml", extract(&clauses));
    assert_eq!(art28(&["lint", &path]).code, 2);
    let run = art28(&["lint", &path, "--fix"]);
    let after = fs::read_to_string(&path).expect("it is there");
    for mended in ["deadline: 48 hours", "actions: [deletion]", "exclusive: true", "ref: \"7.10\"", "ref: \"art. 2\""] {
        assert!(after.contains(mended), "{mended} is not in {after}\n{}", run.err);
    }
    assert_eq!((run.code, run.err.as_str()), (0, ""));
}

#[test]
fn warns_of_waivers_and_of_what_no_checklist_reads() {
    let folder = Folder::new();
    let topics = "checklist: own\nversion: \"1\"\ntitle: Own\ntopics:\n  own.a: {label: A, when: it is, facts: {f: {label: f, type: \
                  flag}}}\n  own.b: {label: B, when: it is}\nareas:\n  - id: a\n    title: A\n    requirements:\n      - {id: r, title: R, \
                  level: policy, topics: [own.a], verdicts: [{verdict: met, when: {has: own.a}, finding: Yes.}], otherwise: {finding: \
                  No.}, remedy: Ask.}\n";
    let own = folder.write("own.yaml", topics);
    let waivers = "waivers:\n  - {requirement: r, reason: Why not., by: X, until: 2027-01-01}\n  - {requirement: breach-deadlin, reason: \
                   Why not., by: X, until: 2027-01-01}\n  - {requirement: breach-deadline, reason: Why not., by: X, until: 2025-01-01}\n";
    let annotations =
        "own.b, {topic: own.a, facts: {f: true}}, {topic: breach.notification, facts: {recipient: controller}}";
    let file = folder.write("extract.yaml", extract(&clause("art. 1", annotations)) + waivers);
    let run = art28(&["lint", &file, "-c", "avg-art28", "-c", &own, "--date", "2026-11-21"]);
    assert_eq!(run.code, 1);
    assert_snapshot!(format!("{}{}", run.out, run.err.replace(&folder.path().display().to_string(), "FOLDER")));
}

#[test]
fn warns_when_an_overlay_weakens_a_requirement_without_a_reason() {
    let folder = Folder::new();
    let lint = |change: &str| {
        let text = format!("checklist: x\nextends: avg-art28\nrequirements:\n  audit-right: {change}\n");
        let run = art28(&["lint", &folder.write("x.yaml", text)]);
        (run.code, run.err.contains("no-reason"))
    };
    assert_eq!(lint("{level: policy}"), (1, true));
    assert_eq!(lint("{level: policy, reason: Not for us.}"), (0, false));
    assert_eq!(lint("{level: law}"), (0, false));
    assert_eq!(lint("{verdicts: [{verdict: met, when: {has: audit.right}, finding: Yes.}]}"), (1, true));
}

#[test]
fn warns_when_a_threshold_lets_more_pass_without_a_reason() {
    let folder = Folder::new();
    let lint = |value: &str| {
        let text = format!("checklist: x\nextends: avg-art28\nparameters: {{breach-deadline: {value}}}\n");
        art28(&["lint", &folder.write("x.yaml", text)]).code
    };
    assert_eq!(lint("24 hours"), 0);
    assert_eq!(lint("96 hours"), 1);
    assert_eq!(lint("{default: 96 hours, reason: We have time.}"), 0);
}

#[test]
fn what_ships_is_clean_in_every_language() {
    for language in ["nl", "en"] {
        let run = art28(&["lint", "checklists", "tests/agreements", "--lang", language]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
    }
}

#[test]
fn says_what_a_file_is_not() {
    let folder = Folder::new();
    let other = folder.write("other.yaml", "services:\n  web: {}\n");
    let run = art28(&["lint", &other]);
    assert!(run.code == 2 && run.err.contains("unknown-kind"), "{}", run.err);
    let folder_of = folder.path().display().to_string();
    assert_eq!(art28(&["lint", &folder_of]).code, 0, "a folder may hold other files");
    assert_eq!(art28(&["lint", "no-such-file.yaml"]).code, 2);
    assert_eq!(art28(&["lint", "tests/bad/tab.yaml"]).code, 2);
}

#[test]
fn mending_leaves_alone_what_it_could_spoil() {
    let folder = Folder::new();
    let overlay = |reason: &str| {
        format!(
            "checklist: own\nextends: avg-art28\nrequirements:\n  records:\n    level: policy\n    reason: {reason}\n"
        )
    };
    for (name, reason, after) in [
        ("block", ">-\n      \"Not\" for us", Some(">-\n      \"Not\" for us.")),
        ("quoted", "\"Not \\\"for us\\\"\"", Some("\"Not \\\"for us\\\".\"")),
        ("spaces", "\"Not for us   \"", Some("\"Not for us.   \"")),
        ("escape", "\"a\\\n      \"", None),
    ] {
        let path = folder.write(&format!("{name}.yaml"), overlay(reason));
        let before = art28(&["lint", &path]).code;
        let run = art28(&["lint", &path, "--fix"]);
        assert!(run.code <= before, "{name}: {}", run.err);
        let expected = overlay(after.unwrap_or(reason));
        assert_eq!(fs::read_to_string(&path).expect("it is there"), expected, "{name}");
    }
}

#[test]
fn mending_touches_no_text_because_of_another_file() {
    let folder = Folder::new();
    folder.write("base.yaml", "checklist: base\nversion: 1.0\nextends: avg-art28\n");
    let own = "# yaml-language-server: $schema=checklist.schema.json\nchecklist: own\nextends: base.yaml\n";
    let path = folder.write("own.yaml", own);
    let run = art28(&["lint", &path, "--fix"]);
    assert_eq!(run.code, 2, "{}", run.err);
    assert_eq!(fs::read_to_string(&path).expect("it is there"), own);
    let text = extract(&clause("art. 1", "breach.mitigation"));
    let file = folder.write("extract.yaml", &text);
    let base = folder.path().join("base.yaml").display().to_string();
    let run = art28(&["lint", &file, "-c", &base, "--fix"]);
    assert_eq!(run.code, 2, "a bad checklist is no less bad for mending: {}", run.out);
    assert_eq!(fs::read_to_string(&file).expect("it is there"), text);
}

#[test]
#[cfg(unix)]
fn mending_keeps_permissions_and_links() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = Folder::new();
    let text = extract(&clause("art. 1", "{topic: breach.notification, facts: {deadline: 48 uur}}"));
    let path = folder.write("real.yaml", &text);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("it can be set");
    let link = folder.path().join("link.yaml");
    symlink("real.yaml", &link).expect("a link can be made");
    assert_eq!(art28(&["lint", &link.display().to_string(), "--fix"]).code, 0);
    assert!(link.is_symlink() && fs::read_to_string(&path).expect("it is there").contains("48 hours"));
    assert_eq!(fs::metadata(&path).expect("it is there").permissions().mode() & 0o777, 0o600);
    let read_only = folder.write("read-only.yaml", &text);
    fs::set_permissions(&read_only, fs::Permissions::from_mode(0o444)).expect("it can be set");
    assert_eq!(art28(&["lint", &read_only, "--fix"]).code, 2);
    assert_eq!(fs::read_to_string(&read_only).expect("it is there"), text);
}

#[test]
fn a_parameter_may_be_called_like_a_text() {
    let folder = Folder::new();
    let mut own = common::own_checklist();
    own["parameters"] =
        serde_json::json!({"remedy": {"type": "duration", "default": "2 days", "label": "Time to mend"}});
    own["areas"][0]["requirements"][0]["remedy"] = "Ask for a colour within {$remedy}.".into();
    own["areas"][0]["requirements"][0]["examples"] =
        serde_json::json!([{"name": "none", "given": [], "expect": "missing"}]);
    folder.write("base.yaml", own.to_string());
    let overlay = "checklist: house\nextends: base.yaml\nparameters: {remedy: 1 day}\n";
    let path = folder.write("house.yaml", overlay);
    let run = art28(&["lint", &path, "--fix"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_eq!(fs::read_to_string(&path).expect("it is there"), overlay);
}

#[test]
fn refuses_what_check_refuses_with_the_same_options() {
    let folder = Folder::new();
    let topics = common::own_checklist().to_string();
    let own = folder.write("own.yaml", &topics);
    let mut user: serde_json::Value = serde_json::from_str(&topics).expect("JSON");
    user["checklist"] = "user".into();
    user.as_object_mut().expect("a map").remove("topics");
    let user = folder.write("user.yaml", user.to_string());
    let annotated = folder.write("extract.yaml", extract(&clause("art. 1", "own.first")));
    for (arguments, accepted) in [
        (vec!["lint", &user, "-c", &own], true),
        (vec!["lint", &user], false),
        (vec!["lint", &own, "--set", "nonsense=3"], false),
        (vec!["lint", &own, "-c", "gone.yaml"], false),
        (vec!["lint", &annotated, "-c", &own], true),
        (vec!["lint", &annotated], false),
    ] {
        let run = art28(&arguments);
        assert_eq!(run.code != 2, accepted, "{arguments:?}: {}", run.err);
    }
    fs::create_dir(folder.path().join("mixed")).expect("a folder can be made");
    folder.write("mixed/compose.yaml", "x-base: &base\n  image: y\nservices:\n  web: *base\n");
    folder.write("mixed/extract.yaml", extract(""));
    let mixed = folder.path().join("mixed").display().to_string();
    assert_eq!(art28(&["lint", &mixed]).code, 0, "what check passes over");
}

// --- lint accepts exactly what check accepts ----------------------------------------------------------------------------

/// A text with a line left out, doubled, or with something else at its end.
fn changed(text: &str, (line, kind): (usize, u8)) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let at = line % lines.len();
    let mut out: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    match kind {
        0 => drop(out.remove(at)),
        1 => out.insert(at, lines[at].to_owned()),
        2 => out[at].push('x'),
        3 => out[at] = lines[at].replacen(": ", ": 7", 1),
        4 => out[at] = lines[at].replacen('e', "é", 1),
        _ => lines[at].trim_end_matches(['}', ']', '"', '.']).clone_into(&mut out[at]),
    }
    out.join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn lint_accepts_exactly_what_check_accepts(changes in proptest::collection::vec((any::<usize>(), 0..6_u8), 0..3), which in 0..5_usize) {
        let files = ["tests/agreements/visma.yaml", "tests/agreements/smartlockr.yaml", "tests/bad/overlay.yaml", "tests/bad/checklist.yaml", ""];
        let text = if files[which].is_empty() { CHECKLIST.to_owned() } else {
            fs::read_to_string(root().join(files[which])).expect("it is there")
        };
        let text = changes.into_iter().fold(text, |text, change| changed(&text, change));
        let folder = Folder::new();
        let path = folder.write("file.yaml", &text);
        let check = if which < 2 {
            art28(&["check", &path, "--fail-on", "never"])
        } else {
            art28(&["check", "tests/agreements/visma.yaml", "-c", &path, "--fail-on", "never"])
        };
        let lint = art28(&["lint", &path]);
        prop_assert_eq!(check.code == 2, lint.code == 2, "check: {}\nlint: {}\n{}", check.err, lint.err, text);
    }
}
