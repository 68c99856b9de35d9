//! The mouse: the wheel scrolls, a click puts the focus, a double click opens, dragging the rule moves it.

use crate::tui::model::command::Command;
use crate::tui::model::{Dragging, Model, Overlay, Request, Rule};
use crate::tui::scene::Press;
use crate::tui::scene::Scene;
use crate::tui::scene::area::{Column, NARROWEST_COLUMN};
use crate::tui::screens::follow;
use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

/// Lines that one notch of the wheel scrolls.
const NOTCH: usize = 3;

/// Takes in what the mouse did; what that asks for.
pub fn on_mouse(model: &mut Model, scene: &Scene, event: MouseEvent) -> Option<Request> {
    let at = Position { x: event.column, y: event.row };
    match event.kind {
        MouseEventKind::ScrollDown => return wheel(model, scene, at, Command::LineDown),
        MouseEventKind::ScrollUp => return wheel(model, scene, at, Command::LineUp),
        MouseEventKind::Down(MouseButton::Left) => return press(model, scene, at),
        MouseEventKind::Drag(MouseButton::Left) => drag(model, scene, at),
        MouseEventKind::Up(_) => model.dragging = None,
        MouseEventKind::Down(_)
        | MouseEventKind::Drag(_)
        | MouseEventKind::Moved
        | MouseEventKind::ScrollLeft
        | MouseEventKind::ScrollRight => {}
    }
    None
}

fn wheel(model: &mut Model, scene: &Scene, at: Position, command: Command) -> Option<Request> {
    let down = command == Command::LineDown;
    if let Some(Overlay::Help(scroll)) = &mut model.overlay {
        *scroll = if down { scroll.saturating_add(NOTCH) } else { scroll.saturating_sub(NOTCH) };
        return None;
    }
    if let Some(Overlay::Palette(input, chosen)) = &mut model.overlay {
        let last = model.keymap.fitting(&input.text()).len().saturating_sub(1);
        *chosen = if down { chosen.saturating_add(1).min(last) } else { chosen.saturating_sub(1) };
        return None;
    }
    if model.overlay.is_some() {
        return None;
    }
    let command = match (scene.layout.pane.contains(at), down) {
        (true, true) => Command::PaneDown,
        (true, false) => Command::PaneUp,
        (false, _) => command,
    };
    if let Some(column) = column_at(scene, at).filter(|_| model.page == follow::PAGE) {
        model.reading.source = column.source;
    }
    Some(Request { command, count: Some(NOTCH) })
}

fn column_at(scene: &Scene, at: Position) -> Option<&Column> {
    scene.layout.columns.iter().find(|column| (column.area.left()..column.area.right()).contains(&at.x))
}

fn press(model: &mut Model, scene: &Scene, at: Position) -> Option<Request> {
    match model.overlay {
        // What is typed is not thrown away by a click.
        Some(Overlay::Help(_)) => {
            model.overlay = None;
            return None;
        }
        Some(_) => return None,
        None => model.notice = None,
    }
    let layout = &scene.layout;
    model.dragging = grabbed(model, scene, at);
    if model.dragging.is_some() {
        return None;
    }
    if layout.pane.contains(at) {
        let line = usize::from(at.y.saturating_sub(layout.pane.y).saturating_sub(1));
        let entry = scene.pane.line(line.saturating_add(scene.pane_scroll(model.reading.pane.scroll)));
        if let Some(source) = entry.and_then(|(entry, _)| entry.source) {
            model.reading.focus_source(source);
        }
        return None;
    }
    if let Some(column) = column_at(scene, at).filter(|_| layout.titles.contains(at) || layout.body.contains(at)) {
        model.reading.source = column.source;
    }
    if !layout.body.contains(at) {
        return None;
    }
    let again = model.clicked == Some(at);
    model.clicked = Some(at).filter(|_| !again);
    let line = i64::from(at.y.saturating_sub(layout.body.y));
    let opens = scene.body.as_ref().is_some_and(|body| body.click(model, layout, Press { at, line, again }));
    opens.then_some(Request { command: Command::Open, count: None })
}

/// The rule at a place, with how far it can go.
fn grabbed(model: &Model, scene: &Scene, at: Position) -> Option<Dragging> {
    let layout = &scene.layout;
    let signed = |count: u16| i16::try_from(count).unwrap_or(i16::MAX);
    if layout.pane.contains(at) && at.y == layout.pane.y {
        let room = (signed(layout.pane.height).saturating_sub(1), signed(layout.body.height).saturating_sub(3).max(0));
        return Some(Dragging { rule: Rule::Pane, from: at.y, room, before: [model.reading.pane.more, 0] });
    }
    let ruled = layout.body.contains(at) || layout.titles.contains(at);
    let index = layout.columns.iter().position(|column| ruled && column.area.right() == at.x)?;
    let (column, next) = (layout.columns.get(index)?, layout.columns.get(index.saturating_add(1))?);
    let free = |width: u16| signed(width.saturating_sub(NARROWEST_COLUMN));
    let room = (free(column.area.width), free(next.area.width));
    let extra = |source| model.reading.columns.extra.get(&source).copied().unwrap_or(0);
    let before = [extra(column.source), extra(next.source)];
    Some(Dragging { rule: Rule::Column([column.source, next.source]), from: at.x, room, before })
}

/// The rule goes to a place, as far as it can. It is reckoned from where it was grabbed, so that events may be lost.
fn drag(model: &mut Model, scene: &Scene, at: Position) {
    let Some(Dragging { rule, from, room: (smaller, larger), before: [one, other] }) = model.dragging else { return };
    let line = scene.focus_line(model);
    let by = |to: u16| i32::from(to).saturating_sub(i32::from(from));
    let within = |by: i32| i16::try_from(by.clamp(i32::from(smaller).saturating_neg(), i32::from(larger))).unwrap_or(0);
    match rule {
        Rule::Pane => model.reading.pane.more = one.saturating_add(within(by(at.y).saturating_neg())),
        Rule::Column([column, next]) => {
            // What the column gains, the next one gives.
            let by = within(by(at.x));
            model.reading.columns.extra.insert(column, one.saturating_add(by));
            model.reading.columns.extra.insert(next, other.saturating_sub(by));
        }
    }
    model.hold(line);
}
