//! How much two texts have in common, whatever the order.

use super::form::Wishes;
use crate::text::Text;
use rustc_hash::FxHashMap;

/// The words of a text, and how often it has each.
#[derive(Debug)]
pub struct Likeness {
    words: FxHashMap<String, usize>,
    all: usize,
}

impl Likeness {
    /// Of a text.
    pub fn new(text: &Text) -> Self {
        let wishes = Wishes { no_case: true, ..Wishes::default() };
        let mut words: FxHashMap<String, usize> = FxHashMap::default();
        let mut all = 0;
        for token in text.tokens().iter().filter(|token| token.is_word()) {
            *words.entry(wishes.form(text.slice(token.range))).or_default() += 1;
            all += 1;
        }
        Self { words, all }
    }
}

/// The share of the longer text's words that both have, from 0 to 1; 0 where one has none.
pub fn likeness(a: &Likeness, b: &Likeness) -> f32 {
    let shared: usize = a.words.iter().filter_map(|(word, count)| Some(*count.min(b.words.get(word)?))).sum();
    let longer = a.all.max(b.all);
    if longer == 0 { 0.0 } else { shared as f32 / longer as f32 }
}
