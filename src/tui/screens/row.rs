//! A row in full: what each source has of a parallel, in whose voice, and where it stands.

use super::list::{self, LIST};
use super::reading;
use super::screen::{Acted, Lower, Screen, Tip};
use crate::align::Passage;
use crate::source::SourceId;
use crate::text::Voice;
use crate::tui::model::command::Command;
use crate::tui::model::item::{About, Door, Item, Line, Words};
use crate::tui::model::page::Page;
use crate::tui::model::role::Role;
use crate::tui::model::{Model, Request};
use crate::tui::scene::area::Layout;
use crate::tui::scene::brush::Brush;
use crate::tui::scene::signs::sigla;
use crate::tui::scene::{Scene, rule};
use crate::view::{alike, voice};
use ratatui::buffer::Buffer;

/// Its name; entries lead there.
pub const PAGE: Page = Page::of("row", "", "");

/// The screen.
pub const SCREEN: Screen = Screen {
    page: PAGE,
    title: "Row",
    tips: |_| &TIPS,
    empty: "no two sources tell this",
    gap: 1,
    pane: Lower::Apparatus,
    items,
    act,
    head,
    ..LIST
};

const TIPS: [Tip; 3] = [
    (&[Command::Open], "follow the source"),
    (&[Command::SourceLeft, Command::SourceRight], "row"),
    (&[Command::Return], "back"),
];

/// What a key does.
fn act(model: &mut Model, scene: &Scene, request: Request) -> Acted {
    let right = request.command == Command::SourceRight;
    if !right && request.command != Command::SourceLeft {
        return list::act(model, scene, request);
    }
    let steps = i64::try_from(request.count.unwrap_or(1)).unwrap_or(1);
    let before = model.reading.cursor;
    reading::step(&mut model.reading, if right { steps } else { steps.saturating_neg() });
    match model.parallel().filter(|_| model.reading.cursor != before) {
        Some(parallel) => Acted::Open(Door::Row(parallel)),
        None => Acted::Yes,
    }
}

/// The row's own rule.
fn head(_: &Screen, brush: Brush<'_>, layout: &Layout, buffer: &mut Buffer) {
    rule::draw(brush, (brush.model.reading.cursor, false), layout.titles, buffer);
}

/// The passages, the base's first; then who does not tell it.
fn items(model: &Model, _: usize) -> Vec<Item> {
    let comparison = &model.comparison;
    let Some(parallel) = model.parallel() else { return Vec::new() };
    let passages = &comparison.alignment.parallels[parallel].passages;
    let mut order: Vec<usize> = (0..passages.len()).collect();
    order.sort_by_key(|&at| (passages[at].source != model.reading.base, at));
    // What a source says twice in the same words stands here once.
    let known = |at: usize| {
        let before = passages.iter().take(at).filter(|p| p.source == passages[at].source);
        before.into_iter().any(|other| alike(comparison, *other, passages[at]))
    };
    let mut items: Vec<Item> =
        order.into_iter().filter(|&at| !known(at)).map(|at| item(model, parallel, (at, passages[at]))).collect();
    let absent = comparison.absent(parallel);
    if let Some(last) = items.last_mut().filter(|_| !absent.is_empty()) {
        let lead = vec![(format!(" {}  ", sigla(&absent)), Role::Dim)];
        let words = vec![Words::Own("not told".to_owned(), Role::Faint)];
        last.lines.push(Line::default());
        last.lines.push(Line { lead, words, tail: Vec::new(), most: 1 });
    }
    items
}

fn item(model: &Model, parallel: usize, (at, place): (usize, Passage)) -> Item {
    let mut words = vec![Words::Source(place, Role::Plain)];
    let said = match voice(&model.comparison, place) {
        (Voice::Quotation, Some(speaker)) => Some(format!("{speaker}, in quotation marks")),
        (Voice::Quotation, None) => Some("in quotation marks".to_owned()),
        (Voice::Reported | Voice::Narration, _) => None,
    };
    words.extend(said.map(|said| Words::Own(format!("\u{a0}\u{a0} {said}"), Role::Dim)));
    let sources: Vec<SourceId> = vec![place.source];
    let lead = vec![(format!(" {:<4}", place.source.siglum()), Role::Strong)];
    let line = Line { lead, words, tail: Vec::new(), most: usize::MAX };
    let about = About { place: Some(place), ..About::parallel(parallel) };
    Item { lines: vec![line], sources, about, ..Item::to(Door::Passage(parallel, at)) }
}
