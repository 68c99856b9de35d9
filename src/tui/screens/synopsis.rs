//! The synopsis: the sources side by side, each text once, parallels level under their rules.

use super::reading::{self, READING};
use super::screen::{Acted, Screen, Sheet, Tip};
use crate::align::Passage;
use crate::tui::model::command::Command;
use crate::tui::model::item::Door;
use crate::tui::model::page::Page;
use crate::tui::model::reading::Reading;
use crate::tui::model::role::Role;
use crate::tui::model::scroll::{Lead, Rows};
use crate::tui::model::{Model, Request};
use crate::tui::scene::area::{Column, Layout};
use crate::tui::scene::band::{Band, Bands, Stack};
use crate::tui::scene::brush::{Brush, bar, put, remark_sign, rules, screen_line, screen_row};
use crate::tui::scene::part::Sign;
use crate::tui::scene::{Body, Press, Scene, Settled, rule};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::rc::Rc;

/// Its name.
pub const PAGE: Page = Page { reads: true, ..Page::of("synopsis", "s", "the sources side by side") };

/// The screen.
pub const SCREEN: Screen =
    Screen { page: PAGE, title: "Synopsis", tip: "synopsis", tips: |_| &TIPS, act, settle, lay, ..READING };

const TIPS: [Tip; 8] = [
    (&[Command::Next, Command::Previous], "row"),
    (&[Command::SourceLeft, Command::SourceRight], "source"),
    (&[Command::Open], "row in full"),
    (&[Command::Return], "back"),
    (&[Command::NextHit], "next ≠"),
    (&[Command::NextAlone], "only here"),
    (&[Command::Reasons], "why"),
    (&[Command::Base], "base"),
];

/// What a key does.
#[expect(clippy::wildcard_enum_match_arm, reason = "the other commands mean the same everywhere")]
fn act(model: &mut Model, scene: &Scene, request: Request) -> Acted {
    let steps = i64::try_from(request.count.unwrap_or(1)).unwrap_or(1);
    match request.command {
        Command::Next => reading::step(&mut model.reading, steps),
        Command::Previous => reading::step(&mut model.reading, steps.saturating_neg()),
        Command::Open => match model.parallel() {
            Some(parallel) => return Acted::Open(Door::Row(parallel)),
            None => reading::toggle_fold(model, scene),
        },
        _ => match scene.layout.scrolled(request.command, steps) {
            Some(lines) => scroll(&mut model.reading, lines),
            None => return Acted::Not,
        },
    }
    Acted::Yes
}

/// Scrolls by lines.
fn scroll(reading: &mut Reading, lines: i64) {
    reading.lead = Lead::Scroll;
    reading.anchor.line = reading.anchor.line.saturating_add(lines);
}

/// Brings scroll and focus of the synopsis together, the one that leads first.
fn settle(sheet: &Sheet<'_>, bands: &mut Bands, Settled { reading, .. }: &mut Settled) {
    let (comparison, layout) = (&sheet.model.comparison, sheet.layout);
    let (count, cursor, lines) = (reading.synopsis.rows.len(), reading.cursor, layout.lines());
    if count == 0 || lines == 0 {
        return;
    }
    bands.stand_in(&layout.columns.iter().map(|column| column.text()).collect::<Vec<_>>());
    let place = reading.sight.and_then(|place| bands.line_of(comparison, reading, (cursor, place)));
    let mut height = |row: usize| bands.band(comparison, reading, row).map_or(0, |band| band.lines());
    let high = height(cursor);
    let mut all = Rows { count, lines, gap: 0, height: &mut height };
    let mut anchor = all.normalise(reading.anchor);
    if reading.lead == Lead::Focus {
        anchor = all.show(anchor, cursor, high);
        anchor = all.normalise(anchor);
        if let Some((row, line)) = place.and_then(|(row, line)| Some((row, i64::try_from(line).ok()?))) {
            anchor = all.reveal(anchor, row, line);
        }
    }
    let seen: Vec<usize> = all.in_sight(anchor).iter().map(|(row, _)| *row).collect();
    reading.anchor = anchor;
    if reading.lead == Lead::Scroll {
        refocus(reading, &seen);
    }
}

/// Where the focused row has left the screen, the focus goes to the nearest parallel in sight, or else to any row.
fn refocus(reading: &mut Reading, seen: &[usize]) {
    let cursor = reading.cursor;
    if seen.contains(&cursor) {
        return;
    }
    let parallel = |row: &usize| reading.parallel(*row).is_some();
    let nearest = seen.iter().copied().filter(parallel).min_by_key(|row| row.abs_diff(cursor));
    if let Some(row) = nearest.or(seen.iter().copied().min_by_key(|row| row.abs_diff(cursor))) {
        reading.cursor = row;
        reading.pane.scroll = 0;
    }
}

/// The rows in sight.
fn lay(sheet: &Sheet<'_>, bands: &mut Bands) -> Box<dyn Body> {
    let (comparison, reading) = (&sheet.model.comparison, &sheet.model.reading);
    let (count, lines) = (reading.synopsis.rows.len(), sheet.layout.lines());
    if count == 0 || lines == 0 {
        return Box::new(Seen(Vec::new()));
    }
    let mut height = |row: usize| bands.band(comparison, reading, row).map_or(0, |band| band.lines());
    let seen = Rows { count, lines, gap: 0, height: &mut height }.in_sight(reading.anchor);
    let band = |(row, top): (usize, i64)| Some((row, top, bands.band(comparison, reading, row)?));
    Box::new(Seen(seen.into_iter().filter_map(band).collect()))
}

/// The bands in sight, each with its row and the line of the body on which it begins.
struct Seen(Vec<(usize, i64, Rc<Band>)>);

impl Body for Seen {
    fn draw(&self, brush: Brush<'_>, layout: &Layout, buffer: &mut Buffer) {
        rules(layout, brush.theme, buffer);
        let body = layout.body;
        for (row, top, band) in &self.0 {
            let focused = *row == brush.model.reading.cursor;
            if let (1.., Some(y)) = (band.rule, screen_row(body, *top)) {
                rule::draw(brush, (*row, focused), Rect { y, height: 1, ..body }, buffer);
            }
            let under = top.saturating_add(band.rule);
            let first = under.saturating_neg().max(0);
            let last = band.height.min(layout.lines().saturating_sub(under));
            for (column, stack) in layout.columns.iter().zip(&band.stacks) {
                for line in first..last {
                    if let Some(y) = screen_line(column, under.saturating_add(line)) {
                        draw_line(brush, buffer, (column, stack, focused), (line, y));
                    }
                }
            }
        }
    }

    fn focus_line(&self, model: &Model) -> i64 {
        self.0.iter().find(|(row, ..)| *row == model.reading.cursor).map_or(0, |(_, line, _)| *line)
    }

    fn click(&self, model: &mut Model, layout: &Layout, press: Press) -> bool {
        let Some((row, top, _)) = self.0.iter().rev().find(|(_, top, _)| *top <= press.line) else { return false };
        if let Some(place) = self.pointer_at(layout, press) {
            model.reading.focus_passage(place);
        } else if press.again {
            return true;
        } else {
            model.reading.focus_at(*row, *top);
        }
        false
    }
}

impl Seen {
    /// Where a line points to that says what is told elsewhere.
    fn pointer_at(&self, layout: &Layout, press: Press) -> Option<Passage> {
        let column = layout.columns.iter().position(|column| column.area.contains(press.at))?;
        let (_, top, band) = self.0.iter().rev().find(|(_, top, _)| *top <= press.line)?;
        let inside = usize::try_from(press.line.saturating_sub(*top).saturating_sub(band.rule)).ok()?;
        band.stacks.get(column)?.line(inside)?.0.pointer
    }
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
