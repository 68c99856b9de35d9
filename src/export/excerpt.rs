//! An excerpt: what of a comparison an export shows. Every format reads the view through it, so that scope, withheld texts
//! and the base are decided in one place.

use super::narrow::narrowed;
use super::scope::{Part, Scope};
use super::{Options, Texts};
use crate::align::{Homes, Passage};
use crate::compare::{Comparison, Remark};
use crate::monitor::Monitor;
use crate::source::{Source, SourceId};
use crate::view::{
    Disagreement, Entry, Labels, Overview, Referent, Segment, Standing, Synopsis, Utterance, disagreements, framing,
    outline, overview, synopsis, utterances,
};
use std::borrow::Cow;

/// A comparison with what the scope leaves out taken from it, and how it is read.
pub struct Excerpt<'a> {
    /// What is shown. Sources keep their letters and parallels their numbers; a parallel that is left out has no passages.
    pub comparison: Cow<'a, Comparison>,
    /// The source that the others are read against; it is one of those shown.
    pub base: SourceId,
    /// The parallels shown, in the order of their numbers.
    pub entries: Vec<Entry>,
    /// For each source what it is called, whatever the scope leaves of it.
    pub(super) names: Vec<String>,
    homes: Homes,
    labels: Labels,
    /// For each source where its lines end.
    lines: Vec<Vec<usize>>,
    scope: Scope,
    texts: Texts,
    /// Whether paths of files are shown, or their names alone.
    paths: bool,
    monitor: &'a Monitor,
}

/// The most of those named that are listed: a long story names hundreds, and the last of them in one way only.
const MOST_REFERENTS: usize = 40;

impl<'a> Excerpt<'a> {
    /// What the options want of a comparison.
    pub fn new(comparison: &'a Comparison, options: &Options, monitor: &'a Monitor) -> Self {
        let scope = options.scope;
        let shown = |base: SourceId| base.index() < comparison.corpus.sources.len() && shows(scope, base);
        let first = if let Scope::Pair([first, _]) = scope { first } else { SourceId(0) };
        let names = comparison.corpus.sources.iter().map(|source| source.name().to_owned()).collect();
        let whole = comparison;
        let comparison = narrowed(whole, scope);
        let mut excerpt = Self {
            base: if shown(options.base) { options.base } else { first },
            entries: Vec::new(),
            names,
            homes: Homes::of(&comparison.alignment.parallels),
            labels: Labels::default(),
            lines: comparison.corpus.sources.iter().map(|source| line_ends(source.text.content())).collect(),
            scope,
            texts: options.texts,
            paths: options.paths,
            monitor,
            comparison,
        };
        excerpt.entries = excerpt.outline(whole);
        excerpt
    }

    /// Whether a part is shown.
    pub fn holds(&self, part: Part) -> bool {
        self.scope.holds(part) && (part != Part::Notes || self.notes().next().is_some())
    }

    /// Whether a source is shown.
    pub fn shows(&self, source: SourceId) -> bool {
        shows(self.scope, source)
    }

    /// Whether the texts are left out.
    pub fn withholds(&self) -> bool {
        self.texts == Texts::Withheld
    }

    /// Whether all that the sources shown say is shown.
    pub fn is_whole(&self) -> bool {
        self.scope.holds(Part::Synopsis) && self.scope.holds(Part::OnlyHere) && !self.withholds()
    }

    /// The sources shown.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        self.comparison.corpus.sources.iter().filter(|source| self.shows(source.id))
    }

    /// A source.
    pub fn source(&self, id: SourceId) -> &Source {
        self.comparison.corpus.source(id)
    }

    fn outline(&mut self, whole: &Comparison) -> Vec<Entry> {
        // A parallel is called the same in every scope that has all of its passages.
        let called = if matches!(self.scope, Scope::Pair(_)) { &self.comparison } else { whole };
        self.labels = Labels::of(called);
        let mut entries = outline(&self.comparison, &self.labels);
        entries.retain(|entry| entry.spread > 0);
        if self.withholds() {
            let named = &self.comparison.remarks.names;
            for entry in entries.iter_mut().filter(|entry| !named.contains_key(&entry.parallel)) {
                let first = self.comparison.alignment.parallels[entry.parallel].passages.first();
                entry.label = first.map_or_else(String::new, |&passage| self.whereabouts(passage));
            }
        }
        entries
    }

    /// What is known of a parallel, if it is shown.
    pub fn entry(&self, parallel: usize) -> Option<&Entry> {
        let at = self.entries.binary_search_by_key(&parallel, |entry| entry.parallel).ok()?;
        self.entries.get(at)
    }

    /// The story at a glance. Where texts are withheld, no line has words that are not few and differ.
    pub fn overview(&self) -> Overview {
        let mut found = overview(&self.comparison, &self.labels, self.base);
        found.accounts = self.comparison.corpus.accounts(self.sources().map(|source| source.id));
        found.sources.retain(|line| self.shows(line.source));
        found.alone.retain(|alone| self.shows(alone.source));
        for line in &mut found.named {
            line.so.iter_mut().for_each(|so| so.sources.retain(|source| self.shows(*source)));
            line.so.retain(|so| !so.sources.is_empty() && self.may_show(&so.words));
        }
        found.named.retain(|line| line.so.len() > 1);
        if self.withholds() {
            let label = |parallel| self.entry(parallel).map(|entry| entry.label.clone()).unwrap_or_default();
            let left_out = found.left_out.iter_mut().flat_map(|left_out| &mut left_out.lines);
            let told = found.told.iter_mut().flat_map(|spread| &mut spread.lines);
            told.chain(left_out).for_each(|line| line.label = label(line.parallel));
            for line in found.differences.iter_mut().flatten() {
                line.about = label(line.parallel);
                line.readings.iter_mut().for_each(|reading| reading.words = self.differing(reading.place));
            }
            let alone = found.alone.iter_mut().flat_map(|alone| &mut alone.lines);
            alone.for_each(|line| line.words = self.whereabouts(line.place));
        }
        found
    }

    /// The sources side by side, each text once.
    pub fn synopsis(&self) -> Synopsis {
        synopsis(&self.comparison, self.base)
    }

    /// Whether a stretch of text is shown: where the scope asks for some parallels, only their passages are.
    pub fn keeps(&self, segment: &Segment) -> bool {
        let passage = matches!(segment.standing, Standing::Level(..) | Standing::Crossing(..));
        passage || matches!(self.scope, Scope::Everything | Scope::Matrix | Scope::Pair(_))
    }

    /// The file of a source: its name, or where paths are wanted its path.
    pub fn path<'s>(&self, source: &'s Source) -> &'s str {
        self.file(&source.meta.path)
    }

    /// The same of a file that is no source.
    pub fn file<'s>(&self, path: &'s str) -> &'s str {
        if self.paths { path } else { path.rsplit(['/', '\\']).next().unwrap_or(path) }
    }

    /// Work, of which the monitor is told how much is done.
    pub fn counted<'s, T>(&'s self, work: impl ExactSizeIterator<Item = T> + 's) -> impl Iterator<Item = T> + 's {
        self.monitor.expect(work.len() as u64);
        // A file is written whole or not at all, so nobody asks it to stop.
        work.inspect(|_| {
            let _ = self.monitor.advance(1);
        })
    }

    /// The sources shown that tell a parallel.
    pub fn told(&self, entry: &Entry) -> Vec<SourceId> {
        self.sources().map(|source| source.id).filter(|id| entry.told.get(id.index()) == Some(&true)).collect()
    }

    /// The sources shown that do not tell a parallel.
    pub fn absent(&self, entry: &Entry) -> Vec<SourceId> {
        self.sources().map(|source| source.id).filter(|id| entry.told.get(id.index()) == Some(&false)).collect()
    }

    /// The discrepancies, the gravest first.
    pub fn discrepancies(&self) -> Vec<Disagreement> {
        disagreements(&self.comparison)
    }

    /// What is quoted, the most widely quoted first.
    pub fn utterances(&self) -> Vec<Utterance> {
        let mut found = utterances(&self.comparison);
        for utterance in &mut found {
            utterance.wordings.retain(|wording| self.shows(wording.place.source));
            utterance.unquoted.retain(|source| self.shows(*source));
        }
        let here = matches!(self.scope, Scope::Parallel(_));
        found.retain(|utterance| !utterance.wordings.is_empty() && (!here || !utterance.parallels.is_empty()));
        found
    }

    /// How those whom at least two of the sources shown name are named, the most differently named first.
    pub fn framing(&self) -> Vec<Referent> {
        let mut found = framing(&self.comparison);
        found.retain(|referent| referent.sources().filter(|source| self.shows(*source)).count() > 1);
        found.truncate(MOST_REFERENTS);
        found
    }

    /// What a reader noted of what is shown.
    pub fn notes(&self) -> impl Iterator<Item = &Remark> {
        let here = |place: Passage| match self.scope {
            Scope::Parallel(_) => !self.parallels_at(place).is_empty(),
            Scope::Everything | Scope::Discrepancies | Scope::Quotations | Scope::Matrix | Scope::Pair(_) => {
                self.shows(place.source)
            }
        };
        let notes = self.comparison.remarks.notes.iter();
        notes.filter(move |note| note.place.map_or(!matches!(self.scope, Scope::Parallel(_)), here))
    }

    /// Where a noted passage stands, in words; what becomes of one that was not found again.
    pub fn noted_at(&self, note: &Remark) -> String {
        let Some(place) = note.place else { return "not found any more".to_owned() };
        let home = self.parallels_at(place).first().map(|home| format!(", in {}", home + 1));
        format!("{}{}", self.whereabouts(place), home.unwrap_or_default())
    }

    /// The parallels in which a place stands, by index.
    pub fn parallels_at(&self, place: Passage) -> Vec<usize> {
        self.homes.at(place)
    }

    /// The line of its source's text on which a place begins, from 1.
    pub fn line(&self, place: Passage) -> usize {
        1 + self.lines[place.source.index()].partition_point(|&end| end < place.range.start())
    }

    /// `line 12 of A`.
    pub fn whereabouts(&self, passage: Passage) -> String {
        format!("line {} of {}", self.line(passage), passage.source.siglum())
    }
}

fn shows(scope: Scope, source: SourceId) -> bool {
    if let Scope::Pair(pair) = scope { pair.contains(&source) } else { true }
}

/// The bytes at which the lines of a text end.
fn line_ends(text: &str) -> Vec<usize> {
    text.match_indices('\n').map(|(at, _)| at).collect()
}
