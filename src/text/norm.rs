//! Normal forms: what counts as the same word. They serve comparing only; what is shown is always the text itself.

use super::token::TokenKind;
use rust_stemmers::Stemmer;
use std::hash::{Hash, Hasher};
use unicode_normalization::UnicodeNormalization;

/// Identity of a word after normalisation: equal norms are "the same word", in every text, in every run of the program.
///
/// It is a 64-bit hash of the normal form, so no table is shared between texts; a collision among the words of a
/// collection of a billion different ones has a chance of about 3 %.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Norm(u64);

impl Norm {
    /// The norm of a normal form.
    pub fn of(form: &str) -> Self {
        let mut hasher = rustc_hash::FxHasher::default();
        form.hash(&mut hasher);
        Self(hasher.finish())
    }
}

/// The norm of one token: folded and stemmed for words, the bare digits for numbers, the text itself for the rest.
pub fn norm_of(part: &str, kind: TokenKind, stemmer: Option<&Stemmer>) -> Norm {
    match kind {
        TokenKind::Word => {
            let folded = fold(part);
            stemmer.map_or_else(|| Norm::of(&folded), |stemmer| Norm::of(&stemmer.stem(&folded)))
        }
        TokenKind::Number => Norm::of(&part.replace(',', "").to_lowercase()),
        TokenKind::Space => Norm::of(" "),
        TokenKind::Mark => Norm::of(part),
    }
}

/// Lower case, accents off (`Türkiye` is `turkiye`), typographic apostrophes made plain, a possessive `'s` off.
pub fn fold(word: &str) -> String {
    let plain = if word.is_ascii() {
        word.to_ascii_lowercase()
    } else {
        word.nfd()
            .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
            .flat_map(char::to_lowercase)
            .map(|c| if c == '’' || c == 'ʼ' { '\'' } else { c })
            .nfc()
            .collect()
    };
    match plain.strip_suffix("'s") {
        Some(stem) if !stem.is_empty() => stem.to_owned(),
        _ => plain,
    }
}
