//! Negations: what one English source tells and another denies in the same words.

use super::scope::{Scope, Word};
use super::tie::Ties;

/// So many words after a negation are what it denies.
const DENIED: usize = 3;
/// So many words before a word may deny it.
const DENYING: usize = 4;

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
            let also = scope.before(told, b, DENYING).iter().any(denies);
            // Who does it and what is done have to be the same too, or it is said of something else.
            if !also && scope.between_the_same((a, denial.range.to(denied.range)), (b, told.range)) {
                ties.tie((a, denial.range.to(denied.range)), (b, told.range), false);
            }
        }
    }
    ties
}
