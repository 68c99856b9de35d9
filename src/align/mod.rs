//! Which passages say the same: statements, candidates, measures, judges, groups, links, runs.
//!
//! `unit` cuts the sources into sentences and these into statements; `evidence` finds pairs of sentences worth looking at, by
//! their words and by their `sense`; `likeness` measures the statements of these against each other, and the `judge`s say how
//! sure it is that two say the same; `group` makes parallels of statements, each in one; `extent` and `link` make passages
//! of them and give the reasons. `run` stands beside all this: it looks at wording alone.

mod context;
mod echo;
mod evidence;
mod extent;
mod group;
mod home;
mod judge;
mod likeness;
mod link;
mod measure;
mod model;
mod namesake;
mod order;
mod run;
mod sense;
mod shared;
mod term;
mod twin;
mod unit;
mod weigher;
mod word;

pub use home::Homes;
pub use judge::Judges;
pub(crate) use measure::measures;
pub use measure::{Likeness, Measures};
pub use model::LinkModel;
pub use order::{chain, in_order, reading_order, sequences};
pub use run::{Run, RunOptions, runs};
pub use weigher::Weigher;

use crate::meaning::Meanings;
use crate::monitor::{Cancelled, Monitor};
use crate::source::{Corpus, Source, SourceId};
use crate::text::{Language, TextRange, foreign};
use evidence::Pair;
use likeness::StatedPair;
use rustc_hash::FxHashMap;
use sense::Senses;
use serde::{Deserialize, Serialize};
use twin::Twins;
use unit::Story;

/// A range of one source: in a parallel, statements that stand together.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Passage {
    /// In which source.
    pub source: SourceId,
    /// Where, from the first to the last token.
    pub range: TextRange,
}

/// How two linked passages relate.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
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
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct Match {
    /// The words in the first and in the second passage.
    pub ranges: [TextRange; 2],
    /// What the match weighs; the weights of a link's matches are comparable with each other only.
    pub weight: f32,
}

/// Why two passages are linked.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Evidence {
    /// The matching words, heaviest first.
    pub matches: Vec<Match>,
    /// How sure the link is, 0 to 1.
    pub score: f32,
}

/// Two passages of two sources that say the same, with the evidence for it. Stored once, the lower source first.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Link {
    /// The two passages.
    pub passages: [Passage; 2],
    /// How they relate.
    pub relation: Relation,
    /// Why they are linked.
    pub evidence: Evidence,
}

/// A statement that tells what a parallel says in which its source does not stand: it stands in another one, or in none.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct Echo {
    /// The statement.
    pub place: Passage,
    /// The passage of that parallel to which it answers, or a part of it.
    pub of: Passage,
    /// How sure it is that both say the same, 0 to 1.
    pub score: f32,
}

/// All passages, of two or more sources, that say one thing. A statement stands in one parallel.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Parallel {
    /// The passages, by source, then by place; a source may have several.
    pub passages: Vec<Passage>,
    /// The links that made it, as indices into [`Alignment::links`].
    pub links: Vec<usize>,
}

/// What was found: links, the parallels that they form, runs, and each source's repetitions of itself.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Alignment {
    /// Links between passages of different sources.
    pub links: Vec<Link>,
    /// Parallels, in the order in which the first source tells them ([`reading_order`]); their indices number them.
    pub parallels: Vec<Parallel>,
    /// Longest stretches of two sources that are parallel throughout.
    pub runs: Vec<Run>,
    /// Passages of one source that say again what it said before: the earlier one first.
    pub repeats: Vec<[Passage; 2]>,
    /// What sources tell of parallels elsewhere, by the passages to which they answer.
    pub echoes: Vec<Echo>,
}

impl Alignment {
    /// What sources that do not stand in a parallel tell of it elsewhere, by source and place.
    pub fn elsewhere(&self, parallel: usize) -> Vec<Passage> {
        let passages = &self.parallels[parallel].passages;
        let answers = |passage: &Passage| {
            let first = self.echoes.partition_point(|echo| {
                (echo.of.source, echo.of.range.start()) < (passage.source, passage.range.start())
            });
            let near = self.echoes.iter().skip(first);
            let (source, end) = (passage.source, passage.range.end());
            near.take_while(move |echo| echo.of.source == source && echo.of.range.start() < end).map(|echo| echo.place)
        };
        let mut found: Vec<Passage> = passages.iter().flat_map(answers).collect();
        found.retain(|place| passages.iter().all(|passage| passage.source != place.source));
        found.sort_unstable();
        found.dedup();
        found
    }

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
///
/// # Errors
/// Where the work was cancelled.
pub fn align(corpus: &Corpus, meanings: &Meanings, monitor: &Monitor) -> Result<Alignment, Cancelled> {
    let twins = Twins::of(corpus);
    let compared: Vec<&Source> = corpus.sources.iter().filter(|source| !twins.has(source)).collect();
    let story = || -> Result<Alignment, Cancelled> {
        let stated = Stated::of(&compared, meanings, &LinkModel::shipped(), Judges::shipped(), monitor)?;
        Ok(stated.told(meanings, Judges::shipped()))
    };
    let (told, runs) = rayon::join(story, || run::among(&compared, &RunOptions::default(), monitor));
    let mut alignment = Alignment { runs: runs?, ..told? };
    twins.join(&mut alignment);
    let verbatim = alignment.links.iter_mut().filter(|link| link.relation == Relation::Verbatim);
    verbatim.filter(|link| !same_words(corpus, link.passages)).for_each(|link| link.relation = Relation::NearVerbatim);
    alignment.parallels = in_order(alignment.parallels, |parallel| &parallel.passages, corpus.sources.len());
    Ok(alignment)
}

/// Whether two passages have the same words in the same order: `shall` and `shall not` are not.
fn same_words(corpus: &Corpus, passages: [Passage; 2]) -> bool {
    let [a, b] = passages.map(|passage| {
        let text = &corpus.source(passage.source).text;
        text.words_in(passage.range).map(move |token| text.folded(token))
    });
    a.eq(b)
}

/// The statements of some sources, and what is measured of their pairs.
struct Stated {
    story: Story,
    /// The languages of the sources.
    languages: FxHashMap<SourceId, Language>,
    /// Pairs of sentences.
    linked: Vec<Pair>,
    pairs: Vec<StatedPair>,
}

impl Stated {
    fn of(
        sources: &[&Source],
        meanings: &Meanings,
        model: &LinkModel,
        judges: &Judges,
        monitor: &Monitor,
    ) -> Result<Self, Cancelled> {
        let story = Story::of(sources);
        let senses = Senses::of(&story, meanings);
        let linked = link::measured(&story, &senses, monitor)?;
        let pairs = likeness::measured(&story, &senses, &linked, model, judges);
        let languages = sources.iter().map(|source| (source.id, source.text.language())).collect();
        Ok(Self { story, languages, linked, pairs })
    }

    /// What the statements tell together.
    fn told(&self, meanings: &Meanings, judges: &Judges) -> Alignment {
        let brief = group::surer(self.story.statements.len());
        let language = |statement: usize| {
            let source = self.story.units[self.story.statements[statement].unit].passage.source;
            self.languages.get(&source).copied().unwrap_or(Language::Unknown)
        };
        let wordless =
            |a: usize, b: usize| if foreign(language(a), language(b)) { brief } else { brief.max(group::WORDLESS) };
        let sure = |StatedPair { a, b, likeness }: &StatedPair| {
            let less = if likeness.matched > 0.0 { 0.0 } else { wordless(*a, *b) };
            (*a, *b, (judges.last(likeness) - less).max(0.0))
        };
        let sure: Vec<(usize, usize, f32)> = self.pairs.iter().map(sure).collect();
        let groups = group::whole(&self.story, group::groups(&self.story, &sure));
        let echoes = echo::echoes(&self.story, &groups, &sure);
        let mut alignment = Alignment { repeats: repeats(&self.story), echoes, ..Alignment::default() };
        let table = context::Table::of(self.story.statements.len(), sure.into_iter());
        for group in groups {
            let told = extent::told(&self.story, &group);
            let links = link::links(&self.story, meanings, &told, &table);
            let first = alignment.links.len();
            let passages = told.into_iter().map(|told| told.passage).collect();
            alignment.parallels.push(Parallel { passages, links: (first..first + links.len()).collect() });
            alignment.links.extend(links);
        }
        let links = std::mem::take(&mut alignment.links).into_iter().zip(0..).collect();
        alignment.relink(links);
        alignment
    }
}

/// The passages of each source that say again what it said before.
fn repeats(story: &Story) -> Vec<[Passage; 2]> {
    let again = story.units.iter().filter_map(|unit| Some([story.units[unit.repeats?].passage, unit.passage]));
    let mut found: Vec<_> = again.collect();
    found.sort_unstable();
    found
}

/// What is measured of a corpus, for training the models.
pub struct Measured {
    /// Pairs of sentences of two sources, the lower source first.
    pub sentences: Vec<([Passage; 2], Measures)>,
    /// All statements.
    pub statements: Vec<Passage>,
    /// Pairs of statements, by their numbers.
    pub pairs: Vec<([usize; 2], Likeness)>,
}

/// What is measured of a corpus, with other models than the shipped ones.
///
/// # Errors
/// Where the work was cancelled.
pub fn measured(
    corpus: &Corpus,
    meanings: &Meanings,
    (model, judges): (&LinkModel, &Judges),
    monitor: &Monitor,
) -> Result<Measured, Cancelled> {
    let sources: Vec<&Source> = corpus.sources.iter().collect();
    let Stated { story, linked, pairs, .. } = Stated::of(&sources, meanings, model, judges, monitor)?;
    let passages = |pair: &Pair| {
        let mut passages = [story.units[pair.a].passage, story.units[pair.b].passage];
        passages.sort_unstable();
        passages
    };
    let place = |statement: &unit::Statement| Passage {
        source: story.units[statement.unit].passage.source,
        range: statement.range,
    };
    Ok(Measured {
        sentences: linked.iter().map(|pair| (passages(pair), pair.measures)).collect(),
        statements: story.statements.iter().map(place).collect(),
        pairs: pairs.iter().map(|pair| ([pair.a, pair.b], pair.likeness)).collect(),
    })
}
