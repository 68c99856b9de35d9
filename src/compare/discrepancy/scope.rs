//! The passages of one parallel, and which places in them agree or disagree.

use super::{Discrepancy, DiscrepancyKind, Reading};
use crate::align::{Parallel, Passage};
use crate::compare::Collation;
use crate::source::Corpus;
use crate::text::{Text, TextRange};

/// A place in a passage: the passage's row in the parallel, and the words.
pub type Place = (usize, TextRange);

/// The passages of a parallel, with their collation.
pub struct Scope<'a> {
    /// The passages, by row.
    pub passages: &'a [Passage],
    corpus: &'a Corpus,
    /// For each row its cells and the columns that they stand in, by place.
    cells: Vec<Vec<(TextRange, usize)>>,
}

impl<'a> Scope<'a> {
    /// Of a parallel.
    pub fn of(parallel: &'a Parallel, collation: &Collation, corpus: &'a Corpus) -> Self {
        let mut cells = vec![Vec::new(); parallel.passages.len()];
        for (column, row_cells) in collation.columns.iter().enumerate() {
            for (row, cell) in row_cells.iter().enumerate() {
                cells[row].extend(cell.map(|range| (range, column)));
            }
        }
        cells.iter_mut().for_each(|cells| cells.sort_unstable());
        Self { passages: &parallel.passages, corpus, cells }
    }

    /// The text that a row is of.
    pub fn text(&self, row: usize) -> &'a Text {
        &self.corpus.source(self.passages[row].source).text
    }

    /// The pairs of rows that are of different sources.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let rows = self.passages.len();
        let all = (0..rows).flat_map(move |a| (a + 1..rows).map(move |b| (a, b)));
        all.filter(|&(a, b)| self.passages[a].source != self.passages[b].source)
    }

    /// The rows of the source that a row is of.
    pub fn rows_of_same_source(&self, row: usize) -> impl Iterator<Item = usize> + '_ {
        let source = self.passages[row].source;
        (0..self.passages.len()).filter(move |&other| self.passages[other].source == source)
    }

    fn columns(&self, (row, range): Place) -> impl Iterator<Item = usize> + '_ {
        self.cells[row].iter().filter(move |(cell, _)| cell.overlaps(range)).map(|&(_, column)| column)
    }

    /// Whether the collation has words of two places in one column.
    pub fn stand_for_each_other(&self, a: Place, b: Place) -> bool {
        self.columns(a).any(|column| self.columns(b).any(|other| other == column))
    }

    /// What another row has for a place.
    pub fn counterpart(&self, place: Place, row: usize) -> Option<TextRange> {
        let has = |column: usize| self.cells[row].iter().find(|(_, own)| *own == column).map(|(range, _)| *range);
        self.columns(place).find_map(has)
    }

    /// Each place of a list once for the row whose passage holds it.
    pub fn within<T>(&self, row: usize, all: &'a [T], range: impl Fn(&T) -> TextRange) -> Vec<&'a T> {
        all.iter().filter(|item| self.passages[row].range.contains(range(item))).collect()
    }
}

/// Places and how they stand to each other.
#[derive(Default)]
pub struct Ties {
    places: Vec<Place>,
    ties: Vec<(usize, usize, bool)>,
}

impl Ties {
    /// Two places that say the same, or that do not.
    pub fn tie(&mut self, a: Place, b: Place, same: bool) {
        let (a, b) = (self.number(a), self.number(b));
        self.ties.push((a, b, same));
    }

    fn number(&mut self, place: Place) -> usize {
        self.places.iter().position(|&p| p == place).unwrap_or_else(|| {
            self.places.push(place);
            self.places.len() - 1
        })
    }

    /// One discrepancy for all places that are tied together, where two of them disagree.
    pub fn discrepancies(self, kind: DiscrepancyKind, scope: &Scope) -> Vec<Discrepancy> {
        let mut group: Vec<usize> = (0..self.places.len()).collect();
        for &(a, b, _) in &self.ties {
            let (from, into) = (group[a].max(group[b]), group[a].min(group[b]));
            group.iter_mut().filter(|g| **g == from).for_each(|g| *g = into);
        }
        let disagreeing = |first: usize| self.ties.iter().any(|&(a, _, same)| group[a] == first && !same);
        let mut found: Vec<Discrepancy> = (0..self.places.len())
            .filter(|&first| group[first] == first && disagreeing(first))
            .map(|first| {
                let members = self.places.iter().zip(&group).filter(|(_, g)| **g == first);
                let reading = |(&(row, range), _): (&Place, &usize)| Reading {
                    place: Passage { source: scope.passages[row].source, range },
                };
                let mut readings: Vec<Reading> = members.map(reading).collect();
                readings.sort_unstable();
                readings.dedup();
                Discrepancy { kind, readings }
            })
            .collect();
        found.sort_by(|x, y| x.readings.cmp(&y.readings));
        found
    }
}
