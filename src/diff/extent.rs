//! How large a change is, and which changes are minor.

use super::form::bare;
use super::side::Side;
use super::{Block, Change, Fate, Relabelled, Step};
use crate::text::{Text, TextRange};

/// How large the change of a text is. A word has letters or digits.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Extent {
    /// Words of the longer text.
    pub words: usize,
    /// Words that are gone, and words that are new.
    pub gone: usize,
    /// See `gone`.
    pub new: usize,
    /// The words that changed; of those that were replaced, the longer side.
    pub changed: usize,
    /// All paragraphs that are read, moved ones once.
    pub paragraphs: usize,
    /// Those in which words changed.
    pub touched: usize,
    /// Those of `touched` in which only case, marks or accents did.
    pub minor: usize,
    /// Moves.
    pub moves: usize,
    /// Paragraphs whose numbers changed, and numbers in the text that followed.
    pub renumbered: usize,
    /// See `renumbered`.
    pub followed: usize,
    /// Words and marks that are written in other characters and count as the same.
    pub typographic: usize,
    /// For each paragraph that is read its words, and how many of them changed.
    pub spread: Vec<(usize, usize)>,
}

impl Extent {
    /// Counts what changed.
    pub fn of(sides: &[Side<'_>; 2], blocks: &[Block]) -> Self {
        let counted = |side: usize| sides[side].words.iter().filter(|word| word.counts).count();
        let mut extent = Self { words: counted(0).max(counted(1)), ..Self::default() };
        // Words that are gone right before words that are new were replaced, even where a paragraph ends between them.
        let mut open = [0, 0];
        for block in blocks {
            let before = extent.changed;
            let away = matches!(block.fate, Fate::MovedAway(_));
            let mut words = 0;
            for step in &block.steps {
                let count =
                    |side: usize, range: Option<TextRange>| range.map_or(0, |range| words_in(&sides[side], range));
                let (old, new) = (count(0, step.old), count(1, step.new));
                words += old.max(new);
                match step.change {
                    Change::Removed => (extent.gone, open[0]) = (extent.gone + old, open[0] + old),
                    Change::Added => (extent.new, open[1]) = (extent.new + new, open[1] + new),
                    Change::Same | Change::Followed | Change::MovedAway(_) | Change::MovedHere(_) => {
                        extent.changed += open[0].max(open[1]);
                        open = [0, 0];
                        extent.typographic += if away { 0 } else { rewritten(sides, step) };
                    }
                }
                extent.followed += usize::from(step.change == Change::Followed);
                extent.moves = extent.moves.max(moved(step.change).or(moved_whole(block.fate)).unwrap_or(0));
            }
            let changes = extent.changed + open[0].max(open[1]) - before;
            extent.renumbered += usize::from(matches!(block.relabelled, Some(Relabelled::Renumbered(_))));
            if !away {
                extent.paragraphs += 1;
                extent.touched += usize::from(!block.is_same() && !block.is_renumbered());
                extent.minor += usize::from(block.minor);
                extent.spread.push((words.max(1), changes.min(words.max(1))));
            }
        }
        extent.changed += open[0].max(open[1]);
        extent
    }

    /// How much changed along the text, in so many parts of about the same length: shares from 0 to 1.
    pub fn heat(&self, parts: usize) -> Vec<f32> {
        let all: usize = self.spread.iter().map(|(words, _)| words).sum();
        let mut found = vec![(0.0f32, 0.0f32); parts];
        let mut at = 0;
        for &(words, changed) in &self.spread {
            // A paragraph's changes are spread over all of the parts in which it stands.
            let place = |word: usize| (word as f32 * parts as f32 / all.max(1) as f32).min(parts as f32);
            let (from, to) = (place(at), place(at + words));
            for (part, (whole, hot)) in
                found.iter_mut().enumerate().skip(from as usize).take_while(|(part, _)| (*part as f32) < to)
            {
                let share = (to.min(part as f32 + 1.0) - from.max(part as f32)).max(0.0);
                *whole += share;
                *hot += share * changed as f32 / words as f32;
            }
            at += words;
        }
        found.into_iter().map(|(whole, hot)| if whole > 0.0 { (hot / whole).min(1.0) } else { 0.0 }).collect()
    }
}

fn moved(change: Change) -> Option<usize> {
    match change {
        Change::MovedAway(number) | Change::MovedHere(number) => Some(number),
        Change::Same | Change::Removed | Change::Added | Change::Followed => None,
    }
}

fn moved_whole(fate: Fate) -> Option<usize> {
    match fate {
        Fate::MovedAway(number) | Fate::MovedHere(number) => Some(number),
        Fate::Stays | Fate::Removed | Fate::Added => None,
    }
}

/// The places of words of a side that lie in a range.
fn places(side: &Side<'_>, range: TextRange) -> std::ops::Range<usize> {
    let start = side.words.partition_point(|word| word.range.start() < range.start());
    start..side.words.partition_point(|word| word.range.start() < range.end()).max(start)
}

fn words_in(side: &Side<'_>, range: TextRange) -> usize {
    side.counted(places(side, range))
}

/// How many words of a step that stayed are written otherwise.
fn rewritten(sides: &[Side<'_>; 2], step: &Step) -> usize {
    let (Some(old), Some(new)) = (step.old, step.new) else { return 0 };
    if step.change != Change::Same || sides[0].text.slice(old) == sides[1].text.slice(new) {
        return 0;
    }
    let words = |side: usize, range| places(&sides[side], range).map(move |at| sides[side].slice(at..at + 1));
    words(0, old).zip(words(1, new)).filter(|(a, b)| a != b).count()
}

/// Marks that are signs of numbers, right before one.
const SIGNS: &str = "-‐‑–—−+±";

/// Whether a character means something by itself: a sign of money, of mathematics, a picture.
fn is_symbol(c: char) -> bool {
    matches!(c, '$' | '%' | '‰' | '<' | '>' | '=' | '+' | '&' | '@' | '°' | '±' | '×' | '÷' | '¬' | '§' | '¢'..='¥')
        || matches!(c, '\u{20a0}'..='\u{20cf}' | '\u{2100}'..='\u{214f}' | '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

/// Whether a paragraph stayed and all that changed in it is case, marks or accents.
pub fn is_minor(texts: [&Text; 2], block: &Block) -> bool {
    let gone = |step: &Step| step.change == Change::Removed;
    let marked = |step: &Step| matches!(step.change, Change::Removed | Change::Added);
    let any = block.steps.iter().any(marked);
    let stays = block.fate == Fate::Stays && block.relabelled.is_none();
    let moved = block.steps.iter().any(|step| moved(step.change).is_some());
    let equal = |run: &[Step]| {
        let letters = |side: usize, range: fn(&Step) -> Option<TextRange>| {
            let words = run.iter().filter(|step| gone(step) == (side == 0)).filter_map(range);
            words.map(|range| bare(texts[side].slice(range))).collect::<String>()
        };
        !run.iter().any(marked) || letters(0, |step| step.old) == letters(1, |step| step.new)
    };
    let said = |step: &Step| {
        let new = step.new.map(|range| texts[1].slice(range));
        new.or(step.old.map(|range| texts[0].slice(range))).unwrap_or_default()
    };
    // `10.5` is not `105`, `-5` not `5`, and `$` not `€`.
    let before = |at: usize| block.steps.get(at + 1).map_or("", said).starts_with(char::is_numeric);
    let tells = |(at, step): (usize, &Step)| {
        let said = said(step);
        let sign = said.chars().all(|c| SIGNS.contains(c)) && before(at);
        marked(step) && (sign || said.chars().any(|c| c.is_numeric() || is_symbol(c)))
    };
    if block.steps.iter().enumerate().any(tells) {
        return false;
    }
    any && stays && !moved && block.steps.chunk_by(|a, b| marked(a) == marked(b)).all(equal)
}
