//! From lines to paragraphs: what repeats on every page goes, and what was broken at line ends is joined.

use super::columns::by_columns;
use super::footnotes::{Notes, notes};
use super::hyphen::Whole;
use super::line::{Line, RAISED};
use crate::source::format::Document;
use crate::source::format::prose::{Prose, short};
use crate::source::{Part, PartKind};
use rustc_hash::{FxHashMap, FxHashSet};

/// The document of lines in reading order.
pub fn read(lines: Vec<Line>) -> Document {
    // The feet of pages would stand between their columns.
    let running = running(&lines);
    let (heads, lines): (Vec<_>, Vec<_>) = lines.into_iter().zip(running).partition(|(_, running)| *running);
    let lines = by_columns(lines.into_iter().map(|(line, _)| line).collect());
    let whole = Whole::of(&lines);
    let (lines, mut notes) = notes(lines, &whole);
    let shape = Shape::of(&lines);
    let mut prose = Prose::default();
    for (index, line) in lines.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| lines.get(before));
        if before.is_some_and(|before| shape.is_new(before, line)) {
            prose.end(None);
        }
        let after = lines.get(index + 1).filter(|after| !shape.is_new(line, after));
        let words = whole.joined(&line.words, after.map(|after| after.words.as_str()));
        write(&mut prose, &words, (line.page, &mut notes));
    }
    let mut document = prose.document();
    document.meta.title = title(&lines, &shape);
    document.parts.extend(notes.rest().filter_map(|note| Part::new(PartKind::Note, note)));
    let mut text: Vec<String> = heads.into_iter().filter_map(|(line, _)| short(&line.words)).collect();
    text.dedup();
    document.parts.extend(Part::new(PartKind::RunningHead, text.join("\n")));
    document
}

/// Writes the words of a line. Behind a mark above the line hangs its note, where the page has one.
fn write(prose: &mut Prose, words: &str, (page, notes): (u32, &mut Notes)) {
    let mut characters = words.chars().peekable();
    while let Some(character) = characters.next() {
        if character != RAISED {
            prose.write(character.encode_utf8(&mut [0; 4]));
            continue;
        }
        let mut raised: String = characters.next().into_iter().collect();
        while characters.next_if_eq(&RAISED).is_some() {
            raised.extend(characters.next());
        }
        prose.raise(&raised);
        notes.take(page, &raised).iter().for_each(|note| prose.hang(PartKind::Note, note));
    }
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

/// The lines in the largest letters near the start, where these are larger than the others.
fn title(lines: &[Line], shape: &Shape) -> Option<String> {
    let first = lines.iter().take(12);
    let largest = first.clone().map(|line| line.size).fold(0.0, f64::max);
    let large = |line: &&Line| largest > shape.size * 1.15 && line.size > largest * 0.97;
    let words: Vec<&str> =
        first.skip_while(|line| !large(line)).take_while(large).map(|line| line.words.trim()).collect();
    short(&words.join(" ")).filter(|title| title.split(' ').count() <= 40)
}

/// Which lines run along: those near the edges of pages, or the first and last of them, that are, but for numbers, the same on several pages, and page numbers.
fn running(lines: &[Line]) -> Vec<bool> {
    let mut edges: FxHashMap<u32, [f64; 2]> = FxHashMap::default();
    for line in lines {
        let [top, foot] = edges.entry(line.page).or_insert([line.y; 2]);
        (*top, *foot) = (top.min(line.y), foot.max(line.y));
    }
    let pages = edges.len();
    let margin = |line: &Line| margin(line, edges.get(&line.page).copied().unwrap_or([line.y; 2]));
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

/// Whether a line stands in the top (true) or bottom (false) ninth of its page, or is the first or last on it.
fn margin(line: &Line, [top, foot]: [f64; 2]) -> Option<bool> {
    let ninth = line.height / 9.0;
    let level = |edge: f64| (line.y - edge).abs() < line.size * 0.2 && top < foot;
    if line.y < ninth || level(top) {
        Some(true)
    } else if line.y > line.height - ninth || level(foot) {
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
            Line {
                page,
                left: 50.0 + indent,
                right,
                y,
                size: 10.0,
                height: 800.0,
                words: said.replace('§', "\u{fdd0}"),
            }
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
            ("It kept its post-|war rules for consid-|eration.", "It kept its post-war rules for consideration."),
            (
                "The pre- and post-|war rules of mid-|and late-life.",
                "The pre- and post-war rules of mid- and late-life.",
            ),
            ("He sold gun-|powder. Gunpowder was gun-|powder.", "He sold gunpowder. Gunpowder was gunpowder."),
            ("The talks of Israel-|Iran ended.", "The talks of Israel-Iran ended."),
            ("The talks were not|^broken off.", "The talks were not broken off."),
            ("They ended.|^Nobody won.", "They ended.\n\nNobody won."),
            ("They ended -|all of them.", "They ended - all of them."),
            (
                "The old self of the well is near; self-|well rules hold.",
                "The old self of the well is near; self-well rules hold.",
            ),
            ("It moved 10§6 litres|and the pans§1 lay dry.", "It moved 10⁶ litres and the pans lay dry."),
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
        // Small pages have wide margins.
        let small = |line: Line| Line { height: 160.0, y: line.y / 8.0 + 40.0, ..line };
        let document = read((1..4).flat_map(page).map(small).collect());
        assert_eq!(document.parts[0].text.lines().count(), 6, "{}", document.parts[0].text);
        let document = read((1..4).flat_map(page).collect());
        assert_eq!(
            document.text,
            "What page 1 tells is its own.\n\nWhat page 2 tells is its own.\n\nWhat page 3 tells is its own."
        );
        assert_eq!(document.parts.len(), 1);
        assert_eq!(document.parts[0].text.lines().count(), 6, "{}", document.parts[0].text);
    }
}
