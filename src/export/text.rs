//! Plain text and text for a terminal: the report, then the sources side by side.

use super::paper::{Ink, Paper, Run, wrap};
use super::place::names;
use super::report;
use crate::compare::Comparison;
use crate::source::{Source, SourceId};
use crate::view::{Cell, Mark, Piece, Row, Telling, label, levels, row};
use std::io;

/// Columns that a source needs to be read beside the others; narrower, the sources stand under each other.
const LEAST_COLUMN: usize = 26;

/// Writes the report and the synopsis, read against a base.
pub fn write(comparison: &Comparison, base: SourceId, paper: &mut Paper<'_>) -> io::Result<()> {
    report::write(comparison, paper)?;
    paper.heading(&format!("Side by side, read against {}", base.siglum()))?;
    legend(paper)?;
    let count = comparison.corpus.sources.len().max(1);
    let width = (paper.width + GAP.len()) / count;
    for level in levels(comparison, base) {
        let row = row(comparison, &level, base);
        paper.blank()?;
        if let Some(parallel) = row.parallel {
            let number = Run::new(&format!("{} ", parallel + 1), Ink::Strong);
            paper.paragraph("", &[number, Run::new(&label(comparison, parallel), Ink::Faint)])?;
        }
        if width >= LEAST_COLUMN {
            beside(comparison, &row, width - GAP.len(), paper)?;
        } else {
            under(comparison, &row, paper)?;
        }
    }
    Ok(())
}

/// Between two columns.
const GAP: &str = "   ";

fn legend(paper: &mut Paper<'_>) -> io::Result<()> {
    let samples =
        [(Mark::Varied, "other words"), (Mark::Added, "not there"), (Mark::Shared, "the only words in common")];
    let mut runs = Vec::new();
    for (mark, words) in samples {
        push_marked(&mut runs, words, mark, ink(mark), paper.coloured);
        runs.push(Run::plain("  "));
    }
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
        Mark::Plain => ("", ""),
        Mark::Varied => ("[", "]"),
        Mark::Added => ("{", "}"),
        Mark::Shared => ("<", ">"),
    };
    let signed = !coloured && mark != Mark::Plain;
    let words = if signed { format!("{open}{words}{close}") } else { words.to_owned() };
    runs.push(Run::new(&words, ink));
}

fn cell(comparison: &Comparison, source: &Source, cell: &Cell, coloured: bool) -> Vec<Vec<Run>> {
    match cell {
        Cell::Told(tellings) => tellings.iter().map(|telling| telling_runs(comparison, telling, coloured)).collect(),
        Cell::Untold => vec![vec![Run::new("does not tell it", Ink::Faint)]],
        Cell::Alone(asides) => {
            let aside = |aside: &crate::view::Aside| {
                let ink = if aside.boilerplate { Ink::Faint } else { Ink::Plain };
                vec![Run::new(source.text.slice(aside.range), ink)]
            };
            asides.iter().map(aside).collect()
        }
    }
}

fn telling_runs(comparison: &Comparison, telling: &Telling, coloured: bool) -> Vec<Run> {
    let text = &comparison.corpus.source(telling.passage.source).text;
    let mut runs = Vec::new();
    if telling.repeat {
        runs.push(Run::new("again: ", Ink::Faint));
    }
    for Piece { range, mark, discrepancy, .. } in &telling.pieces {
        let ink = if discrepancy.is_some() { Ink::Grave } else { ink(*mark) };
        push_marked(&mut runs, text.slice(*range), *mark, ink, coloured);
    }
    runs
}

fn under(comparison: &Comparison, row: &Row, paper: &mut Paper<'_>) -> io::Result<()> {
    let untold: Vec<SourceId> = comparison
        .corpus
        .sources
        .iter()
        .zip(&row.cells)
        .filter(|(_, cell)| **cell == Cell::Untold)
        .map(|(source, _)| source.id)
        .collect();
    for (source, content) in comparison.corpus.sources.iter().zip(&row.cells) {
        if *content == Cell::Untold {
            continue;
        }
        let lead = format!("{:>3}  ", source.id.siglum());
        for runs in cell(comparison, source, content, paper.coloured) {
            paper.paragraph(&lead, &runs)?;
        }
    }
    if untold.is_empty() {
        return Ok(());
    }
    paper.paragraph("     ", &[Run::new(&format!("not told by {}", names(untold.into_iter())), Ink::Faint)])
}

fn beside(comparison: &Comparison, row: &Row, width: usize, paper: &mut Paper<'_>) -> io::Result<()> {
    let cells: Vec<_> = comparison
        .corpus
        .sources
        .iter()
        .zip(&row.cells)
        .map(|(source, content)| {
            let paragraphs = cell(comparison, source, content, paper.coloured);
            paragraphs.iter().flat_map(|runs| wrap(runs, width)).collect()
        })
        .collect();
    paper.columns(&cells, width, GAP)
}
