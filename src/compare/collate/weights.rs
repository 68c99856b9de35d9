//! The weights of the model of which words stand for each other.
//!
//! Logistic regression on 800 pairs of translations of one news sentence with hand-marked word links (MultiMWA-MTRef, Lan, Jiang
//! and Xu 2021); `cargo run --release --example evaluate -- DATA train-words` measures it crosswise and prints this table.

use super::likeness::SIGNS;
use super::model::{Model, SEEN};

/// One line for each thing seen, and the constant: its weight for the words by themselves, then round by round with their
/// surroundings.
pub const TABLE: [(&str, [f32; 4]); SEEN + 1] = [
    ("same content word", [3.127, 3.165, 2.541, 2.766]),
    ("same word, other form", [2.152, 2.353, 2.012, 2.072]),
    ("same grammar word", [0.275, 0.522, 0.427, 0.408]),
    ("same mark", [0.735, 1.551, 1.549, 1.528]),
    ("mark and word", [-1.668, -1.298, -1.242, -1.316]),
    ("common start", [2.772, 1.905, 1.494, 1.773]),
    ("near in meaning", [6.907, 4.955, 4.112, 4.592]),
    ("two numbers", [1.139, 2.329, 2.871, 3.043]),
    ("number and word", [-1.724, -1.177, -1.038, -1.058]),
    ("two grammar words", [-1.117, -1.696, -1.627, -1.696]),
    ("grammar and content word", [-1.604, -1.422, -1.357, -1.382]),
    ("far apart", [-7.353, 2.590, 1.371, 0.685]),
    ("far apart, small word", [3.154, -0.319, -0.755, -0.569]),
    ("only ones", [2.410, 0.597, 0.415, 0.568]),
    ("repeated", [-0.288, -0.167, -0.157, -0.150]),
    ("two content words", [-1.663, -1.320, -0.992, -1.035]),
    ("two marks", [-0.850, -1.381, -1.253, -1.265]),
    ("same in sequence", [3.774, 0.467, 0.449, 0.800]),
    ("so far", [0.000, 0.149, 0.110, 0.008]),
    ("next to each", [0.000, 1.142, 0.848, 0.904]),
    ("beside one", [0.000, 1.079, 1.104, 1.061]),
    ("crossed", [0.000, -0.303, 0.294, 0.196]),
    ("others better", [0.000, -2.889, -2.546, -2.691]),
    ("both better", [0.000, 1.079, -0.286, -0.223]),
    ("off the lines", [0.000, -0.443, -0.347, -0.363]),
    ("on a line", [0.000, -0.304, -0.226, -0.280]),
    ("between lines", [0.000, 0.363, 0.065, 0.036]),
    ("constant", [-1.199, 1.625, 1.891, 2.067]),
];

impl Default for Model {
    fn default() -> Self {
        let constant = SIGNS.len();
        let first = std::array::from_fn(|at| TABLE[if at == constant { SEEN } else { at }].1[0]);
        let round = |number: usize| std::array::from_fn(|at| TABLE[at].1[number]);
        Self { first, rounds: [1, 2, 3].map(round).to_vec() }
    }
}

#[cfg(test)]
mod tests {
    use super::super::context::SURROUNDINGS;
    use super::*;

    #[test]
    fn the_lines_are_named_as_what_is_seen() {
        let seen: Vec<&str> = SIGNS.iter().chain(&SURROUNDINGS).copied().chain(["constant"]).collect();
        assert_eq!(TABLE.map(|line| line.0).to_vec(), seen);
    }
}
