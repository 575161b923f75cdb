//! Whether clauses still stand in the documents that they are quoted from.

mod common;

use common::{Folder, Run, art28, run};
use proptest::prelude::*;
use serde_json::Value;

const DOCUMENT: &str = "\
Verwerkersovereenkomst

1. De leverancier verwerkt gegevens alleen op schriftelijke opdracht van de klant.

2. De leverancier meldt een inbreuk binnen achten-
veertig uur nadat hij er kennis van heeft gekregen, en
noemt daarbij “de aard” van de inbreuk – voor zover be\u{ad}kend.

3. De leverancier laat eens per jaar een onafhankelijk onder-\u{20}
zoek doen. De kosten daarvan zijn voor de klant.
";

/// An extract with one document, of which these clauses (YAML, a line each) are quoted.
fn extract(file: &str, clauses: &[&str]) -> String {
    let clauses: String = clauses.iter().map(|clause| format!("  - {{{clause}}}\n")).collect();
    format!(
        "agreement:\n  title: Agreement\n  processor: Vendor\n  controller: Customer\n  relationship: \
         controller-processor\ndocuments:\n  - {{id: dpa, title: Agreement, file: {file}, read: whole}}\nclauses:\n{clauses}"
    )
}

/// A report on an extract that quotes a document.
fn checked(document: &str, clauses: &[&str]) -> Value {
    let folder = Folder::new();
    folder.write("dpa.txt", document);
    let path = folder.write("extract.yaml", extract("dpa.txt", clauses));
    let report: Value = serde_json::from_str(&art28(&["check", &path, "--format", "json"]).out).expect("JSON");
    report["assessments"][0].clone()
}

/// The references of the clauses that do not stand in the document, each with what differs.
fn drifted(assessment: &Value) -> Vec<(String, Option<String>)> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let drifted = assessment["drifted"].as_array().expect("a list");
    drifted.iter().map(|one| (text(&one["ref"]).expect("text"), text(&one["difference"]))).collect()
}

fn lint(folder: &Folder, arguments: &[&str]) -> Run {
    run(common::program().current_dir(folder.path()).env("NO_GRAPHICS", "1").arg("lint").args(arguments))
}

#[test]
fn what_a_line_end_does_to_words_is_no_difference() {
    let assessment = checked(
        DOCUMENT,
        &[
            "ref: a, text: De leverancier verwerkt gegevens alleen op schriftelijke opdracht van de klant.",
            "ref: b, text: \"De leverancier meldt een inbreuk binnen achtenveertig uur nadat hij er kennis van heeft gekregen\"",
            "ref: c, text: \"noemt daarbij 'de aard' van de inbreuk - voor zover bekend.\"",
            "ref: d, text: De leverancier laat eens per jaar een onafhankelijk onderzoek doen",
            "ref: e, text: \"De leverancier\\n[…]\\nDe kosten daarvan zijn voor de klant.\"",
        ],
    );
    assert_eq!(drifted(&assessment), []);
}

#[test]
fn a_word_that_differs_is_shown_where_it_stands() {
    let assessment = checked(
        DOCUMENT,
        &[
            "ref: a, text: De leverancier verwerkt gegevens alleen op opdracht van de klant.",
            "ref: b, text: De Leverancier meldt een inbreuk binnen achtenveertig uur nadat hij er kennis van heeft gekregen",
            "ref: c, text: De kosten daarvan zijn voor de leverancier.",
            "ref: d, text: Alle geschillen worden voorgelegd aan de bevoegde rechter te Utrecht.",
        ],
    );
    let differences = [
        ("a", Some("… verwerkt gegevens alleen op {+schriftelijke+} opdracht van de klant.")),
        ("b", Some("De [-Leverancier-] {+leverancier+} meldt een inbreuk binnen …")),
        ("c", Some("… daarvan zijn voor de [-leverancier.-] {+klant.+}")),
        ("d", None),
    ];
    let differences = differences.map(|(one, text)| (one.to_owned(), text.map(str::to_owned)));
    assert_eq!(drifted(&assessment), differences);
    assert_eq!(assessment["drifted"][0]["document-line"], 3);
    assert_eq!(assessment["drifted"][3]["document-line"], Value::Null);
}

#[test]
fn words_that_only_stand_in_longer_ones_are_others() {
    let document = "Een subverwerker valt hieronder. De termijn is 10-20 dagen. Art.6 geldt.\n";
    let clauses = [
        "ref: a, text: verwerker valt hieronder",
        "ref: b, text: De termijn is 1020 dagen",
        "ref: c, text: Art. 6 geldt",
    ];
    let found: Vec<String> = drifted(&checked(document, &clauses)).into_iter().map(|(one, _)| one).collect();
    assert_eq!(found, ["a", "b"]);
}

#[test]
fn pointers_are_filled_in_from_the_document_and_never_change_a_verdict() {
    let folder = Folder::new();
    folder.write("dpa.txt", "Page one.\n\u{c}The vendor reports a breach within 48 hours.\n");
    let clause = "ref: \"1\", text: The vendor reports a breach within 48 hours., annotations: [{topic: \
                  breach.notification, facts: {deadline: 48 hours}}]";
    let path = folder.write("extract.yaml", extract("dpa.txt", &[clause]));
    let pointer = |arguments: &[&str]| {
        let mut all = vec!["check", &path, "--format", "json"];
        all.extend(arguments);
        let run = art28(&all);
        assert_eq!(run.code, 1, "{}", run.err);
        let finding = common::finding(&run.out, "breach-deadline");
        assert_eq!(finding["verdict"], "met");
        finding["evidence"][0].clone()
    };
    let found = pointer(&[]);
    assert_eq!(
        [&found["verified"], &found["page"], &found["document-line"]],
        [&Value::from(true), &2.into(), &2.into()]
    );
    let closed = pointer(&["--no-verify"]);
    assert_eq!([&closed["verified"], &closed["page"]], [&Value::Null, &Value::Null]);
    folder.write("dpa.txt", "The vendor reports a breach within 72 hours.\n");
    assert_eq!(pointer(&[])["verified"], false);
}

#[test]
fn every_form_of_a_report_shows_what_was_found_and_what_was_not() {
    let folder = Folder::new();
    folder.write("dpa.txt", DOCUMENT);
    let clauses = [
        "ref: art. 1, text: verwerkt gegevens alleen op schriftelijke opdracht van de klant, annotations: [instructions.duty]",
        "ref: art. 3, text: De kosten daarvan zijn voor de leverancier., annotations: [confidentiality.persons]",
    ];
    let path = folder.write("extract.yaml", extract("dpa.txt", &clauses));
    for format in ["table", "json", "jsonl", "yaml", "html", "csv", "md", "sarif", "junit"] {
        let out = art28(&["check", &path, "--format", format, "--all"]).out.replace("\u{a0}", " ");
        let bare: String = out.chars().filter(|c| !c.is_whitespace() && *c != '\\').collect();
        assert!(bare.contains("[-leverancier.-]"), "{format}: {out}");
        let found = match format {
            "json" | "jsonl" | "sarif" => "\"verified\":true",
            "yaml" => "verified:true",
            "table" => "art.1✓",
            _ => "✓line3",
        };
        assert!(bare.contains(found), "{format}: {out}");
    }
}

#[test]
fn a_document_that_is_not_there_is_no_matter_of_the_report() {
    let folder = Folder::new();
    let clause = "ref: \"1\", text: The vendor does as it is told.";
    let path = folder.write("extract.yaml", extract("nowhere.txt", &[clause]));
    let [looked, closed] = [&["check", &path][..], &["check", &path, "--no-verify"]].map(art28);
    assert_eq!(looked, closed);
    let run = lint(&folder, &["extract.yaml"]);
    assert_eq!((run.code, run.err.contains("[document-missing]")), (1, true), "{}", run.err);
    // Nothing is opened for words that are the annotator's.
    folder.write("extract.yaml", extract("nowhere.txt", &["ref: \"1\", summary: It does as it is told."]));
    assert_eq!(lint(&folder, &["extract.yaml"]).code, 0);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_opened() {
    let clause = "ref: \"1\", text: The vendor does as it is told.";
    for (file, code) in [("/dev/zero", "is a pipe or a device"), (".", "is a folder")] {
        let folder = Folder::new();
        folder.write("extract.yaml", extract(file, &[clause]));
        let run = lint(&folder, &["extract.yaml"]);
        assert!(run.code == 1 && run.err.contains("[document-unread]") && run.err.contains(code), "{}", run.err);
        assert_eq!(art28(&["check", &folder.path().join("extract.yaml").display().to_string()]).code, 1);
    }
}

#[test]
fn lint_tells_pages_and_lines_that_are_wrong_and_documents_that_changed() {
    let folder = Folder::new();
    folder.write("dpa.txt", "First page.\n\u{c}Heading\n\nThe vendor does as it is told.\n");
    let clause = |place: &str| format!("ref: \"1\", {place}, text: The vendor does as it is told.");
    let text = extract("dpa.txt", &[&clause("page: 1, line: 20")]);
    let sum = "0".repeat(64);
    folder.write("extract.yaml", text.replace("read:", &format!("sha256: \"{sum}\", read:")));
    let run = lint(&folder, &["extract.yaml"]);
    for said in ["[wrong-page]", "[wrong-line]", "[document-changed]"] {
        assert!(run.err.contains(said), "{said}: {}", run.err);
    }
    // A line can only be counted by a program; a page may be what is printed on it.
    assert_eq!(lint(&folder, &["--fix", "extract.yaml"]).code, 1);
    let fixed = std::fs::read_to_string(folder.path().join("extract.yaml")).expect("it is there");
    assert!(fixed.contains("page: 1, line: 4") && fixed.contains(&sum), "{fixed}");
    // The number of a clause may stand on a line above its first word.
    folder.write("extract.yaml", extract("dpa.txt", &[&clause("page: 2, line: 2")]));
    assert_eq!(lint(&folder, &["extract.yaml"]).code, 0);
}

#[test]
fn lint_fills_in_what_is_missing_and_changes_nothing_else() {
    let folder = Folder::new();
    folder.write("dpa.txt", "One.\n\u{c}The vendor does as it is told.\nThe vendor keeps secrets.\n");
    let before = "# mine\nagreement: {title: A, processor: V, controller: C, relationship: controller-processor}\ndocuments:\n  \
                  - id: dpa\n    title: A\n    file: dpa.txt # the signed one\n    read: whole\nclauses:\n  - {ref: \"1\", \
                  text: The vendor does as it is told.}\n  - ref: \"2\"   # important\n    text: >-\n      The vendor\n      \
                  keeps secrets.\n  - ref: \"3\"\n    text: Not in it at all by any means.\n";
    folder.write("extract.yaml", before);
    lint(&folder, &["--fix", "extract.yaml"]);
    let after = std::fs::read_to_string(folder.path().join("extract.yaml")).expect("it is there");
    let sum = after.lines().find_map(|line| line.strip_prefix("    sha256: ")).expect("a sum").to_owned();
    assert_eq!(sum.len(), 64);
    let expected = before
        .replace("# the signed one\n", &format!("# the signed one\n    sha256: {sum}\n"))
        .replace("{ref: \"1\",", "{ref: \"1\", page: 2, line: 2,")
        .replace("# important\n", "# important\n    page: 2\n    line: 3\n");
    assert_eq!(after, expected);
    let again = lint(&folder, &["--fix", "extract.yaml"]);
    assert!(!again.out.contains("mended"), "{}", again.out);
}

#[test]
fn of_the_same_words_at_several_places_those_are_meant_that_the_extract_says() {
    let document = "A\nThis holds.\nB\nThis holds.\nC\nThis holds.\n";
    let clauses = [
        "ref: a, text: This holds., line: 4",
        "ref: b, text: This holds., annotations: [instructions.duty]",
        "ref: c, text: This holds., line: 2, annotations: [confidentiality.persons]",
    ];
    let assessment = checked(document, &clauses);
    let lines: Vec<(String, u64)> = assessment["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .flat_map(|finding| {
            finding["evidence"].as_array().expect("a list").iter().chain(finding["related"].as_array().expect("a list"))
        })
        .map(|pointer| (pointer["ref"].to_string(), pointer["document-line"].as_u64().expect("a line")))
        .collect();
    assert!(lines.iter().all(|(reference, line)| *line == if reference == "\"b\"" { 6 } else { 2 }), "{lines:?}");
}

#[test]
fn texts_that_repeat_without_end_take_no_longer() {
    let document = "ab ".repeat(400_000);
    let long = "ab ".repeat(20_000);
    let clauses: Vec<String> = (0..20).map(|number| format!("ref: \"{number}\", text: \"{long}x{number}\"")).collect();
    let clauses: Vec<&str> = clauses.iter().map(String::as_str).collect();
    let start = std::time::Instant::now();
    let assessment = checked(&document, &clauses);
    assert_eq!(drifted(&assessment).len(), 20);
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
}

/// Words as a text editor might break them, and as they are quoted.
fn words() -> impl Strategy<Value = Vec<String>> {
    let word = prop_oneof![
        "[a-z]{2,9}",
        "[a-z]{2,5}-[a-z]{3,5}",
        "[0-9]{1,3}",
        Just("efficiënt".to_owned()),
        Just("“zo”".to_owned()),
        Just("(72)".to_owned()),
        Just("–".to_owned()),
        "[A-Z][a-z]{2,7}[.;,]",
    ];
    prop::collection::vec(word, 12..60)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_the_line_ends_do_a_quotation_is_found(words in words(), breaks in prop::collection::vec(0..6_u8, 60), from in 0..6_usize) {
        let mut document = String::new();
        for (word, how) in words.iter().zip(&breaks) {
            let middle = word.chars().count() / 2;
            let plain = word.chars().all(|c| c.is_ascii_lowercase()) && middle > 0;
            match how {
                0 if plain => document.push_str(&format!("{}-\n{} ", &word[..middle], &word[middle..])),
                1 => document.push_str(&format!("{word}\n")),
                2 => document.push_str(&format!("{word}\u{a0} ")),
                3 => document.push_str(&format!("{} ", word.replace(['“', '”'], "\"").replace('–', "-"))),
                4 => document.push_str(&format!("{} ", word.replace('ë', "e\u{308}"))),
                _ => document.push_str(&format!("{word} ")),
            }
        }
        let quoted = words[from.min(words.len() - 1)..].join(" ");
        let clause = format!("ref: a, text: {}", serde_json::to_string(&quoted).expect("a text"));
        prop_assert_eq!(drifted(&checked(&document, &[&clause])), []);
    }

    #[test]
    fn a_word_that_was_changed_is_found(words in words(), which in 0..60_usize) {
        let document = format!("Before it.\n\n{}\n\nBehind it.\n", words.join(" "));
        let which = which % words.len();
        prop_assume!(words[which] != "–");
        let mut changed = words.clone();
        changed[which] = "gewijzigdwoord".to_owned();
        let clause = format!("ref: a, text: {}", serde_json::to_string(&changed.join(" ")).expect("a text"));
        let found = drifted(&checked(&document, &[&clause]));
        prop_assert_eq!(found.len(), 1);
        let difference = found[0].1.clone().unwrap_or_default();
        // Where words come twice, the one beside it may be struck out and put in again.
        let mut struck = difference.split("[-").skip(1).filter_map(|rest| rest.split("-]").next());
        prop_assert!(struck.any(|words| words.contains("gewijzigdwoord")), "{}", difference);
    }

    #[test]
    fn no_document_and_no_text_is_too_strange(document in "(?s).{0,300}", text in "(?s).{1,200}") {
        let clause = format!("ref: a, text: {}", serde_json::to_string(&text).expect("a text"));
        let folder = Folder::new();
        folder.write("dpa.txt", &document);
        let path = folder.write("extract.yaml", extract("dpa.txt", &[&clause]));
        let run = art28(&["check", &path, "--format", "json"]);
        prop_assert!([1, 2].contains(&run.code), "{}", run.err);
    }
}
