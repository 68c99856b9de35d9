//! Disagreements: the discrepancies of all parallels, the gravest first.

use crate::align::Passage;
use crate::compare::{Comparison, Discrepancy, DiscrepancyKind};
use crate::text::Norm;
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

/// The discrepancies of all parallels: by kind, the gravest first, then by how many places take part, then by parallel.
pub fn disagreements(comparison: &Comparison) -> Vec<Disagreement> {
    let lists = comparison.discrepancies.iter().enumerate();
    let mut found: Vec<Disagreement> = lists
        .flat_map(|(parallel, list)| list.iter().map(move |one| (parallel, one)))
        .map(|(parallel, one)| Disagreement { parallel, kind: one.kind, readings: together(comparison, one) })
        .collect();
    let places = |d: &Disagreement| d.readings.iter().map(Vec::len).sum::<usize>();
    found.sort_by_key(|d| (d.kind, Reverse(places(d)), d.parallel));
    found
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
