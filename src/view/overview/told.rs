//! What the sources tell: the parallels by how many accounts tell them.

use crate::align::Passage;
use crate::compare::{Comparison, DiscrepancyKind, Gravity};
use crate::source::{Copy, SourceId};
use crate::view::disagreement::Disagreement;
use crate::view::label::Labels;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// How much of a parallel a source tells.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Extent {
    /// Nothing.
    Untold,
    /// Less than half of what most of those have that tell it, or something in a passage of another parallel.
    Partly,
    /// What the others have.
    Whole,
}

impl Extent {
    /// Its sign in a row of dots.
    pub fn dot(self) -> char {
        match self {
            Self::Untold => '○',
            Self::Partly => '◐',
            Self::Whole => '●',
        }
    }
}

/// What a parallel's line says of its differences: the gravest only.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Sign {
    /// Both cannot be so.
    Contradiction,
    /// An utterance is quoted in other words.
    Quoted,
    /// Hedged or named otherwise.
    Named,
}

impl Sign {
    /// As it is shown.
    pub fn mark(self) -> char {
        match self {
            Self::Contradiction => '≠',
            Self::Quoted => '"',
            Self::Named => '~',
        }
    }

    /// The sign of a kind of difference.
    pub fn of(kind: DiscrepancyKind) -> Self {
        match (kind.gravity(), kind) {
            (Gravity::Substance, _) => Self::Contradiction,
            (Gravity::Wording | Gravity::Naming, DiscrepancyKind::Quote) => Self::Quoted,
            (Gravity::Wording | Gravity::Naming, _) => Self::Named,
        }
    }
}

/// Parallels that so many accounts tell.
#[derive(Clone, PartialEq, Debug)]
pub struct Spread {
    /// How many accounts tell them; copies of one article are one, so that what only copies tell has one.
    pub accounts: usize,
    /// The parallels, the weightiest first.
    pub lines: Vec<ToldLine>,
}

/// A parallel in a line.
#[derive(Clone, PartialEq, Debug)]
pub struct ToldLine {
    /// Its index: what the line opens.
    pub parallel: usize,
    /// What it is about.
    pub label: String,
    /// How much of it each source tells, by their numbers.
    pub extents: Vec<Extent>,
    /// What sources tell of it in passages of other parallels, or of none, by source and place; such a source tells it partly.
    pub elsewhere: Vec<Passage>,
    /// How many accounts tell it.
    pub accounts: usize,
    /// The gravest of its differences.
    pub sign: Option<Sign>,
    /// Who stands out by it: the sources that have not what most of the others have; all that take part where no reading has
    /// more sources than another.
    pub by: Vec<SourceId>,
    /// How much it matters to the story, from 0: what all tell, and early, has 1.
    pub weight: f32,
}

/// What a source leaves out that all others tell.
#[derive(Clone, PartialEq, Debug)]
pub struct LeftOut {
    /// The source; of copies of one article the first.
    pub source: SourceId,
    /// The parallels, the weightiest first.
    pub lines: Vec<ToldLine>,
}

/// What a line loses whose label cannot be read alone.
const LEANING: f32 = 0.3;
/// A label that lacks so much cannot be.
const LACKING: f32 = 20.0;

/// The parallels, each in a line, the weightiest first.
pub fn told(comparison: &Comparison, labels: &Labels, found: &[Disagreement]) -> Vec<ToldLine> {
    let mut gravest: FxHashMap<usize, &Disagreement> = FxHashMap::default();
    for one in found {
        let known = gravest.entry(one.parallel).or_insert(one);
        if Sign::of(one.kind) < Sign::of(known.kind) {
            *known = one;
        }
    }
    let line = |(parallel, label): (usize, &str)| {
        let passages = &comparison.alignment.parallels[parallel].passages;
        let differs = gravest.get(&parallel);
        let elsewhere = comparison.alignment.elsewhere(parallel);
        let told = passages.iter().chain(&elsewhere).map(|passage| passage.source);
        ToldLine {
            parallel,
            label: label.to_owned(),
            extents: extents(comparison, parallel, &elsewhere),
            accounts: comparison.corpus.accounts(told),
            elsewhere,
            sign: differs.map(|one| Sign::of(one.kind)),
            by: differs.map(|one| standing_out(one)).unwrap_or_default(),
            weight: weight(comparison, passages, labels.lacks(parallel)),
        }
    };
    let all = 0..comparison.alignment.parallels.len();
    let mut lines: Vec<ToldLine> = all.map(|parallel| line((parallel, labels.get(parallel)))).collect();
    lines.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.parallel.cmp(&b.parallel)));
    lines
}

/// The lines by how many accounts tell them.
pub fn spreads(lines: Vec<ToldLine>) -> Vec<Spread> {
    let mut found: Vec<Spread> = Vec::new();
    for line in lines.into_iter().filter(|line| line.accounts > 0) {
        match found.iter_mut().find(|spread| spread.accounts == line.accounts) {
            Some(spread) => spread.lines.push(line),
            None => found.push(Spread { accounts: line.accounts, lines: vec![line] }),
        }
    }
    found.sort_by_key(|spread| std::cmp::Reverse(spread.accounts));
    found
}

/// What each source leaves out that all others tell; of two sources, neither does.
pub fn left_out(comparison: &Comparison, lines: &[ToldLine], accounts: usize) -> Vec<LeftOut> {
    let Some(others) = accounts.checked_sub(1).filter(|others| *others > 1) else { return Vec::new() };
    let mut found: Vec<LeftOut> = Vec::new();
    for line in lines.iter().filter(|line| line.accounts == others) {
        let untold = line.extents.iter().zip(0..).filter(|(extent, _)| **extent == Extent::Untold);
        // A copy leaves out what the copied source may have: it is the account that leaves something out.
        let account = |id: SourceId| comparison.corpus.source(id).copy.map_or(id, Copy::of);
        let told: BTreeSet<SourceId> = line.tellers().map(account).collect();
        let missing = untold.map(|(_, number)| SourceId(number)).find(|id| !told.contains(&account(*id)));
        let Some(source) = missing else { continue };
        match found.iter_mut().find(|left_out| left_out.source == source) {
            Some(left_out) => left_out.lines.push(line.clone()),
            None => found.push(LeftOut { source, lines: vec![line.clone()] }),
        }
    }
    found.sort_by_key(|left_out| left_out.source);
    found
}

impl ToldLine {
    /// The sources that tell it, whole or partly.
    pub fn tellers(&self) -> impl Iterator<Item = SourceId> {
        let told = self.extents.iter().zip(0u16..).filter(|(extent, _)| **extent != Extent::Untold);
        told.map(|(_, number)| SourceId(number))
    }
}

/// How much of a parallel each source tells, told by the columns of its collation in which most of those stand that tell it;
/// what is told elsewhere is told partly.
fn extents(comparison: &Comparison, parallel: usize, elsewhere: &[Passage]) -> Vec<Extent> {
    let passages = &comparison.alignment.parallels[parallel].passages;
    let mut found = vec![Extent::Untold; comparison.corpus.sources.len()];
    let mut tellers: Vec<SourceId> = passages.iter().map(|passage| passage.source).collect();
    tellers.dedup();
    let mut held = vec![0usize; found.len()];
    let mut common = 0;
    for column in &comparison.collations[parallel].columns {
        let cells = column.iter().zip(passages).filter(|(cell, _)| cell.is_some());
        let mut holders: Vec<SourceId> = cells.map(|(_, passage)| passage.source).collect();
        holders.dedup();
        if 2 * holders.len() > tellers.len() {
            common += 1;
            holders.iter().for_each(|holder| held[holder.index()] += 1);
        }
    }
    for teller in tellers {
        let whole = 2 * held[teller.index()] >= common;
        found[teller.index()] = if whole { Extent::Whole } else { Extent::Partly };
    }
    elsewhere.iter().for_each(|place| found[place.source.index()] = Extent::Partly);
    found
}

/// The sources that do not read what most read; all where no reading has more sources than another.
fn standing_out(one: &Disagreement) -> Vec<SourceId> {
    let sources = |places: &Vec<Passage>| places.iter().map(|place| place.source).collect::<BTreeSet<_>>();
    let readings: Vec<BTreeSet<SourceId>> = one.readings.iter().map(sources).collect();
    let most = readings.iter().map(BTreeSet::len).max().unwrap_or(0);
    let widest: Vec<&BTreeSet<SourceId>> = readings.iter().filter(|sources| sources.len() == most).collect();
    let usual = if let [only] = widest.as_slice() { Some(*only) } else { None };
    let out = readings.iter().flatten().filter(|source| usual.is_none_or(|usual| !usual.contains(*source)));
    let found: BTreeSet<SourceId> = out.copied().collect();
    // A source that contradicts itself stands out by that.
    let all = || readings.iter().flatten().copied().collect();
    if found.is_empty() { all() } else { found }.into_iter().collect()
}

/// How much a parallel matters: news stands early, and what cannot be understood by its label opens no story.
fn weight(comparison: &Comparison, passages: &[Passage], lacks: f32) -> f32 {
    let early = |passage: &Passage| {
        let length = comparison.corpus.source(passage.source).text.content().len().max(1);
        1.0 - passage.range.start() as f32 / length as f32
    };
    let first: Vec<f32> =
        passages.chunk_by(|a, b| a.source == b.source).filter_map(|own| own.first()).map(early).collect();
    let mean = first.iter().sum::<f32>() / first.len().max(1) as f32;
    let leans = if lacks < LACKING { 0.0 } else { LEANING };
    (mean - leans).max(0.0)
}
