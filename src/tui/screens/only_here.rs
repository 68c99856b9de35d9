//! Only here: what one source tells alone.

use super::list::SORTED;
use super::screen::Screen;
use crate::align::Passage;
use crate::compare::Comparison;
use crate::source::SourceId;
use crate::text::TextRange;
use crate::tui::model::Model;
use crate::tui::model::item::{Door, Item, Line, Part, Words};
use crate::tui::model::page::Page;
use crate::tui::model::role::Role;
use crate::tui::scene::wrap::shorten;
use crate::view::counted;
use std::cmp::Reverse;

/// Its name, and what shows it.
pub const PAGE: Page = Page::of("only-here", "u", "what one source tells alone");

/// The screen.
pub const SCREEN: Screen = Screen {
    page: PAGE,
    title: "Only here",
    tip: "only one",
    orders: &["by source", "longest first"],
    empty: "nothing is told by one source alone",
    items,
    ..SORTED
};

/// The widest name of a source.
const NAME: u16 = 48;

/// The entries, by source or the longest first.
fn items(model: &Model, sort: usize) -> Vec<Item> {
    let comparison = &model.comparison;
    let words = |place: &Passage| comparison.corpus.source(place.source).text.words_in(place.range).count();
    let mut places = comparison.only_here.clone();
    let sources = comparison.corpus.sources.iter();
    let stories: Vec<Vec<TextRange>> = sources.map(|source| source.story().map(|(_, range)| range).collect()).collect();
    let item = |place: &Passage, lead: Part, heading: Vec<Vec<Part>>| {
        let story = stories.get(place.source.index()).map(Vec::as_slice).unwrap_or_default();
        item(*place, story, lead, heading)
    };
    if sort == 1 {
        places.sort_by_cached_key(|place| (Reverse(words(place)), *place));
        let siglum = |place: &Passage| (format!(" {:<4}", place.source.siglum()), Role::Strong);
        return places.iter().map(|place| item(place, siglum(place), Vec::new())).collect();
    }
    let mut found = Vec::new();
    for own in places.chunk_by(|a, b| a.source == b.source) {
        let count = own.iter().map(words).sum();
        let mut heading = own.first().map(|place| heading(comparison, place.source, own.len(), count));
        let blank = || (" ".repeat(5), Role::Dim);
        found.extend(own.iter().map(|place| item(place, blank(), heading.take().into_iter().collect())));
    }
    found
}

/// A source's name, and how much it tells alone.
fn heading(comparison: &Comparison, source: SourceId, passages: usize, words: usize) -> Vec<Part> {
    let name = shorten(comparison.corpus.source(source).name(), NAME);
    let words = counted(words, "word", "words");
    let passages = counted(passages, "passage", "passages");
    vec![
        (format!(" {:<4}", source.siglum()), Role::Strong),
        (name, Role::Strong),
        (format!("   {passages}, {words}"), Role::Dim),
    ]
}

/// A passage of a source with these sentences; dots stand where it is a part of one.
fn item(place: Passage, story: &[TextRange], lead: Part, heading: Vec<Vec<Part>>) -> Item {
    let after = story.partition_point(|range| range.start() < place.range.end());
    let last = after.checked_sub(1).and_then(|at| story.get(at));
    let first = story.get(story.partition_point(|range| range.end() <= place.range.start()));
    let dots = |cut: bool, dots: &str| cut.then(|| Words::Own(dots.to_owned(), Role::Faint));
    let before = dots(first.is_some_and(|range| range.start() < place.range.start()), "… ");
    let after = dots(last.is_some_and(|range| range.end() > place.range.end()), " …");
    let own = Words::Source(place, Role::Dim);
    let words: Vec<Words> = before.into_iter().chain([own]).chain(after).collect();
    let lines = vec![Line { lead: vec![lead], words, tail: Vec::new(), most: 6 }];
    Item { heading, lines, sources: vec![place.source], ..Item::to(Door::Place(place)) }
}
