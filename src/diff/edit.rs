//! The words of a paragraph: how the old ones became the new ones, with as few marks as a reader would accept.

use super::form::bare;
use super::side::Side;
use crate::text::spelling;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;

/// One word's way from the old to the new text, by its index there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Edit {
    /// It stayed, perhaps in another form that is equal.
    Same(usize, usize),
    /// It is gone.
    Old(usize),
    /// It is new.
    New(usize),
    /// A number that names a place of the text and follows the place's new number.
    Followed(usize, usize),
}

/// What a stretch of marked words costs, in the weights of words that stay (hundredths): so much says one long word, or two
/// short ones, when two replacements become one by marking them, too.
const MARK: u32 = 50;
/// The most words in a row that stay between two long replacements and are marked, too; and how many times as many words each
/// of the replacements has. What was rewritten is not confetti.
const ISLAND: (usize, usize) = (2, 5);
/// Pairs of words that are all weighed; longer stretches are compared by their words alone.
const MOST_CELLS: usize = 250_000;

/// What is compared: a word, or several that moved together and are like nothing else.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its words.
    pub words: Range<usize>,
    /// Equal ones have the same.
    pub name: u64,
    /// What it says, in hundredths.
    pub weight: u32,
}

/// The edits that make new items of old ones.
pub fn edits(sides: &[Side<'_>; 2], old: &[Item], new: &[Item]) -> Vec<Edit> {
    let first = old.iter().zip(new).take_while(|(a, b)| a.name == b.name).count();
    let (rest, others) = (old.get(first..).unwrap_or_default(), new.get(first..).unwrap_or_default());
    let last = rest.iter().rev().zip(others.iter().rev()).take_while(|(a, b)| a.name == b.name).count();
    let inner = [rest, others].map(|items| items.get(..items.len() - last).unwrap_or_default());
    let mut found = Vec::new();
    let same = |found: &mut Vec<Edit>, old: &[Item], new: &[Item]| {
        for (a, b) in old.iter().zip(new) {
            found.extend(a.words.clone().zip(b.words.clone()).map(|(a, b)| Edit::Same(a, b)));
        }
    };
    same(&mut found, &old[..first], &new[..first]);
    let edited = ordered(if inner[0].len() * inner[1].len() <= MOST_CELLS {
        weighed(inner[0], inner[1])
    } else {
        by_words(inner[0], inner[1])
    });
    found.extend(without_islands(sides, edited));
    same(&mut found, &rest[rest.len() - last..], &others[others.len() - last..]);
    slide(sides, &mut found);
    found
}

/// Without weights, for what is too long.
fn by_words(old: &[Item], new: &[Item]) -> Vec<Edit> {
    let names = [old, new].map(|items| items.iter().map(|item| item.name).collect::<Vec<u64>>());
    let words = |items: &[Item], range: Range<usize>| {
        items[range].iter().flat_map(|item| item.words.clone()).collect::<Vec<_>>()
    };
    let mut found = Vec::new();
    for op in capture_diff_slices(Algorithm::Hunt, &names[0], &names[1]) {
        let (old, new) = (words(old, op.old_range()), words(new, op.new_range()));
        if let DiffOp::Equal { .. } = op {
            found.extend(old.into_iter().zip(new).map(|(old, new)| Edit::Same(old, new)));
        } else {
            found.extend(old.into_iter().map(Edit::Old).chain(new.into_iter().map(Edit::New)));
        }
    }
    found
}

/// How the best way to a pair of places ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Same,
    Gone,
    Added,
}

/// The way that keeps most and marks least: sequence alignment with affine gaps (Gotoh 1982), where what is gone and what is
/// new beside it are two marks.
fn weighed(old: &[Item], new: &[Item]) -> Vec<Edit> {
    const STATES: [State; 3] = [State::Same, State::Gone, State::Added];
    const NEVER: i64 = i64::MIN / 2;
    let (n, m) = (old.len(), new.len());
    // By place and state: from which state it was reached.
    let mut from = vec![[State::Same; 3]; (n + 1) * (m + 1)];
    let mut above = vec![[NEVER; 3]; m + 1];
    for i in 0..=n {
        let mut row = vec![[NEVER; 3]; m + 1];
        for j in 0..=m {
            let at = i * (m + 1) + j;
            if i == 0 && j == 0 {
                row[0][0] = 0;
                continue;
            }
            let best = |scores: [i64; 3], costs: [i64; 3]| {
                let mut found = (NEVER, State::Same);
                for ((score, cost), state) in scores.into_iter().zip(costs).zip(STATES) {
                    found = if score - cost > found.0 { (score - cost, state) } else { found };
                }
                found
            };
            let mark = i64::from(MARK);
            if i > 0 && j > 0 && old[i - 1].name == new[j - 1].name {
                let (score, state) = best(above[j - 1], [0; 3]);
                (row[j][0], from[at][0]) = (score + i64::from(old[i - 1].weight), state);
            }
            if i > 0 {
                // What is new stands behind what is gone.
                (row[j][1], from[at][1]) = best(above[j], [mark, 0, -NEVER]);
            }
            if j > 0 {
                (row[j][2], from[at][2]) = best(row[j - 1], [mark, mark, 0]);
            }
        }
        above = row;
    }
    let last = above[m];
    let mut state =
        STATES.into_iter().enumerate().max_by_key(|(at, _)| (last[*at], usize::MAX - at)).map_or(State::Same, |s| s.1);
    let (mut i, mut j) = (n, m);
    let mut found = Vec::new();
    while i > 0 || j > 0 {
        let before = from[i * (m + 1) + j][state as usize];
        match state {
            State::Same => {
                (i, j) = (i - 1, j - 1);
                let pairs = old[i].words.clone().zip(new[j].words.clone()).rev();
                found.extend(pairs.map(|(a, b)| Edit::Same(a, b)));
            }
            State::Gone => {
                i -= 1;
                found.extend(old[i].words.clone().rev().map(Edit::Old));
            }
            State::Added => {
                j -= 1;
                found.extend(new[j].words.clone().rev().map(Edit::New));
            }
        }
        state = before;
    }
    found.reverse();
    found
}

/// What is gone stands before what is new.
fn ordered(mut edits: Vec<Edit>) -> Vec<Edit> {
    for range in runs(&edits) {
        // A stable sort.
        if !is_same(&edits[range.start]) {
            edits[range].sort_by_key(|edit| matches!(edit, Edit::New(_)));
        }
    }
    edits
}

/// Marks the few words, too, that stayed between two long replacements.
fn without_islands(sides: &[Side<'_>; 2], edits: Vec<Edit>) -> Vec<Edit> {
    let runs = runs(&edits);
    let counted = |range: &Range<usize>| {
        let counts = |edit: &&Edit| match **edit {
            Edit::Old(word) => sides[0].words[word].counts,
            Edit::Same(_, word) | Edit::New(word) | Edit::Followed(_, word) => sides[1].words[word].counts,
        };
        edits[range.clone()].iter().filter(counts).count()
    };
    let replaced = |range: &Range<usize>, least: usize| {
        let edits = &edits[range.clone()];
        let both = edits.iter().any(|e| matches!(e, Edit::Old(_))) && edits.iter().any(|e| matches!(e, Edit::New(_)));
        both && counted(range) >= least
    };
    let is_island = |at: usize| {
        let Some([before, island, after]) = at.checked_sub(1).and_then(|first| runs.get(first..first + 3)) else {
            return false;
        };
        let words = counted(island);
        let least = ISLAND.1 * words;
        is_same(&edits[island.start]) && words <= ISLAND.0 && replaced(before, least) && replaced(after, least)
    };
    let mut found = Vec::with_capacity(edits.len());
    for (at, range) in runs.iter().enumerate() {
        let run = edits[range.clone()].iter();
        if is_island(at) {
            found.extend(
                run.clone().filter_map(|edit| if let Edit::Same(old, _) = *edit { Some(Edit::Old(old)) } else { None }),
            );
            found.extend(
                run.filter_map(|edit| if let Edit::Same(_, new) = *edit { Some(Edit::New(new)) } else { None }),
            );
        } else {
            found.extend(run);
        }
    }
    ordered(found)
}

/// A word that is not marked.
pub fn is_same(edit: &Edit) -> bool {
    matches!(edit, Edit::Same(..) | Edit::Followed(..))
}

/// Neighbours that are all marked or all not.
pub fn runs(edits: &[Edit]) -> Vec<Range<usize>> {
    let mut end = 0;
    let range = |chunk: &[Edit]| {
        end += chunk.len();
        end - chunk.len()..end
    };
    edits.chunk_by(|a, b| is_same(a) == is_same(b)).map(range).collect()
}

/// Where the words before what was put in (or left out) are those at its end, it could as well stand earlier, and likewise
/// later: it begins with a sentence if it can, else behind a mark.
fn slide(sides: &[Side<'_>; 2], edits: &mut [Edit]) {
    for range in runs(edits) {
        let only = |is: fn(&Edit) -> bool| edits[range.clone()].iter().all(is);
        let side = match (only(|edit| matches!(edit, Edit::Old(_))), only(|edit| matches!(edit, Edit::New(_)))) {
            (true, _) => 0,
            (_, true) => 1,
            (false, false) => continue,
        };
        let at = |edits: &[Edit], place: usize| match *edits.get(place)? {
            Edit::Same(old, new) => Some([old, new][side]),
            Edit::Old(word) | Edit::New(word) => Some(word),
            Edit::Followed(..) => None,
        };
        let equal = |edits: &[Edit], a: usize, b: usize| {
            let names = [a, b].map(|place| at(edits, place).map(|word| sides[side].words[word].name));
            names[0].is_some() && names[0] == names[1]
        };
        let free = |edits: &[Edit], place: usize| matches!(edits.get(place), Some(Edit::Same(..)));
        let length = range.len();
        let mut first = range.start;
        while first > 0 && free(edits, first - 1) && equal(edits, first - 1, first + length - 1) {
            first -= 1;
        }
        let mut last = range.start;
        while free(edits, last + length) && equal(edits, last, last + length) {
            last += 1;
        }
        let begins = |place: usize| {
            let words = &sides[side].words;
            let Some(word) = at(edits, place) else { return 0 };
            let behind = word.checked_sub(1).map(|before| !words[before].counts);
            if words[word].opens {
                3
            } else {
                usize::from(behind == Some(true) && words[word].counts) * 2 + usize::from(words[word].counts)
            }
        };
        let best = (first..=last).max_by_key(|&place| (begins(place), place == range.start));
        if let Some(best) = best.filter(|best| *best != range.start) {
            shift(edits, range, best, side);
        }
    }
}

/// Moves a stretch that is all new (or all gone) to another place, over words that stay.
fn shift(edits: &mut [Edit], range: Range<usize>, to: usize, side: usize) {
    let (from, end) = (range.start.min(to), range.end.max(to + range.len()));
    let mine = |edit: &Edit| match *edit {
        Edit::Same(old, new) | Edit::Followed(old, new) => [old, new][side],
        Edit::Old(word) | Edit::New(word) => word,
    };
    let words: Vec<usize> = edits[from..end].iter().map(mine).collect();
    let theirs: Vec<usize> = edits[from..end]
        .iter()
        .filter_map(|edit| match *edit {
            Edit::Same(old, new) => Some([old, new][1 - side]),
            Edit::Old(_) | Edit::New(_) | Edit::Followed(..) => None,
        })
        .collect();
    let mut theirs = theirs.into_iter();
    for (place, word) in (from..end).zip(words) {
        let marked = (to..to + range.len()).contains(&place);
        edits[place] = match (marked, side) {
            (true, 0) => Edit::Old(word),
            (true, _) => Edit::New(word),
            (false, 0) => Edit::Same(word, theirs.next().unwrap_or_default()),
            (false, _) => Edit::Same(theirs.next().unwrap_or_default(), word),
        };
    }
}

/// Takes back replacements of names by the same ones in another transcription. Words of a language are equal by their forms.
pub fn forgive_spelling(sides: &[Side<'_>; 2], edits: &[Edit]) -> Vec<Edit> {
    let mut found = Vec::with_capacity(edits.len());
    for range in runs(edits) {
        let run = &edits[range];
        let old: Vec<usize> =
            run.iter().filter_map(|edit| if let Edit::Old(word) = edit { Some(*word) } else { None }).collect();
        let new: Vec<usize> =
            run.iter().filter_map(|edit| if let Edit::New(word) = edit { Some(*word) } else { None }).collect();
        let name = |side: usize, word: usize| {
            let written = sides[side].slice(word..word + 1);
            // What begins a sentence may be any word.
            let is_name = !sides[side].words[word].opens
                && written.starts_with(char::is_uppercase)
                && written.chars().all(|c| c.is_alphabetic() || c == '-' || c == '\'' || c == '’')
                && written.chars().skip(1).any(char::is_lowercase);
            is_name.then(|| spelling(&bare(written)))
        };
        let alike = |(a, b): (&usize, &usize)| name(0, *a).is_some_and(|old| Some(old) == name(1, *b));
        if !old.is_empty() && old.len() == new.len() && old.iter().zip(&new).all(alike) {
            found.extend(old.into_iter().zip(new).map(|(a, b)| Edit::Same(a, b)));
        } else {
            found.extend_from_slice(run);
        }
    }
    found
}
