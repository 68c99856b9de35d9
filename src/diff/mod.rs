//! How one text became another, read as prose: paragraphs are matched first, then words inside of them.
//!
//! Words and marks count, white space does not, so a paragraph that was only wrapped anew is the same; what stands elsewhere now
//! was moved. What stands at line starts (numbers, bullets) is no part of the words: where only a number changed, the paragraph
//! was renumbered. Knows texts alone, no sources.

mod block;
mod edit;
mod extent;
mod follow;
mod form;
mod gap;
mod likeness;
mod moves;
mod order;
mod pair;
mod side;

pub use extent::Extent;
pub use form::Wishes;
pub use likeness::{Likeness, likeness};

use crate::text::{Label, Text, TextRange, plain_figures};
use block::Builder;
use side::{Names, Side};

/// What became of words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Change {
    /// They stayed, perhaps in other characters that mean the same.
    Same,
    /// They are gone.
    Removed,
    /// They are new.
    Added,
    /// They stand elsewhere now; moves are numbered from 1.
    MovedAway(usize),
    /// They stood elsewhere.
    MovedHere(usize),
    /// A number that names a place of the text and follows the place's new number.
    Followed,
}

/// A stretch of one paragraph with one change.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Step {
    /// What became of it.
    pub change: Change,
    /// Where it stands in the old text, unless it is new there.
    pub old: Option<TextRange>,
    /// Where it stands in the new text, unless it is gone from there.
    pub new: Option<TextRange>,
}

/// What became of a paragraph.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fate {
    /// It stayed, with the changes of its steps.
    Stays,
    /// It is gone.
    Removed,
    /// It is new.
    Added,
    /// It stands elsewhere now, where its changes are told.
    MovedAway(usize),
    /// It stood elsewhere.
    MovedHere(usize),
}

/// A paragraph, a line of a list, a row of a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Block {
    /// What became of it.
    pub fate: Fate,
    /// What stands before its words in the old and in the new text.
    pub labels: [Option<Label>; 2],
    /// What became of that.
    pub relabelled: Option<Relabelled>,
    /// Its words.
    pub steps: Vec<Step>,
    /// All that changed in it is case, marks or accents.
    pub minor: bool,
}

/// What became of a label.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Relabelled {
    /// Its number is another: where the old and the new one stand.
    Renumbered([TextRange; 2]),
    /// There is none any more.
    Removed(TextRange),
    /// There was none.
    Added(TextRange),
}

impl Block {
    /// No word and no label changed.
    pub fn is_same(&self) -> bool {
        self.keeps_words() && self.relabelled.is_none() && self.steps.iter().all(|step| step.change == Change::Same)
    }

    /// Only its number changed, or numbers in it that follow those of others.
    pub fn is_renumbered(&self) -> bool {
        let renumbered = matches!(self.relabelled, None | Some(Relabelled::Renumbered(_)));
        self.keeps_words() && renumbered && !self.is_same()
    }

    fn keeps_words(&self) -> bool {
        let kept = |step: &Step| matches!(step.change, Change::Same | Change::Followed);
        self.fate == Fate::Stays && self.steps.iter().all(kept)
    }
}

/// All that changed from one text to another.
#[derive(Clone, Debug)]
pub struct Changes {
    /// The paragraphs of both texts, in the order in which they are read.
    pub blocks: Vec<Block>,
    /// How large the change is.
    pub extent: Extent,
}

impl Changes {
    /// No word and no label changed.
    pub fn is_empty(&self) -> bool {
        self.blocks.iter().all(Block::is_same)
    }
}

/// How the old text became the new one.
pub fn diff(old: &Text, new: &Text, wishes: &Wishes) -> Changes {
    let mut names = Names::default();
    let sides = [Side::new([old, new], wishes, &mut names), Side::new([new, old], wishes, &mut names)];
    let pairs = pair::pairs(&sides);
    let mut blocks = Builder::new(&sides, &pairs, wishes).blocks();
    blocks.iter_mut().for_each(|block| block.minor = extent::is_minor([old, new], block));
    let extent = Extent::of(&sides, &blocks);
    Changes { blocks, extent }
}

/// A number of a label as it is compared.
fn number(text: &Text, label: &Label) -> Option<String> {
    label.number.map(|range| plain_figures(text.slice(range)).to_lowercase())
}

#[cfg(test)]
mod tests;
