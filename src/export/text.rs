//! Plain text and text for a terminal: the report, then the sources side by side.

use super::excerpt::Excerpt;
use super::paper::{Ink, Paper, Run, wrap};
use super::place::names;
use super::report;
use super::scope::Part;
use super::wording::Stroke;
use crate::align::Passage;
use crate::source::{Source, SourceId};
use crate::view::{Cell, LevelRow, Mark, Piece, Telling, base_passage};
use std::io;

/// Columns that a source needs to be read beside the others; narrower, the sources stand under each other.
const LEAST_COLUMN: usize = 26;

/// Writes the report and the synopsis.
pub fn write(excerpt: &Excerpt, paper: &mut Paper<'_>) -> io::Result<()> {
    report::write(excerpt, paper)?;
    if !excerpt.holds(Part::Synopsis) {
        return Ok(());
    }
    paper.heading(&format!("Side by side, read against {}", excerpt.base.siglum()))?;
    legend(paper)?;
    let count = excerpt.sources().count().max(1);
    let width = (paper.width + GAP.len()) / count;
    if width >= LEAST_COLUMN {
        paper.blank()?;
        heads(excerpt, width - GAP.len(), paper)?;
    }
    for row in excerpt.rows() {
        paper.blank()?;
        if let Some(entry) = row.parallel.and_then(|parallel| excerpt.entry(parallel)) {
            let number = Run::new(&format!("{} ", entry.parallel + 1), Ink::Strong);
            paper.paragraph("", &[number, Run::new(&entry.label, Ink::Faint)])?;
        }
        if width >= LEAST_COLUMN {
            beside(excerpt, &row, width - GAP.len(), paper)?;
        } else {
            under(excerpt, &row, paper)?;
        }
    }
    Ok(())
}

/// Between two columns.
const GAP: &str = "   ";

fn legend(paper: &mut Paper<'_>) -> io::Result<()> {
    let samples =
        [(Mark::Varied, "other words"), (Mark::Added, "added words"), (Mark::Shared, "the only words in common")];
    let mut runs = Vec::new();
    for (mark, words) in samples {
        push_marked(&mut runs, words, mark, ink(mark), paper.coloured);
        runs.push(Run::plain("  "));
    }
    push_marked(&mut runs, "a discrepancy", Mark::Plain, Ink::Grave, paper.coloured);
    paper.paragraph("", &runs)
}

fn ink(mark: Mark) -> Ink {
    match mark {
        Mark::Plain => Ink::Plain,
        Mark::Shared => Ink::Shared,
        Mark::Varied => Ink::Varied,
        Mark::Added => Ink::Added,
    }
}

/// Without colours, signs stand around marked words.
fn push_marked(runs: &mut Vec<Run>, words: &str, mark: Mark, ink: Ink, coloured: bool) {
    let (open, close) = match mark {
        _ if ink == Ink::Grave => ("[≠ ", "]"),
        Mark::Plain => ("", ""),
        Mark::Varied => ("[", "]"),
        Mark::Added => ("{", "}"),
        Mark::Shared => ("<", ">"),
    };
    let inner = words.trim();
    if coloured || open.is_empty() || inner.is_empty() {
        runs.push(Run::new(words, ink));
        return;
    }
    // Blanks stay outside, where lines break.
    let (before, after) = words.split_once(inner).unwrap_or_default();
    runs.push(Run::new(&format!("{before}{open}{inner}{close}{after}"), ink));
}

/// The words of a source in a row, in paragraphs; without colours, signs stand around what is marked.
pub fn cell(excerpt: &Excerpt, source: &Source, row: &LevelRow, coloured: bool) -> Vec<Vec<Run>> {
    match row.cells.get(source.id.index()) {
        Some(Cell::Told(tellings)) => {
            let base = row.parallel.map(|parallel| base_of(excerpt, parallel));
            let runs = |telling: &Telling| telling_runs(excerpt, telling, (Some(telling.passage) == base, coloured));
            tellings.iter().map(runs).collect()
        }
        Some(Cell::Untold) => vec![vec![Run::new("does not tell it", Ink::Faint)]],
        Some(Cell::Alone(asides)) => {
            let aside = |aside: &crate::view::Aside| {
                let ink = if aside.boilerplate { Ink::Faint } else { Ink::Plain };
                vec![Run::new(&excerpt.words(Passage { source: source.id, range: aside.range }), ink)]
            };
            asides.iter().map(aside).collect()
        }
        None => Vec::new(),
    }
}

/// The passage that the others of a parallel are read against.
fn base_of(excerpt: &Excerpt, parallel: usize) -> Passage {
    let row = base_passage(&excerpt.comparison, parallel, excerpt.base);
    excerpt.comparison.alignment.parallels[parallel].passages[row]
}

/// The base itself has no other words than the base: only discrepancies are marked in it.
fn telling_runs(excerpt: &Excerpt, telling: &Telling, (is_base, coloured): (bool, bool)) -> Vec<Run> {
    let mut runs = Vec::new();
    if telling.repeat {
        runs.push(Run::new("again: ", Ink::Faint));
    }
    for stroke in excerpt.telling(telling) {
        let (mark, ink) = match stroke {
            Stroke::Own(Piece { discrepancy: Some(_), mark, .. }, _) => (mark, Ink::Grave),
            Stroke::Own(Piece { mark: Mark::Varied | Mark::Added, .. }, _) if is_base => (Mark::Plain, Ink::Plain),
            Stroke::Own(Piece { mark, .. }, _) => (mark, ink(mark)),
            Stroke::Omitted(_) | Stroke::Withheld => (Mark::Plain, Ink::Plain),
        };
        push_marked(&mut runs, stroke.words(), mark, ink, coloured);
    }
    runs
}

fn under(excerpt: &Excerpt, row: &LevelRow, paper: &mut Paper<'_>) -> io::Result<()> {
    let mut untold: Vec<SourceId> = Vec::new();
    for source in excerpt.sources() {
        if row.cells.get(source.id.index()) == Some(&Cell::Untold) {
            untold.push(source.id);
            continue;
        }
        let lead = format!("{:>3}  ", source.id.siglum());
        for runs in cell(excerpt, source, row, paper.coloured) {
            paper.paragraph(&lead, &runs)?;
        }
    }
    if untold.is_empty() {
        return Ok(());
    }
    paper.paragraph("     ", &[Run::new(&format!("not told by {}", names(untold.into_iter())), Ink::Faint)])
}

/// The letters and names of the sources over their columns.
fn heads(excerpt: &Excerpt, width: usize, paper: &mut Paper<'_>) -> io::Result<()> {
    let head = |source: &Source| {
        let name = format!("{}  {}", source.id.siglum(), excerpt.name(source));
        wrap(&[Run::new(&name, Ink::Strong)], width)
    };
    let cells: Vec<_> = excerpt.sources().map(head).collect();
    paper.columns(&cells, width, GAP)
}

fn beside(excerpt: &Excerpt, row: &LevelRow, width: usize, paper: &mut Paper<'_>) -> io::Result<()> {
    let wrapped = |source: &Source| {
        let paragraphs = cell(excerpt, source, row, paper.coloured);
        paragraphs.iter().flat_map(|runs| wrap(runs, width)).collect()
    };
    let cells: Vec<_> = excerpt.sources().map(wrapped).collect();
    paper.columns(&cells, width, GAP)
}
