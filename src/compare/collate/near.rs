//! How near in meaning the words of two passages are, where they stand.

use super::word::Wording;
use crate::meaning::Nearness;

/// What the product of two vectors of one direction is.
const SAME: f32 = 127.0 * 127.0;
/// How sharply words compete for each other.
const SHARPNESS: f32 = 16.0;
/// A word may stand for none: that competes with the others as if it were one so near.
const NONE: f32 = 0.4;

/// How near each word of one passage is to each of the other.
pub struct Near {
    columns: usize,
    found: Vec<Nearest>,
}

/// How near two words are; all zero where it is not known.
#[derive(Clone, Copy, Default)]
pub struct Nearest {
    /// The cosine of their vectors, no less than 0.
    pub cosine: f32,
    /// How much nearer than to all others they are to each other, from both sides: 1 where there is no other.
    pub share: f32,
}

impl Near {
    /// Of the words of two passages; nothing where one of them was not encoded.
    pub fn of(a: &Wording, b: &Wording) -> Option<Self> {
        let (rows, columns) = (a.words.len(), b.words.len());
        let mut products = Nearness::default();
        if !a.directions.compare(&b.directions, &mut products) {
            return None;
        }
        let pull = |cosine: f32| ((cosine - NONE) * SHARPNESS).exp();
        let mut found = Vec::with_capacity(rows * columns);
        let (mut of_rows, mut of_columns) = (vec![1.0; rows], vec![1.0; columns]);
        for (row, total) in of_rows.iter_mut().enumerate() {
            for (product, of_column) in products.row(row).iter().zip(&mut of_columns) {
                let cosine = (product / SAME).max(0.0);
                let share = pull(cosine);
                *total += share;
                *of_column += share;
                found.push(Nearest { cosine, share });
            }
        }
        for (row, total) in found.chunks_exact_mut(columns).zip(&of_rows) {
            row.iter_mut().zip(&of_columns).for_each(|(one, of_column)| one.share /= (total * of_column).sqrt());
        }
        Some(Self { columns, found })
    }

    /// How near two words are.
    pub fn at(&self, i: usize, j: usize) -> Nearest {
        self.found[i * self.columns + j]
    }
}
