//! The outline: all parallels, one a line.

use super::label::Labels;
use crate::align::Relation;
use crate::compare::{Comparison, DiscrepancyKind};
use crate::source::SourceId;

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
    /// The loosest relation among its links.
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

/// All parallels in the order of their numbers.
pub fn outline(comparison: &Comparison) -> Vec<Entry> {
    let labels = Labels::of(comparison);
    let entry = |parallel: usize| {
        let group = &comparison.alignment.parallels[parallel];
        let mut told = vec![false; comparison.corpus.sources.len()];
        for passage in &group.passages {
            told[passage.source.index()] = true;
        }
        let relations = group.links.iter().map(|&link| comparison.alignment.links[link].relation);
        let mut discrepancies: Vec<_> = comparison.discrepancies[parallel].iter().map(|d| d.kind).collect();
        discrepancies.sort_unstable();
        discrepancies.dedup();
        let relation = relations.max().unwrap_or(Relation::Paraphrase);
        let spread = comparison.corpus.accounts(group.passages.iter().map(|passage| passage.source));
        Entry { parallel, label: labels.get(comparison, parallel), told, spread, relation, discrepancies }
    };
    (0..comparison.alignment.parallels.len()).map(entry).collect()
}
