//! Whole runs of `art28 draft`: `cargo bench --bench drafts`.
//!
//! Prints wall time, processor time, and peak memory for an agreement of twenty pages as text and as PDF, for splitting it only,
//! for one of two pages, and for folders of 1,000 agreements of two to six pages. Reads `/proc`, so Linux only.

#![allow(clippy::print_stdout)] // printing is what it is for

#[path = "../tests/documents/mod.rs"]
mod documents;
mod measure;

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::Command,
};

use crate::measure::{head, row};

/// Lines on a page, and characters on a line.
const LINES: usize = 46;
const CHARACTERS: usize = 78;

/// Agreements of four to six pages, which are the main body and the annexes of a long one.
const LONG: [&str; 4] = ["nl-hosting-bijlage.txt", "nl-vertaald.txt", "nl-zorg-goed.txt", "nl-onderwijs.txt"];

fn main() -> io::Result<()> {
    let agreements = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/accuracy/open");
    let folder = env::temp_dir().join(format!("art28-bench-{}-drafts", std::process::id()));
    let (many, drafts) = (folder.join("many"), folder.join("drafts"));
    fs::create_dir_all(&many)?;

    let parts: Vec<String> =
        LONG.iter().map(|name| fs::read_to_string(agreements.join(name))).collect::<Result<_, _>>()?;
    let pages: Vec<String> = lines(&parts.join("\n\n")).chunks(LINES).take(20).map(|lines| lines.join("\n")).collect();
    let (text, pdf) = (folder.join("long.txt"), folder.join("long.pdf"));
    fs::write(&text, pages.join("\n\u{c}\n"))?;
    let drawn: Vec<String> =
        pages.iter().map(|page| documents::below(60, 780, &page.lines().collect::<Vec<_>>())).collect();
    fs::write(&pdf, documents::pdf(&drawn))?;
    let short: Vec<PathBuf> = fs::read_dir(&agreements)?
        .map(|entry| entry.map(|entry| entry.path()))
        .filter(|path| path.as_ref().map_or(true, |path| path.extension().is_some_and(|ending| ending != "yaml")))
        .collect::<Result<_, _>>()?;
    for (index, from) in short.iter().cycle().take(1_000).enumerate() {
        let name = from.file_name().unwrap_or_default().to_string_lossy();
        fs::copy(from, many.join(format!("{index:04}-{name}")))?;
    }

    head();
    row(1, "two pages, text", draft(&agreements.join("nl-je-wij.md"), &[]))?;
    row(1, "twenty pages, text", draft(&text, &[]))?;
    row(1, "twenty pages, clauses only", draft(&text, &["--outline"]))?;
    row(1, "twenty pages, PDF", draft(&pdf, &[]))?;
    let mut all = draft(&many, &["--force", "-o"]);
    all.arg(format!("{}/", drafts.display()));
    row(1_000, "two to six pages", all)?;
    fs::remove_dir_all(folder)
}

/// A command that drafts from a document or a folder of them.
fn draft(from: &Path, options: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_art28"));
    command.arg("draft").arg(from).args(options);
    command
}

/// A text in lines that fit on a page, in the letters that the font of the PDF has.
fn lines(text: &str) -> Vec<String> {
    let plain: String = text.chars().filter(char::is_ascii).collect();
    let mut lines = Vec::new();
    for paragraph in plain.lines() {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            if line.len() + word.len() >= CHARACTERS {
                lines.push(std::mem::take(&mut line));
            }
            line.push_str(if line.is_empty() { "" } else { " " });
            line.push_str(word);
        }
        lines.push(line);
    }
    lines
}
