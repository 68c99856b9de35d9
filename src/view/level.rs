//! Levels: parallels and what stands between them, each with all passages of every source; a passage that stands apart from
//! the others is shown where its parallel is, so that the texts are not in their own order. [`super::synopsis`] keeps it.

use crate::align::{Passage, reading_order, sequences};
use crate::compare::Comparison;
use crate::source::SourceId;
use crate::text::TextRange;

/// A stretch outside of all parallels.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Aside {
    /// Where it stands.
    pub range: TextRange,
    /// It is boilerplate, not story.
    pub boilerplate: bool,
}

/// One level: a parallel, or text outside of parallels.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Level {
    /// The parallel that is level here, or none.
    pub parallel: Option<usize>,
    /// Text outside of parallels, one list a source; empty where there is a parallel.
    pub asides: Vec<Vec<Aside>>,
}

/// The levels, in the order in which the base tells the story.
pub fn levels(comparison: &Comparison, base: SourceId) -> Vec<Level> {
    let order = reading_order(&passages(comparison), comparison.corpus.sources.len(), base);
    let mut asides = asides_after(comparison);
    let mut found = Vec::new();
    let mut push_asides = |found: &mut Vec<Level>, place: usize| {
        let asides = std::mem::take(&mut asides[place]);
        if asides.iter().any(|list| !list.is_empty()) {
            found.push(Level { parallel: None, asides });
        }
    };
    push_asides(&mut found, 0);
    for parallel in order {
        found.push(Level { parallel: Some(parallel), asides: Vec::new() });
        push_asides(&mut found, parallel + 1);
    }
    found
}

/// Two passages have the same words, whatever their case, blanks and stops.
pub fn alike(comparison: &Comparison, a: Passage, b: Passage) -> bool {
    let norms = |p: Passage| comparison.corpus.source(p.source).text.words_in(p.range).map(|word| &word.norm);
    norms(a).eq(norms(b))
}

/// The passages of each parallel.
fn passages(comparison: &Comparison) -> Vec<&[Passage]> {
    comparison.alignment.parallels.iter().map(|parallel| parallel.passages.as_slice()).collect()
}

/// For each place between rows (0 before the first, `p + 1` after parallel `p`): each source's text outside of parallels that
/// follows there.
fn asides_after(comparison: &Comparison) -> Vec<Vec<Vec<Aside>>> {
    let sources = comparison.corpus.sources.len();
    let mut found = vec![vec![Vec::new(); sources]; comparison.alignment.parallels.len() + 1];
    let sequences = sequences(&passages(comparison), sources);
    for source in &comparison.corpus.sources {
        let passages = &sequences[source.id.index()];
        let alone = comparison
            .only_here
            .iter()
            .filter(|p| p.source == source.id)
            .map(|p| Aside { range: p.range, boilerplate: false });
        let aside = source.boilerplate.iter().map(|b| Aside { range: b.range, boilerplate: true });
        let mut all: Vec<Aside> = alone.chain(aside).collect();
        all.sort_unstable_by_key(|a| a.range);
        for aside in all {
            let before = passages.partition_point(|(range, _)| range.start() <= aside.range.start());
            let place = before.checked_sub(1).map_or(0, |index| passages[index].1 + 1);
            found[place][source.id.index()].push(aside);
        }
    }
    found
}
