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

/// The surroundings of the pairs of words of two passages, given how sure each pair is so far.
pub struct Context<'a> {
    grid: &'a Grid,
    best: [Vec<Best>; 2],
    lines: [Vec<[(isize, isize); 2]>; 2],
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
    /// Reads a grid of how sure each pair is.
    pub fn of(grid: &'a Grid) -> Self {
        let rows = (0..grid.rows).map(|i| Best::of((0..grid.columns).map(|j| grid.at(i, j)))).collect();
        let columns = (0..grid.columns).map(|j| Best::of((0..grid.rows).map(|i| grid.at(i, j)))).collect();
        let best: [Vec<Best>; 2] = [rows, columns];
        let lines = [lines(&best[0], &best[1]), lines(&best[1], &best[0])];
        Self { grid, best, lines }
    }

    /// What surrounds word `i` of the first and word `j` of the second passage.
    pub fn surroundings(&self, i: usize, j: usize) -> [f32; SURROUNDINGS.len()] {
        let near = |steps: &[(isize, isize)]| steps.iter().map(|&(di, dj)| self.grid.near(i, j, di, dj)).sum::<f32>();
        let sure = self.grid.at(i, j).clamp(0.001, 0.999);
        let other = |best: &Best, at: usize| if best.at == at { best.second } else { best.first };
        let (row, column) = (&self.best[0][i], &self.best[1][j]);
        let (rival, other_rival) = (other(row, j), other(column, i));
        let off = self.off_lines(i, j);
        let log = |step: isize| (1.0 + step.abs() as f32).ln();
        let between = |a: isize, b: isize| if a.signum() * b.signum() <= 0 { 1.0 } else { 0.0 };
        [
            (sure / (1.0 - sure)).ln(),
            near(&[(-1, -1), (1, 1)]),
            near(&[(-1, 0), (1, 0), (0, -1), (0, 1)]),
            near(&[(-1, 1), (1, -1)]),
            rival + other_rival,
            rival * other_rival,
            off.iter().map(|&step| log(step)).sum(),
            off.iter().filter(|&&step| step == 0).count() as f32,
            between(off[0], off[1]) + between(off[2], off[3]),
        ]
    }

    /// How many words the pair is off the diagonals through the nearest known pairs: before and after the first word,
    /// before and after the second.
    fn off_lines(&self, i: usize, j: usize) -> [isize; 4] {
        let (x, y) = (i.cast_signed(), j.cast_signed());
        let [a, b] = self.lines[0][i];
        let [c, d] = self.lines[1][j];
        [(y - a.1) - (x - a.0), (y - b.1) - (x - b.0), (x - c.1) - (y - c.0), (x - d.1) - (y - d.0)]
    }
}

impl Best {
    fn of(values: impl Iterator<Item = f32>) -> Self {
        let mut best = Self::default();
        for (at, value) in values.enumerate() {
            if value > best.first {
                best = Self { at, first: value, second: best.first };
            } else if value > best.second {
                best.second = value;
            }
        }
        best
    }
}

/// For each word, the nearest known pairs before and after it; the ends of the passages count as known.
fn lines(best: &[Best], back: &[Best]) -> Vec<[(isize, isize); 2]> {
    let (mut before, mut after) = ((-1, -1), (best.len().cast_signed(), back.len().cast_signed()));
    let mut found = vec![[before, after]; best.len()];
    let known = |i: usize| {
        let pair = (i.cast_signed(), best[i].at.cast_signed());
        (best[i].first > KNOWN && back[best[i].at].at == i).then_some(pair)
    };
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
