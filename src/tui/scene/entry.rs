//! Entries of lists, wrapped to the width of the screen.

use super::wrap::{Block, Ink, columns, wrap};
use crate::compare::Comparison;
use crate::tui::model::item::{Item, Line, Part, Words};

/// Columns of words that go before what stands at the right end.
const LEAST_WORDS: u16 = 12;
/// The right end of a line is not further away: on a wider screen nobody would see what belongs together.
const FARTHEST_END: u16 = 140;

/// The columns of a line's lead, and those of its tail; where there is no room for it beside the words, it has none.
pub fn sides(line: &Line, width: u16) -> (u16, u16) {
    let wide = |parts: &[Part]| parts.iter().map(|(text, _)| columns(text)).fold(0, u16::saturating_add);
    let (lead, tail) = (wide(&line.lead), wide(&line.tail));
    let words = if line.words.is_empty() { 0 } else { LEAST_WORDS };
    let needed = lead.saturating_add(tail).saturating_add(2).saturating_add(words);
    (lead, if needed > end(width) { 0 } else { tail })
}

/// The column at which a tail ends in so many columns.
pub fn end(width: u16) -> u16 {
    width.min(FARTHEST_END)
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
        &Words::Source(place, role) => Ink {
            text: comparison.corpus.source(place.source).text.slice(place.range),
            role,
            origin: Some(place.range.start()),
        },
        Words::Own(text, role) => Ink::own(text, *role),
    }
}

/// Wraps an entry to so many columns.
pub fn wrap_item(comparison: &Comparison, item: &Item, width: u16) -> WrappedItem {
    let block = |line: &Line| {
        let (lead, tail) = sides(line, width);
        let room = if tail == 0 { width } else { end(width).saturating_sub(tail).saturating_sub(2) };
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
    WrappedItem { blocks, cells, heading: item.heading.len(), height }
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
