//! How common words are in the language at large.

use crate::text::{Language, Norm};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

static ENGLISH: &str = include_str!("../../../assets/background-en.txt");

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
            LISTED.get_or_init(|| Self::parse(ENGLISH))
        } else {
            EMPTY.get_or_init(|| Self { rates: FxHashMap::default(), unlisted: UNLISTED })
        }
    }

    /// Reads lines of a level and the stems of that level; a stem of level `n` makes up `exp(-n / 2)` of running text.
    fn parse(list: &str) -> Self {
        let mut rates = FxHashMap::default();
        let mut unlisted = UNLISTED;
        for line in list.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split_whitespace();
            let Some(level) = fields.next().and_then(|level| level.parse::<f64>().ok()) else { continue };
            unlisted = (-level / 2.0).exp();
            rates.extend(fields.map(|stem| (Norm::of(stem), unlisted)));
        }
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
