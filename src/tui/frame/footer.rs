//! The last line: what is possible now, what was done, or what is being typed.

use crate::tui::frame::dialog::ending;
use crate::tui::model::command::Command;
use crate::tui::model::page::Page;
use crate::tui::model::role::Role;
use crate::tui::model::{Model, Notice, Overlay, Question, Stage};
use crate::tui::scene::area::Layout;
use crate::tui::scene::brush::put;
use crate::tui::scene::wrap::columns;
use crate::tui::screens::{self, hits, rejected, screen};
use crate::tui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Columns and lines of the smallest screen on which everything can be used.
const LEAST: (u16, u16) = (40, 12);

/// Draws the footer; the place of the text cursor while a search is typed.
pub fn draw(model: &Model, layout: &Layout, theme: &Theme, buffer: &mut Buffer) -> Option<Position> {
    let area = layout.footer;
    if area.height == 0 {
        return None;
    }
    let typing = match &model.overlay {
        Some(Overlay::Search(input, _)) => {
            Some((if model.found.pattern { "pattern: " } else { "/" }, input, counts(model)))
        }
        Some(Overlay::Filter(input)) => {
            Some(("filter: ", input, format!("{} left   words, +A told by A, -A not ", model.items.len())))
        }
        Some(Overlay::Ask(Question::Note, input)) => Some(("note: ", input, "Enter keeps, Esc leaves ".to_owned())),
        Some(Overlay::Ask(Question::Name, input)) => Some(("name: ", input, "Enter keeps, Esc leaves ".to_owned())),
        Some(Overlay::Ask(Question::Everything, input)) => {
            Some(("search everything: ", input, "words and \"phrases\"   Enter finds, Esc leaves ".to_owned()))
        }
        Some(Overlay::Help(_) | Overlay::Export(_) | Overlay::Palette(..) | Overlay::Columns(_)) | None => None,
    };
    if let Some((sign, input, counts)) = typing {
        let x = put(buffer, area, (area.x.saturating_add(1), area.y), sign, theme.style(Role::Key));
        let room = area.right().saturating_sub(x).saturating_sub(1);
        // What says how to go on gives way to what is typed, but for what is wrong with it.
        let said = columns(&counts).saturating_add(2);
        let wrong = matches!(model.overlay, Some(Overlay::Search(..))) && model.found.wrong.is_some();
        let shown = wrong || columns(&input.text()).saturating_add(said) <= room;
        let room = if shown { room.saturating_sub(said) } else { room };
        let before = ending(input.before(), room);
        let text = input.text();
        let after = text.get(input.before().len()..).unwrap_or_default();
        let cursor = put(buffer, area, (x, area.y), before, theme.style(Role::Strong));
        put(buffer, area, (cursor, area.y), after, theme.style(Role::Strong));
        if shown {
            let at = area.right().saturating_sub(columns(&counts)).max(cursor.saturating_add(2));
            put(buffer, area, (at, area.y), &counts, theme.style(Role::Dim));
        }
        return Some(Position { x: cursor.min(area.right().saturating_sub(1)), y: area.y });
    }
    let start = (area.x.saturating_add(1), area.y);
    if let Some(notice) = &model.notice {
        let (text, role) = match notice {
            Notice::Done(text) => (text, Role::Notice),
            Notice::Failed(text) => (text, Role::Error),
        };
        put(buffer, area, start, text, theme.style(role));
    } else if model.typed.keys.is_empty() && model.typed.count.is_none() {
        // A dialog names its own keys.
        if buffer.area.width < LEAST.0 || buffer.area.height < LEAST.1 {
            put(buffer, area, start, &format!("small: {} by {} is better", LEAST.0, LEAST.1), theme.style(Role::Dim));
        } else if model.overlay.is_none() {
            keys((&possible(model), 2), area, theme, buffer);
        }
    } else {
        let count = model.typed.count.map(|count| count.to_string()).unwrap_or_default();
        let typed = format!("{count}{}", model.typed.keys.concat());
        let next = model.keymap.continuations(&model.typed.keys, model.page);
        let mut items = vec![(typed, String::from("…"))];
        if !model.typed.keys.is_empty() {
            items.extend(next.into_iter().map(|(key, command)| (key.to_owned(), command.name().to_owned())));
        }
        keys((&items, 0), area, theme, buffer);
    }
    None
}

/// How many places were found, in all and by source.
fn counts(model: &Model) -> String {
    let found = &model.found;
    if let Some(wrong) = &found.wrong {
        return format!("{wrong} ");
    }
    if found.typed.is_empty() {
        let other = if found.pattern { "words" } else { "a pattern" };
        return format!("C-r looks for {other}, Enter keeps, Esc leaves ");
    }
    let by_source = found.by_source.iter().zip(&model.comparison.corpus.sources).filter(|(hits, _)| !hits.is_empty());
    let by_source: Vec<String> = by_source
        .map(|(hits, source)| format!("{} {}", source.id.siglum(), hits.len()))
        .chain(found.said_beside())
        .collect();
    match found.hits.len() {
        0 if by_source.is_empty() => "nothing found ".to_owned(),
        0 => format!("in no text, but {} ", by_source.join("  ")),
        1 => format!("1 place: {} ", by_source.join("  ")),
        count => format!("{count} places: {} ", by_source.join("  ")),
    }
}

/// What is possible now: keys and what they do.
fn possible(model: &Model) -> Vec<(String, String)> {
    let entry = |commands: &[Command], words: &str| {
        let keys: Vec<&str> =
            commands.iter().filter_map(|&command| model.keymap.keys_of(command, model.page).first().copied()).collect();
        (keys.join(" "), words.to_owned())
    };
    let mut items = Vec::new();
    match model.stage {
        Stage::Loading => items.push(entry(&[Command::Return], "cancel")),
        Stage::Comparing => items.push(entry(&[Command::Return], "stop comparing")),
        Stage::Done | Stage::Stopped => {}
    }
    if model.stage == Stage::Loading {
        items.extend([entry(&[Command::Help], "help"), entry(&[Command::Quit], "quit")]);
        return items;
    }
    let tips = (screen(model.page).tips)(model);
    items.extend(tips.iter().map(|(commands, words)| entry(commands, words)));
    items.extend(offered(model));
    // Where no story is open, the screen itself says what is searched.
    if !model.is_storyless() {
        items.push(entry(&[Command::Search], "search"));
    }
    let show = |page: Page| Command::Show(page);
    if !model.rejected.is_empty() && model.page != rejected::PAGE {
        items.push(entry(&[show(rejected::PAGE)], "not read"));
    }
    if !model.found.hits.is_empty() {
        items.push(entry(&[Command::NextHit, Command::PreviousHit], "hit"));
        if model.page != hits::PAGE {
            items.push(entry(&[show(hits::PAGE)], "hits"));
        }
    }
    if model.offers(Command::Export) {
        items.push(entry(&[Command::Export], "export"));
    }
    items.push(entry(&[Command::Help], "help"));
    items.push(entry(&[Command::Quit], "quit"));
    items
}

/// The screens that a letter opens, all but the one that is shown.
fn offered(model: &Model) -> Vec<(String, String)> {
    // In the sources themselves there is more to do than to leave them.
    let named = screens::all().filter(|screen| !screen.tip.is_empty() && !model.page.reads);
    let others = named.filter(|screen| screen.page != model.page && (screen.early || model.stage == Stage::Done));
    let others = others.filter(|screen| model.offers(Command::Show(screen.page)));
    others.map(|screen| (model.key(Command::Show(screen.page)), screen.tip.to_owned())).collect()
}

/// As many as fit; so many of the last always have room.
fn keys((items, always): (&[(String, String)], usize), area: Rect, theme: &Theme, buffer: &mut Buffer) {
    let wide = |item: &(String, String)| columns(&item.0).saturating_add(columns(&item.1)).saturating_add(4);
    let kept = items.len().saturating_sub(always);
    let last = items.get(kept..).unwrap_or_default();
    let mut room = area.width.saturating_sub(1).saturating_sub(last.iter().map(wide).fold(0, u16::saturating_add));
    let fitting = items.get(..kept).unwrap_or_default().iter().take_while(|item| {
        let fits = wide(item) <= room;
        room = room.saturating_sub(wide(item));
        fits
    });
    let mut x = area.x.saturating_add(1);
    for (key, words) in fitting.chain(last) {
        x = put(buffer, area, (x, area.y), key, theme.style(Role::Key));
        x = put(buffer, area, (x.saturating_add(1), area.y), words, theme.style(Role::Dim)).saturating_add(3);
    }
}
