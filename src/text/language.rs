//! The language of a text, and what is known of it: stems, later abbreviations and function words.

use rust_stemmers::{Algorithm, Stemmer};
use whatlang::Lang;

/// A language as detected or declared; `Unknown` where nothing can be said.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Language {
    /// No language could be told.
    #[default]
    Unknown,
    /// A language of the detector.
    Known(Lang),
}

impl Language {
    /// English.
    pub const ENGLISH: Self = Self::Known(Lang::Eng);

    /// The language of `text`, from its letters and their sequences; a short or mixed text may have none.
    pub fn detect(text: &str) -> Self {
        let head: String = text.chars().take(4_000).collect();
        match whatlang::detect(&head) {
            Some(info) if info.is_reliable() || head.len() > 200 => Self::Known(info.lang()),
            _ => Self::Unknown,
        }
    }

    /// The snowball stemmer, where there is one.
    pub fn stemmer(self) -> Option<Stemmer> {
        let algorithm = match self {
            Self::Known(Lang::Eng) | Self::Unknown => Algorithm::English,
            Self::Known(Lang::Deu) => Algorithm::German,
            Self::Known(Lang::Fra) => Algorithm::French,
            Self::Known(Lang::Spa) => Algorithm::Spanish,
            Self::Known(Lang::Rus) => Algorithm::Russian,
            Self::Known(_) => return None,
        };
        Some(Stemmer::create(algorithm))
    }
}
