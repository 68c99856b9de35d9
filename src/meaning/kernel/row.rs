//! Rows of numbers: what is done to each by itself.

use crate::stored::floats;
use crate::{LANES, function, sum};
use fearless_simd::{Level, dispatch, f32x8, i32x8, prelude::*};

/// Rows of floats, of one length, which is a multiple of 16.
#[derive(Default, Clone, Debug)]
pub struct Block {
    width: usize,
    numbers: Vec<f32>,
}

impl Block {
    /// So many rows of so many numbers; what they are is left open.
    pub fn shape(&mut self, count: usize, width: usize) {
        self.width = width;
        self.numbers.resize(count * width, 0.0);
    }

    /// How many rows.
    pub fn count(&self) -> usize {
        self.numbers.len().checked_div(self.width).unwrap_or(0)
    }

    /// A row.
    pub fn row(&self, number: usize) -> &[f32] {
        &self.numbers[number * self.width..][..self.width]
    }

    /// A row, to be written.
    pub fn row_mut(&mut self, number: usize) -> &mut [f32] {
        &mut self.numbers[number * self.width..][..self.width]
    }
}

/// Rows rounded to whole numbers, each in a scale of its own.
pub struct Rows {
    width: usize,
    /// Two numbers in each, as a product takes them.
    pairs: Vec<i32>,
    scales: Vec<f32>,
}

impl Rows {
    /// Rounds rows.
    pub fn rounded(block: &mut Block) -> Self {
        Self::after(block, Step::Nothing)
    }

    /// Rounds rows after each number went through GELU.
    pub fn bent(block: &mut Block) -> Self {
        Self::after(block, Step::Gelu)
    }

    /// Rounds rows after each was normalised; they stay so.
    pub fn normed(block: &mut Block, norm: &Norm) -> Self {
        Self::after(block, Step::Norm(norm))
    }

    /// Rounds rows after others were added to them and each was normalised; they stay so.
    pub fn settled(block: &mut Block, added: &Block, norm: &Norm) -> Self {
        Self::after(block, Step::Settle(added, norm))
    }

    /// Rows that are whole numbers already, one after another.
    ///
    /// # Panics
    /// Where they are not of one length, an even one.
    pub fn whole(numbers: &[i8], width: usize) -> Self {
        assert!(width.is_multiple_of(2) && numbers.len().is_multiple_of(width), "whole rows");
        let pair = |&[a, b]: &[i8; 2]| i32::from(i16::from(a).cast_unsigned()) | i32::from(b) << 16;
        let pairs = numbers.as_chunks().0.iter().map(pair).collect();
        Self { width, pairs, scales: vec![1.0; numbers.len() / width] }
    }

    fn after(block: &mut Block, step: Step) -> Self {
        let (count, width) = (block.count(), block.width);
        assert!(width.is_multiple_of(2 * LANES), "rows are of full length");
        let mut rows = Self { width, pairs: vec![0; count * width / 2], scales: vec![0.0; count] };
        dispatch!(Level::new(), simd => each(simd, block, step, &mut rows));
        rows
    }

    pub(crate) fn width(&self) -> usize {
        self.width
    }

    pub(crate) fn count(&self) -> usize {
        self.scales.len()
    }

    #[inline(always)]
    pub(crate) fn pairs(&self, row: usize) -> &[i32] {
        &self.pairs[row * self.width / 2..][..self.width / 2]
    }

    #[inline(always)]
    pub(crate) fn scale(&self, row: usize) -> f32 {
        self.scales[row]
    }
}

/// What is done to a row before it is rounded.
#[derive(Clone, Copy)]
enum Step<'a> {
    Nothing,
    Gelu,
    Norm(&'a Norm),
    Settle(&'a Block, &'a Norm),
}

/// The weights and bias of a layer norm.
pub struct Norm {
    weights: Vec<f32>,
    bias: Vec<f32>,
}

impl Norm {
    /// From floats of four bytes.
    pub fn new(weights: &[u8], bias: &[u8]) -> Self {
        Self { weights: floats(weights).collect(), bias: floats(bias).collect() }
    }
}

#[inline(always)]
fn each<S: Simd>(simd: S, block: &mut Block, step: Step, rows: &mut Rows) {
    let width = block.width;
    // So that no sum of products with signed bytes leaves 32 bits.
    let most = (i32::MAX as usize / 127 / width).min(i16::MAX as usize) as f32;
    let numbers = block.numbers.chunks_exact_mut(width);
    let out = rows.pairs.chunks_exact_mut(width / 2).zip(&mut rows.scales);
    for ((row, (pairs, scale)), number) in numbers.zip(out).zip(0..) {
        match step {
            Step::Nothing => {}
            Step::Gelu => map(simd, row, |x| function::gelu(simd, x)),
            Step::Norm(norm) => settle(simd, row, norm),
            Step::Settle(added, norm) => {
                add(simd, row, added.row(number));
                settle(simd, row, norm);
            }
        }
        *scale = round(simd, row, most, pairs);
    }
}

#[inline(always)]
fn map<S: Simd>(simd: S, row: &mut [f32], of: impl Fn(f32x8<S>) -> f32x8<S>) {
    for part in row.chunks_exact_mut(LANES) {
        of(f32x8::from_slice(simd, part)).store_slice(part);
    }
}

#[inline(always)]
fn add<S: Simd>(simd: S, row: &mut [f32], added: &[f32]) {
    for (part, added) in row.chunks_exact_mut(LANES).zip(added.chunks_exact(LANES)) {
        (f32x8::from_slice(simd, part) + f32x8::from_slice(simd, added)).store_slice(part);
    }
}

#[inline(always)]
fn total<S: Simd>(simd: S, row: &[f32], of: impl Fn(f32x8<S>) -> f32x8<S>) -> f32 {
    let mut strands = [f32x8::splat(simd, 0.0); 2];
    for parts in row.chunks_exact(2 * LANES) {
        let (low, high) = parts.split_at(LANES);
        strands[0] += of(f32x8::from_slice(simd, low));
        strands[1] += of(f32x8::from_slice(simd, high));
    }
    sum((strands[0] + strands[1]).to_array())
}

/// Normalises a row to mean 0 and variance 1, then weighs it.
#[inline(always)]
fn settle<S: Simd>(simd: S, row: &mut [f32], norm: &Norm) {
    const LEAST: f32 = 1e-12;
    let count = row.len() as f32;
    let mean = total(simd, row, |x| x) / count;
    let variance = total(simd, row, |x| (x - mean) * (x - mean)) / count;
    let scale = 1.0 / (variance + LEAST).sqrt();
    let weighed = norm.weights.chunks_exact(LANES).zip(norm.bias.chunks_exact(LANES));
    for (part, (weights, bias)) in row.chunks_exact_mut(LANES).zip(weighed) {
        let x = (f32x8::from_slice(simd, part) - mean) * scale;
        (x * f32x8::from_slice(simd, weights) + f32x8::from_slice(simd, bias)).store_slice(part);
    }
}

/// Rounds a row to whole numbers up to `most`; what they are multiples of.
#[inline(always)]
fn round<S: Simd>(simd: S, row: &[f32], most: f32, pairs: &mut [i32]) -> f32 {
    let mut largest = f32x8::splat(simd, 0.0);
    for part in row.chunks_exact(LANES) {
        largest = largest.max(f32x8::from_slice(simd, part).abs());
    }
    let largest = largest.to_array().into_iter().fold(0.0, f32::max);
    let factor = if largest > 0.0 { most / largest } else { 0.0 };
    for (parts, pairs) in row.chunks_exact(2 * LANES).zip(pairs.chunks_exact_mut(LANES)) {
        let (low, high) = parts.split_at(LANES);
        let (even, odd) = f32x8::from_slice(simd, low).deinterleave(f32x8::from_slice(simd, high));
        let (first, second) = if cfg!(target_endian = "big") { (odd, even) } else { (even, odd) };
        let first: i32x8<S> = (first * factor).round_ties_even().to_int();
        let second: i32x8<S> = (second * factor).round_ties_even().to_int();
        ((first & 0xffff) | (second << 16)).store_slice(pairs);
    }
    largest / most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_normalised_and_rounded() {
        let mut block = Block::default();
        block.shape(1, 32);
        block.row_mut(0).iter_mut().zip(0u8..).for_each(|(x, at)| *x = f32::from(at) * 3.0 - 7.0);
        let ones: Vec<u8> = std::iter::repeat_n(1f32.to_le_bytes(), 32).flatten().collect();
        let rows = Rows::normed(&mut block, &Norm::new(&ones, &[0; 128]));
        let row = block.row(0).to_vec();
        assert!(row.iter().sum::<f32>().abs() < 1e-4);
        assert!((row.iter().map(|x| x * x).sum::<f32>() / 32.0 - 1.0).abs() < 1e-4);
        let numbers = rows.pairs(0).iter().flat_map(|pair| [*pair as i16, (pair >> 16) as i16]);
        for (rounded, number) in numbers.zip(row) {
            assert!((f32::from(rounded) * rows.scale(0) - number).abs() <= rows.scale(0));
        }
    }

    #[test]
    fn rows_of_nothing_stay_nothing() {
        let mut block = Block::default();
        block.shape(2, 16);
        let rows = Rows::bent(&mut block);
        assert_eq!((rows.count(), rows.scale(1), rows.pairs(1)), (2, 0.0, &[0; 8][..]));
    }
}
