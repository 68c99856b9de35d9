//! References: numbers in the text by which it names places of itself. Where the places were renumbered, they follow.

use super::edit::{Edit, is_same, runs};
use super::number;
use super::pair::Pair;
use super::side::Side;
use crate::text::plain_figures;
use rustc_hash::FxHashMap;

/// Words between two numbers of one reference, marks among them (`clauses 2, 3 and 4`).
const MOST_BETWEEN: usize = 2;

/// The new numbers of places, by their old ones.
pub struct References {
    new: FxHashMap<String, Option<String>>,
}

impl References {
    /// What the pairs of paragraphs say; a number that two of them have, with other new ones, says nothing.
    pub fn of(sides: &[Side<'_>; 2], pairs: &[Pair]) -> Self {
        let mut new: FxHashMap<String, Option<String>> = FxHashMap::default();
        for pair in pairs {
            let label = |side: usize, at: usize| {
                sides[side].paragraphs[at].label.and_then(|label| number(sides[side].text, &label))
            };
            if let (Some(old), Some(now)) = (label(0, pair.old.start), label(1, pair.new.start)) {
                new.entry(old)
                    .and_modify(|known| *known = known.take().filter(|known| *known == now))
                    .or_insert(Some(now));
            }
        }
        new.retain(|old, now| now.as_ref().is_some_and(|now| now != old));
        Self { new }
    }

    /// Edits in which numbers that only follow are no changes.
    pub fn follow(&self, sides: &[Side<'_>; 2], edits: Vec<Edit>) -> Vec<Edit> {
        if self.new.is_empty() {
            return edits;
        }
        let mut found: Vec<Edit> = Vec::with_capacity(edits.len());
        for range in runs(&edits) {
            match edits[range.clone()] {
                [Edit::Old(old), Edit::New(new)] if self.follows(sides, old, new) && is_named(sides, &found, new) => {
                    found.push(Edit::Followed(old, new));
                }
                _ => found.extend_from_slice(&edits[range]),
            }
        }
        found
    }

    fn follows(&self, sides: &[Side<'_>; 2], old: usize, new: usize) -> bool {
        let written = |side: usize, word: usize| plain_figures(sides[side].slice(word..word + 1)).to_lowercase();
        self.new.get(&written(0, old)).and_then(Option::as_ref) == Some(&written(1, new))
    }
}

/// Whether a number stands behind what says that it names a place: `clause`, `§`, an opening bracket of notes, or another such
/// number.
fn is_named(sides: &[Side<'_>; 2], before: &[Edit], new: usize) -> bool {
    let text = sides[1].text;
    let mut words = (0..new).rev().take(MOST_BETWEEN + 1);
    let behind = |edit: Option<&Edit>| edit.is_some_and(is_same);
    if !behind(before.last()) {
        return false;
    }
    let names = |at: usize| {
        let range = sides[1].words[at].range;
        let tokens = &text.tokens()[text.tokens_in(range).indices()];
        matches!(text.slice(range), "§" | "[" | "第" | "제") || tokens.iter().any(|token| text.refers(token))
    };
    // `(a)`, where items are called so.
    let after = sides[1].words.get(new + 1).map(|word| text.slice(word.range));
    let own = text.slice(sides[1].words[new].range);
    let enclosed = after.is_some_and(|after| after.starts_with(')')) && own.chars().all(char::is_alphabetic);
    let opened = |at: usize| text.slice(sides[1].words[at].range).ends_with('(');
    if enclosed && new.checked_sub(1).is_some_and(opened) {
        return true;
    }
    // `Art. 5`
    let point = |at: usize| text.slice(sides[1].words[at].range) == ".";
    let first = words.next();
    if first.is_some_and(names) || first.is_some_and(point) && new.checked_sub(2).is_some_and(names) {
        return true;
    }
    let recent = before.iter().rev().take(MOST_BETWEEN + 1);
    recent.into_iter().any(|edit| matches!(edit, Edit::Followed(..)))
}
