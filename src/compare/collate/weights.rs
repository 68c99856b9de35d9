//! The weights of the model of which words stand for each other.
//!
//! Logistic regression on 800 pairs of translations of one news sentence with hand-marked word links (MultiMWA-MTRef, Lan, Jiang
//! and Xu 2021); `cargo run --release --example evaluate -- DATA train-words` measures it crosswise and prints this table.

use super::likeness::SIGNS;
use super::model::{Model, SEEN};
use crate::meaning::Meanings;

/// One line for each thing seen, and the constant: its weight for the words by themselves, then round by round with their
/// surroundings; first where the sources are encoded, then where they are not.
pub const TABLE: [(&str, [[f32; 4]; 2]); SEEN + 1] = [
    ("same content word", [[-2.084, 0.172, -0.043, -0.196], [2.994, 3.102, 2.270, 2.487]]),
    ("same word, other form", [[0.272, 1.295, 1.198, 1.155], [2.072, 2.365, 1.891, 1.955]]),
    ("same grammar word", [[-1.809, -0.236, -0.396, -0.490], [0.232, 0.691, 0.497, 0.485]]),
    ("same mark", [[-1.500, 0.484, 0.495, 0.359], [0.660, 1.643, 1.480, 1.502]]),
    ("mark and word", [[0.262, -0.486, -0.583, -0.543], [-1.749, -1.444, -1.178, -1.279]]),
    ("common start", [[0.344, 1.131, 0.942, 0.992], [6.269, 4.753, 3.062, 3.612]]),
    ("near in meaning", [[2.055, 1.636, 1.870, 1.823], [0.000, 0.000, 0.000, 0.000]]),
    ("two numbers", [[1.228, 2.992, 3.540, 3.447], [1.062, 2.235, 2.475, 2.681]]),
    ("number and word", [[-0.010, -0.256, -0.406, -0.395], [-1.805, -1.306, -0.925, -0.953]]),
    ("two grammar words", [[0.103, -1.044, -1.153, -1.080], [-1.172, -1.718, -1.453, -1.556]]),
    ("grammar and content word", [[0.428, -0.526, -0.606, -0.537], [-1.698, -1.658, -1.314, -1.387]]),
    ("far apart", [[-6.892, 2.813, 0.848, 0.459], [-7.473, 2.061, 1.254, 0.568]]),
    ("far apart, small word", [[3.181, -0.729, -0.782, -0.615], [3.281, -0.105, -0.506, -0.378]]),
    ("only ones", [[0.905, 0.010, 0.033, 0.053], [2.471, 0.833, 0.431, 0.554]]),
    ("repeated", [[0.251, 0.026, 0.052, 0.071], [-0.299, -0.203, -0.165, -0.178]]),
    ("two content words", [[-0.371, -0.922, -0.948, -0.898], [-0.768, -0.867, -0.455, -0.457]]),
    ("two marks", [[-0.121, -1.023, -1.095, -1.007], [-0.931, -1.462, -1.185, -1.245]]),
    ("same in sequence", [[3.723, 0.559, 0.935, 1.135], [3.745, 0.571, 0.223, 0.598]]),
    ("nearest", [[11.779, 4.142, 5.156, 5.393], [0.000, 0.000, 0.000, 0.000]]),
    ("so far", [[0.000, 0.220, 0.019, 0.018], [0.000, 0.091, 0.161, 0.052]]),
    ("next to each", [[0.000, 1.009, 1.056, 1.050], [0.000, 1.192, 0.850, 0.919]]),
    ("beside one", [[0.000, 1.200, 1.439, 1.355], [0.000, 0.944, 0.828, 0.815]]),
    ("crossed", [[0.000, 0.037, 0.492, 0.488], [0.000, -0.358, 0.174, 0.056]]),
    ("others better", [[0.000, -2.162, -2.251, -2.064], [0.000, -2.993, -2.560, -2.767]]),
    ("both better", [[0.000, -0.099, -0.864, -0.894], [0.000, 1.784, 0.306, 0.426]]),
    ("off the lines", [[0.000, -0.400, -0.268, -0.246], [0.000, -0.454, -0.363, -0.364]]),
    ("on a line", [[0.000, -0.345, -0.223, -0.222], [0.000, -0.296, -0.254, -0.301]]),
    ("between lines", [[0.000, 0.407, 0.115, 0.080], [0.000, 0.417, 0.057, 0.036]]),
    ("constant", [[-3.601, 0.449, 0.004, -0.186], [-1.102, 1.581, 2.102, 2.232]]),
];

impl Model {
    /// The one for sources whose words have vectors, or have none.
    pub fn of(meanings: &Meanings) -> Self {
        let which = usize::from(meanings.is_none());
        let round = |number: usize| TABLE.map(|(_, weights)| weights[which][number]);
        let [first, rest] = [0, 1].map(round);
        let constant = SIGNS.len();
        let first = std::array::from_fn(|at| first[if at == constant { SEEN } else { at }]);
        Self { first, rounds: vec![rest, round(2), round(3)] }
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
