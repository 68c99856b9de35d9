//! A column of the synopsis: the text of one source laid into rows.

use super::level::{HEAD, Rows, level};
use super::{Block, Pointer, Segment, Standing};
use crate::align::Passage;
use crate::compare::Comparison;
use crate::source::{BoilerplateKind, Source, SourceId};
use crate::text::TextRange;
use std::cmp::Reverse;

/// A passage in its source.
#[derive(Clone, Copy)]
pub struct Told {
    /// What of it no passage before it has.
    pub range: TextRange,
    /// All of it.
    place: Passage,
    /// Its parallel.
    pub parallel: usize,
    passage: usize,
}

impl Told {
    /// No passage before it has a part of it.
    pub fn is_whole(&self) -> bool {
        self.range == self.place.range
    }
}

/// The passages of each source, by place.
pub fn told(comparison: &Comparison) -> Vec<Vec<Told>> {
    let mut found: Vec<Vec<Told>> = vec![Vec::new(); comparison.corpus.sources.len()];
    for (parallel, group) in comparison.alignment.parallels.iter().enumerate() {
        for (passage, &place) in group.passages.iter().enumerate() {
            found[place.source.index()].push(Told { range: place.range, place, parallel, passage });
        }
    }
    for told in &mut found {
        told.sort_by_key(|told| (told.range.start(), Reverse(told.range.end()), told.parallel, told.passage));
    }
    found
}

/// A source's column while it is laid out.
pub struct Column {
    /// Its text by row, in order.
    pub blocks: Vec<ColumnBlock>,
    /// For each passage that is not level in its row: the row, and where it stands.
    elsewhere: Vec<(usize, Told)>,
    /// What it tells of rows in which it has no passage: the row, and where it stands.
    echoes: Vec<(usize, Passage)>,
    /// Where it says again what it said before.
    again: Vec<TextRange>,
}

/// The text of a column in one row.
pub struct ColumnBlock {
    pub row: usize,
    segments: Vec<Segment>,
}

impl Column {
    /// Of a source, its passages, and whether it is the base. What it has between the rows is noted.
    pub fn of(comparison: &Comparison, source: &Source, all: Vec<Told>, (rows, is_base): (&mut Rows, bool)) -> Self {
        let content = source.text.content();
        let mut told: Vec<Told> = Vec::with_capacity(all.len());
        let mut end = 0;
        let mut elsewhere: Vec<(usize, Told)> = Vec::new();
        for mut one in all {
            let (start, stop) = (one.range.start().max(end), one.range.end());
            if stop <= start {
                elsewhere.extend(rows.row(one.parallel).map(|row| (row, one)));
                continue;
            }
            one.range = TextRange::new(content, start, stop);
            end = stop;
            told.push(one);
        }
        let level = level(source, &told, rows, is_base);
        elsewhere.extend(
            told.iter()
                .zip(&level)
                .filter(|(_, level)| level.is_none())
                .filter_map(|(told, _)| Some((rows.row(told.parallel)?, *told))),
        );
        elsewhere.sort_by_key(|(row, told)| (*row, told.place.range, told.passage));
        let repeats = comparison.alignment.repeats.iter().map(|[_, again]| again);
        let mut again: Vec<TextRange> =
            repeats.filter(|again| again.source == source.id).map(|again| again.range).collect();
        again.sort_unstable();
        let mut column = Self { blocks: Vec::new(), elsewhere, echoes: Vec::new(), again };
        column.lay(comparison, source, &told, &level);
        column
    }

    /// Takes what it tells of rows in which it has no passage.
    pub fn echo(&mut self, row: usize, place: Passage) {
        self.echoes.push((row, place));
    }

    /// Lays the text into rows.
    fn lay(&mut self, comparison: &Comparison, source: &Source, told: &[Told], level: &[Option<usize>]) {
        let mut cuts = cuts(source, told, level);
        let content = source.text.content();
        let segments = tiled(comparison, source, told, level);
        // What has no words needs no row of its own.
        if let Some(&(first, row)) = cuts.first() {
            let lead = TextRange::new(content, 0, first).of(content);
            if lead.chars().any(char::is_alphanumeric) {
                cuts.insert(0, (0, HEAD));
            } else {
                cuts[0] = (0, row);
            }
        } else {
            cuts.push((0, HEAD));
        }
        let mut next = 0;
        for mut segment in segments {
            loop {
                let cut = cuts.get(next).copied().filter(|(byte, _)| *byte <= segment.range.start());
                if let Some((_, row)) = cut {
                    self.blocks.push(ColumnBlock { row, segments: Vec::new() });
                    next += 1;
                    continue;
                }
                let within = cuts.get(next).map(|(byte, _)| *byte).filter(|byte| *byte < segment.range.end());
                let end = within.unwrap_or(segment.range.end());
                let part = Segment { range: TextRange::new(content, segment.range.start(), end), ..segment };
                self.push(source, part);
                if within.is_none() {
                    break;
                }
                segment.range = TextRange::new(content, end, segment.range.end());
            }
        }
    }

    fn push(&mut self, source: &Source, mut segment: Segment) {
        let own = matches!(segment.standing, Standing::Alone | Standing::Boilerplate);
        if own && !source.text.slice(segment.range).chars().any(char::is_alphanumeric) {
            segment.standing = Standing::Between;
        }
        segment.again = segment.standing != Standing::Between && self.says_again(segment.range);
        if let Some(block) = self.blocks.last_mut() {
            match block.segments.last_mut() {
                Some(last) if last.standing == segment.standing && segment.standing == Standing::Between => {
                    last.range = last.range.to(segment.range);
                }
                _ => block.segments.push(segment),
            }
        }
    }

    fn says_again(&self, range: TextRange) -> bool {
        let next = self.again.partition_point(|again| again.end() <= range.start());
        self.again.get(next).is_some_and(|again| again.overlaps(range))
    }

    /// Its blocks by row, with the pointers.
    pub fn blocks(self, source: SourceId, head: usize) -> Vec<(usize, Block)> {
        let shown = |row: usize| (row + head).saturating_sub(1);
        let starts: Vec<(usize, usize)> = self
            .blocks
            .iter()
            .filter_map(|block| Some((block.segments.first()?.range.start(), shown(block.row))))
            .collect();
        let stands = |place: Passage| {
            let after = starts.partition_point(|(byte, _)| *byte <= place.range.start());
            after.checked_sub(1).and_then(|at| starts.get(at)).map_or(0, |(_, row)| *row)
        };
        let pointer = |row: usize, place: Passage, passages: Vec<usize>| {
            (shown(row), Pointer { row: stands(place), passages, place, again: self.says_again(place.range) })
        };
        let own = self.elsewhere.iter().map(|(row, told)| pointer(*row, told.place, vec![told.passage]));
        let echoes = self.echoes.iter().map(|(row, place)| pointer(*row, *place, Vec::new()));
        let mut pointers: Vec<(usize, Pointer)> = own.chain(echoes).collect();
        pointers.sort_by_key(|(row, _)| *row);
        let mut found: Vec<(usize, Block)> = self
            .blocks
            .into_iter()
            .map(|block| (shown(block.row), Block { source, segments: block.segments, pointers: Vec::new() }))
            .collect();
        let mut others: Vec<(usize, Block)> = Vec::new();
        for (row, pointer) in pointers {
            let block = match found.binary_search_by_key(&row, |(row, _)| *row) {
                Ok(at) => &mut found[at].1,
                Err(_) => {
                    if others.last().is_none_or(|(last, _)| *last != row) {
                        others.push((row, Block { source, segments: Vec::new(), pointers: Vec::new() }));
                    }
                    let Some((_, block)) = others.last_mut() else { continue };
                    block
                }
            };
            point(&mut block.pointers, pointer);
        }
        found.extend(others);
        found.sort_by_key(|(row, _)| *row);
        found
    }
}

/// Adds a pointer to those of a block: one for each row.
fn point(pointers: &mut Vec<Pointer>, pointer: Pointer) {
    match pointers.iter_mut().find(|known| known.row == pointer.row) {
        Some(known) => {
            if known.again && !pointer.again {
                (known.place, known.again) = (pointer.place, false);
            }
            known.passages.extend(pointer.passages);
        }
        None => pointers.push(pointer),
    }
}

/// The bytes at which a column goes on in another row, and the rows: where the sentence of a level passage begins, if no other
/// passage stands in it before, with a label before that.
fn cuts(source: &Source, told: &[Told], level: &[Option<usize>]) -> Vec<(usize, usize)> {
    let (content, sentences) = (source.text.content(), source.text.sentences());
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut before = 0;
    for (told, level) in told.iter().zip(level) {
        let row = level.filter(|row| found.last().is_none_or(|(_, last)| last != row));
        if let Some(row) = row {
            let sentence = sentences.partition_point(|sentence| sentence.range.end() <= told.range.start());
            let opens = sentences.get(sentence).map_or(told.range.start(), |sentence| sentence.range.start());
            let opens = opens.min(told.range.start());
            let cut = if opens >= before {
                labelled(source, opens, before)
            } else {
                before + closing(TextRange::new(content, before, told.range.start()).of(content))
            };
            found.push((cut, row));
        }
        before = told.range.end();
    }
    found
}

/// The byte at which the labels begin that stand right before a sentence: `Details:`.
fn labelled(source: &Source, opens: usize, before: usize) -> usize {
    let content = source.text.content();
    let mut at = opens;
    let ends = source.boilerplate.partition_point(|part| part.range.end() <= opens);
    let parts = source.boilerplate.get(..ends).unwrap_or_default();
    for part in parts.iter().rev().take_while(|part| part.kind == BoilerplateKind::Label) {
        let between = TextRange::new(content, part.range.end(), at).of(content);
        if part.range.start() < before || !between.trim().is_empty() {
            break;
        }
        at = part.range.start();
    }
    at
}

/// Bytes of the marks that end what stands before some words, and of the blanks behind them.
fn closing(words: &str) -> usize {
    let marks = words.find(|c: char| c.is_alphanumeric() || c.is_whitespace()).unwrap_or(words.len());
    let (_, rest) = words.split_at(marks);
    marks + rest.len() - rest.trim_start().len()
}

/// The text of a source in segments, from its first to its last character.
fn tiled(comparison: &Comparison, source: &Source, told: &[Told], level: &[Option<usize>]) -> Vec<Segment> {
    let content = source.text.content();
    let alone = comparison.only_here.iter().filter(|place| place.source == source.id);
    let alone = alone.map(|place| (place.range, Standing::Alone));
    let boilerplate = source.boilerplate.iter().map(|part| (part.range, Standing::Boilerplate));
    let mut others: Vec<(TextRange, Standing)> = alone.chain(boilerplate).collect();
    others.sort_by_key(|(range, _)| *range);
    let passage = |(told, level): (&Told, &Option<usize>)| {
        let standing = match level {
            Some(_) => Standing::Level(told.parallel, told.passage),
            None => Standing::Crossing(told.parallel, told.passage),
        };
        (told.range, standing)
    };
    let mut found: Vec<Segment> = Vec::new();
    let mut at = 0;
    let mut push = |start: usize, end: usize, standing: Standing| {
        if start < end {
            found.push(Segment { range: TextRange::new(content, start, end), standing, again: false });
        }
    };
    let end = TextRange::new(content, content.len(), content.len());
    for (range, standing) in told.iter().zip(level).map(passage).chain([(end, Standing::Between)]) {
        let first = others.partition_point(|(other, _)| other.end() <= at);
        for (other, kind) in others.iter().skip(first).take_while(|(other, _)| other.start() < range.start()) {
            let (start, stop) = (other.start().max(at), other.end().min(range.start()));
            if start < stop {
                push(at, start, Standing::Between);
                push(start, stop, *kind);
                at = stop;
            }
        }
        push(at, range.start(), Standing::Between);
        push(range.start(), range.end(), standing);
        at = range.end();
    }
    found
}
