//! How parallel passages differ: collation, discrepancies, coverage. The front door: [`compare`].

pub mod collate;
mod discrepancy;

pub use collate::{Collation, collate};
pub use discrepancy::{Discrepancy, DiscrepancyKind, Reading};

use crate::align::{Alignment, Passage, align};
use crate::monitor::{Cancelled, Monitor};
use crate::source::{Corpus, SourceId};
use crate::text::TextRange;

/// Everything the engine found: the one value that crosses to view, screen and exports. Never changes.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The sources.
    pub corpus: Corpus,
    /// Links, parallels, runs, repeats.
    pub alignment: Alignment,
    /// The word table of each parallel, by its index.
    pub collations: Vec<Collation>,
    /// What differs and matters in each parallel, by its index.
    pub discrepancies: Vec<Vec<Discrepancy>>,
    /// What no other source has: parts of sentences outside of all parallels and of boilerplate, by source and place.
    pub only_here: Vec<Passage>,
}

/// Compares all sources of a corpus.
pub fn compare(corpus: Corpus, monitor: &Monitor) -> Result<Comparison, Cancelled> {
    let alignment = align(&corpus, monitor)?;
    let mut collator = collate::Collator::default();
    let collations: Vec<Collation> =
        alignment.parallels.iter().map(|p| collator.collate(&p.passages, &corpus)).collect();
    let discrepancies =
        alignment.parallels.iter().zip(&collations).map(|(p, c)| discrepancy::discrepancies(p, c, &corpus)).collect();
    let only_here = only_here(&corpus, &alignment);
    Ok(Comparison { corpus, alignment, collations, discrepancies, only_here })
}

impl Comparison {
    /// The sources before they are aligned: each tells everything alone. It gives a reader something to read while the
    /// work goes on.
    pub fn unaligned(corpus: Corpus) -> Self {
        let alignment = Alignment::default();
        let only_here = only_here(&corpus, &alignment);
        Self { corpus, alignment, collations: Vec::new(), discrepancies: Vec::new(), only_here }
    }

    /// The sources that have no passage in a parallel.
    pub fn absent(&self, parallel: usize) -> Vec<SourceId> {
        let passages = &self.alignment.parallels[parallel].passages;
        self.corpus.sources.iter().map(|s| s.id).filter(|id| passages.iter().all(|p| p.source != *id)).collect()
    }
}

fn only_here(corpus: &Corpus, alignment: &Alignment) -> Vec<Passage> {
    let mut found = Vec::new();
    for source in &corpus.sources {
        let mut told: Vec<TextRange> = alignment
            .parallels
            .iter()
            .flat_map(|p| &p.passages)
            .filter(|p| p.source == source.id)
            .map(|p| p.range)
            .collect();
        told.sort_unstable();
        for (_, range) in source.story() {
            found.extend(rest(source.text.content(), range, &told).map(|range| Passage { source: source.id, range }));
        }
    }
    found
}

/// What is left of a range outside of others (sorted), trimmed; pieces without a letter or digit are dropped.
fn rest<'a>(text: &'a str, range: TextRange, told: &'a [TextRange]) -> impl Iterator<Item = TextRange> + 'a {
    let mut at = range.start();
    let inside = told.iter().filter(move |t| t.overlaps(range)).map(|t| (t.start(), t.end()));
    inside.chain([(range.end(), range.end())]).filter_map(move |(start, end)| {
        let piece = (start > at).then(|| TextRange::new(text, at, start));
        at = at.max(end);
        let piece = piece?;
        let words = piece.of(text);
        let start = piece.start() + words.len() - words.trim_start().len();
        let words = words.trim();
        words.chars().any(char::is_alphanumeric).then(|| TextRange::new(text, start, start + words.len()))
    })
}
