//! Searching as you type, and stepping through what was found.

use crate::tui::model::command::Command;
use crate::tui::model::input::Input;
use crate::tui::model::{Found, Model, Notice, Overlay};
use crate::tui::scene::Scene;
use crate::tui::screens::{follow, synopsis};
use crate::view::{Hit, Query, counted, found_beside, search};

/// Opens the search line.
pub fn open(model: &mut Model) {
    model.overlay = Some(Overlay::Search(Input::default(), Box::new(model.here())));
}

/// Looks for what is typed and goes to the first place at or after the focus.
pub fn look(model: &mut Model, typed: &str) {
    find(model, typed);
    show_current(model);
}

/// Looks again, in what is read now; the place is kept.
pub fn refresh(model: &mut Model) {
    let typed = model.found.typed.clone();
    find(model, &typed);
}

fn find(model: &mut Model, typed: &str) {
    let pattern = model.found.pattern;
    let query = if pattern && !typed.is_empty() { Query::pattern(typed) } else { Ok(Query::new(typed)) };
    let wrong = query.as_ref().err().cloned();
    let beside = query.as_ref().map(|query| found_beside(&model.comparison.corpus, query)).unwrap_or_default();
    let mut hits = query.map(|query| search(&model.comparison, &query)).unwrap_or_default();
    let mut by_source = vec![Vec::new(); model.comparison.corpus.sources.len()];
    for hit in &hits {
        if let Some(list) = by_source.get_mut(hit.source.index()) {
            list.push(*hit);
        }
    }
    let rows: Vec<usize> = rows(model, &hits);
    let mut order: Vec<usize> = (0..hits.len()).collect();
    order.sort_by_key(|&index| (rows.get(index), hits.get(index)));
    let cursor = model.reading.cursor;
    let current = order.iter().position(|&index| rows.get(index).is_some_and(|&row| row >= cursor));
    hits = order.iter().filter_map(|&index| hits.get(index).copied()).collect();
    let current = current.or(if hits.is_empty() { None } else { Some(0) });
    model.found = Found { typed: typed.to_owned(), pattern, wrong, hits, by_source, beside, current };
}

/// The row of each hit.
fn rows(model: &Model, hits: &[Hit]) -> Vec<usize> {
    hits.iter().map(|hit| model.reading.row_at(*hit).unwrap_or(0)).collect()
}

/// Goes so many hits on or back, around the ends.
pub fn step(model: &mut Model, scene: &Scene, times: usize, forward: bool) {
    let count = model.found.hits.len();
    let Some(times) = times.checked_rem(count) else {
        let first = || format!("search first: {}", model.key(Command::Search));
        let say = if model.found.typed.is_empty() { first() } else { nothing(&model.found) };
        model.notice = Some(Notice::Failed(say));
        return;
    };
    let steps = if forward { times } else { count.saturating_sub(times) };
    if !model.page.reads {
        model.remember();
    }
    let next = model.found.current.map_or(0, |at| at.saturating_add(steps).checked_rem(count).unwrap_or(0));
    model.found.current = Some(next);
    let line = scene.focus_line(model);
    let before = model.reading.cursor;
    show_current(model);
    if model.reading.cursor == before {
        model.hold(line);
    }
    let at = next.saturating_add(1);
    model.notice =
        Some(Notice::Done(format!("{at} of {} with “{}”", counted(count, "place", "places"), model.found.typed)));
}

/// What to say where nothing was found.
pub fn nothing(found: &Found) -> String {
    match found.said_beside() {
        Some(beside) => format!("“{}” is in no text, but {beside}", found.typed),
        None => format!("nothing found for “{}”", found.typed),
    }
}

/// Brings the current hit into sight.
pub fn show_current(model: &mut Model) {
    let Some(hit) = model.found.here() else { return };
    let Some(row) = model.reading.row_at(hit) else { return };
    model.reading.unfold(row, hit.source);
    model.reading.focus_source(hit.source);
    model.reading.focus(row);
    model.reading.sight = Some(hit);
    if !model.page.reads || (model.page == follow::PAGE && model.parallel().is_none()) {
        model.page = synopsis::PAGE;
    }
}
