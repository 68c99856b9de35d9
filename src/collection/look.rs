//! What was looked at in a collection: kept, and renewed where documents changed.

use super::judge::{Judge, Odds, sure};
use super::likeness::{Likeness, Measure, Own, mean_length};
use super::pair::{self, Looked};
use super::posting::{DocumentId, MOST_DOCUMENTS, Postings, most_listed};
use super::relation::Telling;
use super::story::{self, Story};
use super::word::Word;
use super::{Collection, Sketch};
use crate::meaning::Bearing;
use crate::monitor::{Cancelled, Monitor};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::ops::Range;

/// The pairs of a collection that have something in common.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Look {
    /// What each document has by itself.
    own: Vec<Own>,
    /// The pairs, in order.
    looked: Vec<Looked>,
    /// Documents that came, went or changed since all were looked at.
    changed: usize,
}

/// The share of documents that may change before all are looked at again: what is rare in a collection does not change with
/// one document in fifty.
const FEW: usize = 50;

/// Odds under which a pair that shares no passage is forgotten: it counts as one that has nothing in common.
const KEPT: Odds = -5_000;

/// A document that is like a given text.
#[derive(Clone, PartialEq, Debug)]
pub struct Similar {
    /// Its number.
    pub document: DocumentId,
    /// Words in passages that both have.
    pub words: u32,
    /// How sure it is that both tell one story, in thousandths of log-odds.
    pub odds: Odds,
    /// The longest passage that both have, as words of the document.
    pub passage: Option<Range<usize>>,
}

impl Similar {
    /// How sure it is that both tell one story, 0 to 1, in hundredths.
    pub fn sure(&self) -> f64 {
        sure(self.odds)
    }
}

impl Look {
    /// Looks at all documents.
    ///
    /// # Errors
    /// Where the work was cancelled.
    ///
    /// # Panics
    /// Where there are more than [`MOST_DOCUMENTS`] documents.
    pub fn at(collection: &Collection, monitor: &Monitor) -> Result<Self, Cancelled> {
        let features = Features::of(collection, None);
        let measure = features.measure(&features.own);
        let mut looked = pair::looked(&measure, monitor)?;
        story::complete(&measure, &mut looked);
        looked.retain(is_kept);
        Ok(Self { own: features.own, looked, changed: 0 })
    }

    /// The pairs of documents that are worth a closer look: the work grows with their number.
    ///
    /// # Errors
    /// Where the work was cancelled.
    pub fn candidates(collection: &Collection, monitor: &Monitor) -> Result<Vec<(DocumentId, DocumentId)>, Cancelled> {
        let features = Features::of(collection, None);
        let looked = pair::looked(&features.measure(&features.own), monitor)?;
        Ok(looked.into_iter().map(|(a, b, _)| (a, b)).collect())
    }

    /// Looks at those documents that are new; `before` tells the number that each other one had. What rare words tell is taken
    /// to be as before, until one document in fifty has changed: then all are looked at again.
    ///
    /// # Errors
    /// Where the work was cancelled.
    pub fn renewed(
        &self,
        collection: &Collection,
        before: &[Option<DocumentId>],
        monitor: &Monitor,
    ) -> Result<Self, Cancelled> {
        let mut now: Vec<Option<DocumentId>> = vec![None; self.own.len()];
        for (number, old) in (0..).zip(before) {
            if let Some(old) = old {
                now[*old as usize] = Some(number);
            }
        }
        let new: Vec<DocumentId> =
            (0..).zip(before).filter(|(_, old)| old.is_none()).map(|(number, _)| number).collect();
        let changed = self.changed + new.len() + now.iter().filter(|number| number.is_none()).count();
        if changed * FEW > before.len() {
            return Self::at(collection, monitor);
        }
        let features = Features::of(collection, Some(&new));
        let mut own = features.own.clone();
        for (at, old) in before.iter().enumerate() {
            if let Some(old) = old {
                own[at] = self.own[*old as usize];
            }
        }
        let kept = self.looked.iter().filter_map(|(a, b, likeness)| {
            let (a, b) = (now[*a as usize]?, now[*b as usize]?);
            Some((a, b, likeness.clone()))
        });
        let mut looked: Vec<Looked> = kept.collect();
        looked.extend(pair::looked_from(&features.measure(&own), &new, monitor)?);
        looked.retain(is_kept);
        looked.sort_unstable_by_key(|(a, b, _)| (*a, *b));
        Ok(Self { own, looked, changed })
    }

    /// The stories of the documents that were looked at, the largest first.
    pub fn stories(&self, documents: &[Sketch]) -> Vec<Story> {
        story::stories(documents, &self.looked)
    }

    /// The pairs that were looked at, with what the two share and how many words of that tell something.
    pub fn pairs(&self, documents: &[Sketch]) -> Vec<(DocumentId, DocumentId, &Likeness, u32)> {
        let telling = Telling::of(&self.looked, documents.len());
        self.looked.iter().map(|(a, b, likeness)| (*a, *b, likeness, telling.words(likeness))).collect()
    }

    /// The documents that are like a text, the most like first: those that share passages with it, and those that rather tell
    /// the same story, in whatever language. A text that is one of the documents is found as well.
    ///
    /// # Errors
    /// Where the work was cancelled.
    pub fn similar(
        &self,
        collection: &mut Collection,
        (sketch, text): (Sketch, &[Word]),
        monitor: &Monitor,
    ) -> Result<Vec<Similar>, Cancelled> {
        let id = DocumentId::try_from(collection.words.len()).expect("fewer than 2^24 documents");
        collection.push(sketch, text);
        let features = Features::of(collection, Some(&[id]));
        let own: Vec<Own> = self.own.iter().copied().chain(features.own.last().copied()).collect();
        let looked = pair::looked_from(&features.measure(&own), &[id], monitor);
        collection.pop();
        // What tells something is learned from the collection, and the text is a part of it.
        let (looked, all) = (looked?, self.looked.iter().cloned());
        let all: Vec<Looked> = all.chain(looked.iter().cloned()).collect();
        let telling = Telling::of(&all, collection.words.len() + 1);
        let judge = Judge::shipped();
        let like = looked.into_iter().map(|(document, _, likeness)| {
            let longest = likeness.passages.iter().filter(|passage| telling.tells(passage)).max_by_key(|p| p.words);
            let passage = longest.map(|passage| passage.start as usize..passage.end as usize);
            let words = telling.words(&likeness);
            Similar { document, words, odds: judge.odds(&likeness, words), passage }
        });
        let mut like: Vec<Similar> = like.filter(|found| found.words >= LIKE || found.odds >= ALIKE).collect();
        like.sort_by_key(|found| (Reverse(found.odds), Reverse(found.words), found.document));
        Ok(like)
    }
}

/// Words in shared passages that make a document worth telling, and odds without any.
const LIKE: u32 = 6;
const ALIKE: Odds = -1_000;

/// Whether a pair has enough in common to be kept.
pub(super) fn is_kept((_, _, likeness): &Looked) -> bool {
    !likeness.passages.is_empty() || Judge::shipped().odds(likeness, 0) > KEPT
}

/// What documents have in common.
struct Features<'a> {
    runs: Postings,
    words: Postings,
    sounds: Postings,
    lengths: Vec<u32>,
    /// What each has by itself; only of those for which features were wanted.
    own: Vec<Own>,
    leads: Vec<(Option<&'a str>, Option<Bearing>)>,
}

impl<'a> Features<'a> {
    /// Of all documents; or only what some have in common with all.
    fn of(collection: &'a Collection, some: Option<&[DocumentId]>) -> Self {
        let Collection { documents, words } = collection;
        assert!(words.len() <= MOST_DOCUMENTS, "more documents than there are numbers for");
        let count = words.len();
        let lengths: Vec<u32> = words.iter().map(|words| u32::try_from(words.len()).unwrap_or(u32::MAX)).collect();
        let most = most_listed(count);
        let mut own = vec![Own::default(); count];
        let listed = Postings::of_words(words, most, some, &mut |told| {
            own[told.document as usize].add_word(count, told);
        });
        let leads = collection.leads();
        let sounds = Postings::of_sounds(&leads, most, some, &mut |told| {
            own[told.document as usize].add_sound(count, told);
        });
        let bearings = Judge::shipped().bearings(&leads);
        let leads = documents.iter().map(|document| document.lead.language.as_deref()).zip(bearings).collect();
        let runs = Postings::of_runs(words, some);
        let all = lengths.iter().map(|length| u64::from(*length)).sum();
        own.iter_mut().zip(&lengths).for_each(|(own, length)| own.divide(mean_length(all, count), *length));
        Self { runs, words: listed, sounds, lengths, own, leads }
    }

    fn measure<'b>(&'b self, own: &'b [Own]) -> Measure<'b> {
        Measure {
            runs: &self.runs,
            words: &self.words,
            sounds: &self.sounds,
            count: self.lengths.len(),
            lengths: &self.lengths,
            own,
            leads: &self.leads,
        }
    }
}
