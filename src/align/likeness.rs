//! Likeness: how sure it is that two statements say the same.

use super::context::{DIAGONALS, Places, SIDES, Table, around, bridge, hub, rank, ranked, rival, rivals, values_at};
use super::evidence::Pair;
use super::judge::Judges;
use super::measure::Likeness;
use super::model::LinkModel;
use super::sense::Senses;
use super::shared::{Stretch, shared};
use super::unit::Story;
use rayon::prelude::*;

/// Held against short statements: the weight of a word or two that match nothing.
const SHORT: f32 = 4.0;

/// A pair with no word in common is looked at where one tells this share of what the other means…
const LEAST_MEANT: f32 = 0.15;
/// … and in one source where it is this one.
const LEAST_MEANT_AGAIN: f32 = 0.3;

/// Pairs that are worth a thread of their own.
const LEAST_BATCH: usize = 512;

/// Two statements, the earlier first, and what is measured of them.
#[derive(Clone, Debug)]
pub struct StatedPair {
    /// The statement that comes first in the story.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// What is measured.
    pub likeness: Likeness,
}

/// All pairs of statements worth looking at, in order, with what is measured of them; `linked` are the pairs of sentences.
pub fn measured(
    story: &Story,
    senses: &Senses,
    linked: &[Pair],
    model: &LinkModel,
    judges: &Judges,
) -> Vec<StatedPair> {
    let across = linked.par_iter().with_min_len(LEAST_BATCH / 8).flat_map_iter(|pair| {
        let sentences = model.odds(&pair.measures);
        among(story, senses, pair.a, pair.b, sentences)
    });
    let mut pairs: Vec<StatedPair> = across.collect();
    pairs.extend(again(story, senses));
    pairs.par_sort_unstable_by_key(|pair| (pair.a, pair.b));
    add_context(story, &mut pairs, judges);
    pairs
}

/// The pairs of statements of two sentences.
fn among(story: &Story, senses: &Senses, a: usize, b: usize, sentences: f32) -> Vec<StatedPair> {
    let mut found: Vec<StatedPair> = Vec::new();
    for x in story.units[a].statements.clone() {
        for y in story.units[b].statements.clone() {
            let likeness = likeness(story, senses, x, y);
            if likeness.matched > 0.0 || likeness.most_meant >= LEAST_MEANT {
                found.push(StatedPair { a: x, b: y, likeness: Likeness { sentences, ..likeness } });
            }
        }
    }
    let match_of = |pair: &StatedPair| pair.likeness.dice + pair.likeness.least_meant;
    let best = found.iter().map(match_of).fold(0.05, f32::max);
    for pair in &mut found {
        pair.likeness.among = match_of(pair) / best;
    }
    found
}

/// The pairs of one source that may say the same again, and those that stand beside each other.
fn again<'a>(story: &'a Story, senses: &'a Senses) -> impl Iterator<Item = StatedPair> + 'a {
    let told = move |x: &usize| story.units[story.statements[*x].unit].repeats.is_none();
    let near = move |x: usize| {
        let own = story.places_of(x);
        let later = senses.later_statements(x).iter();
        let again = later.filter(move |(y, sense)| own.contains(y) && sense.most() >= LEAST_MEANT_AGAIN);
        let mut near: Vec<usize> = again.map(|pair| pair.0).filter(told).collect();
        let next = x + 1;
        if story.statements.get(next).is_some_and(|s| s.unit == story.statements[x].unit) && near.first() != Some(&next)
        {
            near.insert(0, next);
        }
        near.into_iter().map(move |y| {
            let likeness = likeness(story, senses, x, y);
            StatedPair { a: x, b: y, likeness: Likeness { own: 1.0, beside: flag(y == next), ..likeness } }
        })
    };
    (0..story.statements.len()).filter(told).flat_map(near)
}

fn flag(is: bool) -> f32 {
    f32::from(u8::from(is))
}

fn likeness(story: &Story, senses: &Senses, x: usize, y: usize) -> Likeness {
    let (a, b) = (&story.statements[x], &story.statements[y]);
    let told = [story.covered(&a.terms, &b.terms), story.covered(&b.terms, &a.terms)];
    let sense = senses.statements(x, y);
    let meant = Likeness {
        least_meant: sense.least(),
        most_meant: sense.most(),
        meant: sense.told[0].min(sense.told[1]),
        ..Likeness::default()
    };
    if told[0] <= 0.0 && sense.most() < LEAST_MEANT {
        return meant;
    }
    let weights = [story.weight(&a.terms), story.weight(&b.terms)];
    let covers = [told[0] / (weights[0] + SHORT), told[1] / (weights[1] + SHORT)];
    let meanings = [x, y].map(|s| (senses.weights.get(s).copied().unwrap_or(0.0) + 0.1).ln());
    let both = shared(story, &Stretch::statement(story, a), &Stretch::statement(story, b));
    Likeness {
        matched: ((told[0] + told[1]) / 2.0).sqrt(),
        dice: (told[0] + told[1]) / (weights[0] + weights[1] + SHORT),
        least_cover: covers[0].min(covers[1]),
        most_cover: covers[0].max(covers[1]),
        exclusive: both.exclusive,
        exclusive_numbers: both.exclusive_numbers,
        plain: both.plain,
        run: both.run,
        quoted: both.quoted,
        quoted_share: both.quoted_share,
        cosine: senses.cosine(x, y),
        least_weight: meanings[0].min(meanings[1]),
        most_weight: meanings[0].max(meanings[1]),
        order: both.order,
        both_lead: both.both_lead,
        either_lead: both.either_lead,
        ..meant
    }
}

/// Fills in what looks at the other pairs.
fn add_context(story: &Story, pairs: &mut [StatedPair], judges: &Judges) {
    let places = Places((0..story.statements.len()).map(|statement| story.places_of(statement)).collect());
    let firsts: Vec<f32> = pairs.par_iter().with_min_len(LEAST_BATCH).map(|p| judges.first(&p.likeness)).collect();
    let values = pairs.iter().zip(&firsts).map(|(pair, first)| (pair.a, pair.b, *first));
    let mut table = Table::of(places.0.len(), values);
    table.rows.par_iter_mut().for_each(|row| row.sort_unstable_by_key(|pair| pair.0));
    let ranks = ranked(&places, &table);
    let hubs: Vec<f32> = table.rows.par_iter().map(|row| hub(row)).collect();
    let alike = |x: usize, y: usize| story.statements[x].terms == story.statements[y].terms;
    pairs.par_iter_mut().zip(&firsts).with_min_len(LEAST_BATCH).for_each(|(pair, &first)| {
        let (a, b) = (pair.a, pair.b);
        let sides = values_at(&ranks, &rivals(&places, &table, a, b));
        pair.likeness = Likeness {
            rank: rank(sides, first),
            margin: first - rival(sides[0], first).max(rival(sides[1], first)),
            hub: (hubs[a] + hubs[b]) / 2.0,
            side: around(&places, &table, a, b, SIDES),
            diagonal: around(&places, &table, a, b, DIAGONALS),
            bridge: bridge(&places, &table, a, b, alike),
            first,
            ..pair.likeness
        };
    });
}
