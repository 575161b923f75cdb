//! What `explain`, `list`, and `schema` are asked.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use clap_complete::{ArgValueCandidates, ArgValueCompleter};

use super::{AskedArgs, language};
use crate::complete;

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
pub(super) fn no_checklist(argument: clap::Arg) -> clap::Arg {
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
