//! From one screen to the next with few bytes: lines that moved are moved by the terminal where that is shorter, only cells
//! that differ are sent, all of one style together, and the cursor takes the shortest way.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use std::io::Write;
use unicode_width::UnicodeWidthStr;

/// Blanks in a row that are worth erasing instead of being written.
const WORTH_ERASING: u16 = 8;
/// Cells that did not change and are written again where that is shorter than moving the cursor over them.
const WORTH_REPEATING: usize = 3;
/// The sign of the focus.
const BAR: &str = "▌";
/// Lines that must move together before they are moved by the terminal.
const WORTH_MOVING: usize = 3;

/// The bytes that turn what is shown into what is to be shown. Both screens are of one size. Afterwards `shown` is `next`.
pub fn paint(shown: &mut Buffer, next: &Buffer) -> Vec<u8> {
    let mut out = painted(shown, next, Vec::new());
    if let Some(moved) = Moved::between(shown, next) {
        let mut first = Vec::new();
        moved.perform(shown, &mut first);
        let other = painted(shown, next, first);
        out = if other.len() < out.len() { other } else { out };
    }
    shown.clone_from(next);
    out
}

/// What is sent already, then what differs.
fn painted(shown: &Buffer, next: &Buffer, out: Vec<u8>) -> Vec<u8> {
    let mut strokes = Vec::new();
    for y in next.area.top()..next.area.bottom() {
        line(shown, next, y, &mut strokes);
    }
    let mut pen = Pen { out, at: None, style: Plain::default(), width: next.area.width };
    // What is erased needs no style, as the terminal's own: it comes first.
    let mut styles = vec![Plain::default()];
    strokes.iter().for_each(|stroke| {
        if !styles.contains(&stroke.style()) {
            styles.push(stroke.style());
        }
    });
    for style in styles {
        strokes.iter().filter(|stroke| stroke.style() == style).for_each(|stroke| pen.draw(stroke));
    }
    pen.dress(Plain::default());
    pen.out
}

/// Lines that stand elsewhere than before.
struct Moved {
    /// The first line that takes part, and the one after the last.
    lines: (u16, u16),
    /// How many lines they move up; less than nothing is down.
    up: i32,
}

impl Moved {
    /// The shift under which the most lines that changed are found again.
    fn between(shown: &Buffer, next: &Buffer) -> Option<Self> {
        let height = i32::from(next.area.height);
        let line = |buffer: &Buffer, y: i32| -> u64 {
            use std::hash::{Hash, Hasher};
            let mut hasher = rustc_hash::FxHasher::default();
            // Styles are sent again where they differ, and so is the bar of the focus: it moves another way than the text.
            let symbols = row(buffer, y).iter().map(|cell| if cell.symbol() == BAR { " " } else { cell.symbol() });
            symbols.for_each(|symbol| symbol.hash(&mut hasher));
            hasher.finish()
        };
        let old: Vec<u64> = (0..height).map(|y| line(shown, y)).collect();
        let new: Vec<u64> = (0..height).map(|y| line(next, y)).collect();
        let found = |up: i32| -> Vec<i32> {
            let from = |y: i32| usize::try_from(y.saturating_add(up)).ok().and_then(|y| old.get(y));
            let same = |y: &i32| {
                let to = usize::try_from(*y).unwrap_or(usize::MAX);
                from(*y).is_some() && from(*y) == new.get(to) && old.get(to) != new.get(to)
            };
            (0..height).filter(same).filter(|&y| row(next, y).iter().any(|cell| cell.symbol() != " ")).collect()
        };
        let shifts = (1i32.saturating_sub(height)..height).filter(|up| *up != 0);
        let (up, lines) =
            shifts.map(|up| (up, found(up))).max_by_key(|(up, lines)| (lines.len(), std::cmp::Reverse(up.abs())))?;
        let (first, last) = (*lines.first()?, *lines.last()?);
        let low = first.min(first.saturating_add(up));
        let high = last.max(last.saturating_add(up)).saturating_add(1);
        let worth = lines.len() >= WORTH_MOVING;
        worth.then_some(Self { lines: (u16::try_from(low).ok()?, u16::try_from(high).ok()?), up })
    }

    /// Moves the lines, on the terminal and in what is known of it: inside of margins, lines are deleted or inserted.
    fn perform(&self, shown: &mut Buffer, out: &mut Vec<u8>) {
        let (top, bottom) = self.lines;
        let (count, letter) = (self.up.unsigned_abs(), if self.up > 0 { 'M' } else { 'L' });
        let first = top.saturating_add(1);
        say(out, format_args!("\x1b[{first};{bottom}r\x1b[{first};1H\x1b[{count}{letter}\x1b[r"));
        let before = shown.clone();
        for y in top..bottom {
            let from = i32::from(y).saturating_add(self.up);
            let inside = (i32::from(top)..i32::from(bottom)).contains(&from);
            for x in 0..shown.area.width {
                let source = u16::try_from(from).ok().filter(|_| inside).and_then(|from| before.cell((x, from)));
                if let Some(cell) = shown.cell_mut((x, y)) {
                    *cell = source.cloned().unwrap_or_default();
                }
            }
        }
    }
}

fn row(buffer: &Buffer, y: i32) -> &[Cell] {
    let width = usize::from(buffer.area.width);
    let start = usize::try_from(y).unwrap_or(0).saturating_mul(width);
    buffer.content().get(start..start.saturating_add(width)).unwrap_or_default()
}

fn say(out: &mut Vec<u8>, what: std::fmt::Arguments<'_>) {
    // Writing to memory does not fail.
    let _ = out.write_fmt(what);
}

/// A style as the terminal has it.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
struct Plain {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Plain {
    fn of(cell: &Cell) -> Self {
        Self { fg: cell.fg, bg: cell.bg, modifier: cell.modifier }
    }
}

/// What shows on a cell without a letter.
const SEEN: Modifier = Modifier::UNDERLINED.union(Modifier::REVERSED).union(Modifier::CROSSED_OUT);

/// A cell that shows nothing but its ground.
fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && !cell.modifier.intersects(SEEN)
}

/// Two cells look the same.
fn alike(a: &Cell, b: &Cell) -> bool {
    a == b || (is_blank(a) && is_blank(b) && a.bg == b.bg)
}

/// For each cell, whether the wide symbol before it covers it.
fn second_halves(line: &[Cell]) -> Vec<bool> {
    let mut rest = 0u16;
    let half = |cell: &Cell| {
        let covered = rest > 0;
        rest = if covered { rest.saturating_sub(1) } else { wide(cell).saturating_sub(1) };
        covered
    };
    line.iter().map(half).collect()
}

/// Columns of a cell's symbol.
fn wide(cell: &Cell) -> u16 {
    u16::try_from(cell.symbol().width()).unwrap_or(1).max(1)
}

/// Cells of a line that are written in one go.
struct Stroke {
    at: (u16, u16),
    /// The column after the last cell.
    end: u16,
    bg: Color,
    /// The style of its letters; nothing where all are blank so far.
    ink: Option<Plain>,
    /// What is written; nothing erases the cells.
    text: String,
    /// How wide a terminal takes the last symbol for is known.
    sure: bool,
}

impl Stroke {
    fn style(&self) -> Plain {
        self.ink.unwrap_or(Plain { bg: self.bg, ..Plain::default() })
    }

    /// Whether a cell can be written in the same style.
    fn takes(&self, cell: &Cell) -> bool {
        let quiet = |style: Plain| !style.modifier.intersects(SEEN);
        self.bg == cell.bg
            && match self.ink {
                Some(ink) if is_blank(cell) => quiet(ink),
                Some(ink) => ink == Plain::of(cell),
                None => is_blank(cell) || quiet(Plain::of(cell)),
            }
    }

    /// Whether it goes on at a column of its line, over a few cells that are written again.
    fn reaches(&self, line: &[Cell], x: u16) -> bool {
        let (end, x) = (usize::from(self.end), usize::from(x));
        let (between, now) = (line.get(end..x).unwrap_or_default(), line.get(x));
        self.sure
            && between.len() <= WORTH_REPEATING
            && between.iter().all(|cell| cell.symbol().is_ascii() && self.takes(cell))
            && now.is_some_and(|now| self.takes(now))
    }

    /// Writes the cells up to a column, the last of which may be a wide one.
    fn write(&mut self, line: &[Cell], end: u16) {
        while self.end < end {
            let Some(cell) = line.get(usize::from(self.end)) else { return };
            let step = wide(cell);
            self.text.push_str(cell.symbol());
            self.ink = self.ink.or((!is_blank(cell)).then(|| Plain::of(cell)));
            self.sure = step == 1 && cell.symbol().chars().nth(1).is_none();
            self.end = self.end.saturating_add(step).min(end);
        }
    }
}

/// What has to be written of a line.
fn line(shown: &Buffer, next: &Buffer, y: u16, strokes: &mut Vec<Stroke>) {
    let width = next.area.width;
    let (old, new) = (row(shown, i32::from(y)), row(next, i32::from(y)));
    let halves = second_halves(old);
    let mut x = 0u16;
    while let Some(now) = new.get(usize::from(x)) {
        let step = wide(now);
        let end = x.saturating_add(step).min(width);
        let place = usize::from(x);
        // What a terminal has in the second half of a wide symbol, once that is written over, is not known.
        let whole = halves.get(place) == Some(&false);
        if whole && old.get(place).is_some_and(|before| alike(before, now) && wide(before) == step) {
            x = end;
            continue;
        }
        let blanks = new.iter().skip(place).take_while(|cell| alike(cell, &Cell::EMPTY)).count();
        let blanks = u16::try_from(blanks).unwrap_or(0);
        let fresh = Stroke { at: (x, y), end: x, bg: now.bg, ink: None, text: String::new(), sure: true };
        if blanks >= WORTH_ERASING {
            x = x.saturating_add(blanks);
            strokes.push(Stroke { end: x, sure: false, ..fresh });
            continue;
        }
        match strokes.last_mut() {
            Some(last) if last.at.1 == y && last.reaches(new, x) => last.write(new, end),
            _ => {
                let mut stroke = fresh;
                stroke.write(new, end);
                strokes.push(stroke);
            }
        }
        x = end;
    }
}

/// What is written so far, where the cursor is, and which style is set.
struct Pen {
    out: Vec<u8>,
    /// Unknown at first, and after a symbol that terminals may take for wider or narrower than it is.
    at: Option<(u16, u16)>,
    style: Plain,
    width: u16,
}

impl Pen {
    fn draw(&mut self, stroke: &Stroke) {
        let way = shortest(self.at, stroke.at);
        self.out.extend_from_slice(way.as_bytes());
        self.dress(stroke.style());
        self.out.extend_from_slice(stroke.text.as_bytes());
        self.at = Some((stroke.end, stroke.at.1)).filter(|(x, _)| stroke.sure && *x < self.width);
        if stroke.text.is_empty() {
            self.at = Some(stroke.at);
            match stroke.end.saturating_sub(stroke.at.0) {
                _ if stroke.end >= self.width => self.out.extend_from_slice(b"\x1b[K"),
                count => say(&mut self.out, format_args!("\x1b[{count}X")),
            }
        }
    }

    /// Sets a style by what changes.
    fn dress(&mut self, wanted: Plain) {
        if wanted == self.style {
            return;
        }
        if wanted == Plain::default() {
            self.out.extend_from_slice(b"\x1b[m");
            self.style = wanted;
            return;
        }
        let mut codes: Vec<String> = Vec::new();
        let (gone, come) =
            (self.style.modifier.difference(wanted.modifier), wanted.modifier.difference(self.style.modifier));
        let weight = Modifier::BOLD | Modifier::DIM;
        if gone.intersects(weight) {
            codes.push("22".into());
        }
        for (modifier, on, off) in ATTRIBUTES {
            if gone.contains(modifier) && !weight.contains(modifier) {
                codes.push(off.into());
            }
            let again = gone.intersects(weight) && weight.contains(modifier) && wanted.modifier.contains(modifier);
            if come.contains(modifier) || again {
                codes.push(on.into());
            }
        }
        if wanted.fg != self.style.fg {
            codes.push(colour(wanted.fg, 30));
        }
        if wanted.bg != self.style.bg {
            codes.push(colour(wanted.bg, 40));
        }
        say(&mut self.out, format_args!("\x1b[{}m", codes.join(";")));
        self.style = wanted;
    }
}

/// The shortest way of the cursor to a place.
fn shortest(from: Option<(u16, u16)>, (x, y): (u16, u16)) -> String {
    let there = match (x, y) {
        (0, 0) => "\x1b[H".to_owned(),
        (0, _) => format!("\x1b[{}H", y.saturating_add(1)),
        _ => format!("\x1b[{};{}H", y.saturating_add(1), x.saturating_add(1)),
    };
    let Some((column, line)) = from else { return there };
    let step = |count: u16, letter: char| match count {
        0 => String::new(),
        1 => format!("\x1b[{letter}"),
        _ => format!("\x1b[{count}{letter}"),
    };
    let back = column.saturating_sub(x);
    let across = match x {
        0 if back > 0 => "\r".to_owned(),
        _ if back > 0 && back < 4 => "\x08".repeat(usize::from(back)),
        _ if back > 0 => step(back, 'D'),
        _ => step(x.saturating_sub(column), 'C'),
    };
    let along = if y < line { step(line.saturating_sub(y), 'A') } else { step(y.saturating_sub(line), 'B') };
    let relative = along + &across;
    if relative.len() < there.len() { relative } else { there }
}

/// Attributes with their codes, on and off.
const ATTRIBUTES: [(Modifier, &str, &str); 6] = [
    (Modifier::BOLD, "1", "22"),
    (Modifier::DIM, "2", "22"),
    (Modifier::ITALIC, "3", "23"),
    (Modifier::UNDERLINED, "4", "24"),
    (Modifier::REVERSED, "7", "27"),
    (Modifier::CROSSED_OUT, "9", "29"),
];

/// The code of a colour; `base` is 30 for letters and 40 for the ground.
fn colour(colour: Color, base: u8) -> String {
    let named = |index: u8| base.saturating_add(index).to_string();
    let bright = |index: u8| base.saturating_add(60).saturating_add(index).to_string();
    match colour {
        Color::Reset => named(9),
        Color::Black => named(0),
        Color::Red => named(1),
        Color::Green => named(2),
        Color::Yellow => named(3),
        Color::Blue => named(4),
        Color::Magenta => named(5),
        Color::Cyan => named(6),
        Color::Gray => named(7),
        Color::DarkGray => bright(0),
        Color::LightRed => bright(1),
        Color::LightGreen => bright(2),
        Color::LightYellow => bright(3),
        Color::LightBlue => bright(4),
        Color::LightMagenta => bright(5),
        Color::LightCyan => bright(6),
        Color::White => bright(7),
        Color::Indexed(index) => format!("{};5;{index}", named(8)),
        Color::Rgb(red, green, blue) => format!("{};2;{red};{green};{blue}", named(8)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    /// What a terminal shows after some bytes: symbols with bold, italic, underline and colours.
    fn seen(parser: &vt100::Parser, area: Rect) -> Vec<String> {
        let line = |y: u16| {
            let cell = |x: u16| {
                let cell = parser.screen().cell(y, x).expect("inside");
                let blank = cell.contents().is_empty() || cell.contents() == " ";
                let looks = (cell.underline(), cell.inverse(), cell.bgcolor());
                let ink = (!blank).then(|| (cell.bold(), cell.italic(), cell.fgcolor()));
                let text = if blank { " " } else { cell.contents() };
                format!("{text}{looks:?}{ink:?}")
            };
            (0..area.width).map(cell).collect::<Vec<_>>().join("|")
        };
        (0..area.height).map(line).collect()
    }

    fn fresh(area: Rect) -> vt100::Parser {
        vt100::Parser::new(area.height, area.width, 0)
    }

    #[test]
    fn every_screen_is_reached_from_every_other() {
        let area = Rect::new(0, 0, 24, 9);
        let words = ["the call", "日本語", "50 minutes", "│", "e\u{301}tude", "        ", "▌ x"];
        let styles = [
            Style::new(),
            Style::new().add_modifier(Modifier::BOLD).fg(Color::Rgb(1, 2, 3)),
            Style::new().add_modifier(Modifier::UNDERLINED | Modifier::ITALIC).fg(Color::Indexed(7)),
            Style::new().bg(Color::LightYellow),
        ];
        let mut seed = 3u64;
        let mut next = |below: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(seed >> 33).unwrap_or(0) % below
        };
        let mut parser = fresh(area);
        let mut shown = Buffer::empty(area);
        let mut screen = Buffer::empty(area);
        for round in 0..400 {
            if next(3) == 0 {
                // A scrolled screen: lines move up by two.
                let before = screen.clone();
                for y in 1..area.height - 2 {
                    for x in 0..area.width {
                        screen[(x, y)] = before[(x, y + 2 - u16::from(y + 2 > area.height - 1))].clone();
                    }
                }
            }
            for _ in 0..next(6) {
                let (x, y) = (next(24) as u16, next(9) as u16);
                screen.set_stringn(x, y, words[next(words.len())], usize::from(24 - x), styles[next(styles.len())]);
            }
            let mut whole = Buffer::empty(area);
            let mut once = fresh(area);
            once.process(&paint(&mut whole, &screen));
            parser.process(&paint(&mut shown, &screen));
            assert_eq!(seen(&parser, area), seen(&once, area), "round {round}");
            assert_eq!(shown, screen);
        }
    }

    #[test]
    fn what_did_not_change_is_not_sent() {
        let area = Rect::new(0, 0, 80, 20);
        let mut screen = Buffer::empty(area);
        for y in 0..20 {
            screen.set_string(0, y, format!("line {y} of a text that is longer than its number"), Style::new());
        }
        let mut shown = Buffer::empty(area);
        paint(&mut shown, &screen);
        assert!(paint(&mut shown, &screen).is_empty());
        let mut scrolled = Buffer::empty(area);
        for y in 0..20 {
            scrolled.set_string(0, y, format!("line {} of a text that is longer than its number", y + 1), Style::new());
        }
        let bytes = paint(&mut shown, &scrolled);
        assert!(bytes.len() < 120, "one line of twenty is new, and {} bytes were sent", bytes.len());
    }
}
