//! Two sources as the search for runs sees them: the words that they share, where, and how telling each is.

use super::background::Background;
use super::words::Words;
use std::ops::Range;

/// Neighbouring words of one source, by index.
pub type Span = Range<usize>;

/// A stretch of the first source and one of the second.
#[derive(Clone, PartialEq, Debug)]
pub struct Stretch {
    /// Its two sides.
    pub sides: [Span; 2],
    /// How much speaks for it, in nats over chance.
    pub score: f64,
}

/// The kind of a word that the other source does not have.
pub const ALIEN: u32 = u32::MAX;
/// The kind of a word that counts neither way.
pub const NEUTRAL: u32 = u32::MAX - 1;

/// One source of the two.
pub struct Side<'a> {
    /// Its words.
    pub words: &'a Words,
    /// The kind of each word: a number below [`Pair::kinds`] where the other source has it too.
    pub kinds: Vec<u32>,
    /// Where each kind occurs: `places[starts[kind]..starts[kind + 1]]`.
    starts: Vec<u32>,
    places: Vec<u32>,
}

impl Side<'_> {
    /// Where a kind occurs, in order.
    pub fn occurrences(&self, kind: usize) -> &[u32] {
        &self.places[self.starts[kind] as usize..self.starts[kind + 1] as usize]
    }

    /// How many words it has.
    pub fn len(&self) -> usize {
        self.kinds.len()
    }
}

/// Two sources.
pub struct Pair<'a> {
    /// The first and the second.
    pub sides: [Side<'a>; 2],
    /// How often each kind is expected in one word of running text.
    pub rates: Vec<f64>,
}

impl<'a> Pair<'a> {
    /// Finds the kinds of two sources.
    pub fn new(words: [&'a Words; 2], background: &Background) -> Self {
        let mut sides = words.map(|words| {
            let mut kinds = vec![NEUTRAL; words.len()];
            for &(_, index) in &words.by_norm {
                kinds[index as usize] = ALIEN;
            }
            Side { words, kinds, starts: vec![0], places: Vec::new() }
        });
        let mut rates = Vec::new();
        let [mut a, mut b] = words.map(|words| words.by_norm.chunk_by(|x, y| x.0 == y.0).peekable());
        while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
            match x[0].0.cmp(&y[0].0) {
                std::cmp::Ordering::Less => drop(a.next()),
                std::cmp::Ordering::Greater => drop(b.next()),
                std::cmp::Ordering::Equal => {
                    let kind = u32::try_from(rates.len()).expect("fewer kinds than words");
                    rates.push(background.rate(x[0].0));
                    for (side, group) in sides.iter_mut().zip([a.next(), b.next()]) {
                        for &(_, index) in group.into_iter().flatten() {
                            side.kinds[index as usize] = kind;
                            side.places.push(index);
                        }
                        side.starts.push(side.places.len() as u32);
                    }
                }
            }
        }
        Self { sides, rates }
    }

    /// How many different words the two share.
    pub fn kinds(&self) -> usize {
        self.rates.len()
    }
}
