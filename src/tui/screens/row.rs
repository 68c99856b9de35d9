//! A row in full: what each source has of a parallel, in whose voice, and where it stands.

use super::{LIST, Screen, sigla};
use crate::align::Passage;
use crate::source::SourceId;
use crate::text::Voice;
use crate::tui::command::Command;
use crate::tui::item::{Item, Line, Target, Words};
use crate::tui::model::Model;
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::wrap::Tone;
use crate::view::{alike, voice};

/// The screen.
pub const SCREEN: Screen = Screen {
    page: Page::Row,
    name: "Row",
    keys: &[
        (&[Command::Open], "follow the source"),
        (&[Command::SourceLeft, Command::SourceRight], "row"),
        (&[Command::Return], "back"),
    ],
    empty: "no two sources tell this",
    gap: 1,
    pane: true,
    items,
    ..LIST
};

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
        let words = vec![Words::Own("not told".to_owned(), Tone::Faint)];
        last.lines.push(Line::default());
        last.lines.push(Line { lead, words, tail: Vec::new(), most: 1 });
    }
    items
}

fn item(model: &Model, parallel: usize, (at, place): (usize, Passage)) -> Item {
    let mut words = vec![Words::Source(place, Tone::Plain)];
    let said = match voice(&model.comparison, place) {
        (Voice::Quotation, Some(speaker)) => Some(format!("{speaker}, in quotation marks")),
        (Voice::Quotation, None) => Some("in quotation marks".to_owned()),
        (Voice::Reported | Voice::Narration, _) => None,
    };
    words.extend(said.map(|said| Words::Own(format!("\u{a0}\u{a0} {said}"), Tone::Dim)));
    let sources: Vec<SourceId> = vec![place.source];
    let lead = vec![(format!(" {:<4}", place.source.siglum()), Role::Strong)];
    let line = Line { lead, words, tail: Vec::new(), most: usize::MAX };
    let target = Target::Passage(parallel, at);
    Item { heading: Vec::new(), lines: vec![line], cells: Vec::new(), target, sources }
}
