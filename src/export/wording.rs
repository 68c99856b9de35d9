//! The words of an export: those of the sources, or where texts are withheld only the few that differ. Every format takes its
//! words from here, so that none lets through what another withholds.

use super::excerpt::Excerpt;
use super::place::{joined, shortened};
use crate::align::Passage;
use crate::compare::Remark;
use crate::source::{Source, SourceId};
use crate::text::visible_line;
use crate::view::{Mark, Piece, Segment, Step, revision};
use unicode_segmentation::UnicodeSegmentation;

/// What stands for words that are withheld.
const WITHHELD: &str = " … ";

/// The most words in a row that are shown of a withheld text because they differ: a number, a name, a phrase; more is a
/// passage of its own.
pub const MOST_SHOWN: usize = 8;

/// Columns of a name that is no title: enough to tell sources apart.
const NAME: usize = 60;

/// A step through a passage, with the words that are written for it.
pub enum Stroke<'a> {
    /// Words of the passage, and how they are shown.
    Own(Piece, &'a str),
    /// Words of the base that are not there, white space made single.
    Omitted(String),
    /// Here stand words that are withheld.
    Withheld,
}

impl Stroke<'_> {
    /// The words that it shows; a sign for those withheld.
    pub fn words(&self) -> &str {
        match self {
            Self::Own(_, words) => words,
            Self::Omitted(words) => words,
            Self::Withheld => WITHHELD,
        }
    }
}

impl Excerpt<'_> {
    /// What the whole is about: the headline of the base, else of the first source that has one, if any in the base's language;
    /// safe to show in a line.
    pub fn title(&self) -> String {
        self.title_of(self.base)
    }

    /// The same, were another source the base.
    pub fn title_of(&self, base: SourceId) -> String {
        let base = self.source(base);
        let own = self.sources().filter(|source| source.text.language() == base.text.language());
        let mut sources = std::iter::once(base).chain(own).chain(self.sources());
        let headline = sources.find_map(|source| source.meta.title.as_deref());
        headline.map_or_else(|| self.subtitle(), |headline| visible_line(headline).into_owned())
    }

    /// `5 sources side by side`.
    pub fn subtitle(&self) -> String {
        format!("{} sources side by side", self.sources().count())
    }

    /// What a source is called: its title, else its outlet, its file's name or how its text begins; safe to show in a line.
    pub fn name(&self, source: &Source) -> String {
        let file = || source.meta.path.rsplit(['/', '\\']).next().unwrap_or_default();
        let other = || match (self.withholds(), &source.meta.outlet) {
            (true, Some(outlet)) => outlet,
            (true, None) => file(),
            (false, _) => &self.names[source.id.index()],
        };
        let name = source.meta.title.clone().unwrap_or_else(|| shortened(other(), NAME));
        visible_line(&name).into_owned()
    }

    /// What tells a source from the others: its outlet, its file's name, a part of its headline; safe to show in a line. Where
    /// texts are withheld, no words of one that are not its title.
    pub fn called(&self, id: SourceId) -> String {
        let source = self.source(id);
        if self.withholds() { self.name(source) } else { visible_line(&self.names[id.index()]).into_owned() }
    }

    /// The text at a place exactly; a sign where texts are withheld.
    pub fn text(&self, place: Passage) -> &str {
        if self.withholds() { WITHHELD.trim() } else { self.source(place.source).text.slice(place.range) }
    }

    /// The words at a place, white space made single; a sign where texts are withheld.
    pub fn words(&self, place: Passage) -> String {
        if self.withholds() { WITHHELD.trim().to_owned() } else { joined(&self.comparison, place) }
    }

    /// The words of a noted passage: as they are, or as they were where it was not found again.
    pub fn noted(&self, note: &Remark) -> String {
        let lost = || if self.withholds() { WITHHELD.trim().to_owned() } else { note.words.clone() };
        note.place.map_or_else(lost, |place| self.words(place))
    }

    /// Words that others have not, white space made single; a sign where texts are withheld and these are many.
    pub fn differing(&self, place: Passage) -> String {
        let words = joined(&self.comparison, place);
        if self.may_show(&words) { words } else { WITHHELD.trim().to_owned() }
    }

    /// Whether words that differ may be shown: texts are not withheld, or these are few.
    pub fn may_show(&self, differing: &str) -> bool {
        !self.withholds() || differing.unicode_words().nth(MOST_SHOWN).is_none()
    }

    /// The words of passage number `row` of a parallel, white space made single; only those that differ where texts are
    /// withheld.
    pub fn passage(&self, parallel: usize, row: usize) -> String {
        let strokes = self.revision(parallel, row);
        let own = strokes.iter().filter(|stroke| !matches!(stroke, Stroke::Omitted(_)));
        own.map(Stroke::words).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// A segment of a source that is a passage or a part of one, piece by piece.
    pub fn segment(&self, segment: &Segment, source: SourceId) -> Vec<Stroke<'_>> {
        let pieces = segment.pieces(&self.comparison, source, self.base);
        self.strokes(source, pieces.into_iter().map(Step::Own).collect())
    }

    /// Passage number `row` of a parallel, step by step against the base.
    pub fn revision(&self, parallel: usize, row: usize) -> Vec<Stroke<'_>> {
        let source = self.comparison.alignment.parallels[parallel].passages[row].source;
        self.strokes(source, revision(&self.comparison, parallel, row, self.base))
    }

    fn strokes(&self, source: SourceId, steps: Vec<Step>) -> Vec<Stroke<'_>> {
        let steps = whole(steps);
        let text = &self.source(source).text;
        let stroke = |step: &Step| match step {
            Step::Own(piece) => Stroke::Own(*piece, text.slice(piece.range)),
            Step::Omitted(place) => Stroke::Omitted(joined(&self.comparison, *place)),
        };
        if !self.withholds() {
            return steps.iter().map(stroke).collect();
        }
        let differs = |step: &Step| match step {
            Step::Own(piece) => piece.discrepancy.is_some() || matches!(piece.mark, Mark::Varied | Mark::Added),
            Step::Omitted(_) => true,
        };
        // Marks and blanks between words that differ do not part them.
        let near = |step: &Step| {
            differs(step) || matches!(step, Step::Own(piece) if text.words_in(piece.range).next().is_none())
        };
        let mut found = Vec::with_capacity(steps.len());
        for stretch in steps.chunk_by(|a, b| near(a) == near(b)) {
            let strokes: Vec<Stroke> = stretch.iter().map(stroke).collect();
            let words: String = strokes.iter().flat_map(|stroke| [stroke.words(), " "]).collect();
            if stretch.iter().any(differs) && self.may_show(&words) {
                found.extend(strokes);
            } else if !matches!(found.last(), Some(Stroke::Withheld)) {
                found.push(Stroke::Withheld);
            }
        }
        found
    }
}

/// Steps with the pieces put together that are part of one discrepancy, so that it bears its sign once; what is omitted between
/// them stands before them.
pub fn whole(steps: Vec<Step>) -> Vec<Step> {
    let mut found: Vec<Step> = Vec::with_capacity(steps.len());
    for step in steps {
        let last = found.iter().rposition(|before| matches!(before, Step::Own(_)));
        match (last.map(|at| (at, found[at])), step) {
            (Some((at, Step::Own(before))), Step::Own(piece))
                if piece.discrepancy.is_some() && before.discrepancy == piece.discrepancy =>
            {
                found.remove(at);
                found.push(Step::Own(Piece { range: before.range.to(piece.range), ..before }));
            }
            (_, step) => found.push(step),
        }
    }
    found
}
