//! The link model: how the measures of a pair are weighed. Trained; the trainer stands beside the tests.

use super::measure::Measures;

static SHIPPED: &str = include_str!("../../assets/link-weights.txt");

/// A logistic regression over [`Measures`].
#[derive(Clone, PartialEq, Debug)]
pub struct LinkModel {
    constant: f32,
    weights: [f32; Measures::NAMES.len()],
}

impl LinkModel {
    /// A model of a constant and the weights of the measures, in their order.
    pub fn new(constant: f32, weights: [f32; Measures::NAMES.len()]) -> Self {
        Self { constant, weights }
    }

    /// The model that comes with the program.
    pub fn shipped() -> Self {
        Self::parse(SHIPPED).expect("the shipped weights are whole")
    }

    /// Reads lines of a measure's name and its weight; the line `constant` has the constant. None where a name is unknown or
    /// a number is not one; a measure that is not named weighs nothing.
    pub fn parse(text: &str) -> Option<Self> {
        let mut model = Self::new(0.0, [0.0; Measures::NAMES.len()]);
        for line in text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
            let (name, value) = line.split_once(' ')?;
            let value = value.trim().parse().ok()?;
            match Measures::NAMES.iter().position(|known| *known == name) {
                Some(at) => model.weights[at] = value,
                None if name == "constant" => model.constant = value,
                None => return None,
            }
        }
        Some(model)
    }

    /// The logarithm of the odds that two units say the same.
    pub fn odds(&self, measures: &Measures) -> f32 {
        self.constant + self.weights.iter().zip(measures.values()).map(|(w, m)| w * m).sum::<f32>()
    }
}
