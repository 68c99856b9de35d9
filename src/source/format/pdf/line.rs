//! From characters and where they stand on a page to lines.

use std::borrow::Cow;

use pdf_extract::{MediaBox, OutputDev, OutputError, Transform};

/// A line of one column of a page. Lengths are in points; `y` grows downwards.
#[derive(Clone, Debug)]
pub struct Line {
    /// The number of its page.
    pub page: u32,
    /// Where it begins and ends.
    pub left: f64,
    /// See `left`.
    pub right: f64,
    /// The line on which its letters stand, from the top of the page.
    pub y: f64,
    /// The size of most of its letters.
    pub size: f64,
    /// The height of its page.
    pub height: f64,
    /// Its words; [`RAISED`] stands before each character above the line.
    pub words: String,
}

/// What stands before a character that is small and above the line: it stands for nothing in Unicode.
pub const RAISED: char = '\u{fdd0}';

/// The most characters of a file: a bound for drawings that are drawn again and again.
const MOST_CHARACTERS: usize = 20_000_000;

/// The lines so far; the last is open.
#[derive(Default)]
pub struct Lines {
    lines: Vec<Line>,
    page: u32,
    top: f64,
    height: f64,
    characters: usize,
    begins_word: bool,
    is_open: bool,
}

impl Lines {
    /// All lines that have words.
    pub fn lines(self) -> Vec<Line> {
        self.lines.into_iter().filter(|line| line.words.chars().any(|c| !c.is_whitespace())).collect()
    }
}

/// Of a digit in a usual typeface.
const USUAL_WIDTH: f64 = 0.6;

/// Whether a character of a height and size stands above a line.
fn is_raised(line: &Line, (y, size): (f64, f64)) -> bool {
    size < line.size * 0.85 && y < line.y - line.size * 0.15
}

/// Letters that are printed as one, apart again.
fn unbound(said: &str) -> Cow<'_, str> {
    let apart = match said {
        "\u{fb00}" => "ff",
        "\u{fb01}" => "fi",
        "\u{fb02}" => "fl",
        "\u{fb03}" => "ffi",
        "\u{fb04}" => "ffl",
        "\u{fb05}" | "\u{fb06}" => "st",
        _ => return Cow::Borrowed(said),
    };
    Cow::Borrowed(apart)
}

impl OutputDev for Lines {
    fn begin_page(&mut self, page: u32, sheet: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        (self.page, self.top, self.height) = (page, sheet.ury, sheet.ury - sheet.lly);
        self.is_open = false;
        Ok(())
    }

    fn output_character(
        &mut self,
        at: &Transform,
        width: f64,
        _: f64,
        size: f64,
        said: &str,
    ) -> Result<(), OutputError> {
        self.characters += said.len();
        // What stands upright along the margin is no text to be read.
        if at.m12.abs() > at.m11.abs() {
            return Ok(());
        }
        if self.characters > MOST_CHARACTERS {
            return Err(OutputError::FormatError(std::fmt::Error));
        }
        let size = size.abs() * (at.m11 * at.m22 - at.m12 * at.m21).abs().sqrt();
        let (left, y) = (at.m31, self.top - at.m32);
        if ![size, left, y, width].iter().all(|length| length.is_finite()) {
            return Ok(());
        }
        // Some programs leave widths out, of digits above all; these are about as wide as that.
        let right = left + if width > 0.0 { width } else { USUAL_WIDTH } * size;
        let said = unbound(said);
        let begins_word = std::mem::take(&mut self.begins_word);
        if let Some(line) = self.lines.last_mut().filter(|_| self.is_open)
            && (line.y - y).abs() < size.max(line.size) * 0.5
            && left > line.right - size.max(line.size) * 2.0
            && left < line.right + size.max(line.size) * 2.5
        {
            if begins_word && left > line.right + size * 0.1 && !line.words.ends_with(char::is_whitespace) {
                line.words.push(' ');
            }
            if is_raised(line, (y, size)) && said.chars().all(|c| c.is_ascii_digit() || "*†‡−-+".contains(c)) {
                line.words.push(RAISED);
            }
            line.words += &said;
            line.right = line.right.max(right);
            // Raised signs are small.
            line.size = line.size.max(size);
            return Ok(());
        }
        self.is_open = true;
        let (page, height) = (self.page, self.height);
        self.lines.push(Line { page, left, right, y, size, height, words: said.into_owned() });
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        self.begins_word = true;
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        self.is_open = false;
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}
