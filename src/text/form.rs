//! The different forms of a text's words, each made once.

use super::figure;
use super::norm::{fold, normal};
use super::stem::Stemmer;
use super::token::TokenKind;

/// Folded and normal forms, one after the other in one string: a text has hundreds of them, and most are short.
#[derive(Clone, Debug, Default)]
pub struct Forms {
    letters: String,
    /// By form: where its folded form begins and ends, and where its normal form ends, which begins there; where that is
    /// nothing, the two are the same.
    places: Vec<[usize; 3]>,
}

impl Forms {
    /// Adds the forms of a token, and returns their number. Numbers have ASCII digits in both of them; `points` tells
    /// whether their language writes a point before decimals.
    pub fn add(&mut self, part: &str, kind: TokenKind, (stemmer, points): (Option<&Stemmer>, bool)) -> u32 {
        let number = kind == TokenKind::Number;
        let folded = if number { fold(&figure::plain(part)) } else { fold(part) };
        let normal = if number { figure::normal(&folded, points).into() } else { normal(part, &folded, kind, stemmer) };
        let start = self.letters.len();
        self.letters.push_str(&folded);
        let middle = self.letters.len();
        if normal != folded {
            self.letters.push_str(&normal);
        }
        self.places.push([start, middle, self.letters.len()]);
        u32::try_from(self.places.len() - 1).expect("texts are under 4 GiB")
    }

    /// The folded form of a number.
    pub fn folded(&self, form: u32) -> &str {
        let [start, middle, _] = self.places[form as usize];
        self.letters.get(start..middle).unwrap_or_default()
    }

    /// The normal form of a number.
    pub fn normal(&self, form: u32) -> &str {
        let [start, middle, end] = self.places[form as usize];
        self.letters.get(if middle < end { middle..end } else { start..middle }).unwrap_or_default()
    }
}
