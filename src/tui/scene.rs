//! The scene: what lies in the panes. Worked out before drawing; drawing, the mouse and paging share it.

use super::area::Layout;
use super::band::{Band, Bands};
use super::follow::{self, Item};
use super::item::WrappedItem;
use super::marks::Marks;
use super::model::Model;
use super::page::Page;
use super::pane::{self, PaneContent};
use super::part::TextColumn;
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

impl Scene {
    /// Lays out a screen and settles the reading in it: scroll and focus come to where there is text.
    pub fn of(model: &mut Model, bands: &mut Bands, area: Rect) -> Self {
        let layout = Layout::of(model, area);
        model.reading.columns.first = layout.first;
        let columns: Vec<TextColumn> = layout.columns.iter().map(|column| column.text()).collect();
        bands.fit(&model.reading);
        let mut scene = Self { layout, ..Self::default() };
        if model.page == Page::Synopsis {
            scene.bands = settle(model, bands, (&columns, scene.layout.lines()));
        } else if model.page == Page::Follow {
            scene.flows = follow::flows(model, bands, &scene.layout);
        } else {
            scene.entries = settle_list(model, bands, &scene.layout);
        }
        // Scrolling may have taken the focus along.
        let variants = bands.variants(model, model.shown_parallel());
        scene.pane = pane::content(model, &scene.layout, &variants);
        scene.marks = marks(model, bands, &variants);
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

/// The words that speak in another voice: of the focused row where the sources themselves are shown.
fn marks(model: &Model, bands: &mut Bands, variants: &Variants) -> Marks {
    let sources = model.comparison.corpus.sources.len();
    let common = if model.reading.common { bands.common(model) } else { Rc::default() };
    let none = Variants::default();
    let variants = if model.page.is_reading() { variants } else { &none };
    Marks::of(sources, Rc::clone(&model.accents), variants, common)
}

/// Brings scroll and focus of the synopsis together, the one that leads first; the rows in sight.
fn settle(model: &mut Model, bands: &mut Bands, (columns, lines): (&[TextColumn], i64)) -> Vec<(usize, i64, Rc<Band>)> {
    let (comparison, reading) = (&model.comparison, &model.reading);
    let (count, cursor) = (reading.synopsis.rows.len(), reading.cursor);
    if count == 0 || lines == 0 {
        return Vec::new();
    }
    bands.stand_in(columns);
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
    let seen = all.in_sight(anchor);
    let placed: Vec<(usize, i64, Rc<Band>)> =
        seen.iter().filter_map(|&(row, top)| Some((row, top, bands.band(comparison, reading, row)?))).collect();
    model.reading.anchor = anchor;
    if model.reading.lead == Lead::Scroll {
        refocus(model, &placed);
    }
    placed
}

/// Where the focused row has left the screen, the focus goes to the nearest parallel in sight, or else to any row.
fn refocus(model: &mut Model, placed: &[(usize, i64, Rc<Band>)]) {
    let cursor = model.reading.cursor;
    let rows: Vec<usize> = placed.iter().map(|(row, ..)| *row).collect();
    if rows.contains(&cursor) {
        return;
    }
    let parallel = |row: &usize| model.reading.parallel(*row).is_some();
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
