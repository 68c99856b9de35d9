//! What could not be read, and why; what sources have beside their texts.

use super::list::LIST;
use super::screen::Screen;
use crate::source::{Rejected, Source};
use crate::text::visible_line;
use crate::tui::model::item::{Door, Item, Line, Words};
use crate::tui::model::page::Page;
use crate::tui::model::role::Role;
use crate::tui::model::{Model, Notice};
use crate::view::{Beside, beside};

/// Its name, and what shows it.
pub const PAGE: Page = Page {
    storyless: true,
    ..Page::of("rejected", "R", "what could not be read, and why; what stands beside the texts")
};

/// The screen.
pub const SCREEN: Screen =
    Screen { page: PAGE, title: "Not read", early: true, shut, empty: "everything was read", gap: 1, items, ..LIST };

fn shut(model: &Model) -> Option<Notice> {
    let beside = || model.comparison.corpus.sources.iter().any(|source| !source.parts.is_empty());
    (model.rejected.is_empty() && !beside()).then(|| Notice::Done("everything was read".into()))
}

/// What is said where somebody wants to open an entry.
const SHUT: Door = Door::Shut("this was not read: there is nothing to open");
/// The lines of a part that are shown.
const MOST: usize = 8;

/// The entries: what failed first, then what was left out as it should be, then what stands beside the texts.
fn items(model: &Model, _: usize) -> Vec<Item> {
    let mut found: Vec<&Rejected> = model.rejected.iter().collect();
    found.sort_by_key(|rejected| rejected.reason.is_planned());
    let sources = model.comparison.corpus.sources.iter().filter(|source| !source.parts.is_empty());
    found.into_iter().map(item).chain(sources.map(parts)).collect()
}

/// What a source has beside its text.
fn parts(source: &Source) -> Item {
    let line = |indent: usize, text: &str, role, most| Line {
        lead: vec![(" ".repeat(indent), Role::Dim)],
        words: vec![Words::Own(visible_line(text).into_owned(), role)],
        tail: Vec::new(),
        most,
    };
    let name = format!("{}  {}", source.id.siglum(), source.name());
    let mut lines = vec![line(1, &name, Role::Strong, usize::MAX)];
    for kind in beside(source) {
        lines.push(line(3, &kind.said(), Role::Plain, usize::MAX));
        let said = kind.parts.iter().map(|part| line(5, &part.text.replace('\n', " · "), Role::Faint, MOST));
        lines.extend(said.filter(|_| !is_told(&kind)));
    }
    Item { lines, sources: vec![source.id], ..Item::to(SHUT) }
}

/// Whether the line that names parts says all of them.
fn is_told(kind: &Beside) -> bool {
    kind.said() != kind.count()
}

fn item(rejected: &Rejected) -> Item {
    let role = if rejected.reason.is_planned() { Role::Dim } else { Role::Strong };
    let line = |indent: usize, text: String, role| Line {
        lead: vec![(" ".repeat(indent), Role::Dim)],
        words: vec![Words::Own(text, role)],
        tail: Vec::new(),
        most: usize::MAX,
    };
    let lines =
        vec![line(1, rejected.path.display().to_string(), role), line(3, rejected.reason.to_string(), Role::Plain)];
    Item { lines, ..Item::to(SHUT) }
}
