//! What stands behind a letter, from a new page: what those who assess keep, and the processor does not get.

use super::{
    letter::{Agreement, PAGE_BREAK},
    markup::{finding_row, header, paragraph, plain, row, run, table, wide_cell},
};
use crate::report::{
    data::sha256,
    office::{TOOL, below, checklist, layer_sum, summary},
    phrase,
    view::{Line, Section, State},
};

/// The columns of tables without numbers: verdict, requirement, finding, level.
const COLUMNS: [u32; 4] = [1330, 2900, 4358, 1050];

impl Agreement<'_, '_> {
    pub(super) fn own_file(&mut self) {
        let words = self.words;
        self.text.push_str(PAGE_BREAK);
        self.line("Heading1", words.get("office.own-file"));
        self.line("Normal", words.get("office.own-file.note"));
        self.files();
        let totals = self.totals();
        self.line("Normal", &totals);
        self.table("office.accepted", |line| line.verdict.is_gap() && line.is_accepted());
        self.table("office.others", |line| !line.verdict.is_gap());
        self.remarks();
        self.drifted();
        self.waivers();
        self.changes();
    }

    /// The files that this rests on, with their sums.
    fn files(&mut self) {
        let words = self.words;
        let source = &self.view.extract.source;
        let with_sum = |name: &str, sum: &str| format!("{name}\n{}", words.say("office.sum", &[("sum", sum)]));
        let mut entries = vec![("office.extract", with_sum(source.name(), &sha256(source.text())))];
        for section in &self.view.sections {
            for layer in std::iter::once(section.checklist.own()).chain(below(section.checklist)) {
                let name = format!("{} {}", layer.id, layer.version);
                entries.push(("heading.checklist", with_sum(&name, &layer_sum(layer))));
            }
        }
        entries.push(("office.made-with", TOOL.to_owned()));
        self.entries(&entries);
    }

    /// How many of what, with what is accepted.
    fn totals(&self) -> String {
        let words = self.words;
        let mut sentences = summary(&self.lines().collect::<Vec<_>>(), words);
        sentences.extend(self.view.sections.iter().filter_map(|section| phrase::accepted(section, words)));
        sentences.join(" ")
    }

    /// Some of the findings, by checklist and area.
    fn table(&mut self, heading: &str, shown: fn(&Line<'_>) -> bool) {
        let words = self.words;
        let any = |section: &Section<'_>| section.areas.iter().flat_map(|area| &area.lines).any(shown);
        if !self.view.sections.iter().any(any) {
            return;
        }
        self.line("Heading2", words.get(heading));
        for (place, section) in self.view.sections.iter().enumerate().filter(|(_, section)| any(section)) {
            if self.view.sections.len() > 1 {
                self.line("Heading3", &checklist(section.checklist, words));
            }
            let headings = [
                words.get("heading.verdict"),
                words.get("office.requirement-and-basis"),
                words.get("heading.finding-and-clauses"),
                words.get("level"),
            ];
            let mut rows = header(&headings, &COLUMNS);
            for area in &section.areas {
                let lines: Vec<&Line<'_>> = area.lines.iter().filter(|line| shown(line)).collect();
                if !lines.is_empty() {
                    rows.push_str(&row(&wide_cell(COLUMNS.len(), &plain("TableArea", area.title))));
                }
                for line in lines {
                    let title = self.anchored(line, place, &run("Strong", line.title));
                    rows.push_str(&finding_row(&self.cells(line, &COLUMNS, &title)));
                }
            }
            self.text.push_str(&table("Findings", &COLUMNS, &rows));
        }
    }

    /// What the annotators remarked, each remark once however many findings its clause is in.
    fn remarks(&mut self) {
        let mut seen = std::collections::BTreeSet::new();
        let mut remarks: Vec<_> = self
            .lines()
            .flat_map(|line| line.evidence.iter().chain(&line.related))
            .filter_map(|pointer| Some((pointer.clause, pointer.reference, pointer.note?)))
            .filter(|remark| seen.insert(*remark))
            .collect();
        remarks.sort_by_key(|(clause, ..)| *clause);
        if !remarks.is_empty() {
            self.line("Heading2", self.words.get("office.remarks"));
        }
        for (_, reference, note) in remarks {
            let remark = run("Strong", reference) + &run("", &format!(": {note}"));
            self.text.push_str(&paragraph("ListBullet", &remark));
        }
    }

    /// The clauses that no longer stand in their documents.
    fn drifted(&mut self) {
        if self.view.verified.drifted.is_empty() {
            return;
        }
        self.line("Heading2", self.words.get("drifted"));
        for drifted in &self.view.verified.drifted {
            self.line("ListBullet", &drifted.sentence);
        }
    }

    /// What has become of each waiver.
    fn waivers(&mut self) {
        let words = self.words;
        let Some(day) = self.view.day.filter(|_| !self.view.waivers.is_empty()) else { return };
        self.line("Heading2", &words.say("waivers-on", &[("date", &words.date(day))]));
        for waiver in &self.view.waivers {
            let sentence = waiver.sentence(words);
            let id = waiver.waiver.requirement.as_str();
            let title = self.lines().find(|line| line.id == id).map_or(id, |line| line.title);
            // Sentences on waivers that are of no use name the requirement themselves.
            let named = matches!(waiver.state, State::InForce | State::RunOut);
            let sentence = if named { format!("{title}: {sentence}") } else { sentence };
            self.line("ListBullet", &sentence);
        }
    }

    /// What overlays changed, and why.
    fn changes(&mut self) {
        let words = self.words;
        for section in self.view.sections.iter().filter(|section| !section.changes.is_empty()) {
            let root = &section.checklist.layers[0];
            let parent = format!("{} {}", root.id, root.version);
            let arguments = [("id", section.checklist.id.as_str()), ("parent", &parent)];
            self.line("Heading2", &words.say("changes", &arguments));
            for change in section.changes {
                self.line("ListBullet", &change.sentence(words));
            }
        }
    }
}
