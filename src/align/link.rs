//! Links: pairs of units that say the same, and why.

use super::context;
use super::evidence::{Pair, pairs};
use super::model::LinkModel;
use super::unit::{Story, Unit};
use super::{Evidence, Link, Match, Relation};
use crate::monitor::{Cancelled, Monitor};

/// Share of two passages' words that stand in the same order, from which on they are the same words.
const VERBATIM: f32 = 0.95;
/// … and nearly the same words.
const NEAR_VERBATIM: f32 = 0.7;

/// Everything that is measured of the pairs of a story.
pub fn measured(story: &Story, monitor: &Monitor) -> Result<Vec<Pair>, Cancelled> {
    let mut pairs = pairs(story, monitor)?;
    context::add(story, &mut pairs);
    Ok(pairs)
}

/// A pair that is sure enough.
pub struct Linked {
    /// Its units.
    pub units: [usize; 2],
    /// How sure it is, 0 to 1.
    pub sure: f32,
}

/// The pairs of a story that a model takes for links, the surest first.
pub fn linked(pairs: &[Pair], model: &LinkModel) -> Vec<Linked> {
    let mut found: Vec<Linked> = pairs
        .iter()
        .map(|pair| Linked { units: [pair.a, pair.b], sure: model.sure(&pair.measures) })
        .filter(|linked| linked.sure >= model.least_sure())
        .collect();
    found.sort_by(|x, y| y.sure.total_cmp(&x.sure).then(x.units.cmp(&y.units)));
    found
}

/// The link of two units, the lower source first, with the words that match.
pub fn link(story: &Story, linked: &Linked) -> Link {
    let mut units = linked.units.map(|unit| &story.units[unit]);
    units.sort_by_key(|unit| unit.passage);
    let matches = matches(story, units[0], units[1]);
    let evidence = Evidence { matches, score: linked.sure };
    Link { passages: units.map(|unit| unit.passage), relation: relation(units[0], units[1]), evidence }
}

/// The words of one unit that stand for words of the other, each once, heaviest first.
fn matches(story: &Story, a: &Unit, b: &Unit) -> Vec<Match> {
    let mut taken = vec![false; b.words.len()];
    let mut found = Vec::new();
    for word in &a.words {
        let near = &story.terms[word.term as usize].near;
        let how = |other: u32| near.iter().find(|n| n.0 == other).map_or(0.0, |n| n.1);
        let free = b.words.iter().enumerate().filter(|(at, _)| !taken[*at]).map(|(at, w)| (how(w.term), at));
        if let Some((how, at)) = free.max_by(|x, y| x.0.total_cmp(&y.0).then(y.1.cmp(&x.1))).filter(|best| best.0 > 0.0)
        {
            taken[at] = true;
            found.push(Match { ranges: [word.range, b.words[at].range], weight: how * story.rarity(word.term) });
        }
    }
    found.sort_by(|x, y| y.weight.total_cmp(&x.weight).then(x.ranges.cmp(&y.ranges)));
    found
}

/// How two units relate, by their longest common sequence of words.
fn relation(a: &Unit, b: &Unit) -> Relation {
    let mut row = vec![0u32; b.words.len() + 1];
    for x in &a.words {
        let mut before = 0;
        for (at, y) in b.words.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if x.term == y.term { before + 1 } else { above.max(row[at]) };
            before = above;
        }
    }
    let common = row.last().copied().unwrap_or(0) as f32;
    let share = 2.0 * common / (a.words.len() + b.words.len()).max(1) as f32;
    if share >= VERBATIM {
        Relation::Verbatim
    } else if share >= NEAR_VERBATIM {
        Relation::NearVerbatim
    } else {
        Relation::Paraphrase
    }
}
