//! A text being put together paragraph by paragraph, with what each of them is and what hangs in them.

use super::Document;
use super::xml::Step;
use crate::source::limits::MAX_META;
use crate::source::{Boilerplate, BoilerplateKind, Part, PartKind};
use crate::text::TextRange;

/// The paragraphs so far, an empty line between two.
#[derive(Default)]
pub struct Prose {
    text: String,
    asides: Vec<Boilerplate>,
    open: String,
    parts: Vec<Part>,
    /// Which parts hang in the paragraph that is open, and at which of its bytes.
    hanging: Vec<(usize, usize)>,
    /// Words with the small characters beside them, a word a line.
    pronounced: String,
}

impl Prose {
    /// Whether there are any words so far.
    pub fn has_words(&self) -> bool {
        !self.text.is_empty() || !self.open.trim().is_empty()
    }

    /// Adds words to the paragraph that is open.
    pub fn write(&mut self, words: &str) {
        self.open += words;
    }

    /// Adds words that stand above the line: an exponent stays one (`10⁶`), the mark of a note goes.
    pub fn raise(&mut self, words: &str) {
        raise(&mut self.open, words);
    }

    /// Hangs a part where the next words will stand.
    pub fn hang(&mut self, kind: PartKind, text: &str) {
        self.hanging.push((self.parts.len(), self.open.len()));
        self.parts.push(Part { kind, text: text.to_owned(), at: None });
    }

    /// Hangs words where the next ones will stand; those of one kind that follow each other are one part.
    pub fn set_apart(&mut self, kind: PartKind, words: &str) {
        let here = |(part, at): &&(usize, usize)| *at == self.open.len() && *part + 1 == self.parts.len();
        let last = self.hanging.last().filter(here).is_some();
        match self.parts.last_mut().filter(|part| last && part.kind == kind) {
            Some(part) => part.text += words,
            None => self.hang(kind, words),
        }
    }

    /// Writes words that have small characters beside them which say how they are read.
    pub fn pronounce(&mut self, words: &str, read: &str) {
        self.write(words);
        if let (Some(words), Some(read)) = (one_line(words), one_line(read)) {
            self.pronounced += &format!("{words} {read}\n");
        }
    }

    /// Ends the paragraph that is open; what it is, where it is no story. Blanks are joined, lines are kept.
    pub fn end(&mut self, kind: Option<BoilerplateKind>) {
        let open = std::mem::take(&mut self.open);
        let hanging = std::mem::take(&mut self.hanging);
        let paragraph = lines_of(&open);
        if !paragraph.is_empty() && !self.text.is_empty() {
            self.text += "\n\n";
        }
        let start = self.text.len();
        self.text += &paragraph;
        let (mut before, mut read) = (Length::default(), 0);
        for (part, at) in hanging {
            // What stands before it is the beginning of the paragraph, but for blanks at its end.
            before.add(open.get(read..at).unwrap_or_default());
            read = at;
            self.parts[part].at = Some(start + before.bytes);
        }
        if !paragraph.is_empty() {
            let range = TextRange::new(&self.text, start, self.text.len());
            self.asides.extend(kind.map(|kind| Boilerplate { range, kind }));
        }
    }

    /// Goes on in a table, whose rows are lines.
    pub fn step(&mut self, step: Step) {
        if step == Step::Table {
            return self.write("\n");
        }
        let said = self.open.trim_end();
        let begun = said.rsplit('\n').next().is_some_and(|row| !row.trim().is_empty());
        if begun {
            let end = said.len();
            self.open.truncate(end);
            self.hanging.iter_mut().for_each(|(_, at)| *at = end.min(*at));
            self.open += if step == Step::Cell && !self.open.ends_with(';') { "; " } else { " " };
        }
    }

    /// Adds a whole paragraph.
    pub fn paragraph(&mut self, words: &str, kind: Option<BoilerplateKind>) {
        self.end(None);
        self.write(words);
        self.end(kind);
    }

    /// The document, with nothing known beside the text and what hangs in it.
    pub fn document(mut self) -> Document {
        self.end(None);
        let mut parts = self.parts;
        parts.iter_mut().for_each(|part| part.text = lines_of(&part.text));
        parts.retain(|part| !part.text.is_empty());
        parts.extend(Part::new(PartKind::Pronunciation, self.pronounced));
        Document { text: self.text, asides: self.asides, parts, ..Document::default() }
    }
}

/// Adds words that stand above the line to what stands on it.
pub fn raise(line: &mut String, words: &str) {
    match raised(line, words) {
        Raised::Exponent(words) => line.push_str(&words),
        Raised::Letters => line.push_str(words),
        Raised::Mark => {}
    }
}

/// What words above the line are.
enum Raised {
    /// An exponent, in characters of its own.
    Exponent(String),
    /// The end of the word before them: `1st`, `Mme`.
    Letters,
    /// The mark of a note.
    Mark,
}

/// Units of which there are squares and cubes.
const UNITS: [&str; 14] = ["m", "km", "cm", "mm", "dm", "nm", "hm", "s", "ft", "in", "mi", "yd", "м", "км"];

/// Figures of a year.
const LEAST_YEAR: usize = 4;

/// What some words above the line are, behind what stands on it: digits behind a number, a unit, a variable are an exponent,
/// behind any other word or its full stop the mark of a note.
fn raised(before: &str, words: &str) -> Raised {
    let words = words.trim();
    if !words.chars().any(|c| c.is_ascii_digit()) {
        let sign = |c| matches!(c, '*' | '†' | '‡' | '§' | '¶' | '[' | ']' | '(' | ')');
        let mark = !words.is_empty() && words.chars().all(sign);
        return if mark || words.starts_with('[') { Raised::Mark } else { Raised::Letters };
    }
    let Some(exponent) = words.chars().map(small).collect::<Option<String>>() else {
        return if words.contains(char::is_alphabetic) { Raised::Letters } else { Raised::Mark };
    };
    let stem = before.trim_end_matches(char::is_alphabetic);
    let word = before.get(stem.len()..).unwrap_or_default();
    let variable =
        word.chars().count() == 1 || stem.trim_end().ends_with(['=', '+', '−', '×', '*', '/', '(', '·', '^']);
    let unit = UNITS.contains(&word) && stem.trim_end().ends_with(|c: char| c.is_ascii_digit() || c == '/');
    // Of a year nobody takes a power.
    let figures = stem.chars().rev().take_while(char::is_ascii_digit).count();
    let is_exponent = if word.is_empty() { (1..LEAST_YEAR).contains(&figures) } else { variable || unit };
    if is_exponent { Raised::Exponent(exponent) } else { Raised::Mark }
}

/// A digit or sign as it is written above the line.
fn small(character: char) -> Option<char> {
    let from = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '+', '-', '−', '–'];
    let to = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '⁺', '⁻', '⁻', '⁻'];
    from.iter().zip(to).find(|(plain, _)| **plain == character).map(|(_, small)| small)
}

/// How long what [`lines_of`] makes of a text is, stretch by stretch.
#[derive(Default)]
struct Length {
    bytes: usize,
    in_word: bool,
}

impl Length {
    fn add(&mut self, said: &str) {
        for character in said.chars() {
            if character.is_whitespace() {
                self.in_word = false;
                continue;
            }
            // A blank, or the end of the line before.
            self.bytes += usize::from(self.bytes > 0 && !self.in_word) + character.len_utf8();
            self.in_word = true;
        }
    }
}

/// Lines without blanks around them and with single ones inside; empty ones go.
pub fn lines_of(said: &str) -> String {
    said.lines().filter_map(one_line).collect::<Vec<_>>().join("\n")
}

/// The words of a text in one line, cut where no title or name is as long; nothing where there are none.
pub fn short(said: &str) -> Option<String> {
    one_line(said).map(|line| line.chars().take(MAX_META).collect())
}

/// The words of a text in one line; nothing where there are none.
pub fn one_line(said: &str) -> Option<String> {
    let words: Vec<&str> = said.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_above_the_line() {
        let cases = [
            ("10", "6", "10⁶"),
            ("5 × 10", "−3", "5 × 10⁻³"),
            ("40 km", "2", "40 km²"),
            ("x", "2", "x²"),
            ("E =mc", "2", "E =mc²"),
            ("E = mc", "2", "E = mc²"),
            ("the old pans", "1", "the old pans"),
            ("he said.", "12", "he said."),
            ("in 1904", "3", "in 1904"),
            ("it was in", "3", "it was in"),
            ("he said", "[4]", "he said"),
            ("he said", "*", "he said"),
            ("on the 1", "st", "on the 1st"),
            ("M", "me", "Mme"),
        ];
        for (before, words, expected) in cases {
            let mut prose = Prose::default();
            prose.write(before);
            prose.raise(words);
            assert_eq!(prose.document().text, expected, "{before} {words}");
        }
    }

    #[test]
    fn the_length_of_lines_is_told_piece_by_piece() {
        for text in ["", " a", "a b", " a  b\n\n c\r\n d ", "é\u{a0}ß\n"] {
            let mut length = Length::default();
            for (at, character) in text.char_indices() {
                assert_eq!(length.bytes, lines_of(text.get(..at).expect("a character")).len(), "{text:?}");
                length.add(character.encode_utf8(&mut [0; 4]));
            }
        }
    }

    #[test]
    fn parts_hang_behind_the_words_before_them() {
        // `^` hangs a note.
        let cases = [
            ("One^ two.", vec![3]),
            ("  One  \n two ^ three^.", vec![7, 13]),
            ("^One.", vec![0]),
            ("One.|^|Two.", vec![4]),
            ("One.|T^wo.", vec![7]),
        ];
        for (notation, expected) in cases {
            let mut prose = Prose::default();
            for paragraph in notation.split('|') {
                for (number, words) in paragraph.split('^').enumerate() {
                    if number > 0 {
                        prose.hang(PartKind::Note, "A note.");
                    }
                    prose.write(words);
                }
                prose.end(None);
            }
            let document = prose.document();
            let places: Vec<usize> = document.parts.iter().filter_map(|part| part.at).collect();
            assert_eq!(places, expected, "{notation}: {}", document.text);
            assert!(places.iter().all(|at| document.text.is_char_boundary(*at)));
        }
    }
}
