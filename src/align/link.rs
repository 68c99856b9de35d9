//! Links: pairs of passages that say the same, and why.

use super::context::{self, Table};
use super::evidence::{Pair, pairs};
use super::extent::Told;
use super::sense::Senses;
use super::unit::{Story, Word};
use super::{Evidence, Link, Match, Relation};
use crate::meaning::{Meanings, Vectors};
use crate::monitor::{Cancelled, Monitor};

/// Share of two passages' words that stand in the same order, from which on they are the same words.
const VERBATIM: f32 = 0.95;
/// … and nearly the same words.
const NEAR_VERBATIM: f32 = 0.7;

/// How near in meaning two words must be, to be named as a reason.
const LEAST_NEAR: f32 = 0.55;

/// How sure the statements of two passages of one parallel must be of each other, so that they are linked.
const LEAST_SURE: f32 = 0.35;

/// Everything that is measured of the pairs of a story.
pub fn measured(story: &Story, senses: &Senses, monitor: &Monitor) -> Result<Vec<Pair>, Cancelled> {
    let mut pairs = pairs(story, senses, monitor)?;
    context::add(story, &mut pairs);
    Ok(pairs)
}

/// The links between the passages of one parallel: those of two sources that are sure enough of each other, and for each passage
/// the surest. What only says again what its source said is not linked anew.
pub fn links(story: &Story, meanings: &Meanings, told: &[Told], sure: &Table) -> Vec<Link> {
    let source = |at: usize| told[at].passage.source;
    let mut pairs: Vec<(f32, [usize; 2])> = Vec::new();
    let first = |at: &usize| !told[*at].is_again;
    for a in (0..told.len()).filter(first) {
        for b in (a + 1..told.len()).filter(first).filter(|&b| source(a) != source(b)) {
            let each = told[a].statements.iter().flat_map(|&x| told[b].statements.iter().map(move |&y| sure.get(x, y)));
            pairs.push((each.fold(0.0, f32::max), [a, b]));
        }
    }
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
    let mut linked = vec![false; told.len()];
    let mut found: Vec<Link> = Vec::new();
    for (sure, [a, b]) in pairs {
        if sure >= LEAST_SURE || !linked[a] || !linked[b] {
            (linked[a], linked[b]) = (true, true);
            found.push(link(story, meanings, [&told[a], &told[b]], sure));
        }
    }
    found.sort_by_key(|link| link.passages);
    found
}

/// The link of two passages, the lower source first, with the words that match.
fn link(story: &Story, meanings: &Meanings, told: [&Told; 2], sure: f32) -> Link {
    let words = told.map(|told| told.statements.iter().flat_map(|&s| story.statements[s].words(story)).collect());
    let [a, b]: &[Vec<&Word>; 2] = &words;
    let known = told.map(|told| meanings.of(told.passage.source));
    let evidence = Evidence { matches: matches(story, known, [a, b]), score: sure };
    Link { passages: told.map(|told| told.passage), relation: relation(a, b), evidence }
}

/// The words of one passage that stand for words of the other, each once, heaviest first: first those that are forms of one
/// word or one value, then those that mean the same.
fn matches(story: &Story, known: [&Vectors; 2], [a, b]: [&[&Word]; 2]) -> Vec<Match> {
    let mut taken = [vec![false; a.len()], vec![false; b.len()]];
    let mut found = Vec::new();
    for (at, word) in a.iter().enumerate() {
        let near = &story.terms[word.term as usize].near;
        let how = |other: u32| near.iter().find(|n| n.0 == other).map_or(0.0, |n| n.1);
        let free = b.iter().enumerate().filter(|(other, _)| !taken[1][*other]).map(|(other, w)| (how(w.term), other));
        let best = free.max_by(|x, y| x.0.total_cmp(&y.0).then(y.1.cmp(&x.1))).filter(|best| best.0 > 0.0);
        if let Some((how, other)) = best {
            (taken[0][at], taken[1][other]) = (true, true);
            found.push(Match { ranges: [word.range, b[other].range], weight: how * story.rarity(word.term) });
        }
    }
    let vectors = [(a, 0), (b, 1)].map(|(words, side)| {
        let of = |(at, word): (usize, &&Word)| if taken[side][at] { None } else { known[side].of_range(word.range) };
        words.iter().enumerate().map(of).collect::<Vec<_>>()
    });
    for (x, y, cosine) in nearest(&vectors) {
        let rarity = (story.rarity(a[x].term) + story.rarity(b[y].term)) / 2.0;
        found.push(Match { ranges: [a[x].range, b[y].range], weight: cosine * rarity });
    }
    found.sort_by(|x, y| y.weight.total_cmp(&x.weight).then(x.ranges.cmp(&y.ranges)));
    found
}

/// The words of two passages that are each other's nearest in meaning and near enough, with their cosine.
fn nearest(sides: &[Vec<Option<Vec<f32>>>; 2]) -> Vec<(usize, usize, f32)> {
    let cosine = |x: usize, y: usize| match (&sides[0][x], &sides[1][y]) {
        (Some(a), Some(b)) => a.iter().zip(b).map(|(a, b)| a * b).sum(),
        _ => 0f32,
    };
    let best = |count: usize, of: &dyn Fn(usize) -> f32| {
        (0..count).map(|at| (of(at), at)).max_by(|x, y| x.0.total_cmp(&y.0).then(y.1.cmp(&x.1)))
    };
    let mutual = |x: usize| {
        let (how, y) = best(sides[1].len(), &|y| cosine(x, y)).filter(|best| best.0 >= LEAST_NEAR)?;
        let (_, back) = best(sides[0].len(), &|x| cosine(x, y))?;
        (back == x).then_some((x, y, how))
    };
    (0..sides[0].len()).filter_map(mutual).collect()
}

/// How two passages relate, by the longest common sequence of their words.
fn relation(a: &[&Word], b: &[&Word]) -> Relation {
    let mut row = vec![0u32; b.len() + 1];
    for x in a {
        let mut before = 0;
        for (at, y) in b.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if x.term == y.term { before + 1 } else { above.max(row[at]) };
            before = above;
        }
    }
    let common = row.last().copied().unwrap_or(0) as f32;
    let share = 2.0 * common / (a.len() + b.len()).max(1) as f32;
    if share >= VERBATIM {
        Relation::Verbatim
    } else if share >= NEAR_VERBATIM {
        Relation::NearVerbatim
    } else {
        Relation::Paraphrase
    }
}
