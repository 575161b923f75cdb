//! What a letter on one agreement says, in its order.

use super::{
    markup::{
        WIDTH, bookmark, cell, escape, header_row, link_within, numbered, paragraph, plain, row, run, table, whole_row,
        wide_cell,
    },
    package::Package,
};
use crate::{
    checklist::{Level, Verdict},
    report::{
        data::sha256,
        office::{Clauses, TOOL, below, checklist, colours, layer_sum, other_basis, summary},
        sheet::{self, ARROW, NO_BREAK},
        view::{Line, Section, State, View, show_value},
    },
    words::Words,
};

/// The columns of the table of gaps: number, verdict, requirement, finding, level.
const GAPS: [u32; 5] = [500, 1330, 2600, 4158, 1050];

/// The columns of the table of the rest, which has no numbers.
const OTHERS: [u32; 4] = [1330, 2900, 4358, 1050];

/// The columns of the head of a letter.
const HEAD: [u32; 2] = [1700, WIDTH - 1700];

/// How much of a sum is enough to tell two versions of a file apart.
const SHORT_SUM: usize = 12;

/// The colour of the ground of header rows.
const INK: u32 = 0x1F_35_50;

/// One agreement as a letter.
pub(super) struct Agreement<'v, 'p> {
    view: &'v View<'v>,
    words: &'static Words,
    clauses: Clauses<'v>,
    package: &'p mut Package,
    /// Which agreement of the file it is, from 1.
    number: usize,
    text: String,
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
        let first = if self.number > 1 { r#"<w:p><w:r><w:br w:type="page"/></w:r></w:p>"# } else { "" };
        self.text.push_str(first);
        self.line("Title", self.words.get("office.title"));
        self.head();
        self.line("Heading1", self.words.get("office.summary"));
        let summary = self.summary();
        self.line("Normal", &summary);
        self.gaps();
        self.requests();
        self.others();
        self.account();
        self.text
    }

    fn line(&mut self, style: &str, text: &str) {
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
        let source = &self.view.extract.source;
        let sum = words.say("office.sum", &[("sum", &sha256(source.text()))]);
        entries.push(("office.extract", format!("{}\n{sum}", source.name())));
        entries.push(("office.made-with", TOOL.to_owned()));
        let rows = entries.iter().map(|(key, text)| {
            let name = cell(HEAD[0], None, &paragraph("TableText", &run("Strong", words.get(key))));
            row(&(name + &cell(HEAD[1], None, &plain("TableText", text))))
        });
        let rows: String = rows.collect();
        self.text.push_str(&table("LetterHead", &HEAD, &rows));
    }

    /// How many of what, and what limits it, in one paragraph.
    fn summary(&self) -> String {
        let words = self.words;
        let lines = |section: &Section<'_>| section.areas.iter().map(|area| area.lines.len()).sum::<usize>();
        let count = self.view.sections.iter().map(lines).sum();
        let titles: Vec<&str> = self.view.sections.iter().map(|section| section.title).collect();
        let requirements = words.count("explain.requirements", count);
        let arguments = [
            ("title", self.view.extract.agreement.title.as_str()),
            ("requirements", &requirements),
            ("checklists", &words.list(&titles)),
        ];
        let mut sentences = vec![words.say("office.compared", &arguments)];
        sentences.extend(summary(self.view));
        if self.view.sections.iter().any(|section| section.excluded) {
            sentences.push(self.excluded());
        }
        for section in self.view.sections.iter().filter(|section| !section.accepted.is_empty()) {
            let count = |(level, count): (&Level, &usize)| format!("{count} {}", words.named("level", level.name()));
            let counts: Vec<String> = section.accepted.iter().map(count).collect();
            let arguments = [("id", section.checklist.id.as_str()), ("counts", &words.list(&counts))];
            sentences.push(words.say("accepted-gaps", &arguments));
        }
        if !self.view.unread.is_empty() {
            sentences.push(words.say("not-read", &[("documents", &words.list(&self.view.unread))]));
        }
        sentences.extend(self.view.verified.summary.iter().chain(&self.view.verified.notes).cloned());
        sentences.extend(self.view.confirmed.clone());
        sentences.join(" ")
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
        self.line("Heading1", words.get("office.gaps"));
        let mut number = 0;
        for section in &self.view.sections {
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
                let gaps: Vec<&Line<'_>> = area.lines.iter().filter(|line| line.verdict.is_gap()).collect();
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
            for line in section.areas.iter().flat_map(|area| &area.lines).filter(|line| line.verdict.is_gap()) {
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
            let accepted = self.accepted(line).map(|accepted| format!(" – {accepted}")).unwrap_or_default();
            let title = self.anchored(line, place, &run("Strong", line.title));
            let name = self.request_name(number);
            let title = self.bookmarked(&name, &title);
            let runs = title + &run("Quiet", &(basis + &accepted));
            self.text.push_str(&numbered("ListNumber", list, &runs));
            self.line("ListContinue", line.remedy);
        }
    }

    /// What is met or does not apply.
    fn others(&mut self) {
        let words = self.words;
        let rest = |section: &Section<'_>| {
            section.areas.iter().flat_map(|area| &area.lines).any(|line| !line.verdict.is_gap())
        };
        if !self.view.sections.iter().any(rest) {
            return;
        }
        self.line("Heading1", words.get("office.others"));
        for (place, section) in self.view.sections.iter().enumerate().filter(|(_, section)| rest(section)) {
            self.section_title(section);
            let headings = [
                words.get("heading.verdict"),
                words.get("office.requirement-and-basis"),
                words.get("heading.finding-and-clauses"),
                words.get("level"),
            ];
            let mut rows = header(&headings, &OTHERS);
            for area in &section.areas {
                let lines: Vec<&Line<'_>> = area.lines.iter().filter(|line| !line.verdict.is_gap()).collect();
                if !lines.is_empty() {
                    rows.push_str(&row(&wide_cell(OTHERS.len(), &plain("TableArea", area.title))));
                }
                for line in lines {
                    let title = self.anchored(line, place, &run("Strong", line.title));
                    rows.push_str(&finding_row(&self.cells(line, &OTHERS, &title)));
                }
            }
            self.text.push_str(&table("Findings", &OTHERS, &rows));
        }
    }

    /// Waivers, what overlays changed, and the sums of everything that judged.
    fn account(&mut self) {
        let words = self.words;
        self.line("Heading1", words.get("office.account"));
        if let Some(day) = self.view.day.filter(|_| !self.view.waivers.is_empty()) {
            self.line("Heading2", &words.say("waivers-on", &[("date", &words.date(day))]));
            for waiver in &self.view.waivers {
                let sentence = waiver.sentence(words);
                let title = self.title_of(&waiver.waiver.requirement);
                // Sentences on waivers that are of no use name the requirement themselves.
                let named = matches!(waiver.state, State::InForce | State::RunOut);
                let sentence = if named { format!("{title}: {sentence}") } else { sentence };
                self.line("ListBullet", &sentence);
            }
        }
        if !self.view.verified.drifted.is_empty() {
            self.line("Heading2", words.get("drifted"));
            for drifted in &self.view.verified.drifted {
                self.line("ListBullet", &drifted.sentence);
            }
        }
        for section in &self.view.sections {
            if !section.changes.is_empty() {
                let root = &section.checklist.layers[0];
                let parent = format!("{} {}", root.id, root.version);
                self.line("Heading2", &words.say("changes", &[("parent", &parent)]));
                for change in section.changes {
                    self.line("ListBullet", &change.sentence(words));
                }
            }
        }
        self.line("Heading2", words.get("column.sum"));
        for section in &self.view.sections {
            for layer in std::iter::once(section.checklist.own()).chain(below(section.checklist)) {
                let sum = layer_sum(layer);
                self.line("ListBullet", &format!("{} {}: {sum}", layer.id, layer.version));
            }
        }
    }

    /// The name of a checklist above its table, where there are several.
    fn section_title(&mut self, section: &Section<'_>) {
        if self.view.sections.len() > 1 {
            self.line("Heading2", &checklist(section.checklist, self.words));
        }
    }

    /// The title of a requirement, if a checklist of the run has it.
    fn title_of<'a>(&'a self, id: &'a str) -> &'a str {
        let areas = self.view.sections.iter().flat_map(|section| &section.areas);
        areas.flat_map(|area| &area.lines).find(|line| line.id == id).map_or(id, |line| line.title)
    }

    /// Until when a gap is accepted.
    fn accepted(&self, line: &Line<'_>) -> Option<String> {
        let waiver = line.waiver.filter(|_| line.is_accepted())?;
        Some(self.words.say("office.accepted-until", &[("date", &self.words.date(waiver.waiver.until))]))
    }

    /// Verdict, requirement, finding, and level of a line as cells.
    fn cells(&mut self, line: &Line<'v>, widths: &[u32], title: &str) -> String {
        let words = self.words;
        let style = format!("Verdict-{}", line.verdict.name());
        let mut verdict =
            paragraph("TableText", &run(&style, &sheet::verdict(line.verdict, words).replace(NO_BREAK, " ")));
        for mark in
            self.accepted(line).into_iter().chain(line.proposed.then(|| words.get("office.proposed").to_owned()))
        {
            verdict.push_str(&plain("TableNote", &mark));
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
        for note in self.clauses.notes(line) {
            finding.push_str(&plain("TableNote", &note));
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
    fn anchored(&mut self, line: &Line<'_>, section: usize, runs: &str) -> String {
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

/// A row of the table: it stays on one page, unless it is so long that a page may not hold it.
fn finding_row(cells: &str) -> String {
    const LONG: usize = 3_500;
    if cells.len() < LONG { whole_row(cells) } else { row(cells) }
}

fn ground(verdict: Verdict) -> u32 {
    colours(verdict).0
}

/// The first row of a table, which each page repeats.
fn header(headings: &[&str], widths: &[u32]) -> String {
    let cells =
        headings.iter().zip(widths).map(|(heading, width)| cell(*width, Some(INK), &plain("TableHeading", heading)));
    header_row(&cells.collect::<String>())
}

/// A checklist with its sum, shortened, and its parameters.
fn judged_against(section: &Section<'_>, words: &Words) -> String {
    let sum = layer_sum(section.checklist.own());
    let sum = words.say("office.sum", &[("sum", &sum[..SHORT_SUM.min(sum.len())])]);
    let set = section.checklist.parameters.iter();
    let set: Vec<String> = set.map(|(name, one)| format!("{name} = {}", show_value(&one.value, words))).collect();
    let set = if set.is_empty() || section.excluded { String::new() } else { format!("; {}", set.join(", ")) };
    format!("{}{set}\n{sum}", checklist(section.checklist, words))
}
