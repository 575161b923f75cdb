//! Mends what is mechanical and certain.

use crate::{
    problem::{Code, Problem},
    source::Span,
    vocabulary::Duration,
};

/// A text with the problems in it mended that can be mended without a doubt, and how many those are; `None` if there are none.
#[must_use]
pub fn fix(text: &str, problems: &[Problem]) -> Option<(String, usize)> {
    let mut edits: Vec<(Span, String)> = problems.iter().filter_map(|problem| edit(text, problem)).collect();
    edits.sort_by_key(|(span, _)| (span.start, span.end));
    edits.dedup_by_key(|(span, _)| span.clone());
    let mut fixed = String::with_capacity(text.len() + edits.len());
    let mut count = 0;
    let mut done = 0;
    for (span, new) in edits {
        // What overlaps is left for the next time.
        if span.start >= done {
            fixed.push_str(&text[done..span.start]);
            fixed.push_str(&new);
            done = span.end;
            count += 1;
        }
    }
    fixed.push_str(&text[done..]);
    (count > 0).then_some((fixed, count))
}

/// What to put where.
fn edit(text: &str, problem: &Problem) -> Option<(Span, String)> {
    let span = problem.span()?;
    let written = text.get(span.clone())?;
    match problem.code() {
        Code::UnquotedNumber => Some((span, format!("\"{written}\""))),
        Code::NeedsList if is_plain(written) => Some((span, format!("[{written}]"))),
        Code::BadDuration | Code::ParameterType => Duration::guess(written).map(|meant| (span, meant.to_string())),
        Code::BadFlag => {
            let flag = match written.trim_matches(['"', '\'']).to_lowercase().as_str() {
                "ja" | "yes" | "waar" | "true" | "j" | "y" => "true",
                "nee" | "no" | "onwaar" | "false" | "n" => "false",
                _ => return None,
            };
            Some((span, flag.to_owned()))
        }
        Code::CurlyQuotes => {
            let inner = written.strip_prefix(['“', '”', '„'])?.strip_suffix(['“', '”'])?;
            let plain = !inner.contains(['"', '\\', '“', '”', '„', '\n']);
            plain.then(|| (span, format!("\"{inner}\"")))
        }
        Code::NoPeriod => {
            let end = span.start + written.trim_end().len();
            let quote = text[span.start..end].chars().next().filter(|first| matches!(first, '"' | '\''));
            let at = if quote.is_some() { end - 1 } else { end };
            // Within quotes the text may end in spaces.
            let at = span.start + text[span.start..at].trim_end().len();
            Some((at..at, ".".to_owned()))
        }
        _ => None,
    }
}

/// Whether something written is a name without quotes, brackets, or line breaks.
fn is_plain(written: &str) -> bool {
    !written.is_empty() && written.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}
