//! What could not be read, and why; what sources have beside their texts.

use super::{LIST, Screen};
use crate::source::{Rejected, Source};
use crate::text::visible_line;
use crate::tui::command::Command;
use crate::tui::item::{Item, Line, Target, Words};
use crate::tui::model::{Model, Notice};
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::wrap::Tone;
use crate::view::{Beside, beside};

/// The screen.
pub const SCREEN: Screen = Screen {
    page: Page::Rejected,
    name: "Not read",
    command: Some(Command::Rejected),
    early: true,
    shut,
    empty: "everything was read",
    gap: 1,
    items,
    ..LIST
};

fn shut(model: &Model) -> Option<Notice> {
    let beside = || model.comparison.corpus.sources.iter().any(|source| !source.parts.is_empty());
    (model.rejected.is_empty() && !beside()).then(|| Notice::Done("everything was read".into()))
}

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
    let line = |indent: usize, text: &str, tone, most| Line {
        lead: vec![(" ".repeat(indent), Role::Dim)],
        words: vec![Words::Own(visible_line(text).into_owned(), tone)],
        tail: Vec::new(),
        most,
    };
    let name = format!("{}  {}", source.id.siglum(), source.name());
    let mut lines = vec![line(1, &name, Tone::Strong, usize::MAX)];
    for kind in beside(source) {
        lines.push(line(3, &kind.said(), Tone::Plain, usize::MAX));
        let said = kind.parts.iter().map(|part| line(5, &part.text.replace('\n', " · "), Tone::Faint, MOST));
        lines.extend(said.filter(|_| !is_told(&kind)));
    }
    Item { heading: Vec::new(), lines, cells: Vec::new(), target: Target::Rejected, sources: vec![source.id] }
}

/// Whether the line that names parts says all of them.
fn is_told(kind: &Beside) -> bool {
    kind.said() != kind.count()
}

fn item(rejected: &Rejected) -> Item {
    let tone = if rejected.reason.is_planned() { Tone::Dim } else { Tone::Strong };
    let line = |indent: usize, text: String, tone| Line {
        lead: vec![(" ".repeat(indent), Role::Dim)],
        words: vec![Words::Own(text, tone)],
        tail: Vec::new(),
        most: usize::MAX,
    };
    Item {
        heading: Vec::new(),
        lines: vec![
            line(1, rejected.path.display().to_string(), tone),
            line(3, rejected.reason.to_string(), Tone::Plain),
        ],
        cells: Vec::new(),
        target: Target::Rejected,
        sources: Vec::new(),
    }
}
