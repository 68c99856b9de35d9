//! One of the two texts as it is compared: words, sentences, paragraphs, each with a number that equal ones share.

use super::form::{Wishes, bare, is_silent};
use crate::text::{Label, LabelStyle, Text, TextRange, Token, TokenKind};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// A word or mark.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// Its place, with what is left out right behind it.
    pub range: TextRange,
    /// Equal words have the same.
    pub name: u32,
    /// Words that are equal but for case, accents and marks have the same.
    pub folded: u32,
    /// The number of its paragraph.
    pub paragraph: u32,
    /// How much it says, in hundredths: long words and numbers 100, marks little.
    pub weight: u16,
    /// It has letters or digits.
    pub counts: bool,
    /// A sentence begins with it.
    pub opens: bool,
}

/// A sentence.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Its words.
    pub words: Range<usize>,
    /// Equal sentences have the same.
    pub name: u32,
}

/// A paragraph, a line of a list, a row of a table.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// Its words, without its label.
    pub words: Range<usize>,
    /// Its sentences.
    pub sentences: Range<usize>,
    /// What stands before its words.
    pub label: Option<Label>,
    /// Equal paragraphs have the same, whatever their labels.
    pub name: u32,
    /// Its words with letters or digits.
    pub counted: usize,
}

/// A text.
#[derive(Debug)]
pub struct Side<'a> {
    /// The text.
    pub text: &'a Text,
    /// Its words, in order.
    pub words: Vec<Word>,
    /// Its sentences, which tile the words.
    pub sentences: Vec<Sentence>,
    /// Its paragraphs that have words, which tile the sentences.
    pub paragraphs: Vec<Paragraph>,
}

/// Numbers for words, sentences and paragraphs.
#[derive(Default)]
pub struct Names<'a> {
    forms: FxHashMap<String, u32>,
    folded: FxHashMap<String, u32>,
    /// Words as they are written, which are fewer than words: their names, plain and folded.
    written: FxHashMap<&'a str, [u32; 2]>,
    rows: FxHashMap<Vec<u32>, u32>,
}

/// Marks between two words without white space that make one word of them.
const JOINTS: &str = "-‐‑'’\u{200b}\u{2060}\u{feff}";
/// Those that make one number of two.
const NUMBER_JOINTS: &str = ":.,/–";
/// Dashes, of which a line can be drawn.
const DASHES: &str = "-‐‑–—―−=";

impl<'a> Side<'a> {
    /// Reads a text of which there is another version; both are read with the same names.
    pub fn new([text, other]: [&'a Text; 2], wishes: &Wishes, names: &mut Names<'a>) -> Self {
        let mut side = Self { text, words: Vec::new(), sentences: Vec::new(), paragraphs: Vec::new() };
        let left_out = left_out(text, wishes);
        let labels = labels(text, other);
        let mut reader = Reader { text, wishes, labels: &labels, alone: None, left_out: &left_out, names };
        for paragraph in text.sentences().chunk_by(|a, b| a.paragraph == b.paragraph) {
            let number = u32::try_from(side.paragraphs.len()).expect("texts are under 4 GiB");
            let (first, label) = (side.sentences.len(), reader.label(paragraph[0].range));
            let start = side.words.len();
            // What is a label alone (`Article 5`) has the words around its number.
            let whole =
                TextRange::new(text.content(), paragraph[0].range.start(), paragraph[paragraph.len() - 1].range.end());
            reader.alone = label.filter(|label| label.number.is_some() && label.range.contains(whole));
            let label = label.filter(|label| reader.alone.is_none() || label.number != Some(label.range));
            for sentence in paragraph {
                let from = side.words.len();
                reader.read(&text.tokens()[sentence.tokens.indices()], number, &mut side.words);
                if side.words.len() > from {
                    side.words[from].opens = true;
                    let name = reader.names.row(&side.words[from..]);
                    side.sentences.push(Sentence { words: from..side.words.len(), name });
                }
            }
            if !wishes.exact {
                side.join_rule(start, first);
            }
            if side.words.len() > start {
                let words = start..side.words.len();
                let name = reader.names.row(&side.words[start..]);
                let counted = side.counted(words.clone());
                side.paragraphs.push(Paragraph { words, sentences: first..side.sentences.len(), label, name, counted });
            }
        }
        side
    }

    /// Takes a line that was drawn, such as that under the head of a table, for one mark, however long its parts are.
    fn join_rule(&mut self, start: usize, sentence: usize) {
        let drawn = |word: &Word| {
            self.text.slice(word.range).chars().all(|c| c == '|' || c == '+' || c == ':' || DASHES.contains(c))
        };
        let [first, .., last] = self.words.get(start..).unwrap_or_default() else { return };
        let dashed =
            self.words[start..].iter().find(|word| self.text.slice(word.range).contains(|c| DASHES.contains(c)));
        if let Some(dashed) = dashed.filter(|_| self.words[start..].iter().all(drawn)) {
            let rule = Word { range: first.range.to(last.range), opens: true, ..*dashed };
            self.words.truncate(start);
            self.words.push(rule);
            let name = self.sentences[sentence].name;
            self.sentences.truncate(sentence);
            self.sentences.push(Sentence { words: start..start + 1, name });
        }
    }

    /// How many words have letters or digits.
    pub fn counted(&self, words: Range<usize>) -> usize {
        self.words[words].iter().filter(|word| word.counts).count()
    }

    /// The words of some paragraphs in a row.
    pub fn words_of(&self, paragraphs: Range<usize>) -> Range<usize> {
        let at = |paragraph: usize| self.paragraphs.get(paragraph).map_or(self.words.len(), |p| p.words.start);
        at(paragraphs.start)..at(paragraphs.end)
    }

    /// The sentences of some paragraphs in a row.
    pub fn sentences_of(&self, paragraphs: Range<usize>) -> Range<usize> {
        let at = |paragraph: usize| self.paragraphs.get(paragraph).map_or(self.sentences.len(), |p| p.sentences.start);
        at(paragraphs.start)..at(paragraphs.end)
    }

    /// The text of some words in a row.
    pub fn slice(&self, words: Range<usize>) -> &'a str {
        match self.words.get(words) {
            Some([first, .., last]) => self.text.slice(first.range.to(last.range)),
            Some([only]) => self.text.slice(only.range),
            Some([]) | None => "",
        }
    }
}

impl<'a> Names<'a> {
    /// The numbers of a word as it is written, plain and folded; 0 for what is none.
    fn word(&mut self, written: &'a str, form: impl FnOnce(&str) -> String) -> [u32; 2] {
        if let Some(names) = self.written.get(written) {
            return *names;
        }
        let form = form(written);
        let names =
            if form.is_empty() { [0, 0] } else { [next(&mut self.folded, bare(&form)), next(&mut self.forms, form)] };
        let names = [names[1], names[0]];
        self.written.insert(written, names);
        names
    }

    fn row(&mut self, words: &[Word]) -> u32 {
        let next = u32::try_from(self.rows.len()).expect("texts are under 4 GiB");
        *self.rows.entry(words.iter().map(|word| word.name).collect()).or_insert(next)
    }
}

/// The number of a form, from 1.
fn next(forms: &mut FxHashMap<String, u32>, form: String) -> u32 {
    let next = u32::try_from(forms.len() + 1).expect("texts are under 4 GiB");
    *forms.entry(form).or_insert(next)
}

/// The labels of a text: also a number that stands alone, where another version has a row of its style. Who speaks is told by
/// words: another speaker is a change.
fn labels(text: &Text, other: &Text) -> Vec<Label> {
    let alike = |label: &Label| {
        let row = matches!(label.style, LabelStyle::Points | LabelStyle::Letter | LabelStyle::Roman);
        row && other.labels().iter().any(|theirs| theirs.style == label.style)
    };
    let mut labels: Vec<Label> = text.doubtful_labels().iter().filter(|label| alike(label)).copied().collect();
    if !labels.is_empty() {
        // In the middle of a paragraph a number is a word.
        let paragraphs = text.sentences().chunk_by(|a, b| a.paragraph == b.paragraph);
        let starts: FxHashSet<usize> = paragraphs.map(|paragraph| paragraph[0].range.start()).collect();
        labels.retain(|label| starts.contains(&label.range.start()));
    }
    labels.extend(text.labels().iter().filter_map(|label| match label.number {
        Some(name) if label.style == LabelStyle::Speaker => {
            let before = TextRange::new(text.content(), label.range.start(), name.start());
            (!before.is_empty()).then_some(Label { range: before, number: None, ..*label })
        }
        Some(_) | None => Some(*label),
    }));
    // What stands before such a number is part of its label.
    labels.sort_by_key(|label| label.range.start());
    labels.dedup_by_key(|label| label.range.start());
    labels
}

/// What matches a pattern that is to be left out, in order.
fn left_out(text: &Text, wishes: &Wishes) -> Vec<TextRange> {
    let content = text.content();
    let found = wishes.patterns.iter().flat_map(|pattern| pattern.find_iter(content));
    let mut ranges: Vec<TextRange> = found.map(|found| TextRange::new(content, found.start(), found.end())).collect();
    ranges.retain(|range| !range.is_empty());
    ranges.sort_unstable();
    ranges
}

struct Reader<'a, 'n> {
    text: &'a Text,
    wishes: &'n Wishes,
    /// Those that were not passed yet.
    labels: &'n [Label],
    /// The one that is all of its paragraph.
    alone: Option<Label>,
    left_out: &'n [TextRange],
    names: &'n mut Names<'a>,
}

impl<'a> Reader<'a, '_> {
    /// The label with which a place begins.
    fn label(&mut self, range: TextRange) -> Option<Label> {
        let passed = self.labels.partition_point(|label| label.range.start() < range.start());
        self.labels.get(passed).filter(|label| label.range.start() == range.start()).copied()
    }

    /// Reads the words of a sentence.
    fn read(&mut self, tokens: &[Token], paragraph: u32, words: &mut Vec<Word>) {
        let from = words.len();
        let mut at = 0;
        while at < tokens.len() {
            let end = self.end(tokens, at);
            let range = tokens[at].range.to(tokens[end - 1].range);
            let counts = tokens[at].is_word();
            let [name, folded] = if self.is_left_out(range, counts) || tokens[at].kind == TokenKind::Space {
                [0, 0]
            } else {
                let wishes = self.wishes;
                let drawn = !counts && end > at + 1;
                self.names.word(self.text.slice(range), |written| match written.chars().next() {
                    Some('.') if drawn && !wishes.exact => "…".to_owned(),
                    Some(_) if (drawn || written == "-") && !wishes.exact => "–".to_owned(),
                    // A dash between two numbers is as good as a hyphen.
                    Some(_) if counts && !wishes.exact => wishes.form(written).replace('–', "-"),
                    Some(_) | None => wishes.form(written),
                })
            };
            if name > 0 {
                let weight = weight(self.text.slice(range), tokens[at].kind);
                words.push(Word { range, name, folded, paragraph, weight, counts, opens: false });
            } else if tokens[at].kind != TokenKind::Space
                && let Some(before) = words.get_mut(from..).and_then(<[Word]>::last_mut)
                && before.range.end() == range.start()
                && self.alone.is_none()
                && !self.labels.first().is_some_and(|label| label.range.overlaps(range))
            {
                before.range = before.range.to(range);
            }
            at = end;
        }
    }

    fn is_left_out(&mut self, range: TextRange, counts: bool) -> bool {
        let passed = |label: &Label| label.range.end() <= range.start();
        let next = self.labels.iter().take_while(|label| passed(label)).count();
        self.labels = self.labels.get(next..).unwrap_or_default();
        let label = self.labels.first().filter(|label| label.range.overlaps(range));
        let labelled = match self.alone.and_then(|label| Some((label.range, label.number?))) {
            Some((whole, number)) => number != whole && number.overlaps(range),
            None => label.is_some_and(|label| !self.wishes.exact || label.number.is_some()),
        };
        let matched = || {
            let next = self.left_out.partition_point(|found| found.end() <= range.start());
            self.left_out.get(next).is_some_and(|found| found.overlaps(range))
        };
        labelled || !counts && self.wishes.no_punctuation || matched()
    }

    /// One past the tokens that are compared as one: `50-minute`, `10:25`, `...`, a line that was drawn.
    fn end(&self, tokens: &[Token], at: usize) -> usize {
        let part = |at: usize| tokens.get(at).map_or("", |token| self.text.slice(token.range));
        if tokens[at].kind == TokenKind::Mark {
            let run = |marks: &str| (at..).take_while(|&at| !part(at).is_empty() && marks.contains(part(at))).count();
            let (points, dashes) =
                (run("."), (at..at + run(&format!("{DASHES}:"))).filter(|&at| part(at) != ":").count());
            return match (points, dashes) {
                (3.., _) => at + points,
                (_, 2..) => at + run(&format!("{DASHES}:")),
                _ => at + 1,
            };
        }
        let is = |at: usize, kind: TokenKind| tokens.get(at).is_some_and(|token| token.kind == kind);
        let joins = |at: usize| {
            let (mark, numbers) = (part(at + 1), is(at, TokenKind::Number) && is(at + 2, TokenKind::Number));
            is(at + 1, TokenKind::Mark)
                && tokens.get(at + 2).is_some_and(Token::is_word)
                && (JOINTS.contains(mark) || numbers && NUMBER_JOINTS.contains(mark))
        };
        let mut end = at;
        while tokens[at].is_word() && joins(end) {
            end += 2;
        }
        end + 1
    }
}

/// How much a word says, in hundredths.
fn weight(word: &str, kind: TokenKind) -> u16 {
    let letters = || word.chars().filter(|c| !is_silent(*c)).count();
    match kind {
        TokenKind::Number => 100,
        TokenKind::Word if word.chars().all(is_ideograph) => 45,
        TokenKind::Word => u16::try_from(25 + 15 * letters().min(5)).unwrap_or(100),
        TokenKind::Mark | TokenKind::Space => 10,
    }
}

/// Scripts in which a token is a character of a word.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
