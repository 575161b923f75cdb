//! Changes as a memo: what was compared, what became worse, better, or otherwise different, and what to ask of the processor.

use zip::result::ZipError;

use super::{
    Setup, Whole,
    view::{Entry, View, asked, loose},
};
use crate::{
    diff::{compare::Comparison, side::Side},
    report::{
        docx::{
            markup::{WIDTH, cell, finding_row, header, numbered, paragraph, plain, row, run, table},
            package::Package,
        },
        office::{TOOL, colours},
    },
};

/// The columns of the head of a memo.
const HEAD: [u32; 2] = [1700, WIDTH - 1700];

/// The columns of a table of changes: verdicts, requirement, what has changed.
const CHANGES: [u32; 3] = [1700, 2700, WIDTH - 4400];

/// A memo in the making.
pub(super) struct Memo<'s> {
    setup: Setup<'s>,
    /// The file, or why there is none.
    package: Result<Package, ZipError>,
}

impl<'s> Memo<'s> {
    pub(super) fn new(setup: Setup<'s>) -> Self {
        let begin = |mut package: Package| {
            package.add(&head(&setup))?;
            Ok(package)
        };
        Self { setup, package: Package::begin(setup.words, "diff.heading").and_then(begin) }
    }

    /// What is told of one agreement.
    fn agreement(&self, view: &View<'_>, list: usize) -> String {
        let words = self.setup.words;
        let mut text = plain("Heading1", view.title);
        for line in [words.say("diff.of", &[("processor", view.processor)]), view.files.clone()] {
            text.push_str(&plain("Normal", &line));
        }
        for change in &view.about {
            text.push_str(&plain("ListBullet", &change.sentence("diff.nothing", words)));
        }
        let totals = if view.same { words.get("diff.no-change") } else { &view.totals };
        text.push_str(&plain("Normal", totals));
        let headings = ["heading.verdict", "office.requirement-and-basis", "diff.heading"].map(|key| words.get(key));
        for part in &view.parts {
            let rows: String = part.entries.iter().map(|entry| self.row(entry)).collect();
            text.push_str(&plain("Heading2", words.get(part.heading)));
            text.push_str(&table("Findings", &CHANGES, &(header(&headings, &CHANGES) + &rows)));
        }
        text.extend(view.moved(words).map(|moved| plain("Normal", &loose(&moved))));
        // Only what is new or worse: what was a gap before has been asked before.
        let asked = view.entries().filter(|entry| entry.setback);
        let asked = asked.filter_map(|entry| Some((entry, entry.request?))).map(|(entry, request)| {
            numbered("ListNumber", list, &run("Strong", entry.title)) + &plain("ListContinue", request)
        });
        let asked: String = asked.collect();
        if !asked.is_empty() {
            text.push_str(&(plain("Heading2", words.get("diff.requests")) + &asked));
        }
        text
    }

    fn row(&self, entry: &Entry<'_>) -> String {
        let words = self.setup.words;
        let verdict = run(&format!("Verdict-{}", entry.verdict().name()), &loose(&entry.verdicts(words)));
        let requirement = paragraph("TableText", &run("Strong", entry.title));
        let requirement = requirement + &plain("TableNote", &loose(&entry.rests_on(words)));
        let said: String = entry.said(words).iter().map(|text| plain("TableText", &loose(text))).collect();
        // A cell without a paragraph is none to word processors.
        let said = if said.is_empty() { plain("TableText", "") } else { said };
        let cells = [
            cell(CHANGES[0], Some(colours(entry.verdict()).0), &paragraph("TableText", &verdict)),
            cell(CHANGES[1], None, &requirement),
            cell(CHANGES[2], None, &said),
        ];
        finding_row(&cells.concat())
    }
}

/// What was compared with what.
fn head(setup: &Setup<'_>) -> String {
    let Setup { words, old, new, .. } = setup;
    let side = |side: &Side| format!("{}\n{}", side.name, asked(side, words));
    let side_rows = [("diff.old", side(old)), ("diff.new-one", side(new)), ("office.made-with", TOOL.to_owned())];
    let rows = side_rows.iter().map(|(key, text)| {
        let name = cell(HEAD[0], None, &paragraph("TableText", &run("Strong", words.get(key))));
        row(&(name + &cell(HEAD[1], None, &plain("TableText", text))))
    });
    plain("Title", words.get("diff.heading")) + &table("LetterHead", &HEAD, &rows.collect::<String>())
}

impl Whole for Memo<'_> {
    fn add(&mut self, comparison: &Comparison) {
        let view = View::of(comparison, self.setup.words);
        let list = self.package.as_mut().map(Package::list).unwrap_or_default();
        let text = self.agreement(&view, list);
        let Ok(package) = &mut self.package else { return };
        if let Err(error) = package.add(&text) {
            self.package = Err(error);
        }
    }

    fn finish(self: Box<Self>, not_compared: &[String]) -> Result<Vec<u8>, String> {
        let words = self.setup.words;
        let finish = |mut package: Package| {
            for name in not_compared {
                package.add(&plain("Normal", &words.say("not-judged", &[("name", name)])))?;
            }
            package.finish()
        };
        self.package.and_then(finish).map_err(|error| error.to_string())
    }
}
