//! What `diff` writes for spreadsheets, build servers, code scanning, wikis, browsers, and word processors: each is read back by
//! somebody else's reader and says what the JSON says.

mod common;

use std::{
    collections::BTreeSet,
    fs,
    io::{Cursor, Read},
};

use art28::{language::Language, words::Words};
use calamine::{Data, DataType, Reader, Xlsx};
use common::{Folder, Run, art28, assert_harmless, assert_sarif, hostile};
use serde_json::Value;

const OLD: &str = "tests/agreements/visma.yaml";
const NEW: &str = "tests/agreements/imakeit.yaml";
const LANGUAGES: [&str; 2] = ["nl", "en"];

/// What a comparison says, twice, so that it must say the same twice.
fn said(arguments: &[&str], language: &str) -> Run {
    let all = [&["diff"], arguments, &["--lang", language, "--date", "2026-11-21"]].concat();
    let run = art28(&all);
    assert_eq!(run, art28(&all), "it says the same twice");
    run
}

/// What a comparison says in a form.
fn text_in(format: &str, sides: [&str; 2], language: &str) -> String {
    let run = said(&[sides[0], sides[1], "--format", format], language);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    // A page shows a tab as a space.
    assert_harmless(&run.out.replace(if format == "html" { '\t' } else { '\u{feff}' }, ""));
    run.out
}

/// The bytes of a file of this form.
fn file_in(format: &str, sides: [&str; 2], language: &str) -> Vec<u8> {
    let folder = Folder::new();
    let written = [1, 2].map(|number| {
        let path = folder.path().join(format!("{number}.{format}")).display().to_string();
        let run = art28(&["diff", sides[0], sides[1], "--lang", language, "--date", "2026-11-21", "-o", &path]);
        assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", ""));
        fs::read(path).expect("it was written")
    });
    assert!(written[0] == written[1], "the same bytes");
    written[0].clone()
}

fn json_in(sides: [&str; 2], language: &str) -> Value {
    serde_json::from_str(&text_in("json", sides, language)).expect("JSON")
}

fn array(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("{value} is no list"))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}

fn words(language: &str) -> &'static Words {
    Words::of(Language::from_locale(language).expect("a language"))
}

/// A hostile extract and a later version of it, which differs in everything that can differ.
fn hostile_versions(folder: &Folder) -> [String; 2] {
    let old = hostile().replace(
        "clauses:\n",
        "clauses:\n  - {ref: \"=1+1 <b>| `x`\", page: 2, text: Short., annotations: [{topic: security.description, facts: {standard: \
         \"=old|<i>**x** ~~y~~ \\u202E\\e[31m\"}}]}\n",
    );
    let new = old
        .replace("=HYPERLINK", "=IMPORTXML")
        .replace("best-efforts", "firm")
        .replace("=old|", "=new|</ins><script>alert(9)</script>")
        .replace("read: whole", "read: partly");
    [folder.write("old.yaml", old), folder.write("new.yaml", new)]
}

/// The requirements of a comparison that something is told of, as data.
fn told(json: &Value) -> Vec<&Value> {
    array(&json["agreements"]).iter().flat_map(|one| array(&one["findings"])).collect()
}

fn rows_of_csv(out: &str, separator: u8) -> Vec<Vec<String>> {
    let text = out.strip_prefix('\u{feff}').expect("a byte order mark");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(separator).from_reader(text.as_bytes());
    reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
}

#[test]
fn csv_has_a_row_for_each_requirement_and_no_formula() {
    let folder = Folder::new();
    let versions = hostile_versions(&folder);
    let versions = [versions[0].as_str(), versions[1].as_str()];
    for (language, separator) in [("nl", b';'), ("en", b',')] {
        for sides in [[OLD, NEW], versions] {
            let rows = rows_of_csv(&text_in("csv", sides, language), separator);
            assert_eq!(rows.len(), 42 + 1);
            let words = words(language);
            let column = |key: &str| rows[0].iter().position(|name| name == words.get(key)).expect("a column");
            let json = json_in(sides, language);
            for change in told(&json) {
                let row = rows.iter().find(|row| row[column("column.id")] == text(&change["requirement"]));
                let cell = |key: &str| row.expect("a row")[column(key)].as_str();
                assert_eq!(cell("diff.column.change"), words.named("diff.kind", text(&change["change"])));
                for (side, verdict, clauses) in [
                    ("old", "diff.column.old-verdict", "diff.column.old-clauses"),
                    ("new", "diff.column.new-verdict", "diff.column.new-clauses"),
                ] {
                    let expected = words.named("verdict", text(&change[side]["verdict"]));
                    assert!(cell(verdict).starts_with(expected), "{change}");
                    assert_eq!(cell(clauses).is_empty(), array(&change[side]["evidence"]).is_empty());
                }
            }
            for cell in rows.iter().flatten() {
                assert!(!cell.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
            }
            assert_eq!(rows[1][column("diff.column.change")], words.get("diff.kind.worse"), "the worst first");
        }
    }
}

#[test]
fn lines_and_yaml_say_what_json_says() {
    let json = json_in([OLD, NEW], "en");
    let yaml: Value = serde_yaml::from_str(&text_in("yaml", [OLD, NEW], "en")).expect("YAML");
    assert_eq!(yaml, json);
    let folder = Folder::new();
    for (name, from) in [("old/a.yaml", OLD), ("old/b.yaml", NEW), ("new/a.yaml", NEW), ("new/c.yaml", OLD)] {
        folder.write(name, fs::read(common::root().join(from)).expect("it is there"));
    }
    let sides = ["old", "new"].map(|name| folder.path().join(name).display().to_string());
    let sides = [sides[0].as_str(), sides[1].as_str()];
    let whole = json_in(sides, "en");
    let lines = text_in("jsonl", sides, "en");
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines.len(), 3);
    for (line, agreement) in lines.iter().zip(array(&whole["agreements"])) {
        assert_eq!((&line["agreement"], &line["old"], &line["format"]), (agreement, &whole["old"], &whole["format"]));
    }
}

#[test]
fn a_test_case_fails_exactly_where_the_exit_code_says_so() {
    let folder = Folder::new();
    let versions = hostile_versions(&folder);
    let versions = [versions[0].as_str(), versions[1].as_str()];
    for (sides, language) in [([OLD, NEW], "nl"), ([NEW, OLD], "en"), (versions, "nl"), ([OLD, OLD], "en")] {
        for fail_on in ["worse", "never"] {
            let run = said(&[sides[0], sides[1], "--format", "junit", "--fail-on", fail_on], language);
            assert_harmless(&run.out);
            let document = roxmltree::Document::parse(&run.out).expect("XML");
            let names = document.descendants().filter(roxmltree::Node::is_element).map(|node| node.tag_name().name());
            let known =
                ["testsuites", "testsuite", "properties", "property", "testcase", "failure", "skipped", "system-out"];
            assert!(names.into_iter().all(|name| known.contains(&name)));
            let count = |tag: &str| document.descendants().filter(|node| node.has_tag_name(tag)).count();
            let json = json_in(sides, language);
            // Nothing is accepted in these, so every new gap and everything worse counts.
            let setbacks = told(&json)
                .iter()
                .filter(|one| one["new"]["accepted"].is_null())
                .filter(|one| {
                    let gap = !["met", "not-applicable"].contains(&text(&one["new"]["verdict"]));
                    gap && (one["new-gap"] == true || one["change"] == "worse")
                })
                .count();
            let failures = if fail_on == "worse" { setbacks } else { 0 };
            assert_eq!((count("failure"), run.code == 1), (failures, failures > 0));
            assert_eq!(count("testcase"), 42);
            let suite = document.descendants().find(|node| node.has_tag_name("testsuite")).expect("a suite");
            assert_eq!(suite.attribute("failures"), Some(failures.to_string().as_str()));
            assert_eq!(suite.attribute("skipped"), Some(count("skipped").to_string().as_str()));
        }
    }
}

#[test]
fn sarif_holds_each_result_against_the_older_side() {
    let folder = Folder::new();
    let versions = hostile_versions(&folder);
    let versions = [versions[0].as_str(), versions[1].as_str()];
    for (sides, language) in [([OLD, NEW], "nl"), (versions, "en"), ([OLD, OLD], "en")] {
        let report: Value = serde_json::from_str(&text_in("sarif", sides, language)).expect("JSON");
        assert_sarif(&report);
        let run = &report["runs"][0];
        let rules = array(&run["tool"]["driver"]["rules"]);
        let json = json_in(sides, language);
        let checked = sides.map(|side| {
            let out = art28(&["check", side, "--lang", language, "--format", "sarif", "--date", "2026-11-21"]).out;
            serde_json::from_str::<Value>(&out).expect("JSON")["runs"][0]["results"].clone()
        });
        let mut states = BTreeSet::new();
        let mut there = 0;
        for result in array(&run["results"]) {
            let state = text(&result["baselineState"]);
            states.insert(state);
            let absent = state == "absent";
            there += usize::from(!absent);
            // The result is the one that a check of that side has.
            let own = array(&checked[usize::from(!absent)]).iter().find(|one| one["ruleId"] == result["ruleId"]);
            let own = own.expect("a check has it");
            for key in ["kind", "level", "partialFingerprints", "suppressions"] {
                assert_eq!(result[key], own[key], "{key} of {}", result["ruleId"]);
            }
            assert_eq!(array(&result["locations"]).len(), array(&own["locations"]).len());
            let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().expect("a number")).expect("small")];
            assert_eq!(rule["id"], result["ruleId"]);
            let change = told(&json).into_iter().find(|one| one["requirement"] == result["ruleId"]);
            if own["kind"] != "pass" && own["kind"] != "notApplicable" {
                assert_eq!(state, change.map_or("unchanged", |one| text(&one["baseline"])));
            }
        }
        assert_eq!(there, 42, "each requirement of the newer side has a result");
        if sides == [OLD, NEW] {
            assert_eq!(states, BTreeSet::from(["absent", "new", "unchanged", "updated"]));
        }
        if sides == [OLD, OLD] {
            assert_eq!(states, BTreeSet::from(["unchanged"]));
        }
    }
}

/// What readers of Markdown show: the cells of tables, all other text, and the links. Nothing else may come of it.
fn read_markdown(out: &str) -> (Vec<usize>, String, Vec<String>) {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH | Options::ENABLE_GFM;
    let (mut rows, mut rest, mut links) = (Vec::new(), String::new(), Vec::new());
    for event in Parser::new_ext(out, options) {
        match event {
            Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(0),
            Event::Start(Tag::TableCell) => *rows.last_mut().expect("in a row") += 1,
            Event::Start(Tag::Link { dest_url, .. }) => links.push(dest_url.to_string()),
            Event::Start(Tag::Strikethrough) => rest.push_str("[del "),
            Event::Text(text) => rest.push_str(&text),
            Event::Html(_)
            | Event::InlineHtml(_)
            | Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::Start(Tag::Image { .. } | Tag::CodeBlock(_) | Tag::Emphasis | Tag::BlockQuote(_)) => {
                panic!("text became {event:?}");
            }
            Event::End(_) => rest.push('\n'),
            _ => {}
        }
    }
    (rows, rest, links)
}

#[test]
fn markdown_says_what_was_and_what_is() {
    let folder = Folder::new();
    let versions = hostile_versions(&folder);
    let versions = [versions[0].as_str(), versions[1].as_str()];
    for (sides, language) in [([OLD, NEW], "nl"), ([OLD, NEW], "en"), (versions, "nl"), (versions, "en")] {
        let out = text_in("md", sides, language);
        let (rows, rest, links) = read_markdown(&out);
        assert!(rows.iter().all(|cells| *cells == 3), "no cell became two");
        assert!(links.iter().all(|link| link.starts_with("http://data.europa.eu/eli/")), "{links:?}");
        let json = json_in(sides, language);
        for change in told(&json) {
            assert!(rest.contains(text(&change["title"])), "{change}");
        }
        if sides == versions {
            assert!(rest.contains("[del =old|<i>**x** ~~y~~ \\u{202e}\\u{1b}[31m"), "{rest:.4000}");
            assert!(rest.contains("=new|</ins><script>alert(9)</script><i>**x**"));
        }
    }
    let dutch = text_in("md", [OLD, NEW], "nl");
    for word in ["Worse", "Better", "Unchanged", " now ", "Request", "Made with"] {
        assert!(!dutch.contains(word), "{word} is not Dutch");
    }
}

#[test]
fn a_template_of_ones_own_shows_changes() {
    let folder = Folder::new();
    let copy = folder.path().join("diff.md.j2").display().to_string();
    assert_eq!(art28(&["new", "diff-template", &copy]).code, 0);
    assert_eq!(art28(&["diff", OLD, NEW, "--template", &copy]).out, art28(&["diff", OLD, NEW, "--format", "md"]).out);
    let own = "{% macro agreement(compared) %}{% for part in compared.parts %}{% for entry in part.entries %}\n\
               <p>{{ entry.old.verdict }} {{ entry.new.verdict }} {{ entry.title }}</p>{% endfor %}{% endfor %}{% endmacro %}";
    let own = folder.write("own.html.j2", own);
    let out = folder.path().join("out.html").display().to_string();
    assert_eq!(art28(&["diff", OLD, NEW, "--template", &own, "-o", &out]).code, 0);
    let written = fs::read_to_string(&out).expect("it was written");
    assert!(written.contains("<p>met partial Warning of infringing instructions</p>"), "{written:.400}");
    let bad = folder.write("bad.md.j2", "{% macro agreement(compared) %}{{ compared.quux7 }}{% endmacro %}");
    let run = art28(&["diff", OLD, NEW, "--template", &bad]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("template-unknown-name") && run.err.contains("art28 new diff-template"), "{}", run.err);
    let report = folder.write("report.md.j2", art28(&["new", "template", "-"]).out);
    let run = art28(&["diff", OLD, NEW, "--template", &report]);
    assert!(run.code == 2 && run.out.is_empty() && run.err.contains("template-"), "{}", run.err);
}

/// The values of an attribute, in the order of the page.
fn values<'p>(page: &'p str, attribute: &str) -> Vec<&'p str> {
    let start = format!(" {attribute}=\"");
    page.split(&start).skip(1).map(|rest| rest.split('"').next().expect("it ends")).collect()
}

#[test]
fn a_page_shows_both_sides_and_text_stays_text() {
    let folder = Folder::new();
    let versions = hostile_versions(&folder);
    let versions = [versions[0].as_str(), versions[1].as_str()];
    let several = ["tests/agreements", "tests/agreements"];
    for (sides, language) in [([OLD, NEW], "nl"), ([OLD, NEW], "en"), (versions, "en"), (several, "nl")] {
        let page = text_in("html", sides, language);
        assert!(page.starts_with(&format!("<!DOCTYPE html>\n<html lang=\"{language}\">")));
        assert!(page.contains("content=\"default-src &#x27;none&#x27;;") && !page.contains("unsafe-"));
        for strange in ["<script", "<img", "<b>", "<i>", "undefined", " src=", "url(", " style=", "<link"] {
            assert!(!page.contains(strange), "{strange}");
        }
        let ids = values(&page, "id");
        let distinct: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), distinct.len(), "an anchor is there twice");
        let links = values(&page, "href").into_iter().filter_map(|link| link.strip_prefix('#'));
        for anchor in links.chain(values(&page, "aria-labelledby").into_iter().flat_map(str::split_whitespace)) {
            assert!(distinct.contains(anchor), "#{anchor} leads nowhere");
        }
        let json = json_in(sides, language);
        let rows = values(&page, "data-change");
        let shown = told(&json).iter().filter(|one| one["change"] != "moved").count();
        assert_eq!(rows.len(), shown);
        if sides == [OLD, NEW] {
            assert_eq!(rows[0], "worse", "the worst first");
            let words = words(language);
            let fact = format!(
                "<span class=\"of\">urgency: {}</span> <del>{}</del>",
                words.get("diff.before"),
                if language == "nl" { "zonder onredelijke vertraging" } else { "without undue delay" }
            );
            assert!(page.contains(&fact), "{fact}");
        }
        if sides == versions {
            assert!(page.contains("<del>=old|&lt;i&gt;**x** ~~y~~ \\u{202e}\\u{1b}[31m</del>"));
            assert!(page.contains("<ins>=new|&lt;&#x2f;ins&gt;&lt;script&gt;alert(9)"));
        }
    }
    let dutch = text_in("html", [OLD, NEW], "nl");
    let (own, other) = (words("nl"), words("en"));
    for key in own.keys().filter(|key| ["html.", "heading.", "diff."].iter().any(|start| key.starts_with(start))) {
        let (ours, theirs) = (own.get(key), other.get(key));
        let foreign = theirs != ours && !own.keys().any(|key| own.get(key) == theirs);
        assert!(!foreign || !dutch.contains(&format!(">{theirs}<")), "{key} is not in Dutch");
    }
}

/// The rows of a sheet as texts.
fn rows_of_sheet(bytes: &[u8], sheet: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let range = book.worksheet_range(sheet).expect("it is there");
    let text = |cell: &Data| cell.as_string().unwrap_or_default();
    range.rows().map(|row| row.iter().map(text).collect()).collect()
}

/// The parts of an archive, joined.
fn all_parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("it is there");
        let mut text = String::new();
        part.read_to_string(&mut text).expect("UTF-8");
        assert!(roxmltree::Document::parse(&text).is_ok(), "{text:.300}");
        parts.push((part.name().expect("UTF-8").into_owned(), text));
    }
    parts
}

#[test]
fn a_workbook_has_both_verdicts_and_the_facts_that_differ() {
    for language in LANGUAGES {
        let bytes = file_in("xlsx", [OLD, NEW], language);
        let words = words(language);
        let rows = rows_of_sheet(&bytes, words.get("diff.sheet.requirements"));
        assert_eq!(rows.len(), 42 + 1);
        let json = json_in([OLD, NEW], language);
        for change in told(&json) {
            let row = rows.iter().find(|row| row[3] == text(&change["requirement"])).expect("a row");
            assert_eq!(row[1], words.named("diff.kind", text(&change["change"])));
            for (cell, side) in [(&row[7], "old"), (&row[8], "new")] {
                assert_eq!(cell, words.named("verdict", text(&change[side]["verdict"])));
            }
        }
        let clauses = rows_of_sheet(&bytes, words.get("diff.sheet.clauses"));
        let urgency = clauses.iter().find(|row| row[3] == "instructions.infringing").expect("a row");
        assert!(urgency[10].starts_with("urgency: ") && urgency[11].starts_with("urgency: "), "{urgency:?}");
        assert!(urgency[10] != urgency[11] && !urgency[4].is_empty() && !urgency[7].is_empty());
    }
    let folder = Folder::new();
    let versions = hostile_versions(&folder);
    let bytes = file_in("xlsx", [&versions[0], &versions[1]], "en");
    assert!(all_parts(&bytes).iter().all(|(_, part)| !part.contains("<f>")), "there are no formulas");
    let rows = rows_of_sheet(&bytes, "Changed clauses");
    let values: Vec<&String> = rows.iter().flat_map(|row| &row[10..]).collect();
    assert!(values.iter().any(|value| value.starts_with("standard: =old|<i>**x** ~~y~~ \\u{202e}")), "{values:?}");
}

#[test]
fn a_memo_says_what_changed_and_what_to_ask() {
    const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let folder = Folder::new();
    let versions = hostile_versions(&folder);
    let versions = [versions[0].as_str(), versions[1].as_str()];
    for (sides, language) in [([OLD, NEW], "nl"), ([OLD, NEW], "en"), (versions, "en")] {
        let parts = all_parts(&file_in("docx", sides, language));
        let (_, document) = parts.iter().find(|(name, _)| name == "word/document.xml").expect("a document");
        let document = roxmltree::Document::parse(document).expect("XML");
        let lines = document.descendants().filter(|node| node.has_tag_name((W, "p"))).map(|paragraph| {
            let texts = paragraph.descendants().filter(|node| node.has_tag_name((W, "t")));
            texts.filter_map(|node| node.text()).collect::<String>()
        });
        let lines: Vec<String> = lines.collect();
        let words = words(language);
        assert_eq!(lines[0], words.get("diff.heading"));
        let json = json_in(sides, language);
        for change in told(&json).iter().filter(|one| one["change"] != "moved") {
            assert!(lines.iter().any(|line| line == text(&change["title"])), "{change}");
        }
        if sides == [OLD, NEW] {
            assert!(lines.contains(&words.get("diff.requests").to_owned()));
        } else {
            let all = lines.join("\n");
            assert!(all.contains("=new|</ins><script>alert(9)</script>") && !all.contains('\u{202e}'));
        }
    }
}

#[test]
fn files_hold_what_standard_output_would() {
    let folder = Folder::new();
    for (ending, format) in
        [("csv", "csv"), ("md", "md"), ("sarif", "sarif"), ("xml", "junit"), ("html", "html"), ("jsonl", "jsonl")]
    {
        let path = folder.path().join(format!("changes.{ending}")).display().to_string();
        let run = art28(&["diff", OLD, NEW, "-o", &path]);
        assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", ""));
        let written = fs::read_to_string(&path).expect("it was written");
        assert_eq!(written, art28(&["diff", OLD, NEW, "--format", format]).out, "{format}");
    }
}
