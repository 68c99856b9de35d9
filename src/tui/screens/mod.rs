//! The screens: what each is called, what opens it, what can be done on it, and, where it is a list, what its entries are and
//! where each leads.

mod differences;
mod follow;
mod framing;
mod hits;
mod matrix;
mod notes;
mod only_here;
mod outline;
mod overview;
mod quotations;
mod rejected;
mod row;
mod stories;
mod synopsis;

use super::command::Command;
use super::item::{Item, Part, Words};
use super::model::{Model, Notice};
use super::page::Page;
use super::theme::Role;
use super::wrap::Tone;
use crate::align::Passage;
use crate::compare::Comparison;
use crate::source::SourceId;
use crate::text::{TextRange, fold};
use crate::view::{Extent, ToldLine};

/// A screen: all that is known of it in one place.
pub struct Screen {
    /// Which one.
    pub page: Page,
    /// Its title.
    pub name: &'static str,
    /// The command that shows it; nothing where only entries lead there.
    pub command: Option<Command>,
    /// What the footer calls it; nothing where it is not offered there.
    pub tip: &'static str,
    /// What can be done on it, for the footer: commands, and what they do.
    pub keys: &'static [(&'static [Command], &'static str)],
    /// It has something to show before the sources are compared.
    pub early: bool,
    /// What is said instead of showing it, where it has nothing to show.
    pub shut: fn(&Model) -> Option<Notice>,
    /// The names of its orders, the usual one first; none where there is but one.
    pub orders: &'static [&'static str],
    /// Its title tells how many entries it has.
    pub counted: bool,
    /// What it says where it has no entries.
    pub empty: &'static str,
    /// Blank lines between its entries.
    pub gap: i64,
    /// The lower pane shows the parallel of the selected entry.
    pub pane: bool,
    /// Its entries in one of its orders; none where it shows the sources themselves.
    items: fn(&Model, usize) -> Vec<Item>,
}

/// A list as most are.
const LIST: Screen = Screen {
    page: Page::Outline,
    name: "",
    command: None,
    tip: "",
    keys: &[(&[Command::Open], "open"), (&[Command::Return], "back"), (&[Command::Filter], "filter")],
    early: false,
    shut: |_| None,
    orders: &[],
    counted: true,
    empty: "",
    gap: 0,
    pane: false,
    items: |_, _| Vec::new(),
};

/// The sources themselves, as they are read beside each other.
const READING: Screen = Screen { early: true, pane: true, ..LIST };

/// A list that has several orders.
const SORTED: Screen = Screen {
    keys: &[
        (&[Command::Open], "open"),
        (&[Command::Return], "back"),
        (&[Command::Sort], "sort"),
        (&[Command::Filter], "filter"),
    ],
    ..LIST
};

/// All screens, in the order in which the footer offers them.
const SCREENS: [&Screen; 14] = [
    &overview::SCREEN,
    &synopsis::SCREEN,
    &follow::SCREEN,
    &row::SCREEN,
    &differences::SCREEN,
    &only_here::SCREEN,
    &quotations::SCREEN,
    &framing::SCREEN,
    &outline::SCREEN,
    &matrix::SCREEN,
    &hits::SCREEN,
    &notes::SCREEN,
    &rejected::SCREEN,
    &stories::SCREEN,
];

/// All screens, in the order in which the footer offers them.
pub fn all() -> impl Iterator<Item = &'static Screen> {
    SCREENS.into_iter()
}

/// A screen by its page.
pub fn screen(page: Page) -> Option<&'static Screen> {
    all().find(|screen| screen.page == page)
}

/// The screen that a command shows.
pub fn shown_by(command: Command) -> Option<&'static Screen> {
    all().find(|screen| screen.command == Some(command))
}

/// The headings of the entries stand without blank lines above them.
pub fn is_tight(model: &Model) -> bool {
    model.page == Page::Overview && overview::is_tight(model)
}

/// The entries of a page, as they are sorted and filtered.
pub fn items(model: &Model, page: Page) -> Vec<Item> {
    let state = model.list(page);
    let all = screen(page).map(|screen| (screen.items)(model, state.sort)).unwrap_or_default();
    filtered(&model.comparison, all, &state.filter)
}

/// The names of the orders of a page, the usual one first.
pub fn orders(page: Page) -> &'static [&'static str] {
    screen(page).map_or(&[], |screen| screen.orders)
}

/// Entries with all words of a filter; `+A` is told by A, `-A` is not.
fn filtered(comparison: &Comparison, items: Vec<Item>, filter: &str) -> Vec<Item> {
    let wanted: Vec<&str> = filter.split_whitespace().collect();
    if wanted.is_empty() {
        return items;
    }
    let sources = || comparison.corpus.sources.iter().map(|s| s.id);
    let siglum = |word: &str| sources().find(|id| id.siglum().eq_ignore_ascii_case(word));
    let mut heading = Vec::new();
    let mut kept = Vec::new();
    for mut item in items {
        if !item.heading.is_empty() {
            heading = std::mem::take(&mut item.heading);
        }
        let words = fold(&said(comparison, &item));
        let fits = wanted.iter().all(|word| {
            let source = |sign| word.strip_prefix(sign).and_then(siglum);
            match (source('+'), source('-')) {
                (Some(source), _) => item.sources.contains(&source),
                (_, Some(source)) => !item.sources.contains(&source),
                (None, None) => words.contains(&fold(word)),
            }
        });
        if fits {
            item.heading = std::mem::take(&mut heading);
            kept.push(item);
        }
    }
    kept
}

/// All that an entry says, for filtering.
fn said(comparison: &Comparison, item: &Item) -> String {
    let mut text = String::new();
    let say = |text: &mut String, words: &Words| match words {
        Words::Own(own, _) => text.push_str(own),
        Words::Source(place, _) => text.push_str(comparison.corpus.source(place.source).text.slice(place.range)),
    };
    for line in &item.lines {
        for (part, _) in line.lead.iter().chain(&line.tail) {
            text.push_str(part);
            text.push(' ');
        }
        line.words.iter().for_each(|words| say(&mut text, words));
        text.push(' ');
    }
    item.cells.iter().flatten().for_each(|words| say(&mut text, words));
    text
}

/// What stands between two things in a line; it is not made one blank.
const GAP: &str = "\u{a0}\u{a0} ";

/// The number of a parallel, in as many columns as the highest needs.
fn number(model: &Model, parallel: usize) -> String {
    let digits = model.comparison.alignment.parallels.len().to_string().len().max(2);
    format!("{:>digits$}", parallel.saturating_add(1))
}

/// The letters of sources.
pub fn sigla(sources: &[SourceId]) -> String {
    sources.iter().map(|source| source.siglum()).collect::<Vec<_>>().join(" ")
}

/// The sign of the gravest difference of a parallel, and who stands out by it.
pub fn differs(told: &ToldLine) -> String {
    /// More sources than these are not named.
    const MOST: usize = 4;
    let Some(sign) = told.sign else { return String::new() };
    let by: &[SourceId] = if told.by.len() > MOST { &[] } else { &told.by };
    format!("{} {}", sign.mark(), sigla(by)).trim_end().to_owned()
}

/// With more sources, their signs stand without blanks between them.
const SPACED: usize = 12;

/// The sign of each source: it tells all of a parallel, a part, or nothing.
pub fn dots(told: &ToldLine) -> Vec<Part> {
    let gap = if told.extents.len() > SPACED { "" } else { " " };
    let last = told.extents.len().saturating_sub(1);
    let dot = |(at, extent): (usize, &Extent)| {
        let role = if *extent == Extent::Untold { Role::Faint } else { Role::Plain };
        (format!("{}{}", extent.dot(), if at == last { "" } else { gap }), role)
    };
    told.extents.iter().enumerate().map(dot).collect()
}

/// The sign of each source: told, or not.
fn strip(told: &[bool], spaced: bool) -> Vec<Part> {
    let gap = if spaced { " " } else { "" };
    let sign = |told: &bool| match told {
        true => (format!("●{gap}"), Role::Plain),
        false => (format!("○{gap}"), Role::Faint),
    };
    told.iter().map(sign).collect()
}

/// The letters over the signs; only the last of a longer siglum fits.
fn letters(comparison: &Comparison, spaced: bool) -> Part {
    let gap = if spaced { " " } else { "" };
    let last = |source: &crate::source::Source| source.id.siglum().chars().last().unwrap_or(' ');
    let letters: String = comparison.corpus.sources.iter().map(|source| format!("{}{gap}", last(source))).collect();
    (letters, Role::Strong)
}

/// The sources that tell.
fn told_by(told: &[bool]) -> Vec<SourceId> {
    told.iter().zip(0u16..).filter(|(told, _)| **told).map(|(_, number)| SourceId(number)).collect()
}

/// A passage in words of its source: before, in and after a place.
fn around(comparison: &Comparison, passage: Passage, place: Passage, inside: Tone) -> Vec<Words> {
    let content = comparison.corpus.source(passage.source).text.content();
    let Some(range) = passage.range.intersect(place.range) else {
        return vec![Words::Source(passage, Tone::Plain)];
    };
    let part = |start, end, tone| {
        let range = TextRange::new(content, start, end);
        (start < end).then_some(Words::Source(Passage { range, ..passage }, tone))
    };
    let plain = Tone::Plain;
    let parts = [
        part(passage.range.start(), range.start(), plain),
        part(range.start(), range.end(), inside),
        part(range.end(), passage.range.end(), plain),
    ];
    parts.into_iter().flatten().collect()
}
