//! Paragraphs: lines of the text, or several of them where a text was wrapped by hand.

use super::label::Label;
use super::range::{TextRange, TokenRange};
use super::token::{Token, TokenKind};

/// A line break inside a sentence is only believed when the line before is no shorter than this (characters): a list of
/// words begins its lines in lower case too. Hand-wrapped mail and books have 60 to 80.
const SHORTEST_WRAPPED: usize = 30;

/// Lower-case continuations, and their share of all line breaks, from which a text counts as wrapped by hand throughout.
const WRAPPED_BREAKS: (usize, f32) = (3, 0.2);

/// The paragraphs of a text, in order: not empty, without white space at their ends.
///
/// A line with a bullet or a number begins one; quoted lines are wrapped among themselves.
pub fn paragraphs(text: &str, tokens: &[Token], labels: &[Label]) -> Vec<TokenRange> {
    let lines = lines(text, tokens, labels);
    let wrapping = Wrapping::of(text, tokens, &lines);
    let mut paragraphs: Vec<TokenRange> = Vec::with_capacity(lines.len());
    let mut last: Option<&Line> = None;
    for line in &lines {
        match (last, paragraphs.last_mut()) {
            (Some(before), Some(paragraph)) if wrapping.joins(before, line) => paragraph.end = line.tokens.end,
            _ => paragraphs.push(line.tokens),
        }
        last = Some(line);
    }
    paragraphs
}

struct Line {
    tokens: TokenRange,
    /// In characters.
    length: usize,
    /// In characters, of its first word.
    first_word: usize,
    /// A blank line, the start of the text, a bullet or a number stands before it.
    begins: bool,
    starts_lower: bool,
    /// It is quoted so many times.
    quoted: u8,
    /// Its last word is followed by nothing, or by a mark that does not end a sentence.
    open_end: bool,
}

fn lines(text: &str, tokens: &[Token], labels: &[Label]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut labels = labels.iter().peekable();
    let mut label = |start: usize| {
        while labels.next_if(|label| label.range.start() < start).is_some() {}
        labels.next_if(|label| label.range.start() == start)
    };
    let mut start = None;
    let mut last = 0;
    let mut breaks = 2;
    for (index, token) in tokens.iter().enumerate() {
        if token.kind != TokenKind::Space {
            start.get_or_insert(index);
            last = index;
        } else if is_break(token.range.of(text)) {
            if let Some(first) = start.take() {
                lines.push(line((text, tokens), (first, last), label(tokens[first].range.start()), breaks > 1));
                breaks = 0;
            }
            breaks += 1;
        }
    }
    let left = start.map(|first| line((text, tokens), (first, last), label(tokens[first].range.start()), breaks > 1));
    lines.extend(left);
    lines
}

fn is_break(space: &str) -> bool {
    space.contains(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'])
}

fn line(
    (text, tokens): (&str, &[Token]),
    (first, last): (usize, usize),
    label: Option<&Label>,
    after_gap: bool,
) -> Line {
    let range = tokens[first].range.to(tokens[last].range);
    let labels_end = label.map_or(0, |label| label.range.end());
    let told = |token: &Token| token.kind != TokenKind::Space && token.range.start() >= labels_end;
    let word = (first..=last).find(|&at| told(&tokens[at])).unwrap_or(first);
    let starts_lower = tokens[word].range.of(text).starts_with(char::is_lowercase);
    let end = tokens[first..=last].iter().rev().map(|t| t.range.of(text)).find(|part| !is_closer(part));
    let open_end = end.is_some_and(|part| !part.ends_with(ends_line));
    Line {
        tokens: TokenRange::new(first, last + 1),
        length: chars(range, text),
        first_word: chars(tokens[word].range, text),
        begins: after_gap || label.is_some_and(|label| label.begins),
        starts_lower,
        quoted: label.map_or(0, |label| label.quoted),
        open_end,
    }
}

fn chars(range: TextRange, text: &str) -> usize {
    range.of(text).chars().count()
}

fn is_closer(part: &str) -> bool {
    matches!(part, "\"" | "”" | "“" | "’" | "'" | "»" | "«" | ")" | "]" | "」" | "』")
}

fn ends_line(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | ':' | '…' | '。' | '！' | '？' | '؟' | '۔' | '।')
}

/// How a text is wrapped: the width of its full lines where it is wrapped by hand throughout.
struct Wrapping {
    width: Option<usize>,
}

impl Wrapping {
    fn of(text: &str, tokens: &[Token], lines: &[Line]) -> Self {
        let pairs = lines.windows(2).filter(|pair| !pair[1].begins).count();
        let mut continued: Vec<usize> = lines
            .windows(2)
            .filter(|pair| !pair[1].begins && pair[0].open_end && pair[1].starts_lower)
            .map(|pair| pair[0].length)
            .collect();
        let (least, share) = WRAPPED_BREAKS;
        if continued.len() < least
            || (continued.len() as f32) < share * pairs as f32
            || text.is_empty()
            || tokens.is_empty()
        {
            return Self { width: None };
        }
        continued.sort_unstable();
        Self { width: continued.get(continued.len() * 9 / 10).copied() }
    }

    fn joins(&self, before: &Line, line: &Line) -> bool {
        let continues = line.starts_lower && before.open_end;
        let joins = match self.width {
            None => continues && before.length >= SHORTEST_WRAPPED,
            // The line was broken because the next word would not have fitted.
            Some(width) => continues || before.length + 1 + line.first_word > width,
        };
        joins && !line.begins && line.quoted == before.quoted
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Language, label::labels, token::tokenize};
    use super::*;

    #[test]
    fn wrapped_lines_are_one_paragraph_and_other_lines_are_not() {
        let check = |text: &str, expected: &[&str]| {
            let (tokens, _) = tokenize(text, Language::ENGLISH);
            let found: Vec<&str> = paragraphs(text, &tokens, &labels(text, Language::ENGLISH).sure)
                .iter()
                .map(|p| tokens[p.indices()][0].range.to(tokens[p.indices()].last().unwrap().range).of(text))
                .collect();
            assert_eq!(found, expected);
        };
        check(" A head\r\n\r\nThe body.\nMore body. ", &["A head", "The body.", "More body."]);
        check("apples\npears\nplums", &["apples", "pears", "plums"]);
        check("The council of the town has met on\nthe matter.", &["The council of the town has met on\nthe matter."]);
        check(
            "the crews shall bring these things with them,\na) rope and\nb) oil",
            &["the crews shall bring these things with them,", "a) rope and", "b) oil"],
        );
        let quoted = "> The council of the town has met on\n> the matter.\nthe mayor did not.";
        check(quoted, &["> The council of the town has met on\n> the matter.", "the mayor did not."]);
        let wrapped = "It was said by the\nmayor of the old town of\nYork that the two sides had\nmet, and that there one Mr.\nSmith was there, with\nothers of the party. This is\nThe End.\nGood";
        let whole = wrapped.strip_suffix("\nGood").unwrap();
        check(wrapped, &[whole, "Good"]);
    }
}
