//! The words of a document in one light pass: what a collection of thousands needs of each, and no more.
//!
//! The full reading of a text (sentences, names, values, stems) costs a hundred times as much; it is done when a story is
//! opened.

use crate::text::{Language, fold};
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::sync::OnceLock;

/// A word, folded and hashed to 30 bits: equal words are equal in every document, in every run and on every machine. Of a
/// million different words some five hundred pairs meet in one hash; no passage is made of that.
///
/// The lowest bit tells whether it is a function word (`the`, `und`): those say nothing of what a document is about. The next
/// one tells whether it has a capital here, as names have; it is no part of what makes words equal.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Word(pub u32);

/// The bit of a function word.
const FUNCTION: u32 = 1;
/// The bit of a capital.
const CAPITAL: u32 = 2;

impl Word {
    /// What is equal for equal words.
    pub fn key(self) -> u32 {
        self.0 & !CAPITAL
    }

    /// It carries no topic.
    pub fn is_function(self) -> bool {
        self.0 & FUNCTION != 0
    }

    /// It has a capital here.
    pub fn is_capital(self) -> bool {
        self.0 & CAPITAL != 0
    }
}

impl PartialEq for Word {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Word {}

/// The words of many documents, one after the other.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Words {
    all: Vec<Word>,
    /// Where the words of each document end.
    ends: Vec<usize>,
}

impl Words {
    /// The words of one document more.
    pub fn push(&mut self, words: &[Word]) {
        self.all.extend_from_slice(words);
        self.ends.push(self.all.len());
    }

    /// Without the last document.
    pub fn pop(&mut self) {
        self.ends.pop();
        self.all.truncate(self.ends.last().copied().unwrap_or(0));
    }

    /// How many documents there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// There are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The words of a document.
    ///
    /// # Panics
    /// Where there is no such document.
    pub fn of(&self, document: usize) -> &[Word] {
        let start = document.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[start..self.ends[document]]
    }

    /// The words of each document.
    pub fn iter(&self) -> impl Iterator<Item = &[Word]> {
        (0..self.len()).map(|document| self.of(document))
    }

    /// All words as bytes, four each.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.all.iter().flat_map(|word| word.0.to_le_bytes()).collect()
    }

    /// From what [`Words::to_bytes`] gave, and how many words each document has; nothing where these do not agree.
    pub fn from_bytes(bytes: &[u8], lengths: &[u32]) -> Option<Self> {
        let all: Vec<Word> = bytes.as_chunks().0.iter().map(|word| Word(u32::from_le_bytes(*word))).collect();
        let ends = lengths.iter().scan(0usize, |end, length| {
            *end = end.saturating_add(*length as usize);
            Some(*end)
        });
        let ends: Vec<usize> = ends.collect();
        (ends.last().copied().unwrap_or(0) == all.len() && bytes.len() == 4 * all.len()).then_some(Self { all, ends })
    }
}

/// Where some words of a text stand in it, by their numbers, as bytes.
pub fn place_of(text: &str, words: &Range<usize>) -> Range<usize> {
    let mut place = text.len()..text.len();
    let mut number = 0;
    each_word(text, |word| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        if number == words.start {
            place = start..start;
        }
        if words.contains(&number) {
            place.end = start + word.len();
        }
        number += 1;
    });
    place
}

/// The words and numbers of a text, in order.
pub fn words(text: &str) -> Vec<Word> {
    let functions = function_words();
    let mut words = Vec::with_capacity(text.len() / 6);
    let mut lower = Vec::new();
    each_word(text, |word| {
        let hash = if word.is_ascii() {
            lower.clear();
            lower.extend(word.bytes().map(|byte| byte.to_ascii_lowercase()));
            hash(lower.strip_suffix(b"'s").filter(|stem| !stem.is_empty()).unwrap_or(&lower))
        } else {
            hash(fold(word).as_bytes())
        };
        let function = if functions.contains(&hash) { FUNCTION } else { 0 };
        let capital = if word.starts_with(char::is_uppercase) { CAPITAL } else { 0 };
        words.push(Word(hash | function | capital));
    });
    words
}

/// Runs of letters and digits, with the apostrophes between letters and the points and commas between digits. Scripts that
/// write no blanks have a word a character.
pub fn each_word<'a>(text: &'a str, mut take: impl FnMut(&'a str)) {
    let mut start = None;
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    let mut end_at = |start: &mut Option<usize>, at: usize| {
        if let Some(word) = start.take().and_then(|start: usize| text.get(start..at)) {
            take(word);
        }
    };
    while let Some((at, c)) = chars.next() {
        if writes_no_blanks(c) {
            end_at(&mut start, at);
            start = Some(at);
            end_at(&mut start, at + c.len_utf8());
        } else if c.is_alphanumeric() {
            start = start.or(Some(at));
        } else if start.is_some() {
            let next = chars.peek().map_or(' ', |(_, next)| *next);
            let joins = match c {
                '\'' | '’' => before.is_alphabetic() && next.is_alphabetic(),
                '.' | ',' => before.is_ascii_digit() && next.is_ascii_digit(),
                // Accents written as characters of their own.
                '\u{300}'..='\u{36f}' => true,
                _ => false,
            };
            if !joins {
                end_at(&mut start, at);
            }
        }
        before = c;
    }
    end_at(&mut start, text.len());
}

/// Thai to Burmese, Khmer, kana and Han.
fn writes_no_blanks(c: char) -> bool {
    c > '\u{e00}'
        && c.is_alphanumeric()
        && matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
            | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// FNV-1a, with a last mix that brings all of its bits into those that are kept; the lowest two bits are 0.
pub fn hash(folded: &[u8]) -> u32 {
    let hash = folded
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    let mixed = (hash ^ (hash >> 29)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
    u32::try_from(mixed).unwrap_or(u32::MAX) & !(FUNCTION | CAPITAL)
}

/// The hashes of the function words of all languages that have a list.
fn function_words() -> &'static FxHashSet<u32> {
    static HASHES: OnceLock<FxHashSet<u32>> = OnceLock::new();
    HASHES.get_or_init(|| Language::function_words().map(|word| hash(word.as_bytes())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_many_scripts() {
        let cases: &[(&str, &[&str])] = &[
            ("Türkiye’s 53,000 men, don't.", &["Türkiye’s", "53,000", "men", "don't"]),
            ("the 'end' of 3.5. U.S.", &["the", "end", "of", "3.5", "U", "S"]),
            ("東京tower塔", &["東", "京", "tower", "塔"]),
            ("cafe\u{301} — ", &["cafe\u{301}"]),
            ("", &[]),
        ];
        for (text, expected) in cases {
            let mut found = Vec::new();
            each_word(text, |word| found.push(word));
            assert_eq!(found, *expected);
        }
    }

    #[test]
    fn spellings_are_folded_and_function_words_told() {
        assert_eq!(words("Trump’s CAFÉ Trump's"), words("trump cafe TRUMP"));
        let told: Vec<bool> = words("The mayor of Lyon").into_iter().map(Word::is_function).collect();
        assert_eq!(told, [true, false, true, false]);
    }
}
