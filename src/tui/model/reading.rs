//! Where the reading stands: base, focus, scroll, folds, columns.

use super::scroll::{Anchor, Lead};
use crate::align::Passage;
use crate::compare::Comparison;
use crate::source::SourceId;
use crate::view::{Synopsis, synopsis};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Which columns are shown, and how wide.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Columns {
    /// All sources, in the order of their columns.
    pub order: Vec<SourceId>,
    /// Those that are not shown.
    pub hidden: BTreeSet<SourceId>,
    /// Only the focused source is shown.
    pub zoomed: bool,
    /// How many columns more (or fewer) than usual fit on the screen.
    pub more: i16,
    /// Columns of the terminal that a source's column has more (or fewer) than usual.
    pub extra: BTreeMap<SourceId, i16>,
    /// Index, among those shown, of the first column on the screen.
    pub first: usize,
}

/// What the lower pane shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PaneView {
    /// The readings of the focused parallel.
    Apparatus,
    /// Why its passages are taken for the same.
    Reasons,
}

/// The lower pane.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pane {
    /// What it shows.
    pub view: PaneView,
    /// Lines higher (or lower) than usual.
    pub more: i16,
    /// Lines scrolled off above.
    pub scroll: usize,
}

/// The line of the screen on which the reading begins: what stands before is hinted at.
const BEGINNING: i64 = 2;

/// Where the reading stands.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The source that the others are read against.
    pub base: SourceId,
    /// The source that has the focus.
    pub source: SourceId,
    /// The synopsis for this base.
    pub synopsis: Rc<Synopsis>,
    /// Changes with everything that bands are made of.
    pub revision: u64,
    /// The row that has the focus.
    pub cursor: usize,
    /// In Follow: which of the focused parallel's passages in the focused source (by its index in the parallel).
    pub passage: usize,
    /// In Follow: the screen line on which the focused passage begins.
    pub height: i64,
    /// In the synopsis: what is at the top of the screen.
    pub anchor: Anchor,
    /// Who leads.
    pub lead: Lead,
    /// A place in the focused row that must be in sight, however high the row is.
    pub sight: Option<Passage>,
    /// Long stretches of what one source tells alone are folded.
    pub folded: bool,
    /// What is no part of the story is folded.
    pub boilerplate_folded: bool,
    /// Rows, each with a source, for which the opposite holds.
    pub exceptions: BTreeSet<(usize, SourceId)>,
    /// The words that all rows of a parallel have are marked.
    pub common: bool,
    /// The columns.
    pub columns: Columns,
    /// The lower pane.
    pub pane: Pane,
}

impl Reading {
    /// The beginning of a comparison that is read in a synopsis.
    pub fn new(comparison: &Comparison, synopsis: Rc<Synopsis>) -> Self {
        let base = synopsis.base;
        let mut reading = Self {
            base,
            source: base,
            synopsis,
            revision: 0,
            cursor: 0,
            passage: 0,
            height: 0,
            anchor: Anchor::default(),
            lead: Lead::Scroll,
            sight: None,
            // Without parallels there is nothing to fold beside.
            folded: !comparison.alignment.parallels.is_empty(),
            boilerplate_folded: !comparison.alignment.parallels.is_empty(),
            exceptions: BTreeSet::new(),
            common: false,
            columns: Columns {
                order: comparison.corpus.sources.iter().map(|s| s.id).collect(),
                hidden: BTreeSet::new(),
                zoomed: false,
                more: 0,
                extra: BTreeMap::new(),
                first: 0,
            },
            pane: Pane { view: PaneView::Apparatus, more: 0, scroll: 0 },
        };
        reading.begin(comparison);
        reading
    }

    /// The focus goes to the first parallel that the base tells, or else to the first.
    pub fn begin(&mut self, comparison: &Comparison) {
        let tells = |row: &usize| {
            let passages = self.parallel(*row).map_or(&[][..], |p| &comparison.alignment.parallels[p].passages);
            passages.iter().any(|passage| passage.source == self.base)
        };
        let told = self.parallel_rows().find(tells).or(self.parallel_rows().next());
        self.focus_at(told.unwrap_or(0), BEGINNING);
    }

    /// The parallel of a row.
    pub fn parallel(&self, row: usize) -> Option<usize> {
        self.synopsis.rows.get(row).and_then(|row| row.parallel)
    }

    /// The rows of parallels.
    pub fn parallel_rows(&self) -> impl DoubleEndedIterator<Item = usize> {
        self.synopsis.rows.iter().enumerate().filter(|(_, row)| row.parallel.is_some()).map(|(row, _)| row)
    }

    /// The row of a parallel.
    pub fn row_of(&self, parallel: usize) -> Option<usize> {
        self.synopsis.row_of(parallel)
    }

    /// Something is told by two: until then nobody knows what one tells alone.
    pub fn is_compared(&self) -> bool {
        self.parallel_rows().next().is_some()
    }

    /// The long texts of a source in a row are folded.
    pub fn is_folded(&self, row: usize, source: SourceId) -> bool {
        self.folded != self.exceptions.contains(&(row, source))
    }

    /// Opens what a source has in a row, if it is folded.
    pub fn unfold(&mut self, row: usize, source: SourceId) {
        if self.is_folded(row, source) {
            self.toggle(row, source);
        }
    }

    /// Folds or opens what a source has in a row.
    pub fn toggle(&mut self, row: usize, source: SourceId) {
        self.revision = self.revision.saturating_add(1);
        if !self.exceptions.remove(&(row, source)) {
            self.exceptions.insert((row, source));
        }
    }

    /// Puts the focus on a row; the screen follows.
    pub fn focus(&mut self, row: usize) {
        if self.cursor != row {
            self.pane.scroll = 0;
        }
        self.cursor = row.min(self.synopsis.rows.len().saturating_sub(1));
        self.lead = Lead::Focus;
        self.sight = None;
    }

    /// The row of the parallel that has the most of some passages, where any has one; if a passage is named, it must have that.
    pub fn row_like(&self, comparison: &Comparison, passages: &[Passage], with: Option<Passage>) -> Option<usize> {
        let common = |parallel: usize| {
            let own = &comparison.alignment.parallels[parallel].passages;
            let holds = |with: Passage| own.iter().any(|p| p.source == with.source && p.range.overlaps(with.range));
            let common = own.iter().filter(|passage| passages.contains(passage)).count();
            if with.is_none_or(holds) { common } else { 0 }
        };
        let rows = self.synopsis.rows.iter().enumerate().filter_map(|(at, row)| Some((at, common(row.parallel?))));
        rows.filter(|(_, common)| *common > 0).max_by_key(|&(row, common)| (common, Reverse(row))).map(|(row, _)| row)
    }

    /// Puts the focus on a row and shows it at a line of the screen.
    pub fn focus_at(&mut self, row: usize, line: i64) {
        self.focus(row);
        self.anchor = Anchor { row: self.cursor, line: line.saturating_neg() };
    }

    /// Keeps the focus at a line of the screen: in the synopsis its row, in Follow its passage.
    pub fn hold(&mut self, line: i64) {
        let sight = self.sight;
        self.focus_at(self.cursor, line);
        (self.sight, self.height) = (sight, line);
    }

    /// The focus goes to a passage.
    pub fn focus_passage(&mut self, passage: Passage) {
        if let Some(row) = self.row_at(passage) {
            self.unfold(row, passage.source);
            self.focus(row);
            self.sight = Some(passage);
        }
        self.focus_source(passage.source);
    }

    /// Reads against another base; the focused row stays at its line of the screen.
    pub fn rebase(&mut self, comparison: &Comparison, base: SourceId, line: i64) {
        let parallel = self.parallel(self.cursor);
        self.base = base;
        self.synopsis = Rc::new(synopsis(comparison, base));
        self.revision = self.revision.saturating_add(1);
        self.exceptions.clear();
        let row = parallel.and_then(|parallel| self.row_of(parallel));
        self.focus_at(row.unwrap_or(0), line);
    }

    /// The row in which a place stands.
    pub fn row_at(&self, place: Passage) -> Option<usize> {
        self.synopsis.row_at(place)
    }

    /// The sources whose columns are shown, in their order; never empty where there are sources.
    pub fn shown(&self) -> Vec<SourceId> {
        let Columns { order, hidden, zoomed, .. } = &self.columns;
        let shows = |id: &SourceId| if *zoomed { *id == self.source } else { !hidden.contains(id) };
        order.iter().copied().filter(shows).collect()
    }

    /// Puts the focus on a source; its column is shown again if it was hidden.
    pub fn focus_source(&mut self, source: SourceId) {
        self.source = source;
        self.columns.hidden.remove(&source);
    }
}
