//! The command line as clap reads it. No logic.

mod ingest;
mod judge;
mod look;

use std::{ffi::OsString, path::PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum, builder::PossibleValue};
use clap_complete::{ArgValueCandidates, ArgValueCompleter};

use crate::{checklist::embedded, complete};

pub use ingest::{DraftArgs, ReviewArgs};
pub use judge::{CheckArgs, DiffArgs, FormatArg, SeparatorArg, Setback, Threshold};
pub use look::{ExplainArgs, LevelArg, ListArgs, ListedArg, SchemaArgs};

use ingest::REVIEW_NOTES;
use judge::{CHECK_NOTES, DIFF_NOTES};
use look::no_checklist;

/// Checks processor agreements (verwerkersovereenkomsten) against article 28 GDPR (AVG).
///
/// An extract says what the clauses of an agreement provide; a checklist says what the law asks. The gap table shows what is
/// missing, each line with the clause it rests on. Nothing leaves this computer.
#[derive(Debug, Parser)]
#[command(name = "art28", version, max_term_width = 100)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Judge extracts and print the gap table
    #[command(after_help = CHECK_NOTES)]
    Check(CheckArgs),
    /// Read an agreement and propose an extract: its clauses, and what they are about
    Draft(DraftArgs),
    /// Go through what was proposed in an extract: confirm, change, or reject each annotation
    #[command(after_help = REVIEW_NOTES)]
    Review(ReviewArgs),
    /// Say what became better, worse, new, or gone between two versions of an agreement or of a checklist
    #[command(after_help = DIFF_NOTES)]
    Diff(DiffArgs),
    /// Say what is wrong with checklists, extracts, and vocabularies, and what is probably not meant
    Lint(LintArgs),
    /// Run the examples inside checklists, and say which verdict rows none of them reaches
    #[command(after_help = TEST_NOTES)]
    Test(TestArgs),
    /// Write a file to start from: an extract, a checklist of your own, or a copy of a built-in one
    New(NewArgs),
    /// Explain a requirement, topic, checklist, area, parameter, or provision in full
    Explain(ExplainArgs),
    /// List checklists, requirements, or topics
    List(ListArgs),
    /// Print a JSON Schema, for completion in an editor
    Schema(SchemaArgs),
    /// Print the script with which a shell completes names, options, and files
    #[command(after_help = COMPLETIONS_NOTES)]
    Completions(CompletionsArgs),
    /// Print the manual page
    Man,
    /// Answer a shell that asks how a line could go on
    #[command(hide = true)]
    Complete(CompleteArgs),
    /// Read a PDF for another process of this program, under limits
    #[command(hide = true)]
    ReadPdf,
}

const TEST_NOTES: &str = "\
Exit codes:
  0  every example comes to the verdict it expects, and every row is reached
  1  some do not
  2  bad input or usage";

/// What `test` is asked.
#[derive(Debug, Args)]
pub struct TestArgs {
    /// Checklists: built-in names or files [default: all built-in ones]
    #[arg(value_name = "CHECKLIST", default_values = embedded::names(), hide_default_value = true)]
    #[arg(add = ArgValueCompleter::new(complete::checklist_files))]
    pub checklists: Vec<String>,

    /// Set a parameter of a checklist: breach-deadline="24 hours"; may be repeated
    #[arg(long = "set", value_name = "NAME=VALUE", add = ArgValueCandidates::new(complete::parameters))]
    pub settings: Vec<String>,

    /// Vocabulary instead of the built-in one
    #[arg(long, value_name = "FILE", add = ArgValueCompleter::new(complete::yaml_files))]
    pub vocabulary: Option<PathBuf>,

    /// Language of the output [default: `ART28_LANG`, then the locale, then English]
    #[arg(long, value_name = "LANGUAGE", value_parser = language)]
    #[arg(add = ArgValueCandidates::new(complete::languages))]
    pub lang: Option<crate::language::Language>,
}

/// What `lint` is asked.
#[derive(Debug, Args)]
#[command(mut_arg("checklists", no_checklist))]
pub struct LintArgs {
    /// Files, or folders with files: checklists, extracts, vocabularies
    #[arg(required = true, value_name = "FILE", add = ArgValueCompleter::new(complete::extract_files))]
    pub files: Vec<PathBuf>,

    /// Mend what is mechanical and certain, such as a missing period; fill in the page and line of clauses that were found in
    /// their document, and the SHA-256 of its file
    #[arg(long)]
    pub fix: bool,

    /// Leave the documents of extracts closed: do not look whether the clauses still stand in them
    #[arg(long)]
    pub no_verify: bool,

    /// What extracts are held against
    #[command(flatten)]
    pub asked: AskedArgs,

    /// Language of the output [default: `ART28_LANG`, then the locale, then English]
    #[arg(long, value_name = "LANGUAGE", value_parser = language)]
    #[arg(add = ArgValueCandidates::new(complete::languages))]
    pub lang: Option<crate::language::Language>,

    /// Day on which waivers are in force or have run out, as year-month-day [default: today]
    #[arg(long, value_name = "DATE")]
    pub date: Option<jiff::civil::Date>,
}

/// Which checklists, with which parameters and topics.
#[derive(Debug, Args)]
pub struct AskedArgs {
    /// Checklist: a built-in name or a file; may be repeated
    #[arg(short, long = "checklist", value_name = "CHECKLIST", default_value = embedded::DEFAULT)]
    #[arg(add = ArgValueCompleter::new(complete::checklist_files))]
    pub checklists: Vec<String>,

    /// Set a parameter of a checklist: breach-deadline="24 hours"; may be repeated
    #[arg(long = "set", value_name = "NAME=VALUE", add = ArgValueCandidates::new(complete::parameters))]
    pub settings: Vec<String>,

    /// Vocabulary instead of the built-in one
    #[arg(long, value_name = "FILE", add = ArgValueCompleter::new(complete::yaml_files))]
    pub vocabulary: Option<PathBuf>,
}

/// What `new` is asked.
#[derive(Debug, Args)]
pub struct NewArgs {
    /// What to write
    #[arg(value_parser = clap::builder::PossibleValuesParser::new(starters()))]
    pub name: String,

    /// Where to write it [default: NAME.yaml, report.md.j2, or diff.md.j2]; `-` is standard output
    #[arg(add = ArgValueCompleter::new(complete::any_files))]
    pub file: Option<PathBuf>,

    /// Replace the file if it is there
    #[arg(long)]
    pub force: bool,

    /// Language of the explanations in it [default: `ART28_LANG`, then the locale, then English]
    #[arg(long, value_name = "LANGUAGE", value_parser = language)]
    #[arg(add = ArgValueCandidates::new(complete::languages))]
    pub lang: Option<crate::language::Language>,
}

fn starters() -> impl Iterator<Item = PossibleValue> {
    let own = [
        ("extract", "an extract with examples, to fill in"),
        ("checklist", "house rules on top of a built-in checklist, to fill in"),
        ("vocabulary", "the built-in vocabulary, to change"),
        ("template", "the template of the Markdown report, to change"),
        ("diff-template", "the template of what diff says as Markdown, to change"),
    ];
    let built_in = embedded::names().map(|name| (name, "the built-in checklist, to change"));
    own.into_iter().chain(built_in).map(|(name, help)| PossibleValue::new(name).help(help))
}

const COMPLETIONS_NOTES: &str = "\
To install, add one line to the file that your shell reads at its start:
  bash  source <(art28 completions bash)        in ~/.bashrc
  zsh   source <(art28 completions zsh)         in ~/.zshrc, after compinit
  fish  art28 completions fish | source         in ~/.config/fish/config.fish";

/// What `completions` is asked.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// Which shell
    #[arg(value_enum)]
    pub shell: Shell,
}

/// The shells that can complete.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Shell {
    /// Usual on Linux
    Bash,
    /// Usual on macOS
    Zsh,
    /// Where somebody installed it
    Fish,
}

/// What a shell asks that completes.
#[derive(Debug, Args)]
pub struct CompleteArgs {
    /// The words of the line up to where it could go on, from the name of the program
    #[arg(last = true)]
    pub words: Vec<OsString>,
}

fn language(text: &str) -> Result<crate::language::Language, String> {
    use crate::language::Language;
    let exact = Language::all().find(|language| language.code() == text);
    exact.ok_or_else(|| Language::all().map(Language::code).collect::<Vec<_>>().join(", "))
}
