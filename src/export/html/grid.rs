//! Where in a grid the texts of a synopsis stand: a heading and a line of cells for each row. What a source has in a row may run
//! on beside the rows that follow, where the source has nothing in them; their headings stand beside it.

use super::super::beside::shows;
use super::super::excerpt::Excerpt;
use crate::source::SourceId;
use crate::view::{Row, Standing, Synopsis};
use unicode_width::UnicodeWidthStr;

/// A row in the grid.
pub struct GridRow<'s> {
    pub row: &'s Row,
    /// The columns over which its heading stands: the first, and the one behind the last.
    pub head: [usize; 2],
    /// What of the sources stands in it, by column.
    pub cells: Vec<GridCell>,
}

/// What one source has in a row: text that is shown.
#[derive(Clone, Copy)]
pub struct GridCell {
    pub source: SourceId,
    /// Its column, from 0.
    pub column: usize,
    /// Rows over which it runs, at least this one.
    pub span: usize,
}

/// Letters that a line of a column has about, in a column that is as broad as most.
const LINE: usize = 30;
/// Lines that a heading takes about.
const HEADING: usize = 4;
/// How broad most columns are, in hundredths.
const BREADTH: usize = 100;

impl GridRow<'_> {
    /// The heading's place, as styles say it: the row of the grid, and the columns.
    pub fn head_area(&self, at: usize) -> String {
        let [first, end] = self.head;
        format!("grid-area:{}/{}/auto/{}", 2 * at + 1, first + 1, end + 1)
    }
}

impl GridCell {
    /// Its place, as styles say it; between two rows of cells stands a heading.
    pub fn area(self, at: usize) -> String {
        format!("grid-area:{}/{}/span {}", 2 * at + 2, self.column + 1, 2 * self.span - 1)
    }
}

/// The rows of a synopsis that are shown.
pub fn grid<'s>(excerpt: &Excerpt, synopsis: &'s Synopsis) -> Vec<GridRow<'s>> {
    let rows: Vec<&Row> = synopsis.rows.iter().filter(|row| shows(excerpt, row)).collect();
    let sources: Vec<SourceId> = excerpt.sources().map(|source| source.id).collect();
    let breadth = |source: SourceId| synopsis.breadths.get(source.index()).map_or(BREADTH, |b| usize::from(*b));
    // For each column the rows in which it has text, and how many lines that takes.
    let held: Vec<Vec<(usize, usize)>> = sources
        .iter()
        .map(|&source| {
            let lines = |row: &Row| lines(excerpt, row, (source, breadth(source)));
            rows.iter().enumerate().filter_map(|(at, row)| Some((at, lines(row)?))).collect()
        })
        .collect();
    let next = |held: &[(usize, usize)], index: usize| held.get(index + 1).map_or(rows.len(), |(row, _)| *row);
    let (mut heights, mut begins) = (vec![1; rows.len()], vec![false; rows.len()]);
    for held in &held {
        for (index, &(at, lines)) in held.iter().enumerate() {
            begins[at] = true;
            if next(held, index) == at + 1 {
                heights[at] = lines.max(heights[at]);
            }
        }
    }
    let mut found: Vec<GridRow> =
        rows.iter().map(|&row| GridRow { row, head: [0, sources.len()], cells: Vec::new() }).collect();
    let mut taken = vec![vec![false; sources.len()]; rows.len()];
    for (column, (held, &source)) in held.iter().zip(&sources).enumerate() {
        for (index, &(at, lines)) in held.iter().enumerate() {
            let (mut span, mut room) = (1, heights[at]);
            // Over a row in which nothing else begins no heading would have room.
            while room < lines && at + span < next(held, index) && begins[at + span] {
                room += heights[at + span] + HEADING;
                taken[at + span][column] = true;
                span += 1;
            }
            found[at].cells.push(GridCell { source, column, span });
        }
    }
    for (row, taken) in found.iter_mut().zip(&taken) {
        row.head = heading(row, taken, synopsis.base);
    }
    found
}

/// How many lines the text of a source in a row takes about; nothing where none is shown.
fn lines(excerpt: &Excerpt, row: &Row, (source, breadth): (SourceId, usize)) -> Option<usize> {
    let block = row.block(source)?;
    let text = &excerpt.source(source).text;
    let shown = block.segments.iter().filter(|segment| excerpt.keeps(segment));
    let (mut width, mut lines, mut empty) = (0, 1, true);
    for segment in shown {
        let words = text.slice(segment.range);
        let between = segment.standing == Standing::Between;
        empty &= between && words.trim().is_empty();
        width += words.width();
        lines += usize::from(between && words.contains('\n'));
    }
    (!empty).then(|| lines + width * BREADTH / (LINE * breadth.max(1)))
}

/// The columns beside each other in which nothing runs on: those with the base's text, else the most.
fn heading(row: &GridRow, taken: &[bool], base: SourceId) -> [usize; 2] {
    let mut free: Vec<[usize; 2]> = Vec::new();
    for (column, _) in taken.iter().enumerate().filter(|(_, taken)| !**taken) {
        match free.last_mut() {
            Some([_, end]) if *end == column => *end = column + 1,
            _ => free.push([column, column + 1]),
        }
    }
    let own = |[first, end]: &[usize; 2]| {
        row.cells.iter().any(|cell| cell.source == base && (*first..*end).contains(&cell.column))
    };
    // Of several as broad the first.
    let best = free.into_iter().rev().max_by_key(|columns| (own(columns), columns[1] - columns[0]));
    best.unwrap_or([0, taken.len()])
}
