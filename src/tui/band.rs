//! Bands: the rows of the synopsis wrapped to the widths of the columns, made when they come into sight and kept.

use super::item::{WrappedItem, wrap_item};
use super::model::Model;
use super::reading::Reading;
use super::wrap::{Block, Ink, Manner, Tone, columns, shorten, wrap};
use crate::align::Passage;
use crate::compare::Comparison;
use crate::source::SourceId;
use crate::text::TextRange;
use crate::view::{Aside, Cell, Paragraph, Piece, StretchKind, Telling, counted, flow, row};
use std::collections::HashMap;
use std::rc::Rc;

/// What the gutter says of a part of a cell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sign {
    /// A passage of a parallel.
    Told,
    /// The source says here again what it said before.
    Again,
    /// Told by this source alone.
    Alone,
    /// Not part of the story.
    Boilerplate,
    /// Folded text.
    Folded,
    /// The program's own words.
    Note,
}

impl Sign {
    /// The sign, one column wide.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Told | Self::Note => " ",
            Self::Again => "↺",
            Self::Alone => "+",
            Self::Boilerplate => "·",
            Self::Folded => "▸",
        }
    }
}

/// A wrapped text with its sign.
#[derive(Clone, Debug)]
pub struct Part {
    /// The text.
    pub block: Block,
    /// What it is.
    pub sign: Sign,
}

/// What one source has in a row, wrapped.
#[derive(Clone, Debug, Default)]
pub struct Stack {
    parts: Vec<Part>,
}

impl Stack {
    /// Number of lines.
    pub fn height(&self) -> usize {
        self.parts.iter().map(|part| part.block.height()).sum()
    }

    /// The line with the text of an offset.
    pub fn line_of(&self, origin: usize) -> Option<usize> {
        let mut before = 0usize;
        for part in &self.parts {
            let holds =
                part.block.line(0).first().and_then(|glyph| glyph.origin).is_some_and(|at| at as usize <= origin);
            if let Some(line) = part.block.line_of(origin).filter(|_| holds) {
                return Some(before.saturating_add(line));
            }
            before = before.saturating_add(part.block.height());
        }
        None
    }

    /// The part that a line belongs to, and the number of the line in it.
    pub fn line(&self, line: usize) -> Option<(&Part, usize)> {
        let mut line = line;
        for part in &self.parts {
            match line.checked_sub(part.block.height()) {
                Some(rest) => line = rest,
                None => return Some((part, line)),
            }
        }
        None
    }
}

/// A row of the synopsis, wrapped.
#[derive(Clone, Debug)]
pub struct Band {
    /// One stack a column on the screen, in the order of the columns.
    pub stacks: Vec<Stack>,
    /// Lines of the highest stack, without the blank line after it.
    pub height: i64,
}

impl Band {
    /// Lines with the blank one after it; none where no column on the screen has anything here.
    pub fn lines(&self) -> i64 {
        if self.height > 0 { self.height.saturating_add(1) } else { 0 }
    }
}

/// A paragraph of a source, wrapped.
#[derive(Debug)]
pub struct WrappedParagraph {
    /// Its place and parts.
    pub paragraph: Paragraph,
    /// Its lines.
    pub block: Block,
}

/// A column of the screen: a source, and the columns that its text has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TextColumn {
    /// The source.
    pub source: SourceId,
    /// Columns of its text.
    pub width: u16,
}

/// What was wrapped so far, for one state of the columns.
#[derive(Default)]
pub struct Bands {
    revision: u64,
    columns: Vec<TextColumn>,
    bands: HashMap<usize, Rc<Band>>,
    flows: HashMap<SourceId, Rc<Vec<Paragraph>>>,
    paragraphs: HashMap<(SourceId, usize, u16), Rc<WrappedParagraph>>,
    items: HashMap<usize, Rc<WrappedItem>>,
    items_of: (u64, u16),
}

impl Bands {
    /// Forgets what does not fit the columns and the reading any more.
    pub fn fit(&mut self, reading: &Reading, columns: &[TextColumn]) {
        if self.revision != reading.revision {
            self.flows.clear();
            self.paragraphs.clear();
        }
        if self.revision != reading.revision || self.columns != columns {
            self.bands.clear();
            self.revision = reading.revision;
            self.columns = columns.to_vec();
        }
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
        let made = Rc::new(wrap_item(&model.comparison, model.items.get(index)?, (width, index == 0)));
        self.items.insert(index, Rc::clone(&made));
        Some(made)
    }

    /// The band of a row.
    pub fn band(&mut self, comparison: &Comparison, reading: &Reading, index: usize) -> Rc<Band> {
        let columns = &self.columns;
        let make = || Rc::new(band(comparison, reading, index, columns));
        Rc::clone(self.bands.entry(index).or_insert_with(make))
    }

    /// The line of a band that was made on which a place of its row stands.
    pub fn line_of(&self, index: usize, place: Passage) -> Option<usize> {
        let column = self.columns.iter().position(|column| column.source == place.source)?;
        self.bands.get(&index)?.stacks.get(column)?.line_of(place.range.start())
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
                StretchKind::Parallel => Tone::Story,
                StretchKind::Alone => Tone::Alone,
                StretchKind::Boilerplate => Tone::Boilerplate,
            };
            Ink { text: text.slice(range), manner: tone.into(), origin: Some(range.start()) }
        };
        let inks: Vec<Ink<'_>> = paragraph.stretches.iter().map(|s| ink(s.range, s.kind)).collect();
        let block = wrap(&inks, column.width);
        let made = Rc::new(WrappedParagraph { block, paragraph });
        self.paragraphs.insert(key, Rc::clone(&made));
        Some(made)
    }
}

/// The inks of a passage's pieces.
pub fn inks<'a>(comparison: &'a Comparison, passage: Passage, pieces: &[Piece]) -> Vec<Ink<'a>> {
    let text = &comparison.corpus.source(passage.source).text;
    let ink = |piece: &Piece| Ink {
        text: text.slice(piece.range),
        manner: Manner { tone: Tone::Story, mark: piece.mark, discrepancy: piece.discrepancy },
        origin: Some(piece.range.start()),
    };
    pieces.iter().map(ink).collect()
}

fn band(comparison: &Comparison, reading: &Reading, index: usize, columns: &[TextColumn]) -> Band {
    let Some(level) = reading.levels.get(index) else { return Band { stacks: Vec::new(), height: 0 } };
    let row = row(comparison, level, reading.base);
    let folded = reading.is_folded(index);
    let stack = |column: &TextColumn| match row.cells.get(column.source.index()) {
        Some(Cell::Told(tellings)) => told(comparison, tellings, column.width),
        Some(Cell::Untold) => note("not told here", column.width),
        Some(Cell::Alone(asides)) if folded => fold(comparison, column, asides),
        Some(Cell::Alone(asides)) if reading.boilerplate_folded => story(comparison, column, asides),
        Some(Cell::Alone(asides)) => alone(comparison, column, asides),
        None => Stack::default(),
    };
    let stacks: Vec<Stack> = columns.iter().map(stack).collect();
    let height = stacks.iter().map(Stack::height).max().unwrap_or(0);
    Band { stacks, height: i64::try_from(height).unwrap_or(i64::MAX) }
}

fn told(comparison: &Comparison, tellings: &[Telling], width: u16) -> Stack {
    let part = |telling: &Telling| Part {
        block: match telling.verbatim {
            true => wrap(&[Ink::own(&again(comparison, telling.passage, width), Tone::Note)], width),
            false => wrap(&inks(comparison, telling.passage, &telling.pieces), width),
        },
        sign: if telling.repeat || telling.verbatim { Sign::Again } else { Sign::Told },
    };
    Stack { parts: tellings.iter().map(part).collect() }
}

/// How a passage begins that stands in the same cell already.
fn again(comparison: &Comparison, passage: Passage, width: u16) -> String {
    let text = comparison.corpus.source(passage.source).text.slice(passage.range);
    let beginning: Vec<&str> = text.split_whitespace().take(usize::from(width)).collect();
    format!("again: {}", shorten(&beginning.join(" "), width.saturating_sub(7)))
}

fn note(text: &str, width: u16) -> Stack {
    Stack { parts: vec![Part { block: wrap(&[Ink::own(text, Tone::Note)], width), sign: Sign::Note }] }
}

fn alone(comparison: &Comparison, column: &TextColumn, asides: &[Aside]) -> Stack {
    let text = &comparison.corpus.source(column.source).text;
    let part = |aside: &Aside| {
        let (tone, sign) =
            if aside.boilerplate { (Tone::Boilerplate, Sign::Boilerplate) } else { (Tone::Alone, Sign::Alone) };
        let ink = Ink { text: text.slice(aside.range), manner: tone.into(), origin: Some(aside.range.start()) };
        Part { block: wrap(&[ink], column.width), sign }
    };
    Stack { parts: asides.iter().map(part).collect() }
}

/// The story; stretches that are no part of it take a line each.
fn story(comparison: &Comparison, column: &TextColumn, asides: &[Aside]) -> Stack {
    let stretches = asides.chunk_by(|a, b| a.boilerplate == b.boilerplate);
    let stack = |stretch: &[Aside]| match stretch.first() {
        Some(first) if first.boilerplate => fold(comparison, column, stretch),
        Some(_) | None => alone(comparison, column, stretch),
    };
    Stack { parts: stretches.flat_map(|stretch| stack(stretch).parts).collect() }
}

/// One line that says how much is folded and how it begins; what needs only one line is shown as it is.
fn fold(comparison: &Comparison, column: &TextColumn, asides: &[Aside]) -> Stack {
    if let [only] = asides {
        let whole = alone(comparison, column, &[*only]);
        if whole.height() <= 1 {
            return whole;
        }
    }
    let Some(first) = asides.iter().find(|a| !a.boilerplate).or(asides.first()) else { return Stack::default() };
    let text = &comparison.corpus.source(column.source).text;
    let words: usize = asides.iter().map(|aside| text.words_in(aside.range).count()).sum();
    let amount = format!("{}: ", counted(words, "word", "words"));
    let beginning: Vec<&str> = text.slice(first.range).split_whitespace().take(usize::from(column.width)).collect();
    let room = column.width.saturating_sub(columns(&amount));
    let line = format!("{amount}{}", shorten(&beginning.join(" "), room));
    let mut stack = note(&line, column.width);
    stack.parts.truncate(1);
    for part in &mut stack.parts {
        part.sign = Sign::Folded;
    }
    stack
}
