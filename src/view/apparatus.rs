//! The apparatus: one parallel with all its readings under each other.

use super::piece::{Piece, pieces};
use crate::align::Passage;
use crate::compare::Comparison;
use crate::source::SourceId;

/// One parallel, its passages under each other.
#[derive(Clone, PartialEq, Debug)]
pub struct Apparatus {
    /// The parallel's index.
    pub parallel: usize,
    /// One line a passage, the base's first, then by source.
    pub lines: Vec<Line>,
    /// The sources that do not tell it.
    pub absent: Vec<SourceId>,
}

/// One passage of a parallel.
#[derive(Clone, PartialEq, Debug)]
pub struct Line {
    /// Where it stands.
    pub passage: Passage,
    /// Its words, marked against the base.
    pub pieces: Vec<Piece>,
}

/// The apparatus of a parallel, read against a base.
pub fn apparatus(comparison: &Comparison, parallel: usize, base: SourceId) -> Apparatus {
    let passages = &comparison.alignment.parallels[parallel].passages;
    let mut order: Vec<usize> = (0..passages.len()).collect();
    order.sort_by_key(|&row| (passages[row].source != base, row));
    let line = |row: usize| Line { passage: passages[row], pieces: pieces(comparison, parallel, row, base) };
    Apparatus { parallel, lines: order.into_iter().map(line).collect(), absent: comparison.absent(parallel) }
}
