//! The words of a sentence that can be evidence, in their normal form: stems, numbers, dates.

use crate::text::{Language, Text, TextRange, Token, TokenKind};
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;

/// A word as found in a sentence.
pub struct Found<'a> {
    /// Its place; a date is one word.
    pub range: TextRange,
    /// Its normal form.
    pub key: Cow<'a, str>,
    /// A number or a date.
    pub number: bool,
    /// Written with a capital; `None` at the beginning of a sentence, where that tells nothing.
    pub capital: Option<bool>,
}

/// Reads the words of a sentence.
pub struct Reader<'a> {
    text: &'a Text,
    tokens: &'a [Token],
    /// The number of the first of them in the text.
    base: usize,
    at: usize,
    first: bool,
}

impl<'a> Reader<'a> {
    /// Reads the words of some tokens of a text.
    pub fn new(text: &'a Text, tokens: &'a [Token]) -> Self {
        let base = tokens.first().map_or(0, |token| text.tokens_in(token.range).indices().start);
        Self { text, tokens, base, at: 0, first: true }
    }

    fn english(&self) -> bool {
        matches!(self.text.language(), Language::ENGLISH | Language::Unknown)
    }

    fn part(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| self.text.slice(t.range))
    }

    fn word(&self, at: usize) -> Option<&'a str> {
        self.tokens.get(at).filter(|t| t.is_word()).map(|t| self.text.folded(t))
    }

    fn is(&self, at: usize, kind: TokenKind) -> bool {
        self.tokens.get(at).is_some_and(|t| t.kind == kind)
    }

    fn has_mark(&self, at: usize, marks: &str) -> bool {
        self.is(at, TokenKind::Mark) && marks.contains(self.part(at))
    }

    fn capital(&self, at: usize) -> bool {
        self.part(at).chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether a token is a single letter of a script without capitals: a word, or, where another follows at once, a part of
    /// one, since Chinese, Japanese and Thai put no blanks between words.
    fn letter(&self, at: usize) -> bool {
        self.is(at, TokenKind::Word)
            && self.part(at).chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase())
            && self.part(at).graphemes(true).nth(1).is_none()
    }

    /// Two letters of a script without blanks: every two neighbours are a word, as is usual for finding such texts. Not two
    /// Hiragana, which write endings and particles.
    fn pair_at(&self, at: usize) -> Option<Cow<'a, str>> {
        let next = self.word(at + 1).filter(|_| self.letter(at + 1))?;
        let pair = format!("{}{next}", self.word(at)?);
        (!pair.chars().all(|c| ('\u{3041}'..='\u{309f}').contains(&c))).then(|| pair.into())
    }

    /// The word that begins at a token: how many tokens it takes, its key, whether it is a number.
    fn word_at(&self, at: usize) -> Option<(usize, Cow<'a, str>, bool)> {
        let word = self.word(at)?;
        if self.letter(at) {
            let alone = !self.letter(at + 1) && (at == 0 || !self.letter(at - 1));
            let own = || Cow::from(self.text.normal(&self.tokens[at]));
            return if alone { Some((1, own(), false)) } else { self.pair_at(at).map(|pair| (2, pair, false)) };
        }
        if let Some((taken, key)) = self.date_at(at, word) {
            return Some((taken, key.into(), true));
        }
        if self.is(at, TokenKind::Number) && self.has_mark(at + 1, "/-–") && self.is(at + 2, TokenKind::Number) {
            return Some((3, format!("{}/{}", self.normal(at), self.normal(at + 2)).into(), true));
        }
        let language = self.text.language();
        if language.is_function_word(word) || language.is_no_evidence(word) {
            return None;
        }
        if let Some((taken, key)) = self.amount_at(at) {
            return Some((taken, key.into(), true));
        }
        Some((1, self.normal(at).into(), self.is(at, TokenKind::Number)))
    }

    fn normal(&self, at: usize) -> &'a str {
        self.text.normal(&self.tokens[at])
    }

    /// `53,000`, `fifty`, `5 million`: tokens taken, and the amount in digits.
    fn amount_at(&self, at: usize) -> Option<(usize, String)> {
        let (end, amount) = self.text.amount(self.base + at)?;
        let taken = end - self.base - at;
        // Products of decimals are not exact (`2.3 million`).
        let decimals = 10_000.0;
        (at + taken <= self.tokens.len()).then(|| (taken, format!("{}", (amount * decimals).round() / decimals)))
    }

    /// `June 22`, `Jun. 22`, `22 June`, `22. Juni`, `22 de junio`: tokens taken, and the date as month/day.
    fn date_at(&self, at: usize, word: &str) -> Option<(usize, String)> {
        if !self.is(at, TokenKind::Number) {
            return self.month_first(at);
        }
        let day = day(word)?;
        let mut next = if self.has_mark(at + 1, ".") && !self.english() { at + 3 } else { at + 2 };
        if matches!(self.word(next), Some("de" | "of")) {
            next += 2;
        }
        let month = self.month(next)?;
        Some((next + 1 - at, format!("{month}/{day}")))
    }

    /// Other languages than English set the day before the month: `в мае 22 человека` is no date.
    fn month_first(&self, at: usize) -> Option<(usize, String)> {
        let month = self.month(at).filter(|_| self.english())?;
        let next = if self.has_mark(at + 1, ".") { at + 3 } else { at + 2 };
        let day = day(self.word(next)?).filter(|_| self.is(next, TokenKind::Number))?;
        Some((next + 1 - at, format!("{month}/{day}")))
    }

    /// The month that a word names; in English it has a capital, which tells it from `may` and `march`.
    fn month(&self, at: usize) -> Option<u8> {
        self.text.language().month(self.word(at)?).filter(|_| self.capital(at) || !self.english())
    }
}

impl<'a> Iterator for Reader<'a> {
    type Item = Found<'a>;

    fn next(&mut self) -> Option<Found<'a>> {
        while self.at < self.tokens.len() {
            let at = self.at;
            // What numbers a clause or a verse is no word of it.
            if self.text.is_label(self.tokens[at].range) {
                self.at += 1;
                continue;
            }
            let found = self.word_at(at);
            // A letter is in the pair before it and in the one behind.
            let step = if self.letter(at) { 1 } else { found.as_ref().map_or(1, |f| f.0) };
            self.at += step;
            let first = self.first;
            self.first &= !self.tokens[at].is_word();
            if let Some((taken, key, number)) = found {
                let range = self.tokens[at].range.to(self.tokens[at + taken - 1].range);
                return Some(Found { range, key, number, capital: (!first).then(|| self.capital(at)) });
            }
        }
        None
    }
}

/// A day of the month: `22`, `22nd`.
fn day(word: &str) -> Option<u8> {
    word.trim_end_matches(char::is_alphabetic).parse().ok().filter(|day| (1..=31).contains(day))
}

/// What stands between double quotation marks; a quotation ends with its paragraph at the latest.
pub fn quoted(text: &Text) -> Vec<TextRange> {
    let content = text.content();
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for token in text.tokens() {
        let mark = token.range.of(content);
        let closes = match mark {
            "“" | "„" | "«" => false,
            "”" | "»" => true,
            "\"" => open.is_some(),
            _ => token.kind == TokenKind::Space && mark.contains('\n'),
        };
        if closes && let Some(start) = open.take() {
            found.push(TextRange::new(content, start, token.range.start().max(start)));
        } else if matches!(mark, "“" | "„" | "«" | "\"") {
            open = open.or(Some(token.range.end()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use whatlang::Lang;

    #[test]
    fn numbers_dates_and_stems() {
        let cases = [
            ("On June 22 he met Mr. Putin", "6/22 met putin"),
            ("a meeting on 22 June in Moscow", "meet 6/22 moscow"),
            ("Sept. 3 and March on", "9/3 march"),
            ("fifty minutes, 53,000 people, 9/11", "50 minut 53000 peopl 9/11"),
            ("the Senate voted 97-1", "senat vote 97/1"),
        ];
        for (content, expected) in cases {
            let text = Text::new(content.to_owned(), Some(Language::ENGLISH));
            let keys: Vec<_> = Reader::new(&text, text.tokens()).map(|found| found.key).collect();
            assert_eq!(keys.join(" "), expected);
        }
    }

    #[test]
    fn numbers_and_dates_have_the_same_keys_in_every_language() {
        let cases = [
            (Lang::Eng, "June 22", "22nd of June", "10,000"),
            (Lang::Deu, "22. Juni", "zweiundzwanzig", "10.000"),
            (Lang::Fra, "22 juin", "22 juin", "10\u{202f}000"),
            (Lang::Spa, "22 de junio", "veintidós", "10.000"),
            (Lang::Rus, "22 июня", "двадцать два", "10 000"),
            (Lang::Ukr, "22 червня", "двадцять два", "10 тисяч"),
            (Lang::Pol, "22 czerwca", "dwadzieścia dwa", "10 tysięcy"),
            (Lang::Ita, "22 giugno", "ventidue", "diecimila"),
            (Lang::Por, "22 de junho", "vinte e dois", "10 mil"),
            (Lang::Ara, "٢٢", "٢٢", "١٠٬٠٠٠"),
            (Lang::Hin, "२२", "२२", "१०,०००"),
            (Lang::Cmn, "２２", "２２", "１０，０００"),
        ];
        for (language, day, again, thousands) in cases {
            let key = |content: &str| {
                let text = Text::new(content.to_owned(), Some(Language::Known(language)));
                let keys: Vec<_> = Reader::new(&text, text.tokens()).map(|found| (found.key, found.number)).collect();
                assert!(keys.iter().all(|key| key.1), "{keys:?}");
                keys.into_iter().map(|key| key.0).collect::<Vec<_>>().join(" ")
            };
            assert!(matches!(key(day).as_str(), "6/22" | "22"), "{day}: {}", key(day));
            assert!(matches!(key(again).as_str(), "6/22" | "22"), "{again}: {}", key(again));
            assert_eq!(key(thousands), "10000");
        }
    }

    #[test]
    fn what_is_quoted() {
        let cases = [
            ("He said “all is well” and left", "all is well"),
            ("\"One\" and \"two\"", "One|two"),
            ("\"Not closed\nNext", "Not closed"),
        ];
        for (content, expected) in cases {
            let text = Text::new(content.to_owned(), Some(Language::ENGLISH));
            let parts: Vec<&str> = quoted(&text).into_iter().map(|range| text.slice(range)).collect();
            assert_eq!(parts.join("|"), expected);
        }
    }
}
