//! Whole runs of the program over generated extracts: `cargo bench --bench portfolio`.
//!
//! Prints wall time, processor time, and peak memory for 1, 100, 1,000, and 10,000 files of about 12 KB and 30 clauses
//! each, and beside it, in the same run, the processor time that only deserialising the same files with `serde_yaml` takes.
//! For 1 and 1,000 files it does so in every form that can be written to a file, and as a folder of pages.
//! Reads `/proc`, so Linux only.

#![allow(clippy::print_stdout)] // printing is what it is for

mod measure;

use std::{
    collections::BTreeMap,
    env,
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
    process::Command,
};

use serde::Deserialize;

use crate::measure::{head, row};

/// The endings of the files that are written; `/` is a folder of pages.
const FORMS: [&str; 12] =
    [".txt", ".json", ".jsonl", ".yaml", ".csv", ".md", ".html", "/", ".docx", ".xlsx", ".sarif", ".xml"];

/// The environment variable that turns this program into the one that only deserialises.
const DESERIALISE: &str = "ART28_BENCH_DESERIALISE";

fn main() -> io::Result<()> {
    if let Some(folder) = env::var_os(DESERIALISE) {
        return deserialise(Path::new(&folder));
    }
    head();
    for count in [1, 100, 1_000, 10_000] {
        let folder = generate(count)?;
        let art28 = |format: &str| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_art28"));
            command.args(["check", "--fail-on", "never", "--format", format]).arg(&folder);
            command
        };
        let mut baseline = Command::new(env::current_exe()?);
        baseline.env(DESERIALISE, &folder);
        let only = row(count, "serde_yaml, deserialise only", baseline)?;
        for format in ["table", "json"] {
            let whole = row(count, &format!("art28 check --format {format}"), art28(format))?;
            if count >= 1_000 {
                println!("{:>6}  {:28} {:>25.2}", "", "  processor time, ratio", whole / only);
            }
        }
        if matches!(count, 1 | 1_000) {
            forms(count, &folder)?;
        }
        fs::remove_dir_all(folder)?;
    }
    Ok(())
}

/// Prints what each form costs.
fn forms(count: usize, folder: &Path) -> io::Result<()> {
    let written = env::temp_dir().join(format!("art28-bench-{}-written", std::process::id()));
    fs::create_dir_all(&written)?;
    for form in FORMS {
        let name = format!("report{form}");
        let mut command = Command::new(env!("CARGO_BIN_EXE_art28"));
        command.args(["check", "--fail-on", "never", "--force", "-o"]).arg(written.join(&name)).arg(folder);
        row(count, &format!("art28 check -o {name}"), command)?;
    }
    fs::remove_dir_all(written)
}

/// Writes so many extracts into a new folder.
fn generate(count: usize) -> io::Result<PathBuf> {
    let folder = env::temp_dir().join(format!("art28-bench-{}-{count}", std::process::id()));
    fs::create_dir_all(&folder)?;
    for index in 0..count {
        fs::write(folder.join(format!("extract-{index:05}.yaml")), extract(index))?;
    }
    Ok(folder)
}

/// An extract of about 12 KB with 30 clauses.
fn extract(seed: usize) -> String {
    let mut text = format!(
        "agreement:\n  title: Verwerkersovereenkomst {seed}\n  processor: Leverancier {seed} B.V.\n  controller: Gemeente \
         Voorbeeld\n  date: 2026-01-15\n  relationship: controller-processor\n  language: nl\ndocuments:\n  - {{id: vo, \
         title: Verwerkersovereenkomst, read: whole}}\nclauses:\n"
    );
    for (number, annotations) in ANNOTATIONS.iter().cycle().skip(seed % ANNOTATIONS.len()).take(30).enumerate() {
        let number = number + 1;
        let _ = write!(
            text,
            "  - ref: \"art. {number} lid 1\"\n    document: vo\n    page: {}\n    summary: >-\n      De bepaling met \
             nummer {number} legt vast wat partijen over dit onderwerp hebben afgesproken, in de eigen woorden van\n      \
             degene die het uittreksel heeft gemaakt, zodat een lezer haar zonder het stuk zelf kan beoordelen.\n    \
             annotations:\n{annotations}        note: Gelezen in samenhang met de algemene voorwaarden.\n",
            number / 3 + 1
        );
    }
    text
}

const ANNOTATIONS: [&str; 10] = [
    "      - topic: breach.notification\n        facts: {urgency: without-undue-delay, commitment: firm, deadline: 48 hours, trigger: awareness}\n",
    "      - topic: subprocessors.objection\n        facts: {period: 14 days, consequence: consultation}\n",
    "      - topic: audit.right\n        facts: {limits: [notice, frequency], restrictions: [reports-first]}\n",
    "      - topic: termination.data\n        facts: {actions: [deletion, return], chooser: controller, commitment: firm}\n",
    "      - topic: transfers.safeguards\n        facts: {grounds: [adequacy, standard-clauses]}\n",
    "      - topic: security.measures\n        facts: {commitment: firm}\n",
    "      - topic: assistance.duties\n        facts: {subjects: [security, breach, dpia, consultation], commitment: firm}\n",
    "      - topic: instructions.duty\n        facts: {exclusive: true, documented: true}\n",
    "      - topic: breach.content\n        facts: {items: [nature, consequences, measures, numbers, contact-point]}\n",
    "      - topic: subprocessors.change-notice\n        facts: {timing: before, channel: active, period: 1 month}\n",
];

/// What every reader of these files does at least: make typed values of them, without positions.
fn deserialise(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let text = fs::read_to_string(entry?.path())?;
        let extract: Extract = serde_yaml::from_str(&text).map_err(io::Error::other)?;
        std::hint::black_box(extract);
    }
    Ok(())
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct Extract {
    agreement: BTreeMap<String, String>,
    documents: Vec<BTreeMap<String, String>>,
    clauses: Vec<Clause>,
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct Clause {
    #[serde(rename = "ref")]
    reference: String,
    document: String,
    page: u32,
    summary: String,
    annotations: Vec<Annotation>,
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct Annotation {
    topic: String,
    facts: BTreeMap<String, serde_yaml::Value>,
    note: String,
}
