//! The sources side by side, as formats with columns of text have them: what a source has in a row, in paragraphs, and lines that
//! run on where the source has nothing in the rows that follow.

use super::excerpt::Excerpt;
use super::paper::{Ink, Line, Run, wrap};
use super::place::{POINTER, quoted};
use super::wording::Stroke;
use crate::align::Passage;
use crate::source::{Source, SourceId};
use crate::view::{Piece, Pointer, Row, Segment, Standing, Synopsis};

/// What one source has in a row.
#[derive(Default)]
pub struct Cell {
    /// What is level, in paragraphs.
    pub level: Vec<Vec<Run>>,
    /// Pointers to what it tells elsewhere.
    pub pointers: Vec<Vec<Run>>,
    /// What stands behind it in the source.
    pub rest: Vec<Vec<Run>>,
}

impl Cell {
    /// Of a source; without colours, signs stand around what matters.
    pub fn of(excerpt: &Excerpt, synopsis: &Synopsis, row: &Row, (source, coloured): (SourceId, bool)) -> Self {
        let Some(block) = row.block(source) else { return Self::default() };
        let level = block.segments.iter().rposition(|segment| matches!(segment.standing, Standing::Level(..)));
        let (first, rest) = block.segments.split_at_checked(level.map_or(0, |last| last + 1)).unwrap_or_default();
        let mut level = paragraphs(excerpt, source, first, coloured);
        if block.pointers.is_empty() {
            // The sentence goes on.
            let count = level.len();
            level = paragraphs(excerpt, source, &block.segments, coloured);
            let rest = level.split_off(count.min(level.len()));
            return Self { level, pointers: Vec::new(), rest };
        }
        let pointers = block.pointers.iter().map(|pointer| pointed(excerpt, synopsis, pointer)).collect();
        Self { level, pointers, rest: paragraphs(excerpt, source, rest, coloured) }
    }

    /// All of it.
    pub fn all(self) -> Vec<Vec<Run>> {
        self.level.into_iter().chain(self.pointers).chain(self.rest).collect()
    }
}

/// Whether a row has anything that is shown.
pub fn shows(excerpt: &Excerpt, row: &Row) -> bool {
    let blocks = row.blocks.iter().filter(|block| excerpt.shows(block.source));
    let mut held = blocks.map(|block| !block.pointers.is_empty() || block.segments.iter().any(|s| excerpt.keeps(s)));
    held.any(|held| held)
}

/// Segments in the paragraphs of their source.
fn paragraphs(excerpt: &Excerpt, source: SourceId, segments: &[Segment], coloured: bool) -> Vec<Vec<Run>> {
    let mut found: Vec<Vec<Run>> = vec![Vec::new()];
    let mut last = None;
    for segment in segments {
        if !excerpt.keeps(segment) {
            found.push(Vec::new());
            continue;
        }
        let place = Passage { source, range: segment.range };
        let between = segment.standing == Standing::Between;
        let words = excerpt.source(source).text.slice(segment.range);
        if between && words.contains('\n') {
            found.push(Vec::new());
            last = None;
            continue;
        }
        // What is withheld of neighbours is one sign.
        let held = excerpt.withholds() && matches!(segment.standing, Standing::Alone | Standing::Boilerplate);
        if held && last == Some(true) {
            continue;
        }
        last = if between { last } else { Some(held) };
        let Some(paragraph) = found.last_mut() else { continue };
        match segment.standing {
            Standing::Level(parallel, passage) | Standing::Crossing(parallel, passage) => {
                paragraph.extend(passage_runs(excerpt, segment, (parallel, passage), coloured));
            }
            Standing::Alone | Standing::Boilerplate => paragraph.push(Run::new(excerpt.text(place), Ink::Faint)),
            // No paragraph begins with a blank.
            Standing::Between if paragraph.is_empty() && words.trim().is_empty() => {}
            Standing::Between => paragraph.push(Run::plain(words)),
        }
    }
    found.retain(|runs| runs.iter().any(|run| !run.text().trim().is_empty()));
    found
}

/// Only what matters is marked: everything else is in the apparatus.
fn passage_runs(excerpt: &Excerpt, segment: &Segment, (parallel, passage): (usize, usize), coloured: bool) -> Vec<Run> {
    let source = excerpt.comparison.alignment.parallels[parallel].passages[passage].source;
    let mut runs = Vec::new();
    if segment.again {
        runs.push(Run::new("again: ", Ink::Faint));
    }
    for stroke in excerpt.segment(segment, source) {
        match stroke {
            Stroke::Own(Piece { discrepancy: Some(_), .. }, words) => push_grave(&mut runs, words, coloured),
            Stroke::Own(..) | Stroke::Omitted(_) | Stroke::Withheld => runs.push(Run::plain(stroke.words())),
        }
    }
    runs
}

/// A pointer: the row in which it stands, and its first words.
fn pointed(excerpt: &Excerpt, synopsis: &Synopsis, pointer: &Pointer) -> Vec<Run> {
    let mut words = at(synopsis, pointer);
    if pointer.again {
        words += " again";
    } else if !excerpt.withholds() {
        words += " ";
        words += &quoted(&pointer.words(&excerpt.comparison, POINTER));
    }
    vec![Run::new(&words, Ink::Faint)]
}

/// Where a pointer leads: `→ 7`; to what stands before all parallels `→ 0`.
pub fn at(synopsis: &Synopsis, pointer: &Pointer) -> String {
    let row = synopsis.rows.get(pointer.row).and_then(|row| row.parallel);
    format!("→ {}", row.map_or(0, |parallel| parallel + 1))
}

/// Words of a discrepancy; without colours a sign stands before them.
pub fn push_grave(runs: &mut Vec<Run>, words: &str, coloured: bool) {
    let inner = words.trim();
    if coloured || inner.is_empty() {
        runs.push(Run::new(words, Ink::Grave));
        return;
    }
    // Blanks stay outside, where lines break.
    let (before, after) = words.split_once(inner).unwrap_or_default();
    runs.push(Run::new(&format!("{before}[≠ {inner}]{after}"), Ink::Grave));
}

/// The columns while rows are written: what of each source is still to come.
#[derive(Default)]
pub struct Columns {
    waiting: Vec<Vec<Line>>,
}

impl Columns {
    /// The lines of a row, one list a source that is shown. What stands behind what is level waits where the source has nothing in
    /// the rows that follow, for room beside the others.
    pub fn row(
        &mut self,
        excerpt: &Excerpt,
        synopsis: &Synopsis,
        row: usize,
        (width, coloured): (usize, bool),
    ) -> Vec<Vec<Line>> {
        let sources: Vec<&Source> = excerpt.sources().collect();
        self.waiting.resize_with(sources.len(), Vec::new);
        let Some(level) = synopsis.rows.get(row) else { return Vec::new() };
        let mut height = 0;
        for (source, waiting) in sources.iter().zip(&mut self.waiting) {
            let cell = Cell::of(excerpt, synopsis, level, (source.id, coloured));
            let lines = |paragraphs: &[Vec<Run>]| -> Vec<Line> {
                paragraphs.iter().flat_map(|runs| wrap(runs, width)).collect()
            };
            // Pointers stand at the row's top, be it beside text that runs on.
            let pointers = lines(&cell.pointers);
            if cell.level.is_empty() {
                waiting.splice(0..0, pointers.iter().cloned());
            } else {
                waiting.extend(lines(&cell.level).into_iter().chain(pointers.iter().cloned()));
            }
            let own = if cell.level.is_empty() { pointers.len() } else { waiting.len() };
            waiting.extend(lines(&cell.rest));
            let runs_on = synopsis.silence(row, source.id) > 0;
            height = height.max(if runs_on { own } else { waiting.len() });
        }
        let take = |waiting: &mut Vec<Line>| -> Vec<Line> { waiting.drain(..height.min(waiting.len())).collect() };
        self.waiting.iter_mut().map(take).collect()
    }
}
