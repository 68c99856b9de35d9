//! The matrix: how close each pair of sources is, and who tells what.

use super::list::LIST;
use super::outline::places;
use super::screen::{Lower, Screen};
use super::words::told_by;
use crate::source::Source;
use crate::tui::model::Model;
use crate::tui::model::item::{Door, Item, Line, Part, Words};
use crate::tui::model::page::Page;
use crate::tui::model::role::Role;
use crate::tui::scene::signs::{SPACED, letters, strip};
use crate::tui::scene::wrap::{columns, shorten};
use crate::view::{Closeness, Entry, matrix, outline};

/// Its name, and what shows it.
pub const PAGE: Page = Page::of("matrix", "m", "who tells what, and how close the sources are");

/// The screen.
pub const SCREEN: Screen = Screen {
    page: PAGE,
    title: "Matrix",
    tip: "matrix",
    counted: false,
    empty: "no two sources tell the same",
    pane: Lower::Whole,
    sized: true,
    items,
    ..LIST
};

/// Columns of a figure.
const FIGURE: usize = 5;
/// Columns of a source's letter with the blanks around it.
const LETTER: usize = 4;
/// Columns that a list leaves free at its ends.
const MARGIN: usize = 3;
/// The widest name of a source, and the narrowest that tells anything.
const NAME: u16 = 24;
const LEAST_NAME: u16 = 8;
/// With so much room, figures rather than names stand in further tables.
const WIDE: usize = 60;
/// What the figures are.
const EXPLAINED: &str = " How close: of the words of each source, the share in % that the others tell, too";

/// The entries: the sources, then the parallels.
fn items(model: &Model, _: usize) -> Vec<Item> {
    let mut found = closeness(model);
    found.extend(coverage(model));
    found
}

/// One entry a source: how much of it stands in each of the others. Figures that have no room beside each other stand in
/// further tables below.
fn closeness(model: &Model) -> Vec<Item> {
    let sources = &model.comparison.corpus.sources;
    let figures = matrix(&model.comparison);
    let (name, count) = room(model);
    let mut heading = vec![vec![(EXPLAINED.to_owned(), Role::Strong)]];
    let mut items = Vec::new();
    for first in (0..sources.len()).step_by(count) {
        let others = sources.get(first..sources.len().min(first.saturating_add(count))).unwrap_or_default();
        let mut letters = vec![(" ".repeat(LETTER.saturating_add(usize::from(name))), Role::Dim)];
        letters.push((format!("{:>FIGURE$}", "any"), Role::Dim));
        letters.extend(others.iter().map(|source| (format!("{:>FIGURE$}", source.id.siglum()), Role::Strong)));
        heading.push(letters);
        let rows = sources.iter().zip(&figures);
        items.extend(rows.map(|(source, row)| {
            let lines = vec![Line { lead: closeness_row(source, row, (name, others)), most: 1, ..Line::default() }];
            let heading = std::mem::take(&mut heading);
            Item { heading, lines, sources: vec![source.id], ..Item::to(Door::Base(source.id)) }
        }));
    }
    items
}

/// Columns that the names of sources have, and how many figures stand beside them: as many as there are, as long as names
/// can be told; else the names give way.
fn room(model: &Model) -> (u16, usize) {
    let sources = &model.comparison.corpus.sources;
    let widest = sources.iter().map(|source| columns(source.name())).max().unwrap_or(0).min(NAME);
    let room = usize::from(model.width).saturating_sub(LETTER).saturating_sub(MARGIN);
    let needed = FIGURE.saturating_mul(sources.len().saturating_add(1));
    let left = u16::try_from(room.saturating_sub(needed)).unwrap_or(u16::MAX);
    let name = match left.min(widest) {
        name if name >= widest.min(LEAST_NAME) => name,
        _ if room >= WIDE => widest,
        _ => 0,
    };
    let fits = room.saturating_sub(usize::from(name)).checked_div(FIGURE).unwrap_or(0);
    (name, fits.saturating_sub(1).clamp(1, sources.len().max(1)))
}

/// The letter of a source, its name, and its figures.
fn closeness_row(source: &Source, row: &[Closeness], (widest, others): (u16, &[Source])) -> Vec<Part> {
    let name = shorten(source.name(), widest);
    let gap = usize::from(widest.saturating_sub(columns(&name)));
    let mut parts = vec![
        (format!(" {:<3}", source.id.siglum()), Role::Strong),
        (format!("{name}{}", " ".repeat(gap)), Role::Plain),
    ];
    parts.extend(figure(row.get(source.id.index()).copied()));
    for other in others {
        let close = row.get(other.id.index()).copied().filter(|_| other.id != source.id);
        parts.extend(figure(close));
    }
    parts
}

/// A figure, the warmer the higher; the blanks before it are not.
fn figure(close: Option<Closeness>) -> Vec<Part> {
    let Some(close) = close else { return vec![(format!("{:>FIGURE$}", "—"), Role::Faint)] };
    let percent = (close.share() * 100.0).round();
    let role = match percent {
        ..1.0 => Role::Faint,
        ..15.0 => Role::Faint,
        ..35.0 => Role::Dim,
        ..60.0 => Role::Plain,
        _ => Role::Strong,
    };
    let text = format!(" {percent:.0}");
    vec![(" ".repeat(FIGURE.saturating_sub(text.len())), Role::Dim), (text, role)]
}

/// One entry a parallel: who tells it.
fn coverage(model: &Model) -> Vec<Item> {
    let spaced = model.comparison.corpus.sources.len() <= SPACED;
    let head = vec![(" ".repeat(7), Role::Dim), letters(&model.comparison, spaced)];
    let mut heading = vec![vec![(" Who tells what".to_owned(), Role::Strong)], head];
    let places = places(model);
    let mut entries = outline(&model.comparison, &model.labels);
    entries.sort_by_key(|entry| places.get(entry.parallel).copied());
    let item = |entry: &Entry| {
        let mut lead = vec![(format!("{:>5}  ", entry.parallel.saturating_add(1)), Role::Dim)];
        lead.extend(strip(&entry.told, spaced));
        lead.push((" ".to_owned(), Role::Dim));
        let words = vec![Words::Own(entry.label.clone(), Role::Plain)];
        Item {
            heading: std::mem::take(&mut heading),
            lines: vec![Line { lead, words, most: 1, tail: Vec::new() }],
            sources: told_by(&entry.told),
            ..Item::to(Door::Parallel(entry.parallel, None))
        }
    };
    entries.iter().map(item).collect()
}
