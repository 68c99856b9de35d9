//! The judges: how the measures of a pair of statements are weighed. Two small networks, trained; the trainer stands beside the
//! tests.

use super::measure::Likeness;
use std::sync::OnceLock;

static SHIPPED: &str = include_str!("../../assets/statement-weights.txt");

/// What judges pairs of statements: first each by itself, then with what the first judge says of all others.
#[derive(Clone, PartialEq, Debug)]
pub struct Judges {
    first: Judge,
    last: Judge,
}

/// A network of one hidden layer beside a linear model.
#[derive(Clone, PartialEq, Debug, Default)]
struct Judge {
    /// For each measure that it looks at: which it is, its usual value, how far it usually is from that, its weights for the
    /// hidden units, and its own.
    inputs: Vec<(usize, f32, f32, Vec<f32>, f32)>,
    /// Of the hidden units: the constant, and the weight.
    hidden: Vec<[f32; 2]>,
    constant: f32,
}

impl Judges {
    /// Those that come with the program.
    pub fn shipped() -> &'static Self {
        static JUDGES: OnceLock<Judges> = OnceLock::new();
        JUDGES.get_or_init(|| Self::parse(SHIPPED).expect("the shipped weights are whole"))
    }

    /// Reads the weights: a section for each judge, headed `[first]` and `[last]`; a line for each measure, with its usual value,
    /// how far it usually is from that, its weight for each hidden unit, and its own; the lines `hidden` and `weights` with the
    /// constants and weights of these, and `constant`. None where a name is unknown or a number is not one.
    pub fn parse(text: &str) -> Option<Self> {
        let mut judges = [Judge::default(), Judge::default()];
        let mut at = 0;
        for line in text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
            match line {
                "[first]" => at = 0,
                "[last]" => at = 1,
                _ => judges[at].read(line)?,
            }
        }
        let [first, last] = judges;
        (first.is_whole() && last.is_whole()).then_some(Self { first, last })
    }

    /// How sure it is, 0 to 1, that two statements say the same, by themselves.
    pub fn first(&self, likeness: &Likeness) -> f32 {
        self.first.sure(&likeness.values())
    }

    /// How sure it is, 0 to 1, that two statements say the same, beside all others.
    pub fn last(&self, likeness: &Likeness) -> f32 {
        self.last.sure(&likeness.values())
    }
}

impl Judge {
    fn read(&mut self, line: &str) -> Option<()> {
        let (name, rest) = line.split_once(' ')?;
        let numbers: Vec<f32> = rest.split_whitespace().map(|n| n.parse().ok()).collect::<Option<_>>()?;
        match name {
            "constant" => self.constant = *numbers.first()?,
            "hidden" => self.hidden = numbers.into_iter().map(|constant| [constant, 0.0]).collect(),
            "weights" => self.hidden.iter_mut().zip(numbers).for_each(|(unit, weight)| unit[1] = weight),
            _ => {
                let at = Likeness::NAMES.iter().position(|known| *known == name)?;
                let [usual, spread, weights @ .., own] = numbers.as_slice() else { return None };
                self.inputs.push((at, *usual, *spread, weights.to_vec(), *own));
            }
        }
        Some(())
    }

    fn is_whole(&self) -> bool {
        self.inputs.iter().all(|input| input.3.len() == self.hidden.len())
    }

    fn sure(&self, values: &[f32]) -> f32 {
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
