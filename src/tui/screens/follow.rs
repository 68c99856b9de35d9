//! Follow: each source in its own order; the focused passage and its counterparts stand on one line of the screen.

use super::reading::READING;
use super::screen::{Acted, Screen, Sheet, Tip};
use super::synopsis;
use crate::align::Passage;
use crate::compare::Comparison;
use crate::source::SourceId;
use crate::tui::model::command::Command;
use crate::tui::model::page::Page;
use crate::tui::model::reading::Reading;
use crate::tui::model::role::Role;
use crate::tui::model::scroll::Lead;
use crate::tui::model::{Model, Request};
use crate::tui::scene::area::{Column, Layout};
use crate::tui::scene::band::{Bands, WrappedParagraph};
use crate::tui::scene::brush::{Brush, bar, put, remark_sign, rules, screen_line};
use crate::tui::scene::part::TextColumn;
use crate::tui::scene::wrap::{Block, Glyph};
use crate::tui::scene::{Body, Press, Scene, Settled};
use ratatui::buffer::Buffer;
use std::rc::Rc;

/// Its name; a row in full leads there.
pub const PAGE: Page = Page { reads: true, ..Page::of("follow", "", "") };

/// The screen.
pub const SCREEN: Screen = Screen {
    page: PAGE,
    title: "Follow",
    tips: |_| &TIPS,
    reads: |model| Some(format!("following {}", model.reading.source.siglum())),
    act,
    settle,
    lay,
    ..READING
};

const TIPS: [Tip; 3] = [
    (&[Command::Next, Command::Previous], "passage"),
    (&[Command::SourceLeft, Command::SourceRight], "source"),
    (&[Command::Return], "back"),
];

/// What a key does.
#[expect(clippy::wildcard_enum_match_arm, reason = "the other commands mean the same everywhere")]
fn act(model: &mut Model, scene: &Scene, request: Request) -> Acted {
    let steps = i64::try_from(request.count.unwrap_or(1)).unwrap_or(1);
    match request.command {
        Command::Next => step(model, steps),
        Command::Previous => step(model, steps.saturating_neg()),
        Command::Open => leave(model),
        _ => match scene.layout.scrolled(request.command, steps) {
            Some(lines) => {
                model.reading.lead = Lead::Scroll;
                model.reading.height = model.reading.height.saturating_sub(lines);
            }
            None => return Acted::Not,
        },
    }
    Acted::Yes
}

/// From what is followed to its row among the others.
fn leave(model: &mut Model) {
    model.remember();
    model.page = synopsis::PAGE;
    model.reading.focus_at(model.reading.cursor, model.reading.height);
}

/// So many passages of the focused source on, or back.
fn step(model: &mut Model, by: i64) {
    let stops = stops(&model.comparison, model.reading.source);
    let Some(here) = focused_stop(&model.comparison, &model.reading) else {
        model.reading.height = model.reading.height.saturating_sub(by);
        return;
    };
    let at = match stops.iter().position(|stop| (stop.parallel, stop.index) == (here.parallel, here.index)) {
        Some(at) => i64::try_from(at).unwrap_or(0).saturating_add(by),
        // The focused source does not tell this: the neighbours of the gap.
        None => {
            let row = |parallel: usize| model.reading.row_of(parallel).unwrap_or(0);
            let cursor = model.reading.cursor;
            let before = stops.iter().filter(|stop| row(stop.parallel) < cursor).count();
            let before = i64::try_from(before).unwrap_or(0);
            if by > 0 { before.saturating_add(by).saturating_sub(1) } else { before.saturating_add(by) }
        }
    };
    let last = i64::try_from(stops.len()).unwrap_or(0).saturating_sub(1);
    let Some(stop) = usize::try_from(at.clamp(0, last.max(0))).ok().and_then(|at| stops.get(at)) else { return };
    if let Some(row) = model.reading.row_of(stop.parallel) {
        model.reading.focus(row);
        model.reading.passage = stop.index;
    }
}

/// A passage of a source, with its parallel and its index in it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Stop {
    /// Where it stands.
    passage: Passage,
    /// Its parallel.
    parallel: usize,
    /// Its index in the parallel.
    index: usize,
}

/// What lies in a column of Follow.
enum Item {
    /// A paragraph.
    Paragraph(Rc<WrappedParagraph>),
    /// The source does not tell what is in focus.
    Untold,
}

/// The passages of a source in its own order.
fn stops(comparison: &Comparison, source: SourceId) -> Vec<Stop> {
    let mut found = Vec::new();
    for (parallel, group) in comparison.alignment.parallels.iter().enumerate() {
        let own = group.passages.iter().enumerate().filter(|(_, passage)| passage.source == source);
        found.extend(own.map(|(index, &passage)| Stop { passage, parallel, index }));
    }
    found.sort_unstable();
    found
}

/// The stop in focus in the focused source, or the one of the same parallel in any source.
fn focused_stop(comparison: &Comparison, reading: &Reading) -> Option<Stop> {
    let parallel = reading.parallel(reading.cursor)?;
    let passages = &comparison.alignment.parallels[parallel].passages;
    let own = |index: &usize| passages.get(*index).is_some_and(|p| p.source == reading.source);
    let index = Some(reading.passage).filter(own);
    let index = index.or_else(|| passages.iter().position(|p| p.source == reading.source)).unwrap_or(0);
    passages.get(index).map(|&passage| Stop { passage, parallel, index })
}

/// Brings scroll and focus together, the one that leads first.
fn settle(sheet: &Sheet<'_>, bands: &mut Bands, Settled { reading, .. }: &mut Settled) {
    Follow { comparison: &sheet.model.comparison, layout: sheet.layout, bands }.settle(reading);
}

/// The paragraphs in sight.
fn lay(sheet: &Sheet<'_>, bands: &mut Bands) -> Box<dyn Body> {
    let mut follow = Follow { comparison: &sheet.model.comparison, layout: sheet.layout, bands };
    Box::new(Flows(follow.flows(&sheet.model.reading)))
}

/// For each column what is in sight of it, each with its first line.
struct Flows(Vec<Vec<(i64, Item)>>);

impl Body for Flows {
    fn draw(&self, brush: Brush<'_>, layout: &Layout, buffer: &mut Buffer) {
        rules(layout, brush.theme, buffer);
        for (column, items) in layout.columns.iter().zip(&self.0) {
            for (top, item) in items {
                match item {
                    Item::Paragraph(wrapped) => draw_block(brush, buffer, column, (*top, &wrapped.block)),
                    Item::Untold => {
                        let Some(y) = screen_line(column, *top) else { continue };
                        bar(brush.model, brush.theme, buffer, (column, y));
                        let x = column.area.x.saturating_add(2);
                        put(buffer, column.area, (x, y), "not told here", brush.theme.style(Role::Faint));
                    }
                }
            }
        }
    }

    fn focus_line(&self, model: &Model) -> i64 {
        model.reading.height
    }

    /// The focus goes to the passage at that line of the focused source.
    fn click(&self, model: &mut Model, layout: &Layout, press: Press) -> bool {
        if let Some((stop, top)) = self.stop_at(model, layout, press.line)
            && let Some(row) = model.reading.row_of(stop.parallel)
        {
            model.reading.focus(row);
            (model.reading.passage, model.reading.height) = (stop.index, top);
        }
        false
    }
}

impl Flows {
    /// The passage of the focused source at a line of the body, and the line on which it begins.
    fn stop_at(&self, model: &Model, layout: &Layout, line: i64) -> Option<(Stop, i64)> {
        let index = layout.columns.iter().position(|column| column.source == model.reading.source)?;
        let stops = stops(&model.comparison, model.reading.source);
        self.0.get(index).into_iter().flatten().find_map(|(top, item)| {
            let Item::Paragraph(wrapped) = item else { return None };
            let inside = usize::try_from(line.saturating_sub(*top)).ok()?;
            let glyphs = wrapped.block.line(inside);
            let (first, last) = (glyphs.first()?.origin?, glyphs.last()?.origin?);
            let stands = |stop: &&Stop| {
                let range = stop.passage.range;
                range.start() <= last as usize && first as usize <= range.end()
            };
            let stop = stops.iter().find(stands)?;
            let begins = i64::try_from(wrapped.block.line_of(stop.passage.range.start()).unwrap_or(inside)).ok()?;
            Some((*stop, top.saturating_add(begins)))
        })
    }
}

fn draw_block(brush: Brush<'_>, buffer: &mut Buffer, column: &Column, (top, block): (i64, &Block)) {
    let (model, theme) = (brush.model, brush.theme);
    let focused = |glyph: &Glyph| {
        let Some(at) = glyph.origin.map(|origin| origin as usize) else { return false };
        let holds = |place: &Passage| place.range.start() <= at && at < place.range.end();
        model.focused_parallel().iter().any(|place| place.source == column.source && holds(place))
    };
    for line in 0..block.height() {
        let inside = i64::try_from(line).unwrap_or(i64::MAX);
        let Some(y) = screen_line(column, top.saturating_add(inside)) else { continue };
        if block.line(line).iter().any(focused) {
            bar(model, theme, buffer, (column, y));
        }
        if let Some(sign) = remark_sign(model, column.source, block.line(line)) {
            put(buffer, column.area, (column.area.x.saturating_add(1), y), sign, theme.style(Role::Key));
        }
        let x = column.area.x.saturating_add(2);
        let place = (x, y, column.area.right().saturating_sub(x));
        block.draw(line, place, buffer, |glyph| brush.glyph(column.source, glyph));
    }
}

/// What the columns are filled from.
struct Follow<'a> {
    /// What is read.
    comparison: &'a Comparison,
    /// Where the columns are.
    layout: &'a Layout,
    /// The paragraphs wrapped so far.
    bands: &'a mut Bands,
}

impl Follow<'_> {
    /// The columns' texts in sight, for a reading that is settled.
    fn flows(&mut self, reading: &Reading) -> Vec<Vec<(i64, Item)>> {
        let columns: Vec<TextColumn> = self.layout.columns.iter().map(|column| column.text()).collect();
        match focused_stop(self.comparison, reading) {
            Some(stop) => columns.into_iter().map(|text| self.level(text, (reading.height, stop))).collect(),
            // Without any parallel: from the beginning, scrolled.
            None => columns.into_iter().map(|text| self.spread(text, (0, reading.height.min(0)))).collect(),
        }
    }

    /// Brings scroll and focus together, the one that leads first.
    fn settle(&mut self, reading: &mut Reading) {
        let focused = focused_stop(self.comparison, reading);
        let text = focused.and_then(|stop| Some((self.layout.column(stop.passage.source)?.text(), stop)));
        let Some((text, stop)) = text else { return };
        let lines = self.layout.lines();
        if reading.lead == Lead::Scroll && !(0..lines).contains(&reading.height) {
            self.refocus(reading, (text, stop));
        }
        if reading.lead == Lead::Focus {
            let most = lines.saturating_sub(6).max(0);
            reading.height = reading.height.clamp(most.min(2), most.max(0));
        }
        // The text's first line does not come below the top of the screen.
        let Some(stop) = focused_stop(self.comparison, reading) else { return };
        let (paragraph, line) = self.place(text, stop.passage);
        let mut above = line;
        for index in (0..paragraph).rev() {
            if above >= reading.height {
                return;
            }
            above = above.saturating_add(self.height(text, index));
        }
        reading.height = reading.height.min(above);
    }

    /// After scrolling, the focus goes to the nearest passage of the focused source that is in sight.
    fn refocus(&mut self, reading: &mut Reading, (text, stop): (TextColumn, Stop)) {
        let (paragraph, line) = self.place(text, stop.passage);
        let start = reading.height.saturating_sub(line);
        let items = self.spread(text, (paragraph, start));
        let stops = stops(self.comparison, text.source);
        let lines = self.layout.lines();
        let line_of = |stop: &Stop| {
            items.iter().find_map(|(top, item)| match item {
                Item::Paragraph(wrapped) if wrapped.paragraph.range.contains(stop.passage.range) => {
                    let line = wrapped.block.line_of(stop.passage.range.start())?;
                    Some(top.saturating_add(i64::try_from(line).ok()?)).filter(|line| (0..lines).contains(line))
                }
                Item::Paragraph(_) | Item::Untold => None,
            })
        };
        let seen = stops.iter().filter_map(|stop| Some((line_of(stop)?, stop)));
        let nearest = seen.min_by_key(|(line, _)| line.abs_diff(reading.height));
        let Some((line, stop)) = nearest else { return };
        if let Some(row) = reading.row_of(stop.parallel) {
            reading.cursor = row;
            reading.passage = stop.index;
            reading.height = line;
            reading.pane.scroll = 0;
        }
    }

    /// The paragraph and the line in it where a passage begins.
    fn place(&mut self, text: TextColumn, passage: Passage) -> (usize, i64) {
        let paragraphs = self.bands.paragraphs(self.comparison, text.source);
        let index = paragraphs.partition_point(|p| p.range.end() <= passage.range.start());
        let wrapped = self.bands.paragraph(self.comparison, text, index);
        let line = wrapped.and_then(|wrapped| wrapped.block.line_of(passage.range.start())).unwrap_or(0);
        (index, i64::try_from(line).unwrap_or(0))
    }

    /// A column with the counterpart of the focused passage on the focus's line, or with the word that there is none.
    fn level(&mut self, text: TextColumn, (line, stop): (i64, Stop)) -> Vec<(i64, Item)> {
        let own = |passage: &&Passage| passage.source == text.source;
        let passages = &self.comparison.alignment.parallels[stop.parallel].passages;
        let counterpart =
            if stop.passage.source == text.source { Some(stop.passage) } else { passages.iter().find(own).copied() };
        if let Some(passage) = counterpart {
            let (paragraph, inside) = self.place(text, passage);
            return self.spread(text, (paragraph, line.saturating_sub(inside)));
        }
        let before = neighbour(self.comparison, stop, text.source);
        let next = before.map_or(0, |passage| self.place(text, passage).0.saturating_add(1));
        let mut items = self.spread(text, (next, line.saturating_add(2)));
        // What came above the paragraph after the gap moves up by the gap.
        for (top, _) in &mut items {
            if *top < line.saturating_add(2) {
                *top = top.saturating_sub(2);
            }
        }
        items.push((line, Item::Untold));
        items
    }

    /// Lines of a paragraph with the blank one after it.
    fn height(&mut self, text: TextColumn, index: usize) -> i64 {
        let lines = self.bands.paragraph(self.comparison, text, index).map_or(0, |wrapped| wrapped.block.height());
        i64::try_from(lines).unwrap_or(i64::MAX).saturating_add(1)
    }

    /// The paragraphs in sight where paragraph `index` begins on line `top`.
    fn spread(&mut self, text: TextColumn, (index, top): (usize, i64)) -> Vec<(i64, Item)> {
        let count = self.bands.paragraphs(self.comparison, text.source).len();
        let (mut index, mut top) = (index, top);
        while top > 0 && index > 0 {
            index = index.saturating_sub(1);
            top = top.saturating_sub(self.height(text, index));
        }
        let mut found = Vec::new();
        while top < self.layout.lines() && index < count {
            if let Some(wrapped) = self.bands.paragraph(self.comparison, text, index) {
                found.push((top, Item::Paragraph(wrapped)));
            }
            top = top.saturating_add(self.height(text, index));
            index = index.saturating_add(1);
        }
        found
    }
}

/// The passage of `source` whose counterpart in the stop's source is the last before the stop.
fn neighbour(comparison: &Comparison, stop: Stop, source: SourceId) -> Option<Passage> {
    let parallels = comparison.alignment.parallels.iter();
    let before = parallels.filter_map(|parallel| {
        let counterpart = parallel.passages.iter().find(|p| p.source == source)?;
        let own = parallel.passages.iter().filter(|p| p.source == stop.passage.source);
        let last = own.map(|p| p.range).filter(|range| *range < stop.passage.range).max()?;
        Some((last, *counterpart))
    });
    before.max_by_key(|(last, _)| *last).map(|(_, counterpart)| counterpart)
}
