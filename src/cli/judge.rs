//! What `check` and `diff` are asked.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use clap_complete::{ArgValueCandidates, ArgValueCompleter};

use super::{AskedArgs, language};
use crate::complete;

pub(super) const CHECK_NOTES: &str = "\
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

    /// Leave the documents closed: do not look whether the clauses still stand in them
    #[arg(long)]
    pub no_verify: bool,

    /// Show what to ask of the processor, and the annotators' remarks
    #[arg(long)]
    pub details: bool,

    /// Only the overview of a portfolio: requirements by agreements, the worst first
    #[arg(long)]
    pub summary: bool,

    /// Do not count annotations that nobody has confirmed (`review: proposed`): what depends on them is to be reviewed
    #[arg(long)]
    pub confirmed_only: bool,

    /// What is written, and how
    #[command(flatten)]
    pub written: WrittenArgs,

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

pub(super) const DIFF_NOTES: &str = "\
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
#[command(mut_arg("outputs", |arg| arg.help("Write to a file, in the form that its name ends in; may be repeated")))]
#[command(mut_arg("template", |arg| {
    arg.help("Template, in place of a form: of standard output, or of the one file that is written")
}))]
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

    /// What is written, and how
    #[command(flatten)]
    pub written: WrittenArgs,

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

/// What `check` and `diff` write, and how.
#[derive(Debug, Args)]
pub struct WrittenArgs {
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
}
