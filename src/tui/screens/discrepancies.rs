//! Discrepancies: where the sources differ and it matters.

use super::{Screen, around, outline::places};
use crate::align::Passage;
use crate::compare::Comparison;
use crate::source::SourceId;
use crate::tui::item::{Item, Line, Target, Words};
use crate::tui::model::Model;
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::wrap::{Manner, Tone};
use crate::view::{Disagreement, disagreements};

/// The screen.
pub const SCREEN: Screen = Screen {
    page: Page::Discrepancies,
    name: "Discrepancies",
    orders: &["gravest first", "in the base's order"],
    empty: "no differences of numbers, dates, names or the like were found",
    gap: 1,
    pane: false,
    items,
};

/// Columns of the letters of the sources that share a reading.
const SIGLA: usize = 12;

/// The entries, the gravest first or in the base's order.
fn items(model: &Model, sort: usize) -> Vec<Item> {
    let comparison = &model.comparison;
    let mut found = disagreements(comparison);
    let places = places(model);
    let place = |one: &Disagreement| places.get(one.parallel).copied().unwrap_or(usize::MAX);
    if sort == 1 {
        found.sort_by_key(|one| (place(one), one.kind));
    }
    let label = |one: &Disagreement| model.labels.get(one.parallel).to_owned();
    found.iter().map(|one| item(comparison, one, label(one))).collect()
}

fn item(comparison: &Comparison, one: &Disagreement, label: String) -> Item {
    let blank = |text: &str| (text.to_owned(), Role::Quiet);
    let title = Line {
        lead: vec![blank(" ≠ "), (one.kind.name().to_owned(), Role::Discrepancy), blank("  ")],
        words: vec![Words::Own(label, Tone::Strong)],
        tail: vec![(one.parallel.saturating_add(1).to_string(), Role::Quiet)],
        most: 1,
    };
    let mut lines = vec![title];
    lines.extend(one.readings.iter().map(|places| reading(comparison, one, places)));
    let mut sources: Vec<SourceId> = one.readings.iter().flatten().map(|place| place.source).collect();
    sources.sort_unstable();
    sources.dedup();
    Item { heading: Vec::new(), lines, cells: Vec::new(), target: Target::Parallel(one.parallel, None), sources }
}

/// A reading: who has it, and the passage of the first who does.
fn reading(comparison: &Comparison, one: &Disagreement, places: &[Passage]) -> Line {
    let mut sigla: Vec<SourceId> = places.iter().map(|place| place.source).collect();
    sigla.dedup();
    let sigla: Vec<String> = sigla.iter().map(|source| source.siglum()).collect();
    let lead = vec![(format!("   {:<SIGLA$}", sigla.join(" ")), Role::Siglum)];
    let Some(&place) = places.first() else { return Line::default() };
    let passages = &comparison.alignment.parallels[one.parallel].passages;
    let holds = |p: &Passage| p.source == place.source && p.range.overlaps(place.range);
    // A speaker may have been named before the passage: then the sentence tells more than the name alone.
    let sentences = comparison.corpus.source(place.source).text.sentences().iter();
    let mut sentences = sentences.map(|sentence| Passage { range: sentence.range, ..place });
    let holding = passages.iter().copied().find(holds).or_else(|| sentences.find(holds));
    let manner = Manner { discrepancy: Some(one.kind), ..Tone::Story.into() };
    let words = match holding {
        Some(passage) => around(comparison, passage, place, manner),
        None => vec![Words::Source(place, manner)],
    };
    Line { lead, words, most: 3, tail: Vec::new() }
}
