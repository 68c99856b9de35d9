//! Help: the key table, the keys of the current screen first, and what the marks mean.

use crate::tui::model::Model;
use crate::tui::model::command::Command;
use crate::tui::model::keymap::Context;
use crate::tui::model::role::Role;
use crate::tui::scene::brush::{fill, put};
use crate::tui::scene::wrap::{Block, Ink, columns, wrap};
use crate::tui::theme::Theme;
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

/// Lines of the help on a screen of some width, with two to spare.
pub fn help_height(model: &Model, width: u16) -> usize {
    wrapped(model, width).iter().map(|(_, block)| block.height().max(1)).fold(2, usize::saturating_add)
}

/// The lines, each with what it says wrapped beside its key or sign.
fn wrapped(model: &Model, width: u16) -> Vec<(Line, Block)> {
    let beside = |line: Line| {
        let (first, help) = line.halves();
        let block = wrap(&[Ink::own(help, Role::Plain)], width.saturating_sub(indent(first, width)));
        (line, block)
    };
    lines(model).into_iter().map(beside).collect()
}

/// The column of what a key does or a sign means.
fn indent(first: &str, width: u16) -> u16 {
    KEYS.min(width / 3).max(columns(first).saturating_add(3)).saturating_add(2)
}

impl Line {
    /// The key or sign, and what is said of it.
    fn halves(&self) -> (&str, &'static str) {
        match self {
            Self::Keys(keys, help) => (keys, help),
            Self::Sign(sign, _, help) => (sign, help),
            Self::Heading(_) | Self::Blank => ("", ""),
        }
    }
}

fn lines(model: &Model) -> Vec<Line> {
    let (keymap, page) = (&model.keymap, model.page);
    let holds = |command: &&Command, context: Context| {
        keymap.context_of(**command, page) == Some(context) && model.offers(**command)
    };
    let here = if page.reads { Context::Reading } else { Context::Lists };
    let mut found = Vec::new();
    let marks = [
        Line::Heading("Marks"),
        Line::Sign("plain", Role::Plain, "other sources tell it, too"),
        Line::Sign("dim", Role::Dim, "this source alone has it"),
        Line::Sign("50 minutes", Role::Accent, "a difference that matters: number, date, name, …"),
        Line::Sign("other words", Role::Phrase, "in the focused row: others put it otherwise"),
        Line::Sign(
            "≠ \" ~",
            Role::Accent,
            "both cannot be so; quoted not alike; hedged or named otherwise: the gravest, and by whom",
        ),
        Line::Sign("● ◐ ○", Role::Plain, "a source tells it, a part of it, or nothing of it"),
        Line::Sign("↓ 7 “…”", Role::Dim, "the source tells it further down, in row 7; ↑ further up"),
        Line::Sign("+", Role::Dim, "no other source has it"),
        Line::Sign("·", Role::Dim, "not part of the story: captions, labels, links"),
        Line::Sign("↺", Role::Dim, "the source repeats itself"),
        Line::Sign("▸", Role::Dim, "folded text"),
        Line::Sign("✎ ◆ ✓", Role::Dim, "a note, a bookmark, picked for a correction"),
        Line::Sign("= ≈", Role::Dim, "in lists: told in the same words, in nearly the same"),
        Line::Sign("▂ ▅ ░", Role::Dim, "in heat: how much of it is changed; told by no other"),
        Line::Blank,
    ];
    found.extend(marks.into_iter().filter(|_| !model.is_storyless()));
    let shows = |command: Command| matches!(command, Command::Show(_));
    let parts = [
        ("On this screen", here, false),
        ("Screens", Context::Anywhere, true),
        ("Everywhere", Context::Anywhere, false),
    ];
    for (heading, context, shown) in parts {
        let commands = keymap.commands().iter().filter(|command| shows(**command) == shown);
        let mut commands = commands.filter(|command| holds(command, context)).peekable();
        if commands.peek().is_none() {
            continue;
        }
        found.push(Line::Heading(heading));
        for command in commands {
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
    fill(buffer, area, " ", theme.ground());
    let all = wrapped(model, area.width);
    let all: Vec<(&Line, &Block, usize)> = all
        .iter()
        .flat_map(|(line, block)| (0..block.height().max(1)).map(move |inside| (line, block, inside)))
        .collect();
    let room = usize::from(area.height.saturating_sub(1));
    let scroll = scroll.min(all.len().saturating_sub(room));
    let title = format!(" Help   j k scroll, any other key closes{}", if scroll > 0 { "   ▴" } else { "" });
    put(buffer, area, (area.x, area.y), &title, theme.style(Role::Dim));
    for (&(line, block, inside), y) in all.iter().skip(scroll).zip(area.y.saturating_add(1)..area.bottom()) {
        let x = area.x.saturating_add(2);
        let (first, style) = match line {
            Line::Heading(text) => {
                put(buffer, area, (x, y), text, theme.style(Role::Strong));
                continue;
            }
            Line::Keys(keys, _) => (keys.as_str(), theme.style(Role::Key)),
            Line::Sign(sign, role, _) => (*sign, theme.style(*role)),
            Line::Blank => continue,
        };
        if inside == 0 {
            put(buffer, area, (x.saturating_add(1), y), first, style);
        }
        let at = indent(first, area.width);
        let place = (area.x.saturating_add(at), y, area.width.saturating_sub(at));
        block.draw(inside, place, buffer, |_| theme.style(Role::Plain));
    }
    if scroll.saturating_add(room) < all.len() {
        let at = (area.right().saturating_sub(3), area.bottom().saturating_sub(1));
        put(buffer, area, at, "▾", theme.style(Role::Key));
    }
}
