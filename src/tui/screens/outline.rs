//! The outline: all parallels, one a line.

use super::list::SORTED;
use super::screen::{Lower, Screen};
use super::words::told_by;
use crate::align::Relation;
use crate::tui::model::Model;
use crate::tui::model::item::{Door, Item, Line, Words};
use crate::tui::model::page::Page;
use crate::tui::model::role::Role;
use crate::tui::scene::signs::{letters, strip};
use crate::view::{Entry, outline};
use std::cmp::Reverse;

/// Its name, and what shows it.
pub const PAGE: Page = Page::of("outline", "o", "all parallels, one a line");

/// The screen.
pub const SCREEN: Screen = Screen {
    page: PAGE,
    title: "Outline",
    tip: "all",
    orders: &["in the base's order", "most widely told first", "most discrepancies first"],
    empty: "no two sources tell the same",
    pane: Lower::Whole,
    opens: |model, about| about.parallel == model.parallel(),
    items,
    ..SORTED
};

/// The entries, in one of the orders.
fn items(model: &Model, sort: usize) -> Vec<Item> {
    let mut entries = outline(&model.comparison, &model.labels);
    let places = places(model);
    let place = |entry: &Entry| places.get(entry.parallel).copied().unwrap_or(usize::MAX);
    match sort {
        1 => entries.sort_by_key(|entry| (Reverse(entry.spread), place(entry))),
        2 => entries.sort_by_key(|entry| (Reverse(entry.discrepancies.len()), place(entry))),
        _ => entries.sort_by_key(place),
    }
    let mut items: Vec<Item> = entries.iter().map(item).collect();
    if let Some(first) = items.first_mut() {
        first.heading = vec![vec![(" ".repeat(5), Role::Dim), letters(&model.comparison, false)]];
    }
    items
}

/// For each parallel its place in the synopsis, from 0.
pub fn places(model: &Model) -> Vec<usize> {
    let mut places = vec![usize::MAX; model.comparison.alignment.parallels.len()];
    let order = model.reading.synopsis.rows.iter().filter_map(|row| row.parallel);
    for (place, parallel) in order.enumerate() {
        if let Some(slot) = places.get_mut(parallel) {
            *slot = place;
        }
    }
    places
}

fn item(entry: &Entry) -> Item {
    let mut lead = vec![(format!("{:>4} ", entry.parallel.saturating_add(1)), Role::Dim)];
    lead.extend(strip(&entry.told, false));
    let closeness = match entry.relation {
        Relation::Verbatim => " = ",
        Relation::NearVerbatim => " ≈ ",
        Relation::Paraphrase => "   ",
    };
    lead.push((closeness.to_owned(), Role::Dim));
    let kinds: Vec<&str> = entry.discrepancies.iter().map(|kind| kind.name()).collect();
    let kinds = (!kinds.is_empty()).then(|| (format!("≠ {}", kinds.join(", ")), Role::Accent));
    let words = vec![Words::Own(entry.label.clone(), Role::Plain)];
    let lines = vec![Line { lead, words, tail: kinds.into_iter().collect(), most: 1 }];
    Item { lines, sources: told_by(&entry.told), ..Item::to(Door::Parallel(entry.parallel, None)) }
}
