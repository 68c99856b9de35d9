//! The first two lines: what is read, how much of it, how far the work is; and the titles of the columns.

use crate::source::{Source, SourceId};
use crate::text::visible_line;
use crate::tui::model::command::Command;
use crate::tui::model::role::Role;
use crate::tui::model::{Model, Stage};
use crate::tui::scene::area::{Column, Layout};
use crate::tui::scene::brush::{fill, put};
use crate::tui::scene::signs::language;
use crate::tui::scene::wrap::columns;
use crate::tui::screens::screen;
use crate::tui::theme::Theme;
use crate::view::counted;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Draws the header and the titles.
pub fn draw(model: &Model, layout: &Layout, theme: &Theme, buffer: &mut Buffer) {
    let area = layout.header;
    let style = theme.style(Role::Dim);
    let base = model.reading.base.siglum();
    let help = format!("{} help ", model.key(Command::Help));
    let right = if screen(model.page).figures.is_none() { format!("base {base}   {help}") } else { help };
    let right_at = area.right().saturating_sub(columns(&right));
    let left = Rect { width: right_at.saturating_sub(area.x).saturating_sub(3), ..area };
    let counts = counts(model, area.width);
    let counts_at = left.right().saturating_sub(columns(&counts));
    let title_area = Rect { width: counts_at.saturating_sub(area.x).saturating_sub(2), ..area };
    put(buffer, title_area, (area.x.saturating_add(1), area.y), &title(model), theme.style(Role::Strong));
    put(buffer, left, (counts_at, area.y), &counts, style);
    put(buffer, area, (right_at, area.y), &right, style);
    if model.page.reads {
        titles(model, layout, theme, buffer);
    }
}

/// What is read: the base's title, or the folder that the sources are in.
fn title(model: &Model) -> String {
    if let Some(said) = (screen(model.page).reads)(model) {
        return said;
    }
    let sources = &model.comparison.corpus.sources;
    let base = sources.get(model.reading.base.index());
    let titled = base.into_iter().chain(sources).find_map(|source| source.meta.title.clone());
    titled.map_or_else(|| "parallax".to_owned(), |title| visible_line(&title).into_owned())
}

/// Counts, or how far the work is; in few words where there are few columns.
fn counts(model: &Model, width: u16) -> String {
    let comparison = &model.comparison;
    let sources = counted(comparison.corpus.sources.len(), "source", "sources");
    match model.stage {
        Stage::Loading => format!("reading the sources{}", share(model)),
        Stage::Comparing => {
            format!("{sources}   comparing{}   {} stops", share(model), model.key(Command::Return))
        }
        Stage::Stopped => format!("{sources}   not compared"),
        Stage::Done if let Some(figures) = screen(model.page).figures => figures(model).unwrap_or_default(),
        Stage::Done => {
            let parallels = comparison.alignment.parallels.len();
            let differences = model.differences.len();
            match width {
                0..60 => format!("{} src {parallels} rows", comparison.corpus.sources.len()),
                60..100 => format!("{sources}  {}", counted(parallels, "row", "rows")),
                _ => format!("{sources}   {parallels} told by two or more   {differences} ≠"),
            }
        }
    }
}

/// How much is done, and how long the rest will take at this pace.
fn share(model: &Model) -> String {
    let progress = model.progress;
    if progress.total == 0 {
        return String::new();
    }
    if progress.done >= progress.total {
        return ", nearly done".to_owned();
    }
    let share = progress.done as f64 / progress.total as f64;
    let elapsed = progress.elapsed.as_secs_f64();
    let left = if share > 0.05 && elapsed > 1.0 { elapsed / share - elapsed } else { 0.0 };
    let left = if left >= 1.0 { format!(", about {left:.0} s left") } else { String::new() };
    format!(" {:.0} %{left}", (share * 100.0).min(100.0))
}

fn titles(model: &Model, layout: &Layout, theme: &Theme, buffer: &mut Buffer) {
    let line = layout.titles;
    fill(buffer, line, "─", theme.style(Role::Rule));
    for column in &layout.columns {
        let area = Rect { y: line.y, height: line.height, ..column.area };
        let focused = column.source == model.reading.source;
        // Nothing of the rule under it is kept.
        let style = theme.ground().patch(theme.style(if focused { Role::Strong } else { Role::Dim }));
        let Some(source) = model.comparison.corpus.sources.get(column.source.index()) else { continue };
        let x = if focused { put(buffer, area, (area.x, area.y), "▌", theme.style(Role::FocusHere)) } else { area.x };
        let x = put(buffer, area, (x.max(area.x.saturating_add(1)), area.y), " ", style);
        let x = put(buffer, area, (x, area.y), &source.id.siglum(), style.patch(theme.style(Role::Strong)));
        let base = if column.source == model.reading.base { "  base " } else { " " };
        let kept = columns(base).saturating_add(1).saturating_add(beyond_width(layout, column));
        let room = Rect { width: area.width.saturating_sub(kept), ..area };
        let tag = language(&model.comparison, source.id).map(|tag| format!(" {tag}")).unwrap_or_default();
        let x = put(buffer, room, (x, area.y), &tag, theme.ground().patch(theme.style(Role::Dim)));
        let x = put(buffer, room, (x, area.y), &format!(" {}", name(source, room.width)), style);
        put(buffer, area, (x, area.y), base, theme.style(Role::Dim));
    }
    beyond(layout, theme, buffer);
}

/// The most sources out of sight that are named in the line of the titles.
const MOST_NAMED: usize = 6;

/// Columns of a title that the list of the sources out of sight covers.
fn beyond_width(layout: &Layout, column: &Column) -> u16 {
    let wide = |sources: &[SourceId]| columns(&letters(sources)).saturating_add(3);
    let [left, right] = &layout.beyond;
    let [left, right] = [left, right].map(|sources| if sources.is_empty() { 0 } else { wide(sources) });
    match (layout.columns.first() == Some(column), layout.columns.last() == Some(column)) {
        (true, true) => left.saturating_add(right),
        (_, true) => right,
        (true, _) => left,
        (false, false) => 0,
    }
}

/// The letters of the sources, of many the first and how many more there are.
fn letters(sources: &[SourceId]) -> String {
    let named = if sources.len() > MOST_NAMED { MOST_NAMED.saturating_sub(3) } else { sources.len() };
    let letters: Vec<String> = sources.iter().take(named).map(|source| source.siglum()).collect();
    let more = sources.len().saturating_sub(named);
    if more > 0 { format!("{} +{more}", letters.join(" ")) } else { letters.join(" ") }
}

/// The outlet, and where there is room the date.
fn name(source: &Source, width: u16) -> String {
    let name = source.name();
    match source.meta.date {
        Some(date) if columns(name).saturating_add(22) <= width => format!("{name}, {}", date.strftime("%-d %b %Y")),
        _ => name.to_owned(),
    }
}

/// The sources that are out of sight, at the ends of the titles.
fn beyond(layout: &Layout, theme: &Theme, buffer: &mut Buffer) {
    let line = layout.titles;
    let [left, right] = &layout.beyond;
    let mut end = line.right();
    if !right.is_empty() {
        let text = format!(" {} ▸", letters(right));
        end = end.saturating_sub(columns(&text)).max(line.x);
        put(buffer, line, (end, line.y), &text, theme.style(Role::Key));
    }
    if !left.is_empty() {
        let text = format!(" ◂ {} ", letters(left));
        let after = layout.columns.first().map_or(line.x, |column| column.area.right()).min(end);
        let at = after.saturating_sub(columns(&text)).max(line.x);
        put(buffer, line, (at, line.y), &text, theme.style(Role::Key));
    }
}
