//! The order in which parallels are read and numbered, and which of them are level in it.
//!
//! Sources tell the same things in different orders, so what they share cannot all be level. As much as possible is: what
//! would cross something weightier is not.

use super::Passage;
use crate::source::SourceId;
use crate::text::TextRange;

/// For each of so many sources: the parallels (by their indices among the given ones) that it tells, by the first place where
/// it does.
pub fn sequences(parallels: &[&[Passage]], sources: usize) -> Vec<Vec<(TextRange, usize)>> {
    let mut found: Vec<Vec<(TextRange, usize)>> = vec![Vec::new(); sources];
    for (index, passages) in parallels.iter().enumerate() {
        let mut last = None;
        for passage in passages.iter().filter(|p| last.replace(p.source) != Some(p.source)) {
            found[passage.source.index()].push((passage.range, index));
        }
    }
    for sequence in &mut found {
        sequence.sort_unstable_by_key(|&(range, index)| (range, parallels[index]));
    }
    found
}

/// Parallels, as indices among the given ones, in the order in which a source tells them. One that it does not tell stands where
/// the first source that tells it has it: after what that one tells before it and is level, that is, in the order so far. Whatever
/// the order they are given in, it is the same.
pub fn reading_order(parallels: &[&[Passage]], sources: usize, first: SourceId) -> Vec<usize> {
    let sequences = sequences(parallels, sources);
    let others = (0..sources).filter(|&source| source != first.index());
    let mut order: Vec<usize> = Vec::with_capacity(parallels.len());
    let mut places: Vec<Option<usize>> = vec![None; parallels.len()];
    for source in std::iter::once(first.index()).chain(others) {
        let told = sequences.get(source).map(Vec::as_slice).unwrap_or_default();
        let known = told.iter().filter_map(|&(range, parallel)| Some((places[parallel]?, range.len() as u64)));
        let mut level = chain(&known.collect::<Vec<_>>(), true).into_iter();
        // What is new, by the place in the order behind which it stands; 0 is before all.
        let mut new: Vec<(usize, usize)> = Vec::new();
        let mut at = 0;
        for &(_, parallel) in told {
            match places[parallel] {
                Some(place) => at = level.next().filter(|chosen| *chosen).map_or(at, |_| place + 1),
                None => new.push((at, parallel)),
            }
        }
        if new.is_empty() {
            continue;
        }
        insert(&mut order, &new);
        order.iter().enumerate().for_each(|(place, &parallel)| places[parallel] = Some(place));
    }
    order
}

/// Puts what is new, in order of the places behind which it stands, into an order.
fn insert(order: &mut Vec<usize>, new: &[(usize, usize)]) {
    let mut found = Vec::with_capacity(order.len() + new.len());
    let mut new = new.iter().peekable();
    for place in 0..=order.len() {
        while let Some(&(_, parallel)) = new.next_if(|(at, _)| *at == place) {
            found.push(parallel);
        }
        found.extend(order.get(place));
    }
    *order = found;
}

/// Which steps, each a place and a weight, make the weightiest choice whose places follow each other; two steps to one place
/// do so where it need not be `strict`. Of equally weighty ones the earliest.
pub fn chain(steps: &[(usize, u64)], strict: bool) -> Vec<bool> {
    let places = steps.iter().map(|(place, _)| place + 1).max().unwrap_or(0);
    let mut chains = Chains { best: vec![(0, None); places + 1] };
    let mut before: Vec<Option<usize>> = vec![None; steps.len()];
    for (index, &(place, weight)) in steps.iter().enumerate() {
        let (sum, last) = chains.before(if strict { place } else { place + 1 });
        before[index] = last;
        chains.add(place, (sum + weight, Some(index)));
    }
    let mut chosen = vec![false; steps.len()];
    let mut last = chains.before(places).1;
    while let Some(index) = last {
        chosen[index] = true;
        last = before[index];
    }
    chosen
}

/// Chains of steps by the place with which they end, as a tree of prefix maxima (Fenwick).
struct Chains {
    best: Vec<Chain>,
}

/// The weight of a chain, and its last step.
type Chain = (u64, Option<usize>);

impl Chains {
    /// The weightiest chain that ends before a place.
    fn before(&self, place: usize) -> Chain {
        let nodes = std::iter::successors(Some(place), |&node| Some(node & node.wrapping_sub(1)));
        let chains = nodes.take_while(|&node| node > 0).map(|node| self.best[node]);
        chains.reduce(|best, chain| if chain.0 > best.0 { chain } else { best }).unwrap_or_default()
    }

    /// Notes a chain that ends with a place.
    fn add(&mut self, place: usize, chain: Chain) {
        let mut node = place + 1;
        while let Some(best) = self.best.get_mut(node) {
            if best.0 < chain.0 {
                *best = chain;
            }
            node += node & node.wrapping_neg();
        }
    }
}

/// Puts parallels in the order in which they are numbered: as the first source tells them.
pub fn in_order<T>(parallels: Vec<T>, passages: impl Fn(&T) -> &[Passage], sources: usize) -> Vec<T> {
    let told: Vec<&[Passage]> = parallels.iter().map(passages).collect();
    let order = reading_order(&told, sources, SourceId(0));
    let mut slots: Vec<Option<T>> = parallels.into_iter().map(Some).collect();
    order.into_iter().filter_map(|index| slots[index].take()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weightiest_chain_is_chosen() {
        type Case<'a> = (&'a [(usize, u64)], bool, &'a str);
        let cases: [Case; 7] = [
            (&[], true, ""),
            (&[(0, 1), (1, 1), (2, 1)], true, "+++"),
            (&[(2, 1), (0, 1), (1, 1)], true, "-++"),
            (&[(2, 3), (0, 1), (1, 1)], true, "+--"),
            (&[(1, 1), (1, 1), (2, 1)], true, "+-+"),
            (&[(1, 1), (1, 1), (2, 1)], false, "+++"),
            (&[(1, 1), (0, 1), (1, 1)], false, "+-+"),
        ];
        for (steps, strict, expected) in cases {
            let chosen: String = chain(steps, strict).iter().map(|&chosen| if chosen { '+' } else { '-' }).collect();
            assert_eq!(chosen, expected, "{steps:?}");
        }
    }

    #[test]
    fn what_the_first_does_not_tell_stands_where_another_has_it() {
        // Sources as what they tell, in their own order; the order from the first to the last.
        let cases = [
            ("abc|axc", "axbc"),
            ("abc|xab", "xabc"),
            ("abc|cxab", "xabc"),
            ("abc||abxyc|yz", "abxyzc"),
            ("|ba|ab", "ba"),
            ("abc|bxc|xyc", "abxyc"),
        ];
        for (told, expected) in cases {
            let content = "a long enough text for all places";
            let sources: Vec<&str> = told.split('|').collect();
            let mut letters: Vec<char> = told.chars().filter(|&letter| letter != '|').collect();
            letters.sort_unstable();
            letters.dedup();
            let place = |(source, told): (u16, &&str), letter: char| {
                let at = told.chars().position(|other| other == letter)?;
                Some(Passage { source: SourceId(source), range: TextRange::new(content, at, at + 1) })
            };
            let passages = |&letter: &char| (0..).zip(&sources).filter_map(|one| place(one, letter)).collect();
            let parallels: Vec<Vec<Passage>> = letters.iter().map(passages).collect();
            let parallels: Vec<&[Passage]> = parallels.iter().map(Vec::as_slice).collect();
            let order = reading_order(&parallels, sources.len(), SourceId(0));
            assert_eq!(order.iter().map(|&at| letters[at]).collect::<String>(), expected, "{told}");
        }
    }
}
