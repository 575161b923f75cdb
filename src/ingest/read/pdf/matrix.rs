//! How one system of coordinates lies in another.

use lopdf::Object;

/// A transformation of the plane: where the unit to the right, the unit upwards, and the origin come to lie.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix {
    right: (f32, f32),
    up: (f32, f32),
    origin: (f32, f32),
}

impl Default for Matrix {
    fn default() -> Self {
        Self::moved(0.0, 0.0)
    }
}

impl Matrix {
    /// A move.
    pub(super) fn moved(x: f32, y: f32) -> Self {
        Self { right: (1.0, 0.0), up: (0.0, 1.0), origin: (x, y) }
    }

    /// The transformation that six numbers describe.
    pub(super) fn of(numbers: &[Object]) -> Option<Self> {
        let numbers: Vec<f32> = numbers.iter().filter_map(|number| number.as_float().ok()).collect();
        let numbers: [f32; 6] = numbers.try_into().ok()?;
        let pair = |at: usize| numbers.get(at).copied().zip(numbers.get(at + 1).copied());
        Some(Self { right: pair(0)?, up: pair(2)?, origin: pair(4)? })
    }

    /// This one and then another.
    #[must_use]
    pub(super) fn then(&self, next: &Self) -> Self {
        let turn = |(x, y): (f32, f32)| (x * next.right.0 + y * next.up.0, x * next.right.1 + y * next.up.1);
        let origin = next.apply(self.origin.0, self.origin.1);
        Self { right: turn(self.right), up: turn(self.up), origin }
    }

    /// Where a point comes to lie.
    pub(super) fn apply(&self, x: f32, y: f32) -> (f32, f32) {
        let along = |right: f32, up: f32, origin: f32| x * right + y * up + origin;
        (along(self.right.0, self.up.0, self.origin.0), along(self.right.1, self.up.1, self.origin.1))
    }

    /// How long something upright of length one becomes.
    pub(super) fn height(&self) -> f32 {
        self.up.0.hypot(self.up.1)
    }
}

/// A number without what is behind its decimal sign; 0 for negative ones.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // such casts go to the nearest that there is
pub(super) fn whole(number: f32) -> usize {
    number as usize
}
