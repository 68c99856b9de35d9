//! Disagreements: the discrepancies of all parallels, the gravest first.

use crate::align::Passage;
use crate::compare::{Comparison, Discrepancy, DiscrepancyKind};
use crate::text::Norm;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// A discrepancy in its parallel, with the sources that read the same put together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Disagreement {
    /// The parallel's index.
    pub parallel: usize,
    /// What kind of thing differs.
    pub kind: DiscrepancyKind,
    /// The different readings, in the order of their first places; each has one or more places, all with the same words.
    pub readings: Vec<Vec<Passage>>,
}

/// The discrepancies of all parallels: by kind, the gravest first, then by how many places take part, then by parallel. Parallels
/// overlap; what several of them have of one discrepancy is listed once, where most places take part.
pub fn disagreements(comparison: &Comparison) -> Vec<Disagreement> {
    let lists = comparison.discrepancies.iter().enumerate();
    let mut found: Vec<Disagreement> = lists
        .flat_map(|(parallel, list)| list.iter().map(move |one| (parallel, one)))
        .map(|(parallel, one)| Disagreement { parallel, kind: one.kind, readings: together(comparison, one) })
        .collect();
    let places = |d: &Disagreement| d.readings.iter().map(Vec::len).sum::<usize>();
    found.sort_by_key(|d| (d.kind, Reverse(places(d)), d.parallel));
    let mut listed: Vec<Disagreement> = Vec::new();
    // Which of those listed have a place: only they can tell another that has it.
    let mut at: FxHashMap<Passage, Vec<usize>> = FxHashMap::default();
    for one in found {
        let near = one.readings.iter().flatten().filter_map(|place| at.get(place)).flatten();
        if near.into_iter().any(|&other| listed[other].tells(&one)) {
            continue;
        }
        for &place in one.readings.iter().flatten() {
            at.entry(place).or_default().push(listed.len());
        }
        listed.push(one);
    }
    listed
}

impl Disagreement {
    /// Whether another one is mostly the same: at least half of its places, of two or more sources, are places of this.
    fn tells(&self, other: &Self) -> bool {
        let own: Vec<&Passage> = self.readings.iter().flatten().collect();
        let all = other.readings.iter().flatten();
        let common: Vec<&Passage> = all.clone().filter(|place| own.contains(place)).collect();
        let several = common.iter().any(|place| place.source != common[0].source);
        self.kind == other.kind && several && 2 * common.len() >= all.count()
    }
}

fn together(comparison: &Comparison, discrepancy: &Discrepancy) -> Vec<Vec<Passage>> {
    let norms = |place: Passage| -> Vec<Norm> {
        comparison.corpus.source(place.source).text.words_in(place.range).map(|t| t.norm).collect()
    };
    let mut found: Vec<(Vec<Norm>, Vec<Passage>)> = Vec::new();
    for place in discrepancy.readings.iter().map(|r| r.place) {
        let words = norms(place);
        match found.iter_mut().find(|(same, _)| *same == words) {
            Some((_, places)) => places.push(place),
            None => found.push((words, vec![place])),
        }
    }
    found.into_iter().map(|(_, places)| places).collect()
}
