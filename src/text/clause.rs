//! Statements: a long sentence says several things; it is cut, clause by clause, where one of them may end.
//!
//! Each place where a clause may begin is a cut of some strength, by the marks and the words that stand there. What is too
//! short to say anything is joined with what lies behind its weakest cut, until every part is long enough.

use super::Text;
use super::lexicon::Lexicon;
use super::range::TextRange;
use super::token::{Token, TokenKind};

/// Marks at which a clause ends in any language.
const STRONG: [&str; 24] = [
    ";", ":", "—", "–", "―", "--", "---", "…", "(", ")", "[", "]", "；", "：", "——", "……", "（", "）", "【", "】", "؛",
    "·", "•", "|",
];

/// Double quotation marks.
pub const QUOTES: [&str; 15] = ["\"", "“", "”", "„", "‟", "«", "»", "＂", "「", "」", "『", "』", "〝", "〞", "《"];

/// Marks that belong to what follows them.
const OPENING: [&str; 11] = ["“", "„", "«", "(", "[", "「", "『", "（", "【", "《", "〝"];

/// Commas.
const COMMAS: [&str; 4] = [",", "،", "，", "、"];

/// Words from a comma to the verb of an attribution behind it, at most: `, the two men said`.
const FARTHEST_SAYING: usize = 4;

/// Letters of a word at which an ending can tell that it is a participle.
const LEAST_PARTICIPLE: usize = 6;

/// Why a clause may begin at a word, the weakest reason first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Reason {
    /// A word that joins clauses as often as words: `and`, `to`.
    Joint,
    /// A comma.
    Comma,
    /// A word that begins clauses: `that`, `because`.
    Word,
    /// Both, or a comma and a participle.
    CommaWord,
    /// A comma, and a verb of saying soon behind it.
    Saying,
    /// A border of a quotation.
    Quote,
    /// A colon, a dash, a bracket.
    Mark,
}

impl Reason {
    /// Words that both sides of a cut must have.
    fn least(self) -> usize {
        match self {
            Self::Joint => 6,
            Self::Comma | Self::Word => 5,
            Self::CommaWord | Self::Quote => 4,
            Self::Saying | Self::Mark => 3,
        }
    }
}

/// The statements of a sentence, in order: every word of it stands in one of them.
///
/// A statement carries the marks that stand at it; white space and dashes between two belong to neither.
pub fn statements(text: &Text, sentence: TextRange) -> Vec<TextRange> {
    let cutter = Cutter::new(text, &text.tokens[text.tokens_in(sentence).indices()]);
    if cutter.words.is_empty() {
        return vec![sentence];
    }
    let cuts = cutter.kept(cutter.cuts());
    let mut found = Vec::with_capacity(cuts.len() + 1);
    let mut start = sentence;
    for word in cuts {
        let (end, next) = cutter.sides(word);
        found.push(start.to(end));
        start = next;
    }
    found.push(start.to(sentence));
    found
}

/// The tokens of a sentence at which clauses may begin, in order, with the reasons; however short they are.
pub fn beginnings(text: &Text, sentence: TextRange) -> Vec<(usize, Reason)> {
    let tokens = text.tokens_in(sentence).indices();
    let cutter = Cutter::new(text, &text.tokens[tokens.clone()]);
    cutter.cuts().into_iter().map(|(word, reason)| (tokens.start + cutter.words[word], reason)).collect()
}

/// A sentence in which clauses are looked for.
struct Cutter<'a> {
    text: &'a Text,
    lexicon: Option<&'static Lexicon>,
    tokens: &'a [Token],
    /// The tokens that are words.
    words: Vec<usize>,
    /// The weight of all words before each word, and of all.
    weights: Vec<usize>,
}

impl<'a> Cutter<'a> {
    fn new(text: &'a Text, tokens: &'a [Token]) -> Self {
        let words: Vec<usize> = (0..tokens.len()).filter(|&at| tokens[at].is_word()).collect();
        let mut weights = vec![0];
        for &at in &words {
            weights.push(weights.last().copied().unwrap_or_default() + weight(text.slice(tokens[at].range)));
        }
        Self { text, lexicon: Lexicon::own(text.language), tokens, words, weights }
    }

    fn part(&self, at: usize) -> &'a str {
        self.text.slice(self.tokens[at].range)
    }

    fn is_space(&self, at: usize) -> bool {
        self.tokens[at].kind == TokenKind::Space
    }

    /// The tokens between a word and the one before it.
    fn gap(&self, word: usize) -> std::ops::Range<usize> {
        self.words[word - 1] + 1..self.words[word]
    }

    /// The words at which clauses may begin, with the reasons.
    fn cuts(&self) -> Vec<(usize, Reason)> {
        let mut found: Vec<(usize, Reason)> = Vec::new();
        for word in 1..self.words.len() {
            let Some(reason) = self.reason(word) else { continue };
            match found.last_mut() {
                // `and that`, `but if`: one clause begins, at the first.
                Some(last) if last.0 + 1 == word && self.gap(word).all(|at| self.is_space(at)) => {
                    last.1 = last.1.max(reason);
                }
                Some(_) | None => found.push((word, reason)),
            }
        }
        found
    }

    fn reason(&self, word: usize) -> Option<Reason> {
        let marks = |marks: &[&str]| self.gap(word).any(|at| marks.contains(&self.part(at)));
        if self.in_number(word) {
            None
        } else if marks(&STRONG) || self.spaced_hyphen(word) {
            Some(Reason::Mark)
        } else if marks(&QUOTES) {
            Some(Reason::Quote)
        } else if marks(&COMMAS) {
            Some(self.after_comma(word))
        } else {
            self.by_word(word)
        }
    }

    /// 22:00, 2–1 and 10,000 are one thing.
    fn in_number(&self, word: usize) -> bool {
        let digit = |c: char| c.is_numeric();
        let gap = self.gap(word);
        !gap.clone().any(|at| self.is_space(at))
            && self.part(gap.start - 1).ends_with(digit)
            && self.part(gap.end).starts_with(digit)
    }

    /// ` - `, which stands for a dash.
    fn spaced_hyphen(&self, word: usize) -> bool {
        let gap = self.gap(word);
        gap.len() == 3 && self.part(gap.start + 1) == "-" && self.is_space(gap.start) && self.is_space(gap.end - 1)
    }

    fn after_comma(&self, word: usize) -> Reason {
        let begins = |lexicon: &Lexicon| {
            let folded = self.folded(word);
            let ends = |ending: &String| folded.ends_with(ending.as_str());
            is_in(&lexicon.clauses_after_comma, folded)
                || is_in(&lexicon.clauses, folded)
                || folded.chars().count() >= LEAST_PARTICIPLE && lexicon.participles.iter().any(ends)
        };
        if self.is_saying(word) {
            Reason::Saying
        } else if self.lexicon.is_some_and(begins) {
            Reason::CommaWord
        } else {
            Reason::Comma
        }
    }

    /// Whether a verb of saying stands soon behind the beginning of a clause, without a mark before it.
    fn is_saying(&self, word: usize) -> bool {
        let near = (word..self.words.len()).take(FARTHEST_SAYING);
        let mut plain = near.take_while(|&at| at == word || self.gap(at).all(|token| self.is_space(token)));
        self.lexicon.is_some_and(|lexicon| plain.any(|at| lexicon.says.contains(self.folded(at))))
    }

    fn by_word(&self, word: usize) -> Option<Reason> {
        let folded = self.folded(word);
        let lexicon = self.lexicon?;
        if is_in(&lexicon.clauses, folded) {
            Some(Reason::Word)
        } else {
            is_in(&lexicon.joints, folded).then_some(Reason::Joint)
        }
    }

    fn folded(&self, word: usize) -> &'a str {
        self.text.folded(&self.tokens[self.words[word]])
    }

    /// The cuts that leave enough words on both sides. The weakest goes first, so that what is too short to stand alone is
    /// joined with what it belongs to most.
    fn kept(&self, mut cuts: Vec<(usize, Reason)>) -> Vec<usize> {
        loop {
            let at = |index: usize| cuts.get(index).map_or(self.words.len(), |cut| cut.0);
            let shorter = |index: usize| {
                let before = index.checked_sub(1).map_or(0, at);
                let weigh = |start: usize, end: usize| self.weights[end] - self.weights[start];
                weigh(before, at(index)).min(weigh(at(index), at(index + 1)))
            };
            let short = (0..cuts.len()).filter(|&index| shorter(index) < cuts[index].1.least() * WORD);
            let Some(weakest) = short.min_by_key(|&index| (cuts[index].1, shorter(index))) else { break };
            cuts.remove(weakest);
        }
        cuts.into_iter().map(|cut| cut.0).collect()
    }

    /// The last token of the statement before a word, and the first of the one that begins with it: closing marks go with the
    /// former, opening ones with the latter.
    fn sides(&self, word: usize) -> (TextRange, TextRange) {
        let gap = self.gap(word);
        let opens = |at: usize| {
            let before = || at == gap.start || self.is_space(at - 1) || self.part(at - 1) == ":";
            OPENING.contains(&self.part(at)) || self.part(at) == "\"" && at > gap.start && before()
        };
        let opening = gap.clone().find(|&at| opens(at));
        let middle = opening.or_else(|| gap.clone().find(|&at| self.is_space(at))).unwrap_or(gap.end);
        let solid = |at: &usize| !self.is_space(*at) && !matches!(self.part(*at), "-" | "–" | "—" | "―" | "--" | "---");
        let last = (gap.start..middle).rev().find(solid).unwrap_or(gap.start - 1);
        let first = (middle..gap.end).find(solid).unwrap_or(gap.end);
        (self.tokens[last].range, self.tokens[first].range)
    }
}

/// What a word weighs.
const WORD: usize = 4;

/// What a letter weighs in scripts without blanks, whose tokens are single letters or a few: four tell what three words do.
const LETTER: usize = 3;

fn weight(part: &str) -> usize {
    if part.starts_with(writes_without_blanks) { LETTER * part.chars().count() } else { WORD }
}

/// A letter of Thai, Lao, Burmese, Khmer, Japanese or Chinese.
fn writes_without_blanks(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}'
        | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ff9d}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Whether a list has a word, or what is left of one before an apostrophe: `qu'` of `qu'il`.
pub fn is_in(list: &rustc_hash::FxHashSet<String>, folded: &str) -> bool {
    list.contains(folded)
        || folded.contains('\'') && folded.split_inclusive('\'').next().is_some_and(|head| list.contains(head))
}

#[cfg(test)]
mod tests {
    use super::super::{Language, Text};
    use super::*;
    use proptest::prelude::*;
    use whatlang::Lang;

    fn parts(text: &Text) -> Vec<&str> {
        let cut = |sentence: &super::super::Sentence| statements(text, sentence.range);
        text.sentences().iter().flat_map(cut).map(|range| text.slice(range)).collect()
    }

    /// Cases are written with `|` where a statement ends.
    fn check(language: Lang, joint: &str, cases: &[&str]) {
        for case in cases {
            let text = Text::new(case.replace('|', joint), Some(Language::Known(language)));
            assert_eq!(parts(&text).join("|"), *case);
        }
    }

    #[test]
    fn english_clauses() {
        check(
            Lang::Eng,
            " ",
            &[
                "The two leaders spoke for an hour on Saturday,|and Trump wished him a happy birthday.",
                "He left.",
                "“It is a very simple thing to do,”|Yuri Ushakov told reporters.",
                "“It is a very simple thing to do,” he said.",
                "The talks were long and good,|the Kremlin aide said on Monday.",
                "He said on Monday evening|that the two had agreed to meet again soon.",
                "The call at 22:00 ended 2–1 for the 10,000 people of the U.S. team.",
                "He called it “a great day for all of us”|and left the room with his two sons.",
                "The senator (a Democrat from Vermont) left.",
                "Its leader, who has been in power for years,|denied it all on Monday.",
            ],
        );
    }

    #[test]
    fn clauses_of_other_languages() {
        check(
            Lang::Deu,
            " ",
            &[
                "Der Präsident machte deutlich,|dass er nicht länger warten werde,|auch wenn der Senator im Rennen bleibt.",
            ],
        );
        check(
            Lang::Fra,
            " ",
            &[
                "Il cherche à attiser l’inquiétude dans la région,|où le premier ministre met en garde contre les risques.",
            ],
        );
        check(Lang::Rus, " ", &["Президент долго говорил с журналистами о войне,|которая началась три года назад."]);
        check(Lang::Ukr, " ", &["Речник Кремля повідомив у суботу,|що розмова тривала понад годину."]);
        check(Lang::Pol, " ", &["Rzecznik Kremla powiedział w sobotę,|że rozmowa trwała ponad godzinę."]);
        check(
            Lang::Ita,
            " ",
            &["Il presidente ha detto ai giornalisti sabato|che la telefonata è durata più di un'ora."],
        );
        check(Lang::Por, " ", &["O presidente disse aos jornalistas no sábado|que a conversa durou mais de uma hora."]);
        check(Lang::Cmn, "", &["两国领导人在星期六通了电话，|谈到了中东的局势。", "他说，好。"]);
        check(Lang::Dan, " ", &["Formanden for partiet sagde det i går,|da hun kom hjem fra mødet."]);
    }

    proptest! {
        /// Every word stands in one statement; they are in order and do not overlap.
        #[test]
        fn no_word_is_lost(text in r#"([a-z]{1,5}[ ,;:"“”()–-]{1,2}|and that |, who |, said |"\w+"|\PC){0,40}"#) {
            let text = Text::new(text, Some(Language::ENGLISH));
            for sentence in text.sentences() {
                let found = statements(&text, sentence.range);
                prop_assert!(found.windows(2).all(|two| two[0].end() <= two[1].start()));
                prop_assert!(found.iter().all(|part| sentence.range.contains(*part)));
                for word in text.words_in(sentence.range) {
                    prop_assert_eq!(found.iter().filter(|part| part.contains(word.range)).count(), 1);
                }
            }
        }
    }
}
