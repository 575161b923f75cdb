//! The command line as clap reads it. No logic.

use std::{ffi::OsString, path::PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum, builder::PossibleValue};
use clap_complete::{ArgValueCandidates, ArgValueCompleter};

use crate::{checklist::embedded, complete};

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
}

const CHECK_NOTES: &str = "\
Exit codes:
  0  no gap at or above the threshold (--fail-on)
  1  gaps at or above the threshold; a finding that needs review counts as one
  2  bad input or usage; every problem is printed

Environment:
  ART28_LANG   language, where --lang is not given
  NO_COLOR     no colour
  NO_GRAPHICS  problems in plain sentences, for screen readers";

/// What `check` is asked.
#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools)] // each is an option of its own
pub struct CheckArgs {
    /// Extracts, or folders with extracts; `-` reads one from standard input
    #[arg(required = true, value_name = "EXTRACT", add = ArgValueCompleter::new(complete::extract_files))]
    pub extracts: Vec<PathBuf>,

    /// What to judge against
    #[command(flatten)]
    pub asked: AskedArgs,

    /// Show every requirement, not only the gaps
    #[arg(long)]
    pub all: bool,

    /// Show what to ask of the processor, and the annotators' remarks
    #[arg(long)]
    pub details: bool,

    /// Only the overview of a portfolio: requirements by agreements, the worst first
    #[arg(long)]
    pub summary: bool,

    /// Form of standard output [default: table, or nothing if files are written]
    #[arg(long, value_enum)]
    pub format: Option<FormatArg>,

    /// Write the report to a file, in the form that its name ends in, or as pages to a folder (DIR/); may be repeated
    #[arg(short, long = "output", value_name = "FILE")]
    pub outputs: Vec<PathBuf>,

    /// Replace files that are there
    #[arg(long)]
    pub force: bool,

    /// Template of the report, in place of a form: of standard output, or of the one file that is written
    #[arg(long, value_name = "FILE", conflicts_with = "format")]
    pub template: Option<PathBuf>,

    /// What stands between the cells of a CSV file [default: what spreadsheets in the language expect]
    #[arg(long, value_enum, value_name = "SEPARATOR")]
    pub csv_separator: Option<SeparatorArg>,

    /// Language of the output [default: `ART28_LANG`, then the locale, then English]
    #[arg(long, value_name = "LANGUAGE", value_parser = language)]
    #[arg(add = ArgValueCandidates::new(complete::languages))]
    pub lang: Option<crate::language::Language>,

    /// Day on which waivers are in force or have run out, as year-month-day [default: today]
    #[arg(long, value_name = "DATE")]
    pub date: Option<jiff::civil::Date>,

    /// Weakest level at which a gap makes the exit code 1
    #[arg(long, value_enum, default_value_t = Threshold::Law)]
    pub fail_on: Threshold,
}

const DIFF_NOTES: &str = "\
Exit codes:
  0  compared
  1  with --fail-on worse: a verdict is worse or a gap is new, and nobody has accepted it
  2  bad input or usage; every problem of both sides is printed, and nothing is written

Examples:
  art28 diff old.yaml new.yaml                    two versions of an agreement
  art28 diff old.yaml new.yaml -o changes.html    the same as a page to send
  art28 diff 2025/ 2026/                          two folders, file by file
  art28 diff january.json july.json               two reports, written with: art28 check agreements -o january.json
  art28 diff a.yaml a.yaml --old-checklist avg-art28 -c huisregels.yaml    what a checklist changes
  git show HEAD:a.yaml | art28 diff - a.yaml      what you changed since the last commit";

/// What `diff` is asked.
#[derive(Debug, Args)]
pub struct DiffArgs {
    /// The older side: an extract, a folder with extracts, or a report (JSON or YAML); `-` reads from standard input
    #[arg(add = ArgValueCompleter::new(complete::extract_and_report_files))]
    pub old: PathBuf,

    /// The newer side
    #[arg(add = ArgValueCompleter::new(complete::extract_and_report_files))]
    pub new: PathBuf,

    /// What to judge extracts against; reports were judged before
    #[command(flatten)]
    pub asked: AskedArgs,

    /// Checklist for the older side, if it is another; may be repeated
    #[arg(long = "old-checklist", value_name = "CHECKLIST", add = ArgValueCompleter::new(complete::checklist_files))]
    pub old_checklists: Vec<String>,

    /// Set a parameter for the older side, if it is another; may be repeated
    #[arg(long = "old-set", value_name = "NAME=VALUE", add = ArgValueCandidates::new(complete::parameters))]
    pub old_settings: Vec<String>,

    /// Form of standard output [default: table, or nothing if files are written]
    #[arg(long, value_enum)]
    pub format: Option<FormatArg>,

    /// Write to a file, in the form that its name ends in; may be repeated
    #[arg(short, long = "output", value_name = "FILE")]
    pub outputs: Vec<PathBuf>,

    /// Replace files that are there
    #[arg(long)]
    pub force: bool,

    /// Template, in place of a form: of standard output, or of the one file that is written
    #[arg(long, value_name = "FILE", conflicts_with = "format")]
    pub template: Option<PathBuf>,

    /// What stands between the cells of a CSV file [default: what spreadsheets in the language expect]
    #[arg(long, value_enum, value_name = "SEPARATOR")]
    pub csv_separator: Option<SeparatorArg>,

    /// Language of the output [default: that of the reports, else `ART28_LANG`, then the locale, then English]
    #[arg(long, value_name = "LANGUAGE", value_parser = language)]
    #[arg(add = ArgValueCandidates::new(complete::languages))]
    pub lang: Option<crate::language::Language>,

    /// Day on which waivers are in force or have run out, as year-month-day [default: today]
    #[arg(long, value_name = "DATE")]
    pub date: Option<jiff::civil::Date>,

    /// What makes the exit code 1
    #[arg(long, value_enum, default_value_t = Setback::Never)]
    pub fail_on: Setback,
}

/// What makes a comparison fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Setback {
    /// Something worse, or a new gap
    Worse,
    /// Nothing
    Never,
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

    /// Mend what is mechanical and certain, such as a missing period
    #[arg(long)]
    pub fix: bool,

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

/// What `explain` is asked.
#[derive(Debug, Args)]
#[command(mut_arg("checklists", every_checklist))]
pub struct ExplainArgs {
    /// What to explain: breach-deadline, breach.notification, avg/28/3/h, "art. 28(3)(h)"
    #[arg(value_name = "ID", add = ArgValueCandidates::new(complete::ids))]
    pub id: String,

    /// Where to look
    #[command(flatten)]
    pub asked: AskedArgs,

    /// Language of the output [default: `ART28_LANG`, then the locale, then English]
    #[arg(long, value_name = "LANGUAGE", value_parser = language)]
    #[arg(add = ArgValueCandidates::new(complete::languages))]
    pub lang: Option<crate::language::Language>,
}

/// What `list` is asked.
#[derive(Debug, Args)]
#[command(mut_arg("checklists", every_checklist))]
pub struct ListArgs {
    /// What to list [default: checklists; requirements where an option chooses among them]
    #[arg(value_enum)]
    pub what: Option<ListedArg>,

    /// Requirements of this area
    #[arg(long, add = ArgValueCandidates::new(complete::areas))]
    pub area: Option<String>,

    /// Requirements of this level
    #[arg(long, value_enum)]
    pub level: Option<LevelArg>,

    /// Requirements that look at this topic, or at one that begins with it: breach.notification, breach
    #[arg(long, add = ArgValueCandidates::new(complete::topics))]
    pub topic: Option<String>,

    /// Requirements that rest on this provision or on a part of it: avg/28/3, "art. 28(3)"
    #[arg(long, value_name = "PROVISION", add = ArgValueCandidates::new(complete::provisions))]
    pub basis: Option<String>,

    /// Only what has this text in its name or its words
    #[arg(long)]
    pub text: Option<String>,

    /// Where to look
    #[command(flatten)]
    pub asked: AskedArgs,

    /// Language of the output [default: `ART28_LANG`, then the locale, then English]
    #[arg(long, value_name = "LANGUAGE", value_parser = language)]
    #[arg(add = ArgValueCandidates::new(complete::languages))]
    pub lang: Option<crate::language::Language>,
}

/// Knows whether a checklist was named.
fn no_checklist(argument: clap::Arg) -> clap::Arg {
    argument.default_values(Vec::<&str>::new())
}

/// Looks in every built-in checklist where none is named.
fn every_checklist(argument: clap::Arg) -> clap::Arg {
    argument.default_values(crate::checklist::embedded::names())
}

/// What can be listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListedArg {
    /// What agreements can be judged against
    Checklists,
    /// What checklists ask
    Requirements,
    /// What clauses can be about
    Topics,
}

/// The levels of requirements.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum LevelArg {
    /// The text of the regulation
    Law,
    /// What supervisors ask on top
    Guidance,
    /// House rules
    Policy,
}

/// What `schema` is asked.
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// Which schema
    #[arg(value_parser = clap::builder::PossibleValuesParser::new(crate::editor::NAMES))]
    pub name: String,

    /// Checklist whose own topics the schema knows too: a built-in name or a file; may be repeated
    #[arg(short, long = "checklist", value_name = "CHECKLIST")]
    #[arg(add = ArgValueCompleter::new(complete::checklist_files))]
    pub checklists: Vec<String>,

    /// Vocabulary instead of the built-in one
    #[arg(long, value_name = "FILE", add = ArgValueCompleter::new(complete::yaml_files))]
    pub vocabulary: Option<PathBuf>,
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

/// The forms of the output.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum FormatArg {
    /// A table for reading
    Table,
    /// Everything, for other programs
    Json,
    /// The same, an agreement a line
    Jsonl,
    /// Everything, as YAML
    Yaml,
    /// Everything, as a page to read, print, and send
    Html,
    /// A row for each requirement, for a spreadsheet
    Csv,
    /// Headings and tables, for a wiki or a merge request
    #[value(alias = "markdown")]
    Md,
    /// SARIF, for code scanning
    Sarif,
    /// Test cases, for build servers
    Junit,
}

/// What can stand between the cells of a CSV file.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum SeparatorArg {
    /// As RFC 4180 says
    Comma,
    /// As spreadsheets expect where the comma is the decimal sign
    Semicolon,
    /// The tab character
    Tab,
}

/// From which level on gaps count.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Threshold {
    /// Gaps of the law
    Law,
    /// Gaps of the law and of guidance
    Guidance,
    /// Every gap
    Policy,
    /// None
    Never,
}

fn language(text: &str) -> Result<crate::language::Language, String> {
    use crate::language::Language;
    let exact = Language::all().find(|language| language.code() == text);
    exact.ok_or_else(|| Language::all().map(Language::code).collect::<Vec<_>>().join(", "))
}
