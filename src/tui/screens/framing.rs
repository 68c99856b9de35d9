//! Framing: who and what is named how by whom; one row a referent, one column a source.

use super::{SORTED, Screen};
use crate::source::SourceId;
use crate::tui::command::Command;
use crate::tui::item::{Item, Line, Target, Words};
use crate::tui::model::Model;
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::wrap::Tone;
use crate::view::{Framing, Named, Referent, framing};

/// The screen.
pub const SCREEN: Screen = Screen {
    page: Page::Framing,
    name: "Framing",
    command: Some(Command::Framing),
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
        words: vec![Words::Own(referent.name.clone(), Tone::Strong)],
        tail: Vec::new(),
        most: 1,
    };
    let cells = referent.framings.iter().zip(0u16..).map(|(framing, id)| cell(framing, SourceId(id))).collect();
    let told = |framing: &Framing| framing.epithets.first().map(|wording| wording.place).or(framing.first);
    let target = referent.framings.iter().find_map(told).map_or(Target::Base(SourceId(0)), Target::Place);
    Item { heading: Vec::new(), lines: vec![title], cells, target, sources: referent.sources().collect() }
}

/// What a source calls somebody, how often, and by which verbs it introduces the words.
fn cell(framing: &Framing, source: SourceId) -> Vec<Words> {
    let mut words = vec![Words::Own(format!("{}  ", source.siglum()), Tone::Strong)];
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
        words.push(Words::Own("—".to_owned(), Tone::Faint));
    }
    words.push(Words::Own(said, Tone::Plain));
    if !framing.cues.is_empty() {
        words.push(Words::Own(format!("; {}", list(&framing.cues)), Tone::Faint));
    }
    words
}
