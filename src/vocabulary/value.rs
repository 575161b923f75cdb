//! Values of facts: reading them from a file and showing them in a language.

use std::{cmp::Ordering, fmt};

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
        let wrong = match &fact.kind {
            FactKind::Flag => node.flag().map(Self::Flag).ok_or(Code::BadFlag),
            FactKind::Choice(choices) => match node.text() {
                Some(name) => return choice(choices, name, node, topic, fact, sink).map(Self::Choice),
                None => Err(Code::WrongFactType),
            },
            FactKind::Choices(choices) if node.is_list() => return several(choices, node, topic, fact, sink),
            FactKind::Choices(_) => Err(Code::NeedsList),
            FactKind::Duration => parsed(node, Duration::parse, Code::BadDuration).map(Self::Duration),
            FactKind::Number => node.number().map(Self::Number).ok_or(Code::WrongFactType),
            FactKind::Money => parsed(node, Money::parse, Code::BadMoney).map(Self::Money),
            FactKind::Text => node.text().map(|text| Self::Text(text.to_owned())).ok_or(Code::WrongFactType),
        };
        wrong.map_err(|code| sink.add(problem(code, node, topic, fact, sink))).ok()
    }

    /// Compares two durations (see [`Duration::compare`]), numbers, or amounts of one currency. Other values have no order.
    #[must_use]
    pub fn compare(&self, other: &Self, reading: Reading, flipped: Option<Duration>) -> Option<Ordering> {
        match (self, other) {
            (Self::Duration(one), Self::Duration(other)) => Some(one.compare(*other, reading, flipped)),
            (Self::Number(one), Self::Number(other)) => one.partial_cmp(other),
            (Self::Money(one), Self::Money(other)) if one.currency == other.currency => {
                Some(one.cents.cmp(&other.cents))
            }
            _ => None,
        }
    }

    /// The value in words, as a finding quotes it.
    #[must_use]
    pub fn show(&self, kind: &FactKind, words: &Words) -> String {
        let label = |choice: &Choice| choice.label.get(words.language()).to_owned();
        match (self, kind) {
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
                let (whole, sign) = (grouped(money.cents / 100, words), words.get("decimal-sign"));
                format!("{currency} {whole}{sign}{:02}", money.cents % 100)
            }
            (Self::Text(text), _) => text.clone(),
            (Self::Choice(_) | Self::Choices(_), _) => String::new(),
        }
    }
}

impl fmt::Display for Value {
    /// As a file writes it, whatever the language; choices by their places.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::Choice(index) => write!(f, "{index}"),
            Self::Choices(bits) => write!(f, "{bits:b}"),
            Self::Duration(duration) => write!(f, "{duration}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Money(money) => {
                let currency = String::from_utf8_lossy(&money.currency);
                write!(f, "{}.{:02} {currency}", money.cents / 100, money.cents % 100)
            }
            Self::Text(text) => f.write_str(text),
        }
    }
}

/// A whole number with its thousands set apart, as a language does it.
fn grouped(number: impl fmt::Display, words: &Words) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.char_indices() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push_str(words.get("group-sign"));
        }
        text.push(digit);
    }
    text
}

/// A problem with a fact's value.
fn problem(code: Code, node: Node<'_>, topic: &Topic, fact: &Fact, sink: &Sink) -> Problem {
    let text = sink.written(node.span());
    let problem = sink.at(code, node.span()).with("value", text).with("fact", fact.name.as_str());
    let mut problem = problem.with("topic", topic.name.as_str()).with_word("kind", fact.kind.word());
    if let (Code::WrongFactType, FactKind::Choice(choices)) = (code, &fact.kind) {
        problem = problem.with_list("options", choices.iter().map(|choice| choice.name.as_str()));
    }
    match Duration::guess(text).filter(|_| code == Code::BadDuration) {
        Some(meant) => problem.with("near", meant.to_string()),
        None => problem,
    }
}

/// A value that is written as text; `otherwise` is what is wrong with text that cannot be read.
fn parsed<T>(node: Node<'_>, parse: fn(&str) -> Option<T>, otherwise: Code) -> Result<T, Code> {
    node.text().and_then(parse).ok_or(otherwise)
}

/// The place of a choice among those that a fact allows; reports one that it does not.
fn choice(choices: &[Choice], name: &str, node: Node<'_>, topic: &Topic, fact: &Fact, sink: &mut Sink) -> Option<u8> {
    let found = choices.iter().position(|choice| choice.name == name);
    if found.is_none() {
        let names = || choices.iter().map(|choice| choice.name.as_str());
        let unknown = problem(Code::UnknownValue, node, topic, fact, sink).with("wrong", name);
        sink.add(unknown.with_list("options", names()).with_nearest(name, names()));
    }
    found.and_then(|index| u8::try_from(index).ok())
}

/// Several choices; at least one.
fn several(choices: &[Choice], list: Node<'_>, topic: &Topic, fact: &Fact, sink: &mut Sink) -> Option<Value> {
    let mut bits = 0;
    for item in list.items() {
        match item.text() {
            Some(name) => {
                if let Some(index) = choice(choices, name, item, topic, fact, sink) {
                    bits |= 1 << index;
                }
            }
            None => {
                let written = sink.written(item.span());
                let unknown = problem(Code::UnknownValue, item, topic, fact, sink).with("wrong", written);
                sink.add(unknown.with_list("options", choices.iter().map(|choice| choice.name.as_str())));
            }
        }
    }
    if list.items().next().is_none() {
        sink.add(problem(Code::WrongFactType, list, topic, fact, sink));
    }
    (bits != 0).then_some(Value::Choices(bits))
}
