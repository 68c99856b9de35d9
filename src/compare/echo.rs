//! What sources tell of a parallel in passages of others: their numbers and days are compared, too.

use super::collate::Collator;
use super::{Discrepancy, DiscrepancyKind, Told, discrepancies};
use crate::align::{Alignment, Parallel, Passage};
use rayon::prelude::*;

/// Adds to what differs in some parallels what sources read otherwise that tell it elsewhere.
pub fn tell(
    found: &mut [Vec<Discrepancy>],
    which: impl Iterator<Item = usize>,
    alignment: &Alignment,
    (collator, told): (&mut Collator, Told),
) {
    let valued = |place: &Passage| {
        let values = told.corpus.source(place.source).text.values();
        values.iter().any(|value| place.range.contains(value.range))
    };
    let mut wider: Vec<(usize, Vec<Passage>, Parallel)> = Vec::new();
    for number in which {
        let echoes: Vec<Passage> = alignment.elsewhere(number).into_iter().filter(valued).collect();
        let parallel = &alignment.parallels[number];
        if echoes.is_empty() || !parallel.passages.iter().any(valued) {
            continue;
        }
        let mut passages = [parallel.passages.as_slice(), &echoes].concat();
        passages.sort_unstable();
        wider.push((number, echoes, Parallel { passages, links: parallel.links.clone() }));
    }
    let passages: Vec<&[Passage]> = wider.iter().map(|(_, _, parallel)| parallel.passages.as_slice()).collect();
    let collations = collator.collate_all(&passages);
    let all: Vec<Vec<Discrepancy>> = wider
        .par_iter()
        .zip(&collations)
        .map(|((_, _, parallel), collation)| discrepancies(parallel, collation, told).sure)
        .collect();
    for ((number, echoes, _), all) in wider.iter().zip(all) {
        let values = all.into_iter().filter(|one| matches!(one.kind, DiscrepancyKind::Number | DiscrepancyKind::Date));
        for one in values {
            // What differs in another parallel, too, is not told again.
            let new = |place: Passage| !found.iter().flatten().any(|other| other.kind == one.kind && has(other, place));
            let mut own = one.readings.iter().map(|reading| reading.place).filter(|place| inside(echoes, *place));
            if !own.any(new) {
                continue;
            }
            let known = &mut found[*number];
            // It takes the place of what it says more of.
            known.retain(|other| other.kind != one.kind || !holds(&one, other));
            let shares = |other: &Discrepancy| other.readings.iter().any(|reading| has(&one, reading.place));
            if !known.iter().any(|other| other.kind == one.kind && shares(other)) {
                known.push(one);
            }
        }
        found[*number].sort_by_key(|one| one.kind);
    }
}

fn has(one: &Discrepancy, place: Passage) -> bool {
    one.readings.iter().any(|reading| reading.place == place)
}

/// Whether all readings of another are among those of one.
fn holds(one: &Discrepancy, other: &Discrepancy) -> bool {
    other.readings.iter().all(|reading| has(one, reading.place))
}

/// Whether a place is in one of some passages.
fn inside(passages: &[Passage], place: Passage) -> bool {
    passages.iter().any(|passage| passage.source == place.source && passage.range.contains(place.range))
}
