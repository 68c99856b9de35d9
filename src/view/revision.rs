//! Revisions: a passage with what the base has in its place struck out before it.

use super::piece::{Mark, Piece, base_passage, pieces, shares_little};
use crate::align::Passage;
use crate::compare::Comparison;
use crate::source::SourceId;
use crate::text::TextRange;

/// One step through a passage read against the base.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// Words of the passage. The steps of this kind tile it.
    Own(Piece),
    /// Words of the base passage that have no equal here; what stands for them, if anything, follows.
    Omitted(Passage),
}

/// Passage number `row` of a parallel, step by step against the base. Where so little is shared that the shared words are
/// marked, and in the base passage itself, nothing is struck out.
pub fn revision(comparison: &Comparison, parallel: usize, row: usize, base: SourceId) -> Vec<Step> {
    let own = pieces(comparison, parallel, row, base);
    let base_row = base_passage(comparison, parallel, base);
    if row == base_row || shares_little(comparison, parallel, row, base) {
        return own.into_iter().map(Step::Own).collect();
    }
    let passages = &comparison.alignment.parallels[parallel].passages;
    let content = comparison.corpus.source(passages[row].source).text.content();
    let place = |range| Step::Omitted(Passage { source: passages[base_row].source, range });
    let mut omitted = omissions(comparison, parallel, [row, base_row], &own).into_iter().peekable();
    let mut steps = Vec::new();
    for piece in own {
        let mut rest = piece;
        while let Some(&(at, range)) = omitted.peek().filter(|(at, _)| *at < piece.range.end()) {
            let at = at.max(rest.range.start());
            if at > rest.range.start() {
                let before = TextRange::new(content, rest.range.start(), at);
                steps.push(Step::Own(Piece { range: before, ..piece }));
                rest.range = TextRange::new(content, at, piece.range.end());
            }
            steps.push(place(range));
            omitted.next();
        }
        steps.push(Step::Own(rest));
    }
    steps.extend(omitted.map(|(_, range)| place(range)));
    steps
}

/// The base's words without an equal in the passage, put together where they are neighbours, each with the byte of the
/// passage before which it is struck out; by that byte.
fn omissions(
    comparison: &Comparison,
    parallel: usize,
    [row, base_row]: [usize; 2],
    own: &[Piece],
) -> Vec<(usize, TextRange)> {
    let passages = &comparison.alignment.parallels[parallel].passages;
    let mut pairs: Vec<(TextRange, Option<TextRange>)> = comparison.collations[parallel]
        .columns
        .iter()
        .filter_map(|column| Some((column[base_row]?, column[row])))
        .collect();
    pairs.sort_unstable();
    let mark = |range: TextRange| own.iter().find(|piece| piece.range.overlaps(range)).copied();
    let mut found: Vec<(usize, TextRange)> = Vec::new();
    let mut after = passages[row].range.start();
    let mut open = false;
    for (theirs, ours) in pairs {
        let piece = ours.and_then(mark);
        if piece.is_some_and(|piece| piece.mark == Mark::Plain) {
            (after, open) = (ours.map_or(after, TextRange::end), false);
            continue;
        }
        // What stands for the words is struck out before the whole phrase in which it stands.
        let at = piece.map(|piece| piece.range.start());
        match found.last_mut() {
            Some((place, last)) if open && at.is_none_or(|at| at == *place || *place == after) => {
                *last = last.to(theirs);
                *place = at.unwrap_or(*place);
            }
            _ => found.push((at.unwrap_or(after), theirs)),
        }
        open = true;
    }
    let content = comparison.corpus.source(passages[row].source).text.content();
    for (at, _) in &mut found {
        *at = next_word(content, *at, passages[row].range.end());
    }
    found.sort_unstable();
    found
}

/// The beginning of the next word at or after a byte, so that what is struck out stands behind blanks and marks; `end` where
/// there is none before it.
fn next_word(content: &str, at: usize, end: usize) -> usize {
    let rest = TextRange::new(content, at, end).of(content);
    rest.find(char::is_alphanumeric).map_or(end, |skipped| at + skipped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_words_tile_the_passage_and_omitted_ones_are_the_bases() {
        let comparison = crate::compare::compare(crate::source::sample(), &crate::monitor::Monitor::default());
        let comparison = comparison.expect("nobody cancels");
        for (parallel, group) in comparison.alignment.parallels.iter().enumerate() {
            for (row, passage) in group.passages.iter().enumerate() {
                let mut at = passage.range.start();
                for step in revision(&comparison, parallel, row, SourceId(0)) {
                    match step {
                        Step::Own(piece) => {
                            assert_eq!(piece.range.start(), at);
                            at = piece.range.end();
                        }
                        Step::Omitted(place) => {
                            let base = group.passages[base_passage(&comparison, parallel, SourceId(0))];
                            assert!(place.source == base.source && base.range.contains(place.range));
                        }
                    }
                }
                assert_eq!(at, passage.range.end());
            }
        }
    }
}
