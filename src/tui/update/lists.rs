//! Moving through lists, opening entries, and going back to where one was.

use super::{place, reading};
use crate::source::SourceId;
use crate::tui::item::Target;
use crate::tui::model::{Model, Notice, Stage};
use crate::tui::page::Page;
use crate::tui::scene::Scene;
use crate::tui::screens::{items, orders, screen};
use crate::tui::scroll::{Anchor, Lead};
use std::rc::Rc;

/// Shows a page; the place that is left can be come back to.
pub fn open(model: &mut Model, page: Page) {
    if model.page == page {
        return;
    }
    let Some(screen) = screen(page) else { return };
    let uncompared = match model.stage {
        Stage::Done => None,
        Stage::Stopped => Some("the comparison was stopped; start again to have it"),
        Stage::Loading | Stage::Comparing => Some("the sources are not compared yet"),
    };
    let uncompared = uncompared.filter(|_| !screen.early).map(|why| Notice::Failed(why.into()));
    if let Some(notice) = uncompared.or_else(|| (screen.shut)(model)) {
        model.notice = Some(notice);
        return;
    }
    remember(model);
    model.page = page;
    refresh(model);
    point(model);
}

/// Keeps the place in mind before it is left.
pub fn remember(model: &mut Model) {
    let spot = place::here(model);
    model.visited.leave(spot);
}

/// Makes the entries of the page anew.
pub fn refresh(model: &mut Model) {
    if model.page.is_reading() {
        return;
    }
    let page = model.page;
    model.glance();
    model.items = Rc::new(items(model, page));
    model.items_revision = model.items_revision.saturating_add(1);
    let last = model.items.len().saturating_sub(1);
    let state = model.list_mut();
    state.cursor = state.cursor.min(last);
    state.lead = Lead::Focus;
}

/// The cursor of the outline goes to the one that was in focus.
fn point(model: &mut Model) {
    let hit = model.found.current.and_then(|at| model.found.hits.get(at)).copied();
    let leads = |target: Target| match (model.page, target) {
        (Page::Outline, Target::Parallel(other, _)) => Some(other) == model.parallel(),
        (Page::Hits, Target::Place(place)) => Some(place) == hit,
        _ => false,
    };
    if let Some(at) = model.items.iter().position(|item| leads(item.target)) {
        model.list_mut().cursor = at;
    }
}

/// After corrections, the cursor stays with what it was on: the entry nearest to it that leads to the focus.
pub fn select_focused(model: &mut Model) {
    let (parallel, sight) = (model.parallel(), model.reading.sight);
    let leads = |target: Target| match target {
        Target::Parallel(other, _) => Some(other) == parallel,
        Target::Place(place) => sight.is_some_and(|p| p.source == place.source && p.range.overlaps(place.range)),
        Target::Passage(other, _) => Some(other) == parallel,
        Target::Base(_) | Target::Rejected | Target::Note(_) | Target::Story(_) => false,
        Target::Difference(_) | Target::Alone(_) | Target::Screen(_) => false,
    };
    let cursor = model.list(model.page).cursor;
    let fitting = model.items.iter().enumerate().filter(|(_, item)| leads(item.target)).map(|(at, _)| at);
    if let Some(at) = fitting.min_by_key(|at| at.abs_diff(cursor)).filter(|_| !model.page.is_reading()) {
        model.list_mut().cursor = at;
    }
}

/// The cursor of the overview begins with what is told.
pub fn begin(model: &mut Model) {
    let told = model.items.iter().position(|item| matches!(item.target, Target::Parallel(..)));
    if model.page == Page::Overview {
        model.list_mut().cursor = told.unwrap_or(0);
    }
}

/// So many entries on, or back.
pub fn step(model: &mut Model, by: i64) {
    let last = i64::try_from(model.items.len()).unwrap_or(i64::MAX).saturating_sub(1).max(0);
    let state = model.list_mut();
    let at = i64::try_from(state.cursor).unwrap_or(0).saturating_add(by).clamp(0, last);
    state.cursor = usize::try_from(at).unwrap_or(0);
    state.lead = Lead::Focus;
    model.reading.pane.scroll = 0;
}

/// To the entries under the next or the previous heading.
pub fn beside(model: &mut Model, right: bool) {
    let cursor = model.list(model.page).cursor;
    let headed = |index: &usize| model.items.get(*index).is_some_and(|item| !item.heading.is_empty());
    let mut all = 0..model.items.len();
    let next =
        if right { all.find(|at| *at > cursor && headed(at)) } else { all.rfind(|at| *at < cursor && headed(at)) };
    if let Some(next) = next {
        model.list_mut().cursor = next;
        model.list_mut().lead = Lead::Focus;
    }
}

/// To the first or the last entry, or to the one of a number.
pub fn to_end(model: &mut Model, count: Option<usize>, last: bool) {
    let end = model.items.len().saturating_sub(1);
    let cursor = match count {
        Some(count) => count.saturating_sub(1).min(end),
        None if last => end,
        None => 0,
    };
    let state = model.list_mut();
    state.cursor = cursor;
    state.lead = Lead::Focus;
    if cursor == 0 {
        state.anchor = Anchor::default();
    }
}

/// Scrolls by lines.
pub fn scroll(model: &mut Model, lines: i64) {
    let state = model.list_mut();
    state.anchor.line = state.anchor.line.saturating_add(lines);
    state.lead = Lead::Scroll;
}

/// Sorts another way.
pub fn sort(model: &mut Model) {
    let Some(next) = model.list(model.page).sort.saturating_add(1).checked_rem(orders(model.page).len()) else {
        model.notice = Some(Notice::Failed("this list has one order only".into()));
        return;
    };
    let state = model.list_mut();
    state.sort = next;
    state.cursor = 0;
    state.anchor = Anchor::default();
    refresh(model);
}

/// Opens what the selected entry leads to.
pub fn enter(model: &mut Model, scene: &Scene) {
    let Some(target) = model.selected() else { return };
    match target {
        Target::Rejected => {
            model.notice = Some(Notice::Failed("this was not read: there is nothing to open".into()));
        }
        Target::Note(_) => {
            let said = "the passage of this note is not in the sources as they are now";
            model.notice = Some(Notice::Failed(said.into()));
        }
        Target::Story(_) => {}
        Target::Screen(page) => open(model, page),
        Target::Difference(at) if model.page != Page::Differences => to_difference(model, at),
        // First each source's own sentence, then the row.
        Target::Difference(at) if model.opened.insert(at) => refresh(model),
        Target::Difference(at) => {
            if let Some(parallel) = model.differences.get(at).map(|one| one.parallel) {
                remember(model);
                to_parallel(model, parallel, None);
                show_row(model);
            }
        }
        Target::Alone(place) => to_item(model, Page::OnlyHere, Target::Place(place)),
        Target::Passage(parallel, passage) => reading::follow_passage(model, (parallel, passage)),
        Target::Parallel(parallel, source) => {
            remember(model);
            model.page = Page::Synopsis;
            to_parallel(model, parallel, source);
        }
        Target::Place(place) => {
            remember(model);
            model.page = Page::Synopsis;
            super::notes::to_passage(model, place);
            let current = model.found.hits.iter().position(|hit| *hit == place);
            model.found.current = current.or(model.found.current);
        }
        Target::Base(source) => {
            remember(model);
            model.page = Page::Synopsis;
            model.reading.focus_source(source);
            if model.reading.base != source {
                reading::rebase(model, scene);
            }
        }
    }
}

/// To a difference, with each source's own sentence.
fn to_difference(model: &mut Model, at: usize) {
    model.opened.insert(at);
    to_item(model, Page::Differences, Target::Difference(at));
}

/// To the entry of a list that leads somewhere.
fn to_item(model: &mut Model, page: Page, target: Target) {
    open(model, page);
    if let Some(at) = model.items.iter().position(|item| item.target == target) {
        model.list_mut().cursor = at;
    }
}

/// The row in focus, in full.
pub fn show_row(model: &mut Model) {
    model.page = Page::Row;
    *model.list_mut() = Default::default();
    refresh(model);
    let source = model.reading.source;
    if let Some(at) = model.items.iter().position(|item| item.sources == [source]) {
        model.list_mut().cursor = at;
    }
}

/// The focus goes to a parallel, in a source that tells it: the one named, else the one in focus, else the first.
fn to_parallel(model: &mut Model, parallel: usize, source: Option<SourceId>) {
    if let Some(row) = model.reading.row_of(parallel) {
        model.reading.focus(row);
    }
    let passages = &model.comparison.alignment.parallels[parallel].passages;
    let told = |id: &SourceId| passages.iter().any(|passage| passage.source == *id);
    let here = source.or(Some(model.reading.source).filter(told));
    if let Some(source) = here.or(passages.first().map(|passage| passage.source)) {
        model.reading.focus_source(source);
    }
}

/// Back to the place before; whether there was one.
pub fn back(model: &mut Model) -> bool {
    let here = place::here(model);
    let Some(spot) = model.visited.back(here) else { return false };
    place::go(model, spot);
    refresh(model);
    true
}

/// Forward again.
pub fn forward(model: &mut Model) {
    let here = place::here(model);
    match model.visited.forward(here) {
        Some(spot) => {
            place::go(model, spot);
            refresh(model);
        }
        None => model.notice = Some(Notice::Failed("there is no place to go forward to".into())),
    }
}
