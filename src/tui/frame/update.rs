//! What happens to the state when something happened. The only place where it changes by the reader's will.

use super::notes::{self, Held};
use super::{amend, collection, copy, entries, export, mouse, open, overlay, search};
use crate::compare::Comparison;
use crate::notebook::Notebook;
use crate::source::Rejected;
use crate::tui::model::ask::{Arrival, Arrived, Effect, Ending, Message};
use crate::tui::model::command::Command;
use crate::tui::model::input::Input;
use crate::tui::model::keymap::{self, Found};
use crate::tui::model::{Model, Notice, Overlay, Progress, Request, Stage, Typed};
use crate::tui::scene::{Scene, Settled};
use crate::tui::screens::screen::Acted;
use crate::tui::screens::{overview, reading, rejected, screen, synopsis};
use crossterm::event::{Event, KeyEvent};
use std::sync::Arc;

/// The most that a count can ask for.
const MOST: usize = 9999;

/// Takes a message in; `scene` is what is on the screen.
pub fn update(model: &mut Model, scene: &Scene, message: Message) -> Vec<Effect> {
    let effects = take(model, scene, message);
    if model.stale {
        entries::refresh(model);
    }
    effects
}

fn take(model: &mut Model, scene: &Scene, message: Message) -> Vec<Effect> {
    match message {
        Message::Event(event) => return on_event(model, scene, event),
        Message::Arrived(arrived) => arrive(model, *arrived),
        Message::Revised(revised) => notes::revised(model, *revised),
        Message::WorkEnded => work_ended(model),
        // Of a story that is opened nothing is counted: it is small.
        Message::Progress { .. } if model.library.is_some() => model.progress = Progress::default(),
        Message::Progress { done, total, elapsed } => model.progress = Progress { done, total, elapsed },
        Message::Background { light } => {
            let fitting = if light { "light" } else { "dark" };
            if let Some(theme) = model.themes.iter().rposition(|name| name == fitting).filter(|_| !model.theme_chosen) {
                model.theme = theme;
            }
        }
        Message::Stop => return vec![Effect::Suspend],
        Message::Hangup(signal) => model.ended = Some(Ending::Signal(signal)),
    }
    Vec::new()
}

/// Takes over where scroll and focus have come to on the screen.
pub fn settle(model: &mut Model, Settled { reading, list }: Settled) {
    model.reading = reading;
    *model.list_mut() = list;
}

/// The screen has so many columns and lines.
pub fn fit(model: &mut Model, (width, height): (u16, u16)) {
    let before = (std::mem::replace(&mut model.width, width), std::mem::replace(&mut model.height, height));
    if before != (width, height) && screen(model.page).sized {
        entries::refresh(model);
    }
}

fn on_event(model: &mut Model, scene: &Scene, event: Event) -> Vec<Effect> {
    match event {
        Event::Key(key) if key.is_press() || key.is_repeat() => press(model, scene, key),
        Event::Mouse(mouse) => match mouse::on_mouse(model, scene, mouse) {
            Some(request) => perform(model, scene, request),
            None => Vec::new(),
        },
        Event::Paste(text) => overlay::paste(model, &text),
        Event::Resize(..) => {
            let line = scene.focus_line(model);
            model.hold(line);
            Vec::new()
        }
        Event::Key(_) | Event::FocusGained | Event::FocusLost => Vec::new(),
    }
}

fn press(model: &mut Model, scene: &Scene, key: KeyEvent) -> Vec<Effect> {
    model.notice = None;
    model.clicked = None;
    let Some(name) = keymap::key_name(key) else { return Vec::new() };
    if name == "C-c" {
        model.ended = Some(Ending::Quit);
        return Vec::new();
    }
    if model.overlay.is_some() {
        return match overlay::press(model, scene, key, &name) {
            overlay::Pressed::Effects(effects) => effects,
            overlay::Pressed::Request(request) => perform(model, scene, request),
        };
    }
    let digit = name.parse::<usize>().ok().filter(|digit| *digit > 0 || model.typed.count.is_some());
    if let (Some(digit), true) = (digit.filter(|digit| *digit < 10), model.typed.keys.is_empty()) {
        let count = model.typed.count.unwrap_or(0).saturating_mul(10).saturating_add(digit);
        model.typed.count = Some(count.min(MOST));
        return Vec::new();
    }
    model.typed.keys.push(name);
    match model.keymap.lookup(&model.typed.keys, model.page) {
        Found::Prefix => Vec::new(),
        Found::Command(command) => {
            let count = std::mem::take(&mut model.typed).count;
            perform(model, scene, Request { command, count })
        }
        Found::Nothing => {
            model.typed = Typed::default();
            Vec::new()
        }
    }
}

/// Does what is asked: what it means on the screen that is shown, or else what it means everywhere.
pub fn perform(model: &mut Model, scene: &Scene, request: Request) -> Vec<Effect> {
    if !model.offers(request.command) {
        model.notice = Some(Notice::Failed(format!("open a story first: {}", model.key(Command::Open))));
        return Vec::new();
    }
    model.lesson = model.lesson.and_then(|lesson| lesson.after(request.command));
    match (screen(model.page).act)(model, scene, request) {
        Acted::Yes => Vec::new(),
        Acted::Open(door) => open::open(model, scene, door),
        Acted::Not => everywhere(model, scene, request),
    }
}

/// What a command means on every screen.
#[expect(clippy::wildcard_enum_match_arm, reason = "the other commands are those of reading")]
fn everywhere(model: &mut Model, scene: &Scene, request: Request) -> Vec<Effect> {
    let times = request.count.unwrap_or(1);
    let lines = isize::try_from(times).unwrap_or(isize::MAX);
    let unsearched = model.found.typed.is_empty() && !model.page.reads;
    match request.command {
        Command::Show(page) => open::show(model, page),
        Command::Return => return give_back(model),
        Command::PaneDown => scroll_pane(model, scene, lines),
        Command::PaneUp => scroll_pane(model, scene, lines.saturating_neg()),
        Command::Search => search::open(model),
        Command::NextHit | Command::PreviousHit if unsearched => {
            model.notice = Some(Notice::Failed(format!("search first: {}", model.key(Command::Search))));
        }
        Command::NextHit | Command::PreviousHit if !model.found.typed.is_empty() => {
            search::step(model, scene, times, request.command == Command::NextHit);
        }
        Command::NextAlone | Command::PreviousAlone => {
            if reading::to_alone(model, request.command == Command::NextAlone) {
                model.page = synopsis::PAGE;
            }
        }
        Command::Sort => entries::sort(model),
        Command::Back => {
            if !open::back(model) {
                model.notice = Some(Notice::Failed("there is no place to go back to".into()));
            }
        }
        Command::Forward => open::forward(model),
        Command::CopyPassage => return copy::passage(model),
        Command::CopyCitation => return copy::citation(model),
        Command::CopyParallel => return copy::parallel(model),
        Command::Note => return notes::ask_note(model),
        Command::Bookmark => return notes::bookmark(model),
        Command::Name => return notes::ask_name(model),
        Command::Pick | Command::Link | Command::Unlink | Command::Split => return correct(model, request.command),
        Command::Merge | Command::Boilerplate => return correct(model, request.command),
        Command::Undo => return notes::travel(model, true),
        Command::Redo => return notes::travel(model, false),
        Command::Export => return export::open(model),
        Command::Theme => next_theme(model),
        Command::Palette => model.overlay = Some(Overlay::Palette(Input::default(), 0)),
        Command::Help => model.overlay = Some(Overlay::Help(0)),
        Command::Suspend => return vec![Effect::Suspend],
        Command::Quit => model.ended = Some(Ending::Quit),
        _ => drop(reading::act(model, scene, request)),
    }
    Vec::new()
}

/// Corrects what the engine found.
#[expect(clippy::wildcard_enum_match_arm, reason = "only the commands that correct come here")]
fn correct(model: &mut Model, command: Command) -> Vec<Effect> {
    if !notes::may_write(model) {
        return Vec::new();
    }
    match command {
        Command::Link => amend::link(model),
        Command::Unlink => amend::unlink(model),
        Command::Split => amend::split(model),
        Command::Merge => amend::merge(model),
        Command::Boilerplate => amend::boilerplate(model),
        _ => amend::pick(model),
    }
}

/// Takes in what is kept outside of what was written down: others may have written, too.
pub fn kept(model: &mut Model, written: &Notebook, kept: Result<Notebook, String>) {
    match kept {
        Ok(kept) => {
            if kept != *written {
                model.history.adopt(written, &kept);
                notes::put_in(model, None);
                model.notice = Some(Notice::Done("kept, with what was written elsewhere meanwhile".into()));
            }
            model.kept = kept;
        }
        Err(reason) => model.notice = Some(Notice::Failed(format!("not kept: {reason}"))),
    }
}

/// Scrolls the lower pane by lines.
fn scroll_pane(model: &mut Model, scene: &Scene, by: isize) {
    let pane = &mut model.reading.pane;
    pane.scroll = scene.pane_scroll(scene.pane_scroll(pane.scroll).saturating_add_signed(by));
}

fn next_theme(model: &mut Model) {
    if model.themes.len() == 1 {
        model.notice = Some(Notice::Failed("without colours (NO_COLOR, --color) there is one theme only".to_owned()));
        return;
    }
    model.theme = model.theme.saturating_add(1).checked_rem(model.themes.len()).unwrap_or(0);
    model.theme_chosen = true;
    let name = model.themes.get(model.theme).map_or("", String::as_str);
    model.notice = Some(Notice::Done(format!("theme: {name}")));
}

/// Esc: the work is stopped, or the screen before is shown, or the marks of a search go.
fn give_back(model: &mut Model) -> Vec<Effect> {
    match model.stage {
        Stage::Loading | Stage::Comparing if model.library.is_some() => return open::leave_story(model),
        Stage::Loading => {
            model.ended = Some(Ending::Cancelled);
            return vec![Effect::CancelWork];
        }
        Stage::Comparing => {
            model.stage = Stage::Stopped;
            model.notice = Some(Notice::Failed("the comparison was stopped: the sources are shown as they are".into()));
            return vec![Effect::CancelWork];
        }
        Stage::Done | Stage::Stopped => {}
    }
    if !model.page.reads && !model.list(model.page).filter.is_empty() {
        overlay::filter(model, String::new());
    } else if model.page.reads && model.reading.columns.zoomed {
        model.reading.columns.zoomed = false;
    } else if open::back(model) {
    } else if model.page != overview::PAGE {
        model.page = overview::PAGE;
        entries::refresh(model);
    } else if model.lesson.is_some() {
        model.lesson = None;
    } else if model.library.is_some() {
        return open::leave_story(model);
    } else {
        model.found = Default::default();
    }
    Vec::new()
}

fn arrive(model: &mut Model, Arrived { arrival, edition }: Arrived) {
    match arrival {
        Arrival::Collected(library) => {
            tell_rejected(model, &library.rejected);
            collection::show(model, library);
        }
        Arrival::Failed(reason) if model.library.is_some() => {
            drop(open::leave_story(model));
            model.notice = Some(Notice::Failed(reason));
        }
        // A story that nobody waits for any more.
        _ if model.is_storyless() => {}
        Arrival::Loaded(corpus) => {
            // Of a collection it is told once, and of all of it.
            if model.library.is_none() {
                tell_rejected(model, &corpus.rejected);
                model.rejected.clone_from(&corpus.rejected);
            }
            model.engine = Arc::new(Comparison::unaligned(corpus));
            model.stage = Stage::Comparing;
            model.visited = Default::default();
            notes::put_in_at(model, None, None);
        }
        Arrival::Compared(comparison) if model.stage != Stage::Stopped => {
            let held = Held::of(model).filter(|_| begun(model));
            if let Some(said) = crate::meaning::by_words_alone(&comparison.corpus) {
                model.notice = Some(Notice::Done(said));
            }
            model.engine = Arc::new(comparison);
            model.stage = Stage::Done;
            model.visited = Default::default();
            notes::put_in_at(model, held, edition);
        }
        Arrival::Compared(_) => {}
        // The story that changed was left meanwhile.
        Arrival::Reloaded(_) if model.stage != Stage::Done => {}
        Arrival::Reloaded(comparison) => {
            let held = Held::of(model);
            let known = std::mem::replace(&mut model.rejected, comparison.corpus.rejected.clone());
            model.engine = Arc::new(comparison);
            model.stage = Stage::Done;
            model.visited = Default::default();
            model.picked.clear();
            model.notice = Some(Notice::Done("the sources changed and were read again".into()));
            let lost: Vec<Rejected> = model.rejected.iter().filter(|one| !known.contains(one)).cloned().collect();
            tell_rejected(model, &lost);
            notes::put_in_at(model, held, edition);
        }
        Arrival::Notes(Ok(notebook)) => notes::open(model, notebook),
        Arrival::Notes(Err(reason)) => {
            model.notice = Some(Notice::Failed(reason.clone()));
            model.locked = Some(reason);
        }
        Arrival::Failed(reason) => model.ended = Some(Ending::Failed(reason)),
    }
}

/// Says what could not be read.
fn tell_rejected(model: &mut Model, rejected: &[Rejected]) {
    if let Some(first) = rejected.iter().min_by_key(|rejected| rejected.reason.is_planned()) {
        let all = match rejected.len() {
            1 => String::new(),
            count => format!("{count} were not read ({} lists them): ", model.key(Command::Show(rejected::PAGE))),
        };
        let said = format!("{all}{}: {}", first.path.display(), first.reason);
        // What is left out as it should be is no alarm.
        model.notice = Some(if first.reason.is_planned() { Notice::Done(said) } else { Notice::Failed(said) });
    }
}

/// The reading is not at its beginning any more.
fn begun(model: &Model) -> bool {
    let anchor = model.reading.anchor;
    model.reading.cursor > 0 || anchor.row > 0 || anchor.line > 0
}

/// Work that ends without a word was cancelled.
fn work_ended(model: &mut Model) {
    match model.stage {
        Stage::Loading => model.ended = model.ended.take().or(Some(Ending::Cancelled)),
        Stage::Comparing => model.stage = Stage::Stopped,
        Stage::Done | Stage::Stopped => {}
    }
}
