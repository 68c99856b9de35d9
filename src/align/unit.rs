//! Units: the stretches of the sources that are compared with each other, and how rare each word is in the story.

use super::Passage;
use crate::source::Corpus;
use crate::text::Norm;
use rustc_hash::FxHashMap;

/// One stretch of one source, about a sentence, and its words.
pub struct Unit {
    /// Its place.
    pub passage: Passage,
    /// Its words: their place and norm.
    pub words: Vec<(crate::text::TextRange, Norm)>,
}

/// All units of all sources, and the words' rarity among them.
pub struct Story {
    /// The units, by source and place.
    pub units: Vec<Unit>,
    rarity: FxHashMap<Norm, f32>,
}

impl Story {
    /// The units of a corpus.
    pub fn of(corpus: &Corpus) -> Self {
        let units: Vec<Unit> = corpus
            .sources
            .iter()
            .flat_map(|source| {
                source.story().map(|(_, range)| Unit {
                    passage: Passage { source: source.id, range },
                    words: source.text.words_in(range).map(|t| (t.range, t.norm)).collect(),
                })
            })
            .collect();
        let mut counts: FxHashMap<Norm, u32> = FxHashMap::default();
        for unit in &units {
            let mut norms: Vec<Norm> = unit.words.iter().map(|w| w.1).collect();
            norms.sort_unstable();
            norms.dedup();
            for norm in norms {
                *counts.entry(norm).or_default() += 1;
            }
        }
        let total = units.len() as f32 + 1.0;
        let rarity = counts.into_iter().map(|(norm, n)| (norm, (total / (n as f32 + 0.5)).ln().max(0.05))).collect();
        Self { units, rarity }
    }

    /// How much a word tells: the logarithm of units over units with it.
    pub fn rarity(&self, norm: Norm) -> f32 {
        self.rarity.get(&norm).copied().unwrap_or(0.0)
    }
}
