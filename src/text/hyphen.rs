//! Hyphens at the ends of lines: whose they are, by what is known of the language.

use super::common::is_common_english;
use super::language::Language;
use super::lexicon::Lexicon;
use super::norm::fold;

/// What a hyphen at the end of a line is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LineHyphen {
    /// It belongs to the word: `post-war`.
    Own,
    /// The line ended in the word.
    Break,
    /// The rest of the word stands further on: `pre- and post-war`.
    Hanging,
}

/// The letters of the shortest part of a word that is looked up.
const SHORTEST: usize = 3;

/// What the hyphen between the end of a line and the beginning of the next is, where nothing else in the text tells. Of English
/// words both of whose parts are common, and the whole is not, it is their own.
pub fn line_hyphen(language: Language, head: &str, tail: &str) -> LineHyphen {
    let lexicon = Lexicon::of(language);
    let [head, tail] = [fold(head), fold(tail)];
    if lexicon.hanging.contains(&tail) {
        return LineHyphen::Hanging;
    }
    // Of `brother-in-law` and `thirty-year-old` the rest of the word tells nothing.
    let compound = head.contains('-') || tail.contains('-');
    let number = |word: &str| lexicon.numbers.get(word).or_else(|| lexicon.ordinals.get(word)).copied();
    let counted = number(&head).is_some_and(|tens| (20.0..100.0).contains(&tens) && tens % 10.0 == 0.0)
        && number(&tail).is_some_and(|ones| ones < 10.0);
    let parts = || {
        let long = [&head, &tail].iter().all(|part| part.chars().count() >= SHORTEST);
        let ends = is_common_english(&tail) && !lexicon.joined_last.contains(&tail);
        let begins = || {
            let whole = format!("{head}{tail}");
            is_common_english(&head) && !lexicon.joined_first.contains(&head) && !is_common_english(&whole)
        };
        long && ends && (lexicon.hyphened.contains(&head) || begins())
    };
    // What is of no known language is read as English.
    let english = matches!(language, Language::ENGLISH | Language::Unknown);
    let own = compound || lexicon.hyphened_last.contains(&tail) || english && (counted || parts());
    if own { LineHyphen::Own } else { LineHyphen::Break }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphens_of_words_are_told_from_those_of_lines() {
        // `=` is a hyphen that stays, `/` the end of a line in a word, `-` one behind which the word goes on later.
        let cases = [
            (
                "en",
                "post=war long=term well=known self=made anti=war twenty=one twenty=first brother=in-law half=empty",
            ),
            ("en", "consid/ered news/paper over/come spokes/man pass/port can/not cop/per post/pone short/age ac/tor"),
            ("en", "pre-and father=in-law pro/tect mid/night run/ning"),
            ("de", "Ein-und Haus/tür Ge/setz zwanzig/ste"),
            ("fr", "dit=il eux=mêmes va/leur avant-et gouverne/ment"),
            ("ru", "какой=нибудь прави/тельство купли-и"),
            ("pl", "rzą/du"),
        ];
        for (tag, words) in cases {
            let language = Language::from_tag(tag).expect("a language");
            for word in words.split(' ') {
                let at = word.find(['=', '/', '-']).expect("a sign");
                let (head, rest) = word.split_at(at);
                let expected = match rest.chars().next() {
                    Some('=') => LineHyphen::Own,
                    Some('/') => LineHyphen::Break,
                    _ => LineHyphen::Hanging,
                };
                let tail = rest.trim_start_matches(['=', '/', '-']);
                assert_eq!(line_hyphen(language, head, tail), expected, "{word}");
            }
        }
    }
}
