//! Follow: each source in its own order; the focused passage and its counterparts stand on one line of the screen.

use super::area::Layout;
use super::band::{Bands, WrappedParagraph};
use super::part::TextColumn;
use super::reading::Reading;
use super::scroll::Lead;
use crate::align::Passage;
use crate::compare::Comparison;
use crate::source::SourceId;
use std::rc::Rc;

/// A passage of a source, with its parallel and its index in it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Stop {
    /// Where it stands.
    pub passage: Passage,
    /// Its parallel.
    pub parallel: usize,
    /// Its index in the parallel.
    pub index: usize,
}

/// What lies in a column of Follow.
pub enum Item {
    /// A paragraph.
    Paragraph(Rc<WrappedParagraph>),
    /// The source does not tell what is in focus.
    Untold,
}

/// The passages of a source in its own order.
pub fn stops(comparison: &Comparison, source: SourceId) -> Vec<Stop> {
    let mut found = Vec::new();
    for (parallel, group) in comparison.alignment.parallels.iter().enumerate() {
        let own = group.passages.iter().enumerate().filter(|(_, passage)| passage.source == source);
        found.extend(own.map(|(index, &passage)| Stop { passage, parallel, index }));
    }
    found.sort_unstable();
    found
}

/// The stop in focus in the focused source, or the one of the same parallel in any source.
pub fn focused_stop(comparison: &Comparison, reading: &Reading) -> Option<Stop> {
    let parallel = reading.parallel(reading.cursor)?;
    let passages = &comparison.alignment.parallels[parallel].passages;
    let own = |index: &usize| passages.get(*index).is_some_and(|p| p.source == reading.source);
    let index = Some(reading.passage).filter(own);
    let index = index.or_else(|| passages.iter().position(|p| p.source == reading.source)).unwrap_or(0);
    passages.get(index).map(|&passage| Stop { passage, parallel, index })
}

/// What the columns are filled from.
pub struct Follow<'a> {
    /// What is read.
    pub comparison: &'a Comparison,
    /// Where the columns are.
    pub layout: &'a Layout,
    /// The paragraphs wrapped so far.
    pub bands: &'a mut Bands,
}

impl Follow<'_> {
    /// The columns' texts in sight, for a reading that is settled.
    pub fn flows(&mut self, reading: &Reading) -> Vec<Vec<(i64, Item)>> {
        let columns: Vec<TextColumn> = self.layout.columns.iter().map(|column| column.text()).collect();
        match focused_stop(self.comparison, reading) {
            Some(stop) => columns.into_iter().map(|text| self.level(text, (reading.height, stop))).collect(),
            // Without any parallel: from the beginning, scrolled.
            None => columns.into_iter().map(|text| self.spread(text, (0, reading.height.min(0)))).collect(),
        }
    }

    /// Brings scroll and focus together, the one that leads first.
    pub fn settle(&mut self, reading: &mut Reading) {
        let focused = focused_stop(self.comparison, reading);
        let text = focused.and_then(|stop| Some((self.layout.column(stop.passage.source)?.text(), stop)));
        let Some((text, stop)) = text else { return };
        let lines = self.layout.lines();
        if reading.lead == Lead::Scroll && !(0..lines).contains(&reading.height) {
            self.refocus(reading, (text, stop));
        }
        if reading.lead == Lead::Focus {
            let most = lines.saturating_sub(6).max(0);
            reading.height = reading.height.clamp(most.min(2), most.max(0));
        }
        // The text's first line does not come below the top of the screen.
        let Some(stop) = focused_stop(self.comparison, reading) else { return };
        let (paragraph, line) = self.place(text, stop.passage);
        let mut above = line;
        for index in (0..paragraph).rev() {
            if above >= reading.height {
                return;
            }
            above = above.saturating_add(self.height(text, index));
        }
        reading.height = reading.height.min(above);
    }

    /// After scrolling, the focus goes to the nearest passage of the focused source that is in sight.
    fn refocus(&mut self, reading: &mut Reading, (text, stop): (TextColumn, Stop)) {
        let (paragraph, line) = self.place(text, stop.passage);
        let start = reading.height.saturating_sub(line);
        let items = self.spread(text, (paragraph, start));
        let stops = stops(self.comparison, text.source);
        let lines = self.layout.lines();
        let line_of = |stop: &Stop| {
            items.iter().find_map(|(top, item)| match item {
                Item::Paragraph(wrapped) if wrapped.paragraph.range.contains(stop.passage.range) => {
                    let line = wrapped.block.line_of(stop.passage.range.start())?;
                    Some(top.saturating_add(i64::try_from(line).ok()?)).filter(|line| (0..lines).contains(line))
                }
                Item::Paragraph(_) | Item::Untold => None,
            })
        };
        let seen = stops.iter().filter_map(|stop| Some((line_of(stop)?, stop)));
        let nearest = seen.min_by_key(|(line, _)| line.abs_diff(reading.height));
        let Some((line, stop)) = nearest else { return };
        if let Some(row) = reading.row_of(stop.parallel) {
            reading.cursor = row;
            reading.passage = stop.index;
            reading.height = line;
            reading.pane.scroll = 0;
        }
    }

    /// The paragraph and the line in it where a passage begins.
    fn place(&mut self, text: TextColumn, passage: Passage) -> (usize, i64) {
        let paragraphs = self.bands.paragraphs(self.comparison, text.source);
        let index = paragraphs.partition_point(|p| p.range.end() <= passage.range.start());
        let wrapped = self.bands.paragraph(self.comparison, text, index);
        let line = wrapped.and_then(|wrapped| wrapped.block.line_of(passage.range.start())).unwrap_or(0);
        (index, i64::try_from(line).unwrap_or(0))
    }

    /// A column with the counterpart of the focused passage on the focus's line, or with the word that there is none.
    fn level(&mut self, text: TextColumn, (line, stop): (i64, Stop)) -> Vec<(i64, Item)> {
        let own = |passage: &&Passage| passage.source == text.source;
        let passages = &self.comparison.alignment.parallels[stop.parallel].passages;
        let counterpart =
            if stop.passage.source == text.source { Some(stop.passage) } else { passages.iter().find(own).copied() };
        if let Some(passage) = counterpart {
            let (paragraph, inside) = self.place(text, passage);
            return self.spread(text, (paragraph, line.saturating_sub(inside)));
        }
        let before = neighbour(self.comparison, stop, text.source);
        let next = before.map_or(0, |passage| self.place(text, passage).0.saturating_add(1));
        let mut items = self.spread(text, (next, line.saturating_add(2)));
        // What came above the paragraph after the gap moves up by the gap.
        for (top, _) in &mut items {
            if *top < line.saturating_add(2) {
                *top = top.saturating_sub(2);
            }
        }
        items.push((line, Item::Untold));
        items
    }

    /// Lines of a paragraph with the blank one after it.
    fn height(&mut self, text: TextColumn, index: usize) -> i64 {
        let lines = self.bands.paragraph(self.comparison, text, index).map_or(0, |wrapped| wrapped.block.height());
        i64::try_from(lines).unwrap_or(i64::MAX).saturating_add(1)
    }

    /// The paragraphs in sight where paragraph `index` begins on line `top`.
    fn spread(&mut self, text: TextColumn, (index, top): (usize, i64)) -> Vec<(i64, Item)> {
        let count = self.bands.paragraphs(self.comparison, text.source).len();
        let (mut index, mut top) = (index, top);
        while top > 0 && index > 0 {
            index = index.saturating_sub(1);
            top = top.saturating_sub(self.height(text, index));
        }
        let mut found = Vec::new();
        while top < self.layout.lines() && index < count {
            if let Some(wrapped) = self.bands.paragraph(self.comparison, text, index) {
                found.push((top, Item::Paragraph(wrapped)));
            }
            top = top.saturating_add(self.height(text, index));
            index = index.saturating_add(1);
        }
        found
    }
}

/// The passage of `source` whose counterpart in the stop's source is the last before the stop.
fn neighbour(comparison: &Comparison, stop: Stop, source: SourceId) -> Option<Passage> {
    let parallels = comparison.alignment.parallels.iter();
    let before = parallels.filter_map(|parallel| {
        let counterpart = parallel.passages.iter().find(|p| p.source == source)?;
        let own = parallel.passages.iter().filter(|p| p.source == stop.passage.source);
        let last = own.map(|p| p.range).filter(|range| *range < stop.passage.range).max()?;
        Some((last, *counterpart))
    });
    before.max_by_key(|(last, _)| *last).map(|(_, counterpart)| counterpart)
}
