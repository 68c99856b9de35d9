//! Scrolling through rows of different heights: a place survives a change of widths, and only rows in sight are measured.

/// A place on the screen that survives a change of widths: so many lines into a row. Lines may point outside of the row
/// until the place is settled.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Anchor {
    /// The row.
    pub row: usize,
    /// Lines of it that are above the screen.
    pub line: i64,
}

/// Who leads when focus and scroll disagree.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Lead {
    /// The screen scrolls to show the focus.
    #[default]
    Focus,
    /// The focus goes where the screen is.
    Scroll,
}

/// Lines that stay between the focus and the edge where there is room.
const MARGIN: i64 = 2;

/// Rows under each other.
pub struct Rows<'a> {
    /// How many.
    pub count: usize,
    /// Lines of the screen for them.
    pub lines: i64,
    /// Blank lines between two rows.
    pub gap: i64,
    /// Lines of a row, with those between it and the next; a row may have none.
    pub height: &'a mut dyn FnMut(usize) -> i64,
}

impl Rows<'_> {
    /// The nearest place that exists, such that the last screen is full.
    pub fn normalise(&mut self, anchor: Anchor) -> Anchor {
        let Some(last) = self.count.checked_sub(1) else { return Anchor::default() };
        let mut anchor = if anchor.row > last { Anchor { row: last, line: 0 } } else { anchor };
        anchor = self.up(anchor);
        loop {
            let high = (self.height)(anchor.row);
            if anchor.line < high || anchor.row == last {
                anchor.line = anchor.line.min(high.saturating_sub(1)).max(0);
                break;
            }
            anchor = Anchor { row: anchor.row.saturating_add(1), line: anchor.line.saturating_sub(high) };
        }
        let mut below = anchor.line.saturating_neg();
        let mut row = anchor.row;
        while below < self.lines && row <= last {
            below = below.saturating_add((self.height)(row));
            row = row.saturating_add(1);
        }
        // The blank lines after the last row need not be seen.
        let unneeded = if row > last { self.gap } else { 0 };
        let missing = self.lines.saturating_sub(below.saturating_sub(unneeded));
        if missing > 0 && row > last {
            anchor = self.up(Anchor { line: anchor.line.saturating_sub(missing), ..anchor });
        }
        anchor
    }

    /// Lines above a row become lines of the rows before it.
    fn up(&mut self, anchor: Anchor) -> Anchor {
        let Anchor { mut row, mut line } = anchor;
        while line < 0 && row > 0 {
            row = row.saturating_sub(1);
            line = line.saturating_add((self.height)(row));
        }
        Anchor { row, line: line.max(0) }
    }

    /// Scrolls as little as shows a row whose text has so many lines, or to a third of the screen where it is far away.
    pub fn show(&mut self, anchor: Anchor, row: usize, high: i64) -> Anchor {
        let free = self.lines.saturating_sub(high).max(0);
        let margin = MARGIN.min(free / 2);
        let Some(top) = self.line_of(anchor, row) else {
            return Anchor { row, line: (self.lines / 3).min(free).saturating_neg() };
        };
        let bottom = top.saturating_add(high);
        let shift = if top < margin || high >= self.lines {
            top.saturating_sub(margin)
        } else {
            bottom.saturating_add(margin).saturating_sub(self.lines).max(0)
        };
        Anchor { line: anchor.line.saturating_add(shift), ..anchor }
    }

    /// Scrolls as little as shows a line of a row.
    pub fn reveal(&mut self, anchor: Anchor, row: usize, line: i64) -> Anchor {
        let Some(top) = self.line_of(anchor, row) else { return anchor };
        let at = top.saturating_add(line);
        let margin = MARGIN.min(self.lines.saturating_sub(1) / 2);
        let last = self.lines.saturating_sub(1).saturating_sub(margin);
        let shift = at.saturating_sub(at.clamp(margin.min(last), last.max(margin)));
        self.normalise(Anchor { line: anchor.line.saturating_add(shift), ..anchor })
    }

    /// The line of the screen on which a row begins, where it is within two screens of the anchor.
    fn line_of(&mut self, anchor: Anchor, wanted: usize) -> Option<i64> {
        let within = self.lines.saturating_mul(2);
        let mut top = anchor.line.saturating_neg();
        let mut row = anchor.row;
        while row < wanted {
            top = top.saturating_add((self.height)(row));
            row = row.saturating_add(1);
            if top > within {
                return None;
            }
        }
        while row > wanted {
            row = row.saturating_sub(1);
            top = top.saturating_sub((self.height)(row));
            if top < within.saturating_neg() {
                return None;
            }
        }
        Some(top)
    }

    /// The rows in sight, each with the line of the screen on which it begins.
    pub fn in_sight(&mut self, anchor: Anchor) -> Vec<(usize, i64)> {
        let mut top = anchor.line.saturating_neg();
        let mut found = Vec::new();
        for row in anchor.row..self.count {
            if top >= self.lines {
                break;
            }
            let high = (self.height)(row);
            if top.saturating_add(high) > 0 && high > 0 {
                found.push((row, top));
            }
            top = top.saturating_add(high);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of three lines, two of them text, on a screen of ten.
    fn rows(height: &mut dyn FnMut(usize) -> i64) -> Rows<'_> {
        Rows { count: 10, lines: 10, gap: 1, height }
    }

    #[test]
    fn places_are_settled() {
        let cases = [
            ((0, 0), (0, 0)),
            ((0, -5), (0, 0)),
            ((2, -1), (1, 2)),
            ((0, 7), (2, 1)),
            ((9, 0), (6, 1)),
            ((99, 9), (6, 1)),
        ];
        for ((row, line), (settled_row, settled_line)) in cases {
            let mut three = |_| 3;
            let settled = rows(&mut three).normalise(Anchor { row, line });
            assert_eq!(settled, Anchor { row: settled_row, line: settled_line }, "{row}, {line}");
        }
    }

    #[test]
    fn the_focus_is_shown_with_as_little_scrolling_as_can_be() {
        let cases = [(0, (0, 0)), (1, (0, 0)), (2, (0, 0)), (3, (1, 0)), (9, (9, -3))];
        for (row, (shown_row, shown_line)) in cases {
            let mut three = |_| 3;
            let mut rows = rows(&mut three);
            let shown = rows.show(Anchor::default(), row, 2);
            let shown = if row == 9 { shown } else { rows.normalise(shown) };
            assert_eq!(shown, Anchor { row: shown_row, line: shown_line }, "row {row}");
        }
    }

    #[test]
    fn rows_without_lines_are_passed_over() {
        let mut height = |row: usize| if row.is_multiple_of(2) { 0 } else { 3 };
        let seen = rows(&mut height).in_sight(Anchor { row: 0, line: 0 });
        assert_eq!(seen, [(1, 0), (3, 3), (5, 6), (7, 9)]);
    }
}
