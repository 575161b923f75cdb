//! Fills in what opening the documents of an extract shows: where its clauses stand, and the sums of the files.

use crate::{
    extract::{Extract, Opened},
    read,
    source::Source,
    yaml::{Node, Tree},
};

/// The text of an extract with the pages and lines of clauses that were found, and the sums of files that were read, where it
/// does not say them; and how many those are. Nothing where there is nothing to add. Nothing that is written is changed.
#[must_use]
pub fn fill(source: &Source, extract: &Extract) -> Option<(String, usize)> {
    let text = source.text();
    let tree = Tree::parse(text).ok()?;
    let mut added: Vec<(usize, String)> = Vec::new();
    for (node, document) in read::items(tree.root(), "documents").zip(&extract.documents) {
        if let (Opened::Read { sha256 }, None) = (&document.opened, &document.sha256) {
            added.extend(behind(text, node, "file", &[("sha256", sha256.clone())]));
        }
    }
    for (node, clause) in read::items(tree.root(), "clauses").zip(&extract.clauses) {
        let Some(found) = clause.standing.found() else { continue };
        let page = found.page.filter(|_| clause.page.is_none()).map(|page| ("page", page.to_string()));
        let line = clause.document_line.is_none().then(|| ("line", found.line.to_string()));
        let new: Vec<(&str, String)> = page.into_iter().chain(line).collect();
        let before = ["page", "document", "ref"].into_iter().find(|key| node.get(key).is_some());
        if let (Some(before), false) = (before, new.is_empty()) {
            added.extend(behind(text, node, before, &new));
        }
    }
    added.sort_by_key(|(at, _)| *at);
    let mut filled = String::with_capacity(text.len() + added.iter().map(|(_, new)| new.len()).sum::<usize>());
    let mut done = 0;
    for (at, new) in &added {
        filled.push_str(text.get(done..*at)?);
        filled.push_str(new);
        done = *at;
    }
    filled.push_str(text.get(done..)?);
    (!added.is_empty()).then_some((filled, added.len()))
}

/// New members of a map behind the one of a key, as the map is written: in braces, or a line each.
fn behind(text: &str, map: Node<'_>, key: &str, new: &[(&str, String)]) -> Option<(usize, String)> {
    let (name, value) = (map.key(key)?, map.get(key)?);
    if text.get(map.span().start..)?.starts_with('{') {
        let new = new.iter().map(|(key, value)| format!(", {key}: {value}")).collect();
        return Some((value.span().end, new));
    }
    let start = text.get(..name.span().start)?.rfind('\n').map_or(0, |end| end + 1);
    // The first key of an item stands behind its dash.
    let indent = " ".repeat(text.get(start..name.span().start)?.chars().count());
    let end = value.span().end;
    // What goes on over lines may end anywhere.
    if text.get(name.span().start..end)?.contains(['\n', '\r']) {
        return None;
    }
    // A comment behind the value stays with it.
    let line_end = text.get(end..)?.find('\n').map_or(text.len(), |rest| end + rest);
    let line_end = if text.get(..line_end)?.ends_with('\r') { line_end - 1 } else { line_end };
    let line_break = if text.get(line_end..)?.starts_with('\r') { "\r\n" } else { "\n" };
    let new = new.iter().map(|(key, value)| format!("{line_break}{indent}{key}: {value}")).collect();
    Some((line_end, new))
}
