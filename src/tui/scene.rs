//! The scene: what lies in the panes. Worked out before drawing; drawing, the mouse and paging share it. Nothing here changes
//! the state: where scroll and focus come to is `Settled`, and the state takes that over before the scene is made of it.

use super::area::Layout;
use super::band::{Band, Bands};
use super::follow::{Follow, Item};
use super::item::{ListState, WrappedItem};
use super::marks::Marks;
use super::model::Model;
use super::page::Page;
use super::pane::{self, PaneContent};
use super::reading::Reading;
use super::screens::screen;
use super::scroll::{Lead, Rows};
use crate::view::Variants;
use ratatui::layout::Rect;
use std::rc::Rc;

/// What lies in the panes.
#[derive(Default)]
pub struct Scene {
    /// Where they are.
    pub layout: Layout,
    /// The bands in sight, each with its row and the line of the body on which it begins.
    pub bands: Vec<(usize, i64, Rc<Band>)>,
    /// In Follow: for each column the paragraphs in sight, each with its first line.
    pub flows: Vec<Vec<(i64, Item)>>,
    /// In lists: the entries in sight, each with the line of the body on which it begins.
    pub entries: Vec<(usize, i64, Rc<WrappedItem>)>,
    /// The lower pane.
    pub pane: PaneContent,
    /// Which words speak in another voice than the text around them.
    pub marks: Marks,
}

/// Where reading and list stand once scroll and focus have come to where there is text.
pub struct Settled {
    /// The reading.
    pub reading: Reading,
    /// The list on the screen.
    pub list: ListState,
}

impl Settled {
    /// Of a screen of some size.
    pub fn of(model: &Model, bands: &mut Bands, area: Rect) -> Self {
        let layout = Layout::of(model, area);
        let mut reading = model.reading.clone();
        reading.columns.first = layout.first;
        bands.fit(&reading);
        let mut list = model.list(model.page).clone();
        if model.page == Page::Synopsis {
            settle(model, &mut reading, bands, &layout);
        } else if model.page == Page::Follow {
            Follow { comparison: &model.comparison, layout: &layout, bands }.settle(&mut reading);
        } else {
            settle_list(model, &mut list, bands, &layout);
        }
        Self { reading, list }
    }
}

impl Scene {
    /// A screen on which the reading is settled.
    pub fn of(model: &Model, bands: &mut Bands, area: Rect) -> Self {
        let layout = Layout::of(model, area);
        let mut scene = Self { layout, ..Self::default() };
        if model.page == Page::Synopsis {
            scene.bands = placed(model, bands, &scene.layout);
        } else if model.page == Page::Follow {
            let mut follow = Follow { comparison: &model.comparison, layout: &scene.layout, bands };
            scene.flows = follow.flows(&model.reading);
        } else {
            scene.entries = entries(model, bands, &scene.layout);
        }
        let variants = bands.variants(model, model.shown_parallel());
        scene.pane = pane::content(model, &scene.layout, &variants);
        scene.marks = marks(model, bands, &variants);
        scene
    }

    /// The line of the body on which the focused row begins; the top where it is out of sight.
    pub fn focus_line(&self, model: &Model) -> i64 {
        if model.page == Page::Follow {
            return model.reading.height;
        }
        self.bands.iter().find(|(row, ..)| *row == model.reading.cursor).map_or(0, |(_, line, _)| *line)
    }

    /// Lines of the lower pane that are scrolled off, where somebody wants so many: its last line stays in sight.
    pub fn pane_scroll(&self, wanted: usize) -> usize {
        let room = usize::from(self.layout.pane.height.saturating_sub(1));
        wanted.min(self.pane.height().saturating_sub(room))
    }
}

/// The words that speak in another voice: of the focused row where the sources themselves are shown.
fn marks(model: &Model, bands: &mut Bands, variants: &Variants) -> Marks {
    let sources = model.comparison.corpus.sources.len();
    let common = if model.reading.common { bands.common(model) } else { Rc::default() };
    let none = Variants::default();
    let variants = if model.page.is_reading() { variants } else { &none };
    Marks::of(sources, Rc::clone(&model.accents), variants, common)
}

/// Brings scroll and focus of the synopsis together, the one that leads first.
fn settle(model: &Model, reading: &mut Reading, bands: &mut Bands, layout: &Layout) {
    let comparison = &model.comparison;
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

/// The rows in sight, each with the line of the body on which it begins.
fn placed(model: &Model, bands: &mut Bands, layout: &Layout) -> Vec<(usize, i64, Rc<Band>)> {
    let (comparison, reading) = (&model.comparison, &model.reading);
    let (count, lines) = (reading.synopsis.rows.len(), layout.lines());
    if count == 0 || lines == 0 {
        return Vec::new();
    }
    let mut height = |row: usize| bands.band(comparison, reading, row).map_or(0, |band| band.lines());
    let seen = Rows { count, lines, gap: 0, height: &mut height }.in_sight(reading.anchor);
    seen.iter().filter_map(|&(row, top)| Some((row, top, bands.band(comparison, reading, row)?))).collect()
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

/// Lines of an entry of the list, with those between it and the next.
fn measure(model: &Model, bands: &mut Bands, layout: &Layout, index: usize) -> i64 {
    let wrapped = bands.item(model, index, entry_width(layout));
    let high = wrapped.map_or(0, |wrapped| wrapped.height.saturating_add(wrapped.heading));
    i64::try_from(high).unwrap_or(i64::MAX).saturating_add(gap(model))
}

fn gap(model: &Model) -> i64 {
    screen(model.page).map_or(0, |screen| screen.gap)
}

fn entry_width(layout: &Layout) -> u16 {
    layout.body.width.saturating_sub(2)
}

/// Brings scroll and cursor of a list together, the one that leads first.
fn settle_list(model: &Model, list: &mut ListState, bands: &mut Bands, layout: &Layout) {
    let (count, lines) = (model.items.len(), layout.lines());
    if count == 0 || lines == 0 {
        return;
    }
    let mut height = |index: usize| measure(model, bands, layout, index);
    let high = height(list.cursor);
    let mut rows = Rows { count, lines, gap: gap(model), height: &mut height };
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

/// The entries in sight, each with the line of the body on which it begins.
fn entries(model: &Model, bands: &mut Bands, layout: &Layout) -> Vec<(usize, i64, Rc<WrappedItem>)> {
    let (count, lines) = (model.items.len(), layout.lines());
    if count == 0 || lines == 0 {
        return Vec::new();
    }
    let mut height = |index: usize| measure(model, bands, layout, index);
    let mut rows = Rows { count, lines, gap: gap(model), height: &mut height };
    let seen = rows.in_sight(model.list(model.page).anchor);
    seen.iter().filter_map(|&(index, top)| Some((index, top, bands.item(model, index, entry_width(layout))?))).collect()
}
