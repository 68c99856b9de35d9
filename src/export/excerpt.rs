//! An excerpt: what of a comparison an export shows. Every format reads the view through it, so that scope, withheld texts
//! and the base are decided in one place.

use super::scope::{Part, Scope};
use super::{Options, Texts, place};
use crate::align::Passage;
use crate::compare::{Comparison, Discrepancy, Remark};
use crate::source::{Source, SourceId};
use crate::view::{
    Disagreement, Entry, Mark, Piece, Referent, Utterance, disagreements, framing, outline, pieces, utterances,
};
use std::borrow::Cow;

/// A comparison with what the scope leaves out taken from it, and how it is read.
pub struct Excerpt<'a> {
    /// What is shown. Sources keep their letters and parallels their numbers; a parallel that is left out has no passages.
    pub comparison: Cow<'a, Comparison>,
    /// The source that the others are read against; it is one of those shown.
    pub base: SourceId,
    scope: Scope,
    texts: Texts,
}

/// What stands for words that are withheld.
const WITHHELD: &str = "…";

/// The most of those named that are listed: a long story names hundreds, and the last of them in one way only.
const MOST_REFERENTS: usize = 40;

/// The most words in a row that are shown of a withheld text because they differ: a number, a name, a phrase; more is a
/// passage of its own.
const MOST_SHOWN: usize = 8;

impl<'a> Excerpt<'a> {
    /// What the options want of a comparison.
    pub fn new(comparison: &'a Comparison, options: &Options) -> Self {
        let scope = options.scope;
        let wanted: Option<Vec<bool>> = match scope {
            Scope::Everything | Scope::Matrix | Scope::Pair(_) => None,
            Scope::Parallel(wanted) => Some((0..comparison.collations.len()).map(|p| p == wanted).collect()),
            Scope::Discrepancies => Some(comparison.discrepancies.iter().map(|found| !found.is_empty()).collect()),
            Scope::Quotations => Some(quoted(comparison)),
        };
        let narrowed = match (scope, wanted) {
            (Scope::Pair(pair), _) => Cow::Owned(between(comparison, pair)),
            (_, Some(wanted)) => Cow::Owned(only(comparison, &wanted)),
            (_, None) => Cow::Borrowed(comparison),
        };
        let shown = |base: SourceId| base.index() < comparison.corpus.sources.len() && shows(scope, base);
        let first = if let Scope::Pair([first, _]) = scope { first } else { SourceId(0) };
        let base = if shown(options.base) { options.base } else { first };
        Self { comparison: narrowed, base, scope, texts: options.texts }
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

    /// The sources shown.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        self.comparison.corpus.sources.iter().filter(|source| self.shows(source.id))
    }

    /// A source.
    pub fn source(&self, id: SourceId) -> &Source {
        self.comparison.corpus.source(id)
    }

    /// The parallels shown, in the order of their numbers.
    pub fn entries(&self) -> Vec<Entry> {
        let mut entries = outline(&self.comparison);
        entries.retain(|entry| entry.spread() > 0);
        if self.withholds() {
            let named = &self.comparison.remarks.names;
            for entry in entries.iter_mut().filter(|entry| !named.contains_key(&entry.parallel)) {
                let first = self.comparison.alignment.parallels[entry.parallel].passages.first();
                entry.label = first.map_or_else(String::new, |&passage| self.whereabouts(passage));
            }
        }
        entries
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
    pub fn disagreements(&self) -> Vec<Disagreement> {
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

    /// What a reader noted of the sources shown.
    pub fn notes(&self) -> impl Iterator<Item = &Remark> {
        let notes = self.comparison.remarks.notes.iter();
        notes.filter(|note| note.place.is_none_or(|place| self.shows(place.source)))
    }

    /// The first parallel in which a place stands.
    pub fn parallel_at(&self, place: Passage) -> Option<usize> {
        let holds = |p: &Passage| p.source == place.source && p.range.overlaps(place.range);
        self.comparison.alignment.parallels.iter().position(|parallel| parallel.passages.iter().any(holds))
    }

    /// The text at a place exactly; a sign where texts are withheld.
    pub fn text(&self, place: Passage) -> &str {
        if self.withholds() { WITHHELD } else { self.source(place.source).text.slice(place.range) }
    }

    /// The words at a place, white space made single; a sign where texts are withheld.
    pub fn words(&self, place: Passage) -> String {
        if self.withholds() { WITHHELD.to_owned() } else { place::joined(&self.comparison, place) }
    }

    /// The words of passage number `row` of a parallel, white space made single; only those that differ where texts are
    /// withheld.
    pub fn passage(&self, parallel: usize, row: usize) -> String {
        let passage = self.comparison.alignment.parallels[parallel].passages[row];
        if !self.withholds() {
            return self.words(passage);
        }
        let pieces = pieces(&self.comparison, parallel, row, self.base);
        let words: String = pieces.iter().map(|piece| format!(" {} ", self.piece(passage.source, piece))).collect();
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The words of a piece exactly; a sign for those that do not differ where texts are withheld.
    pub fn piece(&self, source: SourceId, piece: &Piece) -> &str {
        let differs = piece.discrepancy.is_some() || matches!(piece.mark, Mark::Varied | Mark::Added);
        let text = self.source(source).text.slice(piece.range);
        match self.withholds() && !(differs && self.may_show(text)) {
            false => text,
            true if piece.mark == Mark::Shared => "",
            true => WITHHELD,
        }
    }

    /// Whether words that differ may be shown: texts are not withheld, or these are few.
    pub fn may_show(&self, differing: &str) -> bool {
        !self.withholds() || differing.split_whitespace().count() <= MOST_SHOWN
    }

    /// `line 12 of A`.
    pub fn whereabouts(&self, passage: Passage) -> String {
        let source = self.source(passage.source);
        format!("line {} of {}", place::line_number(source, passage.range), source.id.siglum())
    }
}

fn shows(scope: Scope, source: SourceId) -> bool {
    if let Scope::Pair(pair) = scope { pair.contains(&source) } else { true }
}

/// Which parallels have a quotation in them.
fn quoted(comparison: &Comparison) -> Vec<bool> {
    let mut found = vec![false; comparison.collations.len()];
    for parallel in utterances(comparison).iter().flat_map(|utterance| &utterance.parallels) {
        found[*parallel] = true;
    }
    found
}

/// Some parallels and nothing else.
fn only(comparison: &Comparison, wanted: &[bool]) -> Comparison {
    let mut kept = comparison.clone();
    kept.only_here.clear();
    kept.alignment.runs.clear();
    for source in &mut kept.corpus.sources {
        source.boilerplate.clear();
    }
    for (parallel, _) in wanted.iter().enumerate().filter(|(_, wanted)| !**wanted) {
        empty(&mut kept, parallel);
    }
    keep_links(&mut kept, |_| true);
    kept
}

/// Takes a parallel out and leaves its number.
fn empty(comparison: &mut Comparison, parallel: usize) {
    comparison.alignment.parallels[parallel].passages.clear();
    comparison.alignment.parallels[parallel].links.clear();
    comparison.collations[parallel].columns.clear();
    comparison.discrepancies[parallel].clear();
}

/// Two sources as if there were no others: what only one of them tells, it tells alone.
fn between(comparison: &Comparison, pair: [SourceId; 2]) -> Comparison {
    let mut kept = comparison.clone();
    let ours = |passage: &Passage| pair.contains(&passage.source);
    kept.only_here.retain(ours);
    kept.alignment.runs.retain(|run| run.passages.iter().all(ours));
    kept.alignment.repeats.retain(|places| places.iter().all(ours));
    for source in kept.corpus.sources.iter_mut().filter(|source| !pair.contains(&source.id)) {
        source.boilerplate.clear();
    }
    for parallel in 0..kept.collations.len() {
        let stays: Vec<bool> = kept.alignment.parallels[parallel].passages.iter().map(ours).collect();
        let passages = &mut kept.alignment.parallels[parallel].passages;
        passages.retain(ours);
        if pair.iter().all(|source| passages.iter().any(|passage| passage.source == *source)) {
            let columns = &mut kept.collations[parallel].columns;
            for column in &mut *columns {
                let mut stays = stays.iter();
                column.retain(|_| stays.next() == Some(&true));
            }
            columns.retain(|column| column.iter().any(Option::is_some));
            let discrepancies = std::mem::take(&mut kept.discrepancies[parallel]);
            kept.discrepancies[parallel] =
                discrepancies.into_iter().filter_map(|d| among(comparison, d, pair)).collect();
        } else {
            let alone = std::mem::take(&mut kept.alignment.parallels[parallel].passages);
            kept.only_here.extend(alone);
            empty(&mut kept, parallel);
        }
    }
    kept.only_here.sort_unstable();
    keep_links(&mut kept, ours);
    kept
}

/// What is left of a discrepancy between two sources.
fn among(comparison: &Comparison, mut discrepancy: Discrepancy, pair: [SourceId; 2]) -> Option<Discrepancy> {
    discrepancy.readings.retain(|reading| pair.contains(&reading.place.source));
    let words = |place: Passage| place::joined(comparison, place).to_lowercase();
    let mut readings = discrepancy.readings.iter().map(|reading| words(reading.place));
    let first = readings.next()?;
    readings.any(|other| other != first).then_some(discrepancy)
}

/// Keeps the links of the parallels that are left, if their passages are wanted.
fn keep_links(comparison: &mut Comparison, wanted: impl Fn(&Passage) -> bool) {
    let alignment = &mut comparison.alignment;
    let mut links = Vec::new();
    for parallel in &mut alignment.parallels {
        parallel.links.retain(|&link| alignment.links[link].passages.iter().all(&wanted));
        for link in &mut parallel.links {
            links.push(alignment.links[*link].clone());
            *link = links.len() - 1;
        }
    }
    alignment.links = links;
}
