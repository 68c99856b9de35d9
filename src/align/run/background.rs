//! How common words are in the language at large.

use crate::text::{Language, Norm, common_stems};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// The rate of a word of which nothing is known: about that of the last word of the English list.
const UNLISTED: f64 = 1e-5;

/// How often words occur in running text.
pub struct Background {
    rates: FxHashMap<Norm, f64>,
    unlisted: f64,
}

impl Background {
    /// The list of a language; an empty one where there is none.
    pub fn of(languages: [Language; 2]) -> &'static Self {
        static LISTED: OnceLock<Background> = OnceLock::new();
        static EMPTY: OnceLock<Background> = OnceLock::new();
        if languages.contains(&Language::ENGLISH) || languages == [Language::Unknown; 2] {
            LISTED.get_or_init(Self::english)
        } else {
            EMPTY.get_or_init(|| Self { rates: FxHashMap::default(), unlisted: UNLISTED })
        }
    }

    /// The list of English.
    fn english() -> Self {
        let rate = |(level, stem): (f64, &str)| (Norm::of(stem), (-level / 2.0).exp());
        let rates: FxHashMap<Norm, f64> = common_stems().map(rate).collect();
        let unlisted = rates.values().copied().reduce(f64::min).unwrap_or(UNLISTED);
        Self { rates, unlisted }
    }

    /// The share of running text that a word makes up.
    pub fn rate(&self, norm: Norm) -> f64 {
        self.rates.get(&norm).copied().unwrap_or(self.unlisted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    #[test]
    fn common_words_are_listed_under_the_norms_of_texts() {
        let background = Background::of([Language::ENGLISH; 2]);
        let text = Text::new("The government's countries of the world".into(), Some(Language::ENGLISH));
        let rates: Vec<f64> = text.tokens().iter().filter(|t| t.is_word()).map(|t| background.rate(t.norm)).collect();
        assert!(rates.iter().all(|&rate| rate > 1e-4), "{rates:?}");
        assert!(rates[0] > 0.02, "{rates:?}");
        assert!(background.rate(Norm::of("zyzzyva")) < 3e-5);
    }
}
