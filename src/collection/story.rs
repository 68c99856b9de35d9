//! Stories: groups of documents that share passages.

use super::Sketch;
use super::likeness::Measure;
use super::pair::{Looked, WIDE};
use super::posting::DocumentId;
use super::relation::{Telling, WITHIN};
use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

/// Documents that tell the same.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
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
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Pair {
    /// The document with the lower number.
    pub a: DocumentId,
    /// The other.
    pub b: DocumentId,
    /// Words in passages that both have.
    pub words: u32,
}

/// The share of the pairs between two groups that has to be related for these to be one story: one document that tells of
/// two events does not make them one.
const JOINED: f64 = 1.0 / 3.0;

/// The largest group in which every two documents are looked at, where not all of them were before.
const COMPLETED: usize = 1_000;

/// Puts related documents together, the largest story first. A document can be in several: a digest of the week is. Each
/// pair is in one.
pub fn stories(documents: &[Sketch], looked: &[Looked]) -> Vec<Story> {
    let telling = Telling::of(looked, documents.len());
    let mut groups = close_groups(documents.len(), &related(&telling, looked));
    let mut inside: FxHashMap<DocumentId, Vec<Pair>> = FxHashMap::default();
    let mut between = Vec::new();
    for (a, b, likeness) in looked {
        let (here, there) = (groups.of(*a), groups.of(*b));
        let words = telling.words(likeness);
        let pair = Pair { a: *a, b: *b, words };
        if here == there && words >= WITHIN {
            inside.entry(here).or_default().push(pair);
        } else if here != there && Telling::relates(words, likeness) {
            between.push(pair);
        }
    }
    let mut across = Groups::new(documents.len());
    let mut outside: FxHashMap<DocumentId, Vec<Pair>> = FxHashMap::default();
    let between = guests(&mut groups, between);
    for (pair, _) in between.iter().filter(|(_, home)| home.is_none()) {
        across.join(pair.a, pair.b);
    }
    for (pair, home) in between {
        match home {
            Some(home) => inside.entry(home).or_default().push(pair),
            None => outside.entry(across.of(pair.a)).or_default().push(pair),
        }
    }
    let mut stories: Vec<Story> =
        inside.into_values().chain(outside.into_values()).map(|pairs| story(documents, pairs)).collect();
    stories.sort_by(|x, y| y.documents.len().cmp(&x.documents.len()).then_with(|| x.documents.cmp(&y.documents)));
    stories
}

/// Pairs of two groups, each with the one in which it is told: a document that shares something with a good part of another
/// group, as a digest of the week does, is of that group, too.
fn guests(groups: &mut Groups, between: Vec<Pair>) -> Vec<(Pair, Option<DocumentId>)> {
    let mut sizes: FxHashMap<DocumentId, usize> = FxHashMap::default();
    for document in (0..).take(groups.0.len()) {
        *sizes.entry(groups.of(document)).or_default() += 1;
    }
    let mut links: FxHashMap<(DocumentId, DocumentId), usize> = FxHashMap::default();
    for pair in &between {
        *links.entry((pair.a, groups.of(pair.b))).or_default() += 1;
        *links.entry((pair.b, groups.of(pair.a))).or_default() += 1;
    }
    let is_guest = |document: DocumentId, of: DocumentId| {
        let (size, links) = (sizes.get(&of).copied().unwrap_or(0), links.get(&(document, of)).copied().unwrap_or(0));
        size > 1 && links * 2 >= size
    };
    let told = between.into_iter().map(|pair| {
        let homes = [(pair.a, groups.of(pair.b)), (pair.b, groups.of(pair.a))];
        (pair, homes.into_iter().find(|(guest, home)| is_guest(*guest, *home)).map(|(_, home)| home))
    });
    told.collect()
}

fn related(telling: &Telling, looked: &[Looked]) -> Vec<Pair> {
    let pairs = looked.iter().filter_map(|(a, b, likeness)| {
        let words = telling.words(likeness);
        Telling::relates(words, likeness).then_some(Pair { a: *a, b: *b, words })
    });
    pairs.collect()
}

/// Looks at all pairs of groups in which only neighbours were looked at.
pub fn complete(measure: &Measure, looked: &mut Vec<Looked>) {
    let telling = Telling::of(looked, measure.count);
    let mut groups = Groups::new(measure.count);
    related(&telling, looked).iter().for_each(|pair| groups.join(pair.a, pair.b));
    let mut members: FxHashMap<DocumentId, Vec<DocumentId>> = FxHashMap::default();
    for document in (0..).take(measure.count) {
        members.entry(groups.of(document)).or_default().push(document);
    }
    let mut wide: Vec<Vec<DocumentId>> =
        members.into_values().filter(|members| (WIDE + 1..=COMPLETED).contains(&members.len())).collect();
    wide.sort_unstable();
    let known: FxHashSet<(DocumentId, DocumentId)> = match wide.is_empty() {
        true => return,
        false => looked.iter().map(|(a, b, _)| (*a, *b)).collect(),
    };
    for members in wide {
        let more: Vec<Looked> = (0..members.len())
            .into_par_iter()
            .flat_map_iter(|at| {
                let a = members[at];
                let fresh = members[at + 1..].iter().filter(|b| !known.contains(&(a, **b)));
                fresh.map(|b| (a, *b, measure.likeness(a, *b))).collect::<Vec<_>>()
            })
            .collect();
        looked.extend(more);
    }
    looked.sort_unstable_by_key(|(a, b, _)| (*a, *b));
}

/// Groups in which a good part of the pairs is related, joined in the order of what the pairs share.
fn close_groups(count: usize, related: &[Pair]) -> Groups {
    let mut near: Vec<Vec<DocumentId>> = vec![Vec::new(); count];
    for pair in related {
        near[pair.a as usize].push(pair.b);
        near[pair.b as usize].push(pair.a);
    }
    let mut order: Vec<&Pair> = related.iter().collect();
    order.sort_by_key(|pair| (u32::MAX - pair.words, pair.a, pair.b));
    let mut groups = Groups::new(count);
    let mut members: Vec<Vec<DocumentId>> = (0..).take(count).map(|document| vec![document]).collect();
    // Two groups that did not join are asked again only when one of them has grown.
    let mut apart: FxHashMap<(DocumentId, DocumentId), usize> = FxHashMap::default();
    for pair in order {
        let (a, b) = (groups.of(pair.a), groups.of(pair.b));
        let (few, many) = if members[a as usize].len() <= members[b as usize].len() { (a, b) } else { (b, a) };
        let sizes = [few, many].map(|group| members[group as usize].len());
        if a == b || apart.get(&(few, many)) == Some(&(sizes[0] + sizes[1])) {
            continue;
        }
        let own = members[few as usize].iter();
        let links = own.flat_map(|own| near[*own as usize].iter().map(|other| (*own, *other)));
        let links: Vec<(DocumentId, DocumentId)> = links.filter(|(_, other)| groups.of(*other) == many).collect();
        let ends = [links.iter().map(|(own, _)| *own).collect(), links.iter().map(|(_, other)| *other).collect()];
        let ends = ends.map(|ends: FxHashSet<DocumentId>| ends.len());
        // All that two groups have in common may be one document that tells of both.
        let one_alone = (0..2).any(|side| sizes[side] > 1 && sizes[1 - side] > 1 && ends[side] == 1);
        if links.len() as f64 >= JOINED * (sizes[0] * sizes[1]) as f64 && !one_alone {
            groups.join(a, b);
            let moved = std::mem::take(&mut members[a.max(b) as usize]);
            members[a.min(b) as usize].extend(moved);
        } else {
            apart.insert((few, many), sizes[0] + sizes[1]);
        }
    }
    groups
}

/// A story of the pairs in it.
fn story(documents: &[Sketch], mut pairs: Vec<Pair>) -> Story {
    pairs.sort_unstable();
    let mut members: Vec<DocumentId> = pairs.iter().flat_map(|pair| [pair.a, pair.b]).collect();
    members.sort_unstable();
    members.dedup();
    let mut story = Story { documents: members, pairs, ..Story::default() };
    story.tell(documents);
    story
}

impl Story {
    /// Sets what is told of it: what it is about, and its days, by what is said of its documents.
    pub fn tell(&mut self, documents: &[Sketch]) {
        let mut shared: FxHashMap<DocumentId, u32> = FxHashMap::default();
        for pair in &self.pairs {
            *shared.entry(pair.a).or_default() += pair.words;
            *shared.entry(pair.b).or_default() += pair.words;
        }
        // The one that shares most speaks for all; a headline says more than how a text begins.
        let speaks = |id: &&DocumentId| (documents[**id as usize].title.is_some(), shared.get(*id), u32::MAX - **id);
        let label = self.documents.iter().max_by_key(speaks).map(|id| documents[*id as usize].name().to_owned());
        self.label = label.unwrap_or_default();
        let dates = self.documents.iter().filter_map(|id| documents[*id as usize].date);
        self.dates = dates.clone().min().zip(dates.max());
    }
}

/// Documents in groups; each group is named by its first document.
struct Groups(Vec<DocumentId>);

impl Groups {
    /// Each document alone.
    fn new(count: usize) -> Self {
        Self((0..).take(count).collect())
    }

    /// The group of a document.
    fn of(&mut self, mut document: DocumentId) -> DocumentId {
        while self.0[document as usize] != document {
            let parent = self.0[document as usize];
            self.0[document as usize] = self.0[parent as usize];
            document = parent;
        }
        document
    }

    /// Makes the groups of two documents one.
    fn join(&mut self, a: DocumentId, b: DocumentId) {
        let (a, b) = (self.of(a), self.of(b));
        self.0[a.max(b) as usize] = a.min(b);
    }
}
