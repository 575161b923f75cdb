//! What ships with the program fits together: schemas, words, examples, and the map of the source.

mod common;

use std::{collections::BTreeSet, fs, path::PathBuf};

use art28::{
    checklist::vocabulary, editor, language::Language, problem::Code, schema::Shape, source::Source, words::Words,
    words::placeholders, yaml::Tree,
};
use common::{art28, root, shared};
use serde_json::Value;
use sha2::Digest;

/// The files below a folder of the project whose names end like this.
fn files(folder: &str, end: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).expect("it is there").flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(end) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn schema(name: &str) -> Value {
    let vocabulary = vocabulary(None).expect("the vocabulary is valid");
    let text = editor::schema(name, &vocabulary).expect("the schema exists");
    serde_json::from_str(&text).expect("JSON")
}

/// What a schema says of a value, as lines.
fn violations(schema: &Value, value: &Value) -> Vec<String> {
    let options = jsonschema::options().should_validate_formats(true);
    let validator = options.build(schema).expect("the schema is a schema");
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

fn yaml(path: &PathBuf) -> Value {
    serde_yaml::from_str(&fs::read_to_string(path).expect("it is there")).expect("YAML")
}

#[test]
fn the_schemas_in_the_project_are_the_ones_that_the_program_prints() {
    for name in editor::NAMES {
        let checked_in = fs::read_to_string(root().join(format!("schemas/{name}.schema.json"))).expect("it is there");
        let printed = art28(&["schema", name]).out;
        assert!(checked_in == printed, "run: cargo run -- schema {name} > schemas/{name}.schema.json");
    }
}

#[test]
fn every_description_in_the_schemas_is_written() {
    for name in editor::NAMES {
        let text = schema(name).to_string();
        let missing: Vec<&str> = text.match_indices("\"schema.").map(|(at, _)| &text[at..at + 40]).collect();
        assert!(missing.is_empty(), "{name}: {missing:?}");
    }
}

#[test]
fn what_ships_is_valid_for_an_editor_too() {
    let mut checked = vec![("vocabulary", root().join("checklists/vocabulary.yaml"))];
    checked.extend(
        files("checklists", ".yaml")
            .into_iter()
            .filter(|path| !path.ends_with("vocabulary.yaml") && !path.starts_with(root().join("checklists/cues")))
            .map(|path| ("checklist", path)),
    );
    checked.extend(files("tests/agreements", ".yaml").into_iter().map(|path| ("extract", path)));
    for (name, path) in checked {
        let violations = violations(&schema(name), &yaml(&path));
        assert!(violations.is_empty(), "{}: {violations:#?}", path.display());
        let text = fs::read_to_string(&path).expect("it is there");
        let modeline = text.lines().next().and_then(|line| line.strip_prefix("# yaml-language-server: $schema="));
        let schema = path.parent().expect("in a folder").join(modeline.expect("a line for the editor"));
        assert!(schema.is_file(), "{} does not lead to a schema", path.display());
    }
}

#[test]
fn an_editor_refuses_what_the_program_refuses() {
    let value = yaml(&root().join("tests/bad/meaning.yaml"));
    let said = violations(&schema("extract"), &value).join("\n");
    for wrong in ["breach.notificaton", "soon", "urgncy", "48 uur", "consequenses"] {
        assert!(said.contains(wrong), "{wrong} is not refused:\n{said}");
    }
}

#[test]
fn an_editor_refuses_what_no_condition_can_ask() {
    let mut value = yaml(&root().join("tests/bad/checklist.yaml"));
    let said = |value: &Value| violations(&schema("checklist"), value).join("\n");
    let with_own_topics = said(&value);
    for wrong in ["at-most", "includes", "unclaer", "parties", "\"nature\" is not of type \"object\""] {
        assert!(with_own_topics.contains(wrong), "{wrong} is not refused:\n{with_own_topics}");
    }
    // Any other topic may be one that the checklist brings; where it brings none, it is a slip.
    let slips = ["breach.notificatie", "breach.contents"];
    assert!(slips.iter().all(|slip| !with_own_topics.contains(slip)), "{with_own_topics}");
    value.as_object_mut().expect("a map").remove("topics");
    let without = said(&value);
    assert!(slips.iter().all(|slip| without.contains(slip)), "{without}");
}

#[test]
fn the_report_has_the_shape_that_its_schema_says() {
    let schema = schema("report");
    for format in ["json", "yaml"] {
        let out = art28(&["check", "tests/agreements", "tests/bad/tab.yaml", "--format", format]).out;
        let report: Value = serde_yaml::from_str(&out).expect("JSON is YAML");
        assert_eq!(violations(&schema, &report), [""; 0]);
        assert_eq!(report["assessments"].as_array().map(Vec::len), Some(5));
        assert_eq!(report["not-judged"], serde_json::json!(["tests/bad/tab.yaml"]));
    }
    let json = art28(&["check", "tests/agreements", "--format", "json"]).out;
    let yaml = art28(&["check", "tests/agreements", "--format", "yaml"]).out;
    let [json, yaml]: [Value; 2] = [json, yaml].map(|text| serde_yaml::from_str(&text).expect("YAML"));
    assert_eq!(json, yaml, "both formats say the same");
}

#[test]
fn pointers_lead_to_the_line_of_their_annotation() {
    let path = "tests/agreements/lai-media.yaml";
    let text = fs::read_to_string(root().join(path)).expect("it is there");
    let lines: Vec<&str> = text.lines().collect();
    let report: Value = serde_json::from_str(&art28(&["check", path, "--format", "json"]).out).expect("JSON");
    let mut pointers = 0;
    for finding in report["assessments"][0]["findings"].as_array().expect("findings") {
        for pointer in finding["evidence"].as_array().expect("evidence") {
            let line = lines[usize::try_from(pointer["line"].as_u64().expect("a line")).expect("small") - 1];
            let (topic, reference) = (pointer["topic"].as_str().expect("text"), pointer["ref"].as_str().expect("text"));
            assert!(line.contains(topic) || line.contains(reference), "{topic} at {reference}: {line}");
            pointers += 1;
        }
    }
    assert!(pointers > 42, "{pointers} pointers");
}

#[test]
fn our_reader_and_serde_yaml_see_the_same_data() {
    let mut texts: Vec<String> = Vec::new();
    for folder in ["checklists", "tests/agreements", "src/words"] {
        texts.extend(files(folder, ".yaml").iter().map(|path| fs::read_to_string(path).expect("it is there")));
    }
    texts.push(art28(&["check", "tests/agreements", "--format", "yaml", "--lang", "nl"]).out);
    texts.push(art28(&["check", "tests/agreements", "--format", "json"]).out);
    for text in texts {
        let tree = Tree::parse(&text).expect("good YAML");
        let theirs: Value = serde_yaml::from_str(&text).expect("good YAML");
        assert!(tree.root().to_json() == theirs, "they differ on {text:.200}");
    }
}

#[test]
fn every_language_has_the_same_words_with_the_same_places() {
    let words: Vec<&Words> = Language::all().map(Words::of).collect();
    let keys = |words: &Words| words.keys().map(str::to_owned).collect::<BTreeSet<_>>();
    let places = |words: &Words, key: &str| placeholders(words.get(key)).map(str::to_owned).collect::<BTreeSet<_>>();
    let first = words[0];
    assert!(first.keys().count() > 200);
    for other in &words[1..] {
        let (ours, theirs) = (keys(first), keys(other));
        let difference: Vec<_> = ours.symmetric_difference(&theirs).collect();
        assert!(difference.is_empty(), "{} and {}: {difference:?}", first.language(), other.language());
        for key in first.keys() {
            // What a message quotes of a checklist's own syntax is no place to fill.
            if !key.starts_with("schema.") {
                assert_eq!(places(first, key), places(other, key), "{key}");
            }
        }
    }
}

#[test]
fn every_kind_of_problem_has_its_words_and_a_name_of_its_own() {
    let names: BTreeSet<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    assert_eq!(names.len(), Code::ALL.len());
    let words = Words::of(Language::DEFAULT);
    for name in &names {
        assert!(words.find(&format!("problem.{name}")).is_some(), "problem.{name} has no words");
    }
    let known = |key: &&str| {
        key.strip_prefix("problem.").is_none_or(|rest| names.contains(rest.split('.').next().unwrap_or("")))
    };
    assert_eq!(words.keys().filter(|key| !known(key)).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn every_word_is_used_and_every_used_word_exists() {
    let sources = [".rs", ".html", ".j2"].into_iter().flat_map(|end| files("src", end));
    let source: String = sources.map(|path| fs::read_to_string(path).expect("it is there")).collect();
    // Keys that the source puts together from a prefix and a name.
    let composed = [
        "verdict.",
        "level.",
        "relationship.",
        "read.",
        "unit.",
        "cite.",
        "month.",
        "waiver.",
        "part.",
        "action.",
        "change.",
        "io.",
        "problem.",
        "schema.",
        "matcher.",
        "form.",
        "fact.",
        "type.",
        "agreement.",
        "condition.",
        "number.",
        "review.key.",
        "review.do.",
        "review.help.",
        "diff.kind.",
        "document-kind.",
        "confidence.",
        "genre.",
    ];
    let words = Words::of(Language::DEFAULT);
    for key in words.keys().filter(|key| !composed.iter().any(|prefix| key.starts_with(prefix))) {
        let stem = key.strip_suffix(".one").or(key.strip_suffix(".many")).unwrap_or(key);
        assert!(source.contains(&format!("\"{stem}\"")), "nothing uses the word {key}");
    }
    for call in ["words.get(\"", "words.say(\"", "words.count(\"", "words[\"", "{ say(\""] {
        for (at, _) in source.match_indices(call) {
            let key = source[at + call.len()..].split('"').next().expect("it ends");
            // A template puts some keys together from a prefix and a name.
            let exists = key.ends_with('.') || words.find(key).is_some() || words.find(&format!("{key}.one")).is_some();
            assert!(exists, "the word {key} does not exist");
        }
    }
}

#[test]
fn imports_point_to_the_left() {
    const ORDER: [&[&str]; 16] = [
        &["language", "clean"],
        &["source"],
        &["yaml"],
        &["words"],
        &["problem"],
        &["schema"],
        &["read"],
        &["vocabulary"],
        &["editor", "checklist", "extract"],
        &["assessment"],
        &["assess"],
        &["report"],
        &["diff", "lint", "explain", "complete"],
        &["examples", "ingest", "review"],
        &["cli"],
        &["command"],
    ];
    let rank = |module: &str| ORDER.iter().position(|group| group.contains(&module));
    let src = root().join("src");
    for path in files("src", ".rs") {
        let relative = path.strip_prefix(&src).expect("below src").with_extension("");
        let module = relative.iter().next().expect("a name").to_string_lossy().into_owned();
        let Some(own) = rank(&module) else {
            assert!(["lib", "main"].contains(&module.as_str()), "{module} has no place in the order");
            continue;
        };
        let text = fs::read_to_string(&path).expect("it is there");
        let imported = imports(&text);
        for name in imported.iter().filter(|name| **name != module) {
            let other =
                rank(name).unwrap_or_else(|| panic!("{module} imports {name}, which has no place in the order"));
            assert!(other < own, "{} imports {name}, which stands to its right or beside it", path.display());
        }
    }
}

/// The modules of this crate that a file imports, in `use crate::…` and in paths.
fn imports(text: &str) -> BTreeSet<String> {
    let name = |text: &str| text.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect::<String>();
    let mut found = BTreeSet::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            None => {
                found.insert(name(rest));
            }
            Some(group) => {
                let mut depth = 0;
                let mut part = String::new();
                for c in group.chars() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => {
                            found.insert(name(part.trim()));
                            part.clear();
                        }
                        _ => {}
                    }
                    part.push(if c == ',' && depth == 0 { ' ' } else { c });
                }
                found.insert(name(part.trim()));
            }
        }
    }
    found.remove("");
    found
}

#[test]
fn files_are_told_apart_by_their_outermost_keys() {
    for (text, shape) in [
        ("agreement: {}", Some(Shape::Extract)),
        ("checklist: x\ntopics: {}", Some(Shape::Checklist)),
        ("topics: {}", Some(Shape::Vocabulary)),
        ("services: {}", None),
    ] {
        assert_eq!(Shape::guess(Tree::parse(text).expect("YAML").root()), shape, "{text}");
    }
}

#[test]
fn lines_end_where_yaml_says_they_do() {
    let source = Source::new("x", "a\nb\r\nc\rd\u{2028}e\u{85}f\ng");
    let position = |c: char| source.position(source.text().find(c).expect("it is there"));
    assert_eq!(
        ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(position),
        [(1, 1), (2, 1), (3, 1), (4, 1), (4, 3), (4, 5), (5, 1)]
    );
}

// --- with the agreements and requirements beside the project, where they are -------------------------------------------

#[test]
fn verdicts_on_real_agreements_are_those_of_two_independent_readings() {
    let Some(shared) = shared() else { return };
    let expected = yaml(&shared.join("agreements/expected.yaml"));
    let mut wrong = Vec::new();
    let mut compared = 0;
    for (name, expected) in expected.as_object().expect("a map") {
        let report = art28(&["check", &format!("tests/agreements/{name}.yaml"), "--format", "json"]).out;
        let report: Value = serde_json::from_str(&report).expect("JSON");
        for finding in report["assessments"][0]["findings"].as_array().expect("findings") {
            let requirement = finding["requirement"].as_str().expect("text");
            let want = &expected["requirements"][requirement];
            let accepted = want["accept"].as_array().is_some_and(|accept| accept.contains(&finding["verdict"]));
            compared += 1;
            if finding["verdict"] != want["status"] && !accepted {
                wrong.push(format!("{name}, {requirement}: {} instead of {}", finding["verdict"], want["status"]));
            }
        }
    }
    assert_eq!(compared, 126);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_checklist_has_the_requirements_that_were_agreed_on() {
    let Some(shared) = shared() else { return };
    let agreed = yaml(&shared.join("design/requirements.yaml"));
    let ours = yaml(&root().join("checklists/avg-art28.yaml"));
    let mut found = Vec::new();
    for area in ours["areas"].as_array().expect("areas") {
        for requirement in area["requirements"].as_array().expect("requirements") {
            found.push((area["id"].clone(), requirement.clone()));
        }
    }
    let wanted = agreed["requirements"].as_array().expect("requirements");
    assert_eq!(found.len(), wanted.len());
    for ((area, ours), wanted) in found.iter().zip(wanted) {
        assert_eq!((&ours["id"], area, &ours["level"]), (&wanted["id"], &wanted["area"], &wanted["level"]));
        let as_path = |basis: &Value| {
            let text = basis.as_str().expect("text").replace(")(", "/").replace('(', "/").replace(')', "");
            Value::String(format!("avg/{text}"))
        };
        let basis: Vec<Value> = wanted["basis"].as_array().expect("basis").iter().map(as_path).collect();
        assert_eq!(ours["basis"], Value::Array(basis), "{}", ours["id"]);
    }
}

#[test]
fn no_sentence_of_an_agreement_is_in_the_project() {
    const RUN: usize = 8;
    let Some(shared) = shared() else { return };
    let words = |text: &str| -> Vec<String> {
        text.to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let mut runs = BTreeSet::new();
    for entry in fs::read_dir(shared.join("agreements")).expect("it is there").flatten() {
        if entry.path().extension().is_some_and(|end| end == "txt") {
            let agreement = words(&fs::read_to_string(entry.path()).expect("UTF-8"));
            runs.extend(agreement.windows(RUN).map(|run| run.join(" ")));
        }
    }
    assert!(runs.len() > 10_000);
    for folder in ["src", "checklists", "tests", "schemas", "benches"] {
        for end in [".rs", ".yaml", ".json", ".snap", ".txt", ".md", ".html"] {
            for path in files(folder, end) {
                let ours = words(&fs::read_to_string(&path).expect("UTF-8"));
                let copied = ours.windows(RUN).map(|run| run.join(" ")).find(|run| runs.contains(run));
                assert_eq!(copied, None, "{}", path.display());
            }
        }
    }
}

#[test]
fn extracts_name_the_texts_that_they_were_made_from() {
    let Some(shared) = shared() else { return };
    for path in files("tests/agreements", ".yaml") {
        for document in yaml(&path)["documents"].as_array().expect("documents") {
            let Some(file) = document["file"].as_str() else { continue };
            let bytes = fs::read(shared.join("agreements").join(file)).expect("the text is there");
            let sum: String = sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(document["sha256"], sum.as_str(), "{}: {file}", path.display());
        }
    }
}

#[test]
fn what_the_readme_shows_is_so() {
    let readme = fs::read_to_string(root().join("README.md")).expect("it is there");
    let blocks = |kind: &str| -> Vec<String> {
        let open = format!("```{kind}\n");
        readme.split(&open).skip(1).map(|rest| rest.split("```").next().expect("it ends").to_owned()).collect()
    };
    let folder = common::Folder::new();
    let [extract, checklist]: [String; 2] = blocks("yaml").try_into().expect("an extract and a checklist");
    let shipped = fs::read_to_string(root().join("checklists/huisregels.yaml")).expect("it is there");
    assert_eq!(checklist, shipped, "the README shows the example as it ships");
    let waivers = readme.split("```text\n").find(|block| block.starts_with("waivers:")).expect("an example");
    let waivers = waivers.split("```").next().expect("it ends");
    let extract = folder.write("extract.yaml", extract + waivers);
    let run = art28(&["check", &extract, "-c", "checklists/huisregels.yaml"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""), "the examples are valid");

    let table = &blocks("text")[0];
    let mut program = common::program();
    let shown = common::run(program.args(["check", "tests/agreements/lai-media.yaml"]).env("COLUMNS", "100")).out;
    for line in table.lines() {
        assert!(shown.lines().any(|other| other == line.trim_end()), "the program does not print: {line}");
    }
}

/// A request goes into a letter to the processor as it stands: "you" would be the wrong party there, and "ask for" the wrong
/// reader.
#[test]
fn remedies_can_be_sent_to_the_processor() {
    for path in files("checklists", ".yaml") {
        let checklist = yaml(&path);
        let areas = checklist["areas"].as_array().into_iter().flatten();
        for requirement in areas.flat_map(|area| area["requirements"].as_array().into_iter().flatten()) {
            let remedy = &requirement["remedy"];
            for text in [remedy, &remedy["nl"], &remedy["en"]].into_iter().filter_map(Value::as_str) {
                let words: Vec<String> = text.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase).collect();
                let wrong_party = words.iter().any(|word| ["u", "uw", "you", "your"].contains(&word.as_str()));
                let wrong_reader = ["vraag", "verzoek", "ask", "propose"].contains(&words[0].as_str());
                assert!(!wrong_party && !wrong_reader, "{}: {text}", requirement["id"]);
            }
        }
    }
}
