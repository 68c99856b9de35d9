//! Negations: what one source tells and another denies, or turns by another small word, in the same words.

use super::scope::{Scope, Word};
use super::tie::Ties;
use crate::text::Lexicon;

/// So many words after a negation are what it denies.
const DENIED: usize = 3;
/// So many words before a word may deny it.
const DENYING: usize = 4;
/// Passages that share this part of their telling words are one sentence, so that a small word turns it.
pub const ALIKE: f32 = 0.8;

/// Whether a word denies.
pub fn denies(word: &Word) -> bool {
    matches!(word.folded, "not" | "never" | "cannot" | "no") || word.folded.ends_with("n't")
}

/// Denied words that another passage has in the same place and does not deny.
pub fn negations(scope: &Scope) -> Ties {
    let mut ties = Ties::default();
    let english = |row: &usize| scope.english(*row);
    for (a, b) in scope.pairs().flat_map(|(a, b)| [(a, b), (b, a)]).filter(|(a, b)| english(a) && english(b)) {
        let words = scope.words(a);
        for (index, denial) in words.iter().enumerate().filter(|(_, word)| denies(word)) {
            let Some(denied) = words.iter().skip(index + 1).take(DENIED).find(|word| word.content) else { continue };
            let Some(told) = scope.counterparts(denied, b).find(|word| word.norm == denied.norm) else { continue };
            let also = scope.before(told, b, DENYING).iter().any(denies) || both(scope, (a, b), denied);
            // Who does it and what is done have to be the same too, or it is said of something else.
            if !also && scope.between_the_same((a, denial.range.to(denied.range)), (b, told.range)) {
                ties.tie((a, denial.range.to(denied.range)), (b, told.range), false);
            }
        }
    }
    for (a, b) in scope.pairs().filter(|&(a, b)| !scope.foreign(a, b) && scope.likeness(a, b) >= ALIKE) {
        turned(scope, (a, b), &mut ties);
    }
    ties
}

/// Whether each of two sources says a word both denied and not (`I won't say that I won't go, nor that I will go`).
fn both(scope: &Scope, (a, b): (usize, usize), word: &Word) -> bool {
    let says = |row: usize, denied: bool| {
        scope.rows_of_same_source(row).any(|row| {
            let own = scope.words(row).iter().filter(|other| other.norm == word.norm);
            own.into_iter().any(|other| scope.before(other, row, DENYING).iter().any(denies) == denied)
        })
    };
    [a, b].into_iter().all(|row| says(row, true) && says(row, false))
}

/// Small words by which one sentence says two things: `may`, `must`; `unless`, `if`; `some`, `all`.
fn turned(scope: &Scope, (a, b): (usize, usize), ties: &mut Ties) {
    let lexicon = Lexicon::of(scope.text(a).language());
    let turns = |row: usize| {
        let words = scope.words(row).iter();
        words.filter_map(|word| Some((lexicon.turns.get(word.folded)?, (row, word.range)))).collect::<Vec<_>>()
    };
    let (here, there) = (turns(a), turns(b));
    for (one, place) in &here {
        let others = there.iter().filter(|(other, _)| other.0 == one.0 && other.1 != one.1);
        for (_, other) in others.filter(|(_, other)| scope.framed_by_the_same(*place, *other)) {
            ties.tie(*place, *other, false);
        }
    }
}
