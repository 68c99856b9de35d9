//! The places visited, to go back to and forward again.

use super::item::ListState;
use super::page::Page;
use super::scroll::Anchor;
use crate::align::Passage;
use crate::source::SourceId;

/// The most places that are kept.
const MOST: usize = 200;

/// A place: a screen, and where on it.
#[derive(Clone, PartialEq, Debug)]
pub struct Spot {
    /// The screen.
    pub page: Page,
    /// The source that the others are read against.
    pub base: SourceId,
    /// The source that has the focus.
    pub source: SourceId,
    /// The row that has the focus.
    pub cursor: usize,
    /// The passages of the parallel in focus: by them its row is found where corrections changed the rows.
    pub passages: Vec<Passage>,
    /// In Follow: which of them.
    pub passage: usize,
    /// In Follow: the line of the screen on which it begins.
    pub height: i64,
    /// What is at the top of the screen.
    pub anchor: Anchor,
    /// Where the reading of the list stands.
    pub list: ListState,
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

    /// There is no place to go back to.
    pub fn is_empty(&self) -> bool {
        self.behind.is_empty()
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
