//! Which of the pairs that were looked at are related: they share a passage that tells something.
//!
//! Boilerplate and stock paragraphs are long and improbable, too, but the documents that have them share nothing else. So a
//! passage that more than two documents have has to be one whose holders share other things as well, as a rule.

use super::likeness::{Likeness, Passage};
use super::pair::{Looked, WIDE};
use rustc_hash::FxHashMap;

/// Words that two documents share in passages that tell something, to be called related: shorter phrases are common
/// property.
pub const PASSAGE: u32 = 11;
/// The same where the two share other things as well, and how much that has to be, in standard deviations of chance.
const PHRASE: u32 = 8;
const BESIDE: f32 = 2.5;
/// The same for two documents of one story.
pub const WITHIN: u32 = 6;

/// What the pairs with a passage share beside it, on average, in standard deviations of chance. In planted collections that
/// is 0.3 for boilerplate and 1.2 to 12 for passages of a story.
const BACKED: f32 = 0.6;
/// The same for a passage with which documents begin or end, as most boilerplate does.
const FRAME_BACKED: f32 = 0.9;
/// The same for a passage of more documents than are all looked at in pairs: those looked at are not the average ones.
const WIDE_BACKED: f32 = 2.5;
/// What one pair may say for or against a passage.
const MOST_BACKING: f32 = 5.0;
/// A third of the documents from which on chance is known. In a smaller collection less backing will do.
const SURE_OF: f32 = 20.0;

/// The passages of a collection that tell something.
pub struct Telling {
    /// How many pairs have a passage, and what they share beside it, by its holders.
    held: FxHashMap<u64, (f32, f32)>,
    trust: f32,
}

impl Telling {
    /// Learned from the pairs that were looked at in a collection of so many documents.
    pub fn of(looked: &[Looked], count: usize) -> Self {
        let mut held: FxHashMap<u64, (f32, f32)> = FxHashMap::default();
        for (_, _, likeness) in looked {
            for passage in &likeness.passages {
                let (pairs, backed) = held.entry(passage.holders).or_default();
                *pairs += 1.0;
                *backed += backing(passage, likeness).clamp(-MOST_BACKING, MOST_BACKING);
            }
        }
        Self { held, trust: ((count as f32 / 3.0).ln() / SURE_OF.ln()).clamp(0.0, 1.0) }
    }

    /// The words that two documents share in passages that tell something.
    pub fn words(&self, likeness: &Likeness) -> u32 {
        likeness.passages.iter().filter(|passage| self.tells(passage)).map(|passage| passage.words).sum()
    }

    /// Whether two documents that share so many words in passages that tell something are related.
    pub fn relates(words: u32, likeness: &Likeness) -> bool {
        words >= PASSAGE || words >= PHRASE && likeness.rest >= BESIDE
    }

    /// Whether a passage tells something.
    pub fn tells(&self, passage: &Passage) -> bool {
        let needed = match passage.spread as usize {
            2 => return true,
            spread if spread > WIDE => WIDE_BACKED,
            _ if passage.frames => FRAME_BACKED,
            _ => BACKED,
        };
        let (pairs, backing) = self.held.get(&passage.holders).copied().unwrap_or_default();
        backing >= pairs * self.trust * needed
    }
}

/// What two documents share beside a passage, in standard deviations of chance; another passage counts for three, and
/// consisting of little else for five.
fn backing(passage: &Passage, likeness: &Likeness) -> f32 {
    // What nearly as many documents have as a passage of many may be another frame of the same ones.
    let rarer = if passage.spread as usize > WIDE { passage.spread / 2 } else { passage.spread };
    let backs = |other: &Passage| other.holders != passage.holders && other.spread <= rarer && other.words >= PHRASE;
    let others = likeness.passages.iter().any(backs);
    likeness.rest + if others { 3.0 } else { 0.0 } + if likeness.covered >= 0.5 { 5.0 } else { 0.0 }
}
