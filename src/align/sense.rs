//! Sense: how much of what one statement means another one tells, in whatever words and language.
//!
//! Each piece of a statement takes its nearest piece of the other one ("late interaction"); what it counts is what the encoder
//! says, by how rare it is in the story.

use super::unit::{Statement, Story};
use crate::meaning::{Laid, Meanings, Nearness, Vectors};
use crate::source::SourceId;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// Pieces that are less near than this have nothing to do with each other. This and the next as the encoder was trained with.
const LEAST_NEAR: f32 = 0.25;
/// Held against short statements.
const SHORT: f32 = 1.0;
/// Statements of no story in particular that are counted beside its own, so that rarity means something in a short one.
const OTHER_STATEMENTS: f32 = 20.0;
/// What the product of two vectors of one direction is.
const SAME: f32 = 127.0 * 127.0;
/// Of what covers less nothing is kept.
const LEAST_COVER: f32 = 0.1;
/// Pieces compared at once.
const ROWS: usize = 96;

/// How much two statements, or two sentences, mean the same.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Sense {
    /// The share of the first that the second tells, and the other way round.
    pub covers: [f32; 2],
    /// The weight of what is told, both ways.
    pub told: [f32; 2],
}

impl Sense {
    fn turned(self) -> Self {
        let [[a, b], [c, d]] = [self.covers, self.told];
        Self { covers: [b, a], told: [d, c] }
    }

    /// The lesser share.
    pub fn least(&self) -> f32 {
        self.covers[0].min(self.covers[1])
    }

    /// The greater share.
    pub fn most(&self) -> f32 {
        self.covers[0].max(self.covers[1])
    }
}

/// The sense of all statements and sentences of a story.
#[derive(Default)]
pub struct Senses {
    /// By statement, and by unit: those later ones that it has something to do with, in order.
    statements: Vec<Vec<(usize, Sense)>>,
    units: Vec<Vec<(usize, Sense)>>,
    /// By statement: what its pieces weigh.
    pub weights: Vec<f32>,
    /// By statement: the direction of its meaning.
    directions: Vec<Vec<f32>>,
}

/// A source's part of a story.
struct Part<'a> {
    vectors: &'a Vectors,
    laid: Laid,
    /// Its statements, and its units, by their numbers in the story.
    statements: Range<usize>,
    units: Range<usize>,
    /// The statements of each unit, by their places in the part.
    sentences: Vec<Range<usize>>,
    /// The pieces of each statement.
    pieces: Vec<Range<usize>>,
    /// What each piece weighs.
    weights: Vec<f32>,
}

impl Senses {
    /// Of a story, where its sources were encoded; else nothing is known.
    pub fn of(story: &Story, meanings: &Meanings) -> Self {
        let parts = parts(story, meanings);
        if parts.iter().any(|part| part.vectors.is_empty()) {
            return Self::default();
        }
        let mut found = Self {
            statements: vec![Vec::new(); story.statements.len()],
            units: vec![Vec::new(); story.units.len()],
            weights: vec![0.0; story.statements.len()],
            directions: vec![Vec::new(); story.statements.len()],
        };
        for part in &parts {
            for (number, pieces) in part.statements.clone().zip(&part.pieces) {
                found.weights[number] = part.weights[pieces.clone()].iter().sum();
                found.directions[number] = direction(part, pieces.clone());
            }
        }
        let pairs: Vec<[usize; 2]> = (0..parts.len()).flat_map(|a| (a..parts.len()).map(move |b| [a, b])).collect();
        let compared: Vec<Compared> =
            pairs.par_iter().map(|&[a, b]| compared(story, [&parts[a], &parts[b]], &found.weights)).collect();
        for part in compared {
            part.statements.into_iter().for_each(|(a, b, sense)| found.statements[a].push((b, sense)));
            part.units.into_iter().for_each(|(a, b, sense)| found.units[a].push((b, sense)));
        }
        let rows = found.statements.iter_mut().chain(&mut found.units);
        rows.for_each(|row| row.sort_unstable_by_key(|pair| pair.0));
        found
    }

    /// What two statements have in common.
    pub fn statements(&self, a: usize, b: usize) -> Sense {
        get(&self.statements, a, b)
    }

    /// What two sentences have in common.
    pub fn units(&self, a: usize, b: usize) -> Sense {
        get(&self.units, a, b)
    }

    /// The later sentences that a sentence has something to do with.
    pub fn later(&self, unit: usize) -> &[(usize, Sense)] {
        self.units.get(unit).map(Vec::as_slice).unwrap_or_default()
    }

    /// The later statements that a statement has something to do with.
    pub fn later_statements(&self, statement: usize) -> &[(usize, Sense)] {
        self.statements.get(statement).map(Vec::as_slice).unwrap_or_default()
    }

    /// The cosine of two statements' meaning.
    pub fn cosine(&self, a: usize, b: usize) -> f32 {
        let (Some(a), Some(b)) = (self.directions.get(a), self.directions.get(b)) else { return 0.0 };
        a.iter().zip(b).map(|(x, y)| x * y).sum()
    }
}

fn get(rows: &[Vec<(usize, Sense)>], a: usize, b: usize) -> Sense {
    let find = |a: usize, b: usize| {
        let row = rows.get(a)?;
        row.binary_search_by_key(&b, |pair| pair.0).ok().map(|at| row[at].1)
    };
    if a <= b { find(a, b).unwrap_or_default() } else { find(b, a).unwrap_or_default().turned() }
}

/// The sources of a story with the weights of their pieces.
fn parts<'a>(story: &Story, meanings: &'a Meanings) -> Vec<Part<'a>> {
    let mut parts: Vec<Part> = Vec::new();
    let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
    let of_source = |statement: &Statement| story.units[statement.unit].passage.source;
    let mut first = 0;
    for group in story.statements.chunk_by(|x, y| of_source(x) == of_source(y)) {
        let source: SourceId = of_source(&group[0]);
        let vectors = meanings.of(source);
        let pieces: Vec<Range<usize>> = disjoint(group.iter().map(|s| vectors.pieces_in(s.range)).collect());
        for pieces in &pieces {
            let ids: FxHashSet<u32> = pieces.clone().map(|piece| vectors.id(piece)).collect();
            ids.into_iter().for_each(|id| *counts.entry(id).or_default() += 1);
        }
        let units = group[0].unit..group[group.len() - 1].unit + 1;
        let statements = first..first + group.len();
        let of_unit = |unit: usize| {
            let Range { start, end } = story.units[unit].statements;
            start - statements.start..end - statements.start
        };
        let sentences = units.clone().map(of_unit).collect();
        first = statements.end;
        let (laid, weights) = (vectors.laid(), Vec::new());
        parts.push(Part { vectors, laid, statements, units, sentences, pieces, weights });
    }
    let all = story.statements.len() as f32 + 1.0 + OTHER_STATEMENTS;
    for part in &mut parts {
        let weight = |piece: usize| {
            let count = counts.get(&part.vectors.id(piece)).copied().unwrap_or(0);
            let rarity = if count == 0 { 0.05 } else { (all / (count as f32 + 0.5)).ln().max(0.05) };
            softplus(f32::from(part.vectors.gate(piece)) / 16.0 + rarity.ln())
        };
        part.weights = (0..part.vectors.len()).map(weight).collect();
    }
    parts
}

/// Each piece in one statement.
fn disjoint(mut pieces: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut end = 0;
    for range in &mut pieces {
        range.start = range.start.max(end);
        range.end = range.end.max(range.start);
        end = range.end;
    }
    pieces
}

fn softplus(x: f32) -> f32 {
    if x > 20.0 { x } else { x.exp().ln_1p() }
}

/// The direction of the sum of a statement's pieces.
fn direction(part: &Part, pieces: Range<usize>) -> Vec<f32> {
    let mut sum = vec![0f32; crate::meaning::DIMENSIONS];
    for piece in pieces {
        let weight = part.weights[piece];
        sum.iter_mut().zip(part.vectors.vector(piece)).for_each(|(sum, &x)| *sum += weight * f32::from(x));
    }
    let length = sum.iter().map(|x| x * x).sum::<f32>().sqrt().max(1e-6);
    sum.iter_mut().for_each(|x| *x /= length);
    sum
}

/// What the statements and sentences of two sources (or of one) have in common.
struct Compared {
    statements: Vec<(usize, usize, Sense)>,
    units: Vec<(usize, usize, Sense)>,
}

/// The weight of what one part has of what another tells: by its statement and the other's, and by its unit and the other's.
struct Told {
    statements: Vec<f32>,
    units: Vec<f32>,
}

impl Told {
    fn nothing(one: &Part, other: &Part) -> Self {
        let statements = vec![0.0; one.statements.len() * other.statements.len()];
        Self { statements, units: vec![0.0; one.units.len() * other.units.len()] }
    }
}

fn compared(story: &Story, sides: [&Part; 2], weights: &[f32]) -> Compared {
    let [a, b] = sides;
    let own = std::ptr::eq(a, b);
    let [forth, back] = told(a, b);
    let unit_weight = |unit: usize| weights[story.units[unit].statements.clone()].iter().sum::<f32>();
    let pairs = |rows: [&Range<usize>; 2], forth: &[f32], back: &[f32], weigh: &dyn Fn(usize) -> f32| {
        let mut found = Vec::new();
        let weigh_all = |range: &Range<usize>| range.clone().map(weigh).collect::<Vec<f32>>();
        let (ones, others) = (weigh_all(rows[0]), weigh_all(rows[1]));
        for x in 0..ones.len() {
            for y in (if own { x + 1 } else { 0 })..others.len() {
                let told = [forth[x * others.len() + y], back[y * ones.len() + x]];
                let covers = [told[0] / (ones[x] + SHORT), told[1] / (others[y] + SHORT)];
                if covers[0].max(covers[1]) >= LEAST_COVER {
                    found.push((rows[0].start + x, rows[1].start + y, Sense { covers, told }));
                }
            }
        }
        found
    };
    Compared {
        statements: pairs([&a.statements, &b.statements], &forth.statements, &back.statements, &|s| weights[s]),
        units: pairs([&a.units, &b.units], &forth.units, &back.units, &unit_weight),
    }
}

/// How much each of two parts has of what the other tells. Two pieces are compared once: the first part's find their nearest
/// along a row, the second's down a column.
fn told(one: &Part, other: &Part) -> [Told; 2] {
    let (mut forth, mut back) = (Told::nothing(one, other), Told::nothing(other, one));
    let (columns, unit_columns) = (other.statements.len(), other.units.len());
    let mut near = Nearness::default();
    let mut best = vec![0f32; columns];
    for (unit, statements) in one.sentences.iter().enumerate() {
        let mut in_unit = vec![0f32; other.vectors.len()];
        for x in statements.clone() {
            let mut in_statement = vec![0f32; other.vectors.len()];
            let pieces = one.pieces[x].clone();
            for from in pieces.clone().step_by(ROWS) {
                let some = from..pieces.end.min(from + ROWS);
                one.vectors.compare(some.clone(), &other.laid, &mut near);
                for (row, piece) in some.enumerate() {
                    let (row, weight) = (near.row(row), one.weights[piece]);
                    for (best, pieces) in best.iter_mut().zip(&other.pieces) {
                        *best = row[pieces.clone()].iter().copied().fold(0.0, greater);
                    }
                    let sums = forth.statements[x * columns..][..columns].iter_mut();
                    sums.zip(&best).for_each(|(sum, &best)| *sum += counts(weight, best));
                    let sums = forth.units[unit * unit_columns..][..unit_columns].iter_mut();
                    for (sum, statements) in sums.zip(&other.sentences) {
                        *sum += counts(weight, best[statements.clone()].iter().copied().fold(0.0, greater));
                    }
                    rise(&mut in_statement, row);
                }
            }
            rise(&mut in_unit, &in_statement);
            for (y, pieces) in other.pieces.iter().enumerate() {
                let sum = &mut back.statements[y * one.statements.len() + x];
                pieces.clone().for_each(|piece| *sum += counts(other.weights[piece], in_statement[piece]));
            }
        }
        for (y, statements) in other.sentences.iter().enumerate() {
            let sum = &mut back.units[y * one.units.len() + unit];
            let pieces = other.pieces[statements.clone()].iter().flat_map(Range::clone);
            pieces.for_each(|piece| *sum += counts(other.weights[piece], in_unit[piece]));
        }
    }
    [forth, back]
}

/// What a piece counts whose nearest one is so near.
fn counts(weight: f32, nearest: f32) -> f32 {
    weight * (nearest / SAME - LEAST_NEAR).max(0.0)
}

fn greater(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

/// Each becomes as great as the other at its place, where that is greater.
fn rise(all: &mut [f32], others: &[f32]) {
    all.iter_mut().zip(others).for_each(|(one, &other)| *one = greater(*one, other));
}
