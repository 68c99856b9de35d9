//! The outline: all parallels, one a line.

use super::{SORTED, Screen, letters, strip, told_by};
use crate::align::Relation;
use crate::tui::command::Command;
use crate::tui::item::{Item, Line, Target, Words};
use crate::tui::model::Model;
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::wrap::Tone;
use crate::view::{Entry, outline};
use std::cmp::Reverse;

/// The screen.
pub const SCREEN: Screen = Screen {
    page: Page::Outline,
    name: "Outline",
    command: Some(Command::Outline),
    tip: "all",
    orders: &["in the base's order", "most widely told first", "most discrepancies first"],
    empty: "no two sources tell the same",
    pane: true,
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
    let words = vec![Words::Own(entry.label.clone(), Tone::Plain)];
    Item {
        heading: Vec::new(),
        lines: vec![Line { lead, words, tail: kinds.into_iter().collect(), most: 1 }],
        cells: Vec::new(),
        target: Target::Parallel(entry.parallel, None),
        sources: told_by(&entry.told),
    }
}
