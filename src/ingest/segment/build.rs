//! Makes clauses of the pieces, now that their numbers are known.

use super::{
    Label, Outline, Part, define,
    heading::{self, Sureness},
    join::{self, Lexicon},
    label::{Reading, Style},
    layout::{Piece, ends_sentence},
    marks::{Event, Mark},
    plan::Plan,
    reference::{Manner, Register},
    sequence::Accepted,
    terms, title,
};
use crate::ingest::Kind;

/// A number that is open.
#[derive(Debug)]
pub(super) struct Scope {
    pub(super) reading: Reading,
    pub(super) title: Option<String>,
    /// Its own clause, once it has text.
    pub(super) clause: Option<usize>,
    /// Whether anything stands in it.
    pub(super) filled: bool,
    /// Which run of articles it belongs to.
    pub(super) run: u32,
    /// The piece it begins in.
    piece: usize,
    /// Where the lines of its title are among the labels: it may turn out to be its only text.
    labels: Vec<usize>,
}

/// Where text goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Here {
    /// Before the first number of a part.
    #[default]
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

/// A heading without a number.
#[derive(Clone, Debug)]
pub(super) struct Heading {
    pub(super) text: String,
    /// How many numbers it stands in; not known before the first number below it.
    pub(super) depth: Option<usize>,
    /// How many numbered headings stand above it by their levels, where the format has levels.
    pub(super) within: usize,
    /// Its own level.
    pub(super) level: Option<u8>,
}

/// Where the builder is in a part.
#[derive(Debug, Default)]
pub(super) struct Place {
    pub(super) here: Here,
    /// The clause that text is added to.
    pub(super) open: Option<usize>,
    /// The clause with what stands before the first number.
    pub(super) opening: Option<usize>,
    /// The clause without a number that may announce a list.
    pub(super) lead: Option<usize>,
    pub(super) heading: Option<Heading>,
    /// Whether letters and numbers are those of recitals.
    pub(super) recitals: bool,
    /// Whether the provisions have begun.
    pub(super) begun: bool,
    /// Whether the rows of a table are clauses, each under what its first cell says.
    pub(super) themes: bool,
}

pub(super) struct Builder<'p> {
    pub(super) plan: &'p Plan<'p>,
    pub(super) outline: Outline,
    pub(super) register: Register,
    pub(super) scopes: Vec<Scope>,
    pub(super) manner: Manner,
    pub(super) place: Place,
    /// Which stretch between headings of annexes it is.
    pub(super) stretch: usize,
    lexicon: Lexicon,
}

/// Makes the clauses.
pub(super) fn build(plan: &Plan<'_>) -> Outline {
    let mut builder = Builder {
        plan,
        outline: Outline { parts: vec![Part::default()], ..Outline::default() },
        register: Register::default(),
        scopes: Vec::new(),
        manner: plan.manner(true),
        place: Place::default(),
        stretch: 0,
        lexicon: Lexicon::of(plan.pieces),
    };
    builder.run();
    builder.outline.labels.retain(|label| !label.text.is_empty());
    builder.outline
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
                match (kind, decided) {
                    (Event::Annex(_, annex), _) if annex.division && !plan.divided => {}
                    (Event::Annex(_, annex), _) => from = self.annex(piece, annex),
                    (Event::Mark(mark), Some(accepted)) => {
                        self.text(index, piece.text.get(from..mark.start).unwrap_or_default(), from == 0, event);
                        from = self.number(index, mark, *accepted, event);
                    }
                    _ => {}
                }
            }
            let next = events.peek().map_or(plan.events.len(), |(event, _)| *event);
            self.text(index, piece.text.get(from..).unwrap_or_default(), from == 0, next);
        }
        self.close_scopes(0);
    }

    /// Notes what became a number or a heading.
    pub(super) fn label(&mut self, piece: &Piece<'_>, text: &str) {
        let text = text.trim();
        if !text.is_empty() {
            self.outline.labels.push(Label { line: piece.number, text: text.to_owned() });
        }
    }

    /// Begins an annex; returns where its text begins.
    fn annex(&mut self, piece: &Piece<'_>, annex: &heading::Annex) -> usize {
        self.stretch += 1;
        self.label(piece, piece.text.get(..annex.end).unwrap_or_default());
        let title = piece.text.get(annex.title..annex.end).unwrap_or_default().trim().trim_end_matches(')');
        // The name of an annex comes back at the head of its pages.
        if self.outline.parts.last().is_none_or(|part| part.name != annex.name) {
            self.begin_part(annex.name.clone(), (!title.is_empty()).then(|| title.to_owned()));
        }
        annex.end
    }

    fn begin_part(&mut self, name: String, title: Option<String>) {
        self.close_scopes(0);
        self.outline.parts.push(Part { name, title });
        self.place = Place::default();
        self.manner = self.plan.manner(false);
    }

    /// Ends the numbers that are open from a depth on.
    pub(super) fn close_scopes(&mut self, depth: usize) {
        while self.scopes.len() > depth {
            self.settle();
            self.scopes.pop();
        }
    }

    /// The innermost number gets no more text: if it has a title and nothing else, that is its text.
    fn settle(&mut self) {
        let Some(scope) = self.scopes.last_mut().filter(|scope| !scope.filled && scope.clause.is_none()) else {
            return;
        };
        scope.filled = true;
        if let (Some(_), Some(piece)) = (scope.title.take(), self.plan.pieces.get(scope.piece)) {
            let labels = std::mem::take(&mut scope.labels);
            self.place.here = Here::Number;
            self.place.open = None;
            for label in labels {
                let title = self.outline.labels.get_mut(label).map(|label| std::mem::take(&mut label.text));
                self.add(piece, &title.unwrap_or_default(), false);
            }
        }
    }

    /// Begins a provision; returns where its text begins.
    fn number(&mut self, index: usize, mark: &Mark, accepted: Accepted, event: usize) -> usize {
        let plan = self.plan;
        let Some(piece) = plan.pieces.get(index) else { return mark.end };
        let article = matches!(accepted.reading.style, Style::Article(_));
        let depth = accepted.depth;
        let other = self.scopes.first().is_some_and(|root| root.reading.style != accepted.reading.style);
        if depth == 0 && (accepted.anew || (other && self.place.begun && accepted.reading.path.is_first())) {
            self.start_anew(article);
        }
        self.close_scopes(depth);
        // A numbered heading stands beside a heading of its level, not below it.
        let level = self.level(index);
        self.place.heading.take_if(|heading| depth == 0 && level.is_some() && heading.level >= level);
        match self.place.heading.as_mut().map(|heading| (heading.depth, heading)) {
            Some((None, heading)) => heading.depth = Some(depth),
            Some((Some(stands), _)) if depth < stands => self.place.heading = None,
            _ => {}
        }
        self.place.recitals &= !article && accepted.reading.style != Style::Decimal && !mark.heads();
        let stretch = plan.stretch(self.stretch);
        let expected = stretch.is_some_and(|stretch| stretch.articles || stretch.heads);
        self.place.begun |= depth == 0
            && !self.place.recitals
            && (article || mark.heads() || !expected || accepted.reading.word.is_some());
        if let Some(above) = self.scopes.last_mut() {
            above.filled = true;
        }
        self.place.here = Here::Number;
        self.place.open = None;
        self.label(piece, piece.text.get(mark.start..mark.end).unwrap_or_default());
        let title = title::of(plan, index, mark, accepted, event);
        if depth == 0 && title.is_some() {
            // An article with a title of its own stands behind the definitions, not among them.
            self.place.heading.take_if(|heading| title::is_definitions(&heading.text));
        }
        let end = title.as_ref().map_or(mark.end, |title| title.end);
        let behind = piece.text.get(mark.end..end).unwrap_or_default().trim();
        let labels = if behind.is_empty() { Vec::new() } else { vec![self.outline.labels.len()] };
        self.label(piece, behind);
        let title = title.map(|title| title.text);
        self.scopes.push(Scope {
            reading: accepted.reading,
            title,
            clause: None,
            filled: false,
            run: plan.run(event),
            piece: index,
            labels,
        });
        end
    }

    /// The numbers start anew: under a heading that names an agreement, it is a part of its own.
    fn start_anew(&mut self, article: bool) {
        let heading = self.place.heading.as_ref().filter(|heading| heading.depth.is_none());
        let named = heading.filter(|heading| article || terms::names_agreement(&heading.text));
        if let Some(name) = named.map(|heading| heading::sentence_case(&heading.text)) {
            self.begin_part(name, None);
        }
    }

    /// Adds text, which may be a heading.
    fn text(&mut self, index: usize, text: &str, starts: bool, next: usize) {
        let plan = self.plan;
        let (Some(piece), false) = (plan.pieces.get(index), text.trim().is_empty()) else { return };
        let whole = text.len() == piece.text.len();
        if whole && self.continues_title(index, next) {
            return;
        }
        if whole && self.is_heading(index, next) {
            return self.begin_heading(index, next);
        }
        let paragraph = !starts || piece.breaks;
        let starts = starts && piece.breaks;
        // A sentence may end the recitals that is too long for a heading.
        self.place.recitals &= !(whole && terms::opens_agreement(text));
        if starts && self.begins_signatures(text, next) {
            self.close_scopes(0);
            self.place.here = Here::Closing;
            self.place.open = None;
        }
        if self.defines(index, text, whole) {
            return;
        }
        if starts {
            self.leave_list(piece, text, next);
        }
        self.add(piece, text, paragraph);
    }

    fn begins_signatures(&self, text: &str, next: usize) -> bool {
        let last = self.plan.number_from(next).is_none();
        last && self.place.begun && self.place.here != Here::Closing && terms::opens_signatures(text)
    }

    /// The title of an article may stand on the line below its number, or go on there.
    fn continues_title(&mut self, index: usize, next: usize) -> bool {
        let plan = self.plan;
        let empty = |scope: &&mut Scope| scope.clause.is_none() && !scope.filled;
        let (Some(piece), Here::Number) = (plan.pieces.get(index), self.place.here) else { return false };
        let Some(scope) = self.scopes.last_mut().filter(empty) else { return false };
        if !title::goes_on(plan, index, next, scope.title.as_deref(), scope.reading) {
            return false;
        }
        let mut title = scope.title.take().unwrap_or_default();
        join::append(&mut title, &piece.text, false, &self.lexicon);
        scope.title = Some(title);
        scope.labels.push(self.outline.labels.len());
        self.label(piece, &piece.text);
        true
    }

    fn is_heading(&self, index: usize, next: usize) -> bool {
        let Some(sureness) = self.plan.headings.get(index).copied().flatten() else { return false };
        let Some(piece) = self.plan.pieces.get(index) else { return false };
        if terms::opens_agreement(&piece.text) || terms::opens_recitals(&piece.text) {
            return !self.place.begun; // later it is a sentence like any other
        }
        // What only looks like a heading is one where no numbers divide the text, or right above a number.
        let unnumbered = self.plan.stretch(self.stretch).is_none_or(|stretch| stretch.numbers == 0);
        sureness >= Sureness::Strong
            || unnumbered
            || self.plan.number_from(next).is_some_and(|(piece, ..)| piece == index + 1)
            || (!self.place.begun && title::is_definitions(&piece.text) && define::are_below(self.plan.pieces, index))
    }

    fn begin_heading(&mut self, index: usize, next: usize) {
        let Some(piece) = self.plan.pieces.get(index) else { return };
        match self.plan.number_from(next) {
            // What follows stands in the number that is open: the heading divides it.
            Some((_, _, accepted)) if accepted.depth >= self.scopes.len() => {}
            _ => self.settle(),
        }
        if let Some(scope) = self.scopes.last_mut() {
            scope.filled = true;
        }
        self.label(piece, &piece.text);
        let text = piece.text.as_ref();
        let recitals = terms::opens_recitals(text);
        self.place.recitals = recitals;
        let head = self.place.here == Here::Heading && self.place.open.is_none() && self.in_definitions();
        if head && title::is_definitions(text) {
            return; // the head of a table below a heading that says the same
        }
        if terms::opens_agreement(text) || (terms::opens_document(text) && self.place.here == Here::Opening) {
            return;
        }
        let opening = self.place.here == Here::Opening && self.place.opening.is_none();
        let untitled = |part: &&mut Part| opening && !recitals && !part.name.is_empty() && part.title.is_none();
        if let Some(part) = self.outline.parts.last_mut().filter(untitled) {
            part.title = Some(text.to_owned());
            return;
        }
        if recitals {
            self.close_scopes(0);
            self.place.here = Here::Recitals;
        } else {
            let text = text.trim_matches(|c: char| matches!(c, '*' | '_' | ' ')).trim_end_matches([':', ' ']);
            let within = self.level(index).map_or(0, |own| {
                self.scopes.iter().take_while(|scope| self.level(scope.piece).is_some_and(|level| level < own)).count()
            });
            self.place.heading = Some(Heading { text: text.to_owned(), depth: None, within, level: self.level(index) });
            self.place.here = Here::Heading;
        }
        self.place.open = None;
        self.place.lead = None;
        self.place.themes = false;
    }

    /// The level of a piece that is a heading in a format with levels.
    fn level(&self, index: usize) -> Option<u8> {
        match self.plan.pieces.get(index)?.kind {
            Kind::Heading(level) => Some(level),
            _ => None,
        }
    }

    /// Text behind a list belongs to what the list stands in; the items of a list within it do not.
    fn leave_list(&mut self, piece: &Piece<'_>, text: &str, next: usize) {
        let bullet = matches!(piece.kind, Kind::Item(_))
            || !text.starts_with(char::is_alphanumeric) && !text.starts_with(['“', '"', '(', '„', '‘']);
        if self.place.here != Here::Number || bullet || text.starts_with(char::is_lowercase) {
            return;
        }
        let clause = self.place.open.and_then(|open| self.outline.clauses.get(open));
        if !clause.is_some_and(|clause| ends_sentence(&clause.text) && !clause.text.ends_with(':')) {
            return;
        }
        let depth = self.plan.number_from(next).map_or(0, |(_, _, accepted)| accepted.depth);
        let mut left = false;
        while let Some((list, above)) = self.scopes.split_last()
            && let Some(parent) = above.last().and_then(|scope| scope.clause)
        {
            let announced = self.outline.clauses.get(parent).is_some_and(|clause| clause.text.ends_with(':'));
            let lettered = matches!(list.reading.style, Style::Letter(..) | Style::Roman(..) | Style::Degree);
            if depth >= above.len() || !(announced || lettered) {
                break;
            }
            self.scopes.pop();
            left = true;
        }
        if left {
            self.place.here = Here::AfterList;
            self.place.open = None;
        }
    }

    /// Adds text to the clause that is open, or begins one.
    pub(super) fn add(&mut self, piece: &Piece<'_>, text: &str, paragraph: bool) {
        let open = match self.place.open {
            Some(open) => open,
            None => self.begin_clause(piece),
        };
        self.place.open = Some(open);
        if let Some(clause) = self.outline.clauses.get_mut(open) {
            join::append(&mut clause.text, text, paragraph || piece.kind == Kind::Row, &self.lexicon);
            clause.lines.1 = clause.lines.1.max(piece.number);
        }
    }
}
