//! Copies: sources that are one article under several names, or an article and its update.

use super::{Copy, Source, SourceId};
use crate::text::fold;
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::{Hash, Hasher};

/// Words of a text that is long enough to be called a copy; shorter ones agree by accident.
const SHORTEST: usize = 20;
/// Words of a stretch that counts where both texts have it.
const STRETCH: usize = 5;
/// Of the stretches of the shorter text so many must be in both, and of those of the longer one so many: an update leaves
/// nearly all as it was and may add as much again. Reports made from one agency's wire share less, they are cut and put
/// together anew: in newspapers up to about six in ten.
const SHARED_OF_SHORTER: f64 = 0.7;
const SHARED_OF_LONGER: f64 = 0.45;
/// A stretch of more sources than this tells nothing of copies.
const MOST_SOURCES: usize = 64;

/// Finds the copies. The first source of an article is the one that the others are copies of.
pub fn mark(sources: &mut [Source]) {
    let stories: Vec<Story> = sources.iter().map(Story::of).collect();
    let mut holders: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (index, story) in stories.iter().enumerate() {
        for hash in &story.stretches {
            holders.entry(*hash).or_default().push(index);
        }
    }
    let mut first_of: FxHashMap<u64, usize> = FxHashMap::default();
    for index in 0..stories.len() {
        let story = &stories[index];
        if story.words < SHORTEST {
            continue;
        }
        let same = first_of.get(&story.whole).copied();
        first_of.entry(story.whole).or_insert(index);
        let edited =
            || edited(index, &stories, &holders).map(|other| sources[other].copy.map_or(other, |c| c.of().index()));
        let number = |index: usize| SourceId(u16::try_from(index).unwrap_or(u16::MAX));
        sources[index].copy = match same {
            Some(other) => match sources[other].copy {
                None => Some(Copy::Same(number(other))),
                copy => copy,
            },
            None => edited().map(|other| Copy::Edited(number(other))),
        };
    }
}

/// What is compared of a source: its story without boilerplate.
struct Story {
    /// Words in all.
    words: usize,
    /// All words.
    whole: u64,
    /// Every few words that follow each other.
    stretches: FxHashSet<u64>,
}

impl Story {
    fn of(source: &Source) -> Self {
        let hash = |word: String| {
            let mut hasher = FxHasher::default();
            word.hash(&mut hasher);
            hasher.finish()
        };
        let tokens = source.story().flat_map(|(_, range)| source.text.words_in(range));
        let words: Vec<u64> = tokens.map(|token| hash(fold(source.text.slice(token.range)))).collect();
        let stretch = |words: &[u64]| {
            let mut hasher = FxHasher::default();
            words.hash(&mut hasher);
            hasher.finish()
        };
        Self { words: words.len(), whole: stretch(&words), stretches: words.windows(STRETCH).map(stretch).collect() }
    }
}

/// The first source before `index` of which it is an edited copy.
fn edited(index: usize, stories: &[Story], holders: &FxHashMap<u64, Vec<usize>>) -> Option<usize> {
    let story = &stories[index];
    let mut shared: FxHashMap<usize, usize> = FxHashMap::default();
    for hash in &story.stretches {
        let others = holders.get(hash).filter(|others| others.len() <= MOST_SOURCES);
        for &other in others.into_iter().flatten().filter(|other| **other < index) {
            *shared.entry(other).or_default() += 1;
        }
    }
    let is_copy = |(other, shared): (&usize, &usize)| {
        let (own, theirs) = (story.stretches.len(), stories[*other].stretches.len());
        #[expect(clippy::cast_precision_loss, reason = "texts have far fewer words")]
        let part = |of: usize| *shared as f64 / of.max(1) as f64;
        let enough = part(own.min(theirs)) >= SHARED_OF_SHORTER && part(own.max(theirs)) >= SHARED_OF_LONGER;
        (stories[*other].words >= SHORTEST && enough).then_some(*other)
    };
    shared.iter().filter_map(is_copy).min()
}
