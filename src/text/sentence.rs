//! Sentences and paragraphs.

use super::range::{TextRange, TokenRange};
use super::token::{Token, TokenKind};

/// One sentence (or a headline, a label, a list item): trimmed of white space, never across a paragraph's end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sentence {
    /// Its place, without the white space around it.
    pub range: TextRange,
    /// Its tokens.
    pub tokens: TokenRange,
    /// The number of its paragraph (a line of the text that is not blank), from 0.
    pub paragraph: u32,
}

/// The sentences of a text, in order.
pub fn sentences(text: &str, tokens: &[Token]) -> Vec<Sentence> {
    let mut found = Vec::new();
    let mut paragraph = 0;
    let mut start: Option<usize> = None;
    for (index, token) in tokens.iter().enumerate() {
        let breaks_line = token.kind == TokenKind::Space && token.range.of(text).contains('\n');
        if breaks_line || ends_sentence(text, tokens, index) {
            let end = if breaks_line { index } else { index + 1 };
            if let Some(first) = start.take() {
                found.extend(trimmed(tokens, first, end, paragraph));
            }
            paragraph += u32::from(breaks_line);
        } else if start.is_none() && token.kind != TokenKind::Space {
            start = Some(index);
        }
    }
    if let Some(first) = start {
        found.extend(trimmed(tokens, first, tokens.len(), paragraph));
    }
    found
}

fn ends_sentence(text: &str, tokens: &[Token], index: usize) -> bool {
    let is = |at: usize, what: &str| tokens.get(at).is_some_and(|t| what.contains(t.range.of(text)));
    let stop = is(index, ".!?…") || (is(index, "\"”»)") && index > 0 && is(index - 1, ".!?…"));
    stop && !is(index + 1, "\"”»).!?…,")
        && tokens.get(index + 1).is_none_or(|next| {
            next.kind != TokenKind::Space
                || tokens
                    .get(index + 2)
                    .is_none_or(|t| !t.range.of(text).chars().next().is_some_and(char::is_lowercase))
        })
}

fn trimmed(tokens: &[Token], start: usize, end: usize, paragraph: u32) -> Option<Sentence> {
    let last = (start..end).rev().find(|&i| tokens[i].kind != TokenKind::Space)?;
    let range = tokens[start].range.to(tokens[last].range);
    let tokens = TokenRange { start: u32::try_from(start).ok()?, end: u32::try_from(last + 1).ok()? };
    Some(Sentence { range, tokens, paragraph })
}
