//! The words of a sentence that can be evidence, in their normal form: stems, numbers, dates.

use crate::text::{Language, Text, TextRange, Token, TokenKind};
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;

/// English words that are no evidence beside those that carry no topic: verbs of saying and titles, because every sentence of
/// a report has them, and what is left of short forms; sorted.
const NO_EVIDENCE: [&str; 61] = [
    "according",
    "added",
    "adding",
    "adds",
    "also",
    "came",
    "come",
    "comes",
    "d",
    "dr",
    "etc",
    "even",
    "ever",
    "get",
    "gets",
    "getting",
    "go",
    "goes",
    "going",
    "gone",
    "got",
    "just",
    "let",
    "like",
    "ll",
    "m",
    "made",
    "make",
    "makes",
    "making",
    "mr",
    "mrs",
    "ms",
    "per",
    "put",
    "re",
    "really",
    "rep",
    "s",
    "said",
    "saw",
    "say",
    "saying",
    "says",
    "see",
    "seen",
    "sen",
    "still",
    "t",
    "take",
    "taken",
    "takes",
    "taking",
    "tell",
    "telling",
    "tells",
    "told",
    "took",
    "ve",
    "via",
    "went",
];

/// Numbers in words; larger ones are rarely spelled out in print.
const NUMBERS: [(&str, &str); 22] = [
    ("zero", "0"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
    ("eleven", "11"),
    ("twelve", "12"),
    ("thirteen", "13"),
    ("fourteen", "14"),
    ("fifteen", "15"),
    ("twenty", "20"),
    ("thirty", "30"),
    ("forty", "40"),
    ("fifty", "50"),
    ("sixty", "60"),
    ("dozen", "12"),
    ("hundred", "100"),
];

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

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
    at: usize,
    first: bool,
}

impl<'a> Reader<'a> {
    /// Reads the words of some tokens of a text.
    pub fn new(text: &'a Text, tokens: &'a [Token]) -> Self {
        Self { text, tokens, at: 0, first: true }
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
        if self.is(at, TokenKind::Number) {
            if self.has_mark(at + 1, "/-–") && self.is(at + 2, TokenKind::Number) {
                return Some((3, format!("{word}/{}", self.word(at + 2)?).into(), true));
            }
            return Some((1, word.replace(',', "").into(), true));
        }
        if self.text.language().is_function_word(word) || self.english() && NO_EVIDENCE.binary_search(&word).is_ok() {
            return None;
        }
        if self.english()
            && let Some((_, digits)) = NUMBERS.iter().find(|(name, _)| *name == word)
        {
            return Some((1, (*digits).into(), true));
        }
        Some((1, self.text.normal(&self.tokens[at]).into(), false))
    }

    /// `June 22`, `Jun. 22` and `22 June`: tokens taken, and the date as month/day.
    fn date_at(&self, at: usize, word: &str) -> Option<(usize, String)> {
        if self.is(at, TokenKind::Number) {
            let (day, month) = (day(word)?, month(self.word(at + 2)?)?);
            return self.capital(at + 2).then(|| (3, format!("{month}/{day}")));
        }
        let month = Some(word).filter(|_| self.capital(at)).and_then(month)?;
        let next = if self.has_mark(at + 1, ".") { at + 3 } else { at + 2 };
        let day = day(self.word(next)?).filter(|_| self.is(next, TokenKind::Number))?;
        Some((next + 1 - at, format!("{month}/{day}")))
    }
}

impl<'a> Iterator for Reader<'a> {
    type Item = Found<'a>;

    fn next(&mut self) -> Option<Found<'a>> {
        while self.at < self.tokens.len() {
            let at = self.at;
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

/// The month of a name or of its first three letters (`Sept` too), 1 to 12.
fn month(word: &str) -> Option<usize> {
    let short = |name: &str| word == "sept" && name == "september" || word.len() == 3 && name.starts_with(word);
    MONTHS.iter().position(|name| *name == word || short(name)).map(|at| at + 1)
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

    #[test]
    fn the_list_is_sorted() {
        assert!(NO_EVIDENCE.is_sorted());
    }

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
