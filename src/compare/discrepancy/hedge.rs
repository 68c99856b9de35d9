//! Hedges: single words by which a writer keeps a distance from what is said.

use super::scope::{Scope, Ties};
use crate::text::{Norm, TextRange, fold};

/// English adverbs and adjectives by which a writer keeps a distance from what follows.
const DISTANT: [&str; 13] = [
    "supposedly",
    "supposed",
    "allegedly",
    "alleged",
    "reportedly",
    "purportedly",
    "purported",
    "apparently",
    "ostensibly",
    "presumably",
    "seemingly",
    "unconfirmed",
    "rumored",
];

/// Beginnings of other words that keep the same distance.
const ALSO_DISTANT: [&str; 4] = ["alleg", "claim", "purport", "suppos"];

/// Verbs of saying by which a writer doubts what is said.
const DOUBTING: [&str; 4] = ["claim", "claims", "claimed", "claiming"];

/// Verbs of saying by which a writer does not.
const SAYING: [&str; 14] = [
    "said",
    "says",
    "say",
    "saying",
    "told",
    "tells",
    "stated",
    "states",
    "noted",
    "notes",
    "added",
    "announced",
    "wrote",
    "explained",
];

/// So many words after a hedge may be what it is about; in between are articles and the like.
const HEDGED: usize = 3;

/// A word of a passage, folded and as its stem.
struct Word {
    range: TextRange,
    folded: String,
    norm: Norm,
}

fn words(scope: &Scope, row: usize) -> Vec<Word> {
    let text = scope.text(row);
    let words = text.words_in(scope.passages[row].range);
    words.map(|t| Word { range: t.range, folded: fold(text.slice(t.range)), norm: t.norm }).collect()
}

fn keeps_distance(word: &Word) -> bool {
    ALSO_DISTANT.iter().any(|start| word.folded.starts_with(start)) || DISTANT.contains(&word.folded.as_str())
}

/// Hedges that another passage does without. Its reading is what the hedge is about; for a verb, the verb that it has instead.
pub fn hedges(scope: &Scope) -> Ties {
    let rows: Vec<Vec<Word>> = (0..scope.passages.len()).map(|row| words(scope, row)).collect();
    let mut ties = Ties::default();
    for (a, b) in scope.pairs().flat_map(|(a, b)| [(a, b), (b, a)]) {
        if rows[b].iter().any(keeps_distance) {
            continue;
        }
        for index in 0..rows[a].len() {
            if let Some((here, there)) =
                doubted(scope, (a, b), &rows[a], index).or_else(|| hedged(scope, (a, b), &rows, index))
            {
                ties.tie((a, here), (b, there), false);
            }
        }
    }
    ties
}

/// A doubting verb of saying, and the verb that the other passage has for it.
fn doubted(scope: &Scope, (a, b): (usize, usize), words: &[Word], index: usize) -> Option<(TextRange, TextRange)> {
    let verb = words.get(index).filter(|word| DOUBTING.contains(&word.folded.as_str()))?;
    let there = scope.counterpart((a, verb.range), b)?;
    let said = scope.text(b).words_in(there).any(|t| SAYING.contains(&fold(scope.text(b).slice(t.range)).as_str()));
    said.then_some((verb.range, there))
}

/// A hedge with the word that it is about, and the same word in the other passage.
fn hedged(scope: &Scope, (a, b): (usize, usize), rows: &[Vec<Word>], index: usize) -> Option<(TextRange, TextRange)> {
    let hedge = rows[a].get(index).filter(|word| DISTANT.contains(&word.folded.as_str()))?;
    let language = scope.text(a).language();
    let mut about = rows[a].iter().skip(index + 1).take(HEDGED);
    let about = about.find(|word| !language.is_function_word(&word.folded))?;
    let there = scope.counterpart((a, about.range), b)?;
    let same = rows[b].iter().any(|word| word.norm == about.norm && there.contains(word.range));
    same.then(|| (hedge.range.to(about.range), there))
}
