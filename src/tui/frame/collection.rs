//! Reading a collection: its list, and what a search over everything found.

use super::entries;
use crate::tui::model::ask::Effect;
use crate::tui::model::library::{Finding, Library};
use crate::tui::model::{Model, Notice, Stage};
use crate::tui::screens::stories;

/// Shows the list of a collection.
pub fn show(model: &mut Model, library: Library) {
    model.rejected.clone_from(&library.rejected);
    if let Some(trouble) = &library.trouble {
        model.notice = Some(Notice::Failed(trouble.clone()));
    }
    model.library = Some(library);
    model.stage = Stage::Done;
    model.page = stories::PAGE;
    entries::refresh(model);
}

/// Looks for something everywhere; nothing typed shows the stories again.
pub fn look(model: &mut Model, typed: &str) -> Vec<Effect> {
    if typed.is_empty() {
        stories::show(model, None);
        return Vec::new();
    }
    vec![Effect::Find(typed.to_owned())]
}

/// Takes in what was found.
pub fn found(model: &mut Model, typed: String, findings: Vec<Finding>) {
    stories::show(model, Some((typed, findings)));
    entries::refresh(model);
}
