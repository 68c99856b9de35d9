//! Differences: where the sources differ and it matters. One line a value with its sources; opened, each source's own sentence.

use super::list::{self, SORTED};
use super::screen::{Acted, Screen};
use super::words::{around, number};
use crate::align::Passage;
use crate::compare::{Comparison, Gravity};
use crate::source::SourceId;
use crate::tui::model::command::Command;
use crate::tui::model::item::{About, Door, Item, Line, Part, Words};
use crate::tui::model::page::Page;
use crate::tui::model::role::Role;
use crate::tui::model::{Model, Request};
use crate::tui::scene::Scene;
use crate::tui::scene::signs::sigla;
use crate::view::{DifferenceLine, Disagreement, ReadingLine, Sign, doubts};

/// Its name, and what shows it.
pub const PAGE: Page = Page::of("differences", "d", "where they differ and it matters, the gravest first");

/// The screen.
pub const SCREEN: Screen = Screen {
    page: PAGE,
    title: "Differences",
    tip: "differences",
    orders: &["by gravity, the surest first", "by gravity, in the base's order", "with what is doubtful"],
    empty: "no differences of numbers, dates, names or the like were found",
    gap: 1,
    items,
    act,
    ..SORTED
};

/// Columns of the letters of the sources that share a reading.
const SIGLA: usize = 10;

/// What a key does.
#[expect(clippy::wildcard_enum_match_arm, reason = "the other commands are those of all lists")]
fn act(model: &mut Model, scene: &Scene, request: Request) -> Acted {
    let next = match request.command {
        // First each source's own sentence, then the row.
        Command::Open => match model.about().difference.filter(|at| model.opened.insert(*at)) {
            Some(_) => {
                model.stale = true;
                return Acted::Yes;
            }
            None => Command::Open,
        },
        // Without a search, to the next difference.
        Command::NextHit if model.found.typed.is_empty() => Command::Next,
        Command::PreviousHit if model.found.typed.is_empty() => Command::Previous,
        other => other,
    };
    list::act(model, scene, Request { command: next, ..request })
}

fn items(model: &Model, order: usize) -> Vec<Item> {
    let mut found = Vec::new();
    let places = super::outline::places(model);
    for (gravity, lines) in
        [Gravity::Substance, Gravity::Wording, Gravity::Naming].into_iter().zip(&model.overview.differences)
    {
        let mut lines: Vec<&DifferenceLine> = lines.iter().collect();
        if order == 1 {
            lines.sort_by_key(|line| places.get(line.parallel).copied());
        }
        let mut heading = Some(heading(gravity, lines.len()));
        found.extend(
            lines.into_iter().map(|line| Item { heading: heading.take().into_iter().collect(), ..item(model, line) }),
        );
    }
    if order == 2 {
        found.extend(doubtful(model));
    }
    found
}

/// What may differ: each leads to its row.
fn doubtful(model: &Model) -> Vec<Item> {
    let found = doubts(&model.comparison);
    let heading = vec![
        (" DOUBTFUL".to_owned(), Role::Strong),
        (format!("   {}   not sure enough to be told as differences", found.len()), Role::Dim),
    ];
    let mut heading = Some(heading);
    found.iter().map(|one| Item { heading: heading.take().into_iter().collect(), ..doubt(model, one) }).collect()
}

fn doubt(model: &Model, one: &Disagreement) -> Item {
    let title = Line {
        lead: vec![(" ? ".to_owned(), Role::Dim), (format!("{}  ", number(model, one.parallel)), Role::Dim)],
        words: vec![Words::Own(model.labels.get(one.parallel).to_owned(), Role::Plain)],
        tail: vec![(one.kind.name().to_owned(), Role::Dim)],
        most: 1,
    };
    let who = |places: &[Passage]| {
        let mut sources: Vec<SourceId> = places.iter().map(|place| place.source).collect();
        sources.sort_unstable();
        sources.dedup();
        sources
    };
    let value = |places: &Vec<Passage>| {
        let lead = vec![(format!("       {:<SIGLA$}", sigla(&who(places))), Role::Strong)];
        let words = places.first().map(|place| Words::Source(*place, Role::Plain)).into_iter().collect();
        Line { lead, words, tail: Vec::new(), most: 2 }
    };
    let mut lines = vec![title];
    lines.extend(one.readings.iter().map(value));
    let sources = who(&one.readings.concat());
    Item { lines, sources, ..Item::to(Door::Parallel(one.parallel, None)) }
}

fn heading(gravity: Gravity, count: usize) -> Vec<Part> {
    let name = match gravity {
        Gravity::Substance => "SUBSTANCE",
        Gravity::Wording => "WORDING",
        Gravity::Naming => "NAMING",
    };
    let about = match gravity {
        Gravity::Substance => "both cannot be so",
        Gravity::Wording => "quoted, hedged or called otherwise",
        Gravity::Naming => "other names for one",
    };
    vec![(format!(" {name}"), Role::Strong), (format!("   {count}   {about}"), Role::Dim)]
}

fn item(model: &Model, line: &DifferenceLine) -> Item {
    let lead = vec![
        (" ".to_owned(), Role::Dim),
        (Sign::of(line.kind).mark().to_string(), Role::Accent),
        (format!(" {}  ", number(model, line.parallel)), Role::Dim),
    ];
    let title = Line {
        lead,
        words: vec![Words::Own(line.about.clone(), Role::Plain)],
        tail: vec![(line.kind.name().to_owned(), Role::Dim)],
        most: 1,
    };
    let mut lines = vec![title];
    let one = model.differences.get(line.difference).filter(|_| model.opened.contains(&line.difference));
    match one {
        Some(one) => lines.extend(one.readings.iter().flat_map(|places| sentences(&model.comparison, one, places))),
        None => lines.extend(line.readings.iter().map(value)),
    }
    let mut sources: Vec<SourceId> = line.readings.iter().flat_map(|reading| reading.sources.iter().copied()).collect();
    sources.sort_unstable();
    sources.dedup();
    let about = About { difference: Some(line.difference), ..About::parallel(line.parallel) };
    Item { lines, sources, about, ..Item::to(Door::Row(line.parallel)) }
}

/// What some sources have.
fn value(reading: &ReadingLine) -> Line {
    let lead = vec![(format!("       {:<SIGLA$}", sigla(&reading.sources)), Role::Strong)];
    Line { lead, words: vec![Words::Source(reading.place, Role::Accent)], tail: Vec::new(), most: 2 }
}

/// What they have, each in its own sentence.
fn sentences(comparison: &Comparison, one: &Disagreement, places: &[Passage]) -> Vec<Line> {
    let own = places.chunk_by(|a, b| a.source == b.source).filter_map(|places| places.first().copied());
    own.map(|place| sentence(comparison, one, place)).collect()
}

fn sentence(comparison: &Comparison, one: &Disagreement, place: Passage) -> Line {
    let lead = vec![(format!("       {:<SIGLA$}", place.source.siglum()), Role::Strong)];
    let passages = &comparison.alignment.parallels[one.parallel].passages;
    let holds = |p: &Passage| p.source == place.source && p.range.overlaps(place.range);
    // A speaker may have been named before the passage: then the sentence tells more than the name alone.
    let sentences = comparison.corpus.source(place.source).text.sentences().iter();
    let mut sentences = sentences.map(|sentence| Passage { range: sentence.range, ..place });
    let words = match passages.iter().copied().find(holds).or_else(|| sentences.find(holds)) {
        Some(passage) => around(comparison, passage, place, Role::Accent),
        None => vec![Words::Source(place, Role::Accent)],
    };
    Line { lead, words, most: 6, tail: Vec::new() }
}
