//! How like two words of two passages are, by themselves and by their places.

use super::model::Grid;
use super::word::{Class, Entry, Vocabulary, Word};
use crate::text::Norm;
use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// What is seen of two words by themselves; the names are those of the weights.
pub const SIGNS: [&str; 18] = [
    "same content word",
    "same word, other form",
    "same grammar word",
    "same mark",
    "mark and word",
    "common start",
    "near in meaning",
    "two numbers",
    "number and word",
    "two grammar words",
    "grammar and content word",
    "far apart",
    "far apart, small word",
    "only ones",
    "repeated",
    "two content words",
    "two marks",
    "same in sequence",
];

/// The signs of each pair of words of two passages.
pub struct Likeness<'a> {
    vocabulary: &'a Vocabulary,
    words: [&'a [Word]; 2],
    counts: [FxHashMap<Norm, u32>; 2],
    in_sequence: Grid,
}

impl<'a> Likeness<'a> {
    /// Of the words of two passages.
    pub fn of(a: &'a [Word], b: &'a [Word], vocabulary: &'a Vocabulary) -> Self {
        let norms = |words: &[Word]| -> Vec<Norm> { words.iter().map(|&w| vocabulary.entry(w).norm).collect() };
        let count = |words: &[Word]| {
            let mut counts = FxHashMap::default();
            for &word in words {
                *counts.entry(vocabulary.entry(word).norm).or_default() += 1;
            }
            counts
        };
        let in_sequence = in_sequence(&norms(a), &norms(b));
        Self { vocabulary, words: [a, b], counts: [count(a), count(b)], in_sequence }
    }

    /// The signs of word `i` of the first and word `j` of the second passage.
    pub fn signs(&self, i: usize, j: usize) -> [f32; SIGNS.len()] {
        let (a, b) = (self.vocabulary.entry(self.words[0][i]), self.vocabulary.entry(self.words[1][j]));
        let place = |at: usize, side: usize| (at as f32 + 0.5) / self.words[side].len() as f32;
        let far = (place(i, 0) - place(j, 1)).abs();
        let mut signs = [0.0; SIGNS.len()];
        signs[11] = far;
        if a.norm == b.norm {
            self.same(a, b, far, &mut signs);
            signs[17] = self.in_sequence.at(i, j);
        } else {
            different(a, b, &mut signs);
        }
        signs
    }

    fn same(&self, a: &Entry, b: &Entry, far: f32, signs: &mut [f32; SIGNS.len()]) {
        let small = matches!(a.class, Class::Grammar | Class::Mark);
        let sign = match a.class {
            Class::Mark => 3,
            Class::Grammar => 2,
            Class::Content | Class::Number if a.form == b.form => 0,
            Class::Content | Class::Number => 1,
        };
        signs[sign] = 1.0;
        signs[12] = if small { far } else { 0.0 };
        let times = self.counts.iter().filter_map(|c| c.get(&a.norm)).copied().max().unwrap_or(1);
        signs[13] = if times == 1 { 1.0 } else { 0.0 };
        signs[14] = times as f32 - 1.0;
    }
}

fn different(a: &Entry, b: &Entry, signs: &mut [f32; SIGNS.len()]) {
    let kinds = [a.class, b.class];
    let has = |class| kinds.contains(&class);
    let both = a.class == b.class;
    let sign = match (both, a.class) {
        (true, Class::Mark) => 16,
        (true, Class::Grammar) => 9,
        (true, Class::Number) => 7,
        (true, Class::Content) => 15,
        (false, _) if has(Class::Mark) => 4,
        (false, _) if has(Class::Number) => 8,
        (false, _) => 10,
    };
    signs[sign] = 1.0;
    if both && a.class == Class::Content {
        signs[5] = a.common_start(b);
        signs[6] = a.nearness(b);
    }
}

/// The words that a sequence diff holds for the same, 1 or 0.
fn in_sequence(a: &[Norm], b: &[Norm]) -> Grid {
    let mut grid = Grid::new(a.len(), b.len());
    for op in capture_diff_slices(Algorithm::Patience, a, b) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            (0..len).for_each(|step| grid.set(old_index + step, new_index + step, 1.0));
        }
    }
    grid
}
