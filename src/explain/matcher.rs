//! What a fact must be, in words.

use crate::{
    checklist::{Bits, Bound, Matcher},
    vocabulary::{Fact, Value},
    words::Words,
};

/// What a fact must be: `at most 48 hours (breach-deadline)`, `“immediately” or “without undue delay”`.
pub(super) fn say(matcher: &Matcher, fact: &Fact, words: &Words) -> String {
    match matcher {
        Matcher::OneOf(values) => either(values, fact, words),
        Matcher::AtMost(limit) => bounded("match.at-most", limit, fact, words),
        Matcher::AtLeast(limit) => bounded("match.at-least", limit, fact, words),
        Matcher::Includes(bits) => words.say("match.includes", &[("values", &words.list(&quoted(*bits, fact, words)))]),
        Matcher::IncludesSome(1, bits) if bits.is_power_of_two() => say(&Matcher::Includes(*bits), fact, words),
        Matcher::IncludesSome(1, bits) => {
            words.say("match.includes-any", &[("values", &words.list(&quoted(*bits, fact, words)))])
        }
        Matcher::IncludesSome(count, bits) => counted("match.includes-some", *count, *bits, fact, words),
        Matcher::Known(true) => words.get("match.known").to_owned(),
        Matcher::Known(false) => words.get("match.unknown").to_owned(),
        Matcher::Not(inner) => denied(inner, fact, words),
        Matcher::All(parts) => words.list(&together(parts, fact, words)),
    }
}

/// A matcher without what it says twice: that a fact is given follows from whatever else is asked of it.
pub(super) fn plain(matcher: &Matcher) -> &Matcher {
    let Matcher::All(parts) = matcher else { return matcher };
    let mut telling = parts.iter().filter(|part| !matches!(part, Matcher::Known(true)));
    match (telling.next(), telling.next()) {
        (Some(only), None) => plain(only),
        (None, _) => parts.first().unwrap_or(matcher),
        _ => matcher,
    }
}

/// What a flag must be, if only one of its values will do.
pub(super) fn flag(matcher: &Matcher) -> Option<bool> {
    match matcher {
        Matcher::OneOf(values) => match values[..] {
            [Value::Flag(flag)] => Some(flag),
            _ => None,
        },
        Matcher::Not(inner) => flag(inner).map(|flag| !flag),
        _ => None,
    }
}

/// What several matchers ask of one fact. What the others say already is left out.
fn together(parts: &[Matcher], fact: &Fact, words: &Words) -> Vec<String> {
    let asks = |part: &Matcher| !matches!(part, Matcher::Known(_) | Matcher::Not(_));
    let given = parts.iter().any(asks);
    let said = parts.iter().filter_map(|part| match part {
        Matcher::Known(true) if parts.len() > 1 => None,
        Matcher::Not(inner) if given => match &**inner {
            Matcher::Includes(bits) | Matcher::IncludesSome(1, bits) if bits.is_power_of_two() => {
                Some(words.say("match.and-not", &[("values", &words.list(&quoted(*bits, fact, words)))]))
            }
            Matcher::IncludesSome(1, bits) => {
                Some(words.say("match.and-none", &[("values", &words.list(&quoted(*bits, fact, words)))]))
            }
            _ => Some(say(part, fact, words)),
        },
        _ => Some(say(part, fact, words)),
    });
    said.collect()
}

/// That a fact is given, and is not this. What can be said without a "not" is.
fn denied(matcher: &Matcher, fact: &Fact, words: &Words) -> String {
    match matcher {
        Matcher::OneOf(values) => match values[..] {
            [Value::Flag(flag)] => Value::Flag(!flag).show(&fact.kind, words),
            _ => words.say("match.other", &[("values", &either(values, fact, words))]),
        },
        Matcher::AtMost(limit) => bounded("match.above", limit, fact, words),
        Matcher::AtLeast(limit) => bounded("match.below", limit, fact, words),
        Matcher::Includes(bits) if bits.count_ones() > 1 => {
            words.say("match.not-all", &[("values", &words.list(&quoted(*bits, fact, words)))])
        }
        Matcher::Includes(bits) | Matcher::IncludesSome(1, bits) if bits.is_power_of_two() => {
            words.say("match.and-not", &[("values", &words.list(&quoted(*bits, fact, words)))])
        }
        Matcher::Includes(bits) | Matcher::IncludesSome(1, bits) => {
            words.say("match.none", &[("values", &words.list(&quoted(*bits, fact, words)))])
        }
        Matcher::IncludesSome(count, bits) => counted("match.fewer", *count, *bits, fact, words),
        Matcher::Not(inner) => say(inner, fact, words),
        Matcher::Known(_) | Matcher::All(_) => words.say("match.not", &[("value", &say(matcher, fact, words))]),
    }
}

/// A bound, with the name of the parameter that sets it.
fn bounded(key: &str, limit: &Bound, fact: &Fact, words: &Words) -> String {
    let mut value = limit.value.show(&fact.kind, words);
    if let Some(parameter) = &limit.parameter {
        value.push_str(&format!(" ({parameter})"));
    }
    words.say(key, &[("value", &value)])
}

fn counted(key: &str, count: u32, bits: Bits, fact: &Fact, words: &Words) -> String {
    let values = words.list(&quoted(bits, fact, words));
    let number = count.to_string();
    let number = words.named("number", &number);
    words.say(key, &[("count", number), ("values", &values)])
}

fn either(values: &[Value], fact: &Fact, words: &Words) -> String {
    words.either(&values.iter().map(|value| quote(value, fact, words)).collect::<Vec<_>>())
}

/// A value by itself; several choices as a sentence lists them.
pub(super) fn value(value: &Value, fact: &Fact, words: &Words) -> String {
    match value {
        Value::Choices(bits) => words.list(&quoted(*bits, fact, words)),
        _ => quote(value, fact, words),
    }
}

/// The choices among some bits, each in quotes.
fn quoted(bits: Bits, fact: &Fact, words: &Words) -> Vec<String> {
    let single = (0..Bits::BITS).map(|index| 1 << index).filter(|bit| bits & bit != 0);
    single.map(|bit| quote(&Value::Choices(bit), fact, words)).collect()
}

/// A value; in quotes where its words could run into those around it.
fn quote(value: &Value, fact: &Fact, words: &Words) -> String {
    let text = value.show(&fact.kind, words);
    match value {
        Value::Choice(_) | Value::Choices(_) | Value::Text(_) => words.say("quoted", &[("text", &text)]),
        Value::Flag(_) | Value::Duration(_) | Value::Number(_) | Value::Money(_) => text,
    }
}
