//! The screens that are lists.

use super::brush::{Brush, fill, put};
use super::rule;
use crate::source::SourceId;
use crate::tui::item::{Item, Line, Part, Words, WrappedItem};
use crate::tui::model::Model;
use crate::tui::page::Page;
use crate::tui::scene::Scene;
use crate::tui::screens::{orders, screen};
use crate::tui::theme::{Role, Theme};
use crate::tui::wrap::Block;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

/// Draws the entries in sight.
pub fn draw(brush: Brush<'_>, scene: &Scene, buffer: &mut Buffer) {
    let (model, theme) = (brush.model, brush.theme);
    if model.page == Page::Row {
        rule::draw(brush, (model.reading.cursor, false), scene.layout.titles, buffer);
    } else {
        title(model, scene, theme, buffer);
    }
    let cursor = model.list(model.page).cursor;
    let body = scene.layout.body;
    for (index, top, wrapped) in &scene.entries {
        if let Some(item) = model.items.get(*index) {
            let pen = Pen { brush, body, selected: *index == cursor };
            pen.item(buffer, *top, (item, wrapped));
        }
    }
    if model.items.is_empty() {
        let empty = screen(model.page).map_or("", |screen| screen.empty);
        let text = if model.list(model.page).filter.is_empty() { empty } else { "nothing fits the filter" };
        put(buffer, body, (body.x.saturating_add(2), body.y.saturating_add(1)), text, theme.style(Role::Faint));
    }
}

/// The name of the page, how many entries it has, in which order, and the filter.
fn title(model: &Model, scene: &Scene, theme: &Theme, buffer: &mut Buffer) {
    let area = scene.layout.titles;
    fill(buffer, area, "─", theme.style(Role::Rule));
    let state = model.list(model.page);
    let searched = model.library.as_ref().filter(|_| model.page == Page::Stories).and_then(|all| all.found.as_ref());
    let (name, order) = match searched {
        Some((typed, _)) => ("Found", format!("documents with “{typed}”")),
        None => {
            let name = screen(model.page).map_or("", |screen| screen.name);
            (name, orders(model.page).get(state.sort).copied().unwrap_or_default().to_owned())
        }
    };
    let counted = screen(model.page).is_some_and(|screen| screen.counted);
    let count = if counted { model.items.len().to_string() } else { String::new() };
    let filter = if state.filter.is_empty() { String::new() } else { format!("filter: {}", state.filter) };
    let mut x = put(buffer, area, (area.x.saturating_add(1), area.y), " ", Style::new());
    for (text, role) in [
        (name, Role::Strong),
        (count.as_str(), Role::Dim),
        (order.as_str(), Role::Dim),
        (filter.as_str(), Role::Notice),
    ] {
        if !text.is_empty() {
            x = put(buffer, area, (x, area.y), text, theme.style(role));
            x = put(buffer, area, (x, area.y), "  ", Style::new());
        }
    }
}

/// A style on the ground of its line; what is reversed on reversed ground stands out as what is not.
fn on(ground: Style, style: Style) -> Style {
    let both = ground.add_modifier.intersection(style.add_modifier);
    let patched = ground.patch(style);
    if both.contains(Modifier::REVERSED) { patched.remove_modifier(Modifier::REVERSED) } else { patched }
}

/// What an entry is drawn with.
struct Pen<'a> {
    brush: Brush<'a>,
    body: Rect,
    selected: bool,
}

impl Pen<'_> {
    /// Draws an entry that begins on a line of the body.
    fn item(&self, buffer: &mut Buffer, top: i64, (item, wrapped): (&Item, &WrappedItem)) {
        let mut line = top;
        if wrapped.heading > 0 {
            let blank = wrapped.heading.saturating_sub(item.heading.len());
            line = line.saturating_add(i64::try_from(blank).unwrap_or(0));
            for parts in &item.heading {
                if let Some(row) = self.row(line) {
                    self.parts(buffer, (row, row.x.saturating_add(1)), parts, Style::new());
                }
                line = line.saturating_add(1);
            }
        }
        for (content, (lead, block)) in item.lines.iter().zip(&wrapped.blocks) {
            for inside in 0..block.height().max(1) {
                if let Some(row) = self.row(line) {
                    self.line(buffer, row, content, (*lead, block, inside));
                }
                line = line.saturating_add(1);
            }
        }
        self.cells(buffer, line, wrapped);
    }

    /// Draws what stands side by side, from a line of the body on.
    fn cells(&self, buffer: &mut Buffer, top: i64, wrapped: &WrappedItem) {
        let high = wrapped.cells.iter().map(|(_, line, block)| line.saturating_add(block.height())).max().unwrap_or(0);
        for line in 0..high {
            let Some(row) = self.row(top.saturating_add(i64::try_from(line).unwrap_or(0))) else { continue };
            let ground = self.ground(buffer, row);
            for (x, first, block) in &wrapped.cells {
                let Some(inside) = line.checked_sub(*first).filter(|inside| *inside < block.height()) else { continue };
                let x = row.x.saturating_add(*x);
                let place = (x, row.y, row.right().saturating_sub(x));
                let source = SourceId(u16::MAX);
                block.draw(inside, place, buffer, |glyph| on(ground, self.brush.glyph(source, glyph)));
            }
        }
    }

    /// The ground of a line of the entry, with the bar of the selected one.
    fn ground(&self, buffer: &mut Buffer, row: Rect) -> Style {
        if !self.selected {
            return Style::new();
        }
        let ground = self.brush.theme.style(Role::Selected);
        buffer.set_style(row.intersection(buffer.area), ground);
        put(buffer, row, (row.x, row.y), "▌", ground.patch(self.brush.theme.style(Role::FocusHere)));
        ground
    }

    fn line(&self, buffer: &mut Buffer, row: Rect, content: &Line, (lead, block, inside): (u16, &Block, usize)) {
        let ground = self.ground(buffer, row);
        let x = row.x.saturating_add(1);
        if inside == 0 {
            self.parts(buffer, (row, x), &content.lead, ground);
            // The list leaves two columns free.
            let width = row.width.saturating_sub(2);
            if let (_, tail @ 1..) = content.sides(width) {
                let at = x.saturating_add(Line::end(width)).saturating_sub(tail);
                self.parts(buffer, (row, at), &content.tail, ground);
            }
        }
        let source = content.words.iter().find_map(|words| match words {
            Words::Source(place, _) => Some(place.source),
            Words::Own(..) => None,
        });
        let source = source.unwrap_or(SourceId(u16::MAX));
        let x = x.saturating_add(lead);
        let place = (x, row.y, row.right().saturating_sub(x));
        block.draw(inside, place, buffer, |glyph| on(ground, self.brush.glyph(source, glyph)));
    }

    fn parts(&self, buffer: &mut Buffer, (row, x): (Rect, u16), parts: &[Part], ground: Style) {
        let mut x = x;
        for (text, role) in parts {
            x = put(buffer, row, (x, row.y), text, on(ground, self.brush.theme.style(*role)));
        }
    }

    /// The line of the screen for a line of the body, where it is on the screen.
    fn row(&self, line: i64) -> Option<Rect> {
        let line = u16::try_from(line).ok().filter(|line| *line < self.body.height)?;
        Some(Rect { y: self.body.y.saturating_add(line), height: 1, ..self.body })
    }
}
