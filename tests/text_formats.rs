//! CSV, Markdown, SARIF, and `JUnit`: each is read back by somebody else's reader and says what the JSON report says.

mod common;

use std::collections::BTreeSet;

use art28::{language::Language, words::Words};
use common::{Folder, Run, art28, assert_harmless, assert_sarif, hostile};
use serde_json::Value;

const LAI: &str = "tests/agreements/lai-media.yaml";

/// Everything that could go wrong: two checklists, one of them an overlay, several agreements, and one that cannot be read.
const PORTFOLIO: [&str; 7] =
    ["check", "tests/agreements", "tests/bad/tab.yaml", "-c", "avg-art28", "-c", "checklists/huisregels.yaml"];

/// What a run with these arguments says in a form and a language, twice, so that it must say the same twice.
fn said(arguments: &[&str], format: &str, language: &str) -> Run {
    let all = [arguments, &["--format", format, "--lang", language, "--date", "2026-11-20"]].concat();
    let run = art28(&all);
    assert_eq!(run, art28(&all), "{format} says the same twice");
    run
}

/// The findings that the JSON report has, each with its assessment.
fn findings(arguments: &[&str], language: &str) -> Vec<(Value, Value)> {
    let report: Value = serde_json::from_str(&said(arguments, "json", language).out).expect("JSON");
    let mut found = Vec::new();
    for assessment in report["assessments"].as_array().expect("assessments") {
        for finding in assessment["findings"].as_array().expect("findings") {
            found.push((assessment.clone(), finding.clone()));
        }
    }
    assert!(!found.is_empty());
    found
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}

fn array(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("{value} is no list"))
}

fn words(language: &str) -> &'static Words {
    Words::of(Language::all().find(|known| known.code() == language).expect("a language"))
}

/// Words that only one of the languages has, so that in a report of the other they are a slip. Data keys and what an extract
/// says stay as they are.
fn assert_one_language(out: &str, language: &str) {
    let strange = match language {
        "nl" => ["extract line", "Remark on", "Not read whole", "nothing found", "was accepted"],
        _ => ["uittreksel regel", "Aantekening bij", "Niet geheel gelezen", "niets gevonden", "was aanvaard"],
    };
    for word in strange {
        assert!(!out.contains(word), "{word} in {language}: {out:.400}");
    }
}

// --- CSV ----------------------------------------------------------------------------------------------------------------

fn rows(out: &str, separator: u8) -> Vec<Vec<String>> {
    let text = out.strip_prefix('\u{feff}').expect("a byte order mark");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "every line ends as RFC 4180 says");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(separator).from_reader(text.as_bytes());
    reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
}

#[test]
fn csv_has_a_row_for_every_finding() {
    for (language, separator) in [("nl", b';'), ("en", b',')] {
        let run = said(&PORTFOLIO, "csv", language);
        assert_eq!(run.code, 2);
        assert_one_language(&run.out, language);
        let rows = rows(&run.out, separator);
        let headings: BTreeSet<&String> = rows[0].iter().collect();
        assert_eq!(headings.len(), rows[0].len(), "every column has a name of its own");
        let words = words(language);
        let column = |key: &str| rows[0].iter().position(|name| name == words.get(key)).expect("a column");
        let findings = findings(&PORTFOLIO, language);
        assert_eq!(rows.len(), findings.len() + 2, "with headings and the file that could not be judged");
        for (row, (assessment, finding)) in rows[1..].iter().zip(&findings) {
            let cell = |key: &str| row[column(key)].as_str();
            assert_eq!(cell("column.id"), text(&finding["requirement"]));
            assert_eq!(cell("column.checklist"), text(&finding["checklist"]));
            assert_eq!(cell("heading.verdict"), words.named("verdict", text(&finding["verdict"])));
            assert_eq!(cell("level"), words.named("level", text(&finding["level"])));
            let gap = !["met", "not-applicable"].contains(&text(&finding["verdict"]));
            assert_eq!(cell("column.remedy"), if gap { text(&finding["remedy"]) } else { "" });
            assert_eq!(cell("column.extract-sha256"), text(&assessment["sha256"]));
            assert!(cell("heading.finding").starts_with(text(&finding["finding"])));
            for (key, list) in [("heading.clauses", "evidence"), ("column.see-also", "related")] {
                for pointer in array(&finding[list]) {
                    assert!(cell(key).contains(text(&pointer["ref"])), "{row:?}");
                }
            }
            for basis in array(&finding["basis"]) {
                assert!(cell("heading.basis").contains(text(&basis["cite"])));
                assert!(cell("column.addresses").contains(text(&basis["eli"])));
            }
        }
        assert!(rows.last().expect("rows").contains(&"tests/bad/tab.yaml".to_owned()));
    }
}

#[test]
fn no_cell_of_a_csv_report_is_a_formula() {
    let folder = Folder::new();
    let path = folder.write("hostile.yaml", hostile());
    for (option, separator) in [("comma", b','), ("semicolon", b';'), ("tab", b'\t')] {
        let run = said(&["check", &path, "--csv-separator", option], "csv", "nl");
        assert_eq!((run.code, run.err.as_str()), (1, ""));
        if option != "tab" {
            assert_harmless(&run.out);
        }
        let rows = rows(&run.out, separator);
        assert_eq!(rows.len(), findings(&["check", &path], "nl").len() + 1);
        for cell in rows.iter().flatten() {
            assert!(!cell.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
        }
        assert_eq!(rows[1][0], "'=HYPERLINK(\"http://evil.test\")");
    }
}

// --- Markdown -----------------------------------------------------------------------------------------------------------

/// The texts of a Markdown report as GitHub would show them: the cells of each row of each table, and everything else.
fn read_markdown(out: &str) -> (Vec<Vec<String>>, String, Vec<String>) {
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH | Options::ENABLE_GFM;
    let (mut rows, mut rest, mut links, mut in_cell) = (Vec::<Vec<String>>::new(), String::new(), Vec::new(), false);
    for event in Parser::new_ext(out, options) {
        match event {
            Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
            Event::Start(Tag::TableCell) => {
                in_cell = true;
                rows.last_mut().expect("in a row").push(String::new());
            }
            Event::End(TagEnd::TableCell) => in_cell = false,
            Event::Start(Tag::Link { dest_url, .. }) => links.push(dest_url.to_string()),
            Event::Text(text) if in_cell => {
                rows.last_mut().expect("in a row").last_mut().expect("in a cell").push_str(&text);
            }
            Event::Text(text) => rest.push_str(&text),
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_)) => rest.push('\n'),
            Event::Html(_)
            | Event::InlineHtml(_)
            | Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::Start(
                Tag::Image { .. } | Tag::CodeBlock(_) | Tag::Emphasis | Tag::Strikethrough | Tag::BlockQuote(_),
            ) => {
                panic!("text became {event:?}");
            }
            _ => {}
        }
    }
    (rows, rest, links)
}

/// A text as a report shows it: on one line, and harmful characters made visible. Spaces are those of Markdown.
fn shown(value: &Value) -> String {
    let unsafe_here = |c: char| c.is_control() || matches!(c, '\u{202e}' | '\u{2066}');
    let mut text = String::new();
    for c in text_of(value).chars() {
        match c {
            '\n' | '\r' | '\t' => text.push(' '),
            c if unsafe_here(c) => text.extend(c.escape_unicode()),
            c => text.push(c),
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn text_of(value: &Value) -> String {
    value.as_str().map_or_else(String::new, str::to_owned)
}

#[test]
fn markdown_shows_every_finding_in_tables_of_the_right_width() {
    for language in ["nl", "en"] {
        let run = said(&PORTFOLIO, "md", language);
        assert_eq!(run.code, 2);
        assert_one_language(&run.out, language);
        let (rows, rest, links) = read_markdown(&run.out);
        let words = words(language);
        let findings = findings(&PORTFOLIO, language);
        let mut cells = rows.iter().filter(|row| row.len() == 6 && row[1] != words.get("heading.requirement"));
        for (_, finding) in &findings {
            let row = cells.next().expect("a row for each finding");
            assert!(row[0].starts_with(words.named("verdict", text(&finding["verdict"]))), "{row:?}");
            assert_eq!(row[1], format!("{} ({})", text(&finding["title"]), text(&finding["requirement"])));
            assert_eq!(row[2], words.named("level", text(&finding["level"])));
            assert!(row[4].starts_with(&shown(&finding["finding"])), "{row:?}");
            for pointer in array(&finding["evidence"]) {
                let line = words.say("extract-line", &[("line", &pointer["line"].to_string())]);
                assert!(row[5].contains(&shown(&pointer["ref"])) && row[5].contains(&line), "{row:?}");
            }
            for basis in array(&finding["basis"]) {
                assert!(row[3].contains(text(&basis["cite"])) && links.contains(&text_of(&basis["eli"])));
            }
            if !["met", "not-applicable"].contains(&text(&finding["verdict"])) {
                assert!(rest.contains(&shown(&finding["remedy"])), "{finding}");
            }
        }
        assert_eq!(cells.next(), None);
        assert!(rest.contains(&words.say("not-judged", &[("name", "tests/bad/tab.yaml")])));
    }
}

#[test]
fn hostile_text_stays_text_in_markdown() {
    let folder = Folder::new();
    let path = folder.write("hostile.yaml", hostile());
    let run = said(&["check", &path], "md", "en");
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    assert_harmless(&run.out);
    let (rows, rest, links) = read_markdown(&run.out);
    assert!(rows.iter().all(|row| row.len() == 6 || row.len() == 7), "no cell became two");
    assert!(links.iter().all(|link| link.starts_with("http://data.europa.eu/eli/")), "{links:?}");
    let report: Value = serde_json::from_str(&said(&["check", &path], "json", "en").out).expect("JSON");
    let agreement = &report["assessments"][0]["agreement"];
    for value in [&agreement["title"], &agreement["processor"], &agreement["controller"]] {
        assert!(rest.contains(&shown(value)), "{} is not in {rest:.3000}", shown(value));
    }
    let pointer = &finding_on(&report, "breach-notification")["evidence"][0];
    assert!(rest.contains(&shown(&pointer["ref"])), "{pointer}");
    // What readers would make links of by themselves.
    for address in ["www.evil", "http://evil", "a@evil"] {
        assert!(!run.out.contains(address), "{address}");
    }
}

fn finding_on<'r>(report: &'r Value, requirement: &str) -> &'r Value {
    let mut findings = array(&report["assessments"][0]["findings"]).iter();
    findings.find(|finding| finding["requirement"] == requirement).expect("a finding")
}

// --- templates ----------------------------------------------------------------------------------------------------------

#[test]
fn the_built_in_template_written_out_makes_the_same_report() {
    let folder = Folder::new();
    let path = folder.path().join("report.md.j2").display().to_string();
    assert_eq!(art28(&["new", "template", &path]).code, 0);
    for language in ["nl", "en"] {
        let own = art28(&["check", LAI, "--template", &path, "--lang", language]);
        let built_in = art28(&["check", LAI, "--format", "md", "--lang", language]);
        assert_eq!(own, built_in);
    }
    assert_eq!(art28(&["new", "template", "-"]).out, std::fs::read_to_string(&path).expect("it was written"));
    assert_eq!(art28(&["new", "template", &path]).code, 2, "it is not replaced");
}

#[test]
fn a_template_of_ones_own_makes_one_file_of_any_name() {
    let folder = Folder::new();
    let template = "{% macro start() %}<ul>\n{% endmacro %}{% macro assessment(judged) %}<li>{{ judged.agreement.title }} \
                    {% for section in judged.sections %}{% for area in section.areas %}{% for one in area.findings if one.gap \
                    %}{{ one.requirement }} {% endfor %}{% endfor %}{% endfor %}\n{% endmacro %}{% macro end(all) %}</ul> {{ \
                    all.agreements | length }}{% endmacro %}";
    let template = folder.write("own.html.j2", template);
    let extract = folder.write("hostile.yaml", hostile().replace("=HYPER", "<b>HYPER"));
    let out = folder.path().join("own.page").display().to_string();
    let run = art28(&["check", &extract, LAI, "--template", &template, "-o", &out]);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (1, "", ""));
    let written = std::fs::read_to_string(&out).expect("it was written");
    assert!(written.starts_with("<ul>\n<li>&lt;b&gt;HYPERLINK(&quot;"), "{written}");
    assert!(written.contains("<li>Algemene voorwaarden met Bijlage 1") && written.ends_with("</ul> 2"), "{written}");
    assert_eq!(written, art28(&["check", &extract, LAI, "--template", &template]).out, "as on standard output");
    let several = art28(&["check", LAI, "--template", &template, "-o", &out, "-o", "x.json"]);
    assert!(several.code == 2 && several.err.contains("template-for-several"), "{}", several.err);
    assert_eq!(art28(&["check", LAI, "--template", &template, "--format", "md"]).code, 2, "one of them");
    assert_eq!(art28(&["check", LAI, "--template", "no/such/file"]).code, 2);
}

#[test]
fn the_template_in_the_readme_works() {
    let folder = Folder::new();
    let readme = std::fs::read_to_string(common::root().join("README.md")).expect("it is there");
    let template = readme.split("```jinja\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
    let template = folder.write("own.html.j2", template);
    let run = art28(&["check", LAI, "--template", &template]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    assert!(run.out.starts_with("<h1>Algemene voorwaarden"), "{}", run.out);
    let gaps = findings(&["check", LAI], "en")
        .iter()
        .filter(|(_, one)| !["met", "not-applicable"].contains(&text(&one["verdict"])))
        .count();
    assert_eq!(run.out.matches("<p>").count(), gaps);
}

#[test]
fn what_is_wrong_with_a_template_is_told_at_its_place_and_nothing_is_written() {
    let head = "{% macro assessment(judged) %}\n";
    let tail = "\n{% endmacro %}\n";
    for (wrong, code, place) in [
        ("{{ judged.agreement.titel }}", "template-unknown-name", "bad.md.j2:2:10]"),
        ("xx {{ jugded.extract }}", "template-unknown-name", "bad.md.j2:2:7]"),
        ("{{ say(\"verdict.mett\") }}", "template-unknown-name", "bad.md.j2:2:4]"),
        ("{{ judged.extract | shout }}", "template-unknown-filter", "bad.md.j2:2:"),
        ("{{ judged.extract", "template-syntax", "bad.md.j2:"),
        ("{% if judged %}", "template-syntax", "bad.md.j2:"),
        ("{% include \"/etc/passwd\" %}", "template-fault", "bad.md.j2:2:"),
        ("{{ judged.extract | date }}", "template-fault", "bad.md.j2:2:"),
        (
            "{% for a in range(90000) %}{% for b in range(90000) %}{% endfor %}{% endfor %}",
            "template-endless",
            "bad.md.j2:2:",
        ),
        ("{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}", "template-endless", "bad.md.j2:2:"),
    ] {
        let folder = Folder::new();
        let template = folder.write("bad.md.j2", format!("{head}{wrong}{tail}"));
        let out = folder.path().join("out.md").display().to_string();
        for arguments in [
            &["check", "tests/agreements", "--template", &template][..],
            &["check", LAI, "--template", &template, "-o", &out],
        ] {
            let run = art28(arguments);
            assert_eq!((run.code, run.out.as_str()), (2, ""), "{wrong}");
            assert!(run.err.contains(code) && run.err.contains(place), "{wrong}: {}", run.err);
            assert_eq!(run, art28(arguments), "the same is told twice");
        }
        assert!(!std::fs::exists(&out).expect("it can be asked"), "{wrong}");
    }
    let folder = Folder::new();
    let empty = folder.write("empty.md.j2", "text outside");
    let run = art28(&["check", LAI, "--template", &empty]);
    assert!(run.code == 2 && run.err.contains("template-without-part"), "{}", run.err);
}

// --- SARIF --------------------------------------------------------------------------------------------------------------

fn sarif(arguments: &[&str], language: &str) -> Value {
    let run = said(arguments, "sarif", language);
    assert_one_language(&run.out, language);
    assert_harmless(&run.out);
    let report = serde_json::from_str(&run.out).expect("JSON");
    assert_sarif(&report);
    report
}

#[test]
fn sarif_is_valid_and_has_a_result_for_every_finding() {
    for language in ["nl", "en"] {
        let report = sarif(&PORTFOLIO, language);
        let run = &report["runs"][0];
        let rules = array(&run["tool"]["driver"]["rules"]);
        let findings = findings(&PORTFOLIO, language);
        assert_eq!(array(&run["results"]).len(), findings.len());
        for (result, (assessment, finding)) in array(&run["results"]).iter().zip(&findings) {
            let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().expect("a number")).expect("small")];
            assert_eq!((&result["ruleId"], &rule["id"]), (&finding["requirement"], &finding["requirement"]));
            assert_eq!(rule["properties"]["checklist"], finding["checklist"]);
            assert_eq!(rule["shortDescription"]["text"], finding["title"]);
            assert_eq!(rule["properties"]["basis"], finding["basis"]);
            for name in ["verdict", "level", "remedy", "proposed", "origin", "searched", "notes", "waiver"] {
                assert_eq!(result["properties"][name], finding[name], "{name}");
            }
            assert!(text(&result["message"]["text"]).starts_with(text(&finding["finding"])));
            assert_eq!(result["kind"] == "fail", result["level"] != "none", "only failures weigh anything");
            let accepted = finding["waiver"]["state"] == "in-force";
            assert_eq!(array(&result["suppressions"]).len(), usize::from(accepted));
            let evidence = array(&finding["evidence"]);
            for (location, pointer) in array(&result["locations"]).iter().zip(evidence) {
                let clause = &location["logicalLocations"][0];
                assert_eq!(
                    (&clause["name"], &clause["properties"]["document"]),
                    (&pointer["ref"], &pointer["document"])
                );
                assert_eq!(location["physicalLocation"]["region"]["startLine"], pointer["line"]);
                assert_eq!(location["physicalLocation"]["artifactLocation"]["uri"], assessment["extract"]);
            }
            assert_eq!(array(&result["locations"]).len(), evidence.len().max(1));
            let related = result["relatedLocations"].as_array().map_or(0, Vec::len);
            assert_eq!(related, array(&finding["related"]).len());
        }
        let of_extracts: BTreeSet<(&str, &str)> =
            findings.iter().map(|(one, _)| (text(&one["extract"]), text(&one["sha256"]))).collect();
        let of_artifacts = array(&run["artifacts"]).iter();
        let of_artifacts: BTreeSet<(&str, &str)> =
            of_artifacts.map(|one| (text(&one["location"]["uri"]), text(&one["hashes"]["sha-256"]))).collect();
        assert_eq!(of_artifacts, of_extracts);
        let invocation = &run["invocations"][0];
        assert_eq!(invocation["executionSuccessful"], false);
        assert_eq!(array(&invocation["toolExecutionNotifications"]).len(), 1);
        assert_eq!(run["properties"]["checklists"].as_array().map(Vec::len), Some(2));
    }
}

#[test]
fn sarif_weighs_verdicts_and_shows_what_is_accepted() {
    let folder = Folder::new();
    let path = folder.write("a folder/50% hostile.yaml", hostile());
    let report = sarif(&["check", &path], "en");
    let results = array(&report["runs"][0]["results"]);
    let result = |id: &str| results.iter().find(|one| one["ruleId"] == id).expect("a result");
    let weight = |id: &str| (text(&result(id)["kind"]), text(&result(id)["level"]));
    assert_eq!(weight("processing-subject-duration"), ("fail", "error"), "missing, and asked by the law");
    assert_eq!(result("breach-deadline")["suppressions"][0]["kind"], "external");
    let location = &result("breach-notification")["locations"][0];
    assert!(
        text(&location["physicalLocation"]["artifactLocation"]["uri"]).ends_with("/a%20folder/50%25%20hostile.yaml")
    );
    // Readers of SARIF make links of brackets in messages, unless they are escaped.
    let messages = results.iter().flat_map(|result| {
        let locations =
            array(&result["locations"]).iter().chain(result["relatedLocations"].as_array().into_iter().flatten());
        locations.chain([result]).filter_map(|one| one["message"]["text"].as_str())
    });
    let linked: Vec<&str> = messages.filter(|message| message.contains("](")).collect();
    assert!(!linked.is_empty());
    assert!(linked.iter().all(|message| !message.replace("\\[", "").contains('[')), "{linked:?}");
}

#[test]
fn a_fingerprint_stays_while_lines_move() {
    let folder = Folder::new();
    let fingerprints = |name: &str, extract: String| -> Vec<Value> {
        let path = folder.write(name, extract);
        let report = sarif(&["check", &path], "en");
        array(&report["runs"][0]["results"]).iter().map(|one| one["partialFingerprints"].clone()).collect()
    };
    let before = fingerprints("a.yaml", hostile());
    assert_eq!(before, fingerprints("b.yaml", hostile().replace("clauses:", "# a line more\n\nclauses:")));
    let distinct: BTreeSet<String> = before.iter().map(Value::to_string).collect();
    assert_eq!(distinct.len(), before.len(), "each finding has its own");
    let moved = fingerprints("c.yaml", hostile().replace("www.evil.test a@", "art. 5 a@"));
    assert!(before != moved, "another clause is another finding");
}

// --- JUnit --------------------------------------------------------------------------------------------------------------

#[test]
fn junit_has_a_test_case_for_every_finding() {
    let words_of = words;
    for (language, threshold) in [("nl", "law"), ("en", "law"), ("en", "guidance"), ("en", "policy"), ("en", "never")] {
        let arguments = [&PORTFOLIO[..], &["--fail-on", threshold]].concat();
        let run = said(&arguments, "junit", language);
        assert_one_language(&run.out, language);
        assert_harmless(&run.out);
        let document = roxmltree::Document::parse(&run.out).expect("XML");
        let cases: Vec<_> = document.descendants().filter(|node| node.has_tag_name("testcase")).collect();
        let findings = findings(&arguments, language);
        assert_eq!(cases.len(), findings.len() + 1, "with the file that could not be judged");
        let words = words_of(language);
        for (case, (assessment, finding)) in cases.iter().zip(&findings) {
            let property = |name: &str, of: roxmltree::Node<'_, '_>| {
                let properties = of.children().find(|node| node.has_tag_name("properties")).expect("properties");
                let found = properties.children().find(|node| node.attribute("name") == Some(name));
                found.and_then(|node| node.attribute("value")).unwrap_or_default().to_owned()
            };
            for name in ["requirement", "verdict", "level"] {
                assert_eq!(property(name, *case), text(&finding[name]));
            }
            let suite = case.parent().expect("in a suite");
            assert_eq!(property("extract-sha256", suite), text(&assessment["sha256"]));
            assert_eq!(property("checklist", suite), text(&finding["checklist"]));
            let has = |tag: &str| case.children().find(|node| node.has_tag_name(tag));
            let gap = !["met", "not-applicable"].contains(&text(&finding["verdict"]));
            let levels: &[&str] = match threshold {
                "law" => &["law"],
                "guidance" => &["law", "guidance"],
                "policy" => &["law", "guidance", "policy"],
                _ => &[],
            };
            let counts = gap && finding["waiver"]["state"] != "in-force" && levels.contains(&text(&finding["level"]));
            assert_eq!(has("failure").is_some(), counts, "{finding}");
            assert_eq!(has("skipped").is_some(), finding["verdict"] != "met" && !counts, "{finding}");
            let said = has("failure").or(has("system-out")).and_then(|node| node.text()).unwrap_or_default().to_owned();
            assert!(said.starts_with(words.named("verdict", text(&finding["verdict"]))), "{said}");
            for pointer in array(&finding["evidence"]).iter().chain(array(&finding["related"])) {
                assert!(said.contains(text(&pointer["ref"])), "{said}");
            }
            assert_eq!(said.contains(text(&finding["remedy"])), gap, "{finding}");
        }
        for suite in document.descendants().filter(|node| node.has_tag_name("testsuite")) {
            let count = |tag: &str| suite.descendants().filter(|node| node.has_tag_name(tag)).count().to_string();
            for (attribute, tag) in
                [("tests", "testcase"), ("failures", "failure"), ("skipped", "skipped"), ("errors", "error")]
            {
                assert_eq!(suite.attribute(attribute), Some(count(tag).as_str()), "{attribute}");
            }
        }
    }
}

#[test]
fn hostile_text_stays_text_in_junit() {
    let folder = Folder::new();
    let path = folder.write("hostile.yaml", hostile());
    let run = said(&["check", &path], "junit", "nl");
    assert_harmless(&run.out);
    let document = roxmltree::Document::parse(&run.out).expect("XML");
    let names = document.descendants().filter(roxmltree::Node::is_element).map(|node| node.tag_name().name());
    let known = ["testsuites", "testsuite", "properties", "property", "testcase", "failure", "skipped", "system-out"];
    assert!(names.into_iter().all(|name| known.contains(&name)));
    let suite = document.descendants().find(|node| node.has_tag_name("testsuite")).expect("a suite");
    assert_eq!(suite.attribute("name"), Some("=HYPERLINK(\"http://evil.test\") – avg-art28"));
    let accepted = document.descendants().filter(|node| node.has_tag_name("skipped"));
    assert!(
        accepted
            .into_iter()
            .any(|node| node.attribute("message").is_some_and(|text| text.contains("31 december 2999")))
    );
}

// --- all ----------------------------------------------------------------------------------------------------------------

#[test]
fn files_hold_what_standard_output_would() {
    let folder = Folder::new();
    for (ending, format) in [("csv", "csv"), ("MD", "md"), ("sarif", "sarif"), ("xml", "junit")] {
        let path = folder.path().join(format!("report.{ending}")).display().to_string();
        let run = art28(&["check", LAI, "-o", &path]);
        assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (1, "", ""));
        let written = std::fs::read_to_string(&path).expect("it was written");
        assert_eq!(written, art28(&["check", LAI, "--format", format]).out, "{format}");
    }
}
