//! Help: the key table, the keys of the current screen first, and what the marks mean.

use super::put;
use crate::tui::command::Command;
use crate::tui::keymap::{Context, Keymap};
use crate::tui::model::Model;
use crate::tui::theme::{Role, Theme};
use crate::tui::wrap::columns;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// One line of the help.
enum Line {
    Heading(&'static str),
    Keys(String, &'static str),
    Sign(&'static str, Role, &'static str),
    Blank,
}

/// Columns of the widest keys.
const KEYS: u16 = 22;

/// Lines of the help.
pub fn help_height(model: &Model) -> usize {
    lines(&model.keymap, model.page).len().saturating_add(2)
}

fn lines(keymap: &Keymap, page: crate::tui::model::Page) -> Vec<Line> {
    let holds = |command: &&Command, context: Context| keymap.context_of(**command, page) == Some(context);
    let here = if page.is_reading() { Context::Reading } else { Context::Lists };
    let mut found = vec![Line::Heading("Marks")];
    found.extend([
        Line::Sign("other words", Role::Varied, "the base, or for the base the others, have other words there"),
        Line::Sign("more words", Role::Added, "they have no words there"),
        Line::Sign("the same words", Role::Shared, "told in other words: what is shared is marked instead"),
        Line::Sign("50 minutes", Role::Discrepancy, "a difference that matters: number, date, name, …"),
        Line::Sign("+", Role::Quiet, "no other source has it"),
        Line::Sign("·", Role::Quiet, "not part of the story: captions, labels, links"),
        Line::Sign("↺", Role::Quiet, "the source repeats itself"),
        Line::Sign("▸", Role::Quiet, "folded text"),
        Line::Blank,
    ]);
    for (heading, context) in [("On this screen", here), ("Everywhere", Context::Anywhere)] {
        found.push(Line::Heading(heading));
        for command in Command::ALL.iter().filter(|command| holds(command, context)) {
            found.push(Line::Keys(keymap.keys_of(*command, page).join("  "), command.help()));
        }
        found.push(Line::Blank);
    }
    found
}

/// Draws the help over the screen, scrolled by some lines.
pub fn draw(model: &Model, scroll: usize, theme: &Theme, buffer: &mut Buffer) {
    let area = buffer.area;
    let area = Rect { height: area.height.saturating_sub(1), ..area };
    super::fill(buffer, area, " ", ratatui::style::Style::reset());
    let all = lines(&model.keymap, model.page);
    let room = usize::from(area.height.saturating_sub(1));
    let scroll = scroll.min(all.len().saturating_sub(room));
    let title = format!(" Help   j k scroll, any other key closes{}", if scroll > 0 { "   ▴" } else { "" });
    put(buffer, area, (area.x, area.y), &title, theme.style(Role::Quiet));
    for (line, y) in all.iter().skip(scroll).zip(area.y.saturating_add(1)..area.bottom()) {
        let x = area.x.saturating_add(2);
        match line {
            Line::Heading(text) => drop(put(buffer, area, (x, y), text, theme.style(Role::Header))),
            Line::Keys(keys, help) => {
                let after = put(buffer, area, (x.saturating_add(1), y), keys, theme.style(Role::Key));
                let at = x.saturating_add(KEYS).max(after.saturating_add(2));
                put(buffer, area, (at, y), help, theme.style(Role::Text));
            }
            Line::Sign(sign, role, help) => {
                put(buffer, area, (x.saturating_add(1), y), sign, theme.style(*role));
                let at = x.saturating_add(KEYS.max(columns(sign)));
                put(buffer, area, (at, y), help, theme.style(Role::Text));
            }
            Line::Blank => {}
        }
    }
    if scroll.saturating_add(room) < all.len() {
        let at = (area.right().saturating_sub(3), area.bottom().saturating_sub(1));
        put(buffer, area, at, "▾", theme.style(Role::Key));
    }
}
