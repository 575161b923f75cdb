//! How one system of coordinates lies in another.

use lopdf::Object;

/// A transformation of the plane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix([f32; 6]);

impl Default for Matrix {
    fn default() -> Self {
        Self::moved(0.0, 0.0)
    }
}

impl Matrix {
    /// A move.
    pub(super) fn moved(x: f32, y: f32) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// The transformation that six numbers describe.
    pub(super) fn of(numbers: &[Object]) -> Option<Self> {
        let numbers: Vec<f32> = numbers.iter().filter_map(|number| number.as_float().ok()).collect();
        numbers.try_into().ok().map(Self)
    }

    /// This one and then another.
    #[must_use]
    pub(super) fn then(&self, next: &Self) -> Self {
        let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (self.0, next.0);
        Self([a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l])
    }

    /// Where a point comes to lie.
    pub(super) fn apply(&self, x: f32, y: f32) -> (f32, f32) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// How long something upright of length one becomes.
    pub(super) fn height(&self) -> f32 {
        let [_, _, c, d, ..] = self.0;
        c.hypot(d)
    }
}
