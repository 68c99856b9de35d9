//! Framing: who and what is named how by whom; one row a referent, one column a source.

use super::list::SORTED;
use super::screen::Screen;
use crate::source::SourceId;
use crate::tui::model::Model;
use crate::tui::model::item::{Door, Item, Line, Words};
use crate::tui::model::page::Page;
use crate::tui::model::role::Role;
use crate::view::{Framing, Named, Referent, framing};

/// Its name, and what shows it.
pub const PAGE: Page = Page::of("framing", "w", "who and what is named how by whom");

/// The screen.
pub const SCREEN: Screen = Screen {
    page: PAGE,
    title: "Framing",
    tip: "named",
    orders: &["named most differently first", "by name"],
    empty: "nobody is named by two sources with a title or in words of their own",
    gap: 1,
    items,
    ..SORTED
};

/// The entries: those named in the most different ways first, or by name.
fn items(model: &Model, sort: usize) -> Vec<Item> {
    let mut found = framing(&model.comparison);
    if sort == 1 {
        found.sort_by(|a, b| a.name.cmp(&b.name));
    }
    found.iter().map(item).collect()
}

fn item(referent: &Referent) -> Item {
    let title = Line {
        lead: vec![(" ".to_owned(), Role::Dim)],
        words: vec![Words::Own(referent.name.clone(), Role::Strong)],
        tail: Vec::new(),
        most: 1,
    };
    let cells = referent.framings.iter().zip(0u16..).map(|(framing, id)| cell(framing, SourceId(id))).collect();
    let told = |framing: &Framing| framing.epithets.first().map(|wording| wording.place).or(framing.first);
    let door = referent.framings.iter().find_map(told).map_or(Door::Base(SourceId(0)), Door::Place);
    Item { lines: vec![title], cells, sources: referent.sources().collect(), ..Item::to(door) }
}

/// What a source calls somebody, how often, and by which verbs it introduces the words.
fn cell(framing: &Framing, source: SourceId) -> Vec<Words> {
    let mut words = vec![Words::Own(format!("{}  ", source.siglum()), Role::Strong)];
    let list = |list: &[Named]| {
        let one = |named: &Named| match named.count {
            1 => named.words.clone(),
            count => format!("{} ×{count}", named.words),
        };
        list.iter().map(one).collect::<Vec<_>>().join(", ")
    };
    let mut said = list(&framing.epithets);
    if framing.plain > 0 {
        let gap = if said.is_empty() { "" } else { "; " };
        said.push_str(&format!("{gap}by name ×{}", framing.plain));
    }
    if framing.first.is_none() {
        words.push(Words::Own("—".to_owned(), Role::Faint));
    }
    words.push(Words::Own(said, Role::Plain));
    if !framing.cues.is_empty() {
        words.push(Words::Own(format!("; {}", list(&framing.cues)), Role::Faint));
    }
    words
}
