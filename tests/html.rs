//! Pages: everything the JSON report says, with links that lead somewhere, and nothing that is more than text.
//! What a browser makes of them is tested by `tests/browser/run`.

mod common;

use std::{collections::BTreeSet, fs};

use art28::{language::Language, words::Words};
use common::{Folder, art28};
use serde_json::Value;

const LAI: &str = "tests/agreements/lai-media.yaml";
const HOSTILE: &str = "tests/browser/hostile.yaml";
const DAY: &str = "2026-11-21";

fn html(arguments: &[&str]) -> String {
    art28(&[&["check"], arguments, &["--format", "html", "--date", DAY]].concat()).out
}

/// The values of an attribute, in the order of the page.
fn values<'p>(page: &'p str, attribute: &str) -> Vec<&'p str> {
    let start = format!(" {attribute}=\"");
    page.split(&start).skip(1).map(|rest| rest.split('"').next().expect("it ends")).collect()
}

/// Text as a page shows it, without its tags.
fn text(part: &str) -> String {
    let mut text = String::new();
    for piece in part.split('<') {
        text.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
    }
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#x2f;", "/"), ("&amp;", "&")];
    named.into_iter().fold(text, |text, (name, sign)| text.replace(name, sign))
}

/// The anchors of a page; each must be there once.
fn anchors(page: &str) -> BTreeSet<&str> {
    let ids = values(page, "id");
    let distinct: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), distinct.len(), "an anchor is there twice");
    distinct
}

#[test]
fn a_page_says_what_the_json_report_says() {
    for (lang, extract) in
        [("nl", LAI), ("en", "tests/agreements/visma.yaml"), ("en", "tests/agreements/kvk-api-terms.yaml")]
    {
        let asked = [extract, "-c", "avg-art28", "-c", "scc-2021-915", "--lang", lang];
        let page = html(&asked);
        let json = art28(&[&["check"], &asked[..], &["--format", "json", "--date", DAY]].concat()).out;
        let report: Value = serde_json::from_str(&json).expect("JSON");
        let assessment = &report["assessments"][0];
        let mut rows = page.split("<tr role=\"row\" id=\"").skip(1);
        for finding in assessment["findings"].as_array().expect("findings") {
            let row = rows.next().expect("a row for each finding").split("</tr>").next().expect("it ends");
            let requirement = finding["requirement"].as_str().expect("text");
            let anchor = row.split('"').next().expect("an anchor");
            let foreign = finding["checklist"] != "avg-art28";
            assert_eq!(anchor, if foreign { format!("scc-2021-915.{requirement}") } else { requirement.to_owned() });
            assert_eq!(Some(values(row, "data-verdict")[0]), finding["verdict"].as_str(), "{requirement}");
            assert_eq!(Some(values(row, "data-level")[0]), finding["level"].as_str());
            let shown = text(row);
            let words = ["title", "finding"].map(|key| finding[key].as_str().expect("text"));
            let cites =
                finding["basis"].as_array().expect("a list").iter().map(|basis| basis["cite"].as_str().expect("text"));
            let pointers = ["evidence", "related"].into_iter().flat_map(|key| finding[key].as_array().expect("a list"));
            let pointers = pointers.map(|pointer| pointer["ref"].as_str().expect("text"));
            let notes = finding["notes"].as_array().expect("a list").iter().map(|note| note.as_str().expect("text"));
            for said in words.into_iter().chain(cites).chain(pointers).chain(notes) {
                assert!(shown.contains(said), "{requirement} does not say: {said}");
            }
        }
        assert!(rows.next().is_none());
        assert!(page.contains(assessment["sha256"].as_str().expect("text")));
    }
}

#[test]
fn every_link_leads_somewhere() {
    let house = ["-c", "avg-art28", "-c", "checklists/huisregels.yaml"];
    for page in [html(&[&[LAI], &house[..]].concat()), html(&["tests/agreements", HOSTILE]), html(&[HOSTILE])] {
        let anchors = anchors(&page);
        for link in values(&page, "href") {
            match link.strip_prefix('#') {
                Some(anchor) => assert!(anchors.contains(anchor), "#{anchor} leads nowhere"),
                None => assert!(
                    link.starts_with("https:&#x2f;") || link.starts_with("http:&#x2f;"),
                    "{link} is no address of the web"
                ),
            }
        }
        for label in
            ["aria-labelledby"].into_iter().flat_map(|name| values(&page, name)).flat_map(str::split_whitespace)
        {
            assert!(anchors.contains(label), "{label} labels nothing");
        }
    }
}

#[test]
fn the_same_input_gives_the_same_bytes_in_one_language() {
    let english = Words::of(Language::from_locale("en").expect("a language"));
    let dutch = Words::of(Language::from_locale("nl").expect("a language"));
    for (lang, own, other) in [("en", english, dutch), ("nl", dutch, english)] {
        // The title of the agreement is in its own language.
        let page = html(&["tests/agreements", "--lang", lang]);
        assert_eq!(page, html(&["tests/agreements", "--lang", lang]));
        assert!(page.starts_with(&format!("<!DOCTYPE html>\n<html lang=\"{lang}\">")));
        for key in own.keys().filter(|key| key.starts_with("html.") || key.starts_with("heading.")) {
            let (ours, theirs) = (own.get(key), other.get(key));
            let foreign = theirs != ours && !own.keys().any(|key| own.get(key) == theirs);
            assert!(!foreign || !page.contains(&format!(">{theirs}<")), "{key} is not in {lang}");
        }
        for key in ["html.summary", "html.clauses", "html.request", "html.overview"] {
            assert!(page.contains(own.get(key)), "{key}");
        }
    }
}

#[test]
fn text_stays_text() {
    for page in [html(&[HOSTILE]), html(&[HOSTILE, LAI])] {
        assert_eq!(page.matches("<script").count(), 1, "only the page's own");
        assert_eq!(page.matches("<style").count(), 1);
        for tag in ["<img", "<b>", "<i>", "onload=alert(2)>", "<!--"] {
            assert!(!page.contains(tag), "{tag}");
        }
        assert!(
            !page
                .contains(|c: char| c != '\n' && (c.is_control() || matches!(c, '\u{200b}' | '\u{202e}' | '\u{feff}')))
        );
        assert!(page.contains("\\u{202e}etarotcorp"), "what is hidden is shown");
        assert!(page.contains("{{ 7 * 7 }} {% raw %}"), "nobody's text is a template");
        assert!(!page.contains("href=\"javascript"));
    }
}

#[test]
fn a_page_asks_nothing_of_any_network() {
    let page = html(&["tests/agreements"]);
    for asking in [
        " src=",
        "url(",
        "@import",
        "<link",
        "<iframe",
        "<object",
        "<base",
        " style=",
        "fetch(",
        "http-equiv=\"refresh",
    ] {
        assert!(!page.contains(asking), "{asking}");
    }
    assert!(page.contains("content=\"default-src &#x27;none&#x27;;") && !page.contains("unsafe-"));
}

#[test]
fn a_folder_has_a_page_for_each_agreement_and_an_overview() {
    let folder = Folder::new();
    let target = folder.path().join("pages/");
    let name = target.display().to_string();
    let check =
        |extra: &[&str]| art28(&[&["check", "tests/agreements", HOSTILE, "-o", &name, "--date", DAY], extra].concat());
    let run = check(&[]);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (1, "", ""));
    let mut files: Vec<String> = fs::read_dir(&target)
        .expect("it was made")
        .map(|entry| entry.expect("it can be read").file_name().to_string_lossy().into_owned())
        .collect();
    files.sort();
    let pages = ["hostile", "imakeit", "index", "kvk-api-terms", "lai-media", "smartlockr", "visma"];
    assert_eq!(files, pages.map(|page| format!("{page}.html")));
    assert_eq!(fs::read_dir(folder.path()).expect("it is there").count(), 1, "nothing else is left behind");
    let read = |name: &str| fs::read_to_string(target.join(name)).expect("it is there");
    let index = read("index.html");
    let mut led_to = BTreeSet::new();
    for link in values(&index, "href") {
        let (file, anchor) = link.split_once('#').expect("with an anchor");
        let page = if file.is_empty() { index.clone() } else { read(file) };
        led_to.insert(file.to_owned());
        assert!(anchors(&page).contains(anchor), "{link} leads nowhere");
    }
    assert_eq!(led_to.len(), 7, "six pages and the overview itself");
    assert!(read("lai-media.html").contains("href=\"index.html\""));

    let again = check(&[]);
    assert!(again.code == 2 && again.err.contains("file-exists"), "{}", again.err);
    fs::write(target.join("mine.txt"), "mine").expect("it can be written");
    assert_eq!(check(&["--force"]).code, 1);
    assert_eq!((read("index.html"), read("mine.txt")), (index, "mine".to_owned()));
    assert_eq!(fs::read_dir(folder.path()).expect("it is there").count(), 1);
}

#[test]
fn a_folder_is_not_written_where_nothing_was_judged() {
    let folder = Folder::new();
    let name = folder.path().join("pages").display().to_string() + "/";
    assert_eq!(art28(&["check", "tests/bad/tab.yaml", "-o", &name]).code, 2);
    assert_eq!(fs::read_dir(folder.path()).expect("it is there").count(), 0);
    // One that cannot be judged is named in the overview.
    assert_eq!(art28(&["check", LAI, "tests/bad/tab.yaml", "-o", &name]).code, 2);
    let index = fs::read_to_string(folder.path().join("pages/index.html")).expect("it was written");
    assert!(text(&index).contains("Not judged: tests/bad/tab.yaml"));
}
