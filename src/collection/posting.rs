//! Which documents of a collection have what in common: runs of three words, and rare words.

use super::word::{Word, Words};
use rayon::prelude::*;
use rustc_hash::FxHashSet;

/// Number of a document in its collection.
pub type DocumentId = u32;

/// Something that at least two documents have: a run of words or a rare word.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Feature {
    /// Its number; a document's features are in the order of these.
    pub list: u32,
    /// The word of the document at which it begins.
    pub at: u32,
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

/// Something that a document has somewhere.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    /// What, and in which document.
    key: u64,
    at: u32,
}

impl Postings {
    /// The runs of three words that are not all function words; of all documents, or only those that some have.
    pub fn of_runs(documents: &Words, some: Option<&[DocumentId]>) -> Self {
        Self::of(documents, usize::MAX, some, |words| {
            words.windows(RUN as usize).map(|run| {
                let telling = run.iter().any(|word| !word.is_function());
                telling.then(|| run.iter().fold(0, |hash: u64, word| mix(hash ^ u64::from(word.0))))
            })
        })
    }

    /// The words that are no function words and that at most so many documents have; of all documents, or only those that
    /// some have.
    pub fn of_words(documents: &Words, most: usize, some: Option<&[DocumentId]>) -> Self {
        Self::of(documents, most, some, |words| {
            words.iter().map(|word| (!word.is_function()).then(|| mix(u64::from(word.0))))
        })
    }

    fn of<'a, Keys>(
        documents: &'a Words,
        most: usize,
        some: Option<&[DocumentId]>,
        keys: impl Fn(&'a [Word]) -> Keys + Sync,
    ) -> Self
    where
        Keys: Iterator<Item = Option<u64>>,
    {
        let wanted: Option<FxHashSet<u64>> = some
            .map(|some| some.iter().flat_map(|document| keys(documents.of(*document as usize))).flatten().collect());
        let wanted = wanted.as_ref();
        let mut entries: Vec<Entry> = (0..documents.len())
            .into_par_iter()
            .flat_map_iter(|number| {
                let keys = (0..).zip(keys(documents.of(number)));
                keys.filter_map(move |(at, key)| {
                    let key = key.filter(|key| wanted.is_none_or(|wanted| wanted.contains(key)))?;
                    Some(Entry { key: (key & !(MOST_DOCUMENTS as u64 - 1)) | number as u64, at })
                })
            })
            .collect();
        entries.par_sort_unstable();
        Self::sorted(&entries, documents.len(), most)
    }

    /// From entries in order: what one document alone has is left out, and what more than `most` have.
    fn sorted(entries: &[Entry], count: usize, most: usize) -> Self {
        let mut kept: Vec<(DocumentId, Feature)> = Vec::new();
        let mut postings = Self { starts: vec![0], ..Self::default() };
        for alike in entries.chunk_by(|a, b| a.key >> DOCUMENT_BITS == b.key >> DOCUMENT_BITS) {
            let number = |entry: &Entry| DocumentId::try_from(entry.key % MOST_DOCUMENTS as u64).unwrap_or(0);
            let by_document = alike.chunk_by(|a, b| a.key == b.key);
            let spread = by_document.clone().count();
            if spread < 2 || spread > most {
                continue;
            }
            let list = narrow(postings.starts.len() - 1);
            for places in by_document {
                postings.documents.push(number(&places[0]));
                kept.extend(places.iter().take(REPEATS).map(|p| (number(p), Feature { list, at: p.at })));
            }
            let having = &postings.documents[postings.starts[list as usize] as usize..];
            postings.holders.push(having.iter().fold(0, |hash, document| mix(hash ^ u64::from(*document))));
            postings.starts.push(narrow(postings.documents.len()));
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
        self.features = vec![Feature { list: 0, at: 0 }; kept.len()];
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

    /// The documents that have a feature, in ascending order.
    pub fn documents(&self, list: u32) -> &[DocumentId] {
        let list = list as usize;
        &self.documents[self.starts[list] as usize..self.starts[list + 1] as usize]
    }

    /// How many documents have a feature.
    pub fn spread(&self, list: u32) -> u32 {
        self.starts[list as usize + 1] - self.starts[list as usize]
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
