//! Follow: each source in its own order; the focused passage and its counterparts stand on one line of the screen.

use super::area::{Column, Layout};
use super::band::{Bands, WrappedParagraph};
use super::model::Model;
use super::part::TextColumn;
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
pub fn focused_stop(model: &Model) -> Option<Stop> {
    let parallel = model.parallel()?;
    let passages = &model.comparison.alignment.parallels[parallel].passages;
    let own = |index: &usize| passages.get(*index).is_some_and(|p| p.source == model.reading.source);
    let index = Some(model.reading.passage).filter(own);
    let index = index.or_else(|| passages.iter().position(|p| p.source == model.reading.source)).unwrap_or(0);
    passages.get(index).map(|&passage| Stop { passage, parallel, index })
}

/// The columns' texts in sight; settles the line of the focus first.
pub fn flows(model: &mut Model, bands: &mut Bands, layout: &Layout) -> Vec<Vec<(i64, Item)>> {
    let Some(stop) = focused_stop(model) else {
        return layout.columns.iter().map(|column| plain(model, bands, layout, *column)).collect();
    };
    if let Some(column) = layout.column(stop.passage.source) {
        settle(model, bands, layout, (*column, stop));
    }
    let stop = focused_stop(model).unwrap_or(stop);
    layout.columns.iter().map(|column| level(model, bands, layout, (*column, stop))).collect()
}

/// Without any parallel: from the beginning, scrolled.
fn plain(model: &Model, bands: &mut Bands, layout: &Layout, column: Column) -> Vec<(i64, Item)> {
    spread(model, bands, layout, column.text(), (0, model.reading.height.min(0)))
}

fn settle(model: &mut Model, bands: &mut Bands, layout: &Layout, (column, stop): (Column, Stop)) {
    let lines = layout.lines();
    let text = column.text();
    if model.reading.lead == Lead::Scroll && !(0..lines).contains(&model.reading.height) {
        refocus(model, bands, layout, (text, stop));
    }
    if model.reading.lead == Lead::Focus {
        let most = lines.saturating_sub(6).max(0);
        model.reading.height = model.reading.height.clamp(most.min(2), most.max(0));
    }
    // The text's first line does not come below the top of the screen.
    let Some(stop) = focused_stop(model) else { return };
    let (paragraph, line) = place(model, bands, text, stop.passage);
    let mut above = line;
    for index in (0..paragraph).rev() {
        if above >= model.reading.height {
            return;
        }
        above = above.saturating_add(height(model, bands, text, index));
    }
    model.reading.height = model.reading.height.min(above);
}

/// After scrolling, the focus goes to the nearest passage of the focused source that is in sight.
fn refocus(model: &mut Model, bands: &mut Bands, layout: &Layout, (text, stop): (TextColumn, Stop)) {
    let (paragraph, line) = place(model, bands, text, stop.passage);
    let start = model.reading.height.saturating_sub(line);
    let items = spread(model, bands, layout, text, (paragraph, start));
    let stops = stops(&model.comparison, text.source);
    let line_of = |stop: &Stop| {
        items.iter().find_map(|(top, item)| match item {
            Item::Paragraph(wrapped) if wrapped.paragraph.range.contains(stop.passage.range) => {
                let line = wrapped.block.line_of(stop.passage.range.start())?;
                Some(top.saturating_add(i64::try_from(line).ok()?)).filter(|line| (0..layout.lines()).contains(line))
            }
            Item::Paragraph(_) | Item::Untold => None,
        })
    };
    let seen = stops.iter().filter_map(|stop| Some((line_of(stop)?, stop)));
    let nearest = seen.min_by_key(|(line, _)| line.abs_diff(model.reading.height));
    let Some((line, stop)) = nearest else { return };
    if let Some(row) = model.reading.row_of(stop.parallel) {
        model.reading.cursor = row;
        model.reading.passage = stop.index;
        model.reading.height = line;
        model.reading.pane.scroll = 0;
    }
}

/// The paragraph and the line in it where a passage begins.
fn place(model: &Model, bands: &mut Bands, text: TextColumn, passage: Passage) -> (usize, i64) {
    let paragraphs = bands.paragraphs(&model.comparison, text.source);
    let index = paragraphs.partition_point(|p| p.range.end() <= passage.range.start());
    let wrapped = bands.paragraph(&model.comparison, text, index);
    let line = wrapped.and_then(|wrapped| wrapped.block.line_of(passage.range.start())).unwrap_or(0);
    (index, i64::try_from(line).unwrap_or(0))
}

/// A column with the counterpart of the focused passage on the focus's line, or with the word that there is none.
fn level(model: &Model, bands: &mut Bands, layout: &Layout, (column, stop): (Column, Stop)) -> Vec<(i64, Item)> {
    let text = column.text();
    let own = |passage: &&Passage| passage.source == text.source;
    let passages = &model.comparison.alignment.parallels[stop.parallel].passages;
    let counterpart =
        if stop.passage.source == text.source { Some(stop.passage) } else { passages.iter().find(own).copied() };
    let line = model.reading.height;
    if let Some(passage) = counterpart {
        let (paragraph, inside) = place(model, bands, text, passage);
        return spread(model, bands, layout, text, (paragraph, line.saturating_sub(inside)));
    }
    let before = neighbour(&model.comparison, stop, text.source);
    let next = before.map_or(0, |passage| place(model, bands, text, passage).0.saturating_add(1));
    let mut items = spread(model, bands, layout, text, (next, line.saturating_add(2)));
    // What came above the paragraph after the gap moves up by the gap.
    for (top, _) in &mut items {
        if *top < line.saturating_add(2) {
            *top = top.saturating_sub(2);
        }
    }
    items.push((line, Item::Untold));
    items
}

/// The passage of `source` whose counterpart in the stop's source is the last before the stop.
fn neighbour(comparison: &Comparison, stop: Stop, source: SourceId) -> Option<Passage> {
    let before = stops(comparison, stop.passage.source);
    let before = before.iter().rev().filter(|other| other.passage.range < stop.passage.range);
    let mut counterparts = before.filter_map(|other| {
        comparison.alignment.parallels[other.parallel].passages.iter().find(|p| p.source == source).copied()
    });
    counterparts.next()
}

/// Lines of a paragraph with the blank one after it.
fn height(model: &Model, bands: &mut Bands, text: TextColumn, index: usize) -> i64 {
    let lines = bands.paragraph(&model.comparison, text, index).map_or(0, |wrapped| wrapped.block.height());
    i64::try_from(lines).unwrap_or(i64::MAX).saturating_add(1)
}

/// The paragraphs in sight where paragraph `index` begins on line `top`.
fn spread(
    model: &Model,
    bands: &mut Bands,
    layout: &Layout,
    text: TextColumn,
    (index, top): (usize, i64),
) -> Vec<(i64, Item)> {
    let count = bands.paragraphs(&model.comparison, text.source).len();
    let (mut index, mut top) = (index, top);
    while top > 0 && index > 0 {
        index = index.saturating_sub(1);
        top = top.saturating_sub(height(model, bands, text, index));
    }
    let mut found = Vec::new();
    while top < layout.lines() && index < count {
        if let Some(wrapped) = bands.paragraph(&model.comparison, text, index) {
            found.push((top, Item::Paragraph(wrapped)));
        }
        top = top.saturating_add(height(model, bands, text, index));
        index = index.saturating_add(1);
    }
    found
}
