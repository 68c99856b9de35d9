//! How parallel passages differ: collation, discrepancies, coverage. The front door: [`compare`].

pub mod collate;
mod discrepancy;
mod echo;
mod referent;

pub use collate::{Collation, collate};
pub use discrepancy::{
    Differences, Discrepancy, DiscrepancyKind, Gravity, Reading, Signs, Told, differences, discrepancies, restated,
};
pub use referent::Referents;

use crate::align::{Alignment, Link, Parallel, Passage, align};
use crate::meaning::{Meanings, meanings};
use crate::monitor::{Cancelled, Monitor};
use crate::source::{Corpus, SourceId};
use crate::text::TextRange;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Everything the engine found: the one value that crosses to view, screen and exports. Never changes.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The sources.
    pub corpus: Corpus,
    /// What the words of the sources mean; corrections collate by it anew.
    pub meanings: Meanings,
    /// Links, parallels, runs, repeats.
    pub alignment: Alignment,
    /// The word table of each parallel, by its index.
    pub collations: Vec<Collation>,
    /// What differs and matters in each parallel, by its index.
    pub discrepancies: Vec<Vec<Discrepancy>>,
    /// What may differ in each parallel, by its index, and is not sure enough to be a discrepancy.
    pub doubtful: Vec<Vec<Discrepancy>>,
    /// What no other source has: parts of sentences outside of all parallels and of boilerplate, by source and place.
    pub only_here: Vec<Passage>,
    /// What a reader wrote down; the engine writes nothing.
    pub remarks: Remarks,
}

/// What a reader wrote down.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Remarks {
    /// Names of parallels, by their indices.
    pub names: BTreeMap<usize, String>,
    /// Notes and bookmarks.
    pub notes: Vec<Remark>,
}

/// A note on a passage, or a bookmark.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Remark {
    /// Where it stands; nothing where its passage was not found again.
    pub place: Option<Passage>,
    /// The passage's words, as they were when the note was made.
    pub words: String,
    /// What it says; nothing makes it a bookmark.
    pub text: String,
}

/// Parallels that are worth a thread of their own.
const LEAST_BATCH: usize = 4;

/// Compares all sources of a corpus.
///
/// # Errors
/// Where the work was cancelled.
pub fn compare(corpus: Corpus, monitor: &Monitor) -> Result<Comparison, Cancelled> {
    let meanings = meanings(&corpus, Vec::new(), monitor)?;
    compare_with(corpus, &meanings, monitor)
}

/// Compares all sources of a corpus whose words' meaning is known already.
///
/// # Errors
/// Where the work was cancelled.
pub fn compare_with(corpus: Corpus, meanings: &Meanings, monitor: &Monitor) -> Result<Comparison, Cancelled> {
    let alignment = align(&corpus, meanings, monitor)?;
    let passages: Vec<&[Passage]> = alignment.parallels.iter().map(|p| p.passages.as_slice()).collect();
    let mut collator = collate::Collator::new(&corpus, meanings);
    let collations = collator.collate_all(&passages);
    let known = Told { corpus: &corpus, meanings, links: &alignment.links };
    let told = |(p, c): (&Parallel, &Collation)| discrepancies(p, c, known);
    let differences: Vec<_> =
        alignment.parallels.par_iter().zip(&collations).with_min_len(LEAST_BATCH).map(told).collect();
    let only_here = only_here(&corpus, &alignment);
    let (mut discrepancies, doubtful): (Vec<_>, Vec<_>) = differences.into_iter().map(|d| (d.sure, d.doubtful)).unzip();
    echo::tell(&mut discrepancies, 0..alignment.parallels.len(), &alignment, (&mut collator, known));
    let (meanings, remarks) = (meanings.clone(), Remarks::default());
    Ok(Comparison { corpus, meanings, alignment, collations, discrepancies, doubtful, only_here, remarks })
}

/// A comparison with other parallels (each its passages in order, the parallels as they are to be numbered), over a corpus of
/// the same texts; what stayed the same is not worked out again. `links` are added to those that are there.
pub fn revised(before: &Comparison, corpus: Corpus, parallels: Vec<Vec<Passage>>, links: Vec<Link>) -> Comparison {
    let mut alignment = Alignment { parallels: Vec::new(), ..before.alignment.clone() };
    alignment.links.extend(links);
    let olds = before.alignment.parallels.iter().enumerate();
    let known: FxHashMap<&[Passage], usize> = olds.map(|(index, p)| (p.passages.as_slice(), index)).collect();
    let meanings = before.meanings.clone();
    let mut collator = collate::Collator::new(&corpus, &meanings);
    let (mut collations, mut found, mut doubtful, mut new) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for passages in parallels {
        if let Some(&old) = known.get(passages.as_slice()) {
            alignment.parallels.push(before.alignment.parallels[old].clone());
            collations.push(before.collations[old].clone());
            found.push(before.discrepancies[old].clone());
            doubtful.push(before.doubtful[old].clone());
            continue;
        }
        let told = |p: &Passage| passages.iter().any(|q| q.source == p.source && q.range.overlaps(p.range));
        let inside = |link: &Link| link.passages.iter().all(told);
        let links = alignment.links.iter().enumerate().filter(|(_, link)| inside(link)).map(|(at, _)| at).collect();
        new.push(alignment.parallels.len());
        let parallel = Parallel { passages, links };
        let collation = collator.collate(&parallel.passages);
        let known = Told { corpus: &corpus, meanings: &meanings, links: &alignment.links };
        let differences = discrepancies(&parallel, &collation, known);
        found.push(differences.sure);
        doubtful.push(differences.doubtful);
        collations.push(collation);
        alignment.parallels.push(parallel);
    }
    let known = Told { corpus: &corpus, meanings: &meanings, links: &alignment.links };
    echo::tell(&mut found, new.into_iter(), &alignment, (&mut collator, known));
    let only_here = only_here(&corpus, &alignment);
    let (discrepancies, remarks) = (found, Remarks::default());
    Comparison { corpus, meanings, alignment, collations, discrepancies, doubtful, only_here, remarks }
}

impl Comparison {
    /// The sources before they are aligned: each tells everything alone. It gives a reader something to read while the
    /// work goes on.
    pub fn unaligned(corpus: Corpus) -> Self {
        let alignment = Alignment::default();
        let only_here = only_here(&corpus, &alignment);
        Self {
            meanings: Meanings::none(&corpus),
            corpus,
            alignment,
            only_here,
            collations: Vec::new(),
            discrepancies: Vec::new(),
            doubtful: Vec::new(),
            remarks: Remarks::default(),
        }
    }

    /// The sources that tell nothing of a parallel: they have no passage in it, and no sentence elsewhere that answers to it.
    pub fn absent(&self, parallel: usize) -> Vec<SourceId> {
        let elsewhere = self.alignment.elsewhere(parallel);
        let told = |id: SourceId| {
            let mut passages = self.alignment.parallels[parallel].passages.iter().chain(&elsewhere);
            passages.any(|passage| passage.source == id)
        };
        self.corpus.sources.iter().map(|s| s.id).filter(|id| !told(*id)).collect()
    }
}

fn only_here(corpus: &Corpus, alignment: &Alignment) -> Vec<Passage> {
    let mut found = Vec::new();
    for source in &corpus.sources {
        let all = alignment.parallels.iter().flat_map(|p| &p.passages);
        let told = joined(all.filter(|p| p.source == source.id).map(|p| p.range).collect());
        for (_, range) in source.story() {
            found.extend(rest(source.text.content(), range, &told).map(|range| Passage { source: source.id, range }));
        }
    }
    found
}

/// Ranges in order, those that overlap as one.
fn joined(mut ranges: Vec<TextRange>) -> Vec<TextRange> {
    ranges.sort_unstable();
    ranges.dedup_by(|next, before| {
        let overlap = next.overlaps(*before);
        *before = if overlap { before.cover(*next) } else { *before };
        overlap
    });
    ranges
}

/// What is left of a range outside of others (in order, none overlapping another), trimmed; pieces without a letter or digit
/// are dropped.
fn rest<'a>(text: &'a str, range: TextRange, told: &'a [TextRange]) -> impl Iterator<Item = TextRange> + 'a {
    let mut at = range.start();
    let first = told.partition_point(|t| t.end() <= range.start());
    let inside = told[first..].iter().take_while(move |t| t.start() < range.end()).map(|t| (t.start(), t.end()));
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
