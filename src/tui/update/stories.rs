//! Reading a collection: from its list to a story and back, and searching everything.

use super::{lists, notes};
use crate::compare::Comparison;
use crate::source::Corpus;
use crate::tui::ask::Effect;
use crate::tui::command::Command;
use crate::tui::input::Input;
use crate::tui::item::Target;
use crate::tui::library::{Finding, Library};
use crate::tui::model::{Model, Notice, Overlay, Question, Stage};
use crate::tui::page::Page;
use crate::tui::scroll::Anchor;
use std::sync::Arc;

/// Shows the list of a collection.
pub fn show(model: &mut Model, library: Library) {
    super::tell_rejected(model, &library.rejected);
    model.rejected.clone_from(&library.rejected);
    if let Some(trouble) = &library.trouble {
        model.notice = Some(Notice::Failed(trouble.clone()));
    }
    model.library = Some(library);
    model.stage = Stage::Done;
    model.page = Page::Stories;
    lists::refresh(model);
}

/// What needs a story is not done on the list of stories, and that is said.
pub fn refuses(model: &mut Model, command: Command) -> bool {
    let refused = !model.offers(command);
    if refused {
        model.notice = Some(Notice::Failed(format!("open a story first: {}", model.key(Command::Open))));
    }
    refused
}

/// Opens the story of the selected entry.
pub fn open(model: &mut Model) -> Vec<Effect> {
    let Some(Target::Story(story)) = model.selected() else { return Vec::new() };
    if story.is_none() {
        model.notice = Some(Notice::Failed("no other document tells of that: there is nothing to compare".into()));
        return Vec::new();
    }
    model.engine = Arc::new(Comparison::unaligned(Corpus::default()));
    model.stage = Stage::Loading;
    model.page = Page::Overview;
    model.found = Default::default();
    model.picked.clear();
    model.forget_lists();
    model.visited = Default::default();
    notes::put_in_at(model, None, None);
    vec![Effect::Story(story)]
}

/// Back from a story to the list, if it came from one; what is being done for it stops.
pub fn leave(model: &mut Model) -> Vec<Effect> {
    model.stage = Stage::Done;
    model.page = Page::Stories;
    model.found = Default::default();
    model.visited = Default::default();
    lists::refresh(model);
    vec![Effect::Story(None)]
}

/// Esc on the list: what a search found goes.
pub fn give_back(model: &mut Model) {
    if let Some(library) = &mut model.library {
        library.found = None;
    }
    from_the_top(model);
}

/// Asks what to look for.
pub fn ask(model: &mut Model) {
    let before = model.library.as_ref().and_then(|library| library.found.as_ref());
    let typed = before.map(|(typed, _)| typed.clone()).unwrap_or_default();
    model.overlay = Some(Overlay::Ask(Question::Everything, Input::of(&typed)));
}

/// Looks for it everywhere.
pub fn look(model: &mut Model, typed: &str) -> Vec<Effect> {
    if typed.is_empty() {
        give_back(model);
        return Vec::new();
    }
    vec![Effect::Find(typed.to_owned())]
}

/// Takes in what was found.
pub fn found(model: &mut Model, typed: String, findings: Vec<Finding>) {
    if let Some(library) = &mut model.library {
        library.found = Some((typed, findings));
    }
    from_the_top(model);
}

fn from_the_top(model: &mut Model) {
    let state = model.list_mut();
    state.cursor = 0;
    state.anchor = Anchor::default();
    state.filter.clear();
    lists::refresh(model);
}
