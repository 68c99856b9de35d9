//! The overview in words, for every format that is read: a few sections with a few lines each, the weightiest first.

use super::excerpt::Excerpt;
use super::paper::{Ink, Run};
use super::place::names;
use super::scope::Part;
use crate::compare::Gravity;
use crate::source::SourceId;
use crate::view::{DifferenceLine, Extent, Overview, ReadingLine, Sign, ToldLine, counted};

/// A part of the overview.
pub struct Section {
    /// What it tells.
    pub title: String,
    /// Its lines.
    pub items: Vec<Item>,
}

/// A line.
pub struct Item {
    /// The letters or the sign before it; nothing where its parallel's number stands there.
    pub lead: String,
    /// The parallel that it opens, by index.
    pub parallel: Option<usize>,
    /// What it says.
    pub runs: Vec<Run>,
    /// Where sources differ, what each has: who, and which words.
    pub readings: Vec<[Run; 2]>,
}

impl Item {
    fn new(lead: String, parallel: Option<usize>, runs: Vec<Run>) -> Self {
        Self { lead, parallel, runs, readings: Vec::new() }
    }

    /// All of it in a line.
    pub fn line(&self) -> Vec<Run> {
        let mut runs = self.runs.clone();
        for [names, words] in &self.readings {
            runs.extend([Run::plain(" · "), names.clone(), Run::plain(" "), words.clone()]);
        }
        runs
    }
}

/// Lines of a section: what all tell, what all but one tell, differences of a gravity, those named.
const MOST_TOLD: usize = 12;
const MOST_BUT_ONE: usize = 8;
const MOST_DIFFERENCES: usize = 6;
const MOST_NAMED: usize = 8;
/// Passages that are named of what one source alone tells, and parallels of what it leaves out.
const MOST_ALONE: usize = 3;
const MOST_LEFT_OUT: usize = 4;
/// Columns of words that differ.
const READING: usize = 60;

/// The sections that have something to say.
pub fn sections(excerpt: &Excerpt, overview: &Overview) -> Vec<Section> {
    let mut found = Vec::new();
    if excerpt.holds(Part::Matrix) {
        found.push(Section { title: "What all tell".to_owned(), items: told(excerpt, overview.by_all(), MOST_TOLD) });
        let others = overview.accounts.checked_sub(1).filter(|others| *others > 1);
        let spread = overview.told.iter().find(|spread| Some(spread.accounts) == others);
        let lines = spread.map_or(&[][..], |spread| spread.lines.as_slice());
        found.push(Section { title: "What all but one tell".to_owned(), items: told(excerpt, lines, MOST_BUT_ONE) });
    }
    if excerpt.holds(Part::Discrepancies) {
        let items = [Gravity::Substance, Gravity::Wording, Gravity::Naming];
        let items = items.into_iter().flat_map(|gravity| differences(overview.differing(gravity)));
        found.push(Section { title: "Where they differ".to_owned(), items: items.collect() });
    }
    if excerpt.holds(Part::OnlyHere) {
        found.push(Section { title: "What only one tells".to_owned(), items: alone(overview) });
        found.push(Section { title: "What one leaves out that all others tell".to_owned(), items: left_out(overview) });
    }
    if excerpt.holds(Part::Framing) {
        found.push(Section { title: "Who is named how".to_owned(), items: named(overview) });
    }
    found.retain(|section| !section.items.is_empty());
    found
}

/// On whom the sources rest, in a line each: `A B D rest on Yuri Ushakov`.
pub fn rests(overview: &Overview) -> Vec<String> {
    let rests = overview.rests.iter();
    rests
        .map(|rests| format!("{} rest on one speaker: {}", names(rests.sources.iter().copied()), rests.speaker))
        .collect()
}

/// Lines, and how many more there are.
fn limited(mut items: Vec<Item>, most: usize) -> Vec<Item> {
    let more = items.len().saturating_sub(most);
    items.truncate(most);
    if more > 0 {
        let runs = vec![Run::new(&format!("and {more} more"), Ink::Faint)];
        items.push(Item::new(String::new(), None, runs));
    }
    items
}

fn told(excerpt: &Excerpt, lines: &[ToldLine], most: usize) -> Vec<Item> {
    let item = |line: &ToldLine| {
        let shown = line.extents.iter().zip(0u16..).filter(|(_, number)| excerpt.shows(SourceId(*number)));
        let dots: String = shown.map(|(extent, _)| extent.dot()).collect();
        let mut runs = vec![Run::plain(&line.label)];
        if let Some(sign) = line.sign {
            let who = format!("  {} {}", sign.mark(), names(line.by.iter().copied()));
            runs.push(Run::new(&who, if sign == Sign::Contradiction { Ink::Grave } else { Ink::Faint }));
        }
        if line.extents.iter().any(|extent| *extent != Extent::Whole) {
            runs.push(Run::new(&format!("  {dots}"), Ink::Faint));
        }
        Item::new(String::new(), Some(line.parallel), runs)
    };
    limited(lines.iter().map(item).collect(), most)
}

fn differences(lines: &[DifferenceLine]) -> Vec<Item> {
    let item = |line: &DifferenceLine| {
        let grave = line.kind.gravity() == Gravity::Substance;
        let reading = |reading: &ReadingLine| {
            let words = super::place::shortened(&reading.words, READING);
            let words = Run::new(&words, if grave { Ink::Grave } else { Ink::Plain });
            [Run::new(&names(reading.sources.iter().copied()), Ink::Strong), words]
        };
        let readings = line.readings.iter().map(reading).collect();
        let lead = Sign::of(line.kind).mark().to_string();
        Item { readings, ..Item::new(lead, Some(line.parallel), vec![Run::plain(&line.about)]) }
    };
    limited(lines.iter().map(item).collect(), MOST_DIFFERENCES)
}

fn alone(overview: &Overview) -> Vec<Item> {
    let item = |alone: &crate::view::Alone| {
        let said: Vec<&str> = alone.lines.iter().take(MOST_ALONE).map(|line| line.words.as_str()).collect();
        let mut runs = vec![Run::plain(&said.join("; "))];
        let more = alone.lines.len().saturating_sub(MOST_ALONE);
        if more > 0 {
            let more = counted(more, "passage more", "passages more");
            runs.push(Run::new(&format!("; {more}"), Ink::Faint));
        }
        Item::new(alone.source.siglum(), None, runs)
    };
    overview.alone.iter().map(item).collect()
}

fn left_out(overview: &Overview) -> Vec<Item> {
    let item = |left_out: &crate::view::LeftOut| {
        let lines = left_out.lines.iter().take(MOST_LEFT_OUT);
        let said: Vec<String> = lines.map(|line| format!("{} ({})", line.label, line.parallel + 1)).collect();
        let mut runs = vec![Run::plain(&said.join("; "))];
        let more = left_out.lines.len().saturating_sub(MOST_LEFT_OUT);
        if more > 0 {
            runs.push(Run::new(&format!("; {more} more"), Ink::Faint));
        }
        Item::new(left_out.source.siglum(), None, runs)
    };
    overview.left_out.iter().map(item).collect()
}

fn named(overview: &Overview) -> Vec<Item> {
    let item = |line: &crate::view::NamedLine| {
        let mut runs = vec![Run::new(&line.name, Ink::Strong), Run::plain("  ")];
        for (index, so) in line.so.iter().enumerate() {
            let gap = if index == 0 { "" } else { ", " };
            let times = if so.count > so.sources.len() { format!(" ×{}", so.count) } else { String::new() };
            runs.push(Run::plain(&format!("{gap}{}{times} ", so.words)));
            runs.push(Run::new(&names(so.sources.iter().copied()), Ink::Faint));
        }
        Item::new(String::new(), None, runs)
    };
    limited(overview.named.iter().map(item).collect(), MOST_NAMED)
}
