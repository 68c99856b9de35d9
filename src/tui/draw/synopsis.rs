//! The columns side by side, each row under its rule.

use super::brush::{Brush, bar, put, remark_sign, rules};
use super::rule;
use crate::tui::area::Column;
use crate::tui::band::Stack;
use crate::tui::part::Sign;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Draws the bands in sight.
pub fn draw(brush: Brush<'_>, scene: &Scene, buffer: &mut Buffer) {
    rules(scene, brush.theme, buffer);
    let body = scene.layout.body;
    for (row, top, band) in &scene.bands {
        let focused = *row == brush.model.reading.cursor;
        if let (1.., Some(y)) = (band.rule, screen_row(body, *top)) {
            rule::draw(brush, (*row, focused), Rect { y, height: 1, ..body }, buffer);
        }
        let under = top.saturating_add(band.rule);
        let first = under.saturating_neg().max(0);
        let last = band.height.min(scene.layout.lines().saturating_sub(under));
        for (column, stack) in scene.layout.columns.iter().zip(&band.stacks) {
            for line in first..last {
                if let Some(y) = screen_line(column, under.saturating_add(line)) {
                    draw_line(brush, buffer, (column, stack, focused), (line, y));
                }
            }
        }
    }
}

/// The line of the screen for a line of the body, where it is on the screen.
pub fn screen_line(column: &Column, line: i64) -> Option<u16> {
    screen_row(column.area, line)
}

fn screen_row(area: Rect, line: i64) -> Option<u16> {
    let line = u16::try_from(line).ok().filter(|line| *line < area.height)?;
    Some(area.y.saturating_add(line))
}

fn draw_line(
    brush: Brush<'_>,
    buffer: &mut Buffer,
    (column, stack, focused): (&Column, &Stack, bool),
    (line, y): (i64, u16),
) {
    let (model, theme) = (brush.model, brush.theme);
    let Some((part, inside)) = usize::try_from(line).ok().and_then(|line| stack.line(line)) else { return };
    let sign = part.signs.get(inside).copied().unwrap_or(Sign::Told);
    let before = inside.checked_sub(1).and_then(|before| part.signs.get(before)).copied();
    let told = matches!(sign, Sign::Told | Sign::Pointer);
    if focused && told {
        bar(model, theme, buffer, (column, y));
    } else if before != Some(sign) && (model.reading.is_compared() || sign != Sign::Alone) {
        put(buffer, column.area, (column.area.x, y), sign.symbol(), theme.style(Role::Dim));
    }
    if let Some(sign) = remark_sign(model, column.source, part.block.line(inside)) {
        put(buffer, column.area, (column.area.x.saturating_add(1), y), sign, theme.style(Role::Key));
    }
    let x = column.area.x.saturating_add(2);
    let place = (x, y, column.area.right().saturating_sub(x));
    part.block.draw(inside, place, buffer, |glyph| brush.glyph(column.source, glyph));
}
