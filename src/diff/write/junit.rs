//! `JUnit` XML: a test suite for each agreement, a test case for each requirement of it, so that a build server shows what became
//! worse as failing tests.
//!
//! A case fails exactly when it counts towards the exit code: something is worse or a gap new, nobody has accepted it, and
//! `--fail-on worse` was asked. Other gaps are skipped, with the reason.

use super::{
    Setup, Stream,
    view::{Entry, View, asked, loose},
};
use crate::{
    clean::one_line,
    diff::compare::Comparison,
    report::{
        junit, phrase,
        xml::{attributes, property, text},
    },
};

/// Changes as `JUnit` XML.
pub(super) struct Junit<'s>(pub(super) Setup<'s>);

/// How a test case ends.
enum Ended {
    Passed,
    Failed,
    Skipped(String),
}

impl Junit<'_> {
    fn ended(&self, entry: &Entry<'_>) -> Ended {
        let words = self.0.words;
        match &entry.new {
            _ if entry.setback && self.0.options.fails => Ended::Failed,
            _ if entry.setback => Ended::Skipped(words.get("junit.not-counted").to_owned()),
            None => Ended::Skipped(words.get("diff.gone").to_owned()),
            Some(new) if new.verdict.is_gap() && new.accepted => Ended::Skipped(words.get("accepted").to_owned()),
            Some(new) if new.verdict.is_gap() => Ended::Skipped(words.get("diff.no-setback").to_owned()),
            Some(_) => Ended::Passed,
        }
    }

    /// What has become of it, in one line.
    fn message(&self, entry: &Entry<'_>) -> String {
        let words = self.0.words;
        format!("{}: {}", words.named("diff.kind", entry.change), loose(&entry.verdicts(words)))
    }

    fn case(&self, entry: &Entry<'_>) -> String {
        let words = self.0.words;
        let mut said = vec![self.message(entry)];
        said.extend(entry.said(words).iter().map(|text| loose(text)));
        said.push(loose(&entry.rests_on(words)));
        said.extend(entry.request.map(|request| one_line(&words.say("ask", &[("remedy", request)])).into_owned()));
        let body = text(&said.join("\n"));
        let out = format!("   <system-out>{body}</system-out>\n");
        let ended = match self.ended(entry) {
            Ended::Passed => out,
            Ended::Failed => {
                let attributes = attributes(&[("message", &self.message(entry)), ("type", entry.change)]);
                format!("   <failure{attributes}>{body}</failure>\n")
            }
            Ended::Skipped(reason) => format!("   <skipped{}/>\n{out}", attributes(&[("message", &reason)])),
        };
        let properties = [
            ("requirement", entry.requirement),
            ("change", entry.change),
            ("old-verdict", entry.old.as_ref().map_or("", |old| old.verdict.name())),
            ("new-verdict", entry.new.as_ref().map_or("", |new| new.verdict.name())),
            ("level", entry.level),
        ];
        let properties: String = properties.iter().map(|(name, value)| property(name, value)).collect();
        let name = format!("{}: {}", entry.requirement, entry.title);
        format!(
            "  <testcase{}>\n   <properties>\n{properties}   </properties>\n{ended}  </testcase>\n",
            attributes(&[("name", &name), ("classname", &format!("{}.{}", entry.checklist, entry.area))])
        )
    }

    fn properties(&self, view: &View<'_>) -> String {
        let Setup { words, old, new, .. } = self.0;
        let about = view.about.iter().map(|change| change.sentence("diff.nothing", words));
        let properties = [
            ("agreement", view.title.to_owned()),
            ("processor", view.processor.to_owned()),
            ("old", view.old.unwrap_or_default().to_owned()),
            ("new", view.new.unwrap_or_default().to_owned()),
            ("old-checklists", asked(old, words)),
            ("new-checklists", asked(new, words)),
            ("changes", about.collect::<Vec<_>>().join("; ")),
            ("totals", view.totals.clone()),
            ("tool", phrase::tool()),
        ];
        let said = properties.iter().filter(|(_, value)| !value.is_empty());
        said.map(|(name, value)| property(name, value)).collect()
    }
}

impl Stream for Junit<'_> {
    fn start(&self) -> String {
        junit::start()
    }

    fn agreement(&self, comparison: &Comparison) -> String {
        let view = View::of(comparison, self.0.words);
        let cases: String = view.entries().map(|entry| self.case(entry)).collect();
        let count =
            |kind: fn(&Ended) -> bool| view.entries().filter(|entry| kind(&self.ended(entry))).count().to_string();
        let attributes = attributes(&[
            ("name", view.title),
            ("tests", &view.entries().count().to_string()),
            ("failures", &count(|ended| matches!(ended, Ended::Failed))),
            ("errors", "0"),
            ("skipped", &count(|ended| matches!(ended, Ended::Skipped(_)))),
            ("file", view.new.or(view.old).unwrap_or_default()),
        ]);
        let properties = self.properties(&view);
        format!(" <testsuite{attributes}>\n  <properties>\n{properties}  </properties>\n{cases} </testsuite>\n")
    }

    fn end(&self, not_compared: &[String]) -> String {
        let suite = |name: &String| junit::not_judged(name, self.0.words);
        not_compared.iter().map(suite).collect::<String>() + "</testsuites>\n"
    }
}
