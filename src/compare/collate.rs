//! Collation: the word table of a parallel. Which words of its passages stand for which.

use crate::align::Passage;
use crate::source::Corpus;
use crate::text::{TextRange, Token};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// A parallel laid out word by word: each column has one cell a passage, in the order of the passages; a cell is one or more
/// neighbouring words, or nothing.
///
/// Reading one passage's cells in the order of their places gives the passage's words back, each exactly once; the cells of
/// a moved phrase stand in the column of their counterpart, so they need not be in the order of the columns.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Collation {
    /// The columns, in the order of the first passage.
    pub columns: Vec<Vec<Option<TextRange>>>,
}

/// Collates passages word by word.
pub fn collate(passages: &[Passage], corpus: &Corpus) -> Collation {
    let words = |p: &Passage| -> Vec<Token> { corpus.source(p.source).text.words_in(p.range).copied().collect() };
    let Some((first, others)) = passages.split_first() else { return Collation::default() };
    let base = words(first);
    let norms: Vec<_> = base.iter().map(|t| t.norm).collect();
    let width = passages.len();
    let cell = |row: usize, range: TextRange| {
        let mut column = vec![None; width];
        column[row] = Some(range);
        column
    };
    let mut columns: Vec<Vec<Option<TextRange>>> = base.iter().map(|t| cell(0, t.range)).collect();
    let mut extra = Vec::new();
    for (row, passage) in others.iter().enumerate().map(|(i, p)| (i + 1, p)) {
        let other = words(passage);
        let theirs: Vec<_> = other.iter().map(|t| t.norm).collect();
        for op in capture_diff_slices(Algorithm::Patience, &norms, &theirs) {
            if let DiffOp::Equal { old_index, new_index, len } = op {
                for step in 0..len {
                    columns[old_index + step][row] = Some(other[new_index + step].range);
                }
            } else {
                extra.extend(op.new_range().map(|at| cell(row, other[at].range)));
            }
        }
    }
    columns.extend(extra);
    Collation { columns }
}
