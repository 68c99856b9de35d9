//! The entries of the list on the screen: made anew, and the cursor put where it belongs among them.

use crate::tui::model::item::{About, ListState};
use crate::tui::model::scroll::Lead;
use crate::tui::model::{Model, Notice};
use crate::tui::screens::{items, overview, screen};
use std::rc::Rc;

/// Makes the entries of the page anew.
pub fn refresh(model: &mut Model) {
    model.stale = false;
    if model.page.reads {
        return;
    }
    model.glance();
    model.items = Rc::new(items(model));
    model.items_revision = model.items_revision.saturating_add(1);
    let last = model.items.len().saturating_sub(1);
    let state = model.list_mut();
    state.cursor = state.cursor.min(last);
    state.lead = Lead::Focus;
}

/// The cursor goes to the first entry that is about something, if there is one.
pub fn point(model: &mut Model, wanted: impl Fn(&Model, &About) -> bool) {
    if let Some(at) = model.items.iter().position(|item| wanted(model, &item.about)) {
        model.list_mut().cursor = at;
    }
}

/// After corrections, the cursor stays with what it was on: the entry nearest to it that leads to the focus.
pub fn select_focused(model: &mut Model) {
    let (parallel, sight) = (model.parallel(), model.reading.sight);
    let leads = |about: &About| match (about.parallel, about.place) {
        (Some(other), _) => Some(other) == parallel,
        (None, Some(place)) => sight.is_some_and(|p| p.source == place.source && p.range.overlaps(place.range)),
        (None, None) => false,
    };
    let cursor = model.list(model.page).cursor;
    let fitting = model.items.iter().enumerate().filter(|(_, item)| leads(&item.about)).map(|(at, _)| at);
    if let Some(at) = fitting.min_by_key(|at| at.abs_diff(cursor)).filter(|_| !model.page.reads) {
        model.list_mut().cursor = at;
    }
}

/// The cursor of the overview begins with what is told.
pub fn begin(model: &mut Model) {
    if model.page == overview::PAGE {
        model.list_mut().cursor = 0;
        point(model, |_, about| about.parallel.is_some() && about.difference.is_none());
    }
}

/// Sorts another way.
pub fn sort(model: &mut Model) {
    let orders = screen(model.page).orders.len();
    let Some(next) = model.list(model.page).sort.saturating_add(1).checked_rem(orders) else {
        model.notice = Some(Notice::Failed("this list has one order only".into()));
        return;
    };
    let state = model.list_mut();
    *state = ListState { sort: next, filter: std::mem::take(&mut state.filter), ..ListState::BEGINNING };
    refresh(model);
}
