//! The filter of a list: which of its entries have the words that were typed.

use crate::compare::Comparison;
use crate::text::fold;
use crate::tui::model::item::{Item, Words};

/// Entries with all words of a filter; `+A` is told by A, `-A` is not.
pub fn filtered(comparison: &Comparison, items: Vec<Item>, filter: &str) -> Vec<Item> {
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
