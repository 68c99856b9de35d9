//! Sentences and phrases that stand elsewhere now, inside of paragraphs that changed.

use super::edit::{self, Edit, Item, edits};
use super::pair::LEAST_MOVED;
use super::side::Side;
use rustc_hash::{FxHashMap, FxHashSet};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::cmp::Reverse;
use std::collections::VecDeque;
use std::ops::Range;

/// Share of the longer sentence's words that must stay where it moved and was edited: less is another sentence on the same
/// thing.
const LEAST_STAYED: f32 = 0.6;
/// A word that more of the sentences have that are gone says nothing of which of them moved.
const MOST_HOLDERS: usize = 50;

/// Sentences of the old text and those of the new one that stand in their place; either may be none.
pub type Region = [Range<usize>; 2];

/// Sentences of a region, equal or not.
struct Op {
    region: usize,
    sentences: Region,
    equal: bool,
}

/// Which words were moved, in the old and in the new text, by the number of their move from 1.
pub struct Moves {
    /// By word.
    pub of: [Vec<Option<usize>>; 2],
    /// Sentences that moved, edited or not, by their numbers.
    sentences: [FxHashSet<usize>; 2],
    count: usize,
}

impl Moves {
    /// The edits of each region, and what moved between them; moves are numbered on from `count`.
    pub fn find(sides: &[Side<'_>; 2], regions: &[Region], count: usize) -> (Self, Vec<Vec<Edit>>) {
        let of = sides.each_ref().map(|side| vec![None; side.words.len()]);
        let mut moves = Self { of, sentences: Default::default(), count };
        let ops = ops(sides, regions);
        moves.find_sentences(sides, &ops);
        moves.find_edited(sides, &ops);
        let mut found = vec![Vec::new(); regions.len()];
        for op in &ops {
            found[op.region].extend(moves.edits(sides, op));
        }
        moves.find_phrases(sides, &found);
        (moves, found)
    }

    fn edits(&self, sides: &[Side<'_>; 2], op: &Op) -> Vec<Edit> {
        let [old, new] = [0, 1].map(|side| {
            let words = |sentence: usize| sides[side].sentences[sentence].words.clone();
            op.sentences[side].clone().map(words).collect::<Vec<Range<usize>>>()
        });
        if op.equal {
            return old.into_iter().flatten().zip(new.into_iter().flatten()).map(|(a, b)| Edit::Same(a, b)).collect();
        }
        let items = [0, 1].map(|side| self.items(&sides[side], side, op.sentences[side].clone()));
        edits(sides, &items[0], &items[1])
    }

    /// The words of some sentences; a moved sentence is as one word that nothing else is like.
    fn items(&self, text: &Side<'_>, side: usize, sentences: Range<usize>) -> Vec<Item> {
        let mut found = Vec::new();
        for sentence in sentences {
            let words = text.sentences[sentence].words.clone();
            if self.sentences[side].contains(&sentence) {
                let unlike = u64::MAX - 2 * sentence as u64 - side as u64;
                found.push(Item { words, name: unlike, weight: 0 });
            } else {
                found.extend(words.map(|at| {
                    let word = text.words[at];
                    Item { words: at..at + 1, name: u64::from(word.name), weight: u32::from(word.weight) }
                }));
            }
        }
        found
    }

    /// Whole sentences that left one place and stand in another.
    fn find_sentences(&mut self, sides: &[Side<'_>; 2], ops: &[Op]) {
        let unequal = || ops.iter().filter(|op| !op.equal);
        let mut gone: FxHashMap<u32, VecDeque<usize>> = FxHashMap::default();
        for at in unequal().flat_map(|op| op.sentences[0].clone()) {
            let sentence = &sides[0].sentences[at];
            if sides[0].counted(sentence.words.clone()) >= LEAST_MOVED {
                gone.entry(sentence.name).or_default().push_back(at);
            }
        }
        let mut before = None;
        for new in unequal().flat_map(|op| op.sentences[1].clone()) {
            let here = &sides[1].sentences[new];
            let Some(old) = gone.get_mut(&here.name).and_then(VecDeque::pop_front) else { continue };
            // Sentences that moved together are one move.
            if before.is_none() || before != old.checked_sub(1).zip(new.checked_sub(1)) {
                self.count += 1;
            }
            before = Some((old, new));
            self.sentences[0].insert(old);
            self.sentences[1].insert(new);
            self.moved(sides[0].sentences[old].words.clone(), here.words.clone());
        }
    }

    /// Sentences that left one place and stand in another, edited: of those that are gone, the one that shares most words.
    fn find_edited(&mut self, sides: &[Side<'_>; 2], ops: &[Op]) {
        let unequal = || ops.iter().enumerate().filter(|(_, op)| !op.equal);
        let of =
            |side: usize| unequal().flat_map(move |(place, op)| op.sentences[side].clone().map(move |at| (place, at)));
        let mut holders: FxHashMap<u32, Vec<(usize, usize)>> = FxHashMap::default();
        for (place, sentence) in of(0).filter(|(_, sentence)| !self.sentences[0].contains(sentence)) {
            for name in different(&sides[0], sentence) {
                holders.entry(name).or_default().push((place, sentence));
            }
        }
        holders.retain(|_, holders| holders.len() <= MOST_HOLDERS);
        for (place, new) in of(1) {
            if self.sentences[1].contains(&new) {
                continue;
            }
            let mut shared: FxHashMap<(bool, usize), usize> = FxHashMap::default();
            for name in different(&sides[1], new) {
                let holders = holders.get(&name).into_iter().flatten();
                let free = holders.filter(|(_, old)| !self.sentences[0].contains(old));
                free.for_each(|(other, old)| *shared.entry((*other == place, *old)).or_default() += 1);
            }
            let best = shared.into_iter().max_by_key(|&((stayed, old), shared)| (shared, stayed, Reverse(old)));
            // What was edited in its place did not move, though the like of it stands elsewhere, too.
            if let Some(((false, old), _)) = best {
                self.edited(sides, old, new);
            }
        }
    }

    /// Takes two sentences for one that moved, if enough words stayed; the others are gone and new.
    fn edited(&mut self, sides: &[Side<'_>; 2], old: usize, new: usize) {
        let items = [(0, old), (1, new)].map(|(side, at)| self.items(&sides[side], side, at..at + 1));
        let edits = edits(sides, &items[0], &items[1]);
        let stayed =
            edits.iter().filter_map(|edit| if let Edit::Same(old, new) = *edit { Some((old, new)) } else { None });
        let stayed: Vec<(usize, usize)> = stayed.collect();
        let same = stayed.iter().filter(|(_, new)| sides[1].words[*new].counts).count();
        let counted =
            [(0, old), (1, new)].map(|(side, at)| sides[side].counted(sides[side].sentences[at].words.clone()));
        if same < LEAST_MOVED || (same as f32) < LEAST_STAYED * counted[0].max(counted[1]) as f32 {
            return;
        }
        self.count += 1;
        self.sentences[0].insert(old);
        self.sentences[1].insert(new);
        stayed.into_iter().for_each(|(old, new)| self.moved(old..old + 1, new..new + 1));
    }

    fn moved(&mut self, old: Range<usize>, new: Range<usize>) {
        self.of[0][old].fill(Some(self.count));
        self.of[1][new].fill(Some(self.count));
    }

    /// Phrases of what is gone that stand word for word in what is new.
    fn find_phrases(&mut self, sides: &[Side<'_>; 2], edits: &[Vec<Edit>]) {
        let mut free = self.of.each_ref().map(|side| vec![false; side.len()]);
        for edit in edits.iter().flatten() {
            match *edit {
                Edit::Old(word) => free[0][word] = self.of[0][word].is_none(),
                Edit::New(word) => free[1][word] = self.of[1][word].is_none(),
                Edit::Same(..) | Edit::Followed(..) => {}
            }
        }
        let mut starts: FxHashMap<Vec<u32>, usize> = FxHashMap::default();
        for (at, phrase) in (0..free[0].len()).filter_map(|at| Some((at, phrase(&sides[0], &free[0], at)?))) {
            starts.entry(phrase).or_insert(at);
        }
        let mut at = 0;
        while at < free[1].len() {
            let old = phrase(&sides[1], &free[1], at).and_then(|phrase| starts.get(&phrase).copied());
            let same = |old: usize, ahead: usize| {
                let (old, new) = (old + ahead, at + ahead);
                free[0].get(old) == Some(&true)
                    && free[1].get(new) == Some(&true)
                    && sides[0].words[old].name == sides[1].words[new].name
            };
            let length = old.map_or(0, |old| (0..).take_while(|ahead| same(old, *ahead)).count());
            match old {
                Some(old) if sides[1].counted(at..at + length) >= LEAST_MOVED => {
                    free[0][old..old + length].fill(false);
                    self.count += 1;
                    self.moved(old..old + length, at..at + length);
                    at += length;
                }
                // What is too short has few words and many marks; its last part may begin something longer.
                Some(_) | None => at += length.saturating_sub(LEAST_MOVED).max(1),
            }
        }
    }
}

/// The sentences of the regions that are equal and those that are not.
fn ops(sides: &[Side<'_>; 2], regions: &[Region]) -> Vec<Op> {
    let mut found = Vec::new();
    for (region, sentences) in regions.iter().enumerate() {
        let names = [0, 1].map(|side| {
            sides[side].sentences[sentences[side].clone()].iter().map(|sentence| sentence.name).collect::<Vec<u32>>()
        });
        let at =
            |side: usize, range: Range<usize>| sentences[side].start + range.start..sentences[side].start + range.end;
        for op in capture_diff_slices(Algorithm::Histogram, &names[0], &names[1]) {
            let equal = matches!(op, DiffOp::Equal { .. });
            found.push(Op { region, sentences: [at(0, op.old_range()), at(1, op.new_range())], equal });
        }
    }
    found
}

/// The different words of a sentence, by name.
fn different(side: &Side<'_>, sentence: usize) -> Vec<u32> {
    let words = side.sentences[sentence].words.clone();
    let mut names: Vec<u32> = side.words[words].iter().filter(|word| word.counts).map(|word| word.name).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// As many words from one on as a move needs, where all are free.
fn phrase(side: &Side<'_>, free: &[bool], at: usize) -> Option<Vec<u32>> {
    let range = at..at + LEAST_MOVED;
    free.get(range.clone())?.iter().all(|free| *free).then(|| side.words[range].iter().map(|w| w.name).collect())
}

/// Whether so little stayed between so many marks that the old and the new words are better read whole.
pub fn is_rewritten(sides: &[Side<'_>; 2], edits: &[Edit], moves: &Moves) -> bool {
    let told = |side: usize, word: usize| sides[side].words[word].counts && moves.of[side][word].is_none();
    let counts = |edit: &&Edit| match **edit {
        Edit::Same(_, word) | Edit::New(word) | Edit::Followed(_, word) => told(1, word),
        Edit::Old(word) => told(0, word),
    };
    let all = |is: fn(&Edit) -> bool| edits.iter().filter(|edit| is(edit)).filter(counts).count();
    let same = all(edit::is_same);
    let longer = same + all(|edit| matches!(edit, Edit::Old(_))).max(all(|edit| matches!(edit, Edit::New(_))));
    let marks = edit::runs(edits).iter().filter(|range| !edit::is_same(&edits[range.start])).count();
    (same as f32) < LEAST_KEPT * longer as f32 || marks > MOST_MARKS && same < marks * LEAST_BETWEEN
}

/// Share of its words that a paragraph keeps; what keeps less was rewritten.
const LEAST_KEPT: f32 = 0.35;
/// So many stretches of marked words are read well in any paragraph; more of them only where so many words lie between two.
const MOST_MARKS: usize = 3;
const LEAST_BETWEEN: usize = 2;
