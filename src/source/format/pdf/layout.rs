//! From lines to paragraphs: what repeats on every page goes, and what was broken at line ends is joined.

use super::line::Line;
use crate::source::format::Document;
use crate::source::format::prose::{Prose, short};
use crate::source::{Part, PartKind};
use crate::text::fold;
use rustc_hash::{FxHashMap, FxHashSet};

/// The document of lines in reading order.
pub fn read(lines: Vec<Line>) -> Document {
    let lines = by_columns(lines);
    let running = running(&lines);
    let (heads, lines): (Vec<_>, Vec<_>) = lines.into_iter().zip(running).partition(|(_, running)| *running);
    let lines: Vec<Line> = lines.into_iter().map(|(line, _)| line).collect();
    let shape = Shape::of(&lines);
    let mut prose = Prose::default();
    let whole = words_with_hyphens(&lines);
    for (index, line) in lines.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| lines.get(before));
        if before.is_some_and(|before| shape.is_new(before, line)) {
            prose.end(None);
        }
        let after = lines.get(index + 1).filter(|after| !shape.is_new(line, after));
        prose.write(&joined(line, after, &whole));
    }
    let mut document = prose.document();
    document.meta.title = title(&lines, &shape);
    let mut text: Vec<String> = heads.into_iter().filter_map(|(line, _)| short(&line.words)).collect();
    text.dedup();
    document.parts.extend(Part::new(PartKind::RunningHead, text.join("\n")));
    document
}

/// Lines of two columns that were written row by row, column by column. Most programs write columns as they are read.
fn by_columns(lines: Vec<Line>) -> Vec<Line> {
    let mut all = Vec::with_capacity(lines.len());
    for page in lines.chunk_by(|a, b| a.page == b.page) {
        let beside = |pair: &&[Line]| matches!(pair, [a, b] if (a.y - b.y).abs() < a.size * 0.5 && b.left > a.right);
        let gaps: Vec<f64> = page.windows(2).filter(beside).map(|pair| pair[1].left).collect();
        let middle = median(gaps.iter().copied());
        let regular = gaps.iter().filter(|left| (**left - middle).abs() < 3.0).count();
        // Rows of a table have gaps, too; columns of text have them nearly everywhere.
        if regular * 5 < page.len() * 2 || regular < 4 {
            all.extend_from_slice(page);
            continue;
        }
        let second = |line: &Line| line.left > middle - 3.0;
        let first_row = page.windows(2).position(|pair| beside(&pair)).unwrap_or(0);
        let (above, below) = page.split_at(first_row);
        all.extend_from_slice(above);
        all.extend(below.iter().filter(|line| !second(line)).cloned());
        all.extend(below.iter().filter(|line| second(line)).cloned());
    }
    all
}

/// What most lines are like.
struct Shape {
    size: f64,
    /// From a line to the next.
    step: f64,
    /// The right edges at which the columns end, by where they begin in steps of ten points.
    edges: FxHashMap<i64, f64>,
}

impl Shape {
    fn of(lines: &[Line]) -> Self {
        let size = median(lines.iter().map(|line| line.size));
        let steps = lines.windows(2).filter(|pair| pair[0].page == pair[1].page && pair[1].y > pair[0].y);
        let near = steps.map(|pair| pair[1].y - pair[0].y).filter(|step| *step < size * 3.0);
        let mut edges: FxHashMap<i64, f64> = FxHashMap::default();
        for line in lines.iter().filter(|line| (line.size - size).abs() < size * 0.12) {
            let edge = edges.entry(column(line)).or_insert(line.right);
            *edge = edge.max(line.right);
        }
        Self { size, step: low(near).max(size), edges }
    }

    /// Whether a paragraph begins with `line` behind `before`.
    fn is_new(&self, before: &Line, line: &Line) -> bool {
        if (before.size - line.size).abs() > self.size * 0.12 {
            return true;
        }
        let ended = before.words.trim_end().ends_with(['.', '!', '?', ':', '…', '"', '”', '»', ')']);
        let edge = self.edges.get(&column(before)).copied().unwrap_or(before.right);
        let short = before.right < edge - (edge - before.left).abs().max(self.size) * 0.12;
        let step = line.y - before.y;
        if before.page != line.page || step < -self.size * 0.5 {
            // The next column or page: a sentence goes on there.
            return ended && (short || !line.words.trim_start().starts_with(char::is_lowercase));
        }
        // Headlines are centred, and end where they like.
        if line.size > self.size * 1.12 {
            return step > line.size * 2.0;
        }
        let goes_on = line.words.trim_start().starts_with(char::is_lowercase);
        let much_shorter = before.right < edge - (edge - before.left).abs() * 0.4;
        if much_shorter && !goes_on && edge > before.left + self.size * 10.0 {
            return true;
        }
        step > self.step * (line.size / self.size.max(1.0)).max(1.0) * 1.45
            || line.left > before.left + self.size * 0.8 && step > 0.0
            || ended && short
    }
}

fn column(line: &Line) -> i64 {
    // Indented lines end where the others do.
    #[expect(clippy::cast_possible_truncation, reason = "places on a page are small")]
    let place = (line.left / 60.0).round().clamp(-1e6, 1e6) as i64;
    place
}

/// A low one of some values: the distance of lines, in a text of many short paragraphs, too.
fn low(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 5).copied().unwrap_or(0.0)
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

/// The words that stand in the lines with a hyphen inside, folded: they keep it where they are broken at it.
fn words_with_hyphens(lines: &[Line]) -> FxHashSet<String> {
    let words = lines.iter().flat_map(|line| line.words.split(|c: char| !(c.is_alphanumeric() || c == '-')));
    let inside = |word: &&str| word.trim_matches('-').contains('-') && !word.ends_with('-');
    words.filter(inside).map(fold).collect()
}

/// The words of a line as they go on in the next of its paragraph: a word broken at the end is joined.
fn joined(line: &Line, after: Option<&Line>, whole: &FxHashSet<String>) -> String {
    let words = line.words.trim();
    let Some(after) = after else { return words.to_owned() };
    let Some(stem) = words.strip_suffix(['-', '\u{ad}', '\u{2010}']) else { return format!("{words} ") };
    let next = after.words.trim_start();
    if !stem.ends_with(char::is_alphabetic) || !next.starts_with(char::is_lowercase) {
        // A dash, or a name such as `Israel-` `Iran`.
        return if stem.ends_with(char::is_alphanumeric) { words.to_owned() } else { format!("{words} ") };
    }
    let tail =
        |text: &str| text.rsplit(|c: char| !(c.is_alphanumeric() || c == '-')).next().unwrap_or_default().to_owned();
    let head = next.split(|c: char| !(c.is_alphanumeric() || c == '-')).next().unwrap_or_default();
    if whole.contains(&fold(&format!("{}-{head}", tail(stem)))) { words.to_owned() } else { stem.to_owned() }
}

/// The lines in the largest letters near the start, where these are larger than the others.
fn title(lines: &[Line], shape: &Shape) -> Option<String> {
    let first = lines.iter().take(12);
    let largest = first.clone().map(|line| line.size).fold(0.0, f64::max);
    let large = |line: &&Line| largest > shape.size * 1.15 && line.size > largest * 0.97;
    let words: Vec<&str> =
        first.skip_while(|line| !large(line)).take_while(large).map(|line| line.words.trim()).collect();
    short(&words.join(" ")).filter(|title| title.split(' ').count() <= 40)
}

/// Which lines run along: those near the edges of pages that are, but for numbers, the same on several pages, and page numbers.
fn running(lines: &[Line]) -> Vec<bool> {
    let pages = lines.iter().map(|line| line.page).collect::<FxHashSet<_>>().len();
    let mut repeated: FxHashMap<(String, bool), FxHashSet<u32>> = FxHashMap::default();
    for line in lines.iter().filter(|line| margin(line).is_some()) {
        repeated.entry((shape(&line.words), margin(line) == Some(true))).or_default().insert(line.page);
    }
    let often = |line: &Line| {
        let on = repeated.get(&(shape(&line.words), margin(line) == Some(true))).map_or(0, FxHashSet::len);
        on > 1 && on * 3 >= pages
    };
    let numbered = |line: &Line| {
        let shape = shape(&line.words);
        // What browsers print below a page: its address and `1/3`.
        let address = shape.starts_with("http") || shape.starts_with("file:");
        matches!(
            shape.trim_matches(['-', '–', '—', '|', ' ']),
            "#" | "#/#" | "# / #" | "page #" | "page # of #" | "# of #"
        ) || address
    };
    lines.iter().map(|line| margin(line).is_some() && (often(line) || numbered(line))).collect()
}

/// Whether a line stands in the top (true) or bottom (false) ninth of its page.
fn margin(line: &Line) -> Option<bool> {
    let ninth = line.height / 9.0;
    if line.y < ninth {
        Some(true)
    } else if line.y > line.height - ninth {
        Some(false)
    } else {
        None
    }
}

/// Words with a sign for every number.
fn shape(words: &str) -> String {
    let mut shape = String::new();
    for character in words.trim().to_lowercase().chars() {
        let character = if character.is_ascii_digit() { '#' } else { character };
        if character != '#' || !shape.ends_with('#') {
            shape.push(character);
        }
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of a column, apart by `|`; `>` before one indents it, `^` starts the next page.
    fn lines(notation: &str) -> Vec<Line> {
        let (mut page, mut y) = (1, 100.0);
        let line = |said: &str| {
            let (new_page, said) = said.strip_prefix('^').map_or((false, said), |said| (true, said));
            let (indent, said) = said.strip_prefix('>').map_or((0.0, said), |said| (20.0, said));
            (page, y) = if new_page { (page + 1, 100.0) } else { (page, y + 12.0) };
            // Lines are full but for those that end a sentence.
            let right = if said.ends_with('.') { 150.0 } else { 300.0 };
            Line { page, left: 50.0 + indent, right, y, size: 10.0, height: 800.0, words: said.to_owned() }
        };
        notation.split('|').map(line).collect()
    }

    #[test]
    fn lines_are_joined_to_paragraphs() {
        let cases = [
            ("The talks were consid-|ered useful.|>Nobody won.", "The talks were considered useful.\n\nNobody won."),
            (
                "A well-known jurist came|with another well-|known jurist.",
                "A well-known jurist came with another well-known jurist.",
            ),
            ("The talks of Israel-|Iran ended.", "The talks of Israel-Iran ended."),
            ("The talks were not|^broken off.", "The talks were not broken off."),
            ("They ended.|^Nobody won.", "They ended.\n\nNobody won."),
            ("They ended -|all of them.", "They ended - all of them."),
        ];
        for (notation, expected) in cases {
            assert_eq!(read(lines(notation)).text, expected, "{notation}");
        }
    }

    #[test]
    fn what_runs_along_goes() {
        let page = |number: u32| {
            let line = |y: f64, words: String| Line {
                page: number,
                left: 50.0,
                right: 300.0,
                y,
                size: 10.0,
                height: 800.0,
                words,
            };
            [
                line(40.0, format!("Harbour Studies {number}")),
                line(400.0, format!("What page {number} tells is its own.")),
                line(770.0, format!("- {number} -")),
            ]
        };
        let document = read((1..4).flat_map(page).collect());
        assert_eq!(
            document.text,
            "What page 1 tells is its own.\n\nWhat page 2 tells is its own.\n\nWhat page 3 tells is its own."
        );
        assert_eq!(document.parts.len(), 1);
        assert_eq!(document.parts[0].text.lines().count(), 6, "{}", document.parts[0].text);
    }
}
