//! The synopsis: the sources side by side with parallels brought level.

use super::piece::{Piece, pieces};
use crate::align::Passage;
use crate::compare::Comparison;
use crate::source::SourceId;
use crate::text::TextRange;

/// The sources side by side, in the order in which the base tells the story.
#[derive(Clone, PartialEq, Debug)]
pub struct Synopsis {
    /// The source that the others are read against.
    pub base: SourceId,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// One level of the synopsis: a parallel, or text outside of parallels.
#[derive(Clone, PartialEq, Debug)]
pub struct Row {
    /// The parallel that is level here, or none.
    pub parallel: Option<usize>,
    /// One cell a source, by their numbers.
    pub cells: Vec<Cell>,
}

/// What one source has in a row.
#[derive(Clone, PartialEq, Debug)]
pub enum Cell {
    /// Its passages of the row's parallel, in their order.
    Told(Vec<Telling>),
    /// It does not tell this.
    Untold,
    /// What it alone tells here, and boilerplate, in their order; nothing where it has none between its neighbours.
    Alone(Vec<Aside>),
}

/// A passage of a parallel as one source tells it.
#[derive(Clone, PartialEq, Debug)]
pub struct Telling {
    /// Where it stands.
    pub passage: Passage,
    /// Its words, marked against the base.
    pub pieces: Vec<Piece>,
    /// The source says here again what it said before.
    pub repeat: bool,
}

/// A stretch outside of all parallels.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Aside {
    /// Where it stands.
    pub range: TextRange,
    /// It is boilerplate, not story.
    pub boilerplate: bool,
}

/// The synopsis of a comparison, read against a base. Every sentence of every source stands in at least one row.
pub fn synopsis(comparison: &Comparison, base: SourceId) -> Synopsis {
    let order = parallel_order(comparison, base);
    let asides = asides_after(comparison);
    let mut rows = Vec::new();
    push_asides(&mut rows, &asides[0]);
    for parallel in order {
        rows.push(Row { parallel: Some(parallel), cells: told(comparison, parallel, base) });
        push_asides(&mut rows, &asides[parallel + 1]);
    }
    Synopsis { base, rows }
}

fn told(comparison: &Comparison, parallel: usize, base: SourceId) -> Vec<Cell> {
    let passages = &comparison.alignment.parallels[parallel].passages;
    let repeats = &comparison.alignment.repeats;
    let cell = |source: SourceId| {
        let rows = (0..passages.len()).filter(|&row| passages[row].source == source);
        let tellings: Vec<Telling> = rows
            .map(|row| Telling {
                passage: passages[row],
                pieces: pieces(comparison, parallel, row, base),
                repeat: repeats
                    .iter()
                    .any(|[_, again]| again.source == source && again.range.overlaps(passages[row].range)),
            })
            .collect();
        if tellings.is_empty() { Cell::Untold } else { Cell::Told(tellings) }
    };
    comparison.corpus.sources.iter().map(|s| cell(s.id)).collect()
}

/// Parallels in the base's order; one that the base does not tell comes after the one before it in the first source that
/// tells it.
fn parallel_order(comparison: &Comparison, base: SourceId) -> Vec<usize> {
    let parallels = &comparison.alignment.parallels;
    let first_in = |parallel: usize, source: SourceId| {
        parallels[parallel].passages.iter().find(|p| p.source == source).map(|p| p.range)
    };
    let sequence = |source: SourceId| {
        let mut found: Vec<(TextRange, usize)> =
            (0..parallels.len()).filter_map(|p| Some((first_in(p, source)?, p))).collect();
        found.sort_unstable();
        found
    };
    let mut order: Vec<usize> = sequence(base).into_iter().map(|(_, parallel)| parallel).collect();
    for source in comparison.corpus.sources.iter().map(|s| s.id).filter(|&id| id != base) {
        let mut at = 0;
        for (_, parallel) in sequence(source) {
            match order.iter().position(|&placed| placed == parallel) {
                Some(place) => at = place + 1,
                None => {
                    order.insert(at, parallel);
                    at += 1;
                }
            }
        }
    }
    order
}

/// For each place between rows (0 before the first, `p + 1` after parallel `p`): each source's text outside of parallels that
/// follows there.
fn asides_after(comparison: &Comparison) -> Vec<Vec<Vec<Aside>>> {
    let sources = comparison.corpus.sources.len();
    let mut found = vec![vec![Vec::new(); sources]; comparison.alignment.parallels.len() + 1];
    for source in &comparison.corpus.sources {
        let mut passages: Vec<(TextRange, usize)> = comparison
            .alignment
            .parallels
            .iter()
            .enumerate()
            .filter_map(|(index, p)| Some((p.passages.iter().find(|p| p.source == source.id)?.range, index)))
            .collect();
        passages.sort_unstable();
        let alone = comparison
            .only_here
            .iter()
            .filter(|p| p.source == source.id)
            .map(|p| Aside { range: p.range, boilerplate: false });
        let aside = source.boilerplate.iter().map(|b| Aside { range: b.range, boilerplate: true });
        let mut all: Vec<Aside> = alone.chain(aside).collect();
        all.sort_unstable_by_key(|a| a.range);
        for aside in all {
            let before = passages.partition_point(|(range, _)| range.start() <= aside.range.start());
            let place = before.checked_sub(1).map_or(0, |index| passages[index].1 + 1);
            found[place][source.id.index()].push(aside);
        }
    }
    found
}

fn push_asides(rows: &mut Vec<Row>, asides: &[Vec<Aside>]) {
    if asides.iter().any(|list| !list.is_empty()) {
        rows.push(Row { parallel: None, cells: asides.iter().map(|list| Cell::Alone(list.clone())).collect() });
    }
}
