//! Layout: which pane is where, and what lies in it. Worked out before drawing; drawing, the mouse and paging share it.

use super::band::{Band, Bands, TextColumn};
use super::follow::Item;
use super::list::WrappedItem;
use super::model::{Model, Page};
use super::pane::{self, PaneContent};
use super::reading::Columns;
use super::scroll::{Lead, Rows};
use crate::source::SourceId;
use ratatui::layout::Rect;
use std::num::NonZeroU16;
use std::rc::Rc;

/// Columns of text below which a column is not worth having: five on 160, four on 120, two on 80.
const LEAST_COLUMN: u16 = 28;
/// The most columns of the terminal that one column of text gets; longer lines are hard to read.
const WIDEST_COLUMN: u16 = 100;

/// Where the panes are.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Layout {
    /// Title and counts.
    pub header: Rect,
    /// The titles of the columns.
    pub titles: Rect,
    /// The columns or the list.
    pub body: Rect,
    /// The lower pane; its first line is its title.
    pub pane: Rect,
    /// Keys, notices, what is typed.
    pub footer: Rect,
    /// The columns on the screen, over the height of the body.
    pub columns: Vec<Column>,
    /// Index of the first of them among those shown.
    pub first: usize,
    /// Sources that have a column out of sight, to the left and to the right.
    pub beyond: [Vec<SourceId>; 2],
}

/// One column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Column {
    /// Its source.
    pub source: SourceId,
    /// Where it is, over the height of the body: a gutter of two columns, text, a blank.
    pub area: Rect,
}

impl Column {
    /// Columns of its text.
    pub fn text(self) -> TextColumn {
        TextColumn { source: self.source, width: self.area.width.saturating_sub(3).max(1) }
    }
}

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

impl Layout {
    /// The panes of a screen.
    pub fn of(model: &Model, area: Rect) -> Self {
        let mut rest = area;
        let header = take(&mut rest, 1, area.height >= 4);
        let footer = take_below(&mut rest, 1, area.height >= 3);
        let titles = take(&mut rest, 1, area.height >= 3);
        let high = pane_height(model, rest.height);
        let pane = take_below(&mut rest, high, model.page.has_pane());
        let mut layout = Self { header, titles, body: rest, pane, footer, ..Self::default() };
        if model.page.is_reading() {
            layout.place_columns(model);
        }
        layout
    }

    fn place_columns(&mut self, model: &Model) {
        let shown = model.reading.shown();
        let columns = &model.reading.columns;
        let count = column_count(columns, shown.len(), self.body.width);
        let (first, visible) = visible(model, &shown, count);
        self.first = first;
        for (at, source) in shown.iter().enumerate().filter(|(_, source)| !visible.contains(source)) {
            self.beyond[usize::from(at > first)].push(*source);
        }
        let Some(number) = u16::try_from(visible.len()).ok().and_then(NonZeroU16::new) else { return };
        // Rules stand between columns; what does not divide evenly goes to the first ones.
        let room = self.body.width.saturating_sub(number.get().saturating_sub(1));
        let (width, extra) = (room / number, room % number);
        let usual = (0u16..).map(|index| width.saturating_add(u16::from(index < extra)));
        let mut widths: Vec<u16> = usual.take(visible.len()).collect();
        dragged(columns, &visible, &mut widths);
        let mut x = self.body.x;
        for (width, source) in widths.into_iter().zip(visible) {
            self.columns.push(Column { source, area: Rect { x, width, ..self.body } });
            x = x.saturating_add(width).saturating_add(1);
        }
    }

    /// The column of a source, where it is on the screen.
    pub fn column(&self, source: SourceId) -> Option<&Column> {
        self.columns.iter().find(|column| column.source == source)
    }

    /// Lines of the body.
    pub fn lines(&self) -> i64 {
        i64::from(self.body.height)
    }
}

/// Columns below which a column is not made narrower by dragging.
pub const NARROWEST_COLUMN: u16 = 12;

/// The widths as somebody dragged them: what one column has more, the next ones have less, and all fill the screen.
fn dragged(columns: &Columns, visible: &[SourceId], widths: &mut [u16]) {
    let narrowest = i16::try_from(NARROWEST_COLUMN).unwrap_or(i16::MAX);
    let mut owed = 0i16;
    let last = widths.len().saturating_sub(1);
    for (index, (width, source)) in widths.iter_mut().zip(visible).enumerate() {
        let usual = i16::try_from(*width).unwrap_or(i16::MAX);
        let extra = columns.extra.get(source).copied().unwrap_or(0);
        let wanted = if index == last { usual.saturating_sub(owed) } else { usual.saturating_add(extra) };
        let rest = i16::try_from(last.saturating_sub(index)).unwrap_or(i16::MAX);
        let most =
            usual.saturating_sub(owed).saturating_add(rest.saturating_mul(usual.saturating_sub(narrowest).max(0)));
        let now = wanted.min(most).max(narrowest.min(usual)).max(1);
        owed = owed.saturating_add(now.saturating_sub(usual));
        *width = u16::try_from(now).unwrap_or(1);
    }
    // Where the narrowest columns do not fit, the usual widths do.
    if owed != 0 {
        let (sum, count) = (widths.iter().fold(0u16, |sum, width| sum.saturating_add(*width)), widths.len());
        let sum = i16::try_from(sum).unwrap_or(i16::MAX).saturating_sub(owed);
        let count = i16::try_from(count).unwrap_or(1).max(1);
        for (index, width) in (0i16..).zip(widths.iter_mut()) {
            let more = i16::from(index < sum.checked_rem(count).unwrap_or(0));
            *width = u16::try_from(sum.checked_div(count).unwrap_or(1).saturating_add(more)).unwrap_or(1);
        }
    }
}

fn take(rest: &mut Rect, height: u16, wanted: bool) -> Rect {
    let height = if wanted { height.min(rest.height) } else { 0 };
    let taken = Rect { height, ..*rest };
    rest.y = rest.y.saturating_add(height);
    rest.height = rest.height.saturating_sub(height);
    taken
}

fn take_below(rest: &mut Rect, height: u16, wanted: bool) -> Rect {
    let height = if wanted { height.min(rest.height) } else { 0 };
    rest.height = rest.height.saturating_sub(height);
    Rect { y: rest.y.saturating_add(rest.height), height, ..*rest }
}

/// A quarter of the lines where that leaves enough to read; else the title line alone; else nothing.
fn pane_height(model: &Model, lines: u16) -> u16 {
    let usual = match lines {
        0..=4 => 0,
        5..=12 => 1,
        _ => (lines / 4).max(5),
    };
    let wanted = usual.saturating_add_signed(model.reading.pane.more);
    wanted.min(lines.saturating_sub(3))
}

fn column_count(columns: &Columns, shown: usize, width: u16) -> usize {
    let usual = usize::from(width / LEAST_COLUMN).max(usize::from(width.div_ceil(WIDEST_COLUMN)));
    usual.saturating_add_signed(isize::from(columns.more)).clamp(1, shown.max(1))
}

/// The sources whose columns are on the screen: a window over those shown that holds the focused one, with the base always
/// among them.
fn visible(model: &Model, shown: &[SourceId], count: usize) -> (usize, Vec<SourceId>) {
    let focused = shown.iter().position(|&id| id == model.reading.source).unwrap_or(0);
    let last_first = shown.len().saturating_sub(count);
    let base_kept = |first: usize| {
        let window = shown.get(first..first.saturating_add(count)).unwrap_or(shown);
        let mut window = window.to_vec();
        let base = model.reading.base;
        if count > 1 && shown.contains(&base) && !window.contains(&base) {
            let left = shown.iter().position(|&id| id == base) < shown.iter().position(|id| Some(id) == window.first());
            if left {
                window.remove(0);
                window.insert(0, base);
            } else {
                window.pop();
                window.push(base);
            }
        }
        window
    };
    let wanted = model.reading.columns.first.min(last_first);
    let mut firsts: Vec<usize> = (0..=last_first).collect();
    firsts.sort_by_key(|first| first.abs_diff(wanted));
    let holds = |first: &usize| base_kept(*first).iter().any(|id| shown.get(focused) == Some(id));
    let first = firsts.into_iter().find(holds).unwrap_or(0);
    (first, base_kept(first))
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
            scene.flows = super::follow::flows(model, bands, &scene.layout);
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
    if count == 0 || lines == 0 {
        return Vec::new();
    }
    let mut measure = |index: usize| {
        let wrapped = bands.item(model, index, width);
        let heading = wrapped.as_ref().map_or(0, |wrapped| wrapped.heading);
        let high = wrapped.map_or(0, |wrapped| wrapped.height).saturating_add(heading);
        i64::try_from(high).unwrap_or(i64::MAX).saturating_add(model.page.gap())
    };
    let high = measure(state.cursor);
    let mut rows = Rows { count, lines, gap: model.page.gap(), height: &mut measure };
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
