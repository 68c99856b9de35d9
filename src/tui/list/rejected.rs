//! What could not be read, and why.

use super::{Item, Line, Target, Words};
use crate::source::Rejected;
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::wrap::Tone;

/// The entries: what failed first, then what was left out as it should be.
pub fn items(model: &Model) -> Vec<Item> {
    let mut found: Vec<&Rejected> = model.rejected.iter().collect();
    found.sort_by_key(|rejected| rejected.reason.is_planned());
    found.into_iter().map(item).collect()
}

fn item(rejected: &Rejected) -> Item {
    let tone = if rejected.reason.is_planned() { Tone::Alone } else { Tone::Strong };
    let line = |indent: usize, text: String, tone| Line {
        lead: vec![(" ".repeat(indent), Role::Quiet)],
        words: vec![Words::Own(text, tone)],
        tail: Vec::new(),
        most: usize::MAX,
    };
    Item {
        heading: Vec::new(),
        lines: vec![
            line(1, rejected.path.display().to_string(), tone),
            line(3, rejected.reason.to_string(), Tone::Story),
        ],
        cells: Vec::new(),
        target: Target::Rejected,
        sources: Vec::new(),
    }
}
