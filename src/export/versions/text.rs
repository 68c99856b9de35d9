//! How one text became another, in lines for a terminal: the paragraphs that changed.

use super::{Beside, Kind, LEAST_PICTURED, Piece, Told, extent, pieces, unchanged};
use crate::diff::{Block, Fate};
use crate::export::paper::{Ink, Paper, Run};
use std::io;

/// Parts of the picture of where changes lie, and its signs from nothing to all.
const PARTS: usize = 48;
const LEVELS: [char; 9] = ['·', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// Writes what changed from the old to the new text.
pub fn write(told: &Told<'_>, paper: &mut Paper<'_>) -> io::Result<()> {
    if let Some(names) = told.names {
        head(told, names, paper)?;
    }
    let mut same: Vec<&Block> = Vec::new();
    for block in &told.changes.blocks {
        // Of what did not change, or was only renumbered, there is a line.
        if block.is_same() || block.is_renumbered() {
            same.push(block);
        } else {
            skip(told, &std::mem::take(&mut same), paper)?;
            paper.paragraph("", &runs(told, block, paper.coloured))?;
            paper.blank()?;
        }
    }
    skip(told, &same, paper)
}

fn head(told: &Told<'_>, [old, new]: [&str; 2], paper: &mut Paper<'_>) -> io::Result<()> {
    paper.paragraph("", &[Run::new(&format!("--- {old}"), Ink::Faint)])?;
    paper.paragraph("", &[Run::new(&format!("+++ {new}"), Ink::Faint)])?;
    let changes = &told.changes.extent;
    paper.paragraph("", &[Run::new(&extent(changes), Ink::Faint)])?;
    if changes.paragraphs >= LEAST_PICTURED {
        let level =
            |share: f32| LEVELS[if share > 0.0 { 1 + (share * 7.99) as usize } else { 0 }.min(LEVELS.len() - 1)];
        let picture: String = changes.heat(PARTS).into_iter().map(level).collect();
        paper.paragraph("", &[Run::new(&picture, Ink::Faint)])?;
    }
    paper.blank()?;
    told.beside.iter().try_for_each(|beside| write_beside(beside, paper))
}

/// What changed beside the text, with what it is.
fn write_beside(beside: &Beside, paper: &mut Paper<'_>) -> io::Result<()> {
    if !beside.whole {
        paper.paragraph("", &[Run::plain(&beside.size())])?;
        return paper.blank();
    }
    let texts = beside.texts.each_ref();
    let told = Told { texts, names: None, changes: &beside.changes, beside: &[] };
    for block in beside.changes.blocks.iter().filter(|block| !block.is_same()) {
        let mut line = vec![Run::new(&format!("{}: ", beside.name), Ink::Strong)];
        line.extend(runs(&told, block, paper.coloured));
        paper.paragraph("", &line)?;
        paper.blank()?;
    }
    Ok(())
}

/// A line for paragraphs in a row in which no word changed.
fn skip(told: &Told<'_>, blocks: &[&Block], paper: &mut Paper<'_>) -> io::Result<()> {
    // Of a hunk nobody knows how many there are.
    if blocks.is_empty() || told.names.is_none() && blocks.iter().all(|block| block.is_same()) {
        return Ok(());
    }
    let line = format!("… {}", unchanged(told.texts, blocks));
    paper.paragraph("", &[Run::new(&line, Ink::Faint)])?;
    paper.blank()
}

/// A paragraph with its marks.
fn runs(told: &Told<'_>, block: &Block, coloured: bool) -> Vec<Run> {
    let mut found = Vec::new();
    if block.minor {
        found.push(Run::new("~ ", Ink::Faint));
    }
    let (open, close) = match block.fate {
        Fate::MovedAway(number) => (format!("[→{number} "), "]"),
        Fate::MovedHere(number) => (format!("{{{number}→ "), "}"),
        Fate::Stays | Fate::Removed | Fate::Added => (String::new(), ""),
    };
    let moved = !open.is_empty();
    if moved {
        found.push(Run::new(&open, Ink::Moved));
    }
    for piece in pieces(told.texts, block) {
        if !piece.glued {
            found.push(Run::plain(" "));
        }
        found.push(run(&piece, block.fate, coloured));
    }
    if moved {
        found.push(Run::new(close, Ink::Moved));
    }
    found
}

/// `2 → 3`
fn numbers(piece: &Piece) -> String {
    format!("{} → {}", piece.was.as_deref().unwrap_or_default(), piece.text)
}

fn run(piece: &Piece, fate: Fate, coloured: bool) -> Run {
    let (open, close, ink) = match (piece.kind, fate) {
        // What moved as a whole has its signs around it.
        (Kind::Same, Fate::MovedHere(_)) | (Kind::Same | Kind::Gone, Fate::MovedAway(_)) => {
            return Run::new(&piece.text, Ink::Moved);
        }
        (Kind::Same, _) => return Run::plain(&piece.text),
        (Kind::Number, _) => return Run::new(&numbers(piece), Ink::Moved),
        (Kind::Gone, _) => ("[-".to_owned(), "-]", Ink::Gone),
        (Kind::New, _) => ("{+".to_owned(), "+}", Ink::Added),
        (Kind::Away(number), _) => (format!("[→{number} "), "]", Ink::Moved),
        (Kind::Here(number), _) => (format!("{{{number}→ "), "}", Ink::Moved),
    };
    // The number says which two places belong together, whatever the colours.
    let signed = !coloured || ink == Ink::Moved;
    Run::new(&if signed { format!("{open}{}{close}", piece.text) } else { piece.text.clone() }, ink)
}
