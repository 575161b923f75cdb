//! Fills in what opening the documents of an extract shows: where its clauses stand, and the sums of the files.

use crate::{
    extract::{Extract, Opened},
    read,
    source::Source,
    yaml::{
        Tree,
        edit::{Edit, with_member},
    },
};

/// The text of an extract with the pages and lines of clauses that were found, and the sums of files that were read, where it
/// does not say them; and how many those are. Nothing where there is nothing to add. Nothing that is written is changed.
#[must_use]
pub fn fill(source: &Source, extract: &Extract) -> Option<(String, usize)> {
    let text = source.text();
    let tree = Tree::parse(text).ok()?;
    let mut added: Vec<Edit> = Vec::new();
    for (node, document) in read::items(tree.root(), "documents").zip(&extract.documents) {
        if let (Opened::Read { sha256 }, None) = (&document.opened, &document.sha256) {
            added.extend(with_member(text, node, "sha256", sha256, "file"));
        }
    }
    for (node, clause) in read::items(tree.root(), "clauses").zip(&extract.clauses) {
        let Some(found) = clause.standing.found() else { continue };
        let page = found.page.filter(|_| clause.page.is_none()).map(|page| ("page", page));
        let line = clause.document_line.is_none().then_some(("line", found.line));
        let behind = ["page", "document"].into_iter().find(|key| node.get(key).is_some()).unwrap_or("ref");
        for (key, number) in page.into_iter().chain(line) {
            added.extend(with_member(text, node, key, &number.to_string(), behind));
        }
    }
    added.sort_by_key(|(span, _)| span.start);
    let mut filled = String::with_capacity(text.len() + added.iter().map(|(_, new)| new.len()).sum::<usize>());
    let mut done = 0;
    for (span, new) in &added {
        filled.push_str(text.get(done..span.start)?);
        filled.push_str(new);
        done = span.end;
    }
    filled.push_str(text.get(done..)?);
    (!added.is_empty()).then_some((filled, added.len()))
}
