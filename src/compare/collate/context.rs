//! What the neighbourhood says of two words: whether the words around them stand for each other too.

use super::model::Grid;

/// What is seen around two words; the names are those of the weights. All are the same from both sides.
pub const SURROUNDINGS: [&str; 9] = [
    "so far",
    "next to each",
    "beside one",
    "crossed",
    "others better",
    "both better",
    "off the lines",
    "on a line",
    "between lines",
];

/// The logarithms of 1, 2, 3, …: distances in words are counted by them.
pub struct Logarithms(Vec<f32>);

impl Logarithms {
    /// Of 1 to `most` + 1, and a few more.
    pub fn up_to(most: usize) -> Self {
        Self((0..most + 4).map(|step| (1.0 + step as f32).ln()).collect())
    }

    fn of(&self, step: i32) -> f32 {
        self.0[step.unsigned_abs() as usize]
    }
}

/// The surroundings of the pairs of words of two passages, given how sure each pair is so far.
pub struct Context<'a> {
    grid: &'a Grid,
    best: [Vec<Best>; 2],
    /// By word of each passage: the diagonals through the nearest known pairs before and after it, as the number of words
    /// by which they run ahead in the other passage.
    lines: [Vec<[i32; 2]>; 2],
    logarithms: &'a Logarithms,
}

/// The best counterparts of one word so far.
#[derive(Clone, Copy, Default)]
struct Best {
    at: usize,
    first: f32,
    second: f32,
}

/// From here a word's counterpart is taken as known while the others are looked for.
const KNOWN: f32 = 0.5;

impl<'a> Context<'a> {
    /// Reads a grid of how sure each pair is. All pairs that are not zero stand in `places`, in order; the logarithms reach up
    /// to the number of all words.
    pub fn of(grid: &'a Grid, places: &[(usize, usize)], logarithms: &'a Logarithms) -> Self {
        let mut best = [vec![Best::default(); grid.rows], vec![Best::default(); grid.columns]];
        for &(i, j) in places {
            let sure = grid.at(i, j);
            best[0][i].see(j, sure);
            best[1][j].see(i, sure);
        }
        let lines = [lines(&best[0], &best[1]), lines(&best[1], &best[0])];
        Self { grid, best, lines, logarithms }
    }

    /// What surrounds word `i` of the first and word `j` of the second passage.
    pub fn surroundings(&self, i: usize, j: usize) -> [f32; SURROUNDINGS.len()] {
        let [above, level, below] = self.grid.around(i, j);
        let sure = level[1].clamp(0.001, 0.999);
        let other = |best: &Best, at: usize| if best.at == at { best.second } else { best.first };
        let (row, column) = (&self.best[0][i], &self.best[1][j]);
        let (rival, other_rival) = (other(row, j), other(column, i));
        let off = self.off_lines(i, j);
        let between = |a: i32, b: i32| if a > 0 && b > 0 || a < 0 && b < 0 { 0.0 } else { 1.0 };
        [
            (sure / (1.0 - sure)).ln(),
            above[0] + below[2],
            above[1] + below[1] + level[0] + level[2],
            above[2] + below[0],
            rival + other_rival,
            rival * other_rival,
            off.iter().map(|&step| self.logarithms.of(step)).sum(),
            off.iter().filter(|&&step| step == 0).count() as f32,
            between(off[0], off[1]) + between(off[2], off[3]),
        ]
    }

    /// How many words the pair is off the diagonals through the nearest known pairs: before and after the first word,
    /// before and after the second.
    fn off_lines(&self, i: usize, j: usize) -> [i32; 4] {
        let ahead = j as i32 - i as i32;
        let [a, b] = self.lines[0][i];
        let [c, d] = self.lines[1][j];
        [ahead - a, ahead - b, -ahead - c, -ahead - d]
    }
}

impl Best {
    fn see(&mut self, at: usize, value: f32) {
        if value > self.first {
            *self = Self { at, first: value, second: self.first };
        } else if value > self.second {
            self.second = value;
        }
    }
}

/// For each word, the diagonals through the nearest known pairs before and after it; the ends of the passages count as known.
fn lines(best: &[Best], back: &[Best]) -> Vec<[i32; 2]> {
    let (mut before, mut after) = (0, back.len() as i32 - best.len() as i32);
    let known = |i: usize| {
        let other = best[i].at;
        (best[i].first > KNOWN && back[other].at == i).then_some(other as i32 - i as i32)
    };
    let mut found = vec![[before, after]; best.len()];
    for (i, line) in found.iter_mut().enumerate() {
        line[0] = before;
        before = known(i).unwrap_or(before);
    }
    for (i, line) in found.iter_mut().enumerate().rev() {
        line[1] = after;
        after = known(i).unwrap_or(after);
    }
    found
}
