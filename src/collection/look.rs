//! What was looked at in a collection: kept, and renewed where documents changed.

use super::Sketch;
use super::likeness::{Measure, OTHERS};
use super::pair::{self, Looked};
use super::posting::{DocumentId, MOST_DOCUMENTS, Postings};
use super::relation::Telling;
use super::story::{self, Story};
use super::word::{Word, Words};
use crate::monitor::{Cancelled, Monitor};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// The pairs of a collection that share passages.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Look {
    /// What another document of one word would share with each by chance.
    chance: Vec<[f32; 2]>,
    /// The pairs, in order.
    looked: Vec<Looked>,
    /// Documents that came, went or changed since all were looked at.
    changed: usize,
}

/// The share of documents that may change before all are looked at again: what is rare in a collection does not change with
/// one document in fifty.
const FEW: usize = 50;

/// A document that is like a given text.
#[derive(Clone, PartialEq, Debug)]
pub struct Similar {
    /// Its number.
    pub document: DocumentId,
    /// Words in passages that both have.
    pub words: u32,
    /// What both have in rare words beside, in standard deviations of chance.
    pub beside: f32,
    /// The longest passage that both have, as words of the document.
    pub passage: Option<Range<usize>>,
}

impl Look {
    /// Looks at all documents.
    ///
    /// # Errors
    /// Where the work was cancelled.
    ///
    /// # Panics
    /// Where there are more than [`MOST_DOCUMENTS`] documents.
    pub fn at(words: &Words, monitor: &Monitor) -> Result<Self, Cancelled> {
        let features = Features::of(words, None);
        let chance = features.chance();
        let measure = features.measure(&chance);
        let mut looked = pair::looked(&measure, monitor)?;
        story::complete(&measure, &mut looked);
        looked.retain(|(_, _, likeness)| !likeness.passages.is_empty());
        Ok(Self { chance, looked, changed: 0 })
    }

    /// The pairs of documents that are worth a closer look: the work grows with their number.
    ///
    /// # Errors
    /// Where the work was cancelled.
    pub fn candidates(words: &Words, monitor: &Monitor) -> Result<Vec<(DocumentId, DocumentId)>, Cancelled> {
        let features = Features::of(words, None);
        let looked = pair::looked(&features.measure(&features.chance()), monitor)?;
        Ok(looked.into_iter().map(|(a, b, _)| (a, b)).collect())
    }

    /// Looks at those documents that are new; `before` tells the number that each other one had. What rare words tell is taken
    /// to be as before, until one document in fifty has changed: then all are looked at again.
    ///
    /// # Errors
    /// Where the work was cancelled.
    pub fn renewed(&self, words: &Words, before: &[Option<DocumentId>], monitor: &Monitor) -> Result<Self, Cancelled> {
        let mut now: Vec<Option<DocumentId>> = vec![None; self.chance.len()];
        for (number, old) in (0..).zip(before) {
            if let Some(old) = old {
                now[*old as usize] = Some(number);
            }
        }
        let new: Vec<DocumentId> =
            (0..).zip(before).filter(|(_, old)| old.is_none()).map(|(number, _)| number).collect();
        let changed = self.changed + new.len() + now.iter().filter(|number| number.is_none()).count();
        if changed * FEW > before.len() {
            return Self::at(words, monitor);
        }
        let features = Features::of(words, Some(&new));
        let mut chance = features.chance();
        for (at, old) in before.iter().enumerate() {
            if let Some(old) = old {
                chance[at] = self.chance[*old as usize];
            }
        }
        let kept = self.looked.iter().filter_map(|(a, b, likeness)| {
            let (a, b) = (now[*a as usize]?, now[*b as usize]?);
            Some((a, b, likeness.clone()))
        });
        let mut looked: Vec<Looked> = kept.collect();
        looked.extend(pair::looked_from(&features.measure(&chance), &new, monitor)?);
        looked.retain(|(_, _, likeness)| !likeness.passages.is_empty());
        looked.sort_unstable_by_key(|(a, b, _)| (*a, *b));
        Ok(Self { chance, looked, changed })
    }

    /// The stories of the documents that were looked at, the largest first.
    pub fn stories(&self, documents: &[Sketch]) -> Vec<Story> {
        story::stories(documents, &self.looked)
    }

    /// The documents that are like a text, the most like first: those that share passages with it, and those that share
    /// more rare words than chance gives. A text that is one of the documents is found as well.
    ///
    /// # Errors
    /// Where the work was cancelled.
    pub fn similar(&self, words: &mut Words, text: &[Word], monitor: &Monitor) -> Result<Vec<Similar>, Cancelled> {
        let own = DocumentId::try_from(words.len()).expect("fewer than 2^24 documents");
        words.push(text);
        let features = Features::of(words, Some(&[own]));
        let chance: Vec<[f32; 2]> = self.chance.iter().copied().chain(features.chance().last().copied()).collect();
        let looked = pair::looked_from(&features.measure(&chance), &[own], monitor);
        words.pop();
        // What tells something is learned from the collection, and the text is a part of it.
        let (looked, all) = (looked?, self.looked.iter().cloned());
        let all: Vec<Looked> = all.chain(looked.iter().cloned()).collect();
        let telling = Telling::of(&all, words.len() + 1);
        let like = looked.into_iter().map(|(document, _, likeness)| {
            let longest = likeness.passages.iter().filter(|passage| telling.tells(passage)).max_by_key(|p| p.words);
            let passage = longest.map(|passage| passage.start as usize..passage.end as usize);
            Similar { document, words: telling.words(&likeness), beside: likeness.rest, passage }
        });
        let mut like: Vec<Similar> = like.filter(|found| found.words >= LIKE || found.beside >= BESIDE).collect();
        like.sort_by(|x, y| {
            let words = y.words.cmp(&x.words);
            words.then_with(|| y.beside.total_cmp(&x.beside)).then_with(|| x.document.cmp(&y.document))
        });
        Ok(like)
    }
}

/// Words in shared passages that make a document worth telling, and standard deviations without any.
const LIKE: u32 = 6;
const BESIDE: f32 = 6.0;

/// What documents have in common.
struct Features {
    runs: Postings,
    words: Postings,
    lengths: Vec<u32>,
}

impl Features {
    /// Of all documents; or only what some have in common with all.
    fn of(words: &Words, some: Option<&[DocumentId]>) -> Self {
        assert!(words.len() <= MOST_DOCUMENTS, "more documents than there are numbers for");
        let lengths = words.iter().map(|words| u32::try_from(words.len()).unwrap_or(u32::MAX)).collect();
        let most = (words.len() / 10).max(50);
        Self { runs: Postings::of_runs(words, some), words: Postings::of_words(words, most, some), lengths }
    }

    fn measure<'a>(&'a self, chance: &'a [[f32; 2]]) -> Measure<'a> {
        Measure { runs: &self.runs, words: &self.words, count: self.lengths.len(), lengths: &self.lengths, chance }
    }

    /// What another document would share with each by chance for every word that it has: the sum of what the words tell, and
    /// of its squares.
    fn chance(&self) -> Vec<[f32; 2]> {
        let count = self.lengths.len();
        let all = (count + OTHERS) as f32;
        let mean = self.lengths.iter().map(|length| *length as f32).sum::<f32>() / count.max(1) as f32;
        let of = |document| {
            let lists = self.words.features(document).chunk_by(|x, y| x.list == y.list);
            let spreads = lists.map(|same| self.words.spread(same[0].list) as f32);
            let told = spreads.map(|spread| ((all / spread).ln(), (spread - 1.0) / (count as f32 + 1.0)));
            let sums = told.fold([0.0, 0.0], |[sum, squares], (tells, chance)| {
                [sum + tells * chance, squares + tells * tells * chance]
            });
            sums.map(|sum| sum / mean.max(1.0) / self.lengths[document as usize].max(1) as f32)
        };
        (0..).take(count).map(of).collect()
    }
}
