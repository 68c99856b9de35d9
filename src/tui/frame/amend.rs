//! Corrections: what the reader knows better than the engine.

use super::copy::focused;
use super::notes::write;
use crate::align::Passage;
use crate::notebook::{Correction, Kind, Place};
use crate::tui::model::ask::Effect;
use crate::tui::model::command::Command;
use crate::tui::model::{Model, Notice};

fn refuse(model: &mut Model, why: &str) -> Vec<Effect> {
    model.notice = Some(Notice::Failed(why.to_owned()));
    Vec::new()
}

/// Picks the focused passages for a correction, or lets them go.
pub fn pick(model: &mut Model) -> Vec<Effect> {
    let here = focused(model);
    if here.is_empty() {
        return refuse(model, "there is no passage here to pick");
    }
    if here.iter().all(|passage| model.picked.contains(passage)) {
        model.picked.retain(|passage| !here.contains(passage));
    } else {
        model.picked.extend(here);
        model.picked.sort_unstable();
        model.picked.dedup();
    }
    model.notice = Some(Notice::Done(match model.picked.len() {
        0 => "nothing is picked".to_owned(),
        1 => format!("1 passage is picked: {} links it with the one in focus", model.key(Command::Link)),
        count => {
            let [link, split, merge] =
                [Command::Link, Command::Split, Command::Merge].map(|command| model.key(command));
            format!("{count} passages are picked: {link} links, {split} splits, {merge} merges")
        }
    }));
    Vec::new()
}

/// The passages of the parallel in focus.
fn parallel(model: &Model) -> Vec<Passage> {
    let parallel = model.shown_parallel().and_then(|index| model.comparison.alignment.parallels.get(index));
    parallel.map(|parallel| parallel.passages.clone()).unwrap_or_default()
}

fn places(model: &Model, passages: &[Passage]) -> Vec<Place> {
    passages.iter().map(|passage| Place::of(&model.comparison.corpus, *passage)).collect()
}

/// Two sources at least.
fn spans(passages: &[Passage]) -> bool {
    passages.iter().any(|passage| Some(passage.source) != passages.first().map(|first| first.source))
}

fn correct(model: &mut Model, kind: Kind, (passages, parallel): (&[Passage], &[Passage]), said: &str) -> Vec<Effect> {
    let correction =
        Correction { kind, name: String::new(), passages: places(model, passages), parallel: places(model, parallel) };
    model.picked.clear();
    put(model, correction, said)
}

fn put(model: &mut Model, correction: Correction, said: &str) -> Vec<Effect> {
    let mut notebook = model.history.now().clone();
    notebook.corrections.push(correction);
    write(model, notebook, said)
}

/// The picked passages and those in focus say the same.
pub fn link(model: &mut Model) -> Vec<Effect> {
    let (here, whole) = (focused(model), parallel(model));
    let mut passages = model.picked.clone();
    if whole.is_empty() {
        passages.extend(here);
        passages.sort_unstable();
        passages.dedup();
    }
    if model.picked.is_empty() {
        let said = format!("pick the passages that say the same first: {}", model.key(Command::Pick));
        return refuse(model, &said);
    }
    let all: Vec<Passage> = passages.iter().chain(&whole).copied().collect();
    if !spans(&all) {
        return refuse(model, "a link needs passages of two sources");
    }
    if passages.iter().all(|passage| whole.contains(passage)) {
        return refuse(model, "these passages stand together already");
    }
    correct(model, Kind::Link, (&passages, &whole), "linked")
}

/// The focused passages do not say what the parallel says.
pub fn unlink(model: &mut Model) -> Vec<Effect> {
    let (here, whole) = (focused(model), parallel(model));
    if whole.is_empty() || here.is_empty() {
        return refuse(model, "there is no link here");
    }
    correct(model, Kind::Unlink, (&here, &whole), "unlinked")
}

/// The picked passages of the parallel form one of their own.
pub fn split(model: &mut Model) -> Vec<Effect> {
    let whole = parallel(model);
    let own: Vec<Passage> = model.picked.iter().copied().filter(|passage| whole.contains(passage)).collect();
    if !spans(&own) {
        let said = format!("pick passages of two sources of this parallel first: {}", model.key(Command::Pick));
        return refuse(model, &said);
    }
    if own.len() == whole.len() {
        return refuse(model, "some passages must stay");
    }
    correct(model, Kind::Split, (&own, &whole), "split")
}

/// The parallel in focus and those of the picked passages, or else the next one, are one.
pub fn merge(model: &mut Model) -> Vec<Effect> {
    let Some(here) = model.shown_parallel() else { return refuse(model, "there is no parallel here") };
    let whole = parallel(model);
    let parallels = &model.comparison.alignment.parallels;
    // What was picked in this parallel names no other, though it may stand in several.
    let named = |passage: &Passage| model.picked.contains(passage) && !whole.contains(passage);
    let meant = parallels.iter().enumerate().filter(|(at, other)| *at != here && other.passages.iter().any(named));
    let mut count = meant.clone().count();
    let mut others: Vec<Passage> = meant.flat_map(|(_, other)| other.passages.iter().copied()).collect();
    if others.is_empty() {
        let order: Vec<usize> = model.reading.synopsis.rows.iter().filter_map(|row| row.parallel).collect();
        let place = order.iter().position(|parallel| *parallel == here);
        let next = place.and_then(|place| order.get(place.saturating_add(1)));
        others = next.and_then(|next| parallels.get(*next)).map(|next| next.passages.clone()).unwrap_or_default();
        count = 1;
    }
    if others.is_empty() {
        return refuse(model, "there is no other parallel to merge with");
    }
    let said = format!("merged: {} parallels are one now", count.saturating_add(1));
    correct(model, Kind::Link, (&others, &whole), &said)
}

/// The focused passages are not part of the story; or they are, after all.
pub fn boilerplate(model: &mut Model) -> Vec<Effect> {
    let here = focused(model);
    if here.is_empty() {
        return refuse(model, "there is no passage here");
    }
    let is_boilerplate = |passage: &Passage| {
        let source = model.comparison.corpus.source(passage.source);
        source.boilerplate.iter().any(|part| part.range.overlaps(passage.range))
    };
    let (kind, said) = match here.iter().all(is_boilerplate) {
        true => (Kind::Story, "marked as story"),
        false => (Kind::Boilerplate, "marked as no part of the story"),
    };
    correct(model, kind, (&here, &[]), said)
}

/// Gives the parallel in focus a name; nothing takes it away.
pub fn name(model: &mut Model, name: &str) -> Vec<Effect> {
    let whole = parallel(model);
    if whole.is_empty() {
        return refuse(model, "there is no parallel here");
    }
    let before = model.shown_parallel().and_then(|at| model.comparison.remarks.names.get(&at));
    if before.map_or("", String::as_str) == name {
        return Vec::new();
    }
    let parallel = places(model, &whole);
    let said = if name.is_empty() { "the name is gone" } else { "named" };
    put(model, Correction { kind: Kind::Name, name: name.to_owned(), passages: Vec::new(), parallel }, said)
}
