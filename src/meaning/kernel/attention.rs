//! Attention: every token of a window takes from all of its tokens, by how well its query fits their keys.

use crate::{Block, LANES, function, sum};
use fearless_simd::{Level, dispatch, f32x8, prelude::*};
use std::ops::Range;

/// How many numbers a head has.
pub const HEAD: usize = 32;

/// So many tokens' keys are compared at once.
const KEYS: usize = 2 * LANES;
/// So many queries are.
const QUERIES: usize = 4;

/// For each token (a row of its queries, its keys and its values, head by head) of each window what its heads take.
///
/// # Panics
/// Where the windows are not of the rows, or these not of whole heads.
pub fn attend(all: &Block, windows: &[Range<usize>], out: &mut Block) {
    let width = all.row(0).len() / 3;
    assert!(width.is_multiple_of(HEAD), "whole heads");
    out.shape(all.count(), width);
    let mut desk = Desk::default();
    for window in windows {
        for at in (0..width).step_by(HEAD) {
            dispatch!(Level::new(), simd => head(simd, all, (window.clone(), at), out, &mut desk));
        }
    }
}

/// What is written down on the way.
#[derive(Default)]
struct Desk {
    /// For each number of a head, that of every token's key, up to a multiple of `KEYS` tokens.
    keys: Vec<f32>,
    /// Every token's values.
    values: Vec<[f32; HEAD]>,
    /// For each of some queries how well it fits every key.
    fits: Vec<f32>,
}

#[inline(always)]
fn head<S: Simd>(simd: S, all: &Block, (window, at): (Range<usize>, usize), out: &mut Block, desk: &mut Desk) {
    let width = all.row(0).len() / 3;
    let count = window.len();
    let stride = count.next_multiple_of(KEYS);
    desk.keys.clear();
    desk.keys.resize(stride * HEAD, 0.0);
    desk.fits.resize(stride * QUERIES, 0.0);
    for (column, token) in window.clone().enumerate() {
        let keys = &all.row(token)[width + at..][..HEAD];
        for (line, key) in desk.keys.chunks_exact_mut(stride).zip(keys) {
            line[column] = *key;
        }
    }
    let value = |token: usize| *all.row(token)[2 * width + at..].first_chunk().expect("rows of whole heads");
    desk.values.clear();
    desk.values.extend(window.clone().map(value));
    for first in window.clone().step_by(QUERIES) {
        let tokens: [usize; QUERIES] = std::array::from_fn(|step| (first + step).min(window.end - 1));
        let mut queries = [&[][..]; QUERIES];
        for (query, token) in queries.iter_mut().zip(tokens) {
            *query = &all.row(token)[at..][..HEAD];
        }
        fit(simd, queries, desk, stride);
        let mut totals = [0.0; QUERIES];
        for (total, fits) in totals.iter_mut().zip(desk.fits.chunks_exact_mut(stride)) {
            *total = weigh(simd, fits, count);
        }
        for pair in (0..QUERIES).step_by(2) {
            let (first, second) = desk.fits[pair * stride..][..2 * stride].split_at(stride);
            let taken = take(simd, [&first[..count], &second[..count]], &desk.values);
            for (query, taken) in (pair..).zip(taken) {
                let place = &mut out.row_mut(tokens[query])[at..][..HEAD];
                for (part, taken) in place.chunks_exact_mut(LANES).zip(taken) {
                    (taken / totals[query]).store_slice(part);
                }
            }
        }
    }
}

/// How well some queries fit all keys.
#[inline(always)]
fn fit<S: Simd>(simd: S, queries: [&[f32]; QUERIES], desk: &mut Desk, stride: usize) {
    for column in (0..stride).step_by(KEYS) {
        let mut sums = [[f32x8::splat(simd, 0.0); 2]; QUERIES];
        for (number, keys) in desk.keys.chunks_exact(stride).enumerate() {
            let (low, high) = keys[column..column + KEYS].split_at(LANES);
            let (low, high) = (f32x8::from_slice(simd, low), f32x8::from_slice(simd, high));
            for (query, sums) in queries.iter().zip(&mut sums) {
                let one = f32x8::splat(simd, query[number]);
                sums[0] += one * low;
                sums[1] += one * high;
            }
        }
        for (query, [low, high]) in sums.into_iter().enumerate() {
            let place = &mut desk.fits[query * stride + column..][..KEYS];
            low.store_slice(&mut place[..LANES]);
            high.store_slice(&mut place[LANES..]);
        }
    }
}

/// Turns fits into weights; their sum.
#[inline(always)]
fn weigh<S: Simd>(simd: S, fits: &mut [f32], count: usize) -> f32 {
    let scale = 1.0 / (HEAD as f32).sqrt();
    fits[count..].fill(f32::MIN);
    let mut largest = f32x8::splat(simd, f32::MIN);
    for part in fits.chunks_exact(LANES) {
        largest = largest.max(f32x8::from_slice(simd, part));
    }
    let largest = largest.to_array().into_iter().fold(f32::MIN, f32::max);
    let mut strands = f32x8::splat(simd, 0.0);
    for part in fits.chunks_exact_mut(LANES) {
        let weights = function::exp(simd, (f32x8::from_slice(simd, part) - largest) * scale);
        strands += weights;
        weights.store_slice(part);
    }
    // What stands behind the last token weighs less than the last bit of a sum.
    sum(strands.to_array())
}

/// The sums of values by the weights that two queries give them.
#[inline(always)]
fn take<S: Simd>(simd: S, weights: [&[f32]; 2], values: &[[f32; HEAD]]) -> [[f32x8<S>; HEAD / LANES]; 2] {
    let mut sums = [[f32x8::splat(simd, 0.0); HEAD / LANES]; 2];
    let [first, second] = weights;
    for ((first, second), value) in first.iter().zip(second).zip(values) {
        let (first, second) = (f32x8::splat(simd, *first), f32x8::splat(simd, *second));
        for number in 0..HEAD / LANES {
            let part = f32x8::from_slice(simd, &value[number * LANES..][..LANES]);
            sums[0][number] += first * part;
            sums[1][number] += second * part;
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_take_from_their_own_window_by_their_fit() {
        let (count, width) = (23, 2 * HEAD);
        let mut all = Block::default();
        all.shape(count, 3 * width);
        for row in 0..count {
            let number = |at: usize| ((row * 13 + at * 7) % 29) as f32 / 10.0 - 1.4;
            all.row_mut(row).iter_mut().enumerate().for_each(|(at, x)| *x = number(at));
        }
        let mut out = Block::default();
        let windows = [0..3, 3..22, 22..23];
        attend(&all, &windows, &mut out);
        for window in windows {
            for (token, at) in window.clone().flat_map(|token| [(token, 0), (token, HEAD)]) {
                let part = |row: usize, from: usize| &all.row(row)[from * width + at..][..HEAD];
                let dot = |other: usize| part(token, 0).iter().zip(part(other, 1)).map(|(q, k)| q * k).sum::<f32>();
                let weights: Vec<f32> = window.clone().map(|other| (dot(other) / 32f32.sqrt()).exp()).collect();
                for number in 0..HEAD {
                    let taken = window.clone().zip(&weights).map(|(other, weight)| part(other, 2)[number] * weight);
                    let wanted = taken.sum::<f32>() / weights.iter().sum::<f32>();
                    assert!((out.row(token)[at + number] - wanted).abs() < 1e-5);
                }
            }
        }
    }
}
