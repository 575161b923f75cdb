//! Durations as agreements state them, and how they compare across units.

use std::{cmp::Ordering, fmt};

use crate::words::Words;

/// A duration: a number of one unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duration {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
}

/// A unit of time. Working days, months, and years are not always equally long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Hours.
    Hours,
    /// Days of 24 hours.
    Days,
    /// Monday to Friday.
    WorkingDays,
    /// Seven days.
    Weeks,
    /// 28 to 31 days.
    Months,
    /// 365 or 366 days.
    Years,
}

/// Which length a duration is given where its unit leaves room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// The longest it can be: five working days are seven days, a month is 31.
    Longest,
    /// The shortest it can be: five working days are five days, a month is 28.
    Shortest,
}

impl Reading {
    /// The other one.
    #[must_use]
    pub fn flipped(self) -> Self {
        match self {
            Self::Longest => Self::Shortest,
            Self::Shortest => Self::Longest,
        }
    }
}

impl Unit {
    const ALL: [Self; 6] = [Self::Hours, Self::Days, Self::WorkingDays, Self::Weeks, Self::Months, Self::Years];

    fn name(self) -> &'static str {
        match self {
            Self::Hours => "hour",
            Self::Days => "day",
            Self::WorkingDays => "working day",
            Self::Weeks => "week",
            Self::Months => "month",
            Self::Years => "year",
        }
    }
}

impl Duration {
    /// Reads `48 hours`, `1 day`, `5 working days`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (count, unit) = text.split_once(' ')?;
        let singular = unit.strip_suffix('s').unwrap_or(unit);
        let unit = Unit::ALL.into_iter().find(|known| known.name() == singular)?;
        let digits = !count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit());
        Some(Self { count: if digits { count.parse().ok()? } else { return None }, unit })
    }

    /// What somebody probably meant who wrote a duration in another way: `48 uur`, `24hours`, `5 Werkdagen`.
    #[must_use]
    pub fn guess(text: &str) -> Option<Self> {
        let text = text.trim_matches(['"', '\'']).to_lowercase();
        let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (count, unit) = text.split_at(digits);
        let unit = match unit.trim() {
            "uur" | "uren" | "h" | "hrs" | "hour" | "hours" => Unit::Hours,
            "dag" | "dagen" | "d" | "day" | "days" => Unit::Days,
            "werkdag" | "werkdagen" | "working day" | "working days" | "business days" => Unit::WorkingDays,
            "week" | "weken" | "weeks" => Unit::Weeks,
            "maand" | "maanden" | "month" | "months" => Unit::Months,
            "jaar" | "jaren" | "year" | "years" => Unit::Years,
            _ => return None,
        };
        Some(Self { count: count.parse().ok()?, unit })
    }

    /// Its length in hours under a reading.
    ///
    /// `n` working days last longest when a weekend comes first, and shortest when they start on a Monday; public
    /// holidays are left out, because they differ by place.
    #[must_use]
    pub fn hours(self, reading: Reading) -> u64 {
        let count = u64::from(self.count);
        let days = match (self.unit, reading) {
            (Unit::Hours, _) => return count,
            (Unit::Days, _) => count,
            (Unit::Weeks, _) => count * 7,
            (Unit::WorkingDays, Reading::Longest) => count + 2 * count.div_ceil(5),
            (Unit::WorkingDays, Reading::Shortest) => count + 2 * (count.saturating_sub(1) / 5),
            (Unit::Months, Reading::Longest) => count * 31,
            (Unit::Months, Reading::Shortest) => count * 28,
            (Unit::Years, Reading::Longest) => count * 366,
            (Unit::Years, Reading::Shortest) => count * 365,
        };
        days * 24
    }

    /// Whether its length depends on the reading.
    #[must_use]
    pub fn is_uneven(self) -> bool {
        self.hours(Reading::Longest) != self.hours(Reading::Shortest)
    }

    /// Compares two durations under one reading; one that equals `flipped` is read the other way. Of one unit their numbers
    /// decide, whatever the reading.
    #[must_use]
    pub fn compare(self, other: Self, reading: Reading, flipped: Option<Self>) -> Ordering {
        if self.unit == other.unit {
            return self.count.cmp(&other.count);
        }
        let hours = |one: Self| one.hours(if Some(one) == flipped { reading.flipped() } else { reading });
        hours(self).cmp(&hours(other))
    }

    /// The duration in words: `48 uur`, `1 dag`.
    #[must_use]
    pub fn show(self, words: &Words) -> String {
        let key = format!("unit.{}", self.unit.name().replace(' ', "-"));
        words.count(&key, self.count as usize)
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}{}", self.count, self.unit.name(), if self.count == 1 { "" } else { "s" })
    }
}
