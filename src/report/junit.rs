//! `JUnit` XML: a test suite for each agreement and checklist, a test case for each requirement, so that a build server shows gaps
//! as failing tests.
//!
//! A case fails exactly when its gap counts towards the exit code. Other gaps are skipped, with the reason.

use super::{
    Ending, Setup, Stream, data, phrase,
    view::{Line, Section, State, View},
    xml::{attributes, property, text},
};
use crate::{
    checklist::{Checklist, Level, Verdict},
    clean::one_line,
    words::Words,
};

/// A `JUnit` report.
pub(super) struct Junit {
    words: &'static Words,
    fail_on: Option<Level>,
    /// What the suites of each checklist say of it, whatever the agreement.
    checklists: Vec<String>,
}

/// How a test case ends.
enum Ended {
    Passed,
    Failed,
    Skipped(String),
}

impl Junit {
    pub(super) fn new(setup: Setup<'_>) -> Self {
        let words = setup.words;
        let checklists = setup.checklists.iter().map(|checklist| about_checklist(checklist, words)).collect();
        Self { words, fail_on: setup.options.fail_on, checklists }
    }

    fn ended(&self, line: &Line<'_>) -> Ended {
        let counts = self.fail_on.is_some_and(|threshold| line.level <= threshold);
        match (line.verdict, line.waiver) {
            (Verdict::Met, _) => Ended::Passed,
            (Verdict::NotApplicable, _) => Ended::Skipped(self.message(line)),
            (_, Some(waiver)) if waiver.state == State::InForce => Ended::Skipped(waiver.sentence(self.words)),
            _ if counts => Ended::Failed,
            _ => Ended::Skipped(format!("{} {}", self.message(line), self.words.get("junit.not-counted"))),
        }
    }

    /// The verdict and what was found, in one line.
    fn message(&self, line: &Line<'_>) -> String {
        format!("{}: {}", self.words.named("verdict", line.verdict.name()), phrase::finding(line))
    }

    fn suite(&self, view: &View<'_>, section: &Section<'_>, about_checklist: &str) -> String {
        let lines = || section.areas.iter().flat_map(|area| area.lines.iter().map(move |line| (area.title, line)));
        let cases: String = lines().map(|(area, line)| self.case(section, area, line)).collect();
        let count = |kind: fn(&Ended) -> bool| lines().filter(|(_, line)| kind(&self.ended(line))).count().to_string();
        let agreement = &view.extract.agreement;
        let attributes = attributes(&[
            ("name", &format!("{} – {}", agreement.title, section.checklist.id)),
            ("tests", &lines().count().to_string()),
            ("failures", &count(|ended| matches!(ended, Ended::Failed))),
            ("errors", "0"),
            ("skipped", &count(|ended| matches!(ended, Ended::Skipped(_)))),
            ("file", view.extract.source.name()),
        ]);
        let mut properties = String::new();
        for (name, value) in self.about_agreement(view, section) {
            if !value.is_empty() {
                properties.push_str(&property(name, &value));
            }
        }
        format!(
            " <testsuite{attributes}>\n  <properties>\n{properties}{about_checklist}  </properties>\n{cases} </testsuite>\n"
        )
    }

    fn about_agreement(&self, view: &View<'_>, section: &Section<'_>) -> Vec<(&'static str, String)> {
        let agreement = &view.extract.agreement;
        let other = view.waivers.iter().filter(|waiver| matches!(waiver.state, State::Unneeded | State::Unknown));
        vec![
            ("agreement", agreement.title.clone()),
            ("processor", agreement.processor.clone()),
            ("controller", agreement.controller.clone()),
            ("agreement-date", agreement.date.clone().unwrap_or_default()),
            ("relationship", agreement.relationship.name().to_owned()),
            ("because", view.because.as_ref().map(|because| phrase::place(because, self.words)).unwrap_or_default()),
            ("extract-sha256", data::sha256(view.extract.source.text())),
            ("not-read-whole", view.unread.join("; ")),
            ("confirmed-only", view.confirmed.clone().unwrap_or_default()),
            ("date", view.day.map(|day| day.to_string()).unwrap_or_default()),
            ("other-waivers", other.map(|waiver| waiver.sentence(self.words)).collect::<Vec<_>>().join(" ")),
            ("totals", phrase::totals(&section.totals, self.words)),
            ("changes", phrase::changes(section, self.words).join(" ")),
            ("verified", phrase::verified(view).join(" ")),
        ]
    }

    fn case(&self, section: &Section<'_>, area: &str, line: &Line<'_>) -> String {
        let name = format!("{}: {}", line.id, line.title);
        let class = format!("{}.{area}", section.checklist.id);
        let body = text(&self.body(line));
        let said = format!("   <system-out>{body}</system-out>\n");
        let ended = match self.ended(line) {
            Ended::Passed => said,
            Ended::Failed => {
                let attributes = attributes(&[("message", &self.message(line)), ("type", line.verdict.name())]);
                format!("   <failure{attributes}>{body}</failure>\n")
            }
            Ended::Skipped(reason) => format!("   <skipped{}/>\n{said}", attributes(&[("message", &reason)])),
        };
        let mut properties = String::new();
        for (name, value) in properties_of(line) {
            properties.push_str(&property(name, &value));
        }
        format!(
            "  <testcase{}>\n   <properties>\n{properties}   </properties>\n{ended}  </testcase>\n",
            attributes(&[("name", &name), ("classname", &class)])
        )
    }

    /// Everything that is said of a requirement, a line each.
    fn body(&self, line: &Line<'_>) -> String {
        let words = self.words;
        let level = words.named("level", line.level.name()).to_owned();
        let basis: Vec<String> = line.basis.iter().map(|(cite, address)| format!("{cite} <{address}>")).collect();
        let said = [
            ("level", level),
            ("heading.basis", basis.join("; ")),
            ("column.source", line.source.unwrap_or_default().to_owned()),
            ("heading.clauses", phrase::places(&line.evidence, words)),
            ("column.see-also", phrase::places(&line.related, words)),
            ("column.searched", line.searched.join("; ")),
            ("column.remarks", phrase::remarks(line, words).join(" ")),
            ("column.remedy", line.request().to_owned()),
            ("column.origin", line.origin.to_owned()),
            ("column.overlays", line.overlays.join("; ")),
        ];
        let said = said.iter().filter(|(_, text)| !text.is_empty());
        let said = said.map(|(key, text)| format!("\n{}: {}", words.get(key), one_line(text)));
        let waiver = line.waiver.map(|waiver| format!("\n{}", one_line(&waiver.sentence(words)))).unwrap_or_default();
        format!("{}{}{waiver}", one_line(&self.message(line)), said.collect::<String>())
    }
}

/// What other programs read of a test case, by names that are the same in every language.
fn properties_of(line: &Line<'_>) -> [(&'static str, String); 4] {
    [
        ("requirement", line.id.to_owned()),
        ("verdict", line.verdict.name().to_owned()),
        ("level", line.level.name().to_owned()),
        ("proposed", line.proposed.to_string()),
    ]
}

/// What the suites of a checklist say of it.
fn about_checklist(checklist: &Checklist, words: &Words) -> String {
    let about = [
        ("checklist", checklist.id.clone()),
        ("checklist-title", checklist.title.get(words.language()).to_owned()),
        ("checklist-version", checklist.version.clone()),
        ("checklist-sha256", data::sha256(checklist.own().source.text())),
        ("rests-on", phrase::rests_on(checklist, words)),
        ("parameters", phrase::parameters(checklist, words)),
        ("tool", phrase::tool()),
    ];
    about.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| property(name, value)).collect()
}

/// How the document begins.
pub(crate) fn start() -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites{}>\n", attributes(&[("name", &phrase::tool())]))
}

/// A file that could not be judged, as a test that could not be run.
pub(crate) fn not_judged(name: &str, words: &Words) -> String {
    let message = words.say("not-judged", &[("name", name)]);
    format!(
        " <testsuite{}>\n  <testcase{}>\n   <error{}/>\n  </testcase>\n </testsuite>\n",
        attributes(&[("name", name), ("tests", "1"), ("failures", "0"), ("errors", "1"), ("skipped", "0")]),
        attributes(&[("name", name), ("classname", env!("CARGO_PKG_NAME"))]),
        attributes(&[("message", &message), ("type", "not-judged")])
    )
}

impl Stream for Junit {
    fn start(&self) -> String {
        start()
    }

    fn assessment(&self, view: &View<'_>) -> String {
        let sections = view.sections.iter().zip(&self.checklists);
        sections.map(|(section, about_checklist)| self.suite(view, section, about_checklist)).collect()
    }

    /// The files that could not be judged, as tests that could not be run.
    fn end(&self, ending: &Ending<'_>) -> String {
        let suite = |name: &String| not_judged(name, self.words);
        ending.not_judged.iter().map(suite).collect::<String>() + "</testsuites>\n"
    }
}
