//! Versions: how one text became another, read as prose. Words and marks count, white space does not, so a paragraph that was
//! only wrapped anew is the same; what stands elsewhere now was moved.

use crate::text::{Text, TextRange};
use rustc_hash::{FxHashMap, FxHashSet};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::cmp::Reverse;
use std::collections::VecDeque;
use std::ops::Range;

/// What became of words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Change {
    /// They stayed.
    Same,
    /// They are gone.
    Removed,
    /// They are new.
    Added,
    /// They stand elsewhere now; moves are numbered from 1.
    MovedAway(usize),
    /// They stood elsewhere.
    MovedHere(usize),
}

/// A stretch of one paragraph with one change.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Step {
    /// What became of it.
    pub change: Change,
    /// Where it stands in the old text, unless it is new there.
    pub old: Option<TextRange>,
    /// Where it stands in the new text, unless it is gone from there.
    pub new: Option<TextRange>,
    /// It begins a paragraph.
    pub begins: bool,
}

/// The fewest words that are shown as moved: four or fewer come together by chance.
const LEAST_MOVED: usize = 5;

/// Share of the longer sentence's words that must stay where it moved and was edited: less is another sentence on the same
/// thing.
const LEAST_STAYED: f32 = 0.6;

/// A word that more of the sentences have that are gone says nothing of which of them moved.
const MOST_HOLDERS: usize = 50;

/// The most words in a row that stay between two replacements and are shown as replaced, too: what was rewritten is not
/// confetti.
const MOST_ISLAND: usize = 2;

/// How the old text became the new one; the steps without those that are gone are the new text, and those without what is new
/// the old one, each without its moves.
pub fn versions(old: &Text, new: &Text) -> Vec<Step> {
    let mut names = Names::default();
    let sides = [Side::new(old, &mut names), Side::new(new, &mut names)];
    let of = sides.each_ref().map(|side| vec![None; side.words.len()]);
    let mut moves = Moves { of, sentences: Default::default(), count: 0 };
    let edits = edits(&sides, &mut moves);
    moves.find_phrases(&sides, &edits);
    steps(&sides, &moves, &edits)
}

/// Numbers for words and for sentences: equal ones have equal numbers.
#[derive(Default)]
struct Names<'a> {
    words: FxHashMap<&'a str, usize>,
    sentences: FxHashMap<Vec<usize>, usize>,
}

/// A word or mark.
struct Word {
    range: TextRange,
    name: usize,
    paragraph: u32,
    /// It has letters or digits.
    counts: bool,
}

/// One of the two texts.
struct Side {
    words: Vec<Word>,
    /// For each sentence its words and its name.
    sentences: Vec<(Range<usize>, usize)>,
}

impl Side {
    fn new<'a>(text: &'a Text, names: &mut Names<'a>) -> Self {
        let mut side = Self { words: Vec::new(), sentences: Vec::new() };
        for sentence in text.sentences() {
            let start = side.words.len();
            for token in &text.tokens()[text.tokens_in(sentence.range).indices()] {
                let word = text.slice(token.range);
                if !word.trim().is_empty() {
                    let count = names.words.len();
                    let name = *names.words.entry(word).or_insert(count);
                    let (range, paragraph, counts) = (token.range, sentence.paragraph, token.is_word());
                    side.words.push(Word { range, name, paragraph, counts });
                }
            }
            let words = start..side.words.len();
            let count = names.sentences.len();
            let name = side.words[words.clone()].iter().map(|word| word.name).collect();
            side.sentences.push((words, *names.sentences.entry(name).or_insert(count)));
        }
        side
    }

    /// The different words of a sentence, by name.
    fn different(&self, sentence: usize) -> Vec<usize> {
        let words = self.sentences[sentence].0.clone();
        let mut names: Vec<usize> = self.words[words].iter().filter(|word| word.counts).map(|word| word.name).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    fn counted(&self, words: Range<usize>) -> usize {
        self.words[words].iter().filter(|word| word.counts).count()
    }
}

/// One word's way from the old to the new text, by its index there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edit {
    Same(usize, usize),
    Old(usize),
    New(usize),
}

/// Which words were moved, in the old and in the new text, by the number of their move.
struct Moves {
    of: [Vec<Option<usize>>; 2],
    /// Sentences that moved, edited or not, by their numbers.
    sentences: [FxHashSet<usize>; 2],
    count: usize,
}

/// First sentences that stay, then sentences that moved, then the words of what is left between them.
fn edits(sides: &[Side; 2], moves: &mut Moves) -> Vec<Edit> {
    let names = sides.each_ref().map(|side| side.sentences.iter().map(|(_, name)| *name).collect::<Vec<_>>());
    let ops = capture_diff_slices(Algorithm::Histogram, &names[0], &names[1]);
    moves.find_sentences(sides, &ops);
    moves.find_edited(sides, &ops);
    let mut found = Vec::new();
    for op in ops {
        let (old, new) = (op.old_range(), op.new_range());
        if let DiffOp::Equal { .. } = op {
            let words = |side: usize, sentences: Range<usize>| {
                sides[side].sentences[sentences].iter().flat_map(|(words, _)| words.clone())
            };
            found.extend(words(0, old).zip(words(1, new)).map(|(old, new)| Edit::Same(old, new)));
        } else {
            found.extend(between(sides, moves, [old, new]));
        }
    }
    found
}

/// The words of some old and some new sentences; a moved sentence is as one word that nothing else is like.
fn between(sides: &[Side; 2], moves: &Moves, sentences: [Range<usize>; 2]) -> Vec<Edit> {
    let mut unlike = usize::MAX;
    let mut sequence = |side: usize| -> (Vec<Range<usize>>, Vec<usize>) {
        let mut found = (Vec::new(), Vec::new());
        for sentence in sentences[side].clone() {
            let (words, _) = &sides[side].sentences[sentence];
            if moves.sentences[side].contains(&sentence) {
                unlike -= 1;
                found.0.push(words.clone());
                found.1.push(unlike);
            } else {
                found.0.extend(words.clone().map(|word| word..word + 1));
                found.1.extend(words.clone().map(|word| sides[side].words[word].name));
            }
        }
        found
    };
    let ((old, old_names), (new, new_names)) = (sequence(0), sequence(1));
    let mut found = Vec::new();
    for op in capture_diff_slices(Algorithm::Hunt, &old_names, &new_names) {
        let old = old[op.old_range()].iter().flat_map(Clone::clone);
        let new = new[op.new_range()].iter().flat_map(Clone::clone);
        if let DiffOp::Equal { .. } = op {
            found.extend(old.zip(new).map(|(old, new)| Edit::Same(old, new)));
        } else {
            found.extend(old.map(Edit::Old).chain(new.map(Edit::New)));
        }
    }
    without_islands(&sides[1], &found)
}

/// A word or two that stayed between replacements are part of the replacement.
fn without_islands(new: &Side, edits: &[Edit]) -> Vec<Edit> {
    let runs: Vec<Range<usize>> = runs(edits, |edit| matches!(edit, Edit::Same(..)));
    let replaced = |range: &Range<usize>| {
        let edits = &edits[range.clone()];
        edits.iter().any(|e| matches!(e, Edit::Old(_))) && edits.iter().any(|e| matches!(e, Edit::New(_)))
    };
    let small = |range: &Range<usize>| {
        let same =
            edits[range.clone()].iter().filter(|edit| matches!(edit, Edit::Same(_, at) if new.words[*at].counts));
        same.count() <= MOST_ISLAND
    };
    let islands: Vec<Range<usize>> = runs
        .windows(3)
        .filter(|three| matches!(edits[three[1].start], Edit::Same(..)))
        .filter(|three| replaced(&three[0]) && small(&three[1]) && replaced(&three[2]))
        .map(|three| three[1].clone())
        .collect();
    let mut islands = islands.into_iter().peekable();
    let split = |(at, edit): (usize, Edit)| {
        while islands.next_if(|range| range.end <= at).is_some() {}
        let inside = islands.peek().is_some_and(|range| range.contains(&at));
        match edit {
            Edit::Same(old, new) if inside => [Some(Edit::Old(old)), Some(Edit::New(new))],
            Edit::Same(..) | Edit::Old(_) | Edit::New(_) => [Some(edit), None],
        }
    };
    let mut edits: Vec<Edit> = edits.iter().copied().enumerate().flat_map(split).flatten().collect();
    for range in self::runs(&edits, |edit| matches!(edit, Edit::Same(..))) {
        // A stable sort: what is gone stands before what is new.
        edits[range].sort_by_key(|edit| matches!(edit, Edit::New(_)));
    }
    edits
}

/// Neighbours of which the same is true.
fn runs(edits: &[Edit], is: impl Fn(&Edit) -> bool) -> Vec<Range<usize>> {
    let mut end = 0;
    let range = |chunk: &[Edit]| {
        end += chunk.len();
        end - chunk.len()..end
    };
    edits.chunk_by(|a, b| is(a) == is(b)).map(range).collect()
}

impl Moves {
    /// Whole sentences that left one place and stand in another.
    fn find_sentences(&mut self, sides: &[Side; 2], ops: &[DiffOp]) {
        let unequal = ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
        let mut gone: FxHashMap<usize, VecDeque<usize>> = FxHashMap::default();
        for sentence in unequal.clone().flat_map(DiffOp::old_range) {
            let (words, name) = &sides[0].sentences[sentence];
            if sides[0].counted(words.clone()) >= LEAST_MOVED {
                gone.entry(*name).or_default().push_back(sentence);
            }
        }
        let mut before = None;
        for new in unequal.flat_map(DiffOp::new_range) {
            let (here, name) = &sides[1].sentences[new];
            let Some(old) = gone.get_mut(name).and_then(VecDeque::pop_front) else { continue };
            // Sentences that moved together are one move.
            if before.is_none() || before != old.checked_sub(1).zip(new.checked_sub(1)) {
                self.count += 1;
            }
            before = Some((old, new));
            self.sentences[0].insert(old);
            self.sentences[1].insert(new);
            self.moved(sides[0].sentences[old].0.clone(), here.clone());
        }
    }

    /// Sentences that left one place and stand in another, edited: of those that are gone, the one that shares most words.
    fn find_edited(&mut self, sides: &[Side; 2], ops: &[DiffOp]) {
        let unequal = || ops.iter().enumerate().filter(|(_, op)| !matches!(op, DiffOp::Equal { .. }));
        let gone = unequal().flat_map(|(place, op)| op.old_range().map(move |sentence| (place, sentence)));
        let gone: Vec<_> = gone.filter(|(_, sentence)| !self.sentences[0].contains(sentence)).collect();
        let mut holders: FxHashMap<usize, Vec<(usize, usize)>> = FxHashMap::default();
        for &(place, sentence) in &gone {
            for name in sides[0].different(sentence) {
                holders.entry(name).or_default().push((place, sentence));
            }
        }
        holders.retain(|_, holders| holders.len() <= MOST_HOLDERS);
        for (place, new) in unequal().flat_map(|(place, op)| op.new_range().map(move |sentence| (place, sentence))) {
            if self.sentences[1].contains(&new) {
                continue;
            }
            let mut shared: FxHashMap<(bool, usize), usize> = FxHashMap::default();
            for name in sides[1].different(new) {
                let holders = holders.get(&name).into_iter().flatten();
                let free = holders.filter(|(_, old)| !self.sentences[0].contains(old));
                free.for_each(|(other, old)| *shared.entry((*other == place, *old)).or_default() += 1);
            }
            let best = shared.into_iter().max_by_key(|&((stayed, old), shared)| (shared, stayed, Reverse(old)));
            // What was edited in its place did not move, though the like of it stands elsewhere, too.
            if let Some(((false, old), _)) = best {
                self.edited(sides, old, new);
            }
        }
    }

    /// Takes two sentences for one that moved, if enough words stayed; the others are gone and new.
    fn edited(&mut self, sides: &[Side; 2], old: usize, new: usize) {
        let words = [(0, old), (1, new)].map(|(side, sentence)| sides[side].sentences[sentence].0.clone());
        let names = [0, 1].map(|side| {
            let words = &sides[side].words[words[side].clone()];
            words.iter().map(|word| word.name).collect::<Vec<usize>>()
        });
        let ops = capture_diff_slices(Algorithm::Hunt, &names[0], &names[1]);
        let stayed = ops.iter().filter(|op| matches!(op, DiffOp::Equal { .. })).map(|op| {
            let range =
                |side: usize, range: Range<usize>| words[side].start + range.start..words[side].start + range.end;
            (range(0, op.old_range()), range(1, op.new_range()))
        });
        let stayed: Vec<_> = stayed.collect();
        let same: usize = stayed.iter().map(|(_, here)| sides[1].counted(here.clone())).sum();
        let longer = (0..2).map(|side| sides[side].counted(words[side].clone())).max().unwrap_or(0);
        if same < LEAST_MOVED || (same as f32) < LEAST_STAYED * longer as f32 {
            return;
        }
        self.count += 1;
        self.sentences[0].insert(old);
        self.sentences[1].insert(new);
        stayed.into_iter().for_each(|(old, new)| self.moved(old, new));
    }

    fn moved(&mut self, old: Range<usize>, new: Range<usize>) {
        self.of[0][old].fill(Some(self.count));
        self.of[1][new].fill(Some(self.count));
    }

    /// Phrases of what is gone that stand word for word in what is new.
    fn find_phrases(&mut self, sides: &[Side; 2], edits: &[Edit]) {
        let mut free = self.of.each_ref().map(|side| vec![false; side.len()]);
        for edit in edits {
            match *edit {
                Edit::Old(word) => free[0][word] = self.of[0][word].is_none(),
                Edit::New(word) => free[1][word] = self.of[1][word].is_none(),
                Edit::Same(..) => {}
            }
        }
        let mut starts: FxHashMap<Vec<usize>, usize> = FxHashMap::default();
        for (at, phrase) in (0..free[0].len()).filter_map(|at| Some((at, phrase(&sides[0], &free[0], at)?))) {
            starts.entry(phrase).or_insert(at);
        }
        let mut at = 0;
        while at < free[1].len() {
            let old = phrase(&sides[1], &free[1], at).and_then(|phrase| starts.get(&phrase).copied());
            let same = |old: usize, ahead: usize| {
                let (old, new) = (old + ahead, at + ahead);
                free[0].get(old) == Some(&true)
                    && free[1].get(new) == Some(&true)
                    && sides[0].words[old].name == sides[1].words[new].name
            };
            let length = old.map_or(0, |old| (0..).take_while(|ahead| same(old, *ahead)).count());
            match old {
                Some(old) if sides[1].counted(at..at + length) >= LEAST_MOVED => {
                    free[0][old..old + length].fill(false);
                    self.count += 1;
                    self.moved(old..old + length, at..at + length);
                    at += length;
                }
                // What is too short has few words and many marks; its last part may begin something longer.
                Some(_) | None => at += length.saturating_sub(LEAST_MOVED).max(1),
            }
        }
    }
}

/// As many words from one on as a move needs, where all are free.
fn phrase(side: &Side, free: &[bool], at: usize) -> Option<Vec<usize>> {
    let range = at..at + LEAST_MOVED;
    free.get(range.clone())?.iter().all(|free| *free).then(|| side.words[range].iter().map(|w| w.name).collect())
}

/// Words put together to stretches.
fn steps(sides: &[Side; 2], moves: &Moves, edits: &[Edit]) -> Vec<Step> {
    let mut found: Vec<Step> = Vec::new();
    let mut last: [Option<u32>; 2] = [None, None];
    // A paragraph was begun by what is gone; what stays of it does not begin it again.
    let mut begun = false;
    for edit in edits {
        let (change, words) = match *edit {
            Edit::Same(old, new) => (Change::Same, [Some(old), Some(new)]),
            Edit::Old(old) => (moves.of[0][old].map_or(Change::Removed, Change::MovedAway), [Some(old), None]),
            Edit::New(new) => (moves.of[1][new].map_or(Change::Added, Change::MovedHere), [None, Some(new)]),
        };
        let word = |side: usize| words[side].map(|at| &sides[side].words[at]);
        let paragraphs = [0, 1].map(|side| word(side).map(|word| word.paragraph));
        let turns = |side: usize| paragraphs[side].is_some() && paragraphs[side] != last[side];
        let begins = match paragraphs {
            [Some(_), None] => turns(0),
            [None, _] => turns(1) && !begun,
            [Some(_), Some(_)] => turns(1) && (turns(0) || !begun),
        };
        begun = if paragraphs[1].is_some() { false } else { begun || begins };
        for side in [0, 1] {
            last[side] = paragraphs[side].or(last[side]);
        }
        let range = |side: usize| word(side).map(|word| word.range);
        let step = Step { change, old: range(0), new: range(1), begins };
        match found.last_mut() {
            Some(before) if before.change == change && !begins => {
                let to = |before: Option<TextRange>, after: Option<TextRange>| Some(before?.to(after?));
                (before.old, before.new) = (to(before.old, step.old), to(before.new, step.new));
            }
            _ => found.push(step),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stayed as it is, `[-gone-]`, `{+new+}`, `[1-moved away-]`, `{1+moved here+}`; a paragraph a line.
    fn shown(old: &str, new: &str) -> String {
        let texts = [old, new].map(|text| Text::new(text.to_owned(), None));
        let mut lines = String::new();
        for step in versions(&texts[0], &texts[1]) {
            let words = |side: usize, range: Option<TextRange>| {
                let words = range.map_or("", |range| texts[side].slice(range)).split_whitespace();
                words.collect::<Vec<_>>().join(" ")
            };
            let shown = match step.change {
                Change::Same => words(1, step.new),
                Change::Removed => format!("[-{}-]", words(0, step.old)),
                Change::Added => format!("{{+{}+}}", words(1, step.new)),
                Change::MovedAway(number) => format!("[{number}-{}-]", words(0, step.old)),
                Change::MovedHere(number) => format!("{{{number}+{}+}}", words(1, step.new)),
            };
            lines.push_str(if lines.is_empty() {
                ""
            } else if step.begins {
                "\n"
            } else {
                " "
            });
            lines.push_str(&shown);
        }
        lines
    }

    #[test]
    fn versions_are_read_as_prose() {
        let sentence = "The mayor resigned on Friday after the vote.";
        let cases = [
            ("", "", ""),
            ("The mayor quit.", "The old mayor quit.", "The {+old+} mayor quit."),
            ("The old mayor quit.", "The mayor quit.", "The [-old-] mayor quit."),
            ("It took 12 days.", "It took 13 days.", "It took [-12-] {+13+} days."),
            ("", "All of it is new.", "{+All of it is new.+}"),
            ("All of it is gone.", "", "[-All of it is gone.-]"),
            ("He went home, tired.", "He went home tired.", "He went home [-,-] tired."),
        ];
        for (old, new, expected) in cases {
            assert_eq!(shown(old, new), expected);
        }
        let (old, new) =
            (format!("{sentence} Nobody spoke.\n\nIt rained."), format!("Nobody spoke.\n\nIt rained. {sentence}"));
        let expected = format!("[1-{sentence}-] Nobody spoke.\nIt rained. {{1+{sentence}+}}");
        assert_eq!(shown(&old, &new), expected, "a sentence moved");
        let edited = sentence.replace("Friday", "Monday");
        let new = format!("Nobody spoke.\n\nIt rained. {edited}");
        let expected = "[1-The mayor resigned on-] [-Friday-] [1-after the vote.-] Nobody spoke.\n\
            It rained. {1+The mayor resigned on+} {+Monday+} {1+after the vote.+}";
        assert_eq!(shown(&old, &new), expected, "a sentence moved and was edited");
        let ends =
            ["Monday after the vote.", "Friday before the vote."].map(|end| format!("The mayor resigned on {end}"));
        let [old, new] = [[sentence, sentence], ends.each_ref().map(String::as_str)]
            .map(|[first, last]| format!("{first} Nobody spoke.\n\nIt rained. {last}"));
        assert!(!shown(&old, &new).contains("1-"), "what stands twice and is edited twice stays");
        let told =
            ["It rained in the north of Lyon.", "The sun shone on the old harbour.", "Snow fell in all of the south."];
        let (old, new) = (told.join(" "), [told[2], told[0], told[1]].join(" "));
        assert!(shown(&old, &new).contains("{1+"), "what was first can be moved");
    }

    #[test]
    fn wrapping_anew_is_no_change() {
        let text =
            "The mayor resigned on Friday after the vote, and nobody spoke.\n\nIt rained all day, said the deputy.";
        for new in [
            text.replace(' ', "\n"),
            text.replace(". ", ".\n"),
            text.replace("\n\n", "\n\n\n "),
            text.replace('\n', "\r\n"),
        ] {
            let texts = [text.to_owned(), new].map(|text| Text::new(text, None));
            assert!(versions(&texts[0], &texts[1]).iter().all(|step| step.change == Change::Same));
        }
    }

    #[test]
    fn what_is_left_is_the_old_and_the_new_text() {
        let corpus = crate::source::sample();
        let texts: Vec<&Text> = corpus.sources.iter().map(|source| &source.text).collect();
        for (old, new) in texts.iter().zip(texts.iter().skip(1)) {
            let steps = versions(old, new);
            for (text, range) in [(old, (|s: &Step| s.old) as fn(&Step) -> Option<TextRange>), (new, |s| s.new)] {
                let words: String = steps.iter().filter_map(range).map(|range| text.slice(range)).collect();
                let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
                assert_eq!(bare(&words), bare(text.content()));
            }
        }
    }
}
