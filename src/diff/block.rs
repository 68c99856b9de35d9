//! Paragraphs as they are read: those of the new text in their order, with what is gone at its place.

use super::edit::{Edit, forgive_spelling};
use super::follow::References;
use super::form::{Wishes, bare};
use super::moves::{Moves, Region, is_rewritten};
use super::pair::Pair;
use super::side::Side;
use super::{Block, Change, Fate, Relabelled, Step, number};
use crate::text::TextRange;
use std::ops::Range;

/// Puts paragraphs together.
pub struct Builder<'a, 't> {
    sides: &'a [Side<'t>; 2],
    pairs: &'a [Pair],
    wishes: &'a Wishes,
    /// The pair of each paragraph.
    pair_of: [Vec<Option<usize>>; 2],
    references: References,
}

/// What is read next.
#[derive(Clone, Copy)]
enum Next {
    Pair(usize),
    Gone(usize),
    New(usize),
    /// The paragraphs of a pair at their old place.
    Away(usize),
}

impl<'a, 't> Builder<'a, 't> {
    /// For the paragraphs of two texts and their pairs, which are in the order of the new text.
    pub fn new(sides: &'a [Side<'t>; 2], pairs: &'a [Pair], wishes: &'a Wishes) -> Self {
        let mut pair_of = sides.each_ref().map(|side| vec![None; side.paragraphs.len()]);
        for (at, pair) in pairs.iter().enumerate() {
            pair_of[0][pair.old.clone()].fill(Some(at));
            pair_of[1][pair.new.clone()].fill(Some(at));
        }
        Self { sides, pairs, wishes, pair_of, references: References::of(sides, pairs) }
    }

    /// All paragraphs.
    pub fn blocks(&self) -> Vec<Block> {
        let nexts = self.nexts();
        let changed: Vec<(Next, Region)> = nexts.iter().filter_map(|next| Some((*next, self.region(*next)?))).collect();
        let regions: Vec<Region> = changed.iter().map(|(_, region)| region.clone()).collect();
        let count = self.pairs.iter().filter_map(|pair| pair.moved).max().map_or(0, |moved| moved + 1);
        let (moves, edits) = Moves::find(self.sides, &regions, count);
        let mut edits = edits.into_iter();
        let mut blocks = Vec::new();
        for next in nexts {
            if self.region(next).is_some() {
                blocks.extend(self.changed(next, edits.next().unwrap_or_default(), &moves));
            } else if let Next::Away(pair) = next {
                blocks.extend(self.pairs[pair].old.clone().map(|at| self.away(pair, at)));
            } else if let Next::Pair(pair) = next {
                blocks.extend(self.same(pair));
            }
        }
        blocks
    }

    /// What is read, in order: between two pairs that stay what is gone, then what is new.
    fn nexts(&self) -> Vec<Next> {
        let end = [0, 1].map(|side| self.sides[side].paragraphs.len());
        let stays = self.pairs.iter().enumerate().filter(|(_, pair)| pair.moved.is_none());
        let stays = stays.map(|(at, pair)| (Some(at), [pair.old.clone(), pair.new.clone()]));
        let mut found = Vec::new();
        let mut at = [0, 0];
        for (pair, [old, new]) in stays.chain([(None, end.map(|end| end..end))]) {
            found.extend(self.between(0, at[0]..old.start));
            found.extend(self.between(1, at[1]..new.start));
            found.extend(pair.map(Next::Pair));
            at = [old.end, new.end];
        }
        found
    }

    /// What is read of paragraphs of one text that do not stay.
    fn between(&self, side: usize, paragraphs: Range<usize>) -> Vec<Next> {
        let mut found = Vec::new();
        for at in paragraphs {
            let begins = |pair: usize| [&self.pairs[pair].old, &self.pairs[pair].new][side].start == at;
            match (self.pair_of[side][at], side) {
                (Some(pair), _) if !begins(pair) => {}
                (Some(pair), 0) => found.push(Next::Away(pair)),
                (Some(pair), _) => found.push(Next::Pair(pair)),
                (None, 0) => found.push(Next::Gone(at)),
                (None, _) => found.push(Next::New(at)),
            }
        }
        found
    }

    /// The sentences of what changed; nothing for what did not, and for what is told elsewhere.
    fn region(&self, next: Next) -> Option<Region> {
        let sentences = |side: usize, range: Range<usize>| self.sides[side].sentences_of(range);
        match next {
            Next::Gone(at) => Some([sentences(0, at..at + 1), 0..0]),
            Next::New(at) => Some([0..0, sentences(1, at..at + 1)]),
            Next::Pair(pair) => {
                let pair = &self.pairs[pair];
                let names = |side: usize, range: &Range<usize>| self.sides[side].paragraphs[range.start].name;
                let same = pair.old.len() == 1 && pair.new.len() == 1 && names(0, &pair.old) == names(1, &pair.new);
                (!same).then(|| [sentences(0, pair.old.clone()), sentences(1, pair.new.clone())])
            }
            Next::Away(_) => None,
        }
    }

    /// A pair of one paragraph each with the same words.
    fn same(&self, pair: usize) -> Option<Block> {
        let Pair { old, new, .. } = &self.pairs[pair];
        let paragraphs = [&self.sides[0].paragraphs[old.start], &self.sides[1].paragraphs[new.start]];
        let range = |side: usize| {
            let words = &self.sides[side].words[paragraphs[side].words.clone()];
            words.first().zip(words.last()).map(|(first, last)| first.range.to(last.range))
        };
        let step = Step { change: Change::Same, old: range(0), new: range(1) };
        let labels = [paragraphs[0].label, paragraphs[1].label];
        Some(self.block(self.fate(pair), labels, vec![step]))
    }

    fn fate(&self, pair: usize) -> Fate {
        self.pairs[pair].moved.map_or(Fate::Stays, |moved| Fate::MovedHere(moved + 1))
    }

    /// A paragraph that moved, at its old place.
    fn away(&self, pair: usize, paragraph: usize) -> Block {
        let paragraph = &self.sides[0].paragraphs[paragraph];
        let words = &self.sides[0].words[paragraph.words.clone()];
        let old = words.first().zip(words.last()).map(|(first, last)| first.range.to(last.range));
        let moved = self.pairs[pair].moved.map_or(0, |moved| moved + 1);
        let step = Step { change: Change::Same, old, new: None };
        self.block(Fate::MovedAway(moved), [paragraph.label, None], vec![step])
    }

    fn block(&self, fate: Fate, labels: [Option<crate::text::Label>; 2], steps: Vec<Step>) -> Block {
        let numbers = [0, 1].map(|side| labels[side].and_then(|label| number(self.sides[side].text, &label)));
        let relabelled = match (fate, labels, numbers) {
            (Fate::Removed | Fate::Added | Fate::MovedAway(_), _, _) => None,
            (_, [Some(old), Some(new)], [Some(a), Some(b)]) if a != b => {
                old.number.zip(new.number).map(|(old, new)| Relabelled::Renumbered([old, new]))
            }
            (_, [Some(old), _], [Some(_), None]) => Some(Relabelled::Removed(old.range)),
            (_, [_, Some(new)], [None, Some(_)]) => Some(Relabelled::Added(new.range)),
            _ => None,
        };
        Block { fate, labels, relabelled, steps, minor: false }
    }

    /// A paragraph with changes, or several.
    fn changed(&self, next: Next, edits: Vec<Edit>, moves: &Moves) -> Vec<Block> {
        let fate = match next {
            Next::Gone(_) => Fate::Removed,
            Next::New(_) => Fate::Added,
            Next::Pair(pair) | Next::Away(pair) => self.fate(pair),
        };
        let edits = if self.wishes.no_spelling { forgive_spelling(self.sides, &edits) } else { edits };
        let edits = self.references.follow(self.sides, edits);
        if matches!(next, Next::Pair(pair) if self.may_be_rewritten(pair)) && is_rewritten(self.sides, &edits, moves) {
            let old = edits.iter().filter_map(|edit| match *edit {
                Edit::Same(old, _) | Edit::Old(old) | Edit::Followed(old, _) => Some(Edit::Old(old)),
                Edit::New(_) => None,
            });
            let new = edits.iter().filter_map(|edit| match *edit {
                Edit::Same(_, new) | Edit::New(new) | Edit::Followed(_, new) => Some(Edit::New(new)),
                Edit::Old(_) => None,
            });
            let mut blocks = self.cut(Fate::Removed, &old.collect::<Vec<_>>(), moves);
            blocks.extend(self.cut(Fate::Added, &new.collect::<Vec<_>>(), moves));
            return blocks;
        }
        self.cut(fate, &edits, moves)
    }

    /// Whether a paragraph stayed, and more than case, marks and accents differ.
    fn may_be_rewritten(&self, pair: usize) -> bool {
        let Pair { old, new, moved } = &self.pairs[pair];
        let words = |side: usize, range: &Range<usize>| {
            let side = &self.sides[side];
            bare(side.slice(side.words_of(range.clone())))
        };
        moved.is_none() && words(0, old) != words(1, new)
    }

    /// Whether what is gone is followed by what begins a paragraph of the new text.
    fn turns_after(&self, edits: &[Edit], last: Option<u32>) -> bool {
        let next = edits.iter().find_map(|edit| match *edit {
            Edit::Old(_) => None,
            Edit::New(new) => Some(last.is_some() && Some(self.sides[1].words[new].paragraph) != last),
            Edit::Same(..) | Edit::Followed(..) => Some(false),
        });
        next == Some(true)
    }

    /// Edits put together to steps, a block for each paragraph.
    fn cut(&self, fate: Fate, edits: &[Edit], moves: &Moves) -> Vec<Block> {
        let mut found: Vec<(Vec<Step>, [Option<usize>; 2])> = Vec::new();
        let mut last: [Option<u32>; 2] = [None, None];
        // A paragraph was begun by what is gone; what stays of it does not begin it again.
        let mut begun = false;
        for (at, edit) in edits.iter().enumerate() {
            let (change, words) = match *edit {
                Edit::Same(old, new) => (Change::Same, [Some(old), Some(new)]),
                Edit::Followed(old, new) => (Change::Followed, [Some(old), Some(new)]),
                Edit::Old(old) => (moves.of[0][old].map_or(Change::Removed, Change::MovedAway), [Some(old), None]),
                Edit::New(new) => (moves.of[1][new].map_or(Change::Added, Change::MovedHere), [None, Some(new)]),
            };
            let word = |side: usize| words[side].map(|at| &self.sides[side].words[at]);
            let paragraphs = [0, 1].map(|side| word(side).map(|word| word.paragraph));
            let turns = |side: usize| paragraphs[side].is_some() && paragraphs[side] != last[side];
            let begins = match paragraphs {
                // A sentence that is gone belongs to the paragraph that begins with what took its place.
                [Some(_), None] => {
                    turns(0)
                        || !begun && word(0).is_some_and(|word| word.opens) && self.turns_after(&edits[at..], last[1])
                }
                [None, _] => turns(1) && !begun,
                [Some(_), Some(_)] => turns(1) && (turns(0) || !begun),
            };
            begun = if paragraphs[1].is_some() { false } else { begun || begins };
            for side in [0, 1] {
                last[side] = paragraphs[side].or(last[side]);
            }
            let step = Step { change, old: word(0).map(|word| word.range), new: word(1).map(|word| word.range) };
            if begins || found.is_empty() {
                found.push((Vec::new(), [None, None]));
            }
            let Some((steps, labelled)) = found.last_mut() else { continue };
            for side in [0, 1] {
                let first = |at: &usize| {
                    self.sides[side].paragraphs[self.sides[side].words[*at].paragraph as usize].words.start == *at
                };
                labelled[side] = labelled[side].or(words[side].filter(first));
            }
            match steps.last_mut() {
                Some(before) if before.change == change => {
                    let to = |before: Option<TextRange>, after: Option<TextRange>| Some(before?.to(after?));
                    (before.old, before.new) = (to(before.old, step.old), to(before.new, step.new));
                }
                _ => steps.push(step),
            }
        }
        let label = |side: usize, word: usize| {
            self.sides[side].paragraphs[self.sides[side].words[word].paragraph as usize].label
        };
        found
            .into_iter()
            .map(|(steps, labelled)| {
                let labels = [0, 1].map(|side| labelled[side].and_then(|word| label(side, word)));
                self.block(fate, labels, steps)
            })
            .collect()
    }
}
