//! Who does what a sentence says.

use super::{
    lexicon::Actor,
    search::{BOTH, CONTROLLER, Finder, NOBODY, OTHER, PROCESSOR, Span},
    text::Token,
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
    let subject = |part: &Part| subject(finder, &tokens[part.start..part.end]);
    if let Some(role) = subject(&parts[own]) {
        return role;
    }
    // A phrase can reach across parts: "stelt, zodra hij dat weet, de klant op de hoogte".
    let reached = parts[own + 1..].iter().take_while(|part| part.start < span.end as usize);
    // Further away only the parties count: whoever else is named there acts there.
    let party = |part: &Part| subject(part).filter(|role| *role != OTHER);
    let main = |part: &&Part| !part.subordinate;
    let before = parts[..own].iter().rev();
    let behind = parts[own + 1..].iter();
    reached
        .filter(main)
        .find_map(party)
        .or_else(|| before.clone().filter(main).find_map(party))
        .or_else(|| behind.filter(main).find_map(party))
        .or_else(|| before.take(1).find_map(party))
        .unwrap_or(NOBODY)
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
        } else if grammar.subordinate.contains(word(at)) {
            // "waarin" behind a preposition belongs to it.
            end_part(start, at, subordinate);
            (start, subordinate) = (at, true);
        }
    }
    end_part(start, tokens.len(), subordinate);
    parts
}

/// The role of the subject of a part, if it names one of those who act.
fn subject(finder: &Finder<'_>, tokens: &[Token]) -> Option<u8> {
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
                return Some(role);
            }
            let is_subject = !grammar.preposition.contains(before) && !grammar.agent.contains(before) && !owner;
            if is_subject && first.is_none() {
                first = Some(role);
            }
        }
        at = end;
    }
    // "De betrokkene wordt verwezen": somebody else is no actor of a passive sentence.
    first.filter(|role| !(passive && *role == OTHER))
}
