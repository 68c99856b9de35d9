//! Normal forms: what counts as the same word. They serve comparing only; what is shown is always the text itself.

use super::stem::Stemmer;
use super::token::TokenKind;
use std::borrow::Cow;
use std::hash::{Hash, Hasher};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

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

/// The normal form of a token: folded and stemmed for words, folded for numbers, the text itself for the rest.
pub fn normal<'a>(part: &'a str, folded: &'a str, kind: TokenKind, stemmer: Option<&Stemmer>) -> Cow<'a, str> {
    match kind {
        TokenKind::Word => match stemmer {
            Some(stemmer) if folded.is_ascii() => stemmer.stem(folded),
            // Suffix rules of other languages look at accents (`-é`, `-ий`), so the stem is taken before they go.
            Some(stemmer) => bare(&stemmer.stem(&lower(part))).into(),
            None => folded.into(),
        },
        TokenKind::Number => folded.into(),
        TokenKind::Space => " ".into(),
        TokenKind::Mark => part.into(),
    }
}

/// Lower case, accents off (`Türkiye` is `turkiye`), typographic apostrophes made plain, a possessive `'s` off.
///
/// Letters that only look accented stay (`й`, `ї`); `ё` is `е`, as most copy prints it.
pub fn fold(word: &str) -> String {
    if word.is_ascii() { without_possessive(word.to_ascii_lowercase()) } else { bare(&lower(word)) }
}

fn lower(word: &str) -> String {
    let plain = word.chars().flat_map(char::to_lowercase).map(|c| if matches!(c, '’' | 'ʼ') { '\'' } else { c });
    without_possessive(plain.nfc().collect())
}

fn without_possessive(mut word: String) -> String {
    if word.len() > 2 && word.ends_with("'s") {
        word.truncate(word.len() - 2);
    }
    word
}

fn bare(word: &str) -> String {
    if word.is_ascii() {
        return word.to_owned();
    }
    let mut bare = String::with_capacity(word.len());
    for c in word.nfc() {
        match c {
            'й' | 'ї' => bare.push(c),
            _ => bare.extend(std::iter::once(c).nfd().filter(|c| !is_combining_mark(*c))),
        }
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_makes_spellings_equal() {
        let same =
            [("Türkiye", "Turkiye"), ("Trump’s", "trump"), ("ещё", "еще"), ("CAFE\u{301}", "café"), ("ŁÓDŹ", "łodz")];
        for (a, b) in same {
            assert_eq!(fold(a), fold(b));
        }
        assert_ne!(fold("мой"), fold("мои"));
    }
}
