//! Pairs of documents that are worth a closer look, and what the look finds.

use super::likeness::{Likeness, Measure, OTHERS};
use super::posting::{DocumentId, Postings};
use crate::monitor::{Cancelled, Monitor};
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// Two documents and what they share; the first has the lower number.
pub type Looked = (DocumentId, DocumentId, Likeness);

/// What more documents have than this brings only neighbours together (in the order of the documents): it is a wire story or
/// boilerplate, and the pairs of a wire story are completed later.
pub const WIDE: usize = 64;
/// How many neighbours.
const NEIGHBOURS: usize = 6;

/// How many things that no third document has two documents share at least: five words in the same order are three runs.
const ENOUGH: f32 = 3.2;
/// The same of two documents of two languages, which share little but names.
const ENOUGH_FOREIGN: f32 = 1.2;

/// Documents of other languages that mean nearly what one means, and are looked at whatever they share.
const NEAREST: usize = 6;

/// The pairs that share enough rare things to be looked at.
pub fn looked(measure: &Measure, monitor: &Monitor) -> Result<Vec<Looked>, Cancelled> {
    let count = DocumentId::try_from(measure.count).expect("fewer than 2^24 documents");
    monitor.expect(u64::from(count));
    let found: Result<Vec<Vec<Looked>>, Cancelled> = (0..count)
        .into_par_iter()
        .map_init(
            || Sums { of: vec![0; measure.count], touched: Vec::new() },
            |sums, a| {
                sums.add_all(a, measure, after);
                monitor.advance(1)?;
                let near = sums.take_enough(a, measure);
                Ok(near.into_iter().filter(|b| *b > a).map(|b| (a, b, measure.likeness(a, b))).collect())
            },
        )
        .collect();
    let mut looked: Vec<Looked> = found?.into_iter().flatten().collect();
    if measure.leads.iter().any(|(_, bearing)| bearing.is_some()) {
        add_nearest(measure, &mut looked);
    }
    Ok(looked)
}

/// Looks at the nearest of each document as well; those of a later one may be earlier.
fn add_nearest(measure: &Measure, looked: &mut Vec<Looked>) {
    let known: FxHashSet<(DocumentId, DocumentId)> = looked.iter().map(|(a, b, _)| (*a, *b)).collect();
    let count = DocumentId::try_from(measure.count).expect("fewer than 2^24 documents");
    let near: Vec<Vec<DocumentId>> = (0..count).into_par_iter().map(|a| nearest(measure, a)).collect();
    let mut more: Vec<(DocumentId, DocumentId)> =
        (0..).zip(near).flat_map(|(a, near)| near.into_iter().map(move |b| (a.min(b), a.max(b)))).collect();
    more.retain(|pair| !known.contains(pair));
    more.sort_unstable();
    more.dedup();
    let more: Vec<Looked> = more.into_par_iter().map(|(a, b)| (a, b, measure.likeness(a, b))).collect();
    looked.extend(more);
    looked.sort_unstable_by_key(|(a, b, _)| (*a, *b));
}

/// The documents of other languages that mean nearly what one means, in ascending order.
fn nearest(measure: &Measure, one: DocumentId) -> Vec<DocumentId> {
    let (language, bearing) = &measure.leads[one as usize];
    let Some(bearing) = bearing else { return Vec::new() };
    let others = (0..).zip(measure.leads).filter(|(_, (other, _))| other.zip(*language).is_some_and(|(x, y)| x != y));
    let mut near: Vec<(i32, DocumentId)> =
        others.filter_map(|(id, (_, other))| Some((-bearing.product(other.as_ref()?), id))).collect();
    if near.len() > NEAREST {
        near.select_nth_unstable(NEAREST);
        near.truncate(NEAREST);
    }
    let mut near: Vec<DocumentId> = near.into_iter().map(|(_, id)| id).collect();
    near.sort_unstable();
    near
}

/// The same, but only of pairs with one of some documents.
pub fn looked_from(measure: &Measure, some: &[DocumentId], monitor: &Monitor) -> Result<Vec<Looked>, Cancelled> {
    monitor.expect(some.len() as u64);
    let some_of: FxHashSet<DocumentId> = some.iter().copied().collect();
    let found: Result<Vec<Vec<Looked>>, Cancelled> = some
        .par_iter()
        .map(|&one| {
            let mut sums = Sums { of: vec![0; measure.count], touched: Vec::new() };
            sums.add_all(one, measure, around);
            monitor.advance(1)?;
            let mut near = sums.take_enough(one, measure);
            near.extend(nearest(measure, one));
            near.sort_unstable();
            near.dedup();
            let near = near.into_iter().filter(|other| *other < one || !some_of.contains(other));
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

/// What a document shares with each other one, in parts of a nat: whole numbers, so that sums are the same in whatever order.
struct Sums {
    of: Vec<u32>,
    touched: Vec<DocumentId>,
}

/// Parts of a nat.
const PARTS: f32 = 256.0;

/// What so many nats are in parts.
fn parts(nats: f32) -> u32 {
    (nats * PARTS).round() as u32
}

impl Sums {
    fn add_all(&mut self, a: DocumentId, measure: &Measure, near: Near) {
        self.add(a, (measure.runs, near), |spread| measure.weight_of_run(spread));
        self.add(a, (measure.words, near), |spread| measure.weight(spread));
        self.add(a, (measure.sounds, near), |spread| measure.weight(spread));
    }

    fn add(&mut self, a: DocumentId, (postings, near): (&Postings, Near), weight: impl Fn(u32) -> f32) {
        for same in postings.features(a).chunk_by(|x, y| x.list == y.list) {
            let having = postings.documents(same[0].list);
            let weight = parts(weight(postings.spread(same[0].list)));
            for &b in near(having, a) {
                let sum = &mut self.of[b as usize];
                if *sum == 0 {
                    self.touched.push(b);
                }
                *sum = sum.saturating_add(weight);
            }
        }
    }

    /// The documents with which one shares enough, in order; begins anew.
    fn take_enough(&mut self, one: DocumentId, measure: &Measure) -> Vec<DocumentId> {
        let near = self.take(|b, sum| is_enough(measure.count, measure.is_foreign(one, b), sum));
        near.into_iter().map(|(b, _)| b).collect()
    }

    /// The documents of which that is to be known, in order, with the sums; begins anew.
    fn take(&mut self, wanted: impl Fn(DocumentId, u32) -> bool) -> Shared {
        let mut near = Vec::new();
        for b in self.touched.drain(..) {
            let sum = std::mem::take(&mut self.of[b as usize]);
            if wanted(b, sum) {
                near.push((b, sum));
            }
        }
        near.sort_unstable();
        near
    }
}

/// Whether two documents of a collection share enough to be looked at, by the parts of a nat.
pub fn is_enough(count: usize, is_foreign: bool, sum: u32) -> bool {
    let enough = if is_foreign { ENOUGH_FOREIGN } else { ENOUGH };
    sum >= parts(enough * ((count + OTHERS) as f32).ln())
}

/// What a document shares with some others, in parts of a nat; in their order.
pub type Shared = Vec<(DocumentId, u32)>;

/// What each document shares with those after it of what is at hand: sums of a part of all that is shared.
pub fn shared(measure: &Measure) -> Vec<(DocumentId, Shared)> {
    let count = DocumentId::try_from(measure.count).expect("fewer than 2^24 documents");
    let mut sums = Sums { of: vec![0; measure.count], touched: Vec::new() };
    let of = |a| {
        sums.add_all(a, measure, after);
        (a, sums.take(|_, _| true))
    };
    (0..count).map(of).filter(|(_, shared)| !shared.is_empty()).collect()
}

/// All that documents share, from its parts.
pub fn shared_in_all(parts: impl Iterator<Item = (DocumentId, Shared)>) -> Vec<(DocumentId, Shared)> {
    let mut of: BTreeMap<DocumentId, Vec<Shared>> = BTreeMap::new();
    parts.for_each(|(a, shared)| of.entry(a).or_default().push(shared));
    let whole = |parts: Vec<Shared>| {
        let mut all: Shared = parts.into_iter().flatten().collect();
        all.sort_unstable();
        all.chunk_by(|x, y| x.0 == y.0)
            .map(|same| (same[0].0, same.iter().fold(0, |sum: u32, (_, part)| sum.saturating_add(*part))))
            .collect()
    };
    of.into_iter().map(|(a, parts)| (a, whole(parts))).collect()
}
