//! What runs see of a source: its words, and where a run would rather begin or end.

use crate::source::Source;
use crate::text::{Norm, Text, TextRange};

/// What lies between two neighbouring words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Break {
    /// Nothing, or marks within a sentence.
    No,
    /// The end of a line that may be wrapped: no full stop before it, no blank line after.
    Line,
    /// The end of a sentence, of a paragraph, or of the text.
    Sentence,
}

/// The words of one source, in order.
pub struct Words {
    /// Their places.
    pub places: Vec<TextRange>,
    /// What lies before each word; one more entry for what follows the last.
    pub breaks: Vec<Break>,
    /// Norm and index of each word that tells the story, by norm, then by index. Boilerplate is left out: it is no evidence.
    pub by_norm: Vec<(Norm, u32)>,
}

impl Words {
    /// The words of a source.
    pub fn of(source: &Source) -> Self {
        let tokens = source.text.tokens().iter().filter(|t| t.is_word());
        let (places, norms): (Vec<TextRange>, Vec<Norm>) = tokens.map(|t| (t.range, t.norm)).unzip();
        let mut boilerplate = source.boilerplate.iter().peekable();
        let mut by_norm: Vec<(Norm, u32)> = Vec::with_capacity(norms.len());
        for ((place, norm), index) in places.iter().zip(norms).zip(0..) {
            while boilerplate.next_if(|part| part.range.end() <= place.start()).is_some() {}
            if boilerplate.peek().is_none_or(|part| !part.range.overlaps(*place)) {
                by_norm.push((norm, index));
            }
        }
        by_norm.sort_unstable();
        let breaks = breaks(&source.text, &places);
        Self { places, breaks, by_norm }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }
}

fn breaks(text: &Text, places: &[TextRange]) -> Vec<Break> {
    let mut breaks = vec![Break::No; places.len() + 1];
    let mut word = 0;
    for pair in text.sentences().windows(2) {
        let between = text.slice(pair[0].range.between(pair[1].range));
        let stopped = text.slice(pair[0].range).ends_with(|c: char| !c.is_alphanumeric() && !",;-–—".contains(c));
        word += places[word..].partition_point(|place| place.start() < pair[1].range.start());
        let bare = between.chars().filter(|&c| c == '\n').count() == 1 && !stopped;
        breaks[word] = if bare { Break::Line } else { Break::Sentence };
    }
    breaks[0] = Break::Sentence;
    breaks[places.len()] = Break::Sentence;
    breaks
}
