//! Lists: entries under each other, one of them selected. What all of them have alike: how they are laid out, moved through and
//! drawn.

use super::screen::{Acted, Lower, Screen, Sheet, Tip};
use crate::source::SourceId;
use crate::tui::model::command::Command;
use crate::tui::model::input::Input;
use crate::tui::model::item::{Item, Line, Part, Words};
use crate::tui::model::page::Page;
use crate::tui::model::role::Role;
use crate::tui::model::scroll::{Anchor, Lead, Rows};
use crate::tui::model::{Model, Overlay, Request};
use crate::tui::scene::area::Layout;
use crate::tui::scene::band::Bands;
use crate::tui::scene::brush::{Brush, fill, put};
use crate::tui::scene::entry::{WrappedItem, end, sides};
use crate::tui::scene::wrap::Block;
use crate::tui::scene::{Body, Press, Scene, Settled};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use std::rc::Rc;

/// A list as most are.
pub const LIST: Screen = Screen {
    page: Page::of("", "", ""),
    title: "",
    tip: "",
    tips: |_| &OPENED,
    reads: |_| None,
    figures: None,
    early: false,
    shut: |_| None,
    pane: Lower::None,
    sized: false,
    orders: &[],
    counted: true,
    empty: "",
    gap: 0,
    tight: |_| false,
    opens: |_, _| false,
    items: |_, _| Vec::new(),
    act,
    settle,
    lay,
    head,
};

/// A list that has several orders.
pub const SORTED: Screen = Screen { tips: |_| &OPENED_AND_SORTED, ..LIST };

const OPENED: [Tip; 3] = [(&[Command::Open], "open"), (&[Command::Return], "back"), (&[Command::Filter], "filter")];
const OPENED_AND_SORTED: [Tip; 4] = [
    (&[Command::Open], "open"),
    (&[Command::Return], "back"),
    (&[Command::Sort], "sort"),
    (&[Command::Filter], "filter"),
];

/// What a key does on a list.
#[expect(clippy::wildcard_enum_match_arm, reason = "the other commands mean the same everywhere")]
pub fn act(model: &mut Model, scene: &Scene, Request { command, count }: Request) -> Acted {
    let steps = i64::try_from(count.unwrap_or(1)).unwrap_or(1);
    match command {
        Command::Next => step(model, steps),
        Command::Previous => step(model, steps.saturating_neg()),
        Command::SourceRight | Command::SourceLeft => beside(model, command == Command::SourceRight),
        Command::First | Command::Last => to_end(model, count, command == Command::Last),
        Command::Open => return model.selected().map_or(Acted::Yes, |item| Acted::Open(item.door)),
        Command::Filter => model.overlay = Some(Overlay::Filter(Input::of(&model.list(model.page).filter))),
        _ => match scene.layout.scrolled(command, steps) {
            Some(lines) => scroll(model, lines),
            None => return Acted::Not,
        },
    }
    Acted::Yes
}

/// So many entries on, or back.
pub fn step(model: &mut Model, by: i64) {
    let last = i64::try_from(model.items.len()).unwrap_or(i64::MAX).saturating_sub(1).max(0);
    let state = model.list_mut();
    let at = i64::try_from(state.cursor).unwrap_or(0).saturating_add(by).clamp(0, last);
    state.cursor = usize::try_from(at).unwrap_or(0);
    state.lead = Lead::Focus;
    model.reading.pane.scroll = 0;
}

/// To the entries under the next or the previous heading.
fn beside(model: &mut Model, right: bool) {
    let cursor = model.list(model.page).cursor;
    let headed = |index: &usize| model.items.get(*index).is_some_and(|item| !item.heading.is_empty());
    let mut all = 0..model.items.len();
    let next =
        if right { all.find(|at| *at > cursor && headed(at)) } else { all.rfind(|at| *at < cursor && headed(at)) };
    if let Some(next) = next {
        model.list_mut().cursor = next;
        model.list_mut().lead = Lead::Focus;
    }
}

/// To the first or the last entry, or to the one of a number.
fn to_end(model: &mut Model, count: Option<usize>, last: bool) {
    let end = model.items.len().saturating_sub(1);
    let cursor = match count {
        Some(count) => count.saturating_sub(1).min(end),
        None if last => end,
        None => 0,
    };
    let state = model.list_mut();
    state.cursor = cursor;
    state.lead = Lead::Focus;
    if cursor == 0 {
        state.anchor = Anchor::default();
    }
}

/// Scrolls by lines.
fn scroll(model: &mut Model, lines: i64) {
    let state = model.list_mut();
    state.anchor.line = state.anchor.line.saturating_add(lines);
    state.lead = Lead::Scroll;
}

/// Lines of an entry, with those between it and the next.
fn measure(sheet: &Sheet<'_>, bands: &mut Bands, index: usize) -> i64 {
    let wrapped = bands.item(sheet.model, index, width(sheet.layout));
    let high = wrapped.map_or(0, |wrapped| wrapped.height.saturating_add(wrapped.heading));
    i64::try_from(high).unwrap_or(i64::MAX).saturating_add(sheet.screen.gap)
}

/// A list leaves two columns free.
fn width(layout: &Layout) -> u16 {
    layout.body.width.saturating_sub(2)
}

fn settle(sheet: &Sheet<'_>, bands: &mut Bands, Settled { list, .. }: &mut Settled) {
    let (count, lines) = (sheet.model.items.len(), sheet.layout.lines());
    if count == 0 || lines == 0 {
        return;
    }
    let mut height = |index: usize| measure(sheet, bands, index);
    let high = height(list.cursor);
    let mut rows = Rows { count, lines, gap: sheet.screen.gap, height: &mut height };
    list.anchor = rows.normalise(list.anchor);
    if list.lead == Lead::Focus {
        let shown = rows.show(list.anchor, list.cursor, high);
        list.anchor = rows.normalise(shown);
        return;
    }
    let seen = rows.in_sight(list.anchor);
    if let (Some((first, _)), Some((last, _))) = (seen.first(), seen.last()) {
        list.cursor = list.cursor.clamp(*first, *last);
    }
}

/// The entries in sight.
fn lay(sheet: &Sheet<'_>, bands: &mut Bands) -> Box<dyn Body> {
    let (model, screen) = (sheet.model, sheet.screen);
    let (count, lines) = (model.items.len(), sheet.layout.lines());
    if count == 0 || lines == 0 {
        return Box::new(Entries { screen, seen: Vec::new() });
    }
    let mut height = |index: usize| measure(sheet, bands, index);
    let mut rows = Rows { count, lines, gap: screen.gap, height: &mut height };
    let seen = rows.in_sight(model.list(model.page).anchor);
    let width = width(sheet.layout);
    let seen = seen.into_iter().filter_map(|(index, top)| Some((index, top, bands.item(model, index, width)?)));
    Box::new(Entries { screen, seen: seen.collect() })
}

/// Entries on the screen, each with the line of the body on which it begins.
struct Entries {
    screen: &'static Screen,
    seen: Vec<(usize, i64, Rc<WrappedItem>)>,
}

impl Body for Entries {
    fn draw(&self, brush: Brush<'_>, layout: &Layout, buffer: &mut Buffer) {
        let (model, body) = (brush.model, layout.body);
        (self.screen.head)(self.screen, brush, layout, buffer);
        let cursor = model.list(model.page).cursor;
        for (index, top, wrapped) in &self.seen {
            if let Some(item) = model.items.get(*index) {
                Pen { brush, body, selected: *index == cursor }.item(buffer, *top, (item, wrapped));
            }
        }
        if model.items.is_empty() {
            let filtered = !model.list(model.page).filter.is_empty();
            let text = if filtered { "nothing fits the filter" } else { self.screen.empty };
            let place = (body.x.saturating_add(2), body.y.saturating_add(1));
            put(buffer, body, place, text, brush.theme.style(Role::Faint));
        }
    }

    fn focus_line(&self, _: &Model) -> i64 {
        0
    }

    fn click(&self, model: &mut Model, _: &Layout, press: Press) -> bool {
        let Some((index, ..)) = self.seen.iter().rev().find(|(_, top, _)| *top <= press.line) else { return false };
        model.list_mut().cursor = *index;
        press.again
    }
}

/// The title of the list, how many entries it has, in which order, and the filter.
fn head(screen: &Screen, brush: Brush<'_>, layout: &Layout, buffer: &mut Buffer) {
    let state = brush.model.list(brush.model.page);
    let order = screen.orders.get(state.sort).copied().unwrap_or_default();
    title(screen, (screen.title, order), brush, layout, buffer);
}

/// The line above a list with a title, and what is said of the order.
pub fn title(
    screen: &Screen,
    (name, order): (&str, &str),
    Brush { model, theme, .. }: Brush<'_>,
    layout: &Layout,
    buffer: &mut Buffer,
) {
    let area = layout.titles;
    fill(buffer, area, "─", theme.style(Role::Rule));
    let state = model.list(model.page);
    let count = if screen.counted { model.items.len().to_string() } else { String::new() };
    let filter = if state.filter.is_empty() { String::new() } else { format!("filter: {}", state.filter) };
    let mut x = put(buffer, area, (area.x.saturating_add(1), area.y), " ", Style::new());
    for (text, role) in
        [(name, Role::Strong), (count.as_str(), Role::Dim), (order, Role::Dim), (filter.as_str(), Role::Notice)]
    {
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
            if let (_, tail @ 1..) = sides(content, width) {
                let at = x.saturating_add(end(width)).saturating_sub(tail);
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
