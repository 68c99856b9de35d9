//! Labels: what a parallel is about, in the words of one of its passages.

use crate::align::Passage;
use crate::compare::Comparison;
use rustc_hash::FxHashMap;

/// Fewest words that say anything.
const LEAST_WORDS: usize = 4;

/// A passage speaks for its parallel where its links come to this share of the best passage's.
const CENTRAL: f32 = 0.6;

/// How firmly a passage is linked in its parallel: the sum of how sure its links are.
fn linked(comparison: &Comparison, parallel: usize, passage: Passage) -> f32 {
    let alignment = &comparison.alignment;
    let links = alignment.parallels[parallel].links.iter().filter_map(|&link| alignment.links.get(link));
    let holds = |p: &Passage| p.source == passage.source && p.range.overlaps(passage.range);
    links.filter(|link| link.passages.iter().any(holds)).map(|link| link.evidence.score).sum()
}

/// What the labels of a comparison's parallels are chosen by: in how many parallels each passage stands.
#[derive(Clone, Debug, Default)]
pub struct Labels(FxHashMap<Passage, usize>);

impl Labels {
    /// Of a comparison.
    pub fn of(comparison: &Comparison) -> Self {
        let mut spread = FxHashMap::default();
        for passage in comparison.alignment.parallels.iter().flat_map(|p| &p.passages) {
            *spread.entry(*passage).or_default() += 1;
        }
        Self(spread)
    }

    /// The name that a reader gave the parallel; else one of its passages, with white space made single and not cut to any
    /// width: of those that are linked best and have four words at least, one that stands in the fewest parallels, so that
    /// labels tell them apart, and of these the shortest. The comparison is the one that the labels are of.
    pub fn get(&self, comparison: &Comparison, parallel: usize) -> String {
        if let Some(name) = comparison.remarks.names.get(&parallel) {
            return name.clone();
        }
        let words = |p: &Passage| comparison.corpus.source(p.source).text.words_in(p.range).count();
        let passages = &comparison.alignment.parallels[parallel].passages;
        let sums: Vec<f32> = passages.iter().map(|passage| linked(comparison, parallel, *passage)).collect();
        let most = sums.iter().copied().fold(0.0, f32::max);
        let central = passages.iter().zip(&sums).filter(|(_, sum)| **sum >= most * CENTRAL).map(|(passage, _)| passage);
        let spread = |p: &Passage| self.0.get(p).copied().unwrap_or(0);
        let told = central.filter(|p| words(p) >= LEAST_WORDS).min_by_key(|p| (spread(p), words(p), **p));
        let Some(passage) = told.or(passages.first()) else { return String::new() };
        let text = comparison.corpus.source(passage.source).text.slice(passage.range);
        let joined: Vec<&str> = text.split_whitespace().collect();
        joined.join(" ")
    }
}
