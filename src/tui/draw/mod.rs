//! Drawing: the state as it is laid out, to cells. Reads only.

mod brush;
mod dialog;
mod follow;
mod footer;
mod header;
mod help;
mod list;
mod pane;
mod rule;
mod synopsis;

pub use help::help_height;

use super::model::{Model, Overlay};
use super::page::Page;
use super::scene::Scene;
use super::theme::Theme;
use brush::Brush;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

/// Draws the screen; the place of the text cursor, where there is one.
pub fn draw(model: &Model, scene: &Scene, theme: &Theme, buffer: &mut Buffer) -> Option<Position> {
    let layout = &scene.layout;
    let brush = Brush { model, theme, marks: &scene.marks };
    buffer.set_style(buffer.area, theme.ground());
    header::draw(model, layout, theme, buffer);
    if model.page == Page::Synopsis {
        synopsis::draw(brush, scene, buffer);
    } else if model.page == Page::Follow {
        follow::draw(brush, scene, buffer);
    } else {
        list::draw(brush, scene, buffer);
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
