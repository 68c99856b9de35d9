//! Pairs of documents that are worth a closer look, and what the look finds.

use super::likeness::{Likeness, Measure, OTHERS};
use super::posting::{DocumentId, Postings};
use crate::monitor::{Cancelled, Monitor};
use rayon::prelude::*;
use rustc_hash::FxHashSet;

/// Two documents and what they share; the first has the lower number.
pub type Looked = (DocumentId, DocumentId, Likeness);

/// What more documents have than this brings only neighbours together (in the order of the documents): it is a wire story or
/// boilerplate, and the pairs of a wire story are completed later.
pub const WIDE: usize = 64;
/// How many neighbours.
const NEIGHBOURS: usize = 6;

/// How many things that no third document has two documents share at least: five words in the same order are three runs.
const ENOUGH: f32 = 3.2;

/// The pairs that share enough rare things to be looked at.
pub fn looked(measure: &Measure, monitor: &Monitor) -> Result<Vec<Looked>, Cancelled> {
    let count = DocumentId::try_from(measure.count).expect("fewer than 2^24 documents");
    monitor.expect(u64::from(count));
    let enough = ENOUGH * ((measure.count + OTHERS) as f32).ln();
    let found: Result<Vec<Vec<Looked>>, Cancelled> = (0..count)
        .into_par_iter()
        .map_init(
            || Sums { of: vec![0.0; measure.count], touched: Vec::new() },
            |sums, a| {
                sums.add_all(a, measure, after);
                monitor.advance(1)?;
                Ok(sums.take(enough).into_iter().map(|b| (a, b, measure.likeness(a, b))).collect())
            },
        )
        .collect();
    Ok(found?.into_iter().flatten().collect())
}

/// The same, but only of pairs with one of some documents.
pub fn looked_from(measure: &Measure, some: &[DocumentId], monitor: &Monitor) -> Result<Vec<Looked>, Cancelled> {
    monitor.expect(some.len() as u64);
    let enough = ENOUGH * ((measure.count + OTHERS) as f32).ln();
    let some_of: FxHashSet<DocumentId> = some.iter().copied().collect();
    let found: Result<Vec<Vec<Looked>>, Cancelled> = some
        .par_iter()
        .map(|&one| {
            let mut sums = Sums { of: vec![0.0; measure.count], touched: Vec::new() };
            sums.add_all(one, measure, around);
            monitor.advance(1)?;
            let near = sums.take(enough).into_iter().filter(|other| *other < one || !some_of.contains(other));
            let pairs = near.filter(|other| *other != one).map(|other| (one.min(other), one.max(other)));
            Ok(pairs.map(|(a, b)| (a, b, measure.likeness(a, b))).collect())
        })
        .collect();
    let mut looked: Vec<Looked> = found?.into_iter().flatten().collect();
    looked.sort_unstable_by_key(|(a, b, _)| (*a, *b));
    Ok(looked)
}

/// Of the documents that have something, those after one: all, or where there are many its neighbours.
fn after(having: &[DocumentId], one: DocumentId) -> &[DocumentId] {
    let after = &having[having.partition_point(|document| *document <= one)..];
    &after[..after.len().min(most(having))]
}

/// The same before and after it, with itself.
fn around(having: &[DocumentId], one: DocumentId) -> &[DocumentId] {
    let at = having.partition_point(|document| *document < one);
    let most = most(having);
    &having[at.saturating_sub(most)..having.len().min(at + most + 1)]
}

fn most(having: &[DocumentId]) -> usize {
    if having.len() > WIDE { NEIGHBOURS } else { WIDE }
}

/// Which of the documents that have something are brought together with one of them.
type Near = fn(&[DocumentId], DocumentId) -> &[DocumentId];

/// What a document shares with each other one, in nats.
struct Sums {
    of: Vec<f32>,
    touched: Vec<DocumentId>,
}

impl Sums {
    fn add_all(&mut self, a: DocumentId, measure: &Measure, near: Near) {
        self.add(a, (measure.runs, near), |spread| measure.weight_of_run(spread));
        self.add(a, (measure.words, near), |spread| measure.weight(spread));
    }

    fn add(&mut self, a: DocumentId, (postings, near): (&Postings, Near), weight: impl Fn(u32) -> f32) {
        for same in postings.features(a).chunk_by(|x, y| x.list == y.list) {
            let having = postings.documents(same[0].list);
            let weight = weight(postings.spread(same[0].list));
            for &b in near(having, a) {
                let sum = &mut self.of[b as usize];
                if *sum == 0.0 {
                    self.touched.push(b);
                }
                *sum += weight;
            }
        }
    }

    /// The documents with which enough is shared, in order; begins anew.
    fn take(&mut self, enough: f32) -> Vec<DocumentId> {
        let mut near = Vec::new();
        for b in self.touched.drain(..) {
            if std::mem::take(&mut self.of[b as usize]) >= enough {
                near.push(b);
            }
        }
        near.sort_unstable();
        near
    }
}
