//! What is known of a document before its clauses are made.

use std::collections::{HashMap, HashSet};

use super::{
    heading::Sureness,
    label::Style,
    layout::Piece,
    marks::{Event, Mark},
    reference::Manner,
    sequence::Accepted,
    terms::{self, Tongue},
    title,
};

/// What is known of a document before its clauses are made.
pub(super) struct Plan<'p> {
    pub(super) pieces: &'p [Piece<'p>],
    pub(super) headings: &'p [Option<Sureness>],
    pub(super) events: &'p [Event],
    pub(super) decided: &'p [Option<Accepted>],
    pub(super) tongue: Tongue,
    /// The pieces that are the title.
    pub(super) title: Vec<usize>,
    /// For each event, the next that is a number and stands in the same stretch.
    following: Vec<Option<usize>>,
    /// The stretches between the headings of annexes, the body first.
    stretches: Vec<Numbering>,
    /// Whether numbers start anew in divisions such as `Deel B`.
    pub(super) divided: bool,
    /// For each event, which run of articles of its stretch it belongs to.
    runs: Vec<u32>,
}

/// What is known of the numbers of a stretch.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbering {
    /// Whether some are articles.
    pub(super) articles: bool,
    /// Whether some stand in headings.
    pub(super) heads: bool,
    /// Whether they start anew under headings.
    pub(super) anew: bool,
    /// How many there are.
    pub(super) numbers: usize,
    /// How often each number of an article occurs, since their numbers last started anew under a heading.
    counts: HashMap<(u32, String), u32>,
    runs: u32,
}

impl Numbering {
    /// Whether several articles of a run have this number.
    pub(super) fn repeats(&self, run: u32, figures: String) -> bool {
        self.counts.get(&(run, figures)).is_some_and(|count| *count > 1)
    }

    /// Counts a number, which may be the first below a heading, and that heading may begin a part of its own; returns the run of
    /// articles that it belongs to.
    fn count(&mut self, accepted: Accepted, headed: bool, own: bool) -> u32 {
        let article = matches!(accepted.reading.style, Style::Article(_));
        self.numbers += 1;
        self.articles |= article || accepted.reading.word.is_some();
        self.anew |= accepted.anew && accepted.depth == 0 && !article && !own;
        if article {
            self.runs += u32::from(accepted.anew && headed);
            *self.counts.entry((self.runs, accepted.reading.path.figures())).or_default() += 1;
        }
        self.runs
    }
}

/// What is known of the numbers of a document.
struct Numbers {
    stretches: Vec<Numbering>,
    runs: Vec<u32>,
    divided: bool,
}

impl Numbers {
    /// Counts the numbers between the headings of annexes, and of divisions such as `Deel B` if these are parts.
    fn of(pieces: &[Piece<'_>], events: &[Event], decided: &[Option<Accepted>], divisions_are_parts: bool) -> Self {
        let divisions: HashSet<usize> = events.iter().filter(|event| event.is_division()).map(Event::piece).collect();
        let mut numbers = Self { stretches: vec![Numbering::default()], runs: vec![0; events.len()], divided: false };
        let mut last = 0;
        let mut recitals = false;
        let mut root: Option<Style> = None;
        for ((event, accepted), run) in events.iter().zip(decided).zip(&mut numbers.runs) {
            match (event, accepted, numbers.stretches.last_mut()) {
                (event, ..) if event.is_annex() || (divisions_are_parts && event.is_division()) => {
                    numbers.stretches.push(Numbering::default());
                }
                (Event::Mark(mark), Some(accepted), Some(stretch)) => {
                    let heading = mark.heading.filter(|heading| *heading > last);
                    let anew = accepted.anew && accepted.depth == 0;
                    let parts = heading.is_some_and(|heading| divisions.contains(&heading));
                    // Articles may follow numbers of another kind: they start anew without going back.
                    let first = accepted.depth == 0 && accepted.reading.path.is_first();
                    let other = first && root.is_some_and(|root| root != accepted.reading.style);
                    numbers.divided |= parts && (anew || other);
                    root = if accepted.depth == 0 { Some(accepted.reading.style) } else { root };
                    let named = heading.and_then(|heading| pieces.get(heading));
                    // Behind recitals, numbers may start anew once: the recitals are no provisions.
                    let own = parts
                        || (anew && recitals)
                        || named.is_some_and(|heading| terms::names_agreement(&heading.text));
                    recitals &= !anew;
                    recitals |= named.is_some_and(|heading| terms::opens_recitals(&heading.text));
                    stretch.heads |= mark.heads() && accepted.depth == 0;
                    *run = stretch.count(*accepted, heading.is_some(), own);
                    last = mark.piece;
                }
                _ => {}
            }
        }
        numbers
    }
}

impl<'p> Plan<'p> {
    pub(super) fn new(
        pieces: &'p [Piece<'p>],
        headings: &'p [Option<Sureness>],
        events: &'p [Event],
        decided: &'p [Option<Accepted>],
    ) -> Self {
        let mut following = vec![None; events.len()];
        let mut next = None;
        for ((index, event), place) in events.iter().enumerate().zip(&mut following).rev() {
            if event.is_annex() {
                next = None;
            } else if decided.get(index).is_some_and(Option::is_some) {
                next = Some(index);
            }
            *place = next;
        }
        let mut numbers = Numbers::of(pieces, events, decided, false);
        if numbers.divided {
            numbers = Numbers::of(pieces, events, decided, true);
        }
        let Numbers { stretches, runs, divided } = numbers;
        let tongue = Tongue::of(pieces.iter().map(|piece| piece.text.as_ref()));
        let title = title::of_document(pieces, events, decided);
        Self { pieces, headings, events, decided, tongue, title, following, stretches, divided, runs }
    }

    /// The next number of the same stretch: its piece, where it begins in it, and what it is.
    pub(super) fn number_from(&self, event: usize) -> Option<(usize, usize, Accepted)> {
        let index = self.following.get(event).copied().flatten()?;
        match (self.events.get(index)?, self.decided.get(index).copied().flatten()?) {
            (Event::Mark(mark), accepted) => Some((mark.piece, mark.start, accepted)),
            (Event::Annex(..), _) => None,
        }
    }

    /// The next number of the same stretch as it was found.
    pub(super) fn next_mark(&self, event: usize) -> Option<&Mark> {
        match self.events.get(self.following.get(event).copied().flatten()?)? {
            Event::Mark(mark) => Some(mark),
            Event::Annex(..) => None,
        }
    }

    /// Which run of articles of its stretch a number belongs to.
    pub(super) fn run(&self, event: usize) -> u32 {
        self.runs.get(event).copied().unwrap_or_default()
    }

    /// A stretch, by its place among them.
    pub(super) fn stretch(&self, index: usize) -> Option<&Numbering> {
        self.stretches.get(index)
    }

    /// How provisions are cited. Where the body has articles, the numbers of an annex are not called so.
    pub(super) fn manner(&self, body: bool) -> Manner {
        let worded = self.stretches.iter().any(|stretch| stretch.articles);
        let word = match self.tongue {
            Tongue::Dutch if body || !worded => "art. ",
            Tongue::English if body => title::own_word(self.pieces),
            _ => "",
        };
        Manner { tongue: self.tongue, word: word.to_owned() }
    }
}
