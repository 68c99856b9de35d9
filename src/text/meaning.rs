//! What words mean: a small static embedding for English, shipped with the program.
//!
//! The vectors were distilled from sentence-transformers/all-MiniLM-L6-v2 on WordNet's glosses (see `assets/NOTICE`). A word's
//! vector is the sum of its WordPieces' vectors; rare pieces have long vectors, so a plain sum weighs by itself.

use super::norm::fold;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

static ENGLISH: &[u8] = include_bytes!("../../assets/meaning-en.pxe");

/// A table of word vectors.
pub struct Meaning {
    pieces: FxHashMap<&'static str, u32>,
    /// Bytes of the longest piece.
    longest: usize,
    vectors: &'static [u8],
    dimensions: usize,
    scale: f32,
}

impl Meaning {
    /// The English table. It is read at first use (about a millisecond).
    pub fn english() -> &'static Self {
        static TABLE: OnceLock<Meaning> = OnceLock::new();
        TABLE.get_or_init(|| Self::parse(ENGLISH).expect("the shipped table is whole"))
    }

    /// Reads the layout `PXE1`: counts and scale, then the vectors as signed bytes, then the pieces, one a line.
    fn parse(bytes: &'static [u8]) -> Option<Self> {
        let word = |at: usize| bytes.get(at..at + 4)?.try_into().ok();
        if bytes.get(..4)? != b"PXE1" {
            return None;
        }
        let count = u32::from_le_bytes(word(4)?) as usize;
        let dimensions = u32::from_le_bytes(word(8)?) as usize;
        let scale = f32::from_le_bytes(word(12)?);
        let listed = u32::from_le_bytes(word(16)?) as usize;
        let vectors = bytes.get(20..20 + count * dimensions)?;
        let list = std::str::from_utf8(bytes.get(20 + count * dimensions..20 + count * dimensions + listed)?).ok()?;
        let longest = list.lines().map(str::len).max()?;
        let pieces = list.lines().zip(0u32..).collect();
        Some(Self { pieces, longest, vectors, dimensions, scale })
    }

    /// How many numbers a vector has.
    pub fn dimensions(&self) -> usize {
        self.dimensions
    }

    /// The vector of a word, not normalised; `None` where no piece of it is known.
    pub fn vector(&self, word: &str) -> Option<Vec<f32>> {
        let word = fold(word);
        let mut sum = vec![0f32; self.dimensions];
        let mut known = false;
        for id in self.pieces_of(&word) {
            known = true;
            let row = &self.vectors[id as usize * self.dimensions..][..self.dimensions];
            for (total, &value) in sum.iter_mut().zip(row) {
                *total += f32::from(value.cast_signed()) * self.scale;
            }
        }
        known.then_some(sum)
    }

    /// Greedy longest match, as WordPiece does; pieces after the first carry `##`. A word with an unknown part has none.
    fn pieces_of(&self, word: &str) -> Vec<u32> {
        let ends: Vec<usize> = word.char_indices().map(|(at, _)| at).skip(1).chain([word.len()]).collect();
        let mut found = Vec::new();
        let mut start = 0;
        while start < word.len() {
            // Nothing longer than the longest piece is looked up, so that a word's cost grows with its length alone.
            let most = ends.partition_point(|&end| end <= start + self.longest);
            let hit = ends.iter().take(most).rev().take_while(|&&end| end > start).find_map(|&end| {
                let part = word.get(start..end)?;
                let id = if start == 0 { self.pieces.get(part) } else { self.pieces.get(format!("##{part}").as_str()) };
                id.map(|&id| (id, end))
            });
            let Some((id, end)) = hit else { return Vec::new() };
            found.push(id);
            start = end;
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_nearer_than_far_ones() {
        let cosine = |a: &str, b: &str| {
            let (a, b) = (Meaning::english().vector(a).unwrap(), Meaning::english().vector(b).unwrap());
            let dot = |x: &[f32], y: &[f32]| x.iter().zip(y).map(|(x, y)| x * y).sum::<f32>();
            dot(&a, &b) / (dot(&a, &a) * dot(&b, &b)).sqrt()
        };
        assert!(cosine("alarming", "alarm") > cosine("alarming", "prisoner") + 0.2);
    }
}
