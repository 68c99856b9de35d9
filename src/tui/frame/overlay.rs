//! Keys while a dialog, the help or the search line has the keyboard.

use super::help::help_height;
use super::{amend, collection, entries, export, notes, search};
use crate::tui::model::ask::Effect;
use crate::tui::model::command::Command;
use crate::tui::model::input::Input;
use crate::tui::model::visited::Spot;
use crate::tui::model::{Model, Notice, Overlay, Question, Request};
use crate::tui::scene::Scene;
use crate::tui::screens::list;
use crossterm::event::KeyEvent;

/// What came of a key.
pub enum Pressed {
    /// What is left for the outside to do.
    Effects(Vec<Effect>),
    /// A command is asked for.
    Request(Request),
}

/// Takes a key for what is open.
pub fn press(model: &mut Model, scene: &Scene, key: KeyEvent, name: &str) -> Pressed {
    let mut effects = Vec::new();
    match model.overlay.take() {
        Some(Overlay::Help(scroll)) => model.overlay = help(model, scroll, scene, name),
        Some(Overlay::Search(input, from)) => type_search(model, (input, from), key, name),
        Some(Overlay::Filter(input)) => type_filter(model, input, key, name),
        Some(Overlay::Columns(chosen)) => columns(model, chosen, name),
        Some(Overlay::Ask(question, input)) => effects = type_answer(model, (question, input), key, name),
        Some(Overlay::Export(form)) => effects = export::press(model, form, key, name),
        Some(Overlay::Palette(input, chosen)) => {
            if let Some(command) = type_palette(model, (input, chosen), (key, name)) {
                return Pressed::Request(Request { command, count: None });
            }
        }
        None => {}
    }
    Pressed::Effects(effects)
}

/// Pasted text goes where one types.
pub fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    match &mut model.overlay {
        Some(Overlay::Search(input, _)) => {
            input.insert(text);
            let typed = input.text();
            search::look(model, &typed);
        }
        Some(Overlay::Export(form)) => form.path.insert(text),
        Some(Overlay::Palette(input, _) | Overlay::Ask(_, input)) => input.insert(text),
        Some(Overlay::Filter(input)) => {
            input.insert(text);
            let typed = input.text();
            filter(model, typed);
        }
        Some(Overlay::Help(_) | Overlay::Columns(_)) | None => {}
    }
    Vec::new()
}

fn type_answer(model: &mut Model, (question, mut input): (Question, Input), key: KeyEvent, name: &str) -> Vec<Effect> {
    match name {
        "Esc" => Vec::new(),
        "Enter" => answer(model, question, input.text().trim()),
        _ => {
            input.press(key);
            model.overlay = Some(Overlay::Ask(question, input));
            Vec::new()
        }
    }
}

/// Takes the answer to a question in.
fn answer(model: &mut Model, question: Question, text: &str) -> Vec<Effect> {
    match question {
        Question::Everything => collection::look(model, text),
        Question::Name => amend::name(model, text),
        Question::Note => notes::note(model, text),
    }
}

fn type_filter(model: &mut Model, mut input: Input, key: KeyEvent, name: &str) {
    match name {
        "Enter" => {}
        "Esc" => filter(model, String::new()),
        "Down" | "Up" => {
            list::step(model, if name == "Down" { 1 } else { -1 });
            model.overlay = Some(Overlay::Filter(input));
        }
        _ => {
            if input.press(key) {
                filter(model, input.text());
            }
            model.overlay = Some(Overlay::Filter(input));
        }
    }
}

/// Only entries with what is typed are listed.
pub fn filter(model: &mut Model, typed: String) {
    model.list_mut().filter = typed;
    entries::refresh(model);
}

/// Keys of the columns' dialog: they are shown and hidden, and put in another order.
fn columns(model: &mut Model, chosen: usize, name: &str) {
    let columns = &mut model.reading.columns;
    let last = columns.order.len().saturating_sub(1);
    let mut chosen = chosen.min(last);
    match name {
        "J" | ">" | "K" | "<" => {
            let down = matches!(name, "J" | ">");
            let to = if down { chosen.saturating_add(1).min(last) } else { chosen.saturating_sub(1) };
            if !columns.order.is_empty() {
                columns.order.swap(chosen, to);
            }
            chosen = to;
        }
        "j" | "Down" => chosen = chosen.saturating_add(1).min(last),
        "k" | "Up" => chosen = chosen.saturating_sub(1),
        "Space" => {
            if let Some(&source) = columns.order.get(chosen) {
                let others = columns.order.len().saturating_sub(columns.hidden.len());
                if !columns.hidden.remove(&source) && others > 1 {
                    columns.hidden.insert(source);
                }
            }
        }
        "a" => columns.hidden.clear(),
        _ => {
            let reading = &mut model.reading;
            if reading.columns.hidden.contains(&reading.source) {
                reading.source = reading.shown().first().copied().unwrap_or(reading.source);
            }
            return;
        }
    }
    model.overlay = Some(Overlay::Columns(chosen));
}

fn help(model: &Model, scroll: usize, scene: &Scene, name: &str) -> Option<Overlay> {
    let page = usize::from(scene.layout.body.height).max(1);
    let scroll = match name {
        "j" | "Down" => scroll.saturating_add(1),
        "k" | "Up" => scroll.saturating_sub(1),
        "PgDn" | "C-d" | "C-f" | "Space" => scroll.saturating_add(page),
        "PgUp" | "C-u" | "C-b" => scroll.saturating_sub(page),
        "g" | "Home" => 0,
        _ => return None,
    };
    // So that scrolling past the end does not have to be scrolled back.
    let height = help_height(model, scene.layout.body.width);
    Some(Overlay::Help(scroll.min(height.saturating_sub(page))))
}

fn type_search(model: &mut Model, (mut input, from): (Input, Box<Spot>), key: KeyEvent, name: &str) {
    match name {
        "Esc" => {
            model.found = Default::default();
            model.go(*from);
            entries::refresh(model);
        }
        "Enter" => {
            if *from != model.here() {
                model.visited.leave(*from);
            }
            if model.found.hits.is_empty() && !input.text().is_empty() {
                model.notice = Some(Notice::Failed(search::nothing(&model.found)));
            }
        }
        _ => {
            let other = name == "C-r";
            model.found.pattern = model.found.pattern != other;
            if other || input.press(key) {
                search::look(model, &input.text());
            }
            model.overlay = Some(Overlay::Search(input, from));
        }
    }
}

/// Takes a key for the palette; the command that was chosen.
fn type_palette(
    model: &mut Model,
    (mut input, mut chosen): (Input, usize),
    (key, name): (KeyEvent, &str),
) -> Option<Command> {
    let fitting = model.keymap.fitting(&input.text());
    match name {
        "Esc" => return None,
        "Enter" => return fitting.get(chosen).copied(),
        "Down" | "Tab" => chosen = chosen.saturating_add(1).min(fitting.len().saturating_sub(1)),
        "Up" | "S-Tab" => chosen = chosen.saturating_sub(1),
        _ => {
            if input.press(key) {
                chosen = 0;
            }
        }
    }
    model.overlay = Some(Overlay::Palette(input, chosen));
    None
}
