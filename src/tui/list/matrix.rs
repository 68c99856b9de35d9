//! The matrix: how close each pair of sources is, and who tells what.

use super::{Item, Line, Part, Target, Words, outline::places, sigla, strip, told_by};
use crate::source::Source;
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::wrap::{Tone, columns, shorten};
use crate::view::{Closeness, Entry, matrix, outline};

/// Columns of a figure.
const FIGURE: usize = 5;
/// The widest name of a source.
const NAME: u16 = 24;
/// With more sources, their signs stand without blanks between them.
const SPACED: usize = 12;

/// The entries: the sources, then the parallels.
pub fn items(model: &Model) -> Vec<Item> {
    let mut found = closeness(model);
    found.extend(coverage(model));
    found
}

/// One entry a source: how much of it stands in each of the others.
fn closeness(model: &Model) -> Vec<Item> {
    let sources = &model.comparison.corpus.sources;
    let widest = sources.iter().map(|source| columns(source.name())).max().unwrap_or(0).min(NAME);
    let mut letters = vec![(" ".repeat(usize::from(widest).saturating_add(6)), Role::Quiet)];
    letters.extend(sources.iter().map(|source| (format!("{:>FIGURE$}", source.id.siglum()), Role::Siglum)));
    letters.push((format!("{:>8}", "any"), Role::Quiet));
    let explained = " How close: of the words of each source, the share in % that the others tell, too";
    let mut heading = vec![vec![(explained.to_owned(), Role::Header)], letters];
    let row = |(source, row): (&Source, &Vec<Closeness>)| {
        let name = shorten(source.name(), widest);
        let gap = usize::from(widest.saturating_sub(columns(&name))).saturating_add(2);
        let mut lead = vec![
            (format!(" {:<3}", source.id.siglum()), Role::Siglum),
            (format!("{name}{}", " ".repeat(gap)), Role::Text),
        ];
        for (close, other) in row.iter().zip(sources) {
            lead.extend(if other.id == source.id { figure(None) } else { figure(Some(*close)) });
        }
        lead.push((" ".repeat(3), Role::Quiet));
        lead.extend(figure(row.get(source.id.index()).copied()));
        Item {
            heading: std::mem::take(&mut heading),
            lines: vec![Line { lead, most: 1, ..Line::default() }],
            cells: Vec::new(),
            target: Target::Base(source.id),
            sources: vec![source.id],
        }
    };
    sources.iter().zip(&matrix(&model.comparison)).map(row).collect()
}

/// A figure, the warmer the higher; the blanks before it are not.
fn figure(close: Option<Closeness>) -> Vec<Part> {
    let Some(close) = close else { return vec![(format!("{:>FIGURE$}", "—"), Role::Untold)] };
    let percent = (close.share() * 100.0).round();
    let role = match percent {
        ..1.0 => Role::Untold,
        ..15.0 => Role::Heat1,
        ..35.0 => Role::Heat2,
        ..60.0 => Role::Heat3,
        _ => Role::Heat4,
    };
    let text = format!(" {percent:.0}");
    vec![(" ".repeat(FIGURE.saturating_sub(text.len())), Role::Quiet), (text, role)]
}

/// One entry a parallel: who tells it.
fn coverage(model: &Model) -> Vec<Item> {
    let spaced = model.comparison.corpus.sources.len() <= SPACED;
    let letters = vec![(" ".repeat(7), Role::Quiet), sigla(&model.comparison, spaced)];
    let mut heading = vec![vec![(" Who tells what".to_owned(), Role::Header)], letters];
    let places = places(model);
    let mut entries = outline(&model.comparison);
    entries.sort_by_key(|entry| places.get(entry.parallel).copied());
    let item = |(place, entry): (usize, &Entry)| {
        let mut lead = vec![(format!("{:>5}  ", place.saturating_add(1)), Role::Quiet)];
        lead.extend(strip(&entry.told, spaced));
        lead.push((" ".to_owned(), Role::Quiet));
        let words = vec![Words::Own(entry.label.clone(), Tone::Story)];
        Item {
            heading: std::mem::take(&mut heading),
            lines: vec![Line { lead, words, most: 1, tail: Vec::new() }],
            cells: Vec::new(),
            target: Target::Parallel(entry.parallel, None),
            sources: told_by(&entry.told),
        }
    };
    entries.iter().enumerate().map(item).collect()
}
