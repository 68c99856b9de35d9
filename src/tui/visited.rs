//! The places visited, to go back to and forward again.

use super::list::ListState;
use super::model::{Model, Page};
use super::scroll::{Anchor, Lead};
use crate::align::Passage;
use crate::source::SourceId;

/// The most places that are kept.
const MOST: usize = 200;

/// A place: a screen, and where on it.
#[derive(Clone, PartialEq, Debug)]
pub struct Spot {
    page: Page,
    base: SourceId,
    source: SourceId,
    cursor: usize,
    /// The passages of the parallel in focus: by them its row is found where corrections changed the rows.
    passages: Vec<Passage>,
    passage: usize,
    height: i64,
    anchor: Anchor,
    list: ListState,
}

impl Spot {
    /// Where the reading is.
    pub fn of(model: &Model) -> Self {
        let reading = &model.reading;
        Self {
            page: model.page,
            base: reading.base,
            source: reading.source,
            cursor: reading.cursor,
            passages: model.focused_parallel().to_vec(),
            passage: reading.passage,
            height: reading.height,
            anchor: reading.anchor,
            list: model.list(model.page).clone(),
        }
    }

    /// Goes there.
    pub fn restore(self, model: &mut Model) {
        if model.reading.base != self.base {
            let comparison = std::sync::Arc::clone(&model.comparison);
            model.reading.rebase(&comparison, self.base, 0);
        }
        model.page = self.page;
        model.reading.focus(self.cursor);
        let moved = model.focused_parallel() != self.passages.as_slice();
        let row = model.reading.row_like(&model.comparison, &self.passages, None).filter(|_| moved);
        let reading = &mut model.reading;
        if let Some(row) = row {
            reading.focus(row);
        } else {
            (reading.passage, reading.anchor) = (self.passage, self.anchor);
        }
        reading.focus_source(self.source);
        reading.height = self.height;
        reading.lead = Lead::Focus;
        *model.list_mut() = self.list;
    }
}

/// Places behind and ahead.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Visited {
    behind: Vec<Spot>,
    ahead: Vec<Spot>,
}

impl Visited {
    /// A place is left for a new one.
    pub fn leave(&mut self, spot: Spot) {
        self.ahead.clear();
        if self.behind.last() != Some(&spot) {
            self.behind.push(spot);
        }
        if self.behind.len() > MOST {
            self.behind.remove(0);
        }
    }

    /// The last place left was a list.
    pub fn came_from_list(&self) -> bool {
        self.behind.last().is_some_and(|spot| !spot.page.is_reading())
    }

    /// The place before.
    pub fn back(&mut self, here: Spot) -> Option<Spot> {
        let spot = self.behind.pop()?;
        self.ahead.push(here);
        Some(spot)
    }

    /// The place that was gone back from.
    pub fn forward(&mut self, here: Spot) -> Option<Spot> {
        let spot = self.ahead.pop()?;
        self.behind.push(here);
        Some(spot)
    }
}
