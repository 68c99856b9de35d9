//! How sure it is that two documents tell one story: a logistic model over what they share.

use super::lead::Lead;
use super::likeness::Likeness;
use crate::meaning::{Bearing, DIMENSIONS};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// Weights and centres, written by `tests/train/grouping.py`.
static SHIPPED: &str = include_str!("../../assets/story-weights.txt");

/// Thousandths of log-odds: whole numbers, so that sums are the same in whatever order.
pub type Odds = i32;

/// No pair counts for more or less.
pub const MOST_ODDS: Odds = 6_000;

/// How sure odds are, 0.01 to 0.99, in hundredths: nothing is certain.
pub fn sure(odds: Odds) -> f64 {
    let share = 1.0 / (1.0 + (-f64::from(odds) / 1_000.0).exp());
    (share * 100.0).round().clamp(1.0, 99.0) / 100.0
}

/// The names of the signs, in their order.
pub const SIGNS: [&str; 10] =
    ["constant", "words", "names", "beginnings", "sounds", "meaning", "told", "covered", "rest", "long"];

/// Words in passages that tell something, from the most that are common property to the fewest that are none.
const PHRASE: f32 = 5.0;
const PASSAGE: f32 = 12.0;

/// Kinds of pairs, each with weights of its own: of one language or two, by their words alone or by what their leads mean, too.
pub const KINDS: [&str; 4] = ["one", "two", "one-meaning", "two-meaning"];

/// The share of the shorter document that stands in shared passages, from which on it is a copy; and how sure it is at least that
/// a copy tells the same. Where all documents are copies no word is rare.
const COPIED: f32 = 0.9;
const COPIED_ODDS: Odds = 3_000;

/// Added to a cosine before its logarithm is taken.
const FLOOR: f32 = 0.01;

/// Documents of no collection in particular whose leads lie at the shipped centre, and are counted beside a collection's own: in
/// a folder of one story what is usual is not what this tells.
const OTHERS: f32 = 20.0;

/// The judge of pairs.
pub struct Judge {
    weights: [[f32; SIGNS.len()]; KINDS.len()],
    /// Where leads lie as a rule, by their language; of another language nowhere in particular.
    centres: FxHashMap<&'static str, Vec<f32>>,
    usual: Vec<f32>,
}

impl Judge {
    /// The one that is shipped.
    pub fn shipped() -> &'static Self {
        static JUDGE: OnceLock<Judge> = OnceLock::new();
        JUDGE.get_or_init(|| Self::read(SHIPPED))
    }

    /// Reads lines of a kind, a sign and its weight, or of `centre`, a language and numbers.
    fn read(lines: &'static str) -> Self {
        let mut judge =
            Self { weights: Default::default(), centres: FxHashMap::default(), usual: vec![0.0; DIMENSIONS] };
        for line in lines.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split(' ');
            let (Some(kind), Some(name)) = (fields.next(), fields.next()) else { continue };
            let numbers: Vec<f32> = fields.filter_map(|field| field.parse().ok()).collect();
            let place = KINDS.iter().position(|known| *known == kind);
            let sign = SIGNS.iter().position(|known| *known == name);
            match (place.zip(sign), numbers.as_slice()) {
                (Some((kind, sign)), [weight]) => judge.weights[kind][sign] = *weight,
                (None, numbers) if numbers.len() == DIMENSIONS && name == "usual" => judge.usual = numbers.to_vec(),
                (None, numbers) if numbers.len() == DIMENSIONS => drop(judge.centres.insert(name, numbers.to_vec())),
                (Some(_) | None, _) => panic!("the shipped weights are whole: {kind} {name}"),
            }
        }
        judge
    }

    /// How sure it is that two documents tell one story, which share so many words in passages that tell something; below 0 it
    /// is rather not so.
    pub fn odds(&self, likeness: &Likeness, told: u32) -> Odds {
        let weights = &self.weights[kind(likeness)];
        let odds: f32 = weights.iter().zip(signs(likeness, told)).map(|(weight, sign)| weight * sign).sum();
        let least = if is_copy(likeness, told) { COPIED_ODDS } else { -MOST_ODDS };
        ((odds * 1_000.0).round() as Odds).clamp(least, MOST_ODDS)
    }

    /// Where the leads of a collection point from what is usual among those of their language.
    pub fn bearings(&self, leads: &[&Lead]) -> Vec<Option<Bearing>> {
        let mut centres: FxHashMap<Option<&str>, (f32, Vec<f32>)> = FxHashMap::default();
        for (lead, mean) in leads.iter().filter_map(|lead| Some((lead, lead.mean.as_ref()?))) {
            let start = || (OTHERS, self.centre(lead).iter().map(|x| x * OTHERS).collect());
            let (count, sum) = centres.entry(lead.language.as_deref()).or_insert_with(start);
            *count += 1.0;
            sum.iter_mut().zip(mean.numbers()).for_each(|(sum, x)| *sum += f32::from(*x));
        }
        for (count, sum) in centres.values_mut() {
            sum.iter_mut().for_each(|x| *x /= *count);
        }
        leads.iter().map(|lead| Some(lead.mean.as_ref()?.bearing(&centres.get(&lead.language.as_deref())?.1))).collect()
    }

    fn centre(&self, lead: &Lead) -> &[f32] {
        lead.language.as_deref().and_then(|language| self.centres.get(language)).unwrap_or(&self.usual)
    }
}

/// Whether one of two documents is a copy of the other, or of a part of it; they share so many words in passages that tell something.
pub fn is_copy(likeness: &Likeness, told: u32) -> bool {
    likeness.covered >= COPIED && told as f32 >= PASSAGE
}

/// Which weights are for a pair.
pub fn kind(likeness: &Likeness) -> usize {
    usize::from(likeness.foreign) + 2 * usize::from(likeness.meaning.is_some())
}

/// What is weighed of a pair.
pub fn signs(likeness: &Likeness, told: u32) -> [f32; SIGNS.len()] {
    let logarithm = |cosine: f32| (cosine + FLOOR).ln();
    [
        1.0,
        logarithm(likeness.words),
        logarithm(likeness.names),
        logarithm(likeness.beginnings),
        logarithm(likeness.sounds),
        likeness.meaning.unwrap_or(0.0),
        (1.0 + told as f32).ln(),
        likeness.covered,
        likeness.rest.clamp(-2.0, 10.0),
        ((told as f32 - PHRASE) / (PASSAGE - PHRASE)).clamp(0.0, 1.0),
    ]
}
