//! The texts for people in a checklist or vocabulary: whether each is there in every language, and ends as a sentence.

use crate::{
    language::Language,
    problem::{Code, Sink},
    yaml::Node,
};

/// The keys whose values are texts for people.
const TEXTS: [&str; 9] = ["title", "asks", "finding", "remedy", "label", "when", "reason", "outweighs", "untested"];

/// Those of them that are whole sentences.
const SENTENCES: [&str; 6] = ["asks", "finding", "remedy", "reason", "outweighs", "untested"];

/// Keys below which nothing is a text for people.
const OTHER: [&str; 3] = ["given", "where", "expect"];

/// Reports texts that lack a language or the end of a sentence.
pub(super) fn check(root: Node<'_>, sink: &mut Sink) {
    let mut texts = Vec::new();
    collect(root, &mut texts);
    // A file in one language says so by having no translations at all.
    let mut translated = texts.iter().any(|(_, node)| node.members().count() > 1);
    for (key, node) in texts {
        if node.is_map() {
            let missing: Vec<&str> =
                Language::all().map(Language::code).filter(|code| node.get(code).is_none()).collect();
            if !missing.is_empty() {
                sink.add(sink.at(Code::MissingTranslation, node.span()).with_list("languages", missing));
            }
        } else if translated {
            let every = Language::all().map(Language::code);
            sink.add(sink.at(Code::OneLanguage, node.span()).with("key", key).with_list("languages", every));
            // One of them tells what the others need as well.
            translated = false;
        }
        if SENTENCES.contains(&key) {
            let translations = node.members().map(|(_, text)| text);
            for text in translations.chain(node.text().map(|_| node)) {
                if !text.text().is_none_or(ends) {
                    sink.add(sink.at(Code::NoPeriod, text.span()).with("key", key));
                }
            }
        }
    }
}

/// Whether a text ends as a sentence does; what is quoted may hold its end.
fn ends(text: &str) -> bool {
    text.trim_end().trim_end_matches(['"', '”', '’', '\'', ')', ']']).ends_with(['.', '!', '?', '…', ':'])
}

/// Keys of maps whose keys are names, so that one called `remedy` is no remedy.
const NAMED: [&str; 6] = ["parameters", "topics", "facts", "shared", "acts", "requirements"];

/// Every text for people, with its key.
fn collect<'t>(node: Node<'t>, texts: &mut Vec<(&'static str, Node<'t>)>) {
    for (key, value) in node.members() {
        let name = key.name();
        if OTHER.contains(&&*name) {
            continue;
        }
        if NAMED.contains(&&*name) && value.is_map() {
            value.members().for_each(|(_, named)| collect(named, texts));
            continue;
        }
        match TEXTS.into_iter().find(|known| *known == name) {
            Some(known) if is_text(value) => texts.push((known, value)),
            _ if name == "values" => texts.extend(value.members().map(|(_, label)| ("label", label))),
            _ => collect(value, texts),
        }
    }
    node.items().for_each(|item| collect(item, texts));
}

/// Whether a value is a text, in one language or several.
fn is_text(node: Node<'_>) -> bool {
    let language = |key: Node<'_>| Language::all().any(|language| language.code() == key.name());
    node.text().is_some() || node.is_map() && node.members().all(|(key, _)| language(key))
}
