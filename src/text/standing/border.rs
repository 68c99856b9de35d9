//! Borders: where in a sentence a clause is let begin and end, and what it lacks for it.

use super::Judge;
use crate::text::clause::{QUOTES, Reason};

/// Places of a sentence at which a clause is let begin, or end: all pairs of them are tried.
const MOST_BORDERS: usize = 12;
/// Words that may be dropped at a beginning: `and because`.
const MOST_DROPPED: usize = 2;
/// Beginnings of a sentence in which what stands before its main clause ends: `On Saturday, 14 June, …`.
const MOST_FRONTED: usize = 3;
/// What a clause lacks that ends where its sentence goes on with what belongs to it: `expects | that`, `oil | and gas`.
const OPEN: u32 = 25;

impl Judge<'_> {
    /// The words at which a clause is let begin, and what it lacks for beginning there; of many, those next to the passage.
    pub(super) fn starts(&self) -> Vec<(usize, u32)> {
        let begins = self.begins.iter().filter(|(_, reason)| *reason != Reason::Joint).map(|(word, _)| *word);
        let said = self.speech.iter().map(|speech| speech.said.start);
        let places = begins.chain(said).chain([0, self.inside.start]);
        let mut places: Vec<usize> = places.filter(|word| *word < self.inside.end).collect();
        places.sort_unstable();
        places.dedup();
        places.sort_by_key(|word| word.abs_diff(self.inside.start));
        places.truncate(MOST_BORDERS);
        let mut found: Vec<(usize, u32)> = Vec::with_capacity(places.len());
        for word in places {
            // `That line is …`: no sentence begins with what only opens a clause.
            let opens = |at: usize| {
                at < self.inside.end
                    && self.has(at, |lexicon| &lexicon.openings)
                    && (at > 0 || !self.has(at, |lexicon| &lexicon.determiners))
            };
            let dropped = (word..word + MOST_DROPPED).take_while(|&at| opens(at)).count();
            found.push((word, self.begins_at(word)));
            if dropped > 0 && word + dropped < self.inside.end {
                found.push((word + dropped, if self.opens_clause(word) { 4 } else { 30 }));
            }
        }
        found
    }

    /// Whether a clause begins behind a word that can open one: not behind `Smith, 41, | and`, where none has been, nor behind
    /// `the law | that`, which goes on.
    fn opens_clause(&self, word: usize) -> bool {
        if self.has(word, |lexicon| &lexicon.complementizers) {
            let said = self.speech.iter().any(|speech| (word..word + MOST_DROPPED).contains(&speech.said.start));
            let told = (word.saturating_sub(2)..word).any(|at| self.is_verb(at));
            return said || told || word > 0 && self.marks_before(word).next().is_some();
        }
        word == 0 || self.has(word, |lexicon| &lexicon.clauses) || self.verb(0..word).is_some()
    }

    fn begins_at(&self, word: usize) -> u32 {
        if word == 0 {
            return 0;
        }
        // `called it | “alarming”` is as little a clause as any other quotation that its sentence goes on with.
        let said = self.speech.iter().find(|speech| speech.said.start == word);
        let goes_on = || self.opens_quotation(word) && !self.is_marked_off(word);
        if let Some(speech) = said.filter(|_| !goes_on()) {
            let verbless = self.lexicon.is_some_and(|lexicon| !lexicon.verbs.is_empty());
            return if verbless && self.verb(speech.said.clone()).is_none() { 25 } else { 3 };
        }
        let Some(place) = self.begins.iter().position(|begin| begin.0 == word) else { return 40 };
        match self.begins[place].1 {
            Reason::Mark if self.marks_before(word).any(|mark| matches!(mark, "(" | "[" | "（")) => 35,
            // `the “no” | vote`, `called it | “alarming”`.
            Reason::Quote if !self.is_marked_off(word) => 25,
            Reason::Quote if !self.opens_quotation(word) => {
                if self.is_main(place) {
                    3
                } else {
                    25
                }
            }
            Reason::Mark | Reason::Quote => 5,
            Reason::Comma if self.is_main(place) => 3,
            Reason::Joint => 30,
            Reason::Comma | Reason::Word | Reason::CommaWord | Reason::Saying => 25,
        }
    }

    /// A main clause begins behind a comma, since before it stands what may stand before one: `On Saturday, …`, `that after the
    /// call, …`, `Speaking in Rome, …`, `Meanwhile, …`.
    pub(super) fn is_main(&self, place: usize) -> bool {
        let before = self.begins[..place].iter().rev().filter(|begin| begin.1 != Reason::Joint);
        let within = |begin: &&(usize, Reason)| matches!(begin.1, Reason::Comma | Reason::Quote);
        let commas = before.clone().take_while(within).count();
        let start = before.copied().find(|begin| !within(&begin)).map_or(0, |begin| begin.0);
        let opens = |at: &usize| *at + 1 < self.words.len() && self.has(*at, |lexicon| &lexicon.openings);
        let start = start + (start..start + MOST_DROPPED).take_while(opens).count();
        let alone = start + 1 == self.begins[place].0 && self.is_alone(start);
        let leads = self.is_bound(start) || self.has(start, |lexicon| &lexicon.prepositions);
        commas < MOST_FRONTED && (alone || leads || self.is_participle(start))
    }

    /// A word of no topic that a comma sets apart.
    pub(super) fn is_alone(&self, word: usize) -> bool {
        !self.is_topic(word) && self.begins.iter().any(|begin| *begin == (word + 1, Reason::Comma))
    }

    /// One past the words at which a clause is let end, and what it lacks for ending there; of many, those next to the end of the
    /// passage.
    pub(super) fn ends(&self) -> Vec<(usize, u32)> {
        let joins = |word: usize| self.has(word, |lexicon| &lexicon.prepositions);
        let begins = self.begins.iter().filter(|(word, reason)| *reason != Reason::Joint || !joins(*word));
        let begins = begins.map(|&(word, reason)| (word, self.stops(word, reason)));
        let said = self.speech.iter().map(|speech| (speech.said.end, 3));
        let mut found: Vec<(usize, u32)> = begins.chain(said).collect();
        found.extend([(self.words.len(), 0), (self.inside.end, OPEN)]);
        found.retain(|end| self.inside.start < end.0);
        found.sort_unstable();
        found.dedup_by_key(|end| end.0);
        found.sort_by_key(|end| end.0.abs_diff(self.inside.end));
        found.truncate(MOST_BORDERS);
        found
    }

    /// What a clause lacks that ends before a word where another may begin.
    pub(super) fn stops(&self, word: usize, reason: Reason) -> u32 {
        let in_list = |list| self.has(word, list);
        if in_list(|lexicon| &lexicon.complementizers) {
            return OPEN;
        }
        match reason {
            Reason::Mark if self.marks_before(word).any(|mark| matches!(mark, ":" | "：")) => 12,
            Reason::Mark | Reason::Saying | Reason::CommaWord => 0,
            // `called it | “alarming”`.
            Reason::Quote if self.opens_quotation(word) => 15,
            Reason::Quote | Reason::Comma => 3,
            // `as soon | as May`, `he left | before noon`.
            Reason::Word if in_list(|lexicon| &lexicon.prepositions) => 8,
            Reason::Word if in_list(|lexicon| &lexicon.openings) => 4,
            Reason::Word => OPEN,
            // `left the room | and shut the door`.
            Reason::Joint => {
                let adverb = |at: &usize| self.has(*at, |lexicon| &lexicon.adverbs) && !self.is_verb(*at);
                let next = (word + 1..self.words.len()).find(|at| !adverb(at));
                if next.is_some_and(|next| self.is_verb(next)) { 5 } else { OPEN }
            }
        }
    }

    /// The mark at a word belongs to it.
    fn opens_quotation(&self, word: usize) -> bool {
        let before = self.words[word] - 1;
        QUOTES.contains(&self.text.slice(self.text.tokens[before].range))
    }

    /// Another mark stands before a quotation: `he said: “We …`.
    fn is_marked_off(&self, word: usize) -> bool {
        self.marks_before(word).any(|mark| !QUOTES.contains(&mark))
    }
}
