//! The weigher: a small network that says of measures how sure they make.

/// A network of one hidden layer beside a linear model.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Weigher {
    /// For each measure that it looks at: which it is, its usual value, how far it usually is from that, its weights for the
    /// hidden units, and its own.
    inputs: Vec<(usize, f32, f32, Vec<f32>, f32)>,
    /// Of the hidden units: the constant, and the weight.
    hidden: Vec<[f32; 2]>,
    constant: f32,
}

impl Weigher {
    /// Reads one line of weights, of the measures of these names: `constant`, `hidden`, `weights`, or a measure. None where a name
    /// is unknown or a number is not one.
    pub fn read(&mut self, line: &str, names: &[&str]) -> Option<()> {
        let (name, rest) = line.split_once(' ')?;
        let numbers: Vec<f32> = rest.split_whitespace().map(|n| n.parse().ok()).collect::<Option<_>>()?;
        match name {
            "constant" => self.constant = *numbers.first()?,
            "hidden" => self.hidden = numbers.into_iter().map(|constant| [constant, 0.0]).collect(),
            "weights" => self.hidden.iter_mut().zip(numbers).for_each(|(unit, weight)| unit[1] = weight),
            _ => {
                let at = names.iter().position(|known| *known == name)?;
                let [usual, spread, weights @ .., own] = numbers.as_slice() else { return None };
                self.inputs.push((at, *usual, *spread, weights.to_vec(), *own));
            }
        }
        Some(())
    }

    /// Whether every measure has a weight for every hidden unit.
    pub fn is_whole(&self) -> bool {
        self.inputs.iter().all(|input| input.3.len() == self.hidden.len())
    }

    /// How sure it is, 0 to 1, of what has these measures, in the order of the names.
    pub fn sure(&self, values: &[f32]) -> f32 {
        let mut hidden: Vec<f32> = self.hidden.iter().map(|unit| unit[0]).collect();
        let mut sum = self.constant;
        for (at, usual, spread, weights, own) in &self.inputs {
            let value = (values[*at] - usual) / spread;
            sum += own * value;
            hidden.iter_mut().zip(weights).for_each(|(unit, weight)| *unit += weight * value);
        }
        sum += self.hidden.iter().zip(hidden).map(|(unit, value)| unit[1] * value.tanh()).sum::<f32>();
        // Rounded, so that nothing hangs on the last bit.
        (4096.0 / (1.0 + (-sum).exp())).round() / 4096.0
    }
}
