//! The overview: the story at a glance. What all tell, where they differ, what only one tells, who is named how by whom.
//!
//! Every list has its weightiest lines first, since a reader sees the first few of each; every line knows the place that it
//! opens: a parallel, a difference or a passage. No line has a width but labels.

mod alone;
mod difference;
mod named;
mod rests;
mod told;

pub use alone::{Alone, AloneLine};
pub use difference::{DifferenceLine, ReadingLine};
pub use named::{NamedLine, NamedSo};
pub use rests::Rests;
pub use told::{Extent, LeftOut, Sign, Spread, ToldLine};

use super::disagreement::{Disagreement, disagreements};
use super::label::Labels;
use crate::compare::{Comparison, Gravity};
use crate::source::{Copy, Source, SourceId};
use crate::text::visible_line;
use jiff::civil::Date;
use std::cmp::Reverse;

/// The story at a glance. Everything in it may be shown as it is: words of sources have passed `visible_line`.
#[derive(Clone, PartialEq, Debug)]
pub struct Overview {
    /// The source that the others are read against.
    pub base: SourceId,
    /// The headline of the base, else of the first source that has one, if any in the base's language; nothing where none has.
    pub title: Option<String>,
    /// The day that most sources give, of several the first.
    pub date: Option<Date>,
    /// The sources, by their numbers.
    pub sources: Vec<SourceLine>,
    /// Sources that rest on one speaker, where that is clear; those of most sources first.
    pub rests: Vec<Rests>,
    /// Accounts: copies of one article are one.
    pub accounts: usize,
    /// The parallels by how many accounts tell them, those that all tell first; no group is empty.
    pub told: Vec<Spread>,
    /// Where the sources differ, by gravity (substance, wording, naming): all three, be they empty.
    pub differences: [Vec<DifferenceLine>; 3],
    /// What only one source tells, by source; those that tell nothing alone are not among them.
    pub alone: Vec<Alone>,
    /// What a source leaves out that all others tell, by source; those that leave out nothing are not among them.
    pub left_out: Vec<LeftOut>,
    /// Who is named differently by different sources; those named in the most different ways first.
    pub named: Vec<NamedLine>,
}

/// A source in a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SourceLine {
    /// Which one.
    pub source: SourceId,
    /// What it is called.
    pub name: String,
    /// Its headline, where it has one.
    pub title: Option<String>,
    /// Who published it, where that is known.
    pub outlet: Option<String>,
    /// Its day, where it is known.
    pub date: Option<Date>,
    /// Words of its story, boilerplate aside.
    pub words: usize,
    /// Of these, words of sentences that it says again: a text that stands there twice has half of its words here.
    pub repeated: usize,
    /// Of which source it is a copy, if it is one.
    pub copy: Option<Copy>,
}

impl Overview {
    /// Where the sources differ with a gravity, the surest and most widespread first.
    pub fn differing(&self, gravity: Gravity) -> &[DifferenceLine] {
        &self.differences[rank(gravity)]
    }

    /// The same overview, read against another base; the differences are all of those that it was made of.
    pub fn read_against(
        &mut self,
        base: SourceId,
        comparison: &Comparison,
        (labels, found): (&Labels, &[Disagreement]),
    ) {
        self.base = base;
        self.title = title(comparison, base);
        self.differences = differences(comparison, labels, found, base);
    }

    /// The parallels that all accounts tell.
    pub fn by_all(&self) -> &[ToldLine] {
        let first = self.told.first().filter(|spread| spread.accounts == self.accounts);
        first.map_or(&[], |spread| spread.lines.as_slice())
    }
}

fn rank(gravity: Gravity) -> usize {
    match gravity {
        Gravity::Substance => 0,
        Gravity::Wording => 1,
        Gravity::Naming => 2,
    }
}

/// The overview of sources that are not compared yet: what each is, and nothing of what they tell.
pub fn overview_before(comparison: &Comparison, base: SourceId) -> Overview {
    let corpus = &comparison.corpus;
    Overview {
        base,
        title: title(comparison, base),
        date: date(comparison),
        sources: corpus.sources.iter().map(|source| source_line(comparison, source)).collect(),
        rests: Vec::new(),
        accounts: corpus.accounts(corpus.sources.iter().map(|source| source.id)),
        told: Vec::new(),
        differences: [const { Vec::new() }; 3],
        alone: Vec::new(),
        left_out: Vec::new(),
        named: Vec::new(),
    }
}

/// The overview of a comparison, its parallels called by their labels, read against a base.
pub fn overview(comparison: &Comparison, labels: &Labels, base: SourceId) -> Overview {
    let before = overview_before(comparison, base);
    let found = disagreements(comparison);
    let told = || (told::told(comparison, labels, &found), rests::rests(comparison));
    let own = || (alone::alone(comparison, labels), named::named(comparison));
    let ((told, rests), (alone, named)) = rayon::join(told, own);
    Overview {
        rests,
        left_out: told::left_out(comparison, &told, before.accounts),
        told: told::spreads(told),
        differences: differences(comparison, labels, &found, base),
        alone,
        named,
        ..before
    }
}

fn differences(
    comparison: &Comparison,
    labels: &Labels,
    found: &[Disagreement],
    base: SourceId,
) -> [Vec<DifferenceLine>; 3] {
    let mut by_gravity = [const { Vec::new() }; 3];
    for line in difference::lines(comparison, labels, found, base) {
        by_gravity[rank(line.kind.gravity())].push(line);
    }
    by_gravity
}

fn title(comparison: &Comparison, base: SourceId) -> Option<String> {
    let sources = &comparison.corpus.sources;
    let own = sources.get(base.index());
    let alike = |source: &&Source| own.is_some_and(|own| own.text.language() == source.text.language());
    let mut all = own.into_iter().chain(sources.iter().filter(alike)).chain(sources);
    let titled = all.find_map(|source| source.meta.title.as_deref());
    titled.map(|title| visible_line(title).into_owned())
}

/// The day that most sources give, of several the first.
fn date(comparison: &Comparison) -> Option<Date> {
    let dates: Vec<Date> = comparison.corpus.sources.iter().filter_map(|source| source.meta.date).collect();
    let often = |date: &Date| dates.iter().filter(|other| *other == date).count();
    dates.iter().copied().max_by_key(|date| (often(date), Reverse(*date)))
}

fn source_line(comparison: &Comparison, source: &Source) -> SourceLine {
    let shown = |words: &Option<String>| words.as_deref().map(|words| visible_line(words).into_owned());
    let words = |range| source.text.words_in(range).count();
    let again = comparison.alignment.repeats.iter().filter(|[_, again]| again.source == source.id);
    SourceLine {
        source: source.id,
        name: visible_line(source.name()).into_owned(),
        title: shown(&source.meta.title),
        outlet: shown(&source.meta.outlet),
        date: source.meta.date,
        words: source.story().map(|(_, range)| words(range)).sum(),
        repeated: again.map(|[_, again]| words(again.range)).sum(),
        copy: source.copy,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::Passage;
    use crate::compare::compare;
    use crate::monitor::Monitor;
    use crate::source::{Corpus, sample};
    use crate::view::disagreements;

    fn of(corpus: Corpus) -> (Comparison, Overview) {
        let comparison = compare(corpus, &Monitor::default()).expect("nobody cancels");
        let overview = overview(&comparison, &Labels::of(&comparison), SourceId(0));
        (comparison, overview)
    }

    #[test]
    fn every_parallel_and_difference_stands_there_once() {
        let (comparison, overview) = of(sample());
        let mut parallels: Vec<usize> =
            overview.told.iter().flat_map(|spread| &spread.lines).map(|line| line.parallel).collect();
        parallels.sort_unstable();
        assert_eq!(parallels, (0..comparison.alignment.parallels.len()).collect::<Vec<_>>());
        let mut differences: Vec<usize> = overview.differences.iter().flatten().map(|line| line.difference).collect();
        differences.sort_unstable();
        assert_eq!(differences, (0..disagreements(&comparison).len()).collect::<Vec<_>>());
        let known = |place: &Passage| comparison.only_here.contains(place);
        assert!(overview.alone.iter().flat_map(|alone| &alone.lines).all(|line| known(&line.place)));
        for line in overview.told.iter().flat_map(|spread| &spread.lines) {
            let absent = comparison.absent(line.parallel);
            let untold = line.extents.iter().zip(0..).filter(|(extent, _)| **extent == Extent::Untold);
            assert_eq!(untold.map(|(_, number)| SourceId(number)).collect::<Vec<_>>(), absent);
            assert_eq!(line.sign.is_some(), !line.by.is_empty());
        }
    }

    #[test]
    fn the_sample_at_a_glance() {
        let (_, overview) = of(sample());
        let sigla = |sources: &[SourceId]| sources.iter().map(|source| source.siglum()).collect::<String>();
        let rests: Vec<(String, &str)> =
            overview.rests.iter().map(|rests| (sigla(&rests.sources), rests.speaker.as_str())).collect();
        assert_eq!(rests, [("ABD".to_owned(), "Yuri Ushakov")]);
        assert_eq!(overview.by_all().first().map(|line| line.parallel), Some(1), "the call itself comes first");
        let lasted =
            overview.told.iter().flat_map(|spread| &spread.lines).find(|line| line.label.contains("50 minutes"));
        let lasted = lasted.expect("the length of the call");
        assert_eq!(lasted.extents[3], Extent::Partly, "D tells it where it tells the call");
        assert_eq!(lasted.extents[4], Extent::Untold, "E counts the calls");
        assert_eq!(lasted.elsewhere.iter().map(|place| place.source).collect::<Vec<_>>(), [SourceId(3)]);
        let most = overview.left_out.iter().max_by_key(|left_out| left_out.lines.len()).map(|left_out| left_out.source);
        assert_eq!(most, Some(SourceId(4)), "E goes its own way");
        assert!(overview.sources[1].repeated * 4 > overview.sources[1].words, "B stands there twice in part");
        let most = overview.alone.iter().max_by_key(|alone| alone.lines.len()).map(|alone| alone.source);
        assert_eq!(most, Some(SourceId(4)));
        assert!(overview.named.iter().any(|line| line.so.iter().any(|so| so.words == "dictator")));
    }

    #[test]
    fn what_says_little_is_not_told() {
        let (_, overview) = of(Corpus::of_texts(["", "Yes.", "\u{1b}[31m The talks failed on Monday."], None));
        assert_eq!((overview.told, overview.left_out, overview.rests), Default::default());
        assert!(overview.alone.iter().flat_map(|alone| &alone.lines).all(|line| !line.words.contains('\u{1b}')));
        assert_eq!(overview.accounts, 3);
    }
}
