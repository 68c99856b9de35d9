//! The columns side by side.

use super::brush::{bar, glyph_style, put, remark_sign, rules};
use crate::tui::area::Column;
use crate::tui::band::{Sign, Stack};
use crate::tui::model::{Model, Stage};
use crate::tui::scene::Scene;
use crate::tui::theme::{Role, Theme};
use crate::tui::wrap::Tone;
use ratatui::buffer::Buffer;

/// Draws the bands in sight.
pub fn draw(model: &Model, scene: &Scene, theme: &Theme, buffer: &mut Buffer) {
    rules(scene, theme, buffer);
    for (row, top, band) in &scene.bands {
        for (column, stack) in scene.layout.columns.iter().zip(&band.stacks) {
            let focused = *row == model.reading.cursor;
            for line in 0..band.height {
                let Some(y) = screen_line(column, top.saturating_add(line)) else { continue };
                if focused {
                    bar(model, theme, buffer, (column, y));
                }
                draw_line(model, theme, buffer, (column, stack, focused), (line, y));
            }
        }
    }
}

/// The line of the screen for a line of the body, where it is on the screen.
pub fn screen_line(column: &Column, line: i64) -> Option<u16> {
    let line = u16::try_from(line).ok().filter(|line| *line < column.area.height)?;
    Some(column.area.y.saturating_add(line))
}

fn draw_line(
    model: &Model,
    theme: &Theme,
    buffer: &mut Buffer,
    (column, stack, focused): (&Column, &Stack, bool),
    (line, y): (i64, u16),
) {
    let Some((part, inside)) = usize::try_from(line).ok().and_then(|line| stack.line(line)) else { return };
    // Before anything is compared nobody knows what one source tells alone.
    let known = part.sign != Sign::Alone || model.stage == Stage::Done;
    if inside == 0 && known && part.sign.symbol() != " " {
        let role = match (part.sign, focused) {
            (_, true) if column.source == model.reading.source => Role::FocusHere,
            (_, true) => Role::Focus,
            (Sign::Told | Sign::Again | Sign::Alone | Sign::Folded, false) => Role::Quiet,
            (Sign::Boilerplate | Sign::Note, false) => Role::Note,
        };
        put(buffer, column.area, (column.area.x, y), part.sign.symbol(), theme.style(role));
    }
    if let Some(sign) = remark_sign(model, column.source, part.block.line(inside)) {
        put(buffer, column.area, (column.area.x.saturating_add(1), y), sign, theme.style(Role::Key));
    }
    let x = column.area.x.saturating_add(2);
    let place = (x, y, column.area.right().saturating_sub(x));
    let folded = theme.text(Tone::Alone.into());
    part.block.draw(inside, place, buffer, |glyph| match part.sign {
        Sign::Folded => folded,
        Sign::Told | Sign::Again | Sign::Alone | Sign::Boilerplate | Sign::Note => {
            glyph_style(model, theme, column.source, glyph)
        }
    });
}
