//! Problems of files that cannot be read, as text or as YAML.

use std::sync::Arc;

use super::{Code, Problem};
use crate::{
    source::{MAX_BYTES, ReadFault, Source},
    yaml::{Fault, FaultKind, MAX_DEPTH, MAX_NODES},
};

/// The problem of a file that could not be read as text.
#[must_use]
pub fn read_fault(name: &str, fault: ReadFault) -> Problem {
    match fault {
        ReadFault::Io(error) => Problem::without_place(Code::Unreadable, name).with_word("reason", io_reason(&error)),
        ReadFault::Folder => Problem::without_place(Code::Folder, name),
        ReadFault::TooLarge => {
            let megabytes = (MAX_BYTES / 1024 / 1024).to_string();
            Problem::without_place(Code::FileTooLarge, name).with("limit", megabytes)
        }
        ReadFault::Document => Problem::without_place(Code::Document, name),
        ReadFault::Utf16 => Problem::without_place(Code::Utf16, name),
        ReadFault::NotUtf8(source) => {
            let end = source.text().len();
            Problem::new(Code::NotUtf8, &Arc::new(source), end..end)
        }
    }
}

/// The words' key for why the operating system refused; its own words where there is none.
#[must_use]
pub fn io_reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "io.not-found".into(),
        std::io::ErrorKind::PermissionDenied => "io.permission-denied".into(),
        _ => error.to_string(),
    }
}

/// The problems of a text that is not good YAML.
#[must_use]
pub fn yaml_faults(source: &Arc<Source>, faults: Vec<Fault>) -> Vec<Problem> {
    faults.into_iter().map(|fault| yaml_fault(source, fault)).collect()
}

fn yaml_fault(source: &Arc<Source>, fault: Fault) -> Problem {
    let code = match fault.kind {
        FaultKind::Empty => return Problem::without_place(Code::Empty, source.name()),
        FaultKind::Syntax => Code::Syntax,
        FaultKind::Indentation => Code::Indentation,
        FaultKind::Tab => Code::Tab,
        FaultKind::Quote => Code::Quote,
        FaultKind::QuotedPart => Code::QuotedPart,
        FaultKind::Bracket => Code::Bracket,
        FaultKind::Colon => Code::Colon,
        FaultKind::Escape => Code::Escape,
        FaultKind::Character => Code::Character,
        FaultKind::DuplicateKey => Code::DuplicateKey,
        FaultKind::ComplexKey => Code::ComplexKey,
        FaultKind::Anchor => Code::Anchor,
        FaultKind::Tag => Code::Tag,
        FaultKind::SecondDocument => Code::SecondDocument,
        FaultKind::TooDeep => Code::TooDeep,
        FaultKind::TooLarge => Code::TooManyValues,
    };
    let quoted = source.text().get(fault.span.clone()).unwrap_or_default().to_owned();
    let problem = Problem::new(code, source, fault.span).with("text", quoted);
    let problem = match code {
        Code::TooDeep => problem.with("limit", MAX_DEPTH.to_string()),
        Code::TooManyValues => problem.with("limit", MAX_NODES.to_string()),
        _ => problem,
    };
    match fault.related {
        Some(related) => problem.related_to(related),
        None => problem,
    }
}
