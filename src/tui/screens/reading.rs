//! What the screens have alike that show the sources themselves, and what keys do on them.

use super::list::LIST;
use super::screen::{Acted, Lower, Screen};
use crate::align::Passage;
use crate::source::SourceId;
use crate::tui::model::command::Command;
use crate::tui::model::reading::{PaneView, Reading};
use crate::tui::model::scroll::Lead;
use crate::tui::model::{Model, Notice, Overlay, Request};
use crate::tui::scene::Scene;
use crate::view::Standing;

/// The sources themselves, as they are read beside each other.
pub const READING: Screen = Screen { early: true, pane: Lower::Whole, ..LIST };

/// What a key does.
#[expect(clippy::wildcard_enum_match_arm, reason = "the other commands mean the same everywhere")]
pub fn act(model: &mut Model, scene: &Scene, request: Request) -> Acted {
    let times = request.count.unwrap_or(1);
    let few = i16::try_from(times).unwrap_or(i16::MAX);
    match request.command {
        Command::SourceRight | Command::SourceLeft => {
            beside(model, scene, times, request.command == Command::SourceRight);
        }
        Command::First | Command::Last => to_end(model, request.count, request.command == Command::Last),
        Command::NextHit | Command::PreviousHit if model.found.typed.is_empty() => {
            to_difference(model, times, request.command == Command::NextHit);
        }
        Command::Base => rebase(model, scene),
        Command::Common => mark_common(model),
        Command::Reasons => reasons(model),
        Command::Fold => toggle_fold(model, scene),
        Command::FoldAll => fold_all(model, scene),
        Command::FoldBoilerplate => fold_boilerplate(model, scene),
        Command::PaneHigher => resize_pane(model, scene, few),
        Command::PaneLower => resize_pane(model, scene, few.saturating_neg()),
        Command::Zoom => zoom(model, scene),
        Command::Wider => columns(model, scene, -1),
        Command::Narrower => columns(model, scene, 1),
        Command::Hide => hide(model),
        Command::Columns => model.overlay = Some(Overlay::Columns(place_in_order(model))),
        Command::MoveRight => move_column(model, 1),
        Command::MoveLeft => move_column(model, -1),
        _ => return Acted::Not,
    }
    Acted::Yes
}

/// So many parallels on, or back.
pub fn step(reading: &mut Reading, by: i64) {
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

/// The focus goes to another source, around the ends.
fn beside(model: &mut Model, scene: &Scene, times: usize, right: bool) {
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
        model.hold(line);
    }
}

/// `gg` and `G`; with a count the parallel of that number.
fn to_end(model: &mut Model, count: Option<usize>, last: bool) {
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

/// To the next (or previous) row in which the sources differ and it matters.
fn to_difference(model: &mut Model, times: usize, forward: bool) {
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
    model.hold(line);
}

/// To the next (or previous) row in which the focused source tells something alone; whether there is one.
pub fn to_alone(model: &mut Model, forward: bool) -> bool {
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
    }
    found.is_some()
}

/// Folds or opens all text outside of parallels.
fn fold_all(model: &mut Model, scene: &Scene) {
    let line = scene.focus_line(model);
    let reading = &mut model.reading;
    reading.folded = !reading.folded;
    reading.exceptions.clear();
    reading.revision = reading.revision.saturating_add(1);
    model.hold(line);
}

/// Folds or opens what is no part of the story, where the text outside of parallels is open.
fn fold_boilerplate(model: &mut Model, scene: &Scene) {
    let line = scene.focus_line(model);
    let reading = &mut model.reading;
    reading.boilerplate_folded = !reading.boilerplate_folded;
    reading.revision = reading.revision.saturating_add(1);
    let now = if reading.boilerplate_folded { "folded" } else { "open" };
    model.notice = Some(Notice::Done(format!("what is no part of the story is {now}")));
    model.hold(line);
}

/// Marks the words that all rows of a parallel have, or no more.
fn mark_common(model: &mut Model) {
    let reading = &mut model.reading;
    reading.common = !reading.common;
    let said = if reading.common { "marked: the words that all who tell it have" } else { "these marks are gone" };
    model.notice = Some(Notice::Done(said.to_owned()));
}

/// Shows why the passages are taken for the same, or their readings again.
fn reasons(model: &mut Model) {
    let pane = &mut model.reading.pane;
    pane.scroll = 0;
    pane.view = match pane.view {
        PaneView::Apparatus => PaneView::Reasons,
        PaneView::Reasons => PaneView::Apparatus,
    };
}

/// One source in the whole width, or all again.
fn zoom(model: &mut Model, scene: &Scene) {
    let line = scene.focus_line(model);
    model.reading.columns.zoomed = !model.reading.columns.zoomed;
    model.hold(line);
}

/// Makes the lower pane so many lines higher, or lower.
fn resize_pane(model: &mut Model, scene: &Scene, by: i16) {
    let line = scene.focus_line(model);
    let high = i16::try_from(scene.layout.pane.height).unwrap_or(i16::MAX);
    let room = i16::try_from(scene.layout.body.height.saturating_sub(3)).unwrap_or(i16::MAX);
    let by = by.clamp(high.saturating_neg(), room);
    model.reading.pane.more = model.reading.pane.more.saturating_add(by);
    model.hold(line);
}

/// So many columns more (or fewer) on the screen.
fn columns(model: &mut Model, scene: &Scene, by: i16) {
    let line = scene.focus_line(model);
    let shown = i16::try_from(scene.layout.columns.len()).unwrap_or(i16::MAX);
    let all = i16::try_from(model.reading.shown().len()).unwrap_or(i16::MAX);
    if (1..=all).contains(&shown.saturating_add(by)) {
        model.reading.columns.more = model.reading.columns.more.saturating_add(by);
    }
    model.hold(line);
}

/// Hides the focused column; the last one stays.
fn hide(model: &mut Model) {
    let shown = model.reading.shown();
    let at = shown.iter().position(|&id| id == model.reading.source).unwrap_or(0);
    let next = shown.get(at.saturating_add(1)).or(at.checked_sub(1).and_then(|at| shown.get(at)));
    if let Some(&next) = next {
        model.reading.columns.hidden.insert(model.reading.source);
        model.reading.source = next;
    }
}

/// The place of the focused source among all columns.
fn place_in_order(model: &Model) -> usize {
    model.reading.columns.order.iter().position(|&id| id == model.reading.source).unwrap_or(0)
}

/// Moves the focused column.
fn move_column(model: &mut Model, by: isize) {
    let reading = &mut model.reading;
    let Some(at) = reading.columns.order.iter().position(|&id| id == reading.source) else { return };
    if let Some(to) = at.checked_add_signed(by).filter(|&to| to < reading.columns.order.len()) {
        reading.columns.order.swap(at, to);
    }
}
