//! Tokens: the smallest units that are compared. They tile the text.

use super::language::Language;
use super::norm::{Norm, norm_of};
use super::range::TextRange;
use unicode_segmentation::UnicodeSegmentation;

/// What a token is made of.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TokenKind {
    /// Letters (with inner apostrophes); a word.
    Word,
    /// Begins with a digit: `50`, `53,000`, `18`, `79th`.
    Number,
    /// White space.
    Space,
    /// Everything else.
    Mark,
}

/// One token: its place, its kind, its identity.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Token {
    /// Where it stands.
    pub range: TextRange,
    /// What it is made of.
    pub kind: TokenKind,
    /// Tokens with equal norms are the same word.
    pub norm: Norm,
}

impl Token {
    /// A word or a number.
    pub fn is_word(&self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Number)
    }
}

/// The tokens of `text`, first to last, without gap or overlap.
///
/// Words are those of Unicode's word boundaries (UAX 29), with two changes for news copy: letters glued by a full stop or
/// colon (`clarified.Ushakov`, `that:Putin`) are split there unless they are initials (`U.S`), and hyphens always split.
pub fn tokenize(text: &str, language: Language) -> Vec<Token> {
    let stemmer = language.stemmer();
    let mut tokens = Vec::with_capacity(text.len() / 3);
    for (at, piece) in text.split_word_bound_indices() {
        for (offset, part) in glued_parts(piece) {
            let start = at + offset;
            let range = TextRange::new(text, start, start + part.len());
            let kind = kind_of(part);
            tokens.push(Token { range, kind, norm: norm_of(part, kind, stemmer.as_ref()) });
        }
    }
    tokens
}

fn kind_of(part: &str) -> TokenKind {
    let Some(first) = part.chars().next() else { return TokenKind::Mark };
    if first.is_numeric() {
        TokenKind::Number
    } else if part.chars().any(is_letter) {
        TokenKind::Word
    } else if first.is_whitespace() {
        TokenKind::Space
    } else {
        TokenKind::Mark
    }
}

/// A letter or digit; a vowel sign alone, which Unicode counts as alphabetic, makes no word of the comma that it hangs on.
fn is_letter(character: char) -> bool {
    character.is_alphanumeric() && !unicode_normalization::char::is_combining_mark(character)
}

/// Splits `clarified.Ushakov` and `that:Putin` at the mark; leaves `U.S`, `e.g`, `3.5`, `bbc.co.uk` whole.
fn glued_parts(piece: &str) -> Vec<(usize, &str)> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut before: (Option<char>, Option<char>) = (None, None);
    let mut chars = piece.char_indices().peekable();
    while let Some((at, mark)) = chars.next() {
        let next = chars.peek().map(|&(_, c)| c);
        let glued = match mark {
            ':' => !before.0.is_some_and(char::is_numeric),
            '.' => {
                before.0.is_some_and(char::is_lowercase)
                    && before.1.is_some_and(char::is_alphabetic)
                    && next.is_some_and(char::is_uppercase)
            }
            _ => false,
        };
        if glued && at > start && next.is_some() {
            let (word, rest) = (TextRange::new(piece, start, at), TextRange::new(piece, at, at + mark.len_utf8()));
            parts.push((start, word.of(piece)));
            parts.push((at, rest.of(piece)));
            start = at + mark.len_utf8();
        }
        before = (Some(mark), before.0);
    }
    parts.push((start, TextRange::new(piece, start, piece.len()).of(piece)));
    parts
}
