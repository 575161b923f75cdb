//! `art28 review`: a person goes through proposals, and the file says afterwards what was decided, and nothing else differs.

mod common;

use std::{
    fs,
    io::{Read, Write},
    process::Stdio,
    sync::{Arc, LazyLock},
};

use art28::{
    checklist::vocabulary,
    language::Language,
    problem::Code,
    review::{Decision, Session, Tally, written},
    source::Source,
    vocabulary::{FactKind, Vocabulary},
    words::Words,
    yaml::Tree,
};
use common::{Folder, Run, art28, art28_with_input, program};
use proptest::prelude::*;
use serde_json::Value;

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| vocabulary(None).expect("it is valid"));

const HEAD: &str = "\
agreement: {title: Terms, processor: Vendor, controller: Customer, relationship: controller-processor}
documents:
  - {id: dpa, title: Terms, read: whole}
clauses:
";

/// Two clauses with four proposals, in block and in flow style, with comments everywhere.
const CLAUSES: &str = "\
  # the first
  - ref: \"art. 1\"
    page: 2
    text: >-
      The supplier tells the customer of an incident promptly, and in any case within 24
      hours.
    annotations:
      # look at the hours
      - topic: breach.notification   # probably
        review: proposed   # nobody has looked yet
        confidence: high
        words: [\"promptly\", \"within 24 hours\"]
        facts: {urgency: immediately, deadline: 24 hours}
      - {topic: breach.mitigation, review: proposed, confidence: low}
      # behind
  - {ref: \"art. 2\", summary: Audits., annotations: [{review: proposed, topic: audit.right}, {topic: audit.costs, facts: {payer: controller}, review: proposed}]}
";

fn text() -> String {
    format!("{HEAD}{CLAUSES}")
}

/// What a review of this text says to some lines, and what it leaves behind.
fn review(text: &str, lines: &str, arguments: &[&str]) -> (Run, String) {
    let folder = Folder::new();
    let path = folder.write("extract.yaml", text);
    let run = art28_with_input(&[&["review", &path], arguments].concat(), lines.as_bytes());
    let left = fs::read_to_string(&path).expect("it is there");
    assert_eq!(fs::read_dir(folder.path()).expect("it is there").count(), 1, "nothing else is left");
    (run, left)
}

/// The lines that differ, those of the first text with a minus, those of the second with a plus.
fn differing(one: &str, other: &str) -> Vec<String> {
    let gone =
        one.lines().filter(|line| !other.lines().any(|new| new == *line)).map(|line| format!("-{}", line.trim()));
    let new = other.lines().filter(|line| !one.lines().any(|old| old == *line)).map(|line| format!("+{}", line.trim()));
    gone.chain(new).collect()
}

#[test]
fn confirming_takes_away_what_made_it_a_proposal() {
    let (run, left) = review(&text(), "a\na\na\na\n", &[]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.contains("Confirmed: 4. Rejected: 0. Left: 0."), "{}", run.out);
    assert_eq!(
        differing(&text(), &left),
        [
            "-review: proposed   # nobody has looked yet",
            "-confidence: high",
            "-- {topic: breach.mitigation, review: proposed, confidence: low}",
            "-- {ref: \"art. 2\", summary: Audits., annotations: [{review: proposed, topic: audit.right}, {topic: audit.costs, \
         facts: {payer: controller}, review: proposed}]}",
            "+- {topic: breach.mitigation}",
            "+- {ref: \"art. 2\", summary: Audits., annotations: [{topic: audit.right}, {topic: audit.costs, facts: {payer: \
         controller}}]}",
        ]
    );
}

#[test]
fn rejecting_takes_the_annotation_out_and_leaves_comments_and_clauses() {
    let (run, left) = review(&text(), "r\nr\nr\nr\n", &[]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let tail = left.split("      hours.\n").nth(1).expect("the clause stays");
    assert_eq!(
        tail,
        "    annotations: []\n      # look at the hours\n      # behind\n  - {ref: \"art. 2\", summary: Audits., annotations: []}\n"
    );
    assert_eq!(art28_with_input(&["check", "-"], left.as_bytes()).err, "");
}

#[test]
fn facts_topics_and_remarks_can_be_changed_and_values_are_those_of_check() {
    // By name and value, by number and number, by words of the language, and away.
    let lines = "e deadline=36 uur\ne\n3\n1\ne recipient=controller\ne urgency=-\nn Wrong.\nn -\nn Hours are given: \"36\".\na\n";
    let (run, left) = review(&text(), lines, &[]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    assert!(left.contains("        facts: {deadline: 36 hours, recipient: controller}\n"), "{left}");
    assert!(
        left.contains(
            "      - topic: breach.notification   # probably\n        note: \"Hours are given: \\\"36\\\".\"\n"
        )
    );
    // A part of a name will do where only one topic has it; its facts go with a topic that has none of them.
    let (run, left) = review(&text(), "e\ntopic\nsubprocessors\nsubprocessors.register\n", &[]);
    assert!(run.out.contains("subprocessors.change-notice"), "{}", run.out);
    assert!(run.err.contains("there is no topic `subprocessors.register`"), "{}", run.err);
    assert_eq!((run.code, left), (2, text()));
    let (run, left) = review(&text(), "e topic=breach.mitigation\n", &[]);
    assert_eq!((run.code, run.err.as_str()), (1, ""), "{left}");
    let annotation = left.split("look at the hours\n").nth(1).expect("there");
    assert!(
        annotation.starts_with("      - topic: breach.mitigation   # probably\n        review: proposed"),
        "{annotation}"
    );
}

#[test]
fn what_check_would_refuse_is_refused_and_nothing_is_written() {
    for (line, code) in [
        ("e deadline=soon", "bad-duration"),
        ("e urgency=quickly", "unknown-value"),
        ("e urgncy=immediately", "unknown-fact"),
        ("e topic=breach.notificaton", "unknown-topic"),
        ("x", "bad-decision"),
        ("a but", "bad-decision"),
    ] {
        let (run, left) = review(&text(), &format!("a\nu\n{line}\na\n"), &[]);
        assert_eq!((run.code, left == text()), (2, true), "{line}");
        assert!(run.err.contains(code), "{line}: {}", run.err);
    }
    // A bad line is shown where it stands.
    let (run, _) = review(&text(), "a\nr\nwhat\n", &[]);
    assert!(run.err.contains("[-:3:1]"), "{}", run.err);
}

#[test]
fn skipped_proposals_come_last_and_the_next_review_begins_with_what_is_left() {
    let folder = Folder::new();
    let path = folder.write("extract.yaml", text());
    let first = art28_with_input(&["review", &path], b"s\na\na\na\n");
    assert_eq!(first.code, 1);
    let topics: Vec<&str> = first.out.lines().filter(|line| line.starts_with("Proposed: ")).collect();
    assert_eq!(
        topics,
        [
            "Proposed: Breach notification (breach.notification)",
            "Proposed: Mitigation of a breach (breach.mitigation)",
            "Proposed: Right to audit (audit.right)",
            "Proposed: Cost of audits (audit.costs)",
            "Proposed: Breach notification (breach.notification)",
        ]
    );
    assert!(first.out.contains("Proposal 1 of 4, left for later before, 1 to decide"), "{}", first.out);
    let second = art28_with_input(&["review", &path], b"a\n");
    assert_eq!((second.code, second.out.contains("Proposal 1 of 1")), (0, true));
    let third = art28_with_input(&["review", &path], b"");
    assert_eq!((third.code, third.out.contains("nothing to review")), (0, true));
}

#[test]
fn back_next_clause_and_undo_lead_where_they_say() {
    let (run, left) = review(&text(), "c\nb\nb\na\nr\nu\nu\nu\nq\n", &[]);
    let shown: Vec<&str> = run.out.lines().filter(|line| line.starts_with("Proposed: ")).collect();
    let short: Vec<&str> = shown.iter().map(|line| line.split(['(', ')']).nth(1).expect("a name")).collect();
    assert_eq!(
        short,
        [
            "breach.notification",
            "audit.right",
            "breach.mitigation",
            "breach.notification",
            "breach.mitigation",
            "audit.right",
            "breach.mitigation",
            "breach.notification",
        ]
    );
    assert!(run.out.contains("There is nothing to undo."));
    assert_eq!((run.code, left), (1, text()));
}

#[test]
fn the_letters_are_those_of_the_language() {
    let (run, left) = review(&text(), "bevestig\nb\na\nw payer=processor\nb\n", &["--lang", "nl"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.contains("Bevestigd: 3. Afgewezen: 1. Over: 0."), "{}", run.out);
    assert!(left.contains("annotations: [{topic: audit.costs, facts: {payer: processor}}]"), "{left}");
    let (run, _) = review(&text(), "?\n", &["--lang", "nl"]);
    assert!(run.out.contains("b: bevestigt wat is voorgesteld"), "{}", run.out);
}

#[test]
fn a_card_shows_everything_that_helps_to_decide() {
    let (run, _) = review(&text(), "", &[]);
    for wanted in [
        "art. 1 · p. 2 · extract line 13",
        "within 24",
        "Rests on “promptly” and “within 24 hours”",
        "the latest time of the notice (deadline): 24 hours",
        "How sure: the words hardly allow another reading",
        "Also noted of this clause: Mitigation of a breach (proposed)",
        "(breach-deadline)",
    ] {
        assert!(run.out.contains(wanted), "{wanted}: {}", run.out);
    }
    assert!(run.out.lines().all(|line| line.chars().count() <= 80), "{}", run.out);
}

#[test]
fn what_an_agreement_says_cannot_command_the_terminal() {
    let hostile = text().replace("art. 1", "art. \\e[31m1\\u202E").replace("\"promptly\"", "\"prom\\e]0;x\\x07ptly\"");
    let (run, _) = review(&hostile, "n ok\nq\n", &[]);
    assert_eq!(run.err, "");
    assert!(!run.out.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{}", run.out);
}

#[test]
fn bad_input_is_refused_before_anything_is_asked() {
    let (run, _) = review("agreement: {}\n", "a\n", &[]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    for (path, code) in
        [("-", "review-of-input"), ("tests", "folder"), ("nowhere.yaml", "unreadable"), ("README.md", "document")]
    {
        let run = art28(&["review", path]);
        assert_eq!(run.code, 2, "{path}");
        assert!(run.err.contains(code), "{path}: {}", run.err);
    }
}

#[test]
fn a_file_that_changed_meanwhile_is_not_overwritten() {
    let folder = Folder::new();
    let path = folder.write("extract.yaml", text());
    let mut command = program();
    command.args(["review", &path]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("it starts");
    let mut input = child.stdin.take().expect("piped");
    input.write_all(b"a\n").expect("it reads");
    // It has been read once the first proposal is shown.
    let mut shown = [0; 64];
    child.stdout.as_mut().expect("piped").read_exact(&mut shown).expect("it shows something");
    let other = text().replace("Terms", "Conditions");
    fs::write(&path, &other).expect("it can be written");
    drop(input);
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("changed-meanwhile"));
    assert_eq!(fs::read_to_string(&path).expect("it is there"), other);
}

#[cfg(unix)]
#[test]
fn links_permissions_and_marks_stay_what_they_were() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = Folder::new();
    let crlf = format!("\u{feff}{}", text().replace('\n', "\r\n"));
    let path = folder.write("real.yaml", &crlf);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("its owner may");
    let link = folder.path().join("link.yaml");
    symlink(&path, &link).expect("links can be made");
    let run = art28_with_input(&["review", &link.display().to_string()], b"a\nn Seen.\n");
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
    assert_eq!(fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o640);
    let left = fs::read_to_string(&path).expect("there");
    let gone = crlf
        .replace("        review: proposed   # nobody has looked yet\r\n        confidence: high\r\n", "")
        .replace("{topic: breach.mitigation, ", "{topic: breach.mitigation, note: \"Seen.\", ");
    assert_eq!(left, gone);
}

/// A terminal: keys without Enter, each decision saved at once, and the terminal as it was afterwards. Elsewhere `script` takes other
/// arguments.
#[cfg(target_os = "linux")]
#[test]
fn in_a_terminal_single_keys_decide() {
    let folder = Folder::new();
    let path = folder.write("extract.yaml", text());
    let Some(mut command) = common::tool("script", &folder) else { return };
    command.env("TERM", "xterm").args(["-qec", &format!("art28 review {path}; stty -a"), "/dev/null"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().expect("it starts");
    let mut input = child.stdin.take().expect("piped");
    let mut shown = child.stdout.take().expect("piped");
    let mut out = String::new();
    // Somebody presses keys once something is shown.
    for (seen, keys) in [
        ("[q] quit", &b"a"[..]),
        ("[q] quit", b"n"),
        ("Remark", b"Seen.\r"),
        ("[q] quit", b"r"),
        ("[q] quit", b"x"),
        ("[q] quit", b"q"),
        ("echoke", b""),
    ] {
        let from = out.len();
        let mut bytes = [0; 4096];
        while !out[from..].contains(seen) {
            let count = shown.read(&mut bytes).expect("it shows something");
            assert!(count > 0, "it ended before {seen}: {out}");
            out.push_str(&String::from_utf8_lossy(&bytes[..count]).replace('\r', ""));
        }
        input.write_all(keys).expect("it reads");
    }
    drop(input);
    child.wait().expect("it ends");
    assert!(out.contains("\u{1b}[1;4mpromptly\u{1b}[0m"), "{out}");
    assert!(out.contains("Confirmed: 1. Rejected: 1. Left: 2."), "{out}");
    assert!(out.contains("\nisig icanon iexten echo "), "the terminal is as it was: {out}");
    let left = fs::read_to_string(&path).expect("there");
    assert!(!left.contains("nobody has looked yet") && !left.contains("breach.mitigation"), "{left}");
}

/// The ways in which an annotation can be written that has these parts, indented by some spaces.
fn annotation(style: usize, margin: &str, note: bool) -> String {
    let deep = format!("{margin}  ");
    let note = |text: &str| if note { text.replace("MARGIN", &deep) } else { String::new() };
    let topic = "breach.notification";
    match style {
        0 => format!(
            "{margin}- topic: {topic} # t\n{deep}review: proposed # r\n{deep}# own\n{deep}confidence: high\n{}{deep}facts:\n{deep}  \
             deadline: 2 days # d\n{deep}  # own d\n{deep}  urgency: immediately\n",
            note("MARGINnote: >-\nMARGIN  Two lines\nMARGIN  of it.\n")
        ),
        1 => format!(
            "{margin}- review: proposed\n{deep}# own\n{deep}topic: '{topic}'\n{deep}facts: {{deadline: 2 days}}\n{}",
            note("MARGINnote: |\nMARGIN  One\n\nMARGIN  two\n")
        ),
        2 => format!(
            "{margin}-\n{deep}confidence: low\n{deep}review: proposed\n{}{deep}\"topic\": {topic}\n{deep}words: [a, \"b: c\"]\n",
            note("MARGINnote: plain words\nMARGIN  on two lines # n\n")
        ),
        3 => format!(
            "{margin}- {{topic: {topic}, review: proposed, confidence: high, facts: {{deadline: 2 days,}}{}}} # c\n",
            note(", note: 'x'")
        ),
        4 => format!(
            "{margin}- {{review: proposed, # r\n{deep} # own\n{deep} confidence: medium,\n{deep} topic: {topic}, # t\n{deep} words: [a]{}\n{deep}}}\n",
            note(",\nMARGIN note: \"n\"")
        ),
        5 => format!(
            "{margin}- review: proposed\n{deep}topic: {topic}\n{}{deep}confidence: low   \n",
            note("MARGINnote: n\n")
        ),
        6 => format!("{margin}- breach.mitigation # bare\n"),
        _ => format!("{margin}- topic: {topic}\n{deep}facts: {{}}\n{deep}# own\n{deep}review: proposed\n"),
    }
}

/// An extract with clauses of such annotations: their styles, how far they stand in, what is around them.
fn extract_of(clauses: &[(Vec<(usize, bool)>, usize)], line_break: usize, end: bool) -> String {
    let mut text = HEAD.to_owned();
    for (number, (annotations, around)) in clauses.iter().enumerate() {
        let margin = ["    ", "      ", "          "][around % 3];
        text.push_str(&format!("  # clause {number}\n  - ref: \"art. {number}\"\n"));
        if *around % 2 == 0 {
            text.push_str("    summary: What it says: a lot.\n".replace(": a", " a").as_str());
        }
        if annotations.is_empty() {
            text.push_str("    annotations: [{topic: breach.mitigation, review: proposed}, breach.mitigation,\n      {review: proposed, topic: audit.right} ]\n");
        } else {
            text.push_str("    annotations: # list\n");
            for (style, note) in annotations {
                text.push_str(&format!("{margin}# above\n{}", annotation(*style, margin, *note)));
            }
        }
        if *around % 2 == 1 {
            text.push_str("    text: |\n      Words.\n\n");
        }
    }
    if !end {
        text.truncate(text.trim_end().len());
    }
    text.replace('\n', ["\n", "\r\n"][line_break % 2])
}

fn clauses() -> impl Strategy<Value = Vec<(Vec<(usize, bool)>, usize)>> {
    let annotations = proptest::collection::vec((0..8_usize, any::<bool>()), 0..5);
    proptest::collection::vec((annotations, 0..6_usize), 1..4)
}

/// The comments that have a line of their own and stand in no annotation.
fn own_comments(text: &str) -> Vec<String> {
    text.lines()
        .map(str::trim)
        .filter(|line| line.starts_with("# above") || line.starts_with("# clause"))
        .map(str::to_owned)
        .collect()
}

fn data(text: &str) -> Value {
    Tree::parse(text).expect("YAML").root().to_json()
}

/// The data with every proposal confirmed.
fn confirmed(mut data: Value) -> Value {
    for clause in data["clauses"].as_array_mut().expect("clauses") {
        for annotation in clause["annotations"].as_array_mut().into_iter().flatten() {
            if let Some(annotation) = annotation.as_object_mut().filter(|one| one.contains_key("review")) {
                annotation.remove("review");
                annotation.remove("confidence");
            }
        }
    }
    data
}

fn begin(text: &str) -> Session<'static> {
    Session::begin(&Arc::new(Source::new("extract", text)), &VOCABULARY)
        .unwrap_or_else(|found| panic!("{found:#?}\n{text}"))
}

/// Does what a number stands for; what is refused is refused for what it says, not for how the file is written.
fn decide(session: &mut Session<'_>, number: u8) {
    let result = match number % 13 {
        0 | 1 => session.accept(),
        2 => session.reject(),
        3 if number > 128 => session.note(None),
        3 => session.note(Some("It \"says\" so: # no")),
        4 => session.set_fact("deadline", Some("3 working days")),
        5 => session.set_fact("deadline", None),
        6 => session.set_fact("recipient", Some("controller")),
        7 => session.set_topic("breach.mitigation"),
        8 => session.set_topic("breach.notification"),
        9 => session.undo().map(|_| ()),
        10 => {
            session.skip();
            Ok(())
        }
        11 => {
            session.next_clause();
            Ok(())
        }
        _ => {
            session.back();
            Ok(())
        }
    };
    if let Err(problems) = result {
        let refused = [Code::UnknownFact, Code::NoFacts];
        let fair = problems.iter().all(|problem| refused.contains(&problem.code()));
        assert!(fair, "{number}: {problems:#?}\n{}", session.source().text());
    }
}

proptest! {
    // Each case reads many texts.
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases / 4, ..ProptestConfig::default() })]

    #[test]
    fn decisions_that_are_undone_leave_no_trace(
        clauses in clauses(), line_break in 0..2_usize, end in any::<bool>(), decisions in proptest::collection::vec(any::<u8>(), 0..40),
    ) {
        let text = extract_of(&clauses, line_break, end);
        let mut session = begin(&text);
        for decision in decisions {
            decide(&mut session, decision);
            let now = session.source().text();
            prop_assert_eq!(own_comments(&text), own_comments(now), "{}", now);
            prop_assert_eq!(now.contains("\r\n"), text.contains("\r\n"));
            prop_assert_eq!(now.matches('\n').count() == now.matches("\r\n").count(), line_break == 1, "{:?}", now);
        }
        while session.undo().expect("the text was valid") {}
        prop_assert_eq!(session.source().text(), &text);
        prop_assert_eq!(session.tally(), Tally::default());
    }

    #[test]
    fn whatever_somebody_types_is_taken_or_refused(
        clauses in clauses(), lines in proptest::collection::vec("[enr]? ?(deadline|urgency|topic|.{0,6})[= ]?.{0,12}", 0..12),
    ) {
        let text = extract_of(&clauses, 0, true);
        let mut session = begin(&text);
        for line in &lines {
            let Some(topic) = session.topic() else { break };
            let (name, value) = line.split_once('=').unwrap_or((line, line));
            let kind = topic.find(name).map_or(FactKind::Text, |fact| topic.fact(fact).kind.clone());
            let words = Words::of(Language::DEFAULT);
            let results = [
                session.set_fact(name, Some(&written(&kind, value, words))),
                session.set_topic(value),
                session.note(Some(value)),
            ];
            for problem in results.into_iter().filter_map(Result::err).flatten() {
                prop_assert!(problem.code() != Code::NotEdited || name.trim().is_empty(), "{:?}: {}", line, session.source().text());
            }
            // A line is a decision of which one can say what it is, or none.
            let _ = Decision::read(line, words);
        }
        while session.undo().expect("the text was valid") {}
        prop_assert_eq!(session.source().text(), &text);
    }

    #[test]
    fn what_is_confirmed_differs_in_nothing_else(clauses in clauses(), line_break in 0..2_usize, end in any::<bool>()) {
        let text = extract_of(&clauses, line_break, end);
        let mut session = begin(&text);
        let all = session.left();
        while session.left() > 0 {
            session.accept().expect("it can be confirmed");
        }
        let now = session.source().text();
        prop_assert_eq!(confirmed(data(&text)), data(now));
        prop_assert_eq!(session.tally().accepted, all);
        // Every line is one of the first, or one of them with less in it.
        let before: Vec<&str> = text.lines().collect();
        let mut place = 0;
        for line in now.lines() {
            // What follows a key that is gone may have taken its place behind the dash.
            let found = before[place..].iter().position(|old| is_within(line.trim_start_matches([' ', '-']), old));
            prop_assert!(found.is_some(), "{} is new", line);
            place += found.unwrap_or_default() + 1;
        }
    }

    #[test]
    fn rejecting_everything_leaves_what_was_confirmed(clauses in clauses(), line_break in 0..2_usize, end in any::<bool>()) {
        let text = extract_of(&clauses, line_break, end);
        let mut session = begin(&text);
        while session.left() > 0 {
            session.reject().expect("it can be rejected");
        }
        let mut meant = data(&text);
        for clause in meant["clauses"].as_array_mut().expect("clauses") {
            if let Some(list) = clause["annotations"].as_array_mut() {
                list.retain(|annotation| annotation.get("review").is_none());
            }
        }
        prop_assert_eq!(meant, data(session.source().text()));
    }
}

/// Whether the characters of a line are those of another one, some left out.
fn is_within(line: &str, other: &str) -> bool {
    let mut left = other.chars();
    line.chars().all(|c| left.any(|other| other == c))
}
