//! Standing: the clauses of a passage that may be read alone, and what they lack for it.
//!
//! A clause begins and ends where one may in its sentence, so there are several to choose from; the words at its ends and
//! before its verb tell whether it leans on what stands around.

mod border;
mod led;
mod predicate;
mod sense;
mod word;

pub use led::{Led, led};

use super::Text;
use super::clause::{Reason, beginnings};
use super::lexicon::Lexicon;
use super::range::TextRange;
use super::sentence::Sentence;
use std::cell::OnceCell;
use std::ops::Range;

/// Words of a passage that may be read alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Clause {
    /// Where they stand, with the marks that belong to them.
    pub range: TextRange,
    /// Those of them up to the verb and what it is about: cut to less they say nothing.
    pub heart: TextRange,
    /// What they lack: nothing for a whole clause that leans on nothing, 30 and more for one that cannot be understood alone.
    pub lacks: u32,
    /// What they lack under the name of who says them: `Smith: We won`.
    pub voiced: u32,
}

/// Sentences of a passage that are looked at; a passage is a clause to a few sentences.
const MOST_SENTENCES: usize = 4;
/// What lacks so much by where it begins and ends is not looked at.
const HOPELESS: u32 = 60;
/// Words of a headline whose capitals tell that it is one.
const LEAST_SHOUTED: usize = 4;
/// Letters of a word that is no initial.
const LEAST_LETTERS: usize = 3;
/// Letters of a word at which an ending can tell that it is a verb.
const LEAST_VERB: usize = 5;

/// Marks that belong to the word behind them.
const BEFORE: [&str; 15] = ["(", "[", "（", "【", "$", "€", "£", "¥", "₴", "₽", "#", "@", "§", "¿", "¡"];
/// Marks that belong to the word before them.
const BEHIND: [&str; 9] = [")", "]", "）", "】", "%", "°", "?", "!", "？"];

/// Single quotation marks.
const SINGLE: [&str; 3] = ["'", "‘", "’"];

/// The clauses that a passage has or has a part of, with all that they can be cut to; the whole of each sentence is one.
pub fn clauses(text: &Text, passage: TextRange) -> Vec<Clause> {
    let first = text.sentences.partition_point(|sentence| sentence.range.end() <= passage.start());
    let inside = text.sentences[first..].iter().take_while(|sentence| sentence.range.start() < passage.end());
    let parts = inside.filter_map(|sentence| Some((sentence, sentence.range.intersect(passage)?)));
    let judges = parts.take(MOST_SENTENCES).map(|(sentence, part)| Judge::new(text, sentence, part));
    judges.flat_map(|judge| judge.clauses()).collect()
}

/// Words of a sentence, by their places among its words.
type Words = Range<usize>;

/// Somebody's word in a sentence.
struct Speech {
    /// The word of saying.
    cue: usize,
    /// What is said.
    said: Words,
}

/// A sentence whose clauses are judged.
struct Judge<'a> {
    text: &'a Text,
    lexicon: Option<&'static Lexicon>,
    sentence: &'a Sentence,
    /// The tokens that are words.
    words: Vec<usize>,
    /// Those that the passage has.
    inside: Words,
    /// The words at which clauses may begin.
    begins: Vec<(usize, Reason)>,
    speech: Vec<Speech>,
    /// Which words are parts of names.
    named: Vec<bool>,
    /// The verb of a clause that begins at each word, looked for when it is first asked for.
    predicates: Vec<OnceCell<Option<usize>>>,
}

impl<'a> Judge<'a> {
    fn new(text: &'a Text, sentence: &'a Sentence, passage: TextRange) -> Self {
        let words: Vec<usize> = sentence.tokens.indices().filter(|&at| text.tokens[at].is_word()).collect();
        let place = |range: TextRange| {
            let start = words.partition_point(|&at| text.tokens[at].range.end() <= range.start());
            start..words.partition_point(|&at| text.tokens[at].range.start() < range.end()).max(start)
        };
        let mut named = vec![false; words.len()];
        let mentions = &text.names.mentions;
        let first = mentions.partition_point(|mention| mention.range.end() <= sentence.range.start());
        for mention in mentions[first..].iter().take_while(|mention| mention.range.start() < sentence.range.end()) {
            named[place(mention.range)].fill(true);
        }
        let spoken = spoken(text, sentence).map(|(said, cue)| Speech { cue: place(cue).start, said: place(said) });
        let begins = beginnings(text, sentence.range).into_iter();
        let begins = begins.map(|(at, reason)| (words.partition_point(|&word| word < at), reason));
        Self {
            speech: spoken.collect(),
            // Behind the last word begins nothing.
            begins: begins.filter(|(word, _)| *word < words.len()).collect(),
            inside: place(passage),
            lexicon: Lexicon::own(text.language),
            predicates: vec![OnceCell::new(); words.len()],
            text,
            sentence,
            words,
            named,
        }
    }

    fn clauses(&self) -> Vec<Clause> {
        let (starts, ends) = (self.starts(), self.ends());
        let mut found = Vec::with_capacity(starts.len() * ends.len());
        for &(start, begins) in &starts {
            let ends = ends.iter().filter(|(end, stops)| *end > start && begins + stops < HOPELESS);
            found.extend(ends.map(|&(end, stops)| self.clause(start..end, begins + stops)));
        }
        found
    }

    /// Some words as a clause, and what they lack beside what they lack for beginning and ending there.
    fn clause(&self, words: Words, borders: u32) -> Clause {
        let (opening, middle) = (self.opening(words.start, words.end), self.middle(&words));
        let both = borders + self.closing(words.end);
        let range = self.range(words.clone());
        let first = self.text.tokens[self.words[words.start]].range;
        let verbless = if self.lexicon.is_some() { range } else { first };
        let heart = self.heart(words).map_or(verbless, |end| self.text.tokens[self.words[end - 1]].range);
        let [lacks, voiced] = [0, 1].map(|which| both + opening[which] + middle[which]);
        Clause { range, heart: range.to(heart), lacks, voiced }
    }
}

/// What is said in a sentence or beside it, and the verb that says so.
fn spoken<'a>(text: &'a Text, sentence: &Sentence) -> impl Iterator<Item = (TextRange, TextRange)> + use<'a> {
    let place = sentence.range;
    let first = text.quotations.partition_point(|quotation| quotation.range.end() <= place.start()).saturating_sub(1);
    let quotations = text.quotations[first..].iter().take_while(move |quotation| quotation.range.start() < place.end());
    let first = text.reports.partition_point(|report| report.cue.end() <= place.start());
    let reports = text.reports[first..].iter().take_while(move |report| report.cue.start() < place.end());
    let quotations = quotations.filter_map(|quotation| Some((quotation.range, quotation.cue?)));
    let reports = reports.map(|report| (report.range, report.cue));
    quotations.chain(reports).filter(move |(_, cue)| place.contains(*cue))
}
