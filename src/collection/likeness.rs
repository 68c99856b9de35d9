//! How alike two documents of a collection are: the passages that they share, their words, names and leads.

use super::posting::{DocumentId, Feature, Postings, RUN, Told};
use crate::meaning::Bearing;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What two documents share.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Likeness {
    /// The passages that they share, in the order of the first document.
    pub passages: Vec<Passage>,
    /// What they share in rare words outside of passages beyond what chance gives, in standard deviations of chance.
    pub rest: f32,
    /// The share of the shorter document that stands in shared passages, 0 to 1.
    pub covered: f32,
    /// How alike their words are that are no function words, by how rare these are: the cosine, 0 to 1.
    pub words: f32,
    /// The same of words with a capital.
    pub names: f32,
    /// The same of the words with which they begin.
    pub beginnings: f32,
    /// The same of the names of their leads as they sound.
    pub sounds: f32,
    /// What their leads mean, -1 to 1; nothing where one of them is not encoded.
    pub meaning: Option<f32>,
    /// They are of two languages.
    pub foreign: bool,
}

/// A passage that two documents share.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct Passage {
    /// The word of the first document with which it begins.
    pub start: u32,
    /// One past its last word.
    pub end: u32,
    /// Words of it that are the same.
    pub words: u32,
    /// Which documents have it: equal for passages that the same documents have.
    pub holders: u64,
    /// How many documents that are.
    pub spread: u32,
    /// Both documents begin or end with it.
    pub frames: bool,
}

/// Words that may stand between two things shared in one passage: what rewording and cutting puts there.
const GAP: u32 = 9;

/// Words before or after a passage with which a document still begins or ends with it: a date, a name.
const EDGE: u32 = 12;

/// What the chance for a passage to be none is held below, in nats, beside the logarithm of the places where one could be.
const SURE: f32 = 3.0;

/// What a run of words tells at least, in nats: in a folder of one story everything is common, and still no two documents
/// have twenty words in the same order by chance.
const LEAST: f32 = 3.0;

/// What is added to the variance of chance, in nats squared: one rare word more or less says nothing.
const SPREAD: f32 = 9.0;

/// A place where both documents have the same.
#[derive(Clone, Copy, Debug)]
struct Point {
    a: u32,
    b: u32,
    length: u32,
    weight: f32,
    spread: u32,
    list: u32,
}

/// Points that follow each other in both documents.
#[derive(Clone, Debug)]
struct Cluster {
    points: Vec<Point>,
}

/// What a document has by itself; what it has in common with others is measured by that.
#[derive(Clone, Copy, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Own {
    /// What another document would share with it by chance for every word that it has, in nats: the sum of what the words tell,
    /// and of its squares.
    pub chance: [f32; 2],
    /// The square of the length of the vector of its words.
    pub words: f32,
    /// The same of its words with a capital.
    pub names: f32,
    /// The same of the words with which it begins.
    pub beginning: f32,
    /// The same of the names of its lead as they sound.
    pub sounds: f32,
}

/// How much features tell.
pub struct Measure<'a> {
    /// Runs of three words.
    pub runs: &'a Postings,
    /// Rare words.
    pub words: &'a Postings,
    /// Names of leads as they sound.
    pub sounds: &'a Postings,
    /// Documents of the collection.
    pub count: usize,
    /// Words of each document.
    pub lengths: &'a [u32],
    /// What each document has by itself.
    pub own: &'a [Own],
    /// The language of each lead, and where it points from what is usual there.
    pub leads: &'a [(Option<&'a str>, Option<Bearing>)],
}

/// Words with which a document begins.
const BEGINNING: u32 = 120;

/// Documents of no collection in particular that are counted beside its own, so that rarity means something where there are
/// two documents in all.
pub const OTHERS: usize = 20;

/// How much a word tells that so many documents of a collection have, in nats.
pub fn weight(count: usize, spread: u32) -> f32 {
    ((count + OTHERS) as f32 / spread as f32).ln()
}

/// The same of a run of words: where all have it, still something.
pub fn weight_of_run(count: usize, spread: u32) -> f32 {
    weight(count, spread).max(LEAST)
}

/// Whether two languages are two; one that cannot be told may be any.
pub fn are_foreign(here: Option<&str>, there: Option<&str>) -> bool {
    here.zip(there).is_some_and(|(here, there)| here != there)
}

/// The mean length of so many documents that have so many words in all.
pub fn mean_length(words: u64, count: usize) -> f32 {
    (words as f32 / count.max(1) as f32).max(1.0)
}

impl Own {
    /// Adds a word that it has, in a collection of so many documents. All words are added in the order of their numbers.
    pub fn add_word(&mut self, count: usize, told: &Told) {
        let tells = weight(count, told.spread);
        let square = tells.powi(2);
        let capitals = told.places.iter().filter(|place| place.is_capital()).count();
        self.words += square * often(told.places.len()).powi(2);
        if capitals > 0 {
            self.names += square * often(capitals).powi(2);
        }
        if told.places[0].at() < BEGINNING {
            self.beginning += square;
        }
        let chance = (told.spread as f32 - 1.0) / (count as f32 + 1.0);
        self.chance[0] += tells * chance;
        self.chance[1] += tells * tells * chance;
    }

    /// Adds a sound.
    pub fn add_sound(&mut self, count: usize, told: &Told) {
        self.sounds += weight(count, told.spread).powi(2);
    }

    /// Makes what chance gives so far that of each of its words, once all are added.
    pub fn divide(&mut self, mean_length: f32, length: u32) {
        self.chance = self.chance.map(|sum| sum / mean_length / length.max(1) as f32);
    }
}

impl Measure<'_> {
    /// How much a run of words tells that so many documents have, in nats: where all have it, still something.
    pub fn weight_of_run(&self, spread: u32) -> f32 {
        weight_of_run(self.count, spread)
    }

    /// How much a word tells that so many documents have, in nats.
    pub fn weight(&self, spread: u32) -> f32 {
        weight(self.count, spread)
    }

    /// Whether two documents are of two languages.
    pub fn is_foreign(&self, a: DocumentId, b: DocumentId) -> bool {
        are_foreign(self.leads[a as usize].0, self.leads[b as usize].0)
    }

    /// What two documents share.
    pub fn likeness(&self, a: DocumentId, b: DocumentId) -> Likeness {
        let mut points = Vec::new();
        self.points((a, b), self.runs, RUN, &mut points);
        self.points((a, b), self.words, 1, &mut points);
        points.sort_unstable_by_key(|p| (p.a, p.b, p.length));
        let [long_a, long_b] = [a, b].map(|id| self.lengths[id as usize] as f32);
        let needed = SURE + (long_a * long_b).max(1.0).ln();
        let mut likeness = Likeness::default();
        let mut ranges = Vec::new();
        for cluster in clusters(&points).into_iter().filter(|cluster| cluster.weight() >= needed) {
            ranges.push(cluster.range());
            likeness.passages.push(self.passage((a, b), &cluster));
        }
        let words = likeness.passages.iter().map(|passage| passage.words).sum::<u32>();
        likeness.covered = (words as f32 / long_a.min(long_b).max(1.0)).min(1.0);
        let outside = points.iter().filter(|p| p.length == 1 && !ranges.iter().any(|range| range.contains(&p.a)));
        let mut lists: Vec<(u32, f32)> = outside.map(|point| (point.list, point.weight)).collect();
        lists.sort_unstable_by_key(|(list, _)| *list);
        lists.dedup_by_key(|(list, _)| *list);
        let [chance, spread] = [0, 1].map(|moment| {
            let [in_a, in_b] = [a, b].map(|id| self.own[id as usize].chance[moment]);
            (in_a * in_b).sqrt() * long_a * long_b
        });
        let shared: f32 = lists.iter().map(|(_, weight)| weight).sum();
        likeness.rest = (shared - chance) / (spread + SPREAD).sqrt();
        self.cosines((a, b), &mut likeness);
        likeness
    }

    /// How alike the words, the names and the leads of two documents are.
    fn cosines(&self, (a, b): (DocumentId, DocumentId), likeness: &mut Likeness) {
        let [mut words, mut names, mut beginnings] = [0.0; 3];
        self.words.each_shared((a, b), |list, here, there| {
            let tells = self.weight(self.words.spread(list)).powi(2);
            words += tells * often(here.len()) * often(there.len());
            let [capitals, other_capitals] =
                [here, there].map(|features| features.iter().filter(|feature| feature.place.is_capital()).count());
            if capitals > 0 && other_capitals > 0 {
                names += tells * often(capitals) * often(other_capitals);
            }
            if [here, there].iter().all(|features| features[0].place.at() < BEGINNING) {
                beginnings += tells;
            }
        });
        let mut sounds = 0.0;
        self.sounds.each_shared((a, b), |list, _, _| sounds += self.weight(self.sounds.spread(list)).powi(2));
        let cosine = |shared: f32, of: fn(&Own) -> f32| {
            let [here, there] = [a, b].map(|id| of(&self.own[id as usize]));
            if shared > 0.0 { (shared / (here * there).sqrt().max(f32::MIN_POSITIVE)).min(1.0) } else { 0.0 }
        };
        likeness.words = cosine(words, |own| own.words);
        likeness.names = cosine(names, |own| own.names);
        likeness.beginnings = cosine(beginnings, |own| own.beginning);
        likeness.sounds = cosine(sounds, |own| own.sounds);
        let [(_, bearing), (_, other)] = [a, b].map(|id| &self.leads[id as usize]);
        likeness.foreign = self.is_foreign(a, b);
        likeness.meaning = bearing.as_ref().zip(other.as_ref()).map(|(one, other)| one.cosine(other));
    }

    fn passage(&self, (a, b): (DocumentId, DocumentId), cluster: &Cluster) -> Passage {
        let runs = cluster.points.iter().filter(|point| point.length > 1);
        let (spread, holders) = held(runs.map(|run| (run.spread, self.runs.holders(run.list))).collect());
        let (end_a, end_b) = cluster.end();
        let (start_a, start_b) = cluster.points.first().map_or((0, 0), |first| (first.a, first.b));
        let at_edge = |id: DocumentId, start: u32, end: u32| start < EDGE || end + EDGE > self.lengths[id as usize];
        let frames = at_edge(a, start_a, end_a) && at_edge(b, start_b, end_b);
        Passage { start: start_a, end: end_a, words: cluster.words(), holders, spread, frames }
    }

    fn points(&self, pair: (DocumentId, DocumentId), postings: &Postings, length: u32, points: &mut Vec<Point>) {
        postings.each_shared(pair, |list, here, there| {
            let spread = postings.spread(list);
            let weight = if length == RUN { self.weight_of_run(spread) } else { self.weight(spread) };
            for x in here {
                let point = |y: &Feature| Point { a: x.place.at(), b: y.place.at(), length, weight, spread, list };
                points.extend(there.iter().map(point));
            }
        });
    }
}

/// How much a word counts that stands so often in a document.
fn often(count: usize) -> f32 {
    1.0 + (count.max(1) as f32).ln()
}

/// How many documents have a passage, and what tells which, by the same of its runs: those that have most of these. Where each
/// run has other holders (of a frame after a date, whose words stand elsewhere, too), those of the run in the middle; where it
/// has none, the two.
fn held(mut runs: Vec<(u32, u64)>) -> (u32, u64) {
    runs.sort_unstable();
    let alike = || runs.chunk_by(|x, y| x == y);
    let most = alike().map(<[_]>::len).max().unwrap_or(0);
    let held: Vec<(u32, u64)> = alike().filter(|same| same.len() == most).map(|same| same[0]).collect();
    held.get(held.len() / 2).copied().unwrap_or((2, 0))
}

/// Points, in order, put together where the next is near in both documents.
fn clusters(points: &[Point]) -> Vec<Cluster> {
    let mut done = Vec::new();
    let mut open: Vec<Cluster> = Vec::new();
    for point in points {
        let (closed, still): (Vec<_>, Vec<_>) = open.into_iter().partition(|c| point.a > c.end().0 + GAP);
        done.extend(closed);
        open = still;
        let near = open.iter_mut().filter(|cluster| cluster.takes(point));
        match near.min_by_key(|cluster| cluster.drift(point)) {
            Some(cluster) => cluster.points.push(*point),
            None => open.push(Cluster { points: vec![*point] }),
        }
    }
    done.extend(open);
    done
}

impl Cluster {
    /// One past the last words of both documents.
    fn end(&self) -> (u32, u32) {
        let end = |of: fn(&Point) -> u32| self.points.iter().rev().take(4).map(|p| of(p) + p.length).max().unwrap_or(0);
        (end(|p| p.a), end(|p| p.b))
    }

    fn takes(&self, point: &Point) -> bool {
        let last = self.points.last().map_or(0, |last| last.b);
        point.b >= last && point.b <= self.end().1 + GAP
    }

    /// How far a point is off the line on which words follow each other in both.
    fn drift(&self, point: &Point) -> u32 {
        self.points.last().map_or(0, |last| (point.a - last.a).abs_diff(point.b.saturating_sub(last.b)))
    }

    /// Runs overlap: each adds what its last word does.
    fn weight(&self) -> f32 {
        self.points.iter().map(|p| p.weight / p.length as f32).sum()
    }

    /// Words of the first document that are shared.
    fn words(&self) -> u32 {
        let mut end = 0;
        let mut words = 0;
        for point in &self.points {
            let from = point.a.max(end);
            let to = point.a + point.length;
            words += to.saturating_sub(from);
            end = end.max(to);
        }
        words
    }

    fn range(&self) -> Range<u32> {
        self.points.first().map_or(0, |p| p.a)..self.end().0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many documents have a run, and which.
    type Run = (u32, u64);

    #[test]
    fn a_passage_is_held_by_those_that_have_most_of_it() {
        let cases: [(&[Run], Run); 4] = [
            (&[], (2, 0)),
            (&[(900, 1), (3, 2), (3, 2), (5, 3)], (3, 2)),
            (&[(3, 2), (900, 1), (900, 1), (4, 3)], (900, 1)),
            // A date of few, and a frame each run of which some more have.
            (&[(4100, 9), (150, 8), (27, 7), (9001, 6), (9003, 5), (9004, 4), (9900, 3)], (9001, 6)),
        ];
        for (runs, expected) in cases {
            assert_eq!(held(runs.to_vec()), expected, "{runs:?}");
            assert_eq!(held(runs.iter().rev().copied().collect()), expected, "{runs:?}");
        }
    }
}
