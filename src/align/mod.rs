//! Which passages say the same: candidates, evidence, links, parallels, runs.

mod clause;
mod context;
mod evidence;
mod extent;
mod home;
mod link;
mod measure;
mod model;
mod namesake;
mod order;
mod parallel;
mod run;
mod term;
mod twin;
mod unit;
mod verbatim;
mod word;

pub use home::Homes;
pub use measure::Measures;
pub use model::LinkModel;
pub use order::{in_order, reading_order, sequences};
pub use run::{Run, RunOptions, runs};

use crate::monitor::{Cancelled, Monitor};
use crate::source::{Corpus, Source, SourceId};
use crate::text::TextRange;
use std::collections::BTreeSet;
use twin::Twins;

/// A range of one source, a clause to a few sentences.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Passage {
    /// In which source.
    pub source: SourceId,
    /// Where, from the first to the last token.
    pub range: TextRange,
}

/// How two linked passages relate.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Relation {
    /// The same words in the same order.
    Verbatim,
    /// Nearly the same words.
    NearVerbatim,
    /// The same thing in other words.
    Paraphrase,
}

impl Relation {
    /// Its name, on screen and in every format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::NearVerbatim => "near-verbatim",
            Self::Paraphrase => "paraphrase",
        }
    }
}

/// Words of two passages that stand for each other, and what they weigh as evidence.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Match {
    /// The words in the first and in the second passage.
    pub ranges: [TextRange; 2],
    /// What the match weighs; the weights of a link's matches are comparable with each other only.
    pub weight: f32,
}

/// Why two passages are linked.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Evidence {
    /// The matching words, heaviest first.
    pub matches: Vec<Match>,
    /// How sure the link is, 0 to 1.
    pub score: f32,
}

/// Two passages of two sources that say the same, with the evidence for it. Stored once, the lower source first.
#[derive(Clone, PartialEq, Debug)]
pub struct Link {
    /// The two passages.
    pub passages: [Passage; 2],
    /// How they relate.
    pub relation: Relation,
    /// Why they are linked.
    pub evidence: Evidence,
}

/// All passages, of two or more sources, that say one thing.
#[derive(Clone, PartialEq, Debug)]
pub struct Parallel {
    /// The passages, by source, then by place; a source may have several.
    pub passages: Vec<Passage>,
    /// The links that made it, as indices into [`Alignment::links`].
    pub links: Vec<usize>,
}

/// What was found: links, the parallels that they form, runs, and each source's repetitions of itself.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Alignment {
    /// Links between passages of different sources.
    pub links: Vec<Link>,
    /// Parallels, in the order in which the first source tells them ([`reading_order`]); their indices number them.
    pub parallels: Vec<Parallel>,
    /// Longest stretches of two sources that are parallel throughout.
    pub runs: Vec<Run>,
    /// Passages of one source that say again what it said before: the earlier one first.
    pub repeats: Vec<[Passage; 2]>,
}

impl Alignment {
    /// Takes links in place of those that are there, by their passages, each with the number by which parallels call it; several
    /// may have one number.
    fn relink(&mut self, mut links: Vec<(Link, usize)>) {
        links.sort_by_key(|(link, _)| link.passages);
        let count = links.iter().map(|(_, number)| number + 1).max().unwrap_or(0);
        let mut places: Vec<Vec<usize>> = vec![Vec::new(); count];
        links.iter().enumerate().for_each(|(new, (_, old))| places[*old].push(new));
        for parallel in &mut self.parallels {
            parallel.links = parallel.links.iter().flat_map(|&old| places[old].iter().copied()).collect();
            parallel.links.sort_unstable();
        }
        self.links = links.into_iter().map(|(link, _)| link).collect();
    }
}

/// Aligns all sources of a corpus with each other.
pub fn align(corpus: &Corpus, monitor: &Monitor) -> Result<Alignment, Cancelled> {
    align_with(corpus, &LinkModel::shipped(), monitor)
}

/// Aligns all sources of a corpus with each other by a model of links other than the shipped one.
pub fn align_with(corpus: &Corpus, model: &LinkModel, monitor: &Monitor) -> Result<Alignment, Cancelled> {
    let twins = Twins::of(corpus);
    let compared: Vec<&Source> = corpus.sources.iter().filter(|source| !twins.has(source)).collect();
    let story = || -> Result<Alignment, Cancelled> {
        let story = unit::Story::of(&compared);
        let pairs = link::measured(&story, monitor)?;
        let linked = link::linked(&pairs, model);
        let sure = context::Table::new(story.units.len(), &pairs, |pair| model.sure(&pair.measures));
        let groups = parallel::groups(&story, &sure, model.least_sure());
        let (links, parallels) = said(&story, &linked, &groups);
        let mut told = Alignment { links, parallels, runs: Vec::new(), repeats: repeats(&story) };
        verbatim::join(&compared, &story, &mut told);
        Ok(told)
    };
    let (told, runs) = rayon::join(story, || run::among(&compared, &RunOptions::default(), monitor));
    let mut alignment = Alignment { runs: runs?, ..told? };
    twins.join(&mut alignment);
    alignment.parallels = in_order(alignment.parallels, |parallel| &parallel.passages, corpus.sources.len());
    Ok(alignment)
}

/// Links and parallels by their passages, in the order of the corpus.
fn said(story: &unit::Story, linked: &[link::Linked], groups: &[Vec<parallel::Part>]) -> (Vec<Link>, Vec<Parallel>) {
    let mut links: Vec<(Link, [usize; 2])> = linked.iter().map(|l| (link::link(story, l), l.units)).collect();
    links.sort_by_key(|(link, _)| link.passages);
    let mut links_of = vec![Vec::new(); story.units.len()];
    for (at, (_, [a, b])) in links.iter().enumerate() {
        links_of[*a].push((*b, at));
    }
    let parallel = |group: &Vec<parallel::Part>| {
        let units: BTreeSet<usize> = group.iter().map(|part| part.unit).collect();
        let inside = units.iter().flat_map(|&unit| &links_of[unit]).filter(|(other, _)| units.contains(other));
        let mut links: Vec<usize> = inside.map(|&(_, at)| at).collect();
        links.sort_unstable();
        Parallel { passages: extent::passages(story, group), links }
    };
    let parallels = groups.iter().map(parallel).collect();
    (links.into_iter().map(|(link, _)| link).collect(), parallels)
}

/// The passages of each source that say again what it said before.
fn repeats(story: &unit::Story) -> Vec<[Passage; 2]> {
    let again = story.units.iter().filter_map(|unit| Some([story.units[unit.repeats?].passage, unit.passage]));
    let mut found: Vec<_> = again.collect();
    found.sort_unstable();
    found
}

/// What is measured of the pairs of sentences of two sources, for training a model: the lower source first.
pub fn measured(corpus: &Corpus, monitor: &Monitor) -> Result<Vec<([Passage; 2], Measures)>, Cancelled> {
    let story = unit::Story::of(&corpus.sources.iter().collect::<Vec<_>>());
    let pairs = link::measured(&story, monitor)?;
    let passages = |pair: &evidence::Pair| {
        let mut passages = [story.units[pair.a].passage, story.units[pair.b].passage];
        passages.sort_unstable();
        passages
    };
    Ok(pairs.iter().map(|pair| (passages(pair), pair.measures)).collect())
}
