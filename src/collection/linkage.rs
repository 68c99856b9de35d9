//! Groups of documents: two groups are joined while the mean of the odds of their pairs is for it, the surest first (average
//! linkage).

use super::judge::{MOST_ODDS, Odds};
use super::posting::DocumentId;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A pair of documents and how sure it is that they belong together.
type Judged = (DocumentId, DocumentId, Odds);

/// The pairs of documents of two groups that were judged: the sum of their odds, and how many.
#[derive(Clone, Copy, Default)]
struct Bond {
    sum: i64,
    count: i64,
}

/// How much a document belongs to another group, in percent of how much to its own, from which on it belongs to none. At half as
/// much one in a hundred documents of invented stories would be lost.
const GUEST: i64 = 70;

/// What two groups were when their bond was measured: the mean of it, the groups, and how large they were.
type Offer = (i64, Reverse<usize>, Reverse<usize>, usize);

/// The groups of two and more documents, each in ascending order. Pairs that were not judged speak against as much as any can.
/// A document that belongs to several groups is in none.
pub fn grouped(count: usize, pairs: &[Judged]) -> Vec<Vec<DocumentId>> {
    let mut parts = Groups::new(count);
    for (a, b, odds) in pairs {
        if *odds > 0 {
            parts.join(*a, *b);
        }
    }
    let mut inside: FxHashMap<DocumentId, Vec<Judged>> = FxHashMap::default();
    for pair in pairs {
        let part = parts.of(pair.0);
        if part == parts.of(pair.1) {
            inside.entry(part).or_default().push(*pair);
        }
    }
    let mut inside: Vec<Vec<Judged>> = inside.into_values().collect();
    inside.sort_unstable();
    inside.par_iter().flat_map_iter(|pairs| Linkage::of(pairs).groups(pairs)).collect()
}

/// Documents that hang together, and the groups that are made of them.
struct Linkage {
    documents: Vec<DocumentId>,
    /// The members of each group, by their place in `documents`; none where it has become part of another.
    members: Vec<Vec<usize>>,
    bonds: Vec<FxHashMap<usize, Bond>>,
    offers: BinaryHeap<Offer>,
}

impl Linkage {
    /// Joins what belongs together.
    fn of(pairs: &[Judged]) -> Self {
        let mut documents: Vec<DocumentId> = pairs.iter().flat_map(|(a, b, _)| [*a, *b]).collect();
        documents.sort_unstable();
        documents.dedup();
        let members = (0..documents.len()).map(|place| vec![place]).collect();
        let bonds = vec![FxHashMap::default(); documents.len()];
        let mut linkage = Self { documents, members, bonds, offers: BinaryHeap::new() };
        for (a, b, odds) in pairs {
            let [a, b] = [*a, *b].map(|document| linkage.place(document));
            let bond = Bond { sum: i64::from(*odds), count: 1 };
            linkage.bonds[a].insert(b, bond);
            linkage.bonds[b].insert(a, bond);
            linkage.offer(a, b, bond);
        }
        while let Some((_, Reverse(a), Reverse(b), size)) = linkage.offers.pop() {
            let sizes = [a, b].map(|group| linkage.members[group].len());
            if sizes.iter().all(|size| *size > 0) && sizes[0] + sizes[1] == size {
                linkage.join(a, b);
            }
        }
        linkage
    }

    fn place(&self, document: DocumentId) -> usize {
        self.documents.binary_search(&document).unwrap_or_default()
    }

    /// Notes that two groups may be joined, if the mean is for it.
    fn offer(&mut self, a: usize, b: usize, bond: Bond) {
        let mean = self.mean(a, self.members[b].len(), bond);
        if mean > 0 {
            let size = self.members[a].len() + self.members[b].len();
            self.offers.push((mean, Reverse(a.min(b)), Reverse(a.max(b)), size));
        }
    }

    /// The mean of the odds of all pairs of a group with so many others, in millionths.
    fn mean(&self, group: usize, others: usize, bond: Bond) -> i64 {
        let all = (self.members[group].len() * others) as i64;
        (bond.sum - (all - bond.count) * i64::from(MOST_ODDS)) * 1_000 / all.max(1)
    }

    /// Makes two groups one.
    fn join(&mut self, a: usize, b: usize) {
        let moved = std::mem::take(&mut self.members[b]);
        self.members[a].extend(moved);
        let mut bonds = std::mem::take(&mut self.bonds[b]);
        bonds.remove(&a);
        self.bonds[a].remove(&b);
        for (other, bond) in bonds {
            self.bonds[other].remove(&b);
            let known = self.bonds[a].entry(other).or_default();
            known.sum += bond.sum;
            known.count += bond.count;
        }
        let bonds: Vec<(usize, Bond)> = self.bonds[a].iter().map(|(other, bond)| (*other, *bond)).collect();
        for (other, bond) in bonds {
            self.bonds[other].insert(a, bond);
            self.offer(a, other, bond);
        }
    }

    /// The groups, without those documents that belong to another one nearly as much as to their own.
    fn groups(&self, pairs: &[Judged]) -> Vec<Vec<DocumentId>> {
        let mut group_of = vec![0; self.documents.len()];
        for (group, members) in self.members.iter().enumerate() {
            members.iter().for_each(|member| group_of[*member] = group);
        }
        let mut bonds: FxHashMap<(usize, usize), Bond> = FxHashMap::default();
        for (a, b, odds) in pairs {
            let [a, b] = [*a, *b].map(|document| self.place(document));
            for (one, other) in [(a, b), (b, a)] {
                let bond = bonds.entry((one, group_of[other])).or_default();
                bond.sum += i64::from(*odds);
                bond.count += 1;
            }
        }
        // The mean of the odds of a document and the others of a group, in thousandths.
        let mean = |document: usize, group: usize| {
            let bond = bonds.get(&(document, group)).copied().unwrap_or_default();
            let others = (self.members[group].len() - usize::from(group_of[document] == group)) as i64;
            (bond.sum - (others - bond.count) * i64::from(MOST_ODDS)) / others.max(1)
        };
        let is_guest = |document: usize, group: usize| {
            let own = group_of[document];
            let abroad = mean(document, group);
            own != group
                && self.members[own].len() > 1
                && self.members[group].len() > 1
                && abroad > 0
                && abroad * 100 > mean(document, own) * GUEST
        };
        let guests: FxHashSet<usize> = bonds
            .keys()
            .filter(|(document, group)| is_guest(*document, *group))
            .map(|(document, _)| *document)
            .collect();
        let kept = self.members.iter().map(|members| {
            let own = members.iter().filter(|member| !guests.contains(member));
            let mut own: Vec<DocumentId> = own.map(|member| self.documents[*member]).collect();
            own.sort_unstable();
            own
        });
        kept.filter(|group| group.len() > 1).collect()
    }
}

/// Documents that hang together, each group named by its first document.
pub struct Groups(Vec<DocumentId>);

impl Groups {
    /// Each document alone.
    pub fn new(count: usize) -> Self {
        Self((0..).take(count).collect())
    }

    /// The group of a document.
    pub fn of(&mut self, mut document: DocumentId) -> DocumentId {
        while self.0[document as usize] != document {
            let parent = self.0[document as usize];
            self.0[document as usize] = self.0[parent as usize];
            document = parent;
        }
        document
    }

    /// Makes the groups of two documents one.
    pub fn join(&mut self, a: DocumentId, b: DocumentId) {
        let (a, b) = (self.of(a), self.of(b));
        self.0[a.max(b) as usize] = a.min(b);
    }

    /// The documents of each group.
    pub fn members(&mut self) -> Vec<Vec<DocumentId>> {
        let mut members: FxHashMap<DocumentId, Vec<DocumentId>> = FxHashMap::default();
        for document in (0..).take(self.0.len()) {
            members.entry(self.of(document)).or_default().push(document);
        }
        members.into_values().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Groups of `count` documents by their pairs.
    fn check(count: usize, pairs: &[Judged], expected: &[&[DocumentId]]) {
        let mut found = grouped(count, pairs);
        found.sort_unstable();
        assert_eq!(found, expected, "{pairs:?}");
        let reversed: Vec<Judged> = pairs.iter().rev().copied().collect();
        let mut found = grouped(count, &reversed);
        found.sort_unstable();
        assert_eq!(found, expected, "in another order: {pairs:?}");
    }

    #[test]
    fn groups_are_joined_where_the_mean_is_for_it() {
        check(3, &[], &[]);
        check(3, &[(0, 1, 10)], &[&[0, 1]]);
        check(3, &[(0, 1, -10), (1, 2, 0)], &[]);
        check(3, &[(0, 1, 3_000), (1, 2, 3_000), (0, 2, -2_000)], &[&[0, 1, 2]]);
        // What was not judged speaks against.
        check(3, &[(0, 1, 3_000), (1, 2, 2_000)], &[&[0, 1]]);
        // One pair alone does not make two groups one.
        check(4, &[(0, 1, 5_000), (2, 3, 5_000), (1, 2, 4_000)], &[&[0, 1], &[2, 3]]);
    }

    #[test]
    fn what_tells_of_two_stories_is_in_none() {
        let of = |digest: Odds| {
            let mut pairs =
                vec![(0, 1, 4_000), (0, 2, 4_000), (1, 2, 4_000), (3, 4, 4_000), (3, 5, 4_000), (4, 5, 4_000)];
            pairs.extend((0..6).map(|document| (document, 6, digest)));
            pairs
        };
        check(7, &of(1_000), &[&[0, 1, 2], &[3, 4, 5]]);
        check(7, &of(-1_000), &[&[0, 1, 2], &[3, 4, 5]]);
    }
}
