//! What has become of the waivers of an extract, on the day of the report.

use jiff::civil::Date;

use super::Section;
use crate::{extract::Waiver, problem::nearest, words::Words};

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
    let view = |waiver: &'a Waiver| {
        let run_out = day.is_some_and(|day| day > waiver.until);
        let mut known = false;
        let mut gap = false;
        for section in &mut *sections {
            for line in section.areas.iter_mut().flat_map(|area| &mut area.lines) {
                if line.id == waiver.requirement {
                    known = true;
                    if line.verdict.is_gap() {
                        gap = true;
                        let state = if run_out { State::RunOut } else { State::InForce };
                        line.waiver = Some(WaiverView { waiver, state, near: None });
                        if !run_out {
                            *section.accepted.entry(line.level).or_default() += 1;
                        }
                    }
                }
            }
        }
        let state = match (known, gap, run_out) {
            (false, ..) => State::Unknown,
            (_, false, _) => State::Unneeded,
            (.., true) => State::RunOut,
            (.., false) => State::InForce,
        };
        let ids =
            || sections.iter().flat_map(|section| &section.areas).flat_map(|area| &area.lines).map(|line| line.id);
        let near = if known { None } else { nearest(&waiver.requirement, ids()) };
        WaiverView { waiver, state, near }
    };
    waivers.iter().map(view).collect()
}
