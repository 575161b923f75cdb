//! What a letter on one agreement says, in its order. What is for the sender's eyes only stands behind it
//! ([`super::own_file`]): remarks, accepted gaps, and names of files show the other side how strong a position is.

use super::{
    markup::{
        WIDTH, bookmark, cell, escape, finding_row, header, link_within, numbered, paragraph, plain, row, run, table,
        wide_cell,
    },
    package::Package,
};
use crate::{
    checklist::Verdict,
    report::{
        office::{Clauses, checklist, colours, other_basis, summary},
        sheet::{self, ARROW, NO_BREAK},
        view::{Line, Section, View, show_value},
    },
    words::Words,
};

/// The columns of the table of gaps: number, verdict, requirement, finding, level.
const GAPS: [u32; 5] = [500, 1330, 2600, 4158, 1050];

/// The columns of the head of a letter.
const HEAD: [u32; 2] = [1700, WIDTH - 1700];

/// What begins a new page.
pub(super) const PAGE_BREAK: &str = r#"<w:p><w:r><w:br w:type="page"/></w:r></w:p>"#;

/// One agreement as a letter.
pub(super) struct Agreement<'v, 'p> {
    pub(super) view: &'v View<'v>,
    pub(super) words: &'static Words,
    pub(super) clauses: Clauses<'v>,
    package: &'p mut Package,
    /// Which agreement of the file it is, from 1.
    number: usize,
    pub(super) text: String,
}

/// A gap with its checklist's place and the number of its request.
type Numbered<'v> = (usize, usize, &'v Line<'v>);

impl<'v, 'p> Agreement<'v, 'p> {
    pub(super) fn new(view: &'v View<'v>, number: usize, package: &'p mut Package) -> Self {
        let clauses = Clauses::of(view);
        Self { view, words: view.words, clauses, package, number, text: String::new() }
    }

    /// The letter as markup.
    pub(super) fn write(mut self) -> String {
        if self.number > 1 {
            self.text.push_str(PAGE_BREAK);
        }
        self.line("Title", self.words.get("office.title"));
        self.head();
        self.line("Heading1", self.words.get("office.summary"));
        let summary = self.summary();
        self.line("Normal", &summary);
        self.gaps();
        self.requests();
        self.own_file();
        self.text
    }

    pub(super) fn line(&mut self, style: &str, text: &str) {
        self.text.push_str(&plain(style, text));
    }

    /// Between whom, about what, against what, and of which files.
    fn head(&mut self) {
        let words = self.words;
        let agreement = &self.view.extract.agreement;
        let mut entries =
            vec![("office.to", agreement.processor.clone()), ("office.from", agreement.controller.clone())];
        entries.extend(self.view.day.map(|day| ("office.date", words.date(day))));
        let date = agreement.date.as_deref().and_then(|date| date.parse().ok()).map(|date| words.date(date));
        let subject = match date {
            Some(date) => words.say("office.dated", &[("title", &agreement.title), ("date", &date)]),
            None => agreement.title.clone(),
        };
        entries.push(("office.subject", subject));
        for section in &self.view.sections {
            entries.push(("heading.checklist", judged_against(section, words)));
        }
        self.entries(&entries);
    }

    /// A table of names, each with what it is.
    pub(super) fn entries(&mut self, entries: &[(&str, String)]) {
        let words = self.words;
        let rows = entries.iter().map(|(key, text)| {
            let name = cell(HEAD[0], None, &paragraph("TableText", &run("Strong", words.get(key))));
            row(&(name + &cell(HEAD[1], None, &plain("TableText", text))))
        });
        let rows: String = rows.collect();
        self.text.push_str(&table("LetterHead", &HEAD, &rows));
    }

    /// How many of what, and what limits it, in one paragraph. What is accepted is no matter for a letter.
    fn summary(&self) -> String {
        let words = self.words;
        let lines: Vec<&Line<'_>> = self.lines().filter(|line| !line.is_accepted()).collect();
        let titles: Vec<&str> = self.view.sections.iter().map(|section| section.title).collect();
        let requirements = words.count("explain.requirements", lines.len());
        let arguments = [
            ("title", self.view.extract.agreement.title.as_str()),
            ("requirements", &requirements),
            ("checklists", &words.list(&titles)),
        ];
        let mut sentences = vec![words.say("office.compared", &arguments)];
        sentences.extend(summary(&lines, words));
        if self.view.sections.iter().any(|section| section.excluded) {
            sentences.push(self.excluded());
        }
        if !self.view.unread.is_empty() {
            sentences.push(words.say("not-read", &[("documents", &words.list(&self.view.unread))]));
        }
        sentences.extend(self.view.verified.summary.iter().chain(&self.view.verified.notes).cloned());
        sentences.extend(self.view.confirmed.clone());
        sentences.join(" ")
    }

    /// Every finding, in the order of the checklists.
    pub(super) fn lines(&self) -> impl Iterator<Item = &'v Line<'v>> + use<'v> {
        self.view.sections.iter().flat_map(|section| &section.areas).flat_map(|area| &area.lines)
    }

    /// Why a checklist does not apply at all.
    fn excluded(&self) -> String {
        let agreement = &self.view.extract.agreement;
        let relationship = self.words.named("relationship", agreement.relationship.name());
        let mut text = self.words.say("excluded", &[("relationship", relationship)]);
        if let Some(because) = &self.view.because {
            text.push_str(&format!(" {}", self.words.say("excluded-because", &[("ref", because.reference)])));
        }
        if let Some(note) = agreement.because.as_ref().and_then(|because| because.note.as_deref()) {
            text.push_str(&format!(" {note}"));
        }
        text
    }

    /// The table of gaps, by checklist and area, each with the number of its request.
    fn gaps(&mut self) {
        let words = self.words;
        if self.view.sections.iter().all(|section| section.excluded) {
            return;
        }
        self.line("Heading1", words.get("office.gaps"));
        let mut number = 0;
        for section in self.view.sections.iter().filter(|section| !section.excluded) {
            self.section_title(section);
            let headings = [
                words.get("office.number"),
                words.get("heading.verdict"),
                words.get("office.requirement-and-basis"),
                words.get("heading.finding-and-clauses"),
                words.get("level"),
            ];
            let mut rows = String::new();
            for area in &section.areas {
                let gaps: Vec<&Line<'_>> = area.lines.iter().filter(|line| is_asked(line)).collect();
                if gaps.is_empty() {
                    continue;
                }
                rows.push_str(&row(&wide_cell(GAPS.len(), &plain("TableArea", area.title))));
                for line in gaps {
                    number += 1;
                    let link = link_within(&self.request_name(number), &number.to_string());
                    let first = cell(GAPS[0], None, &paragraph("TableText", &link));
                    let title = run("Strong", line.title);
                    rows.push_str(&finding_row(&(first + &self.cells(line, &GAPS[1..], &title))));
                }
            }
            if rows.is_empty() {
                self.line("Normal", words.get("no-gaps"));
            } else {
                self.text.push_str(&table("Findings", &GAPS, &(header(&headings, &GAPS) + &rows)));
            }
        }
    }

    /// What to ask of the processor, numbered as in the table.
    fn requests(&mut self) {
        let mut gaps: Vec<Numbered<'_>> = Vec::new();
        for (place, section) in self.view.sections.iter().enumerate() {
            for line in section.areas.iter().flat_map(|area| &area.lines).filter(|line| is_asked(line)) {
                gaps.push((place, gaps.len() + 1, line));
            }
        }
        if gaps.is_empty() {
            return;
        }
        self.line("Heading1", self.words.get("office.requests"));
        let list = self.package.list();
        for (place, number, line) in gaps {
            let cites: Vec<&str> = line.basis.iter().map(|(cite, _)| cite.as_str()).collect();
            let basis = if cites.is_empty() { String::new() } else { format!(" – {}", cites.join(", ")) };
            let title = self.anchored(line, place, &run("Strong", line.title));
            let name = self.request_name(number);
            let title = self.bookmarked(&name, &title);
            let runs = title + &run("Quiet", &basis);
            self.text.push_str(&numbered("ListNumber", list, &runs));
            self.line("ListContinue", line.remedy);
        }
    }

    /// The name of a checklist above its table, where there are several.
    pub(super) fn section_title(&mut self, section: &Section<'_>) {
        if self.view.sections.len() > 1 {
            self.line("Heading2", &checklist(section.checklist, self.words));
        }
    }

    /// Verdict, requirement, finding, and level of a line as cells.
    pub(super) fn cells(&mut self, line: &Line<'v>, widths: &[u32], title: &str) -> String {
        let words = self.words;
        let style = format!("Verdict-{}", line.verdict.name());
        let mut verdict =
            paragraph("TableText", &run(&style, &sheet::verdict(line.verdict, words).replace(NO_BREAK, " ")));
        if let Some(waiver) = line.waiver.filter(|_| line.is_accepted()) {
            let until = words.say("office.accepted-until", &[("date", &words.date(waiver.waiver.until))]);
            verdict.push_str(&plain("TableNote", &until));
        }
        if line.proposed {
            verdict.push_str(&plain("TableNote", words.get("office.proposed")));
        }
        let basis: Vec<String> = line.basis.iter().map(|(cite, address)| self.package.link(address, cite)).collect();
        let mut requirement = paragraph("TableText", title);
        if !basis.is_empty() {
            requirement.push_str(&paragraph("TableNote", &basis.join(&run("", ", "))));
        }
        for other in other_basis(line) {
            requirement.push_str(&plain("TableNote", &other));
        }
        let mut finding = plain("TableText", &line.finding);
        for place in self.clauses.cited(line) {
            finding.push_str(&plain("TableText", &format!("{ARROW}{place}")));
        }
        for note in self.clauses.see_too(line).iter().chain(&self.clauses.searched(line)).chain(&line.notes) {
            finding.push_str(&plain("TableNote", note));
        }
        // Requests to make stand in a list of their own.
        if line.is_accepted() {
            finding.push_str(&plain("TableNote", &words.say("ask", &[("remedy", line.remedy)])));
        }
        let level = plain("TableText", words.named("level", line.level.name()));
        [
            cell(widths[0], Some(ground(line.verdict)), &verdict),
            cell(widths[1], None, &requirement),
            cell(widths[2], None, &finding),
            cell(widths[3], None, &level),
        ]
        .concat()
    }

    /// The name of the bookmark of a request.
    fn request_name(&self, number: usize) -> String {
        format!("request_{}_{number}", self.number)
    }

    /// A requirement's title under the name of the requirement, so that a link can lead to it.
    pub(super) fn anchored(&mut self, line: &Line<'_>, section: usize, runs: &str) -> String {
        /// Word refuses longer names.
        const LONGEST: usize = 40;
        let mut name = line.id.replace('-', "_");
        if self.number > 1 || section > 0 {
            name = format!("{name}_{}_{}", self.number, section + 1);
        }
        if name.len() > LONGEST {
            name = format!("requirement_{}", self.package.bookmark());
        }
        self.bookmarked(&escape(&name), runs)
    }

    fn bookmarked(&mut self, name: &str, runs: &str) -> String {
        bookmark(self.package.bookmark(), name, runs)
    }
}

/// Whether a finding is a gap that something is asked about.
fn is_asked(line: &Line<'_>) -> bool {
    line.verdict.is_gap() && !line.is_accepted()
}

/// A checklist with its parameters.
fn judged_against(section: &Section<'_>, words: &Words) -> String {
    let set = section.checklist.parameters.values().filter(|_| !section.excluded);
    let set = set.map(|one| format!("{}: {}", one.label.get(words.language()), show_value(&one.value, words)));
    [checklist(section.checklist, words)].into_iter().chain(set).collect::<Vec<_>>().join("\n")
}

fn ground(verdict: Verdict) -> u32 {
    colours(verdict).0
}
