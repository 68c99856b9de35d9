//! Parts: what one source has in a row of the synopsis, wrapped to the width of its column.

use super::wrap::{Block, Ink, columns, shorten, wrap};
use crate::align::Passage;
use crate::compare::Comparison;
use crate::source::SourceId;
use crate::text::{Text, TextRange};
use crate::tui::model::reading::Reading;
use crate::tui::model::role::Role;
use crate::view::{Pointer, Segment, Standing, counted};

/// What the gutter says of a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sign {
    /// A passage of the row's parallel.
    Told,
    /// A passage of another parallel.
    Crossing,
    /// The source says here again what it said before.
    Again,
    /// Told by this source alone.
    Alone,
    /// Not part of the story.
    Boilerplate,
    /// Folded text.
    Folded,
    /// Told elsewhere: further up, or further down.
    Pointer,
}

impl Sign {
    /// The sign, one column wide.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Told | Self::Crossing | Self::Pointer => " ",
            Self::Again => "↺",
            Self::Alone => "+",
            Self::Boilerplate => "·",
            Self::Folded => "▸",
        }
    }

    fn of(segment: &Segment) -> Self {
        match segment.standing {
            _ if segment.again => Self::Again,
            Standing::Level(..) | Standing::Between => Self::Told,
            Standing::Crossing(..) => Self::Crossing,
            Standing::Alone => Self::Alone,
            Standing::Boilerplate => Self::Boilerplate,
        }
    }
}

/// A wrapped text.
#[derive(Debug)]
pub struct Part {
    /// The text.
    pub block: Block,
    /// What each of its lines is.
    pub signs: Vec<Sign>,
    /// Where it points to.
    pub pointer: Option<Passage>,
    /// Lines at its beginning that stay under the row's rule: its passages, and what points to them.
    pub bound: usize,
}

/// A column of the screen: a source, and the columns that its text has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TextColumn {
    /// The source.
    pub source: SourceId,
    /// Columns of its text.
    pub width: u16,
}

/// Lines of what one source tells alone that are not folded.
const SHORT: usize = 4;

/// Words of a text that one source has alone which make it stand apart.
const LONG: usize = 12;

/// Wraps what one source has in a row.
pub struct Wrapper<'a> {
    /// What is read.
    pub comparison: &'a Comparison,
    /// Where the reading stands.
    pub reading: &'a Reading,
    /// The row.
    pub row: usize,
    /// The source's column.
    pub column: TextColumn,
    /// If long texts that it has alone are folded, the lines of them that are shown nevertheless.
    pub folded: Option<usize>,
}

impl Wrapper<'_> {
    fn text(&self) -> &Text {
        &self.comparison.corpus.source(self.column.source).text
    }

    /// Its parts: what stands under the row's rule first, then what points to the rest of it, then what follows.
    pub fn parts(&self) -> Vec<Part> {
        let Some(block) = self.reading.synopsis.block(self.row, self.column.source) else { return Vec::new() };
        let mut found = Vec::new();
        for paragraph in self.paragraphs(&block.segments) {
            found.extend(self.part(&paragraph));
        }
        let told = found.iter().rposition(|part: &Part| part.bound > 0).map_or(0, |at| at.saturating_add(1));
        let rest = self.short(found.split_off(told), self.folded.unwrap_or(0));
        let mut found = self.short(found, 0);
        found.extend(block.pointers.iter().map(|pointer| self.pointer(pointer)));
        found.extend(rest);
        found
    }

    /// The segments, cut where the source begins a new paragraph, and around what is no part of the story. What it has alone
    /// at length can be folded, so it stands apart from what others tell, too.
    fn paragraphs(&self, segments: &[Segment]) -> Vec<Vec<Segment>> {
        let text = self.text();
        let mut found: Vec<Vec<Segment>> = vec![Vec::new()];
        let mut apart = false;
        for segment in segments.iter().flat_map(|segment| lines(text, segment)) {
            let last = found.last().and_then(|part| part.last());
            let ends = |last: &Segment| match last.standing {
                Standing::Between => text.slice(last.range).contains('\n'),
                Standing::Boilerplate => true,
                Standing::Alone | Standing::Level(..) | Standing::Crossing(..) => false,
            };
            let long = segment.standing == Standing::Alone && text.words_in(segment.range).count() >= LONG;
            let told = matches!(segment.standing, Standing::Level(..) | Standing::Crossing(..));
            let again = segment.standing != Standing::Between && last.is_some_and(|last| last.again != segment.again);
            let boilerplate = segment.standing == Standing::Boilerplate;
            if last.is_some_and(ends) || boilerplate || again || long && !apart || told && apart {
                found.push(Vec::new());
                apart = long;
            }
            found.last_mut().into_iter().for_each(|part| part.push(segment));
        }
        found
    }

    /// One paragraph.
    fn part(&self, segments: &[Segment]) -> Option<Part> {
        let text = self.text();
        let numbers: Vec<Option<String>> = segments.iter().map(|segment| self.number(segment)).collect();
        let mut inks: Vec<Ink<'_>> = Vec::new();
        for (segment, number) in segments.iter().zip(&numbers) {
            inks.extend(number.iter().map(|number| Ink::own(number, Role::Faint)));
            let role = match segment.standing {
                Standing::Alone if self.reading.is_compared() => Role::Dim,
                Standing::Level(..) | Standing::Crossing(..) | Standing::Between | Standing::Alone => Role::Plain,
                Standing::Boilerplate => Role::Faint,
            };
            inks.push(Ink { text: text.slice(segment.range), role, origin: Some(segment.range.start()) });
        }
        let block = wrap(&inks, self.column.width);
        if block.height() == 0 {
            return None;
        }
        let level = segments.iter().rfind(|segment| matches!(segment.standing, Standing::Level(..)));
        let last = level.and_then(|segment| block.line_of(segment.range.end().saturating_sub(1)));
        let bound = last.map_or(0, |line| line.saturating_add(1));
        Some(Part { signs: signs(&block, segments), block, pointer: None, bound })
    }

    /// The number of the row to which a passage belongs that stands here.
    fn number(&self, segment: &Segment) -> Option<String> {
        let Standing::Crossing(parallel, _) = segment.standing else { return None };
        Some(format!("{} ", parallel.saturating_add(1)))
    }

    /// What is told elsewhere, in a line.
    fn pointer(&self, pointer: &Pointer) -> Part {
        let arrow = if pointer.row < self.row { "↑" } else { "↓" };
        let parallel = self.reading.synopsis.rows.get(pointer.row).and_then(|row| row.parallel);
        let number = parallel.map(|parallel| format!(" {}", parallel.saturating_add(1))).unwrap_or_default();
        let marks = columns(arrow).saturating_add(columns(&number)).saturating_add(3);
        let words = pointer.words(self.comparison, usize::from(self.column.width.saturating_sub(marks)));
        let mut block = wrap(&[Ink::own(&format!("{arrow}{number} “{words}”"), Role::Dim)], self.column.width);
        block.truncate(1);
        let high = block.height();
        Part { signs: vec![Sign::Pointer; high], block, pointer: Some(pointer.place), bound: high }
    }

    /// What stands there, its long stretches of text that this source alone has folded; so many lines more are shown of them.
    fn short(&self, parts: Vec<Part>, room: usize) -> Vec<Part> {
        let is = |sign: Sign| move |part: &Part| part.signs.iter().all(|own| *own == sign);
        let (alone, boilerplate, again) = (is(Sign::Alone), is(Sign::Boilerplate), is(Sign::Again));
        let aside = |part: &Part| alone(part) || boilerplate(part);
        let parts = if self.reading.boilerplate_folded { self.fold_runs(parts, &boilerplate, 0) } else { parts };
        // What a source says twice stands there once.
        let parts = if self.folded.is_some() { self.fold_runs(parts, &again, 0) } else { parts };
        let high = parts.iter().filter(|part| aside(part)).map(|part| part.block.height()).sum::<usize>();
        if self.folded.is_none() || high <= SHORT { parts } else { self.fold_runs(parts, &aside, room) }
    }

    /// Folds the runs of some parts; as many of them stay as have room.
    fn fold_runs(&self, parts: Vec<Part>, folds: &dyn Fn(&Part) -> bool, mut room: usize) -> Vec<Part> {
        let mut found: Vec<Part> = Vec::new();
        let mut run: Vec<Part> = Vec::new();
        for part in parts {
            let fits = part.block.height() <= room;
            if folds(&part) && !(run.is_empty() && fits) {
                run.push(part);
                continue;
            }
            if folds(&part) {
                room = room.saturating_sub(part.block.height());
            }
            found.extend(self.fold(std::mem::take(&mut run)));
            found.push(part);
        }
        found.extend(self.fold(run));
        found
    }

    /// One line that says how much is folded and how it begins; what needs only a line or two is shown as it is.
    fn fold(&self, run: Vec<Part>) -> Vec<Part> {
        if run.iter().map(|part| part.block.height()).sum::<usize>() <= 2 {
            return run;
        }
        let text = self.text();
        let origins = |part: &Part| {
            let glyphs = |line: usize| part.block.line(line).iter().filter_map(|glyph| glyph.origin);
            let last = part.block.height().saturating_sub(1);
            Some((glyphs(0).next()? as usize, glyphs(last).next_back()? as usize))
        };
        let ends = run.first().and_then(origins).zip(run.last().and_then(origins));
        let Some(((start, _), (_, end))) = ends else { return run };
        let content = text.content();
        let end =
            content.get(end..).and_then(|rest| rest.chars().next()).map_or(end, |c| end.saturating_add(c.len_utf8()));
        let range = TextRange::new(content, start, end);
        let amount = format!("{}: ", counted(text.words_in(range).count(), "word", "words"));
        let room = self.column.width.saturating_sub(columns(&amount));
        let beginning: Vec<&str> = text.slice(range).split_whitespace().take(usize::from(room)).collect();
        let line = format!("{amount}{}", shorten(&beginning.join(" "), room));
        let mut block = wrap(&[Ink::own(&line, Role::Dim)], self.column.width);
        block.truncate(1);
        vec![Part { signs: vec![Sign::Folded], block, pointer: None, bound: 0 }]
    }
}

/// A segment; blanks and stops between two paragraphs are parted at the end of the first.
fn lines(text: &Text, segment: &Segment) -> Vec<Segment> {
    let content = text.content();
    let newline = text.slice(segment.range).rfind('\n').filter(|_| segment.standing == Standing::Between);
    let Some(at) = newline.map(|at| segment.range.start().saturating_add(at).saturating_add(1)) else {
        return vec![*segment];
    };
    let halves = [(segment.range.start(), at), (at, segment.range.end())];
    let halves = halves.into_iter().filter(|(start, end)| start < end);
    halves.map(|(start, end)| Segment { range: TextRange::new(content, start, end), ..*segment }).collect()
}

/// What each line is: a sign stands where the first words of a line are something else than those of the line before.
fn signs(block: &Block, segments: &[Segment]) -> Vec<Sign> {
    let sign = |origin: usize| {
        let at = segments.partition_point(|segment| segment.range.end() <= origin);
        segments.get(at).map_or(Sign::Told, Sign::of)
    };
    let first = |line: usize| block.line(line).iter().find_map(|glyph| glyph.origin);
    (0..block.height()).map(|line| first(line).map_or(Sign::Told, |origin| sign(origin as usize))).collect()
}
