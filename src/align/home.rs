//! Homes: in which parallels a place stands.

use super::{Parallel, Passage};
use crate::text::TextRange;

/// For each source its passages, so that those at a place are found without walking over all others.
pub struct Homes(Vec<Vec<Home>>);

/// A passage of one source.
#[derive(Clone, Copy)]
struct Home {
    range: TextRange,
    parallel: usize,
    /// Where the last of the passages up to this one ends: before it, none of them reaches.
    reach: usize,
}

impl Homes {
    /// Of some parallels.
    pub fn of(parallels: &[Parallel]) -> Self {
        let mut found: Vec<Vec<Home>> = Vec::new();
        for (parallel, group) in parallels.iter().enumerate() {
            for &Passage { source, range } in &group.passages {
                found.resize_with(found.len().max(source.index() + 1), Vec::new);
                found[source.index()].push(Home { range, parallel, reach: 0 });
            }
        }
        for homes in &mut found {
            homes.sort_unstable_by_key(|home| (home.range, home.parallel));
            let mut reach = 0;
            for home in homes {
                reach = reach.max(home.range.end());
                home.reach = reach;
            }
        }
        Self(found)
    }

    /// The parallels with a passage that overlaps a place, by index, each once.
    pub fn at(&self, place: Passage) -> Vec<usize> {
        let homes = self.0.get(place.source.index()).map(Vec::as_slice).unwrap_or_default();
        let first = homes.partition_point(|home| home.reach <= place.range.start());
        let near = homes.iter().skip(first).take_while(|home| home.range.start() < place.range.end());
        let mut found: Vec<usize> =
            near.filter(|home| home.range.overlaps(place.range)).map(|home| home.parallel).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn homes_are_those_that_overlap() {
        let corpus = crate::source::sample();
        let monitor = crate::monitor::Monitor::default();
        let meanings = crate::meaning::meanings(&corpus, Vec::new(), &monitor).expect("nobody cancels");
        let alignment = super::super::align(&corpus, &meanings, &monitor).expect("nobody cancels");
        let homes = Homes::of(&alignment.parallels);
        for source in &corpus.sources {
            let content = source.text.content();
            let places = source.text.tokens().windows(7).map(|tokens| tokens[0].range.to(tokens[6].range));
            for range in places.chain([TextRange::new(content, 0, 0), TextRange::new(content, 0, content.len())]) {
                let holds = |p: &Passage| p.source == source.id && p.range.overlaps(range);
                let parallels = alignment.parallels.iter().enumerate();
                let expected: Vec<usize> =
                    parallels.filter(|(_, group)| group.passages.iter().any(holds)).map(|(index, _)| index).collect();
                assert_eq!(homes.at(Passage { source: source.id, range }), expected);
            }
        }
    }
}
