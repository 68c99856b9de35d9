//! Marks: which words of the sources speak in another voice than the text around them.

use super::role::Role;
use crate::align::Passage;
use crate::compare::{Comparison, DiscrepancyKind};
use crate::source::SourceId;
use crate::text::TextRange;
use crate::view::Variants;
use std::rc::Rc;

/// Bytes of a rendering of a quotation whose words are marked; of a longer one the apparatus has the variants.
const LONGEST_MARKED: usize = 40;

/// Words of every source, in order, none overlapping another.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Places {
    by_source: Vec<Vec<TextRange>>,
}

impl Places {
    fn of(sources: usize, places: impl Iterator<Item = Passage>) -> Self {
        let mut by_source = vec![Vec::new(); sources];
        for place in places {
            if let Some(list) = by_source.get_mut(place.source.index()) {
                list.push(place.range);
            }
        }
        for list in &mut by_source {
            list.sort_unstable();
            list.dedup_by(|next, before| {
                let overlap = next.overlaps(*before);
                *before = if overlap { before.cover(*next) } else { *before };
                overlap
            });
        }
        Self { by_source }
    }

    /// The words of the differences that matter, of all who take part.
    pub fn of_differences(comparison: &Comparison) -> Self {
        let all = comparison.discrepancies.iter().flatten();
        let short = |kind: DiscrepancyKind, place: &Passage| {
            kind != DiscrepancyKind::Quote || place.range.len() <= LONGEST_MARKED
        };
        let places = all.flat_map(|one| one.readings.iter().map(|reading| (one.kind, reading.place)));
        let places = places.filter(|(kind, place)| short(*kind, place)).map(|(_, place)| place);
        Self::of(comparison.corpus.sources.len(), places)
    }

    fn hold(&self, source: SourceId, at: usize) -> bool {
        let Some(list) = self.by_source.get(source.index()) else { return false };
        let after = list.partition_point(|range| range.start() <= at);
        after.checked_sub(1).and_then(|last| list.get(last)).is_some_and(|range| at < range.end())
    }
}

/// The marks on the screen.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Marks {
    /// The words of the differences that matter.
    differences: Rc<Places>,
    /// The phrases of the focused row that others put otherwise.
    phrases: Places,
    /// Words that all rows of a parallel have, where somebody asked for them.
    common: Rc<Places>,
}

impl Marks {
    /// The marks where a row with these variants has the focus.
    pub fn of(sources: usize, differences: Rc<Places>, variants: &Variants, common: Rc<Places>) -> Self {
        let readings = variants.places.iter().filter(|place| !place.same).flat_map(|place| &place.readings);
        let phrases = Places::of(sources, readings.flat_map(|reading| reading.places.iter().copied()));
        Self { differences, phrases, common }
    }

    /// The voice in which a byte of a source speaks whose text around it speaks in another.
    pub fn role(&self, source: SourceId, at: usize, around: Role) -> Role {
        if self.differences.hold(source, at) {
            Role::Accent
        } else if self.phrases.hold(source, at) {
            Role::Phrase
        } else if self.common.hold(source, at) {
            Role::Common
        } else {
            around
        }
    }
}

/// The words that all rows of each parallel have.
pub fn common(comparison: &Comparison, variants: impl Fn(usize) -> Variants) -> Places {
    let parallels = 0..comparison.alignment.parallels.len();
    Places::of(comparison.corpus.sources.len(), parallels.flat_map(|parallel| variants(parallel).common))
}
