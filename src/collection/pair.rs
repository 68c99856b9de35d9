//! Pairs of documents that are worth a closer look, and what the look finds.

use super::likeness::{Likeness, Measure, OTHERS};
use super::posting::{DocumentId, Postings};
use crate::monitor::{Cancelled, Monitor};
use rayon::prelude::*;

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
                sums.add(a, measure.runs, |spread| measure.weight_of_run(spread));
                sums.add(a, measure.words, |spread| measure.weight(spread));
                let near = sums.take(enough);
                monitor.advance(1)?;
                Ok(near.into_iter().map(|b| (a, b, measure.likeness(a, b))).collect())
            },
        )
        .collect();
    Ok(found?.into_iter().flatten().collect())
}

/// What a document shares with each other one, in nats.
struct Sums {
    of: Vec<f32>,
    touched: Vec<DocumentId>,
}

impl Sums {
    fn add(&mut self, a: DocumentId, postings: &Postings, weight: impl Fn(u32) -> f32) {
        for same in postings.features(a).chunk_by(|x, y| x.list == y.list) {
            let having = postings.documents(same[0].list);
            let after = having.partition_point(|document| *document <= a);
            let weight = weight(postings.spread(same[0].list));
            let most = if having.len() > WIDE { NEIGHBOURS } else { WIDE };
            for &b in having[after..].iter().take(most) {
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
