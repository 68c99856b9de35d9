//! Words to lines of a width: glyphs that know their columns, their voice and the place they came from.
//!
//! Lines break where Unicode allows it (UAX 14); a word that is wider than a line breaks between graphemes. White space
//! becomes one blank. What could steer the terminal is replaced by a visible stand-in here, so nothing that is drawn from a
//! block can.

use crate::text::visible_line;
use crate::tui::model::role::Role;
use ratatui::buffer::Buffer;
use ratatui::style::Style;
use std::ops::Range;
use unicode_linebreak::linebreaks;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A text to be wrapped, all in one voice.
#[derive(Clone, Copy, Debug)]
pub struct Ink<'a> {
    /// The text.
    pub text: &'a str,
    /// How it looks.
    pub role: Role,
    /// Its first byte's offset in its source; nothing for the program's own words.
    pub origin: Option<usize>,
}

impl<'a> Ink<'a> {
    /// Words of the program's own.
    pub fn own(text: &'a str, role: Role) -> Self {
        Self { text, role, origin: None }
    }
}

/// What stands in one or two columns of a line.
#[derive(Clone, Copy, Debug)]
pub struct Glyph {
    at: u32,
    len: u16,
    /// Columns: 1 or 2.
    pub width: u16,
    /// How it looks.
    pub role: Role,
    /// Its byte offset in its source.
    pub origin: Option<u32>,
}

/// Wrapped text.
#[derive(Clone, Debug, Default)]
pub struct Block {
    shown: String,
    glyphs: Vec<Glyph>,
    lines: Vec<Range<usize>>,
    /// Columns that a line has.
    room: u16,
}

impl Block {
    /// Number of lines.
    pub fn height(&self) -> usize {
        self.lines.len()
    }

    /// The glyphs of a line, without the blank at which it was broken.
    pub fn line(&self, line: usize) -> &[Glyph] {
        self.lines.get(line).and_then(|range| self.glyphs.get(range.clone())).unwrap_or_default()
    }

    /// The line on which a source's byte stands: the first that reaches it.
    pub fn line_of(&self, origin: usize) -> Option<usize> {
        let reaches = |line: &Range<usize>| {
            let glyphs = self.glyphs.get(line.clone()).unwrap_or_default();
            glyphs.iter().any(|glyph| glyph.origin.is_some_and(|at| at as usize >= origin))
        };
        self.lines.iter().position(reaches)
    }

    /// Keeps the first lines, with `…` where something was cut off.
    pub fn truncate(&mut self, most: usize) {
        if self.lines.len() <= most {
            return;
        }
        self.lines.truncate(most);
        let Some(mut last) = self.lines.pop() else { return };
        // What the line has room for of the next word is shown, too.
        last.end = self.fitting(last.start..self.glyphs.len(), self.room).max(last.end);
        // The last glyph gives its place to the sign; a wide one leaves a column free.
        let glyph = self.glyphs.get_mut(last.end.saturating_sub(1));
        if let (Some(glyph), Ok(at)) = (glyph, u32::try_from(self.shown.len())) {
            self.shown.push('…');
            *glyph = Glyph { at, len: 3, width: 1, ..*glyph };
        }
        self.lines.push(last);
    }

    /// Draws a line, cut at `width` columns.
    pub fn draw(
        &self,
        line: usize,
        (x, y, width): (u16, u16, u16),
        buffer: &mut Buffer,
        style: impl Fn(&Glyph) -> Style,
    ) {
        let mut column = 0u16;
        for glyph in self.line(line) {
            if column.saturating_add(glyph.width) > width {
                return;
            }
            let symbol = self.symbol(glyph);
            buffer.set_stringn(x.saturating_add(column), y, symbol, usize::from(glyph.width), style(glyph));
            column = column.saturating_add(glyph.width);
        }
    }

    fn symbol(&self, glyph: &Glyph) -> &str {
        let start = glyph.at as usize;
        self.shown.get(start..start.saturating_add(usize::from(glyph.len))).unwrap_or_default()
    }
}

/// Columns of a text as it is drawn: one character after the other, whatever ligatures a font has.
pub fn columns(text: &str) -> u16 {
    let wide: usize = visible_line(text).graphemes(true).map(UnicodeWidthStr::width).sum();
    u16::try_from(wide).unwrap_or(u16::MAX)
}

/// A text cut to `width` columns, with `…` where something was cut off.
pub fn shorten(text: &str, width: u16) -> String {
    let text = visible_line(text);
    if columns(&text) <= width {
        return text.into_owned();
    }
    let mut room = usize::from(width.saturating_sub(1));
    let fits = |grapheme: &&str| {
        let left = room.checked_sub(grapheme.width());
        room = left.unwrap_or(0);
        left.is_some()
    };
    let kept: String = text.graphemes(true).take_while(fits).collect();
    if width == 0 { String::new() } else { format!("{}…", kept.trim_end()) }
}

/// Wraps inks, one after the other, to lines of `width` columns.
pub fn wrap(inks: &[Ink<'_>], width: u16) -> Block {
    let mut block = Block { room: width.max(1), ..Block::default() };
    for ink in inks {
        block.push(ink);
    }
    block.lines = block.filled(block.room);
    block
}

/// No-break spaces stay: they are there to keep words together.
fn is_blank(grapheme: &str) -> bool {
    grapheme.chars().all(|c| c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}')
}

impl Block {
    fn push(&mut self, ink: &Ink<'_>) {
        for (offset, grapheme) in ink.text.grapheme_indices(true) {
            let blank = is_blank(grapheme);
            if blank && (self.shown.is_empty() || self.shown.ends_with(' ')) {
                continue;
            }
            let shown = if blank { " ".into() } else { visible_line(grapheme) };
            let at = self.shown.len();
            self.shown.push_str(&shown);
            let width = u16::try_from(shown.width()).unwrap_or(1).min(2);
            // A grapheme without columns of its own (a zero-width space) still says where a line may break.
            if let (1.., Ok(at), Ok(len)) = (width, u32::try_from(at), u16::try_from(shown.len())) {
                let origin = ink.origin.and_then(|start| u32::try_from(start.saturating_add(offset)).ok());
                self.glyphs.push(Glyph { at, len, width, role: ink.role, origin });
            }
        }
    }

    fn filled(&self, width: u16) -> Vec<Range<usize>> {
        let mut lines = Vec::new();
        let mut start = 0;
        let mut word = 0;
        let mut used = 0u16;
        for (offset, _) in linebreaks(&self.shown) {
            let end = self.glyphs.partition_point(|glyph| (glyph.at as usize) < offset);
            let wide = self.width(word..end);
            let inked = wide.saturating_sub(u16::from(self.is_space(end.wrapping_sub(1))));
            if used > 0 && used.saturating_add(inked) > width {
                lines.extend(self.trimmed(start, word));
                (start, used) = (word, 0);
            }
            used = used.saturating_add(wide);
            if inked > width {
                // A word wider than a line; it is measured once, however long it is.
                while let fits = self.fitting(start..end, width)
                    && fits < end
                {
                    lines.extend(self.trimmed(start, fits));
                    start = fits;
                }
                used = self.width(start..end);
            }
            word = end;
        }
        lines.extend(self.trimmed(start, self.glyphs.len()));
        lines
    }

    /// The end of the longest beginning of a range that fits; at least one glyph.
    fn fitting(&self, range: Range<usize>, width: u16) -> usize {
        let mut room = width;
        let mut end = range.start;
        for glyph in self.glyphs.get(range.clone()).unwrap_or_default() {
            match room.checked_sub(glyph.width) {
                Some(left) => room = left,
                None => break,
            }
            end = end.saturating_add(1);
        }
        end.max(range.start.saturating_add(1))
    }

    fn width(&self, range: Range<usize>) -> u16 {
        let glyphs = self.glyphs.get(range).unwrap_or_default();
        glyphs.iter().fold(0, |sum, glyph| glyph.width.saturating_add(sum))
    }

    fn is_space(&self, index: usize) -> bool {
        self.glyphs.get(index).is_some_and(|glyph| self.symbol(glyph) == " ")
    }

    fn trimmed(&self, start: usize, end: usize) -> Option<Range<usize>> {
        let end = if self.is_space(end.wrapping_sub(1)) { end.saturating_sub(1) } else { end };
        (start < end).then_some(start..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, width: u16) -> Vec<String> {
        let block = wrap(&[Ink { text, role: Role::Plain, origin: Some(0) }], width);
        let line = |line| block.line(line).iter().map(|glyph| block.symbol(glyph)).collect();
        (0..block.height()).map(line).collect()
    }

    #[test]
    fn lines_break_at_words() {
        let cases: [(&str, u16, &[&str]); 10] = [
            ("", 10, &[]),
            (" \n ", 10, &[]),
            ("the call lasted", 8, &["the call", "lasted"]),
            ("the  call\n\nlasted", 20, &["the call lasted"]),
            ("a 50-minute call", 6, &["a 50-", "minute", "call"]),
            ("unbreakable", 4, &["unbr", "eaka", "ble"]),
            ("an unbreakable word", 4, &["an", "unbr", "eaka", "ble", "word"]),
            ("日本語の記事", 5, &["日本", "語の", "記事"]),
            ("日本", 1, &[]),
            ("a\u{1b}[31mb\tc", 10, &["a␛[31mb c"]),
        ];
        for (text, width, expected) in cases {
            if expected.is_empty() && !text.trim().is_empty() {
                assert!(lines(text, width).len() <= 2, "a wide character in one column ends");
            } else {
                assert_eq!(lines(text, width), expected, "{text:?} in {width}");
            }
        }
    }

    #[test]
    fn shortening_says_that_it_cut() {
        let cases = [
            ("short", 5, "short"),
            ("longer", 5, "long…"),
            ("日本語", 5, "日本…"),
            ("日本語", 4, "日…"),
            ("مكالمة هاتفية", 12, "مكالمة هاتف…"),
            ("ab", 0, ""),
        ];
        for (text, width, expected) in cases {
            assert_eq!(shorten(text, width), expected);
        }
    }
}
