//! Context: what the other pairs of the story say about a pair: competition, neighbours, bridges over a third source.

use super::evidence::Pair;
use super::measure::Measures;
use super::term::TermId;
use super::unit::Story;
use rayon::prelude::*;
use std::ops::Range;

/// How many of a unit's best matches tell how easily it matches.
const HUB: usize = 30;

/// Pairs that are worth a thread of their own.
const LEAST_BATCH: usize = 4096;

/// How much a neighbour's word counts beside the unit's own.
const NEIGHBOUR: f32 = 0.5;

/// Values of pairs of units, found from either side.
pub struct Table {
    /// By unit: the units with which it is paired, in order, and the value.
    pub rows: Vec<Vec<(usize, f32)>>,
}

impl Table {
    /// A table over `units` units; the pairs are in order.
    pub fn new(units: usize, pairs: &[Pair], value: impl Fn(&Pair) -> f32) -> Self {
        Self::of(units, pairs.iter().map(|pair| (pair.a, pair.b, value(pair))))
    }

    /// A table over `count` things of pairs in order.
    pub fn of(count: usize, pairs: impl Iterator<Item = (usize, usize, f32)>) -> Self {
        let mut rows = vec![Vec::new(); count];
        for (a, b, value) in pairs {
            rows[a].push((b, value));
            rows[b].push((a, value));
        }
        Self { rows }
    }

    /// The value of two units; 0 where they are no pair.
    pub fn get(&self, a: usize, b: usize) -> f32 {
        let row = &self.rows[a];
        row.binary_search_by_key(&b, |pair| pair.0).map_or(0.0, |at| row[at].1)
    }
}

/// By unit, or by statement: the numbers of all of its source.
pub struct Places(pub Vec<Range<usize>>);

impl Places {
    /// Of the units of a story.
    pub fn of_units(story: &Story) -> Self {
        let of = |(number, unit): (usize, &super::unit::Unit)| number - unit.order..number - unit.order + unit.of;
        Self(story.units.iter().enumerate().map(of).collect())
    }

    fn are_one_source(&self, a: usize, b: usize) -> bool {
        self.0[a].start == self.0[b].start
    }

    /// What stands some steps on in the same source.
    fn neighbour(&self, at: usize, step: isize) -> Option<usize> {
        at.checked_add_signed(step).filter(|other| self.0[at].contains(other))
    }
}

/// How well a pair matches: the mean of three views.
fn match_of(pair: &Pair) -> f32 {
    (pair.measures.dice + pair.measures.clause + pair.measures.contained) / 3.0
}

/// Fills in the measures that look at the other pairs.
pub fn add(story: &Story, pairs: &mut [Pair]) {
    let units = 0..story.units.len();
    let table = Table::new(units.len(), pairs, match_of);
    let meaning = Table::new(units.len(), pairs, |p| p.measures.meaning);
    let places = Places::of_units(story);
    let [by_match, by_meaning] = [&table, &meaning].map(|table| ranked(&places, table));
    let hubs: Vec<f32> = table.rows.iter().map(|row| hub(row)).collect();
    let wide: Vec<Wide> = units.map(|unit| Wide::of(story, unit)).collect();
    let fill = |pair: &mut Pair| {
        let (a, b, value) = (pair.a, pair.b, match_of(pair));
        let sides = rivals(&places, &table, a, b);
        let (matches, meanings) = (values_at(&by_match, &sides), values_at(&by_meaning, &sides));
        pair.measures = Measures {
            rank: rank(matches, value),
            meaning_rank: rank(meanings, meaning.get(a, b)),
            margin: value - rival(matches[0], value).max(rival(matches[1], value)),
            hub: (hubs[a] + hubs[b]) / 2.0,
            side: around(&places, &table, a, b, SIDES),
            diagonal: around(&places, &table, a, b, DIAGONALS),
            bridge: bridge(&places, &table, a, b, |x, y| story.units[x].terms == story.units[y].terms),
            wide: wide[b].holds(story, a, &wide[a]).min(wide[a].holds(story, b, &wide[b])),
            ..pair.measures
        };
    };
    pairs.par_iter_mut().with_min_len(LEAST_BATCH).for_each(fill);
}

/// The steps from a pair to those beside it, and to those that lie both a step on.
pub const SIDES: &[(isize, isize)] = &[(0, 1), (0, -1), (1, 0), (-1, 0)];
/// See [`SIDES`].
pub const DIAGONALS: &[(isize, isize)] = &[(1, 1), (-1, -1), (1, -1), (-1, 1)];

/// How easily a row matches: the mean of its best thirty.
pub fn hub(row: &[(usize, f32)]) -> f32 {
    let mut values: Vec<f32> = row.iter().map(|r| r.1).collect();
    values.sort_by(|x, y| y.total_cmp(x));
    values.iter().take(HUB).sum::<f32>() / HUB as f32
}

/// The values of each row, within a source the highest first.
pub fn ranked(places: &Places, table: &Table) -> Vec<Vec<f32>> {
    let sorted = |group: &[(usize, f32)]| {
        let mut values: Vec<f32> = group.iter().map(|pair| pair.1).collect();
        values.sort_unstable_by(|x, y| y.total_cmp(x));
        values
    };
    let row = |row: &Vec<(usize, f32)>| row.chunk_by(|x, y| places.are_one_source(x.0, y.0)).flat_map(sorted).collect();
    table.rows.iter().map(row).collect()
}

/// For each side of a pair its row, and the part of it that is of the other's source.
pub fn rivals(places: &Places, table: &Table, a: usize, b: usize) -> [(usize, Range<usize>); 2] {
    let part = |a: usize, b: usize| {
        let row = &table.rows[a];
        let from = row.partition_point(|pair| pair.0 < places.0[b].start);
        (a, from..from + row[from..].partition_point(|pair| pair.0 < places.0[b].end))
    };
    [part(a, b), part(b, a)]
}

/// The values of both sides of a pair among ranked ones.
pub fn values_at<'v>(rows: &'v [Vec<f32>], sides: &[(usize, Range<usize>); 2]) -> [&'v [f32]; 2] {
    [0, 1].map(|side| &rows[sides[side].0][sides[side].1.clone()])
}

/// How many of some values, the highest first, are better than one of either side.
pub fn rank(sides: [&[f32]; 2], value: f32) -> f32 {
    sides.iter().map(|side| (1.0 + side.partition_point(|&other| other > value) as f32).ln()).sum()
}

/// The highest of some values, the highest first, beside one of them; 0 where there is none.
pub fn rival(side: &[f32], value: f32) -> f32 {
    side.first().filter(|&&best| best > value).or(side.get(1)).map_or(0.0, |&best| best.max(0.0))
}

/// The best of the pairs at some steps from a pair.
pub fn around(places: &Places, table: &Table, a: usize, b: usize, steps: &[(isize, isize)]) -> f32 {
    let at = |&(x, y): &(isize, isize)| Some(table.get(places.neighbour(a, x)?, places.neighbour(b, y)?));
    steps.iter().filter_map(at).fold(0.0, f32::max)
}

/// The best way over a third one of another source with which both are paired, as good as the worse of its two halves. What is
/// `alike` either of them word for word says nothing more.
pub fn bridge(places: &Places, table: &Table, a: usize, b: usize, alike: impl Fn(usize, usize) -> bool) -> f32 {
    let mut theirs = table.rows[b].iter().peekable();
    let mut best: f32 = 0.0;
    let third = |pair: &&(usize, f32)| {
        let other = |one: usize| !places.are_one_source(pair.0, one) && !alike(pair.0, one);
        other(a) && other(b)
    };
    for &(unit, value) in table.rows[a].iter().filter(third) {
        while theirs.next_if(|other| other.0 < unit).is_some() {}
        if let Some(other) = theirs.next_if(|other| other.0 == unit) {
            best = best.max(value.min(other.1));
        }
    }
    best
}

/// A unit with its neighbours, as weighted terms.
struct Wide {
    terms: Vec<(TermId, f32)>,
    length: f32,
    /// The length of the unit alone.
    own: f32,
}

impl Wide {
    fn of(story: &Story, unit: usize) -> Self {
        let around = [-1, 1].into_iter().filter_map(|step| story.neighbour(unit, step));
        let mut terms: Vec<(TermId, f32)> = story.units[unit].terms.iter().map(|&t| (t, 1.0)).collect();
        terms.extend(around.flat_map(|other| story.units[other].terms.iter().map(|&t| (t, NEIGHBOUR))));
        terms.sort_by(|x, y| x.0.cmp(&y.0).then(y.1.total_cmp(&x.1)));
        terms.dedup_by_key(|t| t.0);
        let length = terms.iter().map(|&(t, how)| (story.rarity(t) * how).powi(2)).sum::<f32>().sqrt();
        let own = story.units[unit].terms.iter().map(|&t| story.rarity(t).powi(2)).sum::<f32>().sqrt();
        Self { terms, length, own }
    }

    /// The cosine with another unit alone.
    fn holds(&self, story: &Story, unit: usize, other: &Self) -> f32 {
        let mut own = self.terms.iter().peekable();
        let mut sum = 0.0;
        for &term in &story.units[unit].terms {
            while own.next_if(|known| known.0 < term).is_some() {}
            if let Some(known) = own.next_if(|known| known.0 == term) {
                sum += known.1 * story.rarity(term).powi(2);
            }
        }
        sum / (other.own * self.length).max(0.1)
    }
}
