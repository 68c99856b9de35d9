//! Drawing: the state as it is laid out, to cells. Reads only.

use super::{dialog, footer, header, help, pane};
use crate::tui::model::{Model, Overlay};
use crate::tui::scene::Scene;
use crate::tui::scene::brush::Brush;
use crate::tui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

/// Draws the screen; the place of the text cursor, where there is one.
pub fn draw(model: &Model, scene: &Scene, theme: &Theme, buffer: &mut Buffer) -> Option<Position> {
    let layout = &scene.layout;
    let brush = Brush { model, theme, marks: &scene.marks };
    buffer.set_style(buffer.area, theme.ground());
    header::draw(model, layout, theme, buffer);
    if let Some(body) = &scene.body {
        body.draw(brush, layout, buffer);
    }
    pane::draw(brush, scene, buffer);
    let cursor = footer::draw(model, layout, theme, buffer);
    if model.overlay.is_none() {
        dialog::draw_lesson(model, layout.body, theme, buffer);
    }
    match &model.overlay {
        Some(Overlay::Help(scroll)) => help::draw(model, *scroll, theme, buffer),
        Some(Overlay::Export(form)) => return dialog::draw_export(model, form, theme, buffer),
        Some(Overlay::Palette(input, chosen)) => {
            return dialog::draw_palette(model, (input, *chosen), theme, buffer);
        }
        Some(Overlay::Columns(chosen)) => dialog::draw_columns(model, *chosen, theme, buffer),
        Some(Overlay::Search(..) | Overlay::Filter(_) | Overlay::Ask(..)) | None => {}
    }
    cursor
}
