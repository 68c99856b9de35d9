//! Dialogs in the middle of the screen.

use crate::tui::model::command::Command;
use crate::tui::model::input::Input;
use crate::tui::model::role::Role;
use crate::tui::model::{ExportForm, Model, Stage};
use crate::tui::scene::brush::{fill, put};
use crate::tui::scene::wrap::{Ink, columns, wrap};
use crate::tui::screens::overview;
use crate::tui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

/// Columns that a dialog wants.
const WIDTH: u16 = 64;

/// Draws an empty dialog with a title; its inside.
fn frame(buffer: &mut Buffer, title: &str, lines: u16, theme: &Theme) -> Rect {
    let screen = buffer.area;
    let width = WIDTH.min(screen.width);
    let height = lines.saturating_add(2).min(screen.height);
    let area = Rect {
        x: screen.x.saturating_add(screen.width.saturating_sub(width) / 2),
        y: screen.y.saturating_add(screen.height.saturating_sub(height) / 3),
        width,
        height,
    };
    boxed(buffer, area, title, theme)
}

/// Draws an empty box with a title; its inside.
fn boxed(buffer: &mut Buffer, area: Rect, title: &str, theme: &Theme) -> Rect {
    fill(buffer, area, " ", theme.ground());
    let rule = theme.style(Role::Focus);
    let top = Rect { height: 1.min(area.height), ..area };
    let bottom = Rect { y: area.bottom().saturating_sub(1), ..top };
    fill(buffer, top, "─", rule);
    fill(buffer, bottom, "─", rule);
    for (x, ends) in [(area.left(), ["╭", "│", "╰"]), (area.right().saturating_sub(1), ["╮", "│", "╯"])] {
        fill(buffer, Rect { x, width: 1.min(area.width), ..area }, ends[1], rule);
        put(buffer, area, (x, top.y), ends[0], rule);
        put(buffer, area, (x, bottom.y), ends[2], rule);
    }
    put(buffer, area, (area.x.saturating_add(2), area.y), &format!(" {title} "), theme.style(Role::Strong));
    Rect {
        x: area.x.saturating_add(2),
        y: area.y.saturating_add(1),
        width: area.width.saturating_sub(4),
        height: area.height.saturating_sub(2),
    }
}

/// Draws the export dialog; the place of the text cursor.
pub fn draw_export(model: &Model, form: &ExportForm, theme: &Theme, buffer: &mut Buffer) -> Option<Position> {
    let area = frame(buffer, "Export", 17, theme);
    let line = |number: u16| area.y.saturating_add(number);
    let formats = model.formats.iter().map(|(name, _)| name.as_str());
    choices(buffer, Rect { y: line(1), ..area }, ("format  ", formats, form.format), theme);
    let scopes = form.scopes.iter().map(|(words, _)| words.as_str());
    choices(buffer, Rect { y: line(2), ..area }, ("what    ", scopes, form.scope), theme);
    let start = put(buffer, area, (area.x, line(3)), "file    ", theme.style(Role::Dim));
    // A long path shows its end, where the cursor is.
    let room = area.right().saturating_sub(start).saturating_sub(1);
    let cursor = put(buffer, area, (start, line(3)), ending(form.path.before(), room), theme.style(Role::Strong));
    let after = form.path.text();
    let after = after.strip_prefix(form.path.before()).unwrap_or_default();
    put(buffer, area, (cursor, line(3)), after, theme.style(Role::Strong));
    if form.replace {
        put(buffer, area, (area.x, line(4)), "there is a file of this name", theme.style(Role::Error));
    }
    let enter = if form.replace { "replace it" } else { "write" };
    let mut x = area.x;
    for (key, words) in [("Tab", "format"), ("↑ ↓", "what"), ("Enter", enter), ("Esc", "close")] {
        x = put(buffer, area, (x, line(6)), key, theme.style(Role::Key)).saturating_add(1);
        x = put(buffer, area, (x, line(6)), words, theme.style(Role::Dim)).saturating_add(3);
    }
    for (number, text) in (8..).zip(&form.preview) {
        put(buffer, area, (area.x, line(number)), text, theme.style(Role::Dim));
    }
    Some(Position { x: cursor, y: line(3) })
}

/// Choices in a line, the chosen one in brackets; where they have no room beside each other, those before it are left out.
fn choices<'a>(
    buffer: &mut Buffer,
    area: Rect,
    (title, names, chosen): (&str, impl Iterator<Item = &'a str>, usize),
    theme: &Theme,
) {
    let names: Vec<&str> = names.collect();
    let start = put(buffer, area, (area.x, area.y), title, theme.style(Role::Dim));
    let room = area.right().saturating_sub(start);
    let width = |names: &[&str]| names.iter().map(|name| columns(name).saturating_add(2)).fold(0, u16::saturating_add);
    let upto = names.get(..=chosen).unwrap_or_default();
    let first = (0..upto.len()).find(|&first| upto.get(first..).is_some_and(|names| width(names) <= room));
    let mut x = start;
    for (index, name) in names.iter().enumerate().skip(first.unwrap_or(0)) {
        let (text, role) =
            if index == chosen { (format!("[{name}]"), Role::Strong) } else { (format!(" {name} "), Role::Dim) };
        if columns(&text) > area.right().saturating_sub(x) {
            put(buffer, area, (x, area.y), "…", theme.style(Role::Dim));
            break;
        }
        x = put(buffer, area, (x, area.y), &text, theme.style(role));
    }
}

/// The longest end of a text that has room in `width` columns.
pub fn ending(text: &str, width: u16) -> &str {
    let mut room = width;
    let mut kept = text.len();
    for (at, grapheme) in text.grapheme_indices(true).rev() {
        match room.checked_sub(columns(grapheme)) {
            Some(left) => (room, kept) = (left, at),
            None => break,
        }
    }
    text.get(kept..).unwrap_or_default()
}

/// Draws the choice of columns.
pub fn draw_columns(model: &Model, chosen: usize, theme: &Theme, buffer: &mut Buffer) {
    let columns = &model.reading.columns;
    let count = u16::try_from(columns.order.len()).unwrap_or(u16::MAX);
    let area = frame(buffer, "Columns", count.saturating_add(2).min(20), theme);
    let room = usize::from(area.height.saturating_sub(2));
    let first = chosen.saturating_sub(room.saturating_sub(1));
    let lines = area.y..area.bottom().saturating_sub(2);
    for ((index, source), y) in columns.order.iter().enumerate().skip(first).zip(lines) {
        let line = Rect { y, height: 1, ..area };
        let ground = if index == chosen { theme.style(Role::Selected) } else { Style::new() };
        fill(buffer, line, " ", ground);
        let (sign, role) = if columns.hidden.contains(source) { ("○", Role::Faint) } else { ("●", Role::Plain) };
        let x = put(buffer, line, (line.x.saturating_add(1), y), sign, ground.patch(theme.style(role)));
        let siglum = format!(" {:<3}", source.siglum());
        let x = put(buffer, line, (x, y), &siglum, ground.patch(theme.style(Role::Strong)));
        let name = model.comparison.corpus.source(*source).name();
        put(buffer, line, (x, y), name, ground.patch(theme.style(Role::Plain)));
    }
    let mut x = area.x;
    let y = area.bottom().saturating_sub(1);
    for (key, words) in [("Space", "show, hide"), ("J K", "move"), ("a", "show all"), ("Esc", "close")] {
        x = put(buffer, area, (x, y), key, theme.style(Role::Key)).saturating_add(1);
        x = put(buffer, area, (x, y), words, theme.style(Role::Dim)).saturating_add(3);
    }
}

/// Draws what the reader is being taught, at the bottom of an area, where there is room for it.
pub fn draw_lesson(model: &Model, area: Rect, theme: &Theme, buffer: &mut Buffer) {
    let lesson = model.lesson.filter(|_| model.stage == Stage::Done);
    let Some((text, number, count)) = lesson.and_then(|lesson| {
        lesson.text(|name| model.keymap.named(name).map(|command| model.key(command)).unwrap_or_default())
    }) else {
        return;
    };
    let width = area.width.min(WIDTH);
    let block = wrap(&[Ink::own(&text, Role::Plain)], width.saturating_sub(4));
    let high = u16::try_from(block.height()).unwrap_or(u16::MAX).saturating_add(2);
    if area.height <= high {
        return;
    }
    let top = area.bottom().saturating_sub(high);
    let place = Rect { x: area.right().saturating_sub(width), y: top, width, height: high };
    let ends = model.page == overview::PAGE && model.visited.is_empty();
    let ends = if ends { format!("   {} ends the tour", model.key(Command::Return)) } else { String::new() };
    let title = format!("{number} of {count}{ends}");
    let inside = boxed(buffer, place, &title, theme);
    for (line, y) in (0..block.height()).zip(inside.y..inside.bottom()) {
        block.draw(line, (inside.x, y, inside.width), buffer, |glyph| theme.style(glyph.role));
    }
}

/// Lines of commands that the palette shows.
const COMMANDS: u16 = 12;

/// Draws the palette; the place of the text cursor.
pub fn draw_palette(
    model: &Model,
    (input, chosen): (&Input, usize),
    theme: &Theme,
    buffer: &mut Buffer,
) -> Option<Position> {
    let area = frame(buffer, "Commands", COMMANDS.saturating_add(2), theme);
    let x = put(buffer, area, (area.x, area.y), ": ", theme.style(Role::Key));
    let cursor = put(buffer, area, (x, area.y), input.before(), theme.style(Role::Strong));
    put(buffer, area, (x, area.y), &input.text(), theme.style(Role::Strong));
    let fitting = model.keymap.fitting(&input.text());
    let room = usize::from(area.height.saturating_sub(2));
    let first = chosen.saturating_sub(room.saturating_sub(1));
    let lines = area.y.saturating_add(2)..area.bottom();
    for ((index, command), y) in fitting.iter().enumerate().skip(first).zip(lines) {
        let line = Rect { y, height: 1, ..area };
        let selected = index == chosen;
        let base = if selected { theme.style(Role::Selected) } else { Style::new() };
        fill(buffer, line, " ", base);
        put(buffer, line, (line.x, y), if selected { "▌" } else { " " }, base.patch(theme.style(Role::FocusHere)));
        let keys = model.keymap.keys_of(*command, model.page);
        let key = keys.first().copied().unwrap_or_default();
        put(buffer, line, (line.x.saturating_add(2), y), command.name(), base.patch(theme.style(Role::Strong)));
        let at = line.right().saturating_sub(columns(key)).saturating_sub(1);
        let help = Rect { width: at.saturating_sub(line.x).saturating_sub(2), ..line };
        put(buffer, help, (line.x.saturating_add(22), y), command.help(), base.patch(theme.style(Role::Dim)));
        put(buffer, line, (at.saturating_sub(1), y), &format!(" {key} "), base.patch(theme.style(Role::Key)));
    }
    if fitting.is_empty() {
        let at = (area.x.saturating_add(2), area.y.saturating_add(2));
        put(buffer, area, at, "no command has that in its name", theme.style(Role::Faint));
    }
    Some(Position { x: cursor, y: area.y })
}
