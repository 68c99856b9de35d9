//! Which documents of a collection have what in common: runs of three words, rare words, and names as they sound.

use super::lead::Lead;
use super::word::{Word, Words};
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

/// Number of a document in its collection.
pub type DocumentId = u32;

/// Something that at least two documents have: a run of words, a rare word or a name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Feature {
    /// Its number; a document's features are in the order of these.
    pub list: u32,
    /// Where it stands.
    pub place: Place,
}

/// Where a document has something: the number of its first word, and whether that has a capital.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Place(u32);

impl Place {
    fn new(at: u32, capital: bool) -> Self {
        Self(at << 1 | u32::from(capital))
    }

    /// The number of its first word.
    pub fn at(self) -> u32 {
        self.0 >> 1
    }

    /// Its first word has a capital.
    pub fn is_capital(self) -> bool {
        self.0 & 1 == 1
    }
}

/// The documents that have each feature, and the features that each document has.
#[derive(Default)]
pub struct Postings {
    /// Where the list of each feature begins in `documents`; one more at the end.
    starts: Vec<u32>,
    /// The lists, each in ascending order.
    documents: Vec<DocumentId>,
    /// Where the features of each document begin in `features`; one more at the end.
    firsts: Vec<usize>,
    features: Vec<Feature>,
    /// How many documents have each feature, also such as are not at hand.
    spreads: Vec<u32>,
    /// What is equal for features that the same documents have, by feature.
    holders: Vec<u64>,
}

/// Words of a run. Two rare words and what stands between them are about as rare as a passage gets; longer runs do not
/// survive rewording.
pub const RUN: u32 = 3;

/// How often a feature counts in one document: a text of one word repeated a million times has one feature, not a million.
const REPEATS: usize = 3;

/// Bits of an entry that hold the number of its document; the rest is a hash of what the document has there.
const DOCUMENT_BITS: u32 = 24;

/// The most documents of a collection.
pub const MOST_DOCUMENTS: usize = 1 << DOCUMENT_BITS;

/// The smallest number of documents that may have a word which is listed, and one over the share of a collection that may.
const LISTED: usize = 50;
const LISTED_SHARE: usize = 10;

/// The most documents of so many that may have a word or a sound which is listed.
pub fn most_listed(count: usize) -> usize {
    (count / LISTED_SHARE).max(LISTED)
}

/// Something that a document has somewhere.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// What, and in which document.
    key: u64,
    place: Place,
}

impl Entry {
    fn new((hash, place): (u64, Place), document: DocumentId) -> Self {
        Self { key: (hash & !(MOST_DOCUMENTS as u64 - 1)) | u64::from(document), place }
    }

    /// The same thing where another document has it.
    pub fn at(feature: u64, document: DocumentId, place: Place) -> Self {
        Self::new((feature << DOCUMENT_BITS, place), document)
    }

    /// What the document has, as a number below 2^40.
    pub fn feature(self) -> u64 {
        self.key >> DOCUMENT_BITS
    }

    fn document(self) -> DocumentId {
        DocumentId::try_from(self.key % MOST_DOCUMENTS as u64).unwrap_or(0)
    }
}

/// Something that a document has, also where no other has it.
pub struct Told<'a> {
    /// What: in each document, these are told in the order of these numbers.
    pub feature: u64,
    /// How many documents have it.
    pub spread: u32,
    /// What is equal for features that the same documents have.
    pub holders: u64,
    /// The document.
    pub document: DocumentId,
    /// Where it stands there.
    pub places: &'a [Place],
}

/// Is told of everything that documents have.
pub type Teller<'a> = &'a mut dyn FnMut(&Told);

/// The runs of three words of a document that are not all function words, hashed.
fn runs(words: &[Word]) -> impl Iterator<Item = (u64, Place)> {
    (0..).zip(words.windows(RUN as usize)).filter_map(|(at, run)| {
        let telling = run.iter().any(|word| !word.is_function());
        let key = || run.iter().fold(0, |hash: u64, word| mix(hash ^ u64::from(word.key())));
        telling.then(|| (key(), Place::new(at, false)))
    })
}

/// The words of a document that are no function words, hashed.
fn rare_words(words: &[Word]) -> impl Iterator<Item = (u64, Place)> {
    let words = (0..).zip(words).filter(|(_, word)| !word.is_function());
    words.map(|(at, word)| (mix(u64::from(word.key())), Place::new(at, word.is_capital())))
}

/// The names of a lead as they sound, hashed.
fn sounds(lead: &Lead) -> impl Iterator<Item = (u64, Place)> {
    lead.sounds.iter().map(|(name, sound)| (mix(u64::from(*sound)), Place::new(u32::from(*name), true)))
}

/// All that a document has: runs, words, sounds.
pub fn entries(document: DocumentId, words: &[Word], lead: &Lead) -> [Vec<Entry>; 3] {
    let entry = |found| Entry::new(found, document);
    [runs(words).map(entry).collect(), rare_words(words).map(entry).collect(), sounds(lead).map(entry).collect()]
}

impl Postings {
    /// The runs of three words that are not all function words; of all documents, or only those that some have.
    pub fn of_runs(documents: &Words, some: Option<&[DocumentId]>) -> Self {
        Self::of((documents.len(), usize::MAX), some, |document| runs(documents.of(document)), &mut |_| {})
    }

    /// The words that are no function words and that at most so many documents have; of all documents, or only those that
    /// some have.
    pub fn of_words(documents: &Words, most: usize, some: Option<&[DocumentId]>, tell: Teller) -> Self {
        Self::of((documents.len(), most), some, |document| rare_words(documents.of(document)), tell)
    }

    /// The names with which documents begin, as they sound, that at most so many of them have.
    pub fn of_sounds(leads: &[&Lead], most: usize, some: Option<&[DocumentId]>, tell: Teller) -> Self {
        Self::of((leads.len(), most), some, |document| sounds(leads[document]), tell)
    }

    fn of<Keys>(
        (count, most): (usize, usize),
        some: Option<&[DocumentId]>,
        keys: impl Fn(usize) -> Keys + Sync,
        tell: Teller,
    ) -> Self
    where
        Keys: Iterator<Item = (u64, Place)>,
    {
        let wanted: Option<FxHashSet<u64>> =
            some.map(|some| some.iter().flat_map(|document| keys(*document as usize)).map(|(key, _)| key).collect());
        let wanted = wanted.as_ref();
        let entries = (0..count).into_par_iter().flat_map_iter(|number| {
            let keys = keys(number).filter(|(key, _)| wanted.is_none_or(|wanted| wanted.contains(key)));
            keys.map(move |found| Entry::new(found, narrow(number)))
        });
        Self::of_entries(entries.collect(), (count, most), tell)
    }

    /// From what so many documents have: what one document alone has is left out, and what more than `most` have.
    pub fn of_entries(entries: Vec<Entry>, limits: (usize, usize), tell: Teller) -> Self {
        let counted = |_, having: &[DocumentId]| {
            (narrow(having.len()), having.iter().fold(0, |hash, document| mix(hash ^ u64::from(*document))))
        };
        Self::known(entries, limits, counted, tell)
    }

    /// The same, where it is known how many documents have each feature, and what tells which: not all of them are at hand.
    pub fn known(
        mut entries: Vec<Entry>,
        (count, most): (usize, usize),
        holding: impl Fn(u64, &[DocumentId]) -> (u32, u64),
        tell: Teller,
    ) -> Self {
        entries.par_sort_unstable();
        let mut kept: Vec<(DocumentId, Feature)> = Vec::new();
        let mut postings = Self { starts: vec![0], ..Self::default() };
        let (mut places, mut having): (Vec<Place>, Vec<DocumentId>) = Default::default();
        for alike in entries.chunk_by(|a, b| a.feature() == b.feature()) {
            let feature = alike[0].feature();
            let by_document = alike.chunk_by(|a, b| a.key == b.key);
            having.clear();
            having.extend(by_document.clone().map(|entries| entries[0].document()));
            let (spread, holders) = holding(feature, &having);
            if spread as usize > most {
                continue;
            }
            let list = narrow(postings.spreads.len());
            let is_shared = having.len() > 1;
            for (entries, &document) in by_document.zip(&having) {
                places.clear();
                places.extend(entries.iter().take(REPEATS).map(|entry| entry.place));
                tell(&Told { feature, spread, holders, document, places: &places });
                if is_shared {
                    kept.extend(places.iter().map(|place| (document, Feature { list, place: *place })));
                }
            }
            if is_shared {
                postings.documents.extend_from_slice(&having);
                postings.spreads.push(spread);
                postings.holders.push(holders);
                postings.starts.push(narrow(postings.documents.len()));
            }
        }
        postings.distribute(&kept, count);
        postings
    }

    /// Gives each document its features; they stay in order.
    fn distribute(&mut self, kept: &[(DocumentId, Feature)], count: usize) {
        self.firsts = vec![0; count + 1];
        for (document, _) in kept {
            self.firsts[*document as usize + 1] += 1;
        }
        for at in 1..self.firsts.len() {
            self.firsts[at] += self.firsts[at - 1];
        }
        let mut next = self.firsts.clone();
        self.features = vec![Feature { list: 0, place: Place(0) }; kept.len()];
        for (document, feature) in kept {
            let place = &mut next[*document as usize];
            self.features[*place] = *feature;
            *place += 1;
        }
    }

    /// The features of a document, in the order of their numbers.
    pub fn features(&self, document: DocumentId) -> &[Feature] {
        let document = document as usize;
        &self.features[self.firsts[document]..self.firsts[document + 1]]
    }

    /// What two documents have in common: the number of each feature, and where it stands in both.
    pub fn each_shared(&self, (a, b): (DocumentId, DocumentId), mut tell: impl FnMut(u32, &[Feature], &[Feature])) {
        let (mut left, mut right) = (self.features(a), self.features(b));
        while let (Some(x), Some(y)) = (left.first(), right.first()) {
            if x.list < y.list {
                left = &left[1..];
            } else if y.list < x.list {
                right = &right[1..];
            } else {
                let same = |features: &[Feature]| features.iter().take_while(|f| f.list == x.list).count();
                let (here, there) = (left.split_at(same(left)), right.split_at(same(right)));
                tell(x.list, here.0, there.0);
                (left, right) = (here.1, there.1);
            }
        }
    }

    /// The documents at hand that have a feature, in ascending order.
    pub fn documents(&self, list: u32) -> &[DocumentId] {
        let list = list as usize;
        &self.documents[self.starts[list] as usize..self.starts[list + 1] as usize]
    }

    /// How many documents have a feature.
    pub fn spread(&self, list: u32) -> u32 {
        self.spreads[list as usize]
    }

    /// What is equal for features that the same documents have.
    pub fn holders(&self, list: u32) -> u64 {
        self.holders[list as usize]
    }
}

fn mix(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 31)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

fn narrow(count: usize) -> u32 {
    u32::try_from(count).expect("a collection has fewer than 2^32 features")
}
