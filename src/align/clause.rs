//! Clauses: a long sentence says several things; it is cut where one of them may end.
//!
//! Words are compared in small clauses, which may begin with a mere `to` or `and`. What is shown to a reader as a passage is a
//! statement: it begins where a writer sets a comma or a stronger mark, and reads well by itself.

use super::unit::Word;
use crate::text::{Text, TextRange, Token, TokenKind};

/// Marks at which a clause may end.
const MARKS: &[&str] = &["\"", "“", "”", "«", "»", ";", ":", "—", "–", "--", "(", ")", "[", "]"];

/// Words with which a clause may begin after a comma.
const AFTER_COMMA: &[&str] = &[
    "and",
    "but",
    "or",
    "who",
    "which",
    "while",
    "as",
    "when",
    "where",
    "after",
    "before",
    "because",
    "although",
    "since",
    "so",
    "with",
    "if",
    "though",
    "whose",
    "despite",
    "including",
    "according",
];

/// Marks at which a statement may end.
const STRONG_MARKS: &[&str] = &[";", ":", "—", "–", "--", "(", ")", "[", "]"];

/// Words with which a clause may begin anywhere.
const ANYWHERE: &[&str] = &[
    "that", "who", "which", "after", "before", "because", "while", "if", "but", "whether", "when", "where", "despite",
    "and", "to",
];

/// Words of a clause that can be evidence, at least.
const LEAST_WORDS: usize = 2;

/// Words of a statement that can be evidence, at least: fewer are an attribution or an aside.
const LEAST_STATED: usize = 3;

/// The clauses of a sentence, in order; `words` are its words that can be evidence.
pub fn clauses(text: &Text, tokens: &[Token], words: &[Word]) -> Vec<TextRange> {
    let may_begin = |at: usize| {
        is_mark(text, &tokens[at], MARKS)
            || tokens[at].kind == TokenKind::Word
                && (ANYWHERE.contains(&text.folded(&tokens[at])) || begins(text, tokens, at))
    };
    cut(tokens, words, LEAST_WORDS, may_begin)
}

/// The statements of a sentence, in order.
pub fn statements(text: &Text, tokens: &[Token], words: &[Word]) -> Vec<TextRange> {
    let may_begin = |at: usize| {
        is_mark(text, &tokens[at], STRONG_MARKS) || tokens[at].kind == TokenKind::Word && begins(text, tokens, at)
    };
    cut(tokens, words, LEAST_STATED, may_begin)
}

/// Cuts tokens where a part may begin; a part with too few words is joined with the next, the last with the one before.
fn cut(tokens: &[Token], words: &[Word], least: usize, may_begin: impl Fn(usize) -> bool) -> Vec<TextRange> {
    let count = |range: TextRange| {
        let first = words.partition_point(|word| word.range.start() < range.start());
        words.partition_point(|word| word.range.end() <= range.end()).saturating_sub(first)
    };
    let mut found: Vec<TextRange> = Vec::new();
    let mut open: Option<TextRange> = None;
    let mut start = 0;
    for end in (1..tokens.len()).filter(|&at| may_begin(at)).chain([tokens.len()]) {
        if let Some(part) = trimmed(&tokens[start..end]) {
            let part = open.map_or(part, |open| open.to(part));
            open = Some(part).filter(|&part| count(part) < least);
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

fn is_mark(text: &Text, token: &Token, marks: &[&str]) -> bool {
    let (before, after) = (text.content().get(..token.range.start()), text.content().get(token.range.end()..));
    let digit = |c: char| c.is_ascii_digit();
    // 22:00 and 2–1 are one thing.
    let in_number =
        before.is_some_and(|text| text.ends_with(digit)) && after.is_some_and(|text| text.starts_with(digit));
    token.kind == TokenKind::Mark && marks.contains(&text.slice(token.range)) && !in_number
}

/// Whether a word after a comma (within a quotation or not) begins a clause.
fn begins(text: &Text, tokens: &[Token], at: usize) -> bool {
    let mut before = tokens[..at].iter().rev().filter(|token| token.kind != TokenKind::Space);
    if before.next().is_none_or(|token| text.slice(token.range) != ",") {
        return false;
    }
    let word = text.folded(&tokens[at]);
    AFTER_COMMA.contains(&word) || word.len() > 5 && (word.ends_with("ing") || word.ends_with("ed"))
}

/// From the first word to the last.
fn trimmed(tokens: &[Token]) -> Option<TextRange> {
    let first = tokens.iter().find(|t| t.is_word())?;
    let last = tokens.iter().rfind(|t| t.is_word())?;
    Some(first.range.to(last.range))
}
