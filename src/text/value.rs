//! Values: numbers, dates and times, whatever their notation.

use super::date::date_or_time;
use super::language::Language;
use super::lexicon::Lexicon;
use super::norm::fold;
use super::range::TextRange;
use super::token::{Token, TokenKind};

/// A number, a date or a time as a value: `53,000` and `53 000`, `June 22` and `22 June` are equal.
#[derive(Clone, PartialEq, Debug)]
pub enum Value {
    /// A quantity, with its unit's norm where one stands beside it (`50 minutes`, `$250,000`, `12 percent`).
    Number {
        /// The quantity; `fifty` is 50, `1.2 million` is 1,200,000, `two-thirds` and `1 in 3` are parts of one.
        amount: f64,
        /// What is counted, in lower case and singular, or a currency sign; `percent`; `th` for a place in a row.
        unit: Option<String>,
    },
    /// Two numbers of one thing: a score, a vote, a range of ages (`97-1`, `18 to 25`).
    Pair {
        /// The first.
        first: f64,
        /// The second.
        second: f64,
    },
    /// A calendar date, as much of it as is said.
    Date {
        /// The year.
        year: Option<i16>,
        /// The month, 1 to 12.
        month: Option<u8>,
        /// The day of the month, 1 to 31.
        day: Option<u8>,
    },
    /// A day of the week, 0 for Monday.
    Weekday(u8),
    /// A time of day, in minutes after midnight.
    Time(u16),
}

/// A value and where it stands.
#[derive(Clone, PartialEq, Debug)]
pub struct Valued {
    /// The words that give it.
    pub range: TextRange,
    /// What they mean.
    pub value: Value,
}

/// The values of a text, in order, without overlap.
pub fn values(text: &str, tokens: &[Token], language: Language) -> Vec<Valued> {
    let english = matches!(language, Language::ENGLISH | Language::Unknown);
    let read = Reader { text, tokens, lexicon: Lexicon::of(language), english };
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let read_here = tokens[at].is_word() || matches!(read.part(at), "$" | "€" | "£" | "¥" | "₽" | "₴");
        let value = if read_here { date_or_time(&read, at).or_else(|| super::number::number(&read, at)) } else { None };
        match value {
            Some((end, value)) => {
                found.push(Valued { range: tokens[at].range.to(tokens[end - 1].range), value });
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// A text's tokens, with what is asked of them; every question may be asked of tokens past the end.
pub struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    /// The words of its language.
    pub lexicon: &'static Lexicon,
    /// Months come before days, and their names begin with capitals.
    pub english: bool,
}

impl Reader<'_> {
    /// The text of a token.
    pub fn part(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| t.range.of(self.text))
    }

    /// The folded text of a token.
    pub fn folded(&self, at: usize) -> String {
        fold(self.part(at))
    }

    fn is(&self, at: usize, kind: TokenKind) -> bool {
        self.tokens.get(at).is_some_and(|t| t.kind == kind)
    }

    /// Letters.
    pub fn is_word(&self, at: usize) -> bool {
        self.is(at, TokenKind::Word)
    }

    /// White space.
    pub fn is_space(&self, at: usize) -> bool {
        self.is(at, TokenKind::Space)
    }

    /// It begins with a capital letter.
    pub fn capital(&self, at: usize) -> bool {
        self.part(at).starts_with(char::is_uppercase)
    }

    /// A number of nothing but ASCII digits.
    pub fn digits(&self, at: usize) -> Option<u32> {
        let part = self.part(at);
        part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok())?
    }

    /// The next token that is not white space on the same line.
    pub fn after_spaces(&self, at: usize) -> usize {
        at + usize::from(self.is_space(at) && !self.part(at).contains('\n'))
    }

    /// What is counted by a number that ends before `at`, where it is one of the listed units, and one past it.
    pub fn unit_after(&self, at: usize) -> Option<(&'static str, usize)> {
        if self.part(at) == "%" {
            return Some(("percent", at + 1));
        }
        let next = if matches!(self.part(at), "-" | "‑" | "–") { at + 1 } else { self.after_spaces(at) };
        if self.part(next) == "%" {
            return Some(("percent", next + 1));
        }
        let word = self.folded(next);
        if word == "per" && self.folded(next + 2) == "cent" {
            return Some(("percent", next + 3));
        }
        let unit = *self.lexicon.units.get(&word).filter(|_| next > at)?;
        // `2 sec` and the unit are one word apart at most; `p.m` is no unit.
        Some((unit, next + 1))
    }
}
