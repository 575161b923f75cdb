//! Writes an extract of a new version of a document into the text of the old one.

use std::{collections::BTreeMap, fmt::Write};

use super::{
    Plan, Update,
    edit::Edits,
    matching::{Fate, hashes},
};
use crate::{
    clean::one_line,
    ingest::{
        difference::{MAX_WORDS, parts, show},
        draft::{self, Draft, block, scalar},
        propose::Proposal,
    },
    read,
    yaml::{Node, Tree, edit::written},
};

/// How wide the lines of comments are.
const WIDTH: usize = 120;

/// The text of the new extract.
pub(super) fn write(update: &Update<'_>, plan: &Plan) -> String {
    let text = update.extract.source.text();
    // It has been read before.
    let Ok(tree) = Tree::parse(text) else { return text.to_owned() };
    let root = tree.root();
    let mut writer = Writer { update, plan, edits: Edits::new(text) };
    writer.documents(root);
    let items: Vec<Node<'_>> = read::items(root, "clauses").collect();
    if let Some(list) = root.get("clauses").filter(|list| writer.edits.is_flow(*list) || items.is_empty()) {
        // A list in brackets has no lines to put anything between.
        let lines: String = items
            .iter()
            .filter_map(|item| text.get(written(text, *item)))
            .map(|item| format!("\n  - {item}"))
            .collect();
        if !items.is_empty() {
            let mut edits = Edits::new(text);
            edits.value(list, lines);
            return again(update, plan, edits.done());
        }
        let added: String = (0..).zip(&plan.added).map(|(_, place)| writer.added(*place, 2)).collect();
        if !added.is_empty() {
            let start = text.get(..list.span().start).map_or(0, |before| before.trim_end().len());
            writer.edits.put(start..list.span().end, added);
        }
        return writer.edits.done();
    }
    let because = root.get("agreement").and_then(|agreement| agreement.get("because")?.get("ref"));
    if let Some(because) = because {
        writer.reference(because);
    }
    let mut added = writer.all_added(&items);
    if let Some(first) = added.remove(&None) {
        writer.add_first(&items, &first);
    }
    let mut gone = String::new();
    for (place, item) in items.iter().enumerate() {
        gone.push_str(&writer.clause(place, *item).unwrap_or_default());
    }
    for (place, new) in added {
        writer.add_behind(place.and_then(|place| items.get(place)), &new);
    }
    if !gone.is_empty() {
        let head = update.words.say("update.removed", &[("document", update.file)]);
        let before = if text.ends_with('\n') { "\n" } else { "\n\n" };
        writer.edits.put(text.len()..text.len(), format!("{before}{}{gone}", comment(&head, 0)));
    }
    writer.edits.done()
}

/// The same with a text that says the same in another way.
fn again(update: &Update<'_>, plan: &Plan, text: String) -> String {
    let source = std::sync::Arc::new(crate::source::Source::new(update.extract.source.name(), text));
    let extract = crate::extract::Extract { source, ..update.extract.clone() };
    write(&Update { extract: &extract, ..*update }, plan)
}

struct Writer<'w> {
    update: &'w Update<'w>,
    plan: &'w Plan,
    edits: Edits<'w>,
}

impl Writer<'_> {
    /// Names the file of the new version.
    fn documents(&mut self, root: Node<'_>) {
        for (place, node) in read::items(root, "documents").enumerate() {
            if !self.update.documents.contains(&place) {
                continue;
            }
            let (file, sum) = (scalar(self.update.file), self.update.new.0.sha256.clone());
            match node.get("file") {
                Some(old) if old.text() == Some(self.update.file) => {}
                _ => self.edits.member(node, "file", &file, "title"),
            }
            let behind = if node.get("file").is_some() { "file" } else { "title" };
            self.edits.member(node, "sha256", &sum, behind);
        }
    }

    /// Writes what has become of a clause. What is gone is returned as a comment.
    fn clause(&mut self, place: usize, item: Node<'_>) -> Option<String> {
        let fate = self.plan.fates.get(place).copied().flatten();
        match fate {
            // Where something rests on it, it cannot go.
            Some(Fate::Removed) if self.is_needed(place) => {
                let note = self.update.words.get("update.needed").to_owned();
                self.note(item, &note);
                self.propose(item);
            }
            Some(Fate::Removed) => return self.remove(item),
            Some(Fate::Changed(target)) => {
                let new = self.update.new.1.clauses.get(target)?;
                let old = self.plan.texts.get(place).and_then(Option::as_deref).unwrap_or_default();
                let difference = difference(old, &new.text);
                let note = self.update.words.say("update.changed", &[("difference", &difference)]);
                self.note(item, &note);
                let indent = item.key("text").map_or(2, |key| self.edits.column(key.span().start) + 2);
                let text = if self.edits.is_flow(item) { scalar(&new.text) } else { block(&new.text, indent) };
                if item.get("text").is_some() {
                    self.edits.member(item, "text", &text, "ref");
                }
                self.propose(item);
            }
            Some(Fate::Named(target)) => {
                let new = self.update.new.1.clauses.get(target)?;
                let note = self.update.words.say("update.named", &[("text", &new.text)]);
                self.note(item, &note);
                self.propose(item);
            }
            Some(Fate::Same(_)) | None => {}
        }
        self.place(place, item);
        None
    }

    /// Writes where a clause stands now, and what the clauses are called that its annotations draw on.
    fn place(&mut self, place: usize, item: Node<'_>) {
        let reference = item.get("ref").and_then(Node::text);
        if let Some((old, new)) = reference.and_then(|old| Some((old, self.renamed(old)?.to_owned())))
            && old != new
        {
            self.edits.member(item, "ref", &scalar(&new), "ref");
        }
        let target = self.plan.target(place).and_then(|target| self.update.new.1.clauses.get(target));
        if let Some(target) = target {
            let numbers = [("page", target.page), ("line", Some(target.lines.0))];
            for (key, number) in numbers {
                match (item.get(key), number) {
                    (Some(old), Some(number)) if old.count() != Some(u64::from(number)) => {
                        self.edits.member(item, key, &number.to_string(), "ref");
                    }
                    // The new version has no pages.
                    (Some(_), None) => self.edits.without(item, key),
                    _ => {}
                }
            }
        }
        for annotation in read::items(item, "annotations") {
            if let Some(also) = annotation.get("also") {
                self.also(annotation, also);
            }
        }
    }

    /// Puts the new reference of a clause in the place of the old one.
    fn reference(&mut self, node: Node<'_>) {
        let Some(new) = node.text().and_then(|text| self.renamed(text)) else { return };
        if node.text() != Some(new) {
            self.edits.value(node, scalar(new));
        }
    }

    /// The new reference of a clause, by its old one.
    fn renamed(&self, reference: &str) -> Option<&str> {
        let place = self.update.extract.clauses.iter().position(|clause| clause.reference == reference)?;
        self.plan.references.get(place).map(String::as_str)
    }

    /// Renames the clauses that an annotation draws on; those that are gone are left out.
    fn also(&mut self, annotation: Node<'_>, list: Node<'_>) {
        let old: Vec<&str> = list.items().filter_map(Node::text).collect();
        let is_there = |reference: &&&str| {
            let clauses = &self.update.extract.clauses;
            let place = clauses.iter().position(|clause| clause.reference == **reference);
            place.is_some_and(|place| self.plan.fates[place] != Some(Fate::Removed) || self.is_needed(place))
        };
        let new: Vec<&str> = old.iter().filter(is_there).filter_map(|reference| self.renamed(reference)).collect();
        if old == new {
            return;
        }
        if old.len() == new.len() {
            return list.items().for_each(|node| self.reference(node));
        }
        let new: Vec<String> = new.into_iter().map(scalar).collect();
        self.edits.member(annotation, "also", &format!("[{}]", new.join(", ")), "topic");
    }

    /// Whether the relationship of the parties rests on a clause.
    fn is_needed(&self, place: usize) -> bool {
        self.update.extract.agreement.because.as_ref().is_some_and(|because| because.clause == place)
    }

    /// Marks the annotations of a clause as not confirmed.
    fn propose(&mut self, item: Node<'_>) {
        for node in read::items(item, "annotations") {
            if node.is_map() {
                if node.get("review").is_none() {
                    self.edits.member(node, "review", "proposed", "topic");
                }
                continue;
            }
            let span = written(self.edits.text, node);
            let topic = self.edits.text.get(span.clone()).unwrap_or_default().to_owned();
            let in_flow =
                item.get("annotations").is_some_and(|list| self.edits.is_flow(list) || self.edits.is_flow(item));
            let margin = " ".repeat(self.edits.column(span.start));
            let new = if in_flow {
                format!("{{topic: {topic}, review: proposed}}")
            } else {
                format!("topic: {topic}\n{margin}review: proposed")
            };
            self.edits.put(span, new);
        }
    }

    /// Puts a comment above a clause.
    fn note(&mut self, item: Node<'_>, text: &str) {
        let Some(item) = self.edits.item(item) else { return };
        let indent = self.edits.column(item.start);
        let start = self.edits.line_start(item.start);
        self.edits.put(start..start, comment(text, indent));
    }

    /// Takes a clause out; what was written is returned as a comment.
    fn remove(&mut self, item: Node<'_>) -> Option<String> {
        let span = self.edits.item(item)?;
        let lines = self.edits.line_start(span.start)..span.end;
        let written = self.edits.text.get(lines.clone())?;
        let commented = written.lines().fold(String::new(), |mut text, line| {
            let _ = writeln!(text, "#{}{line}", if line.is_empty() { "" } else { " " });
            text
        });
        // With its line break, where it has one.
        let rest = self.edits.text.get(lines.end..)?;
        let line_break = rest.len() - rest.strip_prefix("\r\n").or(rest.strip_prefix('\n')).unwrap_or(rest).len();
        self.edits.put(lines.start..lines.end + line_break, "");
        Some(commented)
    }

    /// The clauses that are new, by the clause of the extract that comes before them in the new version.
    fn all_added(&self, items: &[Node<'_>]) -> BTreeMap<Option<usize>, String> {
        let mut before: Vec<(usize, usize)> =
            (0..items.len()).filter_map(|place| Some((self.plan.target(place)?, place))).collect();
        before.sort_unstable();
        let first = items.first().and_then(|item| self.edits.item(*item));
        let indent = first.map_or(2, |item| self.edits.column(item.start));
        let mut added: BTreeMap<Option<usize>, String> = BTreeMap::new();
        for place in &self.plan.added {
            let last = before.partition_point(|(target, _)| target < place).checked_sub(1);
            let last = last.and_then(|last| before.get(last)).map(|(_, item)| *item);
            added.entry(last).or_default().push_str(&self.added(*place, indent));
        }
        added
    }

    /// Adds clauses before all others.
    fn add_first(&mut self, items: &[Node<'_>], new: &str) {
        let first = items.first().and_then(|item| self.edits.item(*item));
        if let Some(start) = first.map(|item| self.edits.line_start(item.start)) {
            self.edits.put(start..start, format!("{}\n", new.trim_start_matches('\n')));
        }
    }

    /// Adds clauses behind another.
    fn add_behind(&mut self, item: Option<&Node<'_>>, new: &str) {
        if let Some(end) = item.and_then(|item| self.edits.item(*item)).map(|item| item.end) {
            self.edits.put(end..end, new);
        }
    }

    /// A clause of the new version with what is proposed of it; it begins with a line break and does not end in one.
    fn added(&self, place: usize, indent: usize) -> String {
        let update = self.update;
        let draft = Draft {
            document: update.new.0,
            file: update.file,
            outline: &self.plan.named,
            reading: update.reading,
            vocabulary: update.vocabulary,
            all: update.all,
            words: update.words,
        };
        let own: Vec<&Proposal> = update.reading.proposals.iter().filter(|proposal| proposal.clause == place).collect();
        let mut yaml = String::new();
        draft::clause(&mut yaml, &draft, place, &own);
        if let (true, Some(document)) = (update.extract.documents.len() > 1, update.documents.first()) {
            let id = update.extract.documents.get(*document).map_or("", |document| document.id.as_str());
            let end = yaml.match_indices('\n').nth(1).map_or(yaml.len(), |(end, _)| end);
            yaml.insert_str(end, &format!("\n    document: {id}"));
        }
        let margin = " ".repeat(indent);
        let lines = yaml.lines().skip(1).map(|line| match line.get(2..) {
            Some(line) => format!("\n{margin}{line}"),
            None => "\n".to_owned(),
        });
        format!("\n{}{}", comment(update.words.get("update.new"), indent).trim_end(), lines.collect::<String>())
    }
}

/// What differs between the old and the new words of a clause, word by word.
fn difference(old: &str, new: &str) -> String {
    let split = |text| -> (Vec<u64>, Vec<String>) { hashes(text).into_iter().take(MAX_WORDS).unzip() };
    let ((old_hashes, old), (new_hashes, new)) = (split(old), split(new));
    show(&parts(&old_hashes, &new_hashes), &old, &new, false)
}

/// A text as lines of a comment, each with its line break.
fn comment(text: &str, indent: usize) -> String {
    let margin = " ".repeat(indent);
    let options = textwrap::Options::new(WIDTH.saturating_sub(indent + 2).max(40))
        .break_words(false)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    let text = one_line(text);
    textwrap::wrap(&text, options).iter().map(|line| format!("{margin}# {line}\n")).collect()
}
