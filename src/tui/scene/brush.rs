//! What all drawing shares: texts, fills, styles of glyphs and letters, rules and bars.

use super::area::Column;
use super::area::Layout;
use super::wrap::{Glyph, columns, shorten};
use crate::align::Passage;
use crate::source::SourceId;
use crate::text::TextRange;
use crate::tui::model::Model;
use crate::tui::model::marks::Marks;
use crate::tui::model::role::Role;
use crate::tui::theme::Theme;
use crate::view::Hit;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Writes a text at a place, cut at the right end of an area; the column after it.
pub fn put(buffer: &mut Buffer, area: Rect, (x, y): (u16, u16), text: &str, style: Style) -> u16 {
    let inside = buffer.area.intersection(area);
    if y < inside.top() || y >= inside.bottom() || x >= inside.right() || x < inside.left() {
        return x;
    }
    let room = inside.right().saturating_sub(x);
    let text = shorten(text, room);
    buffer.set_stringn(x, y, &text, usize::from(room), style);
    x.saturating_add(columns(&text)).min(inside.right())
}

/// Fills a line of an area with a symbol of one column.
pub fn fill(buffer: &mut Buffer, area: Rect, symbol: &str, style: Style) {
    let area = buffer.area.intersection(area);
    for position in area.positions() {
        if let Some(cell) = buffer.cell_mut(position) {
            cell.set_symbol(symbol).set_style(style);
        }
    }
}

/// What the words of sources are drawn with.
#[derive(Clone, Copy)]
pub struct Brush<'a> {
    /// The state.
    pub model: &'a Model,
    /// The looks.
    pub theme: &'a Theme,
    /// Which words speak in another voice.
    pub marks: &'a Marks,
}

impl Brush<'_> {
    /// The style of a source's glyph, with what a search found on top.
    pub fn glyph(self, source: SourceId, glyph: &Glyph) -> Style {
        let Some(origin) = glyph.origin.map(|origin| origin as usize) else { return self.theme.style(glyph.role) };
        let style = self.theme.style(self.marks.role(source, origin, glyph.role));
        let Some(hits) = self.model.found.by_source.get(source.index()) else { return style };
        let holds = |hit: &Hit| hit.range.start() <= origin && origin < hit.range.end();
        let after = hits.partition_point(|hit| hit.range.start() <= origin);
        let Some(hit) = after.checked_sub(1).and_then(|at| hits.get(at)).filter(|hit| holds(hit)) else { return style };
        let here = self.model.found.here() == Some(*hit);
        style.patch(self.theme.style(if here { Role::HitHere } else { Role::Hit }))
    }
}

/// The rules between columns.
pub fn rules(layout: &Layout, theme: &Theme, buffer: &mut Buffer) {
    let columns = &layout.columns;
    for column in columns.iter().take(columns.len().saturating_sub(1)) {
        let rule = Rect { x: column.area.right(), width: 1, ..column.area };
        fill(buffer, rule, "│", theme.style(Role::Rule));
    }
}

/// The sign of what a reader did to the text that begins a line: picked it, noted something on it, bookmarked it.
pub fn remark_sign(model: &Model, source: SourceId, line: &[Glyph]) -> Option<&'static str> {
    let (first, last) = (line.first()?.origin? as usize, line.last()?.origin? as usize);
    let begins = |range: TextRange| first <= range.start() && range.start() <= last;
    if model.picked.iter().any(|passage| passage.source == source && begins(passage.range)) {
        return Some("✓");
    }
    let on = |place: Option<Passage>| place.is_some_and(|place| place.source == source && begins(place.range));
    let remark = model.comparison.remarks.notes.iter().find(|remark| on(remark.place))?;
    Some(if remark.text.is_empty() { "◆" } else { "✎" })
}

/// The bar of the focus on a line of a column.
pub fn bar(model: &Model, theme: &Theme, buffer: &mut Buffer, (column, y): (&Column, u16)) {
    let here = column.source == model.reading.source;
    let role = if here { Role::FocusHere } else { Role::Focus };
    put(buffer, column.area, (column.area.x, y), "▌", theme.style(role));
}

/// The line of the screen for a line of the body, where it is on the screen.
pub fn screen_line(column: &Column, line: i64) -> Option<u16> {
    screen_row(column.area, line)
}

/// The line of the screen for a line of an area, where it is in it.
pub fn screen_row(area: Rect, line: i64) -> Option<u16> {
    let line = u16::try_from(line).ok().filter(|line| *line < area.height)?;
    Some(area.y.saturating_add(line))
}
