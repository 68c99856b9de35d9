//! Hedges: words by which a writer keeps a distance from what is said.

use super::negation::denies;
use super::scope::{Scope, Word};
use super::tie::Ties;
use crate::text::TextRange;

/// English adverbs and adjectives that do.
const DISTANT: [&str; 14] = [
    "supposedly",
    "supposed",
    "allegedly",
    "alleged",
    "reportedly",
    "purportedly",
    "purported",
    "purporting",
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
const SAYING: [&str; 18] = [
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
    "revealed",
    "accused",
    "accuses",
    "accusing",
];

/// Verbs by which a speaker gives an opinion (`I think`).
const HOLDING: [&str; 6] = ["think", "believe", "guess", "guessing", "suppose", "suspect"];
/// Words for what may happen, before `to`.
const EXPECTING: [&str; 2] = ["expected", "likely"];

/// Auxiliaries that leave open whether something is so.
const OPEN: [&str; 5] = ["may", "might", "could", "can", "should"];
/// Auxiliaries that do not.
const FIRM: [&str; 10] = ["will", "would", "is", "are", "was", "were", "has", "have", "had", "did"];
/// So many words name who says it in `what officials said was evidence`.
const LONGEST_SOURCE: usize = 6;

/// So many words after a hedge may be what it is about; in between are articles and the like.
const HEDGED: usize = 3;

fn keeps_distance(word: &Word) -> bool {
    ALSO_DISTANT.iter().any(|start| word.folded.starts_with(start)) || DISTANT.contains(&word.folded)
}

/// Hedges that another passage does without. Its reading is what the hedge is about; for a verb, the verb that it has instead.
pub fn hedges(scope: &Scope) -> Ties {
    let mut ties = Ties::default();
    let english = |row: &usize| scope.english(*row);
    for (a, b) in scope.pairs().flat_map(|(a, b)| [(a, b), (b, a)]).filter(|(a, b)| english(a) && english(b)) {
        let distant = scope.words(b).iter().any(keeps_distance);
        for index in 0..scope.words(a).len() {
            let found =
                if distant { None } else { doubted(scope, (a, b), index).or_else(|| hedged(scope, (a, b), index)) };
            if let Some((here, there)) = found
                .or_else(|| so_called(scope, (a, b), index))
                .or_else(|| open(scope, (a, b), index))
                .or_else(|| held(scope, (a, b), index))
            {
                ties.tie((a, here), (b, there), false);
            }
        }
    }
    ties
}

/// A doubting verb of saying, and the verb that the other passage has for it.
fn doubted(scope: &Scope, (a, b): (usize, usize), index: usize) -> Option<(TextRange, TextRange)> {
    let verb = scope.words(a).get(index).filter(|word| DOUBTING.contains(&word.folded))?;
    let said = scope.counterparts(verb, b).find(|word| SAYING.contains(&word.folded))?;
    Some((verb.range, said.range))
}

/// A hedge with the word that it is about, and what the other passage has for that word.
fn hedged(scope: &Scope, (a, b): (usize, usize), index: usize) -> Option<(TextRange, TextRange)> {
    let hedge = scope.words(a).get(index).filter(|word| DISTANT.contains(&word.folded))?;
    let about = scope.words(a).iter().skip(index + 1).take(HEDGED).find(|word| word.content)?;
    // `The indictment alleged that …` only says who says it.
    if scope.words(a).get(index + 1).is_some_and(|next| next.folded == "that") {
        return None;
    }
    let there = scope.counterparts(about, b).find(|word| word.norm == about.norm)?;
    Some((hedge.range.to(about.range), there.range))
}

/// `could lose`, where the other passage has `will lose`.
fn open(scope: &Scope, (a, b): (usize, usize), index: usize) -> Option<(TextRange, TextRange)> {
    let auxiliary = scope.words(a).get(index).filter(|word| OPEN.contains(&word.folded))?;
    // `may not lose` is another thing.
    let verb = scope.words(a).iter().skip(index + 1).take(HEDGED).find(|word| word.content || denies(word))?;
    let there = scope.counterparts(verb, b).find(|word| word.norm == verb.norm)?;
    let before = scope.before(there, b, HEDGED);
    if denies(verb) || before.iter().any(|word| denies(word) || OPEN.contains(&word.folded)) {
        return None;
    }
    let firm = before.iter().rev().take_while(|word| !word.content).find(|word| FIRM.contains(&word.folded));
    Some((auxiliary.range.to(verb.range), firm?.range.to(there.range)))
}

/// `what officials said was evidence`: a hedge by its own words, with the word that it is about.
fn so_called(scope: &Scope, (a, b): (usize, usize), index: usize) -> Option<(TextRange, TextRange)> {
    let words = scope.words(a);
    let what = words.get(index).filter(|word| word.folded == "what")?;
    let said = (index + 2..words.len().min(index + LONGEST_SOURCE)).find(|&at| SAYING.contains(&words[at].folded))?;
    let is = words.get(said + 1).filter(|word| matches!(word.folded, "is" | "was" | "are" | "were"))?;
    let about = words.iter().skip(said + 2).take(HEDGED).find(|word| word.content)?;
    let there = scope.counterparts(about, b).find(|word| word.norm == about.norm)?;
    (is.range.end() < about.range.end()).then(|| (what.range.to(about.range), there.range))
}

/// `I think it works`, `expected to begin`: the writer or speaker only holds or expects it.
fn held(scope: &Scope, (a, b): (usize, usize), index: usize) -> Option<(TextRange, TextRange)> {
    let words = scope.words(a);
    let (word, before, after) = (words.get(index)?, index.checked_sub(1).map(|at| &words[at]), words.get(index + 1)?);
    let first = before.filter(|w| matches!(w.folded, "i" | "i'm") && HOLDING.contains(&word.folded));
    let start = first.or((EXPECTING.contains(&word.folded) && after.folded == "to").then_some(word))?;
    let about = words.iter().skip(index + 1).take(HEDGED).find(|word| word.content)?;
    let there = scope.counterparts(about, b).find(|word| word.norm == about.norm)?;
    let also =
        scope.before(there, b, 2 * HEDGED).iter().any(|w| HOLDING.contains(&w.folded) || EXPECTING.contains(&w.folded));
    (!also).then(|| (start.range.to(about.range), there.range))
}
