//! The layers: from the pieces of windows to numbers for each. Only this file and `asset` know the crate that computes them.

use super::asset::{self, Asset, Sizes};
use parallax_kernel::{Block, Matrix, Norm, Rows, add_scaled, attend, floats, multiply, packed, unpack};
use rayon::prelude::*;
use std::ops::Range;

/// The numbers of the pieces that stand around every window.
const FIRST: u32 = 0;
const LAST: u32 = 2;

/// How many tokens of a window are not pieces of the text.
pub const AROUND: usize = 2;

/// The network, laid out for use.
pub struct Network {
    sizes: Sizes,
    pieces: &'static [u8],
    positions: Vec<(f32, &'static [u8])>,
    norm: Norm,
    layers: Vec<Layer>,
    head: Matrix,
}

struct Layer {
    asked: Matrix,
    made: Matrix,
    first: Norm,
    forth: Matrix,
    back: Matrix,
    second: Norm,
}

impl Layer {
    fn new(layer: &asset::Layer, Sizes { hidden, wide, .. }: Sizes) -> Self {
        let asked = || (Matrix::new(&layer.asked, hidden), Matrix::new(&[layer.made], hidden));
        let wide = || rayon::join(|| Matrix::new(&[layer.forth], hidden), || Matrix::new(&[layer.back], wide));
        let ((asked, made), (forth, back)) = rayon::join(asked, wide);
        let [first, second] = [layer.first, layer.second].map(norm);
        Self { asked, made, first, forth, back, second }
    }
}

fn norm([weights, bias]: asset::Norm) -> Norm {
    Norm::new(weights, bias)
}

impl Network {
    /// Lays out the weights of a file.
    pub fn new(asset: &Asset) -> Self {
        let sizes = asset.sizes;
        let positions = floats(asset.positions.scales).zip(asset.positions.weights.chunks_exact(sizes.hidden));
        Self {
            sizes,
            pieces: asset.rows,
            positions: positions.collect(),
            norm: norm(asset.norm),
            layers: asset.layers.par_iter().map(|layer| Layer::new(layer, sizes)).collect(),
            head: Matrix::new(&[asset.head], sizes.hidden),
        }
    }

    /// How many pieces a window can have.
    pub fn longest(&self) -> usize {
        self.sizes.positions - AROUND
    }

    /// How many numbers are made for each piece.
    pub fn outputs(&self) -> usize {
        self.sizes.outputs
    }

    /// The numbers of every piece of some windows, one window after another. What is made of a window does not depend on the
    /// others.
    pub fn run(&self, windows: &[&[u32]], mut take: impl FnMut(&[f32])) {
        let ranges: Vec<Range<usize>> = windows
            .iter()
            .scan(0, |end, window| {
                let start = *end;
                *end += window.len() + AROUND;
                Some(start..*end)
            })
            .collect();
        let mut block = self.first_rows(windows);
        let mut rows = Rows::normed(&mut block, &self.norm);
        let mut desk = Desk::default();
        for layer in &self.layers {
            rows = layer.run(&rows, &mut block, &ranges, &mut desk);
        }
        multiply(&rows, &self.head, &mut block);
        for token in ranges.into_iter().flat_map(|range| range.start + 1..range.end - 1) {
            take(&block.row(token)[..self.sizes.outputs]);
        }
    }

    /// What stands for each token before the first layer.
    fn first_rows(&self, windows: &[&[u32]]) -> Block {
        let around = |window| [&[FIRST][..], window, &[LAST]].concat();
        let tokens: Vec<_> =
            windows.iter().flat_map(|window| around(*window).into_iter().zip(&self.positions)).collect();
        let mut block = Block::default();
        block.shape(tokens.len(), self.sizes.hidden);
        let length = packed(self.sizes.hidden);
        for (row, (id, (scale, position))) in tokens.into_iter().enumerate() {
            unpack(&self.pieces[id as usize * length..][..length], block.row_mut(row));
            add_scaled(*scale, position, block.row_mut(row));
        }
        block
    }
}

/// What is written down on the way.
#[derive(Default)]
struct Desk {
    asked: Block,
    taken: Block,
    made: Block,
    wide: Block,
}

impl Layer {
    fn run(&self, rows: &Rows, block: &mut Block, windows: &[Range<usize>], desk: &mut Desk) -> Rows {
        multiply(rows, &self.asked, &mut desk.asked);
        attend(&desk.asked, windows, &mut desk.taken);
        multiply(&Rows::rounded(&mut desk.taken), &self.made, &mut desk.made);
        let rows = Rows::settled(block, &desk.made, &self.first);
        multiply(&rows, &self.forth, &mut desk.wide);
        multiply(&Rows::bent(&mut desk.wide), &self.back, &mut desk.made);
        Rows::settled(block, &desk.made, &self.second)
    }
}
