//! Moving through the sources.

use crate::align::Passage;
use crate::source::SourceId;
use crate::tui::follow::{Item, Stop, focused_stop, stops};
use crate::tui::model::{Model, Notice};
use crate::tui::page::Page;
use crate::tui::reading::{PaneView, Reading};
use crate::tui::scene::Scene;
use crate::tui::scroll::Lead;
use crate::view::Standing;

/// Keeps the focus at a line of the screen, whatever becomes of the widths.
pub fn hold(model: &mut Model, line: i64) {
    if model.page == Page::Follow {
        model.reading.height = line;
        model.reading.lead = Lead::Focus;
    } else if model.page == Page::Synopsis {
        let sight = model.reading.sight;
        model.reading.focus_at(model.reading.cursor, line);
        model.reading.sight = sight;
    } else {
        model.list_mut().lead = Lead::Focus;
    }
}

/// So many parallels on, or back.
pub fn step(model: &mut Model, by: i64) {
    if model.page == Page::Follow {
        step_stop(model, by);
    } else {
        step_row(&mut model.reading, by);
    }
}

fn step_row(reading: &mut Reading, by: i64) {
    let cursor = reading.cursor;
    let count = usize::try_from(by.unsigned_abs()).unwrap_or(usize::MAX);
    let nth = count.saturating_sub(1);
    let wanted = if by > 0 {
        let after = |row: &usize| *row > cursor;
        reading.parallel_rows().filter(after).nth(nth).or(reading.parallel_rows().next_back().filter(after))
    } else {
        let before = |row: &usize| *row < cursor;
        reading.parallel_rows().rev().filter(before).nth(nth).or(reading.parallel_rows().next().filter(before))
    };
    match wanted {
        Some(row) => reading.focus(row),
        // Beyond the first and the last parallel there may be text to read.
        None => {
            let line = if by > 0 { 3 } else { -3 };
            reading.anchor.line = reading.anchor.line.saturating_add(line);
            reading.lead = Lead::Scroll;
        }
    }
}

fn step_stop(model: &mut Model, by: i64) {
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

/// The focus goes to another source, around the ends.
pub fn beside(model: &mut Model, scene: &Scene, times: usize, right: bool) {
    let line = scene.focus_line(model);
    let reading = &mut model.reading;
    let order: Vec<SourceId> =
        reading.columns.order.iter().copied().filter(|id| !reading.columns.hidden.contains(id)).collect();
    let at = order.iter().position(|&id| id == reading.source).unwrap_or(0);
    let times = times.checked_rem(order.len()).unwrap_or(0);
    let forward = if right { times } else { order.len().saturating_sub(times) };
    let next = at.saturating_add(forward).checked_rem(order.len()).and_then(|at| order.get(at));
    if let Some(&source) = next {
        reading.source = source;
        hold(model, line);
    }
}

/// `gg` and `G`; with a count the parallel of that number.
pub fn to_end(model: &mut Model, count: Option<usize>, last: bool) {
    let row = match count {
        Some(count) => {
            let most = model.comparison.alignment.parallels.len();
            model.reading.row_of(count.min(most).saturating_sub(1))
        }
        None if last => model.reading.parallel_rows().next_back(),
        None => model.reading.parallel_rows().next(),
    };
    let end = if last && count.is_none() { model.reading.synopsis.rows.len().saturating_sub(1) } else { 0 };
    model.reading.focus(row.unwrap_or(end));
    if count.is_none() {
        // The text before the first and after the last parallel comes into sight, too.
        model.reading.anchor.row = end;
        model.reading.anchor.line = 0;
    }
}

/// Scrolls by lines.
pub fn scroll(model: &mut Model, lines: i64) {
    let reading = &mut model.reading;
    reading.lead = Lead::Scroll;
    if model.page == Page::Follow {
        reading.height = reading.height.saturating_sub(lines);
    } else {
        reading.anchor.line = reading.anchor.line.saturating_add(lines);
    }
}

/// The focused row in full; where it is no parallel's, what is folded opens.
pub fn open_row(model: &mut Model, scene: &Scene) {
    if model.parallel().is_none() {
        toggle_fold(model, scene);
        return;
    }
    super::lists::remember(model);
    super::lists::show_row(model);
}

/// The next row in full, or the one before.
pub fn row_beside(model: &mut Model, by: i64) {
    let before = model.reading.cursor;
    step_row(&mut model.reading, by);
    if model.reading.cursor != before {
        super::lists::show_row(model);
    }
}

/// Follows a source in its own order, from a passage of a parallel on.
pub fn follow_passage(model: &mut Model, (parallel, passage): (usize, usize)) {
    let places = crate::tui::band::passages(&model.comparison, Some(parallel));
    let Some(source) = places.get(passage).map(|place| place.source) else { return };
    super::lists::remember(model);
    model.page = Page::Follow;
    model.reading.focus_source(source);
    model.reading.passage = passage;
    model.reading.height = 0;
    model.reading.lead = Lead::Focus;
}

/// From what is followed to its row among the others.
pub fn leave_follow(model: &mut Model) {
    super::lists::remember(model);
    model.page = Page::Synopsis;
    model.reading.focus_at(model.reading.cursor, model.reading.height);
}

/// To the next (or previous) row in which the sources differ and it matters.
pub fn to_difference(model: &mut Model, times: usize, forward: bool) {
    let reading = &model.reading;
    let differs = |row: &usize| {
        let parallel = reading.parallel(*row);
        parallel.is_some_and(|parallel| model.differences.iter().any(|one| one.parallel == parallel))
    };
    let cursor = reading.cursor;
    let nth = times.saturating_sub(1);
    let rows = reading.parallel_rows().filter(differs);
    let row = if forward {
        rows.filter(|row| *row > cursor).nth(nth)
    } else {
        rows.rev().filter(|row| *row < cursor).nth(nth)
    };
    match row {
        Some(row) => model.reading.focus(row),
        None => {
            let way = if forward { "further down" } else { "further up" };
            model.notice = Some(Notice::Done(format!("the sources do not differ {way}")));
        }
    }
}

/// A click in Follow: the focus goes to the passage at that line of the focused source.
pub fn click_follow(model: &mut Model, scene: &Scene, line: i64) {
    let Some(index) = scene.layout.columns.iter().position(|column| column.source == model.reading.source) else {
        return;
    };
    let stops = stops(&model.comparison, model.reading.source);
    let hit = scene.flows.get(index).into_iter().flatten().find_map(|(top, item)| {
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
    });
    let Some((stop, top)) = hit else { return };
    if let Some(row) = model.reading.row_of(stop.parallel) {
        model.reading.focus(row);
        model.reading.passage = stop.index;
        model.reading.height = top;
    }
}

/// The focused source becomes the base; if it is the base, the next one does.
pub fn rebase(model: &mut Model, scene: &Scene) {
    if model.reading.source == model.reading.base {
        beside(model, scene, 1, true);
    }
    let line = scene.focus_line(model);
    let comparison = std::sync::Arc::clone(&model.comparison);
    let source = model.reading.source;
    model.reading.rebase(&comparison, source, line);
}

/// Folds or opens what the focused source has alone at the focus.
pub fn toggle_fold(model: &mut Model, scene: &Scene) {
    let line = scene.focus_line(model);
    model.reading.toggle(model.reading.cursor, model.reading.source);
    hold(model, line);
}

/// To the next (or previous) row in which the focused source tells something alone.
pub fn to_alone(model: &mut Model, forward: bool) {
    let reading = &mut model.reading;
    let source = reading.source;
    let alone = |row: usize| {
        let segments = reading.synopsis.block(row, source).map_or(&[][..], |block| &block.segments);
        segments.iter().find(|segment| segment.standing == Standing::Alone).map(|segment| segment.range)
    };
    let cursor = reading.cursor;
    let mut rows = (0..reading.synopsis.rows.len()).filter_map(|row| Some((row, alone(row)?)));
    let found =
        if forward { rows.find(|(row, _)| *row > cursor) } else { rows.take_while(|(row, _)| *row < cursor).last() };
    if let Some((row, range)) = found {
        reading.unfold(row, source);
        reading.focus(row);
        reading.sight = Some(Passage { source, range });
        model.page = Page::Synopsis;
    }
}

/// Folds or opens all text outside of parallels.
pub fn fold_all(model: &mut Model, scene: &Scene) {
    let line = scene.focus_line(model);
    let reading = &mut model.reading;
    reading.folded = !reading.folded;
    reading.exceptions.clear();
    reading.revision = reading.revision.saturating_add(1);
    hold(model, line);
}

/// Folds or opens what is no part of the story, where the text outside of parallels is open.
pub fn fold_boilerplate(model: &mut Model, scene: &Scene) {
    let line = scene.focus_line(model);
    let reading = &mut model.reading;
    reading.boilerplate_folded = !reading.boilerplate_folded;
    reading.revision = reading.revision.saturating_add(1);
    let now = if reading.boilerplate_folded { "folded" } else { "open" };
    model.notice = Some(Notice::Done(format!("what is no part of the story is {now}")));
    hold(model, line);
}

/// Marks the words that all rows of a parallel have, or no more.
pub fn mark_common(model: &mut Model) {
    let reading = &mut model.reading;
    reading.common = !reading.common;
    let said = if reading.common { "marked: the words that all who tell it have" } else { "these marks are gone" };
    model.notice = Some(Notice::Done(said.to_owned()));
}

/// Shows why the passages are taken for the same, or their readings again.
pub fn reasons(model: &mut Model) {
    let pane = &mut model.reading.pane;
    pane.scroll = 0;
    pane.view = match pane.view {
        PaneView::Apparatus => PaneView::Reasons,
        PaneView::Reasons => PaneView::Apparatus,
    };
}

/// One source in the whole width, or all again.
pub fn zoom(model: &mut Model, scene: &Scene) {
    let line = scene.focus_line(model);
    model.reading.columns.zoomed = !model.reading.columns.zoomed;
    hold(model, line);
}

/// Makes the lower pane so many lines higher, or lower.
pub fn resize_pane(model: &mut Model, scene: &Scene, by: i16) {
    let line = scene.focus_line(model);
    let high = i16::try_from(scene.layout.pane.height).unwrap_or(i16::MAX);
    let room = i16::try_from(scene.layout.body.height.saturating_sub(3)).unwrap_or(i16::MAX);
    let by = by.clamp(high.saturating_neg(), room);
    model.reading.pane.more = model.reading.pane.more.saturating_add(by);
    hold(model, line);
}

/// So many columns more (or fewer) on the screen.
pub fn columns(model: &mut Model, scene: &Scene, by: i16) {
    let line = scene.focus_line(model);
    let shown = i16::try_from(scene.layout.columns.len()).unwrap_or(i16::MAX);
    let all = i16::try_from(model.reading.shown().len()).unwrap_or(i16::MAX);
    if (1..=all).contains(&shown.saturating_add(by)) {
        model.reading.columns.more = model.reading.columns.more.saturating_add(by);
    }
    hold(model, line);
}

/// Hides the focused column; the last one stays.
pub fn hide(model: &mut Model) {
    let shown = model.reading.shown();
    let at = shown.iter().position(|&id| id == model.reading.source).unwrap_or(0);
    let next = shown.get(at.saturating_add(1)).or(at.checked_sub(1).and_then(|at| shown.get(at)));
    if let Some(&next) = next {
        model.reading.columns.hidden.insert(model.reading.source);
        model.reading.source = next;
    }
}

/// The place of the focused source among all columns.
pub fn place_in_order(model: &Model) -> usize {
    model.reading.columns.order.iter().position(|&id| id == model.reading.source).unwrap_or(0)
}

/// Moves the focused column.
pub fn move_column(model: &mut Model, by: isize) {
    let reading = &mut model.reading;
    let Some(at) = reading.columns.order.iter().position(|&id| id == reading.source) else { return };
    if let Some(to) = at.checked_add_signed(by).filter(|&to| to < reading.columns.order.len()) {
        reading.columns.order.swap(at, to);
    }
}
