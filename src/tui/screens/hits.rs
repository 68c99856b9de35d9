//! All places that the search found, each in its sentence.

use super::{LIST, Screen};
use crate::align::Passage;
use crate::compare::Comparison;
use crate::tui::command::Command;
use crate::tui::item::{Item, Line, Target, Words};
use crate::tui::model::{Model, Notice};
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::wrap::Tone;

/// The screen.
pub const SCREEN: Screen = Screen {
    page: Page::Hits,
    name: "Found",
    command: Some(Command::Hits),
    shut,
    empty: "nothing is found",
    items,
    ..LIST
};

fn shut(model: &Model) -> Option<Notice> {
    let said = || format!("search first: {}", model.key(Command::Search));
    model.found.hits.is_empty().then(|| Notice::Failed(said()))
}

/// The entries, in the order of the synopsis.
fn items(model: &Model, _: usize) -> Vec<Item> {
    model.found.hits.iter().map(|hit| item(&model.comparison, *hit)).collect()
}

fn item(comparison: &Comparison, hit: Passage) -> Item {
    let sentences = comparison.corpus.source(hit.source).text.sentences();
    let after = sentences.partition_point(|sentence| sentence.range.end() <= hit.range.start());
    let range = sentences.get(after).map_or(hit.range, |sentence| sentence.range.cover(hit.range));
    let words = vec![Words::Source(Passage { range, ..hit }, Tone::Plain)];
    let lead = vec![(format!(" {:<4}", hit.source.siglum()), Role::Strong)];
    Item {
        heading: Vec::new(),
        lines: vec![Line { lead, words, tail: Vec::new(), most: 4 }],
        cells: Vec::new(),
        target: Target::Place(hit),
        sources: vec![hit.source],
    }
}
