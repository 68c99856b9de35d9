//! The synopsis: the sources side by side, each text once and in its own order.
//!
//! A parallel is a row, and the rows stand in the base's order. What a source tells in that order is level with the others, as
//! much of it as can be without long waits; what it tells elsewhere stands there in full, and its row has a pointer to it. What
//! stands between two level passages belongs to the upper one's row: text of one source alone, boilerplate, passages of other
//! parallels. Where a source has no text in the rows that follow, that may run on beside them ([`Synopsis::silence`]).
//!
//! Read down the rows, the segments of a source are its text, every character once. Nothing here has a width or a colour; the
//! words of a segment are marked when they are shown ([`Segment::pieces`]), since a reader sees few rows at a time.

mod column;
mod level;

use super::cut::line;
use super::piece::{Mark, Piece, pieces};
use crate::align::{Passage, reading_order};
use crate::compare::Comparison;
use crate::source::SourceId;
use crate::text::TextRange;
use column::{Column, told};
use level::{HEAD, Rows};

/// The sources side by side.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Synopsis {
    /// The source in whose order the rows stand.
    pub base: SourceId,
    /// The rows. The first may be without a parallel: what stands in the sources before they are level for the first time.
    pub rows: Vec<Row>,
    /// How broad the column of each source is where there is room, in hundredths of what most are: longer texts have broader
    /// columns.
    pub breadths: Vec<u16>,
    /// For each parallel its row, if it is shown.
    homes: Vec<Option<usize>>,
    /// For each source the rows in which it has something, and the byte at which its text there begins.
    starts: Vec<Vec<Start>>,
}

/// Where a source has something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Start {
    row: usize,
    byte: usize,
}

/// What is level.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Row {
    /// The parallel whose passages are level here; nothing in the first row where that is what comes before all of them.
    pub parallel: Option<usize>,
    /// What the sources have here, by their numbers; those that have nothing are not among them.
    pub blocks: Vec<Block>,
}

/// What one source has in a row: text that stands here, pointers to what it tells of the row's parallel elsewhere, or both.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Block {
    /// The source.
    pub source: SourceId,
    /// Its text, in its own order; a level passage comes first, but for what stands before it in its sentence.
    pub segments: Vec<Segment>,
    /// What it tells of the row's parallel elsewhere, one for each row, by place.
    pub pointers: Vec<Pointer>,
}

/// A stretch of a source's text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Segment {
    /// Where it stands.
    pub range: TextRange,
    /// What it is.
    pub standing: Standing,
    /// The source says here again what it said before.
    pub again: bool,
}

/// What a stretch of text is in the row in which it stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// A passage of the row's parallel, whole: the parallel's index, and the passage's in it.
    Level(usize, usize),
    /// A passage of another parallel, or what is left of one beside one that overlaps it; the other's row has a pointer here.
    Crossing(usize, usize),
    /// Told by this source alone.
    Alone,
    /// Not part of the story.
    Boilerplate,
    /// Blanks and marks between all these.
    Between,
}

/// Passages of the row's parallel that stand in full in another row, or what tells it there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pointer {
    /// The row in which they begin: what the pointer opens.
    pub row: usize,
    /// Which passages of the parallel they are, by place; none where the source only answers to it elsewhere.
    pub passages: Vec<usize>,
    /// The first of them that says something new, or the first.
    pub place: Passage,
    /// In all of them the source says again what it said before.
    pub again: bool,
}

impl Synopsis {
    /// The row of a parallel; nothing where it has no passages.
    pub fn row_of(&self, parallel: usize) -> Option<usize> {
        self.homes.get(parallel).copied().flatten()
    }

    /// The row in which the text at the beginning of a place stands; nothing where the source has no text.
    pub fn row_at(&self, place: Passage) -> Option<usize> {
        let starts = self.starts.get(place.source.index())?;
        let after = starts.partition_point(|start| start.byte <= place.range.start());
        // Rows with pointers alone begin where the next text begins: the last row up to the place may be one of them.
        let mut rows = starts.get(..after)?.iter().rev().map(|start| start.row);
        rows.find(|&row| self.block(row, place.source).is_some_and(|block| !block.segments.is_empty()))
    }

    /// What a source has in a row.
    pub fn block(&self, row: usize, source: SourceId) -> Option<&Block> {
        self.rows.get(row)?.block(source)
    }

    /// How many rows after one a source has no text in, pointers aside: there its text of the row may run on.
    pub fn silence(&self, row: usize, source: SourceId) -> usize {
        let starts = self.starts.get(source.index()).map(Vec::as_slice).unwrap_or_default();
        let later = starts.iter().skip(starts.partition_point(|start| start.row <= row));
        let speaks = |row: &usize| self.block(*row, source).is_some_and(|block| !block.segments.is_empty());
        let next = later.map(|start| start.row).find(speaks).unwrap_or(self.rows.len());
        next.saturating_sub(row + 1)
    }
}

impl Row {
    /// What a source has here.
    pub fn block(&self, source: SourceId) -> Option<&Block> {
        let at = self.blocks.binary_search_by_key(&source, |block| block.source).ok()?;
        self.blocks.get(at)
    }
}

impl Block {
    /// Something stands here, not only pointers.
    pub fn has_text(&self) -> bool {
        !self.segments.is_empty()
    }

    /// Where its text stands in the source.
    pub fn range(&self) -> Option<TextRange> {
        Some(self.segments.first()?.range.to(self.segments.last()?.range))
    }
}

impl Segment {
    /// Its words as they are shown: those of a passage marked against the base. The pieces tile it.
    pub fn pieces(&self, comparison: &Comparison, source: SourceId, base: SourceId) -> Vec<Piece> {
        let plain = || vec![Piece { range: self.range, mark: Mark::Plain, discrepancy: None, quoted: false }];
        match self.standing {
            Standing::Level(parallel, passage) | Standing::Crossing(parallel, passage) => {
                let mut found = pieces(comparison, parallel, passage, base);
                debug_assert_eq!(comparison.alignment.parallels[parallel].passages[passage].source, source);
                found.retain_mut(|piece| {
                    let inside = piece.range.intersect(self.range).filter(|range| !range.is_empty());
                    piece.range = inside.unwrap_or(piece.range);
                    inside.is_some()
                });
                if found.is_empty() { plain() } else { found }
            }
            Standing::Alone | Standing::Boilerplate | Standing::Between => plain(),
        }
    }
}

impl Pointer {
    /// The first words of what it points to, in a line of at most so many columns.
    pub fn words(&self, comparison: &Comparison, most: usize) -> String {
        line(&comparison.corpus.source(self.place.source).text, self.place.range, most).0
    }
}

/// The synopsis of a comparison, its rows in the order of a base. It costs little, however long the sources are: no word is
/// marked.
pub fn synopsis(comparison: &Comparison, base: SourceId) -> Synopsis {
    let parallels = &comparison.alignment.parallels;
    let passages: Vec<&[Passage]> = parallels.iter().map(|parallel| parallel.passages.as_slice()).collect();
    let order = reading_order(&passages, comparison.corpus.sources.len(), base);
    let mut known = Rows::of(&order, parallels.len(), &comparison.corpus.sources);
    // The base first: the order is its own.
    let mut told = told(comparison);
    let sources = &comparison.corpus.sources;
    let mut columns: Vec<Option<Column>> = sources.iter().map(|_| None).collect();
    let others = sources.iter().filter(|source| source.id != base);
    for source in sources.get(base.index()).into_iter().chain(others) {
        let told = std::mem::take(&mut told[source.id.index()]);
        columns[source.id.index()] = Some(Column::of(comparison, source, told, (&mut known, source.id == base)));
    }
    let mut columns: Vec<Column> = columns.into_iter().flatten().collect();
    for parallel in 0..parallels.len() {
        let Some(row) = known.row(parallel) else { continue };
        let echoes = comparison.alignment.elsewhere(parallel);
        echoes.into_iter().for_each(|place| columns[place.source.index()].echo(row, place));
    }
    // What stands before all parallels has a row only where there is something.
    let head = usize::from(columns.iter().any(|column| column.blocks.first().is_some_and(|block| block.row == HEAD)));
    let mut rows = vec![Row::default(); head];
    rows.extend(order.iter().map(|&parallel| Row { parallel: Some(parallel), blocks: Vec::new() }));
    let homes = (0..parallels.len()).map(|parallel| Some(known.row(parallel)? + head - 1)).collect();
    let starts = columns.into_iter().zip(&comparison.corpus.sources).map(|(column, source)| {
        let blocks = column.blocks(source.id, head);
        let byte = |block: &Block| block.segments.first().map(|segment| segment.range.start());
        let end = source.text.content().len();
        let mut next = end;
        let mut starts: Vec<Start> = Vec::with_capacity(blocks.len());
        for (row, block) in blocks.iter().rev() {
            next = byte(block).unwrap_or(next);
            starts.push(Start { row: *row, byte: next });
        }
        starts.reverse();
        blocks.into_iter().for_each(|(row, block)| rows[row].blocks.push(block));
        starts
    });
    let starts = starts.collect();
    Synopsis { base, rows, breadths: known.breadths, homes, starts }
}

#[cfg(test)]
mod tests;
