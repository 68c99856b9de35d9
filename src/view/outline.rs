//! The outline: all parallels, one a line.

use super::label::Labels;
use crate::align::{Passage, Relation};
use crate::compare::{Comparison, DiscrepancyKind};
use crate::source::SourceId;
use crate::text::Norm;

/// One parallel in a line.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    /// Its index.
    pub parallel: usize,
    /// What it is about.
    pub label: String,
    /// Which sources tell it, by their numbers.
    pub told: Vec<bool>,
    /// How many accounts tell it: copies of one article are one.
    pub spread: usize,
    /// The loosest relation among its links; verbatim where every source tells it in the same words.
    pub relation: Relation,
    /// The kinds of its discrepancies, the gravest first, each once.
    pub discrepancies: Vec<DiscrepancyKind>,
}

impl Entry {
    /// The sources that do not tell it.
    pub fn absent(&self) -> impl Iterator<Item = SourceId> {
        self.told.iter().zip(0u16..).filter(|(told, _)| !**told).map(|(_, number)| SourceId(number))
    }
}

/// All parallels in the order of their numbers, by their labels.
pub fn outline(comparison: &Comparison, labels: &Labels) -> Vec<Entry> {
    let entry = |parallel: usize| {
        let group = &comparison.alignment.parallels[parallel];
        let mut told = vec![false; comparison.corpus.sources.len()];
        let elsewhere = comparison.alignment.elsewhere(parallel);
        for passage in group.passages.iter().chain(&elsewhere) {
            told[passage.source.index()] = true;
        }
        let relations = group.links.iter().map(|&link| comparison.alignment.links[link].relation);
        let mut discrepancies: Vec<_> = comparison.discrepancies[parallel].iter().map(|d| d.kind).collect();
        discrepancies.sort_unstable();
        discrepancies.dedup();
        let loosest = || relations.max().unwrap_or(Relation::Paraphrase);
        let relation = if in_same_words(comparison, &group.passages) { Relation::Verbatim } else { loosest() };
        let tellers = group.passages.iter().chain(&elsewhere).map(|passage| passage.source);
        let spread = comparison.corpus.accounts(tellers);
        Entry { parallel, label: labels.get(parallel).to_owned(), told, spread, relation, discrepancies }
    };
    (0..comparison.alignment.parallels.len()).map(entry).collect()
}

/// Whether every source has the same words in some passages of a parallel.
fn in_same_words(comparison: &Comparison, passages: &[Passage]) -> bool {
    let mut told = passages.chunk_by(|a, b| a.source == b.source);
    let Some(first) = told.next() else { return true };
    told.all(|other| words(comparison, other).eq(words(comparison, first)))
}

/// The words of passages.
fn words<'a>(comparison: &'a Comparison, passages: &'a [Passage]) -> impl Iterator<Item = Norm> + 'a {
    let text = |passage: &'a Passage| comparison.corpus.source(passage.source).text.words_in(passage.range);
    passages.iter().flat_map(text).map(|word| word.norm)
}
