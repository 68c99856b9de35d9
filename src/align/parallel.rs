//! Parallels: links joined across all sources.
//!
//! A long sentence says several things, so what is joined are statements: a link of two sentences is carried by the statements
//! that match best. Joining everything that is linked by way of others would chain a whole story into one parallel; so a parallel
//! grows from its surest link by statements that go well with all of it, and parallels that share most of what they have become
//! one. A statement may stand in several. Of one source a parallel takes neighbours, and what says the same again.

use super::context::Table;
use super::unit::{Statement, Story};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// How well two statements must match beside the best two of their sentences, to carry the link too.
const NEARLY_BEST: f32 = 0.9;

/// How sure a statement must be of the statements of a parallel in the mean, to join it.
const LEAST_MEAN: f32 = 0.30;

/// How sure it must be of each of them: a little less than of a link, so that one weak pair does not keep a parallel of many
/// apart. At 0.15 the pairs that are said with it cost .015 of F1 over the development stories, at 0.25 they gain .002.
const LEAST_EACH: f32 = 0.25;

/// How much of two statements of one source must match, so that the one says again what the other said.
const LEAST_AGAIN: f32 = 0.3;

/// The share of the smaller parallel that another has too, from which on the two may be one.
const MOST_SHARED: f32 = 0.5;

/// How sure what only the one has must be of what only the other has, in the mean and each, so that they are. With these and
/// what is above, the development stories come out with about as many parallels as their readers found statements.
const LEAST_MEAN_MERGED: f32 = 0.2;
const LEAST_EACH_MERGED: f32 = 0.1;

/// A statement of the story.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Part {
    /// Its unit.
    pub unit: usize,
    /// Its number among the unit's statements.
    pub statement: usize,
}

impl Part {
    /// What it says.
    pub fn statement(self, story: &Story) -> &Statement {
        &story.units[self.unit].statements[self.statement]
    }

    fn is_of_source(self, other: Self, story: &Story) -> bool {
        story.units[self.unit].passage.source == story.units[other.unit].passage.source
    }
}

/// The statements of each parallel, sorted. `sure` has all pairs of units; those from `least` on begin parallels.
pub fn groups(story: &Story, sure: &Table, least: f32) -> Vec<Vec<Part>> {
    let carried = Carried::of(story, sure);
    let mut found: Vec<Vec<Part>> = Vec::new();
    let mut joined = Joined::default();
    for &(_, a, b) in carried.surest.iter().take_while(|edge| edge.0 >= least) {
        if !joined.has(a, b) {
            let group = grown(story, vec![a, b], &carried, &joined);
            joined.add(&group, found.len());
            found.push(group);
        }
    }
    merged(story, found, sure)
}

/// Which statements stand together in a group.
#[derive(Default)]
struct Joined {
    groups_of: FxHashMap<Part, Vec<usize>>,
}

impl Joined {
    fn has(&self, x: Part, y: Part) -> bool {
        let groups = |part| self.groups_of.get(&part).map_or(&[][..], Vec::as_slice);
        groups(x).iter().any(|group| groups(y).contains(group))
    }

    fn add(&mut self, group: &[Part], number: usize) {
        group.iter().for_each(|&part| self.groups_of.entry(part).or_default().push(number));
    }
}

/// Which statements carry the links, and how sure those are.
struct Carried {
    values: FxHashMap<(Part, Part), f32>,
    rows: FxHashMap<Part, Vec<Part>>,
    /// The surest first.
    surest: Vec<(f32, Part, Part)>,
}

impl Carried {
    fn of(story: &Story, sure: &Table) -> Self {
        let mut surest: Vec<(f32, Part, Part)> = Vec::new();
        for (a, row) in sure.rows.iter().enumerate() {
            for &(b, value) in row.iter().filter(|(b, value)| a < *b && *value >= LEAST_EACH) {
                surest.extend(carrying(story, a, b).into_iter().map(|[x, y]| (value, x, y)));
            }
        }
        surest.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
        let mut rows: FxHashMap<Part, Vec<Part>> = FxHashMap::default();
        for &(_, x, y) in &surest {
            rows.entry(x).or_default().push(y);
            rows.entry(y).or_default().push(x);
        }
        Self { values: surest.iter().map(|&(value, x, y)| ((x, y), value)).collect(), rows, surest }
    }

    fn get(&self, x: Part, y: Part) -> f32 {
        self.values.get(&(x.min(y), x.max(y))).copied().unwrap_or(0.0)
    }
}

/// The pairs of statements of two units that match best.
fn carrying(story: &Story, a: usize, b: usize) -> Vec<[Part; 2]> {
    let parts = |unit: usize| (0..story.units[unit].statements.len()).map(move |statement| Part { unit, statement });
    let mut found: Vec<([Part; 2], f32)> = Vec::new();
    for x in parts(a) {
        found.extend(parts(b).map(|y| ([x, y], matched(story, x, y))));
    }
    let best = found.iter().map(|f| f.1).fold(0.0, f32::max);
    found.into_iter().filter(|f| f.1 > 0.0 && f.1 >= NEARLY_BEST * best).map(|f| f.0).collect()
}

/// The weight of what matches in two statements, both ways together.
fn matched(story: &Story, x: Part, y: Part) -> f32 {
    let (x, y) = (&x.statement(story).terms, &y.statement(story).terms);
    story.covered(x, y) + story.covered(y, x)
}

/// A group with all statements that go well with it, the best first. A further statement of a source that the group has must
/// bring a link that no other group has: a sentence about two things does not draw in what was told beside either.
fn grown(story: &Story, mut group: Vec<Part>, carried: &Carried, joined: &Joined) -> Vec<Part> {
    loop {
        let near: BTreeSet<Part> =
            group.iter().flat_map(|part| &carried.rows[part]).copied().filter(|part| !group.contains(part)).collect();
        let is_own = |part: Part| group.iter().any(|other| other.is_of_source(part, story));
        let adds = |part: Part| group.iter().any(|&o| !o.is_of_source(part, story) && !joined.has(part, o));
        let best = near
            .into_iter()
            .filter(|&part| !is_own(part) || adds(part))
            .map(|part| (mean(story, part, &group, carried), part))
            .max_by(|x, y| x.0.total_cmp(&y.0).then(y.1.cmp(&x.1)));
        match best {
            Some((mean, part)) if mean >= LEAST_MEAN => group.push(part),
            _ => break,
        }
    }
    group.sort_unstable();
    group
}

/// How sure a statement is of the statements of a group that are of other sources; 0 where it does not go with all of them.
fn mean(story: &Story, part: Part, group: &[Part], carried: &Carried) -> f32 {
    let others: Vec<f32> =
        group.iter().filter(|other| !other.is_of_source(part, story)).map(|&other| carried.get(other, part)).collect();
    if others.is_empty() || others.iter().any(|&sure| sure < LEAST_EACH) || !fits_its_own(story, part, group) {
        return 0.0;
    }
    others.iter().sum::<f32>() / others.len() as f32
}

/// Whether a statement stands beside a statement of a group that is of its own source, or says the same; true where there is none.
fn fits_its_own(story: &Story, part: Part, group: &[Part]) -> bool {
    let mut own = group.iter().copied().filter(|other| other.is_of_source(part, story)).peekable();
    own.peek().is_none() || own.any(|other| other.unit.abs_diff(part.unit) <= 1 || is_again(story, part, other))
}

fn is_again(story: &Story, x: Part, y: Part) -> bool {
    let weight = |part: Part| story.weight(&part.statement(story).terms);
    matched(story, x, y) >= LEAST_AGAIN * (weight(x) + weight(y))
}

/// Groups that share most of what the smaller has, and whose rest goes together, become one.
fn merged(story: &Story, groups: Vec<Vec<Part>>, sure: &Table) -> Vec<Vec<Part>> {
    let mut kept: Vec<Vec<Part>> = Vec::new();
    let mut groups_of: FxHashMap<Part, BTreeSet<usize>> = FxHashMap::default();
    for mut group in groups {
        loop {
            let near: BTreeSet<usize> =
                group.iter().filter_map(|part| groups_of.get(part)).flatten().copied().collect();
            let best = near
                .into_iter()
                .filter_map(|at| Some((goes_with(story, &kept[at], &group, sure)?, at)))
                .max_by(|x, y| x.0.total_cmp(&y.0).then(y.1.cmp(&x.1)));
            let Some((_, at)) = best else { break };
            let other = std::mem::take(&mut kept[at]);
            for part in &other {
                groups_of.entry(*part).or_default().remove(&at);
            }
            group.extend(other);
            group.sort_unstable();
            group.dedup();
        }
        for &part in &group {
            groups_of.entry(part).or_default().insert(kept.len());
        }
        kept.push(group);
    }
    kept.retain(|group| !group.is_empty());
    kept
}

/// How sure what only the one group has is of what only the other has; none where the two say different things.
fn goes_with(story: &Story, one: &[Part], other: &[Part], sure: &Table) -> Option<f32> {
    let only = |one: &[Part], other: &[Part]| -> Vec<Part> {
        one.iter().copied().filter(|part| other.binary_search(part).is_err()).collect()
    };
    let (here, there) = (only(one, other), only(other, one));
    let shared = one.len() - here.len();
    if (shared as f32) < MOST_SHARED * one.len().min(other.len()) as f32 {
        return None;
    }
    if !there.iter().all(|&part| fits_its_own(story, part, one)) {
        return None;
    }
    let mut count = 0;
    let mut sum = 0.0;
    for &x in &here {
        for &y in there.iter().filter(|y| !y.is_of_source(x, story)) {
            let value = sure.get(x.unit, y.unit);
            if value < LEAST_EACH_MERGED {
                return None;
            }
            count += 1;
            sum += value;
        }
    }
    let mean = if count == 0 { 1.0 } else { sum / count as f32 };
    (mean >= LEAST_MEAN_MERGED).then_some(mean)
}
