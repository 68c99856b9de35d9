//! Labels: what a parallel is about, in the words of one of its passages.

use crate::align::Passage;
use crate::compare::Comparison;
use rustc_hash::FxHashMap;

/// Fewest words that say anything.
const LEAST_WORDS: usize = 4;

/// The labels of all parallels of a comparison.
pub struct Labels<'c> {
    comparison: &'c Comparison,
    /// In how many parallels a passage stands.
    spread: FxHashMap<Passage, usize>,
}

impl<'c> Labels<'c> {
    /// The labels of a comparison.
    pub fn of(comparison: &'c Comparison) -> Self {
        let mut spread = FxHashMap::default();
        for passage in comparison.alignment.parallels.iter().flat_map(|p| &p.passages) {
            *spread.entry(*passage).or_default() += 1;
        }
        Self { comparison, spread }
    }

    /// The name that a reader gave the parallel; else one of its passages, with white space made single and not cut to any
    /// width: of those with at least four words one that stands in the fewest parallels, so that labels tell them apart, and
    /// of these the shortest.
    pub fn get(&self, parallel: usize) -> String {
        named(self.comparison, parallel, |passage| self.spread.get(passage).copied().unwrap_or(0))
    }
}

/// The label of one parallel, as [`Labels::get`] has it.
pub fn label(comparison: &Comparison, parallel: usize) -> String {
    let parallels = &comparison.alignment.parallels;
    named(comparison, parallel, |passage| parallels.iter().filter(|p| p.passages.contains(passage)).count())
}

fn named(comparison: &Comparison, parallel: usize, spread: impl Fn(&Passage) -> usize) -> String {
    if let Some(name) = comparison.remarks.names.get(&parallel) {
        return name.clone();
    }
    let words = |p: &Passage| comparison.corpus.source(p.source).text.words_in(p.range).count();
    let passages = &comparison.alignment.parallels[parallel].passages;
    let told = passages.iter().filter(|p| words(p) >= LEAST_WORDS).min_by_key(|p| (spread(p), words(p), **p));
    let Some(passage) = told.or(passages.first()) else { return String::new() };
    let text = comparison.corpus.source(passage.source).text.slice(passage.range);
    let joined: Vec<&str> = text.split_whitespace().collect();
    joined.join(" ")
}
