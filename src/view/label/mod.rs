//! Labels: what a parallel is about, in the words of one of its passages.
//!
//! The clauses of its passages are held against each other: by what they lack to be read alone, by how much they have of what
//! most sources say, and of nothing else, and by their width.

use crate::align::Passage;
use crate::compare::Comparison;
use crate::source::Copy;
use crate::text::{Clause, Language, Led, Norm, Text, TextRange, Token, TokenKind, clauses, fold, led};
use crate::view::cut::line;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use unicode_width::UnicodeWidthStr;

/// Columns of a label, and of what leads it at most.
const WIDTH: usize = 60;
const HEAD: usize = 36;
/// What stands before that of a note.
pub const NOTE: &str = "note: ";

/// A passage speaks for its parallel where its links come to this share of the best passage's.
const CENTRAL: f32 = 0.6;

/// Passages of a parallel whose clauses are held against each other.
const MOST_PASSAGES: usize = 12;

/// What a clause is worth that has all of what is common, and one that has nothing else.
const WHOLE: f32 = 40.0;
const PURE: f32 = 20.0;
/// What the best links of its passage are worth.
const LINKED: f32 = 8.0;
/// What is taken from one that is cut, and from one that is cut before its verb.
const CUT: f32 = 8.0;
const HEARTLESS: f32 = 25.0;
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

/// What is taken from a clause that is not the passage's own but of the sentence in which that stands, and the share of the
/// passage's words with a topic that it must have.
const AROUND: f32 = 8.0;
const LEAST_OWN: f32 = 0.5;
/// What is no clause stands under what leads it where none lacks less than this.
const FRAGMENT: f32 = 30.0;
/// A clause around a passage is looked for where none of its own lacks less than this.
const LEANING: f32 = 15.0;
/// Passages around which one is looked for.
const MOST_AROUND: usize = 4;

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
        gains - self.lacks - COLUMN * self.line.width() as f32 - FOREIGN * self.rank
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

    /// The best clause that is not taken; where all are, the first passage with a number behind it.
    fn free(&self, parallel: usize, judged: Vec<Label>, taken: &mut FxHashSet<String>) -> Label {
        let free = judged.into_iter().find(|label| taken.insert(fold(&label.line)));
        let numbered = |line| Label { line, lacks: HEARTLESS };
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
        let numbered = |tail: String| line(text, first.range, WIDTH - NOTE.len() - tail.len()).0 + &tail;
        let mut tails = std::iter::once(String::new()).chain((2..).map(|number| format!(" ({number})")));
        tails.by_ref().map(numbered).find(|line| taken.insert(fold(line)))
    }

    fn candidates(&self, parallel: usize) -> Vec<Candidate> {
        let common = Common::of(self, &self.comparison.alignment.parallels[parallel].passages);
        let central = self.central(parallel);
        let mut found = Vec::new();
        for (passage, linked) in &central {
            let clauses = clauses(text(self.comparison, passage), passage.range).into_iter();
            found.extend(clauses.map(|clause| self.candidate(&common, (*passage, *linked), clause)));
        }
        if found.iter().all(|one| one.lacks >= LEANING) {
            for (passage, linked) in central.iter().take(MOST_AROUND) {
                found.extend(self.around(&common, (*passage, *linked)));
            }
        }
        if found.iter().all(|one| one.lacks >= FRAGMENT) {
            for (passage, linked) in central.iter().take(MOST_AROUND) {
                let led = led(text(self.comparison, passage), passage.range).into_iter();
                found.extend(led.filter_map(|led| self.led(&common, (*passage, *linked), led)));
            }
        }
        found
    }

    fn candidate(&self, common: &Common, (passage, linked): (Passage, f32), clause: Clause) -> Candidate {
        let text = text(self.comparison, &passage);
        let Clause { range, heart, lacks } = clause;
        let note = if self.comparison.corpus.source(passage.source).is_note(passage.range) { NOTE.len() } else { 0 };
        let (line, left) = line(text, range, WIDTH - note);
        let (weight, share) = common.told(self, text, left);
        let cut = if left == range { 0.0 } else { CUT };
        let heartless = if left.contains(heart) { 0.0 } else { HEARTLESS };
        let lacks = lacks as f32 + cut + heartless;
        Candidate { line, lacks, weight, share, linked, rank: f32::from(self.rank(text.language())) }
    }

    /// A part of a passage under what leads it in its sentence.
    fn led(&self, common: &Common, (passage, linked): (Passage, f32), led: Led) -> Option<Candidate> {
        let text = text(self.comparison, &passage);
        let note = if self.comparison.corpus.source(passage.source).is_note(passage.range) { NOTE.len() } else { 0 };
        let (line, left) = led_line(text, &led, WIDTH - note)?;
        let (weight, share) = common.told(self, text, left);
        let cut = if left == led.clause.range { 0.0 } else { CUT };
        let lacks = led.clause.lacks as f32 + cut;
        Some(Candidate { line, lacks, weight, share, linked, rank: f32::from(self.rank(text.language())) })
    }

    /// The clauses of the sentences around a passage that say what it says: a part of a sentence may be none by itself.
    fn around(&self, common: &Common, (passage, linked): (Passage, f32)) -> Vec<Candidate> {
        let text = text(self.comparison, &passage);
        let source = self.comparison.corpus.source(passage.source);
        let mut story = source.story().skip_while(|(_, part)| part.end() <= passage.range.start());
        let Some((_, sentence)) = story.next().filter(|(_, part)| part.contains(passage.range)) else {
            return Vec::new();
        };
        let own: FxHashSet<Norm> = topics(text, passage.range).map(|word| word.norm).collect();
        let tells = |clause: &Clause| {
            if clause.lacks as f32 >= LEANING {
                return false;
            }
            let (_, left) = line(text, clause.range, WIDTH);
            let told = left.intersect(passage.range).map_or(0, |inside| topics(text, inside).count());
            left != passage.range && told as f32 >= LEAST_OWN * own.len() as f32
        };
        let clauses = clauses(text, sentence).into_iter().filter(tells);
        clauses
            .map(|clause| {
                let mut one = self.candidate(common, (passage, linked), clause);
                one.lacks += AROUND;
                one
            })
            .collect()
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

    /// What the words of a range weigh together, and how much of them is common.
    fn told(&self, chooser: &Chooser, text: &Text, range: TextRange) -> (f32, f32) {
        let accounts = self.accounts.get(&text.language()).copied().unwrap_or(1);
        let (mut seen, mut weight, mut common) = (FxHashSet::default(), 0.0, 0.0);
        for word in topics(text, range).filter(|word| seen.insert(word.norm)) {
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

/// A part under its head in a line, and what of the part is left; nothing where the head has no room.
fn led_line(text: &Text, led: &Led, most: usize) -> Option<(String, TextRange)> {
    let (head, whole) = line(text, led.head, HEAD);
    if whole != led.head {
        return None;
    }
    let between =
        TextRange::new(text.content(), led.head.end().min(led.clause.range.start()), led.clause.range.start());
    let joint = if text.words_in(between).next().is_none() { " " } else { " … " };
    let (part, left) = line(text, led.clause.range, most - head.width() - joint.width());
    let first = text.slice(left).chars().find(|c| c.is_alphanumeric());
    // A line begins with a capital; here it is not the beginning.
    let part = match (part.chars().next(), first) {
        (Some(large), Some(small)) if large != small && !large.is_lowercase() => {
            format!("{small}{}", part.chars().skip(1).collect::<String>())
        }
        _ => part,
    };
    Some((format!("{head}{joint}{part}"), left))
}

/// What a passage that nobody else has is about: the clause of it that says most and leans least on what stands around, in a
/// line of a label's width; and what it lacks to be read alone, 30 and more where it cannot be. Where all of its own lean, a
/// clause of its sentence that says most of it, or what leads it there. Nothing where it has no words.
pub fn clause(text: &Text, passage: TextRange) -> Option<(String, f32)> {
    let worth = |(line, left): (String, TextRange), range: TextRange, lacks: f32| {
        let lacks = lacks + if left == range { 0.0 } else { CUT };
        let weight = topics(text, left.intersect(passage).unwrap_or(left)).count() as f32;
        (weight * TOPIC - lacks - COLUMN * line.width() as f32, line, lacks)
    };
    let judged = |Clause { range, heart, lacks }: Clause| {
        let (line, left) = line(text, range, WIDTH);
        let heartless = if left.contains(heart) { 0.0 } else { HEARTLESS };
        worth((line, left), range, lacks as f32 + heartless)
    };
    let mut found: Vec<(f32, String, f32)> = clauses(text, passage).into_iter().map(judged).collect();
    if found.iter().all(|one| one.2 >= LEANING) {
        let sentence = text.sentences().iter().find(|sentence| sentence.range.overlaps(passage));
        let own = topics(text, passage).count() as f32;
        let tells = |clause: &Clause| {
            let (_, left) = line(text, clause.range, WIDTH);
            let told = left.intersect(passage).map_or(0, |inside| topics(text, inside).count());
            (clause.lacks as f32) < LEANING && told as f32 >= LEAST_OWN * own
        };
        let around = sentence.map(|sentence| clauses(text, sentence.range)).unwrap_or_default();
        found.extend(around.into_iter().filter(tells).map(judged).filter(|one| one.2 < LEANING + CUT));
    }
    if found.iter().all(|one| one.2 >= LEANING + CUT) {
        let led = led(text, passage);
        let lines = led
            .iter()
            .filter_map(|led| Some(worth(led_line(text, led, WIDTH)?, led.clause.range, led.clause.lacks as f32)));
        found.extend(lines);
    }
    let best = found.into_iter().max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(&a.1)));
    best.map(|(_, line, lacks)| (line, lacks)).filter(|(line, _)| !line.is_empty())
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
