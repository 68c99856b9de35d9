//! The stories of a collection, and what a search over everything found.

use super::{LIST, Screen};
use crate::text::visible_line;
use crate::tui::item::{Item, Line, Target, Words};
use crate::tui::library::{Finding, Listed};
use crate::tui::model::Model;
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::wrap::Tone;

/// The screen.
pub const SCREEN: Screen =
    Screen { page: Page::Stories, name: "Stories", early: true, empty: "nothing is found", items, ..LIST };

/// The entries, the largest story first; after a search the documents that it found.
fn items(model: &Model, _: usize) -> Vec<Item> {
    let Some(library) = &model.library else { return Vec::new() };
    match &library.found {
        Some((_, findings)) => findings.iter().map(finding).collect(),
        None => library.stories.iter().enumerate().map(story).collect(),
    }
}

fn story((number, story): (usize, &Listed)) -> Item {
    let lead = vec![(format!(" {:>5}  ", story.size), Role::Strong)];
    item(
        Target::Story(Some(number)),
        vec![
            line(lead, (&story.label, Tone::Strong), &story.days, 1),
            line(vec![(" ".repeat(8), Role::Dim)], (&story.sources, Tone::Faint), "", 1),
        ],
    )
}

fn finding(finding: &Finding) -> Item {
    let lead = || vec![("   ".to_owned(), Role::Dim)];
    item(
        Target::Story(finding.story),
        vec![
            line(lead(), (&finding.name, Tone::Strong), &finding.place, 1),
            line(lead(), (&finding.passage, Tone::Plain), "", 3),
        ],
    )
}

fn item(target: Target, lines: Vec<Line>) -> Item {
    Item { heading: Vec::new(), lines, cells: Vec::new(), target, sources: Vec::new() }
}

fn line(lead: Vec<(String, Role)>, (words, tone): (&str, Tone), tail: &str, most: usize) -> Line {
    let words = vec![Words::Own(visible_line(words).into_owned(), tone)];
    let tail = if tail.is_empty() { Vec::new() } else { vec![(visible_line(tail).into_owned(), Role::Dim)] };
    Line { lead, words, tail, most }
}
