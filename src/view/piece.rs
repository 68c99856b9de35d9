//! Pieces: a passage cut where the manner of showing it changes.

use crate::align::Passage;
use crate::compare::{Comparison, Discrepancy, DiscrepancyKind, Reading};
use crate::source::SourceId;
use crate::text::{TextRange, Token};

/// How the words of a piece stand to the base passage (for the base passage: to all the others).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Mark {
    /// Nothing to say of them.
    Plain,
    /// The same words stand there. Only used where so little is shared that the shared words are marked, not the differing ones.
    Shared,
    /// Other words stand there.
    Varied,
    /// No words stand there.
    Added,
}

/// A stretch of a passage that is shown in one manner. The pieces of a passage tile it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Piece {
    /// Where it stands.
    pub range: TextRange,
    /// How it differs.
    pub mark: Mark,
    /// What kind of discrepancy it is part of.
    pub discrepancy: Option<DiscrepancyKind>,
    /// It stands between quotation marks.
    pub quoted: bool,
}

/// Below this share of words with an equal counterpart, the shared words of a passage are marked and not the others:
/// a paraphrase is not confetti.
pub const LEAST_SHARED_TO_MARK_DIFFERENCES: f32 = 0.5;

/// Bytes of a rendering of a quotation that is marked as a whole; a longer one is marked word by word, as any passage is.
const LONGEST_MARKED: usize = 40;

/// The passage (by its index) that the others of a parallel are read against: the base's first, else the first of all.
pub fn base_passage(comparison: &Comparison, parallel: usize, base: SourceId) -> usize {
    let passages = &comparison.alignment.parallels[parallel].passages;
    passages.iter().position(|p| p.source == base).unwrap_or(0)
}

/// Two passages have the same words, whatever their case, blanks and stops.
pub fn alike(comparison: &Comparison, a: Passage, b: Passage) -> bool {
    let norms = |p: Passage| comparison.corpus.source(p.source).text.words_in(p.range).map(|word| &word.norm);
    norms(a).eq(norms(b))
}

/// The pieces of passage number `row` of a parallel, read against the base.
pub fn pieces(comparison: &Comparison, parallel: usize, row: usize, base: SourceId) -> Vec<Piece> {
    let passage = comparison.alignment.parallels[parallel].passages[row];
    let text = &comparison.corpus.source(passage.source).text;
    let tokens = &text.tokens()[text.tokens_in(passage.range).indices()];
    let (marks, _) = word_marks(comparison, parallel, row, base);
    let mark_at = |token: &Token| marks.iter().find(|(range, _)| range.overlaps(token.range)).map(|&(_, mark)| mark);
    let mut found: Vec<Piece> = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let mark = if token.is_word() {
            mark_at(token).unwrap_or(Mark::Plain)
        } else {
            between(
                tokens.get(..index).and_then(|t| t.iter().rev().find(|t| t.is_word())).and_then(mark_at),
                tokens.get(index + 1..).and_then(|t| t.iter().find(|t| t.is_word())).and_then(mark_at),
            )
        };
        let place = Passage { source: passage.source, range: token.range };
        let Some(range) = token.range.intersect(passage.range) else { continue };
        let piece = Piece {
            range,
            mark,
            discrepancy: discrepancy_at(comparison, parallel, place),
            quoted: quoted(comparison, place),
        };
        match found.last_mut() {
            Some(last) if Piece { range: last.range, ..piece } == *last => last.range = last.range.to(piece.range),
            _ => found.push(piece),
        }
    }
    found
}

/// What stands between two words of one mark has that mark too, so that phrases are marked and not words.
fn between(before: Option<Mark>, after: Option<Mark>) -> Mark {
    match (before, after) {
        (Some(before), Some(after)) if before == after => before,
        _ => Mark::Plain,
    }
}

/// Whether a passage shares so little with the base (the base passage: with all others) that the shared words are marked.
pub fn shares_little(comparison: &Comparison, parallel: usize, row: usize, base: SourceId) -> bool {
    word_marks(comparison, parallel, row, base).1
}

/// The marks of the words in the columns of the collation, and whether they share little.
fn word_marks(comparison: &Comparison, parallel: usize, row: usize, base: SourceId) -> (Vec<(TextRange, Mark)>, bool) {
    let base_row = base_passage(comparison, parallel, base);
    let passages = &comparison.alignment.parallels[parallel].passages;
    let others: Vec<usize> = if row == base_row {
        (0..passages.len()).filter(|&other| other != row && passages[other].source != passages[row].source).collect()
    } else {
        vec![base_row]
    };
    let norms = |row: usize, range: TextRange| -> Vec<_> {
        comparison.corpus.source(passages[row].source).text.words_in(range).map(|t| t.norm).collect()
    };
    let mut marks = Vec::new();
    let (mut same, mut all) = (0usize, 0usize);
    for column in &comparison.collations[parallel].columns {
        let Some(range) = column[row] else { continue };
        let own = norms(row, range);
        let theirs: Vec<_> =
            others.iter().filter_map(|&other| column[other].map(|range| norms(other, range))).collect();
        let mark = match (theirs.is_empty(), theirs.contains(&own)) {
            (true, _) => Mark::Added,
            (false, true) => Mark::Plain,
            (false, false) => Mark::Varied,
        };
        all += own.len();
        same += if mark == Mark::Plain { own.len() } else { 0 };
        marks.push((range, mark));
    }
    let little = (same as f32) < LEAST_SHARED_TO_MARK_DIFFERENCES * all as f32;
    if little {
        for (_, mark) in &mut marks {
            *mark = if *mark == Mark::Plain { Mark::Shared } else { Mark::Plain };
        }
    }
    (marks, little)
}

fn discrepancy_at(comparison: &Comparison, parallel: usize, place: Passage) -> Option<DiscrepancyKind> {
    let all = &comparison.discrepancies[parallel];
    let marked = |kind: DiscrepancyKind, reading: &Reading| {
        let inside = reading.place.source == place.source && reading.place.range.overlaps(place.range);
        inside && (kind != DiscrepancyKind::Quote || reading.place.range.len() <= LONGEST_MARKED)
    };
    let holds = |d: &&Discrepancy| d.readings.iter().any(|reading| marked(d.kind, reading));
    // Whatever else differs inside of a quotation tells more.
    let grave = all.iter().filter(|d| d.kind != DiscrepancyKind::Quote).find(holds);
    grave.or_else(|| all.iter().find(holds)).map(|d| d.kind)
}

fn quoted(comparison: &Comparison, place: Passage) -> bool {
    let quotations = comparison.corpus.source(place.source).text.quotations();
    let next = quotations.partition_point(|q| q.range.end() <= place.range.start());
    quotations.get(next).is_some_and(|q| q.range.overlaps(place.range))
}
