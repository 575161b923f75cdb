//! `art28 man`: prints the manual page.

use std::io;

use clap::{Command, CommandFactory};
use clap_mangen::Man;

use super::{Outcome, World, print};
use crate::{
    cli::Cli,
    problem::{Code, Problem},
    words::Words,
};

/// How an apostrophe is written by whatever program shows the page.
const APOSTROPHE: &str = ".ie \\n(.g .ds Aq \\(aq\n.el .ds Aq '\n";

/// Runs the command.
pub(super) fn run(world: World) -> Outcome {
    let page = page().map_err(|error| Problem::without_place(Code::NotWritten, "-").with("reason", error.to_string()));
    let result = page.and_then(|page| print(&page).map(drop)).map_err(|problem| vec![problem]);
    world.outcome(Words::of(world.language), result)
}

/// The whole page: the program, then each command in a section of its own.
fn page() -> io::Result<String> {
    let mut program = Cli::command().disable_help_subcommand(true).subcommand_value_name("COMMAND");
    program.build();
    let mut parts = Vec::new();
    let man = Man::new(program.clone());
    man.render_name_section(&mut parts)?;
    man.render_synopsis_section(&mut parts)?;
    man.render_description_section(&mut parts)?;
    man.render_options_section(&mut parts)?;
    let version = program.get_version().unwrap_or_default();
    // The empty text is the date, which is left out so that each build writes the same page.
    let mut page = format!("{APOSTROPHE}.TH ART28 1 \"\" \"art28 {version}\" \"User commands\"\n{}", text(parts));
    for command in program.get_subcommands().filter(|command| !command.is_hide_set()) {
        page.push_str(&section(command)?);
    }
    Ok(page)
}

/// The section of a command.
fn section(command: &Command) -> io::Result<String> {
    let man = Man::new(command.clone());
    let mut parts = Vec::new();
    man.render_description_section(&mut parts)?;
    man.render_synopsis_section(&mut parts)?;
    man.render_options_section(&mut parts)?;
    // What is a section of a page of its own is a part of a section here.
    let parts = text(parts).replace(".SH DESCRIPTION\n", "").replace(".SH ", ".SS ");
    let name = command.get_bin_name().unwrap_or(command.get_name()).to_uppercase();
    let notes = command.get_after_help().map(|notes| as_it_is(&notes.to_string())).unwrap_or_default();
    Ok(format!(".SH \"{name}\"\n{parts}{notes}"))
}

/// What was written, without the lines that a page has once, and without blank ends and empty lines that readers of pages
/// complain about.
fn text(written: Vec<u8>) -> String {
    let written = String::from_utf8_lossy(&written).into_owned();
    let lines = written.lines().filter(|line| APOSTROPHE.lines().all(|once| once != *line));
    let text: String = lines.map(|line| format!("{}\n", line.trim_end())).collect();
    text.replace(".br\n\n.br\n", ".sp\n")
}

/// Text of which the lines stay as they are.
fn as_it_is(text: &str) -> String {
    let escaped = text.replace('\\', "\\e").replace('-', "\\-");
    let lines: String = escaped.lines().map(|line| format!("\\&{line}\n")).collect();
    format!(".SS NOTES\n.nf\n{lines}.fi\n")
}
