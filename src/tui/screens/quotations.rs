//! Quotations: every utterance with all its wordings.

use super::{SORTED, Screen};
use crate::align::Passage;
use crate::compare::Comparison;
use crate::source::SourceId;
use crate::text::TextRange;
use crate::tui::command::Command;
use crate::tui::item::{Item, Line, Target, Words};
use crate::tui::model::Model;
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::wrap::Tone;
use crate::view::{Mark, Utterance, Wording, alike, pieces, utterances};

/// The screen.
pub const SCREEN: Screen = Screen {
    page: Page::Quotations,
    name: "Quotations",
    command: Some(Command::Quotations),
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
        words: vec![Words::Own(speaker.to_owned(), Tone::Strong), Words::Own(quoted, Tone::Faint)],
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
        let words = vec![Words::Own("in own words".to_owned(), Tone::Faint)];
        lines.push(Line { lead, words, tail: Vec::new(), most: 1 });
    }
    let target = match (utterance.parallels.first(), first) {
        (Some(&parallel), place) => Target::Parallel(parallel, place.map(|place| place.source)),
        (None, Some(place)) => Target::Place(place),
        (None, None) => Target::Base(SourceId(0)),
    };
    sources.extend(&utterance.unquoted);
    Item { heading: Vec::new(), lines, cells: Vec::new(), target, sources }
}

/// A wording between quotation marks, its differences from the first wording marked, and who says so in which words.
fn wording(comparison: &Comparison, utterance: &Utterance, first: Option<Passage>, wording: &Wording) -> Line {
    let place = wording.place;
    let lead = vec![(format!(" {:<5}", place.source.siglum()), Role::Strong)];
    let mut words = vec![Words::Own("“".to_owned(), Tone::Faint)];
    let base = first.filter(|first| first.source != place.source).map(|first| first.source);
    words.extend(marked(comparison, &utterance.parallels, base, place));
    words.push(Words::Own("”".to_owned(), Tone::Faint));
    let cue = wording.cue.map(|cue| comparison.corpus.source(place.source).text.slice(cue));
    let said: Vec<&str> = wording.speaker.as_deref().into_iter().chain(cue).collect();
    if !said.is_empty() {
        words.push(Words::Own(format!("   {}", said.join(", ")), Tone::Faint));
    }
    Line { lead, words, tail: Vec::new(), most: usize::MAX }
}

/// A quotation in parts, each with its mark against the base's passages.
fn marked(comparison: &Comparison, parallels: &[usize], base: Option<SourceId>, place: Passage) -> Vec<Words> {
    let content = comparison.corpus.source(place.source).text.content();
    let mut parts: Vec<(TextRange, Tone)> = Vec::new();
    for &parallel in parallels {
        let passages = &comparison.alignment.parallels[parallel].passages;
        let Some(base) = base.filter(|base| passages.iter().any(|p| p.source == *base)) else { continue };
        for (row, _) in passages.iter().enumerate().filter(|(_, p)| p.source == place.source) {
            for piece in pieces(comparison, parallel, row, base) {
                let differs = matches!(piece.mark, Mark::Varied | Mark::Added);
                let tone = if differs { Tone::Phrase } else { Tone::Plain };
                parts.extend(piece.range.intersect(place.range).map(|range| (range, tone)));
            }
        }
    }
    parts.sort_unstable_by_key(|(range, _)| *range);
    let mut words = Vec::new();
    let mut push = |start: usize, end: usize, tone| {
        if start < end {
            let range = TextRange::new(content, start, end);
            words.push(Words::Source(Passage { range, ..place }, tone));
        }
    };
    let mut at = place.range.start();
    for (range, tone) in parts {
        push(at, range.start().max(at), Tone::Plain);
        push(range.start().max(at), range.end().max(at), tone);
        at = at.max(range.end());
    }
    push(at, place.range.end(), Tone::Plain);
    words
}
