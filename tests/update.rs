//! Carrying an extract over to a new version of the agreement.

mod common;

use std::fs;

use common::{Folder, Run, run};
use proptest::prelude::*;

const OLD: &str = "\
Verwerkersovereenkomst

Artikel 1. Onderwerp

1.1 De leverancier verwerkt gegevens alleen op schriftelijke opdracht van de klant.

1.2 De klant blijft verantwoordelijk voor de gegevens.

Artikel 2. Datalekken

2.1 De leverancier meldt een inbreuk binnen 48 uur nadat hij er kennis van heeft gekregen.

2.2 De leverancier noemt daarbij de aard van de inbreuk en de gevolgen ervan.

Artikel 3. Controle

3.1 De leverancier laat eens per jaar een onafhankelijk onderzoek doen en stuurt de klant het verslag.

3.2 De kosten van dat onderzoek zijn voor de klant.
";

const EXTRACT: &str = r#"# our own copy
agreement:
  title: Verwerkersovereenkomst   # as signed
  processor: Leverancier
  controller: Klant
  relationship: unclear
  because: {ref: "art. 1.2"}
documents:
  - {id: vo, title: Verwerkersovereenkomst, file: old.txt, read: whole}
clauses:
  # --- the subject ---
  - ref: "art. 1.1"
    text: >-
      De leverancier verwerkt gegevens alleen op schriftelijke
      opdracht van de klant.
    annotations:
      - topic: instructions.duty   # checked by us both
        note: Schriftelijk.
  - ref: "art. 1.2"
    summary: De klant blijft verantwoordelijk.
    annotations: [processing.subject]
  # --- breaches ---
  - ref: "art. 2.1"
    text: De leverancier meldt een inbreuk binnen 48 uur nadat hij er kennis van heeft gekregen.
    annotations:
      - topic: breach.notification
        facts: {deadline: 48 hours}
        also: ["art. 2.2", "art. 3.2"]
      - breach.mitigation   # so they say
  - {ref: "art. 2.2", line: 13, text: De leverancier noemt daarbij de aard van de inbreuk en de gevolgen ervan., annotations: [breach.content]}
  # --- audits ---
  - ref: "art. 3.2"
    text: De kosten van dat onderzoek zijn voor de klant.
    annotations:
      - topic: confidentiality.persons
        note: They pay nothing.
waivers:
  - {requirement: breach-deadline, reason: Small., by: Board, until: 2027-06-30}   # for now
"#;

/// What the program says about an update, and the text that comes of it.
fn updated(old: Option<&str>, new: &str, extract: &str, arguments: &[&str]) -> (Run, String) {
    let folder = Folder::new();
    if let Some(old) = old {
        folder.write("old.txt", old);
    }
    folder.write("new.txt", new);
    folder.write("extract.yaml", extract);
    let mut command = common::program();
    command.current_dir(folder.path()).env("NO_GRAPHICS", "1");
    command.args(["draft", "--update", "extract.yaml", "new.txt", "-o", "out.yaml"]).args(arguments);
    let run = run(&mut command);
    (run, fs::read_to_string(folder.path().join("out.yaml")).unwrap_or_default())
}

/// The new version with other numbers: an article comes before the second.
fn renumbered() -> String {
    let (before, behind) = OLD.split_once("Artikel 2").expect("it is there");
    let behind = format!("Artikel 2{behind}").replace("Artikel 3", "Artikel 4").replace("\n3.", "\n4.");
    let behind = behind.replace("Artikel 2", "Artikel 3").replace("\n2.", "\n3.");
    format!("{before}Artikel 2. Weer\n\n2.1 Het regent hier nogal vaak.\n\n{behind}")
}

/// A text with each of these in the place of the one before it.
fn with(text: &str, changes: &[(&str, &str)]) -> String {
    changes.iter().fold(text.to_owned(), |text, (old, new)| {
        assert!(text.contains(old), "{old}");
        text.replace(old, new)
    })
}

/// The lines that a text has and another has not.
fn new_lines<'t>(new: &'t str, old: &str) -> Vec<&'t str> {
    new.lines().filter(|line| !old.lines().any(|known| known == *line)).collect()
}

#[test]
fn what_is_the_same_stays_letter_for_letter_whatever_its_number() {
    // Of the clause that is only summed up, the old version says what it said.
    let (run, text) = updated(Some(OLD), &renumbered(), EXTRACT, &[]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    assert!(
        run.err.starts_with("5 carried over (3 with another number), 0 to be reviewed, 0 new, 0 gone."),
        "{}",
        run.err
    );
    assert!(
        run.err.contains("Other number: art. 2.1 → art. 3.1; art. 2.2 → art. 3.2; art. 3.2 → art. 4.2"),
        "{}",
        run.err
    );
    let sum = text.split("sha256: ").nth(1).map(|rest| &rest[..64]).expect("a sum");
    let expected = with(
        EXTRACT,
        &[
            ("\"art. 3.2\"", "\"art. 4.2\""),
            ("\"art. 2.2\", line: 13", "\"art. 3.2\", line: 17"),
            ("\"art. 2.2\"", "\"art. 3.2\""),
            ("\"art. 2.1\"", "\"art. 3.1\""),
            ("file: old.txt", &format!("file: \"new.txt\", sha256: {sum}")),
        ],
    );
    assert_eq!(text, expected);
}

#[test]
fn what_changed_is_to_be_reviewed_and_shows_how() {
    let new = with(
        OLD,
        &[("binnen 48 uur", "binnen 72 uur"), ("de aard van de inbreuk", "de vermoedelijke aard van de inbreuk")],
    );
    let (run, text) = updated(None, &new, EXTRACT, &[]);
    assert!(
        run.err.contains("2 carried over (0 with another number), 3 to be reviewed, 0 new, 0 gone."),
        "{}",
        run.err
    );
    let wanted = [
        "  # Only the reference says that this is the clause. It now reads: De klant blijft verantwoordelijk voor de gegevens.",
        "    annotations: [{topic: processing.subject, review: proposed}]",
        "  # Changed in the new version: … meldt een inbreuk binnen [-48-] {+72+} uur nadat hij er …",
        "      De leverancier meldt een inbreuk binnen 72 uur nadat hij er kennis van heeft gekregen.",
        "        review: proposed",
        "      - topic: breach.mitigation",
        "        review: proposed   # so they say",
        "  # Changed in the new version: … leverancier noemt daarbij de {+vermoedelijke+} aard van de inbreuk …",
        "  - {ref: \"art. 2.2\", line: 13, text: \"De leverancier noemt daarbij de vermoedelijke aard van de inbreuk en de \
         gevolgen ervan.\", annotations: [{topic: breach.content, review: proposed}]}",
    ];
    let mut lines = new_lines(&text, EXTRACT);
    lines.retain(|line| !line.contains("sha256"));
    assert_eq!(lines, wanted, "{text}");
}

#[test]
fn what_is_gone_stays_as_a_comment_and_nothing_draws_on_it() {
    let new = with(OLD, &[("\n3.2 De kosten van dat onderzoek zijn voor de klant.\n", "")]);
    let (run, text) = updated(Some(OLD), &new, EXTRACT, &[]);
    assert!(run.err.contains(" 0 new, 1 gone.\n") && run.err.ends_with("Gone: art. 3.2\n"), "{}", run.err);
    assert!(text.contains("also: [\"art. 2.2\"]\n"), "{text}");
    let end = "# No longer in new.txt:\n#   - ref: \"art. 3.2\"\n#     text: De kosten van dat onderzoek zijn voor de klant.\n\
               #     annotations:\n#       - topic: confidentiality.persons\n#         note: They pay nothing.\n";
    assert!(text.ends_with(&format!("# for now\n\n{end}")), "{text}");
    assert!(text.contains("  # --- audits ---\nwaivers:\n"), "{text}");
    // Of a clause on which the relationship rests, the extract cannot do without.
    let new = with(OLD, &[("1.2 De klant blijft verantwoordelijk voor de gegevens.\n", "")]);
    let (run, text) = updated(Some(OLD), &new, EXTRACT, &[]);
    assert!(run.code == 0 && text.contains("rests on it.\n  - ref: \"art. 1.2\"\n"), "{text}");
}

#[test]
fn clauses_that_change_places_keep_their_annotations() {
    let articles: Vec<&str> = OLD.split("Artikel ").collect();
    let new = format!(
        "{}Artikel 1{}Artikel 2{}Artikel 3{}",
        articles[0],
        articles[3].trim_start_matches('3').replace("\n3.", "\n1."),
        articles[1].trim_start_matches('1').replace("\n1.", "\n2."),
        articles[2].trim_start_matches('2').replace("\n2.", "\n3."),
    );
    let (run, text) = updated(Some(OLD), &new, EXTRACT, &[]);
    assert!(run.err.starts_with("5 carried over (5 with another number)"), "{}", run.err);
    for (reference, topic) in
        [("2.1", "instructions.duty"), ("3.1", "breach.notification"), ("1.2", "confidentiality.persons")]
    {
        let clause = text.split("  - ref: ").find(|clause| clause.starts_with(&format!("\"art. {reference}\"")));
        let clause = clause.unwrap_or_else(|| panic!("no {reference}: {text}"));
        assert!(clause.contains(topic), "{clause}");
    }
}

#[test]
fn new_clauses_come_where_they_stand_and_what_was_left_out_on_purpose_does_not() {
    let (run, text) = updated(Some(OLD), &renumbered(), EXTRACT, &["--all"]);
    assert!(run.err.contains("New: art. 2.1\n"), "{}", run.err);
    let new = "  # New in this version.\n  - ref: \"art. 2.1\"\n    text: >-\n      Het regent hier nogal vaak.";
    let (before, behind) = text.split_once(new).expect("it is there");
    assert!(before.contains("\"art. 1.2\"") && behind.contains("\"art. 3.1\""), "{text}");
    assert!(!text.contains("onafhankelijk onderzoek doen"), "{text}");
    // Without the old version, nobody knows.
    let (run, text) = updated(None, &renumbered(), EXTRACT, &["--all"]);
    assert!(
        run.err.ends_with("may be among the new ones.\n") && text.contains("onafhankelijk onderzoek doen"),
        "{}",
        run.err
    );
}

#[test]
fn of_two_clauses_that_are_alike_each_becomes_the_one_it_is_nearest_to() {
    let rule = |who: &str, days: &str, what: &str| {
        format!("De {who} antwoordt binnen {days} dagen op een {what} van de ander.")
    };
    let document =
        |first: &str, second: &str| format!("Overeenkomst\n\n1. {first}\n\n2. {second}\n\n3. Er is niets anders.\n");
    let old = document(&rule("leverancier", "tien", "vraag"), &rule("klant", "tien", "klacht"));
    // The first is as near to both; the second only to the one that is now the first.
    let new = document(&rule("klant", "negen", "klacht"), &rule("leverancier", "tien", "klacht"));
    let folder = Folder::new();
    folder.write("old.txt", &old);
    run(common::program().current_dir(folder.path()).args(["draft", "--all", "old.txt", "-o", "extract.yaml"]));
    let extract = fs::read_to_string(folder.path().join("extract.yaml")).expect("it is there");
    let (run, _) = updated(Some(&old), &new, &extract, &[]);
    assert!(
        run.err.starts_with("1 carried over (0 with another number), 2 to be reviewed, 0 new, 0 gone."),
        "{}",
        run.err
    );
}

#[test]
fn one_of_several_documents_is_updated_and_the_others_are_left_alone() {
    let extract = with(
        EXTRACT,
        &[
            (
                "clauses:\n",
                "  - {id: av, title: Voorwaarden, file: terms.txt, read: whole}\nclauses:\n  - {ref: AV 9, document: av, text: Terms.}\n",
            ),
            ("  - ref: ", "  - document: vo\n    ref: "),
            ("{ref: \"art. 2.2\"", "{document: vo, ref: \"art. 2.2\""),
        ],
    );
    let (run, text) = updated(Some(OLD), &renumbered(), &extract, &[]);
    assert!(run.code == 2 && text.is_empty() && run.err.contains("[which-document]"), "{}", run.err);
    let (run, _) = updated(Some(OLD), &renumbered(), &extract, &["--document", "vp"]);
    assert!(run.code == 2 && run.err.contains("[no-such-document]") && run.err.contains("vo and av"), "{}", run.err);
    let (run, text) = updated(Some(OLD), &renumbered(), &extract, &["--document", "vo", "--all"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(
        text.contains("file: terms.txt, read: whole}") && text.contains("{ref: AV 9, document: av, text: Terms.}"),
        "{text}"
    );
    assert!(text.contains("- ref: \"art. 2.1\"\n    document: vo\n"), "{text}");
}

#[test]
fn with_bad_input_nothing_is_written() {
    let (run, text) = updated(Some(OLD), &renumbered(), &EXTRACT.replace("breach.content", "breach.contant"), &[]);
    assert!(run.code == 2 && text.is_empty() && run.err.contains("[unknown-topic]"), "{}", run.err);
    let (run, text) = updated(Some(OLD), "\u{0}", EXTRACT, &[]);
    assert!(run.code == 2 && text.is_empty(), "{}", run.err);
}

#[test]
fn every_way_of_writing_a_clause_is_understood() {
    let head = "agreement: {title: A, processor: V, controller: C, relationship: controller-processor}\ndocuments:\n- id: vo\n  \
                title: A\n  file: old.txt\n  read: whole\n";
    let old = "De leverancier meldt een inbreuk binnen 48 uur nadat hij er kennis van heeft gekregen.";
    let new = "De leverancier meldt een inbreuk binnen 72 uur nadat hij er kennis van heeft gekregen.";
    let gone = "De kosten van dat onderzoek zijn voor de klant.";
    let version = with(OLD, &[(old, new), (&format!("\n3.2 {gone}\n"), "")]);
    for clauses in [
        // Without indentation, texts in lines, a list in lines of which one item goes.
        format!(
            "clauses:\n-\n  ref: >-\n    art. 2.1\n  page: 7\n  text: |\n    {old}\n  annotations:\n  - topic: breach.notification\n    \
             also:\n    - \"art. 3.2\"\n    - art. 2.2\n- ref: 'art. 3.2'\n  text: >\n    {gone}\n- ref: art. 2.2\n  summary: More.\n"
        ),
        // In brackets.
        format!(
            "clauses: [{{ref: art. 3.2, text: {gone}}}, {{ref: art. 2.1, page: 7, text: '{old}',\n  annotations: [{{topic: \
             breach.notification, also: [art. 3.2, art. 2.2]}}]}}, {{ref: art. 2.2, summary: More.}}]\n"
        ),
        // With keys in another order, and nothing behind the last line.
        format!(
            "clauses:\n    -   annotations: [{{also: [art. 3.2, art. 2.2], topic: breach.notification}}]\n        text:   \"{old}\"\n        \
             page: 7 # printed\n        ref: art. 2.1\n    - {{ref: art. 2.2, summary: More.}}\n    - ref: art. 3.2\n      text: {gone}"
        ),
    ] {
        let (run, text) = updated(Some(OLD), &version, &format!("{head}{clauses}"), &[]);
        assert!(
            run.err.starts_with("1 carried over (0 with another number), 1 to be reviewed, 0 new, 1 gone."),
            "{}",
            run.err
        );
        let tree: serde_json::Value = serde_yaml::from_str(&text).expect("good YAML");
        let clauses = tree["clauses"].as_array().expect("a list");
        assert_eq!(clauses.len(), 2, "{text}");
        let changed = clauses.iter().find(|clause| clause["ref"] == "art. 2.1").expect("it is there");
        assert_eq!(changed["text"], new);
        assert_eq!(changed["page"], serde_json::Value::Null, "the new version has no pages: {text}");
        assert_eq!(changed["annotations"][0]["also"], serde_json::json!(["art. 2.2"]));
        assert_eq!(changed["annotations"][0]["review"], "proposed");
        assert!(text.contains("# No longer in new.txt:\n") && text.contains(gone), "{text}");
        assert_eq!(tree["documents"][0]["file"], "new.txt");
    }
}

#[test]
fn an_extract_without_clauses_gets_those_that_are_new() {
    let extract = common::extract("");
    let (run, text) = updated(None, OLD, &extract, &["--all"]);
    assert!(
        run.err.contains("0 gone.") && text.contains("\nclauses:\n  # New in this version.\n  - ref: \"art. 1.1\"\n"),
        "{}{text}",
        run.err
    );
}

#[test]
fn of_a_sentence_that_stands_twice_each_keeps_its_own() {
    let document = |article: &str| {
        format!("Overeenkomst\n\n{article}1. Dit geldt altijd.\n\n2. Iets anders geldt ook.\n\n3. Dit geldt altijd.\n")
    };
    let extract = "  - {ref: \"1\", text: Dit geldt altijd., annotations: [instructions.duty]}\n  - {ref: \"3\", text: Dit geldt \
                   altijd., annotations: [breach.content]}\n";
    let (run, text) = updated(None, &document(""), &common::extract(extract), &[]);
    assert!(run.err.starts_with("2 carried over (0 with another number), 0 to be reviewed"), "{}", run.err);
    assert!(text.contains(extract), "{text}");
}

/// Sentences of words of their own, as clauses of one article.
fn document(sentences: &[Vec<String>]) -> String {
    let sentence = |words: &Vec<String>| words.join(" ");
    let clauses = (1..).zip(sentences).map(|(number, words)| format!("1.{number} De {}.\n\n", sentence(words)));
    format!("Overeenkomst\n\nArtikel 1. Alles\n\n{}", clauses.collect::<String>())
}

fn sentences() -> impl Strategy<Value = Vec<Vec<String>>> {
    prop::collection::vec(prop::collection::vec("[a-z]{4,9}", 6..20), 2..8)
}

/// An extract of a document with every clause annotated, in one of several ways of writing.
fn annotated(document: &str, way: usize) -> String {
    let folder = Folder::new();
    folder.write("old.txt", document);
    run(common::program().current_dir(folder.path()).args(["draft", "--all", "old.txt", "-o", "extract.yaml"]));
    let text = fs::read_to_string(folder.path().join("extract.yaml")).expect("it is there");
    let annotations = [
        "annotations: [instructions.duty]   # one",
        "annotations:\n      - topic: breach.notification\n        facts: {deadline: 48 hours}\n      - breach.mitigation",
        "annotations: [{topic: confidentiality.persons, review: proposed}, instructions.duty]",
    ];
    let lines = text.lines().map(|line| {
        let annotated = line.trim_start().starts_with("text:");
        if annotated { format!("    {}\n{line}\n", annotations[way % 3]) } else { format!("{line}\n") }
    });
    let text: String = lines.collect();
    if way.is_multiple_of(2) { text } else { text.replace('\n', "\r\n") }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn a_document_against_itself_changes_nothing(sentences in sentences(), way in 0..6_usize) {
        let document = document(&sentences);
        let extract = annotated(&document, way);
        let (run, text) = updated(Some(&document), &document, &extract, &[]);
        prop_assert!(run.err.contains("(0 with another number), 0 to be reviewed, 0 new, 0 gone."), "{}", run.err);
        prop_assert_eq!(text, extract.replace("\"old.txt\"", "\"new.txt\""));
    }

    #[test]
    fn whatever_changes_the_rest_stays(sentences in sentences(), way in 0..6_usize, which in 0..8_usize, word in 0..6_usize, gone in 0..8_usize) {
        let old = document(&sentences);
        let extract = annotated(&old, way);
        let (which, gone) = (which % sentences.len(), gone % sentences.len());
        let mut new = sentences.clone();
        new[which][word] = "gewijzigd".to_owned();
        if gone != which {
            new.remove(gone);
        }
        let (run, text) = updated(Some(&old), &document(&new), &extract, &[]);
        prop_assert_eq!(run.code, 0, "{}", run.err);
        prop_assert!(run.err.contains(" 1 to be reviewed, 0 new,"), "{}\n{}", run.err, text);
        let difference = format!("[-{}-] {{+gewijzigd+}}", sentences[which][word]);
        // A comment may be broken between any two words.
        let bare = text.replace("\r\n", "\n").replace("\n  # ", " ").replace(".-]", "-]").replace(".+}", "+}");
        prop_assert!(bare.contains(&difference), "{}", text);
        // A second time there is nothing to do.
        let (run, again) = updated(None, &document(&new), &text, &[]);
        prop_assert!(run.err.contains("(0 with another number), 0 to be reviewed, 0 new, 0 gone."), "{}", run.err);
        prop_assert_eq!(again, text);
    }

    #[test]
    fn no_document_is_too_strange(document in "(?s)[a-z0-9 .\n\t:-]{0,400}|(?s).{0,200}") {
        let (run, text) = updated(Some(OLD), &document, EXTRACT, &["--all"]);
        prop_assert!(run.code == 0 || (run.code == 2 && text.is_empty()), "{}", run.err);
    }
}
