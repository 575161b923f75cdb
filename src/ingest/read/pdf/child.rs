//! What runs in the process that reads a PDF: its limits, and the way from bytes to messages.

use std::{
    io::{self, BufWriter, Read, Write},
    process, thread,
};

use lopdf::{Document, LoadOptions};

use super::{Fault, content::Artist, message::Message, pages};
use crate::ingest::read::lines::Lines;

/// How many bytes of memory the process may use.
#[cfg(unix)]
const MEMORY: u64 = 1536 * 1024 * 1024;

/// How many bytes of stack: parsers go deep into what is nested.
const STACK: usize = 64 * 1024 * 1024;

/// The most bytes that any stream may unpack to.
const LARGEST_STREAM: usize = 128 * 1024 * 1024;

/// The most pages.
const MOST_PAGES: usize = 5_000;

/// Reads a PDF from standard input and writes messages about it to standard output.
///
/// # Errors
/// Where its input or output is gone.
pub(in crate::ingest::read) fn run() -> io::Result<()> {
    limit();
    // Whatever goes wrong here is told by the exit code; nobody reads what this process says.
    std::panic::set_hook(Box::new(|_| process::exit(super::CRASHED)));
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    let reader = thread::Builder::new().stack_size(STACK).spawn(move || lines(&bytes))?;
    let result = reader.join().unwrap_or(Err(Fault::Damaged));
    let mut output = BufWriter::new(io::stdout().lock());
    for message in Message::of(result) {
        serde_json::to_writer(&mut output, &message)?;
        output.write_all(b"\n")?;
    }
    output.flush()
}

/// Where the system does not know these limits, the time limit of the parent is left.
#[cfg(unix)]
fn limit() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let to = |limit| Rlimit { current: Some(limit), maximum: Some(limit) };
    let _ = setrlimit(Resource::As, to(MEMORY));
    let _ = setrlimit(Resource::Core, to(0));
}

#[cfg(not(unix))]
fn limit() {}

fn lines(bytes: &[u8]) -> Result<Lines, Fault> {
    let options = LoadOptions { max_decompressed_size: Some(LARGEST_STREAM), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).map_err(|error| match error {
        lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_) | lopdf::Error::UnsupportedSecurityHandler(_) => {
            Fault::Encrypted
        }
        lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }) => Fault::Swollen,
        _ => Fault::Damaged,
    })?;
    if document.is_encrypted() {
        return Err(Fault::Encrypted);
    }
    let pages: Vec<_> = document.page_iter().take(MOST_PAGES + 1).collect();
    if pages.is_empty() {
        return Err(Fault::Damaged);
    }
    if pages.len() > MOST_PAGES {
        return Err(Fault::Swollen);
    }
    let mut artist = Artist::new(&document);
    let shown = pages.into_iter().map(|page| artist.page(page)).collect::<Result<_, _>>()?;
    pages::lines(shown)
}
