//! Sentences: where they end, in news copy of any language.

use super::mark::{Marks, Role};
use super::range::{TextRange, TokenRange};
use super::reading::Reading;
use super::token::{Token, TokenKind};

/// One sentence (or a headline, a label, a list item): trimmed of white space, never across a paragraph's end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sentence {
    /// Its place, without the white space around it.
    pub range: TextRange,
    /// Its tokens.
    pub tokens: TokenRange,
    /// The number of its paragraph, from 0: a line of the text that is not blank, or several lines wrapped by hand.
    pub paragraph: u32,
}

/// The most tokens of a sentence, about 250 words. What goes on without an end (a list, a transcript without marks, a text that
/// is no prose) is cut where a word ends: all that is done with a sentence costs up to the square of its length.
const MOST_TOKENS: usize = 512;

/// The sentences of a text, in order.
pub fn sentences(read: Reading, paragraphs: &[TokenRange], marks: &Marks) -> Vec<Sentence> {
    let tokens = read.tokens;
    let mut found = Vec::with_capacity(paragraphs.len());
    for (&paragraph, number) in paragraphs.iter().zip(0u32..) {
        let splitter = Splitter { read, marks, end: paragraph.end as usize };
        let mut start = paragraph.start as usize;
        let mut at = start;
        while at < splitter.end {
            let end = splitter.boundary(start, at).or_else(|| splitter.cut(start, at));
            if let Some(end) = end {
                found.extend(trimmed(tokens, (start, end), number));
                (start, at) = (end, end);
            } else {
                at = splitter.after_same(at);
            }
        }
        found.extend(trimmed(tokens, (start, splitter.end), number));
    }
    found
}

fn trimmed(tokens: &[Token], (start, end): (usize, usize), paragraph: u32) -> Option<Sentence> {
    let first = (start..end).find(|&i| tokens[i].kind != TokenKind::Space)?;
    let last = (start..end).rev().find(|&i| tokens[i].kind != TokenKind::Space)?;
    Some(Sentence {
        range: tokens[first].range.to(tokens[last].range),
        tokens: TokenRange::new(first, last + 1),
        paragraph,
    })
}

/// What follows a terminator and the closing marks that belong to it.
#[derive(Clone, Copy)]
struct Next {
    /// The first token that is not white space.
    token: usize,
    /// The first word or number from there on, over opening marks.
    word: usize,
    /// No white space lies between.
    glued: bool,
}

struct Splitter<'a> {
    read: Reading<'a>,
    marks: &'a Marks,
    /// One past the last token of the paragraph.
    end: usize,
}

impl Splitter<'_> {
    fn part(&self, at: usize) -> &str {
        if at < self.end { self.read.tokens[at].range.of(self.read.text) } else { "" }
    }

    fn space(&self, at: usize) -> bool {
        at < self.end && self.read.tokens[at].kind == TokenKind::Space
    }

    /// One past the last token of the sentence from `start`, where a mark at `at` ends it.
    fn boundary(&self, start: usize, at: usize) -> Option<usize> {
        if self.read.tokens[at].kind != TokenKind::Mark {
            return None;
        }
        let mark = self.part(at).chars().next()?;
        let wide = is_wide_terminator(mark);
        if mark == ':' {
            return self.glued_colon(at).then_some(at + 1);
        }
        if !wide && !is_terminator(mark) {
            return None;
        }
        let after = self.after_terminators(at);
        let close = self.after_closers(after);
        if close >= self.end {
            return Some(self.end);
        }
        let next = self.next(close);
        let ends = if wide {
            // A Japanese quotation goes on with its particle.
            !(close > after && self.part(next.token).starts_with(['と', 'っ', 'と']))
        } else if next.glued {
            close == next.token && self.glued(at, after, next)
        } else {
            self.spaced(start, at, (after, close), next)
        };
        ends.then_some(close)
    }

    /// One past the last token of a stretch from `start` to `at` that is too long for a sentence: at white space, if there is any
    /// in its second half.
    fn cut(&self, start: usize, at: usize) -> Option<usize> {
        if at + 1 < start + MOST_TOKENS {
            return None;
        }
        let half = start + MOST_TOKENS / 2;
        Some((half..=at).rev().find(|&i| self.space(i)).unwrap_or(at) + 1)
    }

    /// `Ushakov also revealed that:Putin congratulated`: the layout lost its line break.
    fn glued_colon(&self, at: usize) -> bool {
        at > 0
            && self.part(at - 1).ends_with(char::is_lowercase)
            && self.part(at + 1).starts_with(char::is_uppercase)
            && !self.part(at + 1).contains('.')
    }

    /// Over `?!`, `...`, `. . .`.
    fn after_terminators(&self, at: usize) -> usize {
        let mut end = at + 1;
        let stop = |i: usize| {
            let first = self.part(i).chars().next();
            first.is_some_and(|c| is_terminator(c) || is_wide_terminator(c))
        };
        loop {
            if stop(end) {
                end += 1;
            } else if self.space(end) && self.part(end) == " " && self.part(end + 1) == "." {
                end += 2;
            } else {
                return end;
            }
        }
    }

    /// The next token at which a sentence may end, where none does at `at`. In a long row of terminators all but the last
    /// two are alike, so that a line of dots costs no more than its length.
    fn after_same(&self, at: usize) -> usize {
        let ends = self.part(at).chars().next().is_some_and(|mark| is_terminator(mark) || is_wide_terminator(mark));
        if ends { self.after_terminators(at).saturating_sub(2).max(at + 1) } else { at + 1 }
    }

    /// Over closing quotation marks, brackets and references: they belong to the sentence before.
    fn after_closers(&self, mut at: usize) -> usize {
        while at < self.end {
            let part = self.part(at);
            if matches!(part, ")" | "]" | "}" | "）" | "】" | "》") || self.marks.role(at) == Some(Role::Closes) {
                at += 1;
            } else if part == "["
                && self.read.tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Number)
                && self.part(at + 2) == "]"
            {
                at += 3;
            } else if self.space(at) && self.marks.role(at + 1) == Some(Role::Closes) && at + 1 < self.end {
                at += 2;
            } else {
                break;
            }
        }
        at
    }

    fn next(&self, close: usize) -> Next {
        let token = (close..self.end).find(|&i| !self.space(i)).unwrap_or(self.end);
        let opens = |i: usize| {
            self.space(i)
                || matches!(self.part(i), "(" | "[" | "-" | "–" | "—" | "•" | "*" | "¿" | "¡")
                || self.marks.role(i) == Some(Role::Opens)
        };
        let word = (token..self.end).find(|&i| !opens(i)).unwrap_or(self.end);
        Next { token, word, glued: token == close }
    }

    /// A terminator with a word glued to it: `journalists."50 minutes`, `clarified.Ushakov`.
    fn glued(&self, at: usize, after: usize, next: Next) -> bool {
        if self.marks.role(next.token) == Some(Role::Opens) {
            return at > 0 && self.read.tokens[at - 1].is_word() && !self.is_abbreviation(at);
        }
        if self.part(at) == "…" || after > at + 2 || next.token != next.word {
            return false;
        }
        let before = if at > 0 { self.part(at - 1) } else { "" };
        let closed = next.token > after;
        let follows = self.part(next.word);
        let capital = follows.starts_with(char::is_uppercase)
            && (follows.chars().nth(1).is_none_or(|c| !c.is_uppercase()) || closed);
        if self.part(at) != "." || closed {
            return capital;
        }
        let word = before.ends_with(char::is_lowercase) && before.chars().count() > 1 && !before.contains('.');
        let number = self.read.tokens[next.word].kind == TokenKind::Number && before.chars().count() > 3;
        word && (capital || number)
            && !self.is_abbreviation(at)
            && self.part(at.wrapping_sub(2)) != "."
            && self.part(next.word + 1) != "."
    }

    /// A terminator with white space behind.
    fn spaced(&self, start: usize, at: usize, (after, close): (usize, usize), next: Next) -> bool {
        let follows = self.part(next.word);
        if matches!(self.part(next.token), "," | ";" | ":") || follows.starts_with(char::is_lowercase) {
            return false;
        }
        if after == at + 1 && self.part(at) == "." && close == after {
            return self.full_stop(start, at, next);
        }
        true
    }

    /// A single full stop with white space behind and no small letter after it.
    fn full_stop(&self, start: usize, at: usize, next: Next) -> bool {
        if at == 0 {
            return false;
        }
        let before = &self.read.tokens[at - 1];
        let part = before.range.of(self.read.text);
        let numeric =
            self.read.tokens.get(next.word).is_some_and(|t| t.kind == TokenKind::Number) && next.word < self.end;
        match before.kind {
            TokenKind::Number => {
                // `1.` numbers an item; `3. Oktober` is an ordinal in languages that write it so.
                let short = part.chars().all(|c| c.is_ascii_digit()) && part.len() <= 2;
                let item = at - 1 == start || (start..at - 1).all(|i| self.space(i));
                !item && (!short || !self.months_follow(next))
            }
            TokenKind::Word => {
                let folded = self.read.folded(at - 1);
                let inner = part.contains('.') && part.split('.').all(|piece| piece.chars().count() <= 2);
                let alone =
                    at < 2 || self.space(at - 2) || matches!(self.part(at - 2), "." | "(" | "[" | "-" | "\"" | "“");
                let initial = part.chars().count() == 1 && alone;
                if self.read.lexicon.leading.contains(folded) && (folded != "no" || numeric) {
                    false
                } else if inner || initial || self.read.lexicon.abbreviations.contains(folded) {
                    self.starts_sentence(next)
                } else {
                    true
                }
            }
            TokenKind::Space | TokenKind::Mark => true,
        }
    }

    fn months_follow(&self, next: Next) -> bool {
        self.read.lexicon.months.contains_key(self.read.folded(next.word))
    }

    /// The next word is one that begins sentences: an article, pronoun, preposition with a capital letter; or a quotation does.
    fn starts_sentence(&self, next: Next) -> bool {
        let initial = self.part(next.word).chars().count() == 1 && self.part(next.word + 1) == ".";
        self.marks.role(next.token) == Some(Role::Opens)
            || !initial && self.read.lexicon.function.contains(self.read.folded(next.word))
    }

    fn is_abbreviation(&self, at: usize) -> bool {
        at > 0 && {
            let folded = self.read.folded(at - 1);
            self.read.lexicon.leading.contains(folded) || self.read.lexicon.abbreviations.contains(folded)
        }
    }
}

fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '؟' | '۔' | '।' | '॥' | '։' | '።' | '။' | '។' | '‼' | '⁇' | '⁈' | '⁉' | '‽')
}

/// Terminators of scripts that put no blank behind them.
fn is_wide_terminator(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '｡' | '．')
}

#[cfg(test)]
mod tests {
    use super::super::{Language, Text};
    use whatlang::Lang;

    fn check(language: Language, expected: &[&str], joint: &str) {
        let text = Text::new(expected.join(joint), Some(language));
        let found: Vec<&str> = text.sentences().iter().map(|s| text.slice(s.range)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_end_where_a_reader_would_say() {
        let cases: &[&[&str]] = &[
            &[
                "Mr. Smith met Rep. Jo Hunter, R-Calif., and Sen. J. P. Doe at 5 p.m. Monday.",
                "He left at 6 a.m.",
                "The next day came.",
            ],
            &["The U.S. President spoke.", "It happened in the U.S.", "The end.", "\"It is in D.C.\"", "\"Yes.\""],
            &["[N.B. Pravda does not say so – ed.]", "Yes."],
            &["\"What is this?", "A circus?\" he said.", "“Wait until when?”", "Then came No. 2 of 3."],
            &[
                "“It’s very simple.",
                "If they knew, they should go,” he said.",
                "“The world says, ‘Wait.",
                "There’s time.’",
                "And I say no.”",
            ],
            &["It was ... fine.", "Well…", "They left . . .", "The fact remains.[3]", "Yes!", "\"No.\""],
            &["The value is 3.5 or 1,000.", "In 1990.", "See bbc.co.uk, e.g. News at http://a.b/c?d=e.", "Inc., said"],
            &["On Sept. 11 and Nov. 5 he left.", "It was Sept.", "The end."],
        ];
        for case in cases {
            check(Language::ENGLISH, case, " ");
        }
    }

    #[test]
    fn glued_sentences_are_found() {
        check(
            Language::ENGLISH,
            &[
                "He told journalists.",
                "\"50 minutes, to be precise,\" he clarified.",
                "Ushakov also revealed that:",
                "Putin congratulated.",
                "\"No.\"",
                "Yes?",
                "No!",
                "It is.",
            ],
            "",
        );
        check(Language::ENGLISH, &["At FoxNews.com or U.S.-Iran talks, e.g.this, v2.0 of Node.js at 16:05."], "");
    }

    #[test]
    fn other_languages_have_their_own_rules() {
        let (de, fr, ru, uk) = (Lang::Deu, Lang::Fra, Lang::Rus, Lang::Ukr);
        let cases: &[(Lang, &[&str], &str)] = &[
            (
                de,
                &[
                    "Am 3. Oktober kam Dr. Müller, z. B. nach Berlin.",
                    "Das war 1990.",
                    "„Gut.“",
                    "Die Firma usw. gibt es.",
                ],
                " ",
            ),
            (fr, &["M. Macron est venu.", "« Oui. »", "Il a dit : « Non. »", "Elle part."], " "),
            (Lang::Spa, &["El Sr. López llegó.", "¿Por qué?", "¡Sí!", "EE.UU. lo dijo."], " "),
            (ru, &["В 2011 г. Москва ответила.", "Это сказал А. С. Пушкин, и т. д. и т. п.", "«Да.»", "Он ушел."], " "),
            (uk, &["Це сказав ім. Шевченка.", "Так!", "«Ні».", "Він пішов."], " "),
            (Lang::Cmn, &["他说：“好。”", "我们走吧！", "真的吗？", "是。"], ""),
            (Lang::Jpn, &["「行く。」と言った。", "はい。"], ""),
            (Lang::Ara, &["هل هذا صحيح؟", "نعم.", "قال ذلك."], " "),
            (Lang::Hin, &["यह सच है।", "हाँ।"], " "),
        ];
        for (language, expected, joint) in cases {
            check(Language::Known(*language), expected, joint);
        }
    }

    #[test]
    fn lines_end_sentences_unless_they_were_wrapped() {
        check(Language::ENGLISH, &["Putin Holds Phone Call", "Russian President spoke", "More on this"], "\n");
        check(Language::ENGLISH, &["The two sides have reached an agreement\non all of it.", "Then they left."], "\n");
    }
}
