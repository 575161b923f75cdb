//! PDFs with a text layer, read in a process of their own.
//!
//! ```text
//!  bytes ─ child: content ─ glyphs ─ layout ─ rows ─ running, columns ─ pages ─ lines ─ messages ─ parent
//! ```
//!
//! A PDF says where characters stand, not what is a word, a line, or a column, and a hostile one makes its reader run out of
//! stack, memory, or time. So a process of the same program reads it under limits; where that dies, it is a problem of the file.

mod child;
mod cmap;
mod columns;
mod content;
mod font;
mod layout;
mod matrix;
mod message;
mod pages;
mod running;

use std::{
    io::{BufReader, Read, Write},
    process::{Child, Command, ExitStatus, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

pub(super) use child::run;

use super::{fault::Fault, lines::Lines};
use message::Message;

/// How long reading may take.
const TIME: Duration = Duration::from_secs(20);

/// The most bytes that the process may say.
const MOST_SAID: u64 = 64 * 1024 * 1024;

/// The exit code of a process that ended because of a mistake in a parser.
const CRASHED: i32 = 3;

/// The name of the hidden subcommand.
const SUBCOMMAND: &str = "read-pdf";

/// The lines of a PDF.
pub(super) fn lines(bytes: &[u8]) -> Result<Lines, Fault> {
    let program = std::env::current_exe().map_err(|_| Fault::NotStarted)?;
    let mut command = Command::new(program);
    command.arg(SUBCOMMAND).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|_| Fault::NotStarted)?;
    let said = converse(&mut child, bytes);
    let _ = child.kill();
    let status = child.wait().ok();
    match said {
        Some(said) if !said.is_empty() => Message::gather(BufReader::new(said.as_slice())),
        Some(_) if status.as_ref().and_then(ExitStatus::code) == Some(CRASHED) => Err(Fault::Damaged),
        _ => Err(Fault::Endless),
    }
}

/// Gives a process the bytes and takes what it says; nothing if that takes too long.
fn converse(child: &mut Child, bytes: &[u8]) -> Option<Vec<u8>> {
    let (mut input, output) = (child.stdin.take()?, child.stdout.take()?);
    let (tell, told) = mpsc::channel();
    thread::scope(|scope| {
        scope.spawn(move || {
            // A process that dies before it has read everything says so by its end.
            let _ = input.write_all(bytes);
        });
        thread::spawn(move || {
            let mut said = Vec::new();
            let _ = output.take(MOST_SAID).read_to_end(&mut said);
            let _ = tell.send(said);
        });
        let said = told.recv_timeout(TIME).ok();
        // Ends the writing too, which would wait forever for a process that reads no more.
        let _ = child.kill();
        said
    })
}
