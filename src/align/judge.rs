//! The judges: how the measures of a pair of statements are weighed. Two small networks, trained; the trainer stands beside the
//! tests.

use super::measure::Likeness;
use super::weigher::Weigher;
use std::sync::OnceLock;

static SHIPPED: &str = include_str!("../../assets/statement-weights.txt");

/// What judges pairs of statements: first each by itself, then with what the first judge says of all others.
#[derive(Clone, PartialEq, Debug)]
pub struct Judges {
    first: Weigher,
    last: Weigher,
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
        let mut judges = [Weigher::default(), Weigher::default()];
        let mut at = 0;
        for line in text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
            match line {
                "[first]" => at = 0,
                "[last]" => at = 1,
                _ => judges[at].read(line, Likeness::NAMES)?,
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
