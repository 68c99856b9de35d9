//! The flow of a source: its paragraphs in its own order, cut where parallels, what it tells alone and boilerplate meet.

use crate::compare::Comparison;
use crate::source::SourceId;
use crate::text::TextRange;

/// One paragraph of a source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Paragraph {
    /// From the first to the last of its sentences.
    pub range: TextRange,
    /// Its parts, which tile it.
    pub stretches: Vec<Stretch>,
}

/// A part of a paragraph.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stretch {
    /// Where it stands.
    pub range: TextRange,
    /// What it is.
    pub kind: StretchKind,
}

/// What a part of a paragraph is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum StretchKind {
    /// Part of a parallel.
    Parallel,
    /// Told by this source alone.
    Alone,
    /// Not part of the story.
    Boilerplate,
}

/// The paragraphs of a source, in its own order.
pub fn flow(comparison: &Comparison, source: SourceId) -> Vec<Paragraph> {
    let known = comparison.corpus.source(source);
    let content = known.text.content();
    let mut paragraphs: Vec<(u32, TextRange)> = Vec::new();
    for sentence in known.text.sentences() {
        match paragraphs.last_mut() {
            Some((number, range)) if *number == sentence.paragraph => *range = range.to(sentence.range),
            _ => paragraphs.push((sentence.paragraph, sentence.range)),
        }
    }
    let alone = comparison.only_here.iter().filter(|p| p.source == source).map(|p| (p.range, StretchKind::Alone));
    let boilerplate = known.boilerplate.iter().map(|b| (b.range, StretchKind::Boilerplate));
    let mut others: Vec<(TextRange, StretchKind)> = alone.chain(boilerplate).collect();
    others.sort_unstable_by_key(|(range, _)| *range);
    paragraphs
        .into_iter()
        .map(|(_, range)| Paragraph { range, stretches: stretches(content, range, &others) })
        .collect()
}

/// What is neither told alone nor boilerplate is part of a parallel, together with the blanks around it.
fn stretches(content: &str, paragraph: TextRange, others: &[(TextRange, StretchKind)]) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    let mut at = paragraph.start();
    let first = others.partition_point(|(range, _)| range.end() <= paragraph.start());
    for &(range, kind) in others.iter().skip(first).take_while(|(range, _)| range.start() < paragraph.end()) {
        let Some(range) = range.intersect(paragraph) else { continue };
        if range.start() < at {
            continue;
        }
        if at < range.start() {
            found.push(Stretch { range: TextRange::new(content, at, range.start()), kind: StretchKind::Parallel });
        }
        found.push(Stretch { range, kind });
        at = range.end();
    }
    if at < paragraph.end() {
        found.push(Stretch { range: TextRange::new(content, at, paragraph.end()), kind: StretchKind::Parallel });
    }
    found
}
