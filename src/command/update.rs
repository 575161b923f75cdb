//! `art28 draft --update`: carries an extract over to a new version of the agreement.

use std::{path::Path, sync::Arc};

use super::{file::seen_from, inputs, say};
use crate::{
    checklist::vocabulary,
    cli::DraftArgs,
    extract::{self, Extent, Extract},
    ingest::{
        Document,
        propose::{self, lexicon::Lexicons},
        read, segment,
        segment::Outline,
        update::{Update, Updated, update},
    },
    problem::{Code, Problem, read_fault},
    words::Words,
};

/// The extract of the new version as text. What became of the clauses is told on standard error.
pub(super) fn updated(args: &DraftArgs, old: &Path, new: &Path, words: &'static Words) -> Result<String, Vec<Problem>> {
    let vocabulary = vocabulary(args.vocabulary.as_deref())?;
    let name = old.display().to_string();
    let source = Arc::new(inputs::read(old).map_err(|fault| vec![read_fault(&name, fault)])?);
    // What is wrong with either is told at once.
    let (extract, document) = match (extract::read(&source, &vocabulary), read::read(new)) {
        (Ok(extract), Ok(document)) => (extract, document),
        (extract, document) => return Err([extract.err(), document.err()].into_iter().flatten().flatten().collect()),
    };
    let documents = chosen(&extract, args, new).map_err(|problem| vec![problem])?;
    let outline = segment::segment(&document);
    let lexicons = Lexicons::with_files(args.cues.as_slice(), &vocabulary)?;
    let before = before(&extract, &documents, &document);
    let reading = propose::propose(&outline, &vocabulary, &lexicons);
    let folder = args.output.as_deref().unwrap_or(old).parent().unwrap_or(Path::new(""));
    let updated = update(&Update {
        extract: &extract,
        documents: &documents,
        new: (&document, &outline),
        old: before.as_ref().map(|(document, outline)| (document, outline)),
        reading: &reading,
        vocabulary: &vocabulary,
        file: &seen_from(folder, new),
        all: args.all,
        words,
    })?;
    say(&summary(&updated, before.is_some(), words));
    Ok(updated.text)
}

/// The documents of the extract that there is a new version of, by their places: the one that was asked for and those in the
/// same file, or all, where they are in one file; else those that have the name of the new file.
fn chosen(extract: &Extract, args: &DraftArgs, new: &Path) -> Result<Vec<usize>, Problem> {
    let documents = &extract.documents;
    let ids = || documents.iter().map(|document| document.id.as_str());
    let in_file = |file: Option<&str>, first: usize| -> Vec<usize> {
        let same = |place: &usize| *place == first || (file.is_some() && documents[*place].file.as_deref() == file);
        (0..documents.len()).filter(same).collect()
    };
    if let Some(id) = &args.of {
        let place = ids().position(|known| known == id).ok_or_else(|| {
            let problem = Problem::without_place(Code::NoSuchDocument, extract.source.name()).with("id", id);
            problem.with_list("options", ids()).with_nearest(id, ids())
        })?;
        return Ok(in_file(documents[place].file.as_deref(), place));
    }
    let at_hand: Vec<usize> = (0..documents.len()).filter(|place| documents[*place].read != Extent::Absent).collect();
    let new_name = new.file_name();
    let is_named =
        |place: &&usize| documents[**place].file.as_ref().map(Path::new).and_then(Path::file_name) == new_name;
    let first = match at_hand[..] {
        [only] => Some(only),
        [first, ..] if in_file(documents[first].file.as_deref(), first) == at_hand => Some(first),
        _ => at_hand.iter().find(|place| is_named(place) && new_name.is_some()).copied(),
    };
    match first {
        Some(first) => Ok(in_file(documents[first].file.as_deref(), first)),
        None => Err(Problem::without_place(Code::WhichDocument, extract.source.name()).with_list("options", ids())),
    }
}

/// The old version, if its file is where the extract says and still the one that the extract was made from.
fn before(extract: &Extract, documents: &[usize], new: &Document) -> Option<(Document, Outline)> {
    let folder = Path::new(extract.source.name()).parent().unwrap_or(Path::new(""));
    let old = documents.first().and_then(|place| extract.documents.get(*place))?;
    let path = folder.join(old.file.as_deref()?);
    if !path.is_file() {
        return None;
    }
    let document = read::read(&path).ok()?;
    let is_old = old.sha256.as_ref().map_or(document.sha256 != new.sha256, |sum| *sum == document.sha256);
    is_old.then(|| {
        let outline = segment::segment(&document);
        (document, outline)
    })
}

/// What became of the clauses.
fn summary(updated: &Updated, with_old: bool, words: &Words) -> String {
    let counts = [
        ("carried", updated.carried),
        ("renumbered", updated.renumbered.len()),
        ("changed", updated.changed.len()),
        ("added", updated.added.len()),
        ("removed", updated.removed.len()),
    ];
    let counts: Vec<(&str, String)> = counts.iter().map(|(name, count)| (*name, count.to_string())).collect();
    let counts: Vec<(&str, &str)> = counts.iter().map(|(name, count)| (*name, count.as_str())).collect();
    let mut text = format!("{}\n", words.say("update.summary", &counts));
    let renumbered: Vec<String> = updated.renumbered.iter().map(|(old, new)| format!("{old} → {new}")).collect();
    let lists = [
        ("update.renumbered", &renumbered),
        ("update.to-review", &updated.changed),
        ("update.added", &updated.added),
        ("update.gone", &updated.removed),
    ];
    for (key, references) in lists {
        if !references.is_empty() {
            let references = crate::clean::one_line(&references.join("; ")).into_owned();
            text.push_str(&format!("{}\n", words.say(key, &[("references", &references)])));
        }
    }
    if !with_old && !updated.added.is_empty() {
        text.push_str(&format!("{}\n", words.get("update.no-old-version")));
    }
    text
}
