//! Paper: words with ink, broken into lines of a width. Plain, or coloured for a terminal.

use crate::text::visible;
use std::io;
use unicode_linebreak::linebreaks;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// What words are, which says how they look.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Ink {
    /// Ordinary text.
    #[default]
    Plain,
    /// A heading, a siglum.
    Strong,
    /// Text beside the matter: boilerplate, what is not told.
    Faint,
    /// Other words stand in the base.
    Varied,
    /// No words stand in the base.
    Added,
    /// Part of a discrepancy.
    Grave,
    /// Words of an older version.
    Gone,
    /// Words that stand elsewhere in another version.
    Moved,
}

impl Ink {
    /// The terminal's attributes: never a colour alone.
    fn sgr(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Strong => Some("1"),
            Self::Faint => Some("2"),
            Self::Varied => Some("4;33"),
            Self::Added => Some("3;32"),
            Self::Grave => Some("1;4;31"),
            Self::Gone => Some("9;31"),
            Self::Moved => Some("2;4;34"),
        }
    }
}

/// Words in one ink.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Run {
    /// The words, made safe to show, white space single.
    text: String,
    ink: Ink,
}

impl Run {
    /// Words in an ink. What could steer a terminal is replaced by visible stand-ins; white space becomes a blank.
    pub fn new(text: &str, ink: Ink) -> Self {
        let mut clean = String::with_capacity(text.len());
        let text = visible(text);
        // In ASCII every character is one of a reader's, and a blank is a blank.
        if text.is_ascii() {
            for c in text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }) {
                if c != ' ' || !clean.ends_with(' ') {
                    clean.push(c);
                }
            }
            return Self { text: clean, ink };
        }
        for grapheme in text.graphemes(true) {
            let blank = grapheme.chars().all(|c| c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}');
            if !blank {
                clean.push_str(grapheme);
            } else if !clean.ends_with(' ') {
                clean.push(' ');
            }
        }
        Self { text: clean, ink }
    }

    /// The words.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Their ink.
    pub fn ink(&self) -> Ink {
        self.ink
    }

    /// Ordinary words.
    pub fn plain(text: &str) -> Self {
        Self::new(text, Ink::Plain)
    }
}

/// One line of wrapped text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Line {
    runs: Vec<Run>,
}

impl Line {
    /// Its words, from left to right.
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// Its width in columns.
    pub fn columns(&self) -> usize {
        self.runs.iter().map(|run| columns(&run.text)).sum()
    }
}

/// Breaks words into lines of at most `width` columns (at least one): where Unicode allows a break (UAX 14), inside a word
/// only where it is wider than a line.
pub fn wrap(runs: &[Run], width: usize) -> Vec<Line> {
    let text: String = runs.iter().map(|run| run.text.as_str()).collect();
    let inked = |from: usize, to: usize| text.get(from..to).unwrap_or_default().trim_end();
    let mut lines = Vec::new();
    let (mut start, mut end) = (0, 0);
    // The signs of a change stay with its words.
    let signed = |at: usize| {
        let (before, rest) = text.split_at_checked(at).unwrap_or_default();
        ["+}", "-]"].iter().any(|sign| rest.starts_with(sign)) || ["{+", "[-"].iter().any(|sign| before.ends_with(sign))
    };
    for (offset, _) in linebreaks(&text).filter(|(at, _)| !signed(*at)) {
        if end > start && columns(inked(start, offset)) > width {
            lines.push(start..start + inked(start, end).len());
            start = end;
        }
        loop {
            let word = inked(start, offset);
            let fits = fitting(word, width);
            if fits == word.len() {
                break;
            }
            lines.push(start..start + fits);
            start += fits;
        }
        end = offset;
    }
    if !inked(start, text.len()).trim().is_empty() {
        lines.push(start..start + inked(start, text.len()).len());
    }
    cut(runs, &lines)
}

/// Columns of a text, one character after the other, whatever ligatures a font has.
fn columns(text: &str) -> usize {
    if text.is_ascii() {
        // What steers is replaced before a run is made.
        return text.len();
    }
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// The bytes of the longest beginning of a word that fits, at least one grapheme.
fn fitting(word: &str, width: usize) -> usize {
    if word.is_ascii() {
        return word.len().min(width.max(1));
    }
    let mut columns = 0;
    let mut bytes = 0;
    for grapheme in word.graphemes(true) {
        columns += grapheme.width();
        if bytes > 0 && columns > width {
            break;
        }
        bytes += grapheme.len();
    }
    bytes
}

/// Runs cut into lines; the lines are ranges of the runs' whole text, in order.
fn cut(runs: &[Run], lines: &[std::ops::Range<usize>]) -> Vec<Line> {
    let mut found = vec![Line::default(); lines.len()];
    let (mut first, mut at) = (0, 0);
    for run in runs {
        let end = at + run.text.len();
        first += lines.iter().skip(first).take_while(|range| range.end <= at).count();
        let here = lines.iter().enumerate().skip(first).take_while(|(_, range)| range.start < end);
        for (line, range) in here {
            let (from, to) = (range.start.max(at) - at, range.end.min(end) - at);
            let text = run.text.get(from..to).unwrap_or_default();
            if !text.is_empty() {
                found[line].runs.push(Run { text: text.to_owned(), ink: run.ink });
            }
        }
        at = end;
    }
    found
}

/// Where lines go, and how they look there.
pub struct Paper<'a> {
    out: &'a mut dyn io::Write,
    /// Columns.
    pub width: usize,
    /// Written for a terminal, with its colours; otherwise inks are shown by signs.
    pub coloured: bool,
}

impl<'a> Paper<'a> {
    /// Paper of at least 20 columns: narrower columns hold no prose.
    pub fn new(out: &'a mut dyn io::Write, width: usize, coloured: bool) -> Self {
        Self { out, width: width.max(20), coloured }
    }

    /// An empty line.
    pub fn blank(&mut self) -> io::Result<()> {
        self.out.write_all(b"\n")
    }

    /// A heading, in capitals, with an empty line before it and a rule under it.
    pub fn heading(&mut self, text: &str) -> io::Result<()> {
        self.blank()?;
        let runs = [Run::new(&text.to_uppercase(), Ink::Strong)];
        self.paragraph("", &runs)?;
        self.paragraph("", &[Run::new(&"─".repeat(text.width().min(self.width)), Ink::Faint)])
    }

    /// Words after a lead that stands before the first line; the other lines are indented as far.
    pub fn paragraph(&mut self, lead: &str, runs: &[Run]) -> io::Result<()> {
        let indent = lead.width();
        let lines = wrap(runs, self.width.saturating_sub(indent).max(1));
        let mut lead = lead.to_owned();
        for line in lines {
            self.line(&lead, &line)?;
            lead = " ".repeat(indent);
        }
        Ok(())
    }

    /// Cells side by side, each of `width` columns with `gap` between them.
    pub fn columns(&mut self, cells: &[Vec<Line>], width: usize, gap: &str) -> io::Result<()> {
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        for row in 0..height {
            let mut whole = Line::default();
            for (number, cell) in cells.iter().enumerate() {
                let line = cell.get(row).cloned().unwrap_or_default();
                let padding = width.saturating_sub(line.columns());
                whole.runs.extend(line.runs);
                if number + 1 < cells.len() {
                    whole.runs.push(Run { text: " ".repeat(padding), ink: Ink::Plain });
                    whole.runs.push(Run { text: gap.to_owned(), ink: Ink::Faint });
                }
            }
            self.line("", &whole)?;
        }
        Ok(())
    }

    fn line(&mut self, lead: &str, line: &Line) -> io::Result<()> {
        let mut written = lead.to_owned();
        for run in &line.runs {
            match run.ink.sgr().filter(|_| self.coloured) {
                Some(code) => written.push_str(&format!("\u{1b}[{code}m{}\u{1b}[0m", run.text)),
                None => written.push_str(&run.text),
            }
        }
        writeln!(self.out, "{}", written.trim_end())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, width: usize) -> Vec<String> {
        let lines = wrap(&[Run::plain(text)], width);
        lines.iter().map(|line| line.runs.iter().map(|run| run.text.as_str()).collect()).collect()
    }

    #[test]
    fn lines_break_at_words() {
        let cases: [(&str, usize, &[&str]); 9] = [
            ("", 10, &[]),
            (" \n ", 10, &[]),
            ("the call lasted", 8, &["the call", "lasted"]),
            ("the  call\n\nlasted", 20, &["the call lasted"]),
            ("a 50-minute call", 6, &["a 50-", "minute", "call"]),
            ("unbreakable", 4, &["unbr", "eaka", "ble"]),
            ("an unbreakable word", 4, &["an", "unbr", "eaka", "ble", "word"]),
            ("日本語の記事", 5, &["日本", "語の", "記事"]),
            ("a\u{1b}[31mb\tc", 10, &["a␛[31mb c"]),
        ];
        for (text, width, expected) in cases {
            assert_eq!(shown(text, width), expected, "{text:?} in {width}");
        }
    }

    #[test]
    fn inks_survive_the_breaks() {
        let runs = [Run::plain("the "), Run::new("long call", Ink::Varied), Run::plain(" ended")];
        let inks: Vec<Vec<Ink>> = wrap(&runs, 8).iter().map(|l| l.runs.iter().map(|r| r.ink).collect()).collect();
        assert_eq!(inks, [vec![Ink::Plain, Ink::Varied], vec![Ink::Varied], vec![Ink::Plain]]);
    }
}
