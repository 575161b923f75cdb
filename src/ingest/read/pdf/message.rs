//! What the process that reads a PDF says, a line of JSON for each thing.

use std::io::BufRead;

use serde::{Deserialize, Serialize};

use super::Fault;
use crate::ingest::{Dropped, Kind, Line, Why, read::lines::Lines};

/// One thing that it says.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Message {
    /// A line that was read.
    Line(u32, u32, String, Sort),
    /// Something that was left out.
    Dropped(u32, u32, String, Reason),
    /// Why nothing was read.
    Fault(Cause),
    /// That this was all: without it, the process was stopped.
    End,
}

/// The kinds of lines in PDFs.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Sort {
    Plain,
    Heading(u8),
    Row,
}

/// Why something in a PDF is left out.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Reason {
    Running,
    Furniture,
    Picture,
}

/// Why a PDF cannot be read, as far as it can tell itself.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Cause {
    Encrypted,
    Damaged,
    Scan,
    Garbled,
    Swollen,
    Endless,
}

impl Message {
    /// Everything that is to be said of a result.
    pub(super) fn of(result: Result<Lines, Fault>) -> Vec<Self> {
        let lines = match result {
            Ok(lines) => lines,
            Err(fault) => return vec![Self::Fault(Cause::of(fault)), Self::End],
        };
        let line = |line: Line| {
            let sort = match line.kind {
                Kind::Heading(level) => Sort::Heading(level),
                Kind::Row => Sort::Row,
                Kind::Plain | Kind::Item(_) | Kind::More => Sort::Plain,
            };
            Self::Line(line.page.unwrap_or(0), line.number, line.text, sort)
        };
        let dropped = |dropped: Dropped| {
            let reason = match dropped.why {
                Why::Running => Reason::Running,
                Why::Picture => Reason::Picture,
                _ => Reason::Furniture,
            };
            Self::Dropped(dropped.page.unwrap_or(0), dropped.number, dropped.text, reason)
        };
        let lines = lines.kept.into_iter().map(line).chain(lines.dropped.into_iter().map(dropped));
        lines.chain([Self::End]).collect()
    }

    /// What was said, put together again.
    pub(super) fn gather(said: impl BufRead) -> Result<Lines, Fault> {
        let mut lines = Lines::default();
        for line in said.lines() {
            let line = line.map_err(|_| Fault::Damaged)?;
            match serde_json::from_str(&line).map_err(|_| Fault::Damaged)? {
                Self::Line(page, number, text, sort) => {
                    let kind = match sort {
                        Sort::Plain => Kind::Plain,
                        Sort::Heading(level) => Kind::Heading(level),
                        Sort::Row => Kind::Row,
                    };
                    lines.kept.push(Line { page: Some(page), number, text, kind });
                }
                Self::Dropped(page, number, text, reason) => {
                    let why = match reason {
                        Reason::Running => Why::Running,
                        Reason::Furniture => Why::Furniture,
                        Reason::Picture => Why::Picture,
                    };
                    lines.dropped.push(Dropped { page: Some(page), number, text, why });
                }
                Self::Fault(cause) => return Err(cause.fault()),
                Self::End => return Ok(lines),
            }
        }
        Err(Fault::Endless)
    }
}

impl Cause {
    fn of(fault: Fault) -> Self {
        match fault {
            Fault::Encrypted => Self::Encrypted,
            Fault::Scan => Self::Scan,
            Fault::Garbled => Self::Garbled,
            Fault::Swollen => Self::Swollen,
            Fault::Endless => Self::Endless,
            _ => Self::Damaged,
        }
    }

    fn fault(self) -> Fault {
        match self {
            Self::Encrypted => Fault::Encrypted,
            Self::Damaged => Fault::Damaged,
            Self::Scan => Fault::Scan,
            Self::Garbled => Fault::Garbled,
            Self::Swollen => Fault::Swollen,
            Self::Endless => Fault::Endless,
        }
    }
}
