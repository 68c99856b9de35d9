//! How one text became another: the paragraphs that changed, with what is gone, new and moved.

use super::paper::{Ink, Paper, Run};
use crate::diff::{Change, Step};
use crate::text::{Text, TextRange};
use std::io;

/// What two versions are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Versions<'a> {
    /// Whole texts, with their names.
    Whole([&'a str; 2]),
    /// What is near the changes of a file, of which the names are told before.
    Hunks,
}

/// Writes what changed from the old to the new text.
pub fn write([old, new]: [&Text; 2], steps: &[Step], kind: Versions<'_>, paper: &mut Paper<'_>) -> io::Result<()> {
    if let Versions::Whole([older, newer]) = kind {
        paper.paragraph("", &[Run::new(&format!("--- {older}"), Ink::Faint)])?;
        paper.paragraph("", &[Run::new(&format!("+++ {newer}"), Ink::Faint)])?;
        paper.blank()?;
    }
    let mut paragraphs: Vec<Vec<&Step>> = Vec::new();
    for step in steps {
        match paragraphs.last_mut() {
            Some(paragraph) if !step.begins => paragraph.push(step),
            _ => paragraphs.push(vec![step]),
        }
    }
    let mut unchanged = 0;
    for paragraph in paragraphs {
        if paragraph.iter().all(|step| step.change == Change::Same) {
            unchanged += 1;
            continue;
        }
        skipped(&mut unchanged, kind, paper)?;
        let mut runs = Vec::new();
        for step in paragraph {
            if !runs.is_empty() {
                runs.push(Run::plain(gap(old, new, step)));
            }
            runs.push(run(old, new, step, paper.coloured));
        }
        paper.paragraph("", &runs)?;
        paper.blank()?;
    }
    skipped(&mut unchanged, kind, paper)
}

fn skipped(unchanged: &mut usize, kind: Versions<'_>, paper: &mut Paper<'_>) -> io::Result<()> {
    let count = std::mem::take(unchanged);
    // Of a hunk nobody knows how many there are.
    if count == 0 || kind == Versions::Hunks {
        return Ok(());
    }
    let words = if count == 1 { "paragraph" } else { "paragraphs" };
    paper.paragraph("", &[Run::new(&format!("… {count} {words} unchanged"), Ink::Faint)])?;
    paper.blank()
}

/// A blank before a step, where its own text has one there.
fn gap(old: &Text, new: &Text, step: &Step) -> &'static str {
    let place = step.new.map(|range| (new, range)).or(step.old.map(|range| (old, range)));
    let joined = |(text, range): (&Text, TextRange)| {
        let before = TextRange::new(text.content(), 0, range.start()).of(text.content());
        before.chars().next_back().is_some_and(|last| !last.is_whitespace())
    };
    if place.is_some_and(joined) { "" } else { " " }
}

fn run(old: &Text, new: &Text, step: &Step, coloured: bool) -> Run {
    let words = step.new.map(|range| new.slice(range)).or(step.old.map(|range| old.slice(range))).unwrap_or_default();
    let (open, close, ink) = match step.change {
        Change::Same => (String::new(), "", Ink::Plain),
        Change::Removed => ("[-".to_owned(), "-]", Ink::Gone),
        Change::Added => ("{+".to_owned(), "+}", Ink::Added),
        Change::MovedAway(number) => (format!("[→{number} "), "]", Ink::Moved),
        Change::MovedHere(number) => (format!("{{{number}→ "), "}", Ink::Moved),
    };
    // The number says which two places belong together, whatever the colours.
    let signed = !coloured || ink == Ink::Moved;
    Run::new(&if signed { format!("{open}{words}{close}") } else { words.to_owned() }, ink)
}
