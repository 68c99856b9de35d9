//! Evidence: which pairs of units are worth looking at, and what their words measure.

use super::measure::Measures;
use super::sense::Senses;
use super::shared::{Stretch, shared};
use super::term::TermId;
use super::unit::{Story, Unit};
use crate::monitor::{Cancelled, Monitor};
use crate::source::SourceId;
use rayon::prelude::*;

/// Weight of matching words below which a pair is not looked at: one word that is not in every sentence. Of the links of
/// the development stories it loses one in thirty, half of them with nothing in common at all.
const LEAST_MATCH: f32 = 1.0;

/// Units of another source that are looked at for each unit, those that match most; nothing is lost in a story of usual
/// length, and the cost grows with the text, not with its square.
const MOST_CANDIDATES: usize = 24;
/// … and of all sources together, evenly, so that each further source of many costs the same; a story of up to nine sources
/// has what it would have without, and the best few of a source are always among them.
const MOST_OF_ALL: usize = 8 * MOST_CANDIDATES;
const LEAST_CANDIDATES: usize = 4;

/// A word in more units than this, and in more than a quarter of all, finds no pairs.
const MOST_PLACES: usize = 200;
/// Nor does a word in more units than this: a quarter of the units of two texts of 350,000 words.
const MOST_PLACES_OF_ALL: usize = 10_000;

/// Held against short clauses: the weight of three or four words that match nothing.
const SHORT_CLAUSE: f32 = 10.0;

/// A pair of units of two sources, as their numbers in the story, and what is measured of it.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The unit that comes first in the story.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// What is measured.
    pub measures: Measures,
}

/// All pairs worth looking at, by their numbers, with what their words measure.
pub fn pairs(story: &Story, senses: &Senses, monitor: &Monitor) -> Result<Vec<Pair>, Cancelled> {
    monitor.expect(story.units.len() as u64);
    let sources = story.units.chunk_by(|x, y| x.passage.source == y.passage.source).count();
    let most = (MOST_OF_ALL / sources.saturating_sub(1).max(1)).clamp(LEAST_CANDIDATES, MOST_CANDIDATES);
    let chunks: Vec<Vec<Pair>> = (0..story.units.len())
        .into_par_iter()
        .map_init(Matched::default, |matched, a| {
            monitor.advance(1)?;
            let candidates = candidates(story, senses, a, most, matched);
            Ok(candidates.into_iter().map(|b| Pair { a, b, measures: measure(story, senses, a, b) }).collect())
        })
        .collect::<Result<_, Cancelled>>()?;
    Ok(chunks.into_iter().flatten().collect())
}

/// What matches a unit in each other unit, as weights. Kept from unit to unit, so that each costs what matches it and no more.
#[derive(Default)]
struct Matched {
    weights: Vec<f32>,
    units: Vec<usize>,
}

impl Matched {
    /// Weights are greater than 0.
    fn add(&mut self, unit: usize, weight: f32) {
        if self.weights.len() <= unit {
            self.weights.resize(unit + 1, 0.0);
        }
        if self.weights[unit] == 0.0 {
            self.units.push(unit);
        }
        self.weights[unit] += weight;
    }

    /// Each unit that matches, and how much. Nothing is left.
    fn drain(&mut self) -> impl Iterator<Item = (usize, f32)> {
        self.units.drain(..).map(|unit| (unit, std::mem::take(&mut self.weights[unit])))
    }
}

/// The later units of other sources that share enough with a unit, at most so many of each source.
fn candidates(story: &Story, senses: &Senses, a: usize, most: usize, matched: &mut Matched) -> Vec<usize> {
    let unit = &story.units[a];
    if unit.repeats.is_some() {
        return Vec::new();
    }
    // The units of a source stand together.
    let others = a - unit.order + unit.of;
    let mut covered: Vec<TermId> = Vec::new();
    for &term in &unit.terms {
        covered.extend(story.terms[term as usize].near.iter().map(|n| n.0));
    }
    covered.sort_unstable();
    covered.dedup();
    for term in covered {
        let places = &story.places[term as usize];
        let common = places.len() > MOST_PLACES && 4 * places.len() > story.units.len();
        if common || places.len() > MOST_PLACES_OF_ALL {
            continue;
        }
        let weight = story.rarity(term) * story.best(term, &unit.terms);
        let later = places.partition_point(|&b| b < others);
        places[later..].iter().for_each(|&b| matched.add(b, weight));
    }
    let found: Vec<(SourceId, f32, usize)> = matched
        .drain()
        .filter(|&(_, weight)| weight >= LEAST_MATCH)
        .map(|(b, weight)| (story.units[b].passage.source, weight, b))
        .collect();
    let mut kept = best(found, most);
    let source = |b: usize| story.units[b].passage.source;
    let meant = senses.later(a).iter().filter(|(b, _)| *b >= others && story.units[*b].repeats.is_none());
    kept.extend(best(
        meant.map(|&(b, sense)| (source(b), sense.least() + sense.most(), b)).collect(),
        LEAST_CANDIDATES,
    ));
    kept.sort_unstable();
    kept.dedup();
    kept
}

/// The best few units of each source.
fn best(mut found: Vec<(SourceId, f32, usize)>, most: usize) -> Vec<usize> {
    found.sort_by(|x, y| x.0.cmp(&y.0).then(y.1.total_cmp(&x.1)).then(x.2.cmp(&y.2)));
    found.chunk_by(|x, y| x.0 == y.0).flat_map(|group| group.iter().take(most).map(|f| f.2)).collect()
}

fn measure(story: &Story, senses: &Senses, a: usize, b: usize) -> Measures {
    let sense = senses.units(a, b);
    let (one, other) = (&story.units[a], &story.units[b]);
    let covers = [story.covered(&one.terms, &other.terms), story.covered(&other.terms, &one.terms)];
    let weights = [story.weight(&one.terms).max(0.1), story.weight(&other.terms).max(0.1)];
    let matched = (covers[0] + covers[1]) / 2.0;
    let both = shared(story, &Stretch::unit(one), &Stretch::unit(other));
    let mut measures = Measures {
        matched,
        root_matched: matched.sqrt(),
        dice: 2.0 * matched / (weights[0] + weights[1]),
        cover: (covers[0] / weights[0]).max(covers[1] / weights[1]),
        meaning: sense.least(),
        meant: sense.most(),
        exclusive: both.exclusive,
        exclusive_numbers: both.exclusive_numbers,
        plain: both.plain,
        run: both.run,
        quoted: both.quoted,
        quoted_share: both.quoted_share,
        order: both.order,
        both_lead: both.both_lead,
        either_lead: both.either_lead,
        opening: f32::from(u8::from(one.order == 0 || other.order == 0)),
        ..Measures::default()
    };
    by_clause(story, one, other, &mut measures);
    measures
}

fn by_clause(story: &Story, a: &Unit, b: &Unit, measures: &mut Measures) {
    let contained =
        |clause: &[TermId], unit: &Unit| story.covered(clause, &unit.terms) / (story.weight(clause) + SHORT_CLAUSE);
    let parts = |unit: &Unit| &story.statements[unit.statements.clone()];
    let alone = parts(a).iter().map(|c| contained(&c.terms, b)).chain(parts(b).iter().map(|c| contained(&c.terms, a)));
    measures.contained = alone.fold(0.0, f32::max);
    for x in parts(a) {
        for y in parts(b) {
            let forth = story.covered(&x.terms, &y.terms);
            if forth > 0.0 {
                let both = forth + story.covered(&y.terms, &x.terms);
                let share = both / (story.weight(&x.terms) + story.weight(&y.terms) + SHORT_CLAUSE);
                measures.clause = measures.clause.max(share);
            }
        }
    }
}
