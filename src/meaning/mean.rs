//! What a whole text means: the mean of its pieces' vectors, and where that points from what is usual.

use super::DIMENSIONS;
use serde::{Deserialize, Serialize};

/// What the numbers of a mean are multiplied by before they are rounded: they are below two, as a rule below a half.
const SCALE: f32 = 64.0;

/// The length of a bearing.
const LENGTH: f32 = 127.0;

/// The mean of the vectors of a text's pieces. Most of it is what all texts of its language have: compare bearings instead.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Mean(Vec<i8>);

/// Where a mean points from what is usual.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bearing(Vec<i8>);

impl Mean {
    /// Of what the encoder says of each piece.
    pub(super) fn of<'a>(rows: impl Iterator<Item = &'a [f32]>) -> Self {
        let mut sum = [0f32; DIMENSIONS];
        let mut count = 0f32;
        for row in rows {
            sum.iter_mut().zip(row).for_each(|(sum, x)| *sum += x);
            count += 1.0;
        }
        Self::from_numbers(&sum.map(|sum| sum / count.max(1.0) * SCALE))
    }

    /// From its numbers as [`Mean::numbers`] gives them, whole or not.
    pub fn from_numbers(numbers: &[f32]) -> Self {
        Self(numbers.iter().map(|number| number.round().clamp(-127.0, 127.0) as i8).collect())
    }

    /// Its numbers, [`DIMENSIONS`] of them, 64 times what the encoder says.
    pub fn numbers(&self) -> &[i8] {
        &self.0
    }

    /// Where it points from a place.
    pub fn bearing(&self, from: &[f32]) -> Bearing {
        let way: Vec<f32> = self.0.iter().zip(from).map(|(x, from)| f32::from(*x) - from).collect();
        let length = way.iter().map(|x| x * x).sum::<f32>().sqrt();
        let scale = if length > 0.0 { LENGTH / length } else { 0.0 };
        Bearing(way.into_iter().map(|x| (x * scale).round() as i8).collect())
    }
}

impl Bearing {
    /// How much two point the same way, about -1 to 1.
    pub fn cosine(&self, other: &Self) -> f32 {
        self.product(other) as f32 / (LENGTH * LENGTH)
    }

    /// The same, not divided by the lengths.
    pub fn product(&self, other: &Self) -> i32 {
        self.0.iter().zip(&other.0).map(|(x, y)| i32::from(*x) * i32::from(*y)).sum()
    }
}
