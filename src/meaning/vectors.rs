//! The vectors of a text's pieces.

use crate::text::{Text, TextRange};
use parallax_kernel::{Block, Matrix, Rows, multiply};
use std::ops::Range;

/// How many numbers a vector has.
pub const DIMENSIONS: usize = 128;

/// What a gate is multiplied by before it is rounded.
const GATE: f32 = 16.0;

/// So many pieces of no text in particular, whose mean is nothing, are counted beside a text's own: a headline alone has no mean.
const OTHER_PIECES: f32 = 50.0;

/// What the pieces of a text mean where they stand.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Vectors {
    places: Vec<TextRange>,
    /// Which piece each is, by its number in the encoder's list.
    ids: Vec<u32>,
    vectors: Vec<i8>,
    gates: Vec<i8>,
}

impl Vectors {
    /// Of the pieces of a text, from what the encoder says of each: their vectors point to where they differ from the text's
    /// mean, which holds what its language and its outlet have in all that they write.
    pub(super) fn of(places: Vec<TextRange>, ids: Vec<u32>, outputs: &[&[f32]]) -> Self {
        let mut centre = [0f32; DIMENSIONS];
        for row in outputs {
            centre.iter_mut().zip(*row).for_each(|(sum, x)| *sum += x);
        }
        let count = outputs.len() as f32 + OTHER_PIECES;
        centre.iter_mut().for_each(|sum| *sum /= count);
        let mut vectors = Vec::with_capacity(places.len() * DIMENSIONS);
        for row in outputs {
            vectors.extend(pointing(&std::array::from_fn(|at| row[at] - centre[at])));
        }
        let gates = outputs.iter().map(|row| (row[DIMENSIONS] * GATE).round().clamp(-127.0, 127.0) as i8).collect();
        Self { places, ids, vectors, gates }
    }

    /// How many pieces.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// No piece at all.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Which piece it is: equal for equal pieces.
    pub fn id(&self, piece: usize) -> u32 {
        self.ids[piece]
    }

    /// Where a piece stands. A piece without bytes belongs to what begins where it stands.
    pub fn range(&self, piece: usize) -> TextRange {
        self.places[piece]
    }

    /// The vector of a piece, of length 127.
    pub fn vector(&self, piece: usize) -> &[i8; DIMENSIONS] {
        &self.vectors.as_chunks().0[piece]
    }

    /// How much a piece counts: 16 times what the encoder says, rounded.
    pub fn gate(&self, piece: usize) -> i8 {
        self.gates[piece]
    }

    /// The pieces that lie in a range, whole or in part.
    pub fn pieces_in(&self, range: TextRange) -> Range<usize> {
        let is_before = |place: &TextRange| place.start() < range.start() && place.end() <= range.start();
        let start = self.places.partition_point(is_before);
        let end = self.places.partition_point(|place| place.start() < range.end());
        start..end.max(start)
    }

    /// The direction in which the pieces of a range point together, of length 1; none where there are none.
    pub fn of_range(&self, range: TextRange) -> Option<Vec<f32>> {
        let sum = self.sum(self.pieces_in(range));
        let length = sum.iter().map(|x| x * x).sum::<f32>().sqrt();
        (length > 0.0).then(|| sum.iter().map(|x| x / length.max(1.0)).collect())
    }

    /// The vectors of some words; nothing where there are no vectors at all.
    pub fn words(&self, words: impl Iterator<Item = TextRange>) -> Directions {
        if self.is_empty() {
            return Directions::default();
        }
        Directions(words.flat_map(|word| self.direction(self.pieces_in(word))).collect())
    }

    /// Where the sum of some pieces' vectors points, with length 127; of no pieces nowhere.
    fn direction(&self, pieces: Range<usize>) -> [i8; DIMENSIONS] {
        if pieces.len() == 1 { *self.vector(pieces.start) } else { pointing(&self.sum(pieces)) }
    }

    fn sum(&self, pieces: Range<usize>) -> [f32; DIMENSIONS] {
        let mut sum = [0f32; DIMENSIONS];
        for piece in pieces {
            sum.iter_mut().zip(self.vector(piece)).for_each(|(sum, &x)| *sum += f32::from(x));
        }
        sum
    }

    /// All of it in bytes, to be kept.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.len() * (DIMENSIONS + 13));
        for (place, id) in self.places.iter().zip(&self.ids) {
            let [start, end] = [place.start(), place.end()].map(|at| at as u32);
            [start, end, *id].into_iter().for_each(|number| bytes.extend_from_slice(&number.to_le_bytes()));
        }
        bytes.extend(self.gates.iter().map(|gate| gate.cast_unsigned()));
        bytes.extend(self.vectors.iter().map(|number| number.cast_unsigned()));
        bytes
    }

    /// What was kept of a text; nothing where it is not of this text.
    pub fn from_bytes(bytes: &[u8], text: &Text) -> Option<Self> {
        const EACH: usize = DIMENSIONS + 13;
        let count = bytes.len() / EACH;
        let (places, rest) = bytes.split_at_checked(count * 12)?;
        let (gates, vectors) = rest.split_at_checked(count)?;
        let numbers = |bytes: &[u8]| bytes.iter().map(|byte| byte.cast_signed()).collect::<Vec<i8>>();
        let mut last = 0;
        let mut ids = Vec::with_capacity(count);
        let mut place = |bytes: &[u8; 12]| {
            let [start, end, id] = [0, 4, 8].map(|at| u32::from_le_bytes(std::array::from_fn(|byte| bytes[at + byte])));
            let (start, end) = (start as usize, end as usize);
            ids.push(id);
            let is_next = last <= start && text.content().get(start..end).is_some();
            last = end;
            is_next.then(|| TextRange::new(text.content(), start, end))
        };
        let places = places.as_chunks().0.iter().map(&mut place).collect::<Option<_>>()?;
        (vectors.len() == count * DIMENSIONS).then(|| Self {
            places,
            ids,
            vectors: numbers(vectors),
            gates: numbers(gates),
        })
    }
}

/// A vector in the same direction, of length 127, rounded.
fn pointing(vector: &[f32; DIMENSIONS]) -> [i8; DIMENSIONS] {
    let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt();
    let scale = if length > 0.0 { 127.0 / length } else { 0.0 };
    vector.map(|x| (x * scale).round() as i8)
}

/// The vectors of some words, in order: each points where those of the word's pieces point together.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub struct Directions(Vec<i8>);

impl Directions {
    /// Compares all words with all others: exact, the same on every processor. Where either have no vectors there is nothing
    /// to see.
    pub fn compare(&self, with: &Self, out: &mut Nearness) -> bool {
        if self.0.is_empty() || with.0.is_empty() {
            return false;
        }
        multiply(&Rows::whole(&self.0, DIMENSIONS), &Matrix::whole(&with.0, DIMENSIONS), &mut out.0);
        true
    }
}

/// The vectors of some pieces, laid out so that those of others are compared with all of them.
pub struct Laid(Matrix);

/// How near pieces are to each of some others: a row for each.
#[derive(Default)]
pub struct Nearness(Block);

impl Vectors {
    /// The vectors of all pieces, for those of other texts to be compared with.
    pub fn laid(&self) -> Laid {
        Laid(Matrix::whole(&self.vectors, DIMENSIONS))
    }

    /// Compares some pieces with others: exact, the same on every processor.
    pub fn compare(&self, pieces: Range<usize>, with: &Laid, out: &mut Nearness) {
        let rows = Rows::whole(&self.vectors[pieces.start * DIMENSIONS..pieces.end * DIMENSIONS], DIMENSIONS);
        multiply(&rows, &with.0, &mut out.0);
    }
}

impl Nearness {
    /// The products of a piece's vector (the number of its row) with those of all others; 127² is the same direction. There may
    /// be more than there are others.
    pub fn row(&self, number: usize) -> &[f32] {
        self.0.row(number)
    }
}
