//! Labels: what a parallel is about, in the words of one of its passages.
//!
//! The lines that may stand for its passages are held against each other: by what they lack to be read alone, by how much they
//! have of what most sources say, and of nothing else, and by their width.

mod lines;

use crate::align::Passage;
use crate::compare::Comparison;
use crate::source::Copy;
use crate::text::{Language, Norm, Text, TextRange, Token, TokenKind, fold};
use crate::view::cut;
use lines::{Line, lines, weight};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use unicode_width::UnicodeWidthStr;

/// Columns of a label.
const WIDTH: usize = 60;
/// What stands before that of a note.
pub const NOTE: &str = "note: ";

/// A passage speaks for its parallel where its links come to this share of the best passage's.
const CENTRAL: f32 = 0.6;

/// Passages of a parallel whose clauses are held against each other.
const MOST_PASSAGES: usize = 12;

/// What a clause is worth that has all of what is common, and one that has nothing else.
const WHOLE: f32 = 40.0;
const PURE: f32 = 20.0;
/// One with less than this share of it is not what the row is about; what is taken from it.
const LEAST_COMMON: f32 = 0.4;
const STRANGE: f32 = 30.0;
/// What the best links of its passage are worth.
const LINKED: f32 = 8.0;
/// What is taken for each step of what it lacks.
const LACKING: f32 = 2.2;
/// What is taken for each step to a language that fewer read, and for each column.
const FOREIGN: f32 = 20.0;
const COLUMN: f32 = 0.15;
/// What a word with a topic is worth where nobody else tells the same.
const TOPIC: f32 = 3.0;
/// What a number counts beside a word.
const NUMBER: f32 = 1.5;
/// What a word counts that one account adds, beside one that all have.
const ADDED: f32 = 0.15;
/// What is left of a word's weight where all parallels have it.
const EVERYWHERE: f32 = 0.3;

/// What a line lacks that is a name.
const NAME_ALONE: f32 = 12.0;
/// What a line lacks that is the beginning of a passage, be that what it may.
const NUMBERED: f32 = 25.0;

/// The labels of a comparison's parallels. No two are alike, and none that is not a reader's own is wider than a line.
#[derive(Clone, Debug, Default)]
pub struct Labels(Vec<Label>);

/// What a parallel is about.
#[derive(Clone, Debug, Default)]
struct Label {
    line: String,
    /// What it lacks to be read alone: nothing where it is a whole clause, 30 and more where it cannot be understood alone.
    lacks: f32,
}

impl Labels {
    /// Of a comparison: for each parallel the name that a reader gave it, else the best clause that no other one has.
    pub fn of(comparison: &Comparison) -> Self {
        let names = &comparison.remarks.names;
        let mut taken: FxHashSet<String> = names.values().map(|name| fold(name)).collect();
        let chooser = Chooser::of(comparison);
        let parallels = 0..comparison.alignment.parallels.len();
        let judged: Vec<Vec<Label>> = parallels.into_par_iter().map(|parallel| chooser.judged(parallel)).collect();
        let named = |parallel| names.get(&parallel).map(|name| Label { line: name.clone(), lacks: 0.0 });
        let label = |(parallel, judged)| named(parallel).unwrap_or_else(|| chooser.free(parallel, judged, &mut taken));
        Self(judged.into_iter().enumerate().map(label).collect())
    }

    /// The label of a parallel.
    pub fn get(&self, parallel: usize) -> &str {
        self.0.get(parallel).map_or("", |label| label.line.as_str())
    }

    /// What the label of a parallel lacks to be read alone: nothing where it is a whole clause, 30 and more where it cannot be
    /// understood alone.
    pub fn lacks(&self, parallel: usize) -> f32 {
        self.0.get(parallel).map_or(0.0, |label| label.lacks)
    }
}

/// A clause that may be the label.
struct Candidate {
    line: String,
    /// What it lacks to be read alone.
    lacks: f32,
    /// What its words weigh together, and what each of them does.
    weight: f32,
    share: f32,
    /// How well its passage is linked, of the best one.
    linked: f32,
    /// How many languages are read before its own.
    rank: f32,
}

impl Candidate {
    /// What it is worth where the weightiest weighs `most`.
    fn worth(&self, most: f32) -> f32 {
        let gains = WHOLE * self.weight / most + PURE * self.share + LINKED * self.linked;
        let strange = if self.weight < LEAST_COMMON * most { STRANGE } else { 0.0 };
        gains - strange - LACKING * self.lacks - COLUMN * self.line.width() as f32 - FOREIGN * self.rank
    }
}

/// What labels are chosen by.
struct Chooser<'a> {
    comparison: &'a Comparison,
    /// In how many parallels each word stands.
    spread: FxHashMap<Norm, usize>,
}

impl<'a> Chooser<'a> {
    fn of(comparison: &'a Comparison) -> Self {
        let mut spread = FxHashMap::default();
        for parallel in &comparison.alignment.parallels {
            let topics = |passage: &Passage| topics(text(comparison, passage), passage.range).map(|word| word.norm);
            let different: FxHashSet<Norm> = parallel.passages.iter().flat_map(topics).collect();
            different.into_iter().for_each(|norm| *spread.entry(norm).or_default() += 1);
        }
        Self { comparison, spread }
    }

    /// The clauses of a parallel, the best first.
    fn judged(&self, parallel: usize) -> Vec<Label> {
        let candidates = self.candidates(parallel);
        let most = candidates.iter().map(|one| one.weight).fold(f32::MIN_POSITIVE, f32::max);
        let mut judged: Vec<(f32, Label)> =
            candidates.into_iter().map(|one| (one.worth(most), Label { line: one.line, lacks: one.lacks })).collect();
        judged.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.line.cmp(&b.1.line)));
        judged.into_iter().map(|(_, label)| label).collect()
    }

    /// The best line that is not taken; where all are, the first passage with a number behind it.
    fn free(&self, parallel: usize, judged: Vec<Label>, taken: &mut FxHashSet<String>) -> Label {
        let free = judged.into_iter().find(|label| taken.insert(fold(&label.line)));
        let numbered = |line| Label { line, lacks: NUMBERED };
        let found = free.or_else(|| self.numbered(parallel, taken).map(numbered)).unwrap_or_default();
        Label { line: self.note(parallel).to_owned() + &found.line, ..found }
    }

    /// What stands before the label of a parallel that stands in notes throughout.
    fn note(&self, parallel: usize) -> &'static str {
        let passages = &self.comparison.alignment.parallels[parallel].passages;
        let is_note = |passage: &Passage| self.comparison.corpus.source(passage.source).is_note(passage.range);
        if passages.iter().all(is_note) { NOTE } else { "" }
    }

    /// The first passage of a parallel, with the first number that makes it another; nothing where it has no words.
    fn numbered(&self, parallel: usize, taken: &mut FxHashSet<String>) -> Option<String> {
        let first = self.comparison.alignment.parallels[parallel].passages.first()?;
        let text = text(self.comparison, first);
        text.words_in(first.range).next()?;
        let numbered = |tail: String| cut::line(text, first.range, WIDTH - NOTE.len() - tail.len()).0 + &tail;
        let mut tails = std::iter::once(String::new()).chain((2..).map(|number| format!(" ({number})")));
        tails.by_ref().map(numbered).find(|line| taken.insert(fold(line)))
    }

    fn candidates(&self, parallel: usize) -> Vec<Candidate> {
        let common = Common::of(self, &self.comparison.alignment.parallels[parallel].passages);
        let mut found: Vec<(Passage, f32, Line)> = Vec::new();
        for (passage, linked) in self.central(parallel) {
            found.extend(self.told(passage).map(|line| (passage, linked, line)));
        }
        // Where the sources name different speakers, or one is misread, none is named.
        let speaker = |(passage, _, line): &(Passage, f32, Line)| {
            let language = text(self.comparison, passage).language();
            line.speaker.as_ref().map(|speaker| (language, fold(speaker)))
        };
        let speakers: FxHashSet<(Language, String)> = found.iter().filter_map(speaker).collect();
        let languages: FxHashSet<Language> = speakers.iter().map(|(language, _)| *language).collect();
        if speakers.len() > languages.len() {
            found.retain(|(_, _, line)| line.speaker.is_none());
        }
        found.into_iter().map(|(passage, linked, line)| self.candidate(&common, passage, linked, line)).collect()
    }

    /// The lines of a passage that others may tell, too: what a source says elsewhere is not what all say here, least of all a
    /// number beside it. Of a passage that only has who says something, the name stays.
    fn told(&self, Passage { source, range }: Passage) -> impl Iterator<Item = Line> {
        let source = self.comparison.corpus.source(source);
        let note = if source.is_note(range) { NOTE.len() } else { 0 };
        let values = source.text.values().iter().map(|value| value.range).filter(move |value| !range.overlaps(*value));
        let beside: Vec<TextRange> = values.collect();
        let is_own = move |line: &Line| {
            let parts = || line.parts.iter();
            parts().any(|part| part.overlaps(range))
                && !parts().any(|part| beside.iter().any(|value| part.contains(*value)))
        };
        let says = |line: &Line| {
            let speaker = line.speaker.as_ref().filter(|_| !line.parts.iter().any(|part| part.overlaps(range)))?;
            let named = source.text.names().mentions.iter().map(|mention| mention.range);
            let inside =
                named.filter(|name| range.contains(*name) && source.text.slice(*name).ends_with(speaker.as_str()));
            let name = inside.max_by_key(|name| name.len())?;
            let (words, _) = cut::line(&source.text, name, WIDTH - note);
            Some(Line { words, parts: vec![name], lacks: NAME_ALONE, speaker: None })
        };
        let all = lines(&source.text, range, WIDTH - note);
        let names: Vec<Line> = all.iter().filter_map(says).collect();
        all.into_iter().filter(is_own).chain(names)
    }

    fn candidate(&self, common: &Common, passage: Passage, linked: f32, line: Line) -> Candidate {
        let text = text(self.comparison, &passage);
        let (weight, share) = common.told(self, text, &line.parts);
        let rank = f32::from(self.rank(text.language()));
        Candidate { line: line.words, lacks: line.lacks, weight, share, linked, rank }
    }

    /// The passages that speak for a parallel, and how well each is linked, of the best; those in the languages that are read
    /// first stand first.
    fn central(&self, parallel: usize) -> Vec<(Passage, f32)> {
        let passages = &self.comparison.alignment.parallels[parallel].passages;
        let sums = self.linked(parallel);
        let most = sums.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
        let all = passages.iter().copied().zip(sums.into_iter().map(|sum| sum / most));
        let language = |passage: &Passage| self.rank(text(self.comparison, passage).language());
        let first = passages.iter().map(language).min().unwrap_or(0);
        let speaks = |(passage, linked): &(Passage, f32)| *linked >= CENTRAL || language(passage) == first;
        let mut central: Vec<(Passage, f32)> = all.filter(speaks).collect();
        central.sort_by(|a, b| language(&a.0).cmp(&language(&b.0)).then_with(|| b.1.total_cmp(&a.1)));
        central.truncate(MOST_PASSAGES);
        central
    }

    /// How firmly each passage of a parallel is linked: the sum of how sure its links are.
    fn linked(&self, parallel: usize) -> Vec<f32> {
        let alignment = &self.comparison.alignment;
        let passages = &alignment.parallels[parallel].passages;
        let mut sums = vec![0.0; passages.len()];
        for link in alignment.parallels[parallel].links.iter().filter_map(|&link| alignment.links.get(link)) {
            for end in link.passages {
                let first = passages.partition_point(|p| (p.source, p.range.end()) <= (end.source, end.range.start()));
                let own = passages.iter().zip(&mut sums).skip(first);
                own.take_while(|(p, _)| p.source == end.source && p.range.overlaps(end.range))
                    .for_each(|(_, sum)| *sum += link.evidence.score);
            }
        }
        sums
    }

    /// How many languages are read before one: the first source's, then English.
    fn rank(&self, language: Language) -> u8 {
        let first = self.comparison.corpus.sources.first().map(|source| source.text.language());
        if first == Some(language) {
            0
        } else if language == Language::ENGLISH {
            1
        } else {
            2
        }
    }

    /// What a word weighs by how few parallels have it.
    fn rarity(&self, norm: Norm) -> f32 {
        let spread = self.spread.get(&norm).copied().unwrap_or(1).max(1) as f32;
        let all = self.comparison.alignment.parallels.len().max(2) as f32;
        1.0 - (1.0 - EVERYWHERE) * spread.ln() / all.ln()
    }
}

/// What the accounts of a parallel have in common.
#[derive(Default)]
struct Common {
    /// How many accounts have each word.
    told: FxHashMap<Norm, usize>,
    /// How many there are in each language.
    accounts: FxHashMap<Language, usize>,
}

impl Common {
    fn of(chooser: &Chooser, passages: &[Passage]) -> Self {
        let mut found = Self::default();
        let (mut words, mut accounts) = (FxHashSet::default(), FxHashSet::default());
        for passage in passages {
            // Copies of one article are one account.
            let source = chooser.comparison.corpus.source(passage.source);
            let account = source.copy.map_or(source.id, Copy::of);
            if accounts.insert(account) {
                *found.accounts.entry(source.text.language()).or_default() += 1;
            }
            for word in topics(&source.text, passage.range) {
                if words.insert((word.norm, account)) {
                    *found.told.entry(word.norm).or_default() += 1;
                }
            }
        }
        found
    }

    /// What the words of some parts weigh together, and how much of them is common.
    fn told(&self, chooser: &Chooser, text: &Text, parts: &[TextRange]) -> (f32, f32) {
        let accounts = self.accounts.get(&text.language()).copied().unwrap_or(1);
        let (mut seen, mut weight, mut common) = (FxHashSet::default(), 0.0, 0.0);
        let words = parts.iter().flat_map(|part| topics(text, *part));
        for word in words.filter(|word| seen.insert(word.norm)) {
            let told = self.told.get(&word.norm).copied().unwrap_or(1).min(accounts);
            let others = (told.saturating_sub(1) as f32 / accounts.saturating_sub(1).max(1) as f32).max(ADDED);
            let share = if accounts > 1 { others } else { 1.0 };
            let number = if word.kind == TokenKind::Number { NUMBER } else { 1.0 };
            weight += share * chooser.rarity(word.norm) * number;
            common += share;
        }
        (weight, common / (seen.len().max(1)) as f32)
    }
}

fn text<'a>(comparison: &'a Comparison, passage: &Passage) -> &'a Text {
    &comparison.corpus.source(passage.source).text
}

/// What a passage that nobody else has is about: the line of it that says most and leans least on what stands around, of a label's
/// width; and what it lacks to be read alone, 30 and more where it cannot be. Nothing where it has no words.
pub fn clause(text: &Text, passage: TextRange) -> Option<(String, f32)> {
    let worth = |line: &Line| {
        let inside = line.parts.iter().filter_map(|part| part.intersect(passage));
        // What is said stands beside who says it.
        let told = if line.speaker.is_some() { weight(text, line.parts.iter().copied()) } else { weight(text, inside) };
        told * TOPIC - line.lacks - COLUMN * line.words.width() as f32
    };
    let judged = lines(text, passage, WIDTH).into_iter().map(|line| (worth(&line), line));
    let best = judged.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.words.cmp(&a.1.words)));
    best.map(|(_, line)| (line.words, line.lacks)).filter(|(words, _)| !words.is_empty())
}

/// The words of a range that carry a topic.
pub fn topics(text: &Text, range: TextRange) -> impl Iterator<Item = &Token> {
    let language = text.language();
    text.words_in(range).filter(move |word| {
        let folded = text.folded(word);
        word.kind == TokenKind::Number || !language.is_function_word(folded) && !language.is_no_evidence(folded)
    })
}

#[cfg(test)]
mod tests;
