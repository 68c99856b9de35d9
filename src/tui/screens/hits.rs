//! All places that the search found, each in its sentence.

use super::list::LIST;
use super::screen::Screen;
use crate::align::Passage;
use crate::compare::Comparison;
use crate::tui::model::command::Command;
use crate::tui::model::item::{Door, Item, Line, Words};
use crate::tui::model::page::Page;
use crate::tui::model::role::Role;
use crate::tui::model::{Model, Notice};

/// Its name, and what shows it.
pub const PAGE: Page = Page::of("hits", "S", "all places found, as a list");

/// The screen.
pub const SCREEN: Screen = Screen {
    page: PAGE,
    title: "Found",
    shut,
    empty: "nothing is found",
    opens: |model, about| about.place.is_some() && about.place == model.found.here(),
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
    let words = vec![Words::Source(Passage { range, ..hit }, Role::Plain)];
    let lead = vec![(format!(" {:<4}", hit.source.siglum()), Role::Strong)];
    let lines = vec![Line { lead, words, tail: Vec::new(), most: 4 }];
    Item { lines, sources: vec![hit.source], ..Item::to(Door::Place(hit)) }
}
