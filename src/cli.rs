//! The command line as clap reads it. No logic.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

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
    /// Explain a requirement, topic, checklist, area, parameter, or provision in full
    Explain(ExplainArgs),
    /// List checklists, requirements, or topics
    List(ListArgs),
    /// Print a JSON Schema, for completion in an editor
    Schema(SchemaArgs),
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
pub struct CheckArgs {
    /// Extracts, or folders with extracts; `-` reads one from standard input
    #[arg(required = true, value_name = "EXTRACT")]
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

    /// Form of the output
    #[arg(long, value_enum, default_value_t = FormatArg::Table)]
    pub format: FormatArg,

    /// Language of the output [default: `ART28_LANG`, then the locale, then English]
    #[arg(long, value_name = "LANGUAGE", value_parser = language)]
    pub lang: Option<crate::language::Language>,

    /// Weakest level at which a gap makes the exit code 1
    #[arg(long, value_enum, default_value_t = Threshold::Law)]
    pub fail_on: Threshold,
}

/// Which checklists, with which parameters and topics.
#[derive(Debug, Args)]
pub struct AskedArgs {
    /// Checklist: a built-in name or a file; may be repeated
    #[arg(short, long = "checklist", value_name = "CHECKLIST", default_value = crate::checklist::embedded::DEFAULT)]
    pub checklists: Vec<String>,

    /// Set a parameter of a checklist: breach-deadline="24 hours"; may be repeated
    #[arg(long = "set", value_name = "NAME=VALUE")]
    pub settings: Vec<String>,

    /// Vocabulary instead of the built-in one
    #[arg(long, value_name = "FILE")]
    pub vocabulary: Option<PathBuf>,
}

/// What `explain` is asked.
#[derive(Debug, Args)]
#[command(mut_arg("checklists", every_checklist))]
pub struct ExplainArgs {
    /// What to explain: breach-deadline, breach.notification, avg/28/3/h, "art. 28(3)(h)"
    #[arg(value_name = "ID")]
    pub id: String,

    /// Where to look
    #[command(flatten)]
    pub asked: AskedArgs,

    /// Language of the output [default: `ART28_LANG`, then the locale, then English]
    #[arg(long, value_name = "LANGUAGE", value_parser = language)]
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
    #[arg(long)]
    pub area: Option<String>,

    /// Requirements of this level
    #[arg(long, value_enum)]
    pub level: Option<LevelArg>,

    /// Requirements that look at this topic, or at one that begins with it: breach.notification, breach
    #[arg(long)]
    pub topic: Option<String>,

    /// Requirements that rest on this provision or on a part of it: avg/28/3
    #[arg(long, value_name = "PROVISION")]
    pub basis: Option<String>,

    /// Only what has this text in its name or its words
    #[arg(long)]
    pub text: Option<String>,

    /// Where to look
    #[command(flatten)]
    pub asked: AskedArgs,

    /// Language of the output [default: `ART28_LANG`, then the locale, then English]
    #[arg(long, value_name = "LANGUAGE", value_parser = language)]
    pub lang: Option<crate::language::Language>,
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
}

/// The forms of the output.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum FormatArg {
    /// A table for reading
    Table,
    /// Everything, for other programs
    Json,
    /// Everything, as YAML
    Yaml,
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
