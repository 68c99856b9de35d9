//! How sure it is that two words stand for each other: a logistic model of what is seen of them.

use super::context::{Context, SURROUNDINGS};
use super::likeness::{Likeness, SIGNS};
use super::word::{Vocabulary, Word};

/// Numbers for the pairs of words of two passages.
#[derive(Clone, PartialEq, Debug)]
pub struct Grid {
    /// Words of the first passage.
    pub rows: usize,
    /// Words of the second passage.
    pub columns: usize,
    cells: Vec<f32>,
}

impl Grid {
    /// All zero.
    pub fn new(rows: usize, columns: usize) -> Self {
        Self { rows, columns, cells: vec![0.0; rows * columns] }
    }

    /// The number of a pair.
    pub fn at(&self, row: usize, column: usize) -> f32 {
        self.cells[row * self.columns + column]
    }

    /// Sets the number of a pair.
    pub fn set(&mut self, row: usize, column: usize, value: f32) {
        self.cells[row * self.columns + column] = value;
    }

    /// The number of the pair some steps away, 0 outside.
    pub fn near(&self, row: usize, column: usize, rows: isize, columns: isize) -> f32 {
        match (row.checked_add_signed(rows), column.checked_add_signed(columns)) {
            (Some(i), Some(j)) if i < self.rows && j < self.columns => self.at(i, j),
            _ => 0.0,
        }
    }
}

/// All that is seen of a pair: its signs, then its surroundings.
pub const SEEN: usize = SIGNS.len() + SURROUNDINGS.len();

/// The weights of the model: one for each thing seen, then the constant.
#[derive(Clone, PartialEq, Debug)]
pub struct Model {
    /// For the words by themselves.
    pub first: [f32; SIGNS.len() + 1],
    /// For the words and their surroundings, used in turn.
    pub rounds: Vec<[f32; SEEN + 1]>,
}

/// Pairs less sure than this are looked at again only where a neighbour is likely.
const LEAST_CANDIDATE: f32 = 0.02;
/// A neighbour as likely as this makes a pair worth another look.
const LEAST_NEIGHBOUR: f32 = 0.2;

impl Model {
    /// How sure it is, 0 to 1, that each word of one passage stands for each word of the other. The same from both sides.
    pub fn sureness(&self, a: &[Word], b: &[Word], vocabulary: &Vocabulary) -> Grid {
        let likeness = Likeness::of(a, b, vocabulary);
        let mut grid = Grid::new(a.len(), b.len());
        for (i, j) in (0..a.len()).flat_map(|i| (0..b.len()).map(move |j| (i, j))) {
            grid.set(i, j, logistic(&self.first, likeness.signs(i, j)));
        }
        for weights in &self.rounds {
            let mut next = Grid::new(a.len(), b.len());
            for (i, j, seen) in seen(&likeness, &grid) {
                next.set(i, j, logistic(weights, seen));
            }
            grid = next;
        }
        grid
    }
}

/// What is seen of all pairs that are worth another look; the others are taken for hopeless.
pub fn seen(likeness: &Likeness<'_>, grid: &Grid) -> Vec<(usize, usize, [f32; SEEN])> {
    let context = Context::of(grid);
    let mut found = Vec::new();
    for (i, j) in (0..grid.rows).flat_map(|i| (0..grid.columns).map(move |j| (i, j))) {
        let steps = [(-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1)];
        if grid.at(i, j) >= LEAST_CANDIDATE || steps.iter().any(|&(x, y)| grid.near(i, j, x, y) >= LEAST_NEIGHBOUR) {
            let mut all = [0.0; SEEN];
            let (signs, surroundings) = all.split_at_mut(SIGNS.len());
            signs.copy_from_slice(&likeness.signs(i, j));
            surroundings.copy_from_slice(&context.surroundings(i, j));
            found.push((i, j, all));
        }
    }
    found
}

/// The logistic function of a weighted sum; the last weight is the constant.
pub fn logistic<const N: usize>(weights: &[f32], seen: [f32; N]) -> f32 {
    let sum: f32 = weights.iter().zip(seen.iter().chain(&[1.0])).map(|(weight, value)| weight * value).sum();
    1.0 / (1.0 + (-sum).exp())
}
