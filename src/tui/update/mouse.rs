//! The mouse: the wheel scrolls, a click puts the focus, a double click opens, dragging the rule moves it.

use super::reading;
use crate::source::SourceId;
use crate::tui::command::Command;
use crate::tui::layout::{Column, Scene};
use crate::tui::message::Effect;
use crate::tui::model::{Model, Overlay, Page, Request, Rule};
use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

/// Lines that one notch of the wheel scrolls.
const NOTCH: usize = 3;

/// Takes in what the mouse did.
pub fn on_mouse(model: &mut Model, scene: &Scene, event: MouseEvent) -> Vec<Effect> {
    let at = Position { x: event.column, y: event.row };
    match event.kind {
        MouseEventKind::ScrollDown => wheel(model, scene, at, Command::LineDown),
        MouseEventKind::ScrollUp => wheel(model, scene, at, Command::LineUp),
        MouseEventKind::Down(MouseButton::Left) => press(model, scene, at),
        MouseEventKind::Drag(MouseButton::Left) => drag(model, scene, at),
        MouseEventKind::Up(_) => model.dragging = None,
        MouseEventKind::Down(_)
        | MouseEventKind::Drag(_)
        | MouseEventKind::Moved
        | MouseEventKind::ScrollLeft
        | MouseEventKind::ScrollRight => {}
    }
    Vec::new()
}

fn wheel(model: &mut Model, scene: &Scene, at: Position, command: Command) {
    let down = command == Command::LineDown;
    if let Some(Overlay::Help(scroll)) = &mut model.overlay {
        *scroll = if down { scroll.saturating_add(NOTCH) } else { scroll.saturating_sub(NOTCH) };
        return;
    }
    let command = match (scene.layout.pane.contains(at), down) {
        (true, true) => Command::PaneDown,
        (true, false) => Command::PaneUp,
        (false, _) => command,
    };
    if let Some(column) = column_at(scene, at).filter(|_| model.page == Page::Follow) {
        model.reading.source = column.source;
    }
    super::perform(model, scene, Request { command, count: Some(NOTCH) });
}

fn column_at(scene: &Scene, at: Position) -> Option<&Column> {
    scene.layout.columns.iter().find(|column| (column.area.left()..column.area.right()).contains(&at.x))
}

fn press(model: &mut Model, scene: &Scene, at: Position) {
    model.notice = None;
    model.overlay = None;
    let layout = &scene.layout;
    if layout.pane.contains(at) && at.y == layout.pane.y {
        model.dragging = Some(Rule::Pane);
        return;
    }
    let ruled = layout.body.contains(at) || layout.titles.contains(at);
    if let Some(column) = layout.columns.iter().find(|column| ruled && column.area.right() == at.x) {
        model.dragging = Some(Rule::Column(column.source));
        return;
    }
    if layout.pane.contains(at) {
        let line = usize::from(at.y.saturating_sub(layout.pane.y).saturating_sub(1));
        let entry = scene.pane.line(line.saturating_add(model.reading.pane.scroll));
        if let Some(source) = entry.and_then(|(entry, _)| entry.source) {
            model.reading.focus_source(source);
        }
        return;
    }
    if let Some(column) = column_at(scene, at).filter(|_| layout.titles.contains(at) || layout.body.contains(at)) {
        model.reading.source = column.source;
    }
    if !layout.body.contains(at) {
        return;
    }
    let line = i64::from(at.y.saturating_sub(layout.body.y));
    let again = model.clicked == Some(at);
    model.clicked = Some(at).filter(|_| !again);
    let open = Request { command: Command::Open, count: None };
    if model.page == Page::Follow {
        reading::click_follow(model, scene, line);
    } else if model.page == Page::Synopsis {
        let Some((row, top, _)) = scene.bands.iter().rev().find(|(_, top, _)| *top <= line) else { return };
        if again {
            super::perform(model, scene, open);
        } else {
            model.reading.focus_at(*row, *top);
        }
    } else {
        let Some((index, ..)) = scene.entries.iter().rev().find(|(_, top, _)| *top <= line) else { return };
        model.list_mut().cursor = *index;
        if again {
            super::perform(model, scene, open);
        }
    }
}

fn drag(model: &mut Model, scene: &Scene, at: Position) {
    match model.dragging {
        Some(Rule::Pane) => drag_pane(model, scene, at),
        Some(Rule::Column(source)) => drag_column(model, scene, (source, at.x)),
        None => {}
    }
}

/// The rule to the right of a source's column goes to a place.
fn drag_column(model: &mut Model, scene: &Scene, (source, x): (SourceId, u16)) {
    let Some(column) = scene.layout.column(source) else { return };
    let (from, to) = (i32::from(column.area.right()), i32::from(x));
    let by = i16::try_from(to.saturating_sub(from)).unwrap_or(0);
    let line = scene.focus_line(model);
    let columns = &scene.layout.columns;
    let next = columns.iter().skip_while(|other| other.source != source).nth(1).map(|column| column.source);
    let most = i16::try_from(scene.layout.body.width).unwrap_or(i16::MAX);
    // What the column gains, the next one gives.
    for (source, by) in [(Some(source), by), (next, by.saturating_neg())] {
        let Some(source) = source else { continue };
        let extra = model.reading.columns.extra.entry(source).or_default();
        *extra = extra.saturating_add(by).clamp(most.saturating_neg(), most);
    }
    reading::hold(model, line);
}

fn drag_pane(model: &mut Model, scene: &Scene, at: Position) {
    let (from, to) = (i32::from(scene.layout.pane.y), i32::from(at.y));
    let by = from.saturating_sub(to);
    let command = if by > 0 { Command::PaneHigher } else { Command::PaneLower };
    let count = usize::try_from(by.unsigned_abs()).ok().filter(|&count| count > 0);
    if let Some(count) = count {
        super::perform(model, scene, Request { command, count: Some(count) });
    }
}
