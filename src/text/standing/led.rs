//! Led: what a passage says that is no clause by itself, under who does it in its sentence.
//!
//! `… and expressed satisfaction` is said of somebody, and `… including the seriously wounded` of something that is: the
//! subject that stands before, or the subject and its verb, lead it.

use super::{Clause, Judge, MOST_SENTENCES, Words};
use crate::text::Text;
use crate::text::clause::Reason;
use crate::text::range::TextRange;

/// A part of a sentence under what leads it there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Led {
    /// Who does it, or who does what.
    pub head: TextRange,
    /// What is led; what it lacks with its head.
    pub clause: Clause,
}

/// Words of a subject, at most, and of the verbs behind it.
const MOST_SUBJECT: usize = 7;
const MOST_VERBS: usize = 4;
/// Words between the two, at most.
const FARTHEST: usize = 40;
/// What a part lacks that stands under a head.
const APART: u32 = 18;

/// The parts of a passage that are no clauses, each under the nearest head in its sentence.
pub fn led(text: &Text, passage: TextRange) -> Vec<Led> {
    let first = text.sentences.partition_point(|sentence| sentence.range.end() <= passage.start());
    let inside = text.sentences[first..].iter().take_while(|sentence| sentence.range.start() < passage.end());
    let parts = inside.filter_map(|sentence| Some((sentence, sentence.range.intersect(passage)?)));
    parts.take(MOST_SENTENCES).flat_map(|(sentence, part)| Judge::new(text, sentence, part).led()).collect()
}

/// Who does what, at some words of a sentence.
struct Head {
    subject: Words,
    verbs: Words,
}

impl Judge<'_> {
    fn led(&self) -> Vec<Led> {
        let heads = self.heads();
        let ends = self.ends();
        let mut found = Vec::new();
        for (start, _) in self.starts() {
            for &(end, stops) in ends.iter().filter(|(end, _)| *end > start) {
                found.extend(self.under(&heads, start..end, stops));
            }
        }
        found
    }

    /// Some words under the nearest head before them.
    fn under(&self, heads: &[Head], words: Words, stops: u32) -> Option<Led> {
        let skipped =
            |at: &usize| self.has(*at, |lexicon| &lexicon.openings) || self.has(*at, |lexicon| &lexicon.adverbs);
        let first = words.clone().find(|at| !skipped(at))?;
        let bound =
            |at: usize| self.is_bound(at) && !self.is_participle(at) || self.has(at, |lexicon| &lexicon.clauses);
        let own = (words.start..=first).any(bound) || self.is_pronoun(first) || self.is_bound_behind(first, words.end);
        // `and expressed` is a verb, `followed by` none.
        let joined = first > 0 && self.has(first - 1, |lexicon| &lexicon.openings);
        let acts = self.is_verb(first) && (joined || !self.is_participle(first));
        let named = words.clone().all(|at| self.named[at]);
        // A clause with a subject of its own is led by nothing.
        let verb = self.verb(first..words.end).filter(|verb| *verb > first);
        let led = self.is_participle(first) || self.has(first, |lexicon| &lexicon.prepositions);
        if own || named || !acts && verb.is_some() && !led {
            return None;
        }
        let begins = if acts { first } else { words.start };
        let before = |head: &&Head| {
            let ends = if acts { head.subject.end } else { head.verbs.end };
            (acts || !head.verbs.is_empty()) && ends < begins && begins - ends <= FARTHEST
        };
        let head = heads.iter().rev().find(before)?;
        let leads = if acts { head.subject.clone() } else { head.subject.start..head.verbs.end };
        let gaps = self.middle_of_led(begins..words.end);
        let range = self.range(begins..words.end);
        let lacks = stops + self.closing(words.end) + gaps + APART;
        Some(Led { head: self.range(leads), clause: Clause { range, heart: range, lacks } })
    }

    /// What words lack that stand under a head: they need no subject of their own.
    fn middle_of_led(&self, words: Words) -> u32 {
        let topics = words.clone().filter(|&at| self.is_topic(at)).count();
        let leaning = words.clone().filter(|&at| self.has(at, |lexicon| &lexicon.pronouns)).count();
        let own = words.clone().any(|at| self.has(at, |lexicon| &lexicon.own));
        let few = if topics < super::LEAST_TOPICS { 15 } else { 0 };
        few + if own { 30 } else { 0 } + u32::try_from(leaning).unwrap_or(0) * 2 + self.marks(&words)
    }

    /// The heads of a sentence: at each place where a clause may begin a subject that can be understood alone, and the verbs
    /// behind it, or behind what stands between commas.
    fn heads(&self) -> Vec<Head> {
        let begins = self.begins.iter().filter(|(_, reason)| *reason != Reason::Joint).map(|(word, _)| *word);
        let mut starts: Vec<usize> = std::iter::once(0).chain(begins).collect();
        starts.dedup();
        starts.into_iter().filter_map(|start| self.head(start)).collect()
    }

    fn head(&self, start: usize) -> Option<Head> {
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
        // `Ann Smith, the mayor, said`: what stands between is left out, and what stands before a verb may not be a clause.
        let parted = verb >= stop;
        let near = !parted || self.named[end - 1];
        let joins = |at: usize| self.has(at, |lexicon| &lexicon.prepositions);
        let loose = words().any(|at| at + 1 < end && self.has(at, |lexicon| &lexicon.openings) && joins(at + 1));
        let verbs = (verb..self.words.len()).take_while(|at| *at == verb || self.is_verb(*at) || adverb(*at));
        let verbs = verb..verb + if parted { 0 } else { verbs.take(MOST_VERBS).count() };
        (stands && near && !loose && subject.len() <= MOST_SUBJECT).then_some(Head { subject, verbs })
    }
}
