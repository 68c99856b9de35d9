//! Status: what one source tells as done and another as planned or expected.

use super::scope::{Place, Scope, Word};
use super::tie::Ties;
use crate::text::TextRange;

/// English auxiliaries by which a verb is still to come.
const AUXILIARIES: [&str; 3] = ["will", "would", "shall"];
/// English words before `to` and a verb by which it is still to come.
const AHEAD: [&str; 31] = [
    "plan",
    "plans",
    "planned",
    "planning",
    "set",
    "expected",
    "expects",
    "scheduled",
    "intends",
    "intend",
    "vows",
    "vowed",
    "promised",
    "promises",
    "pledged",
    "wants",
    "want",
    "wanted",
    "hopes",
    "hoped",
    "seek",
    "seeks",
    "try",
    "tries",
    "trying",
    "poised",
    "likely",
    "going",
    "asked",
    "urged",
    "agreed",
];
/// Those of them that tell of a time that is fixed.
const FIXED: [&str; 5] = ["set", "scheduled", "planned", "plans", "poised"];
/// English forms of `have` and `be` that with a participle tell what is done.
const DONE: [&str; 6] = ["has", "have", "had", "was", "were", "been"];
/// Small words before a verb that are looked at.
const BEFORE: usize = 4;

/// When something is, as far as the words before a verb and its ending tell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Ahead,
    Done,
}

/// The same verb, here of what is done and there of what is to come.
pub fn statuses(scope: &Scope) -> Ties {
    let mut ties = Ties::default();
    let english = |row: usize| scope.english(row);
    let pairs = scope.pairs().filter(|&(a, b)| english(a) && english(b)).flat_map(|(a, b)| [(a, b), (b, a)]);
    for (a, b) in pairs {
        for (at, word) in scope.words(a).iter().enumerate().filter(|(_, word)| word.content) {
            let Some((here, stage)) = staged(scope.words(a), at) else { continue };
            for other in scope.counterparts(word, b).filter(|other| other.content) {
                let Some(place) = scope.words(b).iter().position(|w| w.range == other.range) else { continue };
                let now =
                    || told_now(scope.words(b), place).filter(|_| stage == Stage::Ahead && other.norm == word.norm);
                let Some((there, other_stage)) = staged(scope.words(b), place).or_else(now) else { continue };
                if stage != other_stage {
                    ties.tie((a, here), (b, there), false);
                }
            }
        }
    }
    ties
}

/// A verb with the small words before it that tell when, and when that is.
fn staged(words: &[Word], at: usize) -> Option<(TextRange, Stage)> {
    let verb = &words[at];
    let before = &words[at.saturating_sub(BEFORE)..at];
    let near = |list: &[&str]| {
        let found = before.iter().rposition(|word| list.contains(&word.folded))?;
        // Nothing but small words stands between.
        before[found + 1..].iter().all(|word| !word.content || word.folded == "to").then(|| before[found].range)
    };
    // A plan is no planning: but for auxiliaries it takes a `to`.
    let to = || before.last().is_some_and(|word| word.folded == "to");
    if let Some(first) = near(&AUXILIARIES).or_else(|| near(&AHEAD).filter(|_| to())) {
        return Some((first.to(verb.range), Stage::Ahead));
    }
    let past = verb.folded.ends_with("ed") && verb.folded.len() > 4;
    if let Some(first) = near(&DONE) {
        let participle = past || verb.folded.ends_with('n');
        return participle.then(|| (first.to(verb.range), Stage::Done));
    }
    past.then_some((verb.range, Stage::Done))
}

/// A verb of a headline, which tells what is done as if it were now (`Senate Overrides Veto`).
fn told_now(words: &[Word], at: usize) -> Option<(TextRange, Stage)> {
    let (verb, before) = (&words[at], &words[at.checked_sub(1)?]);
    let finite = verb.folded.ends_with('s') && !verb.folded.ends_with("ss");
    (finite && before.content).then_some((verb.range, Stage::Done))
}

/// Whether one place tells as done, by the same verb, what the other tells as fixed for a later time.
pub fn settled(scope: &Scope, a: Place, b: Place) -> bool {
    let verb = |place: Place| scope.at(place).iter().rfind(|word| word.content).map(|word| word.norm);
    let fixed = |place: Place| scope.at(place).first().is_some_and(|word| FIXED.contains(&word.folded));
    verb(a) == verb(b) && fixed(a) != fixed(b)
}
