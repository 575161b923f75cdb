//! What the examples came to, in words.

use super::{Failure, Trial};
use crate::{
    assessment::Ground,
    checklist::{Checklist, Example, Given, Place, Requirement, Row},
    clean::one_line,
    explain::{condition, given},
    report::{Page, Sheet, verdict},
    vocabulary::Vocabulary,
    words::Words,
};

/// What stands before a requirement whose examples hold, and before one whose examples do not.
const MARKS: [&str; 2] = ["✓", "✗"];

/// The trials of a checklist as text: a line for each requirement, below it what does not hold, and at the end how many there
/// were.
#[must_use]
pub fn tell(
    checklist: &Checklist,
    trials: &[Trial<'_>],
    vocabulary: &Vocabulary,
    page: &Page,
    words: &'static Words,
) -> String {
    let mut teller = Teller { checklist, vocabulary, words, sheet: Sheet::new(page, words) };
    let title = checklist.title.get(words.language());
    teller.sheet.heading(&format!("{title} ({} {})", checklist.id, checklist.version));
    for trial in trials {
        teller.trial(trial);
    }
    teller.sheet.hanging("", &summary(trials, words));
    teller.sheet.text
}

/// How many requirements and examples there were, and how many of them failed.
fn summary(trials: &[Trial<'_>], words: &Words) -> String {
    let examples = trials.iter().map(|trial| trial.requirement.examples.len()).sum();
    let failures: usize = trials.iter().map(|trial| trial.failures.len()).sum();
    let unreached: usize = trials.iter().map(|trial| trial.unreached.len()).sum();
    let mut text =
        format!("{}, {}: ", words.count("test.requirements", trials.len()), words.count("test.examples", examples));
    if failures + unreached == 0 {
        text.push_str(words.get("test.all-hold"));
    } else {
        let failed = [("test.fail", failures), ("test.unreached-rows", unreached)];
        let failed = failed.into_iter().filter(|(_, count)| *count > 0).map(|(key, count)| words.count(key, count));
        text.push_str(&words.list(&failed.collect::<Vec<_>>()));
        // The lines above are many.
        let ids = trials.iter().filter(|trial| !trial.is_passed()).map(|trial| trial.requirement.id.as_str());
        text.push_str(&format!(" ({}).", ids.collect::<Vec<_>>().join(", ")));
    }
    text
}

/// The row of the expected verdict that asks most of what an example gives, and least of what it does not.
fn nearest(requirement: &Requirement, example: &Example) -> Option<usize> {
    let fit = |row: &Row| {
        let (mut fits, mut strange) = (0, 0);
        row.when.questions(&mut |topic, facts| {
            let about: Vec<&Given> = example.given.iter().filter(|given| given.topic == topic).collect();
            for (fact, _) in facts {
                let stated = about.iter().any(|given| given.facts.iter().any(|(known, _)| known == fact));
                *(if stated { &mut fits } else { &mut strange }) += 1;
            }
            *(if about.is_empty() { &mut strange } else { &mut fits }) += 1;
        });
        (i32::from(strange == 0), fits, -strange)
    };
    let rows = requirement.rows.iter().enumerate().filter(|(_, row)| row.verdict == example.expect);
    rows.rev().max_by_key(|(_, row)| fit(row)).map(|(index, _)| index)
}

struct Teller<'t> {
    checklist: &'t Checklist,
    vocabulary: &'t Vocabulary,
    words: &'static Words,
    sheet: Sheet<'t>,
}

impl Teller<'_> {
    fn trial(&mut self, trial: &Trial<'_>) {
        let words = self.words;
        let requirement = trial.requirement;
        let counts = [
            ("id", requirement.id.as_str()),
            ("examples", &words.count("test.examples", requirement.examples.len())),
            ("rows", &words.count("test.rows", requirement.rows.len())),
        ];
        let mark = MARKS[usize::from(!trial.is_passed())];
        self.sheet.hanging(&format!("{mark} "), &words.say("test.requirement", &counts));
        for failure in &trial.failures {
            self.failure(trial, failure);
        }
        self.if_meant(trial);
        for (number, row) in &trial.unreached {
            let arguments = [
                ("number", number.to_string()),
                ("place", self.place(row.place)),
                ("verdict", verdict(row.verdict, words)),
            ];
            let arguments: Vec<(&str, &str)> = arguments.iter().map(|(name, text)| (*name, text.as_str())).collect();
            self.sheet.hanging("  • ", &words.say("test.unreached", &arguments));
            self.condition(row);
        }
    }

    /// An example that does not hold: what was expected, which row decided instead, and on what.
    fn failure(&mut self, trial: &Trial<'_>, failure: &Failure<'_>) {
        let words = self.words;
        let Failure { example, tried } = failure;
        let arguments = [
            ("name", example.name.clone()),
            ("place", self.place(example.place)),
            ("expected", verdict(example.expect, words)),
            ("verdict", verdict(tried.verdict, words)),
        ];
        let arguments: Vec<(&str, &str)> = arguments.iter().map(|(name, text)| (*name, text.as_str())).collect();
        self.sheet.hanging("  • ", &words.say("test.failure", &arguments));
        match tried.ground {
            Ground::Row(index) | Ground::SilenceUnread(index) => {
                let row = &trial.requirement.rows[index];
                self.decided("test.decided", index, row);
                self.condition(row);
            }
            Ground::Otherwise | Ground::Unread | Ground::Relationship | Ground::Unconfirmed { .. } => {
                self.sheet.hanging("    ", words.get("test.no-row"));
            }
        }
        let decided = tried.evidence.iter().map(|index| given(&example.given[*index], self.vocabulary, words));
        let decided: Vec<String> = decided.collect();
        for (key, texts) in [("test.on", decided), ("test.given", self.rest(failure))] {
            if !texts.is_empty() {
                self.sheet.hanging("    ", &words.say(key, &[("given", &words.list(&texts))]));
            }
        }
        if let Some(index) = nearest(trial.requirement, example) {
            self.decided("test.first-row-expected", index, &trial.requirement.rows[index]);
            self.condition(&trial.requirement.rows[index]);
        }
    }

    /// What to write into an overlay whose changes are meant to change the verdicts of inherited examples.
    fn if_meant(&mut self, trial: &Trial<'_>) {
        let own = self.checklist.files.len() - 1;
        let inherited: Vec<&Failure<'_>> =
            trial.failures.iter().filter(|failure| failure.example.place.layer < own).collect();
        if inherited.is_empty() {
            return;
        }
        self.sheet.hanging("    ", self.words.get("test.if-meant"));
        self.sheet.line("      requirements:");
        self.sheet.line(&format!("        {}:", trial.requirement.id));
        self.sheet.line("          expect:");
        for failure in inherited {
            // A JSON string is a YAML string, whatever is in it.
            let name = serde_json::Value::from(one_line(&failure.example.name).into_owned());
            self.sheet.line(&format!("            {name}: {}", failure.tried.verdict.name()));
        }
    }

    /// What an example gives that did not decide.
    fn rest(&self, failure: &Failure<'_>) -> Vec<String> {
        let given_all = failure.example.given.iter().enumerate();
        let others = given_all.filter(|(index, _)| !failure.tried.evidence.contains(index));
        others.map(|(_, one)| given(one, self.vocabulary, self.words)).collect()
    }

    fn decided(&mut self, key: &str, index: usize, row: &Row) {
        let arguments = [
            ("number", (index + 1).to_string()),
            ("place", self.place(row.place)),
            ("verdict", verdict(row.verdict, self.words)),
        ];
        let arguments: Vec<(&str, &str)> = arguments.iter().map(|(name, text)| (*name, text.as_str())).collect();
        self.sheet.hanging("    ", &self.words.say(key, &arguments));
    }

    /// When a row holds.
    fn condition(&mut self, row: &Row) {
        for (depth, line) in condition(&row.when, self.vocabulary, self.words).lines() {
            let before = if depth == 0 { "      ".to_owned() } else { format!("      {}• ", "  ".repeat(depth - 1)) };
            self.sheet.hanging(&before, &line);
        }
    }

    /// Where something stands.
    fn place(&self, place: Place) -> String {
        let file = self.checklist.file(place).name();
        self.words.say("explain.place", &[("file", file), ("line", &place.line.to_string())])
    }
}
