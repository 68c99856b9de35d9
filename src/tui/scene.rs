//! The scene: what lies in the panes. Worked out before drawing; drawing, the mouse and paging share it.

use super::area::Layout;
use super::band::{Band, Bands, TextColumn};
use super::follow::{self, Item};
use super::item::WrappedItem;
use super::model::Model;
use super::page::Page;
use super::pane::{self, PaneContent};
use super::screens::screen;
use super::scroll::{Lead, Rows};
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
}

impl Scene {
    /// Lays out a screen and settles the reading in it: scroll and focus come to where there is text.
    pub fn of(model: &mut Model, bands: &mut Bands, area: Rect) -> Self {
        let layout = Layout::of(model, area);
        model.reading.columns.first = layout.first;
        let columns: Vec<TextColumn> = layout.columns.iter().map(|column| column.text()).collect();
        bands.fit(&model.reading, &columns);
        let mut scene = Self { layout, ..Self::default() };
        if model.page == Page::Synopsis {
            scene.bands = settle(model, bands, scene.layout.lines());
        } else if model.page == Page::Follow {
            scene.flows = follow::flows(model, bands, &scene.layout);
        } else {
            scene.entries = settle_list(model, bands, &scene.layout);
        }
        // Scrolling may have taken the focus along.
        scene.pane = pane::content(model, &scene.layout);
        let limit = scene.pane.height().saturating_sub(usize::from(scene.layout.pane.height.saturating_sub(1)));
        model.reading.pane.scroll = model.reading.pane.scroll.min(limit);
        scene
    }

    /// The line of the body on which the focused row begins; the top where it is out of sight.
    pub fn focus_line(&self, model: &Model) -> i64 {
        if model.page == Page::Follow {
            return model.reading.height;
        }
        self.bands.iter().find(|(row, ..)| *row == model.reading.cursor).map_or(0, |(_, line, _)| *line)
    }
}

/// Brings scroll and focus of the synopsis together, the one that leads first; the rows in sight.
fn settle(model: &mut Model, bands: &mut Bands, lines: i64) -> Vec<(usize, i64, Rc<Band>)> {
    let reading = &model.reading;
    let count = reading.levels.len();
    if count == 0 || lines == 0 {
        return Vec::new();
    }
    let mut height = |row: usize| bands.band(&model.comparison, reading, row).lines();
    let cursor = reading.cursor;
    let high = height(cursor).saturating_sub(1);
    let mut rows = Rows { count, lines, gap: 1, height: &mut height };
    let mut anchor = rows.normalise(reading.anchor);
    if reading.lead == Lead::Focus {
        anchor = rows.show(anchor, cursor, high);
        anchor = rows.normalise(anchor);
        let line = reading.sight.and_then(|place| bands.line_of(cursor, place));
        if let Some(line) = line.and_then(|line| i64::try_from(line).ok()) {
            let mut height = |row: usize| bands.band(&model.comparison, reading, row).lines();
            let mut rows = Rows { count, lines, gap: 1, height: &mut height };
            anchor = rows.reveal(anchor, cursor, line);
        }
    }
    let mut height = |row: usize| bands.band(&model.comparison, reading, row).lines();
    let mut rows = Rows { count, lines, gap: 1, height: &mut height };
    let seen = rows.in_sight(anchor);
    let placed: Vec<_> =
        seen.iter().map(|&(row, top)| (row, top, bands.band(&model.comparison, reading, row))).collect();
    model.reading.anchor = anchor;
    if model.reading.lead == Lead::Scroll {
        refocus(model, &placed);
    }
    placed
}

/// Where the focused row has left the screen, the focus goes to the nearest parallel in sight, or else to any row.
fn refocus(model: &mut Model, placed: &[(usize, i64, Rc<Band>)]) {
    let cursor = model.reading.cursor;
    let seen = placed.iter().filter(|(_, top, band)| top.saturating_add(band.height) > 0);
    let rows: Vec<usize> = seen.map(|(row, ..)| *row).collect();
    if rows.contains(&cursor) {
        return;
    }
    let parallel = |row: &usize| model.reading.levels.get(*row).is_some_and(|level| level.parallel.is_some());
    let nearest = rows.iter().copied().filter(parallel).min_by_key(|row| row.abs_diff(cursor));
    if let Some(row) = nearest.or(rows.iter().copied().min_by_key(|row| row.abs_diff(cursor))) {
        model.reading.cursor = row;
        model.reading.pane.scroll = 0;
    }
}

/// Brings scroll and cursor of a list together; the entries in sight.
fn settle_list(model: &mut Model, bands: &mut Bands, layout: &Layout) -> Vec<(usize, i64, Rc<WrappedItem>)> {
    let lines = layout.lines();
    let width = layout.body.width.saturating_sub(2);
    let state = model.list(model.page).clone();
    let count = model.items.len();
    let gap = screen(model.page).map_or(0, |screen| screen.gap);
    if count == 0 || lines == 0 {
        return Vec::new();
    }
    let mut measure = |index: usize| {
        let wrapped = bands.item(model, index, width);
        let heading = wrapped.as_ref().map_or(0, |wrapped| wrapped.heading);
        let high = wrapped.map_or(0, |wrapped| wrapped.height).saturating_add(heading);
        i64::try_from(high).unwrap_or(i64::MAX).saturating_add(gap)
    };
    let high = measure(state.cursor);
    let mut rows = Rows { count, lines, gap, height: &mut measure };
    let mut anchor = rows.normalise(state.anchor);
    if state.lead == Lead::Focus {
        anchor = rows.show(anchor, state.cursor, high);
        anchor = rows.normalise(anchor);
    }
    let seen = rows.in_sight(anchor);
    let placed = seen.iter().filter_map(|&(index, top)| Some((index, top, bands.item(model, index, width)?))).collect();
    let cursor = match (seen.first(), seen.last(), state.lead) {
        (Some((first, _)), Some((last, _)), Lead::Scroll) => state.cursor.clamp(*first, *last),
        _ => state.cursor,
    };
    let state = model.list_mut();
    state.anchor = anchor;
    state.cursor = cursor;
    placed
}
