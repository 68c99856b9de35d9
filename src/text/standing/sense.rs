//! Sense: what words lack to be understood alone, by the first and the last of them and by what they say of whom.

use super::{Judge, Words};
use crate::text::clause::QUOTES;

/// Fewest words that say anything.
const LEAST_WORDS: usize = 3;
/// Fewest of them that carry a topic.
const LEAST_TOPICS: usize = 2;
/// Fewest words of a sentence that has a verb, though it may be none that is known.
const LEAST_SENTENCE: usize = 5;

impl Judge<'_> {
    /// What a clause lacks by its first word, read alone and under the name of who says it.
    pub(super) fn opening(&self, start: usize, end: usize) -> [u32; 2] {
        let both = |lacks: u32| [lacks, lacks];
        if self.named[start] || self.is_acronym(start) {
            // `told Smith | that she left`.
            let name = start + (start..end).take_while(|&at| self.named[at]).count();
            let said = name < end
                && (self.has(name, |lexicon| &lexicon.complementizers)
                    || self.has(name, |lexicon| &lexicon.clauses) && self.marks_before(name).next().is_none());
            both(if said && start > 0 { 25 } else { 0 })
        } else if self.is_pronoun(start) {
            // `this week` leans less than `this`.
            let owned = self.has(start, |lexicon| &lexicon.determiners) && start + 1 < end && self.is_topic(start + 1);
            match (owned, self.has(start, |lexicon| &lexicon.own)) {
                (true, true) => [20, 8],
                (true, false) => [15, 6],
                (false, true) => [45, 0],
                (false, false) => [45, 20],
            }
        } else if self.is_source(start) || self.is_bound(start) || self.is_bound_behind(start, end) {
            both(40)
        } else if self.has(start, |lexicon| &lexicon.openings) || self.is_participle(start) {
            both(25)
        } else if self.has(start, |lexicon| &lexicon.prepositions) {
            both(10)
        } else if self.is_alone(start) {
            // `Meanwhile, …`.
            both(6)
        } else {
            both(0)
        }
    }

    /// `According to Smith`.
    pub(super) fn is_source(&self, word: usize) -> bool {
        self.lexicon.is_some_and(|lexicon| lexicon.sources.contains(self.folded(word)))
    }

    /// What a clause lacks by its last word.
    pub(super) fn closing(&self, end: usize) -> u32 {
        let last = end - 1;
        let tells = self.speech.iter().any(|speech| speech.cue == last && speech.said.start < last);
        let open = self.leads_on(last)
            || self.has(last, |lexicon| &lexicon.openings)
            || self.is_bound(last)
            || self.is_listed_verb(last)
            || self.part(last).ends_with("'s")
            || self.part(last).ends_with("’s");
        if tells || self.named[last] && end < self.words.len() || !open { 0 } else { 20 }
    }

    /// What a clause lacks by all of its words, read alone and under the name of who says it.
    pub(super) fn middle(&self, words: &Words) -> [u32; 2] {
        let count = |has: &dyn Fn(usize) -> bool| words.clone().filter(|&at| has(at)).count();
        let few = if words.len() < LEAST_WORDS { 20 } else { 0 };
        let topics = if count(&|at| self.is_topic(at)) < LEAST_TOPICS { 20 } else { 0 };
        let own = if count(&|at| self.has(at, |lexicon| &lexicon.own)) > 0 { 30 } else { 0 };
        let persons = count(&|at| self.has(at, |lexicon| &lexicon.pronouns));
        let pronouns = u32::try_from(persons).unwrap_or(0) * 2;
        let both = few + topics + pronouns + self.shouted(words) + self.stub(words) + self.marks(words);
        let [alone, voiced] = self.subject(words);
        [both + own + alone, both + voiced]
    }

    /// What a clause lacks that has capitals throughout.
    fn shouted(&self, words: &Words) -> u32 {
        let capitals = words.clone().filter(|&at| self.is_acronym(at)).count();
        if capitals * 2 > words.len().max(super::LEAST_SHOUTED) { 5 } else { 0 }
    }

    /// What a clause lacks where it has no verb, or no subject that can be understood alone.
    fn subject(&self, words: &Words) -> [u32; 2] {
        let both = |lacks: u32| [lacks, lacks];
        // A name has capitals in any sentence: all of one tells a headline, or a verb.
        let listed = |at: usize| self.lexicon.is_some_and(|lexicon| lexicon.verbs.contains(self.folded(at)));
        if self.lexicon.is_none_or(|lexicon| lexicon.verbs.is_empty()) {
            return both(0);
        }
        if self.is_headline(words) && (self.is_all_capitals() || words.clone().any(listed)) {
            return both(if words.clone().any(listed) { 0 } else { 4 });
        }
        let Some(verb) = self.predicate(words.clone()) else { return self.verbless(words) };
        let skipped = |&at: &usize| {
            self.has(at, |lexicon| &lexicon.openings) || !self.named[at] && self.has(at, |lexicon| &lexicon.adverbs)
        };
        // What a clause begins with has been judged.
        match (words.start..verb).rev().find(|at| !skipped(at)) {
            // `Zginęło 20 osób`: in other languages than English a sentence may begin with its verb.
            None if words.start == 0 && !self.is_participle(words.start) => both(15),
            None => both(40),
            Some(subject) if subject > words.start && self.is_pronoun(subject) => {
                let own = self.has(subject, |lexicon| &lexicon.own);
                [25, if own { 0 } else { 15 }]
            }
            Some(_) => both(0),
        }
    }

    /// What words without a verb lack; a whole sentence may have one that no list has, and an order names none who does it.
    fn verbless(&self, words: &Words) -> [u32; 2] {
        let (start, end) = (words.start, words.end);
        let stops = end == self.words.len() || self.speech.iter().any(|speech| speech.said.end == end);
        let whole = start == 0 && end == self.words.len() && self.is_ended();
        let alone = match (words.clone().all(|at| self.named[at]), whole) {
            (true, _) => 50,
            (false, true) if words.len() >= LEAST_SENTENCE && self.verb(words.clone()).is_none() => 18,
            (false, _) => 40,
        };
        [alone, if start == 0 && stops && words.len() >= LEAST_WORDS { 10 } else { alone }]
    }

    /// The sentence ends with a mark, as headlines and captions do not.
    fn is_ended(&self) -> bool {
        let closed = self.text.slice(self.sentence.range).trim_end_matches(['"', '”', '’', '»', ')']);
        closed.ends_with(['.', '!', '…'])
    }

    /// What a clause lacks that only tells who says something, or who says it as well.
    fn stub(&self, words: &Words) -> u32 {
        // `described it as “alarming”` tells more than who says so.
        let acts = |cue: &usize| self.has(*cue, |lexicon| &lexicon.cues) && !self.has(*cue, |lexicon| &lexicon.says);
        let cues = self.speech.iter().map(|speech| speech.cue).filter(|cue| words.contains(cue));
        let mut cues = cues.filter(|cue| !acts(cue)).peekable();
        if cues.peek().is_none() {
            return if self.only_says(words) { 50 } else { 0 };
        }
        let said = |cue: usize| {
            let own = self.speech.iter().filter(|speech| speech.cue == cue).flat_map(|speech| speech.said.clone());
            own.filter(|at| *at != cue && words.contains(at) && self.is_topic(*at)).count()
        };
        // `The Kremlin said the two leaders | “expressed …”`.
        let broken = |cue: usize| {
            let own = self.speech.iter().filter(|speech| speech.cue == cue && speech.said.end > words.end);
            let verbs = self.lexicon.is_some_and(|lexicon| !lexicon.verbs.is_empty());
            verbs
                && own
                    .map(|speech| speech.said.clone())
                    .any(|said| !said.into_iter().any(|at| words.contains(&at) && self.is_verb(at)))
        };
        if cues.any(|cue| said(cue) < LEAST_TOPICS || broken(cue)) { 50 } else { 10 }
    }

    /// A verb of saying, and then nothing but whom it is said to, and when.
    fn only_says(&self, words: &Words) -> bool {
        let Some(lexicon) = self.lexicon else { return false };
        let Some(verb) = self.predicate(words.clone()) else { return false };
        let by_the_way = verb + 1 < words.end && self.has(verb + 1, |lexicon| &lexicon.prepositions);
        let goes_on = words.end < self.words.len() && self.has(words.end, |lexicon| &lexicon.clauses);
        let day = |at: usize| lexicon.weekdays.contains_key(self.folded(at));
        let said = (verb + 1..words.end).filter(|&at| self.is_topic(at) && !day(at)).count();
        lexicon.says.contains(self.folded(verb)) && (goes_on || said <= usize::from(by_the_way))
    }

    /// What a clause lacks by the marks in it: half a quotation, an aside, a question.
    pub(super) fn marks(&self, words: &Words) -> u32 {
        let range = self.range(words.clone());
        let inside = || self.text.tokens[self.text.tokens_in(range).indices()].iter().map(|t| self.text.slice(t.range));
        let half = inside().filter(|part| QUOTES.contains(part)).count() % 2;
        let aside = inside().any(|part| matches!(part, "(" | ")" | "[" | "]"));
        let last = self.words[words.end - 1] + 1;
        let behind = self.text.tokens.get(last).map_or("", |token| self.text.slice(token.range));
        let asked = inside().chain([behind]).any(|part| matches!(part, "?" | "¿" | "？"));
        (if half > 0 { 7 } else { 0 }) + (if aside { 3 } else { 0 }) + (if asked { 25 } else { 0 })
    }

    /// Most words have capitals: then they tell nothing.
    fn is_headline(&self, words: &Words) -> bool {
        let capitals = words.clone().filter(|&at| self.part(at).starts_with(char::is_uppercase)).count();
        // Names have capitals everywhere.
        let named = |at: usize| {
            self.named[at] || self.is_abbreviation(at) || self.part(at).chars().count() < super::LEAST_LETTERS
        };
        let says = words.clone().any(|at| self.part(at).starts_with(char::is_uppercase) && !named(at));
        words.len() >= super::LEAST_SHOUTED && capitals * 10 >= words.len() * 6 && says
    }

    /// All of the sentence has capitals, but for words of no topic.
    fn is_all_capitals(&self) -> bool {
        let small = |at: usize| self.part(at).starts_with(char::is_lowercase) && self.is_topic(at);
        !(0..self.words.len()).any(small)
    }
}
