//! Matrices, and rows multiplied by them.

use crate::stored::floats;
use crate::{Block, LANES, Rows};
use fearless_simd::{Level, dispatch, f32x8, i16x16, i32x8, prelude::*};

/// So many rows are multiplied at once: with `COLUMNS` they fill the registers of a processor.
const ROWS: usize = 6;
/// So many outputs of each are made at once.
const COLUMNS: usize = 2 * LANES;

/// A linear map as it is stored: an output's weights are whole numbers times its scale.
#[derive(Clone, Copy)]
pub struct Linear<'a> {
    /// For each output, a float of four bytes.
    pub scales: &'a [u8],
    /// The weights of each output after another, a signed byte each.
    pub weights: &'a [u8],
    /// For each output, a float of four bytes.
    pub bias: &'a [u8],
}

/// Linear maps of the same inputs, side by side, laid out for being multiplied by.
pub struct Matrix {
    inputs: usize,
    outputs: usize,
    /// For each `COLUMNS` outputs and each two inputs: the two weights of each of the outputs.
    panels: Vec<i16>,
    scales: Vec<f32>,
    bias: Vec<f32>,
}

impl Matrix {
    /// Lays out some maps of `inputs` inputs. Their outputs stand side by side in rows whose length is a multiple of 16.
    pub fn new(parts: &[Linear], inputs: usize) -> Self {
        let outputs = parts.iter().map(|part| part.scales.len() / 4).sum::<usize>().next_multiple_of(COLUMNS);
        let padded = |bytes: Vec<&[u8]>| {
            let mut numbers: Vec<f32> = bytes.into_iter().flat_map(floats).collect();
            numbers.resize(outputs, 0.0);
            numbers
        };
        let scales = padded(parts.iter().map(|part| part.scales).collect());
        let bias = padded(parts.iter().map(|part| part.bias).collect());
        let rows: Vec<&[u8]> = parts.iter().flat_map(|part| part.weights.chunks_exact(inputs)).collect();
        let mut panels = vec![0i16; outputs * inputs];
        for (panel, rows) in panels.chunks_exact_mut(COLUMNS * inputs).zip(rows.chunks(COLUMNS)) {
            dispatch!(Level::new(), _ => lay(panel, rows));
        }
        Self { inputs, outputs, panels, scales, bias }
    }

    /// Rows of whole numbers, for others to be multiplied with each.
    pub fn whole(numbers: &[i8], width: usize) -> Self {
        let count = numbers.len() / width;
        let bytes: Vec<u8> = numbers.iter().map(|number| number.cast_unsigned()).collect();
        let scales = 1f32.to_le_bytes().repeat(count);
        let bias = vec![0; scales.len()];
        Self::new(&[Linear { scales: &scales, weights: &bytes, bias: &bias }], width)
    }

    /// How many numbers come out for each row.
    pub fn outputs(&self) -> usize {
        self.outputs
    }
}

#[inline(always)]
fn lay(panel: &mut [i16], rows: &[&[u8]]) {
    for (column, row) in rows.iter().enumerate() {
        let pairs = row.as_chunks::<2>().0;
        for (line, [a, b]) in panel.as_chunks_mut::<{ 2 * COLUMNS }>().0.iter_mut().zip(pairs) {
            line[2 * column] = i16::from(a.cast_signed());
            line[2 * column + 1] = i16::from(b.cast_signed());
        }
    }
}

/// Multiplies rows by a matrix and adds its bias.
///
/// # Panics
/// Where the rows have not as many numbers as the matrix has inputs.
pub fn multiply(rows: &Rows, matrix: &Matrix, out: &mut Block) {
    assert_eq!(rows.width(), matrix.inputs, "rows fit the matrix");
    out.shape(rows.count(), matrix.outputs);
    dispatch!(Level::new(), simd => product(simd, rows, matrix, out));
}

#[inline(always)]
fn product<S: Simd>(simd: S, rows: &Rows, matrix: &Matrix, out: &mut Block) {
    for (number, panel) in matrix.panels.chunks_exact(COLUMNS * matrix.inputs).enumerate() {
        let panel = panel.as_chunks::<{ 2 * COLUMNS }>().0;
        let at = number * COLUMNS;
        let [scales, bias] = [&matrix.scales, &matrix.bias].map(|of| halves(simd, &of[at..at + COLUMNS]));
        for first in (0..rows.count()).step_by(ROWS) {
            // Behind the last row it is multiplied again.
            let numbers: [usize; ROWS] = std::array::from_fn(|row| (first + row).min(rows.count() - 1));
            let sums = tile(simd, numbers.map(|row| rows.pairs(row)), panel);
            for (row, sums) in numbers.into_iter().zip(sums) {
                let scale = rows.scale(row);
                let (low, high) = out.row_mut(row)[at..at + COLUMNS].split_at_mut(LANES);
                (sums[0].to_float::<f32x8<S>>() * (scales[0] * scale) + bias[0]).store_slice(low);
                (sums[1].to_float::<f32x8<S>>() * (scales[1] * scale) + bias[1]).store_slice(high);
            }
        }
    }
}

#[inline(always)]
fn halves<S: Simd>(simd: S, numbers: &[f32]) -> [f32x8<S>; 2] {
    let (low, high) = numbers.split_at(LANES);
    [f32x8::from_slice(simd, low), f32x8::from_slice(simd, high)]
}

/// The exact products of some rows with a panel.
#[inline(always)]
fn tile<S: Simd>(simd: S, rows: [&[i32]; ROWS], panel: &[[i16; 2 * COLUMNS]]) -> [[i32x8<S>; 2]; ROWS] {
    let mut sums = [[i32x8::splat(simd, 0); 2]; ROWS];
    let rows = rows.map(|row| &row[..panel.len()]);
    for (pair, weights) in panel.iter().enumerate() {
        let low = i16x16::from_slice(simd, &weights[..COLUMNS]);
        let high = i16x16::from_slice(simd, &weights[COLUMNS..]);
        for row in 0..ROWS {
            let both: i16x16<S> = i32x8::splat(simd, rows[row][pair]).bitcast();
            sums[row][0] += both.pairwise_dot_product(low);
            sums[row][1] += both.pairwise_dot_product(high);
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_those_of_the_numbers() {
        let (inputs, outputs, count) = (64, 37, 8);
        let weight = |output: usize, input: usize| ((output * 31 + input * 17) % 255) as u8;
        let bytes = |step: f32| (0..outputs).flat_map(move |at| (at as f32 * step).to_le_bytes()).collect::<Vec<u8>>();
        let weights: Vec<u8> = (0..outputs).flat_map(|o| (0..inputs).map(move |i| weight(o, i))).collect();
        let (scales, bias) = (bytes(0.01), bytes(0.5));
        let matrix = Matrix::new(&[Linear { scales: &scales, weights: &weights, bias: &bias }], inputs);
        let mut block = Block::default();
        block.shape(count, inputs);
        for row in 0..count {
            block.row_mut(row).iter_mut().enumerate().for_each(|(at, x)| *x = ((row * 7 + at * 3) % 19) as f32 - 9.0);
        }
        let mut out = Block::default();
        multiply(&Rows::rounded(&mut block), &matrix, &mut out);
        for row in 0..count {
            for output in 0..outputs {
                let of = |input| f32::from(weight(output, input).cast_signed()) * block.row(row)[input];
                let wanted = (0..inputs).map(of).sum::<f32>() * output as f32 * 0.01 + output as f32 * 0.5;
                assert!((out.row(row)[output] - wanted).abs() < 0.02, "{row} {output}");
            }
        }
    }
}
