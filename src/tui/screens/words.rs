//! What the entries of several lists say.

use crate::align::Passage;
use crate::compare::Comparison;
use crate::source::SourceId;
use crate::text::TextRange;
use crate::tui::model::Model;
use crate::tui::model::item::Words;
use crate::tui::model::role::Role;

/// What stands between two things in a line; it is not made one blank.
pub const GAP: &str = "\u{a0}\u{a0} ";

/// The number of a parallel, in as many columns as the highest needs.
pub fn number(model: &Model, parallel: usize) -> String {
    let digits = model.comparison.alignment.parallels.len().to_string().len().max(2);
    format!("{:>digits$}", parallel.saturating_add(1))
}

/// The sources that tell.
pub fn told_by(told: &[bool]) -> Vec<SourceId> {
    told.iter().zip(0u16..).filter(|(told, _)| **told).map(|(_, number)| SourceId(number)).collect()
}

/// A passage in words of its source: before, in and after a place.
pub fn around(comparison: &Comparison, passage: Passage, place: Passage, inside: Role) -> Vec<Words> {
    let content = comparison.corpus.source(passage.source).text.content();
    let Some(range) = passage.range.intersect(place.range) else {
        return vec![Words::Source(passage, Role::Plain)];
    };
    let part = |start, end, role| {
        let range = TextRange::new(content, start, end);
        (start < end).then_some(Words::Source(Passage { range, ..passage }, role))
    };
    let plain = Role::Plain;
    let parts = [
        part(passage.range.start(), range.start(), plain),
        part(range.start(), range.end(), inside),
        part(range.end(), passage.range.end(), plain),
    ];
    parts.into_iter().flatten().collect()
}
