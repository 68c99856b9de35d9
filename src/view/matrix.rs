//! The matrix: how close each two sources are.

use crate::compare::Comparison;
use crate::source::SourceId;
use crate::text::TextRange;

/// What of one source another one tells, too.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Closeness {
    /// Parallels in which both stand.
    pub parallels: usize,
    /// Words of the first source's story in those parallels.
    pub words: usize,
    /// Words of the first source's story.
    pub all: usize,
}

impl Closeness {
    /// The share of the first source's words that the other tells, too, 0 to 1.
    pub fn share(self) -> f32 {
        if self.all == 0 { 0.0 } else { self.words as f32 / self.all as f32 }
    }
}

/// The closeness of every ordered pair: `matrix[a][b]` is how much of `a` stands in `b`, too; the diagonal counts what of `a`
/// stands in any other source.
pub fn matrix(comparison: &Comparison) -> Vec<Vec<Closeness>> {
    let sources = &comparison.corpus.sources;
    let line = |a: SourceId| sources.iter().map(|b| closeness(comparison, a, b.id)).collect();
    sources.iter().map(|source| line(source.id)).collect()
}

fn closeness(comparison: &Comparison, a: SourceId, b: SourceId) -> Closeness {
    let source = comparison.corpus.source(a);
    let mut told: Vec<TextRange> = Vec::new();
    let mut parallels = 0;
    for group in &comparison.alignment.parallels {
        let own = group.passages.iter().filter(|p| p.source == a);
        if group.passages.iter().any(|p| p.source == a) && (a == b || group.passages.iter().any(|p| p.source == b)) {
            parallels += 1;
            told.extend(own.map(|p| p.range));
        }
    }
    told.sort_unstable();
    let (mut words, mut all) = (0, 0);
    let mut next = 0;
    for word in source.story().flat_map(|(_, range)| source.text.words_in(range)) {
        while told.get(next).is_some_and(|range| range.end() <= word.range.start()) {
            next += 1;
        }
        all += 1;
        words += usize::from(told.get(next).is_some_and(|range| range.overlaps(word.range)));
    }
    Closeness { parallels, words, all }
}
