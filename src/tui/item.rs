//! Entries of the screens that are lists: what they say, and where each leads.

use super::page::Page;
use super::scroll::{Anchor, Lead};
use super::theme::Role;
use super::wrap::{Block, Ink, Tone, columns, wrap};
use crate::align::Passage;
use crate::compare::Comparison;
use crate::source::SourceId;

/// Where an entry leads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    /// To a parallel, by its index; to its passage in a source, if one is named.
    Parallel(usize, Option<SourceId>),
    /// To a place of a source.
    Place(Passage),
    /// To the synopsis read against a source.
    Base(SourceId),
    /// Nowhere: it was not read.
    Rejected,
    /// Nowhere: a note, by its number, whose passage is gone.
    Note(usize),
    /// To a story of the collection, if it is one.
    Story(Option<usize>),
    /// To a difference, by its index; on the screen of differences to each source's own sentence, then to its row.
    Difference(usize),
    /// To what one source tells alone, from a place of it on.
    Alone(Passage),
    /// To a passage of a parallel, by their indices, in its source.
    Passage(usize, usize),
    /// To another screen.
    Screen(Page),
}

/// Words of an entry.
#[derive(Clone, PartialEq, Debug)]
pub enum Words {
    /// The program's own.
    Own(String, Tone),
    /// A source's.
    Source(Passage, Tone),
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

/// Columns of words that go before what stands at the right end.
const LEAST_WORDS: u16 = 12;
/// The right end of a line is not further away: on a wider screen nobody would see what belongs together.
const FARTHEST_END: u16 = 140;

impl Line {
    /// The columns of its lead, and those of its tail; where there is no room for it beside the words, it has none.
    pub fn sides(&self, width: u16) -> (u16, u16) {
        let wide = |parts: &[Part]| parts.iter().map(|(text, _)| columns(text)).fold(0, u16::saturating_add);
        let (lead, tail) = (wide(&self.lead), wide(&self.tail));
        let words = if self.words.is_empty() { 0 } else { LEAST_WORDS };
        let needed = lead.saturating_add(tail).saturating_add(2).saturating_add(words);
        (lead, if needed > Self::end(width) { 0 } else { tail })
    }

    /// The column at which a tail ends in so many columns.
    pub fn end(width: u16) -> u16 {
        width.min(FARTHEST_END)
    }
}

/// An entry of a list.
#[derive(Clone, PartialEq, Debug)]
pub struct Item {
    /// Lines above it that belong to it and those after it.
    pub heading: Vec<Vec<Part>>,
    /// What it says.
    pub lines: Vec<Line>,
    /// What stands under that side by side, one cell a source; under each other where there is no room.
    pub cells: Vec<Vec<Words>>,
    /// Where it leads.
    pub target: Target,
    /// The sources that it is about.
    pub sources: Vec<SourceId>,
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

/// An entry, wrapped.
#[derive(Debug)]
pub struct WrappedItem {
    /// Its paragraphs' blocks, in their order, each with the column at which it begins.
    pub blocks: Vec<(u16, Block)>,
    /// Its cells' blocks, each with the column and the line (of the lines under the paragraphs) at which it begins.
    pub cells: Vec<(u16, usize, Block)>,
    /// Lines of the heading, with the blank one before it.
    pub heading: usize,
    /// Lines without the heading.
    pub height: usize,
}

fn ink<'a>(comparison: &'a Comparison, words: &'a Words) -> Ink<'a> {
    match words {
        &Words::Source(place, tone) => Ink {
            text: comparison.corpus.source(place.source).text.slice(place.range),
            tone,
            origin: Some(place.range.start()),
        },
        Words::Own(text, tone) => Ink::own(text, *tone),
    }
}

/// Wraps an entry to so many columns. The heading of the first has no blank line before it.
pub fn wrap_item(comparison: &Comparison, item: &Item, (width, first): (u16, bool)) -> WrappedItem {
    let block = |line: &Line| {
        let (lead, tail) = line.sides(width);
        let room = if tail == 0 { width } else { Line::end(width).saturating_sub(tail).saturating_sub(2) };
        let inks: Vec<Ink<'_>> = line.words.iter().map(|words| ink(comparison, words)).collect();
        let mut block = wrap(&inks, room.saturating_sub(lead));
        block.truncate(line.most);
        (lead, block)
    };
    let blocks: Vec<(u16, Block)> = item.lines.iter().map(block).collect();
    let wrapped =
        |words: &Vec<Words>, width| wrap(&words.iter().map(|words| ink(comparison, words)).collect::<Vec<_>>(), width);
    let cells = side_by_side(&item.cells, width, &wrapped);
    let below = cells.iter().map(|(_, line, block)| line.saturating_add(block.height())).max().unwrap_or(0);
    let above: usize = blocks.iter().map(|(_, block)| block.height().max(1)).sum();
    let height = above.saturating_add(below);
    let heading = match item.heading.len() {
        0 => 0,
        lines => lines.saturating_add(usize::from(!first)),
    };
    WrappedItem { blocks, cells, heading, height }
}

/// Columns below which a cell is not worth having beside others, with the two between it and the next.
const LEAST_CELL: u16 = 18;

/// Cells in columns of one width, or under each other.
fn side_by_side(
    cells: &[Vec<Words>],
    width: u16,
    wrapped: &dyn Fn(&Vec<Words>, u16) -> Block,
) -> Vec<(u16, usize, Block)> {
    let count = u16::try_from(cells.len()).unwrap_or(u16::MAX);
    let wide = width.checked_div(count).unwrap_or(0);
    let mut found = Vec::with_capacity(cells.len());
    let (mut x, mut line) = (2u16, 0usize);
    for cell in cells {
        let room = if wide >= LEAST_CELL { wide.saturating_sub(3) } else { width.saturating_sub(2) };
        let block = wrapped(cell, room);
        let high = block.height();
        found.push((x, line, block));
        if wide >= LEAST_CELL {
            x = x.saturating_add(wide);
        } else {
            line = line.saturating_add(high);
        }
    }
    found
}
