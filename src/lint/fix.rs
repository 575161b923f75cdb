//! Mends what is mechanical and certain.

use crate::{
    problem::{Code, Problem},
    source::{Source, Span},
    vocabulary::Duration,
    yaml::{Node, Tree},
};

/// How many problems of a file are mended at once: each is tried on the whole text.
const MAX_FIXED: usize = 200;

/// A text with the problems in it mended that can be mended without a doubt, and how many those are; `None` if there are none.
/// Problems of other files are left alone.
#[must_use]
pub fn fix(source: &Source, problems: &[Problem]) -> Option<(String, usize)> {
    let text = source.text();
    let own = problems.iter().filter(|problem| problem.file() == source.name());
    let mut edits: Vec<(Span, String)> = own.take(MAX_FIXED).filter_map(|problem| edit(text, problem)).collect();
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
        Code::WrongLine => problem.argument("found").map(|found| (span, found.to_owned())),
        Code::NoPeriod => ended(text, &span).map(|at| (at..at, ".".to_owned())),
        _ => None,
    }
}

/// Where a period ends a text that is written at a place: before a quote that closes it, if there is one. Only where the
/// text is then what it was with a period behind it.
fn ended(text: &str, span: &Span) -> Option<usize> {
    let written = text.get(span.clone())?.trim_end();
    let end = span.start + written.len();
    let said = text_at(text, span.start)?;
    let inside = (written.len() > 1 && written.ends_with(['"', '\''])).then(|| {
        let before = &text[span.start..end - 1];
        span.start + before.trim_end().len()
    });
    inside.into_iter().chain([end]).find(|at| {
        let mended = format!("{}.{}", &text[..*at], &text[*at..]);
        text_at(&mended, span.start).is_some_and(|now| now.trim_end() == format!("{}.", said.trim_end()))
    })
}

/// The text that a value has that is written at a place.
fn text_at(text: &str, start: usize) -> Option<String> {
    fn find(node: Node<'_>, start: usize) -> Option<String> {
        if node.span().start == start && node.text().is_some() {
            return node.text().map(str::to_owned);
        }
        let members = node.members().map(|(_, value)| value);
        members
            .chain(node.items())
            .filter(|child| child.span().start <= start && start <= child.span().end)
            .find_map(|child| find(child, start))
    }
    find(Tree::parse(text).ok()?.root(), start)
}

/// Whether something written is a name without quotes, brackets, or line breaks.
fn is_plain(written: &str) -> bool {
    !written.is_empty() && written.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}
