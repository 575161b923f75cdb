//! Drafts: an agreement becomes an extract that `check` and `lint` take as it is.

mod common;

use std::fs;

use common::{Folder, art28};
use serde_json::Value;

const AGREEMENT: &str = "\
Verwerkersovereenkomst

Molenweg Software B.V. (hierna: Leverancier) verwerkt persoonsgegevens voor Gemeente Voorbeeld (hierna: Klant).

Artikel 1. Opdracht
1. Leverancier verwerkt de persoonsgegevens uitsluitend op schriftelijke instructie van Klant.
2. Leverancier gebruikt de persoonsgegevens niet voor eigen doeleinden.

Artikel 2. Datalekken
Leverancier meldt een datalek binnen zesendertig (36) uur na ontdekking aan Klant.
";

const LETTER: &str = "Privacyverklaring\n\nWij leggen uit welke persoonsgegevens wij van onze bezoekers bewaren en waarom. \
                      Wij zijn zelf verantwoordelijk voor deze gegevens. Onze cookies staan in deze privacyverklaring.\n";

fn json(arguments: &[&str]) -> Value {
    let run = art28(arguments);
    serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {}", run.err))
}

#[test]
fn a_draft_is_an_extract_at_once() {
    let folder = Folder::new();
    let document = folder.write("agreement.txt", AGREEMENT);
    let draft = folder.path().join("agreement.yaml").display().to_string();
    let run = art28(&["draft", &document, "-o", &draft]);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", ""));
    let text = fs::read_to_string(&draft).expect("it was written");
    assert!(text.contains("file: \"agreement.txt\""), "seen from where the draft is: {text}");
    assert_eq!(art28(&["lint", &draft]).err, "", "{text}");

    let mut sure = text.lines().filter(|line| line.contains("confidence: "));
    assert!(sure.all(|line| line.ends_with("high") != line.contains("# look here")), "{text}");

    let report = json(&["check", &draft, "--format", "json", "--fail-on", "never"]);
    let assessment = &report["assessments"][0];
    assert_eq!(assessment["agreement"]["processor"], "Leverancier");
    assert_eq!(assessment["agreement"]["controller"], "Klant");
    let findings = assessment["findings"].as_array().expect("findings");
    let of = |id: &str| findings.iter().find(|finding| finding["requirement"] == id).expect("it is asked");
    let deadline = of("breach-deadline");
    assert_eq!((&deadline["verdict"], &deadline["proposed"]), (&Value::from("met"), &Value::from(true)));
    assert_eq!(deadline["evidence"][0]["ref"], "art. 2");
    assert_eq!(deadline["evidence"][0]["verified"], true, "its words stand in the document");
    assert_eq!(of("own-purposes")["evidence"][0]["ref"], "art. 1 lid 2");
    assert_eq!(of("records")["verdict"], "missing", "what is not there is not proposed");

    let confirmed = json(&["check", &draft, "--confirmed-only", "--format", "json", "--fail-on", "never"]);
    let verdicts = confirmed["assessments"][0]["findings"].as_array().expect("findings").iter();
    let rests_on_nothing = |finding: &Value| finding["evidence"].as_array().is_some_and(Vec::is_empty);
    assert!(
        verdicts.clone().filter(|finding| finding["verdict"] == "met").all(rests_on_nothing),
        "nobody has confirmed anything"
    );
    assert!(verdicts.into_iter().any(|finding| finding["verdict"] == "review"));
}

#[test]
fn what_a_document_does_not_say_is_left_to_a_person() {
    let folder = Folder::new();
    let run = art28(&["draft", "--all", &folder.write("a.txt", "1. De persoonsgegevens worden passend beveiligd.\n")]);
    assert_eq!(run.code, 0);
    assert!(run.out.contains("  processor: \"?\"   # not found in the document: fill it in\n"), "{}", run.out);
}

#[test]
fn the_same_document_gives_the_same_draft() {
    let folder = Folder::new();
    let document = folder.write("agreement.txt", AGREEMENT);
    let one = art28(&["draft", &document]);
    assert_eq!(one, art28(&["draft", &document]));
    let windows = folder.write("agreement.txt", format!("\u{feff}{}", AGREEMENT.replace('\n', "\r\n")));
    let without_sum = |text: &str| text.lines().filter(|line| !line.contains("sha256")).collect::<Vec<_>>().join("\n");
    assert_eq!(without_sum(&one.out), without_sum(&art28(&["draft", &windows]).out));
}

#[test]
fn what_is_no_processor_agreement_is_told_so() {
    let folder = Folder::new();
    let run = art28(&["draft", &folder.write("letter.txt", LETTER), "--lang", "nl"]);
    assert_eq!(run.code, 0);
    assert!(run.err.contains("privacyverklaring"), "{}", run.err);
    assert!(run.out.starts_with("# "), "the draft says it too: {}", run.out);
}

#[test]
fn a_folder_of_agreements_becomes_a_folder_of_drafts() {
    let folder = Folder::new();
    fs::create_dir_all(folder.path().join("in/deeper")).expect("a folder");
    for (name, text) in [("in/a.txt", AGREEMENT), ("in/a.md", AGREEMENT), ("in/deeper/b.txt", LETTER), ("in/c.rtf", "")]
    {
        folder.write(name, text);
    }
    folder.write("in/scan.pdf", "%PDF-1.4\nnothing");
    let inside = folder.path().join("in").display().to_string();
    let out = format!("{}/", folder.path().join("out").display());
    let run = art28(&["draft", &inside, "-o", &out]);
    assert_eq!(run.code, 2, "one could not be read");
    assert!(run.err.contains("scan.pdf") && run.err.contains("b.txt"), "{}", run.err);
    let mut written: Vec<String> = fs::read_dir(&out)
        .expect("it was made")
        .map(|entry| entry.expect("it can be read").file_name().to_string_lossy().into_owned())
        .collect();
    written.sort();
    assert_eq!(
        written,
        ["a.md.yaml", "a.txt.yaml", "b.yaml"],
        "no two documents share a draft, and what is no document is left"
    );
    let again = art28(&["draft", &inside, "-o", &out]);
    assert!(again.code == 2 && again.err.contains("file-exists"), "{}", again.err);
}

#[test]
fn many_drafts_are_written_side_by_side_and_none_gets_lost() {
    let folder = Folder::new();
    fs::create_dir(folder.path().join("in")).expect("a folder");
    for number in 0..600 {
        folder.write(&format!("in/{number}.txt"), "1. Wij verwerken persoonsgegevens.\n");
    }
    let out = format!("{}/", folder.path().join("out").display());
    let run = art28(&["draft", &folder.path().join("in").display().to_string(), "-o", &out, "--force"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(fs::read_dir(&out).expect("it was made").count(), 600, "and nothing else");
}

#[test]
fn several_documents_need_a_folder_and_are_not_shown_at_once() {
    let folder = Folder::new();
    let one = folder.write("a.txt", AGREEMENT);
    let other = folder.write("b.txt", AGREEMENT);
    for (arguments, code) in [
        (vec!["draft", &one, &other], "needs-folder"),
        (vec!["draft", &one, &other, "-o", "x.yaml"], "needs-folder"),
        (vec!["draft", &one, &other, "--outline"], "one-document"),
        (vec!["draft", &one, &other, "--text"], "one-document"),
    ] {
        let run = art28(&arguments);
        assert!((run.code, run.out.as_str()) == (2, "") && run.err.contains(code), "{}", run.err);
    }
    let empty = Folder::new();
    let run = art28(&["draft", &empty.path().display().to_string(), "-o", &format!("{}/", empty.path().display())]);
    assert!(run.code == 2 && run.err.contains("no-documents"), "{}", run.err);
}
