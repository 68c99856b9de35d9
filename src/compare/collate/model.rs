//! How sure it is that two words stand for each other: a logistic model of what is seen of them.

use super::context::{Context, Logarithms, SURROUNDINGS};
use super::likeness::{Likeness, SIGNS};
use super::word::{Vocabulary, Wording};

/// Numbers for the pairs of words of two passages; around them lies a border of zeros, so that every pair has neighbours.
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
        Self { rows, columns, cells: vec![0.0; (rows + 2) * (columns + 2)] }
    }

    /// The place of a pair among the cells.
    fn index(&self, row: usize, column: usize) -> usize {
        (row + 1) * (self.columns + 2) + column + 1
    }

    /// The number of a pair.
    pub fn at(&self, row: usize, column: usize) -> f32 {
        self.cells[self.index(row, column)]
    }

    /// Sets the number of a pair.
    pub fn set(&mut self, row: usize, column: usize, value: f32) {
        let index = self.index(row, column);
        self.cells[index] = value;
    }

    /// The numbers of a word of the first passage with each of the second.
    pub fn row(&self, row: usize) -> &[f32] {
        &self.cells[self.index(row, 0)..][..self.columns]
    }

    /// The numbers of a pair and of its neighbours, row by row.
    pub fn around(&self, row: usize, column: usize) -> [[f32; 3]; 3] {
        let width = self.columns + 2;
        let first = self.index(row, column) - width - 1;
        std::array::from_fn(|step| {
            let cells = &self.cells[first + step * width..][..3];
            [cells[0], cells[1], cells[2]]
        })
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
    pub fn sureness(&self, a: &Wording, b: &Wording, vocabulary: &Vocabulary) -> Grid {
        let likeness = Likeness::of(a, b, vocabulary);
        let (a, b) = (a.words.len(), b.words.len());
        let mut grid = Grid::new(a, b);
        let (signs, constant) = split(&self.first);
        for (i, j) in (0..a).flat_map(|i| (0..b).map(move |j| (i, j))) {
            grid.set(i, j, logistic(likeness.weighed(i, j, signs) + constant[0]));
        }
        let logarithms = Logarithms::up_to(a + b);
        let mut places = everywhere(&grid);
        for weights in &self.rounds {
            let context = Context::of(&grid, &places, &logarithms);
            let (signs, rest) = split(weights);
            let mut next = Grid::new(a, b);
            places = candidates(&grid, &places);
            for &(i, j) in &places {
                let surroundings = context.surroundings(i, j);
                let sum = rest.iter().zip(surroundings.iter().chain(&[1.0]));
                let sum = sum.fold(likeness.weighed(i, j, signs), |sum, (weight, value)| sum + weight * value);
                next.set(i, j, logistic(sum));
            }
            grid = next;
        }
        grid
    }
}

/// The places of a grid, in order.
fn everywhere(grid: &Grid) -> Vec<(usize, usize)> {
    (0..grid.rows).flat_map(|i| (0..grid.columns).map(move |j| (i, j))).collect()
}

/// The weights of the signs, and the others.
fn split(weights: &[f32]) -> (&[f32; SIGNS.len()], &[f32]) {
    weights.split_first_chunk().expect("every list of weights begins with those of the signs")
}

/// The pairs that are worth another look, in order; the others are taken for hopeless. All that are not zero stand in `places`.
fn candidates(grid: &Grid, places: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let width = grid.columns + 2;
    let mut worth = vec![false; grid.cells.len()];
    for &(i, j) in places {
        let at = grid.index(i, j);
        if grid.cells[at] >= LEAST_NEIGHBOUR {
            [at - width, at, at + width].iter().for_each(|&at| worth[at - 1..=at + 1].fill(true));
        } else if grid.cells[at] >= LEAST_CANDIDATE {
            worth[at] = true;
        }
    }
    let mut found = Vec::with_capacity(places.len());
    for i in 0..grid.rows {
        let row = &worth[grid.index(i, 0)..][..grid.columns];
        found.extend(row.iter().enumerate().filter(|(_, worth)| **worth).map(|(j, _)| (i, j)));
    }
    found
}

/// What is seen of all pairs that are worth another look.
pub fn seen(likeness: &Likeness, grid: &Grid) -> Vec<(usize, usize, [f32; SEEN])> {
    let logarithms = Logarithms::up_to(grid.rows + grid.columns);
    let places = everywhere(grid);
    let context = Context::of(grid, &places, &logarithms);
    let all = |(i, j)| {
        let mut all = [0.0; SEEN];
        let (signs, surroundings) = all.split_at_mut(SIGNS.len());
        signs.copy_from_slice(&likeness.signs(i, j));
        surroundings.copy_from_slice(&context.surroundings(i, j));
        (i, j, all)
    };
    candidates(grid, &places).into_iter().map(all).collect()
}

/// The logistic function.
pub fn logistic(sum: f32) -> f32 {
    1.0 / (1.0 + (-sum).exp())
}
