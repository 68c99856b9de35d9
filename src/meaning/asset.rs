//! The encoder's file: its pieces, its weights.
//!
//! Little endian. The letters `PXM1`; eight counts of four bytes (`Sizes`); the pieces, one a line; their scores; for each its
//! row, in 4 bits a number; the rows of the positions; two vectors that norm their sum; for each layer queries, keys, values and
//! what is made of the heads, a norm, two maps forth and back, a norm; the head. A map is its outputs' scales, its weights as
//! signed bytes, output by output, and its bias.

use parallax_kernel::{HEAD, Linear, floats, packed};

/// The file, not yet laid out for use.
pub struct Asset {
    /// How much of everything.
    pub sizes: Sizes,
    /// The pieces, one a line.
    pub list: &'static str,
    /// How likely each piece is, as a logarithm.
    pub scores: Vec<f32>,
    /// For each piece its row, in 4 bits a number.
    pub rows: &'static [u8],
    /// For each position its row.
    pub positions: Linear<'static>,
    /// What norms the first rows.
    pub norm: Norm,
    /// The layers.
    pub layers: Vec<Layer>,
    /// What makes the outputs.
    pub head: Linear<'static>,
}

/// How much of everything.
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    /// Pieces.
    pub pieces: usize,
    /// Numbers in a token's row.
    pub hidden: usize,
    /// Numbers between the two maps of a layer.
    pub wide: usize,
    /// Tokens of the longest window.
    pub positions: usize,
    /// Outputs for each token.
    pub outputs: usize,
}

/// Weights and bias of a norm.
pub type Norm = [&'static [u8]; 2];

/// A layer.
pub struct Layer {
    /// Queries, keys and values.
    pub asked: [Linear<'static>; 3],
    /// What is made of what the heads took.
    pub made: Linear<'static>,
    /// The norm after it.
    pub first: Norm,
    /// To the wide rows.
    pub forth: Linear<'static>,
    /// And back.
    pub back: Linear<'static>,
    /// The norm after it.
    pub second: Norm,
}

impl Asset {
    /// Reads a file; nothing where it is not whole.
    pub fn read(bytes: &'static [u8]) -> Option<Self> {
        let mut rest = Rest(bytes.strip_prefix(b"PXM1")?);
        let counts: Vec<usize> = rest.take(32)?.as_chunks().0.iter().map(|n| u32::from_le_bytes(*n) as usize).collect();
        let [pieces, hidden, layers, heads, wide, positions, outputs, list] = counts[..] else { return None };
        let sizes = Sizes { pieces, hidden, wide, positions, outputs };
        if hidden != heads * HEAD || !wide.is_multiple_of(HEAD) || positions < 3 || pieces < 4 {
            return None;
        }
        let asset = Self {
            sizes,
            list: std::str::from_utf8(rest.take(list)?).ok()?,
            scores: floats(rest.take(pieces * 4)?).collect(),
            rows: rest.take(packed(pieces * hidden))?,
            positions: rest.rows(positions, hidden)?,
            norm: rest.norm(hidden)?,
            layers: (0..layers).map(|_| rest.layer(sizes)).collect::<Option<_>>()?,
            head: rest.linear(outputs, hidden)?,
        };
        (rest.0.is_empty() && asset.list.split('\n').count() == pieces).then_some(asset)
    }
}

/// What is not yet read of a file.
struct Rest(&'static [u8]);

impl Rest {
    fn take(&mut self, count: usize) -> Option<&'static [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn norm(&mut self, width: usize) -> Option<Norm> {
        Some([self.take(width * 4)?, self.take(width * 4)?])
    }

    fn rows(&mut self, outputs: usize, inputs: usize) -> Option<Linear<'static>> {
        Some(Linear { scales: self.take(outputs * 4)?, weights: self.take(outputs * inputs)?, bias: &[] })
    }

    fn linear(&mut self, outputs: usize, inputs: usize) -> Option<Linear<'static>> {
        let rows = self.rows(outputs, inputs)?;
        Some(Linear { bias: self.take(outputs * 4)?, ..rows })
    }

    fn layer(&mut self, Sizes { hidden, wide, .. }: Sizes) -> Option<Layer> {
        Some(Layer {
            asked: [self.linear(hidden, hidden)?, self.linear(hidden, hidden)?, self.linear(hidden, hidden)?],
            made: self.linear(hidden, hidden)?,
            first: self.norm(hidden)?,
            forth: self.linear(wide, hidden)?,
            back: self.linear(hidden, wide)?,
            second: self.norm(hidden)?,
        })
    }
}
