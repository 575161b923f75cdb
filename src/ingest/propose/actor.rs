//! Who does what a sentence says.

use std::ops::Range;

use super::{
    lexicon::Actor,
    search::{BOTH, CONTROLLER, Finder, NOBODY, OTHER, PROCESSOR, Span},
    text::{BULLET, Token},
};

/// Whether what a span says is done by somebody. Where nobody is named, it is the processor: its duties are what agreements
/// are about, and Dutch sentences go on with `hij` or in the passive.
pub(super) fn is_by(actor: Actor, finder: &Finder<'_>, tokens: &[Token], span: Span) -> bool {
    let role = role(finder, tokens, span);
    match actor {
        Actor::Processor => matches!(role, PROCESSOR | NOBODY | BOTH),
        Actor::Controller => matches!(role, CONTROLLER | BOTH),
        Actor::Parties => role == BOTH,
    }
}

/// A part of a sentence between commas or words that begin a subordinate clause.
struct Part {
    start: usize,
    end: usize,
    subordinate: bool,
}

/// The role of whoever does what a span says.
fn role(finder: &Finder<'_>, tokens: &[Token], span: Span) -> u8 {
    let parts = parts(finder, tokens);
    let Some(own) = parts.iter().position(|part| (part.start..part.end).contains(&(span.start as usize))) else {
        return NOBODY;
    };
    let subject = |part: &Part| subject(finder, &tokens[part.start..part.end], None).map(|subject| subject.role);
    // Further away only the parties count: whoever else is named there acts there.
    let principal = |part: &Part| subject(part).filter(|role| *role != OTHER);
    let here = &tokens[parts[own].start..parts[own].end];
    let act = (span.start as usize).saturating_sub(parts[own].start);
    let acts = |found: &Subject| {
        found.agent || is_before(finder, here, found.at, act) && !is_done_to(finder, here, found.at, act)
    };
    let found = self::subject(finder, here, Some(act)).filter(acts);
    if let Some(found) = found {
        let role = found.role;
        let grammar = &finder.lexicon.grammar;
        let word = |token: &Token| finder.words.word(token.word);
        let earlier = parts[..own].iter().rev().filter_map(principal).find(|earlier| *earlier != role);
        let before = found.at.checked_sub(1).and_then(|before| here.get(before));
        if before.is_some_and(|before| grammar.subject.contains(word(before))) {
            return earlier.unwrap_or(NOBODY);
        }
        // In "that X, as soon as …, the customer informs" the last name is no subject, but an object before a final verb; and so it
        // is in an item of "X shall: a. the customer inform".
        let above = tokens[..parts[own].start].iter().rev().find(|token| word(token) != BULLET);
        let is_item = above.is_some_and(|above| word(above) == ":");
        let has_verb = if is_item {
            is_finite_beside(finder, here, found.at)
        } else {
            is_followed_by_verb(finder, here, found.at, act)
        };
        let object = grammar.verb_final && !found.agent && !has_verb;
        return if object { earlier.unwrap_or(role) } else { role };
    }
    // A phrase can reach across parts: "stelt, zodra hij dat weet, de klant op de hoogte".
    let reached = parts[own + 1..].iter().take_while(|part| part.start < span.end as usize);
    let main = |part: &&Part| !part.subordinate;
    let before = parts[..own].iter().rev();
    let behind = parts[own + 1..].iter();
    reached
        .filter(main)
        .find_map(principal)
        .or_else(|| before.clone().filter(main).find_map(principal))
        .or_else(|| behind.filter(main).find_map(principal))
        .or_else(|| before.take(1).find_map(principal))
        .unwrap_or(NOBODY)
}

/// Whether a name stands where a subject can stand: where verbs come last, anywhere; elsewhere before its verb.
fn is_before(finder: &Finder<'_>, _part: &[Token], name: usize, act: usize) -> bool {
    finder.lexicon.grammar.verb_final || name <= act
}

/// Whether a name is the subject of a passive verb, so that somebody else acts: "the customer shall be promptly notified". Where
/// verbs come last what makes them passive stands right before the name.
fn is_done_to(finder: &Finder<'_>, part: &[Token], name: usize, act: usize) -> bool {
    let grammar = &finder.lexicon.grammar;
    let word = |at: usize| part.get(at).map_or("", |token| finder.words.word(token.word));
    if grammar.verb_final {
        return name < act && grammar.passive.contains(word_before(finder, part, name));
    }
    (name + 1..act).rev().take(2).any(|at| grammar.passive.contains(word(at)))
}

/// Whether a verb stands right beside a name, as beside a subject.
fn is_followed_by_verb(finder: &Finder<'_>, part: &[Token], name: usize, act: usize) -> bool {
    act == end_of_name(part, name) || act + 1 == name || act + 2 == name || is_finite_beside(finder, part, name)
}

/// Whether a verb that has a subject stands right beside a name.
fn is_finite_beside(finder: &Finder<'_>, part: &[Token], name: usize) -> bool {
    let behind = part.get(end_of_name(part, name)).map_or("", |token| finder.words.word(token.word));
    [behind, word_before(finder, part, name)]
        .into_iter()
        .any(|word| finder.lexicon.grammar.finite.contains(word) || word.len() > 4 && word.ends_with('t'))
}

/// Where a name ends that begins at a place.
fn end_of_name(part: &[Token], name: usize) -> usize {
    let role = part[name].role;
    part[name..].iter().position(|token| token.role != role).map_or(part.len(), |length| name + length)
}

/// The word before a name and its article; of two articles the first is a pronoun: "brengt het de klant op de hoogte".
fn word_before<'f>(finder: &'f Finder<'_>, part: &[Token], name: usize) -> &'f str {
    let mut before = (0..name).rev().filter_map(|at| part.get(at)).map(|token| finder.words.word(token.word));
    let nearest = before.next().unwrap_or("");
    if finder.lexicon.grammar.article.contains(nearest) { before.next().unwrap_or("") } else { nearest }
}

/// Whether a verb with its subject right behind it begins a main clause.
fn begins_main(finder: &Finder<'_>, tokens: &[Token], at: usize) -> bool {
    let grammar = &finder.lexicon.grammar;
    let word = |at: usize| tokens.get(at).map_or("", |token| finder.words.word(token.word));
    let next = (at + 1..tokens.len()).find(|at| !grammar.article.contains(word(*at)));
    let named = next.is_some_and(|next| matches!(tokens[next].role, PROCESSOR | CONTROLLER | BOTH));
    grammar.verb_final && grammar.finite.contains(word(at)) && named
}

fn parts(finder: &Finder<'_>, tokens: &[Token]) -> Vec<Part> {
    let word = |at: usize| tokens.get(at).map_or("", |token| finder.words.word(token.word));
    let grammar = &finder.lexicon.grammar;
    let mut parts = Vec::new();
    let (mut start, mut subordinate) = (0, false);
    let mut end_part = |start: usize, end: usize, subordinate: bool| {
        if end > start {
            parts.push(Part { start, end, subordinate });
        }
    };
    for at in 0..tokens.len() {
        if matches!(word(at), "," | ";" | ":" | "." | "\n") {
            end_part(start, at, subordinate);
            (start, subordinate) = (at + 1, false);
        } else if subordinate && at > start && begins_main(finder, tokens, at) {
            // "In case that a person asks shall the processor help": the main clause needs no comma.
            end_part(start, at, subordinate);
            (start, subordinate) = (at, false);
        } else if grammar.subordinate.contains(word(at)) {
            // "waarin" behind a preposition belongs to it.
            end_part(start, at, subordinate);
            (start, subordinate) = (at, true);
        }
    }
    end_part(start, tokens.len(), subordinate);
    parts
}

/// Who acts in a part of a sentence.
struct Subject {
    role: u8,
    /// The place of the name in the part.
    at: usize,
    /// Whether a passive sentence names it behind `by`.
    agent: bool,
}

/// Where a name stands in a part.
#[derive(PartialEq, Eq)]
enum Place {
    /// Before a finite verb of its own: "when the customer asks the processor shall report".
    NextSubject,
    /// Behind a verb: "it shall inform the customer", "and provide the customer with help".
    Object,
    /// Anywhere, for all that can be told.
    Anywhere,
}

/// Where a name stands; that tells something only where verbs do not come last.
fn stands(finder: &Finder<'_>, part: &[Token], name: &Range<usize>, act: Option<usize>) -> Place {
    let grammar = &finder.lexicon.grammar;
    let word = |at: usize| part.get(at).map_or("", |token| finder.words.word(token.word));
    let finite = |at: usize| grammar.finite.contains(word(at));
    // A part that begins with its verb has its subject next: "should the processor learn of it".
    let behind_verb = (1..name.start).any(finite);
    let before = (0..name.start).rev().map(word).find(|word| !grammar.article.contains(*word));
    let joined = before.is_some_and(|before| grammar.joins.contains(before));
    let is_next = act.is_some_and(|act| (name.end..name.end + 2).contains(&act));
    let leads =
        before.is_none_or(|before| joined || grammar.finite.contains(before) || grammar.subordinate.contains(before));
    match () {
        () if grammar.verb_final => Place::Anywhere,
        // In "the supplier and its agents may" the second name shares the verb of the first.
        () if finite(name.end) && (behind_verb || !joined) => Place::NextSubject,
        () if behind_verb || !(leads || is_next || finite(name.end)) => Place::Object,
        () => Place::Anywhere,
    }
}

/// The subject of a part, if it names one of those who act; of several, the one of the act at a place.
fn subject(finder: &Finder<'_>, tokens: &[Token], act: Option<usize>) -> Option<Subject> {
    let grammar = &finder.lexicon.grammar;
    let word = |at: usize| tokens.get(at).map_or("", |token| finder.words.word(token.word));
    let passive = (0..tokens.len()).any(|at| grammar.passive.contains(word(at)));
    let mut first = None;
    let mut at = 0;
    while at < tokens.len() {
        let role = tokens[at].role;
        let mut end = at + 1;
        while role != NOBODY && tokens.get(end).is_some_and(|token| token.role == role) {
            end += 1;
        }
        if role != NOBODY {
            let before = (0..at).rev().map(word).find(|word| !grammar.article.contains(*word)).unwrap_or("");
            let owner = grammar.possessive.contains(word(end)) || grammar.possessive.contains(word(at));
            if grammar.agent.contains(before) && passive {
                return Some(Subject { role, at, agent: true });
            }
            let is_subject = !grammar.preposition.contains(before) && !grammar.agent.contains(before) && !owner;
            let place = stands(finder, tokens, &(at..end), act);
            let nearer = place == Place::NextSubject && act.is_some_and(|act| at <= act);
            if is_subject && (first.is_none() && place != Place::Object || nearer) {
                first = Some(Subject { role, at, agent: false });
            }
        }
        at = end;
    }
    // "De betrokkene wordt verwezen": somebody else is no actor of a passive sentence.
    first.filter(|subject| !(passive && subject.role == OTHER))
}
