//! Doors: showing what an entry leads to, and going back to where one was.

use super::entries::{point, refresh};
use super::notes::put_in_at;
use crate::compare::Comparison;
use crate::source::{Corpus, SourceId};
use crate::tui::model::ask::Effect;
use crate::tui::model::item::{About, Door};
use crate::tui::model::page::Page;
use crate::tui::model::scroll::Lead;
use crate::tui::model::{Model, Notice, Stage};
use crate::tui::scene::Scene;
use crate::tui::screens::{follow, overview, reading, rejected, row, screen, stories, synopsis};
use std::sync::Arc;

/// Opens what a door leads to.
pub fn open(model: &mut Model, scene: &Scene, door: Door) -> Vec<Effect> {
    match door {
        Door::Shut(why) => model.notice = Some(Notice::Failed(why.to_owned())),
        Door::Story(story) => return open_story(model, story),
        Door::Screen(page) => show(model, page),
        Door::Entry(page, about) => to_entry(model, page, about),
        Door::Row(parallel) => to_row(model, parallel),
        Door::Passage(parallel, passage) => follow_passage(model, (parallel, passage)),
        Door::Parallel(parallel, source) => {
            leave_for(model, synopsis::PAGE);
            to_parallel(model, parallel, source);
        }
        Door::Place(place) => {
            leave_for(model, synopsis::PAGE);
            model.reading.focus_passage(place);
            let current = model.found.hits.iter().position(|hit| *hit == place);
            model.found.current = current.or(model.found.current);
        }
        Door::Base(source) => {
            leave_for(model, synopsis::PAGE);
            model.reading.focus_source(source);
            if model.reading.base != source {
                reading::rebase(model, scene);
            }
        }
    }
    Vec::new()
}

/// The place that is left can be come back to.
fn leave_for(model: &mut Model, page: Page) {
    model.remember();
    model.page = page;
}

/// Shows a page, where it has something to show.
pub fn show(model: &mut Model, page: Page) {
    if model.page == page {
        return;
    }
    let screen = screen(page);
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
    leave_for(model, page);
    refresh(model);
    point(model, screen.opens);
}

/// To the entry of another list that is about the same; a difference with each source's own sentence.
fn to_entry(model: &mut Model, page: Page, about: About) {
    model.opened.extend(about.difference);
    show(model, page);
    point(model, |_, other| *other == about);
}

/// To a row in full; from one row to the next there is no way back but to where the first was opened.
fn to_row(model: &mut Model, parallel: usize) {
    if model.page != row::PAGE {
        model.remember();
    }
    if model.parallel() != Some(parallel) {
        to_parallel(model, parallel, None);
    }
    model.page = row::PAGE;
    *model.list_mut() = Default::default();
    refresh(model);
    point(model, |model, about| about.place.is_some_and(|place| place.source == model.reading.source));
}

/// Follows a source in its own order, from a passage of a parallel on.
fn follow_passage(model: &mut Model, (parallel, passage): (usize, usize)) {
    let parallel = model.comparison.alignment.parallels.get(parallel);
    let Some(source) = parallel.and_then(|parallel| parallel.passages.get(passage)).map(|place| place.source) else {
        return;
    };
    leave_for(model, follow::PAGE);
    model.reading.focus_source(source);
    model.reading.passage = passage;
    model.reading.height = 0;
    model.reading.lead = Lead::Focus;
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
    let here = model.here();
    let Some(spot) = model.visited.back(here) else { return false };
    model.go(spot);
    refresh(model);
    true
}

/// Forward again.
pub fn forward(model: &mut Model) {
    let here = model.here();
    match model.visited.forward(here) {
        Some(spot) => {
            model.go(spot);
            refresh(model);
        }
        None => model.notice = Some(Notice::Failed("there is no place to go forward to".into())),
    }
}

/// Opens a story of the collection.
fn open_story(model: &mut Model, story: usize) -> Vec<Effect> {
    model.forget_lists(&[stories::PAGE, rejected::PAGE]);
    close_story(model, overview::PAGE);
    vec![Effect::Story(Some(story))]
}

/// Nothing is read any more, and nothing yet.
fn close_story(model: &mut Model, page: Page) {
    model.engine = Arc::new(Comparison::unaligned(Corpus::default()));
    model.stage = Stage::Loading;
    model.page = page;
    model.found = Default::default();
    model.picked.clear();
    model.visited = Default::default();
    put_in_at(model, None, None);
}

/// Back from a story to the list, if it came from one; what is being done for it stops.
pub fn leave_story(model: &mut Model) -> Vec<Effect> {
    close_story(model, stories::PAGE);
    model.stage = Stage::Done;
    vec![Effect::Story(None)]
}
