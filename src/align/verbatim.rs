//! What stands word for word in two sources and is in no parallel yet.
//!
//! Parallels are made of what matches best in two sentences, and take of a sentence what the others tell, too. What is left of it
//! may stand in another source as it is, so that nobody tells it alone.

use super::unit::Story;
use super::{Alignment, Evidence, Homes, Link, Match, Parallel, Passage, Relation};
use crate::source::{Source, SourceId};
use crate::text::Norm;
use rustc_hash::FxHashMap;

/// Words that a statement must have: fewer are a phrase that comes again by itself (`he told reporters on Sunday`).
const LEAST_WORDS: usize = 6;

/// Adds what is left: to the parallel in which the same words stand already, or else as a parallel of its own.
pub fn join(sources: &[&Source], story: &Story, alignment: &mut Alignment) {
    let homes = Homes::of(&alignment.parallels);
    let home = |place: Passage| homes.at(place).first().copied();
    let mut links: Vec<(Link, usize)> = std::mem::take(&mut alignment.links).into_iter().zip(0..).collect();
    for places in alike(sources, story) {
        let told: Vec<(Passage, Option<usize>)> = places.iter().map(|&place| (place, home(place))).collect();
        let first = told.iter().find_map(|(place, home)| Some((*place, (*home)?)));
        let left = told.iter().filter(|(_, home)| home.is_none()).map(|(place, _)| *place);
        let (anchor, number) = first.unwrap_or((places[0], alignment.parallels.len()));
        if number == alignment.parallels.len() {
            alignment.parallels.push(Parallel { passages: Vec::new(), links: Vec::new() });
        }
        let parallel = &mut alignment.parallels[number];
        for place in left {
            parallel.passages.push(place);
            if place.source != anchor.source {
                parallel.links.push(links.len());
                links.push((link(anchor, place), links.len()));
            }
        }
        parallel.passages.sort_unstable();
    }
    alignment.relink(links);
}

/// The statements that have the same words in several sources, by place; of one source what it repeats, too.
fn alike(sources: &[&Source], story: &Story) -> Vec<Vec<Passage>> {
    let texts: FxHashMap<SourceId, &Source> = sources.iter().map(|source| (source.id, *source)).collect();
    let mut places: FxHashMap<Vec<Norm>, Vec<Passage>> = FxHashMap::default();
    for unit in &story.units {
        let Some(source) = texts.get(&unit.passage.source) else { continue };
        for statement in &unit.statements {
            let words: Vec<Norm> = source.text.words_in(statement.range).map(|word| word.norm).collect();
            if words.len() >= LEAST_WORDS {
                places.entry(words).or_default().push(Passage { source: source.id, range: statement.range });
            }
        }
    }
    let mut found: Vec<Vec<Passage>> = places.into_values().collect();
    found.iter_mut().for_each(|places| places.sort_unstable());
    found.retain(|places| places.first().map(|p| p.source) != places.last().map(|p| p.source));
    found.sort_unstable();
    found
}

fn link(one: Passage, other: Passage) -> Link {
    let mut passages = [one, other];
    passages.sort_unstable();
    let whole = Match { ranges: passages.map(|passage| passage.range), weight: 1.0 };
    Link { passages, relation: Relation::Verbatim, evidence: Evidence { matches: vec![whole], score: 1.0 } }
}
