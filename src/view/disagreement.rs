//! Disagreements: the discrepancies of all parallels, the gravest first.

use crate::align::Passage;
use crate::compare::{Comparison, Discrepancy, DiscrepancyKind, Reading};
use crate::text::Norm;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// A discrepancy in its parallel, with the sources that read the same put together.
#[derive(Clone, PartialEq, Debug)]
pub struct Disagreement {
    /// The parallel's index.
    pub parallel: usize,
    /// What kind of thing differs.
    pub kind: DiscrepancyKind,
    /// How sure it is that a reader would point it out, 0 to 1.
    pub confidence: f32,
    /// The different readings, in the order of their first places; each has one or more places, which say the same.
    pub readings: Vec<Vec<Passage>>,
}

/// The discrepancies of all parallels: by kind, the gravest first, then by how many places take part, then by parallel. Parallels
/// overlap; what several of them have of one discrepancy is listed once, where most places take part.
pub fn disagreements(comparison: &Comparison) -> Vec<Disagreement> {
    listed(comparison, &comparison.discrepancies)
}

/// What may differ and is not sure enough to be a discrepancy, in the same order.
pub fn doubts(comparison: &Comparison) -> Vec<Disagreement> {
    listed(comparison, &comparison.doubtful)
}

fn listed(comparison: &Comparison, lists: &[Vec<Discrepancy>]) -> Vec<Disagreement> {
    let lists = lists.iter().enumerate();
    let mut found: Vec<Disagreement> = lists
        .flat_map(|(parallel, list)| list.iter().map(move |one| (parallel, one)))
        .map(|(parallel, one)| Disagreement {
            parallel,
            kind: one.kind,
            confidence: one.confidence,
            readings: together(comparison, one),
        })
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

/// The readings of a discrepancy that are the same words; that are the same number or date, however it is written; that are one
/// speaker, with or without more names.
fn together(comparison: &Comparison, discrepancy: &Discrepancy) -> Vec<Vec<Passage>> {
    let norms = |place: Passage| -> Vec<Norm> {
        comparison.corpus.source(place.source).text.words_in(place.range).map(|t| t.norm).collect()
    };
    let same = |one: &Reading, other: &Reading| {
        let (a, b) = (norms(one.place), norms(other.place));
        let means_the_same = match discrepancy.kind {
            DiscrepancyKind::Number | DiscrepancyKind::Date => true,
            DiscrepancyKind::Attribution => a.ends_with(&b) || b.ends_with(&a),
            DiscrepancyKind::Negation
            | DiscrepancyKind::Status
            | DiscrepancyKind::Quote
            | DiscrepancyKind::Epithet
            | DiscrepancyKind::Hedge
            | DiscrepancyKind::Name => false,
        };
        a == b || means_the_same && one.same_as == other.same_as
    };
    let mut found: Vec<Vec<Reading>> = Vec::new();
    for reading in &discrepancy.readings {
        match found.iter_mut().find(|group| group.iter().any(|other| same(reading, other))) {
            Some(group) => group.push(*reading),
            None => found.push(vec![*reading]),
        }
    }
    found.iter().map(|group| group.iter().map(|reading| reading.place).collect()).collect()
}
