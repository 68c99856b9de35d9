//! Echoes: statements that tell what a group says in which their source does not stand, since they stand in another, or in none.

use super::term::TermId;
use super::unit::Story;
use super::{Echo, Passage};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// How sure a statement must be of the statement of a group that it is the surest of, and of all of its statements in the mean,
/// where both have a day…
const DATED: [f32; 2] = [0.4, 0.15];
/// … and where they have a number or a date in common. Where neither is so, it is not sure enough to be told: on the development
/// stories hardly half of those would be real, however sure the judges are.
const SHARED: [f32; 2] = [0.25, 0.1];

/// How sure a statement is of those of a group.
#[derive(Clone, Copy, Default)]
struct Near {
    sum: f32,
    most: f32,
    /// Of which it is the surest.
    of: usize,
}

/// The echoes of some groups, for each group and source that does not stand in it the surest; `sure` are pairs of statements and
/// how sure they are.
pub fn echoes(story: &Story, groups: &[Vec<usize>], sure: &[(usize, usize, f32)]) -> Vec<Echo> {
    let source = |statement: usize| story.units[story.statements[statement].unit].passage.source;
    let mut home: FxHashMap<usize, usize> = FxHashMap::default();
    for (number, group) in groups.iter().enumerate() {
        home.extend(group.iter().map(|&statement| (statement, number)));
    }
    let mut near: BTreeMap<(usize, usize), Near> = BTreeMap::new();
    for &(a, b, sure) in sure.iter().filter(|(a, b, _)| source(*a) != source(*b)) {
        for (one, other) in [(a, b), (b, a)] {
            let Some(&group) = home.get(&other).filter(|group| home.get(&one) != Some(group)) else { continue };
            let known = near.entry((group, one)).or_default();
            known.sum += sure;
            if sure > known.most {
                (known.most, known.of) = (sure, other);
            }
        }
    }
    let place = |statement: usize| Passage { source: source(statement), range: story.statements[statement].range };
    let mut best: BTreeMap<(usize, u16), (usize, Near)> = BTreeMap::new();
    for ((group, one), near) in near {
        let members = &groups[group];
        if members.iter().any(|&member| source(member) == source(one)) {
            continue;
        }
        let own: Vec<TermId> = numbers(story, one).collect();
        let theirs: Vec<TermId> = members.iter().flat_map(|&member| numbers(story, member)).collect();
        let dated = |statement: usize| story.statements[statement].dated;
        let both = dated(one) && members.iter().any(|&member| dated(member));
        let shared = own.iter().any(|term| theirs.contains(term));
        let mean = near.sum / members.len() as f32;
        let least = |[sure, of_all]: [f32; 2]| near.most >= sure && mean >= of_all;
        if both && least(DATED) || shared && least(SHARED) {
            let known = best.entry((group, source(one).0)).or_insert((one, near));
            if near.most > known.1.most {
                *known = (one, near);
            }
        }
    }
    let echo = |(one, near): (usize, Near)| Echo { place: place(one), of: place(near.of), score: near.most };
    let mut found: Vec<Echo> = best.into_values().map(echo).collect();
    found.sort_by_key(|echo| (echo.of, echo.place));
    found
}

/// The numbers and dates of a statement.
fn numbers(story: &Story, statement: usize) -> impl Iterator<Item = TermId> {
    story.statements[statement].terms.iter().copied().filter(|term| story.terms[*term as usize].number)
}
