//! Follow: the columns in their own order, the focused passages level and their differences marked.

use super::brush::{bar, glyph_style, put, remark_sign, rules};
use super::synopsis::screen_line;
use crate::compare::DiscrepancyKind;
use crate::source::SourceId;
use crate::tui::area::Column;
use crate::tui::follow::Item;
use crate::tui::model::Model;
use crate::tui::scene::Scene;
use crate::tui::theme::{Role, Theme};
use crate::tui::wrap::{Block, Glyph, Manner};
use crate::view::{Mark, Piece, pieces};
use ratatui::buffer::Buffer;

/// Draws the columns.
pub fn draw(model: &Model, scene: &Scene, theme: &Theme, buffer: &mut Buffer) {
    rules(scene, theme, buffer);
    for (column, items) in scene.layout.columns.iter().zip(&scene.flows) {
        let focus = focus(model, column.source);
        for (top, item) in items {
            match item {
                Item::Paragraph(wrapped) => {
                    draw_block(model, theme, buffer, (column, &focus), (*top, &wrapped.block));
                }
                Item::Untold => {
                    let Some(y) = screen_line(column, *top) else { continue };
                    bar(model, theme, buffer, (column, y));
                    let x = column.area.x.saturating_add(2);
                    put(buffer, column.area, (x, y), "not told here", theme.style(Role::Note));
                }
            }
        }
    }
}

/// The pieces of the focused passages of a source.
fn focus(model: &Model, source: SourceId) -> Vec<Piece> {
    let Some(parallel) = model.parallel() else { return Vec::new() };
    let passages = &model.comparison.alignment.parallels[parallel].passages;
    let own = passages.iter().enumerate().filter(|(_, passage)| passage.source == source);
    own.flat_map(|(row, _)| pieces(&model.comparison, parallel, row, model.reading.base)).collect()
}

fn draw_block(
    model: &Model,
    theme: &Theme,
    buffer: &mut Buffer,
    (column, focus): (&Column, &[Piece]),
    (top, block): (i64, &Block),
) {
    let piece_of = |glyph: &Glyph| {
        let at = glyph.origin? as usize;
        focus.iter().find(|piece| piece.range.start() <= at && at < piece.range.end())
    };
    for line in 0..block.height() {
        let inside = i64::try_from(line).unwrap_or(i64::MAX);
        let Some(y) = screen_line(column, top.saturating_add(inside)) else { continue };
        if block.line(line).iter().any(|glyph| piece_of(glyph).is_some()) {
            bar(model, theme, buffer, (column, y));
        }
        if let Some(sign) = remark_sign(model, column.source, block.line(line)) {
            put(buffer, column.area, (column.area.x.saturating_add(1), y), sign, theme.style(Role::Key));
        }
        let x = column.area.x.saturating_add(2);
        let place = (x, y, column.area.right().saturating_sub(x));
        block.draw(line, place, buffer, |glyph| {
            let (mark, discrepancy): (Mark, Option<DiscrepancyKind>) =
                piece_of(glyph).map_or((Mark::Plain, None), |piece| (piece.mark, piece.discrepancy));
            let glyph = glyph.with(Manner { mark, discrepancy, ..glyph.manner });
            glyph_style(model, theme, column.source, &glyph)
        });
    }
}
