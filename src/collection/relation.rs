//! Which of the passages that documents share tell something.
//!
//! Boilerplate and stock paragraphs are long and improbable, too, but the documents that have them share nothing else. So a
//! passage that more than two documents have has to be one whose holders share other things as well, as a rule.

use super::likeness::{Likeness, Passage};
use super::pair::{Looked, WIDE};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// Words that two documents of one story share in passages that tell something, to be called a pair.
pub const WITHIN: u32 = 6;
/// Words of a passage that backs another one: shorter phrases are common property.
const PHRASE: u32 = 8;

/// What the pairs with a passage share beside it, on average, in standard deviations of chance. In planted collections that
/// is 0.3 for boilerplate and 1.2 to 12 for passages of a story.
const BACKED: f32 = 0.6;
/// The same for a passage with which documents begin or end, as most boilerplate does.
const FRAME_BACKED: f32 = 0.9;
/// The same for a passage of more documents than are all looked at in pairs: those looked at are not the average ones.
const WIDE_BACKED: f32 = 2.5;
/// What one pair may say for or against a passage.
const MOST_BACKING: f32 = 5.0;
/// Parts of a standard deviation.
const THOUSAND: f32 = 1_000.0;
/// A third of the documents from which on chance is known. In a smaller collection less backing will do.
const SURE_OF: f32 = 20.0;

/// How many pairs have a passage, and what they share beside it in thousandths of a standard deviation of chance: whole numbers,
/// so that sums are the same in whatever order.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
struct Backing {
    pairs: i64,
    beside: i64,
}

/// The passages of a collection that tell something.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Telling {
    /// How many pairs have a passage, and what they share beside it, by its holders.
    held: FxHashMap<u64, Backing>,
    trust: f32,
}

impl Telling {
    /// Learned from the pairs that were looked at in a collection of so many documents.
    pub fn of(looked: &[Looked], count: usize) -> Self {
        let mut held: FxHashMap<u64, Backing> = FxHashMap::default();
        for (_, _, likeness) in looked {
            for passage in &likeness.passages {
                let backing = held.entry(passage.holders).or_default();
                backing.pairs += 1;
                backing.beside += beside(passage, likeness);
            }
        }
        Self { held, trust: ((count as f32 / 3.0).ln() / SURE_OF.ln()).clamp(0.0, 1.0) }
    }

    /// With what was learned from other pairs of the same collection.
    pub fn join(&mut self, other: Self) {
        for (holders, more) in other.held {
            let backing = self.held.entry(holders).or_default();
            backing.pairs += more.pairs;
            backing.beside += more.beside;
        }
    }

    /// The words that two documents share in passages that tell something.
    pub fn words(&self, likeness: &Likeness) -> u32 {
        likeness.passages.iter().filter(|passage| self.tells(passage)).map(|passage| passage.words).sum()
    }

    /// Whether a passage tells something.
    pub fn tells(&self, passage: &Passage) -> bool {
        let needed = match passage.spread as usize {
            2 => return true,
            spread if spread > WIDE => WIDE_BACKED,
            _ if passage.frames => FRAME_BACKED,
            _ => BACKED,
        };
        let backing = self.held.get(&passage.holders).copied().unwrap_or_default();
        backing.beside as f32 >= backing.pairs as f32 * self.trust * needed * THOUSAND
    }
}

/// What two documents share beside a passage, in thousandths of a standard deviation of chance; another passage counts for three
/// of these, and consisting of little else for five.
fn beside(passage: &Passage, likeness: &Likeness) -> i64 {
    // What nearly as many documents have as a passage of many may be another frame of the same ones.
    let rarer = if passage.spread as usize > WIDE { passage.spread / 2 } else { passage.spread };
    let backs = |other: &Passage| other.holders != passage.holders && other.spread <= rarer && other.words >= PHRASE;
    let others = likeness.passages.iter().any(backs);
    let beside = likeness.rest + if others { 3.0 } else { 0.0 } + if likeness.covered >= 0.5 { 5.0 } else { 0.0 };
    (beside.clamp(-MOST_BACKING, MOST_BACKING) * THOUSAND).round() as i64
}
