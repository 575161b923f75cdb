//! Makes clauses of the pieces, now that their numbers are known.

use std::collections::HashMap;

use super::{
    Clause, Label, Outline, Part,
    heading::{self, Sureness},
    join::{self, Lexicon},
    label::{Reading, Style},
    layout::{Piece, ends_sentence},
    marks::{Event, Mark},
    reference::{Manner, Register, Step},
    sequence::Accepted,
    terms::{self, Tongue},
    title,
};
use crate::ingest::Kind;

/// What is known of a document before its clauses are made.
pub(super) struct Plan<'p> {
    pub(super) pieces: &'p [Piece<'p>],
    pub(super) headings: &'p [Option<Sureness>],
    pub(super) events: &'p [Event],
    pub(super) decided: &'p [Option<Accepted>],
    pub(super) tongue: Tongue,
    /// For each event, the next that is a number and stands in the same part.
    pub(super) following: Vec<Option<usize>>,
    /// The pieces that are the title.
    pub(super) title: Vec<usize>,
}

impl<'p> Plan<'p> {
    pub(super) fn new(
        pieces: &'p [Piece<'p>],
        headings: &'p [Option<Sureness>],
        events: &'p [Event],
        decided: &'p [Option<Accepted>],
    ) -> Self {
        let mut following = vec![None; events.len() + 1];
        let mut next = None;
        for (index, (event, accepted)) in events.iter().zip(decided).enumerate().rev() {
            match (event, accepted) {
                (Event::Annex(_, annex), _) if !annex.division => next = None,
                (_, Some(_)) => next = Some(index),
                _ => {}
            }
            if let Some(place) = following.get_mut(index) {
                *place = next;
            }
        }
        let tongue = Tongue::of(pieces.iter().map(|piece| piece.text.as_ref()));
        let title = title::of_document(pieces, events, decided);
        Self { pieces, headings, events, decided, tongue, following, title }
    }

    /// The next number of the same part: its piece, where it begins in it, and what it is.
    pub(super) fn number_from(&self, event: usize) -> Option<(usize, usize, Accepted)> {
        let index = self.following.get(event).copied().flatten()?;
        match (self.events.get(index)?, self.decided.get(index).copied().flatten()?) {
            (Event::Mark(mark), accepted) => Some((mark.piece, mark.start, accepted)),
            (Event::Annex(..), _) => None,
        }
    }
}

/// A number that is open.
#[derive(Debug)]
struct Scope {
    reading: Reading,
    title: Option<String>,
    /// Its own clause, once it has text.
    clause: Option<usize>,
    /// Whether anything stands in it.
    filled: bool,
    /// Where its line is among the labels, if its title could be its only text.
    label: Option<usize>,
}

/// Where text goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Here {
    /// Before the first number of a part.
    Opening,
    /// To what the parties consider.
    Recitals,
    /// Under a heading without a number.
    Heading,
    /// To the innermost number.
    Number,
    /// Behind the list of the innermost number.
    AfterList,
    /// To the signatures.
    Closing,
}

struct Builder<'p> {
    plan: &'p Plan<'p>,
    lexicon: Lexicon,
    outline: Outline,
    register: Register,
    scopes: Vec<Scope>,
    manner: Manner,
    here: Here,
    /// The clause that text is added to.
    open: Option<usize>,
    /// The clause with what stands before the first number.
    opening: Option<usize>,
    heading: Option<String>,
    /// Whether no number has come since the heading.
    fresh: bool,
    recitals: bool,
    /// Whether an article has begun in this part.
    begun: bool,
    parts: Vec<Numbering>,
    segment: usize,
    row_titles: bool,
}

/// What is known of the numbers of a stretch between two headings of annexes.
#[derive(Clone, Debug, Default)]
struct Numbering {
    articles: bool,
    anew: bool,
    any: bool,
    duplicates: HashMap<String, u32>,
}

/// Makes the clauses.
pub(super) fn build(plan: &Plan<'_>) -> Outline {
    let parts = numberings(plan);
    let mut builder = Builder {
        lexicon: Lexicon::of(plan.pieces),
        outline: Outline { parts: vec![Part::default()], ..Outline::default() },
        register: Register::default(),
        scopes: Vec::new(),
        manner: Manner::default(),
        here: Here::Opening,
        open: None,
        opening: None,
        heading: None,
        fresh: false,
        recitals: false,
        begun: false,
        parts,
        segment: 0,
        row_titles: false,
        plan,
    };
    builder.manner = builder.manner_of(true);
    builder.run();
    builder.outline
}

/// The numbers of each stretch, the body first.
fn numberings(plan: &Plan<'_>) -> Vec<Numbering> {
    let mut parts = vec![Numbering::default()];
    for (event, decided) in plan.events.iter().zip(plan.decided) {
        match (event, decided, parts.last_mut()) {
            (Event::Annex(_, annex), ..) if !annex.division => parts.push(Numbering::default()),
            (_, Some(accepted), Some(part)) => {
                let article = matches!(accepted.reading.style, Style::Article(_));
                part.any = true;
                part.articles |= article || accepted.reading.word.is_some();
                part.anew |= accepted.anew && accepted.depth == 0 && !article;
                if article {
                    *part.duplicates.entry(accepted.reading.path.figures()).or_default() += 1;
                }
            }
            _ => {}
        }
    }
    parts
}

impl Builder<'_> {
    fn run(&mut self) {
        let plan = self.plan;
        let mut events = plan.events.iter().zip(plan.decided).enumerate().peekable();
        for (index, piece) in plan.pieces.iter().enumerate() {
            self.label(piece, &piece.hashes);
            if plan.title.contains(&index) {
                self.label(piece, &piece.text);
                continue;
            }
            let mut from = 0;
            while let Some((event, (kind, decided))) = events.next_if(|(_, (event, _))| event.piece() <= index) {
                match kind {
                    Event::Annex(_, annex) if annex.division => {}
                    Event::Annex(_, annex) => from = self.annex(piece, annex),
                    Event::Mark(mark) => {
                        if let Some(accepted) = decided {
                            self.text(index, piece.text.get(from..mark.start).unwrap_or_default(), from == 0, event);
                            from = self.number(index, mark, *accepted, event);
                        }
                    }
                }
            }
            let next = events.peek().map_or(plan.events.len(), |(event, _)| *event);
            self.text(index, piece.text.get(from..).unwrap_or_default(), from == 0, next);
        }
        self.close_scopes(0);
    }

    fn manner_of(&self, body: bool) -> Manner {
        let worded = self.parts.iter().any(|part| part.articles);
        let word = match self.plan.tongue {
            Tongue::Dutch if body || !worded => "art. ".to_owned(),
            Tongue::English if body => title::own_word(self.plan.pieces).to_owned(),
            _ => String::new(),
        };
        Manner { tongue: self.plan.tongue, word }
    }

    /// Notes what became a number or a heading.
    fn label(&mut self, piece: &Piece<'_>, text: &str) {
        let text = text.trim();
        if !text.is_empty() {
            self.outline.labels.push(Label { line: piece.number, text: text.to_owned() });
        }
    }

    /// Begins an annex; returns where its text begins.
    fn annex(&mut self, piece: &Piece<'_>, annex: &heading::Annex) -> usize {
        self.segment += 1;
        self.label(piece, piece.text.get(..annex.end).unwrap_or_default());
        let title = piece.text.get(annex.title..annex.end).unwrap_or_default().trim().trim_end_matches(')');
        let current = self.outline.parts.last().map(|part| part.name.as_str());
        if current != Some(annex.name.as_str()) {
            self.part(annex.name.clone(), (!title.is_empty()).then(|| title.to_owned()));
        }
        annex.end
    }

    fn part(&mut self, name: String, title: Option<String>) {
        self.close_scopes(0);
        self.outline.parts.push(Part { name, title });
        self.here = Here::Opening;
        self.open = None;
        self.opening = None;
        self.heading = None;
        self.recitals = false;
        self.begun = false;
        self.row_titles = false;
        self.manner = self.manner_of(false);
    }

    /// Ends the numbers that are open from a depth on. One with a title and nothing else has its title as text.
    fn close_scopes(&mut self, depth: usize) {
        while self.scopes.len() > depth {
            if let Some(scope) = self.scopes.last()
                && !scope.filled
                && scope.clause.is_none()
                && let Some(title) = scope.title.clone()
            {
                let moved = scope.label.and_then(|label| self.outline.labels.get_mut(label));
                let line = moved.map(|label| {
                    label.text = label.text.strip_suffix(title.as_str()).unwrap_or(&label.text).trim().to_owned();
                    label.line
                });
                let piece = line.and_then(|line| {
                    let at = self.plan.pieces.partition_point(|piece| piece.number < line);
                    self.plan.pieces.get(at)
                });
                if let Some(scope) = self.scopes.last_mut() {
                    scope.title = None;
                }
                self.here = Here::Number;
                self.open = None;
                if let Some(piece) = piece {
                    self.add(piece, &title, true);
                }
            }
            self.scopes.pop();
        }
    }

    /// Begins a provision; returns where its text begins.
    fn number(&mut self, index: usize, mark: &Mark, accepted: Accepted, event: usize) -> usize {
        let plan = self.plan;
        let Some(piece) = plan.pieces.get(index) else { return mark.end };
        let article = matches!(accepted.reading.style, Style::Article(_));
        let other = self.scopes.first().is_some_and(|root| root.reading.style != accepted.reading.style);
        if accepted.depth == 0 && (accepted.anew || (other && self.begun && accepted.reading.path.is_first())) {
            self.restart(article);
        }
        self.fresh = false;
        self.close_scopes(accepted.depth);
        if article || accepted.reading.style == Style::Decimal {
            self.recitals = false;
        }
        if accepted.depth == 0 && !self.recitals {
            self.begun |= article || !self.expects_articles();
        }
        for scope in &mut self.scopes {
            scope.filled = true;
        }
        self.here = Here::Number;
        self.open = None;
        let title = title::of(plan, index, mark, accepted, event);
        let end = title.as_ref().map_or(mark.end, |title| title.end);
        self.label(piece, piece.text.get(mark.start..end).unwrap_or_default());
        let label = title.as_ref().and(self.outline.labels.len().checked_sub(1));
        self.scopes.push(Scope {
            reading: accepted.reading,
            title: title.map(|title| title.text),
            clause: None,
            filled: false,
            label,
        });
        end
    }

    fn expects_articles(&self) -> bool {
        self.parts.get(self.segment).is_some_and(|part| part.articles)
    }

    /// The numbers start anew: under a heading that names an agreement, it is a part of its own.
    fn restart(&mut self, article: bool) {
        let heading = self.heading.clone().filter(|_| self.fresh);
        let named = heading.filter(|heading| article || terms::names_agreement(heading));
        if let Some(heading) = named {
            self.part(heading::sentence_case(&heading), None);
        }
    }

    /// Adds text, which may be a heading.
    fn text(&mut self, index: usize, text: &str, whole: bool, next: usize) {
        let plan = self.plan;
        let (Some(piece), false) = (plan.pieces.get(index), text.trim().is_empty()) else { return };
        if whole && self.continues_title(index, next) {
            return;
        }
        if whole && self.is_heading(index, next) {
            self.begin_heading(piece);
            return;
        }
        if whole
            && piece.breaks
            && self.here != Here::Closing
            && terms::opens_signatures(text)
            && self.last_number(next)
            && self.begun
        {
            self.here = Here::Closing;
            self.open = None;
            self.close_scopes(0);
        }
        if piece.kind == Kind::Row && self.row(piece, text) {
            return;
        }
        if whole && piece.breaks {
            self.leave_list(text, next);
        }
        self.add(piece, text, !whole || piece.breaks);
    }

    /// Whether no number follows in this part.
    fn last_number(&self, next: usize) -> bool {
        self.next_depth(next).is_none()
    }

    fn next_depth(&self, next: usize) -> Option<usize> {
        self.plan.number_from(next).map(|(_, _, accepted)| accepted.depth)
    }

    /// The title of an article may stand on the line below its number, or go on there.
    fn continues_title(&mut self, index: usize, next: usize) -> bool {
        let Some(piece) = self.plan.pieces.get(index) else { return false };
        let Some(scope) = self.scopes.last_mut().filter(|scope| self.here == Here::Number && scope.clause.is_none())
        else {
            return false;
        };
        if scope.filled || !title::goes_on(self.plan, index, next, scope.title.as_deref(), scope.reading) {
            return false;
        }
        match &mut scope.title {
            Some(title) => join::append(title, &piece.text, false, &self.lexicon),
            None => scope.title = Some(piece.text.to_string()),
        }
        self.label(piece, &piece.text);
        if let Some(scope) = self.scopes.last_mut() {
            scope.label = scope.label.filter(|_| false);
        }
        true
    }

    fn is_heading(&self, index: usize, next: usize) -> bool {
        let Some(sureness) = self.plan.headings.get(index).copied().flatten() else { return false };
        if sureness >= Sureness::Strong {
            return true;
        }
        // What only looks like a heading is one where no numbers divide the text, or right above a number.
        let unnumbered = !self.parts.get(self.segment).is_some_and(|part| part.any);
        unnumbered || self.plan.number_from(next).is_some_and(|(piece, ..)| piece == index + 1)
    }

    fn begin_heading(&mut self, piece: &Piece<'_>) {
        self.label(piece, &piece.text);
        let text = piece.text.as_ref();
        let recitals = terms::opens_recitals(text);
        self.recitals = recitals || (self.recitals && !terms::opens_agreement(text));
        if terms::opens_agreement(text) || (terms::opens_document(text) && self.here == Here::Opening) {
            return;
        }
        if recitals {
            self.close_scopes(0);
            self.here = Here::Recitals;
        } else {
            let heading = text.trim_matches(|c: char| matches!(c, '*' | '_' | ' '));
            self.heading = Some(heading.trim_end_matches([':', ' ']).to_owned());
            self.here = Here::Heading;
            self.fresh = true;
        }
        self.open = None;
        self.row_titles = false;
    }

    /// A row whose first cell is what the others are about is a clause of its own.
    fn row(&mut self, piece: &Piece<'_>, text: &str) -> bool {
        let mut cells = text.splitn(2, '\t');
        let (Some(first), Some(rest)) = (cells.next().map(str::trim), cells.next()) else { return false };
        let defines = self.scopes.last().and_then(|scope| scope.title.as_deref()).or(self.heading.as_deref());
        let defines = defines.is_some_and(title::is_definitions);
        let alone = self.scopes.is_empty() && matches!(self.here, Here::Opening) && self.outline.parts.len() == 1;
        if rest.contains('\t')
            || first.is_empty()
            || first.chars().count() > 80
            || !(defines || alone || self.row_titles)
        {
            return false;
        }
        if !self.row_titles && rest.trim().chars().count() < 40 {
            return false; // the head of the table
        }
        if alone {
            self.row_titles = true;
            self.heading = Some(first.to_owned());
            self.label(piece, first);
        }
        let prefix = if defines { self.cite_here() } else { None };
        let reference = prefix.map_or_else(|| format!("\"{first}\""), |prefix| format!("{prefix}, {first}"));
        let text = if defines { text } else { rest };
        let open = self.open_clause(piece, reference, None);
        self.open = Some(open);
        self.add(piece, text, true);
        true
    }

    fn cite_here(&self) -> Option<String> {
        let cited = self.manner.cite(&self.steps());
        if cited.is_empty() { self.heading.as_ref().map(|heading| format!("\"{heading}\"")) } else { Some(cited) }
    }

    /// Text behind a list belongs to what the list stands in.
    fn leave_list(&mut self, text: &str, next: usize) {
        if self.here != Here::Number || text.starts_with(char::is_lowercase) {
            return;
        }
        let ended =
            self.open.and_then(|open| self.outline.clauses.get(open)).is_some_and(|clause| ends_sentence(&clause.text));
        let bullet = !text.starts_with(char::is_alphanumeric) && !text.starts_with(['“', '"', '(']);
        if !ended || bullet {
            return;
        }
        let depth = self.next_depth(next).unwrap_or(0);
        let mut left = false;
        while let Some((list, above)) = self.scopes.split_last()
            && let Some(parent) = above.last().and_then(|scope| scope.clause)
        {
            let colon = self.outline.clauses.get(parent).is_some_and(|clause| clause.text.ends_with(':'));
            let lettered = matches!(list.reading.style, Style::Letter(..) | Style::Roman(..) | Style::Degree);
            if depth >= self.scopes.len() - 1 || !(colon || lettered) {
                break;
            }
            self.scopes.pop();
            left = true;
        }
        if left {
            self.here = Here::AfterList;
            self.open = None;
        }
    }

    /// Adds text to the clause that is open, or begins one.
    fn add(&mut self, piece: &Piece<'_>, text: &str, paragraph: bool) {
        let open = match self.open {
            Some(open) => open,
            None => {
                let (reference, parent) = self.name();
                self.open_clause(piece, reference, parent)
            }
        };
        self.open = Some(open);
        if let Some(clause) = self.outline.clauses.get_mut(open) {
            join::append(&mut clause.text, text, paragraph, &self.lexicon);
            clause.lines.1 = piece.number;
        }
    }

    fn open_clause(&mut self, piece: &Piece<'_>, reference: String, parent: Option<usize>) -> usize {
        let part = self.outline.parts.len() - 1;
        let name = self.outline.parts.last().map_or("", |part| part.name.as_str());
        let reference = match (name.is_empty(), reference.is_empty()) {
            (true, _) => reference,
            (false, true) => name.to_owned(),
            (false, false) => format!("{name}, {reference}"),
        };
        let mut headings: Vec<String> = self.heading.iter().cloned().collect();
        headings.extend(self.scopes.iter().filter_map(|scope| scope.title.clone()));
        let reference = self.register.unique(reference);
        self.outline.clauses.push(Clause {
            reference,
            part,
            headings,
            parent,
            page: piece.page,
            lines: (piece.number, piece.number),
            text: String::new(),
        });
        self.outline.clauses.len() - 1
    }

    /// The reference of the clause that begins here, within its part, and its parent.
    fn name(&mut self) -> (String, Option<usize>) {
        let names = self.plan.tongue.names();
        let next = self.outline.clauses.len();
        let above = |scopes: &[Scope]| scopes.iter().rev().find_map(|scope| scope.clause);
        match self.here {
            Here::Opening => {
                self.opening = Some(next);
                let numbered = self.parts.get(self.segment).is_some_and(|part| part.any);
                let whole = !numbered && self.outline.parts.last().is_some_and(|part| !part.name.is_empty());
                (if whole { String::new() } else { names.opening.to_owned() }, None)
            }
            Here::Closing => (names.closing.to_owned(), None),
            Here::Recitals => (names.recitals.to_owned(), None),
            Here::Heading => {
                let heading = self.heading.clone().unwrap_or_default();
                (format!("\"{heading}\""), None)
            }
            Here::AfterList => (format!("{}{}", self.prefixed(), names.after_list), above(&self.scopes)),
            Here::Number => {
                let parent = self.scopes.split_last().and_then(|(_, scopes)| above(scopes));
                if let Some(scope) = self.scopes.last_mut() {
                    scope.clause = Some(next);
                }
                let opening = self.opening.filter(|_| !self.begun && self.scopes.len() == 1);
                (self.prefixed(), parent.or(opening))
            }
        }
    }

    fn steps(&self) -> Vec<Step> {
        let titled = |scope: &Scope| scope.title.is_some() || (scope.clause.is_none() && scope.filled);
        self.scopes.iter().map(|scope| Step { reading: scope.reading, titled: titled(scope) }).collect()
    }

    /// The reference of the innermost number.
    fn prefixed(&self) -> String {
        let names = self.plan.tongue.names();
        let mut steps = self.steps();
        let numbering = self.parts.get(self.segment);
        let bare = Manner { tongue: self.manner.tongue, word: String::new() };
        if self.recitals {
            return format!("{}{}", names.recital, bare.cite(&steps));
        }
        if !self.begun {
            let list = if self.manner.tongue == Tongue::Dutch { " onder " } else { ", " };
            return format!("{}{list}{}", names.opening, bare.cite(&steps));
        }
        let root = self.scopes.first();
        let article = root.is_some_and(|root| matches!(root.reading.style, Style::Article(_) | Style::Decimal));
        if let Some(heading) = self.heading.as_ref().filter(|_| !article && numbering.is_some_and(|part| part.anew)) {
            let number = bare.cite(&steps);
            let word = if self.manner.tongue == Tongue::Dutch { " lid " } else { ", " };
            return format!("\"{heading}\"{word}{number}");
        }
        let again = root.is_some_and(|root| {
            numbering
                .is_some_and(|part| part.duplicates.get(&root.reading.path.figures()).is_some_and(|count| *count > 1))
        });
        let cited = self.manner.cite(&steps);
        let title = root
            .filter(|root| matches!(root.reading.style, Style::Article(_)))
            .and_then(|root| root.title.as_deref())
            .and_then(title::first_word);
        match title.filter(|_| again) {
            None => cited,
            Some(word) => {
                steps.truncate(1);
                let root = self.manner.cite(&steps);
                let rest = cited.strip_prefix(root.as_str()).filter(|rest| !rest.starts_with('.'));
                rest.map_or_else(|| format!("{cited} ({word})"), |rest| format!("{root} ({word}){rest}"))
            }
        }
    }
}
