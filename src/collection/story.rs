//! Stories: groups of documents that share passages.

use super::Sketch;
use super::likeness::{Likeness, Passage};
use super::pair::Looked;
use super::posting::DocumentId;
use jiff::civil::Date;
use rustc_hash::FxHashMap;

/// Documents that tell the same.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Story {
    /// What it is about.
    pub label: String,
    /// The first and the last day on which its documents were published.
    pub dates: Option<(Date, Date)>,
    /// Its documents by their numbers, in ascending order.
    pub documents: Vec<DocumentId>,
    /// Those of them that share passages, in ascending order.
    pub pairs: Vec<Pair>,
}

/// Two documents that share passages.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Pair {
    /// The document with the lower number.
    pub a: DocumentId,
    /// The other.
    pub b: DocumentId,
    /// Words in passages that both have.
    pub words: u32,
}

/// Puts related documents together.
pub fn stories(documents: &[Sketch], looked: &[Looked]) -> Vec<Story> {
    let related = related(looked, documents.len());
    let mut group: Vec<DocumentId> = (0..).take(documents.len()).collect();
    for Pair { a, b, .. } in &related {
        let (a, b) = (root(&mut group, *a), root(&mut group, *b));
        group[a.max(b) as usize] = a.min(b);
    }
    let mut stories: Vec<Story> = vec![Story::default(); documents.len()];
    for document in (0..).take(documents.len()) {
        stories[root(&mut group, document) as usize].documents.push(document);
    }
    for pair in related {
        stories[root(&mut group, pair.a) as usize].pairs.push(pair);
    }
    stories.retain(|story| story.documents.len() > 1);
    for story in &mut stories {
        let dates = story.documents.iter().filter_map(|id| documents[*id as usize].date);
        story.dates = dates.clone().min().zip(dates.max());
        let first = &documents[story.documents[0] as usize];
        story.label = first.title.clone().unwrap_or_else(|| first.opening.clone());
    }
    stories.sort_by_key(|story| (usize::MAX - story.documents.len(), story.documents[0]));
    stories
}

/// The pairs that share a passage which tells something.
///
/// Boilerplate and stock paragraphs are long and improbable, too, but the documents that have them share nothing else. So a
/// passage that more than two documents have has to be one whose holders share other things as well, as a rule.
fn related(looked: &[Looked], count: usize) -> Vec<Pair> {
    let mut held: FxHashMap<u64, (f32, f32)> = FxHashMap::default();
    for (_, _, likeness) in looked {
        for passage in &likeness.passages {
            let (pairs, backing) = held.entry(passage.holders).or_default();
            *pairs += 1.0;
            *backing += backing_of(passage, likeness);
        }
    }
    // In a small collection chance is hardly known, and boilerplate is rarer than what is told by all.
    let trust = ((count as f32 / 3.0).ln() / SURE_OF.ln()).clamp(0.0, 1.0);
    let tells = |passage: &&Passage| {
        let (pairs, backing) = held.get(&passage.holders).copied().unwrap_or_default();
        passage.spread == 2 || backing >= pairs * trust * if passage.frames { FRAME_BACKED } else { BACKED }
    };
    let pair = |(a, b, likeness): &Looked| {
        let words = likeness.passages.iter().filter(tells).map(|passage| passage.words).sum();
        (words >= PASSAGE || words >= PHRASE && likeness.rest >= BESIDE).then_some(Pair { a: *a, b: *b, words })
    };
    looked.iter().filter_map(pair).collect()
}

/// Words that two documents share in passages that tell something, to be called related: phrases of up to eight words are
/// common property.
const PASSAGE: u32 = 11;
/// The same where they share other things as well, and how much that has to be, in standard deviations of chance.
const PHRASE: u32 = 5;
const BESIDE: f32 = 2.5;

/// What the pairs with a passage share beside it, on average, in standard deviations of chance. In planted collections that
/// is 0.3 for boilerplate and 1.2 to 12 for passages of a story.
const BACKED: f32 = 0.6;
/// The same for a passage with which documents begin or end, as most boilerplate does.
const FRAME_BACKED: f32 = 0.9;

/// A third of the documents from which on chance is known.
const SURE_OF: f32 = 20.0;

/// What two documents share beside a passage, in standard deviations of chance.
fn backing_of(passage: &Passage, likeness: &Likeness) -> f32 {
    let backs =
        |other: &Passage| other.holders != passage.holders && other.spread <= passage.spread && other.words > PHRASE;
    let others = likeness.passages.iter().any(backs);
    let whole = likeness.covered >= 0.5;
    likeness.rest + if others { 3.0 } else { 0.0 } + if whole { 5.0 } else { 0.0 }
}

fn root(group: &mut [DocumentId], mut of: DocumentId) -> DocumentId {
    while group[of as usize] != of {
        let parent = group[of as usize];
        group[of as usize] = group[parent as usize];
        of = parent;
    }
    of
}
