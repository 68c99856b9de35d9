//! Where the sources differ: each difference in a line.

use crate::align::Passage;
use crate::compare::{Comparison, DiscrepancyKind};
use crate::source::SourceId;
use crate::text::visible_line;
use crate::view::disagreement::Disagreement;
use crate::view::label::Labels;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// A difference in a line.
#[derive(Clone, PartialEq, Debug)]
pub struct DifferenceLine {
    /// The difference, as an index into what [`crate::view::disagreements`] finds: what the line opens.
    pub difference: usize,
    /// The parallel in which it stands.
    pub parallel: usize,
    /// What kind of thing differs.
    pub kind: DiscrepancyKind,
    /// What it is about.
    pub about: String,
    /// What the sources have there: the base's first, then by source.
    pub readings: Vec<ReadingLine>,
}

/// What some sources have where others have something else.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReadingLine {
    /// The words of the first of them, white space made single.
    pub words: String,
    /// Who has them.
    pub sources: Vec<SourceId>,
    /// Where they stand first.
    pub place: Passage,
}

/// The differences, the surest first, then those in which most sources take part.
pub fn lines(comparison: &Comparison, labels: &Labels, found: &[Disagreement], base: SourceId) -> Vec<DifferenceLine> {
    let mut order: Vec<usize> = (0..found.len()).collect();
    let sources = |one: &Disagreement| {
        let all = one.readings.iter().flatten().map(|place| place.source);
        all.collect::<BTreeSet<_>>().len()
    };
    order.sort_by(|&a, &b| {
        let key = |at: usize| (Reverse(sources(&found[at])), at);
        found[b].confidence.total_cmp(&found[a].confidence).then_with(|| key(a).cmp(&key(b)))
    });
    let line = |difference: usize| {
        let one = &found[difference];
        let mut readings: Vec<ReadingLine> =
            one.readings.iter().filter_map(|places| reading(comparison, places)).collect();
        readings.sort_by_key(|reading| !reading.sources.contains(&base));
        let about = labels.get(one.parallel).to_owned();
        DifferenceLine { difference, parallel: one.parallel, kind: one.kind, about, readings }
    };
    order.into_iter().map(line).collect()
}

fn reading(comparison: &Comparison, places: &[Passage]) -> Option<ReadingLine> {
    let place = *places.first()?;
    let words = comparison.corpus.source(place.source).text.slice(place.range);
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let sources: BTreeSet<SourceId> = places.iter().map(|place| place.source).collect();
    Some(ReadingLine { words: visible_line(&words).into_owned(), sources: sources.into_iter().collect(), place })
}
