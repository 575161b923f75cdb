//! Values of facts: reading them from a file and showing them in a language.

use std::cmp::Ordering;

use super::{Choice, Duration, Fact, FactKind, Reading, Topic};
use crate::{
    problem::{Code, Problem, Sink},
    words::Words,
    yaml::Node,
};

/// What a fact is in an annotation. Choices are places in the fact's list of choices.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// True or false.
    Flag(bool),
    /// One of the choices.
    Choice(u8),
    /// Several of the choices, a bit each.
    Choices(u64),
    /// A time.
    Duration(Duration),
    /// A number.
    Number(f64),
    /// An amount.
    Money(Money),
    /// Any text.
    Text(String),
}

/// An amount in a currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Money {
    /// In hundredths.
    pub cents: u64,
    /// ISO 4217 code.
    pub currency: [u8; 3],
}

impl Money {
    /// Reads `500000 EUR`, `99.50 EUR`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (amount, currency) = text.split_once(' ')?;
        let currency: [u8; 3] = currency.as_bytes().try_into().ok()?;
        if !currency.iter().all(u8::is_ascii_uppercase) {
            return None;
        }
        let (whole, cents) = amount.split_once('.').unwrap_or((amount, "00"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !digits(cents) || cents.len() != 2 {
            return None;
        }
        let cents = whole.parse::<u64>().ok()?.checked_mul(100)?.checked_add(cents.parse().ok()?)?;
        Some(Self { cents, currency })
    }
}

/// Choices are bits of a 64-bit number.
pub(super) const MAX_CHOICES: usize = 64;

impl Value {
    /// Reads a fact's value; reports it where it is none.
    pub fn read(topic: &Topic, fact: &Fact, node: Node<'_>, sink: &mut Sink) -> Option<Self> {
        let problem = |code, sink: &Sink| {
            let text = sink.source().text().get(node.span()).unwrap_or_default();
            sink.at(code, node.span())
                .with("value", text)
                .with("fact", fact.name.as_str())
                .with("topic", topic.name.as_str())
                .with_word("kind", fact.kind.word())
        };
        let read = match &fact.kind {
            FactKind::Flag => node.flag().map(Self::Flag),
            FactKind::Choice(choices) => match node.text() {
                Some(name) => return choice(choices, name, node, sink, &problem).map(Self::Choice),
                None => None,
            },
            FactKind::Choices(choices) => match node.is_list() {
                true => return read_choices(choices, node, sink, &problem).map(Self::Choices),
                false => None,
            },
            FactKind::Duration => match node.text().map(Duration::parse) {
                Some(Some(duration)) => Some(Self::Duration(duration)),
                Some(None) => {
                    let problem = problem(Code::BadDuration, sink);
                    sink.add(problem);
                    return None;
                }
                None => None,
            },
            FactKind::Number => node.number().map(Self::Number),
            FactKind::Money => match node.text().map(Money::parse) {
                Some(Some(money)) => Some(Self::Money(money)),
                Some(None) => {
                    let problem = problem(Code::BadMoney, sink);
                    sink.add(problem);
                    return None;
                }
                None => None,
            },
            FactKind::Text => node.text().map(|text| Self::Text(text.to_owned())),
        };
        if read.is_none() {
            let problem = problem(Code::WrongFactType, sink);
            sink.add(problem);
        }
        read
    }

    /// Compares two durations, numbers, or amounts of one currency. Other values have no order.
    #[must_use]
    pub fn compare(&self, other: &Self, reading: Reading) -> Option<Ordering> {
        match (self, other) {
            (Self::Duration(one), Self::Duration(other)) => Some(one.compare(*other, reading)),
            (Self::Number(one), Self::Number(other)) => one.partial_cmp(other),
            (Self::Money(one), Self::Money(other)) if one.currency == other.currency => {
                Some(one.cents.cmp(&other.cents))
            }
            _ => None,
        }
    }

    /// The value in words, as a finding quotes it.
    #[must_use]
    pub fn show(&self, fact: &Fact, words: &Words) -> String {
        let label = |choice: &Choice| choice.label.get(words.language()).to_owned();
        match (self, &fact.kind) {
            (Self::Flag(flag), _) => words.get(if *flag { "yes" } else { "no" }).to_owned(),
            (Self::Choice(index), FactKind::Choice(choices)) => {
                choices.get(usize::from(*index)).map(label).unwrap_or_default()
            }
            (Self::Choices(bits), FactKind::Choices(choices)) => {
                let named = choices.iter().enumerate().filter(|(index, _)| bits >> index & 1 == 1);
                words.list(&named.map(|(_, choice)| label(choice)).collect::<Vec<_>>())
            }
            (Self::Duration(duration), _) => duration.show(words),
            (Self::Number(number), _) => number.to_string().replace('.', words.get("decimal-sign")),
            (Self::Money(money), _) => {
                let currency = String::from_utf8_lossy(&money.currency);
                let sign = words.get("decimal-sign");
                format!("{currency} {}{sign}{:02}", money.cents / 100, money.cents % 100)
            }
            (Self::Text(text), _) => text.clone(),
            (Self::Choice(_) | Self::Choices(_), _) => String::new(),
        }
    }
}

fn choice(
    choices: &[Choice],
    name: &str,
    node: Node<'_>,
    sink: &mut Sink,
    problem: &impl Fn(Code, &Sink) -> Problem,
) -> Option<u8> {
    let found = choices.iter().position(|choice| choice.name == name);
    if found.is_none() {
        let names = || choices.iter().map(|choice| choice.name.as_str());
        let mut unknown = problem(Code::UnknownValue, sink).with_list("options", names()).with_nearest(name, names());
        unknown.move_to(node.span());
        sink.add(unknown.with("wrong", name));
    }
    found.and_then(|index| u8::try_from(index).ok())
}

fn read_choices(
    choices: &[Choice],
    list: Node<'_>,
    sink: &mut Sink,
    problem: &impl Fn(Code, &Sink) -> Problem,
) -> Option<u64> {
    let mut bits = 0;
    for item in list.items() {
        match item.text() {
            Some(name) => {
                if let Some(index) = choice(choices, name, item, sink, problem) {
                    bits |= 1 << index;
                }
            }
            None => {
                let problem = problem(Code::WrongFactType, sink);
                sink.add(problem);
            }
        }
    }
    if list.items().next().is_none() {
        let problem = problem(Code::WrongFactType, sink);
        sink.add(problem);
    }
    (bits != 0).then_some(bits)
}
