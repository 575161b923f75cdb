//! `art28 review`: a person goes through what was proposed in an extract.
//!
//! The file is written after each decision, so that nothing is lost however the program ends; where all decisions were written
//! before, once at the end, so that nothing is written where one of them is bad.

mod edit;
mod store;

use std::{io, sync::Arc};

use edit::NOTHING;
use store::Store;

use super::{
    Outcome, World,
    answers::{Answers, Input},
    check::is_prose,
    load, say,
};
use crate::{
    checklist::{Checklist, Loaded},
    cli::ReviewArgs,
    problem::{Code, Printer, Problem, read_fault},
    report::Page,
    review::{Decision, Look, Session, help, menu, said, show},
    source::{ReadFault, Source},
    words::Words,
};

/// Runs the command.
pub(super) fn run(args: &ReviewArgs, world: World) -> Outcome {
    let words = Words::of(args.lang.unwrap_or(world.language));
    match reviewed(args, world, words) {
        Ok(outcome) => outcome,
        Err(problems) => world.outcome(words, Err(problems)),
    }
}

fn reviewed(args: &ReviewArgs, world: World, words: &'static Words) -> Result<Outcome, Vec<Problem>> {
    let Loaded { vocabulary, checklists } = load(&args.asked)?;
    let (store, source) = Store::open(args).map_err(|problem| vec![problem])?;
    let session = match Session::begin(&source, &vocabulary) {
        Ok(session) => session,
        // Somebody who gives the agreement itself is not helped by hearing that it is no good YAML.
        Err(_) if is_prose(&args.extract) => {
            return Err(vec![Problem::without_place(Code::Document, source.name())]);
        }
        Err(problems) => return Err(problems),
    };
    let page = Page { width: world.width, colour: world.colour };
    let printer = Printer { words, style: world.problems, width: world.problems_width };
    let plain = world.answers != Answers::Keys;
    let mut review = Review {
        session,
        checklists: &checklists,
        look: Look { page, plain, words },
        printer,
        written: world.answers == Answers::Written,
        input: Input::new(world.answers),
        store,
        met: false,
        told: None,
    };
    review.all()?;
    Ok(if review.session.left() == 0 { Outcome::Clean } else { Outcome::Gaps })
}

/// What happens next.
#[derive(PartialEq, Eq)]
enum Next {
    /// The current proposal is shown, which may be another one now.
    Show,
    /// Somebody has to say something else.
    Ask,
    /// Nothing.
    End,
}

struct Review<'r> {
    session: Session<'r>,
    checklists: &'r [Checklist],
    look: Look,
    printer: Printer,
    input: Input,
    /// Whether all decisions were written before.
    written: bool,
    store: Store,
    /// Whether anything has been shown.
    met: bool,
    /// The clause that was shown last.
    told: Option<usize>,
}

impl Review<'_> {
    /// One proposal after the other, until none is left or somebody has enough.
    fn all(&mut self) -> Result<(), Vec<Problem>> {
        if self.session.total() == 0 {
            self.tell("review.nothing")?;
            return Ok(());
        }
        let mut next = Next::Show;
        while next != Next::End {
            if next == Next::Show && !self.show()? {
                break;
            }
            if self.look.plain && !self.written {
                print(&format!("\n{} ", self.look.words.get("review.ask-decision")))?;
            }
            let Some(line) = self.heard(Input::decision)? else { break };
            next = match Decision::read(&line, self.look.words) {
                Some(decision) => self.decide(&decision)?,
                None if line.trim().is_empty() => Next::Ask,
                None => self.unfit(&line)?,
            };
        }
        self.save()?;
        let tally = self.session.tally();
        let numbers = [tally.accepted, tally.rejected, self.session.left()].map(|number| number.to_string());
        let [accepted, rejected, left] = &numbers;
        let arguments = [("accepted", accepted.as_str()), ("rejected", rejected), ("left", left)];
        let summary = self.look.words.say("review.summary", &arguments);
        let next = if self.session.left() == 0 { "review.next" } else { "review.next-of-rest" };
        let file = self.look.words.say(next, &[("file", &self.store.name)]);
        print(&said([summary, file], &self.look)).map(|_| ())
    }

    /// Shows the current proposal, or that there is none left; whether anybody reads it.
    fn show(&mut self) -> Result<bool, Vec<Problem>> {
        let clause = self.session.current().map(|annotation| annotation.clause);
        let Some(clause) = clause else {
            let [undo, quit] = ["undo", "quit"].map(|name| self.look.words.named("review.key", name));
            let text = self.look.words.say("review.end", &[("undo", undo), ("quit", quit)]);
            return print(&format!("\n{}", said([text], &self.look)));
        };
        let told = self.told.replace(clause) == Some(clause);
        let mut text = show(&self.session, self.checklists, told, &self.look);
        // Whoever hears it hears the letters once; `?` tells them again.
        let first = !self.met;
        self.met = true;
        if !self.written && (first || !self.look.plain) {
            text.push('\n');
            text.push_str(&menu(&self.look));
        }
        print(&text)
    }

    fn decide(&mut self, decision: &Decision) -> Result<Next, Vec<Problem>> {
        let none_left = self.session.left() == 0;
        match decision {
            Decision::Quit => return Ok(Next::End),
            Decision::Help => {
                let lines = help(self.look.words);
                let choices: Vec<String> = lines.iter().map(|(key, text)| format!("{key}: {text}")).collect();
                print(&said(choices, &self.look))?;
                return Ok(Next::Ask);
            }
            Decision::Undo => {
                let undone = self.session.undo()?;
                self.tell(if undone { "review.undone" } else { "review.nothing-to-undo" })?;
                self.told = None;
                self.saved()?;
                return Ok(if undone { Next::Show } else { Next::Ask });
            }
            _ if none_left => {
                self.tell("review.nothing-left")?;
                return Ok(Next::Ask);
            }
            Decision::Back => {
                let moved = self.session.back();
                self.tell(if moved { "review.back" } else { "review.nothing-before" })?;
                return Ok(if moved { Next::Show } else { Next::Ask });
            }
            Decision::Skip => self.session.skip(),
            Decision::NextClause => {
                if !self.session.next_clause() {
                    self.tell("review.no-other-clause")?;
                }
            }
            Decision::Accept => {
                let result = self.session.accept();
                return self.attempt(result, "review.accepted");
            }
            Decision::Reject => {
                let result = self.session.reject();
                return self.attempt(result, "review.rejected");
            }
            Decision::Note(note) => return self.note(note),
            Decision::Edit(what) => return self.edit(what),
        }
        Ok(Next::Show)
    }

    /// Saves what was changed and says so; or says why it could not be changed.
    fn attempt(&mut self, result: Result<(), Vec<Problem>>, done: &str) -> Result<Next, Vec<Problem>> {
        match result {
            Ok(()) => {
                self.saved()?;
                self.tell(done)?;
                Ok(Next::Show)
            }
            Err(problems) if self.written => Err(problems),
            Err(problems) => {
                say(&self.printer.show(&problems));
                print(&menu(&self.look))?;
                Ok(Next::Ask)
            }
        }
    }

    fn note(&mut self, note: &str) -> Result<Next, Vec<Problem>> {
        let note = if note.is_empty() { self.ask("review.ask-note")? } else { Some(note.to_owned()) };
        match note {
            Some(note) => {
                let result = self.session.note((note != NOTHING).then_some(&*note));
                self.attempt(result, "review.noted")
            }
            None => Ok(Next::Ask),
        }
    }

    /// Asks for a line; nothing where somebody says nothing.
    fn ask(&mut self, key: &str) -> Result<Option<String>, Vec<Problem>> {
        print(&format!("{} ", self.look.words.get(key)))?;
        let line = self.heard(Input::line)?;
        Ok(line.map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()))
    }

    fn heard(
        &mut self,
        hear: impl Fn(&mut Input) -> io::Result<Option<String>>,
    ) -> Result<Option<String>, Vec<Problem>> {
        let failed = |error| vec![read_fault("-", ReadFault::Io(error))];
        hear(&mut self.input).map_err(failed)
    }

    /// What to do about a line that is no decision. Where all of them were written before, the next would be about something
    /// else than was meant.
    fn unfit(&self, line: &str) -> Result<Next, Vec<Problem>> {
        if self.written {
            let so_far = self.input.so_far();
            let start = so_far.trim_end_matches(['\n', '\r']).rfind('\n').map_or(0, |at| at + 1);
            let source = Arc::new(Source::new("-", so_far));
            let problem = Problem::new(Code::BadDecision, &source, start..start + line.len());
            let options = help(self.look.words).into_iter().map(|(key, _)| key);
            return Err(vec![problem.with("value", line).with_list("options", options)]);
        }
        print(&menu(&self.look))?;
        Ok(Next::Ask)
    }

    /// Saves, unless everything is saved at the end.
    fn saved(&mut self) -> Result<(), Vec<Problem>> {
        if self.written { Ok(()) } else { self.save() }
    }

    fn save(&mut self) -> Result<(), Vec<Problem>> {
        self.store.save(self.session.source()).map_err(|problem| vec![problem])
    }

    fn tell(&self, key: &str) -> Result<bool, Vec<Problem>> {
        print(&said([self.look.words.get(key)], &self.look))
    }
}

/// Writes to standard output; whether anybody reads on.
fn print(text: &str) -> Result<bool, Vec<Problem>> {
    super::print(text).map_err(|problem| vec![problem])
}
