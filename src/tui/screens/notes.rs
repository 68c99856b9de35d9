//! Notes and bookmarks, each with its passage.

use super::{LIST, Screen};
use crate::compare::Remark;
use crate::source::SourceId;
use crate::tui::command::Command;
use crate::tui::item::{Item, Line, Target, Words};
use crate::tui::model::{Model, Notice};
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::wrap::Tone;

/// The screen.
pub const SCREEN: Screen = Screen {
    page: Page::Notes,
    name: "Notes",
    command: Some(Command::Notes),
    shut,
    empty: "there are no notes",
    gap: 1,
    items,
    ..LIST
};

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
        Some(place) => Words::Source(place, Tone::Plain),
        None => Words::Own(remark.words.clone(), Tone::Dim),
    };
    let mut lines = vec![Line { lead, words: vec![passage], tail: Vec::new(), most: 4 }];
    let mut below = |text: &str, tone| {
        let lead = vec![(" ".repeat(7), Role::Dim)];
        lines.push(Line { lead, words: vec![Words::Own(text.to_owned(), tone)], tail: Vec::new(), most: usize::MAX });
    };
    if !remark.text.is_empty() {
        below(&remark.text, Tone::Strong);
    }
    if remark.place.is_none() {
        below("this passage was not found in the sources as they are now", Tone::Faint);
    }
    let target = remark.place.map_or(Target::Note(index), Target::Place);
    Item {
        heading: Vec::new(),
        lines,
        cells: Vec::new(),
        target,
        sources: remark.place.iter().map(|p| p.source).collect::<Vec<SourceId>>(),
    }
}
