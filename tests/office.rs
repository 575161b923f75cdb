//! Letters and workbooks, read back with other libraries than those that wrote them.

mod common;

use std::{
    collections::BTreeMap,
    fs,
    io::{Cursor, Read},
};

use calamine::{Data, DataType, Reader, Xlsx};
use common::{Folder, art28, extract};
use roxmltree::Document;
use serde_json::Value;

const LAI: &str = "tests/agreements/lai-media.yaml";
const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The parts of an archive by their names.
type Parts = BTreeMap<String, String>;

fn parts(bytes: &[u8]) -> Parts {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut parts = Parts::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("it is there");
        let mut text = String::new();
        part.read_to_string(&mut text).expect("UTF-8");
        parts.insert(part.name().expect("UTF-8").into_owned(), text);
    }
    for (name, text) in &parts {
        assert!(Document::parse(text).is_ok(), "{name} is no XML: {:?}", Document::parse(text).err());
    }
    parts
}

/// What `check` writes into a file of this name, and what it judged as data.
fn checked(name: &str, arguments: &[&str]) -> (Vec<u8>, Value) {
    let folder = Folder::new();
    let path = folder.path().join(name).display().to_string();
    let run = art28(&[&["check", "-o", &path, "--format", "json"], arguments].concat());
    assert!(run.err.is_empty(), "{}", run.err);
    (fs::read(path).expect("it was written"), serde_json::from_str(&run.out).expect("JSON"))
}

fn findings(report: &Value) -> Vec<&Value> {
    let assessments = report["assessments"].as_array().expect("assessments").iter();
    assessments.flat_map(|one| one["findings"].as_array().expect("findings")).collect()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().expect("text")
}

/// The rows of a sheet as texts; days as Excel counts them.
fn rows(bytes: &[u8], sheet: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let range = book.worksheet_range(sheet).expect("it is there");
    let text = |cell: &Data| match cell {
        Data::DateTime(day) => day.as_f64().to_string(),
        cell => cell.as_string().unwrap_or_default(),
    };
    range.rows().map(|row| row.iter().map(text).collect()).collect()
}

/// The words of a language under a key.
fn word(language: &str, key: &str) -> String {
    let language = art28::language::Language::from_locale(language).expect("it is known");
    art28::words::Words::of(language).get(key).to_owned()
}

/// The text of a letter, a line a paragraph.
fn letter(parts: &Parts) -> String {
    let document = Document::parse(&parts["word/document.xml"]).expect("XML");
    let paragraphs = document.descendants().filter(|node| node.has_tag_name((W, "p")));
    let lines = paragraphs.map(|paragraph| {
        let texts = paragraph.descendants().filter(|node| node.has_tag_name((W, "t")));
        texts.filter_map(|node| node.text()).collect::<String>()
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_workbook_has_every_requirement_with_its_verdict_and_level_in_both_languages() {
    for language in ["nl", "en"] {
        let (bytes, report) = checked("gaps.xlsx", &[LAI, "tests/agreements/visma.yaml", "--lang", language]);
        let rows = rows(&bytes, &word(language, "sheet.findings"));
        let findings = findings(&report);
        assert_eq!(rows.len(), 1 + findings.len());
        assert_eq!(rows[0][5], word(language, "heading.verdict"));
        for (row, finding) in rows[1..].iter().zip(&findings) {
            let verdict = word(language, &format!("verdict.{}", text(finding, "verdict")));
            let level = word(language, &format!("level.{}", text(finding, "level")));
            let expected =
                [text(finding, "checklist"), text(finding, "requirement"), text(finding, "title"), &verdict, &level];
            assert_eq!([&row[1], &row[3], &row[4], &row[5], &row[6]], expected);
            assert_eq!(row[9], text(finding, "finding"));
            let gap = !["met", "not-applicable"].contains(&text(finding, "verdict"));
            assert_eq!(row[12], if gap { text(finding, "remedy") } else { "" });
            assert!(row[13..].iter().all(String::is_empty), "left to fill in");
        }
    }
}

#[test]
fn a_workbook_can_be_filtered_filled_in_printed_and_walked_through() {
    let (bytes, report) = checked("gaps.xlsx", &["tests/agreements", "--lang", "nl"]);
    let parts = parts(&bytes);
    let sheet = &parts["xl/worksheets/sheet1.xml"];
    let last = findings(&report).len() + 1;
    for piece in [
        r#"state="frozen""#,
        &format!(r#"<autoFilter ref="A1:Q{last}"/>"#),
        r#"orientation="landscape""#,
        r#"paperSize="9""#,
        r#"fitToHeight="0""#,
        r#"<dataValidation type="list""#,
        &format!(r#"sqref="Q2:Q{last}""#),
        r#"<dataValidation type="date""#,
        &format!(r#"sqref="P2:P{last}""#),
        &format!("\"{},{},", word("nl", "status.open"), word("nl", "status.sent")),
    ] {
        assert!(sheet.contains(piece), "{piece} is not in the sheet");
    }
    assert!(parts["xl/workbook.xml"].contains("_xlnm.Print_Titles"), "the header is printed on each page");
    let links = &parts["xl/worksheets/_rels/sheet1.xml.rels"];
    assert!(links.contains("http://data.europa.eu/eli/reg/2016/679/art_28/oj"), "{links:.500}");
    assert!(sheet.contains("location=\"'Bepalingen'!A"), "findings lead to clauses");
    assert!(parts["xl/worksheets/sheet2.xml"].contains("location=\"'Bevindingen'!A"), "and back");
    assert!(parts.values().all(|part| !part.contains("<f>")), "there are no formulas");
    let matrix = rows(&bytes, "Matrix");
    let totals = |row: &[String]| row[1..7].iter().map(|count| count.parse().expect("a number")).collect::<Vec<u32>>();
    let agreements: Vec<Vec<u32>> = matrix[2..7].iter().map(|row| totals(row)).collect();
    assert!(agreements.is_sorted_by(|one, next| one >= next), "the worst comes first: {agreements:?}");
    assert!(agreements.iter().all(|counts| counts.iter().sum::<u32>() == 42));
    assert!(parts["xl/worksheets/sheet3.xml"].contains("location=\"'Bevindingen'!A44\""));
}

#[test]
fn clauses_stand_in_a_workbook_with_what_was_annotated() {
    let (bytes, _) = checked("gaps.xlsx", &[LAI, "--lang", "en"]);
    let rows = rows(&bytes, "Clauses");
    let row = rows.iter().find(|row| row[1] == "Bijlage 1, art. 6 lid 1").expect("the clause is there");
    assert!(row[6].starts_with("Breach notification ("), "{}", row[6]);
    let source = fs::read_to_string(common::root().join(LAI)).expect("it is there");
    let line = source.lines().nth(row[4].parse::<usize>().expect("a line") - 1).expect("it is there");
    assert!(line.contains("Bijlage 1, art. 6 lid 1"), "{line}");
}

#[test]
fn a_letter_has_every_requirement_and_each_gap_its_request_in_both_languages() {
    for (language, code) in [("nl", "nl-NL"), ("en", "en-GB")] {
        let (bytes, report) = checked("brief.docx", &[LAI, "--lang", language]);
        let parts = parts(&bytes);
        let text_of = letter(&parts);
        assert!(parts["word/styles.xml"].contains(&format!(r#"<w:lang w:val="{code}""#)));
        let document = Document::parse(&parts["word/document.xml"]).expect("XML");
        let rows: Vec<String> = document
            .descendants()
            .filter(|node| node.has_tag_name((W, "tr")))
            .map(|row| row.descendants().filter_map(|node| node.text()).collect::<Vec<_>>().join("\n"))
            .collect();
        for finding in findings(&report) {
            let (title, words) = (text(finding, "title"), text(finding, "finding"));
            let row = rows.iter().find(|row| row.contains(title) && row.contains(words));
            let row = row.unwrap_or_else(|| panic!("no row has {title}"));
            let verdict = word(language, &format!("verdict.{}", text(finding, "verdict")));
            assert!(row.contains(&format!(" {verdict}")), "{title} is not {verdict}:\n{row}");
            assert!(row.ends_with(&word(language, &format!("level.{}", text(finding, "level")))), "{row}");
            let searched = finding["searched"].as_array().is_some_and(|topics| !topics.is_empty());
            assert_eq!(row.contains(&word(language, "html.searched")), searched, "{title} says what was searched");
            for pointer in ["evidence", "related"].iter().filter_map(|key| finding[*key].as_array()).flatten() {
                assert!(row.contains(text(pointer, "ref")), "{title} points to {pointer}");
            }
            let gap = !["met", "not-applicable"].contains(&text(finding, "verdict"));
            assert_eq!(text_of.contains(text(finding, "remedy")), gap, "{title}");
        }
        let sum = text(&report["checklists"][0], "sha256");
        assert!(text_of.contains(sum) && text_of.contains(&format!("SHA-256 {}", &sum[..12])));
        assert!(text_of.contains(text(&report["assessments"][0], "sha256")));
        assert!(!text_of.contains(&format!("\n{}\n", word(language, "office.date"))), "no day plays a part");
    }
}

#[test]
fn a_letter_repeats_its_header_rows_and_its_links_lead_somewhere() {
    let (bytes, _) = checked("brief.docx", &["tests/agreements", "-c", "checklists/huisregels.yaml"]);
    let parts = parts(&bytes);
    let document = Document::parse(&parts["word/document.xml"]).expect("XML");
    let tables = document.descendants().filter(|node| node.has_tag_name((W, "tbl")));
    let findings =
        tables.filter(|table| table.descendants().any(|node| node.attribute((W, "val")) == Some("Findings")));
    for table in findings {
        assert_eq!(table.descendants().filter(|node| node.has_tag_name((W, "tblHeader"))).count(), 1);
    }
    let relations = &parts["word/_rels/document.xml.rels"];
    let mut names = Vec::new();
    let mut ids = Vec::new();
    for mark in document.descendants().filter(|node| node.has_tag_name((W, "bookmarkStart"))) {
        names.extend(mark.attribute((W, "name")));
        ids.extend(mark.attribute((W, "id")));
    }
    assert!(names.contains(&"breach_deadline"), "a requirement's name is its anchor");
    assert!(names.iter().all(|name| name.len() <= 40));
    for link in document.descendants().filter(|node| node.has_tag_name((W, "hyperlink"))) {
        let number = link.attributes().find(|attribute| attribute.name() == "id").map(|id| id.value());
        match (number, link.attribute((W, "anchor"))) {
            (Some(id), None) => assert!(relations.contains(&format!("Id=\"{id}\"")), "{id}"),
            (None, Some(anchor)) => assert!(names.contains(&anchor), "{anchor}"),
            other => panic!("a link to {other:?}"),
        }
    }
    let count = names.len();
    for list in [&mut names, &mut ids] {
        list.sort_unstable();
        list.dedup();
        assert_eq!(list.len(), count, "each bookmark is the only one of its name and number");
    }
    let text = letter(&parts);
    assert!(
        text.contains("Reason: Wij willen de gevolgen voor betrokkenen snel kunnen beperken."),
        "what overlays changed, and why"
    );
}

#[test]
fn waivers_and_proposed_annotations_are_marked() {
    let clauses = "  - ref: \"art. 7\"\n    summary: A notice.\n    annotations:\n      - {topic: breach.notification, review: proposed, \
                   facts: {deadline: 96 hours, commitment: firm}}\nwaivers:\n  - {requirement: breach-notification, reason: =Soon, by: J. Jansen, until: \
                   2027-06-30}\n";
    let folder = Folder::new();
    let path = folder.write("extract.yaml", extract(clauses));
    let arguments = [path.as_str(), "--date", "2026-11-21"];
    let (bytes, _) = checked("gaps.xlsx", &arguments);
    let rows = rows(&bytes, "Findings");
    let row = rows.iter().find(|row| row[3] == "breach-notification").expect("it is there");
    assert_eq!(row[7], "46568", "30 June 2027 as a date, to sort and filter by");
    assert!(row[10].contains("Rests only on") && row[10].contains("Accepted until 30 June 2027 by J. Jansen: =Soon"));
    let (bytes, _) = checked("brief.docx", &arguments);
    let text = letter(&parts(&bytes));
    for piece in ["\n21 November 2026\n", "\naccepted until 30 June 2027\n", "\nproposed\n", "by J. Jansen: =Soon"] {
        assert!(text.contains(piece), "{piece:?} is not in {text}");
    }
}

#[test]
fn what_the_processor_should_not_see_stands_behind_the_letter() {
    let lai = fs::read_to_string(common::root().join(LAI)).expect("it is there");
    let waiver = "waivers:\n  - {requirement: breach-deadline, reason: Soon, by: J. Jansen, until: 2027-06-30}\n";
    let folder = Folder::new();
    let path = folder.write("extract.yaml", lai + waiver);
    let (bytes, report) = checked("brief.docx", &[&path, "--date", "2026-11-21", "-c", "checklists/huisregels.yaml"]);
    let text_of = letter(&parts(&bytes));
    let (sent, kept) = text_of.split_once(&format!("\n{}\n", word("en", "office.own-file"))).expect("both parts");
    let pointers = findings(&report).into_iter().flat_map(|finding| {
        let pointers = |key: &str| finding[key].as_array().expect("pointers").clone();
        [pointers("evidence"), pointers("related")].concat()
    });
    let notes: Vec<String> = pointers.filter_map(|pointer| Some(pointer["note"].as_str()?.to_owned())).collect();
    assert!(notes.len() > 10);
    for secret in notes.iter().map(String::as_str).chain(["J. Jansen", "SHA-256", "extract.yaml", "accepted"]) {
        assert!(!sent.contains(secret), "the letter says {secret}");
        assert!(kept.contains(secret), "the file does not say {secret}");
    }
    let accepted =
        findings(&report).into_iter().find(|one| one["requirement"] == "breach-deadline").expect("it is asked");
    for key in ["title", "finding", "remedy"] {
        assert!(!sent.contains(text(accepted, key)), "the letter asks for what was accepted");
        assert!(kept.contains(text(accepted, key)));
    }
    assert!(kept.contains("\nhuisregels: changed from avg-art28 2026.11\n"));
}

#[test]
fn where_a_checklist_does_not_apply_nobody_says_that_nothing_was_found() {
    let extract = "tests/agreements/kvk-api-terms.yaml";
    let (bytes, _) = checked("brief.docx", &[extract, "--lang", "en"]);
    let docx = letter(&parts(&bytes));
    assert!(!docx.contains(&word("en", "office.gaps")) && docx.contains("Article 28 GDPR"));
    let (bytes, _) = checked("gaps.xlsx", &[extract, "--lang", "en"]);
    let xlsx = rows(&bytes, "Findings").concat().join("\n");
    let [md, table] =
        ["md", "table"].map(|form| art28(&["check", extract, "--all", "--lang", "en", "--format", form]).out);
    for said in [docx, xlsx, md, table] {
        assert!(!said.contains(&word("en", "nothing-found")), "{said}");
    }
}

/// An extract full of what no cell and no paragraph may obey.
fn hostile() -> String {
    let texts = [
        "=HYPERLINK(\\\"http://evil.example\\\",\\\"x\\\")",
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "\\t=1+1",
        "\\r=1+1",
        "_x000D_ <w:p> & ]]> \\\" '",
        "\\u0007\\u001b[31m\\uFFFE\\uFFFF",
        "\\u202Eevil\\u2066",
        &"very-long ".repeat(4_000),
        &"W".repeat(40_000),
    ];
    let clauses = texts.iter().enumerate().map(|(number, text)| {
        let annotation = format!("{{topic: breach.notification, note: \"{text}\"}}");
        format!("  - {{ref: \"=art. {number}\", page: 1, text: \"{text}\", annotations: [{annotation}]}}\n")
    });
    let clauses: String = clauses.collect();
    extract(&clauses).replace("processor: Vendor", "processor: \"=cmd|' /C calc'!A0 <b>\"")
}

#[test]
fn a_hostile_extract_stays_text_and_the_same_bytes_come_twice() {
    let folder = Folder::new();
    let path = folder.write("hostile.yaml", hostile());
    let (bytes, _) = checked("gaps.xlsx", &[&path]);
    assert!(bytes == checked("gaps.xlsx", &[&path]).0, "the same bytes");
    let book = parts(&bytes);
    assert!(book.values().all(|part| !part.contains("<f>")), "there are no formulas");
    let clauses = rows(&bytes, "Clauses");
    let texts: Vec<&str> = clauses[1..].iter().map(|row| row[5].as_str()).collect();
    assert_eq!(texts[0], "=HYPERLINK(\"http://evil.example\",\"x\")");
    assert_eq!(texts[6], "_x000D_ <w:p> & ]]> \" '");
    assert!(texts[7].starts_with("\\u{7}\\u{1b}[31m"), "{:?}", texts[7]);
    assert_eq!(texts[8], "\\u{202e}evil\\u{2066}");
    assert!(texts[10].ends_with("[cut off: a cell holds no more]") && texts[10].len() > 32_000);
    let all = book.values().flat_map(|part| part.chars());
    assert!(all.clone().all(|c| c == '\n' || c == '\r' || !c.is_control()) && all.clone().all(|c| c != '\u{202e}'));

    let (bytes, _) = checked("brief.docx", &[&path]);
    assert!(bytes == checked("brief.docx", &[&path]).0, "the same bytes");
    let text = letter(&parts(&bytes));
    assert!(text.contains("=cmd|' /C calc'!A0 <b>") && !text.contains('\u{202e}') && text.contains("\\u{202e}evil"));
}
