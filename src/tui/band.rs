//! Bands: the rows of the synopsis wrapped to the widths of the columns. Each column is its source's text in its own order; a
//! row's rule stands where all who tell it have come so far, and what one source tells alone runs on beside the rows that it
//! has nothing in.

use super::item::{WrappedItem, wrap_item};
use super::marks::{self, Places};
use super::model::Model;
use super::part::{Part, Sign, TextColumn, Wrapper};
use super::reading::Reading;
use super::screens::is_tight;
use super::wrap::{self, Ink, Tone, wrap};
use crate::align::Passage;
use crate::compare::Comparison;
use crate::source::SourceId;
use crate::text::TextRange;
use crate::view::{Block, Paragraph, StretchKind, Variants, flow, variants};
use std::collections::{HashMap, VecDeque};
use std::ops::Range;
use std::rc::Rc;

/// Lines of a part that stand in one band.
#[derive(Clone, Debug)]
pub struct Slice {
    /// The part.
    pub part: Rc<Part>,
    /// Its lines.
    pub lines: Range<usize>,
    /// The line of the stack on which they begin.
    first: usize,
}

/// What one column has in a band.
#[derive(Clone, Debug, Default)]
pub struct Stack {
    slices: Vec<Slice>,
    height: usize,
}

impl Stack {
    /// Number of lines.
    pub fn height(&self) -> usize {
        self.height
    }

    fn push(&mut self, part: &Rc<Part>, lines: Range<usize>) {
        let high = lines.len();
        self.slices.push(Slice { part: Rc::clone(part), lines, first: self.height });
        self.height = self.height.saturating_add(high);
    }

    /// The part that a line belongs to, and the number of the line in it.
    pub fn line(&self, line: usize) -> Option<(&Part, usize)> {
        let after = self.slices.partition_point(|slice| slice.first <= line);
        let slice = after.checked_sub(1).and_then(|at| self.slices.get(at)).filter(|_| line < self.height)?;
        Some((&slice.part, slice.lines.start.saturating_add(line.saturating_sub(slice.first))))
    }

    /// The line with the text of an offset.
    fn line_of(&self, origin: usize) -> Option<usize> {
        self.slices.iter().find_map(|slice| {
            let line = slice.part.block.line_of(origin).filter(|line| slice.lines.contains(line))?;
            let begins = slice.part.block.line(0).iter().find_map(|glyph| glyph.origin)?;
            let holds = begins as usize <= origin;
            holds.then(|| slice.first.saturating_add(line.saturating_sub(slice.lines.start)))
        })
    }
}

/// A row of the synopsis on the screen: its rule, and what stands under it up to the next one.
#[derive(Clone, Debug, Default)]
pub struct Band {
    /// Lines of its rule: the first row has none where it is no parallel's.
    pub rule: i64,
    /// One stack a column on the screen, in the order of the columns.
    pub stacks: Vec<Stack>,
    /// Lines under the rule.
    pub height: i64,
}

impl Band {
    /// Lines with the rule.
    pub fn lines(&self) -> i64 {
        self.rule.saturating_add(self.height)
    }
}

/// A paragraph of a source, wrapped.
#[derive(Debug)]
pub struct WrappedParagraph {
    /// Its place and parts.
    pub paragraph: Paragraph,
    /// Its lines.
    pub block: wrap::Block,
}

/// The parts of a source's block in a row, by how wide they are and, if its long texts are folded, the lines more that it has.
type PartsKey = (usize, SourceId, u16, Option<usize>);

/// Lines that stay free below what a source has in a row.
type Rooms = HashMap<(usize, SourceId), usize>;

/// What was wrapped so far, for one state of the reading.
#[derive(Default)]
pub struct Bands {
    revision: u64,
    columns: Vec<TextColumn>,
    bands: Rc<Vec<Rc<Band>>>,
    parts: HashMap<PartsKey, Vec<Rc<Part>>>,
    flows: HashMap<SourceId, Rc<Vec<Paragraph>>>,
    paragraphs: HashMap<(SourceId, usize, u16), Rc<WrappedParagraph>>,
    items: HashMap<usize, Rc<WrappedItem>>,
    items_of: (u64, u16),
    variants: Option<(usize, Rc<Variants>)>,
    common: Option<Rc<Places>>,
}

impl Bands {
    /// Forgets what does not fit the reading any more.
    pub fn fit(&mut self, reading: &Reading) {
        if self.revision != reading.revision {
            *self = Self { revision: reading.revision, items_of: self.items_of, ..Self::default() };
        }
    }

    /// The rows in these columns.
    pub fn rows(&mut self, comparison: &Comparison, reading: &Reading, columns: &[TextColumn]) -> Rc<Vec<Rc<Band>>> {
        if self.columns != columns || self.bands.len() != reading.synopsis.rows.len() {
            self.columns = columns.to_vec();
            self.bands = Rc::new(self.lay(comparison, reading));
        }
        Rc::clone(&self.bands)
    }

    /// Lays the columns beside each other. Text of one source alone that is folded runs on where nothing stands below it.
    fn lay(&mut self, comparison: &Comparison, reading: &Reading) -> Vec<Rc<Band>> {
        let bands = self.placed(comparison, reading, &Rooms::default());
        let rooms = self.rooms(reading, &bands);
        let bands = if rooms.is_empty() { bands } else { self.placed(comparison, reading, &rooms) };
        bands.into_iter().map(Rc::new).collect()
    }

    /// The columns beside each other, row by row.
    fn placed(&mut self, comparison: &Comparison, reading: &Reading, rooms: &Rooms) -> Vec<Band> {
        let rows = &reading.synopsis.rows;
        let columns = self.columns.clone();
        let mut queues: Vec<Queue> = columns.iter().map(|_| Queue::default()).collect();
        let mut bands = Vec::with_capacity(rows.len());
        for (at, row) in rows.iter().enumerate() {
            let mut high = 0usize;
            for (column, queue) in columns.iter().zip(&mut queues) {
                if let Some(block) = row.block(column.source) {
                    let room = rooms.get(&(at, column.source)).copied().unwrap_or(0);
                    let parts = self.parts(comparison, reading, (at, *column, room));
                    if block.segments.is_empty() {
                        queue.insert(parts)
                    } else {
                        queue.append(parts)
                    }
                    high = high.max(queue.bound);
                }
            }
            // Whoever has text in the next row comes there with all that stands before it.
            let next = at.saturating_add(1);
            let speaks = |source| rows.get(next).is_none_or(|row| row.block(source).is_some_and(Block::has_text));
            let waiting = columns.iter().zip(&queues).filter(|(column, _)| speaks(column.source));
            high = waiting.map(|(_, queue)| queue.height).fold(high, usize::max);
            let stacks = queues.iter_mut().map(|queue| queue.take(high)).collect();
            let rule = i64::from(row.parallel.is_some());
            bands.push(Band { rule, stacks, height: i64::try_from(high).unwrap_or(i64::MAX) });
        }
        bands
    }

    /// For each text that is folded the lines that stay free below it, up to where its source goes on.
    fn rooms(&self, reading: &Reading, bands: &[Band]) -> Rooms {
        let mut rooms = Rooms::default();
        for (at, column) in self.columns.iter().enumerate() {
            let mut free = 0usize;
            for (row, band) in bands.iter().enumerate().rev() {
                let Some(stack) = band.stacks.get(at) else { continue };
                let high = usize::try_from(band.height).unwrap_or(0);
                free = free.saturating_add(high.saturating_sub(stack.height()));
                if !reading.synopsis.block(row, column.source).is_some_and(Block::has_text) {
                    continue;
                }
                let key = (row, column.source, column.width, Some(0));
                let folded = |part: &Rc<Part>| part.signs.first() == Some(&Sign::Folded);
                if free > 0 && self.parts.get(&key).is_some_and(|parts| parts.iter().any(folded)) {
                    rooms.insert((row, column.source), free);
                }
                free = 0;
            }
        }
        rooms
    }

    /// What a source has in a row, wrapped; of what is folded so many lines more are shown.
    fn parts(
        &mut self,
        comparison: &Comparison,
        reading: &Reading,
        (row, column, room): (usize, TextColumn, usize),
    ) -> Vec<Rc<Part>> {
        let folded = reading.is_folded(row, column.source).then_some(room);
        let key = (row, column.source, column.width, folded);
        let make = || Wrapper { comparison, reading, row, column, folded }.parts().into_iter().map(Rc::new).collect();
        self.parts.entry(key).or_insert_with(make).clone()
    }

    /// The row and the line of it on which a place of a source stands, where it is in a column.
    pub fn line_of(&self, from: usize, place: Passage) -> Option<(usize, usize)> {
        let column = self.columns.iter().position(|column| column.source == place.source)?;
        let bands = self.bands.iter().enumerate().skip(from);
        let mut lines = bands.filter_map(|(row, band)| {
            let line = band.stacks.get(column)?.line_of(place.range.start())?;
            Some((row, line.saturating_add(usize::try_from(band.rule).unwrap_or(0))))
        });
        lines.next()
    }

    /// An entry of the list on the screen, wrapped to so many columns.
    pub fn item(&mut self, model: &Model, index: usize, width: u16) -> Option<Rc<WrappedItem>> {
        if self.items_of != (model.items_revision, width) {
            self.items.clear();
            self.items_of = (model.items_revision, width);
        }
        if let Some(known) = self.items.get(&index) {
            return Some(Rc::clone(known));
        }
        let made =
            Rc::new(wrap_item(&model.comparison, model.items.get(index)?, (width, index == 0 || is_tight(model))));
        self.items.insert(index, Rc::clone(&made));
        Some(made)
    }

    /// The variants of a parallel.
    pub fn variants(&mut self, model: &Model, parallel: Option<usize>) -> Rc<Variants> {
        let Some(parallel) = parallel else { return Rc::default() };
        match &self.variants {
            Some((known, variants)) if *known == parallel => Rc::clone(variants),
            Some(_) | None => {
                let made = Rc::new(variants(&model.comparison, parallel, model.reading.base));
                self.variants = Some((parallel, Rc::clone(&made)));
                made
            }
        }
    }

    /// The words that all rows of their parallels have.
    pub fn common(&mut self, model: &Model) -> Rc<Places> {
        let make = || {
            let of = |parallel| variants(&model.comparison, parallel, model.reading.base);
            Rc::new(marks::common(&model.comparison, of))
        };
        Rc::clone(self.common.get_or_insert_with(make))
    }

    /// The number of paragraphs of a source.
    pub fn paragraphs(&mut self, comparison: &Comparison, source: SourceId) -> Rc<Vec<Paragraph>> {
        Rc::clone(self.flows.entry(source).or_insert_with(|| Rc::new(flow(comparison, source))))
    }

    /// A paragraph of a source, wrapped.
    pub fn paragraph(
        &mut self,
        comparison: &Comparison,
        column: TextColumn,
        index: usize,
    ) -> Option<Rc<WrappedParagraph>> {
        let key = (column.source, index, column.width);
        if let Some(known) = self.paragraphs.get(&key) {
            return Some(Rc::clone(known));
        }
        let paragraph = self.paragraphs(comparison, column.source).get(index)?.clone();
        let text = &comparison.corpus.source(column.source).text;
        let ink = |range: TextRange, kind: StretchKind| {
            let tone = match kind {
                StretchKind::Parallel => Tone::Plain,
                StretchKind::Alone => Tone::Dim,
                StretchKind::Boilerplate => Tone::Faint,
            };
            Ink { text: text.slice(range), tone, origin: Some(range.start()) }
        };
        let inks: Vec<Ink<'_>> = paragraph.stretches.iter().map(|s| ink(s.range, s.kind)).collect();
        let block = wrap(&inks, column.width);
        let made = Rc::new(WrappedParagraph { block, paragraph });
        self.paragraphs.insert(key, Rc::clone(&made));
        Some(made)
    }
}

/// The lines of a column that are to be placed.
#[derive(Default)]
struct Queue {
    parts: VecDeque<(Rc<Part>, usize)>,
    height: usize,
    /// Lines that stay in the row in which they came.
    bound: usize,
}

impl Queue {
    /// Text comes after what stands there.
    fn append(&mut self, parts: Vec<Rc<Part>>) {
        for part in parts {
            if part.bound > 0 {
                self.bound = self.height.saturating_add(part.bound);
            }
            self.height = self.height.saturating_add(part.block.height());
            self.parts.push_back((part, 0));
        }
    }

    /// What points elsewhere comes before text that runs on from the row above.
    fn insert(&mut self, parts: Vec<Rc<Part>>) {
        for part in parts.into_iter().rev() {
            let high = part.block.height();
            self.bound = self.bound.saturating_add(high);
            self.height = self.height.saturating_add(high);
            self.parts.push_front((part, 0));
        }
    }

    /// The first lines, at most so many.
    fn take(&mut self, most: usize) -> Stack {
        let mut stack = Stack::default();
        self.bound = 0;
        while let Some((part, from)) = self.parts.pop_front() {
            let room = most.saturating_sub(stack.height());
            let end = part.block.height();
            let upto = from.saturating_add(room).min(end);
            if from < upto {
                stack.push(&part, from..upto);
                self.height = self.height.saturating_sub(upto.saturating_sub(from));
            }
            if upto < end {
                self.parts.push_front((part, upto));
                break;
            }
        }
        stack
    }
}

/// The passages of a parallel, each as a place.
pub fn passages(comparison: &Comparison, parallel: Option<usize>) -> &[Passage] {
    let parallel = parallel.and_then(|parallel| comparison.alignment.parallels.get(parallel));
    parallel.map_or(&[], |parallel| &parallel.passages)
}
