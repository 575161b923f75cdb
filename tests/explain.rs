//! `art28 explain` and `art28 list` as a user sees them, and conditions in words.

mod common;

use std::collections::{BTreeMap, BTreeSet};

use art28::{
    checklist::{Loaded, Request, embedded, load},
    explain::{condition, given},
    language::Language,
    vocabulary::FactKind,
    words::Words,
};
use common::{Folder, art28, program, run};
use insta::assert_snapshot;

const OVERLAY: &str = "\
checklist: huisregels
extends: avg-art28
version: \"3\"
title: {nl: Huisregels, en: House rules}
parameters:
  breach-deadline: {default: 24 hours, reason: \"Ons protocol\\e[31m vraagt een dag.\"}
omit:
  - {requirement: precedence, reason: Staat in de inkoopvoorwaarden.}
requirements:
  breach-deadline: {level: policy, reason: Het is een eigen termijn., remedy: \"Vraag {$breach-deadline}.\"}
areas:
  - id: breach
    requirements:
      - id: ticket
        title: {nl: Ticketnummer, en: Ticket number}
        level: policy
        topics: [breach.notification]
        verdicts:
          - {verdict: met, when: {has: breach.content}, finding: Er is inhoud.}
        otherwise: {finding: Niets.}
        remedy: Vraag erom.
";

/// A checklist whose rows use every form of condition and matcher.
const FORMS: &str = "\
checklist: forms
version: \"1\"
title: Forms
topics:
  own.topic:
    label: Eigen onderwerp
    when: iets zo is
    facts:
      count: {type: number, label: het aantal}
      amount: {type: money, label: het bedrag}
      code: {type: text, label: de code}
parameters:
  limit: {type: number, default: 2.5, label: Grens}
areas:
  - id: forms
    title: Forms
    requirements:
      - id: every-form
        title: Every form
        level: law
        basis: [avg/28/3/h]
        topics: [own.topic]
        verdicts:
ROWS
        otherwise: {finding: Nothing.}
        remedy: Ask.
";

/// A row for each form.
const ROWS: &[&str] = &[
    "{has: audit.right}",
    "{lacks: own.topic}",
    "{every: audit.costs}",
    "{not: {has: breach.content}}",
    "{not: {lacks: breach.mitigation}}",
    "{every: audit.costs, where: {payer: controller}}",
    "{every: audit.costs, where: {payer: {known: false}}}",
    "{lacks: audit.costs, where: {payer: {known: false}}}",
    "{lacks: audit.costs, where: {payer: {known: true}}}",
    "{lacks: audit.information, where: {scope: security-only, commitment: firm}}",
    "{every: audit.information, where: {scope: {not: security-only}, commitment: {known: true}}}",
    "{has: audit.information, where: {scope: [security-only, report-only]}}",
    "{has: audit.information, where: {commitment: {not: [firm, best-efforts]}}}",
    "{has: termination.confirmation, where: {on-request: true}}",
    "{has: termination.confirmation, where: {on-request: {not: true}}}",
    "{has: termination.confirmation, where: {on-request: {known: false}}}",
    "{lacks: termination.confirmation, where: {on-request: true}}",
    "{lacks: termination.confirmation, where: {on-request: false}}",
    "{lacks: termination.confirmation, where: {on-request: {known: false}}}",
    "{every: termination.confirmation, where: {on-request: true}}",
    "{every: termination.confirmation, where: {on-request: false}}",
    "{every: termination.confirmation, where: {on-request: {known: false}}}",
    "{not: {every: termination.confirmation, where: {on-request: true}}}",
    "{not: {every: termination.confirmation, where: {on-request: false}}}",
    "{not: {every: termination.confirmation, where: {on-request: {known: false}}}}",
    "{not: {every: audit.costs, where: {payer: controller}}}",
    "{not: {every: audit.costs, where: {payer: {known: false}}}}",
    "{not: {every: audit.costs}}",
    "{lacks: audit.costs, where: {payer: {not: [controller, processor]}}}",
    "{has: audit.costs, where: {payer: {known: false}}}",
    "{has: transfers.safeguards, where: {grounds: {known: true, not: {includes-any: [none, consent]}}}}",
    "{has: processing.data-types, where: {listing: annex, at-hand: false}}",
    "{has: own.topic, where: {count: {at-most: $limit}}}",
    "{has: own.topic, where: {count: {not: {at-most: $limit}, at-most: 7}}}",
    "{has: own.topic, where: {amount: {at-least: 500000 EUR}}}",
    "{has: own.topic, where: {amount: {not: {at-least: 20.50 EUR}}}}",
    "{has: own.topic, where: {code: [A, B], count: {known: false}}}",
    "{has: audit.right, where: {limits: {includes: [notice]}}}",
    "{has: audit.right, where: {limits: {includes: [notice, frequency]}}}",
    "{has: audit.right, where: {limits: {includes-any: [notice, frequency]}}}",
    "{has: audit.right, where: {limits: {includes-some: {at-least: 2, of: [notice, frequency, office-hours]}}}}",
    "{has: audit.right, where: {limits: {not: {includes: [confidentiality]}}}}",
    "{has: audit.right, where: {limits: {not: {includes: [confidentiality, notice]}}}}",
    "{has: audit.right, where: {limits: {not: {includes-any: [confidentiality, notice]}}}}",
    "{has: audit.right, where: {limits: {not: {includes-some: {at-least: 2, of: [confidentiality, notice]}}}}}",
    "{has: audit.right, where: {limits: {includes: [notice], not: {includes-any: [frequency]}}}}",
    "{has: audit.right, where: {limits: {not: {includes: [notice], not: {includes: [frequency]}}}}}",
    "{not: {every: audit.right, where: {limits: {known: true}}}}",
    "{not: {every: audit.right, where: {limits: {known: true}, restrictions: {known: false}}}}",
    "{not: {not: {has: contract.records}}}",
    "{all: [{any: [{has: breach.content}, {all: [{has: audit.right}, {lacks: audit.costs}]}]}, {agreement: \
         {relationship: [unclear, joint-controllers]}}]}",
    "{all: [{has: breach.content}, {agreement: {language: nl, date: {known: false}}}]}",
    "{all: [{has: audit.costs}, {not: {any: [{has: breach.content}, {has: audit.right}]}}]}",
    "{all: [{has: audit.costs}, {not: {all: [{has: breach.content}, {has: audit.right}]}}]}",
];

fn forms() -> String {
    // Each row stands alone in a requirement, so that none is covered by another one.
    let (head, rest) = FORMS.split_once("      - id: every-form").expect("it is there");
    let requirement = |(index, row): (usize, &&str)| {
        let row = format!("          - {{verdict: met, when: {row}, finding: Found.}}");
        format!("      - id: form-{}{}", index + 1, rest.replace("ROWS", &row))
    };
    format!("{head}{}", ROWS.iter().enumerate().map(requirement).collect::<String>())
}

fn explain(id: &str, language: &str) -> String {
    let run = art28(&["explain", id, "--lang", language]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{id}");
    run.out
}

fn built_in() -> Loaded {
    let names: Vec<String> = embedded::names().map(str::to_owned).collect();
    load(&Request { checklists: &names, ..Request::default() }).expect("the built-in checklists are valid")
}

#[test]
fn a_requirement_in_dutch() {
    assert_snapshot!(explain("deletion-term", "nl"));
}

#[test]
fn a_requirement_in_english_beside_a_parameter_of_the_same_name() {
    assert_snapshot!(explain("breach-deadline", "en"));
}

#[test]
fn a_topic() {
    assert_snapshot!(explain("breach.notification", "nl"));
}

#[test]
fn a_provision_with_what_rests_on_its_parts_and_on_its_whole() {
    let said = explain("avg/28/3/h", "en");
    assert_snapshot!(said);
    for cited in [
        "28(3)(h)",
        "art. 28 lid 3 onder h",
        "Art. 28(3)(h) GDPR",
        "art. 28 lid 3 onder h AVG",
        "artikel 28 lid 3 onder h",
    ] {
        assert_eq!(explain(cited, "en"), said, "{cited}");
    }
    assert!(explain("avg/28", "nl").contains("audit-right"), "a part of a provision rests on it too");
    assert_eq!(art28(&["explain", "283h"]).code, 2, "no guesses");
}

#[test]
fn an_annex_is_where_its_act_is() {
    let folder = Folder::new();
    let explain = |address: &str| {
        let mut own = common::own_checklist();
        own["acts"]["wbp"]["address"] = address.into();
        let own = folder.write("own.yaml", own.to_string());
        let run = art28(&["explain", "wbp/annex-ii", "-c", &own]);
        run.out + &run.err
    };
    for (address, act) in [
        ("https://law.example/{article}", "https://law.example\n"),
        ("http://law.example/a/art_{article}/oj", "http://law.example/a\n"),
        ("https://law.example/a?of=x&article={article}", "https://law.example/a?of=x\n"),
        ("https://law.example/a#{article}", "https://law.example/a\n"),
        ("https://law.example/a", "https://law.example/a\n"),
    ] {
        assert!(explain(address).contains(&format!("Text: {act}")), "{address}: {}", explain(address));
    }
    for address in ["ftp://law.example", "law.example", "https://{article}.example", "https://law.example/\u{e9} 1"] {
        let said = explain(address);
        assert!(said.contains("wrong-form") && said.contains("a web address"), "{said}");
    }
}

#[test]
fn a_checklist() {
    assert_snapshot!(explain("avg-art28", "nl"));
}

#[test]
fn an_area() {
    assert_snapshot!(explain("breach", "en"));
}

#[test]
fn what_an_overlay_changed() {
    let folder = Folder::new();
    folder.write("huis.yaml", OVERLAY);
    let explain = |id: &str| {
        let run = run(program().args(["explain", id, "-c", "huis.yaml", "--lang", "nl"]).current_dir(folder.path()));
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        run.out
    };
    let changed = explain("breach-deadline");
    assert!(!changed.contains('\u{1b}'), "a checklist cannot command the terminal");
    let changed = format!("{}\n[…]\n{}", before(&changed, "Wat gevraagd"), after(&changed, "Wat u de"));
    assert_snapshot!([changed, explain("precedence"), explain("ticket"), explain("huisregels")].join("\n-----\n"));
}

fn before<'t>(text: &'t str, mark: &str) -> &'t str {
    text.split_once(mark).expect("it is there").0
}

fn after<'t>(text: &'t str, mark: &str) -> &'t str {
    &text[text.find(mark).expect("it is there")..]
}

#[test]
fn unknown_names_suggest_the_nearest() {
    let said = ["breach-dedline", "breach.notifcation", "avg/28/0", "zzz"].map(|id| art28(&["explain", id]));
    assert!(said.iter().all(|run| run.code == 2 && run.out.is_empty()));
    assert_snapshot!(said.map(|run| run.err).concat());
}

#[test]
fn names_of_other_checklists_are_found_where_these_are_given() {
    let folder = Folder::new();
    let own = folder.write("forms.yaml", forms());
    assert_eq!(art28(&["explain", "form-1"]).code, 2);
    assert_eq!(art28(&["explain", "form-1", "-c", &own]).code, 0);
    assert_eq!(art28(&["explain", "audit-right", "-c", &own]).code, 2);
    let both = art28(&["explain", "own.topic", "-c", &own, "-c", "avg-art28"]).out;
    assert!(both.contains("Requirements of forms") && both.contains("Requirements of avg-art28"), "{both}");
    let set = art28(&["explain", "breach-deadline", "--set", "breach-deadline=1 week", "--lang", "nl"]).out;
    assert!(set.contains("ten hoogste 1 week (breach-deadline)"), "{set}");
}

#[test]
fn every_form_of_a_condition_has_words() {
    let folder = Folder::new();
    let own = folder.write("forms.yaml", forms());
    let loaded = load(&Request { checklists: &[own], ..Request::default() }).unwrap_or_else(|problems| {
        panic!("{:?}", problems.iter().map(|problem| (problem.code(), problem.position())).collect::<Vec<_>>())
    });
    for language in Language::all() {
        let words = Words::of(language);
        let rows = loaded.checklists[0].requirements().flat_map(|(_, requirement)| &requirement.rows);
        let said = rows.map(|row| {
            let lines = condition(&row.when, &loaded.vocabulary, words).lines();
            lines.into_iter().map(|(depth, line)| format!("{}{line}\n", "    ".repeat(depth))).collect::<String>()
        });
        insta::with_settings!({snapshot_suffix => language.code()}, {
            assert_snapshot!(said.collect::<String>());
        });
    }
}

#[test]
fn every_row_of_every_built_in_requirement_has_words_of_its_own() {
    let loaded = built_in();
    let mut names: BTreeSet<String> = BTreeSet::new();
    for topic in loaded.vocabulary.topics() {
        names.insert(topic.name.clone());
        for fact in &topic.facts {
            let choices = if let FactKind::Choice(choices) | FactKind::Choices(choices) = &fact.kind {
                &choices[..]
            } else {
                &[]
            };
            names.extend([&fact.name].into_iter().chain(choices.iter().map(|choice| &choice.name)).cloned());
        }
    }
    // Only names that no label uses as a word are told apart from words.
    let mut labels = String::new();
    for topic in loaded.vocabulary.topics() {
        labels.extend(
            topic.facts.iter().map(|fact| format!("{fact:?}").replace(&format!("name: \"{}\"", fact.name), "")),
        );
    }
    names.retain(|name| name.contains(['-', '.']) && !labels.contains(&format!("{name} ")));
    assert!(names.len() > 100, "{names:?}");
    for words in Language::all().map(Words::of) {
        for (_, requirement) in loaded.checklists.iter().flat_map(art28::checklist::Checklist::requirements) {
            let mut said: BTreeMap<String, usize> = BTreeMap::new();
            for (index, row) in requirement.rows.iter().enumerate() {
                let lines = condition(&row.when, &loaded.vocabulary, words).lines();
                let text = lines.iter().map(|(_, line)| line.as_str()).collect::<Vec<_>>().join("\n");
                let raw = |key: &&str| text.contains(&format!("{key}."));
                assert!(!text.contains(['{', '}', '$']), "{}: {text}", requirement.id);
                assert!(!["condition", "match", "fact", "agreement"].iter().any(raw), "{text}");
                let found = text.split([' ', '\n', '“', '”', ':', ',']).find(|word| names.contains(*word));
                assert_eq!(found, None, "{}: {text}", requirement.id);
                assert!(text.ends_with('.') || lines.len() > 1, "{text}");
                assert_eq!(
                    said.insert(text.clone(), index),
                    None,
                    "{}: two rows read the same: {text}",
                    requirement.id
                );
            }
            for example in &requirement.examples {
                assert!(example.given.iter().all(|one| !given(one, &loaded.vocabulary, words).contains('{')));
            }
        }
    }
}

#[test]
fn every_built_in_name_is_explained_without_open_places_on_pages_of_any_width() {
    let loaded = built_in();
    for (language, width) in [("nl", 50_usize), ("en", 80), ("nl", 140)] {
        for id in art28::explain::names(&loaded) {
            let words = Words::of(Language::all().find(|known| known.code() == language).expect("it is known"));
            let page = art28::report::Page { width, colour: false };
            let text = art28::explain::explain(id, &loaded, &page, words).expect("it is known");
            assert!(!text.contains(['{', '}']), "{id}: {text}");
            for line in text.lines().filter(|line| !line.contains("http")) {
                assert!(line.chars().count() <= width, "{id}, {width} columns: {line}");
            }
        }
    }
}

#[test]
fn lists_are_one_line_each_with_the_name_first_where_a_program_reads_them() {
    let list = |arguments: &[&str]| run(program().arg("list").args(arguments).env_remove("COLUMNS")).out;
    assert_eq!(
        list(&[]),
        "avg-art28     2026.11  42 requirements  Article 28 GDPR\n\
         scc-2021-915  2026.11  45 requirements  Standard contractual clauses 2021/915\n"
    );
    assert_eq!(list(&["requirements"]).lines().count(), 42 + 45);
    assert_eq!(list(&["topics"]).lines().count(), 48 + 25);
    assert_snapshot!(
        [
            &["--area", "breach"][..],
            &["requirements", "--level", "policy"],
            &["--level", "guidance", "--topic", "breach"],
            &["--topic", "breach.content", "--basis", "avg/33"],
            &["--text", "Audit"],
            &["--basis", "artikel 28 lid 3 onder h AVG"],
            &["topics", "--text", "breach", "--lang", "nl"],
            &["checklists", "--text", "zzz"],
        ]
        .map(|arguments| format!("$ art28 list {}\n{}", arguments.join(" "), list(arguments)))
        .join("\n")
    );
}

#[test]
fn lists_fit_the_page_of_a_reader() {
    let list = |width: &str, arguments: &[&str]| run(program().arg("list").args(arguments).env("COLUMNS", width)).out;
    let pages = ["50", "80", "140"].map(|width| {
        let text = list(width, &["--area", "transfers", "--lang", "nl"]);
        assert!(text.lines().all(|line| line.chars().count() <= width.parse().expect("a number")), "{text}");
        format!("{width} columns\n{text}")
    });
    assert_snapshot!(pages.join("\n"));
    assert_eq!(list("80", &["topics", "--text", "zzz"]), "none\n");
}

#[test]
fn filters_that_choose_nothing_that_exists_are_problems() {
    let tries: [&[&str]; 7] = [
        &["--area", "breech"],
        &["--topic", "breach.contnt"],
        &["--basis", "28/99"],
        &["--basis", "avg/133"],
        &["topics", "--level", "law"],
        &["checklists", "--area", "breach"],
        &["--area", "x", "--topic", "zzz"],
    ];
    let said = tries.map(|arguments| {
        let run = run(program().arg("list").args(arguments));
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}");
        run.err
    });
    assert_snapshot!(said.concat());
}
