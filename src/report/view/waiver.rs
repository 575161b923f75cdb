//! What has become of the waivers of an extract, on the day of the report.

use std::collections::HashMap;

use jiff::civil::Date;

use super::Section;
use crate::{extract::Waiver, problem::nearest, words::Words};

/// For how many waivers of unknown requirements it is worth looking for what was meant.
const MAX_LOOKED_FOR: usize = 36;

/// The day on which waivers are in force or have run out.
#[derive(Clone, Copy, Debug)]
pub enum Day {
    /// This one.
    Fixed(Date),
    /// Today; asked for only where an extract has waivers, so that a report without any is the same every day.
    Today(fn() -> Date),
}

/// What has become of a waiver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The gap is accepted.
    InForce,
    /// The gap was accepted, and counts again.
    RunOut,
    /// There is no gap to accept.
    Unneeded,
    /// No checklist of the run has the requirement.
    Unknown,
}

/// A waiver, and what has become of it.
#[derive(Clone, Copy, Debug)]
pub struct WaiverView<'a> {
    /// The waiver.
    pub waiver: &'a Waiver,
    /// What has become of it.
    pub state: State,
    /// For one of an unknown requirement: what was probably meant.
    pub near: Option<&'a str>,
}

impl Day {
    /// The day, where it plays a part: one that was asked for always does, today only if there are waivers.
    #[must_use]
    pub fn of(self, waivers: &[Waiver]) -> Option<Date> {
        match self {
            Self::Fixed(date) => Some(date),
            Self::Today(_) if waivers.is_empty() => None,
            Self::Today(ask) => Some(ask()),
        }
    }
}

impl State {
    /// Its name in data; `waiver.NAME` is the key of its sentence.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::InForce => "in-force",
            Self::RunOut => "run-out",
            Self::Unneeded => "unneeded",
            Self::Unknown => "unknown",
        }
    }
}

impl WaiverView<'_> {
    /// What has become of it, as a sentence.
    #[must_use]
    pub fn sentence(&self, words: &Words) -> String {
        let Waiver { requirement, reason, by, until, line } = self.waiver;
        let key = match (self.state, self.near) {
            (State::Unknown, Some(_)) => "waiver.unknown.near".to_owned(),
            (state, _) => format!("waiver.{}", state.name()),
        };
        let arguments = [
            ("requirement", requirement.as_str()),
            ("reason", reason),
            ("by", by),
            ("until", &words.date(*until)),
            ("line", &line.to_string()),
            ("near", self.near.unwrap_or_default()),
        ];
        words.say(&key, &arguments)
    }
}

/// Attaches waivers to the gaps that they are of, and says what has become of each.
pub(super) fn apply<'a>(waivers: &'a [Waiver], day: Option<Date>, sections: &mut [Section<'a>]) -> Vec<WaiverView<'a>> {
    if waivers.is_empty() {
        return Vec::new();
    }
    let places = places(sections);
    let mut looked_for = 0;
    let view = |waiver: &'a Waiver| {
        let run_out = day.is_some_and(|day| day > waiver.until);
        let Some(lines) = places.get(waiver.requirement.as_str()) else {
            looked_for += 1;
            let known = places.keys().copied().filter(|_| looked_for <= MAX_LOOKED_FOR);
            return WaiverView { waiver, state: State::Unknown, near: nearest(&waiver.requirement, known) };
        };
        let mut state = State::Unneeded;
        for [section, area, line] in lines {
            let Section { areas, accepted, .. } = &mut sections[*section];
            let line = &mut areas[*area].lines[*line];
            if line.verdict.is_gap() {
                state = if run_out { State::RunOut } else { State::InForce };
                line.waiver = Some(WaiverView { waiver, state, near: None });
                if !run_out {
                    *accepted.entry(line.level).or_default() += 1;
                }
            }
        }
        WaiverView { waiver, state, near: None }
    };
    waivers.iter().map(view).collect()
}

/// Where the lines of each requirement are: in which section, area, and place.
fn places<'a>(sections: &[Section<'a>]) -> HashMap<&'a str, Vec<[usize; 3]>> {
    let mut places: HashMap<&str, Vec<[usize; 3]>> = HashMap::new();
    for (section, view) in sections.iter().enumerate() {
        for (area, view) in view.areas.iter().enumerate() {
            for (index, line) in view.lines.iter().enumerate() {
                places.entry(line.id).or_default().push([section, area, index]);
            }
        }
    }
    places
}
