//! The rows of a parallel of very many passages that are compared with each other: those of the same words count as one.

use super::{Discrepancy, Reading};
use crate::align::{Parallel, Passage};
use crate::compare::Collation;
use crate::source::Corpus;
use crate::text::TextRange;
use rustc_hash::FxHashMap;

/// Passages that are compared each with each. Of more, at most so many that have different words are.
pub const MOST_ROWS: usize = 64;

/// Some rows of a parallel, and the others that say the same words.
pub struct Rows {
    /// The rows that are compared.
    pub parallel: Parallel,
    /// Their cells.
    pub collation: Collation,
    /// Of each row all passages of its words.
    alike: Vec<Vec<Passage>>,
}

impl Rows {
    /// Chooses the rows of a parallel: the first of each wording, evenly where there are too many.
    pub fn of(parallel: &Parallel, collation: &Collation, corpus: &Corpus) -> Self {
        let mut wordings: FxHashMap<&str, usize> = FxHashMap::default();
        let mut groups: Vec<(usize, Vec<Passage>)> = Vec::new();
        for (row, &passage) in parallel.passages.iter().enumerate() {
            let words = corpus.source(passage.source).text.slice(passage.range);
            let group = *wordings.entry(words).or_insert(groups.len());
            match groups.get_mut(group) {
                Some((_, alike)) => alike.push(passage),
                None => groups.push((row, vec![passage])),
            }
        }
        let step = groups.len().div_ceil(MOST_ROWS).max(1);
        let (rows, alike): (Vec<usize>, Vec<Vec<Passage>>) = groups.into_iter().step_by(step).unzip();
        let passages = rows.iter().map(|&row| parallel.passages[row]).collect();
        let cells = |column: &Vec<Option<TextRange>>| rows.iter().map(|&row| column[row]).collect();
        let columns = collation.columns.iter().map(cells).collect();
        Self { parallel: Parallel { passages, links: Vec::new() }, collation: Collation { columns }, alike }
    }

    /// Adds to each discrepancy the same readings in passages of the same words.
    pub fn spread(&self, discrepancy: Discrepancy, corpus: &Corpus) -> Discrepancy {
        let mut readings: Vec<Reading> =
            discrepancy.readings.iter().flat_map(|reading| self.alike(*reading, corpus)).collect();
        readings.sort_unstable();
        readings.dedup();
        Discrepancy { readings, ..discrepancy }
    }

    /// A place in a row, and the same place in each passage of the same words.
    fn alike(&self, reading: Reading, corpus: &Corpus) -> Vec<Reading> {
        let place = reading.place;
        let holds = |row: &Passage| row.source == place.source && row.range.contains(place.range);
        let Some(at) = self.parallel.passages.iter().position(holds) else { return vec![reading] };
        let from = place.range.start() - self.parallel.passages[at].range.start();
        let same = |passage: &Passage| {
            let start = passage.range.start() + from;
            let text = corpus.source(passage.source).text.content();
            let range = TextRange::new(text, start, start + place.range.len());
            Reading { place: Passage { source: passage.source, range }, ..reading }
        };
        self.alike[at].iter().map(same).collect()
    }
}
