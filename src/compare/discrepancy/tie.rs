//! Places and how they stand to each other: what is tied together and not all the same is a discrepancy.

use super::frame::Frame;
use super::negation::ALIKE;
use super::number::of_one_thing;
use super::scope::{Place, Scope};
use super::signs::{Passages, Signs, signs, sure};
use super::speaker::is_person;
use super::status::settled;
use super::{Discrepancy, DiscrepancyKind, Reading, least_sure};
use crate::align::Passage;
use rustc_hash::FxHashMap;

/// By how much less than sure what is doubted is at least, and by how much more what is known.
const DOUBT: f32 = 0.05;

/// Places and how they stand to each other.
#[derive(Default)]
pub struct Ties {
    places: Vec<Place>,
    ties: Vec<Tie>,
}

/// Two places by their numbers, and how they stand to each other.
#[derive(Clone, Copy)]
struct Tie {
    a: usize,
    b: usize,
    same: bool,
    /// How sure it is that they differ; 1 until it is judged.
    sure: f32,
}

impl Ties {
    /// Two places that say the same, or that do not.
    pub fn tie(&mut self, a: Place, b: Place, same: bool) {
        let (a, b) = (self.number(a), self.number(b));
        self.ties.push(Tie { a, b, same, sure: 1.0 });
    }

    fn number(&mut self, place: Place) -> usize {
        self.places.iter().position(|&p| p == place).unwrap_or_else(|| {
            self.places.push(place);
            self.places.len() - 1
        })
    }

    /// For each place the first of those that ties of some sort join it with.
    fn groups(&self, joins: impl Fn(&Tie) -> bool) -> Vec<usize> {
        let mut group: Vec<usize> = (0..self.places.len()).collect();
        for tie in self.ties.iter().filter(|tie| joins(tie)) {
            let (from, into) = (group[tie.a].max(group[tie.b]), group[tie.a].min(group[tie.b]));
            group.iter_mut().filter(|g| **g == from).for_each(|g| *g = into);
        }
        group
    }

    /// What is known of each two places that differ.
    pub fn differing(&self, kind: DiscrepancyKind, scope: &Scope) -> Vec<([Place; 2], Signs)> {
        let places = |tie: &Tie| [self.places[tie.a], self.places[tie.b]];
        let rows = |tie: &Tie| places(tie).map(|place| place.0);
        let differ = || self.ties.iter().filter(|tie| !tie.same);
        let mut known: FxHashMap<[usize; 2], Passages> = FxHashMap::default();
        differ().for_each(|tie| known.entry(rows(tie)).or_insert_with(|| Passages::of(scope, rows(tie))).rivals += 1);
        differ().map(|tie| (places(tie), signs(scope, kind, places(tie), &known[&rows(tie)]))).collect()
    }

    /// Says of each two places that differ how sure that is.
    pub fn judge(&mut self, kind: DiscrepancyKind, scope: &Scope) {
        let known = self.differing(kind, scope);
        let places = &self.places;
        for (tie, (_, signs)) in self.ties.iter_mut().filter(|tie| !tie.same).zip(known) {
            tie.sure = weighed(kind, scope, [places[tie.a], places[tie.b]], sure(&signs));
        }
    }

    /// One discrepancy for all places that are tied together, where two of them disagree, at least so surely.
    pub fn discrepancies(&self, kind: DiscrepancyKind, scope: &Scope, least: f32) -> Vec<Discrepancy> {
        let counts = |tie: &Tie| tie.same || tie.sure >= least;
        let group = self.groups(counts);
        let alike = self.groups(|tie| tie.same);
        let place = |number: usize| {
            let (row, range) = self.places[number];
            Passage { source: scope.passages[row].source, range }
        };
        let first_of = |number: usize| {
            let same = (0..self.places.len()).filter(|&other| alike[other] == alike[number]).map(place);
            same.min().unwrap_or_else(|| place(number))
        };
        let confidence = |first: usize| {
            let differ = self.ties.iter().filter(|tie| group[tie.a] == first && !tie.same && counts(tie));
            differ.map(|tie| tie.sure).max_by(f32::total_cmp)
        };
        let mut found: Vec<Discrepancy> = (0..self.places.len())
            .filter(|&first| group[first] == first)
            .filter_map(|first| Some((first, confidence(first)?)))
            .map(|(first, confidence)| {
                let members = (0..self.places.len()).filter(|&number| group[number] == first);
                let reading = |number: usize| Reading { place: place(number), same_as: first_of(number) };
                let mut readings: Vec<Reading> = members.map(reading).collect();
                readings.sort_unstable();
                readings.dedup_by_key(|reading| reading.place);
                // `the tyrant's aide` is read as a whole, not as an aide too.
                let all = readings.clone();
                let part = |x: &Reading, y: &Reading| {
                    x != y && x.place.source == y.place.source && y.place.range.contains(x.place.range)
                };
                readings.retain(|x| !all.iter().any(|y| part(x, y)));
                Discrepancy { kind, confidence, readings }
            })
            .collect();
        found.sort_by(|x, y| x.readings.cmp(&y.readings));
        found
    }
}

/// How sure it is that two places differ, by what the weights say and by what is known of their kind.
fn weighed(kind: DiscrepancyKind, scope: &Scope, [a, b]: [Place; 2], sure: f32) -> f32 {
    let doubted = |sure: f32| sure.min(least_sure(kind) - DOUBT);
    let surely = |sure: f32| sure.max(least_sure(kind) + DOUBT);
    match kind {
        DiscrepancyKind::Number => {
            if of_one_thing(scope, a, b, sure) {
                sure
            } else {
                doubted(sure)
            }
        }
        // Days are told of everything: of one thing are those beside one verb, or of one who does it.
        DiscrepancyKind::Date => {
            let [one, two] = [a, b].map(|place| Frame::of(scope, place));
            let known = one.is_at_the_same(&two) || one.is_by_the_same(&two);
            if known { surely(sure) } else { doubted(sure) }
        }
        // Readers pointed out too few of these to learn from; where all else is the same, it is said.
        DiscrepancyKind::Negation => {
            let alike = scope.likeness(a.0, b.0);
            if alike >= ALIKE { alike } else { sure }
        }
        DiscrepancyKind::Status => {
            if settled(scope, a, b) {
                surely(sure)
            } else {
                sure
            }
        }
        // Who speaks for a body is no other than the body; that two people are two is sure.
        DiscrepancyKind::Attribution => {
            let people = is_person(scope, a) && is_person(scope, b) && !scope.foreign(a.0, b.0);
            if people { sure } else { doubted(sure) }
        }
        DiscrepancyKind::Quote | DiscrepancyKind::Epithet | DiscrepancyKind::Hedge | DiscrepancyKind::Name => sure,
    }
}

/// How two things of one kind are compared.
pub struct Measure<P, C, S, M> {
    /// Where a thing stands.
    pub place: P,
    /// Whether two things can be compared at all.
    pub comparable: C,
    /// Whether two comparable things say the same.
    pub same: S,
    /// Whether two things are said of one thing, given those of both passages.
    pub meet: M,
    /// A source may say two things of one; where another says only one of them, they differ.
    pub corrected: bool,
}

/// Ties what is comparable: equal things, and different ones that are said of one thing where neither source has the other's in
/// any of its passages. Where one source says both, its other value may be a correction or another thing, so it counts, if at
/// all, only where each is the only comparable one of its passage.
pub fn compare<T, P, C, S, M>(scope: &Scope, rows: &[Vec<T>], by: &Measure<P, C, S, M>) -> Ties
where
    P: Fn(&T) -> Place,
    C: Fn(&T, &T) -> bool,
    S: Fn(&T, &T) -> bool,
    M: Fn(&T, &T, &[T], &[T]) -> bool,
{
    let same = |x: &T, y: &T| (by.comparable)(x, y) && (by.same)(x, y);
    let told = |x: &T, row: usize| scope.rows_of_same_source(row).any(|row| rows[row].iter().any(|y| same(x, y)));
    let alone = |x: &T, row: usize| rows[row].iter().filter(|y| (by.comparable)(x, y)).count() == 1;
    let mut ties = Ties::default();
    for (a, b) in scope.pairs() {
        let (p, q) = (&rows[a], &rows[b]);
        for (x, y) in p.iter().flat_map(|x| q.iter().map(move |y| (x, y))).filter(|(x, y)| (by.comparable)(x, y)) {
            if (by.same)(x, y) {
                if (by.meet)(x, y, p, q) {
                    ties.tie((by.place)(x), (by.place)(y), true);
                }
                continue;
            }
            let open = match (told(x, b), told(y, a)) {
                (false, false) => true,
                (true, true) => false,
                _ => by.corrected && alone(x, a) && alone(y, b),
            };
            if open && (by.meet)(x, y, p, q) {
                ties.tie((by.place)(x), (by.place)(y), false);
            }
        }
    }
    ties
}
