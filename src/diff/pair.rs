//! Which paragraphs of the old text are which of the new one: first those with the same words, in their order and elsewhere,
//! then those that are like each other.

use super::gap::Likeness;
use super::order::{self, Place, heaviest};
use super::side::Side;
use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;

/// The fewest words that are the same wherever they stand: four or fewer come together by chance.
pub const LEAST_MOVED: usize = 5;
/// Shorter ones moved only where no other is like them, and not farther than over so many paragraphs that stayed.
const NEAR: usize = 30;
/// Share of the words of two paragraphs that they have in common from which one became the other.
pub const LEAST_ALIKE: f32 = 0.4;
/// … and from which one moved and was edited.
pub const LEAST_STAYED: f32 = 0.6;
/// A word that more paragraphs have says nothing of which of them moved.
const MOST_HOLDERS: usize = 50;
/// Pairs of paragraphs between two that stayed that are all looked at; where there are more, only those that share rare words.
const MOST_CELLS: usize = 400_000;

/// Paragraphs of the old text that became paragraphs of the new one.
#[derive(Clone, Debug)]
pub struct Pair {
    /// In the old text.
    pub old: Range<usize>,
    /// In the new text.
    pub new: Range<usize>,
    /// The number of its move, from 0; nothing where it stayed.
    pub moved: Option<usize>,
}

/// All pairs, by their place in the new text.
pub fn pairs(sides: &[Side<'_>; 2]) -> Vec<Pair> {
    let free = sides.each_ref().map(|side| vec![true; side.paragraphs.len()]);
    let mut finder = Finder { sides, free, pairs: Vec::new(), rarity: rarity(sides) };
    finder.equal();
    let anchors = finder.pairs.clone();
    finder.equal_elsewhere(&anchors);
    for gap in finder.gaps(&anchors) {
        let gap = finder.wrapped_anew(gap);
        finder.alike(gap);
    }
    finder.edited_elsewhere();
    let mut pairs = finder.pairs;
    pairs.sort_unstable_by_key(|pair| pair.new.start);
    let place = |pair: &Pair| {
        let words = pair.new.clone().map(|at| sides[1].paragraphs[at].counted).sum();
        Place { old: pair.old.start, new: pair.new.start, words }
    };
    let moves = order::moves(&pairs.iter().map(place).collect::<Vec<_>>());
    pairs.iter_mut().zip(moves).for_each(|(pair, moved)| pair.moved = moved);
    pairs
}

/// How much each word says of where it stands: what is frequent says less. By folded name.
fn rarity(sides: &[Side<'_>; 2]) -> Vec<f32> {
    let words = || sides.iter().flat_map(|side| &side.words);
    let names = words().map(|word| word.folded as usize + 1).max().unwrap_or(0);
    let (mut counts, mut weights) = (vec![0u32; names], vec![0f32; names]);
    for word in words().filter(|word| word.counts) {
        counts[word.folded as usize] += 1;
        weights[word.folded as usize] = f32::from(word.weight) / 100.0;
    }
    counts
        .iter()
        .zip(weights)
        .map(|(&count, weight)| weight / (1.0 + count as f32 / 16.0).log2().mul_add(0.5, 1.0))
        .collect()
}

/// A stretch of both texts between two paragraphs that stayed.
type Gap = [Range<usize>; 2];

pub struct Finder<'a, 't> {
    pub sides: &'a [Side<'t>; 2],
    /// Which paragraphs have no pair yet.
    free: [Vec<bool>; 2],
    pairs: Vec<Pair>,
    pub rarity: Vec<f32>,
}

impl Finder<'_, '_> {
    fn take(&mut self, old: Range<usize>, new: Range<usize>) {
        self.free[0][old.clone()].fill(false);
        self.free[1][new.clone()].fill(false);
        self.pairs.push(Pair { old, new, moved: None });
    }

    fn name(&self, side: usize, paragraph: usize) -> u32 {
        self.sides[side].paragraphs[paragraph].name
    }

    fn counted(&self, side: usize, paragraph: usize) -> usize {
        self.sides[side].paragraphs[paragraph].counted
    }

    /// Paragraphs with the same words in the same order.
    fn equal(&mut self) {
        let names = self.sides.each_ref().map(|side| side.paragraphs.iter().map(|p| p.name).collect::<Vec<_>>());
        let ops = capture_diff_slices(Algorithm::Histogram, &names[0], &names[1]);
        for op in ops.iter().filter(|op| matches!(op, DiffOp::Equal { .. })) {
            op.old_range().zip(op.new_range()).for_each(|(old, new)| self.take(old..old + 1, new..new + 1));
        }
        self.meet();
        self.slide();
    }

    /// Where paragraphs that stayed have something gone on one side of them and something new on the other, and equal ones stand
    /// nearer, they stayed there: what is gone and what is new come together, and may be one that changed.
    fn meet(&mut self) {
        let end = [0, 1].map(|side| self.sides[side].paragraphs.len());
        let place = |pairs: &[Pair], at: usize| pairs.get(at).map_or(end, |pair| [pair.old.start, pair.new.start]);
        let mut first = 0;
        while first < self.pairs.len() {
            let follows = |at: &usize| {
                let (before, next) = (place(&self.pairs, at - 1), place(&self.pairs, *at));
                before[0] + 1 == next[0] && before[1] + 1 == next[1]
            };
            let last = first + (first + 1..self.pairs.len()).take_while(follows).count();
            let start = place(&self.pairs, first);
            let stop = place(&self.pairs, last).map(|at| at + 1);
            let before =
                [0, 1].map(|side| start[side] - first.checked_sub(1).map_or(0, |at| place(&self.pairs, at)[side] + 1));
            let after = [0, 1].map(|side| place(&self.pairs, last + 1)[side] - stop[side]);
            for side in [0, 1] {
                let other = 1 - side;
                let more = [before[side].checked_sub(before[other]), after[other].checked_sub(after[side])];
                let by = more.iter().flatten().min().copied().filter(|by| *by > 0 && more.iter().all(Option::is_some));
                let Some(by) = by else { continue };
                let count = stop[side] - start[side];
                let same =
                    |shift: [usize; 2]| (0..count).all(|at| self.name(0, shift[0] + at) == self.name(1, shift[1] + at));
                // The one side goes back, or the other one on.
                let mut back = start;
                back[side] -= by;
                let mut on = start;
                on[other] += by;
                if let Some(to) = [back, on].into_iter().find(|to| same(*to)) {
                    self.shift(first..last + 1, to);
                    break;
                }
            }
            first = last + 1;
        }
    }

    /// Takes other paragraphs with the same words for those that stayed.
    fn shift(&mut self, pairs: Range<usize>, to: [usize; 2]) {
        for pair in &self.pairs[pairs.clone()] {
            (self.free[0][pair.old.start], self.free[1][pair.new.start]) = (true, true);
        }
        for (at, pair) in self.pairs[pairs].iter_mut().enumerate() {
            let [old, new] = [to[0] + at, to[1] + at];
            (self.free[0][old], self.free[1][new]) = (false, false);
            (pair.old, pair.new) = (old..old + 1, new..new + 1);
        }
    }

    /// Where paragraphs that are new (or gone) between two that stayed end with the same words as stand right before them, they
    /// may as well begin there: what has a number begins what follows it.
    fn slide(&mut self) {
        for at in 1..self.pairs.len() {
            let place = |pair: &Pair| [pair.old.start, pair.new.start];
            let (before, after) = (place(&self.pairs[at - 1]), place(&self.pairs[at]));
            let between = [0, 1].map(|side| after[side] - before[side] - 1);
            let side = match (between[0] > 0, between[1] > 0) {
                (false, true) => 1,
                (true, false) => 0,
                _ => continue,
            };
            let (first, last) = (before[side], after[side] - 1);
            let labelled =
                |at: usize| self.sides[side].paragraphs[at].label.is_some_and(|label| label.number.is_some());
            if self.name(side, first) == self.name(side, last) && labelled(first) && !labelled(first + 1) {
                self.free[side].swap(first, last);
                let pair = &mut self.pairs[at - 1];
                *[&mut pair.old, &mut pair.new][side] = last..last + 1;
            }
        }
    }

    /// Paragraphs with the same words elsewhere: long ones, the first with the first, and short ones that are near and of
    /// which there are no others.
    fn equal_elsewhere(&mut self, anchors: &[Pair]) {
        let mut all: FxHashMap<u32, [usize; 2]> = FxHashMap::default();
        for side in [0, 1] {
            self.sides[side].paragraphs.iter().for_each(|p| all.entry(p.name).or_default()[side] += 1);
        }
        let mut gone: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
        for old in (0..self.free[0].len()).rev().filter(|&old| self.free[0][old]) {
            gone.entry(self.name(0, old)).or_default().push(old);
        }
        for new in 0..self.free[1].len() {
            let name = self.name(1, new);
            let Some(olds) = gone.get_mut(&name).filter(|_| self.free[1][new]) else { continue };
            let Some(&old) = olds.last() else { continue };
            let counted = self.counted(1, new);
            let only = counted > 0 && all.get(&name) == Some(&[1, 1]);
            if counted >= LEAST_MOVED || only && near(anchors, old, new) {
                olds.pop();
                self.take(old..old + 1, new..new + 1);
            }
        }
    }

    /// What lies between the paragraphs that stayed.
    fn gaps(&self, anchors: &[Pair]) -> Vec<Gap> {
        let end = [0, 1].map(|side| self.sides[side].paragraphs.len());
        let mut at = [0, 0];
        let mut gaps = Vec::new();
        for next in anchors.iter().map(|pair| [pair.old.start, pair.new.start]).chain([end]) {
            if at[0] < next[0] && at[1] < next[1] {
                gaps.push([at[0]..next[0], at[1]..next[1]]);
            }
            at = [next[0] + 1, next[1] + 1];
        }
        gaps
    }

    /// Pairs what begins and what ends a gap with the same words, however they are cut into paragraphs; the rest of the gap.
    fn wrapped_anew(&mut self, [mut old, mut new]: Gap) -> Gap {
        while let Some((olds, news)) = self.same_words(&old, &new) {
            (old.start, new.start) = (olds.end, news.end);
            self.take(olds, news);
        }
        while let Some((olds, news)) = self.same_words_back(&old, &new) {
            (old.end, new.end) = (olds.start, news.start);
            self.take(olds, news);
        }
        [old, new]
    }

    /// The fewest paragraphs with which both stretches begin and that have the same words.
    fn same_words(&self, old: &Range<usize>, new: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
        let words = |side: usize, range: Range<usize>| self.sides[side].words_of(range);
        let (mut i, mut j) = (old.start, new.start);
        let (a, b) = (words(0, old.clone()), words(1, new.clone()));
        let same =
            a.clone().zip(b.clone()).take_while(|&(a, b)| self.sides[0].words[a].name == self.sides[1].words[b].name);
        for (x, y) in same {
            let ends = |side: usize, at: usize, word: usize| self.sides[side].paragraphs[at].words.end == word + 1;
            if !self.free[0][i] || !self.free[1][j] {
                return None;
            }
            match (ends(0, i, x), ends(1, j, y)) {
                (true, true) => return self.joined((old.start..i + 1, new.start..j + 1)),
                (true, false) => i += 1,
                (false, true) => j += 1,
                (false, false) => {}
            }
            if i >= old.end || j >= new.end {
                return None;
            }
        }
        None
    }

    /// Paragraphs of both texts, where they can be taken for one: what has a number of its own begins another.
    pub fn joined(&self, pair: (Range<usize>, Range<usize>)) -> Option<(Range<usize>, Range<usize>)> {
        let numbered = |side: usize, range: &Range<usize>| {
            range
                .clone()
                .skip(1)
                .any(|at| self.sides[side].paragraphs[at].label.is_some_and(|label| label.number.is_some()))
        };
        (!numbered(0, &pair.0) && !numbered(1, &pair.1)).then_some(pair)
    }

    /// The fewest paragraphs with which both stretches end and that have the same words.
    fn same_words_back(&self, old: &Range<usize>, new: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
        let words = |side: usize, range: Range<usize>| self.sides[side].words_of(range);
        let (mut i, mut j) = (old.end.checked_sub(1)?, new.end.checked_sub(1)?);
        let (a, b) = (words(0, old.clone()), words(1, new.clone()));
        let same =
            a.rev().zip(b.rev()).take_while(|&(a, b)| self.sides[0].words[a].name == self.sides[1].words[b].name);
        for (x, y) in same {
            let starts = |side: usize, at: usize, word: usize| self.sides[side].paragraphs[at].words.start == word;
            if !self.free[0][i] || !self.free[1][j] {
                return None;
            }
            match (starts(0, i, x), starts(1, j, y)) {
                (true, true) => return self.joined((i..old.end, j..new.end)),
                (true, false) => i = i.checked_sub(1).filter(|i| *i >= old.start)?,
                (false, true) => j = j.checked_sub(1).filter(|j| *j >= new.start)?,
                (false, false) => {}
            }
        }
        None
    }
}

/// Whether few of the paragraphs that stayed lie between two places.
fn near(anchors: &[Pair], old: usize, new: usize) -> bool {
    let before = anchors.partition_point(|pair| pair.old.start < old);
    before.abs_diff(anchors.partition_point(|pair| pair.new.start < new)) <= NEAR
}

/// What a paragraph has of each word, whatever its case and accents.
pub type Bag = FxHashMap<u32, u32>;
/// The paragraphs that have each word, and how often.
type Holders = FxHashMap<u32, Vec<(usize, u32)>>;

impl Finder<'_, '_> {
    pub fn bag(&self, side: usize, paragraphs: Range<usize>) -> Bag {
        let mut bag = Bag::default();
        for word in &self.sides[side].words[self.sides[side].words_of(paragraphs)] {
            if word.counts {
                *bag.entry(word.folded).or_default() += 1;
            }
        }
        bag
    }

    pub fn said(&self, bag: &Bag) -> f32 {
        // In order, since sums of fractions depend on it.
        let mut words: Vec<(u32, u32)> = bag.iter().map(|(name, count)| (*name, *count)).collect();
        words.sort_unstable();
        words.iter().map(|(name, count)| self.rarity[*name as usize] * *count as f32).sum()
    }

    pub fn shared(&self, a: &Bag, b: &Bag) -> f32 {
        let both = |(name, count): (&u32, &u32)| Some((*name, *count.min(b.get(name)?)));
        self.said(&a.iter().filter_map(both).collect())
    }

    /// Pairs the paragraphs of a gap that are like each other, in their order; one may have become two or three.
    fn alike(&mut self, gap: Gap) {
        let free = |side: usize| gap[side].clone().filter(|&at| self.free[side][at]).collect::<Vec<usize>>();
        let (olds, news) = (free(0), free(1));
        if olds.is_empty() || news.is_empty() {
            return;
        }
        let found = if olds.len() * news.len() <= MOST_CELLS {
            Likeness::new(self, olds, news).pairs()
        } else {
            self.alike_by_rare_words(&olds, &news)
        };
        found.into_iter().for_each(|(old, new)| self.take(old, new));
    }

    /// The same for gaps with too many paragraphs to look at all pairs.
    fn alike_by_rare_words(&self, olds: &[usize], news: &[usize]) -> Vec<(Range<usize>, Range<usize>)> {
        let holders = self.holders(olds);
        let best = |&new: &usize| {
            let bag = self.bag(1, new..new + 1);
            let (old, shared) = self.best(&bag, &holders, |_| true)?;
            let both = self.said(&bag) + self.said(&self.bag(0, old..old + 1));
            (shared > LEAST_ALIKE * both / 2.0).then_some((old, new))
        };
        let candidates: Vec<(usize, usize)> = news.iter().filter_map(best).collect();
        let items: Vec<(usize, usize)> = candidates.iter().map(|&(old, new)| (old, 1 + self.counted(1, new))).collect();
        let stays = heaviest(&items);
        candidates
            .iter()
            .zip(stays)
            .filter(|(_, stays)| *stays)
            .map(|(&(old, new), _)| (old..old + 1, new..new + 1))
            .collect()
    }

    /// The paragraphs of the old text that have each word, and how often.
    fn holders(&self, olds: &[usize]) -> Holders {
        let mut holders = Holders::default();
        for &old in olds {
            let bag = self.bag(0, old..old + 1);
            bag.into_iter().for_each(|(name, count)| holders.entry(name).or_default().push((old, count)));
        }
        holders.retain(|_, holders| holders.len() <= MOST_HOLDERS);
        holders
    }

    /// The paragraph of the old text that shares most rare words with a bag, and how much they share of all words.
    fn best(&self, bag: &Bag, holders: &Holders, is: impl Fn(usize) -> bool) -> Option<(usize, f32)> {
        let mut words: Vec<(u32, u32)> = bag.iter().map(|(name, count)| (*name, *count)).collect();
        words.sort_unstable();
        let mut shared: FxHashMap<usize, f32> = FxHashMap::default();
        for (name, count) in words {
            let holders = holders.get(&name).into_iter().flatten().filter(|(old, _)| is(*old));
            holders.for_each(|(old, theirs)| {
                *shared.entry(*old).or_default() += self.rarity[name as usize] * count.min(*theirs) as f32;
            });
        }
        let (old, _) = shared.into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
        Some((old, self.shared(&self.bag(0, old..old + 1), bag)))
    }

    /// Paragraphs that left one place and stand in another, edited: of those that are gone, the one that shares most.
    fn edited_elsewhere(&mut self) {
        let gone: Vec<usize> = (0..self.free[0].len()).filter(|&old| self.free[0][old]).collect();
        let holders = self.holders(&gone);
        let anchors: Vec<Pair> = self.pairs.iter().filter(|pair| pair.old.len() == 1).cloned().collect();
        let stayed: Vec<Place> =
            anchors.iter().map(|pair| Place { old: pair.old.start, new: pair.new.start, words: 1 }).collect();
        let moves = order::moves(&stayed);
        let mut anchors: Vec<Pair> =
            anchors.into_iter().zip(moves).filter(|(_, m)| m.is_none()).map(|(p, _)| p).collect();
        anchors.sort_unstable_by_key(|pair| pair.new.start);
        for new in 0..self.free[1].len() {
            if !self.free[1][new] {
                continue;
            }
            let bag = self.bag(1, new..new + 1);
            let Some((old, shared)) = self.best(&bag, &holders, |old| self.free[0][old]) else { continue };
            let other = self.bag(0, old..old + 1);
            let longer = self.said(&bag).max(self.said(&other));
            let same: u32 = bag.iter().filter_map(|(name, count)| Some(*count.min(other.get(name)?))).sum();
            let least = if near(&anchors, old, new) { 3 } else { LEAST_MOVED as u32 };
            if shared >= LEAST_STAYED * longer && same >= least {
                self.take(old..old + 1, new..new + 1);
            }
        }
    }
}
