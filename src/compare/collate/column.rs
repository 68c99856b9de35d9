//! From how sure each pair of words is to the columns of a collation.

use super::model::Grid;
use std::ops::Range;

/// A pair of words joins where it is at least this sure; tuned for the F1 of word links on two translations of one sentence.
const LEAST_SURE: f32 = 0.45;

/// What each passage has in a column: neighbouring words, by index, or nothing.
pub type Cells = Vec<Option<Range<usize>>>;

/// How sure each pair of words of each two passages is.
pub struct Sureness<'a> {
    /// The number of words of each passage.
    pub lengths: Vec<usize>,
    /// One grid for each two passages, the lower first: 0 and 1, 0 and 2, 1 and 2, 0 and 3, …
    pub grids: Vec<&'a Grid>,
}

/// A word of a passage: the passage, then the word.
type Place = (usize, usize);

impl Sureness<'_> {
    fn of(&self, a: Place, b: Place) -> f32 {
        let (low, high) = if a.0 < b.0 { (a, b) } else { (b, a) };
        self.grids[high.0 * (high.0 - 1) / 2 + low.0].at(low.1, high.1)
    }

    /// All pairs that are sure enough, the surest first; of equal ones those nearer to the beginning.
    fn pairs(&self) -> Vec<(Place, Place)> {
        let mut found = Vec::new();
        for high in 1..self.lengths.len() {
            for low in 0..high {
                let grid = self.grids[high * (high - 1) / 2 + low];
                for i in 0..grid.rows {
                    let sure = grid.row(i).iter().enumerate().filter(|(_, sure)| **sure >= LEAST_SURE);
                    found.extend(sure.map(|(j, &sure)| (sure, i + j, ((low, i), (high, j)))));
                }
            }
        }
        found.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)).then(x.2.cmp(&y.2)));
        found.into_iter().map(|(_, _, pair)| pair).collect()
    }

    /// What a column is worth: for each two of its words that it says stand for each other, how far that is surer than needed.
    /// Cells of as many words correspond in order, others each word with each.
    fn worth(&self, cells: &Cells) -> f32 {
        let told: Vec<(usize, &Range<usize>)> =
            cells.iter().enumerate().filter_map(|(p, c)| Some((p, c.as_ref()?))).collect();
        let mut sum = 0.0;
        for (index, &(high, b)) in told.iter().enumerate() {
            for &(low, a) in told.iter().take(index) {
                let value = |i, j| self.of((low, i), (high, j)) - LEAST_SURE;
                sum += if a.len() == b.len() {
                    a.clone().zip(b.clone()).map(|(i, j)| value(i, j)).sum::<f32>()
                } else {
                    a.clone().flat_map(|i| b.clone().map(move |j| (i, j))).map(|(i, j)| value(i, j)).sum()
                };
            }
        }
        sum
    }
}

/// The columns of a collation: every word stands alone at first; then pairs join columns, the surest first, as long as each cell
/// stays a run of neighbours and the column is worth more than its parts.
pub fn columns(sureness: &Sureness) -> Vec<Cells> {
    let passages = sureness.lengths.len();
    let mut home: Vec<Vec<usize>> = Vec::new();
    let mut columns: Vec<Option<Cells>> = Vec::new();
    for (passage, &length) in sureness.lengths.iter().enumerate() {
        home.push((columns.len()..columns.len() + length).collect());
        columns.extend((0..length).map(|word| {
            let mut cells = vec![None; passages];
            cells[passage] = Some(word..word + 1);
            Some(cells)
        }));
    }
    let pairs = sureness.pairs();
    let mut worths = vec![0.0; columns.len()];
    // A phrase grows from its surest pair; what did not touch it the first time may touch it the second.
    for &(a, b) in pairs.iter().chain(&pairs) {
        let (into, from) = (home[a.0][a.1].min(home[b.0][b.1]), home[a.0][a.1].max(home[b.0][b.1]));
        let (Some(x), Some(y)) = (&columns[into], &columns[from]) else { continue };
        if into == from || !fit(x, y) {
            continue;
        }
        let both: Cells = x.iter().zip(y).map(|(x, y)| union(x.as_ref(), y.as_ref())).collect();
        let worth = sureness.worth(&both);
        if worth > worths[into] + worths[from] {
            for (passage, cell) in both.iter().enumerate() {
                cell.iter().cloned().flatten().for_each(|word| home[passage][word] = into);
            }
            worths[into] = worth;
            columns[into] = Some(both);
            columns[from] = None;
        }
    }
    columns.into_iter().flatten().collect()
}

/// Whether each passage's words in two columns are neighbours, where it has words in both.
fn fit(x: &Cells, y: &Cells) -> bool {
    x.iter().zip(y).all(|cells| match cells {
        (Some(x), Some(y)) => x.end == y.start || y.end == x.start,
        _ => true,
    })
}

/// The words of two cells that fit.
fn union(x: Option<&Range<usize>>, y: Option<&Range<usize>>) -> Option<Range<usize>> {
    match (x, y) {
        (Some(x), Some(y)) => Some(x.start.min(y.start)..x.end.max(y.end)),
        (x, y) => x.or(y).cloned(),
    }
}
