//! Which passages are level with the others of their row.
//!
//! What is level holds up: a row begins where all who are level in it have come so far, and whoever is there first waits. So
//! the rows stand as far from each other as the longest way from one to the other is through what the columns have between
//! them. A column is level where what that shows side by side outweighs what the whole gets longer by it; else it runs on, and
//! a pointer stands in the row.

use super::column::Told;
use crate::source::Source;
use crate::text::TextRange;
use unicode_width::UnicodeWidthStr;

/// The row before all parallels, as columns count rows: a parallel's is its place in the order and one.
pub const HEAD: usize = 0;

/// Columns of text that a line has about, in a column that is as broad as most. Lengths are sums of the widths of characters,
/// in a broad column less: nothing here has lines.
const LINE: u64 = 28;

/// How broad columns are, in hundredths: most of them, and the broadest.
pub const BREADTH: u16 = 100;
const BROADEST: u64 = 180;
/// A source has a broader column if it is so much longer than most.
const LONG: u64 = 125;

/// How broad a column each source has where there is room, in hundredths: what is much longer than most is broader.
pub fn breadths(sources: &[Source]) -> Vec<u16> {
    let long = |source: &Source| {
        let aside = source.boilerplate.iter().map(|part| part.range.of(source.text.content()).width());
        source.text.content().width().saturating_sub(aside.sum()) as u64
    };
    let all: Vec<u64> = sources.iter().map(long).collect();
    let mut sorted = all.clone();
    sorted.sort_unstable();
    let usual = sorted.get(sorted.len().saturating_sub(1) / 2).copied().unwrap_or(0).max(1);
    let breadth = |long: u64| Some(long * u64::from(BREADTH) / usual).filter(|breadth| *breadth >= LONG);
    let breadth = |long| breadth(long).and_then(|breadth| u16::try_from(breadth.min(BROADEST)).ok());
    all.into_iter().map(|long| breadth(long).unwrap_or(BREADTH)).collect()
}

/// How many times its length a passage counts in whose row nothing is level so far: the row would be pointers alone.
const BARE: i64 = 3;
/// What the whole gets longer counts so many times as what is level.
const LONGER: i64 = 2;

/// Level passages before one that are tried as the one before it.
const MOST_BEFORE: usize = 64;

/// The rows of the parallels, as columns count them, and what the columns so far have between them.
pub struct Rows {
    rows: Vec<Option<usize>>,
    /// Whether a passage is level in a row.
    levelled: Vec<bool>,
    /// For each row, and for the end of all, the rows before it from which a column has text up to it, and how long that is.
    ways: Vec<Vec<(usize, u64)>>,
    /// How broad the column of each source is.
    pub breadths: Vec<u16>,
}

impl Rows {
    /// Of parallels in an order, of so many, in the columns of some sources.
    pub fn of(order: &[usize], count: usize, sources: &[Source]) -> Self {
        let mut rows = vec![None; count];
        order.iter().zip(HEAD + 1..).for_each(|(&parallel, row)| rows[parallel] = Some(row));
        let all = HEAD + 1 + order.len();
        Self { rows, levelled: vec![false; all], ways: vec![Vec::new(); all + 1], breadths: breadths(sources) }
    }

    /// The row of a parallel.
    pub fn row(&self, parallel: usize) -> Option<usize> {
        self.rows.get(parallel).copied().flatten()
    }

    fn end(&self) -> usize {
        self.levelled.len()
    }

    /// For each row how far it is at least from the beginning, and how far the end is at least from it.
    fn distances(&self) -> (Vec<u64>, Vec<u64>) {
        let (mut before, mut behind) = (vec![0; self.ways.len()], vec![0; self.ways.len()]);
        // There need not be anything before all parallels.
        let least = |row: usize| if row == HEAD { 0 } else { LINE };
        for row in 1..self.ways.len() {
            let ways = self.ways[row].iter().map(|(from, long)| before[*from] + long);
            before[row] = ways.fold(before[row - 1] + least(row - 1), u64::max);
        }
        for row in (1..self.ways.len()).rev() {
            behind[row - 1] = behind[row - 1].max(behind[row] + least(row - 1));
            for &(from, long) in &self.ways[row] {
                behind[from] = behind[from].max(behind[row] + long);
            }
        }
        (before, behind)
    }

    /// Notes what a column has between the rows in which it is level.
    fn add(&mut self, lengths: &Lengths, level: &[Option<usize>]) {
        let (mut row, mut begins) = (HEAD, 0);
        for (at, level) in level.iter().enumerate() {
            let Some(level) = *level else { continue };
            if level != row {
                self.ways[level].push((row, lengths.starts[at] - begins));
                (row, begins) = (level, lengths.starts[at]);
            }
            // A passage is in its row to its end.
            self.ways[level + 1].push((level, lengths.ends[at] - begins));
            self.levelled[level] = true;
        }
        let end = self.end();
        self.ways[end].push((row, lengths.all - begins));
    }
}

/// How long a column is up to where its passages begin and end.
struct Lengths {
    starts: Vec<u64>,
    ends: Vec<u64>,
    all: u64,
}

impl Lengths {
    fn of(source: &Source, told: &[Told], breadth: u16) -> Self {
        let content = source.text.content();
        let mut found = Self { starts: Vec::with_capacity(told.len()), ends: Vec::with_capacity(told.len()), all: 0 };
        let wide = |start: usize, end: usize| {
            let wide = TextRange::new(content, start, end).of(content).width() as u64;
            wide * u64::from(BREADTH) / u64::from(breadth.max(1))
        };
        let mut at = 0;
        for one in told {
            found.all += wide(at, one.range.start());
            found.starts.push(found.all);
            found.all += wide(one.range.start(), one.range.end());
            found.ends.push(found.all);
            at = one.range.end();
        }
        found.all += wide(at, content.len());
        found
    }
}

/// For each passage its row where it is level there. The base tells everything in its own order: level is where it tells a
/// parallel first; of another source the choice that is worth most.
pub fn level(source: &Source, told: &[Told], rows: &mut Rows, is_base: bool) -> Vec<Option<usize>> {
    let breadth = rows.breadths.get(source.id.index()).copied().unwrap_or(BREADTH);
    let lengths = Lengths::of(source, told, breadth);
    let found = if is_base { in_order(told, rows) } else { chosen(told, &lengths, rows) };
    rows.add(&lengths, &found);
    found
}

fn in_order(told: &[Told], rows: &Rows) -> Vec<Option<usize>> {
    let mut last = 0;
    let level = |told: &Told| {
        let row = rows.row(told.parallel).filter(|row| told.is_whole() && *row >= last)?;
        last = row;
        Some(row)
    };
    told.iter().map(level).collect()
}

/// A choice of passages up to one.
#[derive(Clone, Copy)]
struct Choice {
    /// The last of them, and its row.
    at: usize,
    row: usize,
    /// The first of them in that row.
    first: usize,
    /// What is level.
    weight: i64,
    /// How far the row is from the beginning.
    depth: u64,
    /// What the whole gets longer.
    longer: u64,
    /// The choice without the last.
    before: Option<usize>,
}

impl Choice {
    fn worth(&self) -> i64 {
        self.weight - LONGER * i64::try_from(self.longer).unwrap_or(i64::MAX / LONGER)
    }
}

/// The weightiest choice that keeps the source's order, what the whole gets longer by it taken off. Something is level.
fn chosen(told: &[Told], lengths: &Lengths, rows: &Rows) -> Vec<Option<usize>> {
    let (before, behind) = rows.distances();
    let all = behind[HEAD];
    let mut choices: Vec<Choice> = Vec::new();
    for (at, one) in told.iter().enumerate() {
        let Some(row) = rows.row(one.parallel).filter(|_| one.is_whole()) else { continue };
        let length = lengths.ends[at] - lengths.starts[at];
        let weight = i64::try_from(length).unwrap_or(i64::MAX) * if rows.levelled[row] { 1 } else { BARE };
        let after = |last: Option<(usize, &Choice)>| {
            let (depth, longer) = last.map_or((0, 0), |(_, last)| (last.depth, last.longer));
            let weight = weight + last.map_or(0, |(_, last)| last.weight);
            let same = last.filter(|(_, last)| last.row == row);
            let first = same.map_or(at, |(_, last)| last.first);
            let begins = last.map_or(0, |(_, last)| lengths.starts[last.first]);
            // What it has from the row before to this one, and from there to the end; the row ends behind its passages.
            let comes = depth + lengths.starts[at] - begins;
            let depth = if same.is_some() { depth } else { before[row].max(comes) };
            let ends = depth + lengths.ends[at] - lengths.starts[first] + behind[row + 1];
            let rest = depth + (lengths.all - lengths.starts[first]).max(behind[row]);
            let longer = longer.max(ends.max(rest).saturating_sub(all));
            Choice { at, row, first, weight, depth, longer, before: last.map(|(index, _)| index) }
        };
        let lasts = choices.iter().enumerate().rev().filter(|(_, last)| last.row <= row).take(MOST_BEFORE);
        let ways = std::iter::once(None).chain(lasts.map(Some)).map(after);
        choices.extend(ways.max_by(|a, b| a.worth().cmp(&b.worth()).then(b.depth.cmp(&a.depth))));
    }
    let mut found = vec![None; told.len()];
    let mut last = choices.iter().max_by_key(|choice| choice.worth());
    while let Some(choice) = last {
        found[choice.at] = Some(choice.row);
        last = choice.before.and_then(|index| choices.get(index));
    }
    found
}
