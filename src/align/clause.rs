//! Clauses: a long sentence says several things; it is cut where one of them may end.

use super::unit::Word;
use crate::text::{TextRange, Token, TokenKind, fold};

/// Marks at which a clause may end.
const MARKS: &str = "\" “ ” « » ; : — – -- ( ) [ ]";

/// Words with which a clause may begin after a comma.
const AFTER_COMMA: &str = "and but or who which while as when where after before because although since so with if though whose \
    despite including according";

/// Words with which a clause may begin anywhere.
const ANYWHERE: &str = "that who which after before because while if but whether when where despite and to";

/// Words of a clause that can be evidence, at least.
const LEAST_WORDS: usize = 2;

/// The clauses of a sentence, in order; `words` are its words that can be evidence.
pub fn clauses(text: &str, tokens: &[Token], words: &[Word]) -> Vec<TextRange> {
    let count = |range: TextRange| words.iter().filter(|w| range.contains(w.range)).count();
    let mut found: Vec<TextRange> = Vec::new();
    let mut open: Option<TextRange> = None;
    let mut start = 0;
    for end in (1..tokens.len()).filter(|&at| is_cut(text, tokens, at)).chain([tokens.len()]) {
        if let Some(part) = trimmed(&tokens[start..end]) {
            let part = open.map_or(part, |open| open.to(part));
            open = Some(part).filter(|&part| count(part) < LEAST_WORDS);
            if open.is_none() {
                found.push(part);
            }
        }
        start = end;
    }
    if let (Some(rest), Some(last)) = (open, found.last_mut()) {
        *last = last.to(rest);
    }
    found
}

fn is_cut(text: &str, tokens: &[Token], at: usize) -> bool {
    let part = tokens[at].range.of(text);
    let listed = |list: &str, word: &str| list.split(' ').any(|entry| entry == word);
    match tokens[at].kind {
        TokenKind::Mark => listed(MARKS, part),
        TokenKind::Word => {
            let word = fold(part);
            let comma = at >= 2 && tokens[at - 2].range.of(text) == ",";
            let participle = word.len() > 5 && (word.ends_with("ing") || word.ends_with("ed"));
            listed(ANYWHERE, &word) || comma && (listed(AFTER_COMMA, &word) || participle)
        }
        TokenKind::Number | TokenKind::Space => false,
    }
}

/// From the first word to the last.
fn trimmed(tokens: &[Token]) -> Option<TextRange> {
    let first = tokens.iter().find(|t| t.is_word())?;
    let last = tokens.iter().rfind(|t| t.is_word())?;
    Some(first.range.to(last.range))
}
