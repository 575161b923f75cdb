//! What a person answers: keys in a terminal, or lines from anywhere.

use std::{
    io::{self, BufRead, BufReader, StdinLock},
    panic,
};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

/// How a person answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answers {
    /// With single keys; what takes more than one is a line.
    Keys,
    /// With lines that somebody types.
    Lines,
    /// With lines that were written before.
    Written,
}

/// The longest line, in bytes.
const LONGEST: usize = 64 * 1024;

/// What a terminal sends for Control and C, and for Control and D.
const ENDS: [u8; 2] = [3, 4];

/// What the keys begin with that are no characters.
const ESCAPE: u8 = 27;

/// Standard input.
pub(super) struct Input {
    answers: Answers,
    reader: BufReader<StdinLock<'static>>,
    /// What was read of lines that were written before, to point to a bad one.
    read: String,
}

impl Input {
    pub(super) fn new(answers: Answers) -> Self {
        if answers == Answers::Keys {
            // However the program ends, the terminal is left as it was.
            let before = panic::take_hook();
            panic::set_hook(Box::new(move |info| {
                let _ = disable_raw_mode();
                before(info);
            }));
        }
        Self { answers, reader: BufReader::new(io::stdin().lock()), read: String::new() }
    }

    /// Everything that was read of lines that were written before.
    pub(super) fn so_far(&self) -> &str {
        &self.read
    }

    /// What stands for a decision: a key, or a line. Nothing where there is no more.
    pub(super) fn decision(&mut self) -> io::Result<Option<String>> {
        match self.answers {
            Answers::Keys => self.key(),
            Answers::Lines | Answers::Written => self.line(),
        }
    }

    /// A line without its line break. Nothing where there is no more.
    pub(super) fn line(&mut self) -> io::Result<Option<String>> {
        let mut line = Vec::new();
        while let Some(byte) = self.byte()? {
            // What was typed while keys were read has the other line break.
            if byte == b'\n' || (byte == b'\r' && self.answers == Answers::Keys) {
                line.push(b'\n');
                break;
            }
            line.push(byte);
            if line.len() > LONGEST {
                return Err(io::ErrorKind::InvalidData.into());
            }
        }
        if line.is_empty() {
            return Ok(None);
        }
        let line = String::from_utf8(line).map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
        if self.answers == Answers::Written {
            self.read.push_str(&line);
        }
        Ok(Some(line.trim_end_matches(['\n', '\r']).to_owned()))
    }

    /// The next key that is a character. Keys come one by one only while this waits for them.
    fn key(&mut self) -> io::Result<Option<String>> {
        let _raw = Raw::begin()?;
        loop {
            let Some(byte) = self.byte()? else { return Ok(None) };
            match byte {
                _ if ENDS.contains(&byte) => return Ok(None),
                // What a key sends comes at once.
                ESCAPE => self.reader.consume(self.reader.buffer().len()),
                0..=b' ' | 127 => {}
                _ => {
                    let mut character = vec![byte];
                    while std::str::from_utf8(&character).is_err() && character.len() < 4 {
                        let Some(byte) = self.byte()? else { return Ok(None) };
                        character.push(byte);
                    }
                    return Ok(Some(String::from_utf8_lossy(&character).into_owned()));
                }
            }
        }
    }

    fn byte(&mut self) -> io::Result<Option<u8>> {
        loop {
            match self.reader.fill_buf() {
                Ok(bytes) => {
                    let byte = bytes.first().copied();
                    self.reader.consume(usize::from(byte.is_some()));
                    return Ok(byte);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}

/// A terminal that gives each key as it is pressed, until this is dropped.
struct Raw;

impl Raw {
    fn begin() -> io::Result<Self> {
        enable_raw_mode()?;
        Ok(Self)
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        let _ = disable_raw_mode();
    }
}
