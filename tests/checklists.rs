//! The built-in checklists do what their examples say, and what `requirements.yaml` asks is there.

use art28::{
    assess::assess_example,
    assessment::Ground,
    checklist::{Request, Requirement, embedded, load},
    language::Language,
    vocabulary::Vocabulary,
};

fn each_requirement(mut visit: impl FnMut(&Requirement, &Vocabulary)) {
    let names: Vec<String> = embedded::CHECKLISTS.iter().map(|(name, _)| (*name).to_owned()).collect();
    let loaded =
        load(&Request { checklists: &names, ..Request::default() }).expect("the built-in checklists are valid");
    for checklist in &loaded.checklists {
        for (_, requirement) in checklist.requirements() {
            visit(requirement, &loaded.vocabulary);
        }
    }
}

#[test]
fn every_example_gets_its_verdict() {
    let mut wrong = Vec::new();
    each_requirement(|requirement, vocabulary| {
        for example in &requirement.examples {
            let (verdict, ground) = assess_example(requirement, example, vocabulary);
            if verdict != example.expect {
                let (id, name, expect) = (&requirement.id, &example.name, example.expect);
                wrong.push(format!("{id}, \"{name}\": {verdict} instead of {expect}, by {ground:?}"));
            }
        }
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_verdict_row_is_reached_by_an_example() {
    let mut unreached = Vec::new();
    each_requirement(|requirement, vocabulary| {
        let grounds: Vec<Ground> =
            requirement.examples.iter().map(|example| assess_example(requirement, example, vocabulary).1).collect();
        for (index, row) in requirement.rows.iter().enumerate() {
            if !grounds.contains(&Ground::Row(index)) {
                unreached.push(format!("{}, row {} ({})", requirement.id, index + 1, row.verdict));
            }
        }
    });
    assert!(unreached.is_empty(), "{}", unreached.join("\n"));
}

#[test]
fn names_of_examples_and_titles_are_unique() {
    let mut titles = std::collections::BTreeSet::new();
    each_requirement(|requirement, _| {
        for (language, title) in requirement.title.translations() {
            assert!(titles.insert((language, title.to_owned())), "two requirements are called \"{title}\"");
        }
        let mut names: Vec<&str> = requirement.examples.iter().map(|example| example.name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), requirement.examples.len(), "{}: two examples have the same name", requirement.id);
    });
}

#[test]
fn texts_are_whole_sentences_in_every_language() {
    each_requirement(|requirement, _| {
        let findings = requirement.rows.iter().map(|row| &row.finding);
        for text in findings.chain([&requirement.otherwise, &requirement.remedy, &requirement.asks]) {
            for language in Language::all() {
                let translated = text.translations().any(|(known, _)| known == language);
                assert!(translated, "{}: not in {language}: {:?}", requirement.id, text.get(language));
                let sentence = text.get(language);
                assert!(
                    sentence.ends_with('.') || sentence.ends_with(".\""),
                    "{}: no period: {sentence}",
                    requirement.id
                );
            }
        }
    });
}
