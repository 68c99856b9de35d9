//! The stories of a collection, and what a search over everything found.

use super::list::{self, LIST};
use super::screen::{Acted, Screen, Tip};
use crate::text::visible_line;
use crate::tui::model::command::Command;
use crate::tui::model::input::Input;
use crate::tui::model::item::{Door, Item, Line, ListState, Words};
use crate::tui::model::library::{Finding, Listed};
use crate::tui::model::page::Page;
use crate::tui::model::role::Role;
use crate::tui::model::{Model, Overlay, Question, Request};
use crate::tui::scene::Scene;
use crate::tui::scene::area::Layout;
use crate::tui::scene::brush::Brush;
use crate::view::counted;
use ratatui::buffer::Buffer;

/// Its name; entries lead there.
pub const PAGE: Page = Page { storyless: true, ..Page::of("stories", "", "") };

/// The screen.
pub const SCREEN: Screen = Screen {
    page: PAGE,
    title: "Stories",
    tips: |model| if found(model).is_some() { &SEARCHED } else { &LISTED },
    reads: |model| model.library.as_ref().map(|library| visible_line(&library.name).into_owned()),
    figures: Some(figures),
    early: true,
    empty: "nothing is found",
    items,
    act,
    head,
    ..LIST
};

const LISTED: [Tip; 3] =
    [(&[Command::Open], "open"), (&[Command::Search], "search everything"), (&[Command::Filter], "filter")];
const SEARCHED: [Tip; 4] = [
    (&[Command::Open], "open"),
    (&[Command::Return], "back to the stories"),
    (&[Command::Search], "search everything"),
    (&[Command::Filter], "filter"),
];
/// What is said of a document that no other tells of.
const ALONE: &str = "no other document tells of that: there is nothing to compare";

/// What a search found.
fn found(model: &Model) -> Option<&(String, Vec<Finding>)> {
    model.library.as_ref().and_then(|library| library.found.as_ref())
}

fn figures(model: &Model) -> Option<String> {
    let library = model.library.as_ref()?;
    let documents = counted(library.documents, "document", "documents");
    Some(format!("{documents}   {}", counted(library.stories.len(), "story", "stories")))
}

/// What a key does.
#[expect(clippy::wildcard_enum_match_arm, reason = "the other commands are those of all lists")]
fn act(model: &mut Model, scene: &Scene, request: Request) -> Acted {
    match request.command {
        Command::Search => {
            let typed = found(model).map(|(typed, _)| Input::of(typed)).unwrap_or_default();
            model.overlay = Some(Overlay::Ask(Question::Everything, typed));
        }
        // What a search found goes.
        Command::Return => show(model, None),
        _ => return list::act(model, scene, request),
    }
    Acted::Yes
}

/// Lists what was found, or else the stories, from the top.
pub fn show(model: &mut Model, found: Option<(String, Vec<Finding>)>) {
    if let Some(library) = &mut model.library {
        library.found = found;
    }
    let state = model.list_mut();
    *state = ListState { sort: state.sort, lead: state.lead, ..ListState::BEGINNING };
    model.stale = true;
}

/// The title, or what was searched for.
fn head(screen: &Screen, brush: Brush<'_>, layout: &Layout, buffer: &mut Buffer) {
    match found(brush.model) {
        Some((typed, _)) => {
            let order = format!("documents with “{typed}”");
            list::title(screen, ("Found", &order), brush, layout, buffer);
        }
        None => list::title(screen, (screen.title, ""), brush, layout, buffer),
    }
}

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
    let below =
        [(&story.sources, Role::Dim), (&story.why, Role::Faint)].into_iter().filter(|(said, _)| !said.is_empty());
    let below = below.map(|(said, role)| line(vec![(" ".repeat(8), Role::Dim)], (said, role), "", 1));
    let lines = std::iter::once(line(lead, (&story.label, Role::Strong), &story.days, 1)).chain(below).collect();
    item(Door::Story(number), lines)
}

fn finding(finding: &Finding) -> Item {
    let lead = || vec![("   ".to_owned(), Role::Dim)];
    item(
        finding.story.map_or(Door::Shut(ALONE), Door::Story),
        vec![
            line(lead(), (&finding.name, Role::Strong), &finding.place, 1),
            line(lead(), (&finding.passage, Role::Plain), "", 3),
        ],
    )
}

fn item(door: Door, lines: Vec<Line>) -> Item {
    Item { lines, ..Item::to(door) }
}

fn line(lead: Vec<(String, Role)>, (words, role): (&str, Role), tail: &str, most: usize) -> Line {
    let words = vec![Words::Own(visible_line(words).into_owned(), role)];
    let tail = if tail.is_empty() { Vec::new() } else { vec![(visible_line(tail).into_owned(), Role::Dim)] };
    Line { lead, words, tail, most }
}
