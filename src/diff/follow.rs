//! References: numbers in the text by which it names places of itself. Where the places were renumbered, they follow.

use super::edit::{Edit, is_same, runs};
use super::number;
use super::pair::Pair;
use super::side::Side;
use crate::text::{Text, Token, plain_figures};
use rustc_hash::FxHashMap;

/// Words between two numbers of one reference, marks among them (`clauses 2, 3 and 4`).
const MOST_BETWEEN: usize = 2;

/// Runs of words that are marked or not, which may be one row of numbers.
const MOST_RUNS: usize = 7;

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
        let runs = runs(&edits);
        let mut at = 0;
        while at < runs.len() {
            // `1 and 2` may have become `2 and 3` by a `1 and` that went and an `and 3` that came.
            let ends = (at..runs.len().min(at + MOST_RUNS)).step_by(2).filter(|_| !is_same(&edits[runs[at].start]));
            let row = |end: usize| self.row(sides, &found, &edits[runs[at].start..runs[end].end]).map(|row| (end, row));
            if let Some((end, row)) = ends.into_iter().find_map(row) {
                found.extend(row);
                at = end + 1;
            } else {
                found.extend_from_slice(&edits[runs[at].clone()]);
                at += 1;
            }
        }
        found
    }

    /// Edits as numbers that follow and words that stay, if they can be read so.
    fn row(&self, sides: &[Side<'_>; 2], before: &[Edit], edits: &[Edit]) -> Option<Vec<Edit>> {
        let old = edits.iter().filter_map(|edit| match *edit {
            Edit::Old(old) | Edit::Same(old, _) | Edit::Followed(old, _) => Some(old),
            Edit::New(_) => None,
        });
        let new = edits.iter().filter_map(|edit| match *edit {
            Edit::New(new) | Edit::Same(_, new) | Edit::Followed(_, new) => Some(new),
            Edit::Old(_) => None,
        });
        if old.clone().count() != new.clone().count() {
            return None;
        }
        let mut found = before.get(before.len().saturating_sub(MOST_BETWEEN + 1)..).unwrap_or_default().to_vec();
        let known = found.len();
        for (old, new) in old.zip(new) {
            let named = || is_named(sides, &found, new) || is_pointed_at(sides, &found, [old, new]);
            if sides[0].words[old].name == sides[1].words[new].name {
                found.push(Edit::Same(old, new));
            } else if self.follows(sides, old, new) && named() {
                found.push(Edit::Followed(old, new));
            } else {
                return None;
            }
        }
        Some(found.split_off(known))
    }

    fn follows(&self, sides: &[Side<'_>; 2], old: usize, new: usize) -> bool {
        let written = |side: usize, word: usize| plain_figures(sides[side].slice(word..word + 1)).to_lowercase();
        let [old, new] = [written(0, old), written(1, new)];
        let is = |old: &str, new: &str| self.new.get(old).and_then(Option::as_deref) == Some(new);
        // `1-3`
        let ends = |range: &str| range.split_once(['-', '–']).map(|(from, to)| [from.to_owned(), to.to_owned()]);
        let row = || Some([ends(&old)?, ends(&new)?]);
        is(&old, &new) || row().is_some_and(|[old, new]| is(&old[0], &new[0]) && is(&old[1], &new[1]))
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

/// The most words from a number to what says where its place lies (`1, 2 and 4 above`).
const LONGEST_ROW: usize = 12;

/// Whether the words around a number say that it is that of a place, though nothing names its kind: `1 above`, `2 and 3 below`,
/// `(see 4)`.
fn is_pointed_at(sides: &[Side<'_>; 2], before: &[Edit], [old, new]: [usize; 2]) -> bool {
    let is = |word: usize, asked: fn(&Text, &Token) -> bool| {
        let text = sides[1].text;
        let tokens = &text.tokens()[text.tokens_in(sides[1].words[word].range).indices()];
        tokens.iter().any(|token| asked(text, token))
    };
    let number = |side: usize, word: usize| sides[side].slice(word..word + 1).starts_with(char::is_numeric);
    // Where the paragraph goes on alike in both.
    let after = |step: usize| {
        let words = [sides[0].words.get(old + step)?, sides[1].words.get(new + step)?];
        let same = words[0].name == words[1].name || number(0, old + step) && number(1, new + step);
        (same && words[1].paragraph == sides[1].words[new].paragraph).then_some(new + step)
    };
    let mut joined = false;
    for word in (1..=LONGEST_ROW).map_while(after) {
        if number(1, word) {
            joined = false;
        } else if !joined && is(word, Text::sides) {
            return true;
        } else if !joined && (sides[1].slice(word..word + 1) == "," || is(word, Text::joins)) {
            joined = true;
        } else {
            break;
        }
    }
    // A number with parts that is another place's now is hardly anything else.
    let parted = sides[1].slice(new..new + 1).contains('.');
    let ends = after(1).is_none_or(|word| !sides[1].words[word].counts);
    // `see 4`, `cf. 4`, `see above 4`
    let sent = new.checked_sub(1).is_some_and(|word| {
        let between = sides[1].slice(word..word + 1) == "." || is(word, Text::sides);
        is(word, Text::sends) || between && word.checked_sub(1).is_some_and(|word| is(word, Text::sends))
    });
    ends && (sent || parted) && before.last().is_none_or(is_same)
}
