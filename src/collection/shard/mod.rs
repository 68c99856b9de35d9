//! A collection that no one machine holds, looked at in parts: each step knows some of the documents, of the features or of the
//! pairs, and what it finds is what is found where all are at hand, to the last bit. Others bring what a step says to where it
//! is needed, and put nothing together themselves.
//!
//! ```text
//! documents -entries-> buckets of features -lists-> blocks of documents -candidates, profiles-> cells of pairs -likenesses->
//! what was looked at -hanging-> groups -missing-> cells again -judged-> groups of pairs -told-> stories
//! ```
//!
//! What documents mean is left out: they are told by their words and names.

use super::Sketch;
use super::likeness::{Measure, Own, are_foreign, mean_length};
use super::linkage::Groups;
use super::look::is_kept;
use super::pair::{self, Looked, Shared};
use super::posting::{self, DocumentId, Entry, Place, Postings, Told, most_listed};
use super::relation::Telling;
use super::story::{self, Pair, Story};
use super::word::Word;
use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Into how many parts a collection is cut: features and documents into as many, pairs into others.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cut {
    /// Documents of the collection.
    pub documents: usize,
    /// Buckets of features, and blocks of documents.
    pub blocks: u32,
    /// Cells of pairs.
    pub cells: u32,
}

/// Two documents, the lower number first.
pub type Two = (DocumentId, DocumentId);

/// Runs, words and sounds.
pub type Kinds<Of> = [Vec<Of>; 3];

/// What a step says to each part, by its number.
pub type ByPart<Of> = BTreeMap<u32, Vec<Of>>;

/// Features are numbers of so many bits.
const FEATURE_BITS: u32 = 40;

impl Cut {
    /// A range of features: so a document's features are in order if those of its buckets are.
    fn bucket(self, feature: u64) -> u32 {
        u32::try_from((feature * u64::from(self.blocks)) >> FEATURE_BITS).unwrap_or(0)
    }

    fn block(self, document: DocumentId) -> u32 {
        let number = u64::from(document) * u64::from(self.blocks) / self.documents.max(1) as u64;
        u32::try_from(number).unwrap_or(0)
    }

    /// Where pairs of two blocks are looked at.
    fn cell(self, (a, b): Two) -> u32 {
        let [low, high] = [a, b].map(|document| u64::from(self.block(document)));
        u32::try_from((high * (high + 1) / 2 + low) % u64::from(self.cells.max(1))).unwrap_or(0)
    }

    /// Where what is in a group is put together.
    fn place_of(self, group: DocumentId) -> u32 {
        group % self.cells.max(1)
    }
}

/// What every step may know of all documents: some bytes of each.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Census {
    languages: Vec<String>,
    documents: Vec<Known>,
}

/// Of one document.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct Known {
    /// The number of its language.
    language: Option<u16>,
    date: Option<Date>,
    /// Its words.
    length: u32,
}

impl Census {
    /// One document more.
    pub fn push(&mut self, sketch: &Sketch, words: &[Word]) {
        let language = sketch.lead.language.as_deref().and_then(|language| self.number(language));
        let length = u32::try_from(words.len()).unwrap_or(u32::MAX);
        self.documents.push(Known { language, date: sketch.date, length });
    }

    /// Those of the next part of the documents.
    pub fn join(&mut self, next: &Self) {
        let numbers: Vec<Option<u16>> = next.languages.iter().map(|language| self.number(language)).collect();
        let known = next.documents.iter().map(|known| {
            let language = known.language.and_then(|number| numbers.get(usize::from(number)).copied().flatten());
            Known { language, ..*known }
        });
        self.documents.extend(known);
    }

    /// How many documents there are.
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// There are none.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    fn number(&mut self, language: &str) -> Option<u16> {
        let number = self.languages.iter().position(|known| known == language).unwrap_or(self.languages.len());
        if number == self.languages.len() {
            self.languages.push(language.to_owned());
        }
        u16::try_from(number).ok()
    }

    fn language(&self, document: DocumentId) -> Option<&str> {
        let number = self.documents.get(document as usize)?.language?;
        self.languages.get(usize::from(number)).map(String::as_str)
    }

    fn date(&self, document: DocumentId) -> Option<Date> {
        self.documents.get(document as usize)?.date
    }

    fn length(&self, document: DocumentId) -> u32 {
        self.documents.get(document as usize).map_or(0, |known| known.length)
    }

    fn mean_length(&self) -> f32 {
        mean_length(self.documents.iter().map(|known| u64::from(known.length)).sum(), self.len())
    }
}

/// Something that a document has.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Had {
    feature: u64,
    spread: u32,
    holders: u64,
    places: Vec<Place>,
}

impl Had {
    /// Only of runs it matters which documents have one.
    fn of(told: &Told, is_run: bool) -> Self {
        let Told { feature, spread, holders, places, .. } = *told;
        Self { feature, spread, holders: if is_run { holders } else { 0 }, places: places.to_vec() }
    }

    fn told(&self, document: DocumentId) -> Told<'_> {
        let Self { feature, spread, holders, places } = self;
        Told { feature: *feature, spread: *spread, holders: *holders, document, places }
    }
}

/// A document, and what it has of the features of a bucket.
pub type Piece = (DocumentId, Kinds<Had>);

/// What must be known of a document to compare it with another one.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Profile {
    document: DocumentId,
    length: u32,
    language: Option<String>,
    own: Own,
    /// What another one has, too.
    shared: Kinds<Had>,
}

/// What a document has, by bucket.
pub fn entries(cut: Cut, document: DocumentId, (sketch, words): (&Sketch, &[Word])) -> BTreeMap<u32, Kinds<Entry>> {
    let mut by_bucket: BTreeMap<u32, Kinds<Entry>> = BTreeMap::new();
    for (kind, entries) in posting::entries(document, words, &sketch.lead).into_iter().enumerate() {
        for entry in entries {
            by_bucket.entry(cut.bucket(entry.feature())).or_default()[kind].push(entry);
        }
    }
    by_bucket
}

/// From what all documents have in a bucket: by block, what each document has, and what it shares with those after it.
pub fn lists(cut: Cut, [runs, words, sounds]: Kinds<Entry>) -> (ByPart<Piece>, ByPart<(DocumentId, Shared)>) {
    let (all, most) = ((cut.documents, usize::MAX), (cut.documents, most_listed(cut.documents)));
    let mut had: BTreeMap<DocumentId, Kinds<Had>> = BTreeMap::new();
    // A run that nobody else has tells nothing of its document.
    let runs = Postings::of_entries(runs, all, &mut |told| {
        if told.spread > 1 {
            had.entry(told.document).or_default()[0].push(Had::of(told, true));
        }
    });
    let [words, sounds] = [(words, 1), (sounds, 2)].map(|(entries, kind)| {
        Postings::of_entries(entries, most, &mut |told| {
            had.entry(told.document).or_default()[kind].push(Had::of(told, false))
        })
    });
    let measure = Measure {
        runs: &runs,
        words: &words,
        sounds: &sounds,
        count: cut.documents,
        lengths: &[],
        own: &[],
        leads: &[],
    };
    let shared = pair::shared(&measure);
    (by_part(had, |(document, _)| cut.block(*document)), by_part(shared, |(document, _)| cut.block(*document)))
}

/// From what the documents of a block share with those after them, as each bucket says: by cell, the pairs to be looked at.
pub fn candidates(cut: Cut, census: &Census, shared: impl Iterator<Item = (DocumentId, Shared)>) -> ByPart<Two> {
    let pairs = pair::shared_in_all(shared).into_iter().flat_map(|(a, shared)| {
        let enough = move |(b, sum): &(DocumentId, u32)| {
            pair::is_enough(cut.documents, are_foreign(census.language(a), census.language(*b)), *sum)
        };
        shared.into_iter().filter(enough).map(move |(b, _)| (a, b))
    });
    by_part(pairs, |pair| cut.cell(*pair))
}

/// The documents of pairs, by block.
pub fn wanted(cut: Cut, pairs: &[Two]) -> ByPart<DocumentId> {
    let mut documents: Vec<DocumentId> = pairs.iter().flat_map(|(a, b)| [*a, *b]).collect();
    documents.sort_unstable();
    documents.dedup();
    by_part(documents, |document| cut.block(*document))
}

/// From what the documents of a block have, as each bucket says.
pub fn profiles(census: &Census, pieces: impl Iterator<Item = Piece>) -> BTreeMap<DocumentId, Profile> {
    let mut had: BTreeMap<DocumentId, Kinds<Had>> = BTreeMap::new();
    for (document, kinds) in pieces {
        let all = had.entry(document).or_default();
        all.iter_mut().zip(kinds).for_each(|(all, more)| all.extend(more));
    }
    let (count, mean) = (census.len(), census.mean_length());
    let profile = |(document, mut shared): Piece| {
        shared.iter_mut().for_each(|kind| kind.sort_unstable_by_key(|had| had.feature));
        let length = census.length(document);
        let mut own = Own::default();
        shared[1].iter().for_each(|had| own.add_word(count, &had.told(document)));
        shared[2].iter().for_each(|had| own.add_sound(count, &had.told(document)));
        own.divide(mean, length);
        shared.iter_mut().for_each(|kind| kind.retain(|had| had.spread > 1));
        (document, Profile { document, length, language: census.language(document).map(str::to_owned), own, shared })
    };
    had.into_iter().map(profile).collect()
}

/// What pairs share, from the profiles of their documents.
pub fn likenesses(cut: Cut, mut profiles: Vec<Profile>, mut pairs: Vec<Two>) -> Vec<Looked> {
    profiles.sort_unstable_by_key(|profile| profile.document);
    profiles.dedup_by_key(|profile| profile.document);
    let postings = [0, 1, 2].map(|kind| {
        let had = || {
            (0..).zip(&profiles).flat_map(move |(number, one)| one.shared[kind].iter().map(move |had| (number, had)))
        };
        let known: FxHashMap<u64, (u32, u64)> =
            had().map(|(_, had)| (had.feature, (had.spread, had.holders))).collect();
        let at = |(number, had): (DocumentId, &'_ Had)| {
            had.places.iter().map(|place| Entry::at(had.feature, number, *place)).collect::<Vec<_>>()
        };
        let holding = |feature, _: &[DocumentId]| known.get(&feature).copied().unwrap_or_default();
        Postings::known(had().flat_map(at).collect(), (profiles.len(), usize::MAX), holding, &mut |_| {})
    });
    let [runs, words, sounds] = &postings;
    let lengths: Vec<u32> = profiles.iter().map(|profile| profile.length).collect();
    let own: Vec<Own> = profiles.iter().map(|profile| profile.own).collect();
    let leads: Vec<_> = profiles.iter().map(|profile| (profile.language.as_deref(), None)).collect();
    let measure = Measure { runs, words, sounds, count: cut.documents, lengths: &lengths, own: &own, leads: &leads };
    let number = |document| {
        let found = profiles.binary_search_by_key(&document, |profile| profile.document).ok()?;
        DocumentId::try_from(found).ok()
    };
    pairs.sort_unstable();
    pairs.dedup();
    let looked = pairs.into_par_iter().filter_map(|(a, b)| Some((a, b, measure.likeness(number(a)?, number(b)?))));
    looked.filter(is_kept).collect()
}

/// Those of some pairs that hang together, as few as tell it; where dates count, two reports of different days hang together less.
pub fn hanging(cut: Cut, looked: &[Looked], telling: &Telling, dates: Option<&Census>) -> Vec<Two> {
    let hangs = |looked: &&Looked| match dates {
        Some(census) => story::judged(looked, telling, |id| census.date(id)).odds > 0,
        None => story::is_for(looked, telling),
    };
    let groups = grouped(cut, looked.iter().filter(hangs).map(|(a, b, _)| (*a, *b)));
    let own = (0..).zip(groups);
    own.filter(|(document, group)| *group != LONE && document != group)
        .map(|(document, group)| (group, document))
        .collect()
}

/// The group of a document that hangs together with no other one.
pub const LONE: DocumentId = DocumentId::MAX;

/// The group of each document: the first that hangs together with it, or [`LONE`].
pub fn grouped(cut: Cut, hanging: impl Iterator<Item = Two>) -> Vec<DocumentId> {
    let mut groups = Groups::new(cut.documents);
    hanging.filter(|(a, b)| (*a.max(b) as usize) < cut.documents).for_each(|(a, b)| groups.join(a, b));
    let mut group_of: Vec<DocumentId> = (0..).take(cut.documents).map(|document| groups.of(document)).collect();
    let mut sizes = vec![0u32; cut.documents];
    group_of.iter().for_each(|group| sizes[*group as usize] += 1);
    for group in &mut group_of {
        if sizes[*group as usize] < 2 {
            *group = LONE;
        }
    }
    group_of
}

/// The group of two documents, where it is one.
fn group_of(groups: &[DocumentId], (a, b): Two) -> Option<DocumentId> {
    let [one, other] = [a, b].map(|document| groups.get(document as usize).copied().unwrap_or(LONE));
    (one == other && one != LONE).then_some(one)
}

/// The members of those groups in which all pairs are looked at.
fn wide(groups: &[DocumentId]) -> Vec<Vec<DocumentId>> {
    let mut members: BTreeMap<DocumentId, Vec<DocumentId>> = BTreeMap::new();
    for (document, group) in (0..).zip(groups).filter(|(_, group)| **group != LONE) {
        members.entry(*group).or_default().push(document);
    }
    story::wide(members.into_values())
}

/// By cell, those of some pairs whose group is one in which all pairs are looked at.
pub fn known(cut: Cut, groups: &[DocumentId], looked: &[Looked]) -> ByPart<Two> {
    let wide: FxHashSet<DocumentId> = wide(groups).iter().map(|members| members[0]).collect();
    let pairs = looked.iter().map(|(a, b, _)| (*a, *b));
    let inside = pairs.filter_map(|pair| Some((group_of(groups, pair).filter(|group| wide.contains(group))?, pair)));
    let by_group = by_part(inside, |(group, _)| cut.place_of(*group));
    by_group.into_iter().map(|(part, pairs)| (part, pairs.into_iter().map(|(_, pair)| pair).collect())).collect()
}

/// The pairs of the groups of known ones that were not looked at.
pub fn missing(groups: &[DocumentId], known: &[Two]) -> Vec<Two> {
    let here: FxHashSet<DocumentId> = known.iter().filter_map(|pair| group_of(groups, *pair)).collect();
    let known: FxHashSet<Two> = known.iter().copied().collect();
    let wide = wide(groups).into_iter().filter(|members| here.contains(&members[0]));
    wide.flat_map(|members| story::missing(&members, &known)).collect()
}

/// What is said of pairs, by where their group is put together.
pub fn judged(
    cut: Cut,
    looked: &[Looked],
    telling: &Telling,
    (census, groups): (&Census, &[DocumentId]),
) -> ByPart<Pair> {
    let inside = looked.iter().filter_map(|looked| Some((group_of(groups, (looked.0, looked.1))?, looked)));
    let judged = inside.map(|(group, looked)| (group, story::judged(looked, telling, |id| census.date(id))));
    let by_group = by_part(judged, |(group, _)| cut.place_of(*group));
    by_group.into_iter().map(|(part, pairs)| (part, pairs.into_iter().map(|(_, pair)| pair).collect())).collect()
}

/// The stories of whole groups, from what is said of their documents and pairs.
pub fn told(documents: BTreeMap<DocumentId, Sketch>, mut pairs: Vec<Pair>) -> Vec<Story> {
    let (numbers, sketches): (Vec<DocumentId>, Vec<Sketch>) = documents.into_iter().unzip();
    let local = |document: &mut DocumentId| match numbers.binary_search(document) {
        Ok(found) => *document = DocumentId::try_from(found).unwrap_or(LONE),
        Err(_) => *document = LONE,
    };
    pairs.iter_mut().for_each(|pair| [&mut pair.a, &mut pair.b].into_iter().for_each(local));
    pairs.retain(|pair| pair.a != LONE && pair.b != LONE);
    pairs.sort_unstable();
    let mut stories = story::put_together(&sketches, pairs);
    let whole = |document: &mut DocumentId| *document = numbers[*document as usize];
    for story in &mut stories {
        story.documents.iter_mut().for_each(whole);
        story.pairs.iter_mut().for_each(|pair| [&mut pair.a, &mut pair.b].into_iter().for_each(whole));
    }
    stories
}

fn by_part<Of>(all: impl IntoIterator<Item = Of>, part: impl Fn(&Of) -> u32) -> ByPart<Of> {
    let mut by_part = ByPart::new();
    for one in all {
        by_part.entry(part(&one)).or_insert_with(Vec::new).push(one);
    }
    by_part
}

#[cfg(test)]
mod tests;
