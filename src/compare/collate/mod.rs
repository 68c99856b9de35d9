//! Collation: the word table of a parallel. Which words of its passages stand for which.
//!
//! A model says of each two words of two passages how sure it is that they stand for each other, first by themselves (same
//! word, same stem, nearest in meaning where they stand, matched by a sequence diff), then also by what the words around them
//! stand for. From there columns are joined, the surest pairs first; order is evidence and no rule, so a moved phrase finds its
//! counterpart. Of two languages little is told but what is sure: names, numbers, and words whose meaning is nearest by far.

pub mod column;
pub mod context;
pub mod likeness;
pub mod model;
mod near;
mod weights;
pub mod word;

use crate::align::Passage;
use crate::meaning::Meanings;
use crate::source::Corpus;
use crate::text::TextRange;
use column::{Cells, Sureness};
use model::{Grid, Model};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use word::{Vocabulary, Word, Wording};

/// A parallel laid out word by word: each column has one cell a passage, in the order of the passages; a cell is one or more
/// neighbouring words, or nothing.
///
/// Reading one passage's cells in the order of their places gives the passage's words back, each exactly once; the cells of
/// a moved phrase stand in the column of their counterpart, so they need not be in the order of the columns. Marks (commas,
/// full stops) stand in columns where they have a counterpart; a lonely mark stands in none.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Collation {
    /// The columns, in the order of the first passage; what the first does not have stands after what precedes it.
    pub columns: Vec<Vec<Option<TextRange>>>,
}

/// Collates the passages of one parallel.
pub fn collate(passages: &[Passage], corpus: &Corpus, meanings: &Meanings) -> Collation {
    Collator::new(corpus, meanings).collate(passages)
}

/// Numbers that are kept for passages that stand beside each other in several parallels, at most: 16 MB a thread.
const MOST_KEPT: usize = 4 << 20;

/// Parallels that are worked on by one thread after each other, at most. Neighbours share passages, and what is known of two
/// passages in one parallel serves the next; it changes no result.
const BATCH: usize = 64;
/// Fewer are not worth a thread of their own.
const LEAST_BATCH: usize = 4;

/// Collates the parallels of one corpus; each different word is read once.
#[derive(Clone, Debug)]
pub struct Collator<'a> {
    corpus: &'a Corpus,
    meanings: &'a Meanings,
    model: Model,
    vocabulary: Vocabulary,
}

/// What is known of passages that were already compared.
#[derive(Default)]
struct Known {
    grids: FxHashMap<[Passage; 2], Grid>,
    kept: usize,
}

/// The different passages of a parallel, in the order of their words, in which they are worked on, so that the result does not
/// depend on the order of the sources. Passages of the same words are one row: a text that many copied is laid out once.
struct Rows {
    passages: Vec<Passage>,
    wordings: Vec<Wording>,
    /// Each passage as given: its row, and its own words.
    given: Vec<(usize, Vec<Word>)>,
}

impl<'a> Collator<'a> {
    /// Of the passages of a corpus.
    pub fn new(corpus: &'a Corpus, meanings: &'a Meanings) -> Self {
        Self::with(corpus, meanings, Model::of(meanings))
    }

    /// With a model of one's own.
    pub fn with(corpus: &'a Corpus, meanings: &'a Meanings, model: Model) -> Self {
        Self { corpus, meanings, model, vocabulary: Vocabulary::of(corpus) }
    }

    /// Collates the passages of one parallel.
    pub fn collate(&mut self, passages: &[Passage]) -> Collation {
        let rows = self.rows(passages);
        self.laid_out(&rows, &mut Known::default())
    }

    /// Collates the passages of each parallel.
    pub fn collate_all(&mut self, parallels: &[&[Passage]]) -> Vec<Collation> {
        let rows: Vec<Rows> = parallels.iter().map(|passages| self.rows(passages)).collect();
        let batch = |rows: &[Rows]| -> Vec<Collation> {
            let mut known = Known::default();
            rows.iter().map(|rows| self.laid_out(rows, &mut known)).collect()
        };
        let batches = rayon::current_num_threads() * 2;
        rows.par_chunks(rows.len().div_ceil(batches).clamp(LEAST_BATCH, BATCH)).flat_map_iter(batch).collect()
    }

    fn rows(&mut self, given: &[Passage]) -> Rows {
        let wording = |&passage: &Passage| self.vocabulary.wording(passage, self.corpus, self.meanings);
        let wordings: Vec<Wording> = given.iter().map(wording).collect();
        let mut order: Vec<usize> = (0..given.len()).collect();
        let told = |at: usize| self.corpus.source(given[at].source).text.slice(given[at].range);
        // Of passages of the same words the first stands for all; which that is must not depend on the order of the sources.
        let key = |at: usize| (told(at), &wordings[at].directions);
        order.sort_by(|&a, &b| key(a).cmp(&key(b)));
        let mut rows = Rows { passages: Vec::new(), wordings: Vec::new(), given: vec![(0, Vec::new()); given.len()] };
        for at in order {
            let same = |row: &Wording| row.entries().eq(wordings[at].entries());
            if !rows.wordings.last().is_some_and(same) {
                rows.passages.push(given[at]);
                rows.wordings.push(wordings[at].clone());
            }
            rows.given[at] = (rows.wordings.len() - 1, wordings[at].words.clone());
        }
        rows
    }

    fn laid_out(&self, rows: &Rows, known: &mut Known) -> Collation {
        let Rows { passages, wordings, given } = rows;
        let pairs = || (0..passages.len()).flat_map(|high| (0..high).map(move |low| [low, high]));
        pairs().for_each(|pair| self.learn(pair.map(|row| passages[row]), pair.map(|row| &wordings[row]), known));
        let grids = pairs().map(|pair| &known.grids[&pair.map(|row| passages[row])]).collect();
        let columns = column::columns(&Sureness { lengths: wordings.iter().map(|w| w.words.len()).collect(), grids });
        if known.kept > MOST_KEPT {
            *known = Known::default();
        }
        let as_given = |cells: Cells| -> Cells { given.iter().map(|(row, _)| cells[*row].clone()).collect() };
        let mut columns: Vec<Cells> = columns.into_iter().map(as_given).collect();
        columns.retain(|cells| !self.is_lonely_mark(cells, given));
        let range =
            |words: &[Word], cell: &std::ops::Range<usize>| words[cell.start].range.to(words[cell.end - 1].range);
        let place = |cells: Cells| -> Vec<Option<TextRange>> {
            cells.iter().zip(given).map(|(cell, (_, words))| cell.as_ref().map(|c| range(words, c))).collect()
        };
        Collation { columns: in_order(columns).into_iter().map(place).collect() }
    }

    /// How sure each pair of words of two passages is, unless it is known.
    fn learn(&self, passages: [Passage; 2], [low, high]: [&Wording; 2], known: &mut Known) {
        known.grids.entry(passages).or_insert_with(|| {
            known.kept += low.words.len() * high.words.len();
            self.model.sureness(low, high, &self.vocabulary)
        });
    }

    fn is_lonely_mark(&self, cells: &Cells, given: &[(usize, Vec<Word>)]) -> bool {
        let mut told = cells.iter().enumerate().filter_map(|(row, cell)| Some((row, cell.clone()?)));
        match (told.next(), told.next()) {
            (Some((row, cell)), None) => {
                given[row].1[cell].iter().all(|&w| self.vocabulary.entry(w).class == word::Class::Mark)
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
