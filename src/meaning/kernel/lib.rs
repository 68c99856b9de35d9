//! The arithmetic of the encoder: products of matrices, attention, and what is done to each row between them.
//!
//! It is a crate of its own because it is hundreds of times slower where it is not optimised, and the rest of the program is
//! not when it is tested.
//!
//! Products are exact: weights are whole numbers of 8 bits, rows are rounded to whole numbers of up to 16 before they are
//! multiplied, and sums are of 32. All else is done in one order without fused steps. So a row's result is the same to the last
//! bit, whatever stands beside it and on whatever processor.

mod attention;
mod function;
mod matrix;
mod row;
mod stored;

pub use attention::{HEAD, attend};
pub use matrix::{Linear, Matrix, multiply};
pub use row::{Block, Norm, Rows};
pub use stored::{add_scaled, floats, packed, unpack};

/// So many numbers are worked on at once.
const LANES: usize = 8;

/// The sum of some strands, always in one order.
#[inline(always)]
fn sum(strands: [f32; LANES]) -> f32 {
    let [a, b, c, d, e, f, g, h] = strands;
    ((a + e) + (b + f)) + ((c + g) + (d + h))
}
