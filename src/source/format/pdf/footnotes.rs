//! The notes at the feet of pages and columns.

use super::hyphen::Whole;
use super::line::{Line, RAISED};
use crate::source::format::prose::one_line;
use std::collections::BTreeMap;

/// Notes by their pages and marks.
#[derive(Default)]
pub struct Notes(BTreeMap<(u32, String), Vec<String>>);

impl Notes {
    /// The note of a mark on a page, once.
    pub fn take(&mut self, page: u32, mark: &str) -> Option<String> {
        let notes = self.0.get_mut(&(page, mark.to_owned()))?;
        (!notes.is_empty()).then(|| notes.remove(0))
    }

    /// Those to which no mark led.
    pub fn rest(self) -> impl Iterator<Item = String> {
        self.0.into_values().flatten()
    }
}

/// The lines without the notes at the feet of their columns, and these.
pub fn notes(lines: Vec<Line>, whole: &Whole) -> (Vec<Line>, Notes) {
    let (mut rest, mut notes) = (Vec::with_capacity(lines.len()), Notes::default());
    for column in lines.chunk_by(|a, b| a.page == b.page && b.y > a.y) {
        let (text, foot) = column.split_at(first_note(column).unwrap_or(column.len()));
        rest.extend_from_slice(text);
        let mut open: Option<((u32, String), String)> = None;
        for line in foot {
            if let Some((mark, words)) = marked(&line.words) {
                notes.put(open.replace(((line.page, mark.to_owned()), words.to_owned())));
            } else if let Some((_, said)) = &mut open {
                // A word may be broken at the end of a line of a note, too.
                *said = whole.joined(said, Some(&line.words)) + line.words.trim();
            }
        }
        notes.put(open);
    }
    (rest, notes)
}

impl Notes {
    fn put(&mut self, note: Option<((u32, String), String)>) {
        if let Some((place, said)) = note {
            let said = one_line(&said.replace(RAISED, "")).unwrap_or_default();
            self.0.entry(place).or_default().push(said);
        }
    }
}

/// The line of a column with which its notes begin: it has a mark, stands in the lower part of the page, and is smaller than
/// the text or stands off it.
fn first_note(column: &[Line]) -> Option<usize> {
    let mut sizes: Vec<f64> = column.iter().map(|line| line.size).collect();
    sizes.sort_by(f64::total_cmp);
    // Notes may be most of a page, in small letters.
    let size = *sizes.get(sizes.len() * 3 / 4)?;
    let mut steps: Vec<f64> = column.windows(2).map(|pair| pair[1].y - pair[0].y).collect();
    steps.sort_by(f64::total_cmp);
    let step = steps.get(steps.len() / 3).copied().unwrap_or(size);
    (1..column.len()).find(|&at| {
        let (before, line) = (&column[at - 1], &column[at]);
        let small = line.size < size * 0.93 && before.size > line.size;
        let apart = line.y - before.y > step.max(size) * 1.8;
        let last = column[at..].iter().all(|below| below.size < size * 0.93) || apart;
        line.y > line.height * 0.4 && (small || apart) && last && marked(&line.words).is_some() && !lists(&column[..at])
    })
}

/// Whether lines before have marks as well: then it is a list.
fn lists(lines: &[Line]) -> bool {
    lines.iter().rev().take(3).any(|line| marked(&line.words).is_some())
}

/// The mark of a note and its words: `1 Figures of …`, `* Not seen.`; not `1. First`, nor `1988 was …`.
fn marked(words: &str) -> Option<(&str, &str)> {
    let bare = words.trim_start_matches(|c: char| c == RAISED || c.is_whitespace());
    let digits = bare.find(|c: char| !c.is_ascii_digit()).unwrap_or(bare.len());
    let length =
        if digits > 0 { digits } else { bare.chars().next().filter(|c| matches!(c, '*' | '†' | '‡'))?.len_utf8() };
    let (mark, said) = bare.split_at(length);
    let begins = said.trim_start().starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "“\"«„‘".contains(c))
        || !words.starts_with(bare);
    (digits <= 3 && begins && !said.trim().is_empty()).then_some((mark, said))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines apart by `|`; `_` before one makes it small, `^` moves it down.
    fn column(notation: &str) -> Vec<Line> {
        let mut y = 500.0;
        let line = |said: &str| {
            let (said, down) = said.strip_prefix('^').map_or((said, 12.0), |said| (said, 60.0));
            let (said, size) = said.strip_prefix('_').map_or((said, 10.0), |said| (said, 8.0));
            y += down;
            Line { page: 1, left: 50.0, right: 300.0, y, size, height: 800.0, words: said.to_owned() }
        };
        notation.split('|').map(line).collect()
    }

    #[test]
    fn notes_stand_at_the_feet_of_columns() {
        let cases: &[(&str, usize, &[&str])] = &[
            ("The board met|and went.|^1 Figures of the port.", 2, &["Figures of the port."]),
            (
                "The board met|and went.|_1 Figures of the|_port of-|_fice.|_2 Others.",
                2,
                &["Figures of the port office.", "Others."],
            ),
            ("The board met|and went.|_* Not seen.", 2, &["Not seen."]),
            ("The board met|and went.|^1988 was a year.", 3, &[]),
            ("The board wants:|1 A boat|2 A pier|^3 A lamp", 4, &[]),
            ("The board met|_as told to us|and went.", 3, &[]),
        ];
        for (notation, lines, expected) in cases {
            let column = column(notation);
            let whole = Whole::of(&column);
            let (rest, notes) = notes(column, &whole);
            assert_eq!(
                (rest.len(), notes.rest().collect::<Vec<_>>()),
                (*lines, expected.iter().map(|s| (*s).to_owned()).collect()),
                "{notation}"
            );
        }
    }
}
