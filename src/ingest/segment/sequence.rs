//! Decides which of the possible numbers are numbers of provisions.
//!
//! A line break can put any number at the start of a line, and an extraction can put a clause in the middle of one. What
//! tells them apart is that numbers of provisions make sequences. So every way to read them is followed at once, each as a
//! stack of the numbers that are open; what contradicts a sequence costs; the cheapest reading of the whole document wins.
//! Few readings stay worth following, which keeps the time linear.

use super::{
    label::{Form, Reading, Style},
    marks::{Before, Event, Mark, Stand},
    path::{Path, Step},
};

/// How many readings of the document are followed at once.
const BEAM: usize = 12;

/// How much dearer than the cheapest a reading may be.
const HOPELESS: i32 = 14;

/// How deep provisions go.
const DEEPEST: usize = 7;

/// What was made of a possible number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Accepted {
    /// How many numbers it stands in.
    pub(super) depth: usize,
    /// What it is.
    pub(super) reading: Reading,
    /// Whether the numbers start anew under a heading.
    pub(super) anew: bool,
}

/// A number that is open: what follows may be the next, or stand in it.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Level {
    style: Style,
    path: Path,
    piece: usize,
    indent: u32,
    gap: u32,
    /// Whether its items begin with small letters.
    lower: bool,
    /// Whether an item of it ended with a semicolon.
    items: bool,
    /// Whether its last item was announced: 0 no, 1 the next is the last, 2 it has begun.
    last: u8,
    stand: Stand,
}

impl Level {
    fn begins(&self) -> bool {
        self.stand != Stand::Within
    }
}

/// One reading of the document so far.
#[derive(Clone, Debug)]
struct Way {
    cost: i32,
    levels: Vec<Level>,
    /// The last decision in the record.
    record: Option<usize>,
    /// A decision that is not in the record yet: few ways are kept.
    fresh: Option<Accepted>,
}

/// Decisions, each after another one, so that ways with a common past share it.
struct Record {
    before: Option<usize>,
    event: usize,
    accepted: Accepted,
}

/// For each event that is a number of a provision, what it is.
pub(super) fn decide(events: &[Event]) -> Vec<Option<Accepted>> {
    let mut records: Vec<Record> = Vec::new();
    let mut ways = vec![Way { cost: 0, levels: Vec::new(), record: None, fresh: None }];
    for (index, event) in events.iter().enumerate() {
        match event {
            Event::Annex(_, annex) => {
                if !annex.division {
                    for way in &mut ways {
                        way.levels.clear();
                    }
                    ways = narrow(ways);
                }
            }
            Event::Mark(mark) => {
                let mut next: Vec<Way> = Vec::new();
                for way in &ways {
                    follow(way, mark, &mut next);
                }
                ways = narrow(next);
                for way in &mut ways {
                    if let Some(accepted) = way.fresh.take() {
                        records.push(Record { before: way.record, event: index, accepted });
                        way.record = Some(records.len() - 1);
                    }
                }
            }
        }
    }
    let mut decided = vec![None; events.len()];
    let mut at = ways.into_iter().min_by_key(|way| way.cost).and_then(|way| way.record);
    while let Some(record) = at.and_then(|at| records.get(at)) {
        if let Some(place) = decided.get_mut(record.event) {
            *place = Some(record.accepted);
        }
        at = record.before;
    }
    decided
}

/// Keeps the cheapest of the ways that have the same numbers open, and of those the cheapest.
fn narrow(mut ways: Vec<Way>) -> Vec<Way> {
    ways.sort_by_key(|way| way.cost);
    let best = ways.first().map_or(0, |way| way.cost);
    let mut kept: Vec<Way> = Vec::new();
    for way in ways {
        let open = |way: &Way| way.levels.iter().map(|level| (level.style, level.path)).collect::<Vec<_>>();
        if way.cost - best > HOPELESS || kept.len() >= BEAM {
            break;
        }
        if !kept.iter().any(|other| open(other) == open(&way)) {
            kept.push(way);
        }
    }
    kept
}

/// Every way on from one by what a number may be.
fn follow(way: &Way, mark: &Mark, next: &mut Vec<Way>) {
    for reading in &mark.label.readings {
        for choice in choices(&way.levels, mark, *reading) {
            let mut levels = way.levels.get(..choice.depth).unwrap_or_default().to_vec();
            let level = choice.level(&way.levels, mark, *reading);
            levels.push(level);
            let accepted = Accepted {
                depth: choice.depth,
                reading: Reading { style: level.style, ..*reading },
                anew: choice.anew,
            };
            let cost = way.cost + choice.cost + mark.accept;
            next.push(Way { cost, levels, record: way.record, fresh: Some(accepted) });
        }
    }
    next.push(Way { cost: way.cost + mark.reject, levels: way.levels.clone(), record: way.record, fresh: None });
}

/// A place that a number may take.
#[derive(Clone, Copy, Debug)]
struct Choice {
    depth: usize,
    cost: i32,
    anew: bool,
    sibling: bool,
}

impl Choice {
    fn sibling(depth: usize, cost: i32, anew: bool) -> Self {
        Self { depth, cost, anew, sibling: true }
    }

    fn child(depth: usize, cost: i32) -> Self {
        Self { depth, cost, anew: false, sibling: false }
    }

    /// The number as it is open from here.
    fn level(self, levels: &[Level], mark: &Mark, reading: Reading) -> Level {
        let old = levels.get(self.depth).filter(|_| self.sibling && !self.anew);
        let deepest = self.depth + 1 == levels.len();
        let last = match old {
            Some(old) if old.last > 0 || (deepest && mark.announced) => old.last.saturating_add(1).max(1),
            _ => 0,
        };
        Level {
            style: old.map_or(reading.style, |old| old.style),
            path: reading.path,
            piece: mark.piece,
            indent: if mark.begins() { mark.indent } else { old.map_or(mark.indent, |old| old.indent) },
            gap: old.map_or(mark.gap, |old| old.gap.max(mark.gap)),
            lower: old.map_or(mark.lower, |old| old.lower || mark.lower),
            items: old.is_some_and(|old| old.items || (deepest && mark.before == Before::Item)),
            last,
            stand: mark.stand,
        }
    }
}

/// Where a number may stand, and at what cost.
fn choices(levels: &[Level], mark: &Mark, reading: Reading) -> Vec<Choice> {
    match reading.style {
        Style::Article(_) => articles(levels, mark, reading),
        Style::Decimal | Style::Lettered => decimals(levels, mark, reading),
        _ => plain(levels, mark, reading),
    }
}

/// Articles stand in nothing.
fn articles(levels: &[Level], mark: &Mark, reading: Reading) -> Vec<Choice> {
    let Some(root) = levels.first().filter(|root| root.style == reading.style) else {
        let cost = match (levels.is_empty(), reading.path.is_first()) {
            (true, true) => 0,
            (false, true) => 1,
            (true, false) => 4,
            (false, false) => 11,
        };
        return vec![Choice::child(0, cost + if mark.begins() { 0 } else { 3 })];
    };
    let headed = mark.heading.is_some_and(|heading| heading > root.piece);
    let choice = match reading.path.step_from(root.path) {
        Step::Next => Choice::sibling(0, 0, false),
        Step::Same if reading.path.is_first() && headed => Choice::sibling(0, 2, true),
        Step::Same => Choice::sibling(0, 4, false),
        Step::Gap(gap) => Choice::sibling(0, 3 + i32::from(gap.min(6)), false),
        Step::Back if reading.path.is_first() => Choice::sibling(0, if headed { 2 } else { 5 }, true),
        // Whoever numbers headings by hand may put them in a wrong order; a reference in a text is no heading.
        Step::Back => Choice::sibling(0, if mark.heads() { 5 } else { 11 }, false),
    };
    vec![choice]
}

/// Numbers with points say themselves where they stand.
fn decimals(levels: &[Level], mark: &Mark, reading: Reading) -> Vec<Choice> {
    let path = reading.path;
    let parent = path.parent();
    let first = path.is_first();
    let late = if first { 0 } else { 5 };
    let counted = |level: &&Level| {
        matches!(
            level.style,
            Style::Article(_) | Style::Number(_) | Style::Decimal | Style::Sign | Style::Lettered | Style::Letter(..)
        )
    };
    let mut found = Vec::new();
    for (depth, level) in levels.iter().enumerate().rev() {
        if !counted(&level) {
            continue;
        }
        if level.style == reading.style && level.path.len() == path.len() {
            if level.path.parent() == parent {
                let cost = match path.step_from(level.path) {
                    Step::Next => 0,
                    Step::Same => 6,
                    Step::Gap(gap) => 4 + i32::from(gap.min(6)),
                    Step::Back => 11,
                };
                found.push(Choice::sibling(depth, cost, false));
            } else if level.path.parent().len() == parent.len() && parent.step_from(level.path.parent()) == Step::Next {
                found.push(Choice::sibling(depth, 3 + late, false)); // the heading between has no number
            }
        } else if level.path.len() == parent.len()
            && level.path.last() == parent.last()
            && (level.path == parent || level.path.len() == 1)
        {
            found.push(Choice::child(depth + 1, late));
        } else if level.path.len() == parent.len() && parent.step_from(level.path) == Step::Next && depth == 0 {
            found.push(Choice::child(depth, 3 + late)); // its parent has no heading of its own
        }
    }
    if found.is_empty() {
        let anew = mark.heading.is_some_and(|heading| levels.first().is_some_and(|root| heading > root.piece));
        let start = first && path.parent().last() == 1;
        let cost = match (levels.is_empty(), start) {
            (true, true) => 1,
            (true, false) => 5,
            (false, true) if anew => 4,
            (false, _) => 10,
        };
        found.push(Choice { depth: 0, cost, anew: anew && start, sibling: false });
    }
    found
}

/// Numbers and letters that only their sequence places.
fn plain(levels: &[Level], mark: &Mark, reading: Reading) -> Vec<Choice> {
    let mut found = Vec::new();
    for (depth, level) in levels.iter().enumerate() {
        if let Some(mixed) = alike(level.style, reading.style) {
            // Headings are numbered with points and without in one document.
            let mixed = if mark.heads() && level.stand == Stand::Heading { 0 } else { mixed };
            let (cost, anew) = sibling(levels, depth, level, mark, reading);
            found.push(Choice::sibling(depth, cost + mixed, anew));
        }
    }
    if levels.len() < DEEPEST {
        let letters = matches!(reading.style, Style::Letter(..) | Style::Roman(..));
        if mark.begins() || mark.before == Before::Nothing || !letters {
            found.push(Choice::child(levels.len(), child(levels, mark, reading)));
        }
    }
    let root = levels.first();
    let headed = root.is_some_and(|root| mark.heading.is_some_and(|heading| heading > root.piece));
    let other =
        |root: &Level| alike(root.style, reading.style).is_none() || (mark.heads() && root.stand != Stand::Heading);
    let anew = root.is_some_and(|root| !matches!(root.style, Style::Article(_)) && other(root));
    if (headed || mark.heads()) && anew && reading.path.is_first() {
        found.push(Choice::child(0, 2));
    }
    found
}

/// Whether two kinds of numbers can be of one sequence, and what it costs.
fn alike(open: Style, new: Style) -> Option<i32> {
    match (open, new) {
        _ if open == new => Some(0),
        (Style::Number(a), Style::Number(b)) => Some(if a == Form::Bare || b == Form::Bare { 2 } else { 5 }),
        (Style::Letter(..), Style::Letter(..)) | (Style::Roman(..), Style::Roman(..)) => Some(4),
        _ => None,
    }
}

/// What it costs to take a number for the next of those that are open at a depth.
fn sibling(levels: &[Level], depth: usize, level: &Level, mark: &Mark, reading: Reading) -> (i32, bool) {
    let headed = mark.heading.is_some_and(|heading| heading > level.piece);
    let in_article = levels.first().is_some_and(|root| matches!(root.style, Style::Article(_)));
    let (mut cost, anew) = match reading.path.step_from(level.path) {
        Step::Next => (0, false),
        Step::Same | Step::Back if reading.path.is_first() && headed => (if in_article { 4 } else { 1 }, true),
        Step::Same => (5, false),
        Step::Gap(gap) => (6 + 2 * i32::from(gap.min(5)), false),
        Step::Back if reading.path.is_first() => (7, true),
        Step::Back => (12, false),
    };
    // The numbers of headings and those of lists do not count on from each other.
    cost += 6 * i32::from(mark.begins() && level.begins() && mark.stand != level.stand);
    if mark.begins() && level.begins() && mark.indent.abs_diff(level.indent) >= 3 {
        cost += 3;
    }
    if depth + 1 == levels.len() && !anew {
        cost += 5 * i32::from(level.last >= 2);
        cost += 3 * i32::from(level.items && mark.before == Before::Sentence);
        cost += 2 * i32::from(level.lower && !mark.lower);
        cost += 2 * i32::from(mark.gap > level.gap && depth > 0 && mark.before == Before::Sentence);
    } else if levels.get(depth + 1).is_some_and(|deeper| !matches!(deeper.style, Style::Decimal)) {
        // The list that would end here is not finished; but what ends its last item may belong to the list around it.
        let goes_on = mark.begins() && matches!(reading.path.step_from(level.path), Step::Next);
        cost += if goes_on { 2 } else { 4 } * i32::from(mark.before == Before::Item || mark.announced);
    }
    (cost, anew)
}

/// What it costs to take a number for the first in the one that is open.
fn child(levels: &[Level], mark: &Mark, reading: Reading) -> i32 {
    let first = reading.path.is_first();
    let Some(top) = levels.last() else {
        let letters = matches!(reading.style, Style::Letter(..) | Style::Roman(..));
        return if first { i32::from(letters) } else { 7 };
    };
    let mut cost = match mark.before {
        Before::Nothing | Before::Colon => 0,
        Before::Word => 1,
        Before::Sentence => 2,
        Before::Item => 3,
    };
    if !first {
        cost += 9;
    }
    if levels.iter().any(|level| alike(level.style, reading.style).is_some()) {
        cost += 2 + i32::from(!matches!(mark.before, Before::Colon | Before::Word)) * 3;
    }
    if mark.heading.is_some_and(|heading| heading > top.piece) && !matches!(top.style, Style::Article(_)) {
        cost += 3;
    }
    cost += 8 * i32::from(mark.heads() && top.stand != Stand::Heading);
    if mark.begins() && top.begins() && mark.indent + 2 < top.indent {
        cost += 3;
    }
    cost
}
