//! The matrix: how close each two sources are.

use crate::align::Passage;
use crate::compare::Comparison;
use crate::source::{Source, SourceId};
use crate::text::TextRange;
use std::ops::Range;

/// What of one source another one tells, too.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Closeness {
    /// Parallels in which both stand.
    pub parallels: usize,
    /// Words of the first source's story in those parallels.
    pub words: usize,
    /// Words of the first source's story.
    pub all: usize,
}

impl Closeness {
    /// The share of the first source's words that the other tells, too, 0 to 1.
    pub fn share(self) -> f32 {
        if self.all == 0 { 0.0 } else { self.words as f32 / self.all as f32 }
    }
}

/// The closeness of every ordered pair: `matrix[a][b]` is how much of `a` stands in `b`, too; the diagonal counts what of `a`
/// stands in any other source.
pub fn matrix(comparison: &Comparison) -> Vec<Vec<Closeness>> {
    let (sources, told) = (&comparison.corpus.sources, told(comparison));
    let tellers = tellers(&told, sources.len());
    sources.iter().map(|source| line(source, &told, &tellers, sources)).collect()
}

/// A row of the matrix.
pub fn matrix_row(comparison: &Comparison, a: SourceId) -> Vec<Closeness> {
    let (corpus, told) = (&comparison.corpus, told(comparison));
    line(corpus.source(a), &told, &tellers(&told, corpus.sources.len()), &corpus.sources)
}

/// Where each parallel is told: its passages, and what is told of it elsewhere.
fn told(comparison: &Comparison) -> Vec<Vec<Passage>> {
    let alignment = &comparison.alignment;
    let of =
        |parallel: usize| [alignment.parallels[parallel].passages.as_slice(), &alignment.elsewhere(parallel)].concat();
    (0..alignment.parallels.len()).map(of).collect()
}

/// For each parallel whether each source tells it, by its number.
fn tellers(parallels: &[Vec<Passage>], sources: usize) -> Vec<Vec<bool>> {
    let told = |places: &Vec<Passage>| {
        let mut told = vec![false; sources];
        places.iter().for_each(|place| told[place.source.index()] = true);
        told
    };
    parallels.iter().map(told).collect()
}

/// How close a source is to each.
fn line(a: &Source, parallels: &[Vec<Passage>], tellers: &[Vec<bool>], all: &[Source]) -> Vec<Closeness> {
    let words: Vec<TextRange> =
        a.story().flat_map(|(_, range)| a.text.words_in(range)).map(|word| word.range).collect();
    let own: Vec<usize> = (0..parallels.len()).filter(|&number| tellers[number][a.id.index()]).collect();
    // Where the words of its passages stand among its words, by place, each with its parallel.
    let mut told: Vec<(Range<usize>, usize)> = Vec::new();
    for &number in &own {
        told.extend(parallels[number].iter().filter(|p| p.source == a.id).map(|p| {
            let start = words.partition_point(|word| word.end() <= p.range.start());
            let end = words.partition_point(|word| word.start() < p.range.end());
            (start..end.max(start), number)
        }));
    }
    told.sort_unstable_by_key(|(words, number)| (words.start, words.end, *number));
    let close = |b: &Source| {
        let both = |number: usize| a.id == b.id || tellers[number][b.id.index()];
        let (mut counted, mut end) = (0, 0);
        for (words, _) in told.iter().filter(|(_, number)| both(*number)) {
            counted += words.end.saturating_sub(words.start.max(end));
            end = end.max(words.end);
        }
        let parallels = own.iter().filter(|number| both(**number)).count();
        Closeness { parallels, words: counted, all: words.len() }
    };
    all.iter().map(close).collect()
}
