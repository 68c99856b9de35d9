//! Bands: the rows of the synopsis wrapped to the widths of the columns. Each column is its source's text in its own order; a
//! row's rule stands where all who tell it have come so far, and what one source tells alone runs on beside the rows that it
//! has nothing in. Rows are laid out a chapter at a time, so that no more of long sources is wrapped than is looked at.

use super::entry::{WrappedItem, wrap_item};
use super::part::{Part, Sign, TextColumn, Wrapper};
use super::wrap::{self, Ink, wrap};
use crate::align::Passage;
use crate::compare::Comparison;
use crate::source::SourceId;
use crate::text::TextRange;
use crate::tui::model::Model;
use crate::tui::model::marks::{self, Places};
use crate::tui::model::reading::Reading;
use crate::tui::model::role::Role;
use crate::view::{Block, Paragraph, StretchKind, Variants, flow, variants};
use rustc_hash::FxHashMap;
use std::collections::VecDeque;
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
type Rooms = FxHashMap<(usize, SourceId), usize>;

/// Rows that are laid out together. At the end of a chapter all columns have come as far as they come: text that runs on beside
/// other rows ends there, and the next chapter needs to know nothing of this one.
const CHAPTER: usize = 64;

/// What was wrapped so far, for one state of the reading.
#[derive(Default)]
pub struct Bands {
    revision: u64,
    columns: Vec<TextColumn>,
    chapters: FxHashMap<usize, Vec<Rc<Band>>>,
    parts: FxHashMap<PartsKey, Rc<[Rc<Part>]>>,
    flows: FxHashMap<SourceId, Rc<Vec<Paragraph>>>,
    paragraphs: FxHashMap<(SourceId, usize, u16), Rc<WrappedParagraph>>,
    items: FxHashMap<usize, Rc<WrappedItem>>,
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

    /// The rows are to stand in these columns.
    pub fn stand_in(&mut self, columns: &[TextColumn]) {
        if self.columns != columns {
            self.columns = columns.to_vec();
            self.chapters.clear();
        }
    }

    /// A row in the columns.
    pub fn band(&mut self, comparison: &Comparison, reading: &Reading, row: usize) -> Option<Rc<Band>> {
        let number = row / CHAPTER;
        if !self.chapters.contains_key(&number) {
            let laid = self.lay(comparison, reading, &chapter(reading, row));
            self.chapters.insert(number, laid);
        }
        self.chapters.get(&number)?.get(row % CHAPTER).cloned()
    }

    /// Lays the columns of a chapter beside each other. Text of one source alone that is folded runs on where nothing stands
    /// below it.
    fn lay(&mut self, comparison: &Comparison, reading: &Reading, chapter: &Range<usize>) -> Vec<Rc<Band>> {
        let bands = self.placed(comparison, reading, (chapter, &Rooms::default()));
        let rooms = self.rooms(reading, (chapter, &bands));
        let bands = if rooms.is_empty() { bands } else { self.placed(comparison, reading, (chapter, &rooms)) };
        bands.into_iter().map(Rc::new).collect()
    }

    /// The columns beside each other, row by row.
    fn placed(
        &mut self,
        comparison: &Comparison,
        reading: &Reading,
        (chapter, rooms): (&Range<usize>, &Rooms),
    ) -> Vec<Band> {
        let rows = reading.synopsis.rows.get(chapter.clone()).unwrap_or_default();
        let columns = self.columns.clone();
        let mut queues: Vec<Queue> = columns.iter().map(|_| Queue::default()).collect();
        let mut bands = Vec::with_capacity(rows.len());
        for (inside, (at, row)) in chapter.clone().zip(rows).enumerate() {
            let mut high = 0usize;
            for (column, queue) in columns.iter().zip(&mut queues) {
                if let Some(block) = row.block(column.source) {
                    let room = rooms.get(&(at, column.source)).copied().unwrap_or(0);
                    let parts = self.parts(comparison, reading, (at, *column, room));
                    if block.segments.is_empty() {
                        queue.insert(&parts)
                    } else {
                        queue.append(&parts)
                    }
                    high = high.max(queue.bound);
                }
            }
            // Whoever has text in the next row comes there with all that stands before it.
            let next = inside.saturating_add(1);
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
    fn rooms(&self, reading: &Reading, (chapter, bands): (&Range<usize>, &[Band])) -> Rooms {
        let mut rooms = Rooms::default();
        for (at, column) in self.columns.iter().enumerate() {
            let mut free = 0usize;
            for (row, band) in chapter.clone().zip(bands).rev() {
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
    ) -> Rc<[Rc<Part>]> {
        let folded = reading.is_folded(row, column.source).then_some(room);
        let key = (row, column.source, column.width, folded);
        let make = || Wrapper { comparison, reading, row, column, folded }.parts().into_iter().map(Rc::new).collect();
        Rc::clone(self.parts.entry(key).or_insert_with(make))
    }

    /// The row and the line of it on which a place of a source stands, where it is in a column: in a row or one after it.
    pub fn line_of(
        &mut self,
        comparison: &Comparison,
        reading: &Reading,
        (from, place): (usize, Passage),
    ) -> Option<(usize, usize)> {
        let column = self.columns.iter().position(|column| column.source == place.source)?;
        let mut rows = from..chapter(reading, from).end;
        rows.find_map(|row| {
            let band = self.band(comparison, reading, row)?;
            let line = band.stacks.get(column)?.line_of(place.range.start())?;
            Some((row, line.saturating_add(usize::try_from(band.rule).unwrap_or(0))))
        })
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
        let made = Rc::new(wrap_item(&model.comparison, model.items.get(index)?, width));
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
            let role = match kind {
                StretchKind::Parallel => Role::Plain,
                StretchKind::Alone => Role::Dim,
                StretchKind::Boilerplate => Role::Faint,
            };
            Ink { text: text.slice(range), role, origin: Some(range.start()) }
        };
        let inks: Vec<Ink<'_>> = paragraph.stretches.iter().map(|s| ink(s.range, s.kind)).collect();
        let block = wrap(&inks, column.width);
        let made = Rc::new(WrappedParagraph { block, paragraph });
        self.paragraphs.insert(key, Rc::clone(&made));
        Some(made)
    }
}

/// The rows of the chapter in which a row stands.
fn chapter(reading: &Reading, row: usize) -> Range<usize> {
    let first = row.saturating_sub(row % CHAPTER);
    first..first.saturating_add(CHAPTER).min(reading.synopsis.rows.len())
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
    fn append(&mut self, parts: &[Rc<Part>]) {
        for part in parts {
            if part.bound > 0 {
                self.bound = self.height.saturating_add(part.bound);
            }
            self.height = self.height.saturating_add(part.block.height());
            self.parts.push_back((Rc::clone(part), 0));
        }
    }

    /// What points elsewhere comes before text that runs on from the row above.
    fn insert(&mut self, parts: &[Rc<Part>]) {
        for part in parts.iter().rev() {
            let high = part.block.height();
            self.bound = self.bound.saturating_add(high);
            self.height = self.height.saturating_add(high);
            self.parts.push_front((Rc::clone(part), 0));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::Parallel;
    use crate::source::Corpus;
    use crate::view::synopsis;
    use rustc_hash::FxHashSet;

    /// Two sources of as many sentences; each tells what the other does, but for every third, and the second much else.
    fn told(count: usize) -> Comparison {
        let one = |n: usize| format!("Sentence {n} of the first.");
        let other = |n: usize| format!("Sentence {n} of the second. {}", "It goes on. ".repeat(n % 9));
        let texts = [(0..count).map(one).collect::<Vec<_>>(), (0..count).map(other).collect()];
        let mut comparison = Comparison::unaligned(Corpus::of_texts(texts.map(|parts| parts.join("\n")), None));
        for n in (0..count).filter(|n| n % 3 > 0) {
            let place = |source: &crate::source::Source| {
                let content = source.text.content();
                let words = format!("Sentence {n} of the {}.", ["first", "second"][source.id.index()]);
                let start = content.find(&words).expect("it is told");
                Passage { source: source.id, range: TextRange::new(content, start, start.saturating_add(words.len())) }
            };
            let passages = comparison.corpus.sources.iter().map(place).collect();
            comparison.alignment.parallels.push(Parallel { passages, links: Vec::new() });
        }
        comparison
    }

    #[test]
    fn every_text_stands_whole_in_its_column_across_chapters() {
        let comparison = told(3 * CHAPTER);
        let synopsis = synopsis(&comparison, SourceId(0));
        let rows = synopsis.rows.len();
        assert!(rows > CHAPTER);
        let mut reading = Reading::new(&comparison, Rc::new(synopsis));
        (reading.folded, reading.boilerplate_folded) = (false, false);
        let mut bands = Bands::default();
        bands.stand_in(&[0, 1].map(|source| TextColumn { source: SourceId(source), width: 24 }));
        // From the last to the first, as somebody may come there who goes to the end.
        let mut all: Vec<Rc<Band>> =
            (0..rows).rev().map(|row| bands.band(&comparison, &reading, row).expect("a row")).collect();
        all.reverse();
        for (column, source) in comparison.corpus.sources.iter().enumerate() {
            let lines = all.iter().flat_map(|band| (0..band.stacks[column].height).map(move |line| (band, line)));
            let glyphs = lines.flat_map(|(band, line)| {
                let (part, inside) = band.stacks[column].line(line).expect("a line");
                part.block.line(inside).iter().filter_map(|glyph| glyph.origin).collect::<Vec<_>>()
            });
            let content = source.text.content();
            let blanks: FxHashSet<usize> = content.match_indices(char::is_whitespace).map(|(at, _)| at).collect();
            let shown: Vec<usize> = glyphs.map(|at| at as usize).filter(|at| !blanks.contains(at)).collect();
            let wanted: Vec<usize> = (0..content.len()).filter(|at| !blanks.contains(at)).collect();
            assert_eq!(shown, wanted, "source {}", source.id.siglum());
        }
    }
}
