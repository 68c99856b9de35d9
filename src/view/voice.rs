//! The voice of a passage: whose words it is told in.

use crate::align::Passage;
use crate::compare::Comparison;
use crate::text::{Quotation, Voice};

/// In which voice a passage is told, and who speaks, where that can be told. A passage is a quotation where at least half of
/// its words stand between quotation marks.
pub fn voice(comparison: &Comparison, passage: Passage) -> (Voice, Option<String>) {
    let text = &comparison.corpus.source(passage.source).text;
    let inside: Vec<&Quotation> = text.quotations().iter().filter(|q| q.range.overlaps(passage.range)).collect();
    let words = text.words_in(passage.range).count();
    let quoted = text.words_in(passage.range).filter(|w| inside.iter().any(|q| q.range.overlaps(w.range))).count();
    let speaker = inside.iter().find_map(|q| q.speaker.clone());
    match (words, 2 * quoted >= words) {
        (1.., true) => (Voice::Quotation, speaker),
        _ => (Voice::Narration, None),
    }
}
