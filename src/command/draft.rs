//! `art28 draft`: proposes an extract from the agreement itself.

use std::{io::ErrorKind, path::Path};

use super::{Outcome, World, file, print, say};
use crate::{
    checklist::vocabulary,
    cli::DraftArgs,
    ingest::{
        draft::{self, Draft},
        listing,
        propose::{self, lexicon::Lexicons},
        read, segment,
    },
    problem::{Code, Problem, io_reason},
    words::Words,
};

/// Runs the command.
pub(super) fn run(args: &DraftArgs, world: World) -> Outcome {
    let words = Words::of(args.lang.unwrap_or(world.language));
    world.outcome(words, drafted(args, words))
}

fn drafted(args: &DraftArgs, words: &'static Words) -> Result<(), Vec<Problem>> {
    if args.text {
        let document = read::read(&args.document)?;
        return hand_over(args, &listing::write(&document, words));
    }
    if args.outline {
        let document = read::read(&args.document)?;
        return hand_over(args, &segment::list(&segment::segment(&document)));
    }
    if let Some(extract) = &args.update {
        return hand_over(args, &super::update::updated(args, extract, words)?);
    }
    let vocabulary = vocabulary(args.vocabulary.as_deref())?;
    let document = read::read(&args.document)?;
    let outline = segment::segment(&document);
    let lexicons = Lexicons::with_files(args.cues.as_slice(), &vocabulary)?;
    let reading = propose::propose(&outline, &vocabulary, &lexicons);
    let draft = Draft {
        document: &document,
        file: &named(args),
        outline: &outline,
        reading: &reading,
        vocabulary: &vocabulary,
        all: args.all,
        words,
    };
    hand_over(args, &draft::write(&draft))?;
    for line in draft::note(&draft) {
        say(&format!("{line}\n"));
    }
    Ok(())
}

/// How the draft names the document: as it is seen from where the draft will be.
fn named(args: &DraftArgs) -> String {
    match args.output.as_deref().and_then(Path::parent) {
        Some(folder) => file::seen_from(folder, &args.document),
        None => args.document.display().to_string(),
    }
}

/// Writes to the file that was asked for, or to standard output.
fn hand_over(args: &DraftArgs, text: &str) -> Result<(), Vec<Problem>> {
    match args.output.as_deref() {
        None => print(text).map(drop).map_err(|problem| vec![problem]),
        Some(path) => {
            let name = path.display().to_string();
            let result = if args.force { file::replace(path, text) } else { file::create(path, text) };
            result.map_err(|error| {
                vec![match error.kind() {
                    ErrorKind::AlreadyExists => Problem::without_place(Code::FileExists, &name),
                    _ => Problem::without_place(Code::NotWritten, &name).with_word("reason", io_reason(&error)),
                }]
            })
        }
    }
}
