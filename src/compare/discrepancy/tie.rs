//! Places and how they stand to each other: what is tied together and not all the same is a discrepancy.

use super::scope::{Place, Scope};
use super::{Discrepancy, DiscrepancyKind, Reading};
use crate::align::Passage;

/// Places and how they stand to each other.
#[derive(Default)]
pub struct Ties {
    places: Vec<Place>,
    ties: Vec<(usize, usize, bool)>,
}

impl Ties {
    /// Two places that say the same, or that do not.
    pub fn tie(&mut self, a: Place, b: Place, same: bool) {
        let (a, b) = (self.number(a), self.number(b));
        self.ties.push((a, b, same));
    }

    fn number(&mut self, place: Place) -> usize {
        self.places.iter().position(|&p| p == place).unwrap_or_else(|| {
            self.places.push(place);
            self.places.len() - 1
        })
    }

    /// For each place the first of those that ties of some sort join it with.
    fn groups(&self, joins: impl Fn(bool) -> bool) -> Vec<usize> {
        let mut group: Vec<usize> = (0..self.places.len()).collect();
        for &(a, b, _) in self.ties.iter().filter(|(.., same)| joins(*same)) {
            let (from, into) = (group[a].max(group[b]), group[a].min(group[b]));
            group.iter_mut().filter(|g| **g == from).for_each(|g| *g = into);
        }
        group
    }

    /// One discrepancy for all places that are tied together, where two of them disagree.
    pub fn discrepancies(self, kind: DiscrepancyKind, scope: &Scope) -> Vec<Discrepancy> {
        let group = self.groups(|_| true);
        let alike = self.groups(|same| same);
        let place = |number: usize| {
            let (row, range) = self.places[number];
            Passage { source: scope.passages[row].source, range }
        };
        let first_of = |number: usize| {
            let same = (0..self.places.len()).filter(|&other| alike[other] == alike[number]).map(place);
            same.min().unwrap_or_else(|| place(number))
        };
        let disagreeing = |first: usize| self.ties.iter().any(|&(a, _, same)| group[a] == first && !same);
        let mut found: Vec<Discrepancy> = (0..self.places.len())
            .filter(|&first| group[first] == first && disagreeing(first))
            .map(|first| {
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
                Discrepancy { kind, readings }
            })
            .collect();
        found.sort_by(|x, y| x.readings.cmp(&y.readings));
        found
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
