//! Parallels: links joined across all sources.
//!
//! Joining everything that is linked by way of others would chain a whole story into one parallel, because a long sentence
//! says several things. So a parallel grows from its surest link by units that go well with all of it, and a unit may stand in
//! several parallels.

use super::context::Table;
use super::link::Linked;
use super::unit::Story;

/// How sure a unit must be of the units of a parallel in the mean, to join it.
const LEAST_MEAN: f32 = 0.30;

/// How sure it must be of each of them: a little less than of a link, so that one weak pair does not keep a parallel of many
/// apart. At 0.15 the pairs that are said with it cost .015 of F1 over the development stories, at 0.25 they gain .002.
const LEAST_EACH: f32 = 0.25;

/// The units of each parallel, sorted; `links` are the links, the surest first, and `sure` has all pairs.
pub fn groups(story: &Story, links: &[Linked], sure: &Table) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for link in links {
        let [a, b] = link.units;
        if !groups.iter().any(|group| group.contains(&a) && group.contains(&b)) {
            groups.push(grown(story, vec![a, b], sure));
        }
    }
    groups
}

/// A group with all units that go well with it, the best first.
fn grown(story: &Story, mut group: Vec<usize>, sure: &Table) -> Vec<usize> {
    loop {
        let mut near: Vec<usize> = group.iter().flat_map(|&u| sure.rows[u].iter().map(|r| r.0)).collect();
        near.sort_unstable();
        near.dedup();
        let best = near
            .into_iter()
            .filter(|unit| !group.contains(unit))
            .map(|unit| (mean(story, unit, &group, sure), unit))
            .max_by(|x, y| x.0.total_cmp(&y.0).then(y.1.cmp(&x.1)));
        match best {
            Some((mean, unit)) if mean >= LEAST_MEAN => group.push(unit),
            _ => break,
        }
    }
    group.sort_unstable();
    group
}

/// How sure a unit is of the units of a group that are of other sources.
fn mean(story: &Story, unit: usize, group: &[usize], sure: &Table) -> f32 {
    let source = |u: usize| story.units[u].passage.source;
    let others: Vec<f32> = group.iter().filter(|&&u| source(u) != source(unit)).map(|&u| sure.get(u, unit)).collect();
    if others.iter().any(|&sure| sure < LEAST_EACH) {
        return 0.0;
    }
    others.iter().sum::<f32>() / others.len().max(1) as f32
}
