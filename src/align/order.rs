//! The order in which parallels are read and numbered.

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

/// Parallels, as indices among the given ones, in the order in which a source tells them; one that it does not tell comes
/// after the one before it in the first source that tells it. Whatever the order they are given in, it is the same.
pub fn reading_order(parallels: &[&[Passage]], sources: usize, first: SourceId) -> Vec<usize> {
    let count = parallels.len();
    let sequences = sequences(parallels, sources);
    let others = (0..sources).filter(|&source| source != first.index());
    // A chain of successors, so that placing a parallel costs the same however long the story is; `count` is its head.
    let mut next: Vec<Option<usize>> = vec![None; count + 1];
    let mut placed = vec![false; count];
    for source in std::iter::once(first.index()).chain(others) {
        let mut at = count;
        for &(_, parallel) in sequences.get(source).into_iter().flatten() {
            if !std::mem::replace(&mut placed[parallel], true) {
                next[parallel] = next[at].replace(parallel);
            }
            at = parallel;
        }
    }
    std::iter::successors(next[count], |&at| next[at]).collect()
}

/// Puts parallels in the order in which they are numbered: as the first source tells them.
pub fn in_order<T>(parallels: Vec<T>, passages: impl Fn(&T) -> &[Passage], sources: usize) -> Vec<T> {
    let told: Vec<&[Passage]> = parallels.iter().map(passages).collect();
    let order = reading_order(&told, sources, SourceId(0));
    let mut slots: Vec<Option<T>> = parallels.into_iter().map(Some).collect();
    order.into_iter().filter_map(|index| slots[index].take()).collect()
}
