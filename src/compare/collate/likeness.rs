//! How like two words of two passages are, by themselves and by their places.

use super::model::Grid;
use super::near::{Near, Nearest};
use super::word::{Class, Entry, Vocabulary, Wording};
use crate::text::Norm;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// What is seen of two words by themselves; the names are those of the weights.
pub const SIGNS: [&str; 19] = [
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
    "nearest",
];

/// The most signs that hold of two words at once.
const MOST_AT_ONCE: usize = 7;

/// What is seen of two words by themselves: of the many signs, the few that hold of them, in order.
#[derive(Clone, Copy, Default)]
struct Seen {
    signs: [u8; MOST_AT_ONCE],
    values: [f32; MOST_AT_ONCE],
}

impl Seen {
    /// What is not named holds of no words, so it changes no sum.
    fn of<const N: usize>(named: [(u8, f32); N]) -> Self {
        let mut seen = Self::default();
        for (at, (sign, value)) in named.into_iter().enumerate() {
            (seen.signs[at], seen.values[at]) = (sign, value);
        }
        seen
    }
}

/// The signs of each pair of words of two passages.
pub struct Likeness {
    columns: usize,
    /// Nothing for two words that are not to be told to stand for each other, whatever else is seen.
    seen: Vec<Option<Seen>>,
}

impl Likeness {
    /// Of the words of two passages.
    pub fn of(a: &Wording, b: &Wording, vocabulary: &Vocabulary) -> Self {
        let near = Near::of(a, b);
        let [a, b] = [a, b].map(|told| told.words.iter().map(|&word| vocabulary.entry(word)).collect::<Vec<_>>());
        let norms = [&a, &b].map(|words| words.iter().map(|entry| entry.norm).collect::<Vec<_>>());
        let times = |norm: Norm, side: usize| norms[side].iter().filter(|&&other| other == norm).count();
        let places = [&a, &b].map(|words| (0..words.len()).map(|at| place(at, words.len())).collect::<Vec<f32>>());
        let in_sequence = in_sequence(&norms[0], &norms[1]);
        let mut seen = Vec::with_capacity(a.len() * b.len());
        for (i, x) in a.iter().enumerate() {
            for (j, y) in b.iter().enumerate() {
                let far = (places[0][i] - places[1][j]).abs();
                let near = near.as_ref().map(|near| near.at(i, j)).unwrap_or_default();
                seen.push(if x.same(y) {
                    let times = times(x.norm, 0).max(times(y.norm, 1));
                    Some(same(x, y, (far, near), times, in_sequence.at(i, j)))
                } else {
                    may_be_told(x, y, near).then(|| different(x, y, (far, near)))
                });
            }
        }
        Self { columns: b.len(), seen }
    }

    /// The signs of word `i` of the first and word `j` of the second passage.
    pub fn signs(&self, i: usize, j: usize) -> [f32; SIGNS.len()] {
        let mut signs = [0.0; SIGNS.len()];
        if let Some(seen) = &self.seen[i * self.columns + j] {
            seen.signs.iter().zip(seen.values).for_each(|(&sign, value)| signs[usize::from(sign)] += value);
        }
        signs
    }

    /// Their sum, each times its weight.
    pub fn weighed(&self, i: usize, j: usize, weights: &[f32; SIGNS.len()]) -> f32 {
        let weigh = |seen: &Seen| -> f32 {
            seen.signs.iter().zip(seen.values).map(|(&sign, value)| weights[usize::from(sign)] * value).sum()
        };
        self.seen[i * self.columns + j].as_ref().map_or(f32::NEG_INFINITY, weigh)
    }
}

/// Where a word stands in its passage, 0 to 1.
fn place(at: usize, of: usize) -> f32 {
    (at as f32 + 0.5) / of as f32
}

/// Cosine times share that two words of two languages have at least; beyond it, some 19 of 20 are translations.
const LEAST_TRANSLATION: f32 = 0.35;

/// Whether two words that are not one may stand for each other. In two languages nothing but their nearness says so.
fn may_be_told(a: &Entry, b: &Entry, near: Nearest) -> bool {
    let is_mark = [a, b].iter().any(|entry| entry.class == Class::Mark);
    !a.is_foreign_to(b) || !is_mark && near.cosine * near.share >= LEAST_TRANSLATION
}

/// How far apart two words stand, and how near they are in meaning.
type Apart = (f32, Nearest);

fn same(a: &Entry, b: &Entry, (far, near): Apart, times: usize, in_sequence: f32) -> Seen {
    let small = matches!(a.class, Class::Grammar | Class::Mark);
    let sign = match a.class {
        Class::Mark => 3,
        Class::Grammar => 2,
        Class::Content | Class::Number if a.form == b.form => 0,
        Class::Content | Class::Number => 1,
    };
    let only = if times == 1 { 1.0 } else { 0.0 };
    let small = if small { far } else { 0.0 };
    let again = times as f32 - 1.0;
    Seen::of([(sign, 1.0), (11, far), (12, small), (13, only), (14, again), (17, in_sequence), (18, near.share)])
}

fn different(a: &Entry, b: &Entry, (far, near): Apart) -> Seen {
    let kinds = [a.class, b.class];
    let has = |class| kinds.contains(&class);
    let before = |sign| Seen::of([(sign, 1.0), (11, far), (18, near.share)]);
    match (a.class == b.class, a.class) {
        (true, Class::Content) => {
            Seen::of([(5, a.common_start(b)), (6, near.cosine), (11, far), (15, 1.0), (18, near.share)])
        }
        (true, Class::Mark) => Seen::of([(11, far), (16, 1.0), (18, near.share)]),
        (true, Class::Grammar) => before(9),
        (true, Class::Number) => before(7),
        (false, _) if has(Class::Mark) => before(4),
        (false, _) if has(Class::Number) => before(8),
        (false, _) => before(10),
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
