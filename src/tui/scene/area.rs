//! Areas: which pane is where, which columns are on the screen and how wide.

use super::part::TextColumn;
use crate::source::SourceId;
use crate::tui::model::Model;
use crate::tui::model::command::Command;
use crate::tui::model::reading::Columns;
use ratatui::layout::Rect;
use std::cmp::Reverse;
use std::num::NonZeroU16;

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

impl Layout {
    /// The panes of a screen, the lower one if it has it.
    pub fn of(model: &Model, area: Rect, has_pane: bool) -> Self {
        let mut rest = area;
        let header = take(&mut rest, 1, area.height >= 4);
        let footer = take_below(&mut rest, 1, area.height >= 3);
        let titles = take(&mut rest, 1, area.height >= 3);
        let high = pane_height(model, rest.height);
        let pane = take_below(&mut rest, high, has_pane);
        let mut layout = Self { header, titles, body: rest, pane, footer, ..Self::default() };
        if model.page.reads {
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
        // Rules stand between columns.
        let room = self.body.width.saturating_sub(number.get().saturating_sub(1));
        // Where others come and go the base stays as broad as it is.
        let breadth = |source: &SourceId| model.reading.synopsis.breadths.get(source.index()).copied();
        let breadths =
            visible.iter().map(|source| breadth(source).filter(|_| visible.len() == shown.len()).unwrap_or(1));
        let mut widths = usual(&breadths.collect::<Vec<_>>(), room / number, room);
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

    /// By how many lines a command scrolls, if it scrolls.
    #[expect(clippy::wildcard_enum_match_arm, reason = "the other commands scroll nothing")]
    pub fn scrolled(&self, command: Command, steps: i64) -> Option<i64> {
        let lines = self.lines();
        let (page, half) = (lines.saturating_sub(2).max(1), (lines / 2).max(1));
        match command {
            Command::LineDown => Some(steps),
            Command::LineUp => Some(steps.saturating_neg()),
            Command::HalfDown => Some(half),
            Command::HalfUp => Some(half.saturating_neg()),
            Command::PageDown => Some(page),
            Command::PageUp => Some(page.saturating_neg()),
            _ => None,
        }
    }
}

/// Widths of columns of some breadths that fill some room. What all can have evenly, up to what a column is worth having for,
/// each has; what is left goes to where it is missing most, or else to the first ones.
fn usual(breadths: &[u16], even: u16, room: u16) -> Vec<u16> {
    let mut widths = vec![even.min(LEAST_COLUMN); breadths.len()];
    let left = widths.iter().fold(room, |room, width| room.saturating_sub(*width));
    for _ in 0..left {
        let lacks = |index: &usize| {
            let (breadth, width) =
                (breadths.get(*index).copied().unwrap_or(0), widths.get(*index).copied().unwrap_or(1));
            u32::from(breadth).saturating_mul(1 << 16).checked_div(u32::from(width))
        };
        let most = (0..breadths.len()).max_by_key(|index| (lacks(index), Reverse(*index)));
        most.and_then(|index| widths.get_mut(index)).into_iter().for_each(|width| *width = width.saturating_add(1));
    }
    widths
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

/// A sixth of the lines where that leaves enough to read; else the title line alone; else nothing.
fn pane_height(model: &Model, lines: u16) -> u16 {
    let usual = match lines {
        0..=4 => 0,
        5..=12 => 1,
        _ => (lines / 6).max(5),
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
