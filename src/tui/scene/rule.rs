//! The rule that begins a row: its number, what it is about, how the sources differ, and who tells it.

use super::brush::{Brush, fill, put};
use super::signs::{differs, dots};
use super::wrap::{columns, shorten};
use crate::tui::model::role::Role;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Draws the rule of a row on a line.
pub fn draw(brush: Brush<'_>, (row, focused): (usize, bool), line: Rect, buffer: &mut Buffer) {
    let (model, theme) = (brush.model, brush.theme);
    let Some(parallel) = model.reading.parallel(row) else { return };
    fill(buffer, line, "─", theme.ground().patch(theme.style(Role::Rule)));
    let Some(told) = model.told.get(parallel) else { return };
    let dots = dots(told);
    let wide = dots.iter().map(|(dot, _)| columns(dot)).fold(0, u16::saturating_add);
    let mut right = line.right().saturating_sub(wide).saturating_sub(2).max(line.x);
    let paper = |role: Role| theme.ground().patch(theme.style(role));
    fill(buffer, Rect { x: right, width: wide.saturating_add(2), ..line }, " ", theme.ground());
    let mut x = right.saturating_add(1);
    for (dot, role) in &dots {
        x = put(buffer, line, (x, line.y), dot, paper(*role));
    }
    let differs = differs(told);
    if !differs.is_empty() {
        let text = format!(" {differs} ");
        right = right.saturating_sub(columns(&text)).saturating_sub(2).max(line.x);
        put(buffer, line, (right, line.y), &text, paper(Role::Accent));
    }
    let number = format!(" {} ", parallel.saturating_add(1));
    let (strong, plain) = if focused { (Role::FocusHere, Role::Strong) } else { (Role::Dim, Role::Dim) };
    if focused {
        put(buffer, line, (line.x, line.y), "▌", paper(Role::FocusHere));
    }
    let at = (line.x.saturating_add(1), line.y);
    let x = put(buffer, line, at, &number, paper(strong));
    let room = right.saturating_sub(x).saturating_sub(2);
    let label = shorten(&told.label, room);
    if room > 3 {
        put(buffer, line, (x, line.y), &format!("{label} "), paper(plain));
    }
}
