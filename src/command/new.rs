//! `art28 new`: writes a file to start from, with the schema that lets an editor complete it.

use std::{
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

use super::{Outcome, World, file, print, say};
use crate::{
    checklist::{embedded, vocabulary},
    clean,
    cli::NewArgs,
    diff::write::TEMPLATE as DIFF,
    editor,
    language::Language,
    problem::{Code, Problem, io_reason},
    report::TEMPLATE as REPORT,
    words::Words,
};

/// The starters: what each is, and in which language.
const STARTERS: [(&str, &str, &str); 4] = [
    ("extract", "en", include_str!("../starters/extract.en.yaml")),
    ("extract", "nl", include_str!("../starters/extract.nl.yaml")),
    ("checklist", "en", include_str!("../starters/checklist.en.yaml")),
    ("checklist", "nl", include_str!("../starters/checklist.nl.yaml")),
];

/// A built-in template: its name, the file that it is written to, and its text.
struct Template {
    name: &'static str,
    file: &'static str,
    text: &'static str,
}

const TEMPLATES: [Template; 2] = [
    Template { name: "template", file: "report.md.j2", text: REPORT.built_in },
    Template { name: "diff-template", file: "diff.md.j2", text: DIFF.built_in },
];

/// How the line begins that tells an editor where the schema is.
const MODELINE: &str = "# yaml-language-server: $schema=";

/// Runs the command.
pub(super) fn run(args: &NewArgs, world: World) -> Outcome {
    let words = Words::of(args.lang.unwrap_or(world.language));
    if let Some(one) = TEMPLATES.iter().find(|one| one.name == args.name) {
        return world.outcome(words, template(one, args, words).map_err(|problem| vec![problem]));
    }
    let shape = match args.name.as_str() {
        "extract" => "extract",
        "vocabulary" => "vocabulary",
        _ => "checklist",
    };
    let schema = format!("{shape}.schema.json");
    let text = with_modeline(text(&args.name, words.language()), &schema);
    let path = args.file.clone().unwrap_or_else(|| PathBuf::from(format!("{}.yaml", args.name)));
    let result = if path.as_os_str() == "-" {
        print(&text).map(drop).map_err(|problem| vec![problem])
    } else {
        write(&path, &text, args.force).map_err(|problem| vec![problem]).and_then(|()| {
            let made = write_schema(&path.with_file_name(&schema), shape)?;
            say(&told(words, &path, shape, made.then_some(schema.as_str())));
            Ok(())
        })
    };
    world.outcome(words, result)
}

/// Writes a built-in template, which is in every language.
fn template(one: &Template, args: &NewArgs, words: &Words) -> Result<(), Problem> {
    let path = args.file.clone().unwrap_or_else(|| PathBuf::from(one.file));
    if path.as_os_str() == "-" {
        return print(one.text).map(drop);
    }
    write(&path, one.text, args.force)?;
    say(&told(words, &path, one.name, None));
    Ok(())
}

/// What to write: a starter in the language (English where it has none), or what is built in.
fn text(name: &str, language: Language) -> &'static str {
    let starter =
        |language: Language| STARTERS.iter().find(|(known, code, _)| *known == name && *code == language.code());
    let starter = starter(language).or_else(|| starter(Language::DEFAULT)).map(|(_, _, text)| *text);
    starter.or_else(|| embedded::find(name)).unwrap_or(embedded::VOCABULARY)
}

/// The text with the path of its schema in the first line: the one there is leads to where it stands in this project.
fn with_modeline(text: &str, schema: &str) -> String {
    let rest = text.strip_prefix(MODELINE).and_then(|text| text.split_once('\n')).map_or(text, |(_, rest)| rest);
    format!("{MODELINE}{schema}\n{rest}")
}

/// Writes the file, which may only replace another if that was asked.
fn write(path: &Path, text: &str, force: bool) -> Result<(), Problem> {
    let name = path.display().to_string();
    let result = if force { file::replace(path, text) } else { file::create(path, text) };
    result.map_err(|error| match error.kind() {
        _ if path.is_dir() => Problem::without_place(Code::Folder, &name),
        ErrorKind::AlreadyExists => Problem::without_place(Code::FileExists, &name),
        _ => not_created(&name, &error),
    })
}

/// Writes the schema if there is none yet; whether it was written.
fn write_schema(path: &Path, shape: &str) -> Result<bool, Vec<Problem>> {
    let schema = editor::schema(shape, &vocabulary(None)?).unwrap_or_default();
    match file::create(path, &schema) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(vec![not_created(&path.display().to_string(), &error)]),
    }
}

fn not_created(name: &str, error: &io::Error) -> Problem {
    let reason = match error.kind() {
        ErrorKind::PermissionDenied => "new.not-allowed".into(),
        ErrorKind::InvalidInput => "new.no-file".into(),
        _ => io_reason(error),
    };
    Problem::without_place(Code::NotCreated, name).with_word("reason", reason)
}

/// What was written, and what to do next.
fn told(words: &Words, path: &Path, shape: &str, schema: Option<&str>) -> String {
    let name = path.display().to_string();
    let file = clean::one_line(&name);
    let written = match schema {
        Some(schema) => words.say("new.written-both", &[("file", &file), ("schema", schema)]),
        None => words.say("new.written", &[("file", &file)]),
    };
    // Somebody will copy the command.
    let quoted = if file.contains(char::is_whitespace) { format!("\"{file}\"") } else { file.to_string() };
    let next = match shape {
        "extract" => words.say("new.next-extract", &[("file", &quoted)]),
        "checklist" => words.say("new.next-checklist", &[("file", &quoted)]),
        "template" => words.say("new.next-template", &[("file", &quoted)]),
        "diff-template" => words.say("new.next-diff-template", &[("file", &quoted)]),
        _ => words.say("new.next-vocabulary", &[("file", &quoted)]),
    };
    format!("{written}\n{next}\n")
}
