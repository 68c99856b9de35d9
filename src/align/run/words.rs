//! What runs see of a source: its words, and where a run would rather begin or end.

use crate::source::Source;
use crate::text::{Norm, Text, TextRange};

/// The words of one source, in order.
pub struct Words {
    /// Their places.
    pub places: Vec<TextRange>,
    /// Whether a sentence, a line that is not wrapped, or the text begins with each word; one more entry for the text's end.
    pub breaks: Vec<bool>,
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

fn breaks(text: &Text, places: &[TextRange]) -> Vec<bool> {
    let mut breaks = vec![false; places.len() + 1];
    let mut word = 0;
    for sentence in text.sentences() {
        word += places[word..].partition_point(|place| place.start() < sentence.range.start());
        breaks[word] = true;
    }
    breaks[0] = true;
    breaks[places.len()] = true;
    breaks
}
