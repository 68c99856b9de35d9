//! Collation: the word table of a parallel. Which words of its passages stand for which.
//!
//! A model says of each two words of two passages how sure it is that they stand for each other, first by themselves (same
//! word, same stem, near in meaning, matched by a sequence diff), then also by what the words around them stand for. From
//! there columns are joined, the surest pairs first; order is evidence and no rule, so a moved phrase finds its counterpart.

pub mod column;
pub mod context;
pub mod likeness;
pub mod model;
mod weights;
pub mod word;

use crate::align::Passage;
use crate::source::Corpus;
use crate::text::TextRange;
use column::{Cells, Sureness};
use model::{Grid, Model};
use rustc_hash::FxHashMap;
use word::{Vocabulary, Word};

/// A parallel laid out word by word: each column has one cell a passage, in the order of the passages; a cell is one or more
/// neighbouring words, or nothing.
///
/// Reading one passage's cells in the order of their places gives the passage's words back, each exactly once; the cells of
/// a moved phrase stand in the column of their counterpart, so they need not be in the order of the columns. Marks (commas,
/// full stops) stand in columns where they have a counterpart; a lonely mark stands in none.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Collation {
    /// The columns, in the order of the first passage; what the first does not have stands after what precedes it.
    pub columns: Vec<Vec<Option<TextRange>>>,
}

/// Collates the passages of one parallel.
pub fn collate(passages: &[Passage], corpus: &Corpus) -> Collation {
    Collator::new(corpus).collate(passages)
}

/// Numbers that are kept for passages that stand beside each other in several parallels, at most: 16 MB.
const MOST_KEPT: usize = 4 << 20;

/// Collates the parallels of one corpus, one after the other; each different word is read once, and what is said of two
/// passages in one parallel is known in the next.
#[derive(Clone, Debug)]
pub struct Collator<'a> {
    corpus: &'a Corpus,
    model: Model,
    vocabulary: Vocabulary,
    known: FxHashMap<[Passage; 2], Grid>,
    kept: usize,
}

impl<'a> Collator<'a> {
    /// Of the passages of a corpus.
    pub fn new(corpus: &'a Corpus) -> Self {
        Self::with(corpus, Model::default())
    }

    /// With a model of one's own.
    pub fn with(corpus: &'a Corpus, model: Model) -> Self {
        Self { corpus, model, vocabulary: Vocabulary::default(), known: FxHashMap::default(), kept: 0 }
    }

    /// Collates the passages of one parallel. The passages are worked on in the order of their words, so that the result does
    /// not depend on the order of the sources.
    pub fn collate(&mut self, passages: &[Passage]) -> Collation {
        let mut order: Vec<usize> = (0..passages.len()).collect();
        order.sort_by_key(|&row| self.corpus.source(passages[row].source).text.slice(passages[row].range));
        let sorted: Vec<Passage> = order.iter().map(|&row| passages[row]).collect();
        let words: Vec<Vec<Word>> = sorted.iter().map(|&p| self.vocabulary.words(p, self.corpus)).collect();
        let pairs = || (0..sorted.len()).flat_map(|high| (0..high).map(move |low| [low, high]));
        let places = |[low, high]: [usize; 2]| [sorted[low], sorted[high]];
        pairs().for_each(|pair| self.learn(places(pair), pair.map(|row| words[row].as_slice())));
        let grids = pairs().map(|pair| &self.known[&places(pair)]).collect();
        let mut columns = column::columns(&Sureness { lengths: words.iter().map(Vec::len).collect(), grids });
        columns.retain(|cells| !self.is_lonely_mark(cells, &words));
        if self.kept > MOST_KEPT {
            self.known.clear();
            self.kept = 0;
        }
        let mut rank = vec![0; order.len()];
        order.iter().enumerate().for_each(|(at, &row)| rank[row] = at);
        let as_given = |cells: Cells| -> Cells { rank.iter().map(|&at| cells[at].clone()).collect() };
        let range =
            |row: usize, cell: &std::ops::Range<usize>| words[row][cell.start].range.to(words[row][cell.end - 1].range);
        let place = |cells: Cells| -> Vec<Option<TextRange>> {
            cells.iter().zip(&rank).map(|(cell, &row)| cell.as_ref().map(|c| range(row, c))).collect()
        };
        let columns = in_order(columns.into_iter().map(as_given).collect());
        Collation { columns: columns.into_iter().map(place).collect() }
    }

    /// How sure each pair of words of two passages is, unless it is known.
    fn learn(&mut self, passages: [Passage; 2], [low, high]: [&[Word]; 2]) {
        self.known.entry(passages).or_insert_with(|| {
            self.kept += low.len() * high.len();
            self.model.sureness(low, high, &self.vocabulary)
        });
    }

    fn is_lonely_mark(&self, cells: &Cells, words: &[Vec<Word>]) -> bool {
        let mut told = cells.iter().enumerate().filter_map(|(row, cell)| Some((row, cell.clone()?)));
        match (told.next(), told.next()) {
            (Some((row, cell)), None) => {
                words[row][cell].iter().all(|&w| self.vocabulary.entry(w).class == word::Class::Mark)
            }
            _ => false,
        }
    }
}

/// Columns in the order of the first passage; what a passage adds stands after what precedes it there.
fn in_order(columns: Vec<Cells>) -> Vec<Cells> {
    let passages = columns.first().map_or(0, Vec::len);
    let mut order: Vec<usize> = Vec::new();
    for row in 0..passages {
        let start = |index: &usize| columns[*index][row].as_ref().map(|cell| cell.start);
        let mut own: Vec<usize> = (0..columns.len()).filter(|index| start(index).is_some()).collect();
        own.sort_by_key(start);
        let mut next = 0;
        for index in own {
            if let Some(at) = order.iter().position(|&placed| placed == index) {
                next = at + 1;
            } else {
                order.insert(next, index);
                next += 1;
            }
        }
    }
    let mut columns: Vec<Option<Cells>> = columns.into_iter().map(Some).collect();
    order.iter().filter_map(|&index| columns[index].take()).collect()
}
