//! Verbatim stretches: the same words in the same order, many of them.

use super::options::RunOptions;
use super::pair::{ALIEN, Pair, Span};
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};

/// The stretches of equal words of at least [`RunOptions::verbatim_words`], joined over small gaps, by place.
pub fn verbatim(pair: &Pair, options: &RunOptions) -> Vec<[Span; 2]> {
    let mut found = equal(pair, options.verbatim_words);
    found.sort_by_key(|sides| (sides[0].start, sides[1].start));
    let mut joined: Vec<[Span; 2]> = Vec::new();
    for sides in found {
        let near = |last: &[Span; 2]| {
            (0..2).all(|s| {
                last[s].end <= sides[s].start + options.verbatim_gap
                    && sides[s].start <= last[s].end + options.verbatim_gap
            })
        };
        match joined.last_mut().filter(|last| near(last)) {
            Some(last) => *last = [0, 1].map(|s| last[s].start..sides[s].end),
            None => joined.push(sides),
        }
    }
    joined
}

/// Equal stretches from left to right in the first source; the next one is looked for after the last one's end.
///
/// The second source is cut into pieces of half the least length, so one of them lies whole in every long enough stretch.
fn equal(pair: &Pair, least: usize) -> Vec<[Span; 2]> {
    let [a, b] = &pair.sides;
    let piece = (least / 2).max(1);
    let hash = |words: &[u32]| {
        let mut hasher = FxHasher::default();
        words.hash(&mut hasher);
        (words.iter().all(|&kind| kind < ALIEN - 1)).then(|| hasher.finish())
    };
    let mut pieces = FxHashMap::default();
    for (number, words) in b.kinds.chunks_exact(piece).enumerate() {
        if let Some(hash) = hash(words) {
            pieces.entry(hash).or_insert(number * piece);
        }
    }
    let same = |i: usize, j: usize| a.kinds[i] == b.kinds[j] && a.kinds[i] < ALIEN - 1;
    let mut found = Vec::new();
    let (mut at, mut free) = (0, 0);
    while at + piece <= a.len() && !pieces.is_empty() {
        let hit = hash(&a.kinds[at..at + piece]).and_then(|hash| pieces.get(&hash));
        let Some(&other) = hit.filter(|&&other| a.kinds[at..at + piece] == b.kinds[other..other + piece]) else {
            at += 1;
            continue;
        };
        let most = (at - free).min(other);
        let back = (1..=most).take_while(|&n| same(at - n, other - n)).count();
        let most = (a.len() - at).min(b.len() - other);
        let length = (piece..most).take_while(|&n| same(at + n, other + n)).count() + piece;
        if back + length >= least {
            found.push([at - back..at + length, other - back..other + length]);
            at += length;
            free = at;
        } else {
            at += 1;
        }
    }
    found
}
