//! What a person sees of a proposal: the clause with the words that the proposal rests on, and what is proposed.

use std::ops::Range;

use super::{Choice, Session, decision::NAMES};
use crate::{
    checklist::Checklist,
    clean::one_line,
    explain::looks_at,
    report::{Page, Sheet},
    vocabulary::TopicId,
    words::Words,
};

/// How everything looks.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// The page.
    pub page: Page,
    /// Whether it is read aloud: nothing is drawn or marked, and a clause is not told twice.
    pub plain: bool,
    /// The words of the language.
    pub words: &'static Words,
}

/// What stands before and behind words that a proposal rests on: where there is colour, bold and underlined in whatever colours
/// the terminal has.
const MARKS: [&str; 2] = ["\u{1b}[1;4m", "\u{1b}[0m"];

/// The same without colour.
const PLAIN_MARKS: [char; 2] = ['»', '«'];

/// What stands for them while lines are broken: clean text has no such characters, and they take no room.
const OPEN: char = '\u{1}';
const CLOSE: char = '\u{2}';

/// How far what is said of something stands in.
const INDENT: &str = "  ";

/// The same for its further lines.
const DEEPER: &str = "    ";

/// The narrowest lines of a clause.
const NARROWEST: usize = 10;

/// The current proposal, with the clause and everything that helps to decide. `told` says that the clause has just been shown.
#[must_use]
pub fn show(session: &Session<'_>, checklists: &[Checklist], told: bool, look: &Look) -> String {
    let mut card = Card { session, look, sheet: Sheet::new(&look.page, look.words) };
    card.progress();
    card.clause(told && look.plain);
    card.proposal();
    card.context(checklists);
    card.sheet.text
}

/// One line that says which letter does what.
#[must_use]
pub fn menu(look: &Look) -> String {
    let words = look.words;
    let one = |name: &&str| format!("[{}]\u{a0}{}", words.named("review.key", name), words.named("review.do", name));
    let mut sheet = Sheet::new(&look.page, words);
    sheet.paragraph("", &NAMES.iter().map(one).collect::<Vec<_>>().join("  "));
    sheet.text
}

/// Choices, each with its number, under a line that says what they are.
#[must_use]
pub fn numbered(heading: &str, choices: &[Choice], look: &Look) -> String {
    let mut sheet = Sheet::new(&look.page, look.words);
    sheet.paragraph("", heading);
    for (number, choice) in (1..).zip(choices) {
        let label = if choice.label == choice.name { String::new() } else { format!(" – {}", choice.label) };
        sheet.hanging(&format!("{number:>4} "), &format!("{}{label}", choice.name));
    }
    sheet.text
}

/// Lines of text, each laid out on the page.
#[must_use]
pub fn said<T: AsRef<str>>(lines: impl IntoIterator<Item = T>, look: &Look) -> String {
    let mut sheet = Sheet::new(&look.page, look.words);
    for line in lines {
        sheet.paragraph(INDENT, line.as_ref());
    }
    sheet.text
}

struct Card<'c> {
    session: &'c Session<'c>,
    look: &'c Look,
    sheet: Sheet<'c>,
}

impl Card<'_> {
    fn say(&mut self, key: &str, arguments: &[(&str, &str)]) {
        let text = self.look.words.say(key, arguments);
        self.sheet.paragraph(DEEPER, &format!("{INDENT}{text}"));
    }

    fn progress(&mut self) {
        let numbers = [self.session.number(), self.session.total(), self.session.left()].map(|one| one.to_string());
        let [number, total, left] = &numbers;
        let key = if self.session.was_passed() { "review.progress-again" } else { "review.progress" };
        let text = self.look.words.say(key, &[("number", number), ("total", total), ("left", left)]);
        self.sheet.blank();
        if self.look.plain {
            self.sheet.paragraph("", &text);
        } else {
            let rule = self.look.page.width.saturating_sub(textwrap::core::display_width(&text) + 4);
            self.sheet.line(&format!("── {text} {}", "─".repeat(rule)));
        }
    }

    /// Where the clause stands, and what it says.
    fn clause(&mut self, told: bool) {
        let words = self.look.words;
        let Some(annotation) = self.session.current() else { return };
        let extract = self.session.extract();
        let Some(clause) = extract.clauses.get(annotation.clause) else { return };
        let document = extract.documents.get(clause.document).filter(|_| extract.documents.len() > 1);
        let page = clause.page.map(|page| words.say("page", &[("page", &page.to_string())]));
        let line = words.say("extract-line", &[("line", &annotation.line.to_string())]);
        let place = [Some(clause.reference.clone()), page, document.map(|one| one.title.clone()), Some(line)];
        let place = place.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        self.sheet.heading(&place);
        let (text, short) = match (&clause.text, &clause.summary) {
            (Some(text), _) => (text.as_str(), ""),
            (None, summary) => (summary.as_deref().unwrap_or_default(), words.get("html.in-short")),
        };
        if told {
            self.say("review.same-clause", &[]);
        } else {
            if !short.is_empty() {
                self.sheet.hanging(INDENT, short);
            }
            for line in marked(text, &annotation.words, INDENT, self.look) {
                self.sheet.drawn(&line);
            }
        }
        // Where nothing can be marked, the words are told.
        if !annotation.words.is_empty() && (self.look.plain || clause.text.is_none()) {
            let quoted = annotation.words.iter().map(|one| words.say("quoted", &[("text", &one_line(one))]));
            self.say("review.words", &[("words", &words.list(&quoted.collect::<Vec<_>>()))]);
        }
    }

    /// The topic, what it is for, and the facts.
    fn proposal(&mut self) {
        let words = self.look.words;
        let (Some(annotation), Some(topic)) = (self.session.current(), self.session.topic()) else { return };
        let language = words.language();
        self.sheet.blank();
        let named = [("label", topic.label.get(language)), ("name", topic.name.as_str())];
        let heading = words.say("review.proposal", &named);
        self.sheet.heading(&heading);
        self.say("review.when", &[("when", topic.when.get(language))]);
        for (id, value) in &annotation.facts {
            let (fact, value) = (topic.fact(*id), value.show(&topic.fact(*id).kind, words));
            let label = fact.label.get(language);
            self.say("review.fact", &[("name", &fact.name), ("label", label), ("value", &value)]);
        }
        if annotation.facts.is_empty() && !topic.facts.is_empty() {
            self.say("review.no-facts", &[]);
        }
    }

    /// What else helps to decide.
    fn context(&mut self, checklists: &[Checklist]) {
        let words = self.look.words;
        let Some(annotation) = self.session.current() else { return };
        let clauses = &self.session.extract().clauses;
        for clause in annotation.also.iter().filter_map(|clause| clauses.get(*clause)) {
            self.say("review.also", &[("ref", &clause.reference)]);
            let text = clause.text.as_ref().or(clause.summary.as_ref());
            for line in marked(text.map_or("", String::as_str), &annotation.words, DEEPER, self.look) {
                self.sheet.drawn(&line);
            }
        }
        if let Some(note) = &annotation.note {
            self.say("review.note", &[("note", note)]);
        }
        if let Some(confidence) = self.session.key("confidence") {
            self.say("review.confidence", &[("confidence", words.named("confidence", &confidence))]);
        }
        let beside = self.session.beside();
        let beside = beside.iter().map(|(topic, proposed)| {
            let proposed = if *proposed { format!(" ({})", words.get("html.proposed")) } else { String::new() };
            format!("{}{proposed}", topic.label.get(words.language()))
        });
        let beside: Vec<String> = beside.collect();
        if !beside.is_empty() {
            self.say("review.beside", &[("topics", &beside.join("; "))]);
        }
        let feeds = feeds(checklists, annotation.topic, words).join("; ");
        match feeds.as_str() {
            "" => self.say("review.feeds-none", &[]),
            feeds => self.say("review.feeds", &[("requirements", feeds)]),
        }
    }
}

/// The requirements that look at a topic.
fn feeds(checklists: &[Checklist], topic: TopicId, words: &Words) -> Vec<String> {
    let requirements = checklists.iter().flat_map(Checklist::requirements).map(|(_, requirement)| requirement);
    let looking = requirements.filter(|requirement| looks_at(requirement, topic));
    looking.map(|one| format!("{} ({})", one.title.get(words.language()), one.id)).collect()
}

/// A text as lines behind a margin, in which some words are marked.
fn marked(text: &str, evidence: &[String], margin: &str, look: &Look) -> Vec<String> {
    let clean: Vec<String> = text.lines().map(|line| one_line(line).into_owned()).collect();
    let clean = clean.join("\n");
    let [open, close] = if look.page.colour { [OPEN, CLOSE] } else { PLAIN_MARKS };
    let mut with_marks = String::with_capacity(clean.len());
    let mut done = 0;
    for found in if look.plain { Vec::new() } else { places(&clean, evidence) } {
        with_marks.push_str(&clean[done..found.start]);
        with_marks.push(open);
        with_marks.push_str(&clean[found.clone()]);
        with_marks.push(close);
        done = found.end;
    }
    with_marks.push_str(&clean[done..]);
    let width = look.page.width.saturating_sub(margin.len()).max(NARROWEST);
    let options = textwrap::Options::new(width)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .word_separator(textwrap::WordSeparator::AsciiSpace);
    let mut is_open = false;
    let lines = with_marks.lines().flat_map(|line| textwrap::wrap(line, &options));
    lines.map(|line| format!("{margin}{}", drawn(&line, &mut is_open))).collect()
}

/// A line with its marks as a terminal knows them; what is open at its end goes on in the next.
fn drawn(line: &str, is_open: &mut bool) -> String {
    let mut drawn = String::from(if *is_open { MARKS[0] } else { "" });
    for c in line.chars() {
        match c {
            OPEN | CLOSE => {
                *is_open = c == OPEN;
                drawn.push_str(MARKS[usize::from(c == CLOSE)]);
            }
            _ => drawn.push(c),
        }
    }
    if *is_open {
        drawn.push_str(MARKS[1]);
    }
    drawn
}

/// Where some words stand in a text, wherever its lines are broken; in order, none within another.
fn places(text: &str, evidence: &[String]) -> Vec<Range<usize>> {
    let flat = text.replace('\n', " ");
    let mut found: Vec<Range<usize>> = Vec::new();
    for words in evidence {
        let words = one_line(words);
        let words = words.trim();
        if !words.is_empty() {
            found.extend(flat.match_indices(words).map(|(at, _)| at..at + words.len()));
        }
    }
    found.sort_by_key(|place| (place.start, std::cmp::Reverse(place.end)));
    let mut whole: Vec<Range<usize>> = Vec::with_capacity(found.len());
    for place in found {
        match whole.last_mut() {
            Some(last) if place.start < last.end => last.end = last.end.max(place.end),
            _ => whole.push(place),
        }
    }
    whole
}
