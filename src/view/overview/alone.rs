//! What only one source tells, the news first.

use crate::align::Passage;
use crate::compare::Comparison;
use crate::source::{Source, SourceId};
use crate::text::{Norm, TextRange, TokenKind, fold};
use crate::view::label::{Labels, NOTE, clause, topics};
use rustc_hash::{FxHashMap, FxHashSet};

/// What one source tells alone.
#[derive(Clone, PartialEq, Debug)]
pub struct Alone {
    /// The source.
    pub source: SourceId,
    /// Its passages that say something, those with most news first. Stubs, a few words left over beside a parallel, are not
    /// among them, nor what cannot be read alone where something else can.
    pub lines: Vec<AloneLine>,
}

/// A passage in a line.
#[derive(Clone, PartialEq, Debug)]
pub struct AloneLine {
    /// The passage: what the line opens.
    pub place: Passage,
    /// The clause of it that says most, as a label has it.
    pub words: String,
    /// What these lack to be read alone: nothing where they are a whole clause, 30 and more where they cannot be.
    pub lacks: f32,
    /// How much news it has, from 0.
    pub weight: f32,
}

/// Words with a topic that a passage must have to say something.
const LEAST_TOPICS: usize = 3;
/// Words with a topic of which more say no more.
const MOST_TOPICS: usize = 14;
/// What a word counts that other sources have, too; one that only this source has counts one.
const KNOWN: f32 = 0.35;
/// What a number counts beside a word, and a word of a name.
const NUMBER: f32 = 1.5;
const NAME: f32 = 1.4;
/// What a passage at the beginning of its source counts beside one at the end.
const EARLY: f32 = 1.6;
/// What a passage counts whose line cannot be read alone, of one that can.
const LEANING: f32 = 0.4;
/// A line that lacks so much cannot be read alone.
const LACKING: f32 = 22.0;

/// What each source tells alone; no line is a label or another line.
pub fn alone(comparison: &Comparison, labels: &Labels) -> Vec<Alone> {
    let mut holders: FxHashMap<Norm, FxHashSet<SourceId>> = FxHashMap::default();
    for source in &comparison.corpus.sources {
        for (_, range) in source.story() {
            topics(&source.text, range).for_each(|word| {
                holders.entry(word.norm).or_default().insert(source.id);
            });
        }
    }
    let all = 0..comparison.alignment.parallels.len();
    let mut taken: FxHashSet<String> = all.map(|parallel| fold(labels.get(parallel))).collect();
    let mut found: Vec<Alone> = Vec::new();
    for own in comparison.only_here.chunk_by(|a, b| a.source == b.source) {
        let Some(source) = own.first().map(|place| comparison.corpus.source(place.source)) else { continue };
        let mut lines: Vec<AloneLine> = own.iter().filter_map(|place| line(source, *place, &holders)).collect();
        if lines.iter().any(|line| line.lacks < LACKING) {
            lines.retain(|line| line.lacks < LACKING);
        }
        lines.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.place.cmp(&b.place)));
        lines.retain(|line| taken.insert(fold(&line.words)));
        if !lines.is_empty() {
            found.push(Alone { source: source.id, lines });
        }
    }
    found
}

/// A passage in a line; nothing where it says nothing.
fn line(source: &Source, place: Passage, holders: &FxHashMap<Norm, FxHashSet<SourceId>>) -> Option<AloneLine> {
    let (words, lacks) = clause(&source.text, place.range)?;
    let names = &source.text.names().mentions;
    let named = |range: TextRange| {
        let next = names.partition_point(|mention| mention.range.end() <= range.start());
        names.get(next).is_some_and(|mention| mention.range.overlaps(range))
    };
    let mut seen = FxHashSet::default();
    let mut gains = Vec::new();
    for word in topics(&source.text, place.range).filter(|word| seen.insert(word.norm)) {
        let own = holders.get(&word.norm).is_none_or(|sources| sources.len() < 2);
        let kind = match (word.kind == TokenKind::Number, named(word.range)) {
            (true, _) => NUMBER,
            (false, true) => NAME,
            (false, false) => 1.0,
        };
        gains.push(kind * if own { 1.0 } else { KNOWN });
    }
    if gains.len() < LEAST_TOPICS {
        return None;
    }
    gains.sort_by(|a, b| b.total_cmp(a));
    let news: f32 = gains.iter().take(MOST_TOPICS).sum();
    let late = place.range.start() as f32 / source.text.content().len().max(1) as f32;
    let leaning = 1.0 - (1.0 - LEANING) * (lacks / LACKING).min(1.0);
    let words = if source.is_note(place.range) { format!("{NOTE}{words}") } else { words };
    Some(AloneLine { place, words, lacks, weight: news * leaning * (EARLY - (EARLY - 1.0) * late) })
}
