//! Quotations: every utterance with all its wordings.

use super::list::SORTED;
use super::screen::Screen;
use crate::align::Passage;
use crate::compare::Comparison;
use crate::source::SourceId;
use crate::text::TextRange;
use crate::tui::model::Model;
use crate::tui::model::item::{Door, Item, Line, Words};
use crate::tui::model::page::Page;
use crate::tui::model::role::Role;
use crate::view::{Mark, Utterance, Wording, alike, pieces, utterances};

/// Its name, and what shows it.
pub const PAGE: Page = Page::of("quotations", "x", "what was said, in whose words");

/// The screen.
pub const SCREEN: Screen = Screen {
    page: PAGE,
    title: "Quotations",
    tip: "quoted",
    orders: &["most widely quoted first", "by source"],
    empty: "nobody is quoted",
    gap: 1,
    items,
    ..SORTED
};

/// The entries, the most widely quoted first or by source.
fn items(model: &Model, sort: usize) -> Vec<Item> {
    let comparison = &model.comparison;
    let mut found = utterances(comparison);
    if sort == 1 {
        found.sort_by_key(|utterance| utterance.wordings.first().map(|wording| wording.place));
    }
    found.iter().map(|utterance| item(comparison, utterance)).collect()
}

fn item(comparison: &Comparison, utterance: &Utterance) -> Item {
    let mut sources: Vec<SourceId> = utterance.wordings.iter().map(|wording| wording.place.source).collect();
    sources.dedup();
    let speaker = utterance.speaker.as_deref().unwrap_or("Speaker not named");
    let quoted = match sources.len() {
        1 => "   quoted by one".to_owned(),
        count => format!("   quoted by {count}"),
    };
    let title = Line {
        lead: vec![(" ".to_owned(), Role::Dim)],
        words: vec![Words::Own(speaker.to_owned(), Role::Strong), Words::Own(quoted, Role::Faint)],
        tail: Vec::new(),
        most: 1,
    };
    let mut lines = vec![title];
    let first = utterance.wordings.first().map(|wording| wording.place);
    // A source that says the same words twice says them here once.
    let known = |at: usize, one: &Wording| {
        let before = utterance.wordings.iter().take(at).map(|w| w.place).filter(|w| w.source == one.place.source);
        before.into_iter().any(|other| alike(comparison, other, one.place))
    };
    let fresh = utterance.wordings.iter().enumerate().filter(|(at, one)| !known(*at, one));
    lines.extend(fresh.map(|(_, one)| wording(comparison, utterance, first, one)));
    if !utterance.unquoted.is_empty() {
        let sigla: Vec<String> = utterance.unquoted.iter().map(|source| source.siglum()).collect();
        let lead = vec![(format!(" {:<4} ", sigla.join(" ")), Role::Strong)];
        let words = vec![Words::Own("in own words".to_owned(), Role::Faint)];
        lines.push(Line { lead, words, tail: Vec::new(), most: 1 });
    }
    let door = match (utterance.parallels.first(), first) {
        (Some(&parallel), place) => Door::Parallel(parallel, place.map(|place| place.source)),
        (None, Some(place)) => Door::Place(place),
        (None, None) => Door::Base(SourceId(0)),
    };
    sources.extend(&utterance.unquoted);
    Item { lines, sources, ..Item::to(door) }
}

/// A wording between quotation marks, its differences from the first wording marked, and who says so in which words.
fn wording(comparison: &Comparison, utterance: &Utterance, first: Option<Passage>, wording: &Wording) -> Line {
    let place = wording.place;
    let lead = vec![(format!(" {:<5}", place.source.siglum()), Role::Strong)];
    let mut words = vec![Words::Own("“".to_owned(), Role::Faint)];
    let base = first.filter(|first| first.source != place.source).map(|first| first.source);
    words.extend(marked(comparison, &utterance.parallels, base, place));
    words.push(Words::Own("”".to_owned(), Role::Faint));
    let cue = wording.cue.map(|cue| comparison.corpus.source(place.source).text.slice(cue));
    let said: Vec<&str> = wording.speaker.as_deref().into_iter().chain(cue).collect();
    if !said.is_empty() {
        words.push(Words::Own(format!("   {}", said.join(", ")), Role::Faint));
    }
    Line { lead, words, tail: Vec::new(), most: usize::MAX }
}

/// A quotation in parts, each with its mark against the base's passages.
fn marked(comparison: &Comparison, parallels: &[usize], base: Option<SourceId>, place: Passage) -> Vec<Words> {
    let content = comparison.corpus.source(place.source).text.content();
    let mut parts: Vec<(TextRange, Role)> = Vec::new();
    for &parallel in parallels {
        let passages = &comparison.alignment.parallels[parallel].passages;
        let Some(base) = base.filter(|base| passages.iter().any(|p| p.source == *base)) else { continue };
        for (row, _) in passages.iter().enumerate().filter(|(_, p)| p.source == place.source) {
            for piece in pieces(comparison, parallel, row, base) {
                let differs = matches!(piece.mark, Mark::Varied | Mark::Added);
                let role = if differs { Role::Phrase } else { Role::Plain };
                parts.extend(piece.range.intersect(place.range).map(|range| (range, role)));
            }
        }
    }
    parts.sort_unstable_by_key(|(range, _)| *range);
    let mut words = Vec::new();
    let mut push = |start: usize, end: usize, role| {
        if start < end {
            let range = TextRange::new(content, start, end);
            words.push(Words::Source(Passage { range, ..place }, role));
        }
    };
    let mut at = place.range.start();
    for (range, role) in parts {
        push(at, range.start().max(at), Role::Plain);
        push(range.start().max(at), range.end().max(at), role);
        at = at.max(range.end());
    }
    push(at, place.range.end(), Role::Plain);
    words
}
