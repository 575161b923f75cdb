//! What `draft` and `review` are asked.

use std::path::PathBuf;

use clap::Args;
use clap_complete::{ArgValueCandidates, ArgValueCompleter};

use super::{AskedArgs, language};
use crate::complete;

/// What `draft` is asked.
#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools)] // each is an option of its own
pub struct DraftArgs {
    /// The agreement: a text, Markdown, HTML, Word, `OpenDocument`, or PDF file; several, or folders of them, with -o DIR/
    #[arg(required = true, value_name = "DOCUMENT", add = ArgValueCompleter::new(complete::any_files))]
    pub documents: Vec<PathBuf>,

    /// Where to write the extract [default: standard output]; a folder (DIR/) for several
    #[arg(short, long, value_name = "FILE", add = ArgValueCompleter::new(complete::any_files))]
    pub output: Option<PathBuf>,

    /// Carry an extract over to the agreement as a new version: what is the same stays, what changed is to be reviewed
    #[arg(long, value_name = "EXTRACT", add = ArgValueCompleter::new(complete::extract_files))]
    pub update: Option<PathBuf>,

    /// Which document of the extract there is a new version of, by its id, where it has several
    #[arg(long = "document", value_name = "ID", requires = "update")]
    pub of: Option<String>,

    /// Replace the file if it is there
    #[arg(long)]
    pub force: bool,

    /// Every clause, not only those about which something is proposed
    #[arg(long)]
    pub all: bool,

    /// Print how the agreement is divided instead: a line for each clause, with its page, its lines, and its first words
    #[arg(long, conflicts_with_all = ["all", "text", "vocabulary"])]
    pub outline: bool,

    /// Print the lines that were read of the document, with what was left out, in place of a draft
    #[arg(long, conflicts_with_all = ["all", "vocabulary"])]
    pub text: bool,

    /// Vocabulary in place of the built-in one
    #[arg(long, value_name = "FILE", add = ArgValueCompleter::new(complete::any_files))]
    pub vocabulary: Option<PathBuf>,

    /// Lexicon of cues in place of the built-in one of its language
    #[arg(long, value_name = "FILE", add = ArgValueCompleter::new(complete::yaml_files))]
    pub cues: Option<PathBuf>,

    /// Language of the comments [default: `ART28_LANG`, then the locale, then English]
    #[arg(long, value_name = "LANGUAGE", value_parser = language)]
    #[arg(add = ArgValueCandidates::new(complete::languages))]
    pub lang: Option<crate::language::Language>,
}

pub(super) const REVIEW_NOTES: &str = "\
The file is written after each decision. Where standard input is no terminal, it has a decision on each line, and the file is
written at the end, or not at all if one of them is bad. `?` shows the letters; some take more on the same line:
  e deadline=48 hours    another value of a fact; `-` if the clause does not state it
  e topic=breach.notification
  n No hours are given.  a remark; `-` for none

Exit codes:
  0  every proposal is decided
  1  some are left
  2  bad input or usage, or the file changed meanwhile

Environment:
  ART28_LANG   language, where --lang is not given; the letters differ
  NO_COLOR     no colour; the words that a proposal rests on stand between » and «
  NO_GRAPHICS  lines in place of keys and nothing drawn, for screen readers";

/// What `review` is asked.
#[derive(Debug, Args)]
pub struct ReviewArgs {
    /// The extract, such as `art28 draft` writes
    #[arg(value_name = "EXTRACT", add = ArgValueCompleter::new(complete::extract_files))]
    pub extract: PathBuf,

    /// What will be asked of it
    #[command(flatten)]
    pub asked: AskedArgs,

    /// Language of the letters and words [default: `ART28_LANG`, then the locale, then English]
    #[arg(long, value_name = "LANGUAGE", value_parser = language)]
    #[arg(add = ArgValueCandidates::new(complete::languages))]
    pub lang: Option<crate::language::Language>,
}
