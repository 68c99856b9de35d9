//! Led: what a passage says that is no clause by itself, under who does it in its sentence.
//!
//! `… and expressed satisfaction` is said of somebody: the subject that stands before leads it. So does one that commas part from
//! its verb.

use super::{Clause, Judge, MOST_SENTENCES, Words};
use crate::text::Text;
use crate::text::clause::Reason;
use crate::text::range::TextRange;

/// A part of a sentence under what leads it there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Led {
    /// Who does it.
    pub head: TextRange,
    /// What is led; what it lacks with its head.
    pub clause: Clause,
    /// Nothing is left out between the two but what commas set apart there: `Smith|, the mayor,| resigned`.
    pub joined: bool,
}

/// Words of a subject, at most.
const MOST_SUBJECT: usize = 7;
/// Words between the two, at most.
const FARTHEST: usize = 40;
/// Words of a part that carry a topic, at least.
const LEAST_TOPICS: usize = 2;
/// What a part lacks that stands under a head, and one that is joined with it.
const APART: u32 = 18;
const JOINED: u32 = 2;
/// What a relative clause lacks as one by itself, and what a part lacks behind another clause.
const RELATED: u32 = 8;
const BEHIND: u32 = 24;
/// What a clause lacks at most by where it ends if nothing that belongs to it follows.
const CLOSED: u32 = 5;

/// The parts of a passage that are no clauses, each under the nearest head in its sentence; and clauses without what commas set
/// apart behind their subjects.
pub fn led(text: &Text, passage: TextRange) -> Vec<Led> {
    let first = text.sentences.partition_point(|sentence| sentence.range.end() <= passage.start());
    let inside = text.sentences[first..].iter().take_while(|sentence| sentence.range.start() < passage.end());
    let parts = inside.filter_map(|sentence| Some((sentence, sentence.range.intersect(passage)?)));
    parts.take(MOST_SENTENCES).flat_map(|(sentence, part)| Judge::new(text, sentence, part).led()).collect()
}

/// What leads a part of its sentence.
struct Head {
    words: Words,
    /// The first word of the part.
    part: usize,
    /// The part goes on with it.
    joined: bool,
    /// What the part lacks for it.
    lacks: u32,
}

impl Judge<'_> {
    fn led(&self) -> Vec<Led> {
        let heads = self.heads();
        let ends = self.ends();
        let mut found = Vec::new();
        for (start, begins) in self.starts() {
            let ends = ends.iter().filter(|(end, _)| *end > start);
            let parted = self.parted(start..self.words.len());
            found.extend(ends.clone().filter_map(|&(end, stops)| self.joined(parted.as_ref()?, end, begins + stops)));
            if self.inside.contains(&start) {
                let heads = [self.head_before(&heads, start), self.antecedent_of(start), self.clause_before(start)];
                for &(end, stops) in ends {
                    found.extend(heads.iter().flatten().filter_map(|head| self.under(head, end, stops)));
                }
            }
        }
        found
    }

    /// A clause without what commas set apart behind its subject.
    fn joined(&self, (subject, rest): &(Words, Words), end: usize, borders: u32) -> Option<Led> {
        let words = subject.start..end;
        self.predicate(words.clone()).filter(|verb| *verb >= rest.start)?;
        let heart = self.text.tokens[self.words[self.heart(words.clone())? - 1]].range;
        let whole = self.clause(words, borders + JOINED);
        let range = self.range(rest.start..end);
        let clause = Clause { range, heart: range.to(heart), ..whole };
        Some(Led { head: self.range(subject.clone()), clause, joined: true })
    }

    /// The words from the first of a part up to an end, under their head.
    fn under(&self, head: &Head, end: usize, stops: u32) -> Option<Led> {
        let words = (head.part < end).then_some(head.part..end)?;
        let topics = words.clone().filter(|&at| self.is_topic(at)).count();
        // A relative clause in one is more than what is said of its head.
        let further = head.joined && words.clone().any(|at| self.is_relative(at));
        let named = words.clone().all(|at| self.named[at]);
        if named || further || topics < LEAST_TOPICS {
            return None;
        }
        let lacks = stops + self.closing(end) + self.middle_of_led(&words) + head.lacks;
        let heart = self.text.tokens[self.words[words.start]].range;
        let clause = Clause { range: self.range(words), heart, lacks, voiced: lacks };
        Some(Led { head: self.range(head.words.clone()), clause, joined: head.joined })
    }

    /// What a relative clause tells of, and the part behind its first word.
    fn antecedent_of(&self, start: usize) -> Option<Head> {
        let relative = if self.is_relative(start) { start } else { start.checked_sub(1)? };
        let words = self.antecedent(relative)?;
        Some(Head { words, part: relative + 1, joined: true, lacks: RELATED })
    }

    /// The clause with which a sentence begins, before a part that says nothing by itself.
    fn clause_before(&self, start: usize) -> Option<Head> {
        let lexicon = self.lexicon?;
        if self.predicate(start..self.words.len()).is_some() || self.is_pronoun(start) || self.is_source(start) {
            return None;
        }
        let (verb, heart) = (self.predicate(0..start)?, self.heart(0..start)?);
        let [opening, _] = self.opening(0, heart);
        let says = lexicon.says.contains(self.folded(verb)) || self.is_pronoun(verb.checked_sub(1)?);
        // It ends where a clause may.
        let ends = self.begins.iter().filter(|(word, reason)| self.stops(*word, *reason) <= CLOSED);
        let end = ends.map(|(word, _)| *word).find(|word| heart <= *word && verb + 1 < *word && *word <= start)?;
        let near = start - end <= FARTHEST && self.closing(end) == 0;
        (opening == 0 && !says && near).then_some(Head { words: 0..end, part: start, joined: false, lacks: BEHIND })
    }

    /// The nearest subject before words that begin with a verb.
    fn head_before(&self, heads: &[Words], start: usize) -> Option<Head> {
        let skipped =
            |at: &usize| self.has(*at, |lexicon| &lexicon.openings) || self.has(*at, |lexicon| &lexicon.adverbs);
        let first = (start..self.words.len()).find(|at| !skipped(at))?;
        let bound =
            |at: usize| self.is_bound(at) && !self.is_participle(at) || self.has(at, |lexicon| &lexicon.clauses);
        let own = (start..=first).any(bound) || self.is_pronoun(first) || self.is_bound_behind(first, self.words.len());
        // `and expressed` is a verb, `followed by` none.
        let joined = first > 0 && self.has(first - 1, |lexicon| &lexicon.openings);
        let acts = self.is_verb(first) && (joined || !self.is_participle(first));
        let near = |head: &&Words| head.end < first && first - head.end <= FARTHEST;
        let words = heads.iter().rev().find(near).filter(|_| acts && !own)?.clone();
        Some(Head { words, part: first, joined: false, lacks: APART })
    }

    /// What words lack that stand under a head: they need no subject of their own.
    fn middle_of_led(&self, words: &Words) -> u32 {
        let topics = words.clone().filter(|&at| self.is_topic(at)).count();
        let leaning = words.clone().filter(|&at| self.has(at, |lexicon| &lexicon.pronouns)).count();
        let own = words.clone().any(|at| self.has(at, |lexicon| &lexicon.own));
        let few = if topics < LEAST_TOPICS { 15 } else { 0 };
        few + if own { 30 } else { 0 } + u32::try_from(leaning).unwrap_or(0) * 2 + self.marks(words)
    }

    /// The heads of a sentence: at each place where a clause may begin a subject that can be understood alone.
    fn heads(&self) -> Vec<Words> {
        let begins = self.begins.iter().filter(|(_, reason)| *reason != Reason::Joint).map(|(word, _)| *word);
        let mut starts: Vec<usize> = std::iter::once(0).chain(begins).collect();
        starts.dedup();
        starts.into_iter().filter_map(|start| self.head(start)).collect()
    }

    fn head(&self, start: usize) -> Option<Words> {
        // `the bill, which Smith opposed, passed`: Smith does not lead.
        if start > 0 && self.is_bound(start) && self.marks_before(start).next().is_some() {
            return None;
        }
        let opens =
            |at: &usize| self.has(*at, |lexicon| &lexicon.openings) || self.has(*at, |lexicon| &lexicon.clauses);
        let start = start + (start..self.words.len().min(start + 2)).take_while(opens).count();
        let stop = self.begins.iter().map(|(word, _)| *word).find(|word| *word > start).unwrap_or(self.words.len());
        let verb = self.verb(start..self.words.len())?;
        let adverb = |at: usize| !self.named[at] && self.has(at, |lexicon| &lexicon.adverbs);
        let end = (start..verb.min(stop)).rev().find(|at| !adverb(*at))? + 1;
        let subject = start..end;
        let words = || subject.clone();
        let stands = words().any(|at| self.is_topic(at))
            && (subject.len() > 1 || self.named[start] || self.is_acronym(start))
            && !words().any(|at| self.is_pronoun(at) || self.is_participle(at))
            && !self.has(start, |lexicon| &lexicon.prepositions)
            && !self.leads_on(end - 1);
        // `Ann Smith, the mayor, said`: what stands before a comma and no verb may not be a subject.
        let near = verb < stop || self.named[end - 1];
        let joins = |at: usize| self.has(at, |lexicon| &lexicon.prepositions);
        let loose = words().any(|at| at + 1 < end && self.has(at, |lexicon| &lexicon.openings) && joins(at + 1));
        (stands && near && !loose && subject.len() <= MOST_SUBJECT).then_some(subject)
    }
}
