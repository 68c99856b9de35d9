//! Which documents of a collection have what in common: runs of three words, rare words, and names as they sound.

use super::lead::Lead;
use super::word::Words;
use rayon::prelude::*;
use rustc_hash::FxHashSet;

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
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
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
    place: Place,
}

/// What is told of everything that documents have, also of what one has alone: how many have it, one that has it, and where.
pub type Teller<'a> = &'a mut dyn FnMut(u32, DocumentId, &[Place]);

impl Postings {
    /// The runs of three words that are not all function words; of all documents, or only those that some have.
    pub fn of_runs(documents: &Words, some: Option<&[DocumentId]>) -> Self {
        let keys = |document: usize| {
            let words = documents.of(document);
            (0..).zip(words.windows(RUN as usize)).filter_map(|(at, run)| {
                let telling = run.iter().any(|word| !word.is_function());
                let key = || run.iter().fold(0, |hash: u64, word| mix(hash ^ u64::from(word.key())));
                telling.then(|| (key(), Place::new(at, false)))
            })
        };
        Self::of((documents.len(), usize::MAX), some, keys, &mut |_, _, _| {})
    }

    /// The words that are no function words and that at most so many documents have; of all documents, or only those that
    /// some have.
    pub fn of_words(documents: &Words, most: usize, some: Option<&[DocumentId]>, tell: Teller) -> Self {
        let keys = |document: usize| {
            let words = (0..).zip(documents.of(document)).filter(|(_, word)| !word.is_function());
            words.map(|(at, word)| (mix(u64::from(word.key())), Place::new(at, word.is_capital())))
        };
        Self::of((documents.len(), most), some, keys, tell)
    }

    /// The names with which documents begin, as they sound, that at most so many of them have.
    pub fn of_sounds(leads: &[&Lead], most: usize, some: Option<&[DocumentId]>, tell: Teller) -> Self {
        let keys = |document: usize| {
            leads[document]
                .sounds
                .iter()
                .map(|(name, sound)| (mix(u64::from(*sound)), Place::new(u32::from(*name), true)))
        };
        Self::of((leads.len(), most), some, keys, tell)
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
        let mut entries: Vec<Entry> = (0..count)
            .into_par_iter()
            .flat_map_iter(|number| {
                let keys = keys(number).filter(|(key, _)| wanted.is_none_or(|wanted| wanted.contains(key)));
                keys.map(move |(key, place)| Entry { key: (key & !(MOST_DOCUMENTS as u64 - 1)) | number as u64, place })
            })
            .collect();
        entries.par_sort_unstable();
        Self::sorted(&entries, (count, most), tell)
    }

    /// From entries in order: what one document alone has is left out, and what more than `most` have.
    fn sorted(entries: &[Entry], (count, most): (usize, usize), tell: Teller) -> Self {
        let mut kept: Vec<(DocumentId, Feature)> = Vec::new();
        let mut postings = Self { starts: vec![0], ..Self::default() };
        let mut places: Vec<Place> = Vec::new();
        for alike in entries.chunk_by(|a, b| a.key >> DOCUMENT_BITS == b.key >> DOCUMENT_BITS) {
            let by_document = alike.chunk_by(|a, b| a.key == b.key);
            let spread = by_document.clone().count();
            if spread > most {
                continue;
            }
            let list = narrow(postings.starts.len() - 1);
            for entries in by_document {
                let number = DocumentId::try_from(entries[0].key % MOST_DOCUMENTS as u64).unwrap_or(0);
                places.clear();
                places.extend(entries.iter().take(REPEATS).map(|entry| entry.place));
                tell(narrow(spread), number, &places);
                if spread > 1 {
                    postings.documents.push(number);
                    kept.extend(places.iter().map(|place| (number, Feature { list, place: *place })));
                }
            }
            if spread > 1 {
                let having = &postings.documents[postings.starts[list as usize] as usize..];
                postings.holders.push(having.iter().fold(0, |hash, document| mix(hash ^ u64::from(*document))));
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
