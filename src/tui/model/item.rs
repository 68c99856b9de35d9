//! Entries of the screens that are lists: what they say, what they are about, and what opens where each leads.

use super::page::Page;
use super::role::Role;
use super::scroll::{Anchor, Lead};
use crate::align::Passage;
use crate::source::SourceId;

/// Where an entry leads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Door {
    /// Nowhere, and why.
    Shut(&'static str),
    /// To a parallel in the synopsis; to its passage in a source, if one is named.
    Parallel(usize, Option<SourceId>),
    /// To a row in full, by its parallel.
    Row(usize),
    /// To a passage of a parallel, by their indices, in its source.
    Passage(usize, usize),
    /// To a place of a source in the synopsis.
    Place(Passage),
    /// To the synopsis read against a source.
    Base(SourceId),
    /// To another screen.
    Screen(Page),
    /// To the entry of another list that is about the same.
    Entry(Page, About),
    /// To a story of the collection.
    Story(usize),
}

/// What an entry is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct About {
    /// A parallel.
    pub parallel: Option<usize>,
    /// A place of a source: what is copied, noted, corrected there.
    pub place: Option<Passage>,
    /// A difference.
    pub difference: Option<usize>,
    /// A source as a whole.
    pub source: Option<SourceId>,
    /// A note whose passage is gone.
    pub note: Option<usize>,
}

impl About {
    /// A parallel.
    pub fn parallel(parallel: usize) -> Self {
        Self { parallel: Some(parallel), ..Self::default() }
    }

    /// A place.
    pub fn place(place: Passage) -> Self {
        Self { place: Some(place), ..Self::default() }
    }

    /// A source.
    pub fn source(source: SourceId) -> Self {
        Self { source: Some(source), ..Self::default() }
    }
}

/// Words of an entry.
#[derive(Clone, PartialEq, Debug)]
pub enum Words {
    /// The program's own.
    Own(String, Role),
    /// A source's.
    Source(Passage, Role),
}

/// Words that stand in columns of their own, in one style.
pub type Part = (String, Role);

/// A paragraph of an entry.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Line {
    /// What stands before it on its first line, in columns of their own.
    pub lead: Vec<Part>,
    /// Its words, wrapped beside the lead.
    pub words: Vec<Words>,
    /// What stands at the right end of its first line.
    pub tail: Vec<Part>,
    /// The most lines that it may take; the rest is cut.
    pub most: usize,
}

/// An entry of a list.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Item {
    /// Lines above it that belong to it and those after it, with the blank one before them.
    pub heading: Vec<Vec<Part>>,
    /// What it says.
    pub lines: Vec<Line>,
    /// What stands under that side by side, one cell a source; under each other where there is no room.
    pub cells: Vec<Vec<Words>>,
    /// Where it leads.
    pub door: Door,
    /// What it is about.
    pub about: About,
    /// The sources that it is about.
    pub sources: Vec<SourceId>,
}

impl Default for Door {
    fn default() -> Self {
        Self::Shut("")
    }
}

impl Door {
    /// What is behind it.
    fn about(self) -> About {
        match self {
            Self::Parallel(parallel, _) | Self::Row(parallel) | Self::Passage(parallel, _) => About::parallel(parallel),
            Self::Place(place) => About::place(place),
            Self::Base(source) => About::source(source),
            Self::Entry(_, about) => about,
            Self::Shut(_) | Self::Screen(_) | Self::Story(_) => About::default(),
        }
    }
}

impl Item {
    /// An entry that leads somewhere and is about what is there; it says nothing yet.
    pub fn to(door: Door) -> Self {
        Self { door, about: door.about(), ..Self::default() }
    }
}

/// Where the reading of a list stands.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ListState {
    /// The selected entry.
    pub cursor: usize,
    /// What is at the top of the screen.
    pub anchor: Anchor,
    /// Who leads.
    pub lead: Lead,
    /// Which of the page's orders.
    pub sort: usize,
    /// Only entries with these words.
    pub filter: String,
}

impl ListState {
    /// Where every list begins.
    pub const BEGINNING: Self =
        Self { cursor: 0, anchor: Anchor { row: 0, line: 0 }, lead: Lead::Focus, sort: 0, filter: String::new() };
}
