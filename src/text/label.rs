//! Labels: what stands at the beginning of a line and is none of its words. Numbers of clauses, verses and notes (`2.`, `a)`,
//! `§ 5`, `Article 5.`, `[1]`), bullets, signs of quoted lines (`>`), and the names of speakers in capitals (`JOHN:`).
//!
//! Some numbers are labels wherever they stand (`a)`, `[1]`); others only where the next line of their kind has the next
//! number, since a sentence may begin with a number, too.

use super::figure::plain;
use super::language::Language;
use super::lexicon::Lexicon;
use super::norm::fold;
use super::range::TextRange;
use super::value::Valued;

/// What stands before the words of a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Label {
    /// All of it, without the white space behind it.
    pub range: TextRange,
    /// What tells it from the others: `2`, `iv`, `3.1`, `JOHN`; nothing for bullets and signs of quoted lines.
    pub number: Option<TextRange>,
    /// The line is quoted so many times.
    pub quoted: u8,
    /// There is a bullet or a number: a paragraph begins here.
    pub begins: bool,
    /// How its number is written.
    pub style: LabelStyle,
}

/// The labels of a text.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    /// Those that are labels, by line.
    pub sure: Vec<Label>,
    /// Numbers at line starts that stand in no row: they are labels if another version of the text has a row of their style.
    pub doubtful: Vec<Label>,
}

/// Bullets; each is followed by white space.
const BULLETS: &str = "-–—*•·‣▪◦●○■□+";
/// Those that stand inside of sentences as often.
const DASHES: &str = "–—";
/// Digits of a number, at most: years are none.
const MOST_DIGITS: usize = 3;
/// Bare numbers in a row that are verses; fewer may be sentences that begin with a number.
const LEAST_VERSES: usize = 3;
/// Numbers that may be missing in a row.
const MOST_SKIPPED: u32 = 2;
/// Words of a speaker's name, and characters, at most.
const LONGEST_NAME: (usize, usize) = (3, 30);

/// What laws are divided into.
const ARTICLES: &str = "条條章节節項项款号號編编조장절항호";
/// Bytes of a number in ideographs, at most.
const LONGEST_IDEOGRAPHS: usize = 15;

/// How a number is written, which says what may follow it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LabelStyle {
    /// `a)`, `(1)`, `[1]`, `§ 5`, `Article 5.`
    Sure,
    /// `2.`, `2.1`, `2.1.`
    Points,
    /// `2`, `3:16`
    Bare,
    /// `a.`
    Letter,
    /// `iv.`
    Roman,
    /// `JOHN:`
    Speaker,
}

/// What may be the label of a line.
struct Candidate {
    label: Label,
    /// What follows it does not begin with a small letter.
    capital: bool,
    /// What a number counts, the outermost first.
    places: Vec<u32>,
}

/// The labels of a text, by line.
pub fn labels(text: &str, language: Language) -> Labels {
    let mut found: Vec<Candidate> = Vec::new();
    let mut open_before = false;
    let mut at = 0;
    for line in text.split_inclusive(is_break) {
        let reader = Reader { text, end: at + line.trim_end().len(), language };
        found.extend(reader.line(at, open_before));
        open_before = line.trim_end().ends_with(|c: char| c.is_alphanumeric() || c == ',');
        at += line.len();
    }
    let believed = believed(&found);
    let mut labels = Labels::default();
    for (Candidate { label, .. }, believed) in found.into_iter().zip(believed) {
        match (believed, label.number) {
            (true, _) | (_, None) => labels.sure.push(label),
            // A number that is none leaves what stands before it.
            (false, Some(number)) => {
                labels.doubtful.push(label);
                labels.sure.extend(before(text, label, number.start()));
            }
        }
    }
    labels
}

/// Whether a place is part of one of some labels, which are in order.
pub fn holds(labels: &[Label], range: TextRange) -> bool {
    let next = labels.partition_point(|label| label.range.end() <= range.start());
    labels.get(next).is_some_and(|label| label.range.contains(range))
}

/// Takes out the values that are numbers of labels.
pub fn leave_out(values: &mut Vec<Valued>, labels: &[Label]) {
    if !labels.is_empty() {
        values.retain(|value| !holds(labels, value.range));
    }
}

/// What stands before a number that is a word of its line after all.
fn before(text: &str, label: Label, number: usize) -> Option<Label> {
    let rest = TextRange::new(text, label.range.start(), number).of(text).trim_end();
    let bullet = rest.ends_with(|c| BULLETS.contains(c));
    let range = TextRange::new(text, label.range.start(), label.range.start() + rest.len());
    (!rest.is_empty()).then_some(Label { range, number: None, begins: bullet, style: LabelStyle::Sure, ..label })
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Which candidates are labels: the sure ones, and those that stand in a row.
fn believed(found: &[Candidate]) -> Vec<bool> {
    let mut believed: Vec<bool> = found.iter().map(|candidate| candidate.label.style == LabelStyle::Sure).collect();
    for style in [LabelStyle::Points, LabelStyle::Bare, LabelStyle::Letter, LabelStyle::Roman, LabelStyle::Speaker] {
        let of: Vec<usize> = (0..found.len()).filter(|&at| found[at].label.style == style).collect();
        let least = if style == LabelStyle::Bare { LEAST_VERSES } else { 2 };
        // Where an item was taken out, the others often keep their numbers; verses are told by their row alone.
        let skipped = if style == LabelStyle::Bare { 0 } else { MOST_SKIPPED };
        let follows = |a: &usize, b: &usize| {
            style == LabelStyle::Speaker || follows(&found[*a].places, &found[*b].places, skipped)
        };
        // Verses are sentences; `2 cups of flour` is none.
        let capital = |row: &&[usize]| {
            style != LabelStyle::Bare || 2 * row.iter().filter(|at| found[**at].capital).count() >= row.len()
        };
        for row in of.chunk_by(follows).filter(|row| row.len() >= least).filter(capital) {
            row.iter().for_each(|&at| believed[at] = true);
        }
    }
    believed
}

/// Whether a number comes after another: `2` and `3`, `2` and `2.1`, `2.4` and `3`; so many may be left out between them.
fn follows(a: &[u32], b: &[u32], skipped: u32) -> bool {
    let next = |depth: usize| {
        let (same, last) = (a.get(..depth), a.get(depth));
        b.len() == depth + 1
            && b.get(..depth) == same
            && last.is_some_and(|last| (last + 1..=last + 1 + skipped).contains(&b[depth]))
    };
    (0..a.len()).any(next) || b.len() == a.len() + 1 && b.starts_with(a) && b.ends_with(&[1])
}

/// Reads the beginning of a line.
struct Reader<'a> {
    text: &'a str,
    /// Of the line.
    end: usize,
    language: Language,
}

impl<'a> Reader<'a> {
    fn rest(&self, at: usize) -> &'a str {
        TextRange::new(self.text, at.min(self.end), self.end).of(self.text)
    }

    /// `at` with the white space behind it.
    fn skip(&self, at: usize) -> usize {
        let rest = self.rest(at);
        at + rest.len() - rest.trim_start().len()
    }

    fn line(&self, at: usize, open_before: bool) -> Option<Candidate> {
        let start = self.skip(at.min(self.end));
        let (mut end, mut next, mut quoted) = (start, start, 0u8);
        while self.rest(next).starts_with('>') && quoted < 99 {
            (end, quoted) = (next + 1, quoted + 1);
            next = self.skip(end);
        }
        let mut begins = false;
        if let Some(after) = self.bullet(next, open_before && quoted == 0) {
            (end, begins) = (after, true);
            next = self.skip(after);
        }
        let range = |end| TextRange::new(self.text, start, end);
        match self.number(next).or_else(|| self.speaker(next)) {
            Some((number, after, style, places)) => {
                let number = Some(TextRange::new(self.text, number.0, number.1));
                let capital = !self.rest(self.skip(after)).starts_with(char::is_lowercase);
                Some(Candidate {
                    label: Label { range: range(after), number, quoted, begins: true, style },
                    capital,
                    places,
                })
            }
            None => (end > start).then(|| {
                let label = Label { range: range(end), number: None, quoted, begins, style: LabelStyle::Sure };
                Candidate { label, capital: true, places: Vec::new() }
            }),
        }
    }

    /// One past a bullet. A dash in the middle of a sentence that was wrapped before it is none.
    fn bullet(&self, at: usize, open_before: bool) -> Option<usize> {
        let first = self.rest(at).chars().next().filter(|c| BULLETS.contains(*c))?;
        let after = at + first.len_utf8();
        let follows = self.rest(self.skip(after)).chars().next()?;
        let inside = DASHES.contains(first) && open_before && follows.is_lowercase();
        (self.skip(after) > after && !inside).then_some(after)
    }

    /// A number: its place, one past all that belongs to it, its style, and what it counts.
    fn number(&self, at: usize) -> Option<Numbered> {
        let rest = self.rest(at);
        let signs = rest.chars().take_while(|c| *c == '§').count();
        if signs > 0 {
            let core = self.skip(at + signs * '§'.len_utf8());
            let end = self.figures(core).filter(|end| *end > core)?;
            let letter = self.rest(end).chars().next().filter(char::is_ascii_lowercase).is_some();
            let letter = letter && !self.rest(end + 1).starts_with(char::is_alphanumeric);
            let end = end + usize::from(letter);
            return Some(((core, end), self.closed(end, ".:)"), LabelStyle::Sure, Vec::new()));
        }
        if let Some(open) = rest.chars().next().filter(|c| matches!(c, '(' | '[' | '（')) {
            let core = at + open.len_utf8();
            let end =
                if open == '[' { self.figures(core)? } else { self.core(core).or_else(|| self.ideographs(core))? };
            let close = match open {
                '(' => ')',
                '[' => ']',
                _ => '）',
            };
            let after = end + close.len_utf8();
            let is = self.rest(end).starts_with(close) && (self.is_end(after) || open == '（');
            return is.then(|| ((core, end), after, LabelStyle::Sure, Vec::new()));
        }
        if let Some(article) = self.article(at) {
            return Some(article);
        }
        if let Some(end) = self.core(at) {
            if self.rest(end).starts_with(')') && self.is_end(end + 1) {
                return Some(((at, end), end + 1, LabelStyle::Sure, Vec::new()));
            }
            return self.unsure(at, end);
        }
        self.referred(at)
    }

    /// A number that is a label only where others are like it.
    fn unsure(&self, at: usize, end: usize) -> Option<Numbered> {
        let core = TextRange::new(self.text, at, end).of(self.text);
        let after = self.closed(end, ".．、");
        let pointed = after > end;
        let open = !pointed || self.rest(end).starts_with('.');
        if open && !self.is_end(after) {
            return None;
        }
        let digits = core.starts_with(is_digit);
        let (style, places) = if digits {
            let places: Vec<u32> = plain(core).split(['.', ':']).filter_map(|part| part.parse().ok()).collect();
            let style = if pointed || core.contains('.') { LabelStyle::Points } else { LabelStyle::Bare };
            (style, places)
        } else {
            match roman(core) {
                // `i.` is a letter as often as a number; as a number it begins a row.
                Some(value) if pointed && (core.len() > 1 || core.eq_ignore_ascii_case("i")) => {
                    (LabelStyle::Roman, vec![value])
                }
                _ => (LabelStyle::Letter, core.chars().next().map(u32::from).into_iter().collect()),
            }
        };
        (pointed || digits).then_some(((at, end), after, style, places))
    }

    /// `Article 5.`, `Chapter IV:`, `Section 2` alone in its line; in a row of such lines `Article 5 Dogs are led`, too.
    fn referred(&self, at: usize) -> Option<Numbered> {
        let rest = self.rest(at);
        let word: &str = rest.split(|c: char| !c.is_alphabetic()).next().filter(|word| word.chars().count() < 16)?;
        if word.is_empty() || !Lexicon::of(self.language).references.contains(&fold(word)) {
            return None;
        }
        let after = at + word.len();
        let after = after + usize::from(self.rest(after).starts_with('.'));
        let core = self.skip(after);
        let end = self.core(core).filter(|_| core > after)?;
        let closed = self.closed(end, ".:)");
        let whole = self.rest(end).is_empty() || closed > end && self.is_end(closed);
        let dash = self.rest(self.skip(end)).starts_with(['–', '—']);
        if whole || dash {
            return Some(((core, end), closed, LabelStyle::Sure, Vec::new()));
        }
        let next = self.skip(end);
        let begins = next > end && self.rest(next).starts_with(char::is_uppercase);
        let place = TextRange::new(self.text, core, end).of(self.text).parse().ok().filter(|_| begins)?;
        Some(((core, end), end, LabelStyle::Points, vec![place]))
    }

    /// `第三条`, `제3조`: the article, chapter or paragraph of a law.
    fn article(&self, at: usize) -> Option<Numbered> {
        let first = self.rest(at).chars().next().filter(|c| matches!(c, '第' | '제'))?;
        let core = at + first.len_utf8();
        let end = self.figures(core).or_else(|| self.ideographs(core))?;
        let kind = self.rest(end).chars().next().filter(|c| ARTICLES.contains(*c))?;
        Some(((core, end), end + kind.len_utf8(), LabelStyle::Sure, Vec::new()))
    }

    /// One past a number in ideographs.
    fn ideographs(&self, at: usize) -> Option<usize> {
        let rest = self.rest(at);
        let length = rest.len() - rest.trim_start_matches(|c| "〇零一二三四五六七八九十百".contains(c)).len();
        (length > 0 && length <= LONGEST_IDEOGRAPHS).then_some(at + length)
    }

    /// `JOHN:`
    fn speaker(&self, at: usize) -> Option<Numbered> {
        let rest = self.rest(at);
        let (name, after) = rest.split_once(':')?;
        let capital = |c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, ' ' | '.' | '-' | '\'' | '#');
        let letters = name.chars().filter(|c| c.is_uppercase()).count();
        let (words, characters) = LONGEST_NAME;
        let is = letters > 1
            && name.chars().all(capital)
            && name.chars().count() <= characters
            && name.split(' ').count() <= words
            && after.starts_with(char::is_whitespace);
        is.then(|| ((at, at + name.len()), at + name.len() + 1, LabelStyle::Speaker, Vec::new()))
    }

    /// One past figures (`12`, `3.1`, `3:16`), a letter or a Roman number.
    fn core(&self, at: usize) -> Option<usize> {
        let rest = self.rest(at);
        if rest.starts_with(is_digit) {
            return self.figures(at);
        }
        let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let one = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
        (one && word.is_ascii() || roman(word).is_some()).then_some(at + word.len())
    }

    fn figures(&self, at: usize) -> Option<usize> {
        let rest = self.rest(at);
        let length = rest.len() - rest.trim_start_matches(|c| is_digit(c) || matches!(c, '.' | ':')).len();
        let figures = rest.get(..length)?.trim_end_matches(['.', ':']);
        let part = |part: &str| (1..=MOST_DIGITS).contains(&part.chars().count());
        figures.split(['.', ':']).all(part).then_some(at + figures.len())
    }

    /// One past a mark of a set, if one stands there.
    fn closed(&self, at: usize, marks: &str) -> usize {
        at + self.rest(at).chars().next().filter(|c| marks.contains(*c)).map_or(0, char::len_utf8)
    }

    /// White space or the end of the line stands there.
    fn is_end(&self, at: usize) -> bool {
        self.rest(at).chars().next().is_none_or(char::is_whitespace)
    }
}

/// A number: its place, one past all that belongs to it, its style, and what it counts.
type Numbered = ((usize, usize), usize, LabelStyle, Vec<u32>);

/// A digit of any script.
fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || !c.is_ascii() && c.is_numeric() && plain(c.encode_utf8(&mut [0; 4])).is_ascii()
}

/// The value of a Roman number up to 89, in small or capital letters.
fn roman(word: &str) -> Option<u32> {
    let all =
        |letters: &str| !word.is_empty() && word.len() <= 8 && word.bytes().all(|b| letters.as_bytes().contains(&b));
    if !all("ivxl") && !all("IVXL") {
        return None;
    }
    let value = |letter: char| match letter.to_ascii_lowercase() {
        'i' => 1u32,
        'v' => 5,
        'x' => 10,
        _ => 50,
    };
    let values: Vec<u32> = word.chars().map(value).collect();
    let less = |at: usize| values.get(at + 1).is_some_and(|next| *next > values[at]);
    let plus: u32 = (0..values.len()).filter(|&at| !less(at)).map(|at| values[at]).sum();
    let minus: u32 = (0..values.len()).filter(|&at| less(at)).map(|at| values[at]).sum();
    let number = plus.checked_sub(minus)?;
    (written(number) == word.to_ascii_lowercase()).then_some(number)
}

fn written(mut number: u32) -> String {
    let mut found = String::new();
    for (value, letters) in [(50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")] {
        while number >= value {
            found.push_str(letters);
            number -= value;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_stand_at_line_starts() {
        let cases: [(&str, &[&str]); 30] = [
            ("1. Rope\n2. Oil", &["1. = 1", "2. = 2"]),
            ("1. Mai war es.", &[]),
            ("a) rope\nb) oil", &["a) = a", "b) = b"]),
            ("(iv) oil", &["(iv) = iv"]),
            ("(ill) oil", &[]),
            ("i. rope\nii. oil", &["i. = i", "ii. = ii"]),
            ("A. Smith spoke.", &[]),
            ("§ 5 Rope\n§ 5a. Oil", &["§ 5 = 5", "§ 5a. = 5a"]),
            ("Article 5. Rope", &["Article 5. = 5"]),
            ("Section 5 was dropped.", &[]),
            ("Chapter IV\nRope", &["Chapter IV = IV"]),
            ("[1] Rope", &["[1] = 1"]),
            ("- rope\n* oil", &["- =", "* ="]),
            ("> rope\n>> oil", &["> =", ">> ="]),
            ("> 2. rope\n> 3. oil", &["> 2. = 2", "> 3. = 3"]),
            ("1 Hear me.\n2 How long?\n3 Know this.", &["1 = 1", "2 = 2", "3 = 3"]),
            ("12 people died.\n13 were hurt.", &[]),
            ("1 cup of flour\n2 cups of milk\n3 eggs", &[]),
            ("2. Rope\n2.1 Thin rope\n2.2 Thick rope\n3. Oil", &["2. = 2", "2.1 = 2.1", "2.2 = 2.2", "3. = 3"]),
            ("3.5 million came.", &[]),
            ("- 12 boats came.", &["- ="]),
            ("the boat\n– an old one – sank", &[]),
            ("JOHN: Where?\nMARY: Here.", &["JOHN: = JOHN", "MARY: = MARY"]),
            ("LONDON: It rained.", &[]),
            ("第三条 船", &["第三条 = 三"]),
            ("제3조 배", &["제3조 = 3"]),
            ("（一）船\n（二）网", &["（一） = 一", "（二） = 二"]),
            ("1、船\n2、网", &["1、 = 1", "2、 = 2"]),
            ("١. قارب\n٢. شبكة", &["١. = ١", "٢. = ٢"]),
            ("2019 was wet.\n-5 degrees", &[]),
        ];
        for (text, expected) in cases {
            let shown = |label: Label| {
                let number = label.number.map_or("", |range| range.of(text));
                format!("{} = {number}", label.range.of(text)).trim_end().to_owned()
            };
            let found: Vec<String> = labels(text, Language::ENGLISH).sure.into_iter().map(shown).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }

    #[test]
    fn roman_numbers_are_those_that_are_written_so() {
        let cases = [("iv", Some(4)), ("XIX", Some(19)), ("iix", None), ("mix", None), ("l", Some(50)), ("", None)];
        for (word, expected) in cases {
            assert_eq!(roman(word), expected, "{word}");
        }
    }
}
