//! Follow: the columns in their own order, the focused passages level and their differences marked.

use super::brush::{Brush, bar, put, remark_sign, rules};
use super::synopsis::screen_line;
use crate::align::Passage;
use crate::tui::area::Column;
use crate::tui::follow::Item;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;
use crate::tui::wrap::{Block, Glyph};
use ratatui::buffer::Buffer;

/// Draws the columns.
pub fn draw(brush: Brush<'_>, scene: &Scene, buffer: &mut Buffer) {
    rules(scene, brush.theme, buffer);
    for (column, items) in scene.layout.columns.iter().zip(&scene.flows) {
        for (top, item) in items {
            match item {
                Item::Paragraph(wrapped) => draw_block(brush, buffer, column, (*top, &wrapped.block)),
                Item::Untold => {
                    let Some(y) = screen_line(column, *top) else { continue };
                    bar(brush.model, brush.theme, buffer, (column, y));
                    let x = column.area.x.saturating_add(2);
                    put(buffer, column.area, (x, y), "not told here", brush.theme.style(Role::Faint));
                }
            }
        }
    }
}

fn draw_block(brush: Brush<'_>, buffer: &mut Buffer, column: &Column, (top, block): (i64, &Block)) {
    let (model, theme) = (brush.model, brush.theme);
    let focused = |glyph: &Glyph| {
        let Some(at) = glyph.origin.map(|origin| origin as usize) else { return false };
        let holds = |place: &Passage| place.range.start() <= at && at < place.range.end();
        model.focused_parallel().iter().any(|place| place.source == column.source && holds(place))
    };
    for line in 0..block.height() {
        let inside = i64::try_from(line).unwrap_or(i64::MAX);
        let Some(y) = screen_line(column, top.saturating_add(inside)) else { continue };
        if block.line(line).iter().any(focused) {
            bar(model, theme, buffer, (column, y));
        }
        if let Some(sign) = remark_sign(model, column.source, block.line(line)) {
            put(buffer, column.area, (column.area.x.saturating_add(1), y), sign, theme.style(Role::Key));
        }
        let x = column.area.x.saturating_add(2);
        let place = (x, y, column.area.right().saturating_sub(x));
        block.draw(line, place, buffer, |glyph| brush.glyph(column.source, glyph));
    }
}
