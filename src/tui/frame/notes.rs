//! Notes and bookmarks, and everything that is written down: kept at once, undone, redone.

use super::copy::focused;
use super::{entries, search};
use crate::align::Passage;
use crate::notebook::{Applied, Correction, History, Note, Notebook, Place};
use crate::source::SourceId;
use crate::tui::model::ask::Effect;
use crate::tui::model::command::Command;
use crate::tui::model::edition::{Edition, Revised, Wanted};
use crate::tui::model::input::Input;
use crate::tui::model::reading::Reading;
use crate::tui::model::scroll::Anchor;
use crate::tui::model::{Model, Notice, Overlay, Question, Stage};
use crate::tui::screens;
use crate::view::Synopsis;
use std::rc::Rc;
use std::sync::Arc;

fn refuse(model: &mut Model, why: String) -> Vec<Effect> {
    model.notice = Some(Notice::Failed(why));
    Vec::new()
}

/// Whether something can be written down now; says why not.
pub fn may_write(model: &mut Model) -> bool {
    let why = match (&model.locked, model.stage) {
        (Some(reason), _) => Some(format!("notes are not kept: {reason}")),
        (None, Stage::Loading | Stage::Comparing) => Some("the sources are not compared yet".to_owned()),
        (None, Stage::Done | Stage::Stopped) => None,
    };
    let may = why.is_none();
    if let Some(why) = why {
        model.notice = Some(Notice::Failed(why));
    }
    may
}

/// Writes down, shows it, and has it kept.
pub fn write(model: &mut Model, notebook: Notebook, said: &str) -> Vec<Effect> {
    if !may_write(model) {
        return Vec::new();
    }
    if !model.history.write(notebook) {
        model.notice = Some(Notice::Done("nothing changes".to_owned()));
        return Vec::new();
    }
    put_in(model, None);
    let later = if model.wanted.is_some() { ", the rows follow" } else { "" };
    model.notice = Some(Notice::Done(format!("{said}{later}   {} undoes", model.key(Command::Undo))));
    vec![Effect::Keep(Box::new(model.history.now().clone()))]
}

/// Goes back to what was written down before, or forward again.
pub fn travel(model: &mut Model, back: bool) -> Vec<Effect> {
    if !may_write(model) {
        return Vec::new();
    }
    let before = model.history.now().corrections.clone();
    let moved = if back { model.history.undo() } else { model.history.redo() };
    if !moved {
        let nothing = if back { "there is nothing to undo" } else { "there is nothing to redo" };
        return refuse(model, nothing.to_owned());
    }
    model.picked.clear();
    put_in(model, Some(before));
    let undone = || format!("undone   {} redoes", model.key(Command::Redo));
    model.notice = Some(Notice::Done(if back { undone() } else { "redone".to_owned() }));
    vec![Effect::Keep(Box::new(model.history.now().clone()))]
}

/// The focus goes to the parallel whose correction came or went.
fn to_changed(model: &mut Model, before: &[Correction]) {
    let now = &model.history.now().corrections;
    let (more, less) = if now.len() > before.len() { (now.as_slice(), before) } else { (before, now.as_slice()) };
    let Some(changed) = more.iter().find(|correction| !less.contains(correction)) else { return };
    let places = if changed.parallel.is_empty() { &changed.passages } else { &changed.parallel };
    let passages: Vec<Passage> = places.iter().filter_map(|place| place.find(&model.comparison.corpus)).collect();
    if let Some(row) = model.reading.row_like(&model.comparison, &passages, None) {
        model.reading.focus(row);
    }
}

/// Takes in what was written down before; it is put in when the sources are compared.
pub fn open(model: &mut Model, notebook: Notebook) {
    model.kept = notebook.clone();
    model.history = History::of(notebook);
    if !matches!(model.stage, Stage::Loading | Stage::Comparing) {
        put_in(model, None);
    }
}

/// Where the focus is, by its words, so that it is found again in another comparison.
pub struct Held {
    place: Place,
    /// The passages of the parallel in focus: one passage may stand in several.
    parallel: Vec<Place>,
}

impl Held {
    /// Where the focus is now; nothing where it is on no passage.
    pub fn of(model: &Model) -> Option<Self> {
        let focused = focused(model);
        // What is looked at comes first.
        let seen = |s: &Passage| focused.iter().any(|p| p.source == s.source && p.range.overlaps(s.range));
        let passage = model.reading.sight.filter(seen).or(focused.first().copied())?;
        let shown = model.shown_parallel().and_then(|at| model.comparison.alignment.parallels.get(at));
        let place = |passage: &Passage| Place::of(&model.comparison.corpus, *passage);
        let parallel = shown.map(|parallel| parallel.passages.iter().map(place).collect()).unwrap_or_default();
        Some(Self { place: place(&passage), parallel })
    }
}

/// Puts what is written down into what is read; the place is kept. Where somebody goes back or forward in corrections, the
/// focus goes to the one that came or went: these are those before.
pub fn put_in(model: &mut Model, before: Option<Vec<Correction>>) {
    if model.stage == Stage::Done && model.corrected == model.history.now().corrections {
        return put_notes_in(model);
    }
    if model.beside && model.stage == Stage::Done && Wanted::is_long(&model.engine) {
        return want(model, before);
    }
    let held = Held::of(model);
    put_in_at(model, held, None);
    if let Some(before) = before {
        to_changed(model, &before);
    }
}

/// Puts notes alone in: they change no row.
fn put_notes_in(model: &mut Model) {
    let notes = model.history.now().remarks(&model.comparison.corpus);
    Arc::make_mut(&mut model.comparison).remarks.notes = notes;
    // What is being made beside the screen has other corrections.
    model.revisions = model.revisions.saturating_add(1);
    entries::refresh(model);
}

/// Has it made beside the screen; until then, what is read stays.
fn want(model: &mut Model, before: Option<Vec<Correction>>) {
    model.revisions = model.revisions.saturating_add(1);
    model.wanted = Some(Wanted {
        number: model.revisions,
        engine: Arc::clone(&model.engine),
        notebook: model.history.now().clone(),
        base: model.base(),
        before,
    });
}

/// Takes in what was made beside the screen, if nothing else is wanted by now.
pub fn revised(model: &mut Model, revised: Revised) {
    if revised.number != model.revisions {
        return;
    }
    let held = Held::of(model);
    tell_lost(model, revised.lost);
    model.corrected = revised.corrections;
    let synopsis = model.read(revised.comparison, Some(revised.edition));
    settle(model, synopsis, held);
    if let Some(before) = revised.before {
        to_changed(model, &before);
    }
}

/// Puts it in; the focus goes to a place, if one is named. The edition is that of the engine's comparison, where it is made.
pub fn put_in_at(model: &mut Model, held: Option<Held>, edition: Option<Edition>) {
    model.revisions = model.revisions.saturating_add(1);
    let later = model.beside && model.stage == Stage::Done && edition.is_some() && Wanted::is_long(&model.engine);
    // Before the sources are compared there is nothing to correct.
    if later || model.history.now().is_empty() || matches!(model.stage, Stage::Loading | Stage::Comparing) {
        model.corrected.clear();
        let synopsis = model.read(Arc::clone(&model.engine), edition);
        settle(model, synopsis, held);
        if later && !model.history.now().is_empty() {
            want(model, None);
        }
        return;
    }
    let Applied { comparison, lost } = model.history.now().apply(&model.engine);
    if model.stage == Stage::Done {
        tell_lost(model, lost.len());
    }
    model.corrected = model.history.now().corrections.clone();
    let synopsis = model.read(Arc::new(comparison), None);
    settle(model, synopsis, held);
}

fn tell_lost(model: &mut Model, lost: usize) {
    if lost > 0 {
        let said = format!("{lost} of the corrections found no place in these sources");
        model.notice = Some(Notice::Failed(said));
    }
}

/// After another comparison came in: the reading goes on where it was.
fn settle(model: &mut Model, synopsis: Synopsis, held: Option<Held>) {
    let before = &model.reading;
    let anchor = before.anchor;
    let count = model.comparison.corpus.sources.len();
    let stays = before.columns.order.len() == count && before.source.index() < count && before.base.index() < count;
    let base = if stays { before.base } else { SourceId(0) };
    let fits = synopsis.base == base;
    let synopsis = if fits { synopsis } else { crate::view::synopsis(&model.comparison, base) };
    let fresh = Reading::new(&model.comparison, Rc::new(synopsis));
    let mut reading = Reading { revision: before.revision.saturating_add(1), ..fresh };
    if stays {
        reading.source = before.source;
        reading.columns = before.columns.clone();
        reading.begin(&model.comparison);
    }
    (reading.pane, reading.height) = (before.pane, before.height);
    if before.is_compared() {
        (reading.folded, reading.common) = (before.folded, before.common);
        reading.boilerplate_folded = before.boilerplate_folded;
    }
    model.reading = reading;
    let listed = held.is_some();
    if let Some(held) = held {
        find_again(model, &held, anchor);
    }
    if !model.found.typed.is_empty() {
        search::refresh(model);
    }
    entries::refresh(model);
    if listed {
        entries::select_focused(model);
    } else {
        entries::begin(model);
    }
}

/// The focus goes to where it was, if that is there still.
fn find_again(model: &mut Model, held: &Held, anchor: Anchor) {
    let find = |place: &Place| place.find(&model.comparison.corpus);
    let Some(passage) = find(&held.place) else { return };
    let parallel: Vec<Passage> = held.parallel.iter().filter_map(find).collect();
    model.reading.anchor = anchor;
    model.reading.focus_passage(passage);
    if let Some(row) = model.reading.row_like(&model.comparison, &parallel, Some(passage)) {
        model.reading.focus(row);
        model.reading.sight = Some(passage);
    }
    model.reading.passage = model.focused_parallel().iter().position(|p| *p == passage).unwrap_or(0);
}

/// The passage that a note would stand on.
fn subject(model: &Model) -> Option<Passage> {
    focused(model).first().copied()
}

/// The note on a passage, by its place in the notebook.
fn note_on(model: &Model, passage: Passage) -> Option<usize> {
    let on =
        |place: Option<Passage>| place.is_some_and(|p| p.source == passage.source && p.range.overlaps(passage.range));
    model.comparison.remarks.notes.iter().position(|remark| on(remark.place))
}

/// The note in focus, by its place in the notebook: the selected one whose passage is gone, or the one on the focused passage.
fn here(model: &Model) -> Option<usize> {
    model.about().note.or_else(|| note_on(model, subject(model)?))
}

/// Asks what to note on the focused passage.
pub fn ask_note(model: &mut Model) -> Vec<Effect> {
    if !may_write(model) {
        return Vec::new();
    }
    let at = here(model);
    if at.is_none() && subject(model).is_none() {
        return refuse(model, "there is no passage here".to_owned());
    }
    let before = at.and_then(|at| model.history.now().notes.get(at)).map(|note| note.note.clone());
    model.overlay = Some(Overlay::Ask(Question::Note, Input::of(&before.unwrap_or_default())));
    Vec::new()
}

/// Asks for the name of the parallel in focus.
pub fn ask_name(model: &mut Model) -> Vec<Effect> {
    if !may_write(model) {
        return Vec::new();
    }
    let Some(parallel) = model.shown_parallel() else {
        return refuse(model, "there is no parallel here".to_owned());
    };
    let before = model.comparison.remarks.names.get(&parallel).cloned();
    model.overlay = Some(Overlay::Ask(Question::Name, Input::of(&before.unwrap_or_default())));
    Vec::new()
}

/// A note on the focused passage; one that says nothing goes away.
pub fn note(model: &mut Model, text: &str) -> Vec<Effect> {
    let mut notebook = model.history.now().clone();
    let said = match (here(model).filter(|at| *at < notebook.notes.len()), text) {
        (Some(at), "") => {
            notebook.notes.remove(at);
            "the note is gone"
        }
        (Some(at), text) => {
            if let Some(note) = notebook.notes.get_mut(at) {
                note.note = text.to_owned();
            }
            "noted"
        }
        (None, "") => return Vec::new(),
        (None, text) => {
            let Some(passage) = subject(model) else { return Vec::new() };
            notebook.notes.push(Note { note: text.to_owned(), passage: Place::of(&model.comparison.corpus, passage) });
            "noted"
        }
    };
    write(model, notebook, said)
}

/// Puts a bookmark on the focused passage, or takes it away.
pub fn bookmark(model: &mut Model) -> Vec<Effect> {
    let Some(passage) = subject(model) else { return refuse(model, "there is no passage here".to_owned()) };
    let mut notebook = model.history.now().clone();
    let known = note_on(model, passage).and_then(|at| Some((at, notebook.notes.get(at)?.note.is_empty())));
    match known {
        Some((at, true)) => {
            notebook.notes.remove(at);
            write(model, notebook, "the bookmark is gone")
        }
        Some((_, false)) => {
            let said =
                format!("there is a note on this passage: {} lists it", model.key(Command::Show(screens::notes::PAGE)));
            refuse(model, said)
        }
        None => {
            let passage = Place::of(&model.comparison.corpus, passage);
            notebook.notes.push(Note { note: String::new(), passage });
            write(model, notebook, "bookmarked")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::compare;
    use crate::monitor::Monitor;
    use crate::source::Corpus;
    use crate::tui::screens::{keymap, overview};

    #[test]
    fn what_is_made_beside_the_screen_is_what_was_wanted_last() {
        let text = "The council of Ashford closed the old harbour bridge on Monday morning.";
        let corpus = Corpus::of_texts([text, text], crate::text::Language::from_tag("en"));
        let mut model = Model::new(overview::PAGE, keymap());
        (model.engine, model.stage) = (Arc::new(compare(corpus, &Monitor::default()).unwrap()), Stage::Done);
        put_in_at(&mut model, None, None);
        let wanted = |model: &mut Model, named: &str| {
            let parallel = &model.comparison.alignment.parallels[0].passages;
            let parallel = parallel.iter().map(|passage| Place::of(&model.comparison.corpus, *passage)).collect();
            let mut notebook = model.history.now().clone();
            let kind = crate::notebook::Kind::Name;
            notebook.corrections.push(Correction { kind, name: named.to_owned(), passages: Vec::new(), parallel });
            assert!(model.history.write(notebook));
            want(model, None);
            model.wanted.take().unwrap()
        };
        let first = wanted(&mut model, "The bridge");
        let last = wanted(&mut model, "The harbour");
        revised(&mut model, last.make());
        assert_eq!(model.labels.get(0), "The harbour");
        revised(&mut model, first.make());
        assert_eq!(model.labels.get(0), "The harbour", "what came late is not shown");
    }
}
