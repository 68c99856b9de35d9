//! Groups: statements that say one thing, each in one group.
//!
//! Groups grow out of single statements: the two whose statements are the surest of each other, in the mean over all pairs, become
//! one, as long as that is sure enough. So what is linked to only a part of a group does not draw the rest along.

use super::unit::Story;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

/// How sure two statements must be of each other to begin a group. This and the next were chosen on the development stories.
const LEAST_SURE: f32 = 0.25;
/// How sure the statements of two groups must be of each other in the mean, to be one.
const LEAST_MEAN: f32 = 0.3;

/// How sure a statement that stands in no group must be of one in a group, to stand there, too…
const LEAST_ALONE: f32 = 0.25;
/// … and of all statements of the group that are of other sources, in the mean.
const LEAST_ALONE_MEAN: f32 = 0.15;

/// A story of fewer statements than this is brief: the best pairs of a few sentences are the best of not much…
const BRIEF: f32 = 40.0;
/// … and all that is named above must be surer, by up to this, and by as much again where no word is shared.
const SURER: f32 = 0.35;

/// By how much two statements of one language must be surer in any story where they share no word. Chosen on the development
/// stories.
pub const WORDLESS: f32 = 0.1;

/// By how much all must be surer in a story of so many statements.
pub fn surer(statements: usize) -> f32 {
    SURER * (1.0 - statements as f32 / BRIEF).max(0.0)
}

/// Words that the statements of a source must have, for it to tell what a group says: fewer are a name or a frame
/// (`Sen. John Smith said`).
const LEAST_WORDS: usize = 4;

/// A group while it grows.
#[derive(Clone, Default)]
struct Group {
    members: Vec<usize>,
    /// For each other group: the sum of how sure the pairs are that are of two sources, or of one and known.
    near: FxHashMap<usize, f32>,
    /// How often it grew: what was noted of it before is of no use.
    age: u32,
}

/// What is noted to be done: how sure, in units of 1 / 4096, and the two groups with their ages.
type Note = (u32, Reverse<[usize; 2]>, [u32; 2]);

/// The groups of the statements, sorted, each of two sources at least that say enough; `sure` are pairs of statements and how sure they are.
pub fn groups(story: &Story, sure: &[(usize, usize, f32)]) -> Vec<Vec<usize>> {
    let source = |statement: usize| story.units[story.statements[statement].unit].passage.source.0;
    let mut groups: Vec<Group> =
        (0..story.statements.len()).map(|at| Group { members: vec![at], ..Group::default() }).collect();
    for &(a, b, sure) in sure {
        groups[a].near.insert(b, sure);
        groups[b].near.insert(a, sure);
    }
    let surer = surer(story.statements.len());
    let mut notes: BinaryHeap<Note> = BinaryHeap::new();
    for a in 0..groups.len() {
        let later = groups[a].near.keys().filter(|b| **b > a);
        notes.extend(later.filter_map(|&b| note(&groups, a, b, surer)));
    }
    while let Some((_, Reverse([a, b]), ages)) = notes.pop() {
        if [groups[a].age, groups[b].age] != ages {
            continue;
        }
        join(&mut groups, a, b);
        let mut near: Vec<usize> = groups[a].near.keys().copied().collect();
        near.sort_unstable();
        notes.extend(near.into_iter().filter_map(|other| note(&groups, a.min(other), a.max(other), surer)));
    }
    let mut groups: Vec<Vec<usize>> = groups.into_iter().map(|group| group.members).collect();
    attach(&mut groups, sure, &source, surer);
    let says = |statement: &&usize| story.statements[**statement].said >= LEAST_WORDS;
    let is_told = |group: &Vec<usize>| {
        let sources: BTreeSet<u16> = group.iter().filter(says).map(|&statement| source(statement)).collect();
        sources.len() > 1
    };
    let mut found: Vec<Vec<usize>> = groups.into_iter().filter(is_told).collect();
    found.iter_mut().for_each(|members| members.sort_unstable());
    found.sort_unstable();
    found
}

/// Makes one of groups that follow each other in a sentence which all their sources have word for word: it is one passage,
/// however many things it says.
pub fn whole(story: &Story, groups: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
    let of = |statement: usize| &story.statements[statement];
    let verbatim = |group: &[usize]| group.iter().all(|&other| of(other).wording == of(group[0]).wording);
    // Each begins where the group before ends: statements are numbered in their order.
    let mut begun: FxHashMap<usize, usize> = FxHashMap::default();
    let mut joined: Vec<Vec<usize>> = Vec::new();
    for group in groups {
        let before: Option<Vec<usize>> =
            group.iter().map(|&next| next.checked_sub(1).filter(|&before| of(before).unit == of(next).unit)).collect();
        let earlier = before.filter(|_| verbatim(&group)).and_then(|before| {
            let number = *begun.get(before.first()?)?;
            let ends: Vec<usize> = ends(&joined[number]).collect();
            (ends == before).then_some(number)
        });
        let number = earlier.unwrap_or(joined.len());
        if verbatim(&group) {
            begun.extend(group.iter().map(|&statement| (statement, number)));
        }
        match earlier {
            Some(number) => {
                joined[number].extend(group);
                joined[number].sort_unstable();
            }
            None => joined.push(group),
        }
    }
    joined.sort_unstable();
    joined
}

/// The last ones of statements in a row.
fn ends(statements: &[usize]) -> impl Iterator<Item = usize> {
    statements.chunk_by(|a, b| a + 1 == *b).filter_map(|row| row.last().copied())
}

/// That two groups may become one, where they are sure enough of each other.
fn note(groups: &[Group], a: usize, b: usize, surer: f32) -> Option<Note> {
    let (x, y) = (&groups[a], &groups[b]);
    let pairs = x.members.len() * y.members.len();
    let mean = x.near.get(&b)? / pairs as f32;
    let least = if pairs == 1 { LEAST_SURE } else { LEAST_MEAN };
    (mean >= least + surer).then_some(((mean * 4096.0) as u32, Reverse([a, b]), [x.age, y.age]))
}

/// Makes two groups one, the former.
fn join(groups: &mut [Group], a: usize, b: usize) {
    let gone = std::mem::take(&mut groups[b]);
    groups[b].age = gone.age + 1;
    for (other, sum) in gone.near {
        groups[other].near.remove(&b);
        if other != a {
            *groups[a].near.entry(other).or_default() += sum;
            *groups[other].near.entry(a).or_default() += sum;
        }
    }
    let group = &mut groups[a];
    group.members.extend(gone.members);
    group.age += 1;
}

/// Puts statements that stand alone, or with others of their source only, to the group with the statement that they are the
/// surest of, where all of it fits.
fn attach(groups: &mut [Vec<usize>], sure: &[(usize, usize, f32)], source: &impl Fn(usize) -> u16, surer: f32) {
    let is_told = |group: &[usize]| group.iter().any(|&other| source(other) != source(group[0]));
    let mut home: FxHashMap<usize, usize> = FxHashMap::default();
    for (number, group) in groups.iter().enumerate().filter(|(_, group)| !group.is_empty() && is_told(group)) {
        home.extend(group.iter().map(|&statement| (statement, number)));
    }
    // For each that stands alone: by group the sum of how sure it is, and the surest.
    let mut near: BTreeMap<usize, BTreeMap<usize, (f32, f32)>> = BTreeMap::new();
    for &(a, b, sure) in sure.iter().filter(|(a, b, _)| source(*a) != source(*b)) {
        for (alone, other) in [(a, b), (b, a)] {
            if let (None, Some(&group)) = (home.get(&alone), home.get(&other)) {
                let (sum, most) = near.entry(alone).or_default().entry(group).or_default();
                (*sum, *most) = (*sum + sure, most.max(sure));
            }
        }
    }
    let mut joins: Vec<(usize, usize)> = Vec::new();
    for (alone, groups_near) in near {
        let surest = groups_near.into_iter().max_by(|x, y| x.1.1.total_cmp(&y.1.1).then(y.0.cmp(&x.0)));
        let Some((group, (sum, most))) = surest else { continue };
        let others = groups[group].iter().filter(|&&other| source(other) != source(alone)).count();
        if most >= LEAST_ALONE + surer && sum / others as f32 >= LEAST_ALONE_MEAN + surer {
            joins.push((alone, group));
        }
    }
    for (alone, group) in joins {
        groups.iter_mut().filter(|own| own.contains(&alone)).for_each(|own| own.retain(|&other| other != alone));
        groups[group].push(alone);
    }
}
