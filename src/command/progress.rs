//! How far a long run is, on standard error.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// How long a run may take before somebody wonders.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar that appears when a run takes longer than a second, where nothing else is written to the terminal.
pub(super) struct Progress {
    started: Instant,
    total: usize,
    done: usize,
    bar: Option<ProgressBar>,
    wanted: bool,
}

impl Progress {
    /// Starts counting; `wanted` says whether somebody could see it.
    pub(super) fn new(total: usize, wanted: bool) -> Self {
        Self { started: Instant::now(), total, done: 0, bar: None, wanted }
    }

    /// Counts what has been done.
    pub(super) fn advance(&mut self, count: usize) {
        self.done += count;
        if self.wanted && self.bar.is_none() && self.started.elapsed() > PATIENCE {
            let bar = ProgressBar::new(self.total as u64);
            if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len}") {
                bar.set_style(style);
            }
            self.bar = Some(bar);
        }
        if let Some(bar) = &self.bar {
            bar.set_position(self.done as u64);
        }
    }
}

impl Drop for Progress {
    /// Takes the bar away, so that what follows stands alone.
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
