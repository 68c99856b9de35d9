//! A text being read: its tokens, and what every rule asks of them.

use super::figure;
use super::form::Forms;
use super::language::Language;
use super::lexicon::Lexicon;
use super::range::TextRange;
use super::token::{Token, TokenKind};

/// A text's tokens in their language; every question may be asked of tokens past the end.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// The text.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: &'a [Token],
    /// Its language.
    pub language: Language,
    /// The words of that language.
    pub lexicon: &'static Lexicon,
    /// English customs hold: months before days, their names with capitals.
    pub english: bool,
    /// A point stands before decimals, and commas between thousands.
    pub points: bool,
    forms: &'a Forms,
}

impl<'a> Reading<'a> {
    /// A reading of tokens in a language.
    pub fn new(text: &'a str, (tokens, forms): (&'a [Token], &'a Forms), language: Language) -> Self {
        let english = matches!(language, Language::ENGLISH | Language::Unknown);
        let points = figure::has_points(language);
        Self { text, tokens, language, lexicon: Lexicon::of(language), english, points, forms }
    }

    /// The text of a token.
    pub fn part(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| t.range.of(self.text))
    }

    /// The folded text of a token.
    pub fn folded(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| self.forms.folded(token.form))
    }

    /// The place of the tokens `first..=last`.
    pub fn place(&self, first: usize, last: usize) -> TextRange {
        self.tokens[first].range.to(self.tokens[last].range)
    }

    /// The token that holds a byte.
    pub fn token_at(&self, byte: usize) -> usize {
        self.tokens.partition_point(|t| t.range.end() <= byte)
    }

    /// What a token is made of.
    pub fn is(&self, at: usize, kind: TokenKind) -> bool {
        self.tokens.get(at).is_some_and(|t| t.kind == kind)
    }

    /// Letters, or a number.
    pub fn is_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(Token::is_word)
    }

    /// White space.
    pub fn is_space(&self, at: usize) -> bool {
        self.is(at, TokenKind::Space)
    }

    /// A word that begins with a capital letter.
    pub fn capital(&self, at: usize) -> bool {
        self.is(at, TokenKind::Word) && self.part(at).starts_with(char::is_uppercase)
    }

    /// A number of nothing but digits.
    pub fn digits(&self, at: usize) -> Option<u32> {
        let part = self.folded(at);
        part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok())?
    }

    /// The next token that is not white space on the same line.
    pub fn after_spaces(&self, at: usize) -> usize {
        at + usize::from(self.is_space(at) && !self.part(at).contains('\n'))
    }
}

/// A word without its possessive `'s`.
pub fn without_possessive(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

/// A word with a possessive `'s`.
pub fn is_possessive(word: &str) -> bool {
    word.ends_with("'s") || word.ends_with("’s")
}
