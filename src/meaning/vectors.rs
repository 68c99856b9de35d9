//! The vectors of a text's pieces.

use crate::text::{Text, TextRange};
use std::ops::Range;

/// How many numbers a vector has.
pub const DIMENSIONS: usize = 128;

/// What a gate is multiplied by before it is rounded.
const GATE: f32 = 16.0;

/// What the pieces of a text mean where they stand.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Vectors {
    places: Vec<TextRange>,
    vectors: Vec<i8>,
    gates: Vec<i8>,
}

impl Vectors {
    /// Nothing yet, for pieces in these places.
    pub(super) fn at(places: Vec<TextRange>) -> Self {
        let vectors = Vec::with_capacity(places.len() * DIMENSIONS);
        Self { vectors, gates: Vec::with_capacity(places.len()), places }
    }

    /// The vectors of the next pieces.
    pub(super) fn extend(&mut self, rows: &Rounded, which: Range<usize>) {
        self.vectors.extend_from_slice(&rows.vectors[which.start * DIMENSIONS..which.end * DIMENSIONS]);
        self.gates.extend_from_slice(&rows.gates[which]);
    }

    /// How many pieces.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// No piece at all.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
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

    /// All of it in bytes, to be kept.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.len() * (DIMENSIONS + 9));
        for place in &self.places {
            let [start, end] = [place.start(), place.end()].map(|at| at as u32);
            bytes.extend_from_slice(&start.to_le_bytes());
            bytes.extend_from_slice(&end.to_le_bytes());
        }
        bytes.extend(self.gates.iter().map(|gate| gate.cast_unsigned()));
        bytes.extend(self.vectors.iter().map(|number| number.cast_unsigned()));
        bytes
    }

    /// What was kept of a text; nothing where it is not of this text.
    pub fn from_bytes(bytes: &[u8], text: &Text) -> Option<Self> {
        const EACH: usize = DIMENSIONS + 9;
        let count = bytes.len() / EACH;
        let (places, rest) = bytes.split_at_checked(count * 8)?;
        let (gates, vectors) = rest.split_at_checked(count)?;
        let numbers = |bytes: &[u8]| bytes.iter().map(|byte| byte.cast_signed()).collect::<Vec<i8>>();
        let mut last = 0;
        let mut place = |bytes: &[u8; 8]| {
            let [a, b, c, d, e, f, g, h] = *bytes;
            let [start, end] = [[a, b, c, d], [e, f, g, h]].map(|at| u32::from_le_bytes(at) as usize);
            let is_next = last <= start && text.content().get(start..end).is_some();
            last = end;
            is_next.then(|| TextRange::new(text.content(), start, end))
        };
        let places = places.as_chunks().0.iter().map(&mut place).collect::<Option<_>>()?;
        (vectors.len() == count * DIMENSIONS).then(|| Self { places, vectors: numbers(vectors), gates: numbers(gates) })
    }
}

/// Vectors and gates of pieces, rounded.
#[derive(Default)]
pub struct Rounded {
    vectors: Vec<i8>,
    gates: Vec<i8>,
}

impl Rounded {
    /// Adds a piece: its vector is what the first outputs point to, its gate the next.
    pub fn push(&mut self, outputs: &[f32]) {
        let (vector, rest) = outputs.split_at(DIMENSIONS);
        let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt();
        let scale = if length > 0.0 { 127.0 / length } else { 0.0 };
        self.vectors.extend(vector.iter().map(|x| (x * scale).round() as i8));
        self.gates.push((rest[0] * GATE).round().clamp(-127.0, 127.0) as i8);
    }
}
