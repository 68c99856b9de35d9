//! Notes and bookmarks, each with its passage.

use super::list::LIST;
use super::screen::Screen;
use crate::compare::Remark;
use crate::source::SourceId;
use crate::tui::model::command::Command;
use crate::tui::model::item::{About, Door, Item, Line, Words};
use crate::tui::model::page::Page;
use crate::tui::model::role::Role;
use crate::tui::model::{Model, Notice};

/// Its name, and what shows it.
pub const PAGE: Page = Page::of("notes", "'", "notes and bookmarks");

/// The screen.
pub const SCREEN: Screen =
    Screen { page: PAGE, title: "Notes", shut, empty: "there are no notes", gap: 1, items, ..LIST };

fn shut(model: &Model) -> Option<Notice> {
    let said = || {
        let [note, bookmark] = [Command::Note, Command::Bookmark].map(|command| model.key(command));
        format!("there are no notes yet: {note} writes one, {bookmark} sets a bookmark")
    };
    model.comparison.remarks.notes.is_empty().then(|| Notice::Failed(said()))
}

/// The entries, by place; those that found none come first.
fn items(model: &Model, _: usize) -> Vec<Item> {
    let mut notes: Vec<(usize, &Remark)> = model.comparison.remarks.notes.iter().enumerate().collect();
    notes.sort_by_key(|(_, remark)| remark.place);
    notes.into_iter().map(|(index, remark)| item(index, remark)).collect()
}

fn item(index: usize, remark: &Remark) -> Item {
    let sign = if remark.text.is_empty() { "◆" } else { "✎" };
    let siglum = remark.place.map(|place| place.source.siglum()).unwrap_or_default();
    let lead = vec![(format!(" {siglum:<4}"), Role::Strong), (format!("{sign} "), Role::Key)];
    let passage = match remark.place {
        Some(place) => Words::Source(place, Role::Plain),
        None => Words::Own(remark.words.clone(), Role::Dim),
    };
    let mut lines = vec![Line { lead, words: vec![passage], tail: Vec::new(), most: 4 }];
    let mut below = |text: &str, role| {
        let lead = vec![(" ".repeat(7), Role::Dim)];
        lines.push(Line { lead, words: vec![Words::Own(text.to_owned(), role)], tail: Vec::new(), most: usize::MAX });
    };
    if !remark.text.is_empty() {
        below(&remark.text, Role::Strong);
    }
    if remark.place.is_none() {
        below("this passage was not found in the sources as they are now", Role::Faint);
    }
    const GONE: &str = "the passage of this note is not in the sources as they are now";
    let door = remark.place.map_or(Door::Shut(GONE), Door::Place);
    let about = About { place: remark.place, note: remark.place.is_none().then_some(index), ..About::default() };
    let sources: Vec<SourceId> = remark.place.iter().map(|place| place.source).collect();
    Item { lines, sources, about, ..Item::to(door) }
}
