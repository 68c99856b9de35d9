//! Plain text and text for a terminal: the report, then the sources side by side.

use super::apparatus::apparatus;
use super::beside::{Cell, Columns, push_grave, shows};
use super::excerpt::Excerpt;
use super::paper::{Ink, Paper, Run, wrap};
use super::place::names;
use super::report;
use super::scope::Part;
use crate::source::Source;
use crate::view::{Row, Synopsis};
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
    let synopsis = excerpt.synopsis();
    let mut columns = Columns::default();
    for index in excerpt.counted(0..synopsis.rows.len()) {
        let row = &synopsis.rows[index];
        if !shows(excerpt, row) {
            continue;
        }
        paper.blank()?;
        if let Some(entry) = row.parallel.and_then(|parallel| excerpt.entry(parallel)) {
            let number = Run::new(&format!("{} ", entry.parallel + 1), Ink::Strong);
            paper.paragraph("", &[number, Run::new(&entry.label, Ink::Faint)])?;
        }
        if width >= LEAST_COLUMN {
            let cells = columns.row(excerpt, &synopsis, index, (width - GAP.len(), paper.coloured));
            paper.columns(&cells, width - GAP.len(), GAP)?;
        } else {
            under(excerpt, &synopsis, row, paper)?;
        }
        let apparatus = row.parallel.map(|parallel| apparatus(excerpt, parallel)).unwrap_or_default();
        if !apparatus.is_empty() {
            paper.paragraph("  ]  ", &apparatus)?;
        }
    }
    Ok(())
}

/// Between two columns.
const GAP: &str = "   ";

fn legend(paper: &mut Paper<'_>) -> io::Result<()> {
    let mut runs = Vec::new();
    push_grave(&mut runs, "What matters of the differences", paper.coloured);
    runs.push(Run::plain(" is marked; → says where a source tells the same elsewhere. Under each row its apparatus: "));
    runs.push(Run::plain("the base's words ] what others have instead, = the same in another language, om. nothing."));
    paper.paragraph("", &runs)
}

fn under(excerpt: &Excerpt, synopsis: &Synopsis, row: &Row, paper: &mut Paper<'_>) -> io::Result<()> {
    for source in excerpt.sources() {
        let lead = format!("{:>3}  ", source.id.siglum());
        for runs in Cell::of(excerpt, synopsis, row, (source.id, paper.coloured)).all() {
            paper.paragraph(&lead, &runs)?;
        }
    }
    let Some(entry) = row.parallel.and_then(|parallel| excerpt.entry(parallel)) else { return Ok(()) };
    let untold = excerpt.absent(entry);
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
