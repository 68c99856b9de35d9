//! What words mean: a small static embedding for English, shipped with the program.
//!
//! The vectors were distilled from sentence-transformers/all-MiniLM-L6-v2 on WordNet's glosses (see `assets/NOTICE`). A word's
//! vector is the sum of its WordPieces' vectors; rare pieces have long vectors, so a plain sum weighs by itself.

use super::norm::fold;
use rustc_hash::FxHasher;
use std::hash::Hasher;
use std::sync::OnceLock;

static ENGLISH: &[u8] = include_bytes!("../../assets/meaning-en.pxe");

/// A table of word vectors.
pub struct Meaning {
    pieces: Pieces,
    vectors: &'static [u8],
    dimensions: usize,
    scale: f32,
}

impl Meaning {
    /// The English table. It is read at first use (half a millisecond).
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
        let pieces = Pieces::read(bytes.get(20 + count * dimensions..20 + count * dimensions + listed)?, count);
        Some(Self { pieces, vectors, dimensions, scale })
    }

    /// How many numbers a vector has.
    pub fn dimensions(&self) -> usize {
        self.dimensions
    }

    /// The vector of a word, not normalised; `None` where no piece of it is known.
    pub fn vector(&self, word: &str) -> Option<Vec<f32>> {
        let mut sum = vec![0f32; self.dimensions];
        let found = self.pieces_of(&fold(word));
        for &id in &found {
            let row = &self.vectors[id as usize * self.dimensions..][..self.dimensions];
            for (total, &value) in sum.iter_mut().zip(row) {
                *total += f32::from(value.cast_signed()) * self.scale;
            }
        }
        (!found.is_empty()).then_some(sum)
    }

    /// Greedy longest match, as WordPiece does; pieces after the first are glued. A word with an unknown part has none.
    fn pieces_of(&self, word: &str) -> Vec<u32> {
        let ends: Vec<usize> = word.char_indices().map(|(at, _)| at).skip(1).chain([word.len()]).collect();
        let mut found = Vec::new();
        let mut start = 0;
        while start < word.len() {
            // Nothing longer than the longest piece is looked up, so that a word's cost grows with its length alone.
            let most = ends.partition_point(|&end| end <= start + self.pieces.longest);
            let hit = ends.iter().take(most).rev().take_while(|&&end| end > start).find_map(|&end| {
                let part = Piece { glued: start > 0, bytes: word.as_bytes().get(start..end)? };
                self.pieces.find(part).map(|id| (id, end))
            });
            let Some((id, end)) = hit else { return Vec::new() };
            found.push(id);
            start = end;
        }
        found
    }
}

/// The scalar product of two vectors of one length, summed in eight strands that the processor adds side by side; 0 where either
/// is empty.
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<8>(), b.as_chunks::<8>());
    let mut strands = [0f32; 8];
    for (x, y) in a.iter().zip(b) {
        for strand in 0..8 {
            strands[strand] += x[strand] * y[strand];
        }
    }
    strands.iter().sum::<f32>() + a_rest.iter().zip(b_rest).map(|(x, y)| x * y).sum::<f32>()
}

/// A part of a word.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Piece<'a> {
    /// Something stands before it in its word; such pieces are listed with `##` before them.
    glued: bool,
    bytes: &'a [u8],
}

/// All pieces by their numbers, and their numbers by what they are: pieces of one hash are chained. This is made in one pass
/// without a string for each piece, because every start of the program waits for it.
struct Pieces {
    /// The pieces, one a line.
    list: &'static [u8],
    /// Where each begins, and where one behind the last would.
    starts: Vec<u32>,
    /// By hash: the last piece of that hash, or `NONE`.
    heads: Vec<u32>,
    /// By piece: the one before it of the same hash, or `NONE`.
    before: Vec<u32>,
    /// Bytes of the longest.
    longest: usize,
}

const NONE: u32 = u32::MAX;

impl Pieces {
    fn read(list: &'static [u8], count: usize) -> Self {
        let heads = vec![NONE; count.next_power_of_two()];
        let mut pieces = Self { list, starts: vec![0], heads, before: Vec::with_capacity(count), longest: 0 };
        pieces.starts.reserve(count);
        for (line, id) in list.split(|&byte| byte == b'\n').zip(0..).take(count) {
            pieces.starts.push(pieces.starts[id as usize] + line.len() as u32 + 1);
            let slot = pieces.slot(Piece::of(line));
            pieces.before.push(std::mem::replace(&mut pieces.heads[slot], id));
            pieces.longest = pieces.longest.max(line.len());
        }
        pieces
    }

    fn slot(&self, piece: Piece) -> usize {
        let mut hasher = FxHasher::default();
        hasher.write(piece.bytes);
        hasher.write_u8(u8::from(piece.glued));
        hasher.finish() as usize & (self.heads.len() - 1)
    }

    fn find(&self, wanted: Piece) -> Option<u32> {
        let listed = |id: u32| {
            let [start, next] = [0, 1].map(|step| self.starts[id as usize + step] as usize);
            Piece::of(&self.list[start..next - 1])
        };
        let chained = |id: u32| Some(id).filter(|&id| id != NONE);
        let head = chained(self.heads[self.slot(wanted)]);
        std::iter::successors(head, |&id| chained(self.before[id as usize])).find(|&id| listed(id) == wanted)
    }
}

impl<'a> Piece<'a> {
    fn of(line: &'a [u8]) -> Self {
        let glued = line.strip_prefix(b"##").filter(|rest| !rest.is_empty());
        Self { glued: glued.is_some(), bytes: glued.unwrap_or(line) }
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
