//! Tokens: the smallest units that are compared. They tile the text.

use super::figure;
use super::form::Forms;
use super::language::Language;
use super::norm::Norm;
use super::range::TextRange;
use rustc_hash::FxHashMap;
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
    /// The number of its form in its text.
    pub(super) form: u32,
}

impl Token {
    /// A word or a number.
    pub fn is_word(&self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Number)
    }
}

/// The tokens of `text`, first to last, without gap or overlap, and their forms.
///
/// Words are those of Unicode's word boundaries (UAX 29), with two changes for news copy: letters glued by a full stop or
/// colon (`clarified.Ushakov`, `that:Putin`) are split there unless they are initials (`U.S`), and hyphens always split.
pub fn tokenize(text: &str, language: Language) -> (Vec<Token>, Forms) {
    let (stemmer, points) = (language.stemmer(), figure::has_points(language));
    let mut tokens = Vec::with_capacity(text.len() / 3);
    let mut forms = Forms::default();
    // Most words of a text are said more than once.
    let mut known: FxHashMap<&str, (TokenKind, Norm, u32)> = FxHashMap::default();
    each_piece(text, |at, piece| {
        each_part(piece, |offset, part| {
            let (kind, norm, form) = *known.entry(part).or_insert_with(|| {
                let kind = kind_of(part);
                let form = forms.add(part, kind, (stemmer.as_ref(), points));
                (kind, Norm::of(forms.normal(form)), form)
            });
            let start = at + offset;
            tokens.push(Token { range: TextRange::new(text, start, start + part.len()), kind, norm, form });
        });
    });
    (tokens, forms)
}

/// The pieces between Unicode's word boundaries, with their places.
///
/// Plain ASCII is nearly all of most texts and needs no tables: `plain` knows it, and all else is read up to the next blank
/// by the tables. A blank between ASCII neighbours is a boundary on both sides, whatever stands before.
fn each_piece<'a>(text: &'a str, mut take: impl FnMut(usize, &'a str)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if let Some(end) = plain(bytes, at) {
            take(at, TextRange::new(text, at, end).of(text));
            at = end;
            continue;
        }
        let blank = |&end: &usize| {
            bytes[end] == b' '
                && bytes[end - 1] != b' '
                && bytes.get(end + 1).is_some_and(|b| b.is_ascii() && *b != b' ')
        };
        let end = (at + 1..bytes.len()).find(blank).unwrap_or(bytes.len());
        for (offset, piece) in TextRange::new(text, at, end).of(text).split_word_bound_indices() {
            take(at + offset, piece);
        }
        at = end;
    }
}

/// The end of a piece of plain ASCII at a boundary: letters up to a mark that never joins them, a mark, a blank, a line's end.
fn plain(bytes: &[u8], at: usize) -> Option<usize> {
    let letters = bytes[at..].iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let end = at + letters.max(1);
    let next = bytes.get(end).copied();
    let sure = match bytes[at] {
        b'A'..=b'Z' | b'a'..=b'z' => next.is_none_or(|b| b" ,;\"?!()-\n".contains(&b)),
        b' ' => next.is_some_and(|b| b.is_ascii() && b != b' '),
        b'\n' => true,
        b',' | b'.' | b';' | b'"' | b'?' | b'!' | b'(' | b')' | b'-' | b'$' | b'%' => next.is_none_or(|b| b.is_ascii()),
        _ => false,
    };
    sure.then_some(end)
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

/// A narrow blank that does not break, which Unicode counts among the letters of a word.
const NARROW: char = '\u{202f}';

/// Splits `clarified.Ushakov` and `that:Putin` at the mark; leaves `U.S`, `e.g`, `3.5`, `bbc.co.uk` whole. A narrow blank is
/// white space as any other.
fn each_part<'a>(piece: &'a str, mut take: impl FnMut(usize, &'a str)) {
    let part = |start: usize, end: usize| TextRange::new(piece, start, end).of(piece);
    let mut start = 0;
    if piece.len() > 2 && piece.contains([':', '.', NARROW]) {
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
            if mark == NARROW || glued && at > start && next.is_some() {
                if at > start {
                    take(start, part(start, at));
                }
                let end = at + mark.len_utf8();
                take(at, part(at, end));
                start = end;
            }
            before = (Some(mark), before.0);
        }
    }
    if start < piece.len() {
        take(start, part(start, piece.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parts(text: &str) -> Vec<&str> {
        tokenize(text, Language::ENGLISH).0.iter().map(|t| t.range.of(text)).collect()
    }

    #[test]
    fn words_of_news_copy() {
        let cases: &[(&str, &[&str])] = &[
            ("clarified.Ushakov that:Putin", &["clarified", ".", "Ushakov", " ", "that", ":", "Putin"]),
            ("the U.S. at bbc.co.uk", &["the", " ", "U.S", ".", " ", "at", " ", "bbc.co.uk"]),
            ("don't a 50-minute 53,000 3.5", &["don't", " ", "a", " ", "50", "-", "minute", " ", "53,000", " ", "3.5"]),
            (
                "«\u{202f}mot\u{202f}» 10\u{202f}000",
                &["«", "\u{202f}", "mot", "\u{202f}", "»", " ", "10", "\u{202f}", "000"],
            ),
            ("« Türkiye »\r\n日本", &["«", " ", "Türkiye", " ", "»", "\r\n", "日", "本"]),
        ];
        for (text, expected) in cases {
            assert_eq!(parts(text), *expected);
        }
    }

    proptest! {
        /// Plain stretches and all strings alike.
        #[test]
        fn tokens_tile_the_text(text in r#"([a-zA-Z .,;:'"!?()\-\n\u{301}é0-9_]|\PC|\s){0,60}"#) {
            prop_assert_eq!(parts(&text).concat(), text);
        }

        #[test]
        fn pieces_are_those_of_unicode(text in r#"([a-zA-Z .,;:'"!?()\-\n\u{301}\u{200d}é0-9_א]|\PC|\s){0,60}"#) {
            let mut found = Vec::new();
            each_piece(&text, |_, piece| found.push(piece));
            prop_assert_eq!(found, text.split_word_bounds().collect::<Vec<_>>());
        }
    }
}
